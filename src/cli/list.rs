//! Which roll calls meet conditions, in the order that is asked for.

use clap::Args;

use super::{Call, error::Error, options::SelectionOptions, selecting::selected, words::words};
use crate::analysis::listing::{self, Order};
use crate::record::Words as _;
use crate::report::words::roll_calls;

/// Roll calls that meet conditions, the newest first.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The order of the roll calls.
    #[arg(long, value_parser = words::<Order>(), default_value = Order::Date.typed())]
    by: Order,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let ids = selected(&loaded, &arguments.selection)?;
    let rows = listing::list(&loaded.record, &ids, arguments.by);
    call.output.listed(&arguments.selection, &loaded.record, &rows, roll_calls(rows.len()))
}
