//! What can be wrong with an input. A failure has a variant of its own if the program treats it differently; the rest
//! are sentences, made where the fault is found.

use std::{io, path::Path};

use super::ledger::rows_for_lines;

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
    /// The file is empty or not text; such files are passed over in a folder.
    #[error("{0}")]
    NotText(String),
    /// Something is wrong at one place: it is larger than in any honest file, or not UTF-8.
    #[error("{name}, line {line}: {what}")]
    At {
        /// Which input.
        name: String,
        /// Line of the file, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// The input is damaged: a compressed file that ends too early, a broken archive, broken JSON.
    #[error("{name} is damaged: {cause}")]
    Damaged {
        /// Which input.
        name: String,
        /// What is wrong and where.
        cause: String,
    },
    /// The input cannot be loaded for another reason.
    #[error("{0}")]
    Refused(String),
}

impl SourceError {
    /// The error for a file that cannot be read.
    pub(crate) fn unreadable(path: &Path, cause: io::Error) -> Self {
        Self::Unreadable { path: path.display().to_string(), cause }
    }

    /// The error for an input that is empty.
    pub(crate) fn empty(name: &str) -> Self {
        Self::NotText(format!("{name} is empty"))
    }

    /// The error for a file that others wrote to, or cut short, while it was read.
    pub(crate) fn changed(name: &str) -> Self {
        let advice = "run the same command again when nothing writes to it";
        Self::Refused(format!("{name} changed or was cut short while it was read\n  {advice}"))
    }

    /// The error for something that is larger than in any honest file.
    pub(crate) fn too_large(name: &str, line: u64, what: &str, limit: usize, unit: &str) -> Self {
        let what = format!("{what} is larger than the limit of {limit}{unit}");
        Self::At { name: name.to_owned(), line, what }
    }

    /// The error for more inputs than a record can tell apart.
    pub(crate) fn too_many_inputs(count: usize) -> Self {
        Self::Refused(format!("at most 64 inputs can be loaded at once, not {count}"))
    }

    /// Names rows instead of lines, for a table that was made of a container.
    pub(crate) fn name_rows(self, header: u64) -> Self {
        match self {
            Self::At { name, line, what } => {
                Self::Refused(format!("{name}, row {}: {what}", (line + header).saturating_sub(1)))
            }
            Self::Refused(text) => Self::Refused(rows_for_lines(&text, header)),
            other => other,
        }
    }

    /// Moves the error down by some lines, for readers that began in the middle of a file.
    pub(crate) fn below(mut self, lines: u64) -> Self {
        if let Self::At { line, .. } = &mut self {
            *line += lines;
        }
        self
    }
}
