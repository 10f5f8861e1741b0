//! A table at a terminal: a grid, or, where there is too little room, a grid without bars, then with the words below each
//! row, or one value a line. No line is wider than the terminal.

use std::io;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table as Grid, TableStyle, Width};
use unicode_width::UnicodeWidthStr as _;

use super::people;
use crate::report::{Table, Value};

/// The longest bar.
const WIDEST_BAR: usize = 48;
/// A bar that is no longer than this at its longest tells nothing: then there is none.
const LEAST_BAR: usize = 8;
/// Lines that words of a long list may take.
const BRIEF: usize = 2;
/// The room that a column of words needs at the least.
const WORDS: usize = 16;
/// The room that titles and sentences need at the least: what would take more than [`LONG`] columns on one line.
const SENTENCES: usize = 32;
const LONG: usize = 48;
/// How far words below a row stand in.
const BELOW: &str = "    ";

/// Spaces before the first column, and before and behind the others.
#[derive(Clone, Copy)]
pub struct Spacing {
    left: u16,
    right: u16,
}

/// How the labels of columns stand. Those of a grid of votes hold line breaks and may be turned; others stand in one line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Header {
    Upright,
    /// The first line of a label in several, one letter below the other.
    Turned,
}

impl Header {
    fn lines(self, label: &str) -> Vec<String> {
        let lines = || label.split('\n').map(|line| people::plain(line).into_owned());
        if self == Self::Turned && label.contains('\n') {
            lines().next().unwrap_or_default().chars().map(String::from).collect()
        } else {
            lines().collect()
        }
    }
}

pub const WIDE: Spacing = Spacing { left: 1, right: 1 };
pub const TIGHT: Spacing = Spacing { left: 0, right: 1 };

/// Writes a table in the first layout that has room.
pub fn write(table: &Table, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let columns: Vec<usize> = people::columns(table).map(|(at, _)| at).collect();
    let words: Vec<usize> = columns.iter().copied().filter(|&at| is_words(table, at)).collect();
    let turned = table.columns.iter().any(|column| column.label.contains('\n'));
    let headers = if turned { &[Header::Upright, Header::Turned][..] } else { &[Header::Upright] };
    let bars: &[bool] = if columns.iter().any(|&at| is_bar(table, at)) { &[true, false] } else { &[true] };
    let layouts = (0..=words.len()).flat_map(|below| {
        let with_bars = bars.iter().flat_map(|bars| headers.iter().map(move |header| (*bars, *header)));
        with_bars.flat_map(move |(bars, header)| [WIDE, TIGHT].map(|spacing| (below, bars, header, spacing)))
    });
    for (below, bars, header, spacing) in layouts {
        // The last columns of words go first.
        let below = &words[words.len() - below..];
        let stands = |at: &usize| !below.contains(at) && (bars || !is_bar(table, *at));
        let beside: Vec<usize> = columns.iter().copied().filter(stands).collect();
        // A long list is not laid out in vain.
        if beside.is_empty() || least(table, &beside, spacing, header) > width {
            continue;
        }
        let lines = grid(table, &beside, width, spacing, header);
        if lines.iter().all(|line| line.text.width() <= width) {
            return write_with_words_below(table, &lines, below, width, out);
        }
    }
    write_one_a_line(table, &columns, width, out)
}

/// Writes the lines of a grid, and these columns below each row.
fn write_with_words_below(
    table: &Table,
    lines: &[Line],
    below: &[usize],
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut rows = table.rows.iter();
    for (place, line) in lines.iter().enumerate() {
        writeln!(out, "{}", line.text)?;
        let is_last = lines.get(place + 1).is_none_or(|next| next.begins_row);
        let is_header = rows.len() == table.rows.len() && !lines[..=place].iter().any(|line| line.begins_row);
        let Some(row) = rows.as_slice().first().filter(|_| is_last && !is_header) else { continue };
        rows.next();
        for &at in below.iter().filter(|&&at| row[at] != Value::Missing) {
            let label = if below.len() > 1 { format!("{}: ", table.columns[at].label) } else { String::new() };
            let most = if matches!(row[at], Value::Brief(_)) { BRIEF } else { usize::MAX };
            for line in cut(&format!("{label}{}", cell(&row[at], 0)), width, most) {
                writeln!(out, "{}", people::softened(&line))?;
            }
        }
    }
    Ok(())
}

