//! What can be wrong with a store, and what to do then.

use std::{io, path::Path};

use crate::source::SourceError;

/// Why a store could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A source of the store could not be loaded.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The system refuses.
    #[error("{path} cannot be {what}: {cause}")]
    Io {
        /// What was to be done: read, written, removed.
        what: &'static str,
        /// Which file.
        path: String,
        /// What the system said.
        cause: io::Error,
    },
    /// The store is damaged or of another version, or a request would lose something.
    #[error("{0}")]
    Refused(String),
}

impl StoreError {
    /// Whether the store could not be written, rather than read or understood.
    pub fn is_of_writing(&self) -> bool {
        matches!(self, Self::Io { what, .. } if *what != "read")
    }

    /// The error for what the system refuses to do with a file.
    pub(super) fn io(what: &'static str, path: &Path) -> impl Fn(io::Error) -> Self {
        move |cause| Self::Io { what, path: path.display().to_string(), cause }
    }

    /// The error for another file in the place of the store.
    pub(super) fn not_a_store(path: &str) -> Self {
        let advice = "move it away, or name another folder with --store";
        Self::Refused(format!("{path} is not a store of this program\n  {advice}"))
    }

    /// The error for a store that cannot be read and has to be made anew.
    pub(super) fn unusable(path: &str, why: &str) -> Self {
        let advice = "`unvote data remove --all` removes it; then add the sources again";
        Self::Refused(format!("{path} {why}\n  {advice}"))
    }

    /// The error for a store with a part whose checksum does not hold.
    pub(super) fn damaged(path: &str, what: &str) -> Self {
        Self::unusable(path, &format!("is damaged: {what} cannot be trusted"))
    }
}
