//! The agreement matrix: a measure for every two members at once over a set of roll calls, members in rows and columns.
//!
//! Without lists all lines (see [`Record::lines`](crate::record::Record::lines)) with a position stand in rows and columns. A list
//! counts the votes of its members on the days on which they belonged to it, as [`super::compare`] does, so that a cell
//! is one of the pairs whose mean is given there. On the diagonal stands what the measure gives for a member's votes
//! beside themselves: 1, and nothing where the measure has no value.

mod cells;
mod intervals;
#[cfg(test)]
mod tests;

pub use cells::{Cell, Key, Matrix, MatrixQuery, NoMatrix, Pair};
pub(crate) use cells::{no_longer_listed, without_position};
pub use intervals::Intervals;
