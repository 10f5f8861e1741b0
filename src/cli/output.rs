//! The output flags, and writing a report in the format and to the place that they name.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use clap::builder::{PossibleValue, TypedValueParser};

use super::places::{Codebook, Place, describe_beside, each_place, refuse_pictures, send, target};
use super::{error::Error, looks::Looks, options::SelectionOptions, options::role, words::known};
use crate::record::{Record, RollCallId};
use crate::render::{FORMATS, Format, is_of_a_file, linked, said, tell};
use crate::report::listing::{explain_margin, list};
use crate::report::{Audience, Report, Table, agreement::of_a_selection, agreement::of_conditions, arrange, links};
use crate::source::Loaded;

/// The message about Parquet in a build without it.
const NO_PARQUET: &str = r#"this unvote was built without Parquet
  build it with `cargo build --release --features parquet`
  or export NDJSON with -o FILE.ndjson, from which DuckDB makes Parquet (docs/scale.md):
  python3 -c "import duckdb; duckdb.sql(\"COPY (FROM read_json('FILE.ndjson', sample_size = -1)) TO 'FILE.parquet' (FORMAT parquet)\")""#;

/// The message about workbooks in a build without them.
const NO_XLSX: &str = "this unvote was built without Excel workbooks
  build it with `cargo build --release --features xlsx`
  or write CSV, which Excel opens: -o FILE.csv";

/// The message about PNG in a build without it.
const NO_PNG: &str = "this unvote was built without PNG
  build it with `cargo build --release --features png`
  or draw SVG, which every browser opens: -o FILE.svg";

/// Formats by a flag of their own: what is typed for --format.
#[derive(Args, Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // one for each flag
struct ShortFormats {
    #[arg(long, hide = true, global = true, conflicts_with_all = ["format", "csv", "tsv", "ndjson", "markdown", "html"])]
    json: bool,
    #[arg(long, hide = true, global = true, conflicts_with_all = ["format", "tsv", "ndjson", "markdown", "html"])]
    csv: bool,
    #[arg(long, hide = true, global = true, conflicts_with_all = ["format", "ndjson", "markdown", "html"])]
    tsv: bool,
    #[arg(long, alias = "jsonl", hide = true, global = true, conflicts_with_all = ["format", "markdown", "html"])]
    ndjson: bool,
    #[arg(long, alias = "md", hide = true, global = true, conflicts_with_all = ["format", "html"])]
    markdown: bool,
    #[arg(long, hide = true, global = true, conflicts_with = "format")]
    html: bool,
}

impl ShortFormats {
    fn format(self) -> Option<&'static Format> {
        let Self { json, csv, tsv, ndjson, markdown, html } = self;
        let flags =
            [(json, "json"), (csv, "csv"), (tsv, "tsv"), (ndjson, "ndjson"), (markdown, "markdown"), (html, "html")];
        flags.into_iter().find(|(is_typed, _)| *is_typed).and_then(|(_, name)| Format::named(name))
    }
}

/// How and where to write the answer.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
#[allow(clippy::struct_excessive_bools)] // one for each flag
pub(super) struct OutputOptions {
    /// Output format; by default the one of the file's extension, else a table for people.
    #[arg(short, long, alias = "output-format", value_parser = formats(), global = true)]
    format: Option<&'static Format>,
    #[command(flatten)]
    short: ShortFormats,
    /// Write to this file, compressed if its name ends in `.gz`; it appears, or is replaced, only when all is written. May be
    /// given several times: each in the format of its extension. Links are followed; what is no regular file, such as a
    /// pipe, is written to directly.
    #[arg(short, long, aliases = ["out", "outfile"], value_name = "FILE", global = true)]
    output: Vec<PathBuf>,
    /// Sort by this column: `no`; with the largest values first `-no`, or `no:desc`.
    #[arg(long, aliases = ["sort-by", "order-by", "order"], value_name = "COLUMN", allow_hyphen_values = true, global = true)]
    pub sort: Option<String>,
    /// The other way round: the last row first.
    #[arg(long, global = true)]
    pub reverse: bool,
    /// Print at most this many rows.
    #[arg(long, short_alias = 'n', aliases = ["top", "head", "max"], value_name = "ROWS", global = true, value_parser = rows)]
    pub limit: Option<usize>,
    /// Print only this table of the answer: formats such as CSV hold just one, by default the main table.
    #[arg(long, value_name = "NAME", global = true)]
    table: Option<String>,
    /// Print only these columns, in this order.
    #[arg(long, aliases = ["column", "fields", "select"], value_name = "COLUMNS", value_delimiter = ',', global = true)]
    columns: Vec<String>,
    /// Official names of members instead of the usual ones.
    #[arg(long, global = true)]
    pub official: bool,
    #[command(flatten)]
    codebook: Codebook,
    #[command(flatten)]
    looks: Looks,
    /// Do not page what is longer than the screen.
    #[arg(long, global = true)]
    no_pager: bool,
    /// The question, as machine formats repeat it.
    #[arg(skip)]
    pub question: String,
    /// The options that name the files or the store, as they were typed.
    #[arg(skip)]
    pub data: String,
    /// Print no warnings, and not where the figures come from.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print everything that was noted while loading.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

impl OutputOptions {
    /// What columns of the input hold, where that was told by --columns: role and column.
    ///
    /// # Errors
    /// When there is no such role.
    pub(super) fn roles(&self) -> Result<Vec<(String, String)>, Error> {
        let told = self.columns.iter().filter(|column| column.contains('='));
        told.map(|told| role(told).map_err(|why| Error::usage(format!("--columns {told}: {why}")))).collect()
    }

