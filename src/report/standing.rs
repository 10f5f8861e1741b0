//! What a vote means beside others, told at once: how unusual it was, and the vote before on its question.

use super::roll_call::short;
use super::{Block, Layout, Names, Report, Spec, Value, columns, shift, words};
use crate::analysis::series::Links;
use crate::analysis::shift::{Movement as _, Shift, Stand, shift as shift_of};
use crate::analysis::standing::{Among, Standing, among_adopted, on_question};
use crate::record::{Record, RollCallId, Vote};

/// What is told of a vote beside others: for people in sentences, for machines in tables.
#[derive(Default)]
pub(super) struct Told<'q> {
    /// How unusual it was, where it was.
    pub unusual: Option<Block<'q>>,
    /// Who moved since the vote before on its question, where there was one.
    pub before: Option<Block<'q>>,
    /// The same for machines.
    pub tables: Vec<Block<'q>>,
}

/// What is told of a vote beside others; the report gets the command that shows more. Without links it is nothing.
pub(super) fn told<'q>(
    record: &'q Record, links: Option<&Links<'_>>, id: RollCallId, report: &mut Report<'q>,
) -> Told<'q> {
    let Some(links) = links else { return Told::default() };
    let (on_question, adopted) = (on_question(record, &links.series(id), id), among_adopted(record, id));
    let sentences = in_words(record, &on_question, &adopted);
    let before = links.predecessor(id);
    report.next.extend(before.and_then(|before| shift::next(record, before, id)));
    let moved = before.map(|before| shift_of(record, before, id, None)).into_iter().collect();
    let names = Names::new(record, false);
    Told {
        unusual: (!sentences.is_empty()).then_some(Block::Text(sentences)),
        before: before.map(|before| Block::Text(shift::compared(record, before, id))),
        tables: vec![unusual().block(names, [on_question, adopted].concat()), compared().block(names, moved)],
    }
}

/// How unusual a vote was, in sentences; empty where it is nothing unusual.
pub(super) fn sentences(record: &Record, links: &Links<'_>, id: RollCallId) -> String {
    in_words(record, &on_question(record, &links.series(id), id), &among_adopted(record, id))
}

