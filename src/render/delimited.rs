//! Comma- and tab-separated values: the main table of a report, one header, one row a fact.

use std::io;

use super::machine;
use crate::report::Report;

/// What would break a row of tab-separated values.
const BREAKS: [char; 3] = ['\t', '\n', '\r'];

/// Writes the main table.
pub fn write(report: &Report, delimiter: u8, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(name) = report.main_table() else { return Ok(()) };
    let tabs = delimiter == b'\t';
    // Tab-separated values know no quotes: what would break a row becomes a space.
    let style = if tabs { csv::QuoteStyle::Never } else { csv::QuoteStyle::Necessary };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(out);
    let mut text = String::new();
    let mut headed = false;
    for table in machine::named(report, name) {
        if !headed {
            writer.write_record(machine::columns(table).map(|(_, column)| column.key))?;
            headed = true;
        }
        for row in &table.rows {
            for (at, _) in machine::columns(table) {
                text.clear();
                machine::write_cell(&row[at], &mut text);
                if tabs && text.contains(BREAKS) {
                    text = text.replace(BREAKS, " ");
                }
                writer.write_field(&text)?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
    }
    writer.flush()
}
