//! `unvote data list`.

use anyhow::Result;
use clap::Args;

use super::{super::Call, super::Nothing, shelved};
use crate::{
    report::store::listed,
    store::{OpenStore, file_in},
};

/// The sources of the store, with their editions, spans and counts.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  unvote data list\n  unvote data list --format csv")]
pub struct Arguments {}

/// Runs the command.
pub fn run(call: &Call, _: &Arguments) -> Result<()> {
    let folder = call.input.store_folder()?;
    let Some(store) = OpenStore::open(&folder)? else { return Err(none(&folder).into()) };
    let sources: Vec<_> = store.sources().iter().map(shelved).collect();
    call.output.write(listed(&sources, store.len(), &file_in(&folder).display().to_string()))
}

/// There is no store in this folder.
pub fn none(folder: &std::path::Path) -> Nothing {
    Nothing(format!("there is no store in {}\n  `unvote data add FILE` makes one", folder.display()))
}
