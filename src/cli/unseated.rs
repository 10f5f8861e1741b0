//! Says that members who are asked for had no seat in the roll calls: not admitted yet, no longer members, not on the
//! Council, or a group without members then.

use anyhow::Result;

use super::{
    Call, Nothing,
    options::{MembersOption, SelectionOptions},
};
use crate::{
    members::{MemberId, MemberList},
    record::{Body, Date, Record, RollCallId},
    report::roll_call::Whose,
};

impl MembersOption {
    /// The members that are meant, of whom at least one had a seat in one of these roll calls.
    ///
    /// # Errors
    /// When one of them is not known, or none of them had a seat.
    pub fn seated(&self, record: &Record, ids: &[RollCallId]) -> Result<Whose> {
        let whose = self.whose(record.members())?;
        if let Some(list) = &whose.list {
            seated(record, ids, list)?;
        }
        Ok(whose)
    }
}

/// Fails when none of a list had a seat in any of these roll calls.
///
/// # Errors
/// The words that say why.
pub fn seated(record: &Record, ids: &[RollCallId], list: &MemberList) -> Result<()> {
    nobody_seated(record, ids, list).map_or(Ok(()), |why| Err(Nothing(why).into()))
}

/// Why none of a list had a seat in any of these roll calls; none where one had, or where it is not known.
pub fn nobody_seated(record: &Record, ids: &[RollCallId], list: &MemberList) -> Option<String> {
    let members = record.members();
    let has_seat = |id: &RollCallId| {
        let Some(day) = record.roll_call(*id).date else { return true };
        let listed = list.on(members, day);
        let in_roll = record.roll(*id).members();
        let seat = if in_roll.is_empty() { members.seated(day) } else { in_roll };
        !(listed & seat).is_empty()
    };
    if ids.is_empty() || ids.iter().any(has_seat) {
        return None;
    }
    let name = list.names(members, false);
    let seated_then = |id: &RollCallId| {
        let day = record.roll_call(*id).date.unwrap_or(Date::MAX);
        !(list.on(members, day) & members.seated(day)).is_empty()
    };
    let only_council = ids.iter().all(|id| record.roll_call(*id).body == Body::SecurityCouncil);
    Some(match list.only_member() {
        _ if only_council && ids.iter().any(seated_then) => {
            format!("{name}: not on the Security Council in {}", these(ids.len()))
        }
        Some(member) => format!("{name} was not a member in {} ({})", these(ids.len()), periods(record, member)),
        None => {
            let days = if ids.len() == 1 { "day" } else { "days" };
            format!("{name}: no members on the {days} of {}", these(ids.len()))
        }
    })
}

/// The roll calls, as a sentence names them.
fn these(count: usize) -> String {
    if count == 1 { "this roll call".to_owned() } else { format!("these {count} roll calls") }
}

/// When a member was one: `member since 2011-07-14`.
pub fn periods(record: &Record, member: MemberId) -> String {
    let period = |period: &crate::members::Period| match period.until {
        None => format!("since {}", period.from),
        Some(until) => format!("from {} to {}", period.from, until.yesterday().unwrap_or(until)),
    };
    let periods: Vec<String> = record.members().get(member).periods.iter().map(period).collect();
    format!("member {}", periods.join(" and "))
}

impl Call {
    /// Why members that `--where` names cannot have voted in the roll calls that meet the other conditions.
    pub fn without_seat(record: &Record, options: &SelectionOptions) -> Result<Option<String>> {
        let others = SelectionOptions { positions: Vec::new(), ..options.clone() };
        let ids = others.selection(record.members())?.of(record);
        let positions = options.selection(record.members())?.positions;
        Ok(positions.iter().find_map(|(list, _)| nobody_seated(record, &ids, list)))
    }
}
