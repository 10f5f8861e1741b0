//! What cells hold, whatever the format: days, numbers, vote codes, fields of a roll call, and the votes themselves.

pub mod ballots;
pub mod codes;
pub mod dates;
pub mod fields;
pub mod numbers;
