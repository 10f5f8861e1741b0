//! Several roll calls side by side: members in rows, votes in columns, with a score where one vote counts as agreement.

use clap::Args;

use super::options::{vote_named, vote_test};
use super::selecting::{Choice, named, no_answer, tell_left_out};
use super::{Call, error::Error};
use crate::analysis::grid::{Conditions, Key, grid, places, sort, voted_on};
use crate::record::{Found, Record, RollCallId, Vote, VoteTest};
use crate::report::grid::report;

/// Roll calls side by side: members in rows, votes in columns.
///
/// With --agree it is a scorecard. --sort takes a symbol too, as well as name and score, with :desc behind it for the other
/// order. --where takes
/// SYMBOL=VOTE (or !=) and then leaves the members that voted so. Machine formats have one row a member and roll call.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Only members that took more than one position of yes, no and abstaining.
    #[arg(long)]
    changed: bool,
    /// Which vote counts as agreement: one for all (`yes`), or by symbol (`ES-11/7=no,ES-11/8=yes`).
    #[arg(long, value_name = "VOTE|SYMBOL=VOTE", value_delimiter = ',')]
    agree: Vec<String>,
    #[command(flatten)]
    choice: Choice,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let Choice { symbols, members, mut selection } = arguments.choice.clone();
    let symbols = call.symbols(&symbols)?;
    let loaded = call.load()?;
    let record = &loaded.record;
    let (of_rows, of_roll_calls) =
        selection.positions.into_iter().partition::<Vec<_>, _>(|typed| names_one(record, typed));
    selection.positions = of_roll_calls;
    let named = named(&loaded, &symbols, &selection)?;
    let ids = voted_on(record, &named).map_err(|why| no_answer(record, &why))?;
    let list = members.seated(record, &ids)?.list;
    let agree = agreement(record, &ids, &arguments.agree)?;
    let votes = of_rows.iter().map(|typed| at(record, &ids, "--where", typed)).collect::<Result<_, _>>()?;
    let conditions = Conditions { votes, changed: arguments.changed };
    let grid = grid(record, &ids, list.as_ref(), &agree, &conditions);
    let mut rows = grid.map_err(|why| no_answer(record, &why))?;
    let mut output = call.output.clone();
    if let Some((key, descending)) = output.sort.as_deref().and_then(|by| sorted_by(record, &ids, output.sorting(by))) {
        sort(record, &mut rows, &key, descending);
        // A grid has columns that its table for machines does not have.
        output.sort = None;
        output.reverse = false;
    }
    let mut report = report(record, &ids, &rows, &agree, output.official);
    let without_a_vote = named.len() - ids.len();
    if without_a_vote > 0 {
        report.notes.push(format!("Left out, as adopted without a vote: {without_a_vote}."));
    }
    tell_left_out(&mut report, record, &ids, &list);
    output.selected(&arguments.choice.selection, report)
}

/// Whether the text before the equals sign names roll calls, so that the condition is one on members.
fn names_one(record: &Record, typed: &str) -> bool {
    let left = typed.split_once('=').map(|(left, _)| left.trim_end_matches('!').trim());
    left.is_some_and(|left| !matches!(record.find(left), Found::Nothing { .. }))
}

/// The vote that counts as agreement in each roll call.
fn agreement(record: &Record, ids: &[RollCallId], written: &[String]) -> Result<Vec<Option<Vote>>, Error> {
    let mut agree = vec![None; ids.len()];
    for written in written {
        let wrong = |why| Error::usage(format!("--agree {written}: {why}"));
        let (places, test) = if written.contains('=') {
            at(record, ids, "--agree", written)?
        } else {
            ((0..ids.len()).collect(), VoteTest::Is(vote_named(written).map_err(wrong)?))
        };
        let vote = match test {
            VoteTest::Is(Vote::NonVoting) => Err("a member that did not vote neither agreed nor disagreed"),
            VoteTest::Is(vote) => Ok(vote),
            VoteTest::IsNot(_) => Err("expected the vote that agrees, as in ES-11/7=no"),
        };
        let vote = vote.map_err(|why| wrong(why.to_owned()))?;
        for at in places {
            agree[at] = Some(vote);
        }
    }
    Ok(agree)
}

/// Reads `ES-11/7=no`: the places of the roll calls in the grid, and what is asked of the vote.
fn at(record: &Record, ids: &[RollCallId], flag: &str, written: &str) -> Result<(Vec<usize>, VoteTest), Error> {
    let (symbol, test) = vote_test(flag, written, "SYMBOL", "ES-11/7")?;
    let places = places(record, ids, symbol);
    let why = format!("{flag} {written}: {symbol} is not one of the roll calls of this grid");
    Error::usage_if(places.is_empty(), why)?;
    Ok((places, test))
}

/// A sort key that only a grid has, and whether it is descending; `None` for the column of an ordinary table.
fn sorted_by(record: &Record, ids: &[RollCallId], (name, descending): (&str, bool)) -> Option<(Key, bool)> {
    let key = match name.to_lowercase().as_str() {
        "score" => Key::Score,
        "name" => Key::Name,
        _ => Key::Positions(Some(places(record, ids, name)).filter(|places| !places.is_empty())?),
    };
    Some((key, descending))
}
