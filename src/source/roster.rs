//! The members that a roll does not list: not known, not absent, unless their source leaves absences out. It reads no file.

use std::collections::HashMap;

use super::ledger::{Kind, Ledger};
use super::outside::called;
use crate::members::MemberSet;
use crate::record::{Body, Modality, Origin, Record, RecordBuilder, Roll, RollCall, RollCallId, Seating, Vote};

/// The reason of a roll that is not whole.
const IN_PART: &str = "roll calls that do not list every member of their time; the others' votes are not known";

/// The changed rolls of a record, each with what it becomes.
type Changed = Vec<(RollCallId, Roll)>;

/// Marks as not known the votes of members of the General Assembly's day, else of its session, that a roll does not list, and
/// those of a roll in which all of them stand as non-voting: no such vote was ever held. A roll is whole where it lists as many
/// as its source states. Where that states nothing, a source that `lists_all` leaves out nobody of a roll call without a roll;
/// of the others somebody may have taken rows out, which needs no note: every answer says so. Our own formats say themselves
/// whose votes are not known.
pub(super) fn settle(record: Record, [lists_all, is_own]: [bool; 2], ledger: &mut Ledger) -> Record {
    let mut seatings = HashMap::new();
    let (mut unlisted, mut nobody): (Changed, Changed) = (Vec::new(), Vec::new());
    for id in record.ids() {
        let (one, roll) = (record.roll_call(id), record.roll(id));
        if one.body != Body::GeneralAssembly || !one.is_vote() {
            continue;
        }
        let omitted = record.origins_of(id).any(|origin| origin.omits_absent);
        let known = roll.known().len();
        let whole = one.stated.members.map_or(is_own, |members| usize::from(members) <= known);
        let whole = whole || lists_all && known == 0;
        let seating = |one: &RollCall| Seating::of(record.members(), one);
        let mut missing = || {
            let seating = seatings.entry((one.date, one.session)).or_insert_with(|| seating(one));
            seating.map_or(MemberSet::EMPTY, |seating| seating.unlisted(record.members(), roll))
        };
        let missing = if whole || omitted { MemberSet::EMPTY } else { missing() };
        let not_known = roll.not_known | missing;
        if is_of_nobody(one, roll) && not_known.is_empty() {
            nobody.push((id, Roll { not_known: roll.non_voting, ..Roll::default() }));
        } else if not_known != roll.not_known {
            unlisted.push((id, Roll { not_known, ..*roll }));
        }
    }
    let is_noted = |id| !lists_all || record.roll_call(id).stated.members.is_some();
    let listed = unlisted.iter().filter(|(id, roll)| is_noted(*id) && !roll.known().is_empty());
    let in_part: Vec<String> = listed.map(|(id, roll)| named(&record, *id, roll)).collect();
    let of_nobody: Vec<String> = nobody.iter().map(|(id, _)| called(&record, *id)).collect();
    for (kind, reason, values) in [
        (Kind::Note, IN_PART, in_part),
        (
            Kind::Disagreement,
            "recorded votes in which every member stands as non-voting; how they voted is not known",
            of_nobody,
        ),
    ] {
        for value in values {
            ledger.enter(kind, reason, None, value);
        }
    }
    if unlisted.is_empty() && nobody.is_empty() {
        return record;
    }
    let mut builder = RecordBuilder::reopen(record);
    for (id, roll) in unlisted {
        *builder.entry(id).1 = roll;
    }
    for (id, roll) in nobody {
        let (one, votes) = builder.entry(id);
        *votes = roll;
        (one.stated.yes, one.stated.no, one.stated.abstain, one.stated.non_voting) = (None, None, None, None);
    }
    builder.finish()
}

