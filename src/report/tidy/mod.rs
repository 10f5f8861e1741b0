//! Tables for other programs: one row a fact, columns of one type, each described. They are handed out row by row, as
//! all votes of the record are a million rows. How they are written is not its matter.

mod columns;
mod linked;
mod tables;

use super::{Kind, Report, old::Value, roll_call};
use crate::record::{Record, RollCallId};
pub use columns::COLUMNS;
pub use linked::{series, shifts};
pub use tables::{agreement, history, tallies, votes};

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

impl<'r> Tidy<'r> {
    /// As a report.
    pub fn report(self, record: &'r Record) -> Report<'r> {
        let of = |(at, one): (usize, &Described)| {
            let spec = super::Spec::new(one.key, one.kind, one.unit, one.meaning);
            super::Column::machines(spec, move |row: &Vec<Value>, _| super::old::new(&row[at]))
        };
        let columns = self.columns.iter().enumerate().map(of).collect();
        let table = super::Layout::new(self.name, "", columns).streamed(super::Names::new(record, false), self.rows);
        let blocks = vec![super::Block::Table(table)];
        let section = super::Section { blocks, ..super::Section::default() };
        Report { sources: self.sources, origins: record.origins().to_vec(), ..Report::of(section) }
    }
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
