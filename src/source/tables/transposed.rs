//! Members in rows, roll calls in columns under their symbols; rows called `date` or `title` belong to the roll calls.

use super::super::ballots::Ballots;
use super::super::{Columns, Context, Fit, Format, Head, Kind, Ledger, Recognised, Rows, Shape, SourceError};
use super::roles::{self, Role};
use super::{MEMBER, shortened};
use crate::record::{Body, Record, RollCall, RollCallId, Symbol};

const NAME: &str = "wide table, members in rows";

/// Members in rows.
pub const FORMAT: Format = Format { name: NAME, terms: "", joined: false, fits, read };

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    if !matches!(head.shape, Shape::Delimited(_)) {
        return Fit::No;
    }
    if symbols(&head.columns).is_empty() {
        return Fit::No;
    }
    if member(&head.columns, context).is_some() { Fit::Yes } else { Fit::Lacks(vec!["member"]) }
}

/// The column of members; the first one where none has a name that is known.
fn member(columns: &Columns, context: &Context<'_>) -> Option<usize> {
    let told = context.options.map.iter().find(|(role, _)| role == "member");
    match told {
        Some((_, name)) => columns.find(&[name.to_lowercase().as_str()]),
        None => columns.find(MEMBER).or_else(|| columns.names().first().filter(|name| name.is_empty()).map(|_| 0)),
    }
}

fn symbols(columns: &Columns) -> Vec<(usize, Symbol)> {
    let symbol = |(column, name): (usize, &String)| Some((column, name.parse::<Symbol>().ok()?));
    columns.names().iter().enumerate().filter_map(symbol).filter(|(_, symbol)| symbol.body().is_some()).collect()
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        file(one, &mut ballots, context, ledger)?;
    }
    ballots.leave_the_others_unknown(ledger);
    Ok(ballots.finish())
}

fn file(
    one: &Recognised,
    ballots: &mut Ballots,
    context: &Context<'_>,
    ledger: &mut Ledger,
) -> Result<(), SourceError> {
    let head = &one.head.columns;
    let Some(member) = member(head, context) else { return Ok(()) };
    ballots.source(super::origin(one, NAME));
    let columns = symbols(head);
    for (column, name) in head.names().iter().enumerate() {
        if column != member && !columns.iter().any(|(at, _)| *at == column) {
            ledger.enter(Kind::Note, "unknown columns, not read", Some(1), shortened(name));
        }
    }
    let places: Vec<usize> = columns.iter().map(|(column, _)| *column).collect();
    let roll_calls = roll_calls(one, member, columns, ballots, ledger)?;
    let codes = super::coding(one, &places, context, ledger)?;
    let mut rows = Rows::new(&one.input.name, &one.input.bytes, super::delimiter(one));
    rows.read()?;
    while let Some(row) = rows.read()? {
        let name = row.get(member);
        if row.len() != head.names().len() {
            ledger.ragged(&row, head.names().len());
        } else if of_roll_calls(name).is_some() {
            // Entered with the roll calls.
        } else if let Some(voter) = ballots.named(name) {
            for (column, id) in &roll_calls {
                super::enter(ballots, *id, (name, voter), (row.get(*column), row.line), &codes, ledger);
            }
        } else {
            ledger.skip("unknown members", row.line, shortened(name));
        }
    }
    Ok(())
}

/// What a row belongs to when it is called by no member.
fn of_roll_calls(label: &str) -> Option<Role> {
    roles::of_name(&label.to_lowercase())
}

/// Begins the roll call of each column, with what the rows on roll calls say of it.
fn roll_calls(
    one: &Recognised,
    member: usize,
    columns: Vec<(usize, Symbol)>,
    ballots: &mut Ballots,
    ledger: &mut Ledger,
) -> Result<Vec<(usize, RollCallId)>, SourceError> {
    let new = |(column, symbol): (usize, Symbol)| (column, symbol, RollCall::new(Body::GeneralAssembly));
    let mut begun: Vec<(usize, Symbol, RollCall)> = columns.into_iter().map(new).collect();
    let mut rows = Rows::new(&one.input.name, &one.input.bytes, super::delimiter(one));
    rows.read()?;
    while let Some(row) = rows.read()? {
        let Some(role) = of_roll_calls(row.get(member)) else { continue };
        for (column, _, roll_call) in &mut begun {
            roles::enter(roll_call, role, row.get(*column), row.line, ballots, ledger);
        }
    }
    let mut entered = Vec::with_capacity(begun.len());
    for (column, symbol, mut roll_call) in begun {
        roles::enter(&mut roll_call, Role::Resolution, symbol.as_str(), 1, ballots, ledger);
        roles::settle(&mut roll_call, ballots);
        entered.push((column, ballots.begin(roll_call)));
    }
    Ok(entered)
}
