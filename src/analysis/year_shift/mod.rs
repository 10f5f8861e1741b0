//! Who moved between two years: over the questions put to a vote in both, and by the mean position in each. Which roll
//! calls are meant is not its matter.

mod mean;
mod questions;
mod references;
#[cfg(test)]
mod tests;
mod years;

pub use mean::Mean;
pub(crate) use questions::of_year;
pub use questions::{NoVotes, Questions, Single, questions};
pub(crate) use references::{Nearer, Toward, references};
pub use years::{MemberShift, YearShift, year_shift};
