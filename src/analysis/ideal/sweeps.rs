//! The fit: item and member steps in turn until no position moves, the scale held by a multiplier, the end reached
//! sooner by extrapolation (Anderson 1965). Every sum over several items or members is made in order, so that any number
//! of threads gives the same bytes.

use super::item::{Item, Point};
use super::member::{Evidence, evidence, walked};
use super::normal::Normal;
use super::votes::{Lists, Votes};
use crate::members::MemberId;
use crate::record::parallel::share_out_among;

/// A fit ends when the root mean square of all changes in a sweep is below this.
pub(super) const TOLERANCE: f64 = 1e-4;
/// Sweeps at most.
const MOST: usize = 60;
/// In the first sweep items take this many steps, as they begin without a slope.
const FIRST_STEPS: usize = 5;
/// Until this sweep positions are standardised in each.
const STANDARDISED: usize = 6;
/// In these sweeps the multiplier follows the scale; a multiplier that moves would break the extrapolation behind them.
const MULTIPLIER: std::ops::RangeInclusive<usize> = 3..=12;
/// How many earlier sweeps the extrapolation looks at.
const DEPTH: usize = 5;
/// Parts of the work that are shared out, so that no core waits long for another.
const PARTS: usize = 64;

/// How a fit is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub threads: usize,
    pub tolerance: f64,
    pub most: usize,
}

impl Settings {
    pub(super) fn usual() -> Self {
        Self { threads: crate::record::parallel::cores(), tolerance: TOLERANCE, most: MOST }
    }
}

/// Where a fit stands.
pub(super) struct State<'v> {
    votes: &'v Votes,
    normal: &'v Normal,
    settings: Settings,
    pub items: Vec<Item>,
    pub points: Vec<Point>,
    /// The multiplier, and the mean weight of items in the sweep before, by which it is spread over members.
    multiplier: f64,
    usual_items: f64,
}

/// Fits items and positions, from positions to begin with. `seen` is told the number of each sweep.
pub(super) fn fitted<'v>(
    votes: &'v Votes, normal: &'v Normal, start: &[f64], settings: Settings, seen: &dyn Fn(usize),
) -> State<'v> {
    let items = votes.counts.iter().zip(&votes.two_cuts).map(|(counts, two)| Item::start(counts, *two)).collect();
    let points = start.iter().map(|mean| Point { mean: *mean, variance: 0.0 }).collect();
    let mut state = State { votes, normal, settings, items, points, multiplier: 0.0, usual_items: 100.0 };
    let mut history = History::default();
    for sweep in 1..=settings.most {
        seen(sweep);
        let before: Vec<f64> = state.points.iter().map(|point| point.mean).collect();
        for step in 0..if sweep == 1 { FIRST_STEPS } else { 1 } {
            state.step_items(sweep == 1 && step == 0);
        }
        state.step_members();
        let (mean, sd) = state.mean_and_sd();
        if MULTIPLIER.contains(&sweep) {
            let variances: f64 = state.points.iter().map(|point| point.variance).sum();
            let usual_weight = state.points.len() as f64 / variances;
            state.multiplier = (state.multiplier + 0.5 * usual_weight * (sd - 1.0)).max(0.0);
        }
        if sweep <= STANDARDISED {
            state.standardise(mean, sd);
        }
        if sweep <= *MULTIPLIER.end() {
            continue;
        }
        let after: Vec<f64> = state.points.iter().map(|point| point.mean).collect();
        let changes: f64 = after.iter().zip(&before).map(|(after, before)| (after - before).powi(2)).sum();
        if (changes / after.len() as f64).sqrt() < settings.tolerance {
            break;
        }
        let next = history.extrapolated(&before, after);
        state.points.iter_mut().zip(next).for_each(|(point, mean)| point.mean = mean);
    }
    let (mean, sd) = state.mean_and_sd();
    state.standardise(mean, sd);
    state
}

