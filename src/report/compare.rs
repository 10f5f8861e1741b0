//! Reports how two members or groups agree: by year, session or topic, in all, and where they opposed each other.

use std::collections::HashSet;

use super::agreement::{
    MEASURE, OF_MEASURE, bar, both_named, keys_in_words, meaning, measured, of_consensus, of_draws, of_sides, told,
};
use super::{Audience, Block, Documented, Kind, Layout, Look, Names, Report, across, columns, titles};
use super::{Section, Spec, Value, roll_call::sources_of, words};
use crate::analysis::agreement::Measure;
use crate::analysis::bootstrap::Bootstrap;
use crate::analysis::compare::{By, Compared, Comparison, Opposed, Repeated, Row, RowKey, Sides};
use crate::record::{Body, Record};

const fn phrase(by: By) -> &'static str {
    match by {
        By::Year => ", by calendar year of the vote",
        By::Session => ", by session (a session is not a year)",
        By::Topic => ", by topic",
    }
}

/// What was compared, and how it is reported.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'q> {
    /// The sides.
    pub sides: Sides<'q>,
    /// The body, where only one is compared.
    pub body: Option<Body>,
    /// What the rows stand for; none where only the whole is compared.
    pub by: Option<By>,
    /// How roll calls were drawn anew, where they were.
    pub bootstrap: Option<Bootstrap>,
    /// Whether the topics are words that the user gave, rather than headings written for librarians.
    pub topics_as_named: bool,
    /// Whether to print official names of members rather than the usual ones.
    pub official: bool,
    /// Whether the first topics and opposite votes are enough, as for people that did not ask for more.
    pub brief: bool,
}

/// The report of a comparison: its rows, the whole, and opposite votes.
pub(crate) fn report<'q>(record: &'q Record, found: &'q Comparison, question: &Question<'q>) -> Report<'q> {
    let Comparison { whole, rows, opposed, .. } = found;
    let &Question { sides, by, official, .. } = question;
    let names = Names::new(record, official).over(found.ids.iter().copied());
    let [first, second] = [sides.first, sides.second].map(|side| names.list(side));
    let body = question.body.map_or("General Assembly and Security Council", Body::name);
    let mut section = Section {
        title: both_named(&first, &second),
        lines: vec![format!("{body}{}; votes that both cast: yes, abstain or no", by.map_or("", phrase))],
        blocks: vec![Block::Text(in_all(question, whole))],
    };
    let lines = match by {
        None => vec![(whole, None)],
        Some(_) => rows.iter().take(shown(question, rows)).map(|row| (&row.compared, Some(row))).collect(),
    };
    section.blocks.push(agreement(question, latest_year(rows)).block(names, lines));
    match by {
        Some(By::Year) if !rows.is_empty() => section.blocks.extend(repeated_blocks(names, sides, rows)),
        Some(By::Topic) => {
            let of_topic = |row: &'q Row| row.years.iter().map(|(year, one)| (&row.key, *year, one));
            section.blocks.push(by_year(sides).block(names, rows.iter().flat_map(of_topic).collect()));
        }
        _ => {}
    }
    let mut report = Report::of(section);
    let counts = whole.positions.counts.into_iter().chain([whole.positions.second()]);
    let of = if sides.are_members() { "votes" } else { "votes of all pairs of members" };
    report.sections.push(Section {
        title: "Positions".to_owned(),
        lines: vec![format!("{first} in rows, {second} in columns; {of}")],
        blocks: vec![positions(sides).block(names, POSITIONS.into_iter().zip(counts).collect())],
    });
    report.sections.extend(opposite_section(names, sides, question.brief, opposed));
    report.note(format!("{}.", words::capitalized(meaning(sides.measure))));
    sources_of(record, &found.ids, &mut report);
    add_notes(record, &mut report, question, found);
    of_draws(&mut report, question.bootstrap, "interval");
    of_sides(&mut report, names, &found.ids, sides);
    if let (Some(by @ (By::Year | By::Session)), 1..) = (question.by, found.in_no_row) {
        let what = if by == By::Year { "day" } else { "session" };
        let roll_calls = words::roll_calls(found.in_no_row);
        report.note(format!("{roll_calls} without a known {what} in no row, but in the whole."));
    }
    report
}

