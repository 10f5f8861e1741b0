//! How far the cells of a matrix would vary with other roll calls like these: see [`Bootstrap`].

use super::cells::{Matrix, MatrixQuery};
use crate::analysis::agreement::{Sheet, redrawn};
use crate::analysis::bootstrap::{Bootstrap, interval};
use crate::members::MemberList;
use crate::record::{Record, RollCallId, parallel::share_out};

/// The ends of the 95% interval of each cell of a matrix, as its rows and columns stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervals {
    columns: usize,
    cells: Vec<Option<(f64, f64)>>,
}

impl Intervals {
    /// The interval of a cell by the places of its row and column; none where the cell has no value, or a member meets
    /// itself.
    pub fn of(&self, row: usize, column: usize) -> Option<(f64, f64)> {
        self.cells.get(row * self.columns + column).copied().flatten()
    }
}

impl Matrix {
    /// The intervals of its cells over these roll calls, those that it was made of; not of coincidence, which needs more
    /// than votes.
    pub fn intervals(
        &self, record: &Record, ids: &[RollCallId], asked: MatrixQuery<'_>, bootstrap: Bootstrap,
    ) -> Intervals {
        let votes: Vec<RollCallId> = ids.iter().copied().filter(|id| record.roll_call(*id).is_vote()).collect();
        let sheet = |list: Option<&MemberList>| {
            list.map_or_else(|| Sheet::of(record, &votes), |list| Sheet::of_list(record, &votes, list))
        };
        let (of_rows, of_columns) = (sheet(asked.rows), asked.columns.map(|list| sheet(Some(list))));
        let of_columns = of_columns.as_ref().unwrap_or(&of_rows);
        let draws = bootstrap.draws(votes.len());
        let columns = self.columns.len();
        let of_row = |(): &mut (), row: &usize| {
            let of_cell = |column: usize| {
                // Of positions alone every measure is the same from both sides.
                let is_repeated = self.is_square && column <= *row;
                let pair = [self.rows[*row], self.columns[column]];
                let is_pair = !is_repeated && pair[0] != pair[1] && self.row(*row)[column].value.is_some();
                is_pair.then(|| interval(&redrawn([&of_rows, of_columns], pair, self.measure, &draws))).flatten()
            };
            (0..columns).map(of_cell).collect::<Vec<_>>()
        };
        let rows: Vec<usize> = (0..self.rows.len()).collect();
        let mut cells: Vec<Option<(f64, f64)>> = share_out(&rows, of_row).into_iter().flatten().collect();
        if self.is_square {
            for row in 0..rows.len() {
                for column in 0..row {
                    cells[row * columns + column] = cells[column * columns + row];
                }
            }
        }
        Intervals { columns, cells }
    }
}
