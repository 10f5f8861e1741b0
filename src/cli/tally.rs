//! How a vote went: numbers, majority, who was against, and the same by group.

use clap::Args;

use super::predict::{by_all_other_votes, not_expected};
use super::selecting::{Choice, Chosen, one_group};
use super::{Call, error::Error};
use crate::analysis::series::Links;
use crate::members::{Members, REGIONS};
use crate::report::tally::{Wanted, report};
use crate::report::vote_picture::KINDS;

/// How a vote went: the numbers, the majority, and who was against.
///
/// The same numbers follow by regional group, and who moved since the vote before on its question.
///
/// A symbol may be a draft, a resolution, a meeting or a short form: A/ES-11/L.10, A/RES/ES-11/7, ES-11/7, 2774. A
/// symbol that leads to several roll calls (amendments, paragraphs, parts) shows them all.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// All members by name, not only those against.
    #[arg(long)]
    names: bool,
    /// Tally by these groups instead of the regional ones: codes or names with commas, or `none`.
    #[arg(long, value_name = "GROUPS", default_value = "region")]
    by: String,
    /// The three least expected votes of each roll call, with how probable they were by all other votes.
    #[arg(long)]
    surprising: bool,
    /// A picture of each roll call, in the terminal or, with -o FILE.svg, in a file: the vote, the members where they lie, by
    /// regional group, or in half circles.
    #[arg(long, value_name = "KIND", value_parser = KINDS)]
    picture: Option<String>,
    #[command(flatten)]
    choice: Choice,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let Chosen { loaded, ids, voters } = call.choose(&arguments.choice)?;
    let record = &loaded.record;
    let groups = groups(record.members(), &arguments.by)?;
    let mut links = call.links(record, &voters);
    let mut surprises = Vec::new();
    if arguments.surprising {
        let links = links.get_or_insert_with(|| Links::of(record));
        surprises = by_all_other_votes(call, record, links, &ids, &voters).votes;
        Error::nothing_if(surprises.is_empty(), not_expected())?;
    }
    let official = call.output.official;
    let picture = call.output.picture(arguments.picture.as_deref(), KINDS[0]);
    let wanted = Wanted { names: arguments.names, official, whose: voters, groups, links, surprises, picture };
    call.output.selected(&arguments.choice.selection, report(record, &ids, &wanted))
}

/// The codes of the groups to tally by.
fn groups<'m>(members: &'m Members, by: &str) -> Result<Vec<&'m str>, Error> {
    match by.trim().to_lowercase().as_str() {
        "region" | "regions" | "regional" => Ok(REGIONS.to_vec()),
        "none" => Ok(Vec::new()),
        _ => {
            let names = by.split(',').map(str::trim).filter(|name| !name.is_empty());
            names.map(|name| Ok(one_group(members, name)?.code)).collect()
        }
    }
}
