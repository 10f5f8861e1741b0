//! The store: sources that were read once and merged, in one file that answers without being parsed. It reads other formats
//! only through [`source`](super), and prints nothing.

mod editions;
mod error;
mod file;
mod folder;
mod manifest;
mod open;
mod pieces;
mod snapshot;
#[cfg(test)]
mod tests;

use crate::members::order::InOrder as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::members::Members;
use crate::record::{Record, RecordBuilder, RollCallId, parallel::beside};
use crate::source::{Context, LISTS_OF_NAMES, Ledger, Loaded, Options, borrowed, join, own, units};
pub use editions::Editions;
pub use error::StoreError;
use file::{Kind, Section};
pub use manifest::Stored;
use manifest::{FILE, Manifest};
pub use open::OpenStore;

/// Finds the roll call that put the question of each before: an analysis, which this room does not know.
pub type Link = fn(&Record) -> Vec<Option<RollCallId>>;

/// A folder whose store is to be changed.
#[derive(Clone, Copy, Debug)]
pub struct Shelf<'f> {
    /// The folder.
    pub folder: &'f Path,
    /// Finds the roll call that put the question of each before.
    pub link: Link,
    /// Called with the folder when another process has been changing the store for a second.
    pub waits: fn(&Path),
}

/// What became of a source that was added.
#[derive(Debug)]
pub struct Added {
    /// The source as it stands in the store.
    pub source: Stored,
    /// Its record as it was read.
    pub record: Record,
    /// The sources that it replaced, with their records.
    pub replaced: Vec<(Stored, Record)>,
}

