//! What people read at a terminal: the answer first, numbers aligned, names wrapped, colour only where it is asked for.

use std::io;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;

use super::harmless::{Manner, plain};
use super::people::{self, Sheet};
use super::screen::Screen;
use super::{Format, terminal_matrix, terminal_picture, terminal_table};
use crate::report::{Audience, Block, Report, Section, Tone};

/// What people read at a terminal.
pub(super) const TABLE: Format = Format {
    name: "table",
    meaning: "For people at a terminal",
    extensions: &["txt"],
    reader: Audience::People,
    manners: [Manner::AsItIs; 2],
    one_table: false,
    report: Some(write),
    ..Format::OF_ONE_TABLE
};

/// The least width in which anything can be laid out.
const NARROWEST: usize = 40;
/// The longest line of text that is easy to read.
const WIDEST_TEXT: usize = 120;

/// Writes a report.
fn write(report: &Report<'_>, screen: Screen, out: &mut dyn io::Write) -> io::Result<()> {
    let screen = Screen { width: screen.width.max(NARROWEST), ..screen };
    for (place, section) in report.sections.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_section(section, screen, out)?;
    }
    let dim = paint(screen, Style::new().dimmed());
    for note in &report.notes {
        writeln!(out, "\n{}", wrapped(&format!("Note: {note}"), screen, ""))?;
    }
    if !report.next.is_empty() {
        writeln!(out)?;
    }
    for next in &report.next {
        writeln!(out, "  {dim}{next}{dim:#}")?;
    }
    let sources: Vec<String> =
        report.source().iter().map(|source| screen.marks.of(plain(source).into_owned())).collect();
    if let Some(source) = sources.iter().find(|source| source.width() <= screen.width).or(sources.last()) {
        let lines = terminal_table::lines(source, screen.width, "").join("\n");
        writeln!(out, "\n{dim}{lines}{dim:#}")?;
    }
    Ok(())
}

fn paint(screen: Screen, style: Style) -> Style {
    if screen.color { style } else { Style::new() }
}

fn write_section(section: &Section<'_>, screen: Screen, out: &mut dyn io::Write) -> io::Result<()> {
    let bold = paint(screen, Style::new().bold());
    if !section.title.is_empty() {
        writeln!(out, "{bold}{}{bold:#}", wrapped(&section.title, screen, ""))?;
    }
    for line in &section.lines {
        writeln!(out, "{}", wrapped(line, screen, ""))?;
    }
    let mut first = section.title.is_empty() && section.lines.is_empty();
    for block in section.blocks.iter().filter(|block| is_drawn(block)) {
        if !std::mem::replace(&mut first, false) {
            writeln!(out)?;
        }
        write_block(block, screen, out)?;
    }
    Ok(())
}

/// Whether a block is shown: what people see elsewhere, and pictures.
fn is_drawn(block: &Block<'_>) -> bool {
    people::is_shown(block) || matches!(block, Block::Picture(_))
}

fn write_block(block: &Block<'_>, screen: Screen, out: &mut dyn io::Write) -> io::Result<()> {
    match block {
        Block::Table(table) => {
            terminal_table::write(&Sheet::of(table, people::unbroken, screen.marks)?, screen.width, out)
        }
        Block::Matrix(table) => {
            terminal_matrix::write(&Sheet::of(table, people::unbroken, screen.marks)?, screen.width, out)
        }
        Block::Text(text) => writeln!(out, "{}", wrapped(text, screen, "")),
        Block::Told(text, command) => {
            let dim = paint(screen, Style::new().dimmed());
            writeln!(out, "{}\n  {dim}{}{dim:#}", wrapped(text, screen, ""), plain(command))
        }
        Block::Picture(picture) => terminal_picture::write(picture, screen, out),
        Block::Verdict(tone, text) => {
            let color = match tone {
                Tone::Good => Style::new().bold().fg_color(Some(AnsiColor::Green.into())),
                Tone::Bad => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
                Tone::Neutral => Style::new().bold(),
            };
            let style = paint(screen, color);
            let text = wrapped(text, screen, "");
            let (word, rest) = text.split_at(text.find(':').unwrap_or(text.len()));
            writeln!(out, "{style}{word}{style:#}{rest}")
        }
        Block::Members(label, members) => {
            let bold = paint(screen, Style::new().bold());
            writeln!(out, "{bold}{}{bold:#}", wrapped(label, screen, ""))?;
            let names = if members.is_empty() { "nobody".to_owned() } else { people::unbroken(members) };
            writeln!(out, "{}", people::softened(&wrapped(&names, screen, "  ")))
        }
    }
}

fn wrapped(text: &str, screen: Screen, indent: &str) -> String {
    let width = screen.width.min(WIDEST_TEXT);
    terminal_table::lines(&screen.marks.of(text.to_owned()), width, indent).join("\n")
}
