//! Reports a member's record: by year, session or topic, in sum, when it was alone, and vote by vote.

use std::collections::HashSet;

use super::agreement::{of_a_selection, of_line, selected};
use super::history_rows::{Called, HistoryQuestion, by_time, with_each};
use super::roll_call::{account_for, sources_of};
use super::{
    Audience, Block, Documented, Kind, Layout, Look, Names, Report, Section, Spec, Value, apart, columns, words,
};
use crate::analysis::counted::Counted;
use crate::analysis::history::{Ballot, By, Counts, POSITIONS, Row};
use crate::record::{Date, Record, RollCallId, Vote};

/// The most lonely votes that people read at once.
const LATEST: usize = 10;
/// The most votes that are listed without being asked for, each with its notes.
pub(crate) const FEW: usize = 40;

/// The most topics that people see, where none are named.
const TOPICS: usize = 12;

/// The report of a member's ballots.
pub(crate) fn report<'q>(
    record: &'q Record, ballots: &[Ballot], rows: &[Row], question: &'q HistoryQuestion,
) -> Report<'q> {
    let &HistoryQuestion { member, by, lonely, official, .. } = question;
    let whole = Counts::of(ballots, lonely);
    let names = Names::new(record, official).over(ballots.iter().map(|ballot| ballot.id));
    let mut section =
        Section { title: format!("{} in the {}", names.name(member), question.body), ..Section::default() };
    section.lines.push(span(record, ballots, by));
    section.lines.extend(selected(&question.selected));
    section.lines.extend(in_sum(&whole, question));
    let in_a_row: HashSet<RollCallId> = rows.iter().flat_map(|row| row.ids.iter().copied()).collect();
    let left_out = ballots.len() - in_a_row.len();
    section.blocks.extend(by_rows(names, rows.to_vec(), question, left_out, ballots.len()));
    let mut table = votes(&question.with).held(names, ballots.to_vec());
    let mut sections = Vec::new();
    sections.extend(question.apart.as_ref().map(|from| apart::section(names, ballots, &whole, question, from)));
    if question.votes || (ballots.len() <= FEW && !question.is_about_others()) {
        let title = format!("Votes ({})", ballots.len());
        sections.push(Section { title, blocks: vec![Block::Table(table)], ..Section::default() });
    } else {
        table.audience = Audience::Machines;
        section.blocks.push(Block::Table(table));
    }
    let mut report = Report::of(section);
    report.sections.append(&mut sections);
    let when_lonely = when_lonely(names, ballots, lonely, lonely > 0 || !question.is_about_others());
    match report.sections.last_mut().filter(|_| when_lonely.title.is_empty()) {
        Some(last) => last.blocks.extend(when_lonely.blocks),
        None => report.sections.push(when_lonely),
    }
    let ids: Vec<RollCallId> = ballots.iter().map(|ballot| ballot.id).collect();
    of_line(&mut report, names, &ids, member);
    notes(record, &whole, left_out, question, &mut report);
    if ids.len() <= FEW {
        for id in &ids {
            account_for(record, *id, &mut report);
        }
        report.sources.clear();
        report.rests_on.clear();
    }
    sources_of(record, &ids, &mut report);
    report
}

/// The rows as a table; of many topics people see the first, with what they are of.
fn by_rows<'q>(
    names: Names<'q>, mut rows: Vec<Row>, question: &'q HistoryQuestion, left_out: usize, ballots: usize,
) -> Vec<Block<'q>> {
    let by_topic = question.by == By::Topic;
    rows.retain(|row| !by_topic || !row.ids.is_empty() || !question.topics.is_empty());
    let all = rows.len();
    let is_cut = by_topic && question.brief && question.topics.is_empty() && all > TOPICS;
    if is_cut {
        rows.truncate(TOPICS);
    }
    let several = if question.with.len() > 1 { question.with.as_slice() } else { &[] };
    let of_each = rows.iter().flat_map(|row| (0..question.with.len()).map(|at| (row.clone(), at))).collect();
    let table = by_time(question, several).block(names, rows);
    let text = by_topic.then(|| {
        let many = if is_cut {
            format!("These are the {TOPICS} most frequent of {all} topics; --limit {all} shows all. ")
        } else {
            String::new()
        };
        let none = if left_out == 0 { String::new() } else { format!(", and {left_out} of {ballots} about none") };
        Block::Text(format!("{many}A roll call may be about several topics{none}."))
    });
    [Some(table), text, Some(with_each(question).block(names, of_each))].into_iter().flatten().collect()
}

