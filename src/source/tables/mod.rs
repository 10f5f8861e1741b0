//! Tables that people make themselves: a row for each vote, a row for each roll call with members in columns, or a row
//! for each member with roll calls in columns. Columns are recognised by name.

mod cells;
mod long;
mod roles;
#[cfg(test)]
mod tests;
mod transposed;
mod wide;

pub(super) use long::FORMAT as LONG;
pub(super) use transposed::FORMAT as TRANSPOSED;
pub(super) use wide::FORMAT as WIDE;
