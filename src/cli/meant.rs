//! What is told, beside the answer, of codes and numbers of members that may be meant for something else.

use clap::{ArgMatches, Command};

use crate::members::{Members, may_be_meant_otherwise};
use crate::render::tell;

/// The names of values that list members, as help has them.
const LISTS: [&str; 4] = ["MEMBER", "MEMBER|GROUP", "LIST", "MEMBERS=VOTE"];

/// Tells of each such code among the members that were typed.
pub(super) fn tell_of_codes(command: &Command, matches: &ArgMatches) {
    let typed = parts(command, matches);
    if typed.is_empty() {
        return;
    }
    let members = Members::embedded();
    typed.iter().filter_map(|part| members.also_meant(part)).for_each(|note| tell(&format!("note: {note}")));
}

/// The parts of the lists of members that may need a word.
fn parts(mut command: &Command, mut matches: &ArgMatches) -> Vec<String> {
    while let Some((name, below)) = matches.subcommand() {
        let Some(found) = command.find_subcommand(name) else { break };
        (command, matches) = (found, below);
    }
    let lists_members = |argument: &&clap::Arg| {
        argument.get_value_names().is_some_and(|names| names.iter().any(|name| LISTS.contains(&name.as_str())))
    };
    let mut parts = Vec::new();
    for argument in command.get_arguments().filter(lists_members) {
        let values = matches.try_get_raw(argument.get_id().as_str()).ok().flatten().into_iter().flatten();
        for value in values.map(|value| value.to_string_lossy()) {
            let list = value.split(['=', '!']).next().unwrap_or_default();
            let names = list.split(',').map(|part| part.trim().trim_start_matches(['-', '\u{2212}']).trim());
            parts.extend(names.filter(|part| may_be_meant_otherwise(part)).map(ToOwned::to_owned));
        }
    }
    parts.sort();
    parts.dedup();
    parts
}
