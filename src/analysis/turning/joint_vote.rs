//! The roll calls in which a member and its reference took a position, and how often they agreed.

use crate::analysis::agreement::{Lines, position_in};
use crate::analysis::history::{Ballot, Plurality};
use crate::analysis::{counted::Counted, grouped::grouped};
use crate::members::MemberId;
use crate::record::{Date, Record, RollCallId, Vote};

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

/// The ballots held against the plurality of the others, or against the reference, where there is one; roll calls of
/// which the day is not known are left out.
pub(super) fn compared(record: &Record, ballots: &[Ballot], with_reference: bool) -> Vec<JointVote> {
    let one = |ballot: &Ballot| {
        let day = record.roll_call(ballot.id).date?;
        let other = if with_reference { ballot.reference } else { ballot.majority };
        let (Some(vote), Plurality::Of(reference)) = (ballot.position(), other) else { return None };
        Some(JointVote { id: ballot.id, day, vote, reference })
    };
    ballots.iter().filter_map(one).collect()
}

/// The roll calls in which two members took a position.
pub fn compared_pair(record: &Record, ids: &[RollCallId], a: MemberId, b: MemberId) -> Vec<JointVote> {
    const PLACES: [Vote; 3] = [Vote::Yes, Vote::Abstain, Vote::No];
    let lines = Lines::new(record.members());
    let one = |id: &RollCallId| {
        let (vote, reference) = (position_in(record, &lines, *id, a)?, position_in(record, &lines, *id, b)?);
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
    grouped(compared, |one| [one.day]).into_values().map(agreement).collect()
}
