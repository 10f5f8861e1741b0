//! The report: what is said, as typed tables, sentences and lists. How it looks is not its matter.

use crate::record::Date;

/// An answer, ready to be written in any format.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Its parts, such as one roll call each.
    pub sections: Vec<Section>,
    /// What a reader must know of the figures.
    pub notes: Vec<String>,
    /// Commands that lead on.
    pub next: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<String>,
}

impl Report {
    /// Adds a note, a source or a next command once.
    pub fn once(list: &mut Vec<String>, line: impl Into<String>) {
        let line = line.into();
        if !list.contains(&line) {
            list.push(line);
        }
    }

    /// The table that a single-table format writes: the first that is not for people only.
    #[must_use]
    pub fn main_table(&self) -> Option<&'static str> {
        self.tables().find(|table| table.audience != Audience::People).map(|table| table.name)
    }

    /// All tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(Block::table)
    }

    /// All tables, to be sorted or cut.
    pub fn tables_mut(&mut self) -> impl Iterator<Item = &mut Table> {
        self.sections.iter_mut().flat_map(|section| &mut section.blocks).filter_map(Block::table_mut)
    }
}

/// A part of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its heading; empty for none.
    pub title: String,
    /// Lines below the heading: symbols, day, meeting.
    pub lines: Vec<String>,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A table.
    Table(Table),
    /// A table with the same in rows and columns, such as members by members: the first column has names, which go where
    /// there is too little room, the second codes; the others stand in blocks below each other where one has no room.
    Matrix(Table),
    /// The sentence that decides.
    Verdict(Tone, String),
    /// Members by name, under a label: `Against (18)`.
    Members(String, Vec<Named>),
    /// A sentence or paragraph.
    Text(String),
}

impl Block {
    fn table(&self) -> Option<&Table> {
        if let Self::Table(table) | Self::Matrix(table) = self { Some(table) } else { None }
    }

    fn table_mut(&mut self) -> Option<&mut Table> {
        if let Self::Table(table) | Self::Matrix(table) = self { Some(table) } else { None }
    }
}

/// What a verdict feels like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Adopted.
    Good,
    /// Rejected or vetoed.
    Bad,
    /// Neither.
    Neutral,
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
}

/// A member or group by code and by the name that people say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// ISO 3166-1 alpha-3 code, or that of the files for former members.
    pub code: String,
    /// The name.
    pub name: String,
}

/// A table of typed values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What machine formats call it; tables of one name have the same columns and are written as one.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
    /// For whom it is.
    pub audience: Audience,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What machine formats call it: stable, in lower case, with underscores.
    pub key: &'static str,
    /// What people read above it; line breaks part what may stand in lines.
    pub label: String,
    /// For whom it is.
    pub audience: Audience,
}

impl Column {
    /// A column for everyone.
    #[must_use]
    pub fn new(key: &'static str, label: &str) -> Self {
        Self { key, label: label.to_owned(), audience: Audience::All }
    }

    /// A column that only people see.
    #[must_use]
    pub fn for_people(key: &'static str, label: &str) -> Self {
        Self { audience: Audience::People, ..Self::new(key, label) }
    }

    /// A column that only machines see.
    #[must_use]
    pub fn for_machines(key: &'static str) -> Self {
        Self { audience: Audience::Machines, ..Self::new(key, key) }
    }
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not known, or not defined.
    Missing,
    /// Words, wrapped where there is little room.
    Text(String),
    /// Words, cut where there is little room: a title in a long list.
    Brief(String),
    /// A code, symbol or short label that is never broken.
    Code(String),
    /// A whole number.
    Number(i64),
    /// A whole number whose sign tells: `+19`.
    Signed(i64),
    /// A share, 0 to 1.
    Share(f64),
    /// A share, 0 to 1, among so many that people read it as a whole percentage without a sign: `21`; 100 is always, and 0
    /// never.
    Percent(f64),
    /// A change of a share: `+4.5` percentage points.
    Points(f64),
    /// A number that is no share, such as a kappa: `-0.439`.
    Decimal(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
    /// Members.
    Members(Vec<Named>),
    /// A bar of this length, 0 to 1 of the room there is.
    Bar(f64),
}

impl Value {
    /// A number that may be missing.
    #[must_use]
    pub fn number(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Missing, |number| Self::Number(number.into()))
    }

    /// A code, or missing when empty.
    #[must_use]
    pub fn code(code: &str) -> Self {
        if code.is_empty() { Self::Missing } else { Self::Code(code.to_owned()) }
    }

    /// A text, or missing when empty.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Missing } else { Self::Text(text.to_owned()) }
    }

    /// A title in a list, or missing when empty.
    #[must_use]
    pub fn brief(text: &str) -> Self {
        if text.is_empty() { Self::Missing } else { Self::Brief(text.to_owned()) }
    }

    /// A share that may be undefined.
    #[must_use]
    pub fn share(share: Option<f64>) -> Self {
        share.map_or(Self::Missing, Self::Share)
    }

    /// A day that may be unknown.
    #[must_use]
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Missing, Self::Day)
    }
}
