//! Writes a [`Report`] in a format, one file per format. It knows nothing of votes.

mod csvw;
mod delimited;
mod json;
mod machine;
mod markdown;
mod parquet;
mod people;
mod target;
mod terminal;
mod terminal_matrix;
mod terminal_table;

use std::{io, path::Path};

pub(crate) use csvw::metadata;
pub(crate) use people::plain;
pub(crate) use target::Target;
pub(crate) use terminal::Screen;

use crate::report::{Audience, Report};

/// Writes a report as people read it, or machines.
type WriteReport = fn(&Report<'_>, Screen, &mut dyn io::Write) -> io::Result<()>;
/// Writes the main table row by row.
type WriteTable = fn(&Report<'_>, &mut (dyn io::Write + Send)) -> io::Result<()>;

/// A format of output.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// What `--format` calls it.
    pub name: &'static str,
    /// What it holds, for the help.
    pub meaning: &'static str,
    /// The extensions of files that ask for it.
    pub extensions: &'static [&'static str],
    /// Who reads it: people or machines.
    pub reader: Audience,
    /// Whether it holds one table and nothing else.
    pub one_table: bool,
    /// What separates cells, in formats with one line of text per row.
    pub delimiter: Option<&'static str>,
    /// Whether a file beside it may describe its columns, as CSV on the Web does it for tables.
    pub described_beside: bool,
    /// Whether it holds exports only, and no reports.
    pub exports_only: bool,
    report: Option<WriteReport>,
    stream: Option<WriteTable>,
}

/// Every format that is written.
pub(crate) const FORMATS: &[&Format] = &[
    &terminal::TABLE,
    &delimited::CSV,
    &delimited::TSV,
    &json::JSON,
    &json::NDJSON,
    &markdown::MARKDOWN,
    &parquet::PARQUET,
];

impl Format {
    /// What formats for machines that hold one table have in common.
    const OF_ONE_TABLE: Self = Self {
        name: "",
        meaning: "",
        extensions: &[],
        reader: Audience::Machines,
        one_table: true,
        delimiter: None,
        described_beside: false,
        exports_only: false,
        report: None,
        stream: None,
    };

    /// Finds a format by its name, whatever the case.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name.eq_ignore_ascii_case(name)).copied()
    }

    /// The format that a file's extension asks for.
    pub(crate) fn of_extension(path: &Path) -> Option<&'static Self> {
        let extension = path.extension()?.to_str()?;
        let asks = |format: &&&Self| format.extensions.iter().any(|one| one.eq_ignore_ascii_case(extension));
        FORMATS.iter().find(asks).copied()
    }

    /// Whether this build writes exports in it, row by row.
    pub(crate) const fn holds_exports(&self) -> bool {
        self.stream.is_some()
    }

    /// Writes a report, or its main table where the format holds one.
    ///
    /// # Errors
    /// When `out` cannot be written, or the format holds no reports.
    pub(crate) fn write(
        &self, report: &Report<'_>, screen: Screen, out: &mut (dyn io::Write + Send),
    ) -> io::Result<()> {
        match self.report {
            Some(write) => write(report, screen, out),
            None => self.export(report, out),
        }
    }

    /// Writes the main table of a report to its end, row by row.
    ///
    /// # Errors
    /// When `out` cannot be written, or the format holds no tables.
    pub(crate) fn export(&self, report: &Report<'_>, out: &mut (dyn io::Write + Send)) -> io::Result<()> {
        let refused = || io::Error::new(io::ErrorKind::Unsupported, format!("{} holds no tables alone", self.name));
        self.stream.ok_or_else(refused)?(report, out)
    }
}

#[cfg(test)]
mod tests;