    /// The columns that are to be printed; none where all are.
    fn chosen_columns(&self) -> Vec<String> {
        self.columns.iter().filter(|column| !column.contains('=')).cloned().collect()
    }

    /// Whether a table, an order, a limit or columns were asked for.
    pub(super) fn arranges(&self) -> bool {
        self.orders() || self.limit.is_some() || self.chooses_columns()
    }

    /// Whether a table or an order were asked for.
    pub(super) fn orders(&self) -> bool {
        self.sorts() || self.table.is_some()
    }

    /// Whether an order was asked for.
    pub(super) fn sorts(&self) -> bool {
        self.sort.is_some() || self.reverse
    }

    /// Whether only some columns are to be printed.
    pub(super) fn chooses_columns(&self) -> bool {
        !self.chosen_columns().is_empty()
    }

    /// The column of --sort, and whether its largest values stand first; --reverse turns that round.
    pub(super) fn sorting<'b>(&self, by: &'b str) -> (&'b str, bool) {
        let (name, descending) = arrange::direction(by);
        (name, descending != self.reverse)
    }

    /// Whether the output is piped and no format was asked for.
    pub(super) fn is_piped(&self) -> bool {
        self.named_format().is_none() && self.output.is_empty() && !io::stdout().is_terminal()
    }

