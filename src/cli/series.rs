//! The same question through the years: the votes on it, and how each member voted.

use crate::members::order::InOrder as _;
use clap::Args;

use super::selecting::{Choice, in_one, named, not_in, selected, series_of, tell_left_out};
use super::{Call, error::Error};
use crate::analysis::{recurring::recurring, series::lines};
use crate::report::series::{Found, SeriesQuestion, report};
use crate::report::series_picture::{KINDS, of_series};
use crate::report::{Audience, agreement::of_conditions, recurring::report as report_of};
use crate::source::Loaded;

const SYMBOLS: &str = "The symbol of one roll call of the series, or of all of them; or none, and a selection instead";

/// The same question through the years, and who moved most.
///
/// Each vote on it has a row, and each member a line, those that moved most first.
///
/// One symbol leads to all votes on its question that the record holds, found by title, agenda item and the votes
/// themselves (docs/series.md). Several symbols, or a selection such as --topic, are taken as they are.
#[derive(Args, Debug)]
#[command(mut_arg("symbols", |argument| argument.help(SYMBOLS)))]
pub(super) struct Arguments {
    /// Instead, the questions that come back, the closest first: how many votes they had to spare, and when the next vote on
    /// each is due by habit. Symbols and conditions choose among them.
    #[arg(long, conflicts_with = "list")]
    close: bool,
    /// A picture of the votes, a bar each, or of their numbers as lines, in the terminal or, with -o FILE.svg, in a file.
    #[arg(long, value_name = "KIND", value_parser = KINDS, conflicts_with = "close")]
    picture: Option<String>,
    #[command(flatten)]
    choice: Choice,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let Choice { symbols, members, selection } = &arguments.choice;
    let symbols = call.symbols(symbols)?;
    let loaded = call.load()?;
    if arguments.close {
        return close(call, &loaded, &arguments.choice);
    }
    let record = &loaded.record;
    let symbols = in_one(record, &symbols);
    let (mut ids, found) = if let [symbol] = symbols.as_slice() {
        (series_of(&loaded, symbol, selection)?, Found::ByRule)
    } else {
        (named(&loaded, &symbols, selection)?, Found::AsGiven)
    };
    let without_a_vote = !ids.iter().any(|id| record.roll_call(*id).is_vote());
    ids.retain(|id| record.roll_call(*id).is_vote() && !record.numbers(*id).is_empty());
    ids.in_order_of(|id| (record.in_time(*id), *id));
    let text = "these resolutions were adopted without a vote: a series is made of votes";
    Error::nothing_if(without_a_vote, text)?;
    let no_numbers = || Error::nothing("the numbers of votes are not known for any of these roll calls");
    let first = ids.first().ok_or_else(no_numbers)?;
    let body = record.roll_call(*first).body;
    let are_of_two = ids.iter().any(|id| record.roll_call(*id).body != body);
    Error::usage_if(are_of_two, "these are votes of two bodies: choose one, as in --body ga")?;
    let list = members.seated(record, &ids)?.list;
    let lines = lines(record, &ids, list.as_ref());
    let text = "none of these members has a known vote in this series";
    Error::nothing_if(lines.is_empty() && list.is_some(), text)?;
    let (selected, official) = (loaded.is_selection(), call.output.official);
    let question = SeriesQuestion { found, selected, members: list.is_some(), official };
    let mut report = report(record, &ids, &lines, question);
    tell_left_out(&mut report, record, &ids, &list);
    if let Some(kind) = call.output.picture(arguments.picture.as_deref(), KINDS[0]) {
        report.draw(of_series(record, &ids, question, kind));
    }
    call.output.selected(selection, report)
}

/// Answers `--close`: the questions that come back, the closest first.
fn close(call: &Call, loaded: &Loaded, choice: &Choice) -> Result<(), Error> {
    let Choice { symbols, selection, .. } = choice;
    let ids = if symbols.is_empty() {
        selected(loaded, &selection.in_one_body())?
    } else {
        let each = symbols.iter().map(|symbol| series_of(loaded, symbol, selection));
        each.collect::<Result<Vec<_>, _>>()?.concat()
    };
    let mut found = recurring(&loaded.record, &ids);
    // Without conditions on time a question is what its last vote is about.
    if *selection == selection.at_any_time() {
        found.retain(|one| one.series.last() == Some(&one.last));
    }
    if found.is_empty() {
        return Err(not_in(loaded, COMES_BACK_NO_MORE));
    }
    let brief = call.output.audience() == Audience::People && !call.output.arranges();
    let mut report = report_of(&loaded.record, found, brief);
    of_conditions(&mut report, &selection.conditions());
    call.output.answer(loaded, report)
}

/// Why there is no question that comes back.
const COMES_BACK_NO_MORE: &str = "none of these questions comes back: put to a vote at least three times, the last time no longer \
     ago than usually lies between two of its votes, and with known numbers";