impl State<'_> {
    /// Makes something of each list, in parts that all cores share.
    fn each<T: Send>(&self, lists: &Lists, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let parts = parts(lists);
        let all = share_out_among(self.settings.threads, &parts, |(): &mut (), (first, behind)| {
            (*first..*behind).map(&make).collect::<Vec<T>>()
        });
        all.into_iter().flatten().collect()
    }

    fn step_items(&mut self, first: bool) {
        let (votes, points) = (self.votes, &self.points);
        self.items = self.each(&votes.by_item, |item| {
            let of = votes.by_item.of(item);
            self.items[item].stepped(self.normal, votes.two_cuts[item], of, points, first)
        });
    }

    /// What the votes of each member-session say, and by what the weight of its items is multiplied to hold the scale.
    pub(super) fn evidence(&self) -> (Vec<Evidence>, f64) {
        let seats = &self.votes.by_seat;
        let of = |seat: usize| evidence(self.normal, seats.of(seat), &self.items, self.points[seat]);
        (self.each(seats, of), self.multiplier / self.usual_items)
    }

    fn step_members(&mut self) {
        let (votes, seats) = (self.votes, &self.votes.by_seat);
        let (all, scale) = self.evidence();
        let counts: Vec<u32> = (0..seats.len()).map(|seat| seats.of(seat).len() as u32).collect();
        let mut points = Vec::with_capacity(all.len());
        for &(first, behind) in &votes.lines {
            let of = first..behind;
            points.extend(walked(&self.points[of.clone()], &all[of.clone()], &counts[of], |one| scale * one.items));
        }
        self.points = points;
        self.usual_items = all.iter().map(|one| one.items).sum::<f64>() / all.len() as f64;
    }

    /// Turns the scale round where these positions are negative in the mean.
    pub(super) fn face(&mut self, line: MemberId) {
        let of_line = self.votes.seats.iter().zip(&self.points).filter(|(seat, _)| seat.line == line);
        if of_line.map(|(_, point)| point.mean).sum::<f64>() < 0.0 {
            self.points.iter_mut().for_each(|point| point.mean = -point.mean);
            self.items.iter_mut().for_each(Item::turn);
        }
    }

    fn mean_and_sd(&self) -> (f64, f64) {
        let count = self.points.len() as f64;
        let mean = self.points.iter().map(|point| point.mean).sum::<f64>() / count;
        let squares: f64 = self.points.iter().map(|point| (point.mean - mean).powi(2)).sum();
        (mean, (squares / count).sqrt())
    }

    fn standardise(&mut self, mean: f64, sd: f64) {
        // All positions are the same where the votes tell nobody from anybody.
        let sd = if sd > 1e-9 { sd } else { 1.0 };
        for point in &mut self.points {
            *point = Point { mean: (point.mean - mean) / sd, variance: point.variance / (sd * sd) };
        }
        self.items.iter_mut().for_each(|item| item.rescaled(mean, sd));
    }
}

/// Lists in parts of about as many votes each, by the first and behind the last.
fn parts(lists: &Lists) -> Vec<(usize, usize)> {
    let (mut parts, mut first, mut votes) = (Vec::new(), 0, 0);
    for one in 0..lists.len() {
        votes += lists.of(one).len();
        if votes * PARTS >= lists.votes() || one + 1 == lists.len() {
            parts.push((first, one + 1));
            (first, votes) = (one + 1, 0);
        }
    }
    parts
}

/// The last sweeps: where each led, and how far.
#[derive(Default)]
struct History {
    sweeps: Vec<(Vec<f64>, Vec<f64>)>,
}

impl History {
    /// The positions to go on from: those to which the last sweeps together seem to lead (Anderson 1965, "Iterative
    /// procedures for nonlinear integral equations", Journal of the ACM 12(4): 547-560).
    fn extrapolated(&mut self, before: &[f64], after: Vec<f64>) -> Vec<f64> {
        let moved: Vec<f64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
        let earlier: Vec<Vec<f64>> =
            self.sweeps.iter().map(|(_, old)| moved.iter().zip(old).map(|(new, old)| new - old).collect()).collect();
        let mut next = after.clone();
        if let Some(shares) = shares(&earlier, &moved) {
            for (share, (old, _)) in shares.iter().zip(&self.sweeps) {
                for (next, (new, old)) in next.iter_mut().zip(after.iter().zip(old)) {
                    *next -= share * (new - old);
                }
            }
        }
        if self.sweeps.len() == DEPTH {
            self.sweeps.remove(0);
        }
        self.sweeps.push((after, moved));
        next
    }
}

/// The least-squares coefficients of `target` by these columns; none where there are none, or they are wild.
fn shares(columns: &[Vec<f64>], target: &[f64]) -> Option<Vec<f64>> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut rows: Vec<Vec<f64>> = columns
        .iter()
        .map(|one| columns.iter().map(|other| dot(one, other)).chain([dot(one, target)]).collect())
        .collect();
    let trace: f64 = rows.iter().enumerate().map(|(at, row)| row[at]).sum();
    rows.iter_mut().enumerate().for_each(|(at, row)| row[at] += 1e-8 * trace);
    // Gauss and Jordan; the matrix is positive definite.
    for pivot in 0..rows.len() {
        let (by, row) = (rows[pivot][pivot], rows[pivot].clone());
        if by <= 0.0 {
            return None;
        }
        for (_, other) in rows.iter_mut().enumerate().filter(|(at, _)| *at != pivot) {
            let factor = other[pivot] / by;
            other.iter_mut().zip(&row).for_each(|(cell, by)| *cell -= factor * by);
        }
    }
    let shares: Vec<f64> = rows.iter().enumerate().map(|(at, row)| row[columns.len()] / row[at]).collect();
    let size: f64 = shares.iter().map(|share| share.abs()).sum();
    (!shares.is_empty() && size < 50.0).then_some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extrapolation_finds_the_end_of_a_linear_process() {
        // x -> A x + b in two dimensions: two differences suffice. With A = [.9 .05; 0 .8], b = (1, 1) the fixed point
        // is x2 = 1 / 0.2 = 5, x1 = (1 + 0.05 * 5) / 0.1 = 12.5.
        let process = |x: &[f64]| vec![0.9 * x[0] + 0.05 * x[1] + 1.0, 0.8 * x[1] + 1.0];
        let (mut history, mut x) = (History::default(), vec![0.0, 0.0]);
        for _ in 0..5 {
            let after = process(&x);
            x = history.extrapolated(&x, after);
        }
        assert!((x[0] - 12.5).abs() < 1e-3 && (x[1] - 5.0).abs() < 1e-3, "{x:?}");
    }
}
