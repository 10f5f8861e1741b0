//! A table: rows of one type, and columns that say what they take from a row. Reports, exports, documentation and every
//! format use this one declaration. It knows no format, and computes nothing.

use std::{borrow::Cow, cell::RefCell, io};

use super::spec::{Audience, Kind, Look, Spec, TableDoc};
use super::value::{Names, Value};
use crate::members::order::{arrange, places};

/// A column without its values: what stands above it, and how it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Heading<'q> {
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

/// What a table is apart from its rows. It is no part of [`Layout`], so that it is compiled once and not for each type of
/// rows.
struct Frame<'q> {
    name: &'static str,
    row: &'static str,
    when: &'static str,
    audience: Audience,
    headings: Vec<Heading<'q>>,
}

impl<'q> Frame<'q> {
    fn add(&mut self, spec: Spec, label: Option<Cow<'q, str>>, audience: Audience) {
        let (at, label) = (self.headings.len(), label.unwrap_or_else(|| spec.key.clone()));
        self.headings.push(Heading { spec, label, look: Look::Plain, audience, when: "", at });
    }
}

/// The columns of a table of rows `R`, before it has any.
#[must_use]
pub(crate) struct Layout<'q, R> {
    frame: Frame<'q>,
    cells: Vec<Cell<'q, R>>,
}

impl<'q, R: 'q> Layout<'q, R> {
    /// A table for everyone without columns; `row` says what a row is: `a roll call`.
    pub(crate) const fn new(name: &'static str, row: &'static str) -> Self {
        let frame = Frame { name, row, when: "", audience: Audience::All, headings: Vec::new() };
        Self { frame, cells: Vec::new() }
    }

    /// A table for people alone: its columns for people need not be marked.
    pub(crate) fn for_people(name: &'static str, row: &'static str) -> Self {
        Self::new(name, row).audience(Audience::People)
    }

    /// A table for machines alone.
    pub(crate) fn for_machines(name: &'static str, row: &'static str) -> Self {
        Self::new(name, row).audience(Audience::Machines)
    }

    /// Sets the audience; in a table for people the columns for people need no mark.
    pub(crate) fn audience(mut self, audience: Audience) -> Self {
        self.frame.audience = audience;
        self
    }

    // Once for each type of rows, and not for each column.
    #[inline(never)]
    fn add(mut self, spec: Spec, label: Option<Cow<'q, str>>, audience: Audience, cell: Cell<'q, R>) -> Self {
        self.frame.add(spec, label, audience);
        self.cells.push(cell);
        self
    }

    /// Adds a column for everyone, with what people read above it.
    pub(crate) fn column(
        self, spec: Spec, label: impl Into<Cow<'q, str>>, cell: impl for<'a> Fn(&'a R, &'a Names<'q>) -> Value<'a> + 'q,
    ) -> Self {
        self.add(spec, Some(label.into()), Audience::All, Box::new(cell))
    }

    /// Adds a column that only machines see.
    pub(crate) fn machines(self, spec: Spec, cell: impl for<'a> Fn(&'a R, &'a Names<'q>) -> Value<'a> + 'q) -> Self {
        self.add(spec, None, Audience::Machines, Box::new(cell))
    }

    /// Adds a column that only JSON and NDJSON have.
    pub(crate) fn json(self, spec: Spec, cell: impl for<'a> Fn(&'a R, &'a Names<'q>) -> Value<'a> + 'q) -> Self {
        self.add(spec, None, Audience::Json, Box::new(cell)).when("in JSON and NDJSON")
    }

    /// Adds a column that only people see; the documentation leaves it out.
    pub(crate) fn people(
        self, key: &'static str, kind: Kind, label: impl Into<Cow<'q, str>>,
        cell: impl for<'a> Fn(&'a R, &'a Names<'q>) -> Value<'a> + 'q,
    ) -> Self {
        self.add(Spec::new(key, kind, "", ""), Some(label.into()), Audience::People, Box::new(cell))
    }

    /// Adds a column that people see under this label, or, without one, only machines.
    pub(crate) fn shown(
        self, label: Option<impl Into<Cow<'q, str>>>, spec: Spec,
        cell: impl for<'a> Fn(&'a R, &'a Names<'q>) -> Value<'a> + 'q,
    ) -> Self {
        match label {
            Some(label) => self.column(spec, label, cell),
            None => self.machines(spec, cell),
        }
    }

    /// Shows the values of the last column to people like this.
    pub(crate) fn look(mut self, look: Look) -> Self {
        if let Some(heading) = self.frame.headings.last_mut() {
            heading.look = look;
        }
        self
    }

    /// Says when the last column is there, or, before any column, the table: `with --by topic`.
    pub(crate) fn when(mut self, when: &'static str) -> Self {
        match self.frame.headings.last_mut() {
            Some(heading) => heading.when = when,
            None => self.frame.when = when,
        }
        self
    }

    /// Adds columns for each of these, so that a chain need not be cut for a loop or a condition.
    pub(crate) fn each<T>(self, of: impl IntoIterator<Item = T>, add: impl FnMut(Self, T) -> Self) -> Self {
        of.into_iter().fold(self, add)
    }

    /// The table of these rows.
    pub(crate) fn held(self, names: Names<'q>, rows: Vec<R>) -> Table<'q> {
        self.table(names, Box::new(std::iter::empty()), Some(rows))
    }

    /// The table of rows that are made one by one as it is written, once.
    pub(crate) fn streamed(self, names: Names<'q>, rows: impl Iterator<Item = R> + 'q) -> Table<'q> {
        self.table(names, Box::new(rows), None)
    }

    fn table(self, names: Names<'q>, stream: Stream<'q, R>, held: Option<Vec<R>>) -> Table<'q> {
        let Self { frame: Frame { name, row, audience, mut headings, .. }, cells } = self;
        if audience == Audience::People {
            let for_people = headings.iter_mut().filter(|heading| heading.audience == Audience::People);
            for_people.for_each(|heading| heading.audience = Audience::All);
        }
        Table {
            name,
            row,
            audience,
            headings,
            rows: Box::new(Sheet { cells, names, stream: RefCell::new(stream), held }),
        }
    }

    /// What the documentation says of it.
    pub(crate) fn doc(&self) -> TableDoc {
        let for_machines = self.frame.headings.iter().filter(|heading| heading.audience != Audience::People);
        let columns = for_machines.map(|heading| (heading.spec.clone(), heading.when)).collect();
        TableDoc { name: self.frame.name, row: self.frame.row, when: self.frame.when, columns }
    }
}

