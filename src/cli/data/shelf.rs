//! What the store holds and where it is; its sources checked and taken out.

use std::path::Path;

use clap::Args;

use super::{super::Call, shelved};
use crate::report::store::{self, Shelved};
use crate::store::{OpenStore, Shelf, Stored, file_in};
use crate::{analysis::series, cli::error::Error, render::tell};

/// Takes sources out of the store, or removes it.
#[derive(Args, Debug)]
pub(super) struct Remove {
    /// A source: its name, path or format, as `data list` gives them.
    #[arg(value_name = "SOURCE", required_unless_present = "all", conflicts_with = "all")]
    source: Option<String>,
    /// All of them; removes a damaged store, too.
    #[arg(long)]
    all: bool,
}

/// Runs `data list`.
pub(super) fn list(call: &Call) -> Result<(), Error> {
    let folder = call.input.store_folder()?;
    let opened = open(&folder)?;
    let file = file_in(&folder).display().to_string();
    call.output.write(store::listed(&all(opened.sources()), opened.size(), &file))
}

/// Runs `data check`.
pub(super) fn check(call: &Call) -> Result<(), Error> {
    let opened = open(&call.input.store_folder()?)?;
    opened.check()?;
    call.output.write(store::checked(&all(opened.sources()), opened.size()))
}

/// Runs `data remove`.
pub(super) fn remove(call: &Call, arguments: &Remove) -> Result<(), Error> {
    let folder = call.input.store_folder()?;
    let gone = if let Some(source) = &arguments.source {
        vec![shelf(call, &folder).remove(source)?]
    } else {
        // What a damaged store held is not known.
        let sources = OpenStore::open(&folder).ok().flatten().map(|store| store.sources().to_vec());
        if !shelf(call, &folder).remove_all()? {
            return Err(none(&folder));
        }
        sources.unwrap_or_default()
    };
    call.output.write(store::removed(&all(&gone)))
}

/// Runs `data where`.
pub(super) fn place(call: &Call) -> Result<(), Error> {
    let file = file_in(&call.input.store_folder()?);
    let size = std::fs::metadata(&file).ok().map(|found| found.len());
    call.output.write(store::place(&file.display().to_string(), size))
}

/// The store in a folder, to be changed; unless the user wants quiet, it says for what it waits.
pub(super) fn shelf<'f>(call: &Call, folder: &'f Path) -> Shelf<'f> {
    let says = |folder: &Path| {
        tell(&format!("note: another process is changing the store in {}: waiting for it", folder.display()));
    };
    Shelf { folder, link: series::predecessors, waits: if call.output.quiet { |_| {} } else { says } }
}

/// The store in a folder, which must be there.
fn open(folder: &Path) -> Result<OpenStore, Error> {
    OpenStore::open(folder)?.ok_or_else(|| none(folder))
}

fn all(sources: &[Stored]) -> Vec<Shelved> {
    sources.iter().map(shelved).collect()
}

fn none(folder: &Path) -> Error {
    Error::nothing(format!("there is no store in {}\n  `unvote data add FILE` makes one", folder.display()))
}
