//! Where sources disagree.

use clap::Args;

use super::super::{Call, error::Error};
use crate::{report::conflicts::report, source, store::OpenStore};

/// Where the sources that --data names, or those of the store, disagree: every day, title and vote that two of them tell differently, what stands, and by which rule.
///
/// Of two sources the one named first stands, but a day from a source whose days are known to be unreliable gives way to
/// one that is not. Roll calls are the same in two sources by their numbers, their resolution, or their draft and day.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote data conflicts --data 2026_ga_voting.csv --data unvotes.csv\n  unvote data conflicts --data 2026_ga_voting.csv --data unvotes.csv --format csv | grep ,vote,"
)]
pub struct Arguments {}

/// Runs the command.
pub fn run(call: &Call, _: &Arguments) -> Result<(), Error> {
    let (record, conflicts) = if call.input.data.is_empty() {
        let Some(store) = OpenStore::open(&call.input.store_folder()?)? else {
            return Err(Error::usage(
                "name the sources that may disagree: `unvote data conflicts --data FILE --data FILE`, or add them to the store",
            ));
        };
        store.conflicts()?
    } else {
        source::conflicts(&call.input.data, &call.source_options())?
    };
    call.output.write(report(&record, &conflicts))
}
