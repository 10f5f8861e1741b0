//! `unvote data check`.

use anyhow::Result;
use clap::Args;

use super::{super::Call, list::none, shelved};
use crate::{report::store::checked, store::OpenStore};

/// Checks every byte of the store, and reads all of it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  unvote data check")]
pub struct Arguments {}

/// Runs the command.
pub fn run(call: &Call, _: &Arguments) -> Result<()> {
    let folder = call.input.store_folder()?;
    let Some(store) = OpenStore::open(&folder)? else { return Err(none(&folder).into()) };
    store.check()?;
    call.output.write(checked(&store.sources().iter().map(shelved).collect::<Vec<_>>(), store.len()))
}
