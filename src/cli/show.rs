//! A whole roll call: everything known about it, and the vote of every member.

use clap::Args;

use super::selecting::{Choice, Chosen};
use super::{Call, error::Error};
use crate::report::votes;

const SYMBOLS: &str =
    "Symbols of roll calls, or their numbers in the UN Digital Library; or none, and a selection instead";

/// A whole roll call: all that is known, and every member's vote.
#[derive(Args, Debug)]
#[command(mut_arg("symbols", |argument| argument.help(SYMBOLS)))]
pub(super) struct Arguments {
    #[command(flatten)]
    choice: Choice,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let Chosen { loaded, ids, voters } = call.choose(&arguments.choice)?;
    let links = call.links(&loaded.record, &voters);
    let report = votes::whole(&loaded.record, &ids, &voters, links.as_ref(), call.output.official);
    call.output.selected(&arguments.choice.selection, report)
}
