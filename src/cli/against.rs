//! Who voted against a resolution, or cast any other vote.

use clap::Args;

use super::selecting::{Choice, Chosen, no_answer};
use super::{Call, error::Error, options::vote_named};
use crate::record::{RollCallId, Vote};
use crate::report::{Audience, votes};
use crate::{analysis::absence::NoAnswer, render::tell};

/// Who voted against, or cast any other vote.
///
/// At a terminal with names and regional groups; piped, one code per line.
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
        let mut codes = votes::codes(record, &ids, vote, &voters);
        let numbers = |id: &RollCallId| voters.numbers(&voters.roll(record, *id), record.numbers(*id)).whole();
        let count = ids.iter().map(|id| numbers(id).count(vote)).sum::<Option<u16>>();
        if codes.is_empty() {
            let voted = ids.iter().any(|id| record.roll_call(*id).is_vote());
            return Err(no_answer(record, &NoAnswer::NotCast { vote, voted, count }));
        }
        let known: usize = ids.iter().map(|id| voters.roll(record, *id).cast(vote).len()).sum();
        if count.is_none_or(|count| usize::from(count) > known) && !output.quiet {
            tell(&format!("note: the votes of some members are not known: others may have been {}", vote.label()));
        }
        if output.is_piped() && !output.orders() && !output.chooses_columns() {
            codes.truncate(output.limit.unwrap_or(usize::MAX));
            if ids.len() > 1 && !output.quiet {
                let cast = vote.label();
                tell(&format!("note: of {} roll calls: each member once that was {cast} in any of them", ids.len()));
            }
            return output.print(&format!("{}\n", codes.join("\n")));
        }
    }
    output.selected(&arguments.choice.selection, votes::cast(record, &ids, vote, &voters, output.official))
}
