//! Reports how a vote went: numbers, majority, who was against, and the same by group.

use super::roll_call::{account_for, called, heading, votes_by_name};
use super::standing::{compared, told, unusual};
use super::surprise_rows::{least_expected, votes as surprises};
use super::verdict::verdict;
use super::vote_picture::picture;
use super::{Audience, Block, Documented, Kind, Layout, Look, Names, Report, Section, Spec, Value, columns, words};
use crate::analysis::tally::{self, GroupTally, TallyResult};
use crate::analysis::{forecast::Surprise, series::Links};

use crate::record::{Numbers, Record, RollCallId, Vote, Voters, majority::Majority};

/// What to report beside the numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted<'w> {
    /// Whether to name all votes, not only those against.
    pub names: bool,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// The members whose names and groups are given.
    pub whose: Voters,
    /// The groups to tally by; empty for no such table.
    pub groups: Vec<&'w str>,
    /// The links that lead to the vote before on the same question; none for no comparison with it.
    pub links: Option<Links<'w>>,
    /// How expected the votes were, the least expected first; empty where that is not asked for.
    pub surprises: Vec<Surprise>,
    /// The kind of picture of each roll call; none for no picture.
    pub picture: Option<&'w str>,
}

/// The report of how these roll calls went.
pub(crate) fn report<'q>(record: &'q Record, ids: &[RollCallId], wanted: &Wanted<'_>) -> Report<'q> {
    let mut report = Report::default();
    for &id in ids {
        let section = section(record, id, wanted, &mut report);
        report.sections.push(section);
        account_for(record, id, &mut report);
    }
    report
}

fn section<'q>(record: &'q Record, id: RollCallId, wanted: &Wanted<'_>, report: &mut Report<'q>) -> Section<'q> {
    let result = tally::result(record, id);
    let roll = wanted.whose.roll(record, id);
    let names = Names::new(record, false);
    let mut section = heading(record, id);
    let whole = result.numbers.whole();
    if !whole.is_empty() {
        let rows = Vote::ALL.map(Some).into_iter().chain([None]).collect();
        section.blocks.push(numbers(whole).block(names, rows));
    }
    let (tone, text) = verdict(record, &result);
    let picture = wanted.picture.and_then(|kind| picture(record, id, kind));
    section.blocks.extend(picture.map(Block::picture));
    section.blocks.push(tallies().block(names, vec![result.clone()]));
    section.blocks.push(Block::Verdict(tone, text));
    let told = told(record, wanted.links.as_ref(), id, report);
    section.blocks.extend(told.unusual);
    notes(record, &result, report);
    if !result.numbers.is_empty() {
        let people = Names::new(record, wanted.official);
        let shown = wanted.whose.numbers(&roll, result.numbers);
        let others: &[Vote] = if wanted.names { &[Vote::Yes, Vote::Abstain, Vote::NonVoting] } else { &[] };
        section.blocks.extend(votes_by_name(people, (id, &roll), &[Vote::No], shown));
        section.blocks.extend(votes_by_name(people, (id, &roll), others, shown));
    }
    if result.counted && !wanted.groups.is_empty() {
        let groups = tally::by_group(record, id, &roll, &wanted.groups);
        section.blocks.push(by_group().block(names, groups.into_iter().map(|group| (id, group)).collect()));
    }
    if let Some(links) = &wanted.links {
        let of_it: Vec<Surprise> = wanted.surprises.iter().filter(|one| one.id == id).copied().collect();
        if !of_it.is_empty() {
            let people = Names::new(record, wanted.official).over([id]);
            section.blocks.extend(least_expected(people, links, &of_it));
        }
    }
    section.blocks.extend(told.before);
    section.blocks.extend(told.tables);
    section
}

/// The notes on where the numbers come from.
fn notes(record: &Record, result: &TallyResult, report: &mut Report<'_>) {
    let (called, stated) = (called(record, result.id), record.roll_call(result.id).stated);
    if let Some(stated) = result.differs {
        let stated = [stated.yes, stated.no, stated.abstain, stated.non_voting];
        let stated = stated.map(|number| number.map_or_else(|| "?".to_owned(), |number| number.to_string())).join("-");
        report.note(format!("The totals that the source states for {called} ({stated}) differ from its roll call, which is counted here."));
    } else if !result.numbers.whole().is_empty() && !result.counted {
        let votes = match record.roll(result.id).known().len() {
            0 => "the members' votes are not known".to_owned(),
            known => format!("the votes of {} are known", words::count(known, "member")),
        };
        report.note(format!("The numbers of {called} are its source's; {votes}."));
    }
    if let (false, None, Some(_), Some(members)) =
        (result.counted, stated.non_voting, result.numbers.whole().non_voting, result.numbers.members)
    {
        report
            .note(format!("The number of those not voting on {called} is what is left of the {members} members then."));
    }
}