/// The line below the title: `5,697 roll calls from 1946 to 2025, by calendar year of the vote`.
fn span(record: &Record, ballots: &[Ballot], by: By) -> String {
    let days = record.days(ballots.iter().map(|ballot| ballot.id));
    let span = words::in_span(days.map(|(first, last)| (first.year(), last.year())));
    let by = match by {
        By::Session => "session of the Assembly, which is not a year",
        By::Year => "calendar year of the vote",
        By::Topic => "topic",
    };
    format!("{}{span}, by {by}", words::roll_calls(ballots.len()))
}

/// The whole record summed up in sentences.
fn in_sum(counts: &Counts, question: &HistoryQuestion) -> Vec<String> {
    let share = |what: &str, counted: Counted| {
        let (share, (low, high)) = counted.share().zip(counted.interval())?;
        let ([share, low, high], votes) = ([share, low, high].map(words::percent), words::count(counted.of, "vote"));
        Some(format!("{what}: {} of {votes}, {share} (95% interval {low} to {high})", counted.hits))
    };
    let took_part = counts.participation();
    let in_part =
        |share| format!("Voted in {} of {} roll calls, {}", took_part.hits, took_part.of, words::percent(share));
    let took_part = took_part.share().map(in_part);
    let with_majority = share("With the majority of the others", counts.majority.counted);
    let with = question.references.with.iter().zip(&question.with).zip(&counts.with).map(|((list, called), with)| {
        let (counted, name) = (with.counted, &called.name);
        let what = match list.only_member() {
            Some(_) => "identical",
            None => "with most of its members",
        };
        share(&format!("{name}, {what}"), counted).unwrap_or_else(|| format!("{name}: no vote in common"))
    });
    [took_part, with_majority].into_iter().flatten().chain(with).collect()
}

const SEAT: &str = "The member that held the seat.";
const OTHERS: Spec = Spec::number("others", columns::MEMBERS, "How many others took its position; others did not.");

/// The table of every vote, by day.
fn votes(with: &[Called]) -> Layout<'_, Ballot> {
    const OF: &str = "yes, no, abstain, tie";
    const MAJORITY: Spec =
        Spec::code("majority", OF, "What most of the others did, of these three; empty where it is not known.");
    const REFERENCE: Spec = Spec::code(
        "reference",
        OF,
        "What most of the reference did; empty without one, and where --with names several.",
    );
    const APART: Spec = Spec::flag(
        "apart",
        "Whether it was another position than most others of --apart took; empty where they had no plurality.",
    );
    let vote = |ballot: &Ballot| ballot.vote.map_or("not known", Vote::word);
    Layout::new("votes", "a roll call in which it was a member, by day")
        .when("with --votes, or where there are at most 40")
        .of_roll_call(|ballot: &Ballot| ballot.id)
        .machines(columns::MEMBER.meaning(SEAT), |ballot, names| names.code(ballot.seat).into())
        .day_and_symbol(|ballot| ballot.id)
        .column(columns::VOTE.meaning("Its recorded vote."), "vote", move |ballot, _| vote(ballot).into())
        .look(Look::Vote)
        .machines(OTHERS, |ballot, _| ballot.company.into())
        .machines(MAJORITY, |ballot, _| ballot.majority.word().into())
        .machines(
            REFERENCE,
            |ballot, _| if let [one] = &ballot.with[..] { one.plurality.word().into() } else { Value::Missing },
        )
        .machines(APART, |ballot, _| ballot.is_apart().into())
        .cast(POSITIONS, |ballot, names| names.record.numbers(ballot.id).whole())
        .each(with.iter().enumerate(), |layout, (at, called)| {
            layout
                .people("reference_for_people", Kind::Code, called.code.as_str(), move |ballot, _| {
                    ballot.with.get(at).map(|one| one.plurality.word()).into()
                })
                .look(Look::Vote)
        })
        .result(|ballot| ballot.id)
        .about(|ballot| ballot.id)
}

/// The table of votes in which the member was alone or nearly so.
pub(super) fn lonely_votes<'q>(most: u16) -> Layout<'q, Ballot> {
    const VOTE: Spec = Spec::code("vote", "yes, no, abstain", "Its recorded vote.");
    const WITH: Spec = Spec::members("with", "Those of them that are known.");
    Layout::new("lonely", "a lonely vote, the latest first")
        .of_roll_call(|ballot: &Ballot| ballot.id)
        .machines(columns::MEMBER.meaning(SEAT), |ballot, names| names.code(ballot.seat).into())
        .day_and_symbol(|ballot| ballot.id)
        .column(VOTE, "vote", |ballot, _| ballot.vote.map(Vote::word).into())
        .machines(OTHERS, |ballot, _| ballot.company.into())
        .shown((most > 0).then_some("with"), WITH, |ballot, names| {
            let mut with = ballot.position().map(|vote| names.record.roll(ballot.id).cast(vote)).unwrap_or_default();
            with.remove(ballot.seat);
            names.named(with).into()
        })
        .result(|ballot| ballot.id)
        .about(|ballot| ballot.id)
}

