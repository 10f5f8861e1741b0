//! A table: rows of one type, and columns that say what they take from a row. Reports, exports, documentation and every
//! format use this one declaration. It knows no format, and computes nothing.

use std::{borrow::Cow, cell::RefCell, cmp::Ordering, io};

use super::names::{Named, Names};
use crate::record::Date;

/// A cell of a table, as long as it is looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Not known, or not defined.
    Missing,
    /// Words, a code or a symbol.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(i64),
    /// A number with decimals.
    Real(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
    /// Members, by name.
    Members(Cow<'a, [Named]>),
}

impl Value<'_> {
    /// Nothing to say, where a missing value would be said to be missing.
    pub const BLANK: Self = Self::Text(Cow::Borrowed(""));

    /// Whether there is no value.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        *self == Self::Missing
    }

    /// The order of two values of one column.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Real(a), Self::Real(b)) => a.total_cmp(b),
            (Self::Day(a), Self::Day(b)) => a.cmp(b),
            (Self::Flag(a), Self::Flag(b)) => a.cmp(b),
            (Self::Members(a), Self::Members(b)) => a.len().cmp(&b.len()),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            _ => Ordering::Equal,
        }
    }
}

/// Words; missing when empty.
impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Cow::Borrowed(text).into()
    }
}

/// Words; missing when empty.
impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Cow::<str>::Owned(text).into()
    }
}

/// Words; missing when empty.
impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        if text.is_empty() { Self::Missing } else { Self::Text(text) }
    }
}

/// Counts and years; what is beyond an `i64` is missing.
macro_rules! from_numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                i64::try_from(number).map_or(Self::Missing, Self::Number)
            }
        }
    )*};
}
from_numbers!(u8, i8, u16, i16, u32, i32, u64, i64, usize);

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Date> for Value<'_> {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Vec<Named>> for Value<'_> {
    fn from(members: Vec<Named>) -> Self {
        Self::Members(members.into())
    }
}

/// Missing where there is none.
impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

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
    /// A number with decimals that is no share.
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
    #[must_use]
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
    #[must_use]
    pub const fn new(key: &'static str, kind: Kind, unit: &'static str, meaning: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), kind, unit, meaning: Cow::Borrowed(meaning) }
    }

    /// The same column with a meaning of its own in one table.
    #[must_use]
    pub fn meaning(mut self, meaning: &'static str) -> Self {
        self.meaning = meaning.into();
        self
    }
}

/// A column without its values: what stands above it, and how it is shown.
#[derive(Clone, Debug)]
pub struct Heading<'q> {
    /// What it is.
    pub spec: Spec,
    /// What people read above it; line breaks part what may stand in lines.
    pub label: Cow<'q, str>,
    /// How people see its values.
    pub look: Look,
    /// For whom it is.
    pub audience: Audience,
    /// When it is there, for the documentation: `with --by topic`; empty for always.
    pub when: &'static str,
    /// Its place among the cells of a row.
    at: usize,
}

/// What a column takes from a row.
type Cell<'q, R> = Box<dyn for<'a> Fn(&'a R, &'a Names<'q>) -> Value<'a> + 'q>;

/// A column of a table whose rows are `R`.
pub struct Column<'q, R> {
    heading: Heading<'q>,
    cell: Cell<'q, R>,
}

impl<'q, R> Column<'q, R> {
    /// A column for everyone, with what people read above it.
    pub fn new(
        spec: Spec,
        label: impl Into<Cow<'q, str>>,
        cell: impl for<'a> Fn(&'a R, &'a Names<'q>) -> Value<'a> + 'q,
    ) -> Self {
        let (look, audience, when) = (Look::Plain, Audience::All, "");
        Self { heading: Heading { spec, label: label.into(), look, audience, when, at: 0 }, cell: Box::new(cell) }
    }

    /// A column that only machines see.
    pub fn machines(spec: Spec, cell: impl for<'a> Fn(&'a R, &'a Names<'q>) -> Value<'a> + 'q) -> Self {
        let label = spec.key.clone();
        Self::new(spec, label, cell).audience(Audience::Machines)
    }

    /// A column that only people see; the documentation leaves it out.
    pub fn people(
        key: &'static str,
        kind: Kind,
        label: impl Into<Cow<'q, str>>,
        cell: impl for<'a> Fn(&'a R, &'a Names<'q>) -> Value<'a> + 'q,
    ) -> Self {
        Self::new(Spec::new(key, kind, "", ""), label, cell).audience(Audience::People)
    }

    /// The same column, shown to people like this.
    #[must_use]
    pub fn look(mut self, look: Look) -> Self {
        self.heading.look = look;
        self
    }

    /// The same column for these.
    #[must_use]
    pub fn audience(mut self, audience: Audience) -> Self {
        self.heading.audience = audience;
        self
    }

    /// The same column for everyone under this label, or, without one, for machines only.
    #[must_use]
    pub fn label(mut self, label: Option<impl Into<Cow<'q, str>>>) -> Self {
        self.heading.audience = if label.is_some() { Audience::All } else { Audience::Machines };
        self.heading.label = label.map_or_else(|| self.heading.spec.key.clone(), Into::into);
        self
    }

    /// The same column, which is there only then: `with --by topic`.
    #[must_use]
    pub fn when(mut self, when: &'static str) -> Self {
        self.heading.when = when;
        self
    }
}

