//! Pure functions from a record, or a selection of it, to plain results. No I/O, no formatting.

pub mod absence;
pub mod across;
pub mod agreement;
pub mod chance;
pub mod changepoint;
pub mod compare;
pub mod diff;
pub mod grid;
pub mod history;
pub mod listing;
pub mod matrix;
pub mod random;
pub mod repeated;
pub mod search;
pub mod series;
pub mod shift;
#[cfg(test)]
mod small_records;
pub mod tally;
pub mod topics;
pub mod turning;
pub mod vetoes;
pub mod wilson;
pub mod year_shift;
