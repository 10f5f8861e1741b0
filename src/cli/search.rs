//! Which roll calls have certain words in their title, agenda item or subjects.

use clap::Args;

use super::selecting::{not_in, selected};
use super::{Call, error::Error, options::SelectionOptions};
use crate::analysis::search::search;
use crate::report::absence;

/// Roll calls by words of their title, agenda item or subjects.
///
/// All words must occur; the best match stands first.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Words; case and accents do not count, and a word may be a beginning.
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let are_blank = arguments.words.iter().all(|word| word.trim().is_empty());
    Error::usage_if(are_blank, "search for what? Write words, as in `search embargo cuba`")?;
    let among = selected(&loaded, &arguments.selection)?;
    let query = arguments.words.join(" ");
    let rows = search(record, &among, &query).map_err(|why| not_in(&loaded, absence::no_answer(record, &why)))?;
    let title = format!("{} found for '{query}'", rows.len());
    call.output.listed(&arguments.selection, record, &rows, title)
}
