//! A table at a terminal: a grid, or, where there is too little room, a grid without bars, then with the words below each
//! row, or one value a line. No line is wider than the terminal.

use std::io;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table as Grid, TableStyle, Width};
use unicode_width::UnicodeWidthStr as _;

use super::harmless::plain;
use super::people::{self, Cell, Sheet};

/// The longest bar.
const WIDEST_BAR: usize = 48;
/// The least room for the longest bar: with less, bars say nothing and are left out.
const LEAST_BAR: usize = 8;
/// Lines that words of a long list may take.
const BRIEF: usize = 2;
/// The room that a column of words needs at the least.
const WORDS: usize = 16;
/// The room that titles and sentences need at the least: what would take more than [`LONG`] columns on one line.
const SENTENCES: usize = 32;
const LONG: usize = 48;
/// The indentation of words below a row.
const BELOW: &str = "    ";

/// Spaces before the first column, and before and behind the others.
#[derive(Clone, Copy)]
pub(super) struct Spacing {
    left: u16,
    right: u16,
}

/// How the labels of columns stand. Those of a grid of votes hold line breaks and may be turned; others stand in one line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Header {
    Upright,
    /// The first line of a label in several, one letter below the other.
    Turned,
}

impl Header {
    fn lines(self, label: &str) -> Vec<String> {
        let lines = || label.split('\n').map(|line| plain(line).into_owned());
        if self == Self::Turned && label.contains('\n') {
            lines().next().unwrap_or_default().chars().map(String::from).collect()
        } else {
            lines().collect()
        }
    }
}

pub(super) const WIDE: Spacing = Spacing { left: 1, right: 1 };
pub(super) const TIGHT: Spacing = Spacing { left: 0, right: 1 };

/// Writes a table in the first layout that has room.
pub(super) fn write(sheet: &Sheet, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let columns: Vec<usize> = (0..sheet.columns.len()).collect();
    let words: Vec<usize> = columns.iter().copied().filter(|&at| sheet.columns[at].is_words).collect();
    let turned = sheet.columns.iter().any(|column| column.label.contains('\n'));
    let headers = if turned { &[Header::Upright, Header::Turned][..] } else { &[Header::Upright] };
    let bars: &[bool] = if columns.iter().any(|&at| sheet.columns[at].is_bars) { &[true, false] } else { &[true] };
    let layouts = (0..=words.len()).flat_map(|below| {
        let with_bars = bars.iter().flat_map(|bars| headers.iter().map(move |header| (*bars, *header)));
        with_bars.flat_map(move |(bars, header)| [WIDE, TIGHT].map(|spacing| (below, bars, header, spacing)))
    });
    for (below, bars, header, spacing) in layouts {
        // The last columns of words go first.
        let below = &words[words.len() - below..];
        let stands = |at: &usize| !below.contains(at) && (bars || !sheet.columns[*at].is_bars);
        let beside: Vec<usize> = columns.iter().copied().filter(stands).collect();
        // A long list is not laid out in vain.
        if beside.is_empty() || least(sheet, &beside, spacing, header) > width {
            continue;
        }
        let lines = grid(sheet, &beside, width, spacing, header);
        if lines.iter().all(|line| line.text.width() <= width) {
            return write_with_words_below(sheet, &lines, below, width, out);
        }
    }
    write_one_a_line(sheet, &columns, width, out)
}

/// Writes the lines of a grid, and these columns below each row.
fn write_with_words_below(
    sheet: &Sheet, lines: &[Line], below: &[usize], width: usize, out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut rows = sheet.rows.iter();
    for (place, line) in lines.iter().enumerate() {
        writeln!(out, "{}", line.text)?;
        let is_last = lines.get(place + 1).is_none_or(|next| next.begins_row);
        let is_header = rows.len() == sheet.rows.len() && !lines[..=place].iter().any(|line| line.begins_row);
        let Some(row) = rows.as_slice().first().filter(|_| is_last && !is_header) else { continue };
        rows.next();
        for &at in below.iter().filter(|&&at| !row[at].is_missing) {
            let label = if below.len() > 1 { format!("{}: ", sheet.columns[at].label) } else { String::new() };
            let most = if sheet.columns[at].is_brief { BRIEF } else { usize::MAX };
            for line in cut(&format!("{label}{}", row[at].text), width, most, sheet.marks.ellipsis()) {
                writeln!(out, "{}", people::softened(&line))?;
            }
        }
    }
    Ok(())
}

/// Writes `label: value`, one a line, with a space between rows.
fn write_one_a_line(sheet: &Sheet, columns: &[usize], width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for (place, row) in sheet.rows.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        for &at in columns.iter().filter(|&&at| !row[at].is_empty()) {
            let (label, value) = (plain(&sheet.columns[at].label), &row[at].text);
            let line = if label.is_empty() { value.clone() } else { format!("{label}: {value}") };
            for line in lines(&line, width, "  ") {
                writeln!(out, "{}", people::softened(&line))?;
            }
        }
    }
    Ok(())
}

