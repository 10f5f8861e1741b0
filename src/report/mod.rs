//! Turns results into a [`Report`]: what is said, not how it looks. It reads no files and prints nothing.

pub mod absence;
pub mod across;
pub mod agreement;
pub mod arrange;
pub mod compare;
pub mod conflicts;
pub mod data;
pub mod diff;
pub mod fetched;
pub mod grid;
pub mod history;
pub mod listing;
pub mod matrix;
pub mod members;
mod model;
mod opposite_votes;
pub mod predecessor;
pub mod ranking;
mod repeated;
pub mod roll_call;
pub mod series;
pub mod shift;
pub mod store;
pub mod tally;
pub mod tidy;
pub mod turning;
pub mod turning_topics;
pub mod votes;
pub mod words;
pub mod year_shift;

pub use model::{Audience, Block, Column, Named, Report, Section, Table, Tone, Value};
