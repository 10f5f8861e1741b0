//! `unvote data remove`.

use anyhow::Result;
use clap::Args;

use super::{super::Call, list::none, shelved};
use crate::{analysis::series, report::store::removed, store};

/// Takes sources out of the store, or removes it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  unvote data remove 2026_ga_voting.csv\n  unvote data remove --all")]
pub struct Arguments {
    /// A source: its name, path or format, as `data list` gives them.
    #[arg(value_name = "SOURCE", required_unless_present = "all", conflicts_with = "all")]
    source: Option<String>,
    /// All of them; removes a damaged store, too.
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let folder = call.input.store_folder()?;
    let gone = if let Some(source) = &arguments.source {
        store::remove(&folder, source, series::predecessors)?
    } else {
        // What a damaged store held cannot be told.
        let sources = store::OpenStore::open(&folder).ok().flatten().map(|store| store.sources().to_vec());
        if !store::remove_all(&folder)? {
            return Err(none(&folder).into());
        }
        sources.unwrap_or_default()
    };
    call.output.write(removed(&gone.iter().map(shelved).collect::<Vec<_>>()))
}