    /// Each place to write to, a file or standard output, with the format that was asked for, else this one.
    pub(super) fn places(&self, otherwise: &str) -> Vec<Place<'_>> {
        let format = |file: Option<&Path>| {
            let of_file = || Format::of_file(file?).ok().flatten();
            self.named_format().or_else(of_file).or_else(|| Format::named(otherwise)).unwrap_or(FORMATS[0])
        };
        // `-` means standard output.
        let files = self.output.iter().map(|path| Some(path.as_path()).filter(|path| path.as_os_str() != "-"));
        let files: Vec<_> = if self.output.is_empty() { vec![None] } else { files.collect() };
        files.into_iter().map(|file| (file, format(file))).collect()
    }

    /// Whether people or machines read the output, judging by its formats: machines, if any of them is for machines, and
    /// then people see all that these do.
    pub(super) fn audience(&self) -> Audience {
        let readers = self.places("table").into_iter().map(|(_, format)| format.reader);
        readers.fold(Audience::People, |all, one| if one == Audience::People { all } else { one })
    }

    /// Whether only the main table is written.
    pub(super) fn writes_main_table_only(&self) -> bool {
        self.table.is_none() && self.places("table").iter().all(|(_, format)| format.one_table)
    }

    /// The format that was asked for by its name.
    fn named_format(&self) -> Option<&'static Format> {
        self.format.or_else(|| self.short.format())
    }

    /// The files to write.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.output.iter().chain(&self.codebook.codebook).map(PathBuf::as_path).filter(|path| path.as_os_str() != "-")
    }

    /// Whether anything goes to standard output.
    pub(super) fn is_printed(&self) -> bool {
        self.places("table").iter().any(|(file, _)| file.is_none())
    }

    /// Refuses file names that no format has, and Parquet where it cannot be written, before anything is read.
    ///
    /// # Errors
    /// When no format has a file's extension, one format is named for several files, or Parquet was asked for but this is
    /// not an export, this build lacks Parquet, or the output is a terminal.
    pub(super) fn refuse_formats(&self, is_export: bool) -> Result<(), Error> {
        if let (Some(format), true) = (self.named_format(), self.output.len() > 1) {
            let text = format!(
                "--format {} names one format for {} files: leave it out, and each is written in that of its extension",
                format.name,
                self.output.len()
            );
            return Err(Error::usage(text));
        }
        let places = self.places(if is_export { "csv" } else { "table" });
        self.codebook.refuse(&places)?;
        places.into_iter().try_for_each(|(file, format)| self.refuse_format(file, format, is_export))
    }

    fn refuse_format(&self, file: Option<&Path>, format: &Format, is_export: bool) -> Result<(), Error> {
        let extension = file.filter(|_| self.named_format().is_none()).and_then(|file| Format::of_file(file).err());
        if let Some(extension) = extension {
            let known = extensions();
            let text = format!(
                "no format has the extension .{extension}: expected {known}
  or name the format of the file with --format"
            );
            return Err(Error::usage(text));
        }
        if !format.is_binary {
            return Ok(());
        }
        let (what, missing) = match format {
            Format { exports_only: true, .. } => ("Parquet", NO_PARQUET),
            Format { draws: true, .. } => ("PNG", NO_PNG),
            _ => ("A workbook", NO_XLSX),
        };
        let text = "Parquet holds the tables of `unvote export` only: expected csv, tsv, json, ndjson, markdown, html or table";
        Error::usage_if(format.exports_only && !is_export, text)?;
        Error::usage_if(!format.is_built(), missing)?;
        let text = format!("{what} is compressed already, and no program unpacks it first: name a file without .gz");
        Error::usage_if(file.is_some_and(Format::is_compressed), text)?;
        let name = format.name;
        let text =
            format!("{what} is not for a terminal: name a file with -o FILE.{name}, or send it on with `|` or `>`");
        Error::usage_if(file.is_none() && io::stdout().is_terminal(), text)
    }

    /// Arranges a report as asked, and writes it.
    ///
    /// # Errors
    /// When a table or column is not known, or the place cannot be written.
    pub(super) fn write(&self, mut report: Report<'_>) -> Result<(), Error> {
        report.question.clone_from(&self.question);
        report.data.clone_from(&self.data);
        if let Some(table) = &self.table {
            arrange::select_table(&mut report, table)?;
        }
        match &self.sort {
            Some(columns) => arrange::sort(&mut report, columns, self.reverse)?,
            None if self.reverse => arrange::reverse(&mut report),
            None => {}
        }
        self.cut(&mut report)?;
        let places = self.places("table");
        let is_empty = report.main_tables().next().is_some() && report.main_tables().all(Table::is_empty);
        if is_empty && places.iter().any(|(_, format)| format.one_table) && !self.quiet {
            tell("note: nothing to list: the table has no rows (--format table says why)");
        }
        for needed in places.iter().filter_map(|(_, format)| format.needs_table) {
            let text = "BibTeX holds references: expected `unvote data cite --format bibtex`";
            Error::usage_if(!report.table_names().contains(&needed), text)?;
        }
        if let Some((_, format)) = places.iter().find(|(_, format)| format.draws) {
            refuse_pictures(format, &report)?;
        }
        let blocks = || report.sections.iter().flat_map(|section| &section.blocks);
        if places.iter().any(|(_, format)| format.name == "text") && blocks().all(|block| said(block).is_none()) {
            let text = "text holds sentences, and this answer is a table: expected --format table, markdown or csv";
            return Err(Error::usage(text));
        }
        let sources = report.sources.clone();
        each_place(&places, |file, format| {
            let is_screen = format.name == "table";
            report.sources = if is_screen && self.quiet { Vec::new() } else { sources.clone() };
            let target = target(file, !self.no_pager);
            let mut text = Vec::new();
            format.write(&report, self.looks.screen(&target), &mut text)?;
            if is_screen && self.looks.has_links(&target) {
                text = linked(&String::from_utf8_lossy(&text), links::address).into_bytes();
            }
            send(&target, format, &text)
        })?;
        report.sources = sources;
        self.codebook.write(&places, &report)
    }

    /// Keeps the rows and columns that are to be printed.
    fn cut(&self, report: &mut Report<'_>) -> Result<(), Error> {
        if let Some(most) = self.limit {
            arrange::limit(report, most);
        }
        let columns = self.chosen_columns();
        if columns.is_empty() { Ok(()) } else { Ok(arrange::select_columns(report, &columns)?) }
    }

    /// Prints plain text, without a pager.
    ///
    /// # Errors
    /// When standard output cannot be written, or a table is to be described.
    pub(super) fn print(&self, text: &str) -> Result<(), Error> {
        let why =
            "--codebook describes a table, and codes alone are none: name a format with --format, or a file with -o";
        Error::usage_if(self.codebook.codebook.is_some(), why)?;
        each_place(&self.places("table"), |file, format| send(&target(file, false), format, text.as_bytes()))
    }

    /// Writes a report as asked, with the conditions that selected its roll calls below its title.
    ///
    /// # Errors
    /// As for [`Self::write`].
    pub(super) fn selected(&self, selection: &SelectionOptions, mut report: Report<'_>) -> Result<(), Error> {
        of_conditions(&mut report, &selection.typed());
        self.write(report)
    }

    /// Writes a list of roll calls as [`Self::selected`] does, and says what the margin is unless it is not printed.
    ///
    /// # Errors
    /// As for [`Self::write`].
    pub(super) fn listed(
        &self, selection: &SelectionOptions, record: &Record, ids: &[RollCallId], title: String,
    ) -> Result<(), Error> {
        let mut report = list(record, ids, title);
        if !self.chooses_columns() || self.columns.iter().any(|column| column.eq_ignore_ascii_case("margin")) {
            explain_margin(record, ids, &mut report);
        }
        self.selected(selection, report)
    }

    /// Writes a report of figures as asked; where they rest on a selection of roll calls, it says so.
    ///
    /// # Errors
    /// As for [`Self::write`].
    pub(super) fn answer(&self, loaded: &Loaded, mut report: Report<'_>) -> Result<(), Error> {
        if loaded.is_selection() {
            of_a_selection(&mut report, loaded.record.len());
        }
        self.write(report)
    }

    /// Writes an export row by row and, if it is to be `described`, a description of its columns beside it. A table is made
    /// anew for each file, as its rows are made while they are written.
    ///
    /// # Errors
    /// When a column is not known, the format cannot hold it, or the place cannot be written.
    pub(super) fn export<'q>(
        &self, first: Report<'q>, again: impl Fn() -> Option<Report<'q>>, described: bool,
    ) -> Result<(), Error> {
        let places = self.places("csv");
        for (file, format) in &places {
            let formats = format!("a table of facts is exported as {}", export_formats());
            Error::usage_if(!format.holds_exports(), formats)?;
            let has_no_place = described && (file.is_none() || !format.described_beside);
            let text = "--metadata describes a CSV, TSV or Parquet file: name one with -o FILE.csv";
            Error::usage_if(has_no_place, text)?;
            let text = "--metadata describes a file, beside which it stands: -o names something else";
            Error::usage_if(described && file.is_some_and(|file| !is_of_a_file(file)), text)?;
        }
        let mut first = Some(first);
        each_place(&places, |file, format| {
            let Some(report) = first.take().or_else(&again) else { return Ok(()) };
            self.export_to(report, file, format, described)
        })?;
        let described = self.codebook.codebook.is_some().then(again).flatten();
        described.map_or(Ok(()), |report| self.codebook.write(&places, &self.arranged(report)?))
    }

    /// An export with its question, and the table and columns that were asked for.
    fn arranged<'q>(&self, mut report: Report<'q>) -> Result<Report<'q>, Error> {
        report.question.clone_from(&self.question);
        if let Some(table) = &self.table {
            arrange::select_table(&mut report, table)?;
        }
        self.cut(&mut report)?;
        Ok(report)
    }

    fn export_to(
        &self, report: Report<'_>, file: Option<&Path>, format: &Format, described: bool,
    ) -> Result<(), Error> {
        let report = &self.arranged(report)?;
        let target = target(file, false);
        target.stream(format, |out| format.export(report, out)).with_context(|| target.cannot_be_written())?;
        file.filter(|_| described).map_or(Ok(()), |file| describe_beside(file, format, report))
    }
}

