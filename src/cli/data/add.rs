//! Reads files into the store, from which every command then answers.

use std::path::PathBuf;

use clap::Args;

use super::super::{Call, error::Error};
use super::{fetch::at_hand, shelf::shelf, shelved};
use crate::analysis::diff::diff;
use crate::report::store::{New, added};
use crate::store::{Added, Editions};

/// Reads files or folders into the store, once; from then on every command answers from it.
///
/// Of one table the newest edition is kept: a source takes the place of one of the same kind of file, with an overlapping
/// span, that has most of its roll calls in common with it. All others stand side by side. Where sources differ, those that were there first have precedence, but for days that are known to be unreliable; the record that is compiled in
/// comes last. The store is written whole or not at all.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Files or folders, or addresses of files, https://..., which are fetched first; `-` is standard input.
    #[arg(value_name = "PATH|URL", required = true)]
    paths: Vec<PathBuf>,
    /// Replace an older edition even if some of its roll calls or votes vanish, or if it goes on for longer.
    #[arg(long, conflicts_with = "beside")]
    replace: bool,
    /// Replace nothing: keep a source beside the editions of it that are there.
    #[arg(long)]
    beside: bool,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let folder = call.input.store_folder()?;
    let options = call.source_options()?;
    let text = "`data add` reads what it names: `unvote data add FILE`, without --data";
    Error::usage_if(!call.input.data.is_empty(), text)?;
    let paths = arguments.paths.iter().map(|path| at_hand(call, path)).collect::<Result<Vec<_>, Error>>()?;
    call.refuse_to_overwrite(&paths)?;
    let editions = match arguments {
        Arguments { replace: true, .. } => Editions::Replace,
        Arguments { beside: true, .. } => Editions::Beside,
        _ => Editions::Newer,
    };
    let (new, merged) = shelf(call, &folder).add(&paths, &options, editions)?;
    call.warn(&merged);
    let described = |one: &Added| {
        let replaced = one.replaced.iter().map(|(old, record)| (shelved(old), diff(record, &one.record)));
        New { source: shelved(&one.source), replaced: replaced.collect() }
    };
    let news: Vec<New> = new.iter().map(described).collect();
    call.output.write(added(&news, &merged.record))
}
