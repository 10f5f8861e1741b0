//! Writes a [`Report`] in a format: one file each. It knows nothing of votes.

mod delimited;
mod json;
mod machine;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
mod people;
mod target;
mod terminal;
mod terminal_matrix;
mod terminal_table;
pub mod tidy;

use std::{io, path::Path};

use clap::ValueEnum;

pub use people::plain;
pub use target::Target;
pub use terminal::Look;

use crate::report::Report;

/// A format of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people at a terminal.
    Table,
    /// Comma-separated values: the main table.
    Csv,
    /// Tab-separated values: the main table.
    Tsv,
    /// One JSON object with all tables.
    Json,
    /// One JSON object a row of the main table.
    Ndjson,
    /// Markdown.
    Markdown,
    /// Apache Parquet: what is exported, and nothing else.
    #[cfg_attr(not(feature = "parquet"), value(hide = true))]
    Parquet,
}

impl Format {
    /// The format that a file's extension asks for.
    #[must_use]
    pub fn of_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "md" | "markdown" => Some(Self::Markdown),
            "txt" => Some(Self::Table),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// Writes a report.
    ///
    /// # Errors
    /// When `out` cannot be written, or the format holds no reports.
    pub fn write(self, report: &Report, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Table => terminal::write(report, look, out),
            Self::Csv => delimited::write(report, b',', out),
            Self::Tsv => delimited::write(report, b'\t', out),
            Self::Json => json::write(report, out),
            Self::Ndjson => json::write_rows(report, out),
            Self::Markdown => markdown::write(report, out),
            Self::Parquet => Err(io::Error::new(io::ErrorKind::Unsupported, "Parquet holds tidy tables, no reports")),
        }
    }
}

#[cfg(test)]
mod tests;
