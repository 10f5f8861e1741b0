//! When a member turned; or, of a year, who turned most.

use clap::Args;

use super::options::{MembersOption, SelectionOptions, year};
use super::selecting::{Reference, all_told, by_line, no_answer, not_in, one_after_the_other, one_member, selected};
use super::{Call, error::Error};
use crate::analysis::turning::{NoRanking, RankingQuery, Years, joint_votes, turns, years_of};
use crate::members::{MemberId, MemberList};
use crate::record::RollCallId;
use crate::report::agreement::of_a_selection;
use crate::report::line_picture::{KINDS, of_last_holder};
use crate::report::turning_picture::of_turning;
use crate::report::{Audience, Names, absence, ranking, turning, turning::Found};
use crate::source::Loaded;

/// When a member turned: agreement that changed beyond chance.
///
/// Agreement is that with another member, a group, or the majority of all others; the topics and roll calls behind a change
/// follow. Without a member, who turned most in a year. docs/turning.md gives the method.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The member, by code or name; without one, the turns of the year given by --year are ranked.
    #[arg(value_name = "MEMBER", conflicts_with = "list")]
    member: Option<String>,
    /// Agreement with this member, or with what most members of a group or list did; by default with the majority of all others.
    #[arg(long, value_name = "MEMBER|GROUP", allow_hyphen_values = true, conflicts_with = "pairs")]
    with: Option<String>,
    /// Rank pairs of members; with --members those with at least one of these.
    #[arg(long, conflicts_with = "member")]
    pairs: bool,
    /// Compare with this many years before; topics of a turn cover this many years on each side.
    #[arg(long, value_name = "YEARS", default_value_t = 5, value_parser = clap::value_parser!(i16).range(1..=100))]
    window: i16,
    /// A picture of agreement by year with the turning points of a member, in the terminal or, with -o FILE.svg, in a file.
    #[arg(long, value_name = "KIND", value_parser = KINDS)]
    picture: Option<String>,
    /// Seed of the permutations: the same seed gives the same figures.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    if let Some(year) = arguments.member.as_deref().filter(|member| year(member).is_ok()) {
        return Err(Error::usage(format!("{year} is a year: its turns are ranked by `unvote turning --year {year}`")));
    }
    let loaded = call.load()?;
    let members = loaded.record.members();
    let with = arguments.with.as_deref();
    let reference = with.map(|with| Reference::new(members, with)).transpose()?;
    let text = "the turns of a year have no picture: name a member, as in `turning US --with GB`";
    Error::usage_if(arguments.member.is_none() && call.output.asks_for_picture(arguments.picture.as_deref()), text)?;
    match &arguments.member {
        Some(member) => of_member(call, &loaded, one_member(members, member)?, reference.as_ref(), arguments),
        None => of_year(call, &loaded, the_year(&arguments.selection)?, reference.as_ref(), arguments),
    }
}

/// The code and the name of the reference: the majority of the others unless one is named.
fn called(names: Names<'_>, reference: Option<&Reference>, line: Option<&MemberList>) -> (String, String) {
    match reference {
        Some(Reference { list, code }) => (code.clone(), names.list(line.unwrap_or(list))),
        None => ("majority".to_owned(), "the majority of the others".to_owned()),
    }
}

/// The year whose turns are ranked.
fn the_year(selection: &SelectionOptions) -> Result<i16, Error> {
    Err(Error::usage(match selection.year.as_slice() {
        [year] if year.start() == year.end() => return Ok(*year.start()),
        [] => "whose turns? Name a member, as in `turning US --with GB`, or a year, as in --year 2025",
        _ => "--year: turns are ranked of one year; --window says with how many years before it is compared",
    }))
}

