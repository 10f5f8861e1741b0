//! The account of one load: what was skipped, corrected or in disagreement, so that nothing is lost silently.

use serde::{Deserialize, Serialize};

use super::head::Columns;

/// The reason for rows that say otherwise of their roll call than its first row.
pub(crate) const DIFFER: &str = "rows of one roll call that differ in its columns; the first row stands";
/// The reason for rows that name a member and give no vote of it, as R's `NA` does.
pub(crate) const NO_VOTE: &str = "rows without a vote";
/// How many examples are kept of each entry.
const EXAMPLES: usize = 5;
/// The most characters of a value that are kept.
const LONGEST: usize = 200;
/// How many different entries are kept before the rest are lumped together.
const ENTRIES: usize = 200;

/// The reason that is entered for columns that no reader knows.
const UNREAD: &str = "unknown columns, not read";
/// The names that statistics programs give to a column of row numbers.
const ROW_NUMBERS: [&str; 4] = ["", "...1", "unnamed: 0", "rownames"];

/// What kind of thing is accounted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Kind {
    /// A row or cell that was left out: not understood, or contradicting an earlier one. `--strict` makes it a failure.
    Skipped,
    /// Two sources, or a total and its roll call, that differ.
    Disagreement,
    /// A slip in the file that can be read in only one way, and was.
    Corrected,
    /// What a reader took from the whole file, such as its encoding or its vote codes.
    Note,
}

/// An example of an entry: a place in an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// Line, from 1, where the input has lines.
    pub line: Option<u64>,
    /// The text found there.
    pub value: String,
}

/// An entry of the ledger: all cases of one kind and reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entry {
    /// Which input, by its number among the origins; `None` for what concerns several of them.
    pub origin: Option<usize>,
    /// What kind of entry it is.
    pub kind: Kind,
    /// The reason, in words for people: `unknown vote code`.
    pub reason: String,
    /// How often it occurred.
    pub count: u64,
    /// The first cases.
    pub examples: Vec<Example>,
}

/// The account of a load: what was skipped, corrected, in disagreement or worth a note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// All entries, in the order of their first occurrence.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Enters one case.
    pub(crate) fn enter(&mut self, kind: Kind, reason: &str, line: Option<u64>, value: impl Into<String>) {
        let example = Example { line, value: value.into() };
        self.enter_all(kind, reason, 1, vec![example]);
    }

    /// Enters a row or cell that was left out, shortened to what a report shows.
    pub(crate) fn skip(&mut self, reason: &str, line: u64, value: impl AsRef<str>) {
        self.enter(Kind::Skipped, reason, Some(line), shortened(value.as_ref()));
    }

    /// Enters a slip that could be read in only one way.
    pub(crate) fn correct(&mut self, reason: &str, line: u64, value: impl Into<String>) {
        self.enter(Kind::Corrected, reason, Some(line), value);
    }

    /// Notes something about the whole input; it is kept once, however often it is noted.
    pub(crate) fn note(&mut self, text: &str) {
        if !self.entries.iter().any(|entry| entry.kind == Kind::Note && entry.reason == text) {
            self.enter_all(Kind::Note, text, 1, Vec::new());
        }
    }

    /// Enters a row that is wider or narrower than the header.
    pub(crate) fn ragged(&mut self, fields: usize, line: u64, width: usize) {
        let reason = format!("rows that have more or fewer fields than the header's {width}");
        self.skip(&reason, line, format!("{fields} fields"));
    }

    /// Enters the columns of a header that a reader does not read: they are unknown, or say again what an earlier one of
    /// the same name says. A first column without a name holds the numbers of rows, as R and pandas write them.
    pub(crate) fn unread(&mut self, columns: &Columns, is_read: impl Fn(usize) -> bool) {
        for (column, name) in columns.names.iter().enumerate().filter(|(column, _)| !is_read(*column)) {
            let first = columns.find(&[name]).filter(|first| *first < column && is_read(*first));
            if first.is_some() {
                self.skip("columns whose name stands twice; the first one is read", 1, name);
            } else if !ROW_NUMBERS.contains(&name.as_str()) {
                self.enter(Kind::Note, UNREAD, Some(1), shortened(name));
            }
        }
    }

    /// Does the same for a reader that finds its columns by these names.
    pub(crate) fn unread_but(&mut self, columns: &Columns, is_known: impl Fn(&str) -> bool) {
        self.unread(columns, |column| {
            let name = columns.names[column].as_str();
            is_known(name) && columns.find(&[name]) == Some(column)
        });
    }

    /// What was left out: rows and cells, and columns that no reader knows.
    pub(crate) fn unused(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.kind == Kind::Skipped || entry.reason == UNREAD)
    }

    /// Adds another ledger: that of a part of the same input, or of the input with this number among the origins.
    pub(crate) fn append(&mut self, other: Self, origin: Option<usize>) {
        for entry in other.entries {
            let origin = entry.origin.or(origin);
            self.lump(Entry { origin, ..entry });
        }
    }

    /// The ledger of a record whose origins stand behind so many others.
    pub(crate) fn behind(mut self, others: usize) -> Self {
        self.entries.iter_mut().filter_map(|entry| entry.origin.as_mut()).for_each(|origin| *origin += others);
        self
    }

    /// Enters many cases of one reason with some examples.
    pub(crate) fn enter_all(&mut self, kind: Kind, reason: &str, count: u64, examples: Vec<Example>) {
        self.lump(Entry { origin: None, kind, reason: reason.to_owned(), count, examples });
    }

    fn lump(&mut self, mut new: Entry) {
        for value in new.examples.iter_mut().map(|example| &mut example.value) {
            if let Some((end, _)) = value.char_indices().nth(LONGEST) {
                value.truncate(end);
            }
        }
        let same = |old: &&mut Entry| old.kind == new.kind && old.origin == new.origin && old.reason == new.reason;
        if let Some(old) = self.entries.iter_mut().find(same) {
            old.count += new.count;
            let others = new.examples.into_iter().filter(|example| !old.examples.contains(example));
            let room = EXAMPLES.saturating_sub(old.examples.len());
            old.examples.extend(others.take(room).collect::<Vec<_>>());
        } else if self.entries.len() < ENTRIES {
            self.entries.push(new);
        } else {
            let other = Entry { reason: "other reasons".to_owned(), ..new };
            match self.entries.iter_mut().find(|old| old.reason == other.reason && old.kind == other.kind) {
                Some(old) => old.count += other.count,
                None => self.entries.push(other),
            }
        }
    }

    /// Moves every line down, for the account of a part that does not begin on the first line.
    pub(crate) fn move_down(&mut self, lines: u64) {
        let examples = self.entries.iter_mut().flat_map(|entry| &mut entry.examples);
        examples.filter_map(|example| example.line.as_mut()).for_each(|line| *line += lines);
    }

    /// Names rows instead of lines, for an input that a container was turned into: see [`Input`](super::input::Input).
    pub(crate) fn name_rows(&mut self, header: u64) {
        for entry in &mut self.entries {
            entry.reason = rows_for_lines(&entry.reason, header);
            for Example { line, value } in &mut entry.examples {
                let told = rows_for_lines(value, header);
                // The header of JSON or Parquet is no row.
                let row = line.take().map(|line| line - 1 + header).filter(|row| *row > 0);
                let parts = row.map(|row| format!("row {row}")).into_iter().chain([told]);
                *value = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            }
        }
    }

    /// How many rows or cells were left out.
    pub fn skipped(&self) -> u64 {
        self.entries.iter().filter(|entry| entry.kind == Kind::Skipped).map(|entry| entry.count).sum()
    }
}

