//! `unvote` reads United Nations vote records and answers questions about them.
//!
//! Data flows one way: [`source`] turns files into a [`record::Record`]; the other rooms analyse, tell and print it.

pub mod analysis;
pub mod cli;
pub mod fetch;
pub mod members;
pub mod record;
pub mod render;
pub mod report;
pub mod source;
pub mod store;
