//! Maps files into memory, so that a large one is read in one pass without a copy. It alone may use `unsafe`.
#![allow(unsafe_code)]

use std::{fs::File, io, ops::Deref};

/// A file mapped into memory, perhaps without its first bytes.
#[derive(Debug)]
pub struct Mapping {
    map: memmap2::Mmap,
    start: usize,
}

impl Mapping {
    /// Maps a file that is not empty.
    ///
    /// # Errors
    /// When the system refuses, as it does for empty and for special files.
    pub fn of(file: &File) -> io::Result<Self> {
        // SAFETY: the map is only read. A file that another process cuts short meanwhile ends this process.
        let map = unsafe { memmap2::Mmap::map(file) }?;
        Ok(Self { map, start: 0 })
    }

    /// Leaves out the next bytes.
    pub fn skip(&mut self, count: usize) {
        self.start = self.map.len().min(self.start + count);
    }
}

impl Deref for Mapping {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.map[self.start..]
    }
}
