//! Members in rows, roll calls in columns under their symbols; rows called `date` or `title` belong to the roll calls.

use super::calls::Calls;
use super::cells::{MEMBER, coding, enter};
use super::roles;
use crate::record::{Body, Record, RollCall, RollCallId, Symbol};
use crate::source::cells::ballots::Ballots;
use crate::source::format::{Columns, Context, Fit, Format, Head, Ledger, Recognised, SourceError};

/// The format of tables with members in rows.
pub(crate) const FORMAT: Format = Format { name: "wide table, members in rows", terms: "", fits, read };

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    if !head.is_table() || symbols(&head.columns).is_empty() {
        return Fit::No;
    }
    if member(&head.columns, context).is_some() { Fit::Yes } else { Fit::Lacks(vec!["member"]) }
}

/// The column of members; the first column if its name is empty and no other has a known name.
fn member(columns: &Columns, context: &Context<'_>) -> Option<usize> {
    let told = context.options.map.iter().find(|(role, _)| role == "member");
    match told {
        Some((_, name)) => columns.find(&[name.to_lowercase().as_str()]),
        None => columns.find(MEMBER).or_else(|| columns.names.first().filter(|name| name.is_empty()).map(|_| 0)),
    }
}

fn symbols(columns: &Columns) -> Vec<(usize, Symbol)> {
    let symbol = |(column, name): (usize, &String)| Some((column, name.parse::<Symbol>().ok()?));
    columns.names.iter().enumerate().filter_map(symbol).filter(|(_, symbol)| symbol.body().is_some()).collect()
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        let head = &one.head.columns;
        let Some(member) = member(head, context) else { continue };
        ballots.source(FORMAT.origin(one), one.order);
        let columns = symbols(head);
        let places: Vec<usize> = columns.iter().map(|(column, _)| *column).collect();
        ledger.unread(head, |column, _| column == member || places.contains(&column));
        let roll_calls = roll_calls(one, member, columns, &mut ballots, ledger)?;
        let codes = coding(one, &places, |row| of_roll_calls(row.get(member)).is_none(), context, ledger)?;
        one.each_row(ledger, |row, ledger| {
            let name = row.get(member);
            if of_roll_calls(name).is_some() {
                // Entered with the roll calls.
            } else if let Some(voter) = ballots.named(name) {
                for (column, id) in &roll_calls {
                    enter(&mut ballots, *id, (name, voter), (row.get(*column), row.line), &codes, ledger);
                }
            } else {
                ledger.skip("unknown members", row.line, name);
            }
        })?;
    }
    Ok(ballots.builder.finish())
}

/// The role of a row that describes the roll calls rather than a member.
fn of_roll_calls(label: &str) -> Option<roles::Role> {
    roles::of_name(&label.to_lowercase())
}

/// Begins the roll call of each column, with what the rows about roll calls say of it.
fn roll_calls(
    one: &Recognised, member: usize, columns: Vec<(usize, Symbol)>, ballots: &mut Ballots, ledger: &mut Ledger,
) -> Result<Vec<(usize, RollCallId)>, SourceError> {
    let mut begun: Vec<RollCall> = columns.iter().map(|_| RollCall::new(Body::GeneralAssembly)).collect();
    let mut rows = one.rows()?;
    while let Some(row) = rows.read()? {
        let Some(role) = of_roll_calls(row.get(member)) else { continue };
        for ((column, _), roll_call) in columns.iter().zip(&mut begun) {
            roles::enter(roll_call, role, row.get(*column), row.line, ballots, ledger);
        }
    }
    let mut calls = Calls::titled();
    let entered = columns.into_iter().zip(begun).filter_map(|((column, symbol), mut roll_call)| {
        roles::enter(&mut roll_call, "resolution", symbol.as_str(), 1, ballots, ledger);
        roles::settle(&mut roll_call, ballots);
        let id = calls.of(roll_call, 1, ballots, ledger);
        if id.is_none() {
            ledger.skip("columns that fit more than one roll call of their symbol", 1, symbol.as_str());
        }
        Some((column, id?))
    });
    Ok(entered.collect())
}
