//! Holds what a source states of a roll call against its votes: numbers that differ, and outcomes that they forbid. It
//! changes nothing.

use super::ledger::{Kind, Ledger};
use super::outside::called;
use crate::record::{Body, Numbers, Outcome, Record, RollCallId};

/// Enters a roll call whose stated numbers differ from its votes.
pub(super) fn hold_totals(record: &Record, id: RollCallId, ledger: &mut Ledger) {
    let (stated, roll) = (&record.roll_call(id).stated, record.roll(id));
    let counted = roll.tally();
    if roll.known().is_empty() || !roll.not_known.is_empty() || !stated.differs_from(counted) {
        return;
    }
    let shown = [stated.yes, stated.no, stated.abstain, stated.non_voting]
        .map(|n| n.map_or_else(|| "?".to_owned(), |n| n.to_string()))
        .join("-");
    let value = format!("{}: stated {shown}, counted {counted}-{}", called(record, id), counted.non_voting);
    ledger.enter(Kind::Disagreement, "the stated totals differ from the roll", None, value);
}

/// Enters a resolution of the General Assembly that its source has as adopted, and states to have had no more votes in
/// favour than against.
pub(super) fn hold_outcome(record: &Record, id: RollCallId, ledger: &mut Ledger) {
    let roll_call = record.roll_call(id);
    let adopted = roll_call.body == Body::GeneralAssembly && roll_call.outcome == Some(Outcome::Adopted);
    let stated = Numbers::stated(roll_call.stated, None).cast().filter(|tally| adopted && tally.yes <= tally.no);
    if let Some(tally) = stated {
        let reason = "adopted, according to the source, with no more votes in favour than against";
        ledger.enter(Kind::Disagreement, reason, None, format!("{}: {tally}", called(record, id)));
    }
}
