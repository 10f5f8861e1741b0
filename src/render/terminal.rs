//! What people read at a terminal: the answer first, numbers aligned, names wrapped, colour only where it is asked for.

use std::io;

use anstyle::{AnsiColor, Style};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table as Grid, TableStyle, Width};

use super::people;
use crate::report::{Audience, Block, Report, Section, Table, Tone, Value};

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
/// The longest bar.
const WIDEST_BAR: usize = 48;
/// Lines that a row of a long list may take.
const BRIEF: usize = 2;
/// The room that a column of words needs at the least.
const WORDS: usize = 16;

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
    for block in section.blocks.iter().filter(|block| is_for_people(block)) {
        if !std::mem::replace(&mut first, false) {
            writeln!(out)?;
        }
        write_block(block, look, out)?;
    }
    Ok(())
}

fn is_for_people(block: &Block) -> bool {
    !matches!(block, Block::Table(table) if table.audience == Audience::Machines)
}

fn write_block(block: &Block, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    match block {
        Block::Table(table) => write_table(table, look, out),
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
            // A name is not broken: its spaces are hard ones until the lines are cut.
            let names = people::names(members).replace(' ', "\u{a0}").replace(",\u{a0}", ", ");
            let lines = if members.is_empty() { "nobody".to_owned() } else { names };
            writeln!(out, "{}", wrapped(&lines, look, "  ").replace('\u{a0}', " "))
        }
    }
}

fn wrapped(text: &str, look: Look, indent: &str) -> String {
    let width = look.width.min(WIDEST_TEXT);
    // Symbols hold hyphens: lines break at spaces only.
    let options = textwrap::Options::new(width)
        .initial_indent(indent)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

fn write_table(table: &Table, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    let columns: Vec<_> = people::columns(table).map(|(at, _)| at).collect();
    let bar = bar_width(table, &columns, look);
    let mut grid = Grid::new();
    grid.load_style(TableStyle::new());
    grid.set_content_arrangement(ContentArrangement::Dynamic);
    grid.set_width(u16::try_from(look.width).unwrap_or(u16::MAX));
    if columns.iter().any(|&at| !table.columns[at].label.is_empty()) {
        grid.set_header(columns.iter().map(|&at| table.columns[at].label.as_str()));
    }
    for row in &table.rows {
        let mut line = Row::from(columns.iter().map(|&at| people::cell(&row[at], bar)));
        if row.iter().any(|value| matches!(value, Value::Brief(_))) {
            line.max_height(BRIEF);
        }
        grid.add_row(line);
    }
    for (place, &at) in columns.iter().enumerate() {
        let Some(column) = grid.column_mut(place) else { continue };
        column.set_padding((if place == 0 { 2 } else { 1 }, 1));
        let numbers = table.rows.iter().any(|row| people::is_number(&row[at]));
        if numbers {
            column.set_cell_alignment(CellAlignment::Right);
        }
        column.set_constraint(if is_words(table, at) {
            ColumnConstraint::LowerBoundary(Width::Fixed(words_at_least(table, at)))
        } else {
            ColumnConstraint::ContentWidth
        });
    }
    for line in grid.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Whether a column holds words that may be wrapped.
fn is_words(table: &Table, at: usize) -> bool {
    table.rows.iter().any(|row| matches!(row[at], Value::Text(_) | Value::Brief(_) | Value::Members(_)))
}

/// The room that a column of words needs: what it holds, but no more than some words.
fn words_at_least(table: &Table, at: usize) -> u16 {
    use unicode_width::UnicodeWidthStr as _;
    let widest = table.rows.iter().map(|row| people::cell(&row[at], 0).width()).max().unwrap_or(0);
    widest.clamp(1, WORDS) as u16 + 2
}

/// The room that all other columns leave for bars.
fn bar_width(table: &Table, columns: &[usize], look: Look) -> usize {
    use unicode_width::UnicodeWidthStr as _;
    let mut taken = 2;
    for &at in columns {
        let widest = |row: &Vec<Value>| match &row[at] {
            Value::Bar(_) => 0,
            value => people::cell(value, 0).width(),
        };
        let content = table.rows.iter().map(widest).max().unwrap_or(0).max(table.columns[at].label.width());
        taken += 2 + if is_words(table, at) { content.min(WORDS) } else { content };
    }
    look.width.saturating_sub(taken).clamp(1, WIDEST_BAR)
}
