//! The tidy tables: what is a row of each. How a column is described is not its matter.

use std::collections::BTreeSet;

use super::super::{Value, roll_call, tally as tally_report};
use super::{Tidy, described, sources};
use crate::{
    analysis::{
        agreement::{AllPairs, Consensus, Joined, Lines, Measure, Positions, of_each_year},
        history::{Ballot, By, Counts, Period, ballots, by_period},
        tally::{self, Regions},
    },
    members::{MemberId, MemberSet},
    record::{Body, Date, Record, RollCallId, Vote},
};

/// One row a roll call: its numbers, majority and outcome.
#[must_use]
pub fn tallies<'r>(record: &'r Record, ids: &'r [RollCallId]) -> Tidy<'r> {
    let figures = |id: RollCallId| tally_report::for_machines(record, &tally::result(record, id));
    let keys: Vec<&str> =
        ids.first().map_or_else(Vec::new, |id| figures(*id).columns.iter().map(|column| column.key).collect());
    let rows = ids.iter().flat_map(move |id| figures(*id).rows);
    Tidy { name: "tallies", columns: described(&keys), rows: Box::new(rows), sources: sources(record, ids) }
}

/// The columns of [`votes`].
const VOTES: &[&str] = &[
    "symbol", "draft", "undl_id", "date", "year", "body", "session", "matter", "member", "name", "group", "vote",
    "position",
];

/// One row a member's vote.
#[must_use]
pub fn votes<'r>(record: &'r Record, ids: &'r [RollCallId], whose: &'r roll_call::Whose) -> Tidy<'r> {
    let rows = ids.iter().flat_map(move |id| votes_of(record, *id, whose));
    Tidy { name: "votes", columns: described(VOTES), rows: Box::new(rows), sources: sources(record, ids) }
}

/// The columns of [`history`].
const HISTORY: &[&str] = &[
    "member",
    "name",
    "year",
    "cast_yes",
    "cast_no",
    "cast_abstain",
    "absent",
    "not_known",
    "participation",
    "compared",
    "with_majority",
    "with_majority_low",
    "with_majority_high",
    "alone",
];

/// One row a member and calendar year, of the members in a list at any time, or of all. A seat that passed on is one
/// line under its last holder.
#[must_use]
pub fn history<'r>(record: &'r Record, ids: &'r [RollCallId], whose: &'r roll_call::Whose) -> Tidy<'r> {
    let members = record.members();
    let listed = whose.list.as_ref().map(|list| list.on(members, Date::MAX));
    let lines = members.iter().map(|(member, _)| member).filter(move |member| {
        members.seat_on(*member, Date::MAX) == *member && listed.is_none_or(|listed| listed.contains(*member))
    });
    let rows = lines.flat_map(move |member| {
        let ballots = ballots(record, ids, member, None);
        let mut years = by_period(record, &ballots, By::Year);
        years.sort_by_key(|(period, _)| if let Period::Year(year) = period { *year } else { 0 });
        years.into_iter().map(move |(year, ballots)| of_year(record, member, year, &ballots)).collect::<Vec<_>>()
    });
    Tidy { name: "history", columns: described(HISTORY), rows: Box::new(rows), sources: sources(record, ids) }
}

fn of_year(record: &Record, member: MemberId, year: Period, ballots: &[Ballot]) -> Vec<Value> {
    let (table, counts) = (record.members().get(member), Counts::of(ballots, 0));
    let interval = counts.majority.interval();
    let mut row = vec![
        Value::code(table.code),
        Value::text(table.name),
        if let Period::Year(year) = year { Value::Number(year.into()) } else { Value::Missing },
    ];
    row.extend(counts.votes.map(|count| Value::Number(count.into())));
    row.extend([
        Value::Number(counts.not_known.into()),
        Value::share(counts.participation().share()),
        Value::Number(counts.majority.of.into()),
        Value::share(counts.majority.share()),
        Value::share(interval.map(|(low, _)| low)),
        Value::share(interval.map(|(_, high)| high)),
        Value::Number(counts.lonely.into()),
    ]);
    row
}

/// The columns of [`agreement`].
const AGREEMENT: &[&str] = &[
    "year",
    "member_a",
    "member_b",
    "common_votes",
    "same",
    "one_step",
    "opposite",
    "identical",
    "lijphart",
    "votes_only",
    "s",
    "pi",
    "kappa",
    "consensus",
    "participation_a",
    "participation_b",
    "coincidence_a",
    "coincidence_b",
];

/// Years whose rows are made at once, each on a core of its own. A year of today has up to 18,528 rows, some 10 MB, which
/// stay in memory until they are written.
const YEARS_AT_ONCE: usize = 2;

