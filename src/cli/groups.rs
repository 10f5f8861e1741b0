//! Which groups of members there are, who belonged to one of them when, and which a member is in.

use clap::Args;

use super::options::{day_of_membership, today};
use super::selecting::{one_after_the_other, one_group};
use super::{Call, error::Error, members::chosen};
use crate::report::{Report, members as report};
use crate::{members::Members, record::Date};

/// Groups of members, and who belonged to them when.
///
/// Their codes and names can be typed wherever a list of members is expected.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Groups, by code or name; of a member the groups that it is in.
    #[arg(value_name = "GROUP")]
    groups: Vec<String>,
    /// As of this day; today if not given.
    #[arg(long, value_name = "DATE", value_parser = day_of_membership)]
    on: Option<Date>,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let members = Members::embedded();
    let on = arguments.on.unwrap_or_else(today);
    if arguments.groups.is_empty() {
        return call.output.write(report::groups(&members, on));
    }
    if let Some(list) = arguments.groups.iter().find(|list| list.split(',').any(|name| name.trim().starts_with('-'))) {
        let next = format!("`unvote members {list}` lists those that are left");
        return Err(Error::usage(format!("'{list}' takes members out; a group is shown whole")).hints([next]));
    }
    let names = arguments.groups.iter().flat_map(|list| list.split(',')).map(str::trim).filter(|name| !name.is_empty());
    let reports = names.map(|name| of(&members, name, on)).collect::<Result<Vec<_>, _>>()?;
    call.output.write(one_after_the_other(reports))
}

/// The report of a group, or of a member and its groups.
fn of<'m>(members: &'m Members, name: &str, on: Date) -> Result<Report<'m>, Error> {
    match members.group(name) {
        None if members.list(name).is_ok() => {
            let member = chosen(members, &[name.to_owned()], on)?;
            Ok(report::members(members, member, on, String::new(), true))
        }
        _ => Ok(report::group(members, one_group(members, name)?, on)),
    }
}
