//! What the three kinds of tables have in common: the coding of votes, and how a cell is entered.

use crate::members::order::InOrder as _;
use std::collections::BTreeSet;

use crate::record::RollCallId;
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::{self, Codes, VoteCell};
use crate::source::cells::numbers::empty;
use crate::source::cells::who::Voter;
use crate::source::format::{Context, Kind, Ledger, Recognised, Row, SourceError};

/// The most columns of a header of which each is tried as the name of a member.
pub(super) const MOST_NAMED: usize = 512;

/// What the vote cells of an input mean: what the user says, or else the only coding that fits all their numbers.
pub(in crate::source) fn coding(
    one: &Recognised, columns: &[usize], has_votes: impl Fn(&Row<'_>) -> bool, context: &Context<'_>,
    ledger: &mut Ledger,
) -> Result<Codes, SourceError> {
    let mut found = BTreeSet::new();
    let mut rows = one.rows()?;
    while let Some(row) = rows.read()? {
        for column in columns.iter().filter(|_| has_votes(&row)) {
            if let Some(number) = codes::number(row.get(*column)).filter(|_| found.len() < 64) {
                found.insert(number);
            }
        }
    }
    let ambiguous = || {
        let shown: Vec<String> = found.iter().take(12).map(ToString::to_string).collect();
        SourceError::Refused(format!(
            "{}: the vote codes {} can be read in more than one way; say which with --codes, for example --codes voeten or --codes yes=1,abstain=0,no=-1",
            one.input.name,
            shown.join(", ")
        ))
    };
    Codes::of_table(&found, context.options, ledger).ok_or_else(ambiguous)
}

/// Enters a cell of a table that has a cell for every member: nothing in it means non-voting, for those that were
/// members of the body that day.
pub(in crate::source) fn enter(
    ballots: &mut Ballots, id: RollCallId, who: (&str, Voter), cell: (&str, u64), codes: &Codes, ledger: &mut Ledger,
) {
    let ((name, voter), (text, line)) = (who, cell);
    match codes.read(empty(text)) {
        None => Codes::not_understood(text, &format!("{name} '{text}'"), line, ledger),
        Some(VoteCell::Blank) => ballots.enter_blank(id, voter, ledger),
        Some(vote) => ballots.enter(id, voter, vote, line, ledger),
    }
}

/// Notes the numbers of roll calls that occur more than once; each row is kept as a roll call of its own.
pub(super) fn same_numbers(ballots: &Ballots, ledger: &mut Ledger) {
    let mut numbers: Vec<u32> = ballots.builder.ids().filter_map(|id| ballots.builder.roll_call(id).rcid).collect();
    numbers.in_order(Ord::cmp);
    for rcid in numbers.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]) {
        let reason = "numbers that stand for more than one roll call; each row is kept";
        ledger.enter(Kind::Disagreement, reason, None, format!("rcid {rcid}"));
    }
}
