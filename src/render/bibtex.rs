//! BibTeX: the entries of a table that has them.

use std::io;

use super::Format;
use super::harmless::Manner;
use crate::report::{Audience, Report, Value};

/// Entries for lists of references.
pub(super) const BIBTEX: Format = Format {
    name: "bibtex",
    meaning: "BibTeX: what `data cite` tells",
    extensions: &["bib"],
    needs_table: Some("references"),
    manners: [Manner::AsItIs, Manner::Marked],
    report: Some(|report, _, out| write(report, out)),
    ..Format::OF_ONE_TABLE
};

/// Writes the entries, with a line between two.
fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for table in report.main_tables() {
        let columns = table.columns(Audience::Machines);
        let entries: Vec<_> = columns.into_iter().filter(|column| column.spec.key == "bibtex").collect();
        let mut between = "";
        table.each(&entries, &mut |row| {
            for entry in row {
                if let Value::Text(entry) = entry {
                    writeln!(out, "{}{entry}", std::mem::replace(&mut between, "\n"))?;
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}