/// How many topics people see, where none are named.
const TOPICS: usize = 12;

/// How many rows are shown.
fn shown(question: &Question<'_>, rows: &[Row]) -> usize {
    let is_cut = question.brief && question.by == Some(By::Topic) && !question.topics_as_named;
    if is_cut { rows.len().min(TOPICS) } else { rows.len() }
}

/// How many of the topics are shown, and what they cover of the votes.
fn covered(record: &Record, question: &Question<'_>, found: &Comparison) -> String {
    if question.topics_as_named {
        return "A roll call may be about several of the topics.".to_owned();
    }
    let (all, count) = (found.rows.len(), shown(question, &found.rows));
    let ids: HashSet<_> = found.rows.iter().take(count).flat_map(|row| &row.ids).collect();
    let votes = ids.into_iter().filter(|id| record.roll_call(**id).is_vote()).count();
    let of = words::roll_calls(found.whole.roll_calls);
    let share = words::percent(votes as f64 / found.whole.roll_calls.max(1) as f64);
    let (these, rest) = if count < all {
        let rest = format!(" --limit {all} shows all, --format csv writes them.");
        (
            format!("These are the {count} most frequent of {all} topics: {votes} of {of} ({share}) are about them."),
            rest,
        )
    } else {
        (
            format!("{votes} of {of} ({share}) are about {}.", if all == 1 { "this topic" } else { "these topics" }),
            String::new(),
        )
    };
    format!("{these}{rest} A roll call may be about several topics; {} about none.", about(found.in_no_row))
}

/// A number with its verb: `1 is`, `2 are`.
fn about(number: usize) -> String {
    format!("{number} {}", if number == 1 { "is" } else { "are" })
}

/// Adds the notes that the rows need.
fn add_notes(record: &Record, report: &mut Report<'_>, question: &Question<'_>, found: &Comparison) {
    let without = &found.without;
    if question.by == Some(By::Topic) && without.len() > TOPICS {
        report.note(format!("No common vote on {} other topics.", without.len()));
    } else if !without.is_empty() {
        let colon = if question.by == Some(By::Year) { "" } else { ":" };
        report.note(format!("No common vote in{colon} {}.", keys_in_words(without)));
    }
    match question.by {
        Some(By::Topic) => report.note(covered(record, question, found)),
        Some(By::Year) => report.note(
            "A year in which one topic fills the agenda moves agreement without any member moving: --by topic tells \
             them apart.",
        ),
        _ => {}
    }
    if question.sides.measure == Measure::Coincidence {
        of_consensus(report, question.by, found);
    }
}

/// The sentence that sums up the comparison.
fn in_all(question: &Question<'_>, whole: &Compared) -> String {
    let measure = question.sides.measure;
    let Some(value) = whole.value else {
        return format!("{} common votes; {} has no value for them.", whole.votes, measure.name());
    };
    let votes = words::count(whole.votes, "common vote");
    let interval = whole.interval.map_or_else(String::new, |(low, high)| {
        format!(" (95% interval {} to {})", told(measure, low), told(measure, high))
    });
    let opposite = whole.opposite_share().map_or_else(String::new, words::percent);
    if question.sides.are_members() {
        let times = whole.positions.opposite();
        format!("In all {votes}: {} {}{interval}; opposite {times} ({opposite}).", measure.name(), told(measure, value))
    } else {
        format!(
            "In all {votes} of {} pairs of members: {} {}{interval}, the mean of the pairs; opposite in {opposite} of their votes.",
            whole.pairs,
            measure.name(),
            told(measure, value),
        )
    }
}

