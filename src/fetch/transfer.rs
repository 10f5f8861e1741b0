//! A transfer as the commands see it: its limits, what happens, and the file that came.

use std::{path::PathBuf, time::Duration};

/// How long to wait and how much to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Give up after so long without an answer or a byte.
    pub silence: Duration,
    /// Wait at most so long when a server asks to come back.
    pub patience: Duration,
    /// Bytes that a file may have.
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

/// How a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arrival {
    /// All of it.
    Whole,
    /// The rest of it: an earlier run had brought the beginning.
    Resumed,
    /// It was there already.
    Present,
}

/// A file that is there now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fetched {
    /// Which part of its catalogue it is; the file's name where it comes from none.
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
    /// How it came.
    pub arrival: Arrival,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'e> {
    /// A file begins to come.
    Begins {
        /// Its name.
        name: &'e str,
        /// Its size, where it is known.
        size: Option<u64>,
        /// Bytes that are there already.
        from: u64,
    },
    /// More of it came.
    Came {
        /// Bytes that are there.
        bytes: u64,
    },
    /// A transfer is over.
    Ends,
    /// A file is there.
    Done {
        /// Its name.
        name: &'e str,
    },
    /// A transfer was cut and goes on.
    GoesOn {
        /// Which file.
        name: &'e str,
        /// Bytes that are there.
        from: u64,
    },
    /// The server is busy and asks to come back.
    Waits {
        /// What was asked.
        url: &'e str,
        /// The status.
        status: u16,
        /// How long one waits.
        wait: Duration,
    },
}

/// Who is told what happens.
pub type Watch<'w> = dyn FnMut(Event<'_>) + 'w;
