//! Loads the record that a command works on, and reports problems on standard error.

use crate::members::order::InOrder as _;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;

use super::{Call, error::Error, options::InputOptions};
use crate::members::Members;
use crate::record::{Conflict, Record};
use crate::render::tell;
use crate::report::words::quoted;
use crate::report::{agreement::WHOLE_RECORD, data::Accounted};
use crate::source::{self, Answered, Context, Entry, Ledger, Loaded};
use crate::store::{OpenStore, file_in};

/// What stands for the store where files are named.
const STORE: &str = "@store";
/// What stands for the record that is compiled in.
const EMBEDDED: &str = "@embedded";
/// Both, with what they are.
pub(super) const OURS: [(&str, &str); 2] = [(STORE, "the store"), (EMBEDDED, "the record that is compiled in")];

/// Whether a path stands for the store or the record that is compiled in; a file of such a name is `./@store`.
pub(super) fn is_ours(path: &Path) -> bool {
    OURS.iter().any(|(name, _)| path == Path::new(name))
}

/// Records with their accounts, in the order of their precedence, and what lies between them.
type Parts = (Vec<(Record, Ledger)>, Ledger);

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

    /// The record of these paths, whatever `--data` says; the store and the embedded record may be among them.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub(super) fn load_paths<P: AsRef<Path>>(&self, paths: &[P]) -> Result<Loaded, Error> {
        let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
        self.note_waiting(&paths);
        let has = |name: &str| paths.contains(&Path::new(name));
        if !paths.iter().any(|path| is_ours(path)) {
            known(&paths)?;
            let loaded = source::load(&paths, &self.source_options()?)?;
            self.warn(&loaded);
            return Ok(loaded);
        }
        let (parts, between) = self.parts(&paths)?;
        // What the store's sources were not understood in was told when they were added.
        let options = source::Options { strict: false, ..self.source_options()? };
        let context = Context { members: &Arc::new(Members::embedded()), options: &options };
        let loaded = source::join(parts, &context, between)?;
        let answered = match (has(STORE), has(EMBEDDED)) {
            (true, _) => Answered::Store,
            (_, true) => Answered::Embedded,
            _ => Answered::Files,
        };
        Ok(Loaded { answered, ..loaded })
    }

    /// Every disagreement between these paths, with the record of them all.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub(super) fn conflicts<P: AsRef<Path>>(&self, paths: &[P]) -> Result<(Record, Vec<Conflict>), Error> {
        let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
        let records: Vec<Record> = self.parts(&paths)?.0.into_iter().map(|(record, _)| record).collect();
        Ok(source::conflicts_of(&records, &self.source_options()?)?)
    }

    /// The records of these paths, each format by itself; what was skipped in files is reported on standard error.
    fn parts(&self, paths: &[&Path]) -> Result<Parts, Error> {
        known(paths)?;
        let options = self.source_options()?;
        let context = Context { members: &Arc::new(Members::embedded()), options: &options };
        let (mut parts, mut between) = (Vec::new(), Ledger::default());
        let files: Vec<&Path> = paths.iter().copied().filter(|path| !is_ours(path)).collect();
        let units = if files.is_empty() { Vec::new() } else { source::units(&files, &context, &mut between)? };
        for unit in units {
            self.warn_of(&unit.ledger, &unit.record);
            let place = unit.paths.first().and_then(|first| paths.iter().position(|path| path == first));
            parts.push((place, (unit.record, unit.ledger)));
        }
        for (place, path) in paths.iter().enumerate().filter(|(_, path)| is_ours(path)) {
            let loaded = if *path == Path::new(STORE) { self.load_store()? } else { source::embedded()? };
            parts.push((Some(place), (loaded.record, loaded.ledger)));
        }
        parts.in_order_of(|(place, _)| *place);
        Ok((parts.into_iter().map(|(_, part)| part).collect(), between))
    }

    fn load_store(&self) -> Result<Loaded, Error> {
        let folder = self.input.store_folder()?;
        let none = || {
            let text = format!("--data {STORE}: there is no store in {}", folder.display());
            let embedded = format!("--data {EMBEDDED} is the record that is compiled in");
            Error::usage(text).hints(["`unvote data add FILE` makes one".to_owned(), embedded])
        };
        Ok(OpenStore::open(&folder)?.ok_or_else(none)?.load()?)
    }

    /// Where files were named and there is a store, the hint to look in that as well.
    pub(super) fn elsewhere(&self) -> Option<String> {
        let data = &self.input.data;
        let only_files = !data.is_empty() && !data.iter().any(|path| is_ours(path));
        let has_store = || self.input.store_folder().is_ok_and(|folder| file_in(&folder).exists());
        (only_files && has_store())
            .then(|| format!("only the files of --data were looked in; the store as well: --data {STORE}"))
    }

    /// Says what is waited for where standard input is a terminal.
    pub(super) fn note_waiting<P: AsRef<Path>>(&self, paths: &[P]) {
        let is_piped = paths.iter().any(|path| path.as_ref() == Path::new("-"));
        if is_piped && !self.output.quiet && io::stdin().is_terminal() {
            tell("note: reading from the terminal: paste the text, then press Enter and Ctrl-D");
        }
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
        self.tell_of(&accounted(loaded));
    }

    /// Reports the same of a record that was read by itself.
    fn warn_of(&self, ledger: &Ledger, record: &Record) {
        let origins = record.origins();
        let name = if let [one] = origins { one.name.as_str() } else { "" };
        self.tell_of(&ledger.entries().iter().map(|entry| in_words(entry, name)).collect::<Vec<_>>());
    }

    fn tell_of(&self, account: &[Accounted]) {
        let told = |entry: &&Accounted| self.output.verbose || entry.kind == "skipped";
        for entry in account.iter().filter(|_| !self.output.quiet).filter(told) {
            let example = entry.examples.first().map_or_else(String::new, |first| format!(": {first}"));
            let input = if entry.input.is_empty() { String::new() } else { format!("{}: ", entry.input) };
            tell(&format!("{}: {input}{} ({}){example}", entry.kind, entry.reason, entry.count));
        }
    }
}

/// What was skipped, corrected or contradictory in a load, in words.
pub(super) fn accounted(loaded: &Loaded) -> Vec<Accounted> {
    let origins = loaded.record.origins();
    let name = |entry: &Entry| entry.origin.and_then(|place| origins.get(place)).map_or("", |origin| &origin.name);
    loaded.ledger.entries().iter().map(|entry| in_words(entry, name(entry))).collect()
}

fn in_words(entry: &Entry, input: &str) -> Accounted {
    Accounted {
        kind: ["skipped", "disagreement", "corrected", "note"][entry.kind as usize],
        input: input.to_owned(),
        reason: entry.reason.clone(),
        count: entry.count,
        examples: entry.examples.iter().map(example).collect(),
    }
}

/// Fails where a path is written as the store's name is, and is neither that nor a file.
fn known(paths: &[&Path]) -> Result<(), Error> {
    let odd = |path: &&&Path| path.to_string_lossy().starts_with('@') && !is_ours(path) && !path.exists();
    let Some(path) = paths.iter().find(odd) else { return Ok(()) };
    let text = format!("{}: expected a file, {STORE} or {EMBEDDED}", path.display());
    Err(Error::usage(text).hints([format!("{STORE} is the store, {EMBEDDED} the record that is compiled in")]))
}

fn example(example: &source::Example) -> String {
    let line = example.line.map(|line| format!("line {line}"));
    let value = Some(example.value.clone()).filter(|value| !value.is_empty());
    line.into_iter().chain(value).collect::<Vec<_>>().join(", ")
}
