//! Holds what a source states against what it lists, and against the rules. It changes nothing.

use super::ledger::{Kind, Ledger};
use crate::record::{Body, Outcome, Record};

/// Enters every roll call whose stated numbers differ from its votes.
pub(super) fn totals(record: &Record, ledger: &mut Ledger) {
    for id in record.ids() {
        let roll = record.roll(id);
        let roll_call = record.roll_call(id);
        let counted = roll.tally();
        if roll.known().is_empty() || !roll.not_known.is_empty() || !roll_call.stated.differs_from(counted) {
            continue;
        }
        let stated = &roll_call.stated;
        let shown = [stated.yes, stated.no, stated.abstain, stated.non_voting]
            .map(|n| n.map_or_else(|| "?".to_owned(), |n| n.to_string()))
            .join("-");
        let value = format!("{}: stated {shown}, counted {counted}-{}", record.symbol(id), counted.non_voting);
        ledger.enter(Kind::Disagreement, "the stated totals differ from the roll", None, value);
    }
}

/// Enters every resolution of the General Assembly that its source has as adopted, and states to have had no more votes
/// in favour than against.
pub(super) fn outcomes(record: &Record, ledger: &mut Ledger) {
    for id in record.ids() {
        let roll_call = record.roll_call(id);
        let adopted = roll_call.body == Body::GeneralAssembly && roll_call.outcome == Some(Outcome::Adopted);
        let stated = roll_call.stated.tally().filter(|tally| adopted && tally.yes <= tally.no);
        if let Some(tally) = stated {
            let reason = "adopted, as the source says, with no more votes in favour than against";
            ledger.enter(Kind::Disagreement, reason, None, format!("{}: {tally}", record.symbol(id)));
        }
    }
}
