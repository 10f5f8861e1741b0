//! `unvote data where`.

use anyhow::Result;
use clap::Args;

use super::super::Call;
use crate::{report::store::place, store::file_in};

/// Where the store is, or would be: the platform's folder for data, unless --store or `UNVOTE_STORE` names another.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  unvote data where")]
pub struct Arguments {}

/// Runs the command.
pub fn run(call: &Call, _: &Arguments) -> Result<()> {
    let folder = call.input.store_folder()?;
    let file = file_in(&folder);
    let size = std::fs::metadata(&file).ok().map(|found| found.len());
    call.output.write(place(&file.display().to_string(), size))
}
