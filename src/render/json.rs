//! JSON: the whole report as one object, or the main table's rows as one object a line.

use std::io;

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::machine;
use crate::report::{Report, Table, Value};

/// Writes `{"tables": {name: [rows]}, "notes": [...], "sources": [...]}`, keys in the order of the report.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Whole(report))?;
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

struct Whole<'r>(&'r Report);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut whole = serializer.serialize_map(Some(3))?;
        whole.serialize_entry("tables", &Tables(self.0))?;
        whole.serialize_entry("notes", &self.0.notes)?;
        whole.serialize_entry("sources", &self.0.sources)?;
        whole.end()
    }
}

struct Tables<'r>(&'r Report);

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let table = |name| (name, machine::named(self.0, name).flat_map(rows).collect::<Vec<_>>());
        serializer.collect_map(machine::names(self.0).into_iter().map(table))
    }
}

struct JsonRow<'t> {
    table: &'t Table,
    row: &'t [Value],
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = machine::columns(self.table).map(|(at, column)| (column.key, machine::json(&self.row[at])));
        serializer.collect_map(cells)
    }
}

fn rows(table: &Table) -> impl Iterator<Item = JsonRow<'_>> {
    table.rows.iter().map(move |row| JsonRow { table, row })
}
