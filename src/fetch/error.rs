//! What can go wrong between a server and a file, in one enum; the words stand here and nowhere else.

use std::{path::PathBuf, time::Duration};

/// Why something could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// No address that can be asked.
    #[error("{url} is no address that can be fetched: {cause}; expected http:// or https://")]
    Address {
        /// What was given.
        url: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A catalogue has no such part.
    #[error("{catalogue} has no part '{part}'; it has {parts}")]
    Part {
        /// The catalogue.
        catalogue: &'static str,
        /// What was asked for.
        part: String,
        /// What there is.
        parts: String,
    },
    /// Nobody answers: no such host, no connection, no agreement on encryption.
    #[error("{url} cannot be reached: {cause}")]
    Unreachable {
        /// What was asked.
        url: String,
        /// Why not.
        cause: String,
    },
    /// The server fell silent.
    #[error("{url} sent nothing for {} s{kept}; try again, or wait longer with --timeout SECONDS", seconds(*.waited))]
    Silent {
        /// What was asked.
        url: String,
        /// How long nothing came.
        waited: Duration,
        /// What is kept of it.
        kept: Kept,
    },
    /// The connection was cut, or the server said a longer file than it sent.
    #[error("{url} ended after {received} of {} bytes ({cause}){kept}", of(*.expected))]
    Cut {
        /// What was asked.
        url: String,
        /// What came, with what an earlier run had left.
        received: u64,
        /// What was to come.
        expected: Option<u64>,
        /// What the connection said.
        cause: String,
        /// What is kept of it.
        kept: Kept,
    },
    /// The server refuses.
    #[error("{url} answered with status {status}{}", because(*.status))]
    Status {
        /// What was asked.
        url: String,
        /// The status.
        status: u16,
    },
    /// The server has too much to do, for longer than one waits for a program.
    #[error("{url} is busy (status {status}){}", later(*.wait))]
    Busy {
        /// What was asked.
        url: String,
        /// The status.
        status: u16,
        /// How long it asks to wait, when it says.
        wait: Option<Duration>,
    },
    /// A page for a browser came instead of the data.
    #[error("{url} answered with {found} instead of the data; nothing of it was kept{}", in_browser(.page.as_ref()))]
    Challenge {
        /// What was asked.
        url: String,
        /// What came.
        found: String,
        /// The page where a person finds the file, and what it is called there.
        page: Option<Page>,
    },
    /// More than the limit.
    #[error("{url} is larger than {limit} bytes{}; allow more with --max-size MB", says(*.size))]
    TooLarge {
        /// What was asked.
        url: String,
        /// The limit.
        limit: u64,
        /// The size that the server names, when it does.
        size: Option<u64>,
    },
    /// What came is not what the catalogue lists.
    #[error("{url} came with the MD5 {found}, where its catalogue says {expected}; nothing of it was kept, try again")]
    Checksum {
        /// What was asked.
        url: String,
        /// What came.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// There is nothing in it.
    #[error("{url} is empty")]
    Empty {
        /// What was asked.
        url: String,
    },
    /// A list of files in another shape than expected.
    #[error("{url} is no list of files as expected: {cause}{}", by_hand(.page))]
    Listing {
        /// What was asked.
        url: String,
        /// What is wrong with it.
        cause: String,
        /// The page where a person finds the file.
        page: Page,
    },
    /// The list does not have the file.
    #[error("{url} lists no {wanted}; it lists {listed}{}", by_hand(.page))]
    NotListed {
        /// What was asked.
        url: String,
        /// What was looked for.
        wanted: String,
        /// What is there.
        listed: String,
        /// The page where a person finds the file.
        page: Page,
    },
    /// The file cannot be written.
    #[error("cannot write {}: {cause}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Another process is at the same file.
    #[error("another process is fetching {}; wait for it to end", path.display())]
    InUse {
        /// Which file.
        path: PathBuf,
    },
}

impl FetchError {
    /// Whether something was not to be reached, as against wrong usage, bad data and a disk that cannot be written.
    #[must_use]
    pub fn is_network(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::Silent { .. }
                | Self::Cut { .. }
                | Self::Status { .. }
                | Self::Busy { .. }
                | Self::Challenge { .. }
        )
    }

    /// Whether the command was wrong.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Address { .. } | Self::Part { .. })
    }

    /// Whether what has come so far may still be the beginning of the file.
    pub(super) fn is_passing(&self) -> bool {
        self.is_network() && !matches!(self, Self::Status { .. })
    }

    /// The same, saying that what has come is kept.
    pub(super) fn keeping(mut self) -> Self {
        if let Self::Silent { kept, .. } | Self::Cut { kept, .. } = &mut self {
            *kept = Kept(true);
        }
        self
    }
}

/// Whether what has come is kept, to go on from there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept(pub bool);

impl std::fmt::Display for Kept {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(if self.0 { "; what has come is kept, and the same command goes on from there" } else { "" })
    }
}

/// Where a person finds a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The address of the page.
    pub url: String,
    /// What the file is called there.
    pub file: String,
}

/// What to do by hand.
fn by_hand(page: &Page) -> String {
    let Page { url, file } = page;
    format!("\n  open {url} in a browser, download {file} there\n  and run: unvote data add FILE")
}

fn in_browser(page: Option<&Page>) -> String {
    page.map(by_hand).unwrap_or_default()
}

fn seconds(waited: Duration) -> String {
    format!("{}", waited.as_secs_f64())
}

fn of(expected: Option<u64>) -> String {
    expected.map_or_else(|| "an unknown number of".to_owned(), |expected| expected.to_string())
}

fn says(size: Option<u64>) -> String {
    size.map_or_else(String::new, |size| format!(" (it has {size})"))
}

fn later(wait: Option<Duration>) -> String {
    match wait {
        Some(wait) => format!("; it asks to come back in {} s", seconds(wait)),
        None => "; try again later".to_owned(),
    }
}

fn because(status: u16) -> &'static str {
    match status {
        401 | 403 => " (refused)",
        404 | 410 => " (no such file there)",
        500.. => " (the server has a fault; try again later)",
        _ => "",
    }
}
