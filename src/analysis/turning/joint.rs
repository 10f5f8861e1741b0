//! The roll calls in which a member and its reference took a position, and how often they agreed.

use crate::analysis::agreement::position_in;
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

/// Agreement on each day, the days in order.
pub(super) fn by_day<'c>(compared: impl IntoIterator<Item = &'c JointVote>) -> Vec<Counted> {
    grouped(compared, |one| [one.day]).into_iter().map(|(_, votes)| agreement(votes)).collect()
}
