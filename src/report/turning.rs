//! Reports when a member turned, and who turned most in a year, with the topics and roll calls behind it.

use super::agreement::{of_a_selection, selected};
use super::ranking::{self, AFTER_SHARE, AFTER_VOTES, BEFORE_SHARE, BEFORE_VOTES, Between, TURN};
use super::{Audience, Block, Documented, Kind, Layout, Look, Names, Report, Section, columns, roll_call::sources_of};
use super::{Spec, Tone, Value, words};
use crate::analysis::turning::{JointVote, ToldBy, Turn, YearOf, Years, drivers, on_topics, topics, within};
use crate::analysis::{counted::Counted, topics::Topics};
use crate::members::MemberId;
use crate::record::{Record, RollCallId};

/// How many of the roll calls behind a turn people see.
const DRIVERS: usize = 5;

/// Whose agreement with whom is followed, and how it is reported.
#[derive(Clone, Debug)]
pub(crate) struct TurningQuestion {
    /// The member.
    pub member: MemberId,
    /// Code of the reference, or `majority`.
    pub reference: String,
    /// The name of the reference: `United Kingdom`, `the majority of the others`.
    pub reference_name: String,
    /// The name of the body whose votes count: `General Assembly`.
    pub body: &'static str,
    /// The conditions that selected the roll calls, as typed.
    pub selected: Vec<String>,
    /// Years on each side of a turn in which topics are compared.
    pub window: i16,
    /// Whether the record itself is only a selection, as the embedded one is.
    pub embedded: bool,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
}

impl TurningQuestion {
    const fn between(&self, year: i16) -> Between<'_> {
        Between { member: self.member, reference: self.reference.as_str(), year }
    }
}

/// A member's turns, and what they were found in.
pub(crate) struct Found {
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// The years.
    pub years: Vec<YearOf>,
    /// The roll calls.
    pub votes: Vec<JointVote>,
}

/// The report of a member's turns.
pub(crate) fn report<'q>(record: &'q Record, found: &'q Found, question: &'q TurningQuestion) -> Report<'q> {
    let Found { turns, years, votes: compared } = found;
    let names = Names::new(record, question.official).over(compared.iter().map(|one| one.id));
    let span = words::in_span(years.first().zip(years.last()).map(|(first, last)| (first.year, last.year)));
    let mut lines = vec![format!(
        "{} votes in common in the {}{span}, by calendar year of the vote",
        compared.len(),
        question.body
    )];
    lines.extend(selected(&question.selected));
    let of_turn = |turn: &'q Turn| (question.between(turn.year), turn);
    let is_turn = |year: i16| turns.iter().any(|turn| turn.year == year);
    let of_year = |of: &YearOf| OfYear { between: question.between(of.year), of: *of, is_turn: is_turn(of.year) };
    let blocks = vec![
        Block::Verdict(Tone::Neutral, verdict(turns)),
        layout_of_turns().block(names, turns.iter().map(of_turn).collect()),
        layout_of_years().block(names, years.iter().map(of_year).collect()),
    ];
    let title = format!("{} and {}", names.name(question.member), question.reference_name);
    let mut report = Report::of(Section { title, lines, blocks });
    let of_record = Topics::new(record, compared.iter().map(|one| one.id));
    report.sections.extend(turns.iter().map(|turn| behind(names, &of_record, compared, turn, question)));
    if !turns.is_empty() {
        report.note(
            "p is how often chance gives as large a change. A turn is told where agreement changed by 8 points or more, or the \
             place among all others by a fifth (told by share or place), and whole years in another order give as much in fewer than \
             1 of 100; in the latest years, which that cannot tell, meeting days (days).",
        );
    }
    if question.embedded {
        of_a_selection(&mut report, record.len());
    }
    let ids: Vec<RollCallId> = compared.iter().map(|one| one.id).collect();
    sources_of(record, &ids, &mut report);
    report
}

fn verdict(turns: &[Turn]) -> String {
    let years: Vec<String> = turns.iter().map(|turn| turn.year.to_string()).collect();
    match years.len() {
        0 => {
            "No turning point: in no year did agreement change beyond chance (p < 0.01) and by as much as a turn does."
                .to_owned()
        }
        1 => format!("Turning point: {} (p < 0.01)", years[0]),
        _ => format!("Turning points: {} (p < 0.01)", years.join(", ")),
    }
}

/// A turn with the member and reference it is of.
type OfTurn<'q> = (Between<'q>, &'q Turn);

