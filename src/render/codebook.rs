//! The codebook of a file: what stands in its columns, for people, with where the figures come from and how to cite them.

use std::fmt::Write as _;

use super::Format;
use super::harmless::plain;
use crate::report::{Audience, Heading, Kind, Report, Table};

/// What holds for every table.
const TYPES: &str = "\
text and code: words and codes, as they are; number: a whole number; share: 0 to 1, not rounded; decimal: a number with
decimals, not rounded; day: `2025-02-24`; flag: `true` or `false`; members: codes with spaces between. An empty cell (`null`
in JSON and Parquet) is what is not known or does not apply; it is never 0.
";

/// The codebook of files with all tables of a report, or with the main one alone, in Markdown.
pub(crate) fn codebook(
    files: &[(String, &Format)], of_main_table: bool, citations: &[String], report: &Report<'_>,
) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let named = files.iter().map(|(file, _)| format!("`{file}`")).collect::<Vec<_>>().join(", ");
    let of = if named.is_empty() { "The answer".to_owned() } else { named };
    let mut text = format!("# Codebook\n\n{of}: `unvote {}`, unvote {version}.\n\n{TYPES}", report.question);
    for name in report.table_names().into_iter().take(if of_main_table { 1 } else { usize::MAX }) {
        let Some(table) = report.named(name).next() else { continue };
        let _ = write!(text, "\n## `{name}`\n\nOne row {}.\n\n", table.row);
        describe(table, &mut text);
    }
    let table = report.main_tables().next();
    for (file, format) in files {
        if let (Some(table), Some(delimiter)) = (table, format.delimiter) {
            text.push_str(&reading(file, delimiter, table));
        }
    }
    let mut list = |title: &str, lines: &[&str]| {
        for (place, line) in lines.iter().enumerate() {
            let heading = if place == 0 { format!("\n## {title}\n\n") } else { String::new() };
            let _ = writeln!(text, "{heading}- {}", plain(line));
        }
    };
    list("Notes", &report.notes.iter().map(String::as_str).collect::<Vec<_>>());
    list("Sources", &report.sources.iter().map(String::as_str).collect::<Vec<_>>());
    list("Terms of use", &report.terms());
    list("To be cited", &citations.iter().map(String::as_str).collect::<Vec<_>>());
    text
}

/// The most columns whose types are spelled out.
const MOST: usize = 100;

/// The lines that read a file of cells with the types of its columns, which programs else guess from some of the rows.
fn reading(file: &str, delimiter: &str, table: &Table<'_>) -> String {
    let columns = table.columns(Audience::Machines);
    let of = |texts: bool| {
        let is_text = |kind| matches!(kind, Kind::Text | Kind::Code | Kind::Members);
        let is_wanted = move |column: &&&Heading<'_>| {
            if texts { is_text(column.spec.kind) } else { column.spec.kind == Kind::Day }
        };
        columns.iter().filter(is_wanted).map(|column| column.spec.key.as_ref()).collect::<Vec<&str>>()
    };
    let each = |keys: Vec<&str>, one: &dyn Fn(&str) -> String| keys.into_iter().map(one).collect::<Vec<_>>().join(", ");
    let tabs = delimiter == "\t";
    let (texts, days) = (each(of(true), &|key| format!("'{key}': str")), each(of(false), &|key| format!("'{key}'")));
    let types = each(of(true), &|key| format!("'{key}': 'VARCHAR'"));
    let (sep, delim) = if tabs { (", sep='\\t'", ", delim='\\t', quote=''") } else { ("", "") };
    let mut text = format!("\n## To read `{file}` with these types\n\n");
    if columns.len() <= MOST {
        let letter = |column: &&Heading<'_>| match column.spec.kind {
            Kind::Text | Kind::Code | Kind::Members => 'c',
            Kind::Number => 'i',
            Kind::Share | Kind::Decimal => 'd',
            Kind::Day => 'D',
            Kind::Flag => 'l',
        };
        let letters: String = columns.iter().map(letter).collect();
        let (read, quote) = if tabs { ("read_tsv", ", quote = \"\"") } else { ("read_csv", "") };
        let _ = writeln!(text, "- R: `readr::{read}(\"{file}\", col_types = \"{letters}\"{quote})`");
    }
    let _ = writeln!(text, "- pandas: `pd.read_csv('{file}'{sep}, dtype={{{texts}}}, parse_dates=[{days}])`");
    let _ = writeln!(text, "- DuckDB: `FROM read_csv('{file}'{delim}, types={{{types}}})`");
    text
}

/// The columns of a table; those that differ by their keys alone, such as one for each member, in one line.
fn describe(table: &Table<'_>, text: &mut String) {
    text.push_str("| column | type | unit or values | meaning |\n| --- | --- | --- | --- |\n");
    let escaped = |text: &str| plain(text).replace('|', "\\|");
    let columns = table.columns(Audience::Machines);
    let is_alike = |a: &&Heading<'_>, b: &&Heading<'_>| {
        (a.spec.kind, a.spec.unit, &a.spec.meaning) == (b.spec.kind, b.spec.unit, &b.spec.meaning)
    };
    for alike in columns.chunk_by(is_alike) {
        let [first, .., last] = alike else {
            for one in alike {
                line(&format!("`{}`", one.spec.key), one, &escaped, text);
            }
            continue;
        };
        line(&format!("`{}` to `{}` ({} columns)", first.spec.key, last.spec.key, alike.len()), first, &escaped, text);
    }
}

fn line(keys: &str, heading: &Heading<'_>, escaped: &dyn Fn(&str) -> String, text: &mut String) {
    let (spec, kind) = (&heading.spec, heading.spec.kind.word());
    let _ = writeln!(text, "| {} | {kind} | {} | {} |", escaped(keys), escaped(spec.unit), escaped(&spec.meaning));
}
