//! When a member turned; or, of a year, who turned most.

use clap::Args;

use super::{
    Call,
    error::Error,
    options::{MembersOption, SelectionOptions},
    selecting::{self, no_answer, not_in, one_member, seated, selected},
};
use crate::{
    analysis::{
        absence::NoAnswer,
        history::ballots,
        topics::Topics,
        turning::{
            JointVote, Ranked, RankingQuery, TopicChange, Years, compared, compared_pair, rank_members, rank_pairs,
            topics, turns, within,
        },
    },
    members::{MemberList, Members},
    record::{Record, RollCallId},
    report::{ranking, turning, words},
    source::Loaded,
};

/// When a member turned: the years in which its agreement with another, a group or the majority changed beyond chance,
/// with the topics and roll calls behind it. Without a member, who turned most in a year.
///
/// docs/turning.md gives the method.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote turning US --with GB --data 2026_ga_voting.csv\n  unvote turning --year 2025 --data 2026_ga_voting.csv\n  unvote turning --year 2025 --pairs --members US,RU --data 2026_ga_voting.csv"
)]
pub struct Arguments {
    /// The member, by code or name; without one, --year says of which year the turns are ranked.
    #[arg(value_name = "MEMBER", conflicts_with = "list")]
    member: Option<String>,
    /// Agreement with this member, or with what most members of a group or list did; with the majority of all others if
    /// not given.
    #[arg(long, value_name = "MEMBER|GROUP", conflicts_with = "pairs")]
    with: Option<String>,
    /// Rank pairs of members; with --members those with one of these at least.
    #[arg(long, conflicts_with = "member")]
    pairs: bool,
    /// Compare with so many years before; topics of a turn in so many years on each side.
    #[arg(long, value_name = "YEARS", default_value_t = 5, value_parser = clap::value_parser!(i16).range(1..=100))]
    window: i16,
    /// Seed of the permutations: the same seed gives the same figures.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// What agreement is with.
struct Reference {
    list: Option<MemberList>,
    /// The code, or `majority`.
    code: String,
    /// What people call it.
    name: String,
}

impl Reference {
    fn new(members: &Members, with: Option<&str>, official: bool) -> Result<Self, Error> {
        let Some(with) = with else {
            let name = "the majority of the others".to_owned();
            return Ok(Self { list: None, code: "majority".to_owned(), name });
        };
        let selecting::Reference { list, code } = selecting::Reference::new(members, with)?;
        Ok(Self { name: list.names(members, official), list: Some(list), code })
    }
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let reference = Reference::new(record.members(), arguments.with.as_deref(), call.output.official)?;
    match &arguments.member {
        Some(member) => of_member(call, &loaded, member, &reference, arguments),
        None => of_year(call, &loaded, &reference, arguments),
    }
}

fn of_member(
    call: &Call,
    loaded: &Loaded,
    member: &str,
    reference: &Reference,
    arguments: &Arguments,
) -> Result<(), Error> {
    let record = &loaded.record;
    let member = one_member(record.members(), member)?;
    if reference.code == record.members().get(member).code {
        return Err(Error::usage(format!("--with {}: that is the member itself", reference.code)));
    }
    let ids = selected(loaded, &arguments.selection.in_one_body())?;
    seated(record, &ids, [&MemberList::from(member)].into_iter().chain(&reference.list))?;
    let ballots = ballots(record, &ids, member, reference.list.as_ref());
    if ballots.is_empty() {
        return Err(no_answer(record, &NoAnswer::NoKnownVote(member)));
    }
    let compared = compared(record, &ballots, reference.list.is_some());
    if compared.is_empty() {
        let name = record.members().get(member).name;
        return Err(Error::nothing(format!(
            "{name} and {} have no vote in common in these roll calls",
            reference.name
        )));
    }
    let turns = turns(&compared, arguments.seed);
    let wanted = turning::Wanted {
        member,
        reference: reference.code.clone(),
        reference_name: reference.name.clone(),
        body: arguments.selection.one_body().name(),
        selected: arguments.selection.conditions(),
        window: arguments.window,
        embedded: loaded.is_selection(),
        official: call.output.official,
    };
    call.output.write(turning::report(record, &compared, &turns, &wanted))
}

fn of_year(call: &Call, loaded: &Loaded, reference: &Reference, arguments: &Arguments) -> Result<(), Error> {
    let year = match arguments.selection.year.as_slice() {
        [year] if year.start() == year.end() => *year.start(),
        [] => {
            return Err(Error::usage(
                "whose turns? Name a member, as in `turning US --with GB`, or a year, as in --year 2025",
            ));
        }
        _ => {
            return Err(Error::usage(
                "--year: turns are ranked of one year; --window says with how many years before it is compared",
            ));
        }
    };
    let years = Years { year, window: arguments.window };
    let record = &loaded.record;
    let selection = SelectionOptions { year: Vec::new(), ..arguments.selection.clone() };
    let all = selected(loaded, &selection.in_one_body())?;
    let of = |years: std::ops::RangeInclusive<i16>| {
        let holds = |id: &&RollCallId| record.roll_call(**id).date.is_some_and(|day| years.contains(&day.year()));
        all.iter().filter(holds).count()
    };
    for (missing, told) in [(years.year..=years.year, "year"), (years.first()..=years.last(), "years before")] {
        let (first, last) = (*missing.start(), *missing.end());
        if of(missing) == 0 {
            let which = words::span(&first, &last);
            let text = format!("none of {} roll calls is of {which}, the {told}{}", all.len(), span(record, &all));
            return Err(not_in(loaded, text));
        }
    }
    if let Some(list) = &reference.list {
        let within = |id: &&RollCallId| {
            record.roll_call(**id).date.is_some_and(|day| (years.first()..=years.year).contains(&day.year()))
        };
        seated(record, &all.iter().filter(within).copied().collect::<Vec<_>>(), [list])?;
    }
    let among = arguments.members.voters(record.members())?.list;
    let asked = RankingQuery { years, among: among.as_ref(), seed: arguments.seed };
    let (ranked, code) = if arguments.pairs {
        (rank_pairs(record, &all, asked), None)
    } else {
        (rank_members(record, &all, asked, reference.list.as_ref()), Some(reference.code.clone()))
    };
    let among = among.map(|list| list.names(record.members(), call.output.official));
    if ranked.is_empty() {
        let nobody = if among.is_some() { "none of these members" } else { "nobody" };
        let text = format!("too few votes: {nobody} has 10 in common both in the year and in the years before");
        return Err(not_in(loaded, text));
    }
    let (of_record, first) = (Topics::new(record, all.iter().copied()), ranked.iter().take(ranking::FIRST));
    let topics: Vec<Vec<TopicChange>> =
        first.map(|one| topics_of(record, &of_record, &all, one, reference, years)).collect();
    let wanted = ranking::Wanted {
        years,
        reference: code,
        reference_name: reference.name.clone(),
        among,
        body: arguments.selection.one_body().name(),
        selected: selection.conditions(),
        embedded: loaded.is_selection(),
        official: call.output.official,
    };
    let within: Vec<RollCallId> = all
        .iter()
        .filter(|id| record.roll_call(**id).date.is_some_and(|day| (years.first()..=year).contains(&day.year())))
        .copied()
        .collect();
    call.output.write(ranking::report(record, &within, &ranked, &topics, &wanted))
}

/// The days of these roll calls: `; they are of 1992-11-24 to 2026-02-24`.
fn span(record: &Record, ids: &[RollCallId]) -> String {
    let days = record.days(ids.iter().copied());
    days.map_or_else(String::new, |(first, last)| format!("; they are of {first} to {last}"))
}

/// The topics behind a turn of a ranking.
fn topics_of(
    record: &Record,
    of_record: &Topics,
    ids: &[RollCallId],
    one: &Ranked,
    reference: &Reference,
    years: Years,
) -> Vec<TopicChange> {
    let compared: Vec<JointVote> = if let Some(other) = one.other {
        compared_pair(record, ids, one.member, other)
    } else {
        let ballots = ballots(record, ids, one.member, reference.list.as_ref());
        compared(record, &ballots, reference.list.is_some())
    };
    let before = within(&compared, years.first(), years.last());
    topics(of_record, before, within(&compared, years.year, years.year))
}
