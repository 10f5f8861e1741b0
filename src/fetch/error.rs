//! What can go wrong between a server and a file: a sentence, and the kind of fault that decides what to do then.

use std::{fmt, io, path::Path};

use crate::source::without_secrets;

/// Why something could not be fetched.
#[derive(Debug, thiserror::Error)]
#[error("{sentence}{kept}{advice}")]
pub struct FetchError {
    /// The kind of fault, which decides what to do.
    pub fault: Fault,
    sentence: String,
    /// Says that what has come is kept, so that the same command goes on from there; else empty.
    kept: &'static str,
    /// What the user can do.
    advice: &'static str,
}

/// The kinds of faults for which fetching fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
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
    pub(super) fn new(fault: Fault, sentence: impl AsRef<str>) -> Self {
        Self { fault, sentence: without_secrets(sentence.as_ref()), kept: "", advice: "" }
    }

    pub(super) fn other(sentence: String) -> Self {
        Self::new(Fault::Other, sentence)
    }

    /// The error for a text that is not an address.
    pub(super) fn address(url: &str, cause: &str) -> Self {
        let sentence = format!("{url} is not an address that can be fetched: {cause}; expected http:// or https://");
        Self::new(Fault::Usage, sentence)
    }

    /// The error for a server that cannot be reached.
    pub(super) fn unreachable(url: &str, cause: impl fmt::Display) -> Self {
        Self::new(Fault::Passing, format!("{url} cannot be reached: {cause}"))
    }

    /// The error for a server that sent nothing within the time limit.
    pub(super) fn silent(url: &str, seconds: f64) -> Self {
        let sentence = format!("{url} sent nothing for {seconds} s");
        Self { advice: "; try again, or wait longer with --timeout SECONDS", ..Self::new(Fault::Cut, sentence) }
    }

    /// The error for a server that sent too little within the time limit.
    pub(super) fn slow(url: &str, rate: f64, seconds: f64) -> Self {
        let sentence = format!("{url} sent fewer than {rate} bytes a second for {seconds} s");
        Self { advice: "; try again, or allow a longer time with --timeout SECONDS", ..Self::new(Fault::Cut, sentence) }
    }

    /// The error for a transfer that ended too early.
    pub(super) fn cut(url: &str, received: u64, expected: Option<u64>, cause: &str) -> Self {
        let of = expected.map_or_else(|| "an unknown number of".to_owned(), |expected| expected.to_string());
        Self::new(Fault::Cut, format!("{url} ended after {received} of {of} bytes ({cause})"))
    }

    /// The error for a list of files that is not as expected.
    pub(super) fn listing(url: &str, cause: &str, page: &Page) -> Self {
        Self::other(format!("{url} is not a list of files as expected: {cause}{page}"))
    }

    /// The error for a list of files without the one that is looked for.
    pub(super) fn not_listed(url: &str, wanted: &str, listed: &[&str], page: &Page) -> Self {
        let (shown, more) = listed.split_at(listed.len().min(12));
        let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
        let listed = if shown.is_empty() { "nothing".to_owned() } else { format!("{}{more}", shown.join(", ")) };
        Self::other(format!("{url} lists no {wanted}; it lists {listed}{page}"))
    }

    /// The error for a file that cannot be written.
    pub(super) fn unwritable(path: &Path) -> impl Fn(io::Error) -> Self {
        move |cause| Self::new(Fault::Writing, format!("cannot write {}: {cause}", path.display()))
    }

    /// The error for a file of somebody else that has the name which is to be written.
    pub(super) fn in_the_way(path: &Path, advice: &'static str) -> Self {
        let sentence = format!("{} is there already, and is another file", path.display());
        Self { advice, ..Self::new(Fault::Writing, sentence) }
    }

    /// Whether trying again later may help.
    pub(super) fn is_passing(&self) -> bool {
        matches!(self.fault, Fault::Passing | Fault::Cut)
    }

    /// Makes the error say that what has come is kept, if a transfer was cut.
    pub(super) fn keeping(self) -> Self {
        let kept = "; what has come is kept, and the same command goes on from there";
        if self.fault == Fault::Cut { Self { kept, ..self } } else { self }
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

/// Says what to do on the page.
impl fmt::Display for Page {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url, file } = self;
        write!(out, "\n  open {url} in a browser, download {file} there\n  and run: unvote data add FILE")
    }
}