/// A sentence with `row 11` for the `line 12` of a table that was made of a container, as [`Ledger::name_rows`] does it.
pub(crate) fn rows_for_lines(text: &str, header: u64) -> String {
    let mut parts = text.split("line ");
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_word = !told.ends_with(char::is_alphanumeric);
        let digits = part.len() - part.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        match part[..digits].parse::<u64>() {
            Ok(line) if is_word => {
                told.extend(["row ", &(line + header).saturating_sub(1).to_string(), &part[digits..]]);
            }
            _ => told.extend(["line ", part]),
        }
    }
    told
}

/// As much of a text as a report shows.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_reasons_are_counted_together_with_their_first_examples() {
        let mut ledger = Ledger::default();
        for line in 2..12 {
            ledger.skip("unknown vote code", line, "Q");
        }
        let entry = &ledger.entries()[0];
        assert_eq!((entry.count, entry.examples.len()), (10, 5));
        assert_eq!(entry.examples[0], Example { line: Some(2), value: "Q".to_owned() });
        assert_eq!(ledger.skipped(), 10);
    }

    #[test]
    fn rows_of_a_container_are_named_for_lines() {
        let mut ledger = Ledger::default();
        ledger.skip("unknown vote code", 12, "Q");
        ledger.enter(Kind::Note, "days read day first, as '13/1' on line 3 shows", Some(1), "");
        ledger.name_rows(0);
        let told = |entry: usize| {
            (ledger.entries()[entry].reason.as_str(), ledger.entries()[entry].examples[0].value.as_str())
        };
        assert_eq!(told(0), ("unknown vote code", "row 11, Q"));
        assert_eq!(told(1), ("days read day first, as '13/1' on row 2 shows", ""));
        assert_eq!(rows_for_lines("a (line 7) and a line of x", 3), "a (row 9) and a line of x");
    }

    #[test]
    fn a_file_full_of_different_errors_stays_a_short_account() {
        let mut ledger = Ledger::default();
        for line in 0..10_000 {
            ledger.skip(&format!("reason {line}"), line, "");
        }
        assert!(ledger.entries().len() <= ENTRIES + 1);
        assert_eq!(ledger.skipped(), 10_000);
    }
}
