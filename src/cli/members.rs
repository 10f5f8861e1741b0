//! Who belongs to the United Nations: since when, in which regional group, under which names.

use clap::Args;

use super::options::{day_of_membership, today};
use super::{Call, error::Error};
use crate::members::{MemberSet, Members};
use crate::{record::Date, report::members::members as report};

/// Members of the United Nations: since when, in which groups.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Only these, and the groups that each is in: codes (UY, m49:858), names in any of seven languages, or groups.
    #[arg(value_name = "MEMBER")]
    which: Vec<String>,
    /// As of this day; today if not given.
    #[arg(long, value_name = "DATE", value_parser = day_of_membership)]
    on: Option<Date>,
    /// Only former members.
    #[arg(long, conflicts_with = "which")]
    former: bool,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let members = Members::embedded();
    let on = arguments.on.unwrap_or_else(today);
    let seated = members.seated(on);
    let (chosen, title) = if arguments.former {
        let former: MemberSet = members.iter().map(|(id, _)| id).filter(|id| !seated.contains(*id)).collect();
        (former, format!("{} that were not members on {on}", former.len()))
    } else if arguments.which.is_empty() {
        (seated, format!("{} members on {on}", seated.len()))
    } else {
        (chosen(&members, &arguments.which, on)?, String::new())
    };
    let which = arguments.which.join(", ");
    let which = if which.is_empty() { which } else { format!("{which}: ") };
    Error::nothing_if(chosen.is_empty(), format!("{which}no members on {on}"))?;
    let mut report = report(&members, chosen, on, title, !arguments.which.is_empty());
    if let [name] = arguments.which.as_slice()
        && let Some(group) = members.group(name).filter(|_| members.find(name).is_err())
    {
        report.next.push(format!("unvote groups {}", group.code));
    }
    call.output.write(report)
}

/// The members that were named, former ones included.
pub(super) fn chosen(members: &Members, which: &[String], on: Date) -> Result<MemberSet, Error> {
    // What a minus takes out stands in a list with what it is taken from.
    let parts = if which.iter().any(|name| name.starts_with('-')) { vec![which.join(",")] } else { which.to_vec() };
    parts.iter().try_fold(MemberSet::EMPTY, |all, list| Ok(all | members.list(list)?.named(members, on)))
}
