//! What can be wrong with a store, and what to do then. It finds nothing out.

use std::io;

use super::file;
use crate::record::Date;
use crate::source::SourceError;

/// What can be wrong with a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// What is to be added, or the record compiled in, cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The system refused.
    #[error("{path} cannot be {what}: {source}")]
    Io {
        /// What was tried, as a participle: read, written.
        what: &'static str,
        /// Which file or folder.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// It is another file.
    #[error("{path} is no store of this program\n  move it away, or name another folder by --store")]
    NoStore {
        /// Which file.
        path: String,
    },
    /// It was written by another version of this program.
    #[error(
        "{path} has version {version} of the store's format, and this program reads version {}\n  `unvote data remove --all` removes it; then add the sources again",
        file::VERSION
    )]
    OtherVersion {
        /// Which file.
        path: String,
        /// Its version.
        version: u32,
    },
    /// It ends too early.
    #[error("{path} was cut short: it has {length} bytes{}\n  `unvote data remove --all` removes it; then add the sources again", of(*expected))]
    CutShort {
        /// Which file.
        path: String,
        /// Its length.
        length: u64,
        /// The length that its header tells, where it is whole.
        expected: Option<u64>,
    },
    /// A checksum does not hold.
    #[error(
        "{path} is damaged: {what} cannot be trusted\n  `unvote data remove --all` removes it; then add the sources again"
    )]
    Damaged {
        /// Which file.
        path: String,
        /// The part.
        what: &'static str,
    },
    /// Its checksums hold, but not what they stand for.
    #[error(
        "{path} cannot be understood: another version of this program wrote it\n  `unvote data remove --all` removes it; then add the sources again"
    )]
    NotUnderstood {
        /// Which file.
        path: String,
    },
    /// It names a member that the table of members does not have.
    #[error(
        "{path} has votes of the member {code}, which this version of the program does not know: a newer one wrote it"
    )]
    UnknownMember {
        /// Which file.
        path: String,
        /// The code.
        code: String,
    },
    /// A name that is given for a source fits none.
    #[error("the store in {path} has no source called '{name}'{}", known(sources))]
    UnknownSource {
        /// Which store.
        path: String,
        /// What was asked for.
        name: String,
        /// What there is.
        sources: Vec<String>,
    },
    /// An older edition is not put in place of a newer one unasked.
    #[error(
        "{name} ends on {theirs}, before {mine}, the last day of the edition that the store has of it\n  --replace puts it there all the same"
    )]
    Older {
        /// The source.
        name: String,
        /// Its last day.
        theirs: Date,
        /// The last day of the source in the store.
        mine: Date,
    },
    /// A part of a publication is not put in place of more of it unasked.
    #[error(
        "{name} has {theirs} roll calls, fewer than the {mine} of {stored}, whose place it would take\n  --replace puts it there all the same"
    )]
    Smaller {
        /// The source.
        name: String,
        /// Its number of roll calls.
        theirs: u32,
        /// The source in the store.
        stored: String,
        /// The number of roll calls of that.
        mine: u32,
    },
}

impl StoreError {
    /// Whether the store cannot be written, as against what cannot be read or understood.
    #[must_use]
    pub fn is_of_writing(&self) -> bool {
        matches!(self, Self::Io { what, .. } if *what != "read")
    }
}

fn of(expected: Option<u64>) -> String {
    expected.map_or_else(String::new, |expected| format!(" of {expected}"))
}

fn known(sources: &[String]) -> String {
    if sources.is_empty() { "; it is empty".to_owned() } else { format!("; it has {}", sources.join(", ")) }
}
