//! Maps files into memory, so that a large one is read in one pass without a copy, and notices when one is cut short or
//! written to meanwhile. It alone may use `unsafe`.
//!
//! A page of a map whose file no longer reaches there cannot be read: the system sends SIGBUS, which would end the process.
//! So maps of files that others may change are watched: a handler puts empty pages in the place of the missing ones, and
//! notes that the map is no longer whole. Who has read it asks [`Mapping::is_whole`] before the result is used.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::ops::{Deref, Range};
use std::time::SystemTime;

/// A file mapped into memory, perhaps without its first bytes.
#[derive(Debug)]
pub(crate) struct Mapping {
    map: memmap2::Mmap,
    start: usize,
    /// The file with what it was like when it was mapped, if others may change it.
    watched: Option<(File, State, watch::Place)>,
}

/// What tells that a file has been written to: its length and the time of its last change.
type State = (u64, Option<SystemTime>);

fn state(file: &File) -> io::Result<State> {
    let found = file.metadata()?;
    Ok((found.len(), found.modified().ok()))
}

impl Mapping {
    /// Maps a file that is not empty, and that others may change meanwhile.
    ///
    /// # Errors
    /// When the system refuses, as it does for empty and for special files, or too many are mapped.
    pub(crate) fn of(file: &File) -> io::Result<Self> {
        let (kept, state) = (file.try_clone()?, state(file)?);
        let mut mapping = Self::of_own(file)?;
        let place = watch::watch(&mapping.map).ok_or_else(|| io::Error::other("too many files are mapped"))?;
        mapping.watched = Some((kept, state, place));
        Ok(mapping)
    }

    /// Maps a file that is not empty and nobody else has.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn of_own(file: &File) -> io::Result<Self> {
        // SAFETY: the map is only read. Pages that are no longer in the file are replaced where others may cut it short.
        let map = unsafe { memmap2::Mmap::map(file) }?;
        Ok(Self { map, start: 0, watched: None })
    }

    /// Whether the file is still as it was when it was mapped, so that what was read of it is what it held.
    pub(crate) fn is_whole(&self) -> bool {
        let as_before = |(file, before, place): &(File, State, watch::Place)| {
            !place.has_lost() && state(file).is_ok_and(|now| now == *before)
        };
        self.watched.as_ref().is_none_or(as_before)
    }

    /// Leaves out the next bytes.
    pub(crate) fn skip(&mut self, count: usize) {
        self.start = self.map.len().min(self.start + count);
    }

    /// Gives back the memory of a part that has been read: it is fetched from the file again should it be read again.
    /// Each thread does so for its own part, as giving back a large file at the end takes longer than reading it.
    pub(crate) fn release(&self, part: Range<usize>) {
        #[cfg(unix)]
        {
            let (start, end) = (self.start + part.start, self.start + part.end);
            if start < end && end <= self.map.len() {
                // SAFETY: the map is of a file and never written to, so that pages given back hold the same when read again.
                let given_back =
                    unsafe { self.map.unchecked_advise_range(memmap2::UncheckedAdvice::DontNeed, start, end - start) };
                // It saves time and memory only; a system that refuses loses nothing.
                drop(given_back);
            }
        }
        #[cfg(not(unix))]
        drop(part);
    }
}

impl Deref for Mapping {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.map[self.start..]
    }
}

/// The maps that are watched, and the handler that watches them. Signals belong to the process, and so does this list: it
/// is the one state that maps share.
#[cfg(unix)]
mod watch {
    use std::sync::Once;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
    use std::{mem, ptr};

    use libc::{c_int, c_void, siginfo_t};

    /// A map that is watched: where it begins and ends, nowhere if there is none, and whether a page of it was missing.
    struct Watched {
        is_taken: AtomicBool,
        begin: AtomicUsize,
        end: AtomicUsize,
        has_lost: AtomicBool,
    }

    /// Four times as many as a record can have sources.
    static WATCHED: [Watched; 256] = [const {
        let (begin, end) = (AtomicUsize::new(usize::MAX), AtomicUsize::new(0));
        Watched { is_taken: AtomicBool::new(false), begin, end, has_lost: AtomicBool::new(false) }
    }; 256];
    static INSTALLED: Once = Once::new();

    /// The place of a map in the list, which is given back with the value.
    #[derive(Debug)]
    pub(super) struct Place(usize);

