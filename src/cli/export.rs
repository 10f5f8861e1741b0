//! `unvote export`.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::{
    Call,
    options::{MembersOption, SelectionOptions},
};
use crate::report::tidy;

/// Tidy tables for other programs: one row a fact, every column of one type. `docs/columns.md` describes them.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote export votes --year 2025 --data ga_voting.csv -o votes.csv --metadata\n  unvote export votes --members P5 --format ndjson | head -3\n  unvote export tallies -o tallies.csv"
)]
pub struct Arguments {
    /// What to export.
    #[arg(value_enum)]
    what: What,
    /// Describe the columns in a file beside it, as CSV on the Web (W3C): names, types, units, sources, terms.
    #[arg(long)]
    metadata: bool,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// One row a roll call: numbers, majority, outcome.
    Tallies,
    /// One row a member's vote.
    Votes,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    if call.output.arranges() {
        bail!("export writes every row and column as they are; list and show take --sort, --limit and --columns");
    }
    let loaded = call.load()?;
    let record = &loaded.record;
    let ids = call.selected(record, &arguments.selection)?;
    let whose = arguments.members.whose(record.members())?;
    let tidy = match arguments.what {
        What::Tallies if whose.list.is_some() => bail!("--members chooses votes; a tally is that of all members"),
        What::Tallies => tidy::tallies(record, &ids),
        What::Votes => tidy::votes(record, &ids, &whose),
    };
    call.output.write_tidy(tidy, arguments.metadata)
}
