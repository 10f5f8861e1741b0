//! Reports what a vote is expected to be: the tally with its interval, each member's probabilities, and the earlier votes
//! that they were learnt from.

use super::roll_call::{about, called, numbers, short, sources_of};
use super::titles::plain;
use super::{Audience, Block, Documented, Kind, Layout, Look, Names, Report, Section, Spec, Value};
use super::{backtest, columns, surprise, surprise_rows, words};
use crate::analysis::forecast::{CAST, Forecast, Learnt, MemberForecast, Neighbour, NoForecast};
use crate::members::{MemberSet, order::InOrder as _};
use crate::record::{Record, Roll, RollCallId, Vote};

/// How many members people see at the most, unless they ask for more, and how many earlier votes.
const MEMBERS: usize = 20;
const LEARNT_FROM: usize = 8;
/// Members that are surer than this to vote as most do are not shown to people, unless they ask for more.
const SURE: f64 = 0.9;

/// What is forecast, and how it is reported.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ForecastQuestion<'q> {
    /// The title of the text.
    pub title: &'q str,
    /// The last vote on the question; none for a text that is new.
    pub before: Option<RollCallId>,
    /// The roll call itself, where it was held.
    pub held: Option<RollCallId>,
    /// The members that are shown; none for all.
    pub whose: Option<MemberSet>,
    /// Whether the members that are least sure are enough, as for people that did not ask for more.
    pub brief: bool,
    /// Whether to print official names of members rather than the usual ones.
    pub official: bool,
}

/// A member with its forecast, and what it voted the last time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    of: MemberForecast,
    before: Option<Vote>,
}

/// One vote of the tally that is expected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    vote: Vote,
    expected: u16,
    interval: Option<(u16, u16)>,
    before: Option<u16>,
    held: Option<u16>,
}

/// The report of a forecast; the neighbours point into these roll calls.
pub(crate) fn report<'q>(
    record: &'q Record, learnt_from: &[RollCallId], found: &Forecast, question: &ForecastQuestion<'_>,
) -> Report<'q> {
    let rests_on: Vec<RollCallId> = found.neighbours.iter().map(|one| learnt_from[one.place]).collect();
    let names = Names { span: Some((found.day, found.day)), ..Names::new(record, question.official) };
    let mode = (1..3).fold(0, |best, at| if found.tally[at] > found.tally[best] { at } else { best });
    let rows = rows(record, found, question, mode);
    let shown = shown(&rows, mode, question);
    let (with_before, with_held) = (question.before.is_some(), question.held.is_some());
    let mut blocks = vec![
        tally(with_before, with_held, Audience::People).block(names, counted(record, found, question)),
        Block::text(of_the_tally(found)),
        members(with_before, with_held, Audience::People).block(names, rows[..shown].to_vec()),
    ];
    blocks.extend(others(&rows[shown..], mode));
    blocks.push(members(true, with_held, Audience::Machines).block(names, rows));
    blocks.push(tally(true, with_held, Audience::Machines).block(names, counted(record, found, question)));
    let neighbours: Vec<_> = found.neighbours.iter().copied().zip(rests_on.iter().copied()).collect();
    blocks.push(Block::Text(learnt_from_in_words(&neighbours)));
    if !neighbours.is_empty() {
        let most = if question.brief { LEARNT_FROM } else { usize::MAX };
        let first = neighbours.iter().take(most).copied().collect();
        blocks.push(neighbours_of(Audience::People, question.title.to_owned()).block(names, first));
    }
    blocks.push(neighbours_of(Audience::Machines, String::new()).block(names, neighbours));
    let title = plain(question.title);
    let what = if with_held { "what was expected" } else { "what is expected" };
    let mut report =
        Report::of(Section { title: format!("{title}: {what}"), lines: heading(record, found, question), blocks });
    notes(&mut report, names, found, question);
    let before = question.before.filter(|id| !rests_on.contains(id));
    let all: Vec<RollCallId> = rests_on.into_iter().chain(before).collect();
    sources_of(record, &all, &mut report);
    if let Some(before) = question.before.or(question.held) {
        report.next.push(format!("unvote series {}", words::quoted(&short(record, before))));
    }
    report
}

