//! Roll calls in rows, members in columns under their alpha-3 codes or names; what belongs to the roll call in columns of
//! its own; perhaps a second header row with names.

use std::sync::Arc;

use super::calls::{Calls, FIT_SEVERAL};
use super::cells::{MEMBER, MOST_NAMED, coding, enter, same_numbers};
use super::roles::{self, Role};
use crate::members::Members;
use crate::record::Record;
use crate::source::cells::ballots::{Ballots, Voter};
use crate::source::cells::codes::{self, VoteCell};
use crate::source::format::{
    Columns, Context, Fit, Format, Head, Kind, Ledger, Recognised, Row, SourceError, shortened,
};

/// The format of tables with members in columns.
pub(crate) const FORMAT: Format = Format { name: "wide table, members in columns", terms: "", fits, read };

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    if !head.is_table() || voters(&head.columns, context.members).len() < 2 {
        return Fit::No;
    }
    let identified = roles::has_identity(&roles::columns(&head.columns, &context.options.map));
    if identified { Fit::Yes } else { Fit::Lacks(vec!["resolution"]) }
}

/// The columns named after a member, with that name in capitals.
fn voters(columns: &Columns, members: &Arc<Members>) -> Vec<(usize, String, Voter)> {
    let mut ballots = Ballots::new(members);
    let mut voter = |(column, name): (usize, &String)| {
        // Names of two letters are issues and the like as often as members.
        let is_name = name.len() > 2 && roles::of_name(name).is_none() && !MEMBER.contains(&name.as_str());
        let voter = if is_name { ballots.named(name) } else { None };
        voter.map(|voter| (column, name.to_uppercase(), voter))
    };
    columns.names.iter().enumerate().take(MOST_NAMED).filter_map(&mut voter).collect()
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        let head = &one.head.columns;
        ballots.source(FORMAT.origin(one), one.order);
        let (roles, voters) = (roles::columns(head, &context.options.map), voters(head, context.members));
        let places: Vec<usize> = voters.iter().map(|(column, ..)| *column).collect();
        ledger.unread(head, |column, _| places.contains(&column) || roles.iter().any(|(_, at)| *at == column));
        let codes = coding(one, &places, |_| true, context, ledger)?;
        let mut first = true;
        let mut calls = Calls::titled();
        one.each_row(ledger, |row, ledger| {
            if std::mem::take(&mut first) && is_names(row, &roles, &voters) {
                check_names(row, &voters, &mut ballots, ledger);
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
fn is_names(row: &Row<'_>, roles: &[(Role, usize)], voters: &[(usize, String, Voter)]) -> bool {
    let nothing = roles.iter().all(|(_, column)| row.get(*column).is_empty());
    let no_vote =
        |cell: &str| codes::vote(cell).is_none_or(|vote| vote == VoteCell::Blank) && codes::number(cell).is_none();
    nothing && voters.iter().all(|(column, ..)| no_vote(row.get(*column)))
}

fn check_names(row: &Row<'_>, voters: &[(usize, String, Voter)], ballots: &mut Ballots, ledger: &mut Ledger) {
    for (column, code, voter) in voters {
        let name = row.get(*column);
        if !name.is_empty() && ballots.named(name).is_none_or(|named| named.member != voter.member) {
            let value = format!("{code} '{}'", shortened(name));
            ledger.enter(Kind::Disagreement, "code and name of a member disagree", Some(row.line), value);
        }
    }
}
