//! Turns results into a [`Report`]: what is said, not how it looks. It reads no files and prints nothing.

pub mod arrange;
mod model;

pub use model::{Audience, Block, Column, Named, Report, Section, Table, Tone, Value};