/// One row a pair of members and calendar year, for pairs with a common vote; with a list, those of which one is in it
/// at the end of the year. A seat that passed on is one line under its present holder.
#[must_use]
pub fn agreement<'r>(record: &'r Record, ids: &'r [RollCallId], whose: &'r roll_call::Whose) -> Tidy<'r> {
    let year = |id: &RollCallId| record.roll_call(*id).date.map(Date::year);
    let years: Vec<i16> = ids.iter().filter_map(year).collect::<BTreeSet<_>>().into_iter().collect();
    let at_once: Vec<Vec<i16>> = years.chunks(YEARS_AT_ONCE).map(<[_]>::to_vec).collect();
    let rows = at_once.into_iter().flat_map(move |years| {
        let ids: Vec<RollCallId> =
            ids.iter().copied().filter(|id| year(id).is_some_and(|year| years.contains(&year))).collect();
        let lines = Lines::new(record.members());
        let of_year = |pairs: &mut AllPairs<i16>| {
            let ids: Vec<RollCallId> = ids.iter().copied().filter(|id| year(id) == Some(pairs.key)).collect();
            pairs_of_year(record, &lines, pairs, &Consensus::of(record, &lines, &ids), whose)
        };
        of_each_year(record, &ids, of_year).into_iter().flatten()
    });
    Tidy { name: "agreement", columns: described(AGREEMENT), rows: Box::new(rows), sources: sources(record, ids) }
}

fn pairs_of_year(
    record: &Record,
    lines: &Lines,
    pairs: &AllPairs<i16>,
    consensus: &Consensus,
    whose: &roll_call::Whose,
) -> Vec<Vec<Value>> {
    let end = Date::new(pairs.key, 12, 31).unwrap_or(Date::MAX);
    let listed = whose.list.as_ref().map(|list| -> MemberSet {
        list.on(record.members(), end).iter().map(|member| lines.line(member, Some(Date::MAX))).collect()
    });
    let wanted = |a, b| listed.is_none_or(|listed| listed.contains(a) || listed.contains(b));
    let chosen = pairs.iter().filter(|(a, b, positions)| positions.votes() > 0 && wanted(*a, *b));
    chosen.map(|(a, b, positions)| pair(record, pairs.key, [a, b], &positions, consensus)).collect()
}

fn pair(record: &Record, year: i16, pair: [MemberId; 2], positions: &Positions, consensus: &Consensus) -> Vec<Value> {
    // The participation that counts is that of the other.
    let [b_joins, a_joins] = [[0, 1], [1, 0]].map(|[of, other]: [usize; 2]| consensus.joined(pair[of], pair[other]));
    let counts = [positions.votes(), positions.identical(), positions.one_step(), positions.opposite()];
    let mut row = vec![Value::Number(year.into())];
    row.extend(pair.map(|member| Value::code(record.members().get(member).code)));
    row.extend(counts.map(|count| Value::Number(count.into())));
    row.extend(Measure::OF_POSITIONS.map(|measure| Value::share(measure.value(positions, Joined::default()))));
    row.push(Value::number(Some(b_joins.resolutions).filter(|count| *count > 0)));
    row.extend([a_joins, b_joins].map(|joins| Value::share(joins.participation())));
    row.extend([b_joins, a_joins].map(|joins| Value::share(joins.coincidence(positions))));
    row
}

fn votes_of<'r>(
    record: &'r Record,
    id: RollCallId,
    whose: &roll_call::Whose,
) -> impl Iterator<Item = Vec<Value>> + use<'r> {
    let one = record.roll_call(id);
    let roll = whose.roll(record, id);
    let day = one.date;
    let of_roll_call = vec![
        Value::code(record.symbol(id)),
        Value::code(record.text(one.draft)),
        Value::number(one.undl_id.and_then(|number| i64::try_from(number).ok())),
        Value::day(day),
        Value::number(day.map(|day| i64::from(day.year()))),
        Value::code(one.body.code()),
        Value::code(
            &one.session.filter(|_| one.body == Body::GeneralAssembly).map_or_else(String::new, |s| s.to_string()),
        ),
        Value::code(one.matter.word()),
    ];
    let regions = Regions::on(record.members(), one.date);
    roll.members().iter().map(move |member: MemberId| {
        let table = record.members().get(member);
        let group = regions.of(member);
        let cast = roll.vote(member);
        let position = match cast {
            Some(Vote::Yes) => Some(1),
            Some(Vote::Abstain) => Some(0),
            Some(Vote::No) => Some(-1),
            Some(Vote::NonVoting) | None => None,
        };
        let mut row = of_roll_call.clone();
        row.extend([
            Value::code(table.code),
            Value::text(table.name),
            Value::code(group),
            Value::code(cast.map_or("not known", Vote::word)),
            Value::number(position),
        ]);
        row
    })
}
