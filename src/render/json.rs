//! JSON: the whole report as one object, or the main table's rows as one object a line.

use std::io;

use serde_json::{Map, Value as Json};

use super::machine;
use crate::report::{Report, Table};

/// Writes `{"tables": {name: [rows]}, "notes": [...], "sources": [...]}`.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut tables = Map::new();
    for name in machine::names(report) {
        tables.insert(name.to_owned(), machine::named(report, name).flat_map(rows).collect());
    }
    let mut whole = Map::new();
    whole.insert("tables".to_owned(), Json::Object(tables));
    whole.insert("notes".to_owned(), report.notes.iter().map(|note| Json::from(note.as_str())).collect());
    whole.insert("sources".to_owned(), report.sources.iter().map(|source| Json::from(source.as_str())).collect());
    serde_json::to_writer_pretty(&mut *out, &Json::Object(whole))?;
    writeln!(out)
}

/// Writes the rows of the main table.
pub fn write_rows(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(name) = report.main_table() else { return Ok(()) };
    for row in machine::named(report, name).flat_map(rows) {
        serde_json::to_writer(&mut *out, &row)?;
        writeln!(out)?;
    }
    Ok(())
}

fn rows(table: &Table) -> impl Iterator<Item = Json> {
    let object = |row: &Vec<_>| {
        Json::Object(
            machine::columns(table).map(|(at, column)| (column.key.to_owned(), machine::json(&row[at]))).collect(),
        )
    };
    table.rows.iter().map(object)
}
