//! Tells which roll calls there are: lists, results of a search, vetoes.

use std::collections::BTreeMap;

use super::{
    Audience, Named, Report, Section,
    old::{Block, Column, Table, Value},
    roll_call::{key_columns, keys, named, sources_of},
    words,
};
use crate::{
    analysis::{
        listing::Listed,
        vetoes::{Count, Veto},
    },
    members::{MemberId, MemberSet},
    record::{Matter, Outcome, Record, RollCallId},
};

/// A list of roll calls, one row each, under a title.
#[must_use]
pub fn list(record: &Record, rows: &[Listed], title: &str) -> Report<'static> {
    let mut columns = key_columns();
    columns.extend([
        Column::for_people("day", "date"),
        Column::for_people("called", "symbol"),
        Column::new("yes", "yes"),
        Column::new("no", "no"),
        Column::new("abstain", "abst."),
        Column::for_machines("non_voting"),
        Column::for_machines("members"),
        Column::new("margin", "margin"),
        Column::for_machines("turnout"),
        Column::for_machines("minority"),
        Column::new("outcome", ""),
        Column::for_people("about", "title"),
        Column::for_machines("undl_id"),
    ]);
    let table = Table {
        name: "roll_calls",
        columns,
        rows: rows.iter().map(|row| listed(record, row)).collect(),
        audience: Audience::All,
    };
    let mut report = one_section(title.to_owned(), vec![Block::Table(table)]);
    let ids: Vec<RollCallId> = rows.iter().map(|row| row.result.id).collect();
    sources_of(record, &ids, &mut report);
    report
}

fn listed(record: &Record, row: &Listed) -> Vec<Value> {
    let id = row.result.id;
    let roll_call = record.roll_call(id);
    let tally = row.result.tally;
    let mut values = keys(record, id);
    values.extend([
        Value::day(roll_call.date),
        symbol_or_none(record, id),
        Value::number(tally.map(|tally| tally.yes)),
        Value::number(tally.map(|tally| tally.no)),
        Value::number(tally.map(|tally| tally.abstain)),
        Value::number(tally.map(|tally| tally.non_voting)),
        Value::number(tally.map(|tally| tally.members())),
        tally.map_or(Value::Missing, |_| Value::Signed(row.result.margin.into())),
        Value::share(row.turnout),
        Value::Members(named(record, row.minority, false)),
        Value::code(row.result.outcome.map_or("", Outcome::word)),
        Value::brief(&about(record, id)),
        Value::number(roll_call.undl_id.and_then(|id| i64::try_from(id).ok())),
    ]);
    values
}

/// The title of a roll call in a list, with what was voted on where the title does not tell.
#[must_use]
pub fn about(record: &Record, id: RollCallId) -> String {
    let roll_call = record.roll_call(id);
    let titles = [record.text(roll_call.title), record.text(roll_call.agenda)];
    let title = titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default();
    // A title may tell itself what was voted on: `The path to peace: Russian amendment`.
    let told = title.to_lowercase().contains(roll_call.matter.word());
    match roll_call.matter {
        Matter::Amendment if !told => format!("amendment to: {title}"),
        Matter::Paragraph if !told => format!("paragraph of: {title}"),
        Matter::Motion if !told => format!("motion on: {title}"),
        _ => title.to_owned(),
    }
}

/// The symbol for people; a roll call that has none says so.
#[must_use]
pub fn symbol_or_none(record: &Record, id: RollCallId) -> Value {
    let symbol = record.symbol(id);
    Value::Code(if symbol.is_empty() { "no symbol" } else { symbol }.to_owned())
}

/// Vetoes one by one.
#[must_use]
pub fn vetoes(record: &Record, vetoes: &[Veto], title: &str) -> Report<'static> {
    let mut columns = key_columns();
    columns.extend([
        Column::for_people("day", "date"),
        Column::for_people("called", "symbol"),
        Column::new("vetoed_by", "vetoed by"),
        Column::for_people("about", "on"),
        Column::for_machines("agenda"),
    ]);
    let row = |veto: &Veto| {
        let roll_call = record.roll_call(veto.id);
        let topic = [roll_call.title, roll_call.agenda, roll_call.subjects].into_iter().find(|text| !text.is_empty());
        let mut row = keys(record, veto.id);
        row.extend([
            Value::day(roll_call.date),
            symbol_or_none(record, veto.id),
            Value::Members(named(record, veto.members, false)),
            topic.map_or(Value::Missing, |topic| Value::brief(record.text(topic))),
            Value::text(record.text(roll_call.agenda)),
        ]);
        row
    };
    let table = Table { name: "vetoes", columns, rows: vetoes.iter().map(row).collect(), audience: Audience::All };
    let mut report = one_section(title.to_owned(), vec![Block::Table(table)]);
    let ids: Vec<RollCallId> = vetoes.iter().map(|veto| veto.id).collect();
    sources_of(record, &ids, &mut report);
    report
}

/// Vetoes counted: a row for each key, a column for each member that vetoed at all.
#[must_use]
pub fn veto_counts<K>(
    record: &Record,
    vetoes: &[Veto],
    key: &'static str,
    counts: &BTreeMap<K, Count>,
    value: impl Fn(&K) -> Value,
) -> Report<'static> {
    let mut members: Vec<MemberId> = counts.values().flat_map(|count| count.by_member.keys().copied()).collect();
    members.sort_unstable();
    members.dedup();
    let mut columns = vec![Column::new(key, key), Column::new("drafts", "vetoed")];
    columns.extend(members.iter().map(|member| {
        let member = record.members().get(*member);
        Column::new(member.code, member.name)
    }));
    let row = |(key, count): (&K, &Count)| {
        let mut row = vec![value(key), Value::Number(count.drafts.into())];
        row.extend(
            members.iter().map(|member| Value::Number(count.by_member.get(member).copied().unwrap_or(0).into())),
        );
        row
    };
    counted(record, vetoes, columns, counts.iter().map(row).collect())
}

/// Vetoes counted by member: a row for each; one of several members counts for each.
#[must_use]
pub fn veto_counts_by_member(record: &Record, vetoes: &[Veto]) -> Report<'static> {
    let columns = vec![Column::for_machines("member"), Column::new("name", "member"), Column::new("drafts", "vetoed")];
    let all = vetoes.iter().fold(MemberSet::EMPTY, |all, veto| all | veto.members);
    let row = |member: Named| {
        let by = |veto: &&Veto| record.members().by_code(&member.code).is_some_and(|id| veto.members.contains(id));
        let drafts = vetoes.iter().filter(by).count();
        vec![Value::code(member.code), Value::text(member.name), Value::Number(drafts as i64)]
    };
    counted(record, vetoes, columns, named(record, all, false).into_iter().map(row).collect())
}

fn counted(record: &Record, vetoes: &[Veto], columns: Vec<Column>, rows: Vec<Vec<Value>>) -> Report<'static> {
    let table = Table { name: "veto_counts", columns, rows, audience: Audience::All };
    let mut report = one_section(vetoed_in_all(vetoes.len()), vec![Block::Table(table)]);
    let ids: Vec<RollCallId> = vetoes.iter().map(|veto| veto.id).collect();
    sources_of(record, &ids, &mut report);
    report
}

/// The title of vetoes: a draft or an amendment to one.
#[must_use]
pub fn vetoed_in_all(count: usize) -> String {
    words::count(count, "vetoed proposal")
}

/// A report of one section.
#[must_use]
pub fn one_section(title: String, blocks: Vec<super::Block<'static>>) -> Report<'static> {
    Report { sections: vec![Section { title, lines: Vec::new(), blocks }], ..Report::default() }
}
