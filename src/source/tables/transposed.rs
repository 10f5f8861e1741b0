//! Members in rows, roll calls in columns under their symbols; rows called `date` or `title` belong to the roll calls.

use super::calls::Calls;
use super::cells::{coding, enter};
use super::roles;
use crate::record::{Body, Record, RollCall, RollCallId, Symbol};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::member_columns::MemberColumns;
use crate::source::cells::numbers;
use crate::source::cells::who::Letters;
use crate::source::format::{Columns, Context, Fit, Format, Head, Ledger, Recognised, Row, SourceError};

/// The format of tables with members in rows.
pub(crate) const FORMAT: Format = Format { name: "wide table, members in rows", terms: "", fits, read };

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    if !head.is_table() || symbols(&head.columns).is_empty() {
        return Fit::No;
    }
    if member(&head.columns, context).is_empty() { Fit::Lacks(vec!["member"]) } else { Fit::Yes }
}

/// The columns of members; the first column if its name is empty and no other has a known name.
fn member(columns: &Columns, context: &Context<'_>) -> MemberColumns {
    let known = MemberColumns::new(columns, context);
    let unnamed = known.is_empty() && columns.names.first().is_some_and(String::is_empty);
    if unnamed { MemberColumns::at(0) } else { known }
}

fn symbols(columns: &Columns) -> Vec<(usize, Symbol)> {
    // Statistics programs number columns of one name: `A/RES/79/1` and `A/RES/79/1.1`.
    let parsed = |name: &str| {
        let short = name.rsplit_once('.').filter(|(_, number)| numbers::whole(number).is_some());
        name.parse().or_else(|_| short.map_or(name, |(short, _)| short).parse::<Symbol>())
    };
    let symbol = |(column, name): (usize, &String)| Some((column, parsed(name).ok()?));
    columns.names.iter().enumerate().filter_map(symbol).filter(|(_, symbol)| symbol.body().is_some()).collect()
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        let head = &one.head.columns;
        let mut members = member(head, context);
        ballots.source(FORMAT.origin(one), one.order);
        let columns = symbols(head);
        let places: Vec<usize> = columns.iter().map(|(column, _)| *column).collect();
        members.survey(
            one,
            |row, members| of_roll_calls(row, members).is_none(),
            Letters::NotTold,
            context,
            &mut ballots,
            ledger,
        )?;
        ledger.unread(head, |column| members.contains(column) || places.contains(&column));
        let roll_calls = roll_calls(one, &members, columns, context, &mut ballots, ledger)?;
        let codes = coding(one, &places, |row| of_roll_calls(row, &members).is_none(), context, ledger)?;
        one.each_row(ledger, |row, ledger| {
            if of_roll_calls(row, &members).is_some() {
                return;
            }
            let Some(voter) = members.voter(row, &mut ballots, ledger) else { return };
            let name = row.get(members.first());
            for (column, id) in &roll_calls {
                enter(&mut ballots, *id, (name, voter), (row.get(*column), row.line), &codes, ledger);
            }
        })?;
    }
    Ok(ballots.builder.finish())
}

/// The role of a row that describes the roll calls rather than a member.
fn of_roll_calls(row: &Row<'_>, members: &MemberColumns) -> Option<roles::Role> {
    roles::of_name(&row.get(members.first()).to_lowercase())
}

/// Begins the roll call of each column, with what the rows about roll calls say of it.
fn roll_calls(
    one: &Recognised, members: &MemberColumns, columns: Vec<(usize, Symbol)>, context: &Context<'_>,
    ballots: &mut Ballots, ledger: &mut Ledger,
) -> Result<Vec<(usize, RollCallId)>, SourceError> {
    let mut begun: Vec<RollCall> = columns.iter().map(|_| RollCall::new(Body::GeneralAssembly)).collect();
    let (mut rows, mut roles) = (one.rows()?, Vec::new());
    while let Some(row) = rows.read()? {
        let Some(role) = of_roll_calls(&row, members) else { continue };
        roles.push(role);
        for ((column, _), roll_call) in columns.iter().zip(&mut begun) {
            roles::enter(roll_call, role, row.get(*column), row.line, ballots, ledger);
        }
    }
    // What the user gives for the whole table holds for every roll call.
    let (head, told) = (&one.head.columns, &context.options.map);
    for (role, column) in roles::columns(head, told).into_iter().filter(|(_, column)| !head.is_of_file(*column)) {
        roles.push(role);
        let value = &head.constants[column + head.constants.len() - head.names.len()];
        for one in &mut begun {
            roles::enter(one, role, value, 1, ballots, ledger);
        }
    }
    let mut calls = Calls::titled();
    let entered = columns.into_iter().zip(begun).filter_map(|((column, symbol), mut roll_call)| {
        roles::enter(&mut roll_call, "resolution", symbol.as_str(), 1, ballots, ledger);
        roles::settle(&mut roll_call, roles::is_total(roles.iter().copied()), ballots);
        let id = calls.of(roll_call, 1, ballots, ledger);
        if id.is_none() {
            ledger.skip("columns that fit more than one roll call of their symbol", 1, symbol.as_str());
        }
        Some((column, id?))
    });
    Ok(entered.collect())
}
