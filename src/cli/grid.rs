//! `unvote grid`.

use std::cmp::Reverse;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use super::{
    Call, Nothing,
    options::{MembersOption, SelectionOptions, vote_named},
};
use crate::{
    analysis::grid::{Row, rank, rows},
    members::fold,
    record::{Found, Position, Record, RollCallId, Vote},
    report::grid::report,
};

/// Several roll calls side by side: members in rows, votes in columns; with --agree a scorecard.
///
/// --sort takes a symbol too, as well as name and score, with :desc behind it for the other order. --where takes
/// SYMBOL=VOTE and then leaves the members that voted so. Machine formats have one row a member and roll call.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote grid ES-11/1 ES-11/6 ES-11/7 --members EU\n  unvote grid ES-11/6 ES-11/7 --changed --sort ES-11/7\n  unvote grid ES-11/7 ES-11/8 --where ES-11/7=no --agree ES-11/7=no,ES-11/8=yes"
)]
pub struct Arguments {
    /// Symbols of roll calls; or none, and a selection instead.
    #[arg(value_name = "SYMBOL")]
    symbols: Vec<String>,
    /// Only members that took more than one position of yes, no and abstaining.
    #[arg(long)]
    changed: bool,
    /// Which vote counts as agreement: one for all (`yes`), or by symbol (`ES-11/7=no,ES-11/8=yes`).
    #[arg(long, value_name = "VOTE|SYMBOL=VOTE", value_delimiter = ',')]
    agree: Vec<String>,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let mut selection = arguments.selection.clone();
    let leads_to_roll_calls = |position: &String| {
        position.split_once('=').is_some_and(|(left, _)| matches!(record.find(left), Found::RollCalls(_)))
    };
    let (conditions, of_roll_calls): (Vec<String>, _) = selection.positions.into_iter().partition(leads_to_roll_calls);
    selection.positions = of_roll_calls;
    let mut ids = call.named(record, &arguments.symbols, &selection)?;
    let named = ids.len();
    ids.retain(|id| record.roll_call(*id).is_vote());
    let without_a_vote = named - ids.len();
    if ids.is_empty() {
        return Err(Nothing("all of these were adopted without a vote: there are no votes to show".to_owned()).into());
    }
    let list = arguments.members.seated(record, &ids)?.list;
    let agree = agreement(record, &ids, &arguments.agree)?;
    let mut rows = rows(record, &ids, list.as_ref(), &agree);
    if rows.is_empty() {
        return Err(Nothing("none of these members has a vote in these roll calls".to_owned()).into());
    }
    let count = rows.len();
    for condition in &conditions {
        let (places, vote) = at(record, &ids, "--where", condition)?;
        rows.retain(|row| places.iter().all(|at| row.positions[*at] == Position::Voted(vote)));
    }
    if arguments.changed {
        rows.retain(Row::has_changed);
    }
    if rows.is_empty() {
        return Err(Nothing(format!("none of {count} members meets these conditions")).into());
    }
    rows.sort_by_cached_key(|row| fold(record.members().get(row.member).name));
    if agree.iter().any(Option::is_some) {
        by_score(&mut rows, true);
    }
    let mut output = call.output.clone();
    if output.sort.as_deref().is_some_and(|by| sort(record, &ids, &mut rows, by)) {
        // A grid has columns that its table for machines has not.
        output.sort = None;
    }
    let mut report = report(record, &ids, &rows, &agree, output.official);
    if without_a_vote > 0 {
        report.notes.push(format!("Left out, as adopted without a vote: {without_a_vote}."));
    }
    output.write(report)
}

/// The vote that counts as agreement in each roll call.
fn agreement(record: &Record, ids: &[RollCallId], written: &[String]) -> Result<Vec<Option<Vote>>> {
    let mut agree = vec![None; ids.len()];
    for written in written {
        if written.contains('=') {
            let (places, vote) = at(record, ids, "--agree", written)?;
            for at in places {
                agree[at] = Some(vote);
            }
        } else {
            let vote = cast(written)?;
            agree.fill(Some(vote));
        }
    }
    Ok(agree)
}

/// A vote that can agree.
fn cast(written: &str) -> Result<Vote> {
    match vote_named(written).map_err(anyhow::Error::msg)? {
        Vote::NonVoting => bail!("--agree {written}: who did not vote neither agreed nor disagreed"),
        vote => Ok(vote),
    }
}

/// The places of the roll calls that are meant by `ES-11/7=no`, and the vote.
fn at(record: &Record, ids: &[RollCallId], flag: &str, written: &str) -> Result<(Vec<usize>, Vote)> {
    let (symbol, vote) =
        written.split_once('=').with_context(|| format!("{flag} {written}: expected SYMBOL=VOTE, as in ES-11/7=no"))?;
    let places = places(record, ids, symbol);
    if places.is_empty() {
        bail!("{flag} {written}: {symbol} is none of the roll calls of this grid");
    }
    let vote = if flag == "--agree" { cast(vote)? } else { vote_named(vote).map_err(anyhow::Error::msg)? };
    Ok((places, vote))
}

/// The places of the roll calls that a symbol leads to.
fn places(record: &Record, ids: &[RollCallId], symbol: &str) -> Vec<usize> {
    let Found::RollCalls(found) = record.find(symbol) else { return Vec::new() };
    (0..ids.len()).filter(|at| found.contains(&ids[*at])).collect()
}

fn by_score(rows: &mut [Row], descending: bool) {
    let order = |a: &Row, b: &Row| {
        let (a, b) = (a.score.share(), b.score.share());
        // Members without a score stand last either way.
        let by_value = || a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal);
        let by_value = || if descending { by_value().reverse() } else { by_value() };
        a.is_none().cmp(&b.is_none()).then_with(by_value)
    };
    rows.sort_by(order);
}

/// Sorts rows by what a grid alone has, ties as they were; false for a column of any table.
fn sort(record: &Record, ids: &[RollCallId], rows: &mut [Row], by: &str) -> bool {
    let (name, descending) = by.strip_suffix(":desc").map_or((by, false), |name| (name, true));
    let name = name.strip_suffix(":asc").unwrap_or(name);
    let members = record.members();
    match name.to_lowercase().as_str() {
        "score" => by_score(rows, descending),
        "name" => {
            rows.sort_by_cached_key(|row| fold(members.get(row.member).name));
            if descending {
                rows.reverse();
            }
        }
        _ => {
            let places = places(record, ids, name);
            if places.is_empty() {
                return false;
            }
            let key = |row: &Row| places.iter().map(|at| rank(row.positions[*at])).collect::<Vec<_>>();
            if descending { rows.sort_by_key(|row| Reverse(key(row))) } else { rows.sort_by_key(key) }
        }
    }
    true
}
