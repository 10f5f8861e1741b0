//! Makes a table of JSON rows: a list of objects, or one object after another, with what is nested in them.
//!
//! The text is walked twice, once for the columns and once for the rows; no more of it than one row is held.

use crate::members::order::InOrder as _;
use std::borrow::Cow;
use std::collections::HashMap;

use super::bytes::Input;
use super::json_walk::{Cell, Walk};
use super::table::Table;
use crate::source::error::SourceError;
use crate::source::ledger::{Kind, shortened};

/// The memory that the names of columns may take, as much as a row of a table may.
const MOST_NAMES: usize = 8 << 20;
/// What a name takes beside its letters.
const EACH_NAME: usize = 32;
/// How many times its size a file may take as a table, in which each row has a cell for each column.
const MOST_TIMES: u64 = 32;
/// How many bytes it may take however small it is.
const ALWAYS: u64 = 16 << 20;
/// What is told of keys that stand twice.
const TWICE: &str = "keys that stand twice in an object; the first one stands";

/// Whether an input is JSON, by its first bytes, and not a record in our own: that has a reader of its own.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    let first = &bytes[..bytes.len().min(1 << 16)];
    let is_ours = memchr::memmem::find(first, b"\"unvote-record-").is_some();
    first.trim_ascii_start().starts_with(b"{") && !is_ours || first.trim_ascii_start().starts_with(b"[")
}

/// Makes a table of an input that is JSON.
///
/// # Errors
/// When it is not JSON, or holds no rows or several tables.
pub(super) fn table(mut input: Input) -> Result<Input, SourceError> {
    let (name, bytes) = (input.name.as_str(), &input.bytes);
    let (mut columns, mut ledger) = (Columns::default(), std::mem::take(&mut input.ledger));
    Walk::new(name, &mut |cells| columns.see(name, cells)).whole(bytes)?;
    if columns.all.is_empty() {
        let expected = "[{\"resolution\": ..., \"member\": ..., \"vote\": ...}, ...]";
        return Err(SourceError::Refused(format!("{name} is JSON without rows: expected {expected}")));
    }
    let most = ALWAYS.max(bytes.len() as u64 * MOST_TIMES);
    let mut table = Table::new(name, columns.names().iter().map(AsRef::as_ref), most);
    let mut row = 0;
    let mut take = |cells: &[Cell<'_>]| {
        row += 1;
        let mut texts: Vec<Option<&str>> = vec![None; columns.all.len()];
        for cell in cells {
            match columns.places.get(&*cell.path).map(|place| &mut texts[*place]) {
                Some(text @ None) => *text = Some(&cell.text),
                _ => ledger.enter(Kind::Skipped, TWICE, Some(row + 1), shortened(&cell.path)),
            }
        }
        table.row(texts.into_iter().map(Option::unwrap_or_default))
    };
    let mut walk = Walk::new(name, &mut take);
    walk.whole(bytes)?;
    let beside = walk.beside;
    bytes.still_whole(name)?;
    for list in beside {
        ledger.enter(Kind::Note, "lists beside the one of the rows, not read", None, shortened(&list));
    }
    table.finish(0, ledger)
}

/// The columns of all rows, in the order in which they come.
#[derive(Default)]
struct Columns {
    /// The keys that lead to each, with dots between, and where the last one begins.
    all: Vec<(String, usize)>,
    places: HashMap<String, usize>,
    memory: usize,
}

