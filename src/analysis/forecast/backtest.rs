//! How well forecasts would have done, year by year, beside the naive rule: the member's last vote on the question, found by
//! text alone, else its most frequent vote.

use std::ops::RangeInclusive;

use libm::log;

use super::corpus::{CAST, Corpus};
use super::features::Three;
use super::interval::{most_probable, part};
use super::years::{Learnt, Years, actual};
use crate::analysis::series::predecessors_by_text;
use crate::members::{MemberId, MemberSet};
use crate::record::{RollCallId, Vote};

/// Tenths of probability.
const TENTHS: usize = 10;

/// How well a year was forecast, or several together.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Scores {
    /// The year; none for all together.
    pub year: Option<i16>,
    /// Roll calls.
    pub roll_calls: usize,
    /// Votes (yes, abstain or no).
    pub votes: usize,
    /// The share of the roll calls on whose question there was a vote before.
    pub covered: f64,
    /// The share of the votes that the naive rule has right.
    pub naive: f64,
    /// Its macro-F1.
    pub naive_f1: f64,
    /// The share of the votes that were the most probable.
    pub accuracy: f64,
    /// The mean of F1 over yes, abstain and no, as far as they occur.
    pub f1: f64,
    /// The standard error of the difference of the two shares, the votes of a roll call taken together.
    pub standard_error: Option<f64>,
    /// The mean of minus the natural logarithm of the probability of what was voted.
    pub log_loss: f64,
    /// The expected calibration error: by tenths of the probability of the most probable vote, the mean distance of that
    /// from how often it was right.
    pub calibration_error: f64,
    /// How far the numbers of yes, abstain and no were off, in the mean.
    pub tally_error: [f64; 3],
    /// The roll calls with an interval.
    pub with_interval: usize,
    /// The share of them in which the interval of yes, abstain and no held the number; none without one.
    pub within: Option<[f64; 3]>,
}

/// How often what had a probability came to be.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Calibration {
    /// Which vote; none for the most probable one, whichever it is.
    pub vote: Option<Vote>,
    /// Which tenth of the probability, from 0.
    pub tenth: usize,
    /// The votes in it.
    pub votes: usize,
    /// Their mean probability.
    pub probability: f64,
    /// The share of them in which it came to be.
    pub share: f64,
}

/// The scores of years, each from the years before it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Backtest {
    /// What each forecast knew.
    pub learnt: Learnt,
    /// Each year that could be forecast.
    pub years: Vec<Scores>,
    /// All of them together; none where there is none.
    pub all: Option<Scores>,
    /// How often what had a probability came to be, over all years.
    pub calibration: Vec<Calibration>,
    /// The years with votes of which too little was known before.
    pub left_out: Vec<i16>,
    /// The roll calls that were forecast.
    pub ids: Vec<RollCallId>,
}

/// Which roll calls and votes are scored.
pub struct Scored<'s> {
    /// Whether a roll call is.
    pub calls: &'s dyn Fn(RollCallId) -> bool,
    /// The lines whose votes are; none for all.
    pub whose: &'s dyn Fn(RollCallId) -> Option<MemberSet>,
}

/// Forecasts the roll calls of these years as if they were to come, each from all that was known, and compares with what came.
pub fn backtest(corpus: &Corpus<'_>, years: RangeInclusive<i16>, learnt: Learnt, scored: &Scored<'_>) -> Backtest {
    let made = Years::new(corpus, learnt, years.clone());
    let naive = naive_votes(corpus, corpus.start(*years.start())..corpus.start(years.end() + 1), learnt);
    let offset = corpus.start(*years.start());
    let (mut all, mut found) = (Sums::default(), Vec::new());
    let (mut left_out, mut ids) = (Vec::new(), Vec::new());
    for year in years {
        let places = corpus.start(year)..corpus.start(year + 1);
        let start = places.start;
        if !places.clone().any(|place| (scored.calls)(corpus.ids[place])) {
            continue;
        }
        let Some(of_year) = made.year(year) else {
            left_out.push(year);
            continue;
        };
        let (misses, mut sums) = (made.misses(year), Sums::default());
        for place in places {
            let (id, call, naive) = (corpus.ids[place], &of_year.calls[place - start], &naive[place - offset]);
            if !(scored.calls)(id) {
                continue;
            }
            let whose = (scored.whose)(id);
            for sums in [&mut sums, &mut all] {
                sums.add_votes(corpus, place, &call.probabilities, naive, whose);
                sums.add_tally(call.expected.point, misses.intervals(&call.expected), actual(corpus, place));
            }
            ids.push(id);
        }
        if sums.has_votes() {
            found.push(sums.scores(Some(year)));
        }
    }
    let calibration = all.calibration();
    Backtest { learnt, all: (!found.is_empty()).then(|| all.scores(None)), years: found, calibration, left_out, ids }
}

