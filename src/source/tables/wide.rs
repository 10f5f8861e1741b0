//! Roll calls in rows, members in columns under their alpha-3 codes or names; what belongs to the roll call in columns of
//! its own; perhaps a second header row with names.

use super::calls::{Calls, FIT_SEVERAL};
use super::cells::{MOST_NAMED, coding, enter, same_numbers};
use super::roles::{self, Role};
use crate::record::Record;
use crate::source::cells::ballots::Ballots;
use crate::source::cells::codes::{self, VoteCell};
use crate::source::cells::member_columns::MEMBER;
use crate::source::cells::who::{Letters, Named, Voter};
use crate::source::format::{Columns, Context, Fit, Format, Head, Ledger, Recognised, Row, SourceError};

/// The format of tables with members in columns.
pub(crate) const FORMAT: Format = Format { name: "wide table, members in columns", terms: "", fits, read };

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    if !head.is_table() || voters(&head.columns, &mut Ballots::new(context.members)).len() < 2 {
        return Fit::No;
    }
    let identified = roles::has_identity(&roles::columns(&head.columns, &context.options.map));
    if identified { Fit::Yes } else { Fit::Lacks(vec!["resolution"]) }
}

/// The columns that may be named after a member.
fn voters(columns: &Columns, ballots: &mut Ballots) -> Vec<usize> {
    let mut is_voter = |name: &str| {
        // Names of two letters are issues and the like as often as members.
        let is_name = name.len() > 2 && roles::of_name(name).is_none() && !MEMBER.contains(&name);
        is_name && ballots.who.may_name(Named::Words, name)
    };
    let names = columns.names.iter().enumerate().take(MOST_NAMED);
    names.filter(|(_, name)| is_voter(name)).map(|(column, _)| column).collect()
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        let head = &one.head.columns;
        ballots.source(FORMAT.origin(one), one.order);
        let (roles, places) = (roles::columns(head, &context.options.map), voters(head, &mut ballots));
        ledger.unread(head, |column| places.contains(&column) || roles.iter().any(|(_, at)| *at == column));
        let codes = coding(one, &places, |_| true, context, ledger)?;
        for column in &places {
            ballots.who.look_at(&head.names[*column]);
        }
        ballots.who.settle(Letters::told(context.options), Letters::NotTold, ledger);
        let of_file: Vec<_> = roles.iter().copied().filter(|(_, column)| head.is_of_file(*column)).collect();
        let mut rows = one.rows()?;
        let names = rows.read()?.filter(|row| is_names(row, &of_file, &places));
        let voters = named(head, &places, names.as_ref(), &mut ballots, ledger);
        let mut names = names.is_some();
        let mut calls = Calls::titled();
        one.each_row(ledger, |row, ledger| {
            if std::mem::take(&mut names) {
                // Read with the header.
            } else if let Some(roll_call) = roles::roll_call(row, &roles, &mut ballots, ledger) {
                let Some(id) = calls.of(roll_call, row.line, &mut ballots, ledger) else {
                    return ledger.skip(FIT_SEVERAL, row.line, row.get(0));
                };
                for (column, name, voter) in &voters {
                    enter(&mut ballots, id, (name, *voter), (row.get(*column), row.line), &codes, ledger);
                }
            } else {
                ledger.skip("rows that do not say which roll call they belong to", row.line, row.get(0));
            }
        })?;
    }
    same_numbers(&ballots, ledger);
    Ok(ballots.builder.finish())
}

/// Whether a row is a second header: it has nothing about a roll call, and no vote.
fn is_names(row: &Row<'_>, roles: &[(Role, usize)], voters: &[usize]) -> bool {
    let nothing = roles.iter().all(|(_, column)| row.get(*column).is_empty());
    let no_vote =
        |cell: &str| codes::vote(cell).is_none_or(|vote| vote == VoteCell::Blank) && codes::number(cell).is_none();
    nothing && voters.iter().all(|column| no_vote(row.get(*column)))
}

/// The members of columns, with the name in capitals: by the header, and by the names below it where there are any.
fn named(
    head: &Columns, places: &[usize], names: Option<&Row<'_>>, ballots: &mut Ballots, ledger: &mut Ledger,
) -> Vec<(usize, String, Voter)> {
    let mut voter = |column: &usize| {
        let name = head.names[*column].to_uppercase();
        let below = names.map_or("", |row| row.get(*column));
        let line = if below.is_empty() { 1 } else { 2 };
        let voter = ballots.who.voter(&[(Named::Words, &name), (Named::Words, below)], line, ledger)?;
        Some((*column, name, voter))
    };
    places.iter().filter_map(&mut voter).collect()
}
