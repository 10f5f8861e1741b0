//! Pure functions from a record, or a selection of it, to plain results. No I/O, no formatting.

pub mod absence;
pub mod across;
pub mod agreement;
pub mod beside;
pub mod blocs;
pub mod bootstrap;
mod chance;
mod changepoint;
pub mod cohesion;
pub mod compare;
pub mod counted;
pub mod diff;
pub mod forecast;
pub mod grid;
mod grouped;
pub mod history;
pub mod ideal;
pub mod listing;
pub mod matrix;
pub mod near_words;
pub mod nearest;
mod random;
pub mod recurring;
pub mod search;
pub mod series;
pub mod shift;
#[cfg(test)]
mod small_records;
pub mod standing;
pub mod surprising;
pub mod tally;
pub mod topics;
pub mod turned;
pub mod turning;
pub mod vetoes;
pub mod year_shift;