/// The columns of a table of rows `R`, before it has any.
pub struct Layout<'q, R> {
    name: &'static str,
    row: &'static str,
    audience: Audience,
    columns: Vec<Column<'q, R>>,
}

impl<'q, R: 'q> Layout<'q, R> {
    /// A table for everyone; `row` says what a row is: `a roll call`.
    #[must_use]
    pub fn new(name: &'static str, row: &'static str, columns: Vec<Column<'q, R>>) -> Self {
        Self { name, row, audience: Audience::All, columns }
    }

    /// The same table for these.
    #[must_use]
    pub fn audience(mut self, audience: Audience) -> Self {
        self.audience = audience;
        self
    }

    /// The table of these rows.
    #[must_use]
    pub fn held(self, names: Names<'q>, rows: Vec<R>) -> Table<'q> {
        self.table(names, Source::Held(rows))
    }

    /// The table of rows that are made one by one as it is written, once.
    #[must_use]
    pub fn streamed(self, names: Names<'q>, rows: impl Iterator<Item = R> + 'q) -> Table<'q> {
        self.table(names, Source::Stream(RefCell::new(Box::new(rows))))
    }

    fn table(self, names: Names<'q>, source: Source<'q, R>) -> Table<'q> {
        let place = |(at, column): (usize, Column<'q, R>)| (Heading { at, ..column.heading }, column.cell);
        let (headings, cells) = self.columns.into_iter().enumerate().map(place).unzip();
        let rows = Box::new(Sheet { cells, names, source });
        Table { name: self.name, audience: self.audience, headings, rows }
    }

    /// What the documentation says of it.
    #[must_use]
    pub fn described(&self) -> TableDoc {
        let for_machines = self.columns.iter().filter(|column| column.heading.audience != Audience::People);
        let columns = for_machines.map(|column| (column.heading.spec.clone(), column.heading.when)).collect();
        TableDoc { name: self.name, row: self.row, when: "", columns }
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

/// A table of typed values.
pub struct Table<'q> {
    /// What machine formats call it; tables of one name have the same columns and are written as one.
    pub name: &'static str,
    /// For whom it is.
    pub audience: Audience,
    /// Its columns.
    pub headings: Vec<Heading<'q>>,
    rows: Box<dyn Rows + 'q>,
}

