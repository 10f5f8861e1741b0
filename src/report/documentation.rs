//! The tables of all commands, as the pages of machine formats describe them. It knows no command line.

use super::{Documented, exports, grid, history, listing, members, tally, votes};

/// Every command that prints tables, in the order of the page.
pub const COMMANDS: &[Documented] = &[
    tally::DOCUMENTED,
    votes::AGAINST,
    votes::SHOW,
    listing::LIST,
    listing::SEARCH,
    listing::VETOES,
    history::DOCUMENTED,
    grid::DOCUMENTED,
    members::MEMBERS,
    members::GROUPS,
];
/// The exports, which have a page of their own.
pub const EXPORTS: Documented = exports::DOCUMENTED;
