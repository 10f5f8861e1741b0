//! Walks JSON row by row. An object is a row, its keys are columns. What an object within it holds are cells of the same
//! row (`{"votes": {"FRA": "Y"}}`); a list of objects within it is a row for each of them, with the cells around the list.

use std::{borrow::Cow, fmt};

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::record::Symbol;
use crate::source::error::SourceError;

/// How deep objects and lists of a row may be nested.
const DEEPEST: usize = 8;
/// The largest file that is turned from columns into rows, in bytes: it is held as a whole for that.
const MOST_TURNED: usize = 256 << 20;
/// The most lists beside the rows that are told.
const MOST_BESIDE: usize = 8;
/// What lists of rows are called where others stand beside them.
const ROWS: [&str; 8] = ["votes", "data", "rows", "records", "roll_calls", "results", "items", "result"];
/// What stands at the head of our own answers, whose tables are `tables`.
const ANSWER: &str = "\"unvote-report-1\"";

/// A cell of a row.
pub(super) struct Cell<'d> {
    /// The keys that lead to it, with dots between.
    pub path: Cow<'d, str>,
    /// Where the last of them begins.
    pub last: usize,
    /// What stands in it.
    pub text: Cow<'d, str>,
}

type Take<'t> = &'t mut dyn FnMut(&[Cell<'_>]) -> Result<(), SourceError>;

/// A walk through all rows of one file.
pub(super) struct Walk<'t, 'd> {
    name: &'t str,
    take: Take<'t>,
    /// The cells of the row so far.
    cells: Vec<Cell<'d>>,
    /// The names of columns, where rows are lists of cells.
    header: Option<Vec<Cow<'d, str>>>,
    rows: usize,
    /// Lists that are not read.
    pub beside: Vec<String>,
}

/// The keys of an object, each with its value as it is written.
struct Object<'d>(Vec<(Cow<'d, str>, &'d str)>);

/// A list of rows, by the keys that lead to it.
type List<'d> = (String, &'d str);

impl<'t, 'd> Walk<'t, 'd> {
    /// A walk that hands out the cells of each row.
    pub(super) fn new(name: &'t str, take: Take<'t>) -> Self {
        Self { name, take, cells: Vec::new(), header: None, rows: 0, beside: Vec::new() }
    }

    /// Walks one value after another.
    ///
    /// # Errors
    /// When something is not JSON, is nested too deep, or may be several tables; or `take` fails.
    pub(super) fn whole(&mut self, bytes: &'d [u8]) -> Result<(), SourceError> {
        for value in serde_json::Deserializer::from_slice(bytes).into_iter::<&RawValue>() {
            let value = value.map_err(|error| self.not_json(bytes, &error))?.get();
            match value.as_bytes()[0] {
                b'[' => self.list("", value, 0)?,
                b'{' => {
                    self.root(value)?;
                    self.cells.clear();
                }
                _ => return Err(self.damaged(format!("expected objects, one a line, not {}", start(value)))),
            }
        }
        Ok(())
    }

    /// Walks an object that nothing is around.
    fn root(&mut self, value: &'d str) -> Result<(), SourceError> {
        let object = self.object(value)?;
        let all = |begin: u8| object.0.iter().all(|(_, value)| value.as_bytes()[0] == begin);
        let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        if object.0.iter().any(|(key, value)| key == "schema" && *value == ANSWER) {
            let tables = object.0.iter().find(|(key, _)| key == "tables").map_or("{}", |(_, tables)| tables);
            let main = self.object(tables)?.0.into_iter().next();
            return main.map_or(Ok(()), |(key, rows)| self.list(&key, rows, 0));
        }
        if object.0.len() > 1 && all(b'[') && object.0.iter().all(|(_, list)| !is_nested(list)) {
            let lists = self.turned(value, &object, |walk, list| walk.items(list))?;
            if lists.iter().all(|list| list.len() == lists[0].len()) {
                return self.turn(&object, &lists);
            }
        } else if !object.0.is_empty() && all(b'{') {
            let keys = || object.0.iter().map(|(key, _)| key);
            if keys().all(|key| is_number(key)) {
                return object.0.iter().try_for_each(|(_, row)| self.row("", row, 0));
            }
            if keys().all(|key| key.parse::<Symbol>().is_ok()) {
                return self.keyed(object);
            }
            let first = self.object(object.0[0].1)?.0;
            if !first.is_empty() && first.iter().all(|(key, _)| is_number(key)) {
                return self.numbered(value, &object);
            }
        }
        self.fields("", object, 0)
    }

    /// Rows by the symbols of their resolutions.
    fn keyed(&mut self, object: Object<'d>) -> Result<(), SourceError> {
        for (symbol, row) in object.0 {
            self.cells.push(Cell { path: "resolution".into(), last: 0, text: symbol });
            self.row("", row, 0)?;
            self.cells.clear();
        }
        Ok(())
    }

    /// Columns of cells by the numbers of their rows, as pandas writes them.
    fn numbered(&mut self, value: &'d str, object: &Object<'d>) -> Result<(), SourceError> {
        let mut keys = None;
        let lists = self.turned(value, object, |walk, column| {
            let (these, cells): (Vec<_>, Vec<_>) = walk.object(column)?.0.into_iter().unzip();
            let differ = || walk.refused("is written column by column, with other rows in each of them");
            if *keys.get_or_insert_with(|| these.clone()) == these { Ok(cells) } else { Err(differ()) }
        })?;
        self.turn(object, &lists)
    }

    /// The cells of each column.
    fn turned(
        &mut self, value: &str, object: &Object<'d>,
        mut cells: impl FnMut(&mut Self, &'d str) -> Result<Vec<&'d str>, SourceError>,
    ) -> Result<Vec<Vec<&'d str>>, SourceError> {
        if value.len() > MOST_TURNED {
            return Err(self.refused("is written column by column, and too large to be turned into rows"));
        }
        object.0.iter().map(|(_, column)| cells(self, column)).collect()
    }

    fn refused(&self, what: &str) -> SourceError {
        let help = "pandas.DataFrame.to_json(\"votes.json\", orient=\"records\") writes it row by row";
        SourceError::Refused(format!("{} {what}\n  {help}", self.name))
    }

    /// Walks the rows of columns.
    fn turn(&mut self, object: &Object<'d>, lists: &[Vec<&'d str>]) -> Result<(), SourceError> {
        for row in 0..lists[0].len() {
            for ((key, _), list) in object.0.iter().zip(lists) {
                let text = self.text(list[row])?;
                self.cells.push(Cell { path: key.clone(), last: 0, text });
            }
            self.end()?;
            self.cells.clear();
        }
        Ok(())
    }

    /// Walks the rows of a list.
    fn list(&mut self, path: &str, list: &'d str, depth: usize) -> Result<(), SourceError> {
        let mut failed = None;
        let each = Each(&mut |item| self.row(path, item, depth).map_err(|error| failed = Some(error)).map_err(|()| ""));
        let walked = serde_json::Deserializer::from_str(list).deserialize_seq(each);
        failed.map_or_else(|| walked.map_err(|error| self.damaged_row(&error)), Err)
    }

    /// Walks one item of a list of rows.
    fn row(&mut self, path: &str, item: &'d str, depth: usize) -> Result<(), SourceError> {
        let before = self.cells.len();
        match (item.as_bytes()[0], &self.header) {
            (b'{', _) => {
                let object = self.object(item)?;
                self.fields(path, object, depth)?;
            }
            (b'[', None) => {
                let names = self.items(item)?.into_iter().map(|name| self.text(name)).collect::<Result<_, _>>()?;
                self.header = Some(names);
            }
            (b'[', Some(header)) => {
                let header = header.clone();
                for (name, cell) in header.into_iter().zip(self.items(item)?) {
                    let text = self.text(cell)?;
                    self.cells.push(Cell { path: name, last: 0, text });
                }
                self.end()?;
            }
            // A number among rows has no column.
            _ => {}
        }
        self.cells.truncate(before);
        Ok(())
    }

    /// Walks the row, or the rows, that an object is.
    fn fields(&mut self, path: &str, object: Object<'d>, depth: usize) -> Result<(), SourceError> {
        let mut lists = Vec::new();
        self.gather(path, object, depth, &mut lists)?;
        match self.of_rows(lists)? {
            Some((path, list)) => self.list(&path, list, depth + 1),
            None => self.end(),
        }
    }

    /// Adds the cells of an object and of those within it to the row; lists of rows are put aside.
    fn gather(
        &mut self, within: &str, object: Object<'d>, depth: usize, lists: &mut Vec<List<'d>>,
    ) -> Result<(), SourceError> {
        if depth > DEEPEST {
            return Err(SourceError::Refused(format!("{} is nested more than {DEEPEST} deep", self.name)));
        }
        for (key, value) in object.0 {
            let path = || if within.is_empty() { key.clone() } else { format!("{within}.{key}").into() };
            match value.as_bytes()[0] {
                b'{' => {
                    let object = self.object(value)?;
                    self.gather(&path(), object, depth + 1, lists)?;
                }
                b'[' if is_nested(value) => lists.push((path().into_owned(), value)),
                // As pandas splits a table: the names of columns, the numbers of rows, the rows.
                b'[' if key == "columns" => {
                    let names = self.items(value)?.into_iter().map(|name| self.text(name));
                    self.header = Some(names.collect::<Result<_, _>>()?);
                }
                b'[' if key == "index" && self.header.is_some() => {}
                first => {
                    let text = if first == b'[' { self.joined(value)? } else { self.text(value)? };
                    let path = path();
                    self.cells.push(Cell { last: path.len() - key.len(), path, text });
                }
            }
        }
        Ok(())
    }

    /// The list that holds the rows.
    fn of_rows(&mut self, mut lists: Vec<List<'d>>) -> Result<Option<List<'d>>, SourceError> {
        if lists.len() < 2 {
            return Ok(lists.pop());
        }
        let is_of_rows = |(path, _): &List<'_>| ROWS.contains(&path.rsplit('.').next().unwrap_or_default());
        let (mut of_rows, beside): (Vec<_>, Vec<_>) = lists.into_iter().partition(is_of_rows);
        if of_rows.len() != 1 {
            let names: Vec<String> = of_rows.into_iter().chain(beside).map(|(path, _)| path).collect();
            let help = "save the one with the votes as a file of its own";
            let text = format!("{} holds several lists of rows: {}\n  {help}", self.name, names.join(", "));
            return Err(SourceError::Refused(text));
        }
        for (path, _) in beside {
            if self.beside.len() < MOST_BESIDE && !self.beside.contains(&path) {
                self.beside.push(path);
            }
        }
        Ok(of_rows.pop())
    }

    /// Hands out the row.
    fn end(&mut self) -> Result<(), SourceError> {
        self.rows += 1;
        if self.cells.is_empty() { Ok(()) } else { (self.take)(&self.cells) }
    }

    fn object(&self, value: &'d str) -> Result<Object<'d>, SourceError> {
        serde_json::from_str(value).map_err(|error| self.damaged_row(&error))
    }

    fn items(&self, list: &'d str) -> Result<Vec<&'d str>, SourceError> {
        let items: Vec<&RawValue> = serde_json::from_str(list).map_err(|error| self.damaged_row(&error))?;
        Ok(items.into_iter().map(RawValue::get).collect())
    }

    /// What a list of words and numbers holds, with bars between, as the Library writes several in a cell.
    fn joined(&self, list: &'d str) -> Result<Cow<'d, str>, SourceError> {
        let texts = self.items(list)?.into_iter().map(|item| self.text(item)).collect::<Result<Vec<_>, _>>()?;
        Ok(texts.join("|").into())
    }

    /// A value as the text of a cell.
    fn text(&self, value: &'d str) -> Result<Cow<'d, str>, SourceError> {
        match value.as_bytes()[0] {
            b'n' => Ok("".into()),
            b'"' if !value.contains('\\') => Ok(value[1..value.len() - 1].into()),
            b'"' => serde_json::from_str::<String>(value).map(Cow::Owned).map_err(|error| self.damaged_row(&error)),
            b'-' | b'0'..=b'9' => Ok(number(value)),
            _ => Ok(value.into()),
        }
    }

    fn damaged(&self, cause: String) -> SourceError {
        SourceError::Damaged { name: self.name.to_owned(), cause }
    }

    fn damaged_row(&self, error: &serde_json::Error) -> SourceError {
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or_default();
        self.damaged(format!("row {}: {what}", self.rows + 1))
    }

    fn not_json(&self, bytes: &[u8], error: &serde_json::Error) -> SourceError {
        let (line, text) = (error.line(), error.to_string());
        let what = text.split(" at line ").next().unwrap_or_default();
        let there = bytes.split(|byte| *byte == b'\n').nth(line.saturating_sub(1)).unwrap_or_default();
        let there = there.get(error.column().saturating_sub(1)..).unwrap_or_default();
        let is_number = there.starts_with(b"N") || there.starts_with(b"I") || there.starts_with(b"-I");
        let help = if is_number { "\n  NaN is not JSON: pandas.DataFrame.to_json writes null for it" } else { "" };
        self.damaged(format!("line {line}, column {}: {what}{help}", error.column()))
    }
}

/// Whether a list holds objects or lists, by its first item.
fn is_nested(list: &str) -> bool {
    list[1..].trim_start().starts_with(['{', '['])
}

/// The beginning of a value, for errors.
fn start(value: &str) -> String {
    value.chars().take(20).collect()
}

/// A number as it is written; a whole one without its exponent.
fn number(text: &str) -> Cow<'_, str> {
    let whole = text.contains(['e', 'E']).then(|| text.parse::<f64>().ok()).flatten();
    let whole = whole.filter(|number| number.fract() == 0.0 && number.abs() < 1e15);
    whole.map_or(Cow::Borrowed(text), |number| (number as i64).to_string().into())
}

/// A key, borrowed from the file where it can be.
#[derive(Deserialize)]
struct Key<'k>(#[serde(borrow)] Cow<'k, str>);

impl<'d> Deserialize<'d> for Object<'d> {
    fn deserialize<D: Deserializer<'d>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_map(Keys)
    }
}

struct Keys;

impl<'d> Visitor<'d> for Keys {
    type Value = Object<'d>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<Object<'d>, A::Error> {
        let mut all = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            all.push((key, map.next_value::<&RawValue>()?.get()));
        }
        Ok(Object(all))
    }
}

/// Hands out the items of a list one after another.
struct Each<'w, 'd>(&'w mut dyn FnMut(&'d str) -> Result<(), &'static str>);

impl<'d> Visitor<'d> for Each<'_, 'd> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'d>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<&RawValue>()? {
            (self.0)(item.get()).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}
