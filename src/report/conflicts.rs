//! Tells where sources disagree: counted first, then one by one, with what stands and by which rule.

use std::collections::BTreeMap;

use super::{
    Audience, Report, Section,
    listing::symbol_or_none,
    old::{Block, Column, Table, Value},
    roll_call::{key_columns, keys, sources_of},
    words,
};
use crate::record::{Conflict, Disputed, Record};

/// Every disagreement of the sources of a record.
#[must_use]
pub fn report(record: &Record, conflicts: &[Conflict]) -> Report<'static> {
    let rows: Vec<Row<'_>> = conflicts.iter().flat_map(|conflict| rows(record, conflict)).collect();
    let mut blocks = Vec::new();
    if rows.is_empty() {
        blocks.push(Block::Text(format!("No disagreement in {} roll calls.", record.len())));
    } else {
        blocks.push(Block::Table(counts(&rows, Audience::People)));
    }
    blocks.push(Block::Table(for_machines(record, &rows)));
    blocks.push(Block::Table(counts(&rows, Audience::Machines)));
    if !rows.is_empty() {
        blocks.push(Block::Table(for_people(record, &rows)));
    }
    let section = Section { title: title(rows.len()), lines: Vec::new(), blocks };
    let mut report = Report { sections: vec![section], ..Report::default() };
    sources_of(record, &record.ids().collect::<Vec<_>>(), &mut report);
    report
}

fn title(count: usize) -> String {
    if count == 0 { String::new() } else { format!("{} between sources", words::count(count, "disagreement")) }
}

/// A value that does not stand, with the one that does.
struct Row<'c> {
    conflict: &'c Conflict,
    stands: String,
    stands_in: String,
    other: String,
    other_in: String,
}

/// One row for each value that does not stand; of two roll calls kept apart, the second.
fn rows<'c>(record: &Record, conflict: &'c Conflict) -> Vec<Row<'c>> {
    let mut told: Vec<(&str, Vec<usize>)> = Vec::new();
    for (origin, value) in &conflict.values {
        match told.iter_mut().find(|(known, _)| known == value) {
            Some((_, origins)) => origins.push(*origin),
            None => told.push((value, vec![*origin])),
        }
    }
    let names = |origins: &[usize]| {
        let mut names: Vec<&str> = origins.iter().map(|place| record.origins()[*place].name.as_str()).collect();
        names.dedup();
        names.join("; ")
    };
    let stands = conflict.stands.as_deref().or_else(|| told.first().map(|(value, _)| *value)).unwrap_or_default();
    let stands_in = told.iter().find(|(value, _)| *value == stands).map_or_else(String::new, |(_, all)| names(all));
    let others = told.iter().filter(|(value, _)| *value != stands);
    let row = |(other, origins): &(&str, Vec<usize>)| Row {
        conflict,
        stands: stands.to_owned(),
        stands_in: stands_in.clone(),
        other: (*other).to_owned(),
        other_in: names(origins),
    };
    others.map(row).collect()
}

/// How many of each kind, by the rule that decided.
fn counts(rows: &[Row<'_>], audience: Audience) -> Table {
    let mut counted: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for row in rows {
        *counted.entry((row.conflict.what.word(), row.conflict.rule)).or_default() += 1;
    }
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    // What --columns asks of the machines' tables leaves those for people as they are.
    let columns = match audience {
        Audience::People => vec![
            Column::for_people("kind", "what"),
            Column::for_people("number", "count"),
            Column::for_people("by", "rule"),
        ],
        Audience::All | Audience::Machines => ["what", "count", "rule"].map(Column::for_machines).to_vec(),
    };
    let row =
        |((what, rule), count): ((&str, &str), i64)| vec![Value::code(what), Value::Number(count), Value::text(rule)];
    Table { name: "counts", columns, rows: counted.into_iter().map(row).collect(), audience }
}

fn for_machines(record: &Record, rows: &[Row<'_>]) -> Table {
    let mut columns = key_columns();
    columns.extend(["what", "member", "stands", "stands_in", "other", "other_in", "rule"].map(Column::for_machines));
    let row = |row: &Row<'_>| {
        let mut values = keys(record, row.conflict.roll_call);
        values.extend([Value::code(row.conflict.what.word()), Value::code(member(record, row).0)]);
        values.extend([&row.stands, &row.stands_in, &row.other, &row.other_in].map(|text| Value::text(text)));
        values.push(Value::text(row.conflict.rule));
        values
    };
    Table { name: "conflicts", columns, rows: rows.iter().map(row).collect(), audience: Audience::Machines }
}

fn for_people(record: &Record, rows: &[Row<'_>]) -> Table {
    let labels = [("day", "date"), ("called", "symbol"), ("kind", "what"), ("who", "who"), ("here", "stands")];
    let more = [("there", "otherwise"), ("there_in", "in")];
    let columns = labels.into_iter().chain(more).map(|(key, label)| Column::for_people(key, label)).collect();
    let row = |row: &Row<'_>| {
        let id = row.conflict.roll_call;
        let mut values = vec![
            Value::day(record.roll_call(id).date),
            symbol_or_none(record, id),
            Value::code(row.conflict.what.word()),
            Value::text(member(record, row).1),
        ];
        values.extend([&row.stands, &row.other, &row.other_in].map(|text| Value::text(text)));
        values
    };
    Table { name: "listed", columns, rows: rows.iter().map(row).collect(), audience: Audience::People }
}

/// Code and name of the member whose vote is disputed; both empty otherwise.
fn member<'r>(record: &'r Record, row: &Row<'_>) -> (&'r str, &'r str) {
    let Disputed::Vote(member) = row.conflict.what else { return ("", "") };
    let member = record.members().get(member);
    (member.code, member.name)
}
