//! Markdown: headings, pipe tables and lists, as they go into a note or an article.

use std::io;

use super::Format;
use super::harmless::{Manner, plain};
use super::people::{self, Sheet};
use crate::report::{Audience, Block, Report, Section, Table};

/// What people see, for a note or an article.
pub(super) const MARKDOWN: Format = Format {
    name: "markdown",
    meaning: "Markdown",
    extensions: &["md", "markdown"],
    reader: Audience::People,
    manners: [Manner::AsItIs; 2],
    one_table: false,
    report: Some(|report, _, out| write(report, out)),
    ..Format::OF_ONE_TABLE
};

/// The width of bars, which Markdown does not scale.
const BAR: usize = 16;

/// Writes a report.
fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for section in &report.sections {
        write_section(section, out)?;
    }
    for note in &report.notes {
        writeln!(out, "> {}\n", escaped(note))?;
    }
    for source in &report.sources {
        writeln!(out, "*Source: {}*\n", escaped(source))?;
    }
    Ok(())
}

fn write_section(section: &Section<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    if !section.title.is_empty() {
        writeln!(out, "## {}\n", escaped(&section.title))?;
    }
    if !section.lines.is_empty() {
        writeln!(out, "{}\n", section.lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("  \n"))?;
    }
    for block in section.blocks.iter().filter(|block| people::is_shown(block)) {
        match block {
            Block::Table(table) | Block::Matrix(table) => write_table(table, out)?,
            Block::Verdict(_, text) => writeln!(out, "**{}**\n", escaped(text))?,
            Block::Members(label, members) => {
                writeln!(out, "**{}**: {}\n", escaped(label), escaped(&people::names(members)))?;
            }
            Block::Text(text) => writeln!(out, "{}\n", escaped(text))?,
            Block::Told(text, command) => writeln!(out, "{}  \n<sub>`{}`</sub>\n", escaped(text), plain(command))?,
            Block::Picture(_) => {}
        }
    }
    Ok(())
}

fn write_table(table: &Table<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sheet = Sheet::of(table, people::names, people::Marks::Unicode)?;
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(out, "{}", line(sheet.columns.iter().map(|column| escaped(&column.label)).collect()))?;
    let ruler = sheet.columns.iter().map(|column| if column.is_numbers { "--:" } else { "---" }.to_owned());
    writeln!(out, "{}", line(ruler.collect()))?;
    for row in &sheet.rows {
        writeln!(out, "{}", line(row.iter().map(|cell| escaped(&cell.drawn(BAR, sheet.marks))).collect()))?;
    }
    writeln!(out)
}

/// Text that Markdown would take for markup, made plain.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in plain(text).chars() {
        if matches!(letter, '|' | '*' | '_' | '`' | '[' | ']' | '<' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
