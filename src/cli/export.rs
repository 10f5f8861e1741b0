//! Tidy tables of votes, tallies, histories, series, shifts and agreement, and the matrix of votes, for other programs.

use clap::Args;

use super::ideal::{self, Fitting};
use super::options::{MembersOption, SelectionOptions};
use super::selecting::{named, no_answer, selected};
use super::{Call, error::Error, words::words};
use crate::analysis::absence::{NoAnswer, NotSeated};
use crate::record::{Record, RollCallId, Voters, Word, Words};
use crate::report::{
    Report, exports,
    rollcall::{Cells, rollcall},
};

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
    /// With agreement: both directions of each pair, a row each.
    #[arg(long)]
    directed: bool,
    /// With rollcall: what stands in the cells.
    ///
    /// In R, the numbers make an object that pscl and wnominate take: `x <- read.csv(pipe("unvote export rollcall"))`,
    /// then `pscl::rollcall(x[, -(1:4)], yea = 1, nay = 3, missing = c(2, 8, NA), notInLegis = 9, legis.names = x$member)`.
    #[arg(long, value_name = "CELLS", value_parser = words::<Cells>())]
    cells: Option<Cells>,
    #[command(flatten)]
    fitting: Fitting,
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
    Rollcall,
    Ideal,
    Items,
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
        )
        .or(&["dyads"]),
        Word::new(
            Self::Rollcall,
            "rollcall",
            "The matrix of votes: members in rows, roll calls in columns, for pscl and wnominate in R; --table roll_calls describes its columns; of the General Assembly unless --body or a symbol says otherwise",
        )
        .or(&["rollcalls", "roll-call", "roll-calls", "wide"]),
        Word::new(Self::Ideal, "ideal", "One row per member and session: its ideal point, standard error, percentile")
            .or(&["ideal-points", "idealpoints", "positions"]),
        Word::new(
            Self::Items,
            "items",
            "One row per roll call in the fit of ideal points: the parameters of its question, with their covariances",
        )
        .or(&["item"]),
    ];
}

impl Arguments {
    /// The table of these roll calls and members, none where it has no row; and what roll calls then lack.
    fn table<'q>(
        &self, record: &'q Record, ids: &'q [RollCallId], voters: &'q Voters,
    ) -> (Option<Report<'q>>, &'static str) {
        const NO_VOTE: &str = "has a known vote of these members";
        match self.what {
            What::Tallies => (exports::tallies(record, ids), "is there"),
            What::Votes => (exports::votes(record, ids, voters), NO_VOTE),
            What::History => (exports::history(record, ids, voters), NO_VOTE),
            What::Series => (exports::series(record, ids), "is on a question that was put more than once"),
            What::Shifts => (
                exports::shifts(record, ids, voters),
                "is on a question that had been voted on before, with known votes of these members",
            ),
            What::Agreement => (
                exports::agreement(record, ids, voters, self.directed),
                "has a pair of these members that both voted or abstained",
            ),
            // They rest on a fit, which is made once.
            What::Ideal | What::Items => (None, "is in a fit of ideal points"),
            What::Rollcall => (rollcall(record, ids, voters, self.cells.unwrap_or_default()), NO_VOTE),
        }
    }
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let what = arguments.what;
    let text = "export writes its table row by row, in an order of its own; list and show take --sort and --reverse";
    Error::usage_if(call.output.sorts(), text)?;
    let text = "--directed gives both directions of a pair: expected `export agreement --directed`";
    Error::usage_if(arguments.directed && what != What::Agreement, text)?;
    let text = "--cells says what stands for a vote in the matrix: expected `export rollcall --cells`";
    Error::usage_if(arguments.cells.is_some() && what != What::Rollcall, text)?;
    let of_a_fit = matches!(what, What::Ideal | What::Items);
    let text = "--fit and --links say what ideal points are fitted to: expected `export ideal` or `export items`";
    Error::usage_if(arguments.fitting.is_told() && !of_a_fit, text)?;
    let symbols = call.symbols(&arguments.symbols)?;
    let loaded = call.load()?;
    if of_a_fit {
        let text = "ideal points are fitted to many roll calls, not to those of some symbols: expected a selection, or nothing";
        Error::usage_if(!symbols.is_empty(), text)?;
        let Arguments { fitting, members, selection, metadata, .. } = arguments;
        return ideal::export(call, &loaded, fitting, members, selection, (what == What::Items, *metadata));
    }
    let record = &loaded.record;
    let of_years = matches!(what, What::Agreement | What::History);
    let of_one_body = of_years || what == What::Rollcall && symbols.is_empty();
    let voters = arguments.members.voters(record.members())?;
    let selection = &arguments.selection;
    let selection = if of_one_body { selection.in_one_body() } else { selection.clone() };
    let ids = if symbols.is_empty() { selected(&loaded, &selection) } else { named(&loaded, &symbols, &selection) }?;
    let is_of_all = matches!(what, What::Tallies | What::Series) && voters.list.is_some();
    let called = if what == What::Series { "series" } else { "tally" };
    Error::usage_if(is_of_all, format!("--members chooses votes; a {called} covers all members"))?;
    let (report, lacks) = arguments.table(record, &ids, &voters);
    let Some(report) = report else {
        let not_seated = voters.list.as_ref().and_then(|list| NotSeated::of(record, &ids, list));
        let lacks = || Error::nothing(format!("no roll call among {} {lacks}", ids.len()));
        return Err(not_seated.map_or_else(lacks, |why| no_answer(record, &NoAnswer::NotSeated(why))));
    };
    if of_years {
        call.note_selection(&loaded, "figures of its years are not those of all votes");
    }
    call.output.export(report, || arguments.table(record, &ids, &voters).0, arguments.metadata)
}