/// Whether it is known how many voted as the member did.
fn is_known(record: &Record, ballot: &Ballot) -> bool {
    ballot.vote.is_some() && (ballot.position().is_none() || record.numbers(ballot.id).cast().is_some())
}

/// The section of votes in which the member was alone or nearly so, latest first: some for people, all for machines.
fn when_lonely<'q>(names: Names<'q>, ballots: &[Ballot], most: u16, for_people: bool) -> Section<'q> {
    let found: Vec<Ballot> = ballots.iter().rev().filter(|ballot| ballot.is_lonely(most)).cloned().collect();
    if !for_people {
        let mut all = lonely_votes(most).held(names, found);
        all.audience = Audience::Machines;
        return Section { blocks: vec![Block::Table(all)], ..Section::default() };
    }
    let company = match most {
        0 => "Alone".to_owned(),
        1 => "Alone or with 1 other".to_owned(),
        most => format!("Alone or with at most {most} others"),
    };
    if found.is_empty() {
        let not_known = ballots.iter().filter(|ballot| !is_known(names.record, ballot)).count();
        let text = match not_known {
            0 => format!("{company}: never in these roll calls."),
            _ if not_known == ballots.len() => format!("{company}: not known in any of these roll calls."),
            _ => format!(
                "{company}: never where it is known, which it is not in {}.",
                words::count(not_known, "roll call")
            ),
        };
        return Section { blocks: vec![Block::Text(text)], ..Section::default() };
    }
    let shown = if found.len() > LATEST {
        format!(", the latest {LATEST} first; --format json gives all")
    } else {
        String::new()
    };
    let title = format!("{company} ({}{shown})", found.len());
    let latest = found.iter().take(LATEST).cloned().collect();
    let [mut latest, mut all] = [latest, found].map(|rows| lonely_votes(most).held(names, rows));
    (latest.name, latest.audience, all.audience) = ("latest_lonely", Audience::People, Audience::Machines);
    Section { title, blocks: vec![Block::Table(latest), Block::Table(all)], ..Section::default() }
}

fn notes(record: &Record, counts: &Counts, left_out: usize, question: &HistoryQuestion, report: &mut Report<'_>) {
    let members = record.members();
    let member = members.get(question.member).name;
    if left_out > 0 && question.by != By::Topic {
        let lacking = if question.by == By::Session { "session" } else { "day" };
        let votes = words::count(left_out, "vote");
        report.note(format!("No {lacking} is known of {votes}: counted in the sum only."));
    }
    let ties = |who: &str, count: u32| {
        let votes = words::count(count, "vote");
        format!("The share with {who} leaves out {votes} in which they were tied.")
    };
    if counts.not_known > 0 {
        let rolls = words::count(counts.not_known, "roll call");
        report.note(format!("How {member} voted is not known in {rolls}."));
    }
    report.notes.extend((counts.majority.ties > 0).then(|| ties("the others", counts.majority.ties)));
    let groups = question.references.with.iter().zip(&question.with).zip(&counts.with);
    for ((list, called), with) in groups.filter(|((list, _), _)| list.only_member().is_none()) {
        report.note(format!(
            "Identical votes with {}: the mean over its members{}, those with at least half of the votes in common.",
            called.name,
            if list.on(members, Date::MAX).contains(question.member) { " without the member itself" } else { "" },
        ));
        if with.ties > 0 {
            report.note(ties(&format!("most of {}", called.name), with.ties));
        }
    }
    report.notes.extend(question.apart.as_ref().map(|from| apart::note(counts, question, from)));
    if question.embedded {
        of_a_selection(report, record.len());
    }
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "country",
    answers: "A member's record, in the Assembly unless --body sc is given; a seat that passed on is one record.",
    examples: &[
        "country US --session ES-11 --with RUS",
        "country US --session ES-11 --with RUS,CHN --by session",
        "country US --by topic --topic embargo --with RUS,CHN",
        "country US --topic embargo --lonely 1 --with RUS,CHN --apart EU",
    ],
    tables: || {
        let code = [Called { code: "CODE".to_owned(), name: String::new() }];
        let rows = [By::Year, By::Session, By::Topic].map(|by| by_time(&HistoryQuestion::documented(by), &code).doc());
        let others =
            [with_each(&HistoryQuestion::documented(By::Year)).doc(), votes(&[]).doc(), apart::table(None).doc()];
        rows.into_iter().chain(others).chain([lonely_votes(0).doc()]).collect()
    },
};
