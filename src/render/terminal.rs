//! What people read at a terminal: the answer first, numbers aligned, names wrapped, colour only where it is asked for.

use std::io;

use anstyle::{AnsiColor, Style};

use super::{people, terminal_matrix, terminal_table};
use crate::report::{Block, Report, Section, Tone};

/// How much room there is, and whether colour is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to use colour.
    pub color: bool,
}

/// Narrower than this nothing can be laid out.
const NARROWEST: usize = 40;
/// Longer lines of text than this are hard to read.
const WIDEST_TEXT: usize = 120;

/// Writes a report.
pub fn write(report: &Report, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let look = Look { width: look.width.max(NARROWEST), ..look };
    for (place, section) in report.sections.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_section(section, look, out)?;
    }
    let dim = paint(look, Style::new().dimmed());
    for note in &report.notes {
        writeln!(out, "\n{}", wrapped(&format!("Note: {note}"), look, ""))?;
    }
    if !report.next.is_empty() {
        writeln!(out)?;
    }
    for next in &report.next {
        writeln!(out, "  {dim}{next}{dim:#}")?;
    }
    if !report.sources.is_empty() {
        writeln!(out)?;
    }
    for source in &report.sources {
        writeln!(out, "{dim}{}{dim:#}", wrapped(&format!("Source: {source}"), look, ""))?;
    }
    Ok(())
}

fn paint(look: Look, style: Style) -> Style {
    if look.color { style } else { Style::new() }
}

fn write_section(section: &Section, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let bold = paint(look, Style::new().bold());
    if !section.title.is_empty() {
        writeln!(out, "{bold}{}{bold:#}", wrapped(&section.title, look, ""))?;
    }
    for line in &section.lines {
        writeln!(out, "{}", wrapped(line, look, ""))?;
    }
    let mut first = section.title.is_empty() && section.lines.is_empty();
    for block in section.blocks.iter().filter(|block| people::is_shown(block)) {
        if !std::mem::replace(&mut first, false) {
            writeln!(out)?;
        }
        write_block(block, look, out)?;
    }
    Ok(())
}

fn write_block(block: &Block, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    match block {
        Block::Table(table) => terminal_table::write(table, look.width, out),
        Block::Matrix(table) => terminal_matrix::write(table, look.width, out),
        Block::Text(text) => writeln!(out, "{}", wrapped(text, look, "")),
        Block::Verdict(tone, text) => {
            let color = match tone {
                Tone::Good => Style::new().bold().fg_color(Some(AnsiColor::Green.into())),
                Tone::Bad => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
                Tone::Neutral => Style::new().bold(),
            };
            let style = paint(look, color);
            let text = wrapped(text, look, "");
            let (word, rest) = text.split_at(text.find(':').unwrap_or(text.len()));
            writeln!(out, "{style}{word}{style:#}{rest}")
        }
        Block::Members(label, members) => {
            let bold = paint(look, Style::new().bold());
            writeln!(out, "{bold}{}{bold:#}", wrapped(label, look, ""))?;
            let names = if members.is_empty() { "nobody".to_owned() } else { people::unbroken(members) };
            writeln!(out, "{}", people::softened(&wrapped(&names, look, "  ")))
        }
    }
}

fn wrapped(text: &str, look: Look, indent: &str) -> String {
    let width = look.width.min(WIDEST_TEXT);
    terminal_table::lines(text, width, indent).join("\n")
}
