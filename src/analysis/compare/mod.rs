//! Two members, or groups of them, compared over sets of roll calls: agreement by year, session or topic, and the votes
//! in which they opposed each other.
//!
//! A group is compared member by member: each pair of a member of one side and another of the other side has its value
//! over the roll calls in which both belonged to their side on the day, and the value of the sides is the mean of these
//! (pairs without a value are left out). For two members that is the value of the pair itself.

mod rows;
mod sides;
#[cfg(test)]
mod tests;

pub(crate) use rows::sets;
pub use rows::{Absence, By, Comparison, NoComparison, Repeated, Row, RowKey, Rows};
pub(crate) use sides::Beside;
pub use sides::{Compared, Opposed, Sides};
