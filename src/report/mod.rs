//! Turns results into a [`Report`]: what is said, not how it looks. It reads no files and prints nothing.

pub mod arrange;
pub mod data;
pub mod listing;
pub mod members;
mod model;
pub mod roll_call;
pub mod series;
pub mod shift;
pub mod tally;
pub mod votes;

pub use model::{Audience, Block, Column, Named, Report, Section, Table, Tone, Value};
