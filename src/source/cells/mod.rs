//! What cells hold, whatever the format: days, numbers, vote codes, fields of a roll call, and the votes themselves.

pub(super) mod ballots;
pub(crate) mod codes;
pub(super) mod dates;
pub(super) mod fields;
pub(super) mod member_columns;
pub(super) mod numbers;
pub(super) mod who;
