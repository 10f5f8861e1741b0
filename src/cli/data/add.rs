//! Reads files into the store, from which every command then answers.

use std::path::PathBuf;

use clap::Args;

use super::super::loading::is_ours;
use super::super::options::whole_day as day;
use super::super::{Call, error::Error, words::words};
use super::{fetch::at_hand, shelf::shelf, shelved};
use crate::analysis::diff::diff;
use crate::record::{Body, Date, Symbol};
use crate::report::store::{New, added, understood};
use crate::source::LISTS_OF_NAMES;
use crate::store::{Added, Editions};

/// Where a source of pasted lists stands.
const LAST: &str = "It stands behind all other sources: once the Library's data has this vote, that has precedence.";

/// Reads files or folders into the store, once; from then on every command answers from it.
///
/// Of one table the newest edition is kept: a source takes the place of one of the same kind of file, with an overlapping
/// span, that has most of its roll calls in common with it. All others stand side by side. Where sources differ, those that were there first have precedence, but for days that are known to be unreliable; the record that is compiled in
/// comes last. The store is written whole or not at all.
///
/// A vote of today: the lists of names of a press release or meeting record (In favour: Albania, Algeria ...) are a roll call,
/// from a file or pasted into `data add - --symbol A/RES/81/5 --date 2026-11-27`. Such a source stands behind all others, so
/// that the Library's data has precedence once it has the vote.
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
    /// What was voted on, where the text or table does not say it: `A/RES/81/5`.
    #[arg(long, value_name = "SYMBOL", value_parser = symbol)]
    symbol: Option<Symbol>,
    /// The day of the vote, where the text or table does not say it: 2026-11-27.
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// The title, where the text or table has none.
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// The body that voted, where no symbol says it.
    #[arg(long, value_name = "BODY", value_parser = words::<Body>())]
    body: Option<Body>,
}

impl Arguments {
    /// What is said of the vote, by the names of the fields that hold it.
    fn told(&self) -> Vec<(String, String)> {
        let told = [
            ("resolution", self.symbol.as_ref().map(ToString::to_string)),
            ("date", self.date.map(|date| date.to_string())),
            ("title", self.title.clone()),
            ("body", self.body.map(|body| body.code().to_owned())),
        ];
        told.into_iter().filter_map(|(role, value)| Some((role.to_owned(), value?))).collect()
    }
}

fn symbol(text: &str) -> Result<Symbol, String> {
    let readings = Symbol::readings(text);
    readings.into_iter().next().ok_or_else(|| format!("'{text}' is no symbol: expected one such as A/RES/81/5"))
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let folder = call.input.store_folder()?;
    let mut options = call.source_options()?;
    options.map.extend(arguments.told());
    let text = "`data add` reads what it names: `unvote data add FILE`, without --data";
    Error::usage_if(!call.input.data.is_empty(), text)?;
    let own = arguments.paths.iter().any(|path| is_ours(path));
    Error::usage_if(own, "the store and the record that is compiled in are there already: name files to add")?;
    call.note_waiting(&arguments.paths);
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
        let last = (one.source.format == LISTS_OF_NAMES).then(|| LAST.to_owned());
        let told = understood(&one.record).into_iter().chain(last).collect();
        New { source: shelved(&one.source), replaced: replaced.collect(), told }
    };
    let news: Vec<New> = new.iter().map(described).collect();
    call.output.write(added(&news, &merged.record))
}
