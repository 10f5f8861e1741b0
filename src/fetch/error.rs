//! What can go wrong between a server and a file: a sentence, and the kind of fault that decides what to do then.

use std::{fmt, io, path::Path};

/// Why something could not be fetched.
#[derive(Debug)]
pub struct FetchError {
    fault: Fault,
    sentence: String,
    /// Whether what has come is kept, so that the same command goes on from there.
    kept: bool,
    /// What can be done.
    advice: &'static str,
}

/// The kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// What was asked for does not exist.
    Usage,
    /// The server refuses.
    Refused,
    /// The server cannot be reached, is busy or asks for a browser.
    Passing,
    /// A transfer was cut, or nothing more came.
    Cut,
    /// A file cannot be written.
    Writing,
    /// A list or a file is not as it should be.
    Other,
}

impl FetchError {
    pub(super) fn new(fault: Fault, sentence: String) -> Self {
        Self { fault, sentence, kept: false, advice: "" }
    }

    pub(super) fn usage(sentence: String) -> Self {
        Self::new(Fault::Usage, sentence)
    }

    pub(super) fn other(sentence: String) -> Self {
        Self::new(Fault::Other, sentence)
    }

    /// A text that is not an address.
    pub(super) fn address(url: &str, cause: &str) -> Self {
        Self::usage(format!("{url} is no address that can be fetched: {cause}; expected http:// or https://"))
    }

    /// A server that cannot be reached.
    pub(super) fn unreachable(url: &str, cause: impl fmt::Display) -> Self {
        Self::new(Fault::Passing, format!("{url} cannot be reached: {cause}"))
    }

    /// A server that sent nothing for as long as one waits.
    pub(super) fn silent(url: &str, seconds: f64) -> Self {
        let sentence = format!("{url} sent nothing for {seconds} s");
        Self { advice: "; try again, or wait longer with --timeout SECONDS", ..Self::new(Fault::Cut, sentence) }
    }

    /// A transfer that ended too early.
    pub(super) fn cut(url: &str, received: u64, expected: Option<u64>, cause: &str) -> Self {
        let of = expected.map_or_else(|| "an unknown number of".to_owned(), |expected| expected.to_string());
        Self::new(Fault::Cut, format!("{url} ended after {received} of {of} bytes ({cause})"))
    }

    /// A list of files that is not as expected.
    pub(super) fn listing(url: &str, cause: &str, page: &Page) -> Self {
        Self::other(format!("{url} is no list of files as expected: {cause}{page}"))
    }

    /// A list of files without the one that is looked for.
    pub(super) fn not_listed(url: &str, wanted: &str, listed: &[&str], page: &Page) -> Self {
        let listed = if listed.is_empty() { "nothing".to_owned() } else { listed.join(", ") };
        Self::other(format!("{url} lists no {wanted}; it lists {listed}{page}"))
    }

    /// A file that the system does not let write.
    pub(super) fn unwritable(path: &Path) -> impl Fn(io::Error) -> Self {
        move |cause| Self::new(Fault::Writing, format!("cannot write {}: {cause}", path.display()))
    }

    /// Whether the network or the server is to blame, rather than what was asked for.
    pub fn is_network(&self) -> bool {
        self.is_passing() || self.fault == Fault::Refused
    }

    /// Whether something was asked for that does not exist.
    pub fn is_usage(&self) -> bool {
        self.fault == Fault::Usage
    }

    /// Whether a file could not be written.
    pub fn is_of_writing(&self) -> bool {
        self.fault == Fault::Writing
    }

    /// Whether trying again later may help.
    pub(super) fn is_passing(&self) -> bool {
        matches!(self.fault, Fault::Passing | Fault::Cut)
    }

    /// Whether a transfer had begun.
    pub(super) fn is_cut(&self) -> bool {
        self.fault == Fault::Cut
    }

    /// The same error, saying that what has come is kept.
    pub(super) fn keeping(self) -> Self {
        Self { kept: self.is_cut(), ..self }
    }
}

impl std::error::Error for FetchError {}

impl fmt::Display for FetchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = if self.kept { "; what has come is kept, and the same command goes on from there" } else { "" };
        write!(out, "{}{kept}{}", self.sentence, self.advice)
    }
}

/// A page on which people can download a file themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Its address.
    pub(super) url: String,
    /// Which file to look for there.
    pub(super) file: String,
}

/// What to do there.
impl fmt::Display for Page {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url, file } = self;
        write!(out, "\n  open {url} in a browser, download {file} there\n  and run: unvote data add FILE")
    }
}