fn layout_of_turns<'q>() -> Layout<'q, OfTurn<'q>> {
    const FIRST: Spec = Spec::number("first_year", "1946 or later", "The first year of the time before.");
    const LAST: Spec = Spec::number("last_year", "1946 or later", "The last year of the time after.");
    const YEAR_BEFORE: Spec =
        Spec::share("year_before_share", "Agreement in the last year before the turn with a vote.");
    const YEAR_VOTES: Spec = Spec::number("year_votes", "roll calls", "Votes in common in the year of the turn.");
    const YEAR_SHARE: Spec = Spec::share("year_share", "Those with the same position.");
    const P: Spec = Spec::new(
        "p",
        Kind::Share,
        "0 to 1, never 0",
        "How often chance gives as much, by permuted years, or days where it is told by these; below 0.01.",
    );
    const P_OF_YEARS: Spec =
        Spec::new("p_of_years", Kind::Share, "0 to 1, never 0", "The same by permuted whole years.");
    const TOLD_BY: Spec = Spec::code(
        "told_by",
        "agreement, place, days",
        "What changed: agreement, the place among all others, or agreement in the latest years by permuted days.",
    );
    const FALLS: Spec = Spec::flag("falls", "Whether that fell, rather than rose.");
    const PLACE_BEFORE: Spec = Spec::share("before_place", "Mean place among all others in the time before.");
    const PLACE_AFTER: Spec = Spec::share("after_place", "Mean place among all others in the time after.");
    const BEFORE: &str = "Votes in common in the time before, which begins with the first year or the turn before.";
    const AFTER: &str = "Votes in common in the time after, which ends with the last year or before the next turn.";
    Layout::new("turns", "a turn, in order; none where agreement did not change beyond chance")
        .between(|row: &OfTurn<'q>| row.0)
        .column(TURN.meaning("The first calendar year after the change."), "turn", |row, _| row.0.year.into())
        .machines(FIRST, |row, _| row.1.first.into())
        .machines(LAST, |row, _| row.1.last.into())
        .people("span", Kind::Code, "before", |row, _| format!("{}-{}", row.1.first, row.1.year - 1).into())
        .machines(BEFORE_VOTES.meaning(BEFORE), |row, _| row.1.before.of.into())
        .column(BEFORE_SHARE, "identical", |row, _| row.1.before.share().into())
        .machines(AFTER_VOTES.meaning(AFTER), |row, _| row.1.after.of.into())
        .column(AFTER_SHARE, "since", |row, _| row.1.after.share().into())
        .machines(YEAR_BEFORE, |row, _| row.1.year_before.share().into())
        .machines(YEAR_VOTES, |row, _| row.1.in_year.of.into())
        .machines(YEAR_SHARE, |row, _| row.1.in_year.share().into())
        .machines(PLACE_BEFORE, |row, _| row.1.places[0].into())
        .machines(PLACE_AFTER, |row, _| row.1.places[1].into())
        .people("places", Kind::Code, "place", |row, _| places(row.1).into())
        .people("told_by_short", Kind::Code, "told\nby", |row, _| {
            if row.1.told_by == ToldBy::Agreement { "share".into() } else { row.1.told_by.word().into() }
        })
        .machines(TOLD_BY, |row, _| row.1.told_by.word().into())
        .machines(FALLS, |row, _| row.1.is_fall.into())
        .people("p_told", Kind::Code, "p", |row, _| words::p(row.1.p).into())
        .machines(P, |row, _| row.1.p.into())
        .machines(P_OF_YEARS, |row, _| row.1.p_of_years.into())
}

/// The mean places before and after in whole percent: `62 to 35`.
fn places(turn: &Turn) -> Option<String> {
    let [before, after] = turn.places.map(|place| place.map(words::whole_percentage));
    before.zip(after).map(|(before, after)| format!("{before} to {after}"))
}

/// Agreement in a year.
struct OfYear<'q> {
    between: Between<'q>,
    of: YearOf,
    is_turn: bool,
}

fn layout_of_years<'q>() -> Layout<'q, OfYear<'q>> {
    const SHARE: Spec = Spec::share("share", "Those with the same position.");
    const LOW: Spec = Spec::share("share_low", "Lower end of its 95% interval (Wilson 1927).");
    const HIGH: Spec = Spec::share("share_high", "Upper end of its 95% interval (Wilson 1927).");
    const PLACE: Spec = Spec::share(
        "place",
        "All others that agreed less with the reference, those that agreed as much counted half; empty with fewer than 8 votes \
         or 10 others.",
    );
    const IS_TURN: Spec = Spec::flag("is_turn", "Whether agreement changed from this year on.");
    Layout::new("years", "a calendar year with a vote in common, in order")
        .between(|row: &OfYear<'q>| row.between)
        .column(columns::YEAR, "year", |row, _| row.between.year.into())
        .column(Spec::number("votes", "roll calls", "Votes in common."), "votes", |row, _| row.of.counted.of.into())
        .column(SHARE, "identical", |row, _| row.of.counted.share().into())
        .machines(LOW, |row, _| row.of.counted.interval().map(|(low, _)| low).into())
        .machines(HIGH, |row, _| row.of.counted.interval().map(|(_, high)| high).into())
        .people("bar", Kind::Share, "", |row, _| row.of.counted.share().unwrap_or(0.0).into())
        .look(Look::Bar)
        .column(PLACE, "place", |row, _| row.of.place.into())
        .look(Look::Percent)
        .people("mark", Kind::Code, "", |row, _| if row.is_turn { "turn".into() } else { Value::BLANK })
        .machines(IS_TURN, |row, _| row.is_turn.into())
}