/// The figures of a row with that row, or the figures of the whole without one.
type Line<'q> = (&'q Compared, Option<&'q Row>);

/// The columns of keys; each has values only in rows of its own kind.
pub(super) const KEYS: [(By, Spec); 3] = [
    (By::Year, Spec::number("year", "1946 or later", "Calendar year of the vote; with `--by year`, the default.")),
    (By::Session, Spec::code("session", columns::SESSIONS, "Session of the Assembly; with `--by session`.")),
    (By::Topic, Spec::text("topic", "Words of `--topic`, else issue, heading or agenda item; with `--by topic`.")),
];

fn agreement<'q>(question: &Question<'q>, latest: Option<i16>) -> Layout<'q, Line<'q>> {
    const VOTES: Spec = Spec::number(
        "votes",
        "roll calls, 1 or more",
        "Those in which both (of groups: a member of each) took a position.",
    );
    const PAIRS: Spec =
        Spec::number("pairs", "pairs of members", "Of a member of each side with a common vote; 1 for two members.");
    const VALUE: Spec =
        Spec::decimal("value", OF_MEASURE, "The measure, of groups its mean over pairs; empty where it has none.");
    const CHANGE: Spec =
        Spec::decimal("change", "1 is 100 points", "This `value` less that of the last row with one; none of topics.");
    const OPPOSITE: Spec =
        Spec::number("opposite", "roll calls", "Those in which one voted yes and the other no; empty for groups.");
    const CONSENSUS: Spec =
        Spec::number("consensus", "resolutions", "Those adopted without a vote; with `coincidence` of two members.");
    const PARTICIPATION: Spec =
        Spec::share("participation", "Share of recorded votes in which the second took a position; as `consensus`.");
    const PERCENTILE: Spec = Spec::share(
        "percentile",
        "Share of all pairs of members with a lower value in the year or session, equal ones half, among those with common \
         votes in at least half of its roll calls; only for two members, by year or session, and not of `coincidence`.",
    );
    let &Question { sides, by, bootstrap, topics_as_named, .. } = question;
    let (measure, members, by_year) = (sides.measure, sides.are_members(), by == Some(By::Year));
    let with_consensus = measure == Measure::Coincidence && members;
    // Sessions have an order as well, though special sessions come after the regular ones.
    let in_time = matches!(by, Some(By::Year | By::Session));
    let percentile = (in_time && members && !with_consensus).then_some("percentile");
    let without_a_vote = with_consensus.then_some("without\na vote");
    let taking_part = with_consensus.then_some("taking\npart");
    let opposite = move |compared: &Compared| members.then(|| compared.positions.opposite());
    let value = measured(VALUE, measure);
    let kind = value.kind;
    let layout = Layout::new("agreement", "a year, session or topic with a common vote, as `--by` says")
        .audience(if by.is_some() { Audience::All } else { Audience::Machines })
        .of_sides(sides);
    let mut layout = layout.each(KEYS, |layout, (one, spec)| {
        layout.machines(spec, move |row: &Line<'q>, _| {
            row.1.filter(|_| by == Some(one)).map(|row| key_value(&row.key)).into()
        })
    });
    if let Some(by) = by {
        let (kind, label) = if by == By::Topic { (Kind::Text, "topic") } else { (Kind::Code, "") };
        layout = layout.people("told", kind, label, move |row, _| match row.1.map(|row| &row.key) {
            Some(RowKey::Topic(name)) if !topics_as_named => titles::spoken(name).into(),
            Some(RowKey::Session(session)) => session.to_string().into(),
            key => key.map(key_value).into(),
        });
    }
    layout = layout
        .machines(MEASURE, move |_, _| measure.word().into())
        .machines(ROLL_CALLS, |row, _| row.0.roll_calls.into())
        .column(VOTES, "votes", |row, _| row.0.votes.into())
        .shown((!members).then_some("pairs"), PAIRS, |row, _| row.0.pairs.into())
        .column(value, measure.name(), |row, _| row.0.value.into())
        .people("bar", Kind::Share, "", move |row, _| bar(measure, row.0.value).into())
        .look(Look::Bar)
        .of_interval(bootstrap.map(|_| "interval"), measure, |row| row.0.interval)
        .shown(by_year.then_some("change"), CHANGE, |row, _| row.1.and_then(|row| row.change).into())
        .look(if measure.is_share() { Look::Points } else { Look::Plain });
    if let Some(year) = latest {
        let before = |row: &Line<'q>| row.1?.before.as_ref()?.value;
        let in_latest = move |row: &Line<'q>| row.1?.years.iter().find(|(one, _)| *one == year)?.1.value;
        layout = layout.people("before", kind, format!("to {}", year - 1), move |row, _| before(row).into());
        layout = layout.people("latest", kind, year.to_string(), move |row, _| in_latest(row).into());
    }
    layout
        .shown(members.then_some("opposite"), OPPOSITE, move |row, _| opposite(row.0).into())
        .shown((!members).then_some("opposite"), OPPOSITE_SHARE, |row, _| row.0.opposite_share().into())
        .shown(without_a_vote, CONSENSUS, |row, _| row.0.joined.map(|joined| joined.resolutions).into())
        .shown(taking_part, PARTICIPATION, |row, _| row.0.joined.and_then(|joined| joined.participation()).into())
        .shown(percentile, PERCENTILE, |row, _| row.1.and_then(|row| row.percentile).into())
}