impl Shelf<'_> {
    /// Reads these paths into the store, whose folder is made if it is missing. A source that is an edition of one that is
    /// there takes its place; others are added behind the existing ones, which have precedence.
    ///
    /// # Errors
    /// When a path cannot be read, when the store is damaged, when a newer edition or more than one in a hundred roll calls
    /// or votes would be lost and `editions` does not allow it, or when the folder cannot be written; the store then stays as
    /// it was.
    pub fn add<P: AsRef<Path>>(
        &self, paths: &[P], options: &Options, editions: Editions,
    ) -> Result<(Vec<Added>, Loaded), StoreError> {
        self.add_all(&borrowed(paths), options, editions)
    }

    fn add_all(
        &self, paths: &[&Path], options: &Options, editions: Editions,
    ) -> Result<(Vec<Added>, Loaded), StoreError> {
        let context = Context { members: &Arc::new(Members::embedded()), options };
        let mut between = Ledger::default();
        let units = units(paths, &context, &mut between)?;
        let _lock = folder::locked(self.folder, self.waits)?;
        let mut sources = read_all(self.folder)?;
        let mut added = Vec::new();
        for mut unit in units {
            let mut source = Stored::of(&unit);
            if unit.format == LISTS_OF_NAMES {
                // Nothing else tells when a text was taken in.
                let added = source.added_at();
                let day = added.get(..10).unwrap_or_default();
                let mut record = RecordBuilder::reopen(unit.record);
                record
                    .origins_mut()
                    .iter_mut()
                    .for_each(|origin| origin.name = format!("{}, added {day}", origin.name));
                unit.record = record.finish();
            }
            let mut replaced = Vec::new();
            let mut place = sources.len();
            for at in (0..sources.len()).rev().filter(|_| editions != Editions::Beside) {
                let (old, record, _) = &sources[at];
                let Some(shared) = editions::shared((&source, &unit.record), (old, record)) else { continue };
                if editions != Editions::Replace {
                    editions::may_go(&source, old, shared)?;
                }
                let (old, record, _) = sources.remove(at);
                replaced.insert(0, (old, record));
                place = at;
            }
            place = place.min(sources.len());
            source.tell_apart(&sources.iter().map(|(one, ..)| one.name.as_str()).collect::<Vec<_>>());
            sources.insert(place, (source.clone(), unit.record.clone(), unit.ledger));
            added.push(Added { source, record: unit.record, replaced });
        }
        // What somebody pasted makes way for what a library publishes.
        sources.in_order_of(|(source, ..)| source.format == LISTS_OF_NAMES);
        let merged = self.write(&sources, &context)?;
        Ok((added, merged))
    }

    /// Takes a source out of the store, by its name, the path or the format; the rest is merged anew. Without any left the
    /// file is removed.
    ///
    /// # Errors
    /// When there is no such source, when several are meant, or when the store is damaged.
    pub fn remove(&self, name: &str) -> Result<Stored, StoreError> {
        let refused = |why: String| StoreError::Refused(format!("the store in {} {why}", self.folder.display()));
        let none = |known: &str| refused(format!("has no source called '{name}'; {known}"));
        if !self.folder.join(FILE).exists() {
            return Err(none("it is empty"));
        }
        let _lock = folder::locked(self.folder, self.waits)?;
        let mut sources = read_all(self.folder)?;
        let names: Vec<&str> = sources.iter().map(|(one, ..)| one.name.as_str()).collect();
        let is_meant = |one: &Stored| one.format == name || one.paths.iter().any(|path| path == name);
        let meant = match names.iter().position(|one| *one == name) {
            Some(place) => vec![place],
            None => (0..sources.len()).filter(|place| is_meant(&sources[*place].0)).collect(),
        };
        let [place] = meant[..] else {
            let meant: Vec<&str> = meant.iter().map(|place| names[*place]).collect();
            return Err(if meant.is_empty() {
                none(&format!("it has {}", names.join(", ")))
            } else {
                let (count, meant) = (meant.len(), meant.join("', '"));
                refused(format!("has {count} sources of '{name}'\n  name one of them: '{meant}'"))
            });
        };
        let (gone, ..) = sources.remove(place);
        if sources.is_empty() {
            folder::remove(self.folder)?;
        } else {
            let context = Context { members: &Arc::new(Members::embedded()), options: &Options::default() };
            self.write(&sources, &context)?;
        }
        Ok(gone)
    }

    /// Removes the store, damaged or not, and says whether there was one.
    ///
    /// # Errors
    /// When another file has its name, or the system refuses.
    pub fn remove_all(&self) -> Result<bool, StoreError> {
        if !self.folder.join(FILE).exists() {
            return Ok(false);
        }
        let _lock = folder::locked(self.folder, self.waits)?;
        folder::remove(self.folder)?;
        Ok(true)
    }

    /// Merges the sources and the embedded record, and writes all of it under the final name at once.
    fn write(&self, sources: &[Source], context: &Context<'_>) -> Result<Loaded, StoreError> {
        let manifest = Manifest {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            embedded: own::checksum(),
            sources: sources.iter().map(|(one, ..)| one.clone()).collect(),
        };
        let mut sections = vec![Section { kind: Kind::Manifest, owner: 0, bytes: pieces::packed_one(&manifest) }];
        let compiled_in = own::embedded()?;
        let all = sources.iter().map(|(_, record, ledger)| (record.clone(), ledger.clone()));
        let all = all.chain([(compiled_in.record, compiled_in.ledger)]);
        // The sources are packed while they are merged.
        let sections_of = |(owner, (_, record, ledger)): (u32, &Source)| snapshot::sections(record, ledger, owner);
        let of_sources = || (1..).zip(sources).flat_map(sections_of).collect::<Vec<_>>();
        let (merged, of_sources) = beside(|| join(all.collect(), context, Ledger::default()), of_sources);
        let merged = merged?;
        let of_merged = || snapshot::sections(&merged.record, &merged.ledger, 0);
        let (predecessors, of_merged) = beside(|| (self.link)(&merged.record), of_merged);
        sections.extend(of_sources);
        sections.extend(of_merged);
        sections.push(snapshot::predecessors(&predecessors));
        folder::replace(self.folder, &file::written(&sections))?;
        Ok(merged)
    }
}

/// What these paths hold, as a store would list it.
///
/// # Errors
/// When one of them cannot be read.
pub fn held<P: AsRef<Path>>(paths: &[P], options: &Options) -> Result<Vec<Stored>, StoreError> {
    let context = Context { members: &Arc::new(Members::embedded()), options };
    Ok(units(&borrowed(paths), &context, &mut Ledger::default())?.iter().map(Stored::of).collect())
}

/// The file of the store in a folder.
pub fn file_in(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

type Source = (Stored, Record, Ledger);

fn read_all(folder: &Path) -> Result<Vec<Source>, StoreError> {
    let Some(store) = OpenStore::open(folder)? else { return Ok(Vec::new()) };
    let of = |(number, one): (usize, &Stored)| {
        let (record, ledger) = store.source(number)?;
        Ok((one.clone(), record, ledger))
    };
    store.sources().iter().enumerate().map(of).collect()
}
