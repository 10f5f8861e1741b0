//! The tables of all commands, as the pages of machine formats describe them. It knows no command line.

use super::{Documented, compare, data, exports, matrix, tally};

/// Every command that prints tables, in the order of the page.
pub const COMMANDS: &[Documented] = &[tally::DOCUMENTED, compare::DOCUMENTED, matrix::DOCUMENTED, data::DOCUMENTED];
/// The exports, which have a page of their own.
pub const EXPORTS: Documented = exports::DOCUMENTED;
