//! A member's record: how it voted, how often with the majority and with others, when it was alone, and where it stood apart.

use clap::Args;

use super::selecting::{
    Reference, all_told, any_of, by_line, no_answer, one_after_the_other, one_member, seated, selected,
};
use super::{Call, error::Error, options::SelectionOptions, words::words};
use crate::analysis::absence::NoAnswer;
use crate::analysis::history::{Apart, By, References, ballots, rows};
use crate::members::{MemberId, MemberList, Members};
use crate::record::{RollCallId, Words as _};
use crate::report::absence::NO_TOPICS;
use crate::report::history::report;
use crate::report::line_picture::{KINDS, of_last_holder};
use crate::report::{
    Audience, Names,
    agreement::of_a_selection,
    history_picture::of_history,
    history_rows::{Called, HistoryQuestion},
};

/// A member's record: how it voted, with whom, where it stood apart.
///
/// By year, session or topic; with others, a column each; and when it was alone.
///
/// The majority is what most of the others did, of yes, no and abstaining. --with tells how many votes were identical with
/// those of each member; of a group or list it is the mean over its members. --apart lists the votes in which it took
/// another position than more of the others of a group took than any other. Up to 40 votes are listed one by one, more of
/// them with --votes. Only votes in the Assembly count unless --body says otherwise.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The member, by code or name.
    #[arg(value_name = "MEMBER")]
    member: String,
    /// Count by this.
    #[arg(long, value_parser = words::<By>(), default_value = By::Year.typed())]
    by: By,
    /// Compare with these members and groups, a column each: `US,EU,CN`; a part with a minus belongs to the group before it:
    /// `US,EU,-HU`.
    #[arg(long, aliases = ["vs", "versus", "compare"], value_name = "MEMBER|GROUP", allow_hyphen_values = true)]
    with: Vec<String>,
    /// List where it stood apart from most others of this group, list or member, the latest first; `group` is its own regional
    /// group.
    #[arg(long, value_name = "GROUP", allow_hyphen_values = true)]
    apart: Option<String>,
    /// Count a vote as lonely if at most this many others took the same position.
    #[arg(long, value_name = "K", default_value_t = 0)]
    lonely: u16,
    /// A picture of how often it voted as others did, by year or session, in the terminal or, with -o FILE.svg, in a file.
    #[arg(long, value_name = "KIND", value_parser = KINDS)]
    picture: Option<String>,
    /// List every vote, even if there are many.
    #[arg(long)]
    votes: bool,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let members = record.members();
    let member = one_member(members, &arguments.member)?;
    let with = references(members, member, "--with", &arguments.with)?;
    let has_line = arguments.by != By::Topic;
    let text = "a picture of a member's record follows it through the years: --by year, or --by session";
    Error::usage_if(!has_line && call.output.asks_for_picture(arguments.picture.as_deref()), text)?;
    let is_drawn = has_line && call.output.picture(arguments.picture.as_deref(), KINDS[0]).is_some();
    let apart = arguments.apart.as_deref().map(|apart| stood_apart(members, member, apart)).transpose()?;
    // Topics in rows say themselves that nothing is about them.
    let chosen = arguments.selection.in_one_body();
    let ids = if arguments.by == By::Topic { any_of(&loaded, &chosen) } else { selected(&loaded, &chosen) }?;
    let listed = apart.iter().filter_map(|(from, _)| if let Apart::Listed(list) = from { Some(list) } else { None });
    let others: Vec<&MemberList> = with.iter().map(|one| &one.list).chain(listed).collect();
    seated(record, &ids, others.iter().copied())?;
    // A reference whose code stands for two holders is told of in the days of each.
    let lists: Vec<MemberList> =
        [MemberList::from(member)].into_iter().chain(with.iter().map(|one| one.list.clone())).collect();
    let lines = by_line(record, ids, &lists);
    let told = all_told(lines.iter().map(|(lists, ids)| {
        seated(record, ids, lists)?;
        let line = lists[0].only_member().unwrap_or(member);
        let references = References { with: lists[1..].to_vec(), apart: apart.as_ref().map(|(from, _)| from.clone()) };
        let ballots = ballots(record, ids, line, &references);
        let why = NoAnswer::NoKnownVote(line);
        if ballots.is_empty() {
            return Err(no_answer(record, &why));
        }
        let rows = rows(record, &ballots, arguments.by, &arguments.selection.topic, &references, arguments.lonely);
        Error::nothing_if(arguments.by == By::Topic && rows.is_empty(), NO_TOPICS)?;
        Ok((line, references, ballots, rows))
    }))?;
    let official = call.output.official;
    let question = |line, references: &References| HistoryQuestion {
        member: line,
        body: arguments.selection.one_body().name(),
        by: arguments.by,
        references: references.clone(),
        with: references.with.iter().zip(&with).map(|(list, one)| called(members, list, &one.code, official)).collect(),
        apart: apart.as_ref().map(|(_, called)| called.clone()),
        topics: arguments.selection.topic.clone(),
        brief: call.output.audience() == Audience::People && !call.output.arranges(),
        lonely: arguments.lonely,
        votes: arguments.votes,
        selected: arguments.selection.conditions(),
        embedded: loaded.is_selection(),
        official,
    };
    let questions: Vec<_> = told.iter().map(|(line, references, ..)| question(*line, references)).collect();
    let last = told.len().saturating_sub(1);
    let reports = told.iter().zip(&questions).enumerate().map(|(at, ((.., ballots, rows), question))| {
        let mut report = report(record, ballots, rows, question);
        if is_drawn && at == last {
            let names = Names::new(record, official).over(ballots.iter().map(|ballot| ballot.id));
            let ids: Vec<RollCallId> = ballots.iter().map(|ballot| ballot.id).collect();
            let of_last = |picture| if last > 0 { of_last_holder(picture, record, &ids) } else { picture };
            report.draw(of_history(names, rows, question).map(of_last));
            if loaded.is_selection() {
                of_a_selection(&mut report, record.len());
            }
        }
        report
    });
    call.output.write(one_after_the_other(reports))
}