/// What is behind a turn: topics and roll calls.
fn behind<'q>(
    names: Names<'q>, of_record: &Topics, compared: &[JointVote], turn: &Turn, question: &'q TurningQuestion,
) -> Section<'q> {
    let first = turn.first.max(turn.year.saturating_sub(question.window));
    let last = turn.last.min(turn.year.saturating_add(question.window - 1));
    let after = || within(compared, turn.year, last);
    let before = || within(compared, first, turn.year - 1);
    let topics = topics(of_record, before(), after());
    let driven = drivers(&topics, after(), turn.is_fall());
    let [fell, what, on] =
        if turn.is_fall() { ["fell", "Disagreements", "agreed on"] } else { ["rose", "Agreements", "disagreed on"] };
    let years = |first: i16, last: i16| if first == last { first.to_string() } else { format!("{first}-{last}") };
    let (before_name, after_name) = (years(first, turn.year - 1), years(turn.year, last));
    let between = question.between(turn.year);
    let same = same_topics(on_topics(&topics, before()), on_topics(&topics, after()), after().count());
    let mut blocks = ranking::topic_blocks(names, topics, between, (&before_name, &after_name));
    if !driven.is_empty() {
        let shown = driven.len().min(DRIVERS);
        blocks.push(Block::Text(format!("{what} on what they had most {on}, {shown} of {}:", driven.len())));
        let labels = [names.code(question.member), &question.reference];
        let table = |name, audience, most| {
            let rows = driven.iter().take(most).map(|one| (between, *one)).collect();
            // Both tables have the columns for people and for machines; the audience decides which are shown.
            let mut table = layout_of_drivers(name, labels).held(names, rows);
            table.audience = audience;
            Block::Table(table)
        };
        blocks.push(table("drivers_for_people", Audience::People, DRIVERS));
        blocks.push(table("drivers", Audience::Machines, driven.len()));
    }
    let what = if turn.told_by == ToldBy::Place { "place among all others" } else { "agreement" };
    Section { title: format!("{}: {what} {fell}", turn.year), lines: same.into_iter().collect(), blocks }
}

/// A sentence on how agreement changed on topics that were on the agenda before.
fn same_topics(before: Counted, after: Counted, votes: usize) -> Option<String> {
    let [from, to] = [before.share()?, after.share()?].map(words::percent);
    Some(format!(
        "{} of the {votes} votes are on topics that had been voted on in the years before: on these {to} identical, where it was {from}.",
        after.of
    ))
}

/// A roll call behind a turn, with the member and reference it is of.
type Driver<'q> = (Between<'q>, JointVote);

fn layout_of_drivers<'q>(name: &'static str, [member, reference]: [&'q str; 2]) -> Layout<'q, Driver<'q>> {
    const VOTE: Spec = Spec::code("vote", "yes, no, abstain", "The member's vote.");
    const REFERENCE_VOTE: Spec = Spec::code("reference_vote", "yes, no, abstain", "The position of the reference.");
    let label = if reference.len() <= 3 { reference } else { "other" };
    Layout::new(name, "a roll call behind a turn, the most telling first")
        .of_roll_call(|row: &Driver<'q>| row.1.id)
        .machines(columns::MEMBER, |row, names| names.code(row.0.member).into())
        .machines(TURN, |row, _| row.0.year.into())
        .day_and_symbol(|row| row.1.id)
        .column(VOTE, member, |row, _| row.1.vote.word().into())
        .machines(ranking::REFERENCE, |row, _| row.0.reference.into())
        .column(REFERENCE_VOTE, label, |row, _| row.1.reference.word().into())
        .about(|row| row.1.id)
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "turning",
    answers: "When a member turned; of a year, who turned most.",
    examples: &["turning US --with GB --data turns.csv", "turning --year 2024 --data turns.csv"],
    tables: || {
        vec![
            layout_of_turns().doc(),
            layout_of_years().doc(),
            ranking::layout_of_topics().doc(),
            layout_of_drivers("drivers", [""; 2]).doc(),
            ranking::ranking(Years { year: 0, window: 0 }).doc(),
        ]
    },
};
