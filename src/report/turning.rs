//! Tells when a member turned, and who turned most in a year, with the topics and roll calls behind it.

use super::{
    Audience, Report, Section, Tone,
    agreement::{of_a_selection, selected},
    listing::{about, symbol_or_none},
    old::{Block, Column, Table, Value},
    roll_call::{key_columns, keys, sources_of},
    turning_topics::{self, Between},
};
use crate::{
    analysis::{
        counted::Counted,
        topics::Topics,
        turning::{JointVote, Turn, by_year, drivers, on_topics, topics, within},
    },
    members::MemberId,
    record::{Record, RollCallId},
};

/// The roll calls behind a turn that people read, and that machines are given.
const DRIVERS: (usize, usize) = (5, 20);

/// Of whom agreement is told, and with whom.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The member.
    pub member: MemberId,
    /// Code of the reference, or `majority`.
    pub reference: String,
    /// What people call it: `United Kingdom`, `the majority of the others`.
    pub reference_name: String,
    /// Whose votes are looked at: `General Assembly`.
    pub body: &'static str,
    /// The conditions that the roll calls met, as they were typed.
    pub selected: Vec<String>,
    /// Years on each side of a turn in which topics are compared.
    pub window: i16,
    /// Whether the roll calls are a selection from the start, as those of the embedded record are.
    pub embedded: bool,
    /// Official names.
    pub official: bool,
}

/// The report of a member's turns.
#[must_use]
pub fn report(record: &Record, compared: &[JointVote], turns: &[Turn], wanted: &Wanted) -> Report<'static> {
    let years = by_year(compared);
    let member = record.members().get(wanted.member);
    let name = member.display_name(wanted.official);
    let span = match (years.first(), years.last()) {
        (Some((first, _)), Some((last, _))) if first < last => format!("from {first} to {last}"),
        (Some((year, _)), _) => format!("in {year}"),
        _ => String::new(),
    };
    let mut section = Section { title: format!("{name} and {}", wanted.reference_name), ..Section::default() };
    section.lines.push(format!(
        "{} votes in common in the {} {span}, by calendar year of the vote",
        compared.len(),
        wanted.body
    ));
    section.lines.extend(selected(&wanted.selected));
    section.blocks.push(Block::Verdict(Tone::Neutral, verdict(turns)));
    section.blocks.push(Block::Table(turns_table(turns, wanted, member.code)));
    section.blocks.push(Block::Table(years_table(&years, turns, wanted, member.code)));
    let mut report = Report { sections: vec![section], ..Report::default() };
    let of_record = Topics::new(record, compared.iter().map(|one| one.id));
    for turn in turns {
        report.sections.push(behind(record, &of_record, compared, turn, wanted, member.code));
    }
    if !turns.is_empty() {
        report.notes.push(
            "p is how often chance gives as large a change, by permuting the meeting days among the years; by permuting \
             whole years it is larger (column p of years), and for a turn in the last of m years never below about 1/m."
                .to_owned(),
        );
    }
    if wanted.embedded {
        of_a_selection(&mut report, record.len());
    }
    let ids: Vec<RollCallId> = compared.iter().map(|one| one.id).collect();
    sources_of(record, &ids, &mut report);
    report
}

fn verdict(turns: &[Turn]) -> String {
    let years: Vec<String> = turns.iter().map(|turn| turn.year.to_string()).collect();
    match years.len() {
        0 => "No turning point: in no year did agreement change beyond chance (p < 0.01).".to_owned(),
        1 => format!("Turning point: {} (p < 0.01)", years[0]),
        _ => format!("Turning points: {} (p < 0.01)", years.join(", ")),
    }
}

/// A p-value as people read it.
#[must_use]
pub fn p_told(p: f64) -> Value {
    Value::Code(if p < 0.001 { "<0.001".to_owned() } else { format!("{p:.3}") })
}

fn turns_table(turns: &[Turn], wanted: &Wanted, code: &str) -> Table {
    let columns = vec![
        Column::for_machines("member"),
        Column::for_machines("reference"),
        Column::new("turn", "turn"),
        Column::for_machines("first_year"),
        Column::for_machines("last_year"),
        Column::for_people("span", "before"),
        Column::for_machines("before_votes"),
        Column::new("before_share", "agreed"),
        Column::for_machines("after_votes"),
        Column::new("after_share", "since"),
        Column::new("year_before_share", "year\nbefore"),
        Column::for_machines("year_votes"),
        Column::new("year_share", "that\nyear"),
        Column::for_people("p_told", "p"),
        Column::for_machines("p"),
        Column::for_people("p_of_years_told", "p of\nyears"),
        Column::for_machines("p_of_years"),
    ];
    let row = |turn: &Turn| {
        let year = |year: i16| Value::Number(year.into());
        vec![
            Value::code(code),
            Value::text(&wanted.reference),
            year(turn.year),
            year(turn.first),
            year(turn.last),
            Value::Code(format!("{}-{}", turn.first, turn.year - 1)),
            Value::Number(turn.before.of.into()),
            Value::share(turn.before.share()),
            Value::Number(turn.after.of.into()),
            Value::share(turn.after.share()),
            Value::share(turn.year_before.share()),
            Value::Number(turn.in_year.of.into()),
            Value::share(turn.in_year.share()),
            p_told(turn.p),
            Value::Share(turn.p),
            p_told(turn.p_of_years),
            Value::Share(turn.p_of_years),
        ]
    };
    Table { name: "turns", columns, rows: turns.iter().map(row).collect(), audience: Audience::All }
}

