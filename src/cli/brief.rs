//! A vote, a member, a topic or a session told in sentences, each with the command that shows its figures.

use clap::Args;

use super::options::SelectionOptions;
use super::predict::{by_all_other_votes, not_expected};
use super::selecting::{all_told, any_of, by_line, named, no_answer, one_after_the_other, one_member, selected};
use super::{Call, error::Error};
use crate::analysis::{absence::NoAnswer, series::Links};
use crate::members::{MemberId, MemberList};
use crate::record::{Body, Found, Voters};
use crate::report::brief::{MOST, member, period, vote};
use crate::report::vote_picture::KINDS;
use crate::report::{Report, words::quoted};
use crate::source::Loaded;

/// A vote, a member, a topic or a session, told in sentences.
///
/// Below each stands the command that shows its figures. Of a vote: what was voted on, the result, who was against, by regional
/// group, who moved since the vote before on the question, how unusual it was, and what else was voted on that day. Of a
/// member (--country): how it voted, with whom, where it stood apart, when it turned. Of a topic, a session or years: the
/// questions, the closest votes, who was alone, who moved most.
///
/// A sentence stands only where the votes that it rests on are known; docs/brief.md says what each rests on. --format text
/// gives plain sentences to paste, markdown and json the same for notes and programs.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Symbols of roll calls, or `-` for those on standard input; or none, and a member or a selection instead.
    #[arg(value_name = "SYMBOL")]
    symbols: Vec<String>,
    /// A member instead, by code or name, in the roll calls that are selected.
    #[arg(long, aliases = ["member", "members", "countries"], value_name = "MEMBER")]
    country: Option<String>,
    /// Of a vote the three least expected votes as well, with how probable they were by all other votes.
    #[arg(long, conflicts_with = "country")]
    surprising: bool,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let symbols = call.symbols(&arguments.symbols)?;
    let selection = &arguments.selection;
    if symbols.is_empty() && arguments.country.is_none() && selection.each().is_empty() {
        return Err(Error::usage("a brief of what? Name a vote, a member, or a topic or session")
            .hints(NEXT.map(str::to_owned)));
    }
    if let (Some(country), Some(first)) = (&arguments.country, symbols.first()) {
        let next = format!("unvote tally {} --members {}", quoted(first), quoted(country));
        return Err(
            Error::usage("a brief is of a vote or of a member: for its vote alone, see the tally").hints([next])
        );
    }
    let loaded = call.load()?;
    // Whoever reads a page or a picture has other files.
    let data = if call.output.draws() { String::new() } else { call.input.typed_again() };
    let asked = Asked { call, loaded: &loaded, selection, data: &data };
    let members = loaded.record.members();
    // A name is no symbol: `brief Uruguay --year 2025`.
    let name = symbols.join(" ");
    let is_name = !symbols.is_empty()
        && matches!(loaded.record.find(&name), Found::Nothing { .. })
        && (members.find(&name).is_ok() || members.group(&name).is_some());
    let report = match &arguments.country {
        Some(country) => asked.of_member(one_member(members, country)?)?,
        None if is_name => asked.of_member(one_member(members, &name)?)?,
        None if symbols.is_empty() => {
            Error::usage_if(
                arguments.surprising,
                "--surprising is of a vote: name its symbol, as in `unvote brief ES-11/7 --surprising`",
            )?;
            asked.of_period()?
        }
        None => return call.output.selected(selection, asked.of_votes(&symbols, arguments.surprising)?),
    };
    let report = with_conditions(report, &selection.conditions());
    call.output.answer(&loaded, report)
}

/// What may be typed.
const NEXT: [&str; 4] = [
    "unvote brief A/ES-11/L.10",
    "unvote brief --country UY --year 2025",
    "unvote brief --topic Ukraine --from 2022",
    "unvote brief --session 80",
];

/// What was asked, and of what.
struct Asked<'a> {
    call: &'a Call,
    loaded: &'a Loaded,
    selection: &'a SelectionOptions,
    data: &'a str,
}

impl<'a> Asked<'a> {
    fn of_votes(&self, symbols: &[String], surprising: bool) -> Result<Report<'a>, Error> {
        let record = &self.loaded.record;
        let ids = named(self.loaded, symbols, self.selection)?;
        let links = Links::of(record);
        let mut surprises = Vec::new();
        if surprising {
            surprises = by_all_other_votes(self.call, record, &links, &ids, &Voters::default()).votes;
            Error::nothing_if(surprises.is_empty(), not_expected())?;
        }
        let (official, picture) = (self.call.output.official, self.call.output.picture(None, KINDS[0]));
        let question =
            vote::VoteQuestion { links: &links, surprises, official, data: self.data, picture, beside: MOST };
        Ok(vote::report(record, &ids, &question))
    }

    /// A brief for each holder of the seat that has votes among those selected.
    fn of_member(&self, member: MemberId) -> Result<Report<'a>, Error> {
        let (record, chosen) = (&self.loaded.record, self.selection.in_one_body());
        let seat = [MemberList::from(member)];
        let holders = by_line(record, selected(self.loaded, &chosen)?, &seat);
        let all = by_line(record, any_of(self.loaded, &chosen.at_any_time())?, &seat);
        let links = Links::of(record);
        let reports = holders.iter().map(|(lists, ids)| {
            let line = lists[0].only_member().unwrap_or(member);
            super::selecting::seated(record, ids, lists)?;
            let voters = Voters { list: lists.first().cloned() };
            let body = self.selection.one_body();
            let expected = || by_all_other_votes(self.call, record, &links, ids, &voters).votes;
            let surprises = if body == Body::GeneralAssembly { expected() } else { Vec::new() };
            let question = member::MemberQuestion {
                member: line,
                typed: &quoted(record.member(line).code),
                ids,
                all: all.iter().find(|(other, _)| other == lists).map_or(&[], |(_, ids)| ids),
                body: body.name(),
                selected: [self.selection.all_again(), self.selection.at_any_time().all_again()],
                surprises,
                is_selection: self.loaded.is_selection(),
                official: self.call.output.official,
                data: self.data,
            };
            member::report(record, &links, &question).ok_or_else(|| no_answer(record, &NoAnswer::NoKnownVote(line)))
        });
        Ok(one_after_the_other(all_told(reports)?))
    }

    fn of_period(&self) -> Result<Report<'a>, Error> {
        let record = &self.loaded.record;
        let ids = selected(self.loaded, &self.selection.in_one_body())?;
        let question = period::PeriodQuestion {
            ids: &ids,
            body: self.selection.one_body(),
            topics: &self.selection.topic,
            sessions: &self.selection.session,
            selected: self.selection.all_again(),
            official: self.call.output.official,
            data: self.data,
        };
        Ok(period::report(record, &Links::of(record), &question))
    }
}

/// A report with the conditions below its title.
fn with_conditions<'q>(mut report: Report<'q>, conditions: &[String]) -> Report<'q> {
    crate::report::agreement::of_conditions(&mut report, conditions);
    report
}
