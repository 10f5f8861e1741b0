//! Who moved between two years: over the questions put to a vote in both, and by the mean position in each. Which roll
//! calls are meant is not its matter.

mod questions;
mod references;
#[cfg(test)]
mod tests;
mod years;

pub(crate) use questions::of_year;
pub use questions::{NoVotes, Questions, Single, questions};
pub(crate) use references::{Nearer, Toward, references};
pub use years::{Mean, MemberShift, YearShift, year_shift};
