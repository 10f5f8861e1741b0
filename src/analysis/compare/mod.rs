//! Two members, or groups of them, compared over sets of roll calls: agreement by year, session or topic, and the votes
//! in which they stood against each other.
//!
//! A group is compared member by member: each pair of a member of one side and another of the other side has its value
//! over the roll calls in which both belonged to their side on the day, and the value of the sides is the mean of these
//! (pairs without a value are left out). For two members that is the value of the pair itself.

mod absence;
mod opposed;
mod repeated;
mod rows;
mod sides;
#[cfg(test)]
mod tests;

pub use absence::Absence;
pub use opposed::Opposed;
pub use repeated::Repeated;
pub use rows::{By, Comparison, NoComparison, Row, RowKey, Rows};
pub use sides::{Compared, Sides};