/// The lines of a text below a row, at most this many; an ellipsis stands for the rest.
fn cut(text: &str, width: usize, most: usize, ellipsis: &str) -> Vec<String> {
    let mut lines = lines(text, width, BELOW);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = shortened(last, width, ellipsis);
        }
    }
    lines
}

/// The beginning of a line that takes this width with an ellipsis behind it.
pub(super) fn shortened(line: &str, width: usize, ellipsis: &str) -> String {
    let mut line = line.to_owned();
    while line.width() + ellipsis.width() > width {
        line.pop();
    }
    line + ellipsis
}

/// Text in lines of this width. Symbols hold hyphens: lines break at spaces only, and in a word that is longer.
pub(super) fn lines(text: &str, width: usize, indent: &str) -> Vec<String> {
    let options = textwrap::Options::new(width)
        .initial_indent(indent)
        .subsequent_indent(indent)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(&plain(text), options).into_iter().map(std::borrow::Cow::into_owned).collect()
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
fn grid(sheet: &Sheet, columns: &[usize], width: usize, spacing: Spacing, header: Header) -> Vec<Line> {
    let bar = bar_width(sheet, columns, width, spacing, header);
    let mut grid = Grid::new();
    grid.load_style(TableStyle::new());
    grid.set_content_arrangement(ContentArrangement::Dynamic);
    grid.set_truncation_indicator(sheet.marks.ellipsis());
    grid.set_width(u16::try_from(width).unwrap_or(u16::MAX).saturating_add(1));
    if columns.iter().any(|&at| !sheet.columns[at].label.is_empty()) {
        grid.set_header(columns.iter().map(|&at| header.lines(&sheet.columns[at].label).join("\n")));
    }
    for row in &sheet.rows {
        let cells = columns.iter().map(|&at| row[at].drawn(bar, sheet.marks));
        let mut line = Row::from(cells.chain([BEGINNING.to_owned()]));
        if sheet.columns.iter().zip(row).any(|(column, cell)| column.is_brief && !cell.is_missing) {
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
        let is_missing = sheet.column(at).all(|cell| cell.is_missing);
        let before_numbers = columns[place..].iter().any(|&later| sheet.columns[later].is_numbers);
        to_the_right = is_missing && to_the_right && before_numbers || sheet.columns[at].is_numbers;
        if to_the_right {
            column.set_cell_alignment(CellAlignment::Right);
        }
        column.set_constraint(if sheet.columns[at].is_words {
            ColumnConstraint::LowerBoundary(Width::Fixed(words_at_least(sheet, at) + left + spacing.right))
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

/// The room that a column of words needs: what it holds, but at most a few words, none of them broken.
fn words_at_least(sheet: &Sheet, at: usize) -> u16 {
    let widest = widest(sheet, at);
    let words = sheet.column(at).flat_map(|cell| cell.text.split([' ', '\u{a0}']));
    let word = words.map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
    let titles = widest > LONG || sheet.columns[at].is_brief;
    widest.clamp(1, if titles { SENTENCES } else { word.clamp(WORDS, SENTENCES) }) as u16
}

/// The room that the longest cell of a column takes on one line.
fn widest(sheet: &Sheet, at: usize) -> usize {
    let width = |cell: &Cell| if cell.bar.is_some() { LEAST_BAR } else { cell.text.width() };
    sheet.column(at).map(width).max().unwrap_or(0)
}

/// The room that a column without words takes.
pub(super) fn content(sheet: &Sheet, at: usize, header: Header) -> usize {
    let label = header.lines(&sheet.columns[at].label).iter().map(|line| line.width()).max().unwrap_or(0);
    widest(sheet, at).max(label)
}

/// The width of the narrowest grid of these columns.
fn least(sheet: &Sheet, columns: &[usize], spacing: Spacing, header: Header) -> usize {
    let one = |&at: &usize| {
        if sheet.columns[at].is_words { words_at_least(sheet, at).into() } else { content(sheet, at, header) }
    };
    with_spaces(columns.iter().map(one).sum(), columns.len(), spacing)
}

/// The width of this many columns with this much content, with the spaces before and between them.
pub(super) fn with_spaces(content: usize, columns: usize, spacing: Spacing) -> usize {
    2 + content + usize::from(spacing.left + spacing.right) * columns.saturating_sub(1)
}

/// Writes these columns as a grid, whether they have room or not.
pub(super) fn write_columns(
    sheet: &Sheet, columns: &[usize], width: usize, spacing: Spacing, out: &mut dyn io::Write,
) -> io::Result<()> {
    grid(sheet, columns, width, spacing, Header::Upright).iter().try_for_each(|line| writeln!(out, "{}", line.text))
}

/// The room that all other columns leave for bars, and no less than a bar needs.
fn bar_width(sheet: &Sheet, columns: &[usize], width: usize, spacing: Spacing, header: Header) -> usize {
    let mut taken = 2;
    for &at in columns {
        taken += usize::from(spacing.left + spacing.right);
        taken += match &sheet.columns[at] {
            column if column.is_bars => 0,
            // What words take before bars get any.
            column if column.is_words => widest(sheet, at).min(SENTENCES),
            _ => content(sheet, at, header),
        };
    }
    width.saturating_sub(taken).clamp(LEAST_BAR, WIDEST_BAR)
}
