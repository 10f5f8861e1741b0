//! `unvote show`.

use anyhow::Result;
use clap::Args;

use super::{
    Call,
    options::{MembersOption, SelectionOptions},
};
use crate::report::votes;

/// A whole roll call: all that is known of it, and every member's vote.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote show ES-11/7\n  unvote show 4076672\n  unvote show S/RES/2774 -o vote.csv\n  unvote show --from 2026-02-24"
)]
pub struct Arguments {
    /// Symbols of roll calls, or their numbers in the UN Digital Library; or none, and a selection instead.
    #[arg(value_name = "SYMBOL")]
    symbols: Vec<String>,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let ids = call.named(record, &arguments.symbols, &arguments.selection)?;
    call.output.write(votes::whole(record, &ids, &arguments.members.seated(record, &ids)?, call.output.official))
}
