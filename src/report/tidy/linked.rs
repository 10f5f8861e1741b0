//! The tidy tables of questions that were put again: series, and who moved between their votes. Which roll calls are on
//! one question is not its matter.

use super::super::Value;
use super::{Tidy, described, sources};
use crate::{
    analysis::{
        series::Links,
        shift::{Shift, shift},
    },
    record::{Record, RollCallId, Vote, Voters},
};

/// The columns of [`series`].
const SERIES: &[&str] = &[
    "series",
    "symbol",
    "date",
    "year",
    "body",
    "session",
    "title",
    "predecessor",
    "predecessor_date",
    "yes",
    "no",
    "abstain",
    "non_voting",
];

/// One row a roll call of a series of at least two: which series it is of, its predecessor, its numbers. The rows of a
/// series stand together, the earliest first; a series is called by its first roll call.
#[must_use]
pub fn series<'r>(record: &'r Record, ids: &'r [RollCallId]) -> Tidy<'r> {
    let links = Links::of(record);
    let mut rows: Vec<(RollCallId, RollCallId, Option<RollCallId>)> = ids
        .iter()
        .filter(|id| links.predecessor(**id).is_some() || links.successor(**id).is_some())
        .map(|id| (first_of(&links, *id), *id, links.predecessor(*id)))
        .collect();
    let day = |id: RollCallId| record.roll_call(id).date;
    rows.sort_by_key(|(first, id, _)| (day(*first), *first, day(*id), *id));
    let rows = rows.into_iter().map(move |(first, id, before)| of_series(record, first, id, before));
    Tidy { name: "series", columns: described(SERIES), rows: Box::new(rows), sources: sources(record, ids) }
}

fn first_of(links: &Links, id: RollCallId) -> RollCallId {
    std::iter::successors(Some(id), |id| links.predecessor(*id)).last().unwrap_or(id)
}

fn of_series(record: &Record, first: RollCallId, id: RollCallId, before: Option<RollCallId>) -> Vec<Value> {
    let one = record.roll_call(id);
    let tally = record.tally(id);
    let mut row = vec![
        Value::code(record.symbol(first)),
        Value::code(record.symbol(id)),
        Value::day(one.date),
        Value::number(one.date.map(|day| i64::from(day.year()))),
        Value::code(one.body.code()),
        Value::code(&one.session.map_or_else(String::new, |session| session.to_string())),
        Value::text(record.text(one.title)),
        before.map_or(Value::Missing, |before| Value::code(record.symbol(before))),
        Value::day(before.and_then(|before| record.roll_call(before).date)),
    ];
    row.extend(Vote::ALL.map(|vote| Value::number(tally.map(|tally| tally.count(vote)))));
    row
}

/// The columns of [`shifts`].
const SHIFTS: &[&str] =
    &["symbol", "date", "predecessor", "predecessor_date", "member", "from_vote", "to_vote", "steps"];

/// One row a member and roll call on a question that had been voted on before: where it stood then and now. A seat that
/// passed on is one; members of which one of the two is not known have no row.
#[must_use]
pub fn shifts<'r>(record: &'r Record, ids: &'r [RollCallId], whose: &'r Voters) -> Tidy<'r> {
    let links = Links::of(record);
    let rows = ids.iter().flat_map(move |id| {
        let before = links.predecessor(*id);
        before.map(|before| of_shift(record, &shift(record, before, *id, whose.list.as_ref()))).unwrap_or_default()
    });
    Tidy { name: "shifts", columns: described(SHIFTS), rows: Box::new(rows), sources: sources(record, ids) }
}

fn of_shift(record: &Record, shift: &Shift) -> Vec<Vec<Value>> {
    let key = [shift.to, shift.from].map(|id| [Value::code(record.symbol(id)), Value::day(record.roll_call(id).date)]);
    let row = |member| {
        let (from, to) = shift.stands(member)?;
        let mut row = key.concat();
        row.extend([
            Value::code(record.members().get(member).code),
            Value::code(from.word()),
            Value::code(to.word()),
            Value::number(shift.distance(member)),
        ]);
        Some(row)
    };
    shift.members().iter().filter_map(row).collect()
}
