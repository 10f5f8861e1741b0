//! Which roll calls meet conditions, in the order that is asked for.

use clap::{Args, ValueEnum};

use super::{Call, error::Error, options::SelectionOptions, selecting::selected};
use crate::analysis::listing::{self, Order};
use crate::report::listing::list;
use crate::report::words;

/// An order, as typed.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum By {
    /// Day of the vote, the oldest first.
    #[default]
    Date,
    /// Votes beyond the majority needed, the narrowest first.
    Margin,
    /// Share of members that took part, the lowest first.
    Turnout,
    /// Votes against, the most first.
    Against,
    /// Fewest members on the smaller side, those alone first.
    Lonely,
}

/// Roll calls that meet conditions, in order.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote list --where US=abstain\n  unvote list --topic embargo --by against --limit 5\n  unvote list --session ES-11 --format markdown"
)]
pub struct Arguments {
    /// In which order.
    #[arg(long, value_enum, default_value_t)]
    by: By,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let ids = selected(&loaded, &arguments.selection)?;
    let order = match arguments.by {
        By::Date => Order::Date,
        By::Margin => Order::Margin,
        By::Turnout => Order::Turnout,
        By::Against => Order::Against,
        By::Lonely => Order::Lonely,
    };
    let rows = listing::list(&loaded.record, &ids, order);
    call.output.write(list(&loaded.record, &rows, &words::roll_calls(rows.len())))
}
