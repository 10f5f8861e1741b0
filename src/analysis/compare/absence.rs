//! Why a side has no vote in common with the other.

use crate::analysis::absence::NotSeated;
use crate::analysis::agreement::{Lines, Sheet};
use crate::members::{MemberId, MemberList};
use crate::record::{Record, RollCallId};

/// Why a side has no position in any of these roll calls; none where it has one.
pub(super) fn without_votes(record: &Record, ids: &[RollCallId], list: &MemberList) -> Option<Absence> {
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
        _ => Some(NotSeated::of(record, ids, list).map_or(Absence::NoPosition, Absence::NotSeated)),
    }
}

/// Why a side of a comparison has no position.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Absence {
    /// It was not a member on any of the days.
    NotMember(MemberId),
    /// None of its members had a seat.
    NotSeated(NotSeated),
    /// It had a seat and took no position.
    NoPosition,
}
