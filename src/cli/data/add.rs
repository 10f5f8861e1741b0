//! Reads files into the store, from which every command then answers.

use std::path::PathBuf;

use clap::Args;

use super::super::{Call, error::Error};
use super::{fetch::at_hand, shelved};
use crate::analysis::{diff::diff, series};
use crate::report::store::{New, added};
use crate::store::{self, Added};

/// Reads files or folders into the store, once; from then on every command answers from it.
///
/// The sources of one publication are kept once: a newer edition takes the place of the older one. Where sources differ,
/// those that were there first have precedence, but for days that are known to be unreliable; the record that is compiled in
/// comes last. The store is written whole or not at all.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Files or folders, or addresses of files, https://..., which are fetched first; `-` is standard input.
    #[arg(value_name = "PATH|URL", required = true)]
    paths: Vec<PathBuf>,
    /// Replace an edition even if it goes on for longer than the new one.
    #[arg(long)]
    replace: bool,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let folder = call.input.store_folder()?;
    let options = call.source_options();
    let text = "`data add` reads what it names: `unvote data add FILE`, without --data";
    Error::usage_if(!call.input.data.is_empty(), text)?;
    let paths = arguments.paths.iter().map(|path| at_hand(call, path)).collect::<Result<Vec<_>, Error>>()?;
    let (new, merged) = store::add(&folder, &paths, &options, arguments.replace, series::predecessors)?;
    call.warn(&merged);
    let described = |one: &Added| {
        let replaced = one.replaced.as_ref().map(|(old, record)| (shelved(old), diff(record, &one.record)));
        New { source: shelved(&one.source), replaced }
    };
    let news: Vec<New> = new.iter().map(described).collect();
    call.output.write(added(&news, &merged.record))
}