/// The numbers for people: a row for each kind of vote, and one for all members.
fn numbers<'q>(numbers: Numbers) -> Layout<'q, Option<Vote>> {
    let most = Vote::ALL.iter().filter_map(|vote| numbers.count(*vote)).max().unwrap_or(0);
    let count = move |vote: &Option<Vote>| vote.map_or(numbers.members, |vote| numbers.count(vote));
    let of = move |vote: Option<Vote>, whole: Option<u16>| columns::share(numbers.count(vote?)?, whole?);
    Layout::for_people("numbers", "a kind of vote")
        .people("vote", Kind::Code, "", |vote: &Option<Vote>, _| vote.map_or("members", Vote::label).into())
        .look(Look::Vote)
        .people("count", Kind::Number, "", move |vote, _| count(vote).into())
        .people("of_members", Kind::Share, "of members", move |vote, _| match vote {
            Some(_) => of(*vote, numbers.members).into(),
            None => Value::BLANK,
        })
        .people("of_voting", Kind::Share, "of those voting", move |vote, _| match vote {
            Some(Vote::Yes | Vote::No) => of(*vote, numbers.present_and_voting()).into(),
            _ => Value::BLANK,
        })
        .people("bar", Kind::Share, "", move |vote, _| {
            vote.map_or(Value::BLANK, |_| of(*vote, Some(most)).unwrap_or(0.0).into())
        })
        .look(Look::Bar)
}

/// The result for machines.
pub(super) fn tallies<'q>() -> Layout<'q, TallyResult> {
    const PRESENT: Spec =
        Spec::number("present_and_voting", columns::MEMBERS, "In favour and against together (rule 86).");
    const MAJORITY: Spec = Spec::code(
        "majority",
        "simple, two thirds, council, council, procedural, not known",
        "The majority that was needed.",
    );
    const NEEDED: Spec = Spec::number("needed", "votes", "Affirmative votes needed.");
    const TWO_THIRDS: Spec =
        Spec::flag("two_thirds_reached", "Whether two thirds of those present and voting were in favour.");
    const COUNTED: Spec =
        Spec::flag("counted", "Whether the numbers were counted from members' votes, not only stated by the source.");
    const VETOES: Spec = Spec::members("vetoes", "Permanent members whose vote against was a veto.");
    const AGAINST: Spec = Spec::members("against", "Members against.");
    Layout::for_machines("tallies", "a roll call")
        .of_roll_call(|row: &TallyResult| row.id)
        .cast(Vote::ALL, |row, _| row.numbers)
        .machines(columns::NOT_KNOWN, |row, _| row.numbers.not_known.into())
        .machines(columns::IN_ROLL_CALL, |row, _| row.numbers.members.into())
        .machines(PRESENT, |row, _| row.numbers.present_and_voting().into())
        .machines(columns::IN_FAVOUR, |row, _| row.in_favour.into())
        .machines(MAJORITY, |row, _| row.tally.map(|_| majority_word(row)).into())
        .machines(NEEDED, |row, _| row.margin.map(|_| row.needed).into())
        .machines(columns::MARGIN, |row, _| row.margin.into())
        .look(Look::Signed)
        .machines(TWO_THIRDS, |row, _| row.tally.map(|_| row.two_thirds).into())
        .machines(columns::OUTCOME, |row, _| columns::ended(row.outcome).into())
        .machines(columns::MODALITY, |row, names| names.roll_call(row.id).modality.word().into())
        .machines(COUNTED, |row, _| row.counted.into())
        .machines(VETOES, |row, names| names.named_in(row.id, row.vetoes).into())
        .machines(AGAINST, |row, names| names.named_in(row.id, names.record.roll(row.id).no).into())
        .undl_id(|row| row.id)
}

/// The word of machine formats for the majority that was needed.
fn majority_word(result: &TallyResult) -> &'static str {
    match result.majority {
        _ if result.margin.is_none() => "not known",
        Majority::Simple => "simple",
        Majority::TwoThirds => "two thirds",
        Majority::Council { procedural: true, .. } => "council, procedural",
        Majority::Council { .. } => "council",
    }
}

/// The tally of groups.
pub(super) fn by_group<'q>() -> Layout<'q, (RollCallId, GroupTally)> {
    const GROUP: Spec =
        Spec::code("group", "", "The group, as it was on the day; `other` for members in none of them.");
    let members = columns::IN_ROLL_CALL.meaning("All its members of the body then.");
    Layout::new("tallies_by_group", "a roll call and group, where the members' votes are known")
        .symbol(|row: &(RollCallId, GroupTally)| row.0)
        .date(|row| row.0)
        .machines(GROUP, |row, _| if row.1.part.code.is_empty() { "other" } else { row.1.part.code }.into())
        .people("name", Kind::Text, "", |row, _| row.1.part.name.into())
        .each(Vote::ALL, |layout, vote| {
            layout.column(columns::of_vote(vote), vote.word(), move |row, _| row.1.tally.count(vote).into())
        })
        .column(members, "all", |row, _| row.1.tally.members().into())
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "tally",
    answers: "How votes went.",
    examples: &[
        "tally ES-11/8",
        "tally 80/4",
        "tally A/ES-11/PV.20 S/PV.9866 --by EU,NONALIGNED",
        "tally ES-11/7 --surprising",
    ],
    tables: || {
        vec![tallies().doc(), by_group().doc(), unusual().doc(), compared().doc(), surprises(Audience::Machines).doc()]
    },
};
