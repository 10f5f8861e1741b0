//! What a column is: its key, type, unit and meaning; and what the documentation says of tables. It knows no row.

use std::borrow::Cow;

/// The type of a column, for machines and the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, wrapped where there is little room.
    Text,
    /// A code, symbol or short label that is never broken.
    Code,
    /// A whole number.
    Number,
    /// A share, 0 to 1.
    Share,
    /// A number with decimals that is not a share.
    Decimal,
    /// A day.
    Day,
    /// True or false.
    Flag,
    /// Codes of members.
    Members,
}

impl Kind {
    /// The type as the documentation names it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Code => "code",
            Self::Number => "number",
            Self::Share => "share",
            Self::Decimal => "decimal",
            Self::Day => "day",
            Self::Flag => "flag",
            Self::Members => "members",
        }
    }
}

/// How people see the values of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// As its kind is usually written: a share as a percentage.
    #[default]
    Plain,
    /// Words that are cut where there is little room: a title in a long list.
    Brief,
    /// A whole number whose sign matters: `+19`.
    Signed,
    /// A share as a whole percentage without a sign: `21`; 100 is always, and 0 never.
    Percent,
    /// A change of a share, in percentage points: `+4.5`.
    Points,
    /// A bar of this length, 0 to 1 of the room there is.
    Bar,
    /// A vote by its word or letter, in its colour where there are any.
    Vote,
}

/// For whom a table or column is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Everyone.
    #[default]
    All,
    /// People: left out of machine formats.
    People,
    /// Machines: left out of what people read.
    Machines,
    /// JSON and NDJSON, which tell a text from nothing: Namibia's `NA` is nothing to those who read a table of cells.
    Json,
}

/// What a column is, apart from where its values come from: a constant where tables share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// What machine formats call it: stable, in lower case, with underscores.
    pub key: Cow<'static, str>,
    /// Its type.
    pub kind: Kind,
    /// Unit or range; empty where there is none.
    pub unit: &'static str,
    /// What it is, in a sentence; empty only for people's columns.
    pub meaning: Cow<'static, str>,
}

impl Spec {
    /// A column of this key and type.
    pub const fn new(key: &'static str, kind: Kind, unit: &'static str, meaning: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), kind, unit, meaning: Cow::Borrowed(meaning) }
    }

    /// Words.
    pub const fn text(key: &'static str, meaning: &'static str) -> Self {
        Self::new(key, Kind::Text, "", meaning)
    }

    /// A code or symbol; `unit` says which there are.
    pub const fn code(key: &'static str, unit: &'static str, meaning: &'static str) -> Self {
        Self::new(key, Kind::Code, unit, meaning)
    }

    /// A whole number of `unit`.
    pub const fn number(key: &'static str, unit: &'static str, meaning: &'static str) -> Self {
        Self::new(key, Kind::Number, unit, meaning)
    }

    /// A share, 0 to 1.
    pub const fn share(key: &'static str, meaning: &'static str) -> Self {
        Self::new(key, Kind::Share, "0 to 1", meaning)
    }

    /// A number with decimals in this range.
    pub const fn decimal(key: &'static str, unit: &'static str, meaning: &'static str) -> Self {
        Self::new(key, Kind::Decimal, unit, meaning)
    }

    /// A day.
    pub const fn day(key: &'static str, meaning: &'static str) -> Self {
        Self::new(key, Kind::Day, "", meaning)
    }

    /// True or false.
    pub const fn flag(key: &'static str, meaning: &'static str) -> Self {
        Self::new(key, Kind::Flag, "", meaning)
    }

    /// Members by their codes.
    pub const fn members(key: &'static str, meaning: &'static str) -> Self {
        Self::new(key, Kind::Members, "", meaning)
    }

    /// The same column with a meaning of its own in one table.
    #[must_use]
    pub fn meaning(mut self, meaning: &'static str) -> Self {
        self.meaning = meaning.into();
        self
    }
}

/// What the documentation says of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDoc {
    /// Its name.
    pub name: &'static str,
    /// What a row is: `a roll call`.
    pub row: &'static str,
    /// When it is there: `with --by topic`; empty for always.
    pub when: &'static str,
    /// Its columns for machines, each with the condition under which it is there.
    pub columns: Vec<(Spec, &'static str)>,
}

/// What the documentation says of a command: the page of machine formats is printed from it.
#[derive(Clone, Copy, Debug)]
pub struct Documented {
    /// Its name.
    pub command: &'static str,
    /// What it answers, in a sentence.
    pub answers: &'static str,
    /// Calls that together print every column of every table, without the name of the program.
    pub examples: &'static [&'static str],
    /// Its tables, the main one first.
    pub tables: fn() -> Vec<TableDoc>,
}
