//! Tables that people make themselves: one row a vote, one row a roll call with members in columns, or one row a member
//! with roll calls in columns. It knows the names of columns, and nothing of other formats.

mod long;
mod roles;
#[cfg(test)]
mod tests;
mod transposed;
mod wide;

use std::collections::BTreeSet;

use super::ballots::Ballots;
use super::codes::{self, Codes, VoteCell};
use super::{Context, Kind, Ledger, Recognised, Rows, Shape, SourceError, own::shortened};
use crate::record::{Body, Origin, RollCallId, Vote};
pub use long::FORMAT as LONG;
pub use transposed::FORMAT as TRANSPOSED;
pub use wide::FORMAT as WIDE;

/// The columns that hold a member's code or name, the surer first.
const MEMBER: &[&str] = &[
    "ms_code",
    "iso3",
    "iso3c",
    "iso_3",
    "iso",
    "country_code",
    "member_code",
    "code",
    "member",
    "ms_name",
    "member_state",
    "member state",
    "country",
    "country_name",
    "countryname",
    "country name",
    "state",
    "name",
];

/// The most columns of a header of which each is tried as the name of a member.
const MOST_NAMED: usize = 512;

/// Where an input comes from, as reports name it.
fn origin(one: &Recognised, format: &str) -> Origin {
    Origin { name: one.input.name.clone(), format: format.to_owned(), ..Origin::default() }
}

fn delimiter(one: &Recognised) -> u8 {
    if let Shape::Delimited(delimiter) = one.head.shape { delimiter } else { b',' }
}

/// What the vote cells of an input mean: as the user says, else as all numbers in them allow.
fn coding(
    one: &Recognised,
    columns: &[usize],
    context: &Context<'_>,
    ledger: &mut Ledger,
) -> Result<Codes, SourceError> {
    if let Some(codes) = codes::told(context.options) {
        return Ok(codes);
    }
    let mut found = BTreeSet::new();
    let mut rows = Rows::new(&one.input.name, &one.input.bytes, delimiter(one));
    rows.read()?;
    while let Some(row) = rows.read()? {
        for column in columns {
            if let Some(number) = codes::number(row.get(*column)).filter(|_| found.len() < 64) {
                found.insert(number);
            }
        }
    }
    let shown: Vec<String> = found.iter().take(12).map(ToString::to_string).collect();
    let ambiguous = || SourceError::AmbiguousCodes { name: one.input.name.clone(), codes: shown.join(", ") };
    let codes = Codes::of_numbers(&found).ok_or_else(ambiguous)?;
    if let Some(note) = codes.note() {
        ledger.note(note);
    }
    Ok(codes)
}

/// Enters a cell of a table that has a cell for every member: nothing in it means non-voting, for those that were
/// members of the body that day.
fn enter(
    ballots: &mut Ballots,
    id: RollCallId,
    who: (&str, super::ballots::Voter),
    cell: (&str, u64),
    codes: &Codes,
    ledger: &mut Ledger,
) {
    let ((name, voter), (text, line)) = (who, cell);
    match codes.read(text) {
        None => ledger.skip("unknown vote codes", line, format!("{name} '{}'", shortened(text))),
        Some(VoteCell::Blank) => blank(ballots, id, voter, line, ledger),
        Some(vote) => ballots.enter(id, voter, vote, line, ledger),
    }
}

fn blank(ballots: &mut Ballots, id: RollCallId, voter: super::ballots::Voter, line: u64, ledger: &mut Ledger) {
    let members = ballots.builder.members().clone();
    let (roll_call, roll) = ballots.builder.entry(id);
    // Who sits in the Council is not known from a table; nothing in a cell may mean either.
    if roll_call.body == Body::SecurityCouncil {
        return;
    }
    match roll_call.date {
        None => {
            if !roll.members().contains(voter.member) {
                roll.not_known.insert(voter.member);
            }
        }
        Some(day) if members.get(members.of_file(voter.member, day)).is_seated(day) => {
            ballots.enter(id, voter, VoteCell::Cast(Vote::NonVoting), line, ledger);
            ledger.note("empty cells read as non-voting, for those that were members on the day");
        }
        Some(_) => {}
    }
}

/// Notes numbers of roll calls that stand more than once: each row is kept as a roll call of its own.
fn same_numbers(ballots: &Ballots, ledger: &mut Ledger) {
    let mut seen = std::collections::HashMap::new();
    for id in ballots.builder.ids() {
        if let Some(rcid) = ballots.builder.roll_call(id).rcid {
            *seen.entry(rcid).or_insert(0_u32) += 1;
        }
    }
    let mut twice: Vec<u32> = seen.into_iter().filter(|(_, count)| *count > 1).map(|(rcid, _)| rcid).collect();
    twice.sort_unstable();
    for rcid in twice {
        let reason = "numbers that stand for more than one roll call; each row is kept";
        ledger.enter(Kind::Disagreement, reason, None, format!("rcid {rcid}"));
    }
}
