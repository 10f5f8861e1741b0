//! The output flags, and writing a report in the format and to the place that they name.

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use clap::builder::{PossibleValue, TypedValueParser};
use supports_hyperlinks::Stream;

use super::{error::Error, options::SelectionOptions, options::role, words::known, words::words};
use crate::record::{Record, RollCallId, Word, Words};
use crate::render::{FORMATS, Format, Marks, Screen, Target, is_of_a_file, linked, metadata, tell};
use crate::report::listing::{explain_margin, list};
use crate::report::{Audience, Report, Table, agreement::of_a_selection, agreement::of_conditions, arrange, links};
use crate::source::Loaded;

/// The message about Parquet in a build without it.
const NO_PARQUET: &str = r#"this unvote was built without Parquet
  build it with `cargo build --release --features parquet`
  or export NDJSON with -o FILE.ndjson, from which DuckDB makes Parquet (docs/scale.md):
  python3 -c "import duckdb; duckdb.sql(\"COPY (FROM read_json('FILE.ndjson', sample_size = -1)) TO 'FILE.parquet' (FORMAT parquet)\")""#;

/// When symbols are links to their documents.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Links {
    Auto,
    Always,
    Never,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Color {
    Auto,
    Always,
    Never,
}

impl Words for Links {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Auto, "auto", "On a terminal that has them"),
        Word::new(Self::Always, "always", "Always").or(&["yes", "on", "true"]),
        Word::new(Self::Never, "never", "Never").or(&["no", "off", "false", "none"]),
    ];
}

impl Words for Color {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Auto, "auto", "On a terminal, unless `NO_COLOR` is set"),
        Word::new(Self::Always, "always", "Always").or(&["yes", "on", "true"]),
        Word::new(Self::Never, "never", "Never").or(&["no", "off", "false", "none"]),
    ];
}

/// Formats by a flag of their own: what is typed for --format.
#[derive(Args, Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // one for each flag
struct ShortFormats {
    #[arg(long, hide = true, global = true, conflicts_with_all = ["format", "csv", "tsv", "ndjson", "markdown"])]
    json: bool,
    #[arg(long, hide = true, global = true, conflicts_with_all = ["format", "tsv", "ndjson", "markdown"])]
    csv: bool,
    #[arg(long, hide = true, global = true, conflicts_with_all = ["format", "ndjson", "markdown"])]
    tsv: bool,
    #[arg(long, alias = "jsonl", hide = true, global = true, conflicts_with_all = ["format", "markdown"])]
    ndjson: bool,
    #[arg(long, alias = "md", hide = true, global = true, conflicts_with = "format")]
    markdown: bool,
}

