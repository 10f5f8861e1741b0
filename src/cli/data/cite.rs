//! How to cite what is loaded.

use clap::Args;
use jiff::civil::Date;

use super::super::{Call, error::Error};
use crate::report::citation::report;
use crate::store::OpenStore;

/// How to cite the data that are loaded, and this program.
///
/// The sources with their editions and the days of their votes, and the day on which each came, where the store knows it.
/// --format bibtex, or -o FILE.bib, writes entries for BibTeX.
#[derive(Args, Debug)]
pub(super) struct Cite {}

/// Runs `data cite`.
pub(super) fn run(call: &Call) -> Result<(), Error> {
    let loaded = call.load()?;
    let folder = call.input.store_folder().ok().filter(|_| call.input.data.is_empty());
    let store = folder.map(|folder| OpenStore::open(&folder)).transpose()?.flatten();
    let added: Vec<(String, String)> =
        store.iter().flat_map(OpenStore::sources).map(|one| (one.name.clone(), one.added_at())).collect();
    let day = |name: &str| -> Option<Date> {
        let (_, at) = added.iter().find(|(added, _)| added == name)?;
        at.get(..10)?.parse().ok()
    };
    call.output.write(report(&loaded.record, |origin| day(&origin.name)))
}
