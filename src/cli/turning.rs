//! When a member turned; or, of a year, who turned most.

use clap::Args;

use super::options::{MembersOption, SelectionOptions};
use super::selecting::{self, no_answer, not_in, one_member, selected};
use super::{Call, error::Error};
use crate::analysis::turning::{NoRanking, RankingQuery, Years, joint_votes, turns};
use crate::members::{MemberList, Members};
use crate::report::{absence, ranking, turning};
use crate::source::Loaded;

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
    let reference = Reference::new(loaded.record.members(), arguments.with.as_deref(), call.output.official)?;
    match &arguments.member {
        Some(member) => of_member(call, &loaded, member, reference, arguments),
        None => of_year(call, &loaded, reference, arguments),
    }
}

fn of_member(
    call: &Call,
    loaded: &Loaded,
    member: &str,
    reference: Reference,
    arguments: &Arguments,
) -> Result<(), Error> {
    let record = &loaded.record;
    let member = one_member(record.members(), member)?;
    let (code, name) = (record.members().get(member).code, record.members().get(member).name);
    if reference.code == code {
        return Err(Error::usage(format!("--with {code}: that is the member itself")));
    }
    let ids = selected(loaded, &arguments.selection.in_one_body())?;
    let votes = joint_votes(record, &ids, member, reference.list.as_ref()).map_err(|why| no_answer(record, &why))?;
    if votes.is_empty() {
        let text = format!("{name} and {} have no vote in common in these roll calls", reference.name);
        return Err(Error::nothing(text));
    }
    let wanted = turning::Wanted {
        member,
        reference: reference.code,
        reference_name: reference.name,
        body: arguments.selection.one_body().name(),
        selected: arguments.selection.conditions(),
        window: arguments.window,
        embedded: loaded.is_selection(),
        official: call.output.official,
    };
    call.output.write(turning::report(record, &votes, &turns(&votes, arguments.seed), &wanted))
}

fn of_year(call: &Call, loaded: &Loaded, reference: Reference, arguments: &Arguments) -> Result<(), Error> {
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
    let record = &loaded.record;
    let selection = SelectionOptions { year: Vec::new(), ..arguments.selection.clone() };
    let all = selected(loaded, &selection.in_one_body())?;
    let among = arguments.members.voters(record.members())?.list;
    let asked = RankingQuery {
        years: Years { year, window: arguments.window },
        among: among.as_ref(),
        seed: arguments.seed,
        pairs: arguments.pairs,
        reference: reference.list.as_ref(),
    };
    let found = asked.ranking(record, &all, ranking::FIRST).map_err(|why| {
        let text = absence::no_ranking(record, &all, asked, &why);
        if matches!(why, NoRanking::NotSeated(_)) { Error::nothing(text) } else { not_in(loaded, text) }
    })?;
    let wanted = ranking::Wanted {
        years: asked.years,
        reference: (!arguments.pairs).then_some(reference.code),
        reference_name: reference.name,
        among: asked.among.map(|list| list.names(record.members(), call.output.official)),
        body: arguments.selection.one_body().name(),
        selected: selection.conditions(),
        embedded: loaded.is_selection(),
        official: call.output.official,
    };
    call.output.write(ranking::report(record, &found, &wanted))
}
