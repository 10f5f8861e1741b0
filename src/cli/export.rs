//! Tidy tables of votes, tallies, histories, series, shifts and agreement, for other programs.

use clap::Args;

use super::options::{MembersOption, SelectionOptions};
use super::selecting::{named, no_answer, selected};
use super::{Call, error::Error, words::words};
use crate::analysis::absence::{NoAnswer, NotSeated};
use crate::record::{Record, RollCallId, Voters, Word, Words};
use crate::report::{Report, exports};

/// Tidy tables for other programs: one row per fact.
///
/// Every column is of one type; `docs/columns.md` describes them. --columns and --limit choose columns and rows.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// What to export.
    #[arg(value_parser = words::<What>())]
    what: What,
    /// Describe the columns in a file beside it, as CSV on the Web (W3C): names, types, units, sources, terms.
    #[arg(long)]
    metadata: bool,
    /// Only these roll calls, by their symbols; `-` for those on standard input.
    #[arg(value_name = "SYMBOL")]
    symbols: Vec<String>,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Tallies,
    Votes,
    History,
    Series,
    Shifts,
    Agreement,
}

impl Words for What {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Tallies, "tallies", "One row per roll call: numbers, majority, outcome").or(&["tally"]),
        Word::new(Self::Votes, "votes", "One row per vote of a member").or(&["vote"]),
        Word::new(
            Self::History,
            "history",
            "One row per member and year: votes by kind, participation, share with the majority, votes alone; of the General Assembly unless --body says otherwise",
        ),
        Word::new(
            Self::Series,
            "series",
            "One row per roll call of a question that was put more than once: series, predecessor, numbers",
        ),
        Word::new(
            Self::Shifts,
            "shifts",
            "One row per member and roll call on a question that had been voted on before: where it stood then and now",
        ),
        Word::new(
            Self::Agreement,
            "agreement",
            "One row per pair of members and year: common votes and every measure of agreement; of the General Assembly unless --body says otherwise, and with --members the pairs with a member in the list",
        ),
    ];
}

impl What {
    /// The table of these roll calls and members, none where it has no row; and what roll calls then lack.
    fn table<'q>(
        self, record: &'q Record, ids: &'q [RollCallId], voters: &'q Voters,
    ) -> (Option<Report<'q>>, &'static str) {
        match self {
            Self::Tallies => (exports::tallies(record, ids), "is there"),
            Self::Votes => (exports::votes(record, ids, voters), "has a known vote of these members"),
            Self::History => (exports::history(record, ids, voters), "has a known vote of these members"),
            Self::Series => (exports::series(record, ids), "is on a question that was put more than once"),
            Self::Shifts => (
                exports::shifts(record, ids, voters),
                "is on a question that had been voted on before, with known votes of these members",
            ),
            Self::Agreement => {
                (exports::agreement(record, ids, voters), "has a pair of these members that both voted or abstained")
            }
        }
    }
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let text = "export writes its one table row by row, in the record's order; list and show take --sort, --reverse and --table";
    Error::usage_if(call.output.orders(), text)?;
    let symbols = call.symbols(&arguments.symbols)?;
    let loaded = call.load()?;
    let record = &loaded.record;
    let of_years = matches!(arguments.what, What::Agreement | What::History);
    let voters = arguments.members.voters(record.members())?;
    let selection = &arguments.selection;
    let selection = if of_years { selection.in_one_body() } else { selection.clone() };
    let ids = if symbols.is_empty() { selected(&loaded, &selection) } else { named(&loaded, &symbols, &selection) }?;
    let is_of_all = matches!(arguments.what, What::Tallies | What::Series) && voters.list.is_some();
    let what = if arguments.what == What::Series { "series" } else { "tally" };
    Error::usage_if(is_of_all, format!("--members chooses votes; a {what} covers all members"))?;
    let (report, lacks) = arguments.what.table(record, &ids, &voters);
    let Some(report) = report else {
        let not_seated = voters.list.as_ref().and_then(|list| NotSeated::of(record, &ids, list));
        let lacks = || Error::nothing(format!("no roll call among {} {lacks}", ids.len()));
        return Err(not_seated.map_or_else(lacks, |why| no_answer(record, &NoAnswer::NotSeated(why))));
    };
    if of_years {
        call.note_selection(&loaded, "figures of its years are not those of all votes");
    }
    call.output.export(report, arguments.metadata)
}
