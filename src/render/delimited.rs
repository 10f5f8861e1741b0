//! Comma- and tab-separated values: the main table of a report, one header, one row a fact.

use std::io;

use super::machine;
use crate::report::Report;

/// Writes the main table.
pub fn write(report: &Report, delimiter: u8, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(name) = report.main_table() else { return Ok(()) };
    let tabs = delimiter == b'\t';
    // Tab-separated values know no quotes: what would break a row becomes a space.
    let style = if tabs { csv::QuoteStyle::Never } else { csv::QuoteStyle::Necessary };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(out);
    let plain = |text: String| if tabs { text.replace(['\t', '\n', '\r'], " ") } else { text };
    let mut headed = false;
    for table in machine::named(report, name) {
        if !headed {
            writer.write_record(machine::columns(table).map(|(_, column)| column.key))?;
            headed = true;
        }
        for row in &table.rows {
            writer.write_record(machine::columns(table).map(|(at, _)| plain(machine::cell(&row[at]))))?;
        }
    }
    writer.flush()
}
