//! Tells how a vote went: numbers, majority, who was against, and the same by group.

use super::{
    Audience, Block, Column, Report, Section, Table, Tone, Value, predecessor,
    roll_call::{Whose, account_for, called, heading, key_columns, keys, named, votes_by_name},
};
use crate::{
    analysis::{
        series::Links,
        tally::{self, GroupTally},
    },
    record::{Matter, Modality, Outcome, Record, RollCallId, Tally, Vote, majority::Majority},
};

/// What is wanted beside the numbers.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'w> {
    /// All votes by name, not only those against.
    pub names: bool,
    /// Official names instead of those that people say.
    pub official: bool,
    /// The members of whom names and groups are given.
    pub whose: Whose,
    /// Groups by which to tally; none for no such table.
    pub groups: Vec<&'w str>,
    /// The links by which each vote is compared with the one before it on its question; none for no such sentence.
    pub links: Option<Links<'w>>,
}

/// The report of these roll calls.
#[must_use]
pub fn report(record: &Record, ids: &[RollCallId], wanted: &Wanted<'_>) -> Report {
    let mut report = Report::default();
    for &id in ids {
        let section = section(record, id, wanted, &mut report);
        report.sections.push(section);
        account_for(record, id, &mut report);
    }
    report
}

fn section(record: &Record, id: RollCallId, wanted: &Wanted<'_>, report: &mut Report) -> Section {
    let result = tally::result(record, id);
    let roll = wanted.whose.roll(record, id);
    let mut section = heading(record, id);
    if result.tally.is_some() {
        section.blocks.push(Block::Table(numbers(&result)));
    }
    section.blocks.push(Block::Table(for_machines(record, &result)));
    let (tone, text) = verdict(record, &result);
    section.blocks.push(Block::Verdict(tone, text));
    if let Some(stated) = result.differs {
        let stated =
            stated.tally().map_or_else(|| "other numbers".to_owned(), |tally| format!("{tally}-{}", tally.non_voting));
        let called = called(record, id);
        report.notes.push(format!("The totals that the source states for {called} ({stated}) differ from its roll call, which is counted here."));
    } else if result.tally.is_some() && !result.counted {
        report
            .notes
            .push(format!("The numbers of {} are its source's; the members' votes are not known.", called(record, id)));
    }
    if !record.roll(id).known().is_empty() && result.tally.is_some() || !record.roll(id).no.is_empty() {
        let others: &[Vote] = if wanted.names { &[Vote::Yes, Vote::Abstain, Vote::NonVoting] } else { &[] };
        section.blocks.extend(votes_by_name(record, &roll, &[Vote::No], wanted.official));
        section.blocks.extend(votes_by_name(record, &roll, others, wanted.official));
    }
    if result.counted && !wanted.groups.is_empty() {
        section.blocks.push(Block::Table(by_group(record, id, &tally::by_group(record, id, &roll, &wanted.groups))));
    }
    if let Some(before) = wanted.links.as_ref().and_then(|links| links.predecessor(id)) {
        section.blocks.push(Block::Text(predecessor::compared(record, before, id)));
        report.next.extend(predecessor::next(record, before, id));
    }
    section
}

/// The numbers, for people: one row a kind of vote, with its share of members and of those present and voting.
fn numbers(result: &tally::Result) -> Table {
    let tally = result.tally.unwrap_or_default();
    let most = Vote::ALL.iter().map(|vote| tally.count(*vote)).max().unwrap_or(0);
    let share = |part: u16, whole: u16| (whole > 0).then(|| f64::from(part) / f64::from(whole));
    let row = |vote: Vote| {
        let count = tally.count(vote);
        let of_voting = if matches!(vote, Vote::Yes | Vote::No) {
            Value::share(share(count, tally.present_and_voting()))
        } else {
            Value::Code(String::new())
        };
        vec![
            Value::Code(vote.label().to_owned()),
            Value::Number(count.into()),
            Value::share(share(count, tally.members())),
            of_voting,
            Value::Bar(share(count, most).unwrap_or(0.0)),
        ]
    };
    let mut rows: Vec<Vec<Value>> = Vote::ALL.into_iter().map(row).collect();
    let mut total = vec![Value::Code("members".to_owned()), Value::Number(tally.members().into())];
    total.extend(std::iter::repeat_n(Value::Code(String::new()), 3));
    rows.push(total);
    Table {
        name: "numbers",
        columns: vec![
            Column::new("vote", ""),
            Column::new("count", ""),
            Column::new("of_members", "of members"),
            Column::new("of_voting", "of those voting"),
            Column::new("bar", ""),
        ],
        rows,
        audience: Audience::People,
    }
}

