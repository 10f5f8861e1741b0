//! Reports how members voted on a question through the years: a line for years of equal votes.

use super::{Kind, Layout, Names, Report, Section, Spec, columns, roll_call::sources_of, words};
use crate::analysis::across::{Run, position, runs};
use crate::members::MemberId;
use crate::record::{Body, Matter, Position, Record, RollCallId, Vote};

/// The report of how these members voted in the roll calls about a question.
pub(crate) fn report<'q>(
    record: &'q Record, ids: &[RollCallId], members: &[MemberId], question: &str, body: Option<Body>, official: bool,
) -> Report<'q> {
    let mut report = Report::default();
    let names = Names::new(record, official).over(ids.iter().copied());
    for (place, &member) in members.iter().enumerate() {
        let runs = runs(record, ids, member);
        let mut section = Section { title: names.name(member).to_owned(), ..Section::default() };
        if place == 0 {
            section.title = format!("{} on '{question}'", names.name(member));
            section.lines.push(scope(ids, body));
        }
        section.blocks = vec![
            runs_for_people().block(names, with_gaps(&runs)),
            of_runs().block(names, runs.into_iter().map(|run| (member, run)).collect()),
            of_votes().block(names, ids.iter().map(|id| (*id, member)).collect()),
        ];
        report.sections.push(section);
    }
    let parts = ids.iter().filter(|id| record.roll_call(**id).matter != Matter::WholeText).count();
    if parts > 0 {
        let of = if ids.len() == 1 { "the roll call" } else { &format!("the {} roll calls", ids.len()) };
        report.note(format!(
            "{parts} of {of} decided an amendment, a paragraph or a motion; --matter whole leaves them out."
        ));
    }
    let undated = ids.iter().filter(|id| record.roll_call(**id).date.is_none()).count();
    report.notes.extend((undated > 0).then(|| format!("{undated} without a day are in no year.")));
    sources_of(record, ids, &mut report);
    report
}

fn scope(ids: &[RollCallId], body: Option<Body>) -> String {
    let roll_calls = words::roll_calls(ids.len());
    let body = body.map_or("General Assembly and Security Council", Body::name);
    format!("{body}, {roll_calls}, by calendar year of the vote")
}

/// Neighbouring years with their run; no run where there was no roll call in between.
type Years = ((i16, i16), Option<Run>);

fn with_gaps(runs: &[Run]) -> Vec<Years> {
    let mut rows: Vec<Years> = Vec::new();
    for run in runs {
        let Some((first, last)) = run.span() else { continue };
        if let Some(before) = rows.last().map(|((_, last), _)| *last).filter(|before| before + 1 < first) {
            rows.push(((before + 1, first - 1), None));
        }
        rows.push(((first, last), Some(run.clone())));
    }
    rows
}

fn runs_for_people<'q>() -> Layout<'q, Years> {
    Layout::for_people("runs_for_people", "years of equal votes")
        .people("years", Kind::Code, "", |((first, last), _): &Years, _| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }.into()
        })
        .people("votes", Kind::Text, "", |(_, run), _| {
            run.as_ref().map_or_else(|| "no such vote".to_owned(), words).into()
        })
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

/// The position of a member, as a verb where there is one.
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

pub(super) fn of_runs<'q>() -> Layout<'q, (MemberId, Run)> {
    const MEMBER: &str = "The member; its votes are those of the member that held its seat on the day.";
    const FIRST: Spec = Spec::number("first_year", "calendar year", "First year of the run.");
    const LAST: Spec = Spec::number("last_year", "calendar year", "Last year of the run.");
    const POSITION: Spec = Spec::code(
        "vote",
        "yes, no, abstain, non-voting, not known, not a member, different",
        "Where it stood throughout.",
    );
    const YEARS: Spec = Spec::number("years", "years", "Years of the run with a roll call.");
    const ROLL_CALLS: Spec = Spec::number("roll_calls", "roll calls", "Roll calls of the run.");
    const POSITIONS: [(Position, Spec); 6] = [
        (Position::Voted(Vote::Yes), Spec::number("yes", "roll calls", "Of these in favour.")),
        (Position::Voted(Vote::No), Spec::number("no", "roll calls", "Of these against.")),
        (Position::Voted(Vote::Abstain), Spec::number("abstain", "roll calls", "Of these abstaining.")),
        (Position::Voted(Vote::NonVoting), Spec::number("non_voting", "roll calls", "Of these not voting.")),
        (Position::NotKnown, Spec::number("not_known", "roll calls", "Of these, not known from the source.")),
        (Position::NotMember, Spec::number("not_member", "roll calls", "Of these not a member of the body then.")),
    ];
    let count = |run: &Run, wanted| run.positions.iter().find(|one| one.0 == wanted).map_or(0, |one| one.1);
    Layout::for_machines("runs", "a member and run of neighbouring years in which it stood the same")
        .when("with --across")
        .machines(columns::MEMBER.meaning(MEMBER), |row: &(MemberId, Run), names| names.code(row.0).into())
        .machines(FIRST, |row, _| row.1.span().map(|(first, _)| first).into())
        .machines(LAST, |row, _| row.1.span().map(|(_, last)| last).into())
        .machines(POSITION, |row, _| row.1.position().map_or("different", Position::word).into())
        .machines(YEARS, |row, _| row.1.years.len().into())
        .machines(ROLL_CALLS, |row, _| row.1.roll_calls().into())
        .each(POSITIONS, |layout, (wanted, spec)| layout.machines(spec, move |row, _| count(&row.1, wanted).into()))
}

pub(super) fn of_votes<'q>() -> Layout<'q, (RollCallId, MemberId)> {
    const VOTE: Spec = Spec::code("vote", "yes, no, abstain, non-voting, not known, not a member", "Where it stood.");
    Layout::for_machines("member_votes", "a member and roll call, by day")
        .when("with --across")
        .of_roll_call(|row: &(RollCallId, MemberId)| row.0)
        .machines(columns::MEMBER, |row, names| names.code(row.1).into())
        .machines(VOTE, |row, names| position(names.record, row.0, row.1).word().into())
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
