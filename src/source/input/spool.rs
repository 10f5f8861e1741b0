//! Keeps what a stream holds: in memory while it is little, else in a temporary file, so that nothing that is unpacked or
//! piped in fills memory. The file has no name, or loses it at once, and is gone with the process, however that ends.

use std::env;
use std::fs::File;
use std::io::{self, Write};

use super::bytes::Bytes;
use crate::source::{error::SourceError, mapping::Mapping};

/// How many bytes of one path are kept in memory.
pub(super) const IN_MEMORY: usize = 1 << 20;
/// How many bytes are written to the file at once.
const AT_ONCE: usize = 1 << 20;

/// What came of a stream so far.
#[derive(Debug, Default)]
pub(super) struct Spool {
    /// What is not in the file.
    memory: Vec<u8>,
    /// How much may stay there.
    room: usize,
    file: Option<File>,
    /// How many bytes came.
    pub length: u64,
}

impl Spool {
    /// A spool that keeps so many bytes in memory.
    pub(super) fn new(room: usize) -> Self {
        Self { room, ..Self::default() }
    }

    /// Adds bytes to what `name` holds.
    ///
    /// # Errors
    /// When they cannot be written to the folder for temporary files.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), SourceError> {
        self.memory.extend_from_slice(bytes);
        self.length += bytes.len() as u64;
        let most = if self.file.is_some() { AT_ONCE } else { self.room };
        if self.memory.len() > most { self.flush().map_err(no_room(name)) } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.write_all(&self.memory)?;
        self.memory.clear();
        Ok(())
    }

    /// All that came.
    ///
    /// # Errors
    /// When the rest cannot be written, or the file cannot be mapped.
    pub(super) fn bytes(mut self, name: &str) -> Result<Bytes, SourceError> {
        if self.file.is_some() {
            self.flush().map_err(no_room(name))?;
        }
        match self.file {
            Some(file) => Mapping::of_own(&file).map(Bytes::Mapped).map_err(no_room(name)),
            None => Ok(Bytes::Owned(self.memory)),
        }
    }
}

/// The error for a temporary file that cannot be written.
fn no_room(name: &str) -> impl Fn(io::Error) -> SourceError {
    move |cause| {
        let folder = env::temp_dir();
        let what = format!("what {name} holds cannot be kept in {}: {cause}", folder.display());
        SourceError::Refused(format!("{what}\n  TMPDIR names another folder for temporary files"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_stays_in_memory_and_more_goes_to_a_file() {
        for (pieces, is_in_memory) in [(2, true), (3, false), (900_000, false)] {
            let mut spool = Spool::new(8);
            (0..pieces).for_each(|_| spool.add("votes", b"1,2\n").unwrap());
            assert_eq!(spool.length, pieces * 4);
            let bytes = spool.bytes("votes").unwrap();
            assert_eq!(matches!(bytes, Bytes::Owned(_)), is_in_memory);
            assert_eq!(*bytes, *b"1,2\n".repeat(pieces as usize));
        }
    }
}
