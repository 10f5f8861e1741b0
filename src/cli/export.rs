//! `unvote export`.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::{
    Call, Nothing,
    options::{MembersOption, SelectionOptions},
    unseated::nobody_seated,
};
use crate::report::tidy;

/// Tidy tables for other programs: one row a fact, every column of one type. `docs/columns.md` describes them.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote export votes --year 2025 --data ga_voting.csv -o votes.csv --metadata\n  unvote export votes --members P5 --format ndjson | head -3\n  unvote export tallies -o tallies.csv\n  unvote export agreement --members US --data ga_voting.csv -o us.csv"
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
    /// One row a member and year: votes by kind, participation, share with the majority, votes alone; of the General
    /// Assembly unless --body says otherwise.
    History,
    /// One row a roll call of a question that was put more than once: series, predecessor, numbers.
    Series,
    /// One row a member and roll call on a question that had been voted on before: where it stood then and now.
    Shifts,
    /// One row a pair of members and year: common votes and every measure of agreement; of the General Assembly unless
    /// --body says otherwise, and with --members the pairs of which one is in the list.
    Agreement,
}

impl What {
    /// What roll calls lack of which nothing can be exported.
    const fn lacks(self) -> &'static str {
        match self {
            Self::Tallies => "is there",
            Self::Votes | Self::History => "has a known vote of these members",
            Self::Series => "is on a question that was put more than once",
            Self::Shifts => "is on a question that had been voted on before, with known votes of these members",
            Self::Agreement => "has a pair of these members that both voted or abstained",
        }
    }
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    if call.output.arranges() {
        bail!("export writes every row and column as they are; list and show take --sort, --limit and --columns");
    }
    let loaded = call.load()?;
    let record = &loaded.record;
    let mut selection = arguments.selection.clone();
    if matches!(arguments.what, What::Agreement | What::History) {
        selection.body = Some(selection.body.unwrap_or_default());
    }
    let whose = arguments.members.whose(record.members())?;
    let ids = call.selected(record, &selection)?;
    let tidy = match arguments.what {
        What::Tallies if whose.list.is_some() => bail!("--members chooses votes; a tally is that of all members"),
        What::Tallies => tidy::tallies(record, &ids),
        What::Votes => tidy::votes(record, &ids, &whose),
        What::Series if whose.list.is_some() => bail!("--members chooses votes; a series is that of all members"),
        What::Series => tidy::series(record, &ids),
        What::Shifts => tidy::shifts(record, &ids, &whose),
        What::History => tidy::history(record, &ids, &whose),
        What::Agreement => tidy::agreement(record, &ids, &whose),
    };
    let mut rows = tidy.rows.peekable();
    if rows.peek().is_none() {
        let why = whose.list.as_ref().and_then(|list| nobody_seated(record, &ids, list));
        let why = why.unwrap_or_else(|| format!("no roll call among {} {}", ids.len(), arguments.what.lacks()));
        return Err(Nothing(why).into());
    }
    if matches!(arguments.what, What::Agreement | What::History) {
        call.is_selection("figures of its years are not those of all votes");
    }
    call.output.write_tidy(tidy::Tidy { rows: Box::new(rows), ..tidy }, arguments.metadata)
}