fn years_table(years: &[(i16, Counted)], turns: &[Turn], wanted: &Wanted, code: &str) -> Table {
    let mut columns =
        vec![Column::for_machines("member"), Column::for_machines("reference"), Column::new("year", "year")];
    columns.extend([Column::new("votes", "votes"), Column::new("share", "agreed")]);
    columns.extend([Column::for_machines("share_low"), Column::for_machines("share_high")]);
    columns.extend([Column::for_people("bar", ""), Column::for_people("mark", ""), Column::for_machines("is_turn")]);
    let row = |(year, counted): &(i16, Counted)| {
        let is_turn = turns.iter().any(|turn| turn.year == *year);
        let interval = counted.interval();
        vec![
            Value::code(code),
            Value::text(&wanted.reference),
            Value::Number((*year).into()),
            Value::Number(counted.of.into()),
            Value::share(counted.share()),
            Value::share(interval.map(|(low, _)| low)),
            Value::share(interval.map(|(_, high)| high)),
            Value::Bar(counted.share().unwrap_or(0.0)),
            Value::Code(if is_turn { "turn" } else { "" }.to_owned()),
            Value::Flag(is_turn),
        ]
    };
    Table { name: "years", columns, rows: years.iter().map(row).collect(), audience: Audience::All }
}

/// What is behind a turn: topics and roll calls.
fn behind(
    record: &Record,
    of_record: &Topics,
    compared: &[JointVote],
    turn: &Turn,
    wanted: &Wanted,
    code: &str,
) -> Section<'static> {
    let first = turn.first.max(turn.year.saturating_sub(wanted.window));
    let last = turn.last.min(turn.year.saturating_add(wanted.window - 1));
    let after = || within(compared, turn.year, last);
    let before = || within(compared, first, turn.year - 1);
    let topics = topics(of_record, before(), after());
    let fell = if turn.is_fall() { "fell" } else { "rose" };
    let mut section = Section { title: format!("{}: agreement {fell}", turn.year), ..Section::default() };
    let years = |first: i16, last: i16| if first == last { first.to_string() } else { format!("{first}-{last}") };
    let (before_name, after_name) = (years(first, turn.year - 1), years(turn.year, last));
    let between = Between { member: code, reference: &wanted.reference, year: turn.year };
    section.lines.extend(same_topics(on_topics(&topics, before()), on_topics(&topics, after()), after().count()));
    section.blocks.extend(turning_topics::blocks(&topics, &between, (&before_name, &after_name)));
    let driven = drivers(&topics, after(), turn.is_fall());
    if !driven.is_empty() {
        let what = if turn.is_fall() { "Disagreements" } else { "Agreements" };
        let on = if turn.is_fall() { "agreed on" } else { "disagreed on" };
        let shown = driven.len().min(DRIVERS.0);
        section.blocks.push(Block::Text(format!("{what} on what they had most {on}, {shown} of {}:", driven.len())));
        let table = |most: usize| driven_table(record, &driven[..driven.len().min(most)], &between);
        let for_people = Table { name: "drivers_for_people", audience: Audience::People, ..table(DRIVERS.0) };
        section.blocks.push(Block::Table(for_people));
        section.blocks.push(Block::Table(table(DRIVERS.1)));
    }
    section
}

/// How agreement changed where the agenda did not.
fn same_topics(before: Counted, after: Counted, votes: usize) -> Option<String> {
    let (from, to) = before.share().zip(after.share())?;
    Some(format!(
        "{} of the {votes} votes are on topics that had been voted on in the years before: on these {:.1}% agreed, where it was {:.1}%.",
        after.of,
        to * 100.0,
        from * 100.0
    ))
}

fn driven_table(record: &Record, driven: &[JointVote], between: &Between<'_>) -> Table {
    let mut columns = key_columns();
    columns.extend(["member", "turn"].map(Column::for_machines));
    columns.extend([Column::for_people("day", "date"), Column::for_people("called", "symbol")]);
    columns.extend([Column::new("vote", between.member), Column::for_machines("reference")]);
    let label = if between.reference.len() <= 3 { between.reference } else { "other" };
    columns.extend([Column::new("reference_vote", label), Column::for_people("about", "title")]);
    let row = |one: &JointVote| {
        let mut row = keys(record, one.id);
        row.extend([Value::code(between.member), Value::Number(between.year.into())]);
        row.extend([Value::Day(one.day), symbol_or_none(record, one.id), Value::code(one.vote.word())]);
        row.extend([Value::text(between.reference), Value::code(one.reference.word())]);
        row.push(Value::brief(&about(record, one.id)));
        row
    };
    Table { name: "drivers", columns, rows: driven.iter().map(row).collect(), audience: Audience::Machines }
}
