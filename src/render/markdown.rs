//! Markdown: headings, pipe tables and lists, as they go into a note or an article.

use std::io;

use super::people;
use crate::report::{Block, Report, Section, Table};

/// The width of bars, which Markdown does not scale.
const BAR: usize = 16;

/// Writes a report.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
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

fn write_section(section: &Section, out: &mut dyn io::Write) -> io::Result<()> {
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
        }
    }
    Ok(())
}

fn write_table(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    let columns: Vec<_> = people::columns(table).collect();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(out, "{}", line(columns.iter().map(|(_, column)| escaped(&column.label)).collect()))?;
    let right = |at: usize| table.rows.iter().any(|row| people::is_number(&row[at]));
    writeln!(
        out,
        "{}",
        line(columns.iter().map(|(at, _)| if right(*at) { "--:" } else { "---" }.to_owned()).collect())
    )?;
    for row in &table.rows {
        writeln!(out, "{}", line(columns.iter().map(|(at, _)| escaped(&people::cell(&row[*at], BAR))).collect()))?;
    }
    writeln!(out)
}

/// Text that Markdown would take for markup, made plain.
fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in people::plain(text).chars() {
        if matches!(letter, '|' | '*' | '_' | '`' | '[' | ']' | '<' | '\\') {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}
