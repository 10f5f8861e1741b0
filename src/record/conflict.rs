//! A disagreement of sources on one roll call, with what each tells. It decides nothing: the merge does.

use super::{Fact, Record, RollCallId};
use crate::members::MemberId;

/// What sources disagree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Disputed {
    /// A member's vote.
    Vote(MemberId),
    /// Something else that sources say of the roll call.
    Fact(Fact),
    /// The votes as a whole: so many differ that they are taken for two votes on one text.
    Rolls,
}

impl Disputed {
    /// The word of the machine formats.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vote(_) => "vote",
            Self::Fact(fact) => fact.word(),
            Self::Rolls => "roll call",
        }
    }

    /// What a record says of it, in words; none where it says nothing.
    pub fn of(self, record: &Record, id: RollCallId) -> Option<String> {
        match self {
            Self::Vote(member) => record.roll(id).vote(member).map(|vote| vote.word().to_owned()),
            Self::Fact(fact) => fact.of(record, id).map(Into::into),
            Self::Rolls => Fact::Tally.of(record, id).map(Into::into),
        }
    }
}

/// A disagreement of the sources of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conflict {
    /// The roll call, in the record of all sources.
    pub roll_call: RollCallId,
    /// What they disagree on.
    pub what: Disputed,
    /// What each source tells that tells anything, the one with precedence first: its place among the origins of the
    /// record, and its words.
    pub values: Vec<(usize, String)>,
    /// What stands in the record; none where both do, as two roll calls.
    pub stands: Option<String>,
    /// By which rule.
    pub rule: &'static str,
}
