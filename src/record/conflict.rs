//! A disagreement between sources about one roll call, with what each says. The merge decides which one stands.

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
    /// The votes as a whole: too many differ for them to be one vote.
    Rolls,
}

impl Disputed {
    /// The word that machine formats use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vote(_) => "vote",
            Self::Fact(fact) => fact.word(),
            Self::Rolls => "roll call",
        }
    }

    /// What a record says about it, in words; `None` if it says nothing.
    pub fn of(self, record: &Record, id: RollCallId) -> Option<String> {
        match self {
            Self::Vote(member) => record.roll(id).vote(member).map(|vote| vote.word().to_owned()),
            Self::Fact(fact) => fact.of(record, id).map(Into::into),
            Self::Rolls => Fact::Tally.of(record, id).map(Into::into),
        }
    }
}

/// A disagreement between the sources of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conflict {
    /// The roll call, in the record of all sources.
    pub roll_call: RollCallId,
    /// What they disagree on.
    pub what: Disputed,
    /// What each source says that says anything, the one with precedence first: its place among the origins of the
    /// record, and the value in words.
    pub values: Vec<(usize, String)>,
    /// The value in the record; `None` if both stand, as two roll calls.
    pub stands: Option<String>,
    /// The rule that decided what stands.
    pub rule: &'static str,
}
