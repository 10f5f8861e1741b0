//! Enters the absences that some sources leave out: they list only members that voted, so that a member of the day
//! without a row was absent. It is done when all sources are merged, so that one that lists absences comes first.

use crate::members::MemberSet;
use crate::record::{Body, Record, RecordBuilder, RollCallId};
use crate::source::ledger::{Kind, Ledger};

/// Fills in the members of the day in roll calls all of whose sources leave out absences.
pub(crate) fn fill_in(record: Record, ledger: &mut Ledger) -> Record {
    if !record.origins().iter().any(|origin| origin.omits_absent) {
        return record;
    }
    let absent: Vec<(RollCallId, MemberSet)> = record.ids().filter_map(|id| Some((id, absent(&record, id)?))).collect();
    let count: usize = absent.iter().map(|(_, members)| members.len()).sum();
    let mut builder = RecordBuilder::reopen(record);
    for (id, members) in absent {
        builder.entry(id).1.non_voting |= members;
    }
    builder.origins_mut().iter_mut().for_each(|origin| origin.omits_absent = false);
    let reason = "absences that the source leaves out: members of the day without a vote, read as non-voting";
    if count > 0 {
        ledger.enter_all(Kind::Note, reason, count as u64, Vec::new());
    }
    builder.finish()
}

fn absent(record: &Record, id: RollCallId) -> Option<MemberSet> {
    let (roll_call, roll) = (record.roll_call(id), record.roll(id));
    let omitted = record.origins_of(id).all(|origin| origin.omits_absent);
    let listed = roll_call.body == Body::GeneralAssembly && !roll.known().is_empty();
    let day = roll_call.date.filter(|_| omitted && listed)?;
    Some(record.members().seated(day) - roll.members()).filter(|members| !members.is_empty())
}