impl ShortFormats {
    fn format(self) -> Option<&'static Format> {
        let Self { json, csv, tsv, ndjson, markdown } = self;
        let flags = [(json, "json"), (csv, "csv"), (tsv, "tsv"), (ndjson, "ndjson"), (markdown, "markdown")];
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
    /// Write to this file, compressed if its name ends in `.gz`; it appears, or is replaced, only when all is written. Links
    /// are followed; what is no regular file, such as a pipe, is written to directly.
    #[arg(short, long, aliases = ["out", "outfile"], value_name = "FILE", global = true)]
    output: Option<PathBuf>,
    /// Sort by this column: `no`; with the largest values first `-no`, or `no:desc`.
    #[arg(long, aliases = ["sort-by", "order-by"], value_name = "COLUMN", allow_hyphen_values = true, global = true)]
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
    /// When to use colour.
    #[arg(long, alias = "colour", value_name = "WHEN", value_parser = words::<Color>(), default_value = Color::Auto.typed(), global = true)]
    color: Color,
    #[arg(long, alias = "no-colour", hide = true, global = true, conflicts_with = "color")]
    no_color: bool,
    /// When symbols and record numbers are links to their documents.
    #[arg(long, value_name = "WHEN", value_parser = words::<Links>(), default_value = Links::Auto.typed(), global = true)]
    hyperlinks: Links,
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
        self.sort.is_some() || self.reverse || self.table.is_some()
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
        self.named_format().is_none() && self.output.is_none() && !io::stdout().is_terminal()
    }

    /// The format: the one that was asked for, else this one.
    fn format_or(&self, name: &str) -> &'static Format {
        self.asked_format().or_else(|| Format::named(name)).unwrap_or(FORMATS[0])
    }

    /// Whether people or machines read the output, judging by its format.
    pub(super) fn audience(&self) -> Audience {
        self.format_or("table").reader
    }

    /// Whether only the main table is written.
    pub(super) fn writes_main_table_only(&self) -> bool {
        self.format_or("table").one_table && self.table.is_none()
    }

    /// The format that was asked for, by its name or by a file's extension.
    fn asked_format(&self) -> Option<&'static Format> {
        self.named_format().or_else(|| Format::of_file(self.file()?).ok().flatten())
    }

    /// The format that was asked for by its name.
    fn named_format(&self) -> Option<&'static Format> {
        self.format.or_else(|| self.short.format())
    }

    /// The file to write, if one was named; `-` means standard output.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// Refuses a file name that no format has, and Parquet where it cannot be written, before anything is read.
    ///
    /// # Errors
    /// When no format has the file's extension, or Parquet was asked for but this is not an export, this build lacks
    /// Parquet, or the output is a terminal.
    pub(super) fn refuse_format(&self, is_export: bool) -> Result<(), Error> {
        let extension =
            self.file().filter(|_| self.named_format().is_none()).and_then(|file| Format::of_file(file).err());
        if let Some(extension) = extension {
            let known = extensions();
            let text = format!(
                "no format has the extension .{extension}: expected {known}
  or name the format of the file with --format"
            );
            return Err(Error::usage(text));
        }
        let Some(format) = self.asked_format().filter(|format| format.exports_only) else { return Ok(()) };
        let text =
            "Parquet holds the tables of `unvote export` only: expected csv, tsv, json, ndjson, markdown or table";
        Error::usage_if(!is_export, text)?;
        Error::usage_if(!format.holds_exports(), NO_PARQUET)?;
        let text = "Parquet is compressed already, and no program unpacks it first: name a file without .gz";
        Error::usage_if(self.file().is_some_and(Format::is_compressed), text)?;
        let text = "Parquet is not for a terminal: name a file with -o FILE.parquet, or send it on with `|` or `>`";
        Error::usage_if(self.file().is_none() && io::stdout().is_terminal(), text)
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
        let format = self.format_or("table");
        let is_empty = report.main_tables().next().is_some() && report.main_tables().all(Table::is_empty);
        if is_empty && format.one_table && !self.quiet {
            tell("note: nothing to list: the table has no rows (--format table says why)");
        }
        let target = self.target(!self.no_pager);
        let is_screen = format.name == "table";
        if is_screen && self.quiet {
            report.sources.clear();
        }
        let mut text = Vec::new();
        format.write(&report, self.screen(&target), &mut text)?;
        if is_screen && self.has_links(&target) {
            text = linked(&String::from_utf8_lossy(&text), links::address).into_bytes();
        }
        send(&target, format, &text)
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
    /// When standard output cannot be written.
    pub(super) fn print(&self, text: &str) -> Result<(), Error> {
        send(&Target::Stdout { pager: false }, self.format_or("table"), text.as_bytes())
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

    /// Writes an export row by row and, if it is to be `described`, a description of its columns beside it.
    ///
    /// # Errors
    /// When a column is not known, the format cannot hold it, or the place cannot be written.
    pub(super) fn export(&self, mut report: Report<'_>, described: bool) -> Result<(), Error> {
        self.cut(&mut report)?;
        let report = &report;
        let format = self.format_or("csv");
        let formats = format!("a table of facts is exported as {}", export_formats());
        Error::usage_if(!format.holds_exports(), formats)?;
        let file = self.file().filter(|_| described);
        let has_no_place = described && (file.is_none() || !format.described_beside);
        let text = "--metadata describes a CSV, TSV or Parquet file: name one with -o FILE.csv";
        Error::usage_if(has_no_place, text)?;
        let text = "--metadata describes a file, beside which it stands: -o names something else";
        Error::usage_if(file.is_some_and(|file| !is_of_a_file(file)), text)?;
        let target = self.target(false);
        target.stream(format, |out| format.export(report, out)).with_context(|| target.cannot_be_written())?;
        let Some(file) = file else { return Ok(()) };
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let metadata = format!("{:#}\n", metadata(&name, format, report));
        // The place of a file's metadata, by the standard's rule: `votes.csv-metadata.json`.
        let mut beside = file.as_os_str().to_owned();
        beside.push("-metadata.json");
        send(&Target::File(beside.into()), Format::named("json").unwrap_or(format), metadata.as_bytes())
    }

    fn target(&self, pager: bool) -> Target {
        self.file().map_or(Target::Stdout { pager }, |path| Target::File(path.into()))
    }

    fn has_links(&self, target: &Target) -> bool {
        match self.hyperlinks {
            Links::Auto => matches!(target, Target::Stdout { .. }) && supports_hyperlinks::on(Stream::Stdout),
            Links::Always => true,
            Links::Never => false,
        }
    }

    fn screen(&self, target: &Target) -> Screen {
        let terminal = io::stdout().is_terminal() && matches!(target, Target::Stdout { .. });
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match self.color {
            _ if self.no_color => false,
            Color::Auto => terminal && !no_color && env::var_os("TERM").is_none_or(|term| term != "dumb"),
            Color::Always => true,
            Color::Never => false,
        };
        Screen { width: columns(terminal), color, marks: marks() }
    }
}

/// The columns of the terminal that errors are told on.
pub(super) fn width() -> usize {
    columns(io::stderr().is_terminal())
}

fn columns(is_terminal: bool) -> usize {
    let told = || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let columns = if is_terminal { seen().or_else(told) } else { told() };
    columns.unwrap_or(80)
}

/// The marks of the locale, by the usual order of its variables; those of Unicode where none is set.
fn marks() -> Marks {
    let set = |name: &&str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set).map(|locale| locale.to_lowercase());
    let is_unicode = locale.is_none_or(|locale| locale.contains("utf-8") || locale.contains("utf8"));
    if is_unicode { Marks::Unicode } else { Marks::Ascii }
}

fn send(target: &Target, format: &Format, text: &[u8]) -> Result<(), Error> {
    Ok(target.send(format, text).with_context(|| target.cannot_be_written())?)
}

/// The formats by name, or by the extension of their files, with their help.
fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let value = |format: &&Format| {
        let is_missing = format.exports_only && !format.holds_exports();
        PossibleValue::new(format.name).help(format.meaning).aliases(format.extensions).hide(is_missing)
    };
    known(Format::named, FORMATS.iter().map(value).collect())
}

/// The extensions of the formats that this build writes.
fn extensions() -> String {
    let formats = FORMATS.iter().filter(|format| !format.exports_only);
    let named = formats.flat_map(|format| format.extensions).map(|extension| format!(".{extension}"));
    let text = format!("{}, each also with .gz behind it", listed(&named.collect::<Vec<_>>()));
    let parquet = FORMATS.iter().any(|format| format.exports_only && format.holds_exports());
    if parquet { text + "; or .parquet for an export" } else { text }
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