/// The result for machines: one row a roll call.
pub(in crate::report) fn for_machines(record: &Record, result: &tally::Result) -> Table {
    let tally = result.tally;
    let number = |n: fn(&Tally) -> u16| Value::number(tally.as_ref().map(n));
    let figures = [
        ("yes", number(|t| t.yes)),
        ("no", number(|t| t.no)),
        ("abstain", number(|t| t.abstain)),
        ("non_voting", number(|t| t.non_voting)),
        ("members", number(Tally::members)),
        ("present_and_voting", number(Tally::present_and_voting)),
        ("share_in_favour", Value::share(result.in_favour)),
        ("majority", Value::code(if tally.is_some() { majority_word(result.majority) } else { "" })),
        ("needed", Value::number(tally.map(|_| result.needed))),
        ("margin", tally.map_or(Value::Missing, |_| Value::Signed(result.margin.into()))),
        ("two_thirds_reached", tally.map_or(Value::Missing, |_| Value::Flag(result.two_thirds))),
        ("outcome", Value::code(result.outcome.map_or("", Outcome::word))),
        ("modality", Value::code(record.roll_call(result.id).modality.word())),
        ("counted", Value::Flag(result.counted)),
        ("vetoes", Value::Members(named(record, result.vetoes, false))),
        ("against", Value::Members(named(record, record.roll(result.id).no, false))),
        ("undl_id", Value::number(record.roll_call(result.id).undl_id.and_then(|id| i64::try_from(id).ok()))),
    ];
    let mut columns = key_columns();
    let mut row = keys(record, result.id);
    for (key, value) in figures {
        columns.push(Column::for_machines(key));
        row.push(value);
    }
    Table { name: "tallies", columns, rows: vec![row], audience: Audience::Machines }
}

/// The word of machine formats for a majority.
fn majority_word(majority: Majority) -> &'static str {
    match majority {
        Majority::Simple => "simple",
        Majority::TwoThirds => "two thirds",
        Majority::Council { procedural: true, .. } => "council, procedural",
        Majority::Council { .. } => "council",
    }
}

/// The tally of groups: one row a group.
fn by_group(record: &Record, id: RollCallId, groups: &[GroupTally]) -> Table {
    let mut columns = vec![
        Column::for_machines("symbol"),
        Column::for_machines("date"),
        Column::for_machines("group"),
        Column::for_people("name", ""),
    ];
    columns.extend(Vote::ALL.map(|vote| Column::new(key(vote), vote.word())));
    columns.push(Column::new("members", "all"));
    let row = |group: &GroupTally| {
        let mut row = vec![
            Value::code(record.symbol(id)),
            Value::day(record.roll_call(id).date),
            Value::Code(if group.code.is_empty() { "other" } else { group.code }.to_owned()),
            Value::Text(group.name.to_owned()),
        ];
        row.extend(Vote::ALL.map(|vote| Value::Number(group.tally.count(vote).into())));
        row.push(Value::Number(group.tally.members().into()));
        row
    };
    Table { name: "tallies_by_group", columns, rows: groups.iter().map(row).collect(), audience: Audience::All }
}

/// The column of machine formats for a kind of vote.
fn key(vote: Vote) -> &'static str {
    match vote {
        Vote::Yes => "yes",
        Vote::No => "no",
        Vote::Abstain => "abstain",
        Vote::NonVoting => "non_voting",
    }
}

