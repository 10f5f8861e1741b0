//! What can be wrong with an input. A kind of failure has a variant where the program tells it from others; the rest are
//! sentences, made where the fault is found.

use std::{io, path::Path};

/// Why an input could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The file cannot be opened or read.
    #[error("cannot read {path}: {cause}")]
    Unreadable {
        /// Which file.
        path: String,
        /// What the system said.
        cause: io::Error,
    },
    /// There is nothing in it, or it is not text: in a folder such files are passed over.
    #[error("{0}")]
    NotText(String),
    /// Something is wrong at one place: it is larger than any honest file has it, or not UTF-8.
    #[error("{name}, line {line}: {what}")]
    At {
        /// Which input.
        name: String,
        /// Line of the file, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// It is damaged: a compressed file that ends too early, a broken archive, broken JSON.
    #[error("{name} is damaged: {cause}")]
    Damaged {
        /// Which input.
        name: String,
        /// What is wrong and where.
        cause: String,
    },
    /// It cannot be loaded for another reason.
    #[error("{0}")]
    Refused(String),
}

impl SourceError {
    /// A file that the system does not let read.
    pub(crate) fn unreadable(path: &Path, cause: io::Error) -> Self {
        Self::Unreadable { path: path.display().to_string(), cause }
    }

    /// There is nothing in an input.
    pub(crate) fn empty(name: &str) -> Self {
        Self::NotText(format!("{name} is empty"))
    }

    /// Something in an input is larger than any honest file has it.
    pub(crate) fn too_large(name: &str, line: u64, what: &str, limit: usize, unit: &str) -> Self {
        let what = format!("{what} is larger than the limit of {limit}{unit}");
        Self::At { name: name.to_owned(), line, what }
    }

    /// More inputs than a record can tell apart.
    pub(crate) fn too_many_inputs(count: usize) -> Self {
        Self::Refused(format!("at most 64 inputs can be loaded at once, not {count}"))
    }

    /// The same error further down, for readers that began in the midst of a file.
    pub(crate) fn below(mut self, lines: u64) -> Self {
        if let Self::At { line, .. } = &mut self {
            *line += lines;
        }
        self
    }
}