/// What the naive rule says of a roll call: whether there was a vote before on its question, and each voter's vote.
struct Naive {
    covered: bool,
    votes: Vec<u8>,
}

/// The naive rule for the roll calls of these places.
fn naive_votes(corpus: &Corpus<'_>, places: std::ops::Range<usize>, learnt: Learnt) -> Vec<Naive> {
    let record = corpus.record;
    let before = predecessors_by_text(record);
    let mut counts = [[0_u32; 3]; MemberSet::CAPACITY];
    let mut counted = 0;
    places
        .map(|place| {
            let start = match learnt {
                Learnt::Day => corpus.first_on(corpus.days[place]),
                Learnt::January => corpus.start(corpus.years[place]),
            };
            for earlier in &corpus.ballots[counted..start] {
                earlier.votes.iter().for_each(|(member, vote)| counts[member.index()][usize::from(*vote)] += 1);
            }
            counted = start;
            let (day, year) = (record.roll_call(corpus.ids[place]).date, corpus.years[place]);
            let is_known = |id: &RollCallId| match learnt {
                Learnt::Day => record.roll_call(*id).date < day,
                Learnt::January => record.year(*id) < Some(year),
            };
            let chain = std::iter::successors(before[corpus.ids[place].index()], |id| before[id.index()]);
            let rolls: Vec<[MemberSet; 3]> = chain
                .filter(is_known)
                .map(|id| {
                    let roll = record.lines(id);
                    CAST.map(|vote| roll.cast(vote))
                })
                .collect();
            let vote = |member: MemberId| {
                let cast = |roll: &[MemberSet; 3]| roll.iter().position(|plane| plane.contains(member));
                let last = rolls.iter().find_map(cast);
                let usual = || most_probable(counts[member.index()].map(f64::from));
                last.unwrap_or_else(usual) as u8
            };
            let votes = corpus.ballots[place].votes.iter().map(|(member, _)| vote(*member)).collect();
            Naive { covered: !rolls.is_empty(), votes }
        })
        .collect()
}

/// Numbers by what was voted and what had been said.
type Confusion = [[u32; 3]; 3];

/// All that scores are made of.
#[derive(Clone, Debug, Default)]
struct Sums {
    roll_calls: usize,
    covered: usize,
    said: Confusion,
    naive: Confusion,
    /// Of the differences of right votes a roll call: their squares, their products with its votes, the squares of these.
    differences: Three,
    log_loss: f64,
    /// Votes, probabilities and what came to be, by tenth: of the most probable vote, then of each vote.
    tenths: [[(usize, f64, usize); TENTHS]; 4],
    tally_error: Three,
    with_interval: usize,
    within: [usize; 3],
}

impl Sums {
    /// Whether any vote is among them.
    fn has_votes(&self) -> bool {
        self.said.iter().flatten().any(|count| *count > 0)
    }

    fn add_votes(
        &mut self, corpus: &Corpus<'_>, place: usize, said: &[Three], naive: &Naive, whose: Option<MemberSet>,
    ) {
        let votes = &corpus.ballots[place].votes;
        let (mut difference, mut count) = (0.0, 0.0);
        for (((member, vote), probabilities), naive) in votes.iter().zip(said).zip(&naive.votes) {
            if whose.is_some_and(|whose| !whose.contains(*member)) {
                continue;
            }
            count += 1.0;
            let (vote, naive, best) = (usize::from(*vote), usize::from(*naive), most_probable(*probabilities));
            self.said[vote][best] += 1;
            self.naive[vote][naive] += 1;
            difference += f64::from(u8::from(vote == best)) - f64::from(u8::from(vote == naive));
            self.log_loss -= log(probabilities[vote]);
            let of_each = (0..3).map(|at| (at + 1, at));
            for (row, at) in [(0, best)].into_iter().chain(of_each) {
                let tenth = part(probabilities[at], TENTHS);
                let (count, sum, came) = &mut self.tenths[row][tenth];
                *count += 1;
                *sum += probabilities[at];
                *came += usize::from(vote == at);
            }
        }
        let products = [difference * difference, difference * count, count * count];
        self.differences.iter_mut().zip(products).for_each(|(sum, product)| *sum += product);
        self.roll_calls += 1;
        self.covered += usize::from(naive.covered);
    }

