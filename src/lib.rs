//! `unvote` reads United Nations vote records and answers questions about them.
//!
//! Data flows one way: [`source`] turns files into a [`record::Record`]; the other rooms analyse, tell and print it.

// What only the program asks of the rooms below it is not dead: a build without the program does not see who asks.
#![cfg_attr(not(all(feature = "cli", feature = "fetch")), allow(dead_code, unused_imports))]

pub mod analysis;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod members;
pub mod record;
#[cfg(feature = "cli")]
pub mod render;
#[cfg(feature = "cli")]
pub mod report;
pub mod source;
pub mod store;
