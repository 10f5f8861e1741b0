//! Tells what the store keeps, and what was added to it or taken out of it.

use super::{
    Audience, Report,
    data::memory,
    listing::one_section,
    old::{Block, Column, Table, Value},
    words,
};
use crate::{
    analysis::diff::Diff,
    record::{Date, Record},
};

/// A source of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// The names of its files.
    pub name: String,
    /// Its format.
    pub format: String,
    /// Edition, where the files tell; else empty.
    pub edition: String,
    /// When it was added, in universal time: `2026-11-24T08:30:00Z`.
    pub added: String,
    /// Number of roll calls.
    pub roll_calls: i64,
    /// Number of known votes of members.
    pub votes: i64,
    /// The days of the first and the last roll call.
    pub span: Option<[Date; 2]>,
    /// The paths from which it was read.
    pub paths: Vec<String>,
}

/// A source that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// The source.
    pub source: Shelved,
    /// What it took the place of, and what differs.
    pub replaced: Option<(Shelved, Diff)>,
}

/// What was added, and what the merged record then holds.
#[must_use]
pub fn added(new: &[New], merged: &Record) -> Report<'static> {
    let rows = new.iter().map(|one| {
        let what = if one.replaced.is_some() { "replaced" } else { "added" };
        let mut row = row(&one.source);
        row.insert(0, Value::Code(what.to_owned()));
        row
    });
    let mut table = table("added", rows.collect());
    table.columns.insert(0, Column::new("what", ""));
    let mut report = one_section(String::new(), vec![Block::Table(table)]);
    let blocks = &mut report.sections[0].blocks;
    for (source, (old, diff)) in new.iter().filter_map(|one| Some((&one.source, one.replaced.as_ref()?))) {
        let text = format!("{} took the place of {}, added {}: {}.", source.name, old.name, old.added, changes(diff));
        blocks.push(Block::Text(text));
        if let ([old], [new]) = (old.paths.as_slice(), source.paths.as_slice())
            && old != new
        {
            report.next.push(format!("unvote data diff {old} {new}"));
        }
    }
    blocks.push(Block::Text(format!(
        "The store now answers with {} roll calls, those of the embedded record among them.",
        merged.len()
    )));
    report.next.push("unvote data list".to_owned());
    report
}

/// What an edition brought: `3 new roll calls, 1 vanished, 2 changed (5 votes)`.
fn changes(diff: &Diff) -> String {
    if diff.new.is_empty() && diff.vanished.is_empty() && diff.changed.is_empty() {
        return format!("nothing differs in its {} roll calls", diff.unchanged);
    }
    let votes: usize = diff.changed.iter().map(|one| one.votes.len()).sum();
    format!(
        "{}, {} vanished, {} changed (votes of members: {votes}), {} as before",
        words::count(diff.new.len(), "new roll call"),
        diff.vanished.len(),
        diff.changed.len(),
        diff.unchanged
    )
}

/// The sources of a store.
#[must_use]
pub fn listed(sources: &[Shelved], size: usize, file: &str) -> Report<'static> {
    let mut report =
        one_section(String::new(), vec![Block::Table(table("sources", sources.iter().map(row).collect()))]);
    report.sections[0].blocks.push(Block::Text(format!(
        "{}, {} on disk. The upper source has precedence; the embedded record stands below them.",
        file,
        memory(size)
    )));
    report
}

/// The sources that were taken out.
#[must_use]
pub fn removed(sources: &[Shelved]) -> Report<'static> {
    let table = table("removed", sources.iter().map(row).collect());
    let text = if sources.is_empty() { "The store was removed." } else { "Removed from the store." };
    one_section(String::new(), vec![Block::Text(text.to_owned()), Block::Table(table)])
}

/// What was checked, all of which holds.
#[must_use]
pub fn checked(sources: &[Shelved], size: usize) -> Report<'static> {
    let table = table("sources", sources.iter().map(row).collect());
    let text = format!("All {size} bytes of the store are as they were written, and can be read.");
    one_section(String::new(), vec![Block::Text(text), Block::Table(table)])
}

/// Where the store is.
#[must_use]
pub fn place(file: &str, size: Option<u64>) -> Report<'static> {
    let columns = vec![Column::new("path", "path"), Column::new("bytes", "bytes")];
    let bytes = Value::number(size.and_then(|size| i64::try_from(size).ok()));
    let rows = vec![vec![Value::Code(file.to_owned()), bytes]];
    let mut report =
        one_section(String::new(), vec![Block::Table(Table { name: "store", columns, rows, audience: Audience::All })]);
    if size.is_none() {
        report.notes.push("There is no store yet: `unvote data add FILE` makes one.".to_owned());
    }
    report
}

fn table(name: &'static str, rows: Vec<Vec<Value>>) -> Table {
    let columns = vec![
        Column::new("source", "source"),
        Column::for_machines("format"),
        Column::for_machines("edition"),
        Column::new("roll_calls", "roll calls"),
        Column::new("member_votes", "votes"),
        Column::new("first", "first"),
        Column::new("last", "last"),
        Column::for_machines("added"),
        Column::for_machines("paths"),
        Column::for_people("about", "format"),
    ];
    Table { name, columns, rows, audience: Audience::All }
}

fn row(source: &Shelved) -> Vec<Value> {
    let edition = if source.edition.is_empty() { String::new() } else { format!(" ({})", source.edition) };
    let about = format!("{}{edition}", source.format);
    vec![
        Value::text(&source.name),
        Value::text(&source.format),
        Value::text(&source.edition),
        Value::Number(source.roll_calls),
        Value::Number(source.votes),
        Value::day(source.span.map(|[first, _]| first)),
        Value::day(source.span.map(|[_, last]| last)),
        Value::text(&source.added),
        Value::text(&source.paths.join("; ")),
        Value::Text(about),
    ]
}
