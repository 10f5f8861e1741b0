//! Finds out which of day and month comes first in the days of a file, before its rows are read. It enters none.

use super::cells::dates::{Order, Signs};
use super::format::{Context, Format, Ledger, Recognised, Row, SourceError};
use super::{MONTH_FIRST, tables, voeten};
use crate::record::{Session, Symbol};

/// After how many days that need no order the rest of a file is taken to need none, which saves reading a large file
/// twice; a day that needs one after all is then not read, and reported.
const ENOUGH: u32 = 1000;

/// Sets the order of each input, as the user says or as the days of its file show it.
///
/// # Errors
/// When days can be read in two ways and nothing says in which, or the file shows both orders.
pub(super) fn find(
    format: &Format, inputs: &mut [Recognised], context: &Context<'_>, ledger: &mut Ledger,
) -> Result<(), SourceError> {
    for one in inputs.iter_mut().filter(|one| one.head.is_table()) {
        let usual = MONTH_FIRST.contains(&format.name).then_some(Order::MonthFirst);
        one.order = context.options.dates;
        if one.order.is_none() {
            let wrong = |wrong| SourceError::Refused(format!("{}: {wrong}", one.input.name));
            let found = signs(one, format, context, usual)?.order(usual).map_err(wrong)?;
            if let Some((_, note)) = found.as_ref().filter(|(order, note)| Some(*order) != usual || note.contains("--"))
            {
                ledger.note(note);
            }
            one.order = found.map(|(order, _)| order);
        }
    }
    Ok(())
}

/// What the days of a table say: those of its column, or those of its row where members stand in rows.
fn signs(one: &Recognised, format: &Format, context: &Context<'_>, usual: Option<Order>) -> Result<Signs, SourceError> {
    let column = |role| tables::column(role, &one.head.columns, &context.options.map);
    let [date, session, resolution] = ["date", "session", "resolution"].map(column);
    let resolution = resolution.or_else(|| one.head.columns.find(&["unres"]));
    let mut signs = Signs::default();
    if date.is_none() && format.name != tables::TRANSPOSED.name {
        return Ok(signs);
    }
    let mut rows = one.rows()?;
    // Rows of one roll call follow each other: what the last one told is not asked again.
    let (mut last, mut told) = ([const { String::new() }; 3], 0);
    while let Some(row) = rows.read()?.filter(|_| signs.known < ENOUGH && !signs.shows(usual)) {
        if date.is_some() {
            let cells = [date, session, resolution].map(|column| row.at(column));
            if last == cells {
                signs.known += told;
            } else {
                let known = signs.known;
                signs.see(cells[0], || session_of(&row, session, resolution), row.line);
                last.iter_mut().zip(cells).for_each(|(last, cell)| cell.clone_into(last));
                told = signs.known - known;
            }
        } else if tables::is_row_of("date", row.get(0)) {
            for (cell, symbol) in row.fields().zip(&one.head.columns.names).skip(1) {
                signs.see(cell, || symbol.parse().ok().and_then(|symbol: Symbol| symbol.session()), row.line);
            }
        }
    }
    Ok(signs)
}

fn session_of(row: &Row<'_>, session: Option<usize>, symbol: Option<usize>) -> Option<Session> {
    row.at(session).parse().ok().or_else(|| voeten::session(row.at(symbol)))
}