fn of_member(
    call: &Call, loaded: &Loaded, member: MemberId, reference: Option<&Reference>, arguments: &Arguments,
) -> Result<(), Error> {
    let (record, official) = (&loaded.record, call.output.official);
    let code = record.members().get(member).code;
    let is_itself = reference.is_some_and(|reference| reference.code == code);
    Error::usage_if(is_itself, format!("--with {code}: this is the member itself"))?;
    let ids = selected(loaded, &arguments.selection.in_one_body())?;
    let lists: Vec<MemberList> =
        [MemberList::from(member)].into_iter().chain(reference.map(|one| one.list.clone())).collect();
    let lines = by_line(record, ids, &lists);
    let told = all_told(lines.iter().map(|(lists, ids)| {
        let (line, list) = (lists[0].only_member().unwrap_or(member), lists.get(1));
        let votes = joint_votes(record, ids, line, list).map_err(|why| no_answer(record, &why))?;
        let names = Names::new(record, official).over(votes.iter().map(|one| one.id));
        let code = list.and_then(MemberList::only_member).map(|line| names.code(line).to_owned());
        let (reference, reference_name) = called(names, reference, list);
        let dated = if ids.iter().all(|id| record.roll_call(*id).date.is_some()) { "" } else { " on a known day" };
        let text =
            format!("{} and {reference_name} have no vote in common{dated} in these roll calls", names.name(line));
        Error::nothing_if(votes.is_empty(), text)?;
        let sides: Vec<MemberId> = [line].into_iter().chain(list.and_then(MemberList::only_member)).collect();
        let years = years_of(record, &votes, &sides);
        let turns = turns(&votes, &years, arguments.seed);
        Ok((line, code.unwrap_or(reference), reference_name, Found { turns, years, votes }))
    }))?;
    let question = |member, reference: &str, reference_name: &str| turning::TurningQuestion {
        member,
        reference: reference.to_owned(),
        reference_name: reference_name.to_owned(),
        body: arguments.selection.one_body().name(),
        selected: arguments.selection.conditions(),
        window: arguments.window,
        embedded: loaded.is_selection(),
        official,
    };
    let questions: Vec<_> = told.iter().map(|(line, code, name, ..)| question(*line, code, name)).collect();
    let told = told.iter().zip(&questions);
    let is_drawn = call.output.picture(arguments.picture.as_deref(), KINDS[0]).is_some();
    let reports = told.enumerate().map(|(at, ((.., found), question))| {
        let mut report = turning::report(record, found, question);
        if is_drawn && at + 1 == questions.len() {
            let ids: Vec<RollCallId> = found.votes.iter().map(|one| one.id).collect();
            let names = Names::new(record, official).over(ids.iter().copied());
            let of_last = |picture| if at > 0 { of_last_holder(picture, record, &ids) } else { picture };
            report.draw(of_turning(names, found, question).map(of_last));
            if loaded.is_selection() {
                of_a_selection(&mut report, record.len());
            }
        }
        report
    });
    call.output.write(one_after_the_other(reports))
}

fn of_year(
    call: &Call, loaded: &Loaded, year: i16, reference: Option<&Reference>, arguments: &Arguments,
) -> Result<(), Error> {
    let (record, official) = (&loaded.record, call.output.official);
    let selection = SelectionOptions { year: Vec::new(), ..arguments.selection.clone() };
    let all = selected(loaded, &selection.in_one_body())?;
    let among = arguments.members.voters(record.members())?.list;
    let asked = RankingQuery {
        years: Years { year, window: arguments.window },
        among: among.as_ref(),
        seed: arguments.seed,
        pairs: arguments.pairs,
        reference: reference.map(|reference| &reference.list),
    };
    let is_of_all = call.output.audience() == Audience::Machines && !call.output.writes_main_table_only();
    let found = asked.ranking(record, &all, if is_of_all { usize::MAX } else { ranking::FIRST }).map_err(|why| {
        let text = absence::no_ranking(record, &all, asked, &why);
        if matches!(why, NoRanking::NotSeated(_)) { Error::nothing(text) } else { not_in(loaded, text) }
    })?;
    let (reference, reference_name) = called(Names::new(record, official), reference, None);
    let question = ranking::RankingQuestion {
        years: asked.years,
        reference: (!arguments.pairs).then_some(reference),
        reference_name,
        among: asked.among.map(|list| list.names(record.members(), official)),
        body: arguments.selection.one_body().name(),
        selected: selection.conditions(),
        embedded: loaded.is_selection(),
        official,
    };
    call.output.write(ranking::report(record, &found, &question))
}
