//! Tables that people make themselves: one row a vote, one row a roll call with members in columns, or one row a member
//! with roll calls in columns. It knows the names of columns, and nothing of other formats.

mod cells;
mod long;
mod roles;
#[cfg(test)]
mod tests;
mod transposed;
mod wide;

pub use long::FORMAT as LONG;
pub use transposed::FORMAT as TRANSPOSED;
pub use wide::FORMAT as WIDE;
