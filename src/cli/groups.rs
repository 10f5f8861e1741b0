//! `unvote groups`.

use anyhow::{Context as _, Result};
use clap::Args;

use super::{
    Call,
    members::{day_of_membership, today},
};
use crate::{
    members::{Group, Members},
    record::Date,
    report::members as report,
};

/// Groups of members and who belonged to them when; usable wherever a list of members is.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote groups\n  unvote groups EU --on 2019-12-31\n  unvote groups BRICS --format csv"
)]
pub struct Arguments {
    /// One group, by code or name.
    #[arg(value_name = "GROUP")]
    group: Option<String>,
    /// As of this day; today if not given.
    #[arg(long, value_name = "DATE", value_parser = day_of_membership)]
    on: Option<Date>,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let members = Members::embedded();
    let on = arguments.on.unwrap_or_else(today);
    let Some(name) = &arguments.group else { return call.output.write(report::groups(&members, on)) };
    call.output.write(report::group(&members, group_named(&members, name)?, on))
}

/// A group by code or name.
pub fn group_named<'m>(members: &'m Members, name: &str) -> Result<&'m Group> {
    members.group(name).with_context(|| {
        let codes: Vec<&str> = members.groups().iter().map(|group| group.code).collect();
        format!("no group is called '{name}'; there are {}", codes.join(", "))
    })
}
