//! A member's record: what it voted, whether it stood with the majority and with a reference, and when it was alone. It
//! is that of a line (see `Record::lines`), and selects no roll calls.

mod ballots;
mod counts;
mod rows;
#[cfg(test)]
mod tests;

pub use ballots::{Apart, Ballot, Others, POSITIONS, Plurality, References, ballots};
pub use counts::{Counts, WithOthers};
pub use rows::{By, Identical, Key, Row, rows};
