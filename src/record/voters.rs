//! The members whose votes a question is about.

use super::{Date, Numbers, Record, Roll, RollCallId};
use crate::members::MemberList;

/// The members whose votes a question is about: all, or those of a list as it was on the day of each vote.
#[derive(Clone, Debug, Default)]
pub struct Voters {
    /// The list; none for all members.
    pub list: Option<MemberList>,
}

impl Voters {
    /// The votes of these members in a roll call; none in what was adopted without a vote. Where the day is not known a list
    /// is taken as it is now.
    pub fn roll(&self, record: &Record, id: RollCallId) -> Roll {
        if !record.roll_call(id).is_vote() {
            return Roll::default();
        }
        let roll = record.roll(id);
        let day = record.roll_call(id).date.unwrap_or(Date::MAX);
        self.list.as_ref().map_or(*roll, |list| roll.within(list.on(record.members(), day)))
    }

    /// The numbers of these members in a roll of theirs: those of all members, or counted of a list.
    pub(crate) fn numbers(&self, roll: &Roll, all: Numbers) -> Numbers {
        if self.list.is_none() {
            return all;
        }
        Numbers { not_known: Some(roll.not_known.len() as u16), ..roll.tally().into() }
    }
}