fn in_words(record: &Record, on_question: &[Standing], adopted: &[Standing]) -> String {
    let sentences = [question_in_words(record, on_question), adopted_in_words(record, adopted)];
    sentences.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `the fewest in favour`, with when there was the last like it.
fn extreme(record: &Record, standing: &Standing) -> String {
    let what = format!("the {} {}", standing.extreme.word(), standing.vote.label());
    let Some(since) = standing.since else { return what };
    let count = record.numbers(since).count(standing.vote).unwrap_or(standing.count);
    let year = record.year(since).filter(|year| record.year(standing.id) != Some(*year));
    let since = year.map_or_else(|| short(record, since), |year| year.to_string());
    format!("{what} since {since} ({count})")
}

/// How a vote stands among those on its question, in a sentence; empty where it is nothing unusual.
fn question_in_words(record: &Record, all: &[Standing]) -> String {
    let Some(&Standing { among: Among::Question { whole, again }, votes, first, .. }) = all.first() else {
        return String::new();
    };
    let from = record.year(first).map_or_else(String::new, |year| format!(" since {year}"));
    let told = |standing: &Standing| extreme(record, standing);
    let (since, ever): (Vec<&Standing>, Vec<&Standing>) = all.iter().partition(|one| one.since.is_some());
    if !whole {
        let all: Vec<String> = since.into_iter().chain(ever).map(told).collect();
        let then = if again { " up to then" } else { "" };
        return format!(
            "Of the {votes} votes on this question{then} that are known here{from}, it has {}.",
            words::and(&all)
        );
    }
    let since: Vec<String> = since.into_iter().map(told).collect();
    let ever = words::and(&ever.into_iter().map(told).collect::<Vec<_>>());
    let mut parts = since;
    let its = if let Some(first) = parts.first_mut() {
        *first = first.replacen(" since", " on this question since", 1);
        format!("its {votes} votes")
    } else {
        format!("the {votes} votes on this question")
    };
    parts.extend((!ever.is_empty()).then(|| format!("{ever} in {its}{from}")));
    let told = parts.join(", ");
    if again { format!("At that time {told}.") } else { format!("{}.", words::capitalized(&told)) }
}

/// How a resolution stands among all that its body adopted by a vote, in a sentence; empty where it is nothing unusual.
fn adopted_in_words(record: &Record, all: &[Standing]) -> String {
    let Some(Standing { id, among, .. }) = all.first() else { return String::new() };
    let told = |standing: &Standing| {
        let Standing { vote, extreme, votes, first, .. } = *standing;
        let what = format!("the {} {}", extreme.word(), vote.label());
        let Some(since) = standing.since else {
            let year = record.year(first).map_or_else(String::new, |year| format!(" since {year}"));
            return format!("{what} of all {votes}{year} that are known here");
        };
        let day = record.roll_call(since).date.map(words::day).into_iter();
        let count = record.numbers(since).count(vote).map(|count| count.to_string());
        format!("{what} since {} ({})", short(record, since), day.chain(count).collect::<Vec<_>>().join(", "))
    };
    let told = words::and(&all.iter().map(told).collect::<Vec<_>>());
    let again = *among == Among::Adopted { again: true };
    let (had, then) = if again { ("had", " up to then") } else { ("has", "") };
    let body = record.roll_call(*id).body.name();
    format!("Of the resolutions that the {body} {had} adopted by a vote{then}, it {had} {told}.")
}

/// How unusual a vote was, for machines.
pub(super) fn unusual<'q>() -> Layout<'q, Standing> {
    const AMONG: Spec = Spec::code(
        "among",
        "question, adopted",
        "What it is compared with: the votes on its question up to then, or all whole texts that its body adopted by a vote up to then.",
    );
    const VOTE: Spec = Spec::code("vote", "yes, no, abstain", "Which of its numbers is unusual.");
    const EXTREME: Spec = Spec::code("extreme", "fewest, most", "Whether it is lower or higher than the others.");
    const COUNT: Spec = Spec::number("count", columns::MEMBERS, "The number.");
    const VOTES: Spec = Spec::number("votes", "roll calls", "How many votes are compared, with this one.");
    const FIRST: Spec = Spec::day("first", "Day of the first of them.");
    const WHOLE: Spec = Spec::flag(
        "whole",
        "Whether the record seems to hold all of them: it has many votes of the body a year, and begins long before the first.",
    );
    const SINCE: Spec = Spec::code(
        "since",
        "",
        "Symbol of the latest of them with as low, or as high, a number; empty where this one has the lowest, or highest, of all.",
    );
    const SINCE_DATE: Spec = Spec::day("since_date", "Its day.");
    const SINCE_COUNT: Spec = Spec::number("since_count", columns::MEMBERS, "Its number.");
    Layout::for_machines("unusual", "a number of a vote that is lower or higher than in those before it")
        .of_roll_call(|row: &Standing| row.id)
        .machines(AMONG, |row, _| if is_on_question(row) { "question" } else { "adopted" }.into())
        .machines(VOTE, |row, _| row.vote.word().into())
        .machines(EXTREME, |row, _| row.extreme.word().into())
        .machines(COUNT, |row, _| row.count.into())
        .machines(VOTES, |row, _| row.votes.into())
        .machines(FIRST, |row, names| names.roll_call(row.first).date.into())
        .machines(WHOLE, |row, _| Value::Flag(!matches!(row.among, Among::Question { whole: false, .. })))
        .machines(SINCE, |row, names| row.since.map(|since| names.symbol(since)).into())
        .machines(SINCE_DATE, |row, names| row.since.and_then(|since| names.roll_call(since).date).into())
        .machines(SINCE_COUNT, |row, names| {
            row.since.and_then(|since| names.record.numbers(since).count(row.vote)).into()
        })
}

const fn is_on_question(row: &Standing) -> bool {
    matches!(row.among, Among::Question { .. })
}

/// The vote before on the same question, and who moved since, for machines.
pub(super) fn compared<'q>() -> Layout<'q, Shift> {
    const BEFORE: Spec = Spec::code("before", "", "Symbol of the vote before on the same question.");
    const BEFORE_DATE: Spec = Spec::day("before_date", "Its day.");
    const NUMBERS: [Spec; 3] = [
        Spec::number("before_yes", columns::MEMBERS, "Members in favour then."),
        Spec::number("before_no", columns::MEMBERS, "Members against then."),
        Spec::number("before_abstain", columns::MEMBERS, "Members abstaining then."),
    ];
    const IN_BOTH: Spec = Spec::number(
        "votes_known",
        columns::MEMBERS,
        "Members whose votes are known in both, of whom those below are counted.",
    );
    use Vote::{Abstain, No, Yes};
    const MOVES: [(Spec, Vote, Vote); 6] = [
        (Spec::number("yes_to_no", columns::MEMBERS, "Members that went from yes to no."), Yes, No),
        (Spec::number("yes_to_abstain", columns::MEMBERS, "Members that went from yes to abstaining."), Yes, Abstain),
        (Spec::number("abstain_to_no", columns::MEMBERS, "Members that went from abstaining to no."), Abstain, No),
        (Spec::number("no_to_yes", columns::MEMBERS, "Members that went from no to yes."), No, Yes),
        (Spec::number("no_to_abstain", columns::MEMBERS, "Members that went from no to abstaining."), No, Abstain),
        (Spec::number("abstain_to_yes", columns::MEMBERS, "Members that went from abstaining to yes."), Abstain, Yes),
    ];
    let votes = [Yes, No, Abstain].into_iter().zip(NUMBERS);
    Layout::for_machines("before", "a roll call whose question was voted on before")
        .of_roll_call(|row: &Shift| row.to)
        .machines(BEFORE, |row, names| names.symbol(row.from).into())
        .machines(BEFORE_DATE, |row, names| names.roll_call(row.from).date.into())
        .each(votes, |layout, (vote, spec)| {
            layout.machines(spec, move |row, names| names.record.numbers(row.from).whole().count(vote).into())
        })
        .machines(IN_BOTH, |row, _| row.members().len().into())
        .each(MOVES, |layout, (spec, from, to)| {
            let [from, to] = [from, to].map(Stand::Voted);
            layout.machines(spec, move |row, _| (!row.members().is_empty()).then(|| row.count(from, to)).into())
        })
}
