//! Values as people read them: names, percentages, days as they are spoken. Shared by the terminal, Markdown and pages.

use std::io;

use super::harmless::plain;
use crate::report::{Audience, Block, Heading, Kind, Look, Named, Table, Value, words};

/// Whether people see a block where there are no pictures: not the tables for machines, nor one without rows.
pub(super) fn is_shown(block: &Block<'_>) -> bool {
    match block {
        Block::Table(table) | Block::Matrix(table) => table.audience != Audience::Machines && !table.is_empty(),
        Block::Picture(_) => false,
        _ => true,
    }
}

/// A table as people see it.
pub(super) struct Sheet {
    /// Its columns.
    pub columns: Vec<Shown>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
    /// In which marks bars and what is left out are drawn.
    pub marks: Marks,
}

/// Marks of a terminal: those of Unicode, or those of ASCII where the locale has no others. Letters stay as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Marks {
    #[default]
    Unicode,
    Ascii,
}

impl Marks {
    /// What stands for what is left out.
    pub(super) const fn ellipsis(self) -> &'static str {
        match self {
            Self::Unicode => "\u{2026}",
            Self::Ascii => "...",
        }
    }

    /// A bar: in eighths of a character, or in whole ones.
    fn bar(self, length: f64, width: usize) -> String {
        const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
        let parts = if self == Self::Unicode { 8 } else { 1 };
        let filled = (length.clamp(0.0, 1.0) * (width * parts) as f64).round().max(0.0);
        // At most the width of a terminal times eight.
        #[allow(clippy::cast_sign_loss)]
        let filled = filled as usize;
        let whole = if self == Self::Unicode { "█" } else { "#" };
        format!("{}{}", whole.repeat(filled / parts), EIGHTHS[filled % parts])
    }

    /// A text with its dashes, arrows, dots and quotation marks in these marks.
    pub(super) fn of(self, text: String) -> String {
        const ASCII: [(char, &str); 13] = [
            ('\u{2026}', "..."),
            ('\u{2013}', "-"),
            ('\u{2014}', "--"),
            ('\u{2212}', "-"),
            ('\u{2192}', ">"),
            ('\u{2193}', "v"),
            ('\u{b7}', "."),
            ('\u{2018}', "'"),
            ('\u{2019}', "'"),
            ('\u{201c}', "\""),
            ('\u{201d}', "\""),
            ('\u{b1}', "+-"),
            ('\u{d7}', "x"),
        ];
        if self == Self::Unicode || text.is_ascii() {
            return text;
        }
        let mark = |letter: char| ASCII.iter().find(|(mark, _)| *mark == letter).map(|(_, ascii)| *ascii);
        text.chars().fold(String::with_capacity(text.len()), |mut written, letter| {
            match mark(letter) {
                Some(ascii) => written.push_str(ascii),
                None => written.push(letter),
            }
            written
        })
    }
}

/// A column as people see it.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // what was seen of its values: each may hold by itself
pub(super) struct Shown {
    /// What stands above it.
    pub label: String,
    /// Whether it holds words that may be wrapped.
    pub is_words: bool,
    /// Whether these are cut where there is little room.
    pub is_brief: bool,
    /// Whether it holds numbers, which stand to the right.
    pub is_numbers: bool,
    /// Whether it holds bars.
    pub is_bars: bool,
    /// Whether it holds votes.
    pub is_votes: bool,
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

impl Sheet {
    /// What people see of a table; `names` says how a list of members is written.
    ///
    /// # Errors
    /// None of its own: reading a table may fail.
    pub(super) fn of(table: &Table<'_>, names: fn(&[Named]) -> String, marks: Marks) -> io::Result<Self> {
        let headings = table.columns(Audience::People);
        let columns =
            headings.iter().map(|heading| Shown { label: marks.of(heading.label.to_string()), ..Shown::default() });
        let mut sheet = Self { columns: columns.collect(), rows: Vec::new(), marks };
        table.each(&headings, &mut |row| {
            let cells = headings.iter().zip(row).zip(&mut sheet.columns).map(|((heading, value), column)| {
                column.sees(heading, value);
                Cell::of(value, heading, names, marks)
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

impl Shown {
    /// Takes note of what a value is.
    fn sees(&mut self, heading: &Heading<'_>, value: &Value<'_>) {
        let is_text = heading.spec.kind == Kind::Text && matches!(value, Value::Text(_));
        self.is_words |= is_text || matches!(value, Value::Members(_));
        self.is_brief |= is_text && heading.look == Look::Brief;
        let is_number = matches!(value, Value::Number(_) | Value::Real(_));
        self.is_bars |= is_number && heading.look == Look::Bar;
        self.is_votes = heading.look == Look::Vote;
        self.is_numbers |= is_number && heading.look != Look::Bar;
    }
}

impl Cell {
    fn of(value: &Value<'_>, heading: &Heading<'_>, names: fn(&[Named]) -> String, marks: Marks) -> Self {
        let bar = if let (Look::Bar, Value::Real(length)) = (heading.look, value) { Some(*length) } else { None };
        let (is_missing, is_blank) = (value.is_missing(), *value == Value::BLANK);
        Self { text: marks.of(cell(value, heading, names)), bar, is_missing, is_blank }
    }

    /// What stands there, with its bar where it has one, `width` characters at the longest.
    pub(super) fn drawn(&self, width: usize, marks: Marks) -> String {
        self.bar.map_or_else(|| self.text.clone(), |length| marks.bar(length, width))
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

#[cfg(test)]
mod tests {
    use super::*;

    use crate::report::{Layout, Names, Spec};

    fn written<const N: usize>(kind: Kind, look: Look, numbers: [f64; N]) -> Vec<String> {
        let table = Layout::new("numbers", "a number")
            .column(Spec::new("n", kind, "", ""), "", |number: &f64, _| (*number).into())
            .look(look)
            .held(Names::without_record(), numbers.to_vec());
        Sheet::of(&table, names, Marks::Unicode).unwrap().rows.into_iter().flatten().map(|cell| cell.text).collect()
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
        let bar = |length, width| Marks::Unicode.bar(length, width);
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(5.0 / 8.0, 1), "▋");
        assert_eq!(bar(0.0, 10), "");
        assert_eq!(bar(7.0, 2), "██");
    }

    #[test]
    fn without_unicode_marks_are_ascii_and_letters_stay() {
        let bar = |length, width| Marks::Ascii.bar(length, width);
        assert_eq!([bar(0.5, 4), bar(0.6, 4), bar(0.7, 4), bar(0.0, 4)], ["##", "##", "###", ""]);
        let text = "Côte d\u{2019}Ivoire \u{2013} 79/7 \u{2193}  80/4 \u{2192} \u{2026}";
        assert_eq!(Marks::Ascii.of(text.to_owned()), "Côte d'Ivoire - 79/7 v  80/4 > ...");
        assert_eq!(Marks::Unicode.of(text.to_owned()), text);
    }
}
