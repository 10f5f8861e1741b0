//! A member's record: how it voted, how often with the majority, and when it was alone.

use clap::Args;

use super::selecting::{Reference, all_told, by_line, no_answer, one_after_the_other, one_member, seated, selected};
use super::{Call, error::Error, options::SelectionOptions, words::words};
use crate::analysis::history::{By, ballots};
use crate::report::history::{HistoryQuestion, report};
use crate::{analysis::absence::NoAnswer, members::MemberList, record::Words as _};

/// A member's record: how it voted, and when it was alone.
///
/// By year or session, with how often it was with the majority.
///
/// The majority is what most of the others did, of yes, no and abstaining. Up to 40 votes are listed one by one, more of
/// them with --votes. Only votes in the Assembly count unless --body says otherwise.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The member, by code or name.
    #[arg(value_name = "MEMBER")]
    member: String,
    /// Count by this.
    #[arg(long, value_parser = words::<By>(), default_value = By::Year.typed())]
    by: By,
    /// Compare with this member, or with what most members of a group or list did.
    #[arg(long, value_name = "MEMBER|GROUP", allow_hyphen_values = true)]
    with: Option<String>,
    /// Count a vote as lonely if at most this many others took the same position.
    #[arg(long, value_name = "K", default_value_t = 0)]
    lonely: u16,
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
    let member = one_member(record.members(), &arguments.member)?;
    let with = arguments.with.as_deref();
    let reference = with.map(|with| Reference::new(record.members(), with)).transpose()?;
    let is_itself = reference.as_ref().is_some_and(|with| with.code == record.member(member).code);
    Error::usage_if(is_itself, format!("--with {}: this is the member itself", with.unwrap_or_default()))?;
    let ids = selected(&loaded, &arguments.selection.in_one_body())?;
    let list = reference.as_ref().map(|reference| &reference.list);
    list.map_or(Ok(()), |list| seated(record, &ids, [list]))?;
    let lists: Vec<MemberList> = [MemberList::from(member)].into_iter().chain(list.cloned()).collect();
    let lines = by_line(record, ids, &lists);
    let told = all_told(lines.iter().map(|(lists, ids)| {
        seated(record, ids, lists)?;
        let (line, list) = (lists[0].only_member().unwrap_or(member), lists.get(1));
        let ballots = ballots(record, ids, line, list);
        let with = list.and_then(MemberList::only_member).map(|with| record.member(with).code.to_owned());
        let with = with.or_else(|| reference.as_ref().map(|reference| reference.code.clone()));
        let why = NoAnswer::NoKnownVote(line);
        if ballots.is_empty() { Err(no_answer(record, &why)) } else { Ok((line, with, ballots)) }
    }))?;
    let question = |member, reference: &Option<String>| HistoryQuestion {
        member,
        body: arguments.selection.one_body().name(),
        by: arguments.by,
        reference: reference.clone(),
        lonely: arguments.lonely,
        votes: arguments.votes,
        selected: arguments.selection.conditions(),
        embedded: loaded.is_selection(),
        official: call.output.official,
    };
    let questions: Vec<_> = told.iter().map(|(line, with, _)| question(*line, with)).collect();
    let reports = told.iter().zip(&questions).map(|((.., ballots), question)| report(record, ballots, question));
    call.output.write(one_after_the_other(reports))
}
