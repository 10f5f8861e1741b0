//! Loads the record that a command works on, and reports problems on standard error.

use std::path::Path;

use super::{Call, error::Error, options::InputOptions};
use crate::report::words::quoted;
use crate::report::{agreement::WHOLE_RECORD, data::Accounted};
use crate::source::{self, Entry, Loaded};
use crate::{render::tell, store::OpenStore};

impl Call {
    /// The record: what `--data` names, else the store, else the embedded one. Skipped rows are reported on
    /// standard error.
    ///
    /// # Errors
    /// When a file or the store cannot be read.
    pub(super) fn load(&self) -> Result<Loaded, Error> {
        if !self.input.data.is_empty() {
            return self.load_paths(&self.input.data);
        }
        let InputOptions { codes, dates, roles, .. } = &self.input;
        let says = [("roles", !roles.is_empty()), ("codes", codes.is_some()), ("dates", dates.is_some())];
        let by_columns = [("columns ROLE=COLUMN", !self.output.roles()?.is_empty())];
        if let Some((flag, _)) = says.into_iter().chain(by_columns).find(|(_, is_told)| *is_told) {
            let text = format!("--{flag} says how a file is to be read: name the file with --data");
            return Err(Error::usage(text));
        }
        // Problems in the sources of the store were reported when they were added; `unvote data` lists them again.
        let stored = self.input.store_folder().ok().map(|folder| OpenStore::open(&folder)).transpose()?.flatten();
        Ok(if let Some(store) = stored { store.load()? } else { source::embedded()? })
    }

    /// The record of these paths, whatever `--data` says.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub(super) fn load_paths<P: AsRef<Path>>(&self, paths: &[P]) -> Result<Loaded, Error> {
        let loaded = source::load(paths, &self.source_options()?)?;
        self.warn(&loaded);
        Ok(loaded)
    }

    /// How files are to be read.
    ///
    /// # Errors
    /// When --columns says of a column that it holds something unknown.
    pub(super) fn source_options(&self) -> Result<source::Options, Error> {
        let by_columns = self.output.roles()?;
        if !by_columns.is_empty() && !self.output.quiet {
            let told: Vec<String> = by_columns.iter().map(|(role, column)| format!("{role}={column}")).collect();
            tell(&format!("note: what columns hold is said with --roles {}", quoted(&told.join(","))));
        }
        let InputOptions { strict, codes, dates, roles, .. } = self.input.clone();
        Ok(source::Options { strict, codes, map: [roles, by_columns].concat(), dates })
    }

    /// Says on standard error, where the embedded record answers, that it is a selection, and what follows from that.
    pub(super) fn note_selection(&self, loaded: &Loaded, what_follows: &str) {
        if loaded.is_selection() && !self.output.quiet {
            tell(&format!("note: the embedded record is a selection of roll calls: {what_follows}; {WHOLE_RECORD}"));
        }
    }

    /// Reports what was skipped, and with --verbose everything noted while loading.
    pub(super) fn warn(&self, loaded: &Loaded) {
        if self.output.quiet {
            return;
        }
        for entry in accounted(loaded).iter().filter(|entry| self.output.verbose || entry.kind == "skipped") {
            let example = entry.examples.first().map_or_else(String::new, |first| format!(": {first}"));
            let input = if entry.input.is_empty() { String::new() } else { format!("{}: ", entry.input) };
            tell(&format!("{}: {input}{} ({}){example}", entry.kind, entry.reason, entry.count));
        }
    }
}

/// What was skipped, corrected or contradictory in a load, in words.
pub(super) fn accounted(loaded: &Loaded) -> Vec<Accounted> {
    let origins = loaded.record.origins();
    let words = |entry: &Entry| Accounted {
        kind: ["skipped", "disagreement", "corrected", "note"][entry.kind as usize],
        input: entry.origin.and_then(|place| origins.get(place)).map_or_else(String::new, |origin| origin.name.clone()),
        reason: entry.reason.clone(),
        count: entry.count,
        examples: entry.examples.iter().map(example).collect(),
    };
    loaded.ledger.entries().iter().map(words).collect()
}

fn example(example: &source::Example) -> String {
    let line = example.line.map(|line| format!("line {line}"));
    let value = Some(example.value.clone()).filter(|value| !value.is_empty());
    line.into_iter().chain(value).collect::<Vec<_>>().join(", ")
}
