//! Who moved between two roll calls, and how: the movement table, distances, the groups that moved most, and toward whom.

mod movement;
mod pair;
mod references;
#[cfg(test)]
mod tests;

pub(super) use movement::by_region;
pub use movement::{GroupMove, Movement, Moves, Stand};
pub use pair::{Shift, shift};
pub(super) use pair::{by_seat, listed};
pub(crate) use references::{Approach, approach, stayed};
