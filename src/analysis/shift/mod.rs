//! Who moved between two roll calls, and how: the movement table, distances, the groups that moved most, and toward
//! whom.

mod pair;
mod references;
#[cfg(test)]
mod tests;

pub(crate) use pair::listed;
pub use pair::{GroupMove, Movement, Moves, Shift, Stand, shift};
pub(super) use pair::{by_line, by_region};
pub(crate) use references::{Approach, approach, named, stayed};
