//! Holds what a source states against what it lists. It changes nothing.

use super::{Kind, Ledger};
use crate::record::Record;

/// Enters every roll call whose stated numbers differ from its votes.
pub fn totals(record: &Record, ledger: &mut Ledger) {
    for id in record.ids() {
        let roll = record.roll(id);
        let roll_call = record.roll_call(id);
        let counted = roll.tally();
        if roll.known().is_empty() || !roll.not_known.is_empty() || !roll_call.stated.differs_from(counted) {
            continue;
        }
        let stated = [roll_call.stated.yes, roll_call.stated.no, roll_call.stated.abstain, roll_call.stated.non_voting];
        let shown = stated.map(|n| n.map_or_else(|| "?".to_owned(), |n| n.to_string())).join("-");
        let value = format!("{}: stated {shown}, counted {counted}-{}", record.symbol(id), counted.non_voting);
        ledger.enter(Kind::Disagreement, "the stated totals differ from the roll", None, value);
    }
}
