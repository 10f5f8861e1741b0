//! Values as people read them: names, percentages, days as they are spoken. Shared by the terminal and Markdown.

use std::io;

use super::harmless::plain;
use crate::report::{Audience, Block, Heading, Kind, Look, Named, Table, Value, words};

/// Whether people see a block: not the tables for machines, nor one without rows.
pub(super) fn is_shown(block: &Block<'_>) -> bool {
    !matches!(block, Block::Table(table) | Block::Matrix(table) if table.audience == Audience::Machines || table.is_empty())
}

/// A table as people see it.
pub(super) struct Sheet<'t> {
    /// Its columns.
    pub columns: Vec<Shown<'t>>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

/// A column as people see it.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // what was seen of its values: each may hold by itself
pub(super) struct Shown<'t> {
    /// What stands above it.
    pub label: &'t str,
    /// Whether it holds words that may be wrapped.
    pub is_words: bool,
    /// Whether these are cut where there is little room.
    pub is_brief: bool,
    /// Whether it holds numbers, which stand to the right.
    pub is_numbers: bool,
    /// Whether it holds bars.
    pub is_bars: bool,
}

/// A cell in words and figures.
pub(super) struct Cell {
    /// What stands there.
    pub text: String,
    /// The length of its bar, 0 to 1.
    pub bar: Option<f64>,
    /// Whether there is no value.
    pub is_missing: bool,
    /// Whether it is a text without a letter.
    is_blank: bool,
}

impl<'t> Sheet<'t> {
    /// What people see of a table; `names` says how a list of members is written.
    ///
    /// # Errors
    /// None of its own: reading a table may fail.
    pub(super) fn of(table: &'t Table<'_>, names: fn(&[Named]) -> String) -> io::Result<Self> {
        let headings = table.columns(Audience::People);
        let columns = headings.iter().map(|heading| Shown { label: &heading.label, ..Shown::default() });
        let mut sheet = Self { columns: columns.collect(), rows: Vec::new() };
        table.each(&headings, &mut |row| {
            let cells = headings.iter().zip(row).zip(&mut sheet.columns).map(|((heading, value), column)| {
                column.sees(heading, value);
                Cell::of(value, heading, names)
            });
            sheet.rows.push(cells.collect());
            Ok(())
        })?;
        Ok(sheet)
    }

    /// The cells of a column.
    pub(super) fn column(&self, at: usize) -> impl Iterator<Item = &Cell> {
        self.rows.iter().map(move |row| &row[at])
    }
}

impl Shown<'_> {
    /// Takes note of what a value is.
    fn sees(&mut self, heading: &Heading<'_>, value: &Value<'_>) {
        let is_text = heading.spec.kind == Kind::Text && matches!(value, Value::Text(_));
        self.is_words |= is_text || matches!(value, Value::Members(_));
        self.is_brief |= is_text && heading.look == Look::Brief;
        let is_number = matches!(value, Value::Number(_) | Value::Real(_));
        self.is_bars |= is_number && heading.look == Look::Bar;
        self.is_numbers |= is_number && heading.look != Look::Bar;
    }
}

impl Cell {
    fn of(value: &Value<'_>, heading: &Heading<'_>, names: fn(&[Named]) -> String) -> Self {
        let bar = if let (Look::Bar, Value::Real(length)) = (heading.look, value) { Some(*length) } else { None };
        let (is_missing, is_blank) = (value.is_missing(), *value == Value::BLANK);
        Self { text: cell(value, heading, names), bar, is_missing, is_blank }
    }

    /// What stands there, with its bar where it has one, `width` characters at the longest.
    pub(super) fn drawn(&self, width: usize) -> String {
        self.bar.map_or_else(|| self.text.clone(), |length| bar(length, width))
    }

    /// Whether it says nothing where it stands alone.
    pub(super) fn is_empty(&self) -> bool {
        self.is_missing || self.bar.is_some() || self.is_blank
    }
}

/// A value in words and figures; a bar is drawn when there is room for it.
fn cell(value: &Value<'_>, heading: &Heading<'_>, names: fn(&[Named]) -> String) -> String {
    match value {
        Value::Missing => "-".to_owned(),
        Value::Text(text) => plain(text).into_owned(),
        Value::Number(n) if heading.look == Look::Signed && *n != 0 => format!("{n:+}"),
        Value::Number(n) => n.to_string(),
        Value::Real(number) => match heading.look {
            Look::Bar => String::new(),
            Look::Percent => words::whole_percentage(*number),
            Look::Points => without_minus_zero(format!("{:+.1}", number * 100.0)),
            _ if heading.spec.kind == Kind::Share => percentage(*number),
            _ => without_minus_zero(format!("{number:.3}")),
        },
        Value::Day(day) => day.to_string(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Members(members) => names(members),
    }
}

/// One decimal, as the field prints percentages.
pub(super) fn percentage(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// Figures without the sign, if rounding has left nothing but zeros.
fn without_minus_zero(figures: String) -> String {
    if figures.chars().any(|c| c.is_ascii_digit() && c != '0') {
        figures
    } else {
        figures.trim_start_matches(['+', '-']).to_owned()
    }
}

/// Names with commas between.
pub(super) fn names(members: &[Named]) -> String {
    plain(&members.iter().map(|member| member.name).collect::<Vec<_>>().join(", ")).into_owned()
}

/// Names that line breaks do not split: their spaces are non-breaking until [`softened`].
pub(super) fn unbroken(members: &[Named]) -> String {
    names(members).replace(' ', "\u{a0}").replace(",\u{a0}", ", ")
}

/// A wrapped line, with the non-breaking spaces of names turned back into ordinary ones.
pub(super) fn softened(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// A bar in eighths of a character.
fn bar(length: f64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (length.clamp(0.0, 1.0) * width as f64 * 8.0).round().max(0.0);
    // At most the width of a terminal times eight.
    #[allow(clippy::cast_sign_loss)]
    let eighths = eighths as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::report::{Layout, Names, Spec};

    fn written<const N: usize>(kind: Kind, look: Look, numbers: [f64; N]) -> Vec<String> {
        let table = Layout::new("numbers", "a number")
            .column(Spec::new("n", kind, "", ""), "", |number: &f64, _| (*number).into())
            .look(look)
            .held(Names::without_record(), numbers.to_vec());
        Sheet::of(&table, names).unwrap().rows.into_iter().flatten().map(|cell| cell.text).collect()
    }

    #[test]
    fn a_change_has_its_sign_and_no_change_has_none() {
        let changes = written(Kind::Share, Look::Points, [0.045, -0.4668, -0.0001, 0.0]);
        assert_eq!(changes, ["+4.5", "-46.7", "0.0", "0.0"]);
        assert_eq!(written(Kind::Decimal, Look::Plain, [-0.43918, -0.0]), ["-0.439", "0.000"]);
    }

    #[test]
    fn a_whole_percentage_of_100_or_0_is_exact() {
        let shares = written(Kind::Share, Look::Percent, [1.0, 0.999, 0.985, 0.214, 0.004, 0.0]);
        assert_eq!(shares, ["100", "99", "99", "21", "1", "0"]);
    }

    #[test]
    fn bars_grow_by_eighths() {
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(5.0 / 8.0, 1), "▋");
        assert_eq!(bar(0.0, 10), "");
        assert_eq!(bar(7.0, 2), "██");
    }
}
