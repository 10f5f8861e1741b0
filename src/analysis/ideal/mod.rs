//! Ideal points: where each member stood in each session, on one dimension, as told by its votes.
//!
//! The model is that of Bailey, Strezhnev and Voeten 2017, "Estimating Dynamic State Preferences from United Nations
//! Voting Data", Journal of Conflict Resolution 61(2): 430-456: an ordinal probit of yes, abstention and no, members that
//! walk at random from session to session, and questions that were put again as bridges between sessions. It is fitted
//! here by a Gaussian variational approximation instead of a sampler; `docs/ideal.md` says how, and how near that comes.
//! It selects no roll calls and says nothing in words.

mod expected;
mod item;
mod member;
mod normal;
mod quality;
mod shown;
mod start;
mod sweeps;
#[cfg(test)]
mod tests;
mod votes;

use item::{Item, Point};
use member::Evidence;
use normal::Normal;
use sweeps::{Settings, fitted};
use votes::{Seat, Votes};

pub use expected::Expected;
pub use quality::Quality;
pub use shown::{Against, FEWEST, Movement, against, movements, year_of};
pub use votes::{LeftOut, SameQuestion, session_of};

use super::random::SplitMix64;
use crate::members::MemberId;
use crate::record::{Record, RollCallId};

/// By this the standard errors of the approximation are enlarged: to the posterior deviations of a sampler they stood
/// as 0.956 in the middle.
const FIRMNESS: f64 = 1.05;
/// With fewer votes in a session a position is mostly that of the sessions around it.
pub const FEW_VOTES: u32 = 10;

/// Where a member stood in a session.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Position {
    /// The line: a member, with the votes that were cast before it for its seat.
    pub line: MemberId,
    /// The regular session; votes of special sessions count in that which had begun last.
    pub session: u16,
    /// In standard deviations of all members of all sessions from their mean; higher is nearer to the United States.
    pub position: f64,
    /// Its standard error, in the same unit.
    pub standard_error: f64,
    /// How many votes it rests on.
    pub votes: u32,
    /// The share (0 to 1) of the members of the session whose position is lower, the same half: its own among them.
    pub percentile: f64,
    /// Its place in the session, the highest position first, from 1; and of how many.
    pub place: (usize, usize),
}

/// The parameters of an item: P(yes) = Phi(`cuts[0]` - `discrimination` x position), P(no) = Phi(`discrimination` x
/// position - `cuts[1]`), and an abstention has the rest.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Question {
    /// The roll calls that put it, in time.
    pub roll_calls: Vec<RollCallId>,
    /// How many voted yes, abstained, voted no, in all of them.
    pub counts: [u32; 3],
    /// The slope: how sharply it divides members, positive where those with a high position vote no.
    pub discrimination: f64,
    /// The cuts between yes and abstention, and between abstention and no; both are one where only two of the three
    /// positions occurred.
    pub cuts: [f64; 2],
    /// Covariances of slope, first and second cut: rows and columns in this order.
    pub covariance: [[f64; 3]; 3],
}

/// Why there is no fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoFit {
    /// None of the roll calls tells members apart; with what was left out.
    NoVotes(LeftOut),
    /// The member from which the scale starts, the United States, has no vote in them.
    NoAnchor,
}

/// A fit: positions of members, parameters of questions, and how good it is.
#[derive(Debug)]
pub struct Fit {
    votes: Votes,
    normal: Normal,
    items: Vec<Item>,
    points: Vec<Point>,
    /// What the votes of each member-session say at its position, and what of it holds the scale.
    evidence: Vec<Evidence>,
    rho: f64,
    anchor: MemberId,
    /// Positions by line, then by session.
    pub positions: Vec<Position>,
    /// What is not in it.
    pub left_out: LeftOut,
    /// How well it tells the votes.
    pub quality: Quality,
}

impl Fit {
    /// Fits positions to these roll calls, which are all of the General Assembly or are left out; `seen` is told each
    /// sweep, of which there are about 30.
    ///
    /// # Errors
    /// Where the roll calls tell no member from another.
    pub fn of(record: &Record, ids: &[RollCallId], same: &SameQuestion, seen: &dyn Fn(usize)) -> Result<Self, NoFit> {
        Self::with(record, ids, same, Settings::usual(), seen)
    }

