//! Maps files into memory, so that a large one is read in one pass without a copy. It alone may use `unsafe`.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::ops::{Deref, Range};

/// A file mapped into memory, perhaps without its first bytes.
#[derive(Debug)]
pub(crate) struct Mapping {
    map: memmap2::Mmap,
    start: usize,
}

impl Mapping {
    /// Maps a file that is not empty.
    ///
    /// # Errors
    /// When the system refuses, as it does for empty and for special files.
    pub(crate) fn of(file: &File) -> io::Result<Self> {
        // SAFETY: the map is only read. A file that another process cuts short meanwhile ends this process.
        let map = unsafe { memmap2::Mmap::map(file) }?;
        Ok(Self { map, start: 0 })
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