/// The formats by name, or by the extension of their files, with their help.
fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let value = |format: &&Format| {
        PossibleValue::new(format.name).help(format.meaning).aliases(format.extensions).hide(!format.is_built())
    };
    known(Format::named, FORMATS.iter().map(value).collect())
}

/// The extensions of the formats that this build writes.
fn extensions() -> String {
    let named = |is: fn(&Format) -> bool| {
        let formats =
            FORMATS.iter().filter(move |format| format.is_built() && format.needs_table.is_none() && is(format));
        formats.flat_map(|format| format.extensions).map(|extension| format!(".{extension}")).collect::<Vec<_>>()
    };
    let texts = format!("{}, each also with .gz behind it", listed(&named(|format| !format.is_binary)));
    let books = named(|format| format.is_binary && !format.exports_only).join("; ");
    let exports = named(|format| format.exports_only).concat();
    let books = if books.is_empty() { books } else { format!("; {books}") };
    let exports = if exports.is_empty() { exports } else { format!("; or {exports} for an export") };
    texts + &books + &exports
}

/// The names of the formats in which this build writes exports.
fn export_formats() -> String {
    let names = FORMATS.iter().filter(|format| format.holds_exports()).map(|format| format.name.to_owned());
    listed(&names.collect::<Vec<_>>())
}

fn listed(names: &[String]) -> String {
    names.split_last().map_or_else(String::new, |(last, most)| format!("{} or {last}", most.join(", ")))
}

/// Reads a number of rows, at least one.
fn rows(text: &str) -> Result<usize, String> {
    let rows: Option<usize> = text.trim().parse().ok().filter(|rows| *rows > 0);
    rows.ok_or_else(|| format!("'{text}' is not a number of rows: expected 1 or more"))
}
