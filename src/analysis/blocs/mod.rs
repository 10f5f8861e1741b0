//! Blocs: who votes with whom over some roll calls, in how many groups that nobody named beforehand, and what sets each
//! apart. Roll calls are not selected here, and no bloc is given a name of its own: it is known by its most central member.
//!
//! docs/blocs.md has the method and its limits.

mod dendrogram;
mod differences;
mod map;
mod parting;
mod query;
mod stability;
#[cfg(test)]
mod tests;
mod through;

pub use dendrogram::{Dendrogram, Join};
pub use differences::{Difference, MakeUp};
pub use map::{Axis, Map};
pub use query::{Bloc, Blocs, BlocsQuery, NoBlocs};
pub use stability::Stability;
pub use through::{Flow, Through};
