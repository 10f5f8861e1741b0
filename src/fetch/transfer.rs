//! A transfer as the commands see it: its limits, what happens, and the file that came.

use std::path::{Path, PathBuf};
use std::time::Duration;

/// The limits of a transfer: how long to wait and how much to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long to wait for an answer or the next byte before giving up.
    pub silence: Duration,
    /// How long to wait at most when a server asks to come back later.
    pub patience: Duration,
    /// The most bytes that a file may have.
    pub size: u64,
    /// How often to try again when a server is busy or a transfer is cut.
    pub retries: u32,
}

impl Default for Limits {
    fn default() -> Self {
        let (silence, patience) = (Duration::from_secs(60), Duration::from_secs(120));
        Self { silence, patience, size: 2_000_000_000, retries: 3 }
    }
}

impl Limits {
    /// How long to wait for a connection, which comes soon or not at all.
    pub(super) fn connection(&self) -> Duration {
        self.silence.min(Duration::from_secs(20))
    }
}

/// Where files are put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The folder.
    pub path: PathBuf,
    /// Whether a file that is there may be replaced by another one of its name.
    pub replace: bool,
}

impl Folder {
    /// The folder below `downloads` for what comes from an address, so that two addresses whose last names are the same do
    /// not share a file.
    pub fn of_url(downloads: &Path, url: &str) -> Self {
        let name: String = format!("{:x}", md5::compute(url)).chars().take(8).collect();
        Self { path: downloads.join(name), replace: true }
    }
}

/// How a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arrival {
    /// All of the file came.
    Whole,
    /// The rest of the file came: an earlier run had fetched the beginning.
    Resumed,
    /// The file was there already.
    Present,
}

/// A file that has been fetched, or was there already.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fetched {
    /// The part of its catalogue that it is; the file's name if it comes from no catalogue.
    pub part: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its address at the source, also where a mirror was asked.
    pub url: String,
    /// Its size.
    pub bytes: u64,
    /// Its MD5.
    pub md5: String,
    /// Whether the catalogue lists this MD5.
    pub checked: bool,
    /// How the file came.
    pub arrival: Arrival,
    /// What is to be known of it, in sentences.
    pub about: Vec<String>,
    /// Whether it is a table that the program reads.
    pub is_read: bool,
}

/// An event of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'e> {
    /// A transfer begins.
    Begins {
        /// Its name.
        name: &'e str,
        /// Its size, if it is known.
        size: Option<u64>,
        /// Bytes that are there already.
        from: u64,
    },
    /// More of the file came.
    Came {
        /// Bytes that are there.
        bytes: u64,
    },
    /// A transfer is over.
    Ends,
    /// A file is complete.
    Done {
        /// Its name.
        name: &'e str,
    },
    /// A transfer was cut and goes on.
    GoesOn {
        /// Its name.
        name: &'e str,
        /// Bytes that are there.
        from: u64,
    },
    /// Something about a catalogue that is to be told.
    Found {
        /// What, in a sentence without its stop.
        what: &'e str,
    },
    /// The server is busy and asks to come back.
    Waits {
        /// The address that was asked for.
        url: &'e str,
        /// The status of the answer.
        status: u16,
        /// How long the client waits.
        wait: Duration,
        /// Why so long.
        why: &'e str,
    },
}

/// A function that is called with each event.
pub type Watch<'w> = dyn FnMut(Event<'_>) + 'w;
