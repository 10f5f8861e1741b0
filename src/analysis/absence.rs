//! Why a question has no answer: nobody had a seat, no roll call meets the conditions, no vote is known. The reason is
//! found here; `report::absence` puts it into words.

use crate::members::order::distinct;

use crate::members::{MemberId, MemberList};
use crate::record::{Body, Date, Issues, Record, RollCall, RollCallId, Selection, Session, Topic, Vote};

/// Why a question has no answer, with the facts that a message about it needs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NoAnswer {
    /// None of the members that were asked for had a seat.
    NotSeated(NotSeated),
    /// No vote of this member is known.
    NoKnownVote(MemberId),
    /// Nobody is known to have cast this vote; or there was no vote at all.
    NotCast {
        /// The vote.
        vote: Vote,
        /// Whether there was a vote.
        voted: bool,
        /// How many did cast it, where that is known.
        count: Option<u16>,
    },
    /// No roll call has all these words.
    NoWords {
        /// The words.
        query: String,
        /// How many roll calls were searched.
        among: usize,
    },
    /// All resolutions were adopted without a vote.
    WithoutVote,
    /// None of the members has a vote.
    NobodyVoted,
    /// None of this many members meets the conditions.
    NobodyMeets(usize),
}

/// Members none of whom had a seat in any of the roll calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSeated {
    /// The members.
    pub list: MemberList,
    /// The number of roll calls.
    pub roll_calls: usize,
    /// The reason why they had no seat.
    pub why: NoSeat,
}

/// Why members had no seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoSeat {
    /// They were members of the United Nations, but not of the Security Council.
    NotOnCouncil,
    /// The only one of them was not a member of the United Nations then.
    NotMember(MemberId),
    /// The group had no members then.
    NoMembers,
}

impl NotSeated {
    /// Why none of a list had a seat in any of these roll calls; none where one had, or where it is not known.
    pub fn of(record: &Record, ids: &[RollCallId], list: &MemberList) -> Option<Self> {
        let members = record.members();
        let was_member = |day: Date| !(list.on(members, day) & members.seated(day)).is_empty();
        let day = |id: &RollCallId| record.roll_call(*id).date;
        let has_seat = |id: &RollCallId| {
            let in_roll = record.roll(*id).members();
            let is_in = |day| !(list.on(members, day) & in_roll).is_empty();
            let listed =
                !in_roll.is_empty() && (record.roll_call(*id).body != Body::SecurityCouncil || record.is_complete(*id));
            day(id).is_none_or(|day| if listed { is_in(day) } else { was_member(day) })
        };
        if ids.is_empty() || ids.iter().any(has_seat) {
            return None;
        }
        let only_council = ids.iter().all(|id| record.roll_call(*id).body == Body::SecurityCouncil);
        let why = if only_council && ids.iter().any(|id| was_member(day(id).unwrap_or(Date::MAX))) {
            NoSeat::NotOnCouncil
        } else {
            list.only_member().map_or(NoSeat::NoMembers, NoSeat::NotMember)
        };
        Some(Self { list: list.clone(), roll_calls: ids.len(), why })
    }
}

/// One condition of a selection by itself.
#[derive(Clone, Debug, Default)]
pub struct Condition {
    /// The condition as it was typed.
    pub typed: String,
    /// The words of topics, subjects and agenda items that were typed.
    pub words: Vec<String>,
    /// The roll calls that it selects.
    pub selection: Selection,
}

/// The days of roll calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first and the last that are known.
    pub span: Option<(Date, Date)>,
    /// How many roll calls have none.
    pub unknown: usize,
}

impl Days {
    /// The days of these roll calls.
    pub fn of(record: &Record, ids: impl Iterator<Item = RollCallId> + Clone) -> Self {
        let unknown = ids.clone().filter(|id| record.roll_call(*id).date.is_none()).count();
        Self { span: record.days(ids), unknown }
    }
}

/// Why no roll call of a record meets a selection.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Unmet {
    /// None meets one of the conditions even by itself.
    Alone {
        /// The condition, as it was typed.
        condition: String,
        /// What the record has.
        instead: Instead,
    },
    /// Members whose votes are a condition had no seat in the roll calls that meet the others.
    NotSeated(NotSeated),
    /// Each of these conditions is met, but no roll call meets all; with the days of those that name a session.
    Together(Vec<(String, Option<(Date, Date)>)>),
}

/// What a record has where a condition asks for something else.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Instead {
    /// Nothing worth mentioning.
    Nothing,
    /// These sessions, regular ones that follow one another as first and last.
    Sessions(Vec<(Session, Session)>),
    /// Roll calls on other days.
    Days(Days),
    /// Nothing that late: its files go to this day.
    Ends(Date),
    /// No issue codes at all.
    NoIssues,
    /// No subject headings at all.
    NoSubjects,
    /// No agenda items at all.
    NoAgenda,
    /// Words like those of the condition.
    Words(Vec<String>),
}

