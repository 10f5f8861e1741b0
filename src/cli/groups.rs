//! Which groups of members there are, and who belonged to one of them when.

use clap::Args;

use super::options::{day_of_membership, today};
use super::{Call, error::Error, selecting::one_group};
use crate::{members::Members, record::Date, report::members as report};

/// Groups of members, and who belonged to them when.
///
/// Their codes and names can be typed wherever a list of members is expected.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// One group, by code or name.
    #[arg(value_name = "GROUP")]
    group: Option<String>,
    /// As of this day; today if not given.
    #[arg(long, value_name = "DATE", value_parser = day_of_membership)]
    on: Option<Date>,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let members = Members::embedded();
    let on = arguments.on.unwrap_or_else(today);
    call.output.write(match &arguments.group {
        None => report::groups(&members, on),
        Some(name) => report::group(&members, one_group(&members, name)?, on),
    })
}