/// A table of typed values.
pub(crate) struct Table<'q> {
    /// What machine formats call it; tables of one name have the same columns and are written as one.
    pub name: &'static str,
    /// What a row is: `a roll call`.
    pub row: &'static str,
    /// For whom it is.
    pub audience: Audience,
    /// Its columns.
    pub headings: Vec<Heading<'q>>,
    rows: Box<dyn Rows + 'q>,
}

impl Table<'_> {
    /// The columns that people see, or machines, or those machines that read JSON.
    pub(crate) fn columns(&self, reader: Audience) -> Vec<&Heading<'_>> {
        let others: &[Audience] = match reader {
            Audience::People => &[Audience::Machines, Audience::Json],
            Audience::Json => &[Audience::People],
            Audience::All | Audience::Machines => &[Audience::People, Audience::Json],
        };
        self.headings.iter().filter(|heading| !others.contains(&heading.audience)).collect()
    }

    /// Hands over the cells of these columns, row by row.
    ///
    /// # Errors
    /// The first that `row` returns.
    pub(crate) fn each(
        &self, columns: &[&Heading<'_>], row: &mut dyn FnMut(&[Value<'_>]) -> io::Result<()>,
    ) -> io::Result<()> {
        let cells: Vec<usize> = columns.iter().map(|heading| heading.at).collect();
        self.rows.each(&cells, row)
    }

    /// The number of rows; none while they are still to be made.
    pub(crate) fn len(&self) -> Option<usize> {
        self.rows.len()
    }

    /// Whether it has no row, as far as that is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// Sorts the rows by a column of [`Table::headings`]; missing values last, ties as they were.
    pub(crate) fn sort(&mut self, column: usize, descending: bool) {
        let order = |a: &Value<'_>, b: &Value<'_>| {
            a.is_missing().cmp(&b.is_missing()).then_with(|| if descending { b.order(a) } else { a.order(b) })
        };
        self.rows.hold(usize::MAX);
        let mut keys: Vec<Value<'static>> = Vec::new();
        let keep = &mut |cells: &[Value<'_>]| -> io::Result<()> {
            keys.extend(cells.iter().map(Value::to_owned));
            Ok(())
        };
        if self.rows.each(&[self.headings[column].at], keep).is_ok() {
            self.rows.arrange(places(keys.len(), &|a, b| order(&keys[a], &keys[b])));
        }
    }

    /// Keeps the first rows.
    pub(crate) fn truncate(&mut self, most: usize) {
        self.rows.hold(most);
    }

    /// Turns the rows round: the last one first.
    pub(crate) fn reverse(&mut self) {
        self.rows.hold(usize::MAX);
        self.rows.arrange((0..self.rows.len().unwrap_or_default()).rev().collect());
    }
}

