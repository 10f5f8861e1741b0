//! `unvote members`.

use anyhow::Result;
use clap::Args;

use super::{Call, Nothing};
use crate::{
    members::{MemberSet, Members},
    record::Date,
    report::members::members as report,
};

/// Members of the United Nations: since when, in which regional group, under which names.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote members\n  unvote members Russia Türkiye\n  unvote members --on 1971-10-25\n  unvote members --former"
)]
pub struct Arguments {
    /// Only these: codes, names or groups.
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
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let members = Members::embedded();
    let on = arguments.on.unwrap_or_else(today);
    let seated = members.seated(on);
    let (chosen, title) = if arguments.former {
        let former: MemberSet = members.iter().map(|(id, _)| id).filter(|id| !seated.contains(*id)).collect();
        (former, format!("{} that were no members on {on}", former.len()))
    } else if arguments.which.is_empty() {
        (seated, format!("{} members on {on}", seated.len()))
    } else {
        (chosen(&members, &arguments.which, on)?, String::new())
    };
    if chosen.is_empty() {
        let which = arguments.which.join(", ");
        let text =
            if which.is_empty() { format!("no members on {on}") } else { format!("{which}: no members on {on}") };
        return Err(Nothing(text).into());
    }
    call.output.write(report(&members, chosen, on, &title))
}

/// A day on which it is known who was a member: from the founding to today.
///
/// # Errors
/// The words that say what was expected.
pub fn day_of_membership(text: &str) -> Result<Date, String> {
    let day: Date = text.trim().parse().map_err(|_| format!("'{text}' is no day: expected one like 2025-02-24"))?;
    let founded = Date::constant(1945, 10, 24);
    if day < founded {
        return Err(format!("the United Nations had no members on {day}: it was founded on {founded}"));
    }
    if day > today() { Err(format!("{day} lies ahead: who will be a member is not known")) } else { Ok(day) }
}

/// Those named, former members included: a person who asks for one wants it as it was.
fn chosen<'w>(members: &Members, which: &'w [String], on: Date) -> Result<MemberSet> {
    let mut chosen = MemberSet::EMPTY;
    // A comma parts names, but for those that hold one.
    let whole = |name: &str| members.find(name).is_ok() || members.group(name).is_some();
    let parts =
        |name: &'w String| if whole(name) { vec![name.as_str()] } else { name.split(',').map(str::trim).collect() };
    for name in which.iter().flat_map(parts).filter(|name| !name.is_empty()) {
        match members.group(name) {
            Some(group) if members.find(name).is_err() => chosen |= group.members_on(on),
            _ => chosen.insert(members.find(name)?),
        }
    }
    Ok(chosen)
}

/// Today, in universal time.
pub fn today() -> Date {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let epoch = Date::constant(1970, 1, 1);
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    epoch.checked_add(jiff::Span::new().days(days)).unwrap_or(epoch)
}