/// Marks as not known the votes that a roll call lacks whose day or session is known only since sources were joined, unless all
/// of them leave absences out.
pub(super) fn settle_joined(builder: &mut RecordBuilder, id: RollCallId, ledger: &mut Ledger) {
    let (members, name) = (builder.members().clone(), called(builder, id));
    let omitted = builder.origins_of(id).all(|origin| origin.omits_absent);
    let (one, roll) = builder.entry(id);
    let known = roll.known().len();
    let whole = one.stated.members.is_some_and(|members| usize::from(members) <= known);
    if omitted || whole || known == 0 || !one.is_vote() {
        return;
    }
    let Some(seating) = Seating::of(&members, one) else { return };
    let missing = seating.unlisted(&members, roll) - roll.not_known;
    if !missing.is_empty() {
        roll.not_known |= missing;
        let value = format!("{name}: {known} of {}", roll.members().len());
        ledger.enter(Kind::Note, IN_PART, None, value);
    }
}

/// What the ledger says of a roll that is not whole.
fn named(record: &Record, id: RollCallId, roll: &Roll) -> String {
    format!("{}: {} of {}", called(record, id), roll.known().len(), roll.members().len())
}

/// Whether a recorded vote has nobody who voted or abstained, in its roll as in its totals.
fn is_of_nobody(one: &RollCall, roll: &Roll) -> bool {
    let stated = [one.stated.yes, one.stated.no, one.stated.abstain];
    let known = roll.known();
    one.modality == Modality::Recorded
        && (one.date.is_some() || one.session.is_some())
        && !known.is_empty()
        && known == roll.non_voting
        && stated.iter().all(|number| number.is_none_or(|number| number == 0))
}

/// Enters the absences that some sources leave out: they list only members that voted, so that a member of the day without
/// a row was absent, if it has a row anywhere else in the source. Of one that has none nothing is known: somebody may have
/// taken it out, as all rows with one of the three votes where that is nowhere. It is done when all sources are merged, so that one that lists absences comes first.
pub(super) fn fill_in(record: Record, ledger: &mut Ledger) -> Record {
    if !record.origins().iter().any(|origin| origin.omits_absent) {
        return record;
    }
    let omitted = |id: &RollCallId| {
        let one = record.roll_call(*id);
        record.origins_of(*id).all(|origin: &Origin| origin.omits_absent) && one.body == Body::GeneralAssembly
    };
    let ids: Vec<RollCallId> = record.ids().filter(omitted).collect();
    let has = |vote| ids.iter().any(|id| !record.roll(*id).cast(vote).is_empty());
    let is_whole = [Vote::Yes, Vote::No, Vote::Abstain].into_iter().all(has);
    let of_any = |listed, id: &RollCallId| listed | record.roll(*id).known();
    let listed = ids.iter().filter(|_| is_whole).fold(MemberSet::EMPTY, of_any);
    let members = record.members().clone();
    let filled: Changed = ids
        .into_iter()
        .filter_map(|id| {
            let mut roll = *record.roll(id);
            let missing = Seating::of(&members, record.roll_call(id))?.unlisted(&members, &roll);
            let absent = if roll.known().is_empty() { MemberSet::EMPTY } else { missing & listed };
            roll.non_voting |= absent;
            roll.not_known |= missing - absent;
            Some((id, roll)).filter(|_| !missing.is_empty())
        })
        .collect();
    let absent: usize = filled.iter().map(|(id, roll)| (roll.non_voting - record.roll(*id).non_voting).len()).sum();
    let in_part: Vec<String> = filled
        .iter()
        .filter(|(_, roll)| !roll.not_known.is_empty() && !roll.known().is_empty())
        .map(|(id, roll)| named(&record, *id, roll))
        .collect();
    let mut builder = RecordBuilder::reopen(record);
    for (id, roll) in filled {
        *builder.entry(id).1 = roll;
    }
    builder.origins_mut().iter_mut().for_each(|origin| origin.omits_absent = false);
    let reason = "absences that the source leaves out: members of the day without a vote, read as non-voting";
    if absent > 0 {
        ledger.enter_all(Kind::Note, reason, absent as u64, Vec::new());
    }
    for value in in_part {
        ledger.enter(Kind::Note, IN_PART, None, value);
    }
    builder.finish()
}
