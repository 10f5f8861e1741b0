//! `unvote` reads United Nations vote records and answers questions about them.
//!
//! Data flows one way: [`record`] says what a vote is; the other rooms read, analyse, tell and print it.

pub mod record;
