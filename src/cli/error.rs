//! The error of the command line: its kind, which gives the exit code, its sentence, and hints what to do.

use std::{fmt, process::ExitCode};

use crate::source::{SourceError, without_secrets};
use crate::{members::LookupError, report::arrange::Unknown, store::StoreError};

/// What kind of failure it is; the number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(super) enum Kind {
    /// Nothing matches what was asked for.
    NothingFound = 1,
    /// The arguments cannot be understood, or do not go together.
    Usage = 2,
    /// A file or the store cannot be read or understood.
    BadData = 3,
    /// A server cannot be reached, or refuses.
    NotReachable = 4,
    /// The answer cannot be written, or something unforeseen happened.
    Unforeseen = 5,
}

impl Kind {
    /// The kind of an error from the modules below; any other, such as a file that cannot be written, is unforeseen.
    fn of(error: &anyhow::Error) -> Self {
        #[cfg(feature = "fetch")]
        if let Some(error) = error.downcast_ref::<crate::fetch::FetchError>() {
            use crate::fetch::Fault;

            return match error.fault {
                Fault::Refused | Fault::Passing | Fault::Cut => Self::NotReachable,
                Fault::Usage => Self::Usage,
                Fault::Writing => Self::Unforeseen,
                Fault::Other => Self::BadData,
            };
        }
        let is_of_reading = error.downcast_ref::<StoreError>().is_some_and(|error| !error.is_of_writing());
        match error {
            _ if error.is::<LookupError>() || error.is::<Unknown>() => Self::Usage,
            _ if error.is::<SourceError>() || is_of_reading => Self::BadData,
            _ => Self::Unforeseen,
        }
    }
}

/// Why a command has no answer.
#[derive(Debug)]
pub(super) struct Error {
    kind: Kind,
    sentence: String,
    hints: Vec<String>,
    /// Whether what was asked for may be found elsewhere.
    open: bool,
}

impl Error {
    /// An error of a kind; what follows a line break and two spaces in its text are hints.
    fn new(kind: Kind, text: &str) -> Self {
        let mut lines = text.split("\n  ").map(ToOwned::to_owned);
        Self {
            kind,
            sentence: lines.next().unwrap_or_default(),
            hints: lines.collect(),
            open: kind == Kind::NothingFound,
        }
    }

    /// Nothing matches what was asked for.
    pub(super) fn nothing(text: impl AsRef<str>) -> Self {
        Self::new(Kind::NothingFound, text.as_ref())
    }

    /// The arguments are wrong.
    pub(super) fn usage(text: impl AsRef<str>) -> Self {
        Self::new(Kind::Usage, text.as_ref())
    }

    /// Fails with [`Self::usage`] if the arguments are wrong.
    pub(super) fn usage_if(are_wrong: bool, text: impl AsRef<str>) -> Result<(), Self> {
        if are_wrong { Err(Self::usage(text)) } else { Ok(()) }
    }

    /// Fails with [`Self::nothing`] if nothing is left.
    pub(super) fn nothing_if(is_empty: bool, text: impl AsRef<str>) -> Result<(), Self> {
        if is_empty { Err(Self::nothing(text)) } else { Ok(()) }
    }

    /// The same error with more hints.
    pub(super) fn hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.hints.extend(hints);
        self
    }

    /// The same error where there is enough to choose from: nobody needs to look elsewhere.
    pub(super) fn settled(mut self) -> Self {
        self.open = false;
        self
    }

    /// The same error, where nothing was found, with where else to look.
    pub(super) fn or_elsewhere(self, hint: impl FnOnce() -> Option<String>) -> Self {
        if self.open { self.hints(hint()) } else { self }
    }

    /// The exit code of the program.
    pub(super) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.kind as u8)
    }
}

/// The sentence, and each hint on a line of its own.
impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&without_secrets(&self.sentence))?;
        self.hints.iter().try_for_each(|hint| write!(out, "\n  {}", without_secrets(hint)))
    }
}

/// Takes any error over with its causes, each once: many a sentence tells its cause already. Its type decides the kind.
impl<E: Into<anyhow::Error>> From<E> for Error {
    fn from(error: E) -> Self {
        let error = error.into();
        let mut text = String::new();
        for part in error.chain().map(ToString::to_string).filter(|part| !part.is_empty()) {
            match text.contains(&part) {
                true => {}
                false if text.is_empty() => text = part,
                false => text.extend([": ", &part]),
            }
        }
        Self::new(Kind::of(&error), &text)
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use anyhow::Context as _;

    use super::*;

    #[test]
    fn a_failed_write_is_neither_usage_nor_bad_data() {
        let failed = Err::<(), _>(io::Error::other("disk full")).context("cannot write a.csv").unwrap_err();
        let error = Error::from(failed);
        assert_eq!((error.kind, error.to_string().as_str()), (Kind::Unforeseen, "cannot write a.csv: disk full"));
    }

    #[test]
    fn a_cause_is_told_once() {
        let full = || Err::<(), _>(io::Error::other("disk full"));
        let twice = full().context("cannot write a.csv: disk full").context("nothing was kept").unwrap_err();
        assert_eq!(Error::from(twice).to_string(), "nothing was kept: cannot write a.csv: disk full");
    }

    #[test]
    fn hints_stand_below_the_sentence() {
        let error = Error::nothing("none of these").hints(["try another".to_owned(), "or\ntwo".to_owned()]);
        assert_eq!(error.to_string(), "none of these\n  try another\n  or\ntwo");
    }
}
