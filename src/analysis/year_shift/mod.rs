//! Who moved between two years: over the questions put to a vote in both, and by the mean position in each. Roll
//! calls are not selected here.

mod references;
#[cfg(test)]
mod tests;
mod years;

pub(crate) use references::{Nearer, Toward, references};
pub(crate) use years::of_year;
pub use years::{Mean, MemberShift, NoVotes, Questions, Single, YearShift, questions, year_shift};
