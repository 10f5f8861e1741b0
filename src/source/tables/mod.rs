//! Tables that people make themselves: one row a vote, one row a roll call with members in columns, or one row a member
//! with roll calls in columns. It knows the names of columns, and nothing of other formats.

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
