//! The tables of all commands, as the pages of machine formats describe them. It knows no command line.

use super::{Documented, exports, series, tally, turning, year_shift};

/// Every command that prints tables, in the order of the page.
pub const COMMANDS: &[Documented] =
    &[tally::DOCUMENTED, series::DOCUMENTED, year_shift::DOCUMENTED, turning::DOCUMENTED];
/// The exports, which have a page of their own.
pub const EXPORTS: Documented = exports::DOCUMENTED;
