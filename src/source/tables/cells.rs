//! What the three kinds of tables have in common: the names of members' columns, the coding of votes, and how a cell is
//! entered.

use std::collections::BTreeSet;

use crate::record::{Body, RollCallId, Vote};
use crate::source::cells::ballots::{Ballots, Voter};
use crate::source::cells::codes::{self, Codes, VoteCell};
use crate::source::format::{Context, Kind, Ledger, Recognised, Row, SourceError};

/// The names of columns that hold a member's code or name, the most reliable first.
pub(super) const MEMBER: &[&str] = &[
    "ms_code", "iso3", "iso3c", "iso_3", "iso", "country_code", "member_code", "code", "member", "ms_name",
    "member_state", "member state", "country", "country_name", "countryname", "country name", "state", "name",
];

/// The most columns of a header of which each is tried as the name of a member.
pub(super) const MOST_NAMED: usize = 512;

/// What the vote cells of an input mean: what the user says, or else the only coding that fits all their numbers.
pub(super) fn coding(
    one: &Recognised, columns: &[usize], has_votes: impl Fn(&Row<'_>) -> bool, context: &Context<'_>,
    ledger: &mut Ledger,
) -> Result<Codes, SourceError> {
    if let Some(codes) = codes::told(context.options) {
        return Ok(codes);
    }
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
    let codes = Codes::of_numbers(&found).ok_or_else(ambiguous)?;
    if let Some(note) = codes.note() {
        ledger.note(note);
    }
    Ok(codes)
}

/// Enters a cell of a table that has a cell for every member: nothing in it means non-voting, for those that were
/// members of the body that day.
pub(super) fn enter(
    ballots: &mut Ballots, id: RollCallId, who: (&str, Voter), cell: (&str, u64), codes: &Codes, ledger: &mut Ledger,
) {
    let ((name, voter), (text, line)) = (who, cell);
    match codes.read(text) {
        None => ledger.skip("unknown vote codes", line, format!("{name} '{text}'")),
        Some(VoteCell::Blank) => blank(ballots, id, voter, line, ledger),
        Some(vote) => ballots.enter(id, voter, vote, line, ledger),
    }
}

fn blank(ballots: &mut Ballots, id: RollCallId, voter: Voter, line: u64, ledger: &mut Ledger) {
    // A table does not say who sits in the Council, so an empty cell may mean absence or no seat.
    if ballots.builder.roll_call(id).body == Body::SecurityCouncil {
        return;
    }
    // Without a day a state is the one that is named: a row of the Soviet Union says nothing of Russia.
    let dated = ballots.builder.roll_call(id).date.is_some();
    let member = if dated { ballots.of_time(id, voter.member) } else { voter.member };
    match ballots.seating(id).map(|seating| seating.has(member)) {
        Some(Some(true)) => {
            ballots.enter(id, voter, VoteCell::Cast(Vote::NonVoting), line, ledger);
            ledger.note("empty cells read as non-voting, for those that were members at the time");
        }
        // What holds for a member of a part of the session only is found when the whole roll is read.
        Some(_) => {}
        None => {
            let roll = ballots.builder.entry(id).1;
            if !roll.members().contains(member) {
                roll.not_known.insert(member);
            }
        }
    }
}

/// Notes the numbers of roll calls that occur more than once; each row is kept as a roll call of its own.
pub(super) fn same_numbers(ballots: &Ballots, ledger: &mut Ledger) {
    let mut numbers: Vec<u32> = ballots.builder.ids().filter_map(|id| ballots.builder.roll_call(id).rcid).collect();
    numbers.sort_unstable();
    for rcid in numbers.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]) {
        let reason = "numbers that stand for more than one roll call; each row is kept";
        ledger.enter(Kind::Disagreement, reason, None, format!("rcid {rcid}"));
    }
}
