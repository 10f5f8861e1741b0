//! The roll calls in which a member and its reference took a position, how often they agreed, and the years in which
//! that changed beyond chance.

use crate::analysis::agreement::position_in;
use crate::analysis::history::{Ballot, Plurality};
use crate::analysis::{changepoint, counted::Counted, grouped::grouped};
use crate::members::MemberId;
use crate::record::{Date, Record, RollCallId, Vote};

/// Change points with a p-value below this are reported.
pub(super) const LEVEL: f64 = 0.01;

/// A year in which agreement changed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Turn {
    /// The first year after the change.
    pub year: i16,
    /// The first year of the time before, which begins at the turn before it.
    pub first: i16,
    /// The last year of the time after, which ends before the next turn.
    pub last: i16,
    /// Agreement in the time before.
    pub before: Counted,
    /// Agreement in the time after.
    pub after: Counted,
    /// Agreement in the last year before it with a vote.
    pub year_before: Counted,
    /// Agreement in the year itself.
    pub in_year: Counted,
    /// How often chance gives so large a change, by permuted days.
    pub p: f64,
    /// How often chance gives so large a change, by permuted years.
    pub p_of_years: f64,
}

impl Turn {
    /// Whether agreement fell, rather than rose.
    pub fn is_fall(&self) -> bool {
        self.after.share() < self.before.share()
    }
}

/// The years in which agreement changed beyond chance.
pub fn turns(compared: &[JointVote], seed: u64) -> Vec<Turn> {
    let years = by_year(compared);
    let days: Vec<Vec<Counted>> = years.iter().map(|(year, _)| by_day(within(compared, *year, *year))).collect();
    let sum = |from: usize, to: usize| years[from..to].iter().map(|(_, counted)| counted).sum();
    let turn = |point: changepoint::Point| Turn {
        year: years[point.at].0,
        first: years[point.from].0,
        last: years[point.to - 1].0,
        before: sum(point.from, point.at),
        after: sum(point.at, point.to),
        year_before: years[point.at - 1].1,
        in_year: years[point.at].1,
        p: point.p,
        p_of_years: point.p_of_years,
    };
    changepoint::points(&days, LEVEL, seed).into_iter().map(turn).collect()
}

/// One roll call in which a member and its reference took a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JointVote {
    /// The roll call.
    pub id: RollCallId,
    /// Day of the vote.
    pub day: Date,
    /// The member's position.
    pub vote: Vote,
    /// The position of the reference.
    pub reference: Vote,
}

impl JointVote {
    /// Whether both took the same position.
    pub fn agrees(&self) -> bool {
        self.vote == self.reference
    }

    /// Whether one voted yes and the other no.
    pub fn is_opposite(&self) -> bool {
        !self.agrees() && self.vote != Vote::Abstain && self.reference != Vote::Abstain
    }
}

/// The ballots compared with the plurality of the others, or with the reference, where there is one; roll calls whose
/// day is not known are left out.
pub(super) fn compared(record: &Record, ballots: &[Ballot], with_reference: bool) -> Vec<JointVote> {
    let one = |ballot: &Ballot| {
        let day = record.roll_call(ballot.id).date?;
        let other = if with_reference { ballot.with.first()?.plurality } else { ballot.majority };
        let (Some(vote), Plurality::Of(reference)) = (ballot.position(), other) else { return None };
        Some(JointVote { id: ballot.id, day, vote, reference })
    };
    ballots.iter().filter_map(one).collect()
}

/// The roll calls in which two members took a position.
pub fn compared_pair(record: &Record, ids: &[RollCallId], a: MemberId, b: MemberId) -> Vec<JointVote> {
    const PLACES: [Vote; 3] = [Vote::Yes, Vote::Abstain, Vote::No];
    let one = |id: &RollCallId| {
        let (vote, reference) = (position_in(record, *id, a)?, position_in(record, *id, b)?);
        let day = record.roll_call(*id).date?;
        Some(JointVote { id: *id, day, vote: PLACES[vote], reference: PLACES[reference] })
    };
    ids.iter().filter_map(one).collect()
}

/// Agreement counted over roll calls.
pub(super) fn agreement<'c>(compared: impl IntoIterator<Item = &'c JointVote>) -> Counted {
    compared.into_iter().map(JointVote::agrees).collect()
}

/// The roll calls of some years.
pub(crate) fn within(compared: &[JointVote], first: i16, last: i16) -> impl Iterator<Item = &JointVote> + Clone {
    compared.iter().filter(move |one| (first..=last).contains(&one.day.year()))
}

/// Agreement by calendar year, the years with a vote in order.
pub(crate) fn by_year(compared: &[JointVote]) -> Vec<(i16, Counted)> {
    let years = grouped(compared, |one| [one.day.year()]);
    years.into_iter().map(|(year, votes)| (year, agreement(votes))).collect()
}

/// Agreement on each day, the days in order.
pub(super) fn by_day<'c>(compared: impl IntoIterator<Item = &'c JointVote>) -> Vec<Counted> {
    grouped(compared, |one| [one.day]).into_iter().map(|(_, votes)| agreement(votes)).collect()
}
