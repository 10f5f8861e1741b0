//! How united a group votes: Rice's index and the index of agreement of each roll call and over years, sessions or
//! topics; who broke ranks, with whom, and how loyal each member was; and how groups stand to each other.
//!
//! A group is who was in it on the day of the vote, each member by its line. Only roll calls count in which at least two of
//! it took a position and the votes of all of it are known: where one is not known, neither is the plurality.
//!
//! Rice 1928, *Quantitative Methods in Politics*, pp. 208-209; Hix, Noury and Roland 2005, "Power to the Parties",
//! British Journal of Political Science 35(2): 209-234, for the index of agreement.

mod groups;
mod stands;
#[cfg(test)]
mod tests;

pub use groups::{By, Cohesion, Group, Groups, Row, Together};
pub use stands::{Loyalty, Stand, Stands};
