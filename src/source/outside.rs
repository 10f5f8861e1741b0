//! Votes under the name of a state on a day when it was no member: read as those of the state that held the seat, left out,
//! or kept where the state was soon admitted. Each is told; none is taken silently.

use jiff::Span;

use super::ledger::{Kind, Ledger};
use crate::members::{Date, MemberId, Members};
use crate::record::{Entered, Position, Record, RecordBuilder, RollCallId, Vote};

/// The reason of a vote that is read as that of another state.
pub(crate) const CONTINUED: &str =
    "votes under the name of a state on a day when another held its seat; read as that state's";
/// The reason of a vote that is left out.
const NO_MEMBER: &str = "votes of states that were no members on the day, left out";
/// The reason of an absence that is left out: who is no member cannot be absent.
const NOT_ABSENT: &str = "absences of states that were no members on the day, left out";
/// The reason of a vote shortly before an admission.
const EARLY: &str = "states that stand in a roll within 90 days before they were admitted; kept";

/// Enters a vote, or an absence, of a state that was no member, which is left out.
pub(crate) fn leave_out(ledger: &mut Ledger, vote: Option<Vote>, line: Option<u64>, value: String) {
    match vote {
        None | Some(Vote::NonVoting) => ledger.enter(Kind::Corrected, NOT_ABSENT, line, value),
        Some(_) => ledger.enter(Kind::Skipped, NO_MEMBER, line, value),
    }
}

/// Whether a state that was no member on a day was admitted within 90 days.
pub(crate) fn is_early(members: &Members, member: MemberId, day: Date) -> bool {
    let until = day.saturating_add(Span::new().days(90));
    members.get(member).periods.iter().any(|period| day < period.from && period.from <= until)
}

/// The record with all votes under names outside of their days settled.
pub(super) fn settled(record: Record, ledger: &mut Ledger) -> Record {
    let members = record.members().clone();
    let (mut day, mut seated) = (None, members.seated(Date::MAX));
    let mut is_outside = |id: &RollCallId| {
        let Some(of) = record.roll_call(*id).date else { return false };
        if day != Some(of) {
            (day, seated) = (Some(of), members.seated(of));
        }
        !(record.roll(*id).members() - seated).is_empty()
    };
    let outside: Vec<(RollCallId, String)> =
        record.ids().filter(&mut is_outside).map(|id| (id, called(&record, id))).collect();
    if outside.is_empty() {
        return record;
    }
    let mut builder = RecordBuilder::reopen(record);
    for (id, symbol) in outside {
        settle(&mut builder, &members, (id, &symbol), ledger);
    }
    builder.finish()
}

/// What a ledger calls a roll call.
pub(super) fn called(record: &Record, id: RollCallId) -> String {
    Some(record.called(id)).filter(|name| !name.is_empty()).map_or_else(|| "a vote".to_owned(), Into::into)
}

/// Settles the votes of one roll call, as its day tells.
pub(super) fn settle(
    builder: &mut RecordBuilder, members: &Members, (id, symbol): (RollCallId, &str), ledger: &mut Ledger,
) {
    let Some(day) = builder.roll_call(id).date else { return };
    let roll = builder.entry(id).1;
    for member in (roll.members() - members.seated(day)).iter() {
        let vote = if let Position::Voted(vote) = roll.position(member) { Some(vote) } else { None };
        let did = vote.map_or("not known", Vote::word);
        let told = format!("{symbol} of {day}: {} {did}", members.get(member).code);
        if is_early(members, member, day) {
            ledger.enter(Kind::Disagreement, EARLY, None, told);
            continue;
        }
        roll.planes().into_iter().for_each(|plane| plane.remove(member));
        let Some(held) = members.continued(member, day) else {
            leave_out(ledger, vote, None, told);
            continue;
        };
        let told = format!("{told}, read as {}", members.get(held).code);
        let entered = vote.map(|vote| roll.enter(held, vote));
        match entered {
            Some(Entered::Contradicts(_)) => ledger.enter(Kind::Skipped, NO_MEMBER, None, told),
            _ => ledger.enter(Kind::Disagreement, CONTINUED, None, told),
        }
        if vote.is_none() && !roll.members().contains(held) {
            roll.not_known.insert(held);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::record::{Body, Roll, RollCall};

    /// What becomes of a vote, and what is entered of it.
    type Told = (Vec<(&'static str, Vote)>, Vec<(Kind, String)>);

    fn told(day: &str, code: &str, vote: Vote) -> Told {
        let members = Arc::new(Members::embedded());
        let mut builder = RecordBuilder::new(members.clone());
        let mut roll = Roll::default();
        roll.enter(members.by_code(code).unwrap(), vote);
        let date = day.parse().ok();
        builder.push(RollCall { date, ..RollCall::new(Body::GeneralAssembly) }, roll);
        let mut ledger = Ledger::default();
        let record = settled(builder.finish(), &mut ledger);
        let id = record.ids().next().unwrap();
        let votes = record.votes(id).filter_map(|(member, position)| match position {
            Position::Voted(vote) => Some((member.code, vote)),
            _ => None,
        });
        let entries = ledger.entries().iter().map(|entry| (entry.kind, entry.examples[0].value.clone()));
        (votes.collect(), entries.collect())
    }

    #[test]
    fn a_vote_outside_of_its_names_days_is_read_as_its_continuations_or_left_out() {
        // S/RES/725 of 31 December 1991, where the Library writes USSR.
        let (votes, entries) = told("1991-12-31", "SUN", Vote::Yes);
        assert_eq!(votes, [("RUS", Vote::Yes)]);
        assert_eq!(entries, [(Kind::Disagreement, "a vote of 1991-12-31: SUN yes, read as RUS".to_owned())]);
        assert_eq!(told("2004-10-01", "YUG", Vote::No).0, [("SCG", Vote::No)]);
        assert_eq!(told("2010-10-01", "YUG", Vote::No).0, [("SRB", Vote::No)]);
        assert_eq!(told("1985-10-01", "RUS", Vote::No).0, [("SUN", Vote::No)]);
        for (day, code) in [("2005-10-01", "DDR"), ("2004-10-01", "CSK"), ("1960-10-01", "DDR"), ("1966-01-10", "IDN")]
        {
            let (votes, entries) = told(day, code, Vote::Yes);
            assert_eq!((votes.len(), entries[0].0), (0, Kind::Skipped), "{code} {day}");
        }
    }

    #[test]
    fn who_is_no_member_is_not_absent_and_who_soon_was_stays() {
        let (votes, entries) = told("2005-10-01", "DDR", Vote::NonVoting);
        assert_eq!((votes.len(), entries[0].0), (0, Kind::Corrected));
        // Japan was admitted on 18 December 1956, and stands in rolls of November.
        let (votes, entries) = told("1956-11-21", "JPN", Vote::NonVoting);
        assert_eq!((votes.as_slice(), entries[0].0), ([("JPN", Vote::NonVoting)].as_slice(), Kind::Disagreement));
        assert_eq!(told("1956-12-18", "JPN", Vote::Yes).1, []);
    }
}