/// The lines below the title.
fn heading(record: &Record, found: &Forecast, question: &ForecastQuestion<'_>) -> Vec<String> {
    let of = |id: RollCallId| {
        let day = record.roll_call(id).date.map(words::day);
        let parts = [Some(called(record, id)), day, numbers(record, id)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let mut lines = Vec::new();
    lines.extend(question.held.map(of));
    lines.extend(question.before.map(|id| {
        format!("{}{}", if question.held.is_some() { "The vote before: " } else { "The last vote on it: " }, of(id))
    }));
    if found.held_on > found.day {
        lines.push(format!("For a vote about {}, or soon after", words::day(found.held_on)));
    }
    let until = found.until.map_or_else(String::new, |day| format!(" up to {}", words::day(day)));
    let why = match found.learnt {
        Learnt::Day => String::new(),
        Learnt::January => format!(", nothing of {}", found.day.year()),
    };
    lines.push(format!(
        "General Assembly; learnt from {} on whole texts{until}{why}",
        words::count(found.known, "vote")
    ));
    lines
}

/// The members in the order of how probable the vote is that most are expected to cast, the least first.
fn rows(record: &Record, found: &Forecast, question: &ForecastQuestion<'_>, mode: usize) -> Vec<Row> {
    let before: Option<Roll> = question.before.map(|id| record.lines(id));
    let is_asked = |one: &&MemberForecast| question.whose.is_none_or(|whose| whose.contains(one.member));
    let row = |one: &MemberForecast| Row { of: *one, before: before.and_then(|roll| roll.vote(one.member)) };
    let mut rows: Vec<Row> = found.members.iter().filter(is_asked).map(row).collect();
    rows.in_order(|a, b| a.of.probabilities[mode].total_cmp(&b.of.probabilities[mode]));
    rows
}

/// How many of these members people see.
fn shown(rows: &[Row], mode: usize, question: &ForecastQuestion<'_>) -> usize {
    if !question.brief || question.whose.is_some() {
        return rows.len();
    }
    rows.iter().take(MEMBERS).filter(|row| row.of.probabilities[mode] < SURE).count()
}

/// What is said of the members that are not shown.
fn others(rest: &[Row], mode: usize) -> Option<Block<'static>> {
    let least = rest.first()?.of.probabilities[mode];
    let vote = ["in favour", "to abstain", "against"][mode];
    let percent = words::whole_percentage(least);
    let all = words::count(rest.len(), "other member");
    Some(Block::Text(format!(
        "{all}: most probably {vote}, each with {percent}% or more. --members LIST or --format csv shows them."
    )))
}

fn counted(record: &Record, found: &Forecast, question: &ForecastQuestion<'_>) -> Vec<Counted> {
    let of = |id: Option<RollCallId>, vote| id.and_then(|id| record.numbers(id).whole().count(vote));
    let row = |(at, vote): (usize, Vote)| Counted {
        vote,
        expected: found.tally[at],
        interval: found.intervals.map(|intervals| intervals[at]),
        before: of(question.before, vote),
        held: of(question.held, vote),
    };
    CAST.into_iter().enumerate().map(row).collect()
}

/// What is said below the tally.
fn of_the_tally(found: &Forecast) -> String {
    let voters = found.tally.iter().sum::<u16>();
    let who = if found.members.iter().any(|one| one.vote.is_some()) {
        format!("Of the {voters} members that voted.")
    } else {
        format!("Of the {voters} members that usually take part; who will is not forecast.")
    };
    let much = match found.evidence {
        ..0.333_333 => "Little",
        0.333_333..0.666_667 => "Something",
        _ => "Much",
    };
    let evidence = format!("{much} is known of such texts (evidence {:.2} of 1)", found.evidence);
    match found.intervals {
        Some(_) => format!(
            "{who} {evidence}; the intervals are from the misses of {} forecasts with as much in the six years before.",
            found.misses
        ),
        None => format!("{who} {evidence}; too few forecasts with as much came before it for an interval."),
    }
}

fn learnt_from_in_words(neighbours: &[(Neighbour, RollCallId)]) -> String {
    if neighbours.is_empty() {
        return "No earlier text is like it: what is expected is what each member usually votes.".to_owned();
    }
    let all: f64 = neighbours.iter().map(|(one, _)| one.weight).sum();
    let first = neighbours.first().map_or(0.0, |(one, _)| one.weight / all);
    let texts = words::count(neighbours.len(), "earlier vote");
    format!("Learnt from {texts}, the first of which weighs {} of all:", words::percent(first))
}

fn notes(report: &mut Report<'_>, names: Names<'_>, found: &Forecast, question: &ForecastQuestion<'_>) {
    report.note("A member's own earlier votes count by how like the texts' titles, agenda items and subjects are, and by age; it is \
         given that a recorded vote is asked for, and the text's words. `docs/predict.md` says how well that does.");
    if found.learnt == Learnt::January {
        report.note("From 1 January a member that changes its ways within the year cannot be foreseen: of the votes of the United States \
             in 2025 40% were expected so, and 86% with what was known the day before (--learnt day).");
    }
    let left_out: MemberSet = question.whose.map_or(found.left_out, |whose| found.left_out & whose);
    if !left_out.is_empty() {
        let who: Vec<&str> = names.named(left_out).iter().map(|one| one.name).collect();
        let who = if who.len() > MEMBERS { words::count(who.len(), "member") } else { words::and(&who) };
        report.note(format!("Left out, without a vote in the sixteen years before: {who}."));
    }
    let silent = found.members.iter().filter(|one| !one.takes_part).map(|one| one.member);
    let silent: Vec<&str> = names.named(silent.collect()).iter().map(|one| one.name).collect();
    if !silent.is_empty() {
        let who = if silent.len() > MEMBERS { words::count(silent.len(), "member") } else { words::and(&silent) };
        report.note(format!(
            "Not in the tally, as they voted in fewer than half of the votes of the year before: {who}."
        ));
    }
}

/// Why there is no forecast, in words.
pub(crate) fn no_forecast(record: &Record, id: Option<RollCallId>, why: NoForecast) -> String {
    match why {
        NoForecast::NotCounted => {
            let called = id.map_or_else(|| "not one of these".to_owned(), |id| called(record, id));
            format!(
                "{called}: forecasts are of whole texts that the General Assembly adopted on a known day, with all votes recorded"
            )
        }
        NoForecast::TooFew { from, to, known, needed } => format!(
            "too little is known for a forecast: of {from} to {to} this record has {} of the General Assembly on whole texts, and \
             {needed} are needed",
            words::count(known, "vote")
        ),
    }
}

/// The members.
pub(super) fn members<'q>(before: bool, held: bool, audience: Audience) -> Layout<'q, Row> {
    const TAKES_PART: Spec = Spec::flag(
        "takes_part",
        "Whether it voted in at least half of the votes of the year before, so that the tally counts it.",
    );
    const HELD: Spec = Spec::code("vote", "yes, no, abstain", "What it voted.");
    let layout = Layout::new("forecast", "a member, the least sure to vote as most do first")
        .audience(audience)
        .people("who", Kind::Text, "", |row: &Row, names| names.name(row.of.member).into())
        .member_codes(|row| row.of.member, |_, names| names.span.map(|(day, _)| day))
        .machines(columns::DISPLAY_NAME, |row, names| names.name(row.of.member).into())
        .each(columns::PROBABILITIES.into_iter().enumerate(), |layout, (at, (spec, label))| {
            layout.column(spec, format!("{label} %"), move |row, _| row.of.probabilities[at].into()).look(Look::Percent)
        })
        .machines(columns::MOST_PROBABLE, |row, _| row.of.most_probable().word().into())
        .machines(TAKES_PART, |row, _| row.of.takes_part.into());
    let layout = if before {
        layout.column(columns::LAST_TIME, "last time", |row, _| row.before.map(Vote::word).into())
    } else {
        layout
    };
    let voted = |row: &Row| row.of.vote;
    if held {
        layout
            .column(HELD, "voted", move |row, _| voted(row).map(Vote::word).into())
            .when("of a vote that was held")
            .machines(columns::P_VOTE, move |row, _| voted(row).and_then(|vote| row.of.probability(vote)).into())
            .when("of a vote that was held")
    } else {
        layout
    }
}

/// The tally that is expected.
pub(super) fn tally<'q>(before: bool, held: bool, audience: Audience) -> Layout<'q, Counted> {
    const VOTE: Spec = Spec::code("vote", "yes, abstain, no", "Which vote.");
    const EXPECTED: Spec =
        Spec::number("expected", columns::MEMBERS, "How many members most probably vote so, of those that take part.");
    const LOW: Spec =
        Spec::number("low", columns::MEMBERS, "The least number of the 90% interval; empty where it is not known.");
    const HIGH: Spec = Spec::number("high", columns::MEMBERS, "The largest number of it.");
    const BEFORE: Spec =
        Spec::number("last_time", columns::MEMBERS, "How many voted so the last time on this question.");
    const HELD: Spec = Spec::number("came", columns::MEMBERS, "How many voted so.");
    let layout = Layout::new("expected_tally", "a kind of vote")
        .audience(audience)
        .people("label", Kind::Code, "", |row: &Counted, _| row.vote.label().into())
        .look(Look::Vote)
        .machines(VOTE, |row, _| row.vote.word().into())
        .column(EXPECTED, "expected", |row, _| row.expected.into())
        .people("interval", Kind::Code, "90% interval", |row, _| {
            row.interval.map_or(Value::Missing, |(low, high)| words::span(&low, &high).into())
        })
        .machines(LOW, |row, _| row.interval.map(|(low, _)| low).into())
        .machines(HIGH, |row, _| row.interval.map(|(_, high)| high).into());
    let layout = if before { layout.column(BEFORE, "last time", |row, _| row.before.into()) } else { layout };
    if held { layout.column(HELD, "came", |row, _| row.held.into()).when("of a vote that was held") } else { layout }
}

/// The earlier votes that it was learnt from; people need not read this title again.
pub(super) fn neighbours_of<'q>(audience: Audience, title: String) -> Layout<'q, (Neighbour, RollCallId)> {
    const TITLE_ALIKE: Spec = Spec::share(
        "title_similarity",
        "How alike the titles are: the cosine of their words, rare ones counting more.",
    );
    const SIMILARITY: Spec = Spec::share("similarity", "How alike they are by title, agenda item and subjects.");
    const WEIGHT: Spec = Spec::decimal(
        "weight",
        "0 to 0.216",
        "What it weighs: similarity^4 (1 + age/1.5)^-3, the age in years, 1 at least.",
    );
    Layout::new("learnt_from", "an earlier roll call that counts, those that weigh most first")
        .audience(audience)
        .day_and_symbol(|row: &(Neighbour, RollCallId)| row.1)
        .of_roll_call(|row| row.1)
        .result(|row| row.1)
        .machines(TITLE_ALIKE, |row, _| row.0.title.into())
        .column(SIMILARITY, "alike %", |row, _| row.0.similarity.into())
        .look(Look::Percent)
        .column(WEIGHT, "weight", |row, _| row.0.weight.into())
        .people("about", Kind::Text, "", move |row, names| {
            let own = names.record.text(names.roll_call(row.1).title);
            if plain(own) == plain(&title) { Value::BLANK } else { about(names.record, row.1).into() }
        })
        .look(Look::Brief)
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "predict",
    answers: "How expected votes were, what the next one will be, and how well that is told.",
    examples: &[
        "predict ES-11/7", "predict 80/4 --next", "predict 80/4 --learnt day", "predict --year 2025",
        "predict --backtest 2023-2025",
    ],
    tables: || {
        let machines = Audience::Machines;
        vec![
            surprise_rows::votes(machines).doc(),
            surprise::members(machines).doc(),
            surprise::changes().doc(),
            members(true, true, machines).doc(),
            tally(true, true, machines).doc(),
            neighbours_of(machines, String::new()).doc(),
            backtest::scores().doc(),
            backtest::calibration().doc(),
        ]
    },
};
