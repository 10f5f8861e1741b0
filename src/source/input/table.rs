//! The rows of a container, such as JSON or a sheet, as the CSV that all readers know: kept in a [`Spool`], never in memory.
//! A row is one line of it, so that a line tells which row of the container it is.

use super::bytes::{Bytes, Input};
use super::spool::{IN_MEMORY, Spool};
use crate::source::error::SourceError;
use crate::source::ledger::Ledger;

/// How many bytes wait before they are spooled.
const AT_ONCE: usize = 1 << 16;

/// A table that is being made.
pub(super) struct Table<'n> {
    name: &'n str,
    spool: Spool,
    text: Vec<u8>,
    /// The most bytes that it may have.
    most: u64,
}

impl<'n> Table<'n> {
    /// A table with these columns, of at most so many bytes.
    pub(super) fn new<'c>(name: &'n str, columns: impl IntoIterator<Item = &'c str>, most: u64) -> Self {
        let mut table = Self { name, spool: Spool::new(IN_MEMORY), text: Vec::new(), most };
        for (place, column) in columns.into_iter().enumerate() {
            // Quoted, so that nothing in a name is taken for what separates columns.
            table.text.extend_from_slice(if place > 0 { b",\"" } else { b"\"" });
            table.add(column);
            table.text.push(b'"');
        }
        table.text.push(b'\n');
        table
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When there is no room for it.
    pub(super) fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) -> Result<(), SourceError> {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.text.push(b',');
            }
            let is_quoted = memchr::memchr3(b',', b'"', b'\r', cell.as_bytes()).is_some() || cell.contains('\n');
            if is_quoted {
                self.text.push(b'"');
            }
            self.add(cell);
            if is_quoted {
                self.text.push(b'"');
            }
        }
        self.text.push(b'\n');
        if self.text.len() > AT_ONCE { self.flush() } else { Ok(()) }
    }

    /// Adds the text of a cell, on one line.
    fn add(&mut self, cell: &str) {
        for byte in cell.bytes() {
            match byte {
                b'\r' | b'\n' => self.text.push(b' '),
                b'"' => self.text.extend_from_slice(b"\"\""),
                _ => self.text.push(byte),
            }
        }
    }

    fn flush(&mut self) -> Result<(), SourceError> {
        self.spool.add(self.name, &self.text)?;
        self.text.clear();
        if self.spool.length > self.most {
            let what = "as a table with a column for each name, the most that is made of such a file";
            return Err(SourceError::Refused(format!("{} takes more than {} MiB {what}", self.name, self.most >> 20)));
        }
        Ok(())
    }

    /// The whole as an input; `header` is the row of the container in which the names of columns stand, 0 where they stand
    /// in none.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub(super) fn finish(mut self, header: u64, ledger: Ledger) -> Result<Input, SourceError> {
        self.flush()?;
        let bytes: Bytes = self.spool.bytes(self.name)?;
        Ok(Input { name: self.name.to_owned(), bytes, header: Some(header), ledger })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_one_line_whatever_its_cells_hold() {
        let mut table = Table::new("votes", ["a;b", "say \"no\""], 1 << 20);
        table.row(["two\nlines", "x,\"y\""]).unwrap();
        table.row(["", "NA"]).unwrap();
        let input = table.finish(0, Ledger::default()).unwrap();
        let expected = "\"a;b\",\"say \"\"no\"\"\"\n\"two lines\",\"x,\"\"y\"\"\"\n,NA\n";
        assert_eq!(String::from_utf8_lossy(&input.bytes), expected);
    }

    #[test]
    fn a_table_that_grows_beyond_its_bound_is_refused() {
        let mut table = Table::new("votes", ["a"], 1 << 20);
        let wide = "x".repeat(1 << 19);
        let refused = (0..4).find_map(|_| table.row([wide.as_str()]).err()).unwrap().to_string();
        assert!(refused.starts_with("votes takes more than 1 MiB as a table"), "{refused}");
    }
}