    fn add_tally(&mut self, point: [u16; 3], intervals: Option<[(u16, u16); 3]>, actual: [u16; 3]) {
        for at in 0..3 {
            self.tally_error[at] += f64::from(point[at].abs_diff(actual[at]));
        }
        let Some(intervals) = intervals else { return };
        self.with_interval += 1;
        for at in 0..3 {
            self.within[at] += usize::from((intervals[at].0..=intervals[at].1).contains(&actual[at]));
        }
    }

    fn scores(&self, year: Option<i16>) -> Scores {
        let votes = self.said.iter().flatten().sum::<u32>();
        let (calls, all) = (self.roll_calls as f64, f64::from(votes));
        let (accuracy, naive) = (right(&self.said) / all, right(&self.naive) / all);
        let mean = accuracy - naive;
        let [squares, products, counts] = self.differences;
        let variance = (squares - 2.0 * mean * products + mean * mean * counts).max(0.0);
        let of_tenth = |(count, sum, came): &(usize, f64, usize)| (sum - *came as f64).abs() * f64::from(*count > 0);
        let intervals = self.with_interval as f64;
        Scores {
            year,
            roll_calls: self.roll_calls,
            votes: votes as usize,
            covered: self.covered as f64 / calls,
            naive,
            naive_f1: macro_f1(&self.naive),
            accuracy,
            f1: macro_f1(&self.said),
            standard_error: (self.roll_calls > 1).then(|| (variance * calls / (calls - 1.0)).sqrt() / all),
            log_loss: self.log_loss / all,
            calibration_error: self.tenths[0].iter().map(of_tenth).sum::<f64>() / all,
            tally_error: self.tally_error.map(|sum| sum / calls),
            with_interval: self.with_interval,
            within: (self.with_interval > 0).then(|| self.within.map(|count| count as f64 / intervals)),
        }
    }

    fn calibration(&self) -> Vec<Calibration> {
        let votes = [None].into_iter().chain(CAST.map(Some));
        let of = |vote: Option<Vote>, tenths: &[(usize, f64, usize); TENTHS]| {
            let known = tenths.iter().enumerate().filter(|(_, (count, ..))| *count > 0);
            let row = |(tenth, &(votes, sum, came)): (usize, &(usize, f64, usize))| {
                let all = votes as f64;
                Calibration { vote, tenth, votes, probability: sum / all, share: came as f64 / all }
            };
            known.map(row).collect::<Vec<_>>()
        };
        votes.zip(&self.tenths).flat_map(|(vote, tenths)| of(vote, tenths)).collect()
    }
}

fn right(confusion: &Confusion) -> f64 {
    f64::from((0..3).map(|at| confusion[at][at]).sum::<u32>())
}

/// The mean of F1 (twice what is right, over all that was said and all that was voted) of the votes that occur.
fn macro_f1(confusion: &Confusion) -> f64 {
    let of = |at: usize| {
        let voted: u32 = confusion[at].iter().sum();
        let said: u32 = confusion.iter().map(|row| row[at]).sum();
        (voted + said > 0).then(|| f64::from(2 * confusion[at][at]) / f64::from(voted + said))
    };
    let known: Vec<f64> = (0..3).filter_map(of).collect();
    known.iter().sum::<f64>() / known.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macro_f1_is_the_mean_over_the_votes_that_occur() {
        // Yes: 2 * 8 / (10 + 9); abstain: 2 * 3 / (5 + 6). No never occurs.
        let confusion = [[8, 2, 0], [1, 4, 0], [0, 0, 0]];
        assert!((macro_f1(&confusion) - f64::midpoint(16.0 / 19.0, 8.0 / 11.0)).abs() < 1e-12);
        assert!((right(&confusion) - 12.0).abs() < 1e-12);
    }

    #[test]
    fn the_standard_error_takes_the_votes_of_a_roll_call_together() {
        // Two roll calls of 10 votes, of which the forecast has 2 more right in the one, and as many in the other: the mean
        // difference is 0.1, the residuals are 1 and -1, so that se = sqrt(2 * 2 / 1) / 20 = 0.1.
        let sums = Sums {
            roll_calls: 2,
            said: [[20, 0, 0], [0; 3], [0; 3]],
            naive: [[18, 2, 0], [0; 3], [0; 3]],
            differences: [4.0, 20.0, 200.0],
            ..Sums::default()
        };
        let scores = sums.scores(None);
        assert!((scores.standard_error.unwrap() - 0.1).abs() < 1e-12, "{scores:?}");
    }
}
