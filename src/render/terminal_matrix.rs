//! A matrix at a terminal: in one block with names where there is room, else without names, else in blocks of columns
//! below each other, each with all rows and its own header. It knows nothing of votes.

use std::io;

use super::people::Sheet;
use super::terminal_table::{self, Header, Spacing, TIGHT, WIDE};

/// Writes a matrix; its first column has names, its second codes.
pub(super) fn write(sheet: &Sheet, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let columns: Vec<usize> = (0..sheet.columns.len()).collect();
    let [names, codes, body @ ..] = columns.as_slice() else { return terminal_table::write(sheet, width, out) };
    let widths: Vec<usize> = columns.iter().map(|at| terminal_table::content(sheet, *at, Header::Upright)).collect();
    let has_room = |heads: &[usize], body: &[usize], spacing: Spacing| {
        let taken: usize = heads.iter().chain(body).map(|at| widths[*at]).sum();
        terminal_table::with_spaces(taken, heads.len() + body.len(), spacing) <= width
    };
    for heads in [&[*names, *codes][..], &[*codes]] {
        for spacing in [WIDE, TIGHT] {
            if has_room(heads, body, spacing) {
                return terminal_table::write_columns(sheet, &[heads, body].concat(), width, spacing, out);
            }
        }
    }
    let head = [*codes];
    let fits = |most: usize, spacing| body.chunks(most).all(|block| has_room(&head, block, spacing));
    let most = (1..=body.len()).rev().find(|most| fits(*most, TIGHT)).unwrap_or(1);
    // Blocks of about the same size.
    let most = body.len().div_ceil(body.len().div_ceil(most));
    let spacing = if fits(most, WIDE) { WIDE } else { TIGHT };
    for (place, block) in body.chunks(most).enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        terminal_table::write_columns(sheet, &[&head, block].concat(), width, spacing, out)?;
    }
    Ok(())
}