/// Rows of whatever type.
trait Rows {
    fn len(&self) -> Option<usize>;
    fn each(&self, cells: &[usize], row: &mut dyn FnMut(&[Value<'_>]) -> io::Result<()>) -> io::Result<()>;
    /// Makes those that are still to be made, and keeps so many of all at the most.
    fn hold(&mut self, most: usize);
    /// Moves the row at `places[n]` to `n`, for all; nothing of it is made anew for each type but the swap.
    fn arrange(&mut self, places: Vec<usize>);
}

/// Rows that are made together where they are a stream: few enough to stay in the processor's cache.
const BATCH: usize = 256;

/// Rows that are still to be made.
type Stream<'q, R> = Box<dyn Iterator<Item = R> + 'q>;

struct Sheet<'q, R> {
    cells: Vec<Cell<'q, R>>,
    names: Names<'q>,
    stream: RefCell<Stream<'q, R>>,
    /// The rows, where they do not come from the stream.
    held: Option<Vec<R>>,
}

impl<R> Sheet<'_, R> {
    fn each_of(
        &self, rows: &[R], cells: &[usize], write: &mut dyn FnMut(&[Value<'_>]) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut values = Vec::with_capacity(cells.len());
        for row in rows {
            values.clear();
            values.extend(cells.iter().map(|at| (self.cells[*at])(row, &self.names)));
            write(&values)?;
        }
        Ok(())
    }
}

impl<R> Rows for Sheet<'_, R> {
    fn len(&self) -> Option<usize> {
        self.held.as_ref().map(Vec::len)
    }

    fn each(&self, cells: &[usize], write: &mut dyn FnMut(&[Value<'_>]) -> io::Result<()>) -> io::Result<()> {
        if let Some(rows) = &self.held {
            return self.each_of(rows, cells, write);
        }
        loop {
            let batch: Vec<R> = self.stream.borrow_mut().by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(());
            }
            self.each_of(&batch, cells, write)?;
        }
    }

    fn hold(&mut self, most: usize) {
        // Of rows that are still to be made no others are.
        let stream = self.stream.get_mut();
        self.held.get_or_insert_with(|| stream.take(most).collect()).truncate(most);
    }

    fn arrange(&mut self, places: Vec<usize>) {
        if let Some(rows) = &mut self.held {
            arrange(places, &mut |one, other| rows.swap(one, other));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: Spec = Spec::new("code", Kind::Code, "", "A code.");
    const COUNT: Spec = Spec::new("count", Kind::Number, "", "A number.");

    fn layout<'q>() -> Layout<'q, (&'static str, Option<u16>)> {
        Layout::new("letters", "a letter")
            .column(CODE, "", |row: &(&'static str, Option<u16>), _| row.0.into())
            .machines(COUNT, |row, _| row.1.into())
    }

    fn cells(table: &Table<'_>, reader: Audience) -> Vec<String> {
        let mut lines = Vec::new();
        let columns = table.columns(reader);
        let write = &mut |row: &[Value<'_>]| {
            lines.push(format!("{row:?}"));
            Ok(())
        };
        table.each(&columns, write).unwrap();
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
        assert_eq!(layout().doc().columns, [(CODE, ""), (COUNT, "")]);
    }
}
