//! Lists of vetoes in the Security Council: who vetoed a draft is known, and nothing else of the vote.

mod dppa;
mod draft;
mod library;
mod rows;

pub(crate) use dppa::FORMAT as DPPA;
pub(super) use library::FORMAT as LIBRARY;
pub(super) use rows::FORMAT as ROWS;
