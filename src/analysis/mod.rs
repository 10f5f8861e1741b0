//! Pure functions from a record, or a selection of it, to plain results. No I/O, no formatting.

pub mod chance;
pub mod listing;
pub mod search;
pub mod series;
pub mod shift;
pub mod tally;
pub mod vetoes;
