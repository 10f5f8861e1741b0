//! A vote told in sentences, each with the command that shows its figures.

use clap::Args;

use super::options::SelectionOptions;
use super::predict::{by_all_other_votes, not_expected};
use super::selecting::named;
use super::{Call, error::Error};
use crate::analysis::series::Links;
use crate::record::Voters;
use crate::report::brief::MOST;
use crate::report::brief::vote::{VoteQuestion, report};
use crate::report::vote_picture::KINDS;

/// A vote told in sentences, with commands for the figures.
///
/// What was voted on, the result, who was against, by regional group, who moved since the vote before on the question, how
/// unusual it was, and what else was voted on that day.
///
/// A sentence stands only where the votes that it rests on are known; docs/brief.md says what each rests on. --format text
/// gives plain sentences to paste, markdown and json the same for notes and programs.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Symbols of roll calls, or `-` for those on standard input.
    #[arg(value_name = "SYMBOL")]
    symbols: Vec<String>,
    /// The three least expected votes as well, with how probable they were by all other votes.
    #[arg(long)]
    surprising: bool,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let symbols = call.symbols(&arguments.symbols)?;
    let loaded = call.load()?;
    let record = &loaded.record;
    let ids = named(&loaded, &symbols, &arguments.selection)?;
    let links = Links::of(record);
    let mut surprises = Vec::new();
    if arguments.surprising {
        surprises = by_all_other_votes(call, record, &links, &ids, &Voters::default()).votes;
        Error::nothing_if(surprises.is_empty(), not_expected())?;
    }
    let (official, data) = (call.output.official, call.input.typed_again());
    let picture = call.output.picture(None, KINDS[0]);
    let question = VoteQuestion { links: &links, surprises, official, data, picture, beside: MOST };
    call.output.selected(&arguments.selection, report(record, &ids, &question))
}
