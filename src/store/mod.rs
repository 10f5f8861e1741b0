//! The store: sources that were read once and merged, in one file that answers without being parsed. It reads other formats
//! only through [`source`](super), and prints nothing.

mod error;
mod file;
mod manifest;
mod open;
mod pieces;
mod snapshot;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crate::members::Members;
use crate::record::{Record, RollCallId};
use crate::source::{Context, FORMATS, Ledger, Loaded, Options, join, own, units};
pub use error::StoreError;
use file::{Kind, Section};
pub use manifest::Stored;
use manifest::{FILE, Manifest};
pub use open::OpenStore;

/// Finds the roll call that put the question of each before: an analysis, which this room does not know.
pub type Link = fn(&Record) -> Vec<Option<RollCallId>>;

/// What became of a source that was added.
#[derive(Debug)]
pub struct Added {
    /// The source as it stands in the store.
    pub source: Stored,
    /// Its record as it was read.
    pub record: Record,
    /// The source that it replaced, with its record.
    pub replaced: Option<(Stored, Record)>,
}

/// Reads these paths into the store of a folder, which is made if it is missing. A source takes the place of an older
/// edition of the same format or the same files; others are added behind the existing ones, which have precedence.
///
/// # Errors
/// When a path cannot be read, when the store is damaged, when a newer edition would be lost and `replace` is not set, or
/// when the folder cannot be written; the store then stays as it was.
pub fn add<P: AsRef<Path>>(
    folder: &Path, paths: &[P], options: &Options, replace: bool, link: Link,
) -> Result<(Vec<Added>, Loaded), StoreError> {
    let context = Context { members: &Arc::new(Members::embedded()), options };
    let mut between = Ledger::default();
    let units = units(paths, &context, &mut between)?;
    let _lock = locked(folder)?;
    let mut sources = read_all(folder)?;
    let mut added = Vec::new();
    for unit in units {
        let source = Stored::of(&unit);
        let place = sources.iter().position(|(other, ..)| takes_the_place(&source, other));
        let kept = (source.clone(), unit.record.clone(), unit.ledger);
        let mut replaced = None;
        if let Some(place) = place {
            if !replace {
                may_go(&source, &sources[place].0)?;
            }
            let (old, record, _) = std::mem::replace(&mut sources[place], kept);
            replaced = Some((old, record));
        } else {
            sources.push(kept);
        }
        added.push(Added { source, record: unit.record, replaced });
    }
    let merged = write(folder, &sources, &context, link)?;
    Ok((added, merged))
}

/// Takes a source out of the store, by its name, the path or the format; the rest is merged anew. Without any left the file
/// is removed.
///
/// # Errors
/// When there is no such source, or the store is damaged.
pub fn remove(folder: &Path, name: &str, link: Link) -> Result<Vec<Stored>, StoreError> {
    let _lock = locked(folder)?;
    let mut sources = read_all(folder)?;
    let is_meant = |one: &Stored| one.name == name || one.paths.iter().any(|path| path == name) || one.format == name;
    let gone: Vec<Stored> = sources.iter().map(|(one, ..)| one).filter(|one| is_meant(one)).cloned().collect();
    if gone.is_empty() {
        let names: Vec<String> = sources.into_iter().map(|(one, ..)| one.name).collect();
        let known = if names.is_empty() { "it is empty".to_owned() } else { format!("it has {}", names.join(", ")) };
        let folder = folder.display();
        return Err(StoreError::Refused(format!("the store in {folder} has no source called '{name}'; {known}")));
    }
    sources.retain(|(one, ..)| !is_meant(one));
    if sources.is_empty() {
        remove_file(folder)?;
    } else {
        let context = Context { members: &Arc::new(Members::embedded()), options: &Options::default() };
        write(folder, &sources, &context, link)?;
    }
    Ok(gone)
}

/// Removes the store, damaged or not, and says whether there was one.
///
/// # Errors
/// When the system refuses.
pub fn remove_all(folder: &Path) -> Result<bool, StoreError> {
    if !folder.join(FILE).exists() {
        return Ok(false);
    }
    let _lock = locked(folder)?;
    remove_file(folder)
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

/// Fails if a source would be replaced by one that ends sooner or has fewer roll calls.
fn may_go(new: &Stored, old: &Stored) -> Result<(), StoreError> {
    let name = &new.name;
    let why = match (new.span(), old.span()) {
        (Some([_, theirs]), Some([_, mine])) if theirs < mine => {
            format!("ends on {theirs}, before {mine}, the last day of the edition in the store")
        }
        _ if new.roll_calls < old.roll_calls => {
            let (theirs, mine, stored) = (new.roll_calls, old.roll_calls, &old.name);
            format!("has {theirs} roll calls, fewer than the {mine} of {stored}, which it would replace")
        }
        _ => return Ok(()),
    };
    Err(StoreError::Refused(format!("{name} {why}\n  --replace adds it all the same")))
}

/// Whether a source is another edition of one that the store has: it is of the same files, or of the same format if that
/// is the format of a single publication.
fn takes_the_place(new: &Stored, old: &Stored) -> bool {
    let is_published = FORMATS.iter().any(|format| format.name == new.format && !format.terms.is_empty());
    new.format == old.format && (is_published || new.paths == old.paths)
}

/// Merges the sources and the embedded record, and writes all of it under the final name at once.
fn write(folder: &Path, sources: &[Source], context: &Context<'_>, link: Link) -> Result<Loaded, StoreError> {
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
    let (merged, of_sources) = beside(|| join(all, context, Ledger::default()), of_sources);
    let merged = merged?;
    let of_merged = || snapshot::sections(&merged.record, &merged.ledger, 0);
    let (predecessors, of_merged) = beside(|| link(&merged.record), of_merged);
    sections.extend(of_sources);
    sections.extend(of_merged);
    sections.push(snapshot::predecessors(&predecessors));
    replace_file(folder, &file::written(&sections))?;
    Ok(merged)
}

/// Runs two functions, the second on a thread of its own, and returns what both return.
fn beside<A, B: Send>(first: impl FnOnce() -> A, second: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let second = scope.spawn(second);
        let first = first();
        (first, second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Puts a file under the final name: written under another one, on disk, then renamed.
fn replace_file(folder: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = folder.join(FILE);
    let failed = StoreError::io("written", &target);
    let mut file = tempfile::Builder::new().prefix(".record-").tempfile_in(folder).map_err(&failed)?;
    file.write_all(bytes).map_err(&failed)?;
    file.as_file().sync_all().map_err(&failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    sync_folder(folder)
}

fn remove_file(folder: &Path) -> Result<bool, StoreError> {
    let file = folder.join(FILE);
    fs::remove_file(&file).map_err(StoreError::io("removed", &file))?;
    sync_folder(folder)?;
    Ok(true)
}

/// Brings the names of a folder to disk, where the system can.
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreError::io("written", folder))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// The lock of a folder, which is made if it is missing; readers need none. It ends with the value, or the process. What
/// killed writers left behind is removed, which only the holder of the lock may do.
fn locked(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let failed = StoreError::io("written", &path);
    fs::create_dir_all(folder).map_err(&failed)?;
    let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(&failed)?;
    lock.lock().map_err(failed)?;
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let left = entries.filter(|entry| entry.file_name().as_encoded_bytes().starts_with(b".record-"));
    // One that cannot be removed takes up space and does no harm.
    left.for_each(|entry| drop(fs::remove_file(entry.path())));
    Ok(lock)
}
