//! An input as it was opened: its name and its bytes.

use std::ops::{Deref, Range};

use crate::source::{error::SourceError, ledger::Ledger, mapping::Mapping};

/// After how many bytes memory is given back.
pub(crate) const PART: usize = 4 << 20;

/// The bytes of an input, mapped from its file where nothing had to be unpacked or decoded.
#[derive(Debug)]
pub(crate) enum Bytes {
    /// A file mapped into memory.
    Mapped(Mapping),
    /// Unpacked or decoded bytes.
    Owned(Vec<u8>),
}

impl Bytes {
    /// Fails if the file that the bytes are mapped from is no longer as it was, so that what was read of it is worth nothing.
    ///
    /// # Errors
    /// When others wrote to it, or cut it short.
    pub(crate) fn still_whole(&self, name: &str) -> Result<(), SourceError> {
        match self {
            Self::Mapped(map) if !map.is_whole() => Err(SourceError::changed(name)),
            _ => Ok(()),
        }
    }

    /// Whether all of it is UTF-8; what has been looked at takes up no memory.
    pub(crate) fn is_utf8(&self) -> bool {
        let mut at = 0;
        while at < self.len() {
            let end = self.len().min(at + PART);
            let behind = match std::str::from_utf8(&self[at..end]) {
                Ok(_) => end,
                // A character is cut in two at the end of the part.
                Err(error) if error.error_len().is_none() && end < self.len() => at + error.valid_up_to(),
                Err(_) => return false,
            };
            self.release(at..behind);
            at = behind;
        }
        true
    }

    /// Leaves out the first bytes.
    pub(crate) fn skip(&mut self, count: usize) {
        match self {
            Self::Mapped(map) => map.skip(count),
            Self::Owned(bytes) => drop(bytes.drain(..count.min(bytes.len()))),
        }
    }

    /// Gives back the memory of a part that has been read, if it is mapped from a file.
    pub(crate) fn release(&self, part: Range<usize>) {
        if let Self::Mapped(map) = self {
            map.release(part);
        }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Mapped(map) => map,
            Self::Owned(bytes) => bytes,
        }
    }
}

/// One input: a file, a member of an archive, or standard input.
#[derive(Debug)]
pub(crate) struct Input {
    /// What it is called in reports and errors: `votes.csv.gz`, `archive.zip/votes.csv`, `standard input`.
    pub name: String,
    /// Its bytes, without a byte-order mark; in UTF-8, unless bytes far into it turn out not to be.
    pub bytes: Bytes,
    /// The row of its container, such as JSON or a sheet, in which the names of its columns stand, 0 where they stand in
    /// none; nothing where it is a file of lines.
    pub header: Option<u64>,
    /// What happened while it was unpacked and decoded.
    pub ledger: Ledger,
}

/// What a path holds.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    /// Its inputs, in order.
    pub inputs: Vec<Input>,
    /// Why files of a folder or members of an archive are not inputs: they are empty or not text.
    pub passed_over: Vec<SourceError>,
}

impl Opened {
    /// Sets aside an error that only says that one file of several is not an input.
    pub(super) fn pass_over(&mut self, result: Result<(), SourceError>) -> Result<(), SourceError> {
        let Err(error @ SourceError::NotText(_)) = result else { return result };
        self.passed_over.push(error);
        Ok(())
    }
}
