//! `unvote country`.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::{Call, Nothing, options::SelectionOptions, unseated::seated};
use crate::{
    analysis::history::{By, ballots},
    members::{MemberId, Members},
    record::Body,
    report::history::{Wanted, report},
};

/// What a record is counted by, as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ByName {
    /// Calendar year of the vote.
    #[default]
    Year,
    /// Session of the Assembly.
    Session,
}

/// A member's record: how it voted, how often with the majority, and when it was alone.
///
/// The majority is what most of the others did, of yes, no and abstaining. Up to 40 votes are listed one by one, more of
/// them with --votes. Votes in the Assembly are meant unless --body says otherwise.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote country US --session ES-11 --with RUS\n  unvote country US --topic Cuba --lonely 2\n  unvote country Russia --by session --with BRICS --data 2026_ga_voting.csv"
)]
pub struct Arguments {
    /// The member, by code or name.
    #[arg(value_name = "MEMBER")]
    member: String,
    /// Count by this.
    #[arg(long, value_enum, default_value_t)]
    by: ByName,
    /// Compare with this member, or with what most members of a group or list did.
    #[arg(long, value_name = "MEMBER|GROUP")]
    with: Option<String>,
    /// Count votes as lonely with at most so many others in the same position.
    #[arg(long, value_name = "K", default_value_t = 0)]
    lonely: u16,
    /// List every vote, even if there are many.
    #[arg(long)]
    votes: bool,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let member = one_member(record.members(), &arguments.member)?;
    let reference = arguments.with.as_deref().map(|with| record.members().list(with)).transpose()?;
    let name = arguments.with.as_deref().map(|with| reference_name(record.members(), with));
    if name.as_deref() == Some(record.members().get(member).code) {
        bail!("--with {}: that is the member itself", arguments.with.as_deref().unwrap_or_default());
    }
    let (selection, body) = in_one_body(&arguments.selection);
    let ids = call.selected(record, &selection)?;
    seated(record, &ids, &record.members().list(record.members().get(member).code)?)?;
    if let Some(list) = &reference {
        seated(record, &ids, list)?;
    }
    let ballots = ballots(record, &ids, member, reference.as_ref());
    if ballots.is_empty() {
        let name = record.members().get(member).name;
        return Err(Nothing(format!("no vote of {name} is known in these roll calls")).into());
    }
    let wanted = Wanted {
        member,
        body: body.name(),
        by: if arguments.by == ByName::Session { By::Session } else { By::Year },
        reference: name,
        lonely: arguments.lonely,
        votes: arguments.votes,
        selected: arguments.selection.conditions(),
        embedded: call.input.is_embedded(),
        official: call.output.official,
    };
    call.output.write(report(record, &ballots, &wanted))
}

/// The member that is meant; a group is none.
pub fn one_member(members: &Members, name: &str) -> Result<MemberId> {
    match (members.find(name), members.group(name)) {
        (Err(_), Some(group)) => bail!("'{name}' is a group ({}): name one of its members", group.name),
        (found, _) => Ok(found?),
    }
}

/// What a reference is called in a table: the code of a member or group, or the list as it was typed.
pub fn reference_name(members: &Members, typed: &str) -> String {
    if let Ok(member) = members.find(typed) {
        return members.get(member).code.to_owned();
    }
    members.group(typed).map_or_else(|| typed.trim().to_owned(), |group| group.code.to_owned())
}

/// The selection in one body: the Assembly, unless the Council is asked for. What a majority is differs between them.
pub fn in_one_body(selection: &SelectionOptions) -> (SelectionOptions, Body) {
    let body = selection.body.unwrap_or_default();
    (SelectionOptions { body: Some(body), ..selection.clone() }, body)
}
