//! Tables for other programs: one row a fact, columns of one type, each described. They are handed out row by row, as
//! all votes of the record are a million rows. How they are written is not its matter.

mod columns;
mod linked;
mod tables;

use super::{Report, Value, roll_call};
use crate::record::{Record, RollCallId};
pub use columns::COLUMNS;
pub use linked::{series, shifts};
pub use tables::{agreement, history, tallies, votes};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A code or symbol.
    Code,
    /// A whole number.
    Number,
    /// A number with decimals.
    Decimal,
    /// A day.
    Day,
    /// True or false.
    Flag,
    /// Codes of members with spaces between.
    Members,
}

impl Kind {
    /// The datatype of CSV on the Web (W3C, Metadata Vocabulary for Tabular Data, 2015, 5.11).
    #[must_use]
    pub const fn datatype(self) -> &'static str {
        match self {
            Self::Text | Self::Code | Self::Members => "string",
            Self::Number => "integer",
            Self::Decimal => "double",
            Self::Day => "date",
            Self::Flag => "boolean",
        }
    }
}

/// A column, described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// Its name in the file.
    pub key: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Unit or range; empty where there is none.
    pub unit: &'static str,
    /// What it is, in a sentence.
    pub meaning: &'static str,
}

/// A tidy table.
pub struct Tidy<'r> {
    /// What it holds, in a word: `votes`.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Described>,
    /// Its rows, each as long as `columns`.
    pub rows: Box<dyn Iterator<Item = Vec<Value>> + 'r>,
    /// Where the figures come from.
    pub sources: Vec<String>,
}

/// The description of a column.
#[must_use]
pub fn column(key: &str) -> Option<Described> {
    COLUMNS.iter().find(|column| column.key == key).copied()
}

fn described(keys: &[&str]) -> Vec<Described> {
    keys.iter().filter_map(|key| column(key)).collect()
}

fn sources(record: &Record, ids: &[RollCallId]) -> Vec<String> {
    let mut report = Report::default();
    roll_call::sources_of(record, ids, &mut report);
    let terms = record.origins().iter().map(|origin| &origin.terms).filter(|terms| !terms.is_empty());
    for terms in terms {
        Report::once(&mut report.sources, format!("Terms: {terms}"));
    }
    report.sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_described_once_in_a_sentence() {
        for (place, one) in COLUMNS.iter().enumerate() {
            assert!(!COLUMNS[..place].iter().any(|other| other.key == one.key), "{}", one.key);
            assert!(one.meaning.ends_with('.'), "{}", one.key);
        }
    }
}
