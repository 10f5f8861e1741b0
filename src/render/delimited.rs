//! Comma- and tab-separated values: one table, one header, one row per fact.

use std::io;

use super::{Format, machine::write_cell};
use crate::report::{Audience, Report};

/// Comma-separated values.
pub(super) const CSV: Format = Format {
    name: "csv",
    meaning: "Comma-separated values: the main table",
    extensions: &["csv"],
    delimiter: Some(","),
    described_beside: true,
    stream: Some(|report, out| write(report, b',', out)),
    ..Format::OF_ONE_TABLE
};
/// Tab-separated values.
pub(super) const TSV: Format = Format {
    name: "tsv",
    meaning: "Tab-separated values: the main table",
    extensions: &["tsv", "tab"],
    delimiter: Some("\t"),
    described_beside: true,
    stream: Some(|report, out| write(report, b'\t', out)),
    ..Format::OF_ONE_TABLE
};

/// What would break a row of tab-separated values.
const BREAKS: [u8; 3] = *b"\t\n\r";

/// Writes the main table.
fn write(report: &Report<'_>, delimiter: u8, out: &mut dyn io::Write) -> io::Result<()> {
    let tabs = delimiter == b'\t';
    // Tab-separated values know no quotes: what would break a row becomes a space.
    let style = if tabs { csv::QuoteStyle::Never } else { csv::QuoteStyle::Necessary };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(out);
    let mut cell = Vec::new();
    for (place, table) in report.main_tables().enumerate() {
        let columns = table.columns(Audience::Machines);
        if place == 0 {
            writer.write_record(columns.iter().map(|column| column.spec.key.as_bytes())).map_err(of_writing)?;
        }
        table.each(&columns, &mut |row| {
            for value in row {
                cell.clear();
                write_cell(value, &mut cell);
                if tabs {
                    cell.iter_mut().filter(|byte| BREAKS.contains(byte)).for_each(|byte| *byte = b' ');
                }
                writer.write_field(&cell).map_err(of_writing)?;
            }
            writer.write_record(None::<&[u8]>).map_err(of_writing)
        })?;
    }
    writer.flush()
}

/// What went wrong in writing, as the system said it: a reader that has gone away must be known as such.
fn of_writing(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
