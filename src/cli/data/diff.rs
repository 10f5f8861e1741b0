//! What differs between two editions, or any two files.

use std::path::PathBuf;

use clap::Args;

use super::super::{Call, error::Error};
use crate::analysis::diff::diff;
use crate::report::diff::{Editions, report};

/// What differs between two editions, or any two files or folders: new, vanished and changed roll calls and votes.
///
/// The two may be of different formats. A roll call is the same in both by its number in the UN Digital Library or in
/// Voeten's data, by its resolution, or by its draft and day. What only one of the two states at all, such as agenda
/// items, is not compared; a note says so.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The old file or folder; `-` is standard input.
    old: PathBuf,
    /// The new file or folder; `-` is standard input.
    new: PathBuf,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let Arguments { old, new } = arguments;
    let text = "`data diff` reads the two files that it names: `unvote data diff OLD NEW`, without --data";
    Error::usage_if(!call.input.data.is_empty(), text)?;
    let are_both_piped = old.as_os_str() == "-" && new.as_os_str() == "-";
    Error::usage_if(are_both_piped, "only one of the two can be standard input")?;
    call.refuse_to_overwrite(&[old, new])?;
    let (before, after) = (call.load_paths(&[old])?.record, call.load_paths(&[new])?.record);
    let (old, new) = (old.display().to_string(), new.display().to_string());
    let editions = Editions { old: (&old, &before), new: (&new, &after) };
    call.output.write(report(&editions, &diff(&before, &after)))
}
