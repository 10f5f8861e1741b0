//! `unvote search`.

use anyhow::{Result, bail};
use clap::Args;

use super::{Call, Nothing, options::SelectionOptions};
use crate::{
    analysis::{
        listing::{self, Order},
        search,
    },
    report::listing::list,
};

/// Roll calls by words of their title, agenda item or subjects; all words must occur, the best match first.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  unvote search embargo cuba\n  unvote search children ukraine --year 2025")]
pub struct Arguments {
    /// Words; case and accents do not count, and a word may be a beginning.
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let loaded = call.load()?;
    let record = &loaded.record;
    if arguments.words.iter().all(|word| word.trim().is_empty()) {
        bail!("search for what? Write words, as in `search embargo cuba`");
    }
    let among = call.selected(record, &arguments.selection)?;
    let query = arguments.words.join(" ");
    let hits = search::search(record, &among, &query);
    if hits.is_empty() {
        return Err(Nothing(format!("no roll call among {} has all the words '{query}'", among.len())).into());
    }
    let rows: Vec<_> = hits.iter().flat_map(|hit| listing::list(record, &[hit.id], Order::Date)).collect();
    call.output.write(list(record, &rows, &format!("{} found for '{query}'", rows.len())))
}