    /// Watches a map, if there is a place for it.
    pub(super) fn watch(map: &[u8]) -> Option<Place> {
        INSTALLED.call_once(install);
        let place = WATCHED.iter().position(|one| !one.is_taken.swap(true, SeqCst))?;
        let one = &WATCHED[place];
        one.has_lost.store(false, SeqCst);
        let begin = map.as_ptr() as usize;
        one.end.store(begin + map.len(), SeqCst);
        one.begin.store(begin, SeqCst);
        Some(Place(place))
    }

    impl Place {
        pub(super) fn has_lost(&self) -> bool {
            WATCHED[self.0].has_lost.load(SeqCst)
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            WATCHED[self.0].begin.store(usize::MAX, SeqCst);
            WATCHED[self.0].is_taken.store(false, SeqCst);
        }
    }

    fn install() {
        // SAFETY: the action is zeroed and then filled in as sigaction(2) asks; the handler does only what a handler may.
        unsafe {
            let mut action: libc::sigaction = mem::zeroed();
            action.sa_sigaction = missing as *const () as usize;
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
            libc::sigemptyset(&raw mut action.sa_mask);
            libc::sigaction(libc::SIGBUS, &raw const action, ptr::null_mut());
        }
    }

    /// Called when memory cannot be read: puts empty pages from there to the end of the map; what is no map of ours ends the
    /// process, as it would without this handler, when the same instruction is tried again.
    extern "C" fn missing(_: c_int, info: *mut siginfo_t, _: *mut c_void) {
        // SAFETY: the system passes a valid description. `mmap` replaces pages of our own map, which cannot be read.
        unsafe {
            let at = (*info).si_addr() as usize;
            let holds = |one: &&Watched| (one.begin.load(SeqCst)..one.end.load(SeqCst)).contains(&at);
            let replaced = WATCHED.iter().find(holds).is_some_and(|one| {
                let page = libc::sysconf(libc::_SC_PAGESIZE).unsigned_abs() as usize;
                let (from, flags) = (at - at % page, libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_FIXED);
                let length = one.end.load(SeqCst) - from;
                let empty = libc::mmap(from as *mut c_void, length, libc::PROT_READ, flags, -1, 0);
                one.has_lost.store(true, SeqCst);
                empty != libc::MAP_FAILED
            });
            if !replaced {
                libc::signal(libc::SIGBUS, libc::SIG_DFL);
            }
        }
    }
}

/// Elsewhere a file that is mapped cannot be cut short.
#[cfg(not(unix))]
mod watch {
    #[derive(Debug)]
    pub(super) struct Place;

    pub(super) fn watch(_: &[u8]) -> Option<Place> {
        Some(Place)
    }

    impl Place {
        #[allow(clippy::unused_self)] // as where there is something to lose
        pub(super) fn has_lost(&self) -> bool {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek as _, SeekFrom, Write as _};

    use super::*;

    /// A file of 64 KiB, which has several pages on every system.
    fn file() -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&vec![b'x'; 1 << 16]).unwrap();
        file
    }

    #[test]
    fn a_file_that_is_cut_short_reads_as_empty_there_and_is_no_longer_whole() {
        let (file, other) = (file(), file());
        let (map, kept) = (Mapping::of(&file).unwrap(), Mapping::of(&other).unwrap());
        assert!(map.is_whole() && map.iter().all(|byte| *byte == b'x'));
        file.set_len(10).unwrap();
        assert_eq!((map[9], map[(1 << 16) - 1]), (b'x', 0));
        // Grown again it is still another file than the one that was mapped.
        file.set_len(1 << 16).unwrap();
        assert!(!map.is_whole() && kept.is_whole());
    }

    #[test]
    fn a_file_that_is_cut_within_its_last_page_or_written_to_is_no_longer_whole() {
        let mut file = file();
        let map = Mapping::of(&file).unwrap();
        file.set_len((1 << 16) - 1).unwrap();
        assert!(!map.is_whole());
        let map = Mapping::of(&file).unwrap();
        // Some systems tell times to a hundredth of a second.
        std::thread::sleep(std::time::Duration::from_millis(20));
        file.seek(SeekFrom::Start(5)).unwrap();
        file.write_all(b"y").unwrap();
        assert!(!map.is_whole());
    }

    #[test]
    fn places_are_given_back() {
        let file = file();
        let maps: Vec<_> = std::iter::from_fn(|| Mapping::of(&file).ok()).take(300).collect();
        assert!((1..=256).contains(&maps.len()), "{}", maps.len());
        drop(maps);
        assert!(Mapping::of(&file).is_ok());
    }
}
