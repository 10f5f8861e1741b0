//! `unvote against`.

use anyhow::Result;
use clap::Args;

use super::{
    Call, Nothing,
    options::{MembersOption, SelectionOptions, vote_named},
    output::OutputOptions,
};
use crate::{record::Vote, report::votes};

/// Who voted against, with regional group; piped, one code a line.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote against ES-11/7\n  unvote against ES-11/8 --vote abstain --members NATO\n  unvote against A/ES-11/L.10 | wc -l"
)]
pub struct Arguments {
    /// Symbols of roll calls; or none, and a selection instead.
    #[arg(value_name = "SYMBOL")]
    symbols: Vec<String>,
    /// Who voted so instead: yes, no, abstain or non-voting.
    #[arg(long, value_parser = vote_named, default_value = "no")]
    vote: Vote,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let ids = call.named(record, &arguments.symbols, &arguments.selection)?;
    let whose = arguments.members.seated(record, &ids)?;
    if call.output.is_piped() || call.output.is_for_machines() {
        let codes = votes::codes(record, &ids, arguments.vote, &whose);
        if codes.is_empty() {
            let voted = ids.iter().any(|id| record.roll_call(*id).is_vote());
            let why = if voted { "" } else { ": it was adopted without a vote" };
            return Err(Nothing(format!("no member is recorded as {}{why}", arguments.vote.label())).into());
        }
        if call.output.is_piped() {
            return OutputOptions::lines(&codes);
        }
    }
    call.output.write(votes::cast(record, &ids, arguments.vote, &whose, call.output.official))
}