/// Writes `label: value`, one a line, with a space between rows.
fn write_one_a_line(table: &Table, columns: &[usize], width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for (place, row) in table.rows.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        for &at in columns.iter().filter(|&&at| !people::is_empty(&row[at])) {
            let (label, value) = (people::plain(&table.columns[at].label), cell(&row[at], 0));
            let line = if label.is_empty() { value } else { format!("{label}: {value}") };
            for line in lines(&line, width, "  ") {
                writeln!(out, "{}", people::softened(&line))?;
            }
        }
    }
    Ok(())
}

/// A value as people read it, with names that are not broken.
fn cell(value: &Value, bar: usize) -> String {
    if let Value::Members(members) = value { people::unbroken(members) } else { people::cell(value, bar) }
}

/// Text below a row, at most so many lines of it; an ellipsis stands for the rest.
fn cut(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = lines(text, width, BELOW);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.width() >= width {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// Text in lines of this width. Symbols hold hyphens: lines break at spaces only, and in a word that is longer.
pub fn lines(text: &str, width: usize, indent: &str) -> Vec<String> {
    let options = textwrap::Options::new(width)
        .initial_indent(indent)
        .subsequent_indent(indent)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(&people::plain(text), options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// A line of a grid.
struct Line {
    text: String,
    /// Whether it is the first line of a row.
    begins_row: bool,
}

/// Stands in a last column of its own, in the first line of each row; no value holds it.
const BEGINNING: &str = "\u{1}";

/// These columns as a grid; its lines are wider than `width` when that is too little.
fn grid(table: &Table, columns: &[usize], width: usize, spacing: Spacing, header: Header) -> Vec<Line> {
    let bar = bar_width(table, columns, width, spacing, header);
    let mut grid = Grid::new();
    grid.load_style(TableStyle::new());
    grid.set_content_arrangement(ContentArrangement::Dynamic);
    grid.set_width(u16::try_from(width).unwrap_or(u16::MAX).saturating_add(1));
    if columns.iter().any(|&at| !table.columns[at].label.is_empty()) {
        grid.set_header(columns.iter().map(|&at| header.lines(&table.columns[at].label).join("\n")));
    }
    for row in &table.rows {
        let cells = columns.iter().map(|&at| cell(&row[at], bar));
        let mut line = Row::from(cells.chain([BEGINNING.to_owned()]));
        if row.iter().any(|value| matches!(value, Value::Brief(_))) {
            line.max_height(BRIEF);
        }
        grid.add_row(line);
    }
    let mut to_the_right = false;
    for (place, &at) in columns.iter().enumerate() {
        let Some(column) = grid.column_mut(place) else { continue };
        let left = if place == 0 { 2 } else { spacing.left };
        column.set_padding((left, spacing.right));
        // A column without any value between two of numbers stands as they do.
        let is_missing = table.rows.iter().all(|row| row[at] == Value::Missing);
        let before_numbers = columns[place..].iter().any(|&later| has_numbers(table, later));
        to_the_right = is_missing && to_the_right && before_numbers || has_numbers(table, at);
        if to_the_right {
            column.set_cell_alignment(CellAlignment::Right);
        }
        column.set_constraint(if is_words(table, at) {
            ColumnConstraint::LowerBoundary(Width::Fixed(words_at_least(table, at) + left + spacing.right))
        } else {
            ColumnConstraint::ContentWidth
        });
    }
    if let Some(column) = grid.column_mut(columns.len()) {
        column.set_padding((0, 0)).set_constraint(ColumnConstraint::ContentWidth);
    }
    let line = |line: String| {
        let begins_row = line.contains(BEGINNING);
        Line { text: people::softened(line.replace(BEGINNING, "").trim_end()), begins_row }
    };
    grid.lines().map(line).collect()
}

/// Whether a column holds words that may be wrapped.
fn is_words(table: &Table, at: usize) -> bool {
    table.rows.iter().any(|row| matches!(row[at], Value::Text(_) | Value::Brief(_) | Value::Members(_)))
}

/// Whether a column holds numbers.
fn has_numbers(table: &Table, at: usize) -> bool {
    table.rows.iter().any(|row| people::is_number(&row[at]))
}

/// Whether a column holds bars.
fn is_bar(table: &Table, at: usize) -> bool {
    table.rows.iter().any(|row| matches!(row[at], Value::Bar(_)))
}

/// The room that a column of words needs: what it holds, but no more than some words, none of them broken.
fn words_at_least(table: &Table, at: usize) -> u16 {
    let cells: Vec<String> = table.rows.iter().map(|row| people::cell(&row[at], 0)).collect();
    let widest = cells.iter().map(|cell| cell.width()).max().unwrap_or(0);
    let word =
        cells.iter().flat_map(|cell| cell.split(' ')).map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
    let titles = widest > LONG || table.rows.iter().any(|row| matches!(row[at], Value::Brief(_)));
    widest.clamp(1, if titles { SENTENCES } else { word.clamp(WORDS, SENTENCES) }) as u16
}

/// The room that a column of words takes before bars get any.
fn words_at_best(table: &Table, at: usize) -> usize {
    table.rows.iter().map(|row| people::cell(&row[at], 0).width()).max().unwrap_or(0).min(SENTENCES)
}

/// The room that a column without words takes.
fn content(table: &Table, at: usize, header: Header) -> usize {
    let widest = |row: &Vec<Value>| match &row[at] {
        Value::Bar(_) => LEAST_BAR,
        value => people::cell(value, 0).width(),
    };
    let label = header.lines(&table.columns[at].label).iter().map(|line| line.width()).max().unwrap_or(0);
    table.rows.iter().map(widest).max().unwrap_or(0).max(label)
}

/// The width of the narrowest grid of these columns.
fn least(table: &Table, columns: &[usize], spacing: Spacing, header: Header) -> usize {
    let one =
        |&at: &usize| if is_words(table, at) { words_at_least(table, at).into() } else { content(table, at, header) };
    with_spaces(columns.iter().map(one).sum(), columns.len(), spacing)
}

/// The width of so many columns that hold this much, with the spaces before and between them.
pub fn with_spaces(content: usize, columns: usize, spacing: Spacing) -> usize {
    2 + content + usize::from(spacing.left + spacing.right) * columns.saturating_sub(1)
}

/// The room that a column without words takes below its label.
pub fn content_of(table: &Table, at: usize) -> usize {
    content(table, at, Header::Upright)
}

/// Writes these columns as a grid, whether they have room or not.
pub fn write_columns(
    table: &Table,
    columns: &[usize],
    width: usize,
    spacing: Spacing,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    grid(table, columns, width, spacing, Header::Upright).iter().try_for_each(|line| writeln!(out, "{}", line.text))
}

/// The room that all other columns leave for bars, and no less than a bar needs.
fn bar_width(table: &Table, columns: &[usize], width: usize, spacing: Spacing, header: Header) -> usize {
    let mut taken = 2;
    for &at in columns {
        let needed = if is_words(table, at) { words_at_best(table, at) } else { content(table, at, header) };
        taken += usize::from(spacing.left + spacing.right) + if is_bar(table, at) { 0 } else { needed };
    }
    width.saturating_sub(taken).clamp(LEAST_BAR, WIDEST_BAR)
}
