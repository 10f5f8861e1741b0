//! Why a side has no vote in common with the other.

use crate::{
    analysis::agreement::{Lines, Sheet},
    members::{MemberId, MemberList},
    record::{Record, RollCallId},
};

/// Why a side has no position in any of these roll calls; none where it has one.
pub fn without_votes(record: &Record, ids: &[RollCallId], list: &MemberList) -> Option<Absence> {
    let lines = Lines::new(record.members());
    let sheet = Sheet::of_list(record, &lines, ids, list);
    if !sheet.lines().is_empty() {
        return None;
    }
    let seated = |member: MemberId, id: &RollCallId| {
        let day = record.roll_call(*id).date;
        day.is_some_and(|day| record.members().get(record.members().seat_on(member, day)).is_seated(day))
    };
    match list.only_member() {
        Some(member) if !ids.iter().any(|id| seated(member, id)) => Some(Absence::NotMember(member)),
        _ => Some(Absence::NoPosition),
    }
}

/// Why a side has no vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// It was no member on any of the days.
    NotMember(MemberId),
    /// It took no position.
    NoPosition,
}