impl Columns {
    fn see(&mut self, name: &str, cells: &[Cell<'_>]) -> Result<(), SourceError> {
        for cell in cells.iter().filter(|cell| !self.places.contains_key(&*cell.path)).collect::<Vec<_>>() {
            self.memory += 2 * cell.path.len() + EACH_NAME;
            if self.memory > MOST_NAMES {
                let what = "has more different keys in its rows than a table can have columns";
                return Err(SourceError::Refused(format!("{name} {what}")));
            }
            if self.places.insert(cell.path.to_string(), self.all.len()).is_none() {
                self.all.push((cell.path.to_string(), cell.last));
            }
        }
        Ok(())
    }

    /// Their names: the last key, or all of them where another column has that name and lies less deep or comes earlier.
    fn names(&self) -> Vec<Cow<'_, str>> {
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        order.in_order_of(|place| self.all[*place].0.matches('.').count());
        let mut taken: HashMap<&str, usize> = HashMap::new();
        for place in order {
            let (path, last) = &self.all[place];
            taken.entry(&path[*last..]).or_insert(place);
        }
        let name = |(place, (path, last)): (usize, &'_ (String, usize))| {
            if taken.get(&path[*last..]) == Some(&place) { path[*last..].to_owned() } else { path.clone() }
        };
        self.all.iter().enumerate().map(name).map(Cow::Owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::input::bytes::Bytes;
    use crate::source::ledger::Ledger;

    fn made(json: &str) -> Result<Input, String> {
        let bytes = Bytes::Owned(json.as_bytes().to_vec());
        table(Input { name: "votes.json".to_owned(), bytes, header: None, ledger: Ledger::default() })
            .map_err(|error| error.to_string())
    }

    fn text(json: &str) -> Result<String, String> {
        made(json).map(|input| String::from_utf8_lossy(&input.bytes).replace('"', ""))
    }

    #[test]
    fn rows_of_a_list_and_rows_on_lines_are_the_same_table() {
        let expected = Ok("a,b,c\n1,x,\n120.0,,true\n".to_owned());
        assert_eq!(text("[{\"a\": 1, \"b\": \"x\"}, {\"a\": 120.0, \"b\": null, \"c\": true}]"), expected);
        assert_eq!(text("{\"a\": 1, \"b\": \"x\"}\n{\"a\": 120.0, \"b\": null, \"c\": true}\n"), expected);
        assert_eq!(text("{\"meta\": 1, \"data\": [{\"a\": 2}, {\"a\": 3}]}"), Ok("meta,a\n1,2\n1,3\n".to_owned()));
        // A whole number keeps all of its digits.
        assert_eq!(
            text("[{\"a\": 9.990004e6, \"b\": 9990004, \"c\": 1.5}]"),
            Ok("a,b,c\n9990004,9990004,1.5\n".to_owned())
        );
    }

    #[test]
    fn what_is_nested_are_cells_or_rows() {
        let wide = "[{\"resolution\": \"A/RES/80/1\", \"votes\": {\"FRA\": \"Y\", \"USA\": \"N\"}}]";
        assert_eq!(text(wide), Ok("resolution,FRA,USA\nA/RES/80/1,Y,N\n".to_owned()));
        let long = "{\"meta\": {\"date\": \"2025-12-15\"}, \"votes\": [{\"member\": \"FRA\", \"date\": 1}, {\"member\": \"USA\"}]}";
        assert_eq!(text(long), Ok("date,member,votes.date\n2025-12-15,FRA,1\n2025-12-15,USA,\n".to_owned()));
        // A list behind which more keys stand, and a list of words.
        let late = "[{\"votes\": [{\"m\": 1}], \"r\": 2, \"subjects\": [\"PEACE\", \"LAW\"]}]";
        assert_eq!(text(late), Ok("r,subjects,m\n2,PEACE|LAW,1\n".to_owned()));
        let keyed = "{\"A/RES/80/1\": {\"FRA\": \"Y\"}, \"A/RES/80/2\": {\"FRA\": \"N\"}}";
        assert_eq!(text(keyed), Ok("resolution,FRA\nA/RES/80/1,Y\nA/RES/80/2,N\n".to_owned()));
    }

    #[test]
    fn every_orientation_of_pandas_is_the_same_table() {
        let expected = Ok("a,b\n1,x\n2,\n".to_owned());
        for json in [
            "{\"a\": {\"0\": 1, \"1\": 2}, \"b\": {\"0\": \"x\", \"1\": null}}",
            "{\"a\": [1, 2], \"b\": [\"x\", null]}",
            "{\"0\": {\"a\": 1, \"b\": \"x\"}, \"1\": {\"a\": 2, \"b\": null}}",
            "{\"columns\": [\"a\", \"b\"], \"index\": [0, 1], \"data\": [[1, \"x\"], [2, null]]}",
            "[[\"a\", \"b\"], [1, \"x\"], [2, null]]",
        ] {
            assert_eq!(text(json), expected, "{json}");
        }
    }

    #[test]
    fn a_key_that_stands_twice_is_told_and_the_first_one_stands() {
        let input = made("[{\"a\": 1}, {\"a\": 2, \"a\": 3}]").unwrap();
        assert_eq!(*input.bytes, *b"\"a\"\n1\n2\n");
        let entry = &input.ledger.entries()[0];
        assert_eq!((entry.reason.as_str(), entry.examples[0].line), (TWICE, Some(3)));
    }

    #[test]
    fn what_is_broken_or_holds_no_rows_or_several_tables_is_refused() {
        let cases = [
            ("[{\"a\": 1},", "votes.json is damaged: line 1, column 10: EOF while parsing"),
            ("{\"a\": 1}\n{\"a\": ", "votes.json is damaged: line 2, column "),
            ("[{\"a\": NaN}]", "\n  NaN is not JSON"),
            ("[1, 2]", "votes.json is JSON without rows"),
            ("{}", "votes.json is JSON without rows"),
            ("{\"x\": [{\"a\": 1}], \"y\": [{\"a\": 1}]}", "votes.json holds several lists of rows: x, y\n"),
            ("[{\"a\": \"\\ud800\"}]", "votes.json is damaged: row 1: "),
        ];
        for (json, expected) in cases {
            let error = text(json).unwrap_err();
            assert!(error.contains(expected), "{json}: {error}");
        }
        let deep = format!("{}1{}", "{\"a\":".repeat(20), "}".repeat(20));
        assert!(text(&deep).unwrap_err().contains("nested more than 8 deep"));
    }

    #[test]
    fn a_new_key_in_each_row_does_not_fill_the_disk() {
        let rows: Vec<String> = (0..20_000).map(|row| format!("{{\"key{row}\":1}}")).collect();
        let error = text(&format!("[{}]", rows.join(","))).unwrap_err();
        assert!(error.starts_with("votes.json takes more than"), "{error}");
        let rows: Vec<String> = (0..1_100).map(|row| format!("{{\"{}{row}\":1}}", "k".repeat(4_000))).collect();
        let error = text(&format!("[{}]", rows.join(","))).unwrap_err();
        assert!(error.contains("more different keys"), "{error}");
    }
}
