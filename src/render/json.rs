//! JSON: a report as one object, or the rows of one table as an object each.

use std::io::{self, Write};

use serde::ser::{Error as _, SerializeMap, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::{Format, harmless::Manner, machine::Json};
use crate::report::{Audience, Heading, Origin, Report, Table, Value};

/// One object with everything; for an export, which may be larger than memory, a list of rows.
pub(super) const JSON: Format = Format {
    name: "json",
    meaning: "One JSON object with all tables",
    extensions: &["json"],
    one_table: false,
    manners: [Manner::Escaped; 2],
    report: Some(|report, _, out| write(report, out)),
    stream: Some(|report, out| write_rows(report, ["[\n", ",\n", "\n]\n"], out)),
    ..Format::OF_ONE_TABLE
};
/// One object a line.
pub(super) const NDJSON: Format = Format {
    name: "ndjson",
    meaning: "One JSON object per row of the main table",
    extensions: &["ndjson", "jsonl"],
    manners: [Manner::Escaped; 2],
    stream: Some(|report, out| write_rows(report, ["", "\n", "\n"], out)),
    ..Format::OF_ONE_TABLE
};
/// The version of the keys of a report.
const SCHEMA: &str = "unvote-report-1";

/// Writes the version, the question, the tables by name, notes and sources, keys in the order of the report.
fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    let mut whole = serializer.serialize_map(Some(7))?;
    whole.serialize_entry("unvote", env!("CARGO_PKG_VERSION"))?;
    whole.serialize_entry("schema", SCHEMA)?;
    whole.serialize_entry("question", &report.question)?;
    whole.serialize_entry("tables", &Tables(report))?;
    whole.serialize_entry("notes", &report.notes)?;
    whole.serialize_entry("sources", &report.sources)?;
    whole.serialize_entry("origins", &report.origins.iter().map(JsonOrigin).collect::<Vec<_>>())?;
    SerializeMap::end(whole)?;
    writeln!(out)
}

/// Writes the rows of the main table, with what stands before the first, between two, and behind the last.
fn write_rows(report: &Report<'_>, [before, between, behind]: [&str; 3], out: &mut dyn Write) -> io::Result<()> {
    let mut is_first = true;
    out.write_all(before.as_bytes())?;
    for table in report.main_tables() {
        let columns = table.columns(Audience::Json);
        table.each(&columns, &mut |row| {
            out.write_all(if std::mem::take(&mut is_first) { b"" } else { between.as_bytes() })?;
            Ok(serde_json::to_writer(&mut *out, &JsonRow(&columns, row))?)
        })?;
    }
    out.write_all(if is_first && before.is_empty() { b"" } else { behind.as_bytes() })
}

struct JsonOrigin<'r>(&'r Origin);

impl Serialize for JsonOrigin<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Origin { name, format, edition, terms, .. } = self.0;
        serializer.collect_map([("name", name), ("format", format), ("edition", edition), ("terms", terms)])
    }
}

struct Tables<'r, 'q>(&'r Report<'q>);

impl Serialize for Tables<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = |name| (name, JsonRows(self.0.named(name).collect()));
        serializer.collect_map(self.0.table_names().into_iter().map(rows))
    }
}

struct JsonRows<'r, 'q>(Vec<&'r Table<'q>>);

impl Serialize for JsonRows<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(None)?;
        for table in &self.0 {
            let columns = table.columns(Audience::Json);
            let written = table.each(&columns, &mut |row| {
                rows.serialize_element(&JsonRow(&columns, row)).map_err(|error| io::Error::other(error.to_string()))
            });
            written.map_err(S::Error::custom)?;
        }
        rows.end()
    }
}

struct JsonRow<'r, 'q, 'a>(&'r [&'r Heading<'q>], &'r [Value<'a>]);

impl Serialize for JsonRow<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().zip(self.1).map(|(column, value)| (&column.spec.key, Json(value))))
    }
}
