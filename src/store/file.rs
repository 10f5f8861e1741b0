//! The file of a store: named sections behind a header, each with its checksum.
//!
//! All numbers are little-endian. The header has 32 bytes: the eight of [`MAGIC`], the version of the format (4), the
//! number of sections (4), the CRC-32 of the whole header and table but for itself (4), nothing (4), the length of the
//! file (8). A table follows, for each section: kind (4), owner (4), where it begins (8), its length (8), its CRC-32 (4),
//! nothing (4).

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::{ops::Range, path::Path, sync::Mutex};

use super::error::StoreError;

/// What every store begins with; the line break is spoiled by a transfer that takes it for text.
pub(super) const MAGIC: [u8; 8] = *b"unvote\x1a\n";
/// The version of the format that this program writes, and the only one that it reads; also raised when files are read by
/// other rules, so that no store answers by those of before.
pub(super) const VERSION: u32 = 3;
/// Bytes of the header, and of each row of the table.
const ROW: usize = 32;

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Kind {
    /// The sources, and what wrote the file.
    Manifest = 1,
    /// The codes of the members, in the order of the bits of votes.
    Members = 2,
    /// Where figures come from.
    Origins = 3,
    /// The account of loading.
    Ledger = 4,
    /// Statements of intended votes.
    Intended = 5,
    /// Strings.
    Texts = 6,
    /// What is known of each roll call.
    RollCalls = 7,
    /// Votes.
    Rolls = 8,
    /// Which roll calls carry a symbol.
    Symbols = 9,
    /// Which roll call put the question of each before.
    Predecessors = 10,
}

/// Whether a file that begins so may be a store, perhaps one that was cut short.
pub(super) fn is_ours(first: &[u8]) -> bool {
    MAGIC.iter().zip(first).all(|(a, b)| a == b)
}

/// A section to be written; `owner` 0 is the merged record, others are its sources.
#[derive(Debug)]
pub(super) struct Section {
    /// What it holds.
    pub kind: Kind,
    /// Whose it is.
    pub owner: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The bytes of a file of these sections.
pub(super) fn written(sections: &[Section]) -> Vec<u8> {
    let start = ROW * (1 + sections.len());
    let length = start + sections.iter().map(|section| section.bytes.len()).sum::<usize>();
    let mut file = Vec::with_capacity(length);
    file.extend(MAGIC);
    put(&mut file, [(VERSION.into(), 4), (sections.len() as u64, 4), (0, 8), (length as u64, 8)]);
    let mut at = start;
    for Section { kind, owner, bytes } in sections {
        let checksum = u64::from(crc32fast::hash(bytes));
        put(&mut file, [(*kind as u64, 4), ((*owner).into(), 4), (at as u64, 8)]);
        put(&mut file, [(bytes.len() as u64, 8), (checksum, 4), (0, 4)]);
        at += bytes.len();
    }
    let checksum = header_checksum(&file);
    file[16..20].copy_from_slice(&checksum.to_le_bytes());
    for section in sections {
        file.extend(&section.bytes);
    }
    file
}

/// Adds numbers to a file, each with the number of bytes that it takes.
pub(super) fn put<const N: usize>(file: &mut Vec<u8>, numbers: [(u64, usize); N]) {
    file.extend(numbers.iter().flat_map(|(number, bytes)| number.to_le_bytes().into_iter().take(*bytes)));
}

/// The CRC-32 of a header and table, the place of the checksum itself taken as zeros.
fn header_checksum(header: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&header[..16]);
    hasher.update(&[0; 4]);
    hasher.update(&header[20..]);
    hasher.finalize()
}

/// A file that is open to be read: its sections, each read when it is asked for. It is read and not mapped, so that what
/// others do with it afterwards changes nothing that has been checked.
#[derive(Debug)]
pub(super) struct StoreFile {
    file: Mutex<File>,
    /// How many bytes it has.
    pub length: u64,
    /// Its path, as messages give it.
    pub name: String,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    kind: u32,
    owner: u32,
    range: Range<u64>,
    checksum: u32,
}