/// The sentence that decides.
#[must_use]
pub fn verdict(record: &Record, result: &tally::Result) -> (Tone, String) {
    let roll_call = record.roll_call(result.id);
    let tone = match result.outcome {
        Some(Outcome::Adopted) => Tone::Good,
        Some(_) => Tone::Bad,
        None => Tone::Neutral,
    };
    let ended = match result.outcome {
        Some(outcome) => outcome.word().to_uppercase(),
        None => "NOT KNOWN how it ended".to_owned(),
    };
    let text = if roll_call.modality == Modality::WithoutVote {
        format!("{ended}: without a vote")
    } else if result.tally.is_none() {
        format!("{ended}: {}{}", partly_known(record, result), vetoed_by(record, result))
    } else {
        format!("{ended}: {}", reasons(record, result))
    };
    (tone, text)
}

/// What is said where the votes of some members only are known: how many, and which, unless they are the vetoes.
fn partly_known(record: &Record, result: &tally::Result) -> String {
    let roll = record.roll(result.id);
    let (known, members) = (roll.known().len(), roll.members().len());
    if known == result.vetoes.len() {
        return "the source gives no numbers.".to_owned();
    }
    let counted: Vec<String> =
        Vote::ALL.into_iter().map(|vote| format!("{} {}", roll.tally().count(vote), vote.label())).collect();
    format!("the votes of {known} of {members} members are known: {}.", counted.join(", "))
}

fn vetoed_by(record: &Record, result: &tally::Result) -> String {
    if result.vetoes.is_empty() { String::new() } else { format!(" Vetoed by {}.", listed(record, result.vetoes)) }
}

fn listed(record: &Record, members: crate::members::MemberSet) -> String {
    let names: Vec<String> = named(record, members, false).into_iter().map(|member| member.name).collect();
    match names.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        _ => names.join(""),
    }
}

fn reasons(record: &Record, result: &tally::Result) -> String {
    let tally = result.tally.unwrap_or_default();
    let reached = result.margin >= 0;
    let (needed, margin) = (result.needed, result.margin.abs());
    let rest = if reached { format!("{margin} to spare") } else { format!("{margin} short") };
    let contradiction = match (result.outcome, reached, result.vetoes.is_empty()) {
        (Some(Outcome::Adopted), false, _) => " Its source says that it was adopted all the same.",
        (Some(Outcome::Rejected), true, true) => " Its source says that it was rejected all the same.",
        _ => "",
    };
    let voting = tally.present_and_voting();
    if voting == 0 && !matches!(result.majority, Majority::Council { .. }) {
        return format!("nobody is recorded as present and voting.{contradiction}");
    }
    let share = result.in_favour.map_or_else(|| "none".to_owned(), |share| format!("{:.1}%", share * 100.0));
    match result.majority {
        Majority::TwoThirds => {
            format!(
                "{share} of the {voting} present and voting; two thirds were needed ({needed} votes), {rest}.{contradiction}"
            )
        }
        Majority::Simple => {
            let also = if record.roll_call(result.id).matter == Matter::WholeText && reached {
                let also = if result.two_thirds { "was" } else { "was not" };
                format!(" Two thirds, which important questions need, {also} reached.")
            } else {
                String::new()
            };
            format!(
                "{share} of the {voting} present and voting; a majority was needed ({needed} votes), {rest}.{also}{contradiction}"
            )
        }
        Majority::Council { needed, procedural } => {
            let matter = if procedural { " on a procedural matter" } else { "" };
            let opposed = match (result.vetoes.is_empty(), result.permanent_against.is_empty()) {
                (false, _) => vetoed_by(record, result),
                (true, false) if procedural => {
                    format!(" The vote of {} against was no veto.", listed(record, result.permanent_against))
                }
                (true, false) => {
                    format!(
                        " The vote of {} against was not what it failed for.",
                        listed(record, result.permanent_against)
                    )
                }
                (true, true) => " No permanent member voted against.".to_owned(),
            };
            format!("{} in favour; {needed} were needed{matter}, {rest}.{opposed}{contradiction}", tally.yes)
        }
    }
}
