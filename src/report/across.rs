//! Tells how members voted on a question through the years: a line for years of equal votes.

use super::{
    Audience, Report, Section,
    old::{Block, Column, Table, Value},
    roll_call::{key_columns, keys, sources_of},
    words,
};
use crate::{
    analysis::across::{Run, position, runs},
    members::MemberId,
    record::{Body, Matter, Position, Record, RollCallId, Vote},
};

/// The report of these members' votes on these roll calls, which are those about a question.
#[must_use]
pub fn report(
    record: &Record,
    ids: &[RollCallId],
    members: &[MemberId],
    question: &str,
    body: Option<Body>,
    official: bool,
) -> Report<'static> {
    let mut report = Report::default();
    let (of_runs, of_votes) = (run_columns(), vote_columns());
    for (place, &member) in members.iter().enumerate() {
        let named = record.members().get(member);
        let runs = runs(record, ids, member);
        let name = named.display_name(official);
        let mut section = Section { title: name.to_owned(), ..Section::default() };
        if place == 0 {
            section.title = format!("{name} on '{question}'");
            section.lines.push(scope(ids, body));
        }
        let machine = |name, columns: &[Column], rows| {
            Block::Table(Table { name, columns: columns.to_vec(), rows, audience: Audience::Machines })
        };
        section.blocks.push(Block::Table(for_people(&runs)));
        section.blocks.push(machine("runs", &of_runs, runs.iter().map(|run| run_row(named.code, run)).collect()));
        let votes = ids.iter().map(|id| vote_row(record, *id, member)).collect();
        section.blocks.push(machine("member_votes", &of_votes, votes));
        report.sections.push(section);
    }
    let parts = ids.iter().filter(|id| record.roll_call(**id).matter != Matter::WholeText).count();
    if parts > 0 {
        let of = if ids.len() == 1 { "the roll call" } else { &format!("the {} roll calls", ids.len()) };
        report.notes.push(format!(
            "{parts} of {of} decided an amendment, a paragraph or a motion; --matter whole leaves them out."
        ));
    }
    let undated = ids.iter().filter(|id| record.roll_call(**id).date.is_none()).count();
    if undated > 0 {
        report.notes.push(format!("{undated} without a day are in no year."));
    }
    sources_of(record, ids, &mut report);
    report
}

fn scope(ids: &[RollCallId], body: Option<Body>) -> String {
    let roll_calls = words::roll_calls(ids.len());
    let body = body.map_or("General Assembly and Security Council", Body::name);
    format!("{body}, {roll_calls}, by calendar year of the vote")
}

/// A line a run, and one for years between runs without a roll call.
fn for_people(runs: &[Run]) -> Table {
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let mut last_year: Option<i16> = None;
    for run in runs {
        let Some((first, last)) = run.span() else { continue };
        if let Some(before) = last_year.filter(|before| before + 1 < first) {
            rows.push(vec![years(before + 1, first - 1), Value::Text("no such vote".to_owned())]);
        }
        rows.push(vec![years(first, last), Value::Text(words(run))]);
        last_year = Some(last);
    }
    let columns = vec![Column::new("years", ""), Column::new("votes", "")];
    Table { name: "runs_for_people", columns, rows, audience: Audience::People }
}

fn years(first: i16, last: i16) -> Value {
    Value::Code(if first == last { first.to_string() } else { format!("{first}-{last}") })
}

/// A run in words: `no every year (8; no vote in 2020)`.
fn words(run: &Run) -> String {
    let Some(position) = run.position() else {
        let each = run.positions.iter().map(|(position, count)| format!("{count} {}", did(*position)));
        return each.collect::<Vec<_>>().join(", ");
    };
    let (years, roll_calls) = (run.years.len(), run.roll_calls() as usize);
    let mut told = Vec::new();
    match (years, roll_calls) {
        (1, 1) => {}
        (1, _) => told.push(format!("{roll_calls} votes")),
        _ if years == roll_calls => told.push(years.to_string()),
        _ => told.push(format!("{roll_calls} votes in {years} years")),
    }
    let without = run.years_without();
    if !without.is_empty() {
        told.push(format!("no vote in {}", words::years(&without)));
    }
    let every = if years > 1 { " every year" } else { "" };
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join("; ")) };
    format!("{}{every}{told}", did(position))
}

/// What a member did.
const fn did(position: Position) -> &'static str {
    match position {
        Position::Voted(Vote::Yes) => "yes",
        Position::Voted(Vote::No) => "no",
        Position::Voted(Vote::Abstain) => "abstained",
        Position::Voted(Vote::NonVoting) => "not voting",
        Position::NotKnown => "not known",
        Position::NotMember => "not a member",
    }
}

/// The word of machine formats for a position.
fn word(position: Position) -> &'static str {
    match position {
        Position::Voted(vote) => vote.word(),
        Position::NotKnown => "not known",
        Position::NotMember => "not a member",
    }
}

fn run_columns() -> Vec<Column> {
    let keys = ["member", "first_year", "last_year", "vote", "years", "roll_calls"];
    let counts = ["yes", "no", "abstain", "non_voting", "not_known", "not_member"];
    keys.into_iter().chain(counts).map(Column::for_machines).collect()
}

fn run_row(code: &str, run: &Run) -> Vec<Value> {
    let count = |wanted: Position| {
        let found = run.positions.iter().find(|(position, _)| *position == wanted);
        Value::Number(found.map_or(0, |(_, count)| i64::from(*count)))
    };
    let span = run.span();
    let mut row = vec![
        Value::code(code),
        Value::number(span.map(|(first, _)| first)),
        Value::number(span.map(|(_, last)| last)),
        Value::code(run.position().map_or("different", word)),
        Value::Number(run.years.len() as i64),
        Value::Number(run.roll_calls().into()),
    ];
    row.extend([Vote::Yes, Vote::No, Vote::Abstain, Vote::NonVoting].map(|vote| count(Position::Voted(vote))));
    row.extend([count(Position::NotKnown), count(Position::NotMember)]);
    row
}

fn vote_columns() -> Vec<Column> {
    let mut columns = key_columns();
    columns.extend(["member", "vote"].map(Column::for_machines));
    columns
}

fn vote_row(record: &Record, id: RollCallId, member: MemberId) -> Vec<Value> {
    let mut row = keys(record, id);
    row.push(Value::code(record.members().get(member).code));
    row.push(Value::code(word(position(record, id, member))));
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(years: &[i16], positions: &[(Vote, u32)]) -> String {
        let positions = positions.iter().map(|(vote, count)| (Position::Voted(*vote), *count)).collect();
        words(&Run { years: years.to_vec(), positions })
    }

    #[test]
    fn runs_are_told_as_people_speak() {
        assert_eq!(run(&[1992, 1993], &[(Vote::No, 2)]), "no every year (2)");
        assert_eq!(run(&[2016], &[(Vote::Abstain, 1)]), "abstained");
        assert_eq!(run(&[2019, 2021], &[(Vote::No, 2)]), "no every year (2; no vote in 2020)");
        assert_eq!(run(&[2022], &[(Vote::Yes, 6)]), "yes (6 votes)");
        assert_eq!(run(&[2022, 2023], &[(Vote::Yes, 7)]), "yes every year (7 votes in 2 years)");
        assert_eq!(run(&[2025], &[(Vote::No, 2), (Vote::Abstain, 1)]), "2 no, 1 abstained");
    }
}