impl Unmet {
    /// Why nothing meets a selection: the first of its conditions that nothing meets by itself, or that no two go
    /// together.
    pub fn of(record: &Record, selection: &Selection, conditions: &[Condition]) -> Self {
        if let Some(alone) = conditions.iter().find(|alone| alone.selection.of(record).is_empty()) {
            return Self::Alone { condition: alone.typed.clone(), instead: instead(record, alone) };
        }
        let others = Selection { positions: Vec::new(), ..selection.clone() }.of(record);
        let mut lists = selection.positions.iter().map(|(list, _)| list);
        if let Some(why) = lists.find_map(|list| NotSeated::of(record, &others, list)) {
            return Self::NotSeated(why);
        }
        let of_session = |alone: &&Condition| !alone.selection.sessions.is_empty();
        let days = |alone| Some(alone).filter(of_session).and_then(|one| record.days(one.selection.of(record)));
        Self::Together(conditions.iter().map(|alone| (alone.typed.clone(), days(alone))).collect())
    }
}

/// The first condition that none of these roll calls meets.
pub fn unmet_among<'c>(record: &Record, ids: &[RollCallId], conditions: &'c [Condition]) -> Option<&'c Condition> {
    conditions.iter().find(|alone| !ids.iter().any(|id| alone.selection.holds(record, *id)))
}

/// Whether a roll call has a fact.
type Has = fn(&RollCall) -> bool;

fn instead(record: &Record, Condition { words, selection: alone, .. }: &Condition) -> Instead {
    if let Some(end) = ends_before(record, alone) {
        return Instead::Ends(end);
    }
    if !alone.sessions.is_empty() {
        return Instead::Sessions(sessions(record, record.ids()));
    }
    if alone.asks_for_days() {
        return Instead::Days(Days::of(record, record.ids()));
    }
    let of_issues = alone.topics.iter().any(|topic| matches!(topic, Topic::Issue(_)));
    let facts: [(bool, Has, Instead); 3] = [
        (of_issues, |one| one.issues != Issues::default(), Instead::NoIssues),
        (!alone.subject.is_empty(), |one| !one.subjects.is_empty(), Instead::NoSubjects),
        (!alone.agenda.is_empty(), |one| !one.agenda.is_empty(), Instead::NoAgenda),
    ];
    let is_lacking = |has: Has| !record.ids().any(|id| has(record.roll_call(id)));
    if let Some((.., instead)) = facts.into_iter().find(|(is_asked, has, _)| *is_asked && is_lacking(*has)) {
        return instead;
    }
    let near: Vec<String> = words.iter().flat_map(|word| Selection::words_near(record, word)).collect();
    if near.is_empty() { Instead::Nothing } else { Instead::Words(near) }
}

/// Where the record ends, if all that is asked for is later.
fn ends_before(record: &Record, Selection { sessions, years, from, .. }: &Selection) -> Option<Date> {
    if years.is_empty() && from.is_none() && sessions.is_empty() {
        return None;
    }
    let of_days = |end: &Date| {
        !years.is_empty() && years.iter().all(|years| *years.start() > end.year())
            || from.is_some_and(|from| from > *end)
    };
    let of_sessions = || sessions.iter().map(|session| record.ends_before(*session)).collect::<Option<Vec<_>>>()?.pop();
    record.ends(|_| true).filter(of_days).or_else(of_sessions)
}

/// The sessions of roll calls, runs of regular ones drawn together.
pub(crate) fn sessions(record: &Record, ids: impl Iterator<Item = RollCallId>) -> Vec<(Session, Session)> {
    let all = distinct(ids.filter_map(|id| record.roll_call(id).session));
    let follow = |a: &Session, b: &Session| matches!((a, b), (Session::Regular(a), Session::Regular(b)) if a + 1 == *b);
    all.chunk_by(follow).map(|run| (run[0], run[run.len() - 1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::small_records::record;

    #[test]
    fn who_was_admitted_later_had_no_seat() {
        let record = record(&[("1960-12-01", &[("FRA", Vote::Yes)])]);
        let ids: Vec<_> = record.ids().collect();
        let why = |list: &str| NotSeated::of(&record, &ids, &record.members().list(list).unwrap()).map(|one| one.why);
        // Eritrea was admitted in 1993, and the BRIC states met first in 2009.
        assert_eq!(why("ERI"), Some(NoSeat::NotMember(record.members().by_code("ERI").unwrap())));
        assert_eq!(why("BRICS"), Some(NoSeat::NoMembers));
        assert_eq!(why("FRA"), None);
    }

    #[test]
    fn the_condition_that_nothing_meets_is_named_with_what_there_is() {
        let record = record(&[("2024-12-01", &[]), ("2025-02-24", &[])]);
        let year = Selection { years: vec![1999..=1999], ..Selection::default() };
        let (first, last) = (Date::constant(2024, 12, 1), Date::constant(2025, 2, 24));
        let days = Days { span: Some((first, last)), unknown: 0 };
        let condition = Condition { typed: "--year 1999".to_owned(), selection: year.clone(), ..Condition::default() };
        let unmet = Unmet::of(&record, &year, &[Condition::default(), condition]);
        assert_eq!(unmet, Unmet::Alone { condition: "--year 1999".to_owned(), instead: Instead::Days(days) });
    }

    #[test]
    fn sessions_that_follow_one_another_are_one_run() {
        let record = record(&[("2024-12-01", &[]), ("2025-02-24", &[])]);
        assert_eq!(sessions(&record, record.ids()), [(Session::Regular(79), Session::Regular(79))]);
    }
}