impl Table<'_> {
    /// The columns that people see, or machines.
    #[must_use]
    pub fn columns(&self, reader: Audience) -> Vec<&Heading<'_>> {
        let others = if reader == Audience::People { Audience::Machines } else { Audience::People };
        self.headings.iter().filter(|heading| heading.audience != others).collect()
    }

    /// Hands over the cells of these columns, row by row.
    ///
    /// # Errors
    /// The first that `row` returns.
    pub fn each(
        &self,
        columns: &[&Heading<'_>],
        row: &mut dyn FnMut(&[Value<'_>]) -> io::Result<()>,
    ) -> io::Result<()> {
        let cells: Vec<usize> = columns.iter().map(|heading| heading.at).collect();
        self.rows.each(&cells, row)
    }

    /// The number of rows; none while they are still to be made.
    #[must_use]
    pub fn len(&self) -> Option<usize> {
        self.rows.len()
    }

    /// Whether it has no row, as far as that is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// Sorts the rows by a column of [`Table::headings`]; missing values last, ties as they were.
    pub fn sort(&mut self, column: usize, descending: bool) {
        let by_value = |a: &Value<'_>, b: &Value<'_>| if descending { b.order(a) } else { a.order(b) };
        self.rows
            .sort(self.headings[column].at, &|a, b| a.is_missing().cmp(&b.is_missing()).then_with(|| by_value(a, b)));
    }

    /// Keeps the first rows.
    pub fn truncate(&mut self, most: usize) {
        self.rows.truncate(most);
    }
}

/// Rows of whatever type.
trait Rows {
    fn len(&self) -> Option<usize>;
    fn each(&self, cells: &[usize], row: &mut dyn FnMut(&[Value<'_>]) -> io::Result<()>) -> io::Result<()>;
    fn sort(&mut self, cell: usize, order: &dyn Fn(&Value<'_>, &Value<'_>) -> Ordering);
    fn truncate(&mut self, most: usize);
}

/// Rows that are made together where they are a stream: few enough to stay in the processor's cache.
const BATCH: usize = 256;

struct Sheet<'q, R> {
    cells: Vec<Cell<'q, R>>,
    names: Names<'q>,
    source: Source<'q, R>,
}

enum Source<'q, R> {
    Held(Vec<R>),
    Stream(RefCell<Box<dyn Iterator<Item = R> + 'q>>),
}

impl<R> Sheet<'_, R> {
    fn each_of(
        &self,
        rows: &[R],
        cells: &[usize],
        write: &mut dyn FnMut(&[Value<'_>]) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut values = Vec::with_capacity(cells.len());
        for row in rows {
            values.clear();
            values.extend(cells.iter().map(|at| (self.cells[*at])(row, &self.names)));
            write(&values)?;
        }
        Ok(())
    }

    fn held(&mut self) -> &mut Vec<R> {
        if let Source::Stream(rows) = &mut self.source {
            self.source = Source::Held(rows.get_mut().collect());
        }
        match &mut self.source {
            Source::Held(rows) => rows,
            Source::Stream(_) => unreachable!("it was collected"),
        }
    }
}

impl<R> Rows for Sheet<'_, R> {
    fn len(&self) -> Option<usize> {
        if let Source::Held(rows) = &self.source { Some(rows.len()) } else { None }
    }

    fn each(&self, cells: &[usize], write: &mut dyn FnMut(&[Value<'_>]) -> io::Result<()>) -> io::Result<()> {
        let stream = match &self.source {
            Source::Held(rows) => return self.each_of(rows, cells, write),
            Source::Stream(stream) => stream,
        };
        loop {
            let batch: Vec<R> = stream.borrow_mut().by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(());
            }
            self.each_of(&batch, cells, write)?;
        }
    }

    fn sort(&mut self, cell: usize, order: &dyn Fn(&Value<'_>, &Value<'_>) -> Ordering) {
        let rows = std::mem::take(self.held());
        let mut places: Vec<usize> = (0..rows.len()).collect();
        let keys: Vec<Value<'_>> = rows.iter().map(|row| (self.cells[cell])(row, &self.names)).collect();
        places.sort_by(|a, b| order(&keys[*a], &keys[*b]));
        drop(keys);
        let mut rows: Vec<Option<R>> = rows.into_iter().map(Some).collect();
        let sorted = places.into_iter().filter_map(|place| rows[place].take()).collect();
        self.source = Source::Held(sorted);
    }

    fn truncate(&mut self, most: usize) {
        self.held().truncate(most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: Spec = Spec::new("code", Kind::Code, "", "A code.");
    const COUNT: Spec = Spec::new("count", Kind::Number, "", "A number.");

    fn layout<'q>() -> Layout<'q, (&'static str, Option<u16>)> {
        let code = Column::new(CODE, "", |row: &(&'static str, Option<u16>), _| row.0.into());
        let count = Column::machines(COUNT, |row: &(&'static str, Option<u16>), _| row.1.into());
        Layout::new("letters", "a letter", vec![code, count])
    }

    fn cells(table: &Table<'_>, reader: Audience) -> Vec<String> {
        let mut lines = Vec::new();
        let columns = table.columns(reader);
        table.each(&columns, &mut |row| Ok(lines.push(format!("{row:?}")))).unwrap();
        lines
    }

    #[test]
    fn a_stream_hands_over_every_row_once_and_in_order() {
        let rows = (0..1000_u16).map(|n| ("a", Some(n)));
        let table = layout().streamed(Names::without_record(), rows);
        assert_eq!(table.len(), None);
        let lines = cells(&table, Audience::Machines);
        assert_eq!((lines.len(), lines[999].as_str()), (1000, "[Text(\"a\"), Number(999)]"));
        assert!(cells(&table, Audience::Machines).is_empty());
    }

    #[test]
    fn rows_sort_by_value_with_missing_ones_last_either_way() {
        let rows = vec![("b", Some(2)), ("a", None), ("c", Some(10)), ("d", Some(2))];
        let mut table = layout().held(Names::without_record(), rows);
        table.sort(1, false);
        assert_eq!(cells(&table, Audience::People).concat(), r#"[Text("b")][Text("d")][Text("c")][Text("a")]"#);
        table.sort(1, true);
        assert_eq!(cells(&table, Audience::People).concat(), r#"[Text("c")][Text("b")][Text("d")][Text("a")]"#);
    }

    #[test]
    fn the_documentation_needs_no_row() {
        assert_eq!(layout().described().columns, [(CODE, ""), (COUNT, "")]);
    }
}
