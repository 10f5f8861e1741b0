//! Rows of delimited text, read from memory with bounds on everything that a hostile file could blow up.

use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use csv_core::ReadRecordResult;
use hashbrown::DefaultHashBuilder;

use super::error::SourceError;
use super::input::{Bytes, Input, PART};

/// The memory that a row may take, in bytes. The longest of the UN record has under 4 KB, but one with a column for each
/// roll call since 1946 has their titles in one row.
pub(super) const LONGEST_ROW: usize = 8 << 20;
/// The memory that a column takes: the place of its end, and its name.
const COLUMN: usize = 16;

/// A row: its fields, unquoted and trimmed on demand, and the line where it begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'r> {
    text: &'r str,
    ends: &'r [usize],
    /// Line of the file where it begins, from 1.
    pub line: u64,
    /// The byte behind its line end.
    pub end: usize,
}

impl<'r> Row<'r> {
    /// Number of fields.
    pub(crate) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// A field, trimmed; empty when the row is too short.
    pub(crate) fn get(&self, column: usize) -> &'r str {
        let Some(&end) = self.ends.get(column) else { return "" };
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        let field = self.text.get(start..end).unwrap_or_default();
        // Hardly a field has anything to trim, and looking for white space takes a tenth of the time of a large file.
        let (first, last) = (field.as_bytes().first(), field.as_bytes().last());
        let is_bare = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
        if is_bare(first) && is_bare(last) { field } else { field.trim() }
    }

    /// A field of a column that may be missing, trimmed.
    pub(crate) fn at(&self, column: Option<usize>) -> &'r str {
        column.map_or("", |column| self.get(column))
    }

    /// A digest of these fields, by which rows are compared.
    pub(crate) fn digest(&self, columns: impl Iterator<Item = usize>, hasher: &DefaultHashBuilder) -> u64 {
        let mut digest = hasher.build_hasher();
        columns.for_each(|column| self.get(column).hash(&mut digest));
        digest.finish()
    }

    /// All fields, trimmed.
    pub(crate) fn fields(self) -> impl Iterator<Item = &'r str> {
        (0..self.len()).map(move |column| self.get(column))
    }
}

/// Reads rows one after another; a quoted field may hold delimiters, line breaks and doubled quotes.
pub(crate) struct Rows<'d> {
    name: &'d str,
    data: &'d [u8],
    /// What is read, if its memory is given back behind this byte.
    released: Option<(&'d Bytes, usize)>,
    at: usize,
    core: csv_core::Reader,
    output: Vec<u8>,
    ends: Vec<usize>,
    /// What stands behind the cells of every row: values that the user gives for the whole table.
    constants: &'d [String],
}

impl<'d> Rows<'d> {
    /// Rows of `data`, which `name` is called in errors.
    pub(crate) fn new(name: &'d str, data: &'d [u8], delimiter: u8) -> Self {
        let core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Self { name, data, released: None, at: 0, core, output: vec![0; 4096], ends: vec![0; 256], constants: &[] }
    }

    /// Rows of an input, whose memory is given back behind them.
    pub(crate) fn of(input: &'d Input, delimiter: u8) -> Self {
        Self { released: Some((&input.bytes, 0)), ..Self::new(&input.name, &input.bytes, delimiter) }
    }

    /// The same with these cells behind those of every row.
    pub(crate) fn with(self, constants: &'d [String]) -> Self {
        Self { constants, ..self }
    }

    /// Goes on at another byte that is the first of a row, on this line.
    pub(crate) fn move_to(&mut self, at: usize, line: u64) {
        self.at = at;
        self.core.reset();
        self.core.set_line(line);
    }

    /// Twice the room for a row, as long as that is within the limit.
    fn larger(&self, line: u64, room: usize, each: usize) -> Result<usize, SourceError> {
        let too_large = || SourceError::too_large(self.name, line, "a row", LONGEST_ROW, " bytes");
        Some(room * 2).filter(|_| room * each < LONGEST_ROW).ok_or_else(too_large)
    }

    /// The next row, or `None` at the end. Empty lines are passed over.
    ///
    /// # Errors
    /// When a row or its number of columns passes the bounds, or when it is not UTF-8.
    pub(crate) fn read(&mut self) -> Result<Option<Row<'_>>, SourceError> {
        let line = self.core.line();
        if let Some((bytes, released)) = &mut self.released
            && self.at > *released + PART
        {
            bytes.release(*released..self.at);
            *released = self.at;
        }
        let (mut written, mut fields) = (0, 0);
        loop {
            let input = &self.data[self.at..];
            let (result, read, out, ended) =
                self.core.read_record(input, &mut self.output[written..], &mut self.ends[fields..]);
            self.at += read;
            written += out;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    self.output.resize(self.larger(line, self.output.len(), 1)?, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize(self.larger(line, self.ends.len(), COLUMN)?, 0);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        // The parser counts line feeds only, and leaves that of a CR LF to the next row.
        if self.at > 0 && self.data[self.at - 1] == b'\r' {
            self.at += usize::from(self.data.get(self.at) == Some(&b'\n'));
            self.core.set_line(self.core.line() + 1);
        }
        if !self.constants.is_empty() {
            self.output.truncate(written);
            self.ends.truncate(fields);
            for constant in self.constants {
                self.output.extend_from_slice(constant.as_bytes());
                self.ends.push(self.output.len());
            }
            (written, fields) = (self.output.len(), self.ends.len());
            self.output.resize(written.max(4096) * 2, 0);
            self.ends.resize(fields.max(256) * 2, 0);
        }
        let not_utf8 = |_| SourceError::At { name: self.name.to_owned(), line, what: "not UTF-8".to_owned() };
        let text = std::str::from_utf8(&self.output[..written]).map_err(not_utf8)?;
        Ok(Some(Row { text, ends: &self.ends[..fields], line, end: self.at }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(data: &str) -> Vec<(u64, Vec<String>)> {
        let mut rows = Rows::new("test", data.as_bytes(), b',');
        let mut read = Vec::new();
        while let Ok(Some(row)) = rows.read() {
            read.push((row.line, row.fields().map(ToOwned::to_owned).collect()));
        }
        read
    }

    #[test]
    fn quoted_fields_hold_commas_quotes_and_line_breaks() {
        let read = all("a,b\n\"x,\"\"y\"\"\nz\", 2 \r\n3,4");
        assert_eq!(read[1], (2, vec!["x,\"y\"\nz".to_owned(), "2".to_owned()]));
        assert_eq!(read[2].1, ["3", "4"]);
        assert_eq!(read.len(), 3);
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let read = all(&["a", "\"b\nc\"", "d", "e"].join(end));
            assert_eq!(read.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 4, 5], "{end:?}");
        }
    }

    #[test]
    fn a_million_columns_and_an_endless_field_are_refused() {
        let wide = ",".repeat(1_000_000);
        let error = Rows::new("wide.csv", wide.as_bytes(), b',').read().map(|_| ()).map_err(|e| e.to_string());
        assert_eq!(error, Err("wide.csv, line 1: a row is larger than the limit of 8388608 bytes".to_owned()));
        let long = "x".repeat(9 << 20);
        let error = Rows::new("long.csv", long.as_bytes(), b',').read().map(|_| ()).map_err(|e| e.to_string());
        assert_eq!(error, Err("long.csv, line 1: a row is larger than the limit of 8388608 bytes".to_owned()));
    }
}