impl StoreFile {
    /// Opens a file and checks its header; `None` if there is no such file.
    ///
    /// # Errors
    /// When it cannot be read, is not a store, has another version of the format, was cut short or has a damaged header.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, StoreError> {
        let failed = StoreError::io("read", path);
        let found = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            found => found.map_err(&failed)?,
        };
        // A pipe of this name would be waited for.
        if !found.is_file() {
            return Err(StoreError::not_a_store(&path.display().to_string()));
        }
        Self::of(File::open(path).map_err(failed)?, path).map(Some)
    }

    /// Reads the header of a file.
    ///
    /// # Errors
    /// As [`StoreFile::open`].
    pub(super) fn of(file: File, path: &Path) -> Result<Self, StoreError> {
        let (failed, name) = (StoreError::io("read", path), path.display().to_string());
        let length = file.metadata().map_err(&failed)?.len();
        let cut_short = |of: &str| StoreError::unusable(&name, &format!("was cut short: it has {length} bytes{of}"));
        let mut bytes = Vec::with_capacity(ROW);
        (&file).take(ROW as u64).read_to_end(&mut bytes).map_err(&failed)?;
        let Some(header) = bytes.get(..ROW).filter(|header| header[..8] == MAGIC) else {
            return Err(if is_ours(&bytes) { cut_short("") } else { StoreError::not_a_store(&name) });
        };
        let version = number(&header[8..12]);
        if version != u64::from(VERSION) {
            let why = format!("has version {version} of the store's format, and this program reads version {VERSION}");
            return Err(StoreError::unusable(&name, &why));
        }
        let (count, expected) = (number(&header[12..16]), number(&header[24..32]));
        // Both are numbers of four bytes.
        let end = ROW as u64 * (1 + count);
        if end > expected {
            return Err(StoreError::damaged(&name, "its header"));
        }
        if end <= length {
            (&file).take(end - ROW as u64).read_to_end(&mut bytes).map_err(&failed)?;
            if u64::from(header_checksum(&bytes)) != number(&bytes[16..20]) {
                return Err(StoreError::damaged(&name, "its header"));
            }
        }
        if length < expected {
            return Err(cut_short(&format!(" of {expected}")));
        }
        if length > expected {
            return Err(StoreError::damaged(&name, "its length"));
        }
        let rows = bytes[ROW..].as_chunks::<ROW>().0.iter().map(row).collect();
        Ok(Self { file: Mutex::new(file), length, name, rows })
    }

    /// The bytes of a section, whose checksum holds.
    ///
    /// # Errors
    /// When there is no such section, or its checksum does not hold.
    pub(super) fn section(&self, kind: Kind, owner: u32) -> Result<Vec<u8>, StoreError> {
        let row = self.rows.iter().find(|row| row.kind == kind as u32 && row.owner == owner);
        row.and_then(|row| self.read(row)).ok_or_else(|| StoreError::damaged(&self.name, what(kind as u32)))
    }

    /// The bytes of a section, if its checksum holds.
    fn read(&self, row: &Row) -> Option<Vec<u8>> {
        let length = row.range.end.checked_sub(row.range.start).filter(|_| row.range.end <= self.length)?;
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        let mut file = self.file.lock().ok()?;
        file.seek(SeekFrom::Start(row.range.start)).and_then(|_| file.read_exact(&mut bytes)).ok()?;
        (crc32fast::hash(&bytes) == row.checksum).then_some(bytes)
    }

    /// The error for a store of which a part makes no sense, though its checksum holds.
    pub(super) fn not_understood(&self) -> StoreError {
        StoreError::unusable(&self.name, "cannot be understood: another version of this program wrote it")
    }

    /// Checks every section.
    ///
    /// # Errors
    /// The first that does not hold.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        let damaged = self.rows.iter().find(|row| self.read(row).is_none());
        damaged.map_or(Ok(()), |row| Err(StoreError::damaged(&self.name, what(row.kind))))
    }
}

/// What the sections of each kind hold, by its number.
const WHAT: [&str; 11] = [
    "a section",
    "its list of sources",
    "its list of members",
    "what it says of its sources",
    "its account of loading",
    "its statements of intended votes",
    "its texts",
    "its roll calls",
    "its votes",
    "its index of symbols",
    "its links between roll calls",
];

fn what(kind: u32) -> &'static str {
    WHAT.get(kind as usize).copied().unwrap_or(WHAT[0])
}

fn row(row: &[u8; ROW]) -> Row {
    let (start, length) = (number(&row[8..16]), number(&row[16..24]));
    Row {
        kind: number(&row[..4]) as u32,
        owner: number(&row[4..8]) as u32,
        range: start..start.saturating_add(length),
        checksum: number(&row[24..28]) as u32,
    }
}

/// A little-endian number of up to eight bytes.
pub(super) fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// A file that holds these bytes.
#[cfg(test)]
pub(super) fn file_of(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    io::Write::write_all(&mut file, bytes).unwrap();
    file.rewind().unwrap();
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Vec<u8> {
        let section = |kind, owner, bytes: &[u8]| Section { kind, owner, bytes: bytes.to_vec() };
        written(&[section(Kind::Texts, 0, b"abc"), section(Kind::Texts, 2, b""), section(Kind::Rolls, 0, b"defg")])
    }

    fn open(bytes: &[u8]) -> Result<StoreFile, StoreError> {
        StoreFile::of(file_of(bytes), Path::new("store"))
    }

    #[test]
    fn sections_come_back_by_kind_and_owner() {
        let file = open(&example()).unwrap();
        let read = |kind, owner| file.section(kind, owner);
        assert_eq!(read(Kind::Texts, 0).unwrap(), b"abc");
        assert_eq!(read(Kind::Texts, 2).unwrap(), b"");
        assert_eq!(read(Kind::Rolls, 0).unwrap(), b"defg");
        assert!(read(Kind::Rolls, 1).is_err());
        assert!(file.check().is_ok());
    }

    #[test]
    fn every_flipped_bit_is_found() {
        let whole = example();
        for bit in 0..whole.len() * 8 {
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let held = open(&bytes).is_ok_and(|file| file.check().is_ok());
            assert!(!held, "bit {bit}");
        }
    }

    #[test]
    fn a_file_cut_anywhere_or_with_more_behind_it_is_found() {
        let whole = example();
        for length in 0..whole.len() {
            let error = open(&whole[..length]).expect_err("it is cut");
            assert!(error.to_string().contains(" was cut short: "), "{length}: {error}");
        }
        assert!(open(&[whole, vec![0]].concat()).is_err());
    }

    #[test]
    fn another_version_and_another_file_are_told_apart() {
        let mut newer = example();
        newer[8] = 9;
        assert!(open(&newer).unwrap_err().to_string().contains(" has version 9 "));
        assert!(open(&b"resolution,date\n".repeat(9)).unwrap_err().to_string().contains(" is not a store "));
    }
}
