//! Loads the record that a call asks for, finds its roll calls, and says on standard error what was amiss.

use std::path::Path;

use anyhow::{Result, bail};

use super::{Call, Nothing, options::SelectionOptions, unmet};
use crate::{
    record::{Found, Record, RollCallId, Selection, as_digits},
    render::plain,
    report::{agreement::WHOLE_RECORD, data::Accounted},
    source::{self, Entry, Kind, Loaded},
    store::OpenStore,
};

impl Call {
    /// The record: what `--data` names, else the store, else the embedded one. Skipped rows are told on standard error.
    ///
    /// # Errors
    /// See [`source::SourceError`].
    pub fn load(&self) -> Result<Loaded> {
        if !self.input.data.is_empty() {
            let loaded = source::load(&self.input.data, &self.input.source(self.output.input_columns()))?;
            self.warn(&loaded);
            return Ok(loaded);
        }
        // What is amiss in the sources of the store was said when they were added; `unvote data` says it again.
        let stored = self.input.store_folder().ok().map(|folder| OpenStore::open(&folder)).transpose()?.flatten();
        let loaded = if let Some(store) = stored { store.load()? } else { source::embedded()? };
        Ok(loaded)
    }

    /// The record of one path, whatever `--data` says.
    ///
    /// # Errors
    /// See [`source::SourceError`].
    pub fn load_path(&self, path: &Path) -> Result<Loaded> {
        let loaded = source::load(&[path], &self.input.source(self.output.input_columns()))?;
        self.warn(&loaded);
        Ok(loaded)
    }

    /// Says on standard error, where the embedded record answers, that it is a selection, and what follows from that.
    pub fn is_selection(&self, what_follows: &str) {
        if self.input.is_embedded() && !self.output.quiet {
            eprintln!("note: the embedded record is a selection of roll calls: {what_follows}; {WHOLE_RECORD}");
        }
    }

    /// That nothing was found, and, where only a selection was looked at, how to have the rest.
    pub fn nothing(&self, mut text: String) -> Nothing {
        if self.input.is_embedded() {
            text.push_str("\n  the embedded record is a selection; ");
            text.push_str(WHOLE_RECORD);
        }
        Nothing(text)
    }

    /// Says what was skipped, and with --verbose all that the account of loading has to say.
    pub fn warn(&self, loaded: &Loaded) {
        if self.output.quiet {
            return;
        }
        let entries = accounted(loaded);
        let told = entries.iter().filter(|entry| self.output.verbose || entry.kind == "skipped");
        for entry in told {
            let example = entry.examples.first().map_or_else(String::new, |first| format!(": {first}"));
            let input = if entry.input.is_empty() { String::new() } else { format!("{}: ", entry.input) };
            // It quotes cells of files, which may hold anything.
            let line = format!("{}: {input}{} ({}){example}", entry.kind, entry.reason, entry.count);
            eprintln!("{}", plain(&line));
        }
    }

    /// The roll calls that these symbols name, those of each symbol together, as far as they meet the conditions;
    /// without symbols, all that meet them.
    ///
    /// # Errors
    /// When neither a symbol nor a condition is given, a symbol leads to none, a condition names an unknown member, or no roll call meets the conditions.
    pub fn named(&self, record: &Record, symbols: &[String], options: &SelectionOptions) -> Result<Vec<RollCallId>> {
        if symbols.is_empty() {
            if *options == SelectionOptions::default() {
                bail!("which roll call? Name its symbol, as in A/ES-11/L.10, or select some, as in --year 2025");
            }
            return self.selected(record, options);
        }
        let mut named = Vec::new();
        for symbol in symbols {
            match record.find(symbol) {
                Found::RollCalls(ids) => named.extend(ids),
                Found::Nothing { nearest } => return Err(Nothing(self.not_found(record, symbol, &nearest)).into()),
            }
        }
        let selection = options.selection(record.members())?;
        let mut seen = std::collections::HashSet::new();
        let all = named.clone();
        named.retain(|id| seen.insert(*id) && selection.holds(record, *id));
        if named.is_empty() {
            return Err(Nothing(unmet::of_named(record, &all, options)?).into());
        }
        Ok(named)
    }

    fn not_found(&self, record: &Record, symbol: &str, nearest: &[String]) -> String {
        let mut text = format!("no roll call has the symbol {symbol}");
        if !nearest.is_empty() {
            let all = nearest.join(" or ");
            text = format!("{text}\n  did you mean {all}?{}", mistaken_letter(symbol, &nearest[0]));
        }
        if self.input.is_embedded() {
            text = format!("{text}\n  the embedded record holds {} roll calls; {WHOLE_RECORD}", record.len());
        }
        text
    }

    /// The roll calls that meet the conditions.
    ///
    /// # Errors
    /// When a condition names an unknown member, or when no roll call meets them.
    pub fn selected(&self, record: &Record, options: &SelectionOptions) -> Result<Vec<RollCallId>> {
        let selection: Selection = options.selection(record.members())?;
        let ids = selection.of(record);
        if ids.is_empty() {
            return Err(self.nothing(unmet::reason(record, options)?).into());
        }
        Ok(ids)
    }
}

/// Says which letter stands where a digit would.
fn mistaken_letter(typed: &str, meant: &str) -> String {
    let upper = typed.trim().to_uppercase();
    if as_digits(&upper) != as_digits(meant) {
        return String::new();
    }
    let wrong = upper.chars().rev().zip(meant.chars().rev()).find(|(typed, meant)| typed != meant);
    match wrong {
        Some((letter, '0')) => format!(" (the letter {letter} stands where a zero would)"),
        Some((letter, digit)) if digit.is_ascii_digit() => {
            format!(" (the letter {letter} stands where a {digit} would)")
        }
        _ => String::new(),
    }
}

/// The account of a load in words.
#[must_use]
pub fn accounted(loaded: &Loaded) -> Vec<Accounted> {
    let origins = loaded.record.origins();
    let words = |entry: &Entry| Accounted {
        kind: match entry.kind {
            Kind::Skipped => "skipped",
            Kind::Disagreement => "disagreement",
            Kind::Corrected => "corrected",
            Kind::Note => "note",
        },
        input: entry.origin.and_then(|place| origins.get(place)).map_or_else(String::new, |origin| origin.name.clone()),
        reason: entry.reason.clone(),
        count: entry.count,
        examples: entry.examples.iter().map(example).collect(),
    };
    loaded.ledger.entries().iter().map(words).collect()
}

fn example(example: &source::Example) -> String {
    match example.line {
        Some(line) if example.value.is_empty() => format!("line {line}"),
        Some(line) => format!("line {line}, {}", example.value),
        None => example.value.clone(),
    }
}
