//! `unvote data`.

mod conflicts;
mod diff;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Call, loading::accounted};
use crate::report::data::report;

/// What is loaded: sources, editions, spans and counts, what was skipped and what disagrees.
///
/// The UN Digital Library's voting data (General Assembly: record 4060887, Security Council: record 4055387 of
/// digitallibrary.un.org), Erik Voeten's roll calls (doi:10.7910/DVN/LEJUQZ), the `unvotes` package, wide and long
/// tables, lists of vetoes and this program's own JSON and CSV can be named with --data, also several at once.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote data\n  unvote data --data 2026_ga_voting.csv --data 2026_sc_voting.csv\n  unvote data --data folder --format json\n  unvote data diff 2025_ga_voting.csv 2026_ga_voting.csv"
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Conflicts(conflicts::Arguments),
    Diff(diff::Arguments),
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    match &arguments.command {
        None => loaded(call),
        Some(Command::Conflicts(arguments)) => conflicts::run(call, arguments),
        Some(Command::Diff(arguments)) => diff::run(call, arguments),
    }
}

fn loaded(call: &Call) -> Result<()> {
    let loaded = call.load()?;
    call.output.write(report(&loaded.record, &accounted(&loaded)))
}
