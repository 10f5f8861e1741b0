//! The sources of a store as it lists them.

use std::fs;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::{record::Date, source::Unit};

/// The name of the file within the folder.
pub(super) const FILE: &str = "record.unvote";
/// A source of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Its name, made of the names of its files; no other source of the store has it.
    pub name: String,
    /// The paths from which it was read, absolute.
    pub paths: Vec<String>,
    /// The name of its format.
    pub format: String,
    /// Its edition, if the files give one.
    pub edition: String,
    /// When it was added, in seconds since 1970.
    pub added: u64,
    /// Number of roll calls.
    pub roll_calls: u32,
    /// Number of known votes of members.
    pub votes: u64,
    /// Year, month and day of the first and the last roll call.
    span: Option<[(i16, i8, i8); 2]>,
}

impl Stored {
    /// The source that was read just now.
    pub(super) fn of(unit: &Unit) -> Self {
        let record = &unit.record;
        let mut names: Vec<&str> = record.origins().iter().map(|origin| origin.name.as_str()).collect();
        names.dedup();
        let edition = record.origins().iter().map(|origin| origin.edition.as_str()).find(|edition| !edition.is_empty());
        let days = || record.ids().filter_map(|id| record.roll_call(id).date);
        let numbers = |day: Date| (day.year(), day.month(), day.day());
        let file = |path: &PathBuf| fs::canonicalize(path).ok().filter(|_| path.as_os_str() != "-");
        let absolute = |path: &PathBuf| file(path).as_ref().unwrap_or(path).display().to_string();
        Self {
            name: names.join(", "),
            paths: unit.paths.iter().map(absolute).collect(),
            format: unit.format.to_owned(),
            edition: edition.unwrap_or_default().to_owned(),
            added: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
            roll_calls: record.len() as u32,
            votes: record.ids().map(|id| record.roll(id).known().len() as u64).sum(),
            span: days().min().zip(days().max()).map(|(first, last)| [numbers(first), numbers(last)]),
        }
    }

    /// Gives it a name that none of the others has: `votes.csv (2)` beside `votes.csv`.
    pub(super) fn tell_apart(&mut self, others: &[&str]) {
        let is_free = |name: &String| !others.contains(&name.as_str());
        let numbered = (2..).map(|number: u32| format!("{} ({number})", self.name));
        self.name = [self.name.clone()].into_iter().chain(numbered).find(is_free).unwrap_or_default();
    }

    /// When it was added, in universal time: `2026-11-24T08:30:00Z`.
    pub fn added_at(&self) -> String {
        let seconds = i64::try_from(self.added).unwrap_or_default();
        jiff::Timestamp::from_second(seconds).unwrap_or_default().to_string()
    }

    /// The days of the first and the last roll call.
    pub fn span(&self) -> Option<[Date; 2]> {
        let [first, last] = self.span?.map(|(year, month, day)| Date::new(year, month, day).ok());
        Some([first?, last?])
    }
}

/// What wrote a store, and from what.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) program: String,
    /// The CRC-32 of the embedded record that was merged into it.
    pub(super) embedded: u32,
    pub(super) sources: Vec<Stored>,
}
