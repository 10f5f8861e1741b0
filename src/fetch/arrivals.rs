//! A folder into which somebody downloads with a browser: which files have come whole since it was first looked at, and what
//! is still coming. It opens no file, and knows nothing of what is in them.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::error::FetchError;

/// How browsers call a file that is still coming.
const UNFINISHED: [&str; 5] = [".part", ".crdownload", ".download", ".opdownload", ".partial"];
/// For how long a file must not change to be whole: what writes under the last name may pause.
const STILL: Duration = Duration::from_secs(2);
/// How many of the files that were there before are told.
const MOST_BEFORE: usize = 40;
/// The largest archive that was there before and is looked into.
const LARGEST_ARCHIVE: u64 = 100_000_000;

/// A folder that is looked at again and again.
#[derive(Debug)]
pub struct Arrivals {
    folder: PathBuf,
    seen: BTreeMap<PathBuf, Seen>,
}

/// A file as it was when it was last looked at.
#[derive(Clone, Copy, Debug)]
struct Seen {
    size: u64,
    changed: Option<SystemTime>,
    since: Instant,
    is_told: bool,
}

/// What a look at the folder found.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Look {
    /// Files that have come whole since the look before, by name.
    pub whole: Vec<PathBuf>,
    /// The largest file that is still coming, with its bytes so far.
    pub coming: Option<(String, u64)>,
}

impl Arrivals {
    /// Begins to watch a folder; what is there now has been there before.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn at(folder: &Path) -> Result<Self, FetchError> {
        let mut arrivals = Self { folder: folder.to_owned(), seen: BTreeMap::new() };
        for (path, found) in arrivals.files()? {
            // What is half there now comes to its end later.
            let is_told = found.len() > 0 && !is_unfinished(&path) && !is_coming(&path);
            arrivals.seen.insert(path, Seen { is_told, ..Seen::of(&found) });
        }
        Ok(arrivals)
    }

    /// The tables and archives that were there before, the newest first.
    pub fn before(&self) -> Vec<PathBuf> {
        let ends = |path: &Path, endings: &[&str]| {
            let name = path.as_os_str().to_string_lossy().to_lowercase();
            endings.iter().any(|ending| name.ends_with(ending))
        };
        let may_be = |(path, seen): &(&PathBuf, &Seen)| {
            let is_archive = ends(path, &[".zip", ".gz"]) && seen.size <= LARGEST_ARCHIVE;
            seen.is_told && (ends(path, &[".csv"]) || is_archive)
        };
        let mut there: Vec<_> = self.seen.iter().filter(may_be).collect();
        there.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.changed));
        there.into_iter().take(MOST_BEFORE).map(|(path, _)| path.clone()).collect()
    }

    /// Looks again.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn look(&mut self) -> Result<Look, FetchError> {
        let (files, mut look) = (self.files()?, Look::default());
        self.seen.retain(|path, _| files.contains_key(path));
        for (path, found) in files {
            let now = Seen::of(&found);
            let seen = self.seen.entry(path.clone()).or_insert(now);
            if (seen.size, seen.changed) != (now.size, now.changed) {
                *seen = now;
            }
            if seen.is_told {
                continue;
            }
            let is_coming = seen.size == 0 || is_unfinished(&path) || is_coming(&path) || seen.since.elapsed() < STILL;
            if is_coming {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let largest = look.coming.as_ref().is_none_or(|(_, most)| *most < seen.size);
                if largest && seen.size > 0 {
                    look.coming = Some((name, seen.size));
                }
            } else {
                seen.is_told = true;
                look.whole.push(path);
            }
        }
        Ok(look)
    }

    /// The regular files of the folder, or links to such, that are not hidden.
    fn files(&self) -> Result<BTreeMap<PathBuf, Metadata>, FetchError> {
        let entries = fs::read_dir(&self.folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = entries.map_err(|cause| {
            let folder = self.folder.display();
            FetchError::other(format!("{folder} cannot be read: {cause}\n  name the browser's folder: --downloads DIR"))
        })?;
        let is_hidden = |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let paths = entries.into_iter().map(|entry| entry.path()).filter(|path| !is_hidden(path));
        let file = |path: PathBuf| Some((fs::metadata(&path).ok().filter(Metadata::is_file)?, path));
        Ok(paths.filter_map(file).map(|(found, path)| (path, found)).collect())
    }
}

impl Seen {
    fn of(found: &Metadata) -> Self {
        Self { size: found.len(), changed: found.modified().ok(), since: Instant::now(), is_told: false }
    }
}

fn is_unfinished(path: &Path) -> bool {
    let name = path.as_os_str().to_string_lossy().to_lowercase();
    UNFINISHED.iter().any(|ending| name.ends_with(ending))
}

/// Whether a file of the same name that is unfinished stands beside it.
fn is_coming(path: &Path) -> bool {
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        Path::new(&name).exists()
    };
    UNFINISHED.iter().any(|ending| beside(ending))
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;

    use super::*;

    fn names(paths: &[PathBuf]) -> Vec<&str> {
        paths.iter().filter_map(|path| path.file_name()?.to_str()).collect()
    }

    #[test]
    fn a_file_is_whole_when_it_has_stood_still_and_nothing_of_it_is_coming() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("old.csv", "a");
        write("empty.csv", "");
        write(".hidden.csv", "a");
        let mut arrivals = Arrivals::at(folder.path()).unwrap();
        assert_eq!(names(&arrivals.before()), ["old.csv"]);
        write("new.csv", "a");
        write("other.csv.crdownload", "ab");
        write("both.csv", "a");
        write("both.csv.part", "a");
        let look = arrivals.look().unwrap();
        assert_eq!((look.whole.len(), look.coming), (0, Some(("other.csv.crdownload".to_owned(), 2))));
        sleep(STILL);
        assert_eq!(names(&arrivals.look().unwrap().whole), ["new.csv"]);
        // The browser gives them their names; what was empty grows.
        fs::rename(folder.path().join("other.csv.crdownload"), folder.path().join("other.csv")).unwrap();
        fs::remove_file(folder.path().join("both.csv.part")).unwrap();
        write("empty.csv", "a");
        assert_eq!(names(&arrivals.look().unwrap().whole), ["both.csv"]);
        sleep(STILL);
        assert_eq!(names(&arrivals.look().unwrap().whole), ["empty.csv", "other.csv"]);
        assert!(arrivals.look().unwrap().whole.is_empty());
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_with_the_option_that_names_another() {
        let error = Arrivals::at(Path::new("/no/such/folder")).unwrap_err().to_string();
        assert!(error.starts_with("/no/such/folder cannot be read: ") && error.ends_with("--downloads DIR"), "{error}");
    }
}
