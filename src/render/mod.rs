//! Writes a [`Report`] in a format, one file per format. It knows nothing of votes.

mod bibtex;
mod codebook;
mod colours;
mod csvw;
mod delimited;
mod file;
mod harmless;
mod html;
mod json;
mod letters;
mod links;
mod machine;
mod markdown;
mod parquet;
mod people;
mod picture;
mod png;
mod png_file;
mod scene;
mod screen;
mod signals;
mod site;
mod svg;
mod target;
mod terminal;
mod terminal_lines;
mod terminal_matrix;
mod terminal_picture;
mod terminal_table;
mod text;
mod told;
mod xlsx;

use std::ffi::OsStr;
use std::{io, path::Path};

pub(crate) use codebook::codebook;
pub(crate) use csvw::metadata;
pub(crate) use file::is_of_a_file;
pub(crate) use links::linked;
pub(crate) use people::Marks;
pub(crate) use screen::Screen;
pub(crate) use site::SiteFiles;
pub(crate) use target::{Target, unless_gone};
pub(crate) use text::said;
pub(crate) use told::{ask, show, tell};

use crate::report::{Audience, Report};
use harmless::{Manner, plain};

/// Writes a report as people read it, or machines.
type WriteReport = fn(&Report<'_>, Screen, &mut dyn io::Write) -> io::Result<()>;
/// Writes the main table row by row.
type WriteTable = fn(&Report<'_>, &mut (dyn io::Write + Send)) -> io::Result<()>;

/// A format of output.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // each is asked for by itself
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
    /// The table without which it holds nothing.
    pub needs_table: Option<&'static str>,
    /// Whether it holds one picture and nothing else.
    pub draws: bool,
    /// Whether it has a picture beside the rest, where there is one.
    pub has_pictures: bool,
    /// Whether it is no text: not for a terminal, and compressed already.
    pub is_binary: bool,
    /// What becomes of characters that could steer a terminal: in a file, and at a terminal.
    manners: [Manner; 2],
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
    &html::HTML,
    &parquet::PARQUET,
    &bibtex::BIBTEX,
    &text::TEXT,
    &xlsx::XLSX,
    &svg::SVG,
    &png::PNG,
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
        needs_table: None,
        draws: false,
        has_pictures: false,
        is_binary: false,
        manners: [Manner::AsItIs, Manner::Marked],
        report: None,
        stream: None,
    };

    /// Finds a format by its name or an extension of its files, whatever the case.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        let is = |other: &&str| other.eq_ignore_ascii_case(name.trim().trim_start_matches('.'));
        FORMATS.iter().find(|format| is(&format.name) || format.extensions.iter().any(is)).copied()
    }

    /// The format that a file's extension asks for, also with `.gz` behind it; none where there is no extension.
    ///
    /// # Errors
    /// When no format has the extension: then it is returned.
    pub(crate) fn of_file(path: &Path) -> Result<Option<&'static Self>, String> {
        let name = if Self::is_compressed(path) { path.with_extension("") } else { path.to_owned() };
        let Some(extension) = name.extension().filter(|extension| !extension.is_empty()) else { return Ok(None) };
        let asks = |format: &&&Self| format.extensions.iter().any(|one| extension.eq_ignore_ascii_case(one));
        let found = FORMATS.iter().find(asks).copied();
        found.map(Some).ok_or_else(|| extension.to_string_lossy().into_owned())
    }

    /// Whether a file is to be compressed, by its name.
    pub(crate) fn is_compressed(path: &Path) -> bool {
        path.extension().is_some_and(|extension: &OsStr| extension.eq_ignore_ascii_case("gz"))
    }

    /// What becomes of characters that could steer a terminal.
    const fn manner(&self, is_terminal: bool) -> Manner {
        self.manners[is_terminal as usize]
    }

    /// Whether this build writes it.
    pub(crate) const fn is_built(&self) -> bool {
        self.report.is_some() || self.stream.is_some()
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
