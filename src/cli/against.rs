//! Who voted against a resolution, or cast any other vote.

use clap::Args;

use super::selecting::{Choice, Chosen, no_answer};
use super::{Call, error::Error, options::vote_named};
use crate::report::{Audience, votes};
use crate::{analysis::absence::NoAnswer, record::Vote, render::Target};

/// Who voted against, with regional group; piped, one code per line.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Who cast this vote instead: yes, no, abstain or non-voting.
    #[arg(long, value_parser = vote_named, default_value = "no")]
    vote: Vote,
    #[command(flatten)]
    choice: Choice,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let Chosen { loaded, ids, voters } = call.choose(&arguments.choice)?;
    let (record, vote, output) = (&loaded.record, arguments.vote, &call.output);
    if output.is_piped() || output.audience() == Audience::Machines {
        let codes = votes::codes(record, &ids, vote, &voters);
        if codes.is_empty() {
            let voted = ids.iter().any(|id| record.roll_call(*id).is_vote());
            return Err(no_answer(record, &NoAnswer::NotCast { vote, voted }));
        }
        if output.is_piped() {
            return Ok(Target::Stdout { pager: false }.send(format!("{}\n", codes.join("\n")).as_bytes())?);
        }
    }
    output.selected(&arguments.choice.selection, votes::cast(record, &ids, vote, &voters, output.official))
}
