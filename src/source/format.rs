//! What a format is, and what every reader is given. Readers import from here what all of them need.

use std::sync::Arc;

use super::cells::dates::Order;
pub(crate) use super::error::SourceError;
pub(crate) use super::head::{Columns, Fit, Head, Shape};
pub(crate) use super::input::Input;
pub(crate) use super::ledger::{DIFFER, Kind, Ledger, NO_VOTE, shortened};
pub(crate) use super::rows::{Row, Rows};
use crate::members::Members;
use crate::record::{Origin, Record};

/// How inputs are to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Fail when anything is not understood, instead of counting it.
    pub strict: bool,
    /// What the vote codes of a table mean, as the user says (`voeten`, or `yes=1,abstain=0,no=-1`).
    pub codes: Option<String>,
    /// Which columns hold what, as the user says: (role, column), role one of `resolution`, `member`, `vote`, `date`, ...
    pub map: Vec<(String, String)>,
    /// Which of day and month comes first, as the user says.
    pub dates: Option<Order>,
}

/// What every reader is given.
#[derive(Debug)]
pub(crate) struct Context<'c> {
    /// The table of members.
    pub members: &'c Arc<Members>,
    /// How inputs are to be read.
    pub options: &'c Options,
}

/// An input of a known format, with what its beginning says about it.
#[derive(Debug)]
pub(crate) struct Recognised {
    /// The input.
    pub input: Input,
    /// Its beginning.
    pub head: Head,
    /// Which of day and month comes first in it, where that matters.
    pub order: Option<Order>,
}

impl Recognised {
    /// The rows of the input below its header.
    pub(crate) fn rows(&self) -> Result<Rows<'_>, SourceError> {
        let mut rows = Rows::of(&self.input, self.head.delimiter()).with(&self.head.columns.constants);
        rows.read()?;
        Ok(rows)
    }

    /// Calls `take` with each row below the header that holds anything; a row that is longer or shorter than the header
    /// goes to the ledger.
    pub(crate) fn each_row(
        &self, ledger: &mut Ledger, mut take: impl FnMut(&Row<'_>, &mut Ledger),
    ) -> Result<(), SourceError> {
        let width = self.head.columns.names.len();
        let own = width - self.head.columns.constants.len();
        let mut rows = self.rows()?;
        while let Some(row) = rows.read()? {
            if row.fields().take(own).all(str::is_empty) {
                // An empty line of a spreadsheet.
            } else if row.len() == width {
                take(&row, ledger);
            } else {
                ledger.ragged(row.len() + own - width, row.line, own);
            }
        }
        Ok(())
    }
}

/// Reads inputs of one format into a record of its own. The reader adds an [`Origin`] for each input and sets the bits
/// of [`crate::record::RollCall::sources`]; what it cannot read goes to the ledger.
pub(crate) type Read = fn(&[Recognised], &Context<'_>, &mut Ledger) -> Result<Record, SourceError>;

/// A format: how it is recognised, and its reader.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// Its name, for people.
    pub name: &'static str,
    /// Terms of use of the data in it, with the attribution asked for; empty if there are none.
    pub terms: &'static str,
    /// Decides whether the beginning of an input is of this format.
    pub fits: fn(&Head, &Context<'_>) -> Fit,
    /// Its reader.
    pub read: Read,
}

impl Format {
    /// The source that an input of this format stands for.
    pub(crate) fn origin(&self, one: &Recognised) -> Origin {
        let (name, format, terms) = (one.input.name.clone(), self.name.to_owned(), self.terms.to_owned());
        Origin { name, format, terms, ..Origin::default() }
    }
}
