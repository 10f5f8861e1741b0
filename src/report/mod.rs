//! Turns results into a `Report`: what is said, not how it looks. It reads no files and prints nothing.

pub(crate) mod absence;
pub(crate) mod across;
pub(crate) mod agreement;
pub(crate) mod arrange;
mod columns;
pub(crate) mod compare;
pub(crate) mod conflicts;
pub(crate) mod data;
pub(crate) mod diff;
pub mod documentation;
pub(crate) mod exports;
pub(crate) mod grid;
pub(crate) mod history;
pub(crate) mod listing;
pub(crate) mod matrix;
pub(crate) mod members;
mod model;
pub(crate) mod ranking;
pub(crate) mod roll_call;
pub(crate) mod series;
pub(crate) mod shift;
mod shift_tables;
mod spec;
pub(crate) mod store;
mod table;
pub(crate) mod tally;
pub(crate) mod turning;
mod value;
pub(crate) mod votes;
pub(crate) mod words;
pub(crate) mod year_shift;

pub(crate) use crate::record::Origin;
pub(crate) use model::{Block, Report, Section, Tone};
pub use spec::{Audience, Documented, Kind, Look, Spec, TableDoc};
pub(crate) use table::{Heading, Layout, Table};
pub(crate) use value::{Named, Names, Value};