const ROLL_CALLS: Spec = Spec::number("roll_calls", "roll calls", "Those of the row that were put to a vote.");
const OPPOSITE_SHARE: Spec =
    Spec::share("opposite_share", "Share of opposite votes in the common ones, of groups in those of all pairs.");

pub(super) fn key_value(key: &RowKey) -> Value<'_> {
    match key {
        RowKey::Year(year) => (*year).into(),
        RowKey::Session(session) => session.series().into(),
        RowKey::Topic(name) => name.as_str().into(),
    }
}

/// The last year in the topics, where they cover more than one.
fn latest_year(rows: &[Row]) -> Option<i16> {
    let years = || rows.iter().flat_map(|row| row.years.iter().map(|(year, _)| *year));
    let (first, last) = (years().min()?, years().max()?);
    (first < last).then_some(last)
}

/// The figures of each topic and year, for machines.
fn by_year(sides: Sides<'_>) -> Layout<'_, (&RowKey, i16, &Compared)> {
    const TOPIC: Spec = Spec::text("topic", "The topic, as in `agreement`.");
    const VOTES: Spec = Spec::number("votes", "roll calls, 0 or more", "Those in which both took a position.");
    const VALUE: Spec = Spec::decimal("value", "as in agreement", "The measure; empty without a common vote.");
    let measure = sides.measure;
    Layout::for_machines("agreement_by_topic_and_year", "a topic and calendar year with a roll call")
        .when("with --by topic")
        .of_sides(sides)
        .machines(TOPIC, |row: &(&RowKey, i16, &Compared), _| key_value(row.0))
        .machines(columns::YEAR, |row, _| row.1.into())
        .machines(MEASURE, move |_, _| measure.word().into())
        .machines(ROLL_CALLS, |row, _| row.2.roll_calls.into())
        .machines(VOTES, |row, _| row.2.votes.into())
        .machines(measured(VALUE, measure), |row, _| row.2.value.into())
        .machines(OPPOSITE_SHARE, |row, _| row.2.opposite_share().into())
}

/// The rows of the table of positions: where the first side stood, and the total.
const POSITIONS: [&str; 4] = ["yes", "abstain", "no", "total"];

/// The 3 x 3 table of the positions of both sides, over the whole.
fn positions(sides: Sides<'_>) -> Layout<'_, (&'static str, [u32; 3])> {
    const UNIT: &str = "roll calls, of groups times pairs";
    const POSITION: Spec = Spec::code("position", "yes, abstain, no, total", "Where the first stood.");
    const SECOND: [Spec; 3] = [
        Spec::number("yes", UNIT, "The second in favour."),
        Spec::number("abstain", UNIT, "The second abstaining."),
        Spec::number("no", UNIT, "The second against."),
    ];
    const TOTAL: Spec = Spec::number("total", UNIT, "All three.");
    Layout::new("positions", "a position of the first over the whole, and their total")
        .of_sides(sides)
        .column(POSITION, "", |row: &(&'static str, [u32; 3]), _| row.0.into())
        .look(Look::Vote)
        .each(SECOND.into_iter().enumerate(), |layout, (at, spec)| {
            layout.column(spec, POSITIONS[at], move |row, _| row.1[at].into())
        })
        .column(TOTAL, "total", |row, _| row.1.iter().sum::<u32>().into())
}

/// How many opposite votes people see.
const SHOWN: usize = 5;

/// Opposite votes: a few for people that did not ask for more, else all.
fn opposite_section<'q>(
    names: Names<'q>, sides: Sides<'q>, brief: bool, opposed: &'q [Opposed],
) -> Option<Section<'q>> {
    let count = if brief { SHOWN } else { opposed.len() };
    let codes = [sides.first, sides.second].map(|side| short(&side.codes(names.record.members())));
    let table = opposite_votes(sides, codes).held(names, opposed.iter().take(count).collect());
    let most = if sides.are_members() { "" } else { ": more than half of the pairs" };
    let shown = if opposed.len() > count { format!(", {count} of {}", opposed.len()) } else { String::new() };
    (!opposed.is_empty()).then(|| Section {
        title: format!("Opposite votes, the most contested first{shown}{most}"),
        lines: Vec::new(),
        blocks: vec![Block::Table(table)],
    })
}

fn opposite_votes(sides: Sides<'_>, [first, second]: [String; 2]) -> Layout<'_, &Opposed> {
    const FIRST: Spec = Spec::code("first_vote", "yes, no", "Where the first stood; of a group, most of it.");
    const SECOND: Spec = Spec::code("second_vote", "yes, no", "Where the second stood.");
    const SHARE: Spec = Spec::share("opposite_share", "Pairs of members that stood so; 1 for two members.");
    const LOSING: Spec =
        Spec::new("losing_share", Kind::Share, "0 to 0.5", "Share of those present and voting that lost.");
    let vote = |yes: bool| if yes { "yes" } else { "no" };
    Layout::new("opposite_votes", "a roll call in which one side voted yes and the other no, the most contested first")
        .of_sides(sides)
        .of_roll_call(|row: &&Opposed| row.id)
        .day_and_symbol(|row| row.id)
        .column(FIRST, first, move |row, _| vote(row.first_yes).into())
        .look(Look::Vote)
        .column(SECOND, second, move |row, _| vote(!row.first_yes).into())
        .look(Look::Vote)
        .shown((!sides.are_members()).then_some("opposite"), SHARE, |row, _| row.share.into())
        .column(LOSING, "losing side", |row, _| row.contested.into())
        .people("about", Kind::Text, "title", |row, names| {
            titles::plain(names.record.text(names.roll_call(row.id).title)).into()
        })
        .look(Look::Brief)
}

/// A code short enough to head a column.
fn short(codes: &str) -> String {
    let few: String = codes.chars().take(12).collect();
    if few.len() < codes.len() { format!("{few}…") } else { few }
}

/// How much of the last year is a new agenda, in a sentence; for machines the figures of every year.
fn repeated_blocks<'q>(names: Names<'q>, sides: Sides<'q>, rows: &'q [Row]) -> Vec<Block<'q>> {
    let of_year = |row: &'q Row| match row.key {
        RowKey::Year(year) => Some((year, row.repeated.as_ref()?)),
        _ => None,
    };
    let last = rows.last().and_then(of_year).and_then(|(year, repeated)| of_last(sides.measure, year, repeated));
    let table = repeated_questions(sides).held(names, rows.iter().filter_map(of_year).collect());
    last.map(Block::Text).into_iter().chain([Block::Table(table)]).collect()
}

