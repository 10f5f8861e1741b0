//! `unvote series`.

use anyhow::{Result, bail};
use clap::Args;

use super::{
    Call, Nothing,
    options::{MembersOption, SelectionOptions},
    unmet,
};
use crate::{
    analysis::series::{Links, lines},
    record::{Record, RollCallId},
    report::{
        roll_call::told_apart,
        series::{Found, Wanted, report},
    },
};

/// The same question through the years: the votes on it, and each member's line, those that moved most first.
///
/// One symbol leads to all votes on its question that the record holds, found by title, agenda item and the votes
/// themselves (docs/series.md). Several symbols, or a selection such as --topic, are taken as they are.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote series A/RES/80/4\n  unvote series 80/4 --members US,Israel,EU --from 2015\n  unvote series ES-11/1 ES-11/6 ES-11/7 --members BRICS\n  unvote series --topic \"human rights Crimea\" --format csv"
)]
pub struct Arguments {
    /// The symbol of one roll call of the series, or of all of them; or none, and a selection instead.
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
    let (mut ids, found) = if let [symbol] = arguments.symbols.as_slice() {
        (linked(call, record, symbol, &arguments.selection)?, Found::ByRule)
    } else {
        (call.named(record, &arguments.symbols, &arguments.selection)?, Found::AsGiven)
    };
    let without_a_vote = !ids.iter().any(|id| record.roll_call(*id).is_vote());
    ids.retain(|id| record.roll_call(*id).is_vote() && record.tally(*id).is_some());
    ids.sort_by_key(|id| (record.roll_call(*id).date, *id));
    let Some(first) = ids.first() else {
        let why = if without_a_vote {
            "these resolutions were adopted without a vote: a series is made of votes"
        } else {
            "of none of these roll calls the numbers are known"
        };
        return Err(Nothing(why.to_owned()).into());
    };
    let body = record.roll_call(*first).body;
    if ids.iter().any(|id| record.roll_call(*id).body != body) {
        bail!("these are votes of two bodies: choose one, as in --body ga");
    }
    let whose = arguments.members.seated(record, &ids)?;
    let lines = lines(record, &ids, whose.list.as_ref());
    if lines.is_empty() && whose.list.is_some() {
        return Err(Nothing("none of these members has a known vote in this series".to_owned()).into());
    }
    let wanted = Wanted {
        found,
        selected: call.input.is_embedded(),
        members: whose.list.is_some(),
        official: call.output.official,
    };
    call.output.write(report(record, &ids, &lines, wanted))
}

/// The series of the one roll call that a symbol leads to, as far as it meets the conditions.
///
/// # Errors
/// When the symbol leads to none, or to several questions, or no vote of the series meets the conditions.
pub fn linked(call: &Call, record: &Record, symbol: &str, options: &SelectionOptions) -> Result<Vec<RollCallId>> {
    // The conditions of time are for the series, the others for the choice among roll calls of one symbol as well.
    let choice = SelectionOptions { session: Vec::new(), year: Vec::new(), from: None, to: None, ..options.clone() };
    let named = call.named(record, &[symbol.to_owned()], &choice)?;
    let links = Links::of(record);
    let mut all: Vec<Vec<RollCallId>> = named.iter().map(|id| links.series(*id)).collect();
    all.dedup();
    let [series_of_it] = all.as_slice() else {
        let list: Vec<String> = named.iter().map(|id| format!("  {}", told_apart(record, *id))).collect();
        bail!(
            "{symbol} leads to {} roll calls of several questions: write the symbol or number of one, or choose by --matter\n{}",
            named.len(),
            list.join("\n")
        );
    };
    let selection = options.selection(record.members())?;
    let series: Vec<RollCallId> = series_of_it.iter().copied().filter(|id| selection.holds(record, *id)).collect();
    if series.is_empty() {
        let why = unmet::of_named(record, series_of_it, options)?;
        return Err(Nothing(format!("no vote of the series of {symbol}: {why}")).into());
    }
    Ok(series)
}
