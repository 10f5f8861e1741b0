//! The older declaration of tables, until every report has the one of [`super::table`].
#![allow(missing_docs, non_snake_case, clippy::must_use_candidate)]

use super::{Audience, Kind, Layout, Look, Named, Names, Tone};
use crate::record::Date;

pub struct Block;

impl Block {
    pub fn Table(table: Table) -> super::Block<'static> {
        super::Block::Table(table.into())
    }

    pub fn Matrix(table: Table) -> super::Block<'static> {
        super::Block::Matrix(table.into())
    }

    pub fn Verdict(tone: Tone, text: String) -> super::Block<'static> {
        super::Block::Verdict(tone, text)
    }

    pub fn Members(label: String, members: Vec<Named>) -> super::Block<'static> {
        super::Block::Members(label, members)
    }

    pub fn Text(text: String) -> super::Block<'static> {
        super::Block::Text(text)
    }
}

impl From<Table> for super::Table<'static> {
    fn from(table: Table) -> Self {
        let mut layout: Layout<'static, Vec<Value>> = Layout::new(table.name, "").audience(table.audience);
        for (at, column) in table.columns.iter().enumerate() {
            let (kind, look) = kind(table.rows.iter().map(|row| &row[at]));
            let (key, label) = (column.key, column.label.clone());
            let spec = super::Spec::new(key, kind, "", "");
            layout = match column.audience {
                Audience::All => layout.column(spec, label, move |row, _| new(&row[at])),
                Audience::People => layout.people(key, kind, label, move |row, _| new(&row[at])),
                Audience::Machines => layout.machines(spec, move |row, _| new(&row[at])),
            };
            layout = layout.look(look);
        }
        layout.held(Names::without_record(), table.rows)
    }
}

pub fn new(value: &Value) -> super::Value<'_> {
    match value {
        Value::Missing => super::Value::Missing,
        Value::Text(text) | Value::Brief(text) | Value::Code(text) => super::Value::Text(text.as_str().into()),
        Value::Number(n) | Value::Signed(n) => super::Value::Number(*n),
        Value::Share(n) | Value::Percent(n) | Value::Points(n) | Value::Decimal(n) | Value::Bar(n) => {
            super::Value::Real(*n)
        }
        Value::Day(day) => super::Value::Day(*day),
        Value::Flag(flag) => super::Value::Flag(*flag),
        Value::Members(members) => super::Value::Members(members.as_slice().into()),
    }
}

fn kind<'v>(values: impl Iterator<Item = &'v Value>) -> (Kind, Look) {
    let mut first = (Kind::Code, Look::Plain);
    let mut found = false;
    for value in values {
        let this = match value {
            Value::Missing => continue,
            Value::Text(_) => (Kind::Text, Look::Plain),
            Value::Brief(_) => (Kind::Text, Look::Brief),
            Value::Code(_) => (Kind::Code, Look::Plain),
            Value::Number(_) => (Kind::Number, Look::Plain),
            Value::Signed(_) => (Kind::Number, Look::Signed),
            Value::Share(_) => (Kind::Share, Look::Plain),
            Value::Percent(_) => (Kind::Share, Look::Percent),
            Value::Points(_) => (Kind::Share, Look::Points),
            Value::Decimal(_) => (Kind::Decimal, Look::Plain),
            Value::Day(_) => (Kind::Day, Look::Plain),
            Value::Flag(_) => (Kind::Flag, Look::Plain),
            Value::Members(_) => (Kind::Members, Look::Plain),
            Value::Bar(_) => (Kind::Share, Look::Bar),
        };
        if !found || first.0 == Kind::Code {
            first = this;
        }
        found = true;
    }
    first
}

/// A table.
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
