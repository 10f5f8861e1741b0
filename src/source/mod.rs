//! Turns bytes into a [`Record`](crate::record::Record): recognises the format of each input, reads it, and merges what
//! was read. Only this module knows the quirks of formats, which are registered here.

mod address;
#[cfg(test)]
pub(crate) mod arbitrary;
mod beside;
mod cells;
mod error;
pub(crate) mod format;
mod head;
mod hint;
pub(crate) mod input;
mod ledger;
mod loading;
pub(crate) mod mapping;
mod marc;
pub(crate) mod merge;
pub(crate) mod names;
mod order;
mod outside;
pub(crate) mod own;
mod roster;
mod rows;
pub(crate) mod sciences_po;
pub(crate) mod state_names;
mod stated;
mod tables;
pub(crate) mod undl;
pub(crate) mod vetoes;
pub(crate) mod voeten;

pub(crate) use crate::record::parallel::can_start;
pub(crate) use address::without_secrets;
pub use beside::{Published, pairs, positions};
pub(crate) use cells::codes;
pub use cells::dates::Order;
pub use error::SourceError;
pub use format::Options;
pub(crate) use format::{Context, Format};
pub use ledger::{Entry, Example, Kind, Ledger};
pub use loading::{Answered, Loaded, conflicts, load};
pub(crate) use loading::{Unit, borrowed, conflicts_of, formats, join, units};
pub(crate) use names::FORMAT_NAME as LISTS_OF_NAMES;
pub use own::{embedded, write_csv, write_json, write_ndjson};
pub(crate) use tables::roles;

/// The formats of which several files belong together, joined by their keys, and are read in one call.
pub(crate) const JOINED: &[&str] = &[voeten::PACKAGE.name];

/// The formats whose days are written with the month first, where nothing in a file shows another order.
pub(crate) const MONTH_FIRST: &[&str] = &[voeten::FORMAT.name, voeten::PACKAGE.name, vetoes::LIBRARY.name];

/// The sources that hold the vetoes of many years.
pub(crate) const WITH_VETOES: &[&str] =
    &[vetoes::LIBRARY.name, vetoes::DPPA.name, vetoes::ROWS.name, sciences_po::FORMAT.name];

/// The tables that people make themselves, whose columns and values the user can name.
pub(crate) const TABLES: &[&str] =
    &[names::in_cells::FORMAT.name, tables::WIDE.name, tables::TRANSPOSED.name, tables::LONG.name, tables::TOTALS.name];

/// Our own formats, which say whose votes are not known.
pub(crate) const OWN: &[&str] = &[own::JSON.name, own::CSV.name];

/// The formats that list every member of a roll, unless somebody took rows out: only the total beside it tells.
pub(crate) const LISTING_ALL: &[&str] =
    &[own::JSON.name, own::CSV.name, marc::FORMAT.name, undl::ASSEMBLY.name, undl::OUTCOMES.name, undl::COUNCIL.name];

/// Every format, the more exacting ones first.
pub(crate) const FORMATS: &[&Format] = &[
    &own::JSON,
    &own::CSV,
    &marc::FORMAT,
    &undl::COUNCIL,
    &undl::ASSEMBLY,
    &undl::OUTCOMES,
    &voeten::FORMAT,
    &voeten::PACKAGE,
    &vetoes::LIBRARY,
    &vetoes::DPPA,
    &state_names::FORMAT,
    &sciences_po::FORMAT,
    &vetoes::ROWS,
    &names::in_cells::FORMAT,
    &tables::WIDE,
    &tables::TRANSPOSED,
    &tables::LONG,
    &tables::TOTALS,
    &names::FORMAT,
];
