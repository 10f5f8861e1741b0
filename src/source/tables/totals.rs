//! Tables of roll calls with their totals and no members: what is stated is kept as stated, and nobody's vote is known.

use super::calls::{Calls, FIT_SEVERAL};
use super::long;
use super::roles;
use crate::record::{Record, Stated};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::member_columns::MemberColumns;
use crate::source::format::{Context, Fit, Format, Head, Ledger, Recognised, SourceError};

/// The format of tables of totals.
pub(crate) const FORMAT: Format =
    Format { name: "table of totals, one row a roll call, no members", terms: "", fits, read };

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    let (columns, map) = (&head.columns, &context.options.map);
    let roles = roles::columns(columns, map);
    let has = |role: &str| roles.iter().any(|(known, _)| *known == role);
    let names_members = !MemberColumns::new(columns, context).is_empty() || long::has_votes(columns, map);
    // Our own answers have numbers too, and cannot be read again.
    let is_answer = columns.find(&["symbol"]).is_some() && columns.find(&["matter", "predecessor"]).is_some();
    if !head.is_table() || is_answer || names_members || !has("stated_yes") || !has("stated_no") {
        return Fit::No;
    }
    if roles::has_identity(&roles) { Fit::Yes } else { Fit::Lacks(vec!["resolution"]) }
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        ballots.source(FORMAT.origin(one), one.order);
        let roles = roles::columns(&one.head.columns, &context.options.map);
        ledger.unread(&one.head.columns, |column| roles.iter().any(|(_, at)| *at == column));
        let mut calls = Calls::titled();
        let mut of_one_vote = None;
        one.each_row(ledger, |row, ledger| {
            let Some(roll_call) = roles::roll_call(row, &roles, &mut ballots, ledger) else {
                return ledger.skip("rows that do not say which roll call they belong to", row.line, row.get(0));
            };
            if is_one_vote(roll_call.stated) {
                of_one_vote = of_one_vote.or(Some(row.line));
            }
            if calls.of(roll_call, row.line, &mut ballots, ledger).is_none() {
                ledger.skip(FIT_SEVERAL, row.line, row.get(0));
            }
        })?;
        if let Some(line) = of_one_vote {
            let what = "totals of a single vote, as a table has them that gives each member a row\n  say which column holds the members: --roles member=NAME".to_owned();
            return Err(SourceError::At { name: one.input.name.clone(), line, what });
        }
    }
    Ok(ballots.builder.finish())
}

/// Whether the numbers are those of one member's vote: no body is that small.
fn is_one_vote(stated: Stated) -> bool {
    let cast = [stated.yes, stated.no, stated.abstain].map(|number| u32::from(number.unwrap_or(0)));
    cast.iter().sum::<u32>() == 1
}
