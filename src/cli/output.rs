//! Flags of output, and handing a report to its format and place. It says nothing of its own.

use std::{
    env,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::error::Error;
use crate::{
    render::{
        Format, Look, Target,
        tidy::{self, TidyFormat},
    },
    report::{Audience, Report, arrange, tidy::Tidy},
};

/// What is told of Parquet by a build without it.
const NO_PARQUET: &str = r#"this unvote was built without Parquet
  build it with `cargo build --release --features parquet`
  or export NDJSON with -o FILE.ndjson, of which DuckDB makes Parquet (docs/scale.md):
  python3 -c "import duckdb; duckdb.sql(\"COPY (FROM read_json('FILE.ndjson', sample_size = -1)) TO 'FILE.parquet' (FORMAT parquet)\")""#;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How and where to write the answer.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
#[allow(clippy::struct_excessive_bools)] // one for each flag
pub struct OutputOptions {
    /// Format; else the one of the file's extension, else a table for people.
    #[arg(long, value_enum, global = true)]
    format: Option<Format>,
    /// Write to this file; it appears only when it is complete.
    #[arg(short, long, value_name = "FILE", global = true)]
    output: Option<PathBuf>,
    /// Sort by this column: `no`, or `no:desc`.
    #[arg(long, value_name = "COLUMN", global = true)]
    pub sort: Option<String>,
    /// Print at most so many rows.
    #[arg(long, value_name = "ROWS", global = true, value_parser = rows)]
    limit: Option<usize>,
    /// Print these columns only; with ROLE=NAME instead, say which column of a table read by --data holds what
    /// (roles: resolution, member, vote, date, title, session).
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', global = true)]
    columns: Vec<String>,
    /// Official names of members instead of those that people say.
    #[arg(long, global = true)]
    pub official: bool,
    /// When to use colour.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    color: Color,
    /// Do not page what is longer than the screen.
    #[arg(long, global = true)]
    no_pager: bool,
    /// Print no warnings.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print everything that loading has to say.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

impl OutputOptions {
    /// The columns of the input that the user named: role and name.
    #[must_use]
    pub fn input_columns(&self) -> Vec<(String, String)> {
        let named = self.columns.iter().filter_map(|column| column.split_once('='));
        named.map(|(role, name)| (role.trim().to_owned(), name.trim().to_owned())).collect()
    }

    /// Whether rows or columns are to be arranged.
    #[must_use]
    pub fn arranges(&self) -> bool {
        self.sort.is_some() || self.limit.is_some() || self.chooses_columns()
    }

    /// Whether only some columns are to be printed.
    #[must_use]
    pub fn chooses_columns(&self) -> bool {
        self.columns.iter().any(|column| !column.contains('='))
    }

    /// Whether the answer goes to another program that asked for no format.
    #[must_use]
    pub fn is_piped(&self) -> bool {
        self.format.is_none() && self.output.is_none() && !io::stdout().is_terminal()
    }

    /// The format: the one that was asked for, else a table.
    fn format(&self) -> Format {
        self.asked_format().unwrap_or(Format::Table)
    }

    /// Whether a format for machines was asked for.
    #[must_use]
    pub fn is_for_machines(&self) -> bool {
        self.audience() == Audience::Machines
    }

    /// Who reads what is written: people or machines, by the format.
    #[must_use]
    pub fn audience(&self) -> Audience {
        match self.format() {
            Format::Table | Format::Markdown => Audience::People,
            _ => Audience::Machines,
        }
    }

    /// Whether the format holds the main table and nothing else.
    #[must_use]
    pub fn writes_main_table_only(&self) -> bool {
        matches!(self.format(), Format::Csv | Format::Tsv | Format::Ndjson)
    }

    /// The format that was asked for, by its name or by a file's extension.
    fn asked_format(&self) -> Option<Format> {
        self.format.or_else(|| Format::of_extension(self.file()?))
    }

    /// The file that was named; `-` is none.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// Refuses Parquet where it cannot be written, before anything is read.
    ///
    /// # Errors
    /// When it was asked for and this is no export, this build has no Parquet, or a terminal would show it.
    pub fn refuse_parquet(&self, is_export: bool) -> Result<(), Error> {
        if self.asked_format() != Some(Format::Parquet) {
            return Ok(());
        }
        if !is_export {
            return Err(Error::usage(
                "Parquet holds the tables of `unvote export` only: expected csv, tsv, json, ndjson, markdown or table",
            ));
        }
        if cfg!(not(feature = "parquet")) {
            return Err(Error::usage(NO_PARQUET));
        }
        if self.file().is_none() && io::stdout().is_terminal() {
            return Err(Error::usage(
                "Parquet is not for a terminal: name a file with -o FILE.parquet, or send it on with `|` or `>`",
            ));
        }
        Ok(())
    }

    /// Writes lines as they are.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn lines(lines: &[String]) -> Result<(), Error> {
        let mut text = lines.join("\n");
        text.push('\n');
        Ok(Target::Stdout { pager: false }.send(text.as_bytes())?)
    }

    /// Arranges a report as asked, and writes it.
    ///
    /// # Errors
    /// When a column is not known, or the place cannot be written.
    pub fn write(&self, mut report: Report) -> Result<(), Error> {
        let columns: Vec<String> = self.columns.iter().filter(|column| !column.contains('=')).cloned().collect();
        if let Some(column) = &self.sort {
            arrange::sort(&mut report, column)?;
        }
        if let Some(most) = self.limit {
            arrange::limit(&mut report, most);
        }
        if !columns.is_empty() {
            arrange::select_columns(&mut report, &columns)?;
        }
        let target = self.file().map_or(Target::Stdout { pager: !self.no_pager }, |path| Target::File(path.into()));
        let format = self.format();
        let rows: usize = report
            .main_table()
            .map_or(1, |main| report.tables().filter(|table| table.name == main).map(|table| table.rows.len()).sum());
        if rows == 0 && self.writes_main_table_only() && !self.quiet {
            eprintln!("note: nothing to list: the table has no row (--format table says why)");
        }
        let mut text = Vec::new();
        format.write(&report, self.look(&target), &mut text)?;
        Ok(target.send(&text).with_context(|| match &target {
            Target::File(path) => format!("cannot write {}", path.display()),
            Target::Stdout { .. } => "cannot write to standard output".to_owned(),
        })?)
    }

    /// Writes a tidy table as asked, and beside it, when `described`, what its columns are.
    ///
    /// # Errors
    /// When the format cannot hold it, or the place cannot be written.
    pub fn write_tidy(&self, tidy: Tidy<'_>, described: bool) -> Result<(), Error> {
        let file = self.file();
        let Some(format) = TidyFormat::of(self.asked_format().unwrap_or(Format::Csv)) else {
            return Err(Error::usage(format!("a table of facts is exported as {}", TidyFormat::NAMES)));
        };
        let metadata = match (file, described) {
            (Some(file), true) if format.is_described_beside() => Some((beside(file), file)),
            (_, true) => {
                let text = "--metadata describes a CSV, TSV or Parquet file: name one with -o FILE.csv";
                return Err(Error::usage(text));
            }
            (_, false) => None,
        };
        let described = metadata.map(|(path, file)| {
            let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            (path, tidy::metadata(&name, format, &tidy))
        });
        let target = file.map_or(Target::Stdout { pager: false }, |path| Target::File(path.into()));
        target.stream(|out| tidy::write(tidy, format, out).map(drop)).with_context(|| match &target {
            Target::File(path) => format!("cannot write {}", path.display()),
            Target::Stdout { .. } => "cannot write to standard output".to_owned(),
        })?;
        if let Some((path, metadata)) = described {
            let text = format!("{metadata:#}\n");
            let written = Target::File(path.clone()).send(text.as_bytes());
            written.with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }

    fn look(&self, target: &Target) -> Look {
        let terminal = io::stdout().is_terminal() && matches!(target, Target::Stdout { .. });
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match self.color {
            Color::Auto => terminal && !no_color && env::var_os("TERM").is_none_or(|term| term != "dumb"),
            Color::Always => true,
            Color::Never => false,
        };
        let told = || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = if terminal { seen().or_else(told) } else { told() };
        Look { width: width.unwrap_or(80), color }
    }
}

/// The place of a file's metadata, by the standard's rule: `votes.csv-metadata.json`.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push("-metadata.json");
    file.with_file_name(name)
}

/// How many rows, at least one.
fn rows(text: &str) -> Result<usize, String> {
    let rows: Option<usize> = text.trim().parse().ok().filter(|rows| *rows > 0);
    rows.ok_or_else(|| format!("'{text}' is no number of rows: expected 1 or more"))
}
