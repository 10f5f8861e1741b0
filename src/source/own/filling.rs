//! What reading our own formats has in common: the names in them, and a record that is being filled.

use std::sync::Arc;

use crate::members::{MemberId, Members};
use crate::record::{Entered, Origin, Record, RecordBuilder, Roll, RollCall, Vote};
use crate::source::cells::dates::Order;
use crate::source::cells::fields::{Doubt, Field};
use crate::source::format::{Kind, Ledger, SourceError};

/// What a file says it is.
pub(super) const SCHEMA: &str = "unvote-record-1";
/// The word for a member whose vote the source does not give.
pub(super) const NOT_KNOWN: &str = "not-known";
/// The keys of the lists of members in JSON, with their votes.
pub(super) const VOTE_KEYS: [(&str, Option<Vote>); 5] = [
    ("yes", Some(Vote::Yes)),
    ("no", Some(Vote::No)),
    ("abstain", Some(Vote::Abstain)),
    ("non_voting", Some(Vote::NonVoting)),
    ("not_known", None),
];
/// The columns of a row that belong to the member.
pub(super) const OF_MEMBER: [&str; 5] = ["roll_call", "member", "vote", "intended", "intended_source"];
/// The keys of a source in JSON.
pub(super) const OF_SOURCE: [&str; 5] = ["name", "format", "edition", "terms", "dates_unreliable_before"];
/// The columns of a row that say where its roll call comes from; of several sources their parts are joined by `|`.
pub(super) const OF_SOURCES: [&str; 5] =
    ["source", "source_format", "source_edition", "source_terms", "source_dates_unreliable_before"];
/// The most roll calls that one file may hold; the whole record since 1946 has about 10,000.
pub(super) const MOST_ROLL_CALLS: usize = 1 << 19;
/// The most bytes that one file may have: its texts stay far below what a record can hold.
pub(super) const MOST_BYTES: usize = 2 << 30;

/// A record that is being filled, with its sources.
pub(super) struct Filling<'l> {
    pub builder: RecordBuilder,
    pub ledger: &'l mut Ledger,
    origins: Vec<Origin>,
    /// The order of day and month in the current file.
    pub order: Option<Order>,
}

impl<'l> Filling<'l> {
    pub(super) fn new(members: &Arc<Members>, ledger: &'l mut Ledger) -> Self {
        Self { builder: RecordBuilder::new(members.clone()), ledger, origins: Vec::new(), order: None }
    }

    /// Puts a cell into a roll call; what is doubtful about it, if anything is.
    pub(super) fn set(&mut self, field: &Field, cell: &str, one: &mut RollCall) -> Option<(Kind, String)> {
        match field.set(cell, self.order, one, &mut self.builder) {
            Ok(()) => None,
            Err(Doubt::LeftOut(expected, _)) => Some((Kind::Skipped, format!("not understood: expected {expected}"))),
            Err(Doubt::NoSymbol(_)) => Some((Kind::Note, "not a symbol; kept as it is".to_owned())),
        }
    }

    /// The number of a source in the record, added if it is not there yet.
    pub(super) fn source(&mut self, mut origin: Origin) -> usize {
        // As all texts of a record, so that what stands between marks comes back the same from each form.
        for text in [&mut origin.name, &mut origin.format, &mut origin.edition, &mut origin.terms] {
            text.truncate(text.trim_end().len());
            text.drain(..text.len() - text.trim_start().len());
        }
        self.origins.iter().position(|known| *known == origin).unwrap_or_else(|| {
            self.origins.push(origin);
            self.origins.len() - 1
        })
    }

    /// The source that a file itself is, for roll calls that name none.
    pub(super) fn itself(&mut self, name: &str) -> usize {
        let (name, format, edition) = (name.to_owned(), "unvote record".to_owned(), SCHEMA.to_owned());
        self.source(Origin { name, format, edition, ..Origin::default() })
    }

    /// The record.
    pub(super) fn finish(mut self) -> Result<Record, SourceError> {
        if self.origins.len() > 64 {
            return Err(SourceError::too_many_inputs(self.origins.len()));
        }
        for origin in self.origins {
            self.builder.origin(origin);
        }
        Ok(self.builder.finish())
    }
}

/// A vote by its word.
pub(super) fn vote(cell: &str) -> Option<Vote> {
    Vote::ALL.into_iter().find(|vote| vote.word() == cell)
}

/// Enters a vote, or a member whose vote is not known; `false` if the member already has another vote.
pub(super) fn enter(roll: &mut Roll, member: MemberId, vote: Option<Vote>) -> bool {
    match vote {
        Some(vote) => return !matches!(roll.enter(member, vote), Entered::Contradicts(_)),
        None if roll.known().contains(member) => return false,
        None => roll.not_known.insert(member),
    }
    true
}