/// The references that were typed after a flag, each once.
fn references(members: &Members, member: MemberId, flag: &str, typed: &[String]) -> Result<Vec<Reference>, Error> {
    let mut all: Vec<Reference> = Vec::new();
    for part in typed.iter().flat_map(|typed| parts(members, typed)) {
        let one = reference(members, member, flag, &part)?;
        if !all.iter().any(|other| other.list == one.list) {
            all.push(one);
        }
    }
    Ok(all)
}

/// A reference that is not the member itself.
fn reference(members: &Members, member: MemberId, flag: &str, typed: &str) -> Result<Reference, Error> {
    let one = Reference::new(members, typed)?;
    let is_itself = one.list.only_member().is_some_and(|other| members.whole_line(other) == members.whole_line(member));
    Error::usage_if(is_itself, format!("{flag} {typed}: this is the member itself"))?;
    Ok(one)
}

/// The parts of a list with commas, each for a column: one that begins with a minus belongs to the one before it, and a name
/// that has commas itself is one.
fn parts(members: &Members, typed: &str) -> Vec<String> {
    if members.find(typed).is_ok() || members.group(typed).is_some() {
        return vec![typed.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match parts.last_mut() {
            Some(last) if part.starts_with('-') => *last = format!("{last},{part}"),
            _ => parts.push(part.to_owned()),
        }
    }
    // Nothing is not taken for nobody.
    if parts.is_empty() { vec![typed.to_owned()] } else { parts }
}

/// From whom the member may have stood apart, and what they are called.
fn stood_apart(members: &Members, member: MemberId, typed: &str) -> Result<(Apart, Called), Error> {
    if ["group", "region", "own"].contains(&typed.trim().to_lowercase().as_str()) {
        let called = Called { code: "its regional group".to_owned(), name: "its regional group".to_owned() };
        return Ok((Apart::OwnRegion, called));
    }
    let one = reference(members, member, "--apart", typed)?;
    let called = called(members, &one.list, &one.code, false);
    Ok((Apart::Listed(one.list), called))
}

/// What a reference is called: by the code that was found, and the name that people say.
fn called(members: &Members, list: &MemberList, code: &str, official: bool) -> Called {
    let code = list.only_member().map_or(code, |member| members.get(member).code);
    Called { code: code.to_owned(), name: list.names(members, official) }
}