    fn with(
        record: &Record, ids: &[RollCallId], same: &SameQuestion, settings: Settings, seen: &dyn Fn(usize),
    ) -> Result<Self, NoFit> {
        let votes = Votes::of(record, ids, same);
        if votes.counts.is_empty() {
            return Err(NoFit::NoVotes(votes.left_out));
        }
        let anchor = record.members().by_code(ANCHOR).ok_or(NoFit::NoAnchor)?;
        Self::of_votes(votes, anchor, settings, seen)
    }

    fn of_votes(votes: Votes, anchor: MemberId, settings: Settings, seen: &dyn Fn(usize)) -> Result<Self, NoFit> {
        let start = votes.start(anchor).ok_or(NoFit::NoAnchor)?;
        let normal = Normal::new();
        let mut state = fitted(&votes, &normal, &start, settings, seen);
        state.face(anchor);
        let (evidence, rho) = state.evidence();
        let (items, points) = (state.items, state.points);
        let quality = Quality::of(&votes, &normal, &items, &points);
        let positions = positions(&votes, &points);
        Ok(Self { positions, left_out: votes.left_out, quality, votes, normal, items, points, evidence, rho, anchor })
    }

    /// A fit to votes that are drawn from this one: the same members, questions and absences, each vote by the model at the
    /// positions and parameters that were fitted. Its positions should come back, in so many of their intervals.
    ///
    /// # Errors
    /// Where the votes that were drawn tell no member from another.
    pub fn redrawn(&self, seed: u64) -> Result<Self, NoFit> {
        let mut random = SplitMix64::new(seed);
        let mut draw = |item: usize, seat: usize| {
            let point = Point { variance: 0.0, ..self.points[seat] };
            let [yes, abstain, _] = self.items[item].exactly(&self.normal, &self.votes.counts[item], point);
            let drawn = random.below(1 << 32) as f64 / 4_294_967_296.0;
            usize::from(drawn >= yes) + usize::from(drawn >= yes + abstain)
        };
        let votes = self.votes.redrawn(&mut draw);
        Self::of_votes(votes, self.anchor, Settings::usual(), &|_| ())
    }

    /// How many roll calls are in it, and how many questions they put.
    pub fn size(&self) -> (usize, usize) {
        (self.votes.roll_calls.len(), self.items.len())
    }

    /// The questions, by the first time each was put.
    pub fn questions(&self) -> impl Iterator<Item = Question> {
        let roll_calls = self.votes.roll_calls.chunk_by(|a, b| a.1 == b.1);
        self.items.iter().zip(&self.votes.counts).zip(roll_calls).map(|((item, counts), roll_calls)| {
            let ([c1, c2], [v1, v2], both) = (item.with_cuts, item.of_cuts, item.of_both);
            Question {
                roll_calls: roll_calls.iter().map(|(id, _)| *id).collect(),
                counts: *counts,
                discrimination: item.slope,
                cuts: item.cuts,
                covariance: [[item.of_slope, c1, c2], [c1, v1, both], [c2, both, v2]],
            }
        })
    }

    /// The position of a line in a session, if it has votes there.
    pub fn position(&self, line: MemberId, session: u16) -> Option<&Position> {
        Some(&self.positions[self.votes.seat(line, session)?])
    }
}

/// The member that has positive positions, and agreement with which is the start: with another start, such as agreement
/// with Russia, the sweeps end elsewhere.
const ANCHOR: &str = "USA";

/// Each position with its place in its session.
fn positions(votes: &Votes, points: &[Point]) -> Vec<Position> {
    let last = votes.seats.iter().map(|seat| seat.session).max().unwrap_or(0);
    let mut sessions: Vec<Vec<f64>> = vec![Vec::new(); usize::from(last) + 1];
    for (seat, point) in votes.seats.iter().zip(points) {
        sessions[usize::from(seat.session)].push(point.mean);
    }
    let position = |(at, (seat, point)): (usize, (&Seat, &Point))| {
        let others = &sessions[usize::from(seat.session)];
        let count = |is: fn(&f64, &f64) -> bool| others.iter().filter(|other| is(other, &point.mean)).count();
        let (lower, higher) = (count(|a, b| a < b), count(|a, b| a > b));
        let same = others.len() - lower - higher;
        Position {
            line: seat.line,
            session: seat.session,
            position: point.mean,
            standard_error: FIRMNESS * point.variance.sqrt(),
            votes: votes.by_seat.of(at).len() as u32,
            percentile: (lower as f64 + same as f64 / 2.0) / others.len() as f64,
            place: (higher + 1, others.len()),
        }
    };
    votes.seats.iter().zip(points).enumerate().map(position).collect()
}