/// A sentence on how much of a year had been voted on before, and the agreement on that then and now.
fn of_last(measure: Measure, year: i16, repeated: &Repeated) -> Option<String> {
    let (now, before) = (repeated.now.value?, repeated.before.value?);
    let (all, asked) = (repeated.roll_calls, repeated.now.roll_calls);
    let rest = match all - asked {
        0 => String::new(),
        1 => " The other one is new to a vote.".to_owned(),
        others => format!(" The other {others} are new to a vote."),
    };
    let told_now = match measure {
        Measure::Identical => format!("{} identical", told(measure, now)),
        other => format!("{} {}", other.name(), told(measure, now)),
    };
    Some(format!(
        "Of {year}'s {all} questions {asked} had been voted on before: on those {told_now} ({}), where the last time it was \
         {} ({}).{rest}",
        words::count(repeated.now.votes, "vote"),
        told(measure, before),
        words::count(repeated.before.votes, "vote"),
    ))
}

fn repeated_questions(sides: Sides<'_>) -> Layout<'_, (i16, &Repeated)> {
    const REPEATED: Spec =
        Spec::number("repeated", "roll calls", "Those whose question had been voted on before; the others are new.");
    const VOTES: Spec =
        Spec::number("votes", "roll calls", "Of the repeated ones, those in which both took a position.");
    const VALUE: Spec =
        Spec::decimal("value", "as in agreement", "The measure over them; empty without a common vote.");
    const VOTES_BEFORE: Spec =
        Spec::number("votes_before", "roll calls", "Those in which both took a position the last time.");
    const VALUE_BEFORE: Spec = Spec::decimal("value_before", "as in agreement", "The measure over these.");
    let measure = sides.measure;
    Layout::for_machines("repeated_questions", "a year in which a question was put that had been voted on before")
        .when("with --by year")
        .of_sides(sides)
        .machines(columns::YEAR, |row: &(i16, &Repeated), _| row.0.into())
        .machines(MEASURE, move |_, _| measure.word().into())
        .machines(Spec::number("roll_calls", "roll calls", "All of the year."), |row, _| row.1.roll_calls.into())
        .machines(REPEATED, |row, _| row.1.now.roll_calls.into())
        .machines(VOTES, |row, _| row.1.now.votes.into())
        .machines(measured(VALUE, measure), |row, _| row.1.now.value.into())
        .machines(VOTES_BEFORE, |row, _| row.1.before.votes.into())
        .machines(measured(VALUE_BEFORE, measure), |row, _| row.1.before.value.into())
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "compare",
    answers: "How two members or groups agree; with `--across`, how members voted on one question through the years.",
    examples: &[
        "compare US RU",
        "compare US RU --by topic --topic embargo --topic Crimea",
        "compare US EU,GB --by session",
        "compare US EU --measure kappa",
        "compare US SSD EU --across Crimea",
    ],
    tables: || {
        let Ok(list) = Names::without_record().record.members().list("US") else { return Vec::new() };
        let sides = Sides { first: &list, second: &list, measure: Measure::S };
        let (body, by, brief) = (None, Some(By::Topic), false);
        let question = Question { sides, body, by, bootstrap: None, topics_as_named: false, official: false, brief };
        vec![
            agreement(&question, None).doc(),
            repeated_questions(sides).doc(),
            positions(sides).doc(),
            opposite_votes(sides, Default::default()).doc(),
            by_year(sides).doc(),
            across::of_runs().doc(),
            across::of_votes().doc(),
        ]
    },
};
