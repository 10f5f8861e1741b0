//! Tells who turned most in a year: members, or pairs of them.

use super::{
    Audience, Report, Section,
    agreement::{of_a_selection, selected},
    old::{Block, Column, Table, Value},
    roll_call::sources_of,
    turning::p_told,
    turning_topics::{self, Between},
    words,
};
use crate::{
    analysis::turning::{LEAST_VOTES, Ranked, Ranking, TopicChange, Years},
    members::MemberId,
    record::Record,
};

/// The turns that people read, each with its topics.
pub const FIRST: usize = 20;
/// The false discovery rate below which a change is beyond chance.
const RATE: f64 = 0.05;

/// What is ranked.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The years.
    pub years: Years,
    /// Code of the reference, or `majority`; none of pairs.
    pub reference: Option<String>,
    /// What people call it.
    pub reference_name: String,
    /// The members that are ranked, by name, where not all are.
    pub among: Option<String>,
    /// Whose votes are looked at.
    pub body: &'static str,
    /// The conditions that the roll calls met, as they were typed.
    pub selected: Vec<String>,
    /// Whether the roll calls are a selection from the start.
    pub embedded: bool,
    /// Official names.
    pub official: bool,
}

/// The report of a ranking, which has the topics of the first [`FIRST`].
#[must_use]
pub fn report(record: &Record, found: &Ranking, wanted: &Wanted) -> Report<'static> {
    let Ranking { ids, ranked, topics, .. } = found;
    let years = wanted.years;
    let before = words::span(&years.first(), &years.last());
    let mut section = Section { title: format!("Turns of {} against {before}", years.year), ..Section::default() };
    let with = wanted.reference.as_ref().map_or_else(String::new, |_| format!(" with {}", wanted.reference_name));
    section.lines.push(format!("Identical votes{with} in the {}, by calendar year of the vote", wanted.body));
    section.lines.extend(selected(&wanted.selected));
    let beyond = ranked.iter().filter(|one| one.rate < RATE).count();
    let who = if wanted.reference.is_none() { "pairs" } else { "members" };
    let among = match (&wanted.among, &wanted.reference) {
        (None, _) => String::new(),
        (Some(names), Some(_)) => format!(" ({names})"),
        (Some(names), None) => format!(" (with {names})"),
    };
    section.lines.push(format!(
        "{} {who}{among} with at least {LEAST_VOTES} votes on both sides; {beyond} changed beyond chance (false discovery rate \
         below 5%)",
        ranked.len()
    ));
    let first = ranked.iter().take(FIRST).zip(topics);
    section.blocks.push(Block::Table(for_people(record, first, wanted)));
    if ranked.len() > FIRST {
        section.blocks.push(Block::Text(format!(
            "At most {FIRST} of the {} are shown here; --format csv gives all.",
            ranked.len()
        )));
    }
    section.blocks.push(Block::Table(for_machines(record, ranked, wanted)));
    for (one, topics) in ranked.iter().take(FIRST).zip(topics) {
        let (member, reference) = (record.members().get(one.member).code, reference(record, one, wanted));
        let between = Between { member, reference: &reference, year: years.year };
        section.blocks.push(Block::Table(turning_topics::for_machines(topics.iter(), &between)));
    }
    let mut report = Report { sections: vec![section], ..Report::default() };
    report.notes.push(
        "The change is in percentage points; the rate is the p-value of permuted meeting days, adjusted for all that were \
         compared. A new agenda changes agreement too: topics are those voted on both before and after."
            .to_owned(),
    );
    if wanted.embedded {
        of_a_selection(&mut report, record.len());
    }
    sources_of(record, ids, &mut report);
    report
}

fn reference(record: &Record, one: &Ranked, wanted: &Wanted) -> String {
    let other = one.other.map(|other| record.members().get(other).code.to_owned());
    other.or_else(|| wanted.reference.clone()).unwrap_or_default()
}

fn for_people<'r>(
    record: &Record,
    ranked: impl Iterator<Item = (&'r Ranked, &'r Vec<TopicChange>)>,
    wanted: &Wanted,
) -> Table {
    let name = |member: MemberId| {
        let member = record.members().get(member);
        member.display_name(wanted.official)
    };
    let columns = vec![
        Column::new("name", if wanted.reference.is_some() { "member" } else { "pair" }),
        Column::new("before_share", "before"),
        Column::new("share", &wanted.years.year.to_string()),
        Column::new("change", "change"),
        Column::new("votes", "votes"),
        Column::new("rate_told", "rate"),
        Column::new("topic", "mostly on"),
    ];
    let row = |(one, topics): (&Ranked, &Vec<TopicChange>)| {
        let other = one.other.map_or_else(String::new, |other| format!(" and {}", name(other)));
        let mut firm = topics.iter().filter(|topic| topic.is_firm());
        // Of a fall where disagreement rose most, of a rise where it fell most.
        let topic = if one.change() < 0.0 {
            firm.next().filter(|topic| topic.excess > 0.0)
        } else {
            firm.next_back().filter(|topic| topic.excess < 0.0)
        };
        vec![
            Value::Text(format!("{}{other}", name(one.member))),
            Value::share(one.before.share()),
            Value::share(one.after.share()),
            Value::Points(one.change()),
            Value::Number(one.after.of.into()),
            p_told(one.rate),
            topic.map_or(Value::Missing, |topic| Value::brief(&turning_topics::spoken(&topic.name))),
        ]
    };
    Table { name: "ranking_for_people", columns, rows: ranked.map(row).collect(), audience: Audience::People }
}

fn for_machines(record: &Record, ranked: &[Ranked], wanted: &Wanted) -> Table {
    let columns = [
        "member",
        "reference",
        "turn",
        "first_year",
        "last_year",
        "before_votes",
        "before_share",
        "votes",
        "share",
        "change",
        "p",
        "rate",
        "beyond_chance",
    ];
    let row = |one: &Ranked| {
        let year = |year: i16| Value::Number(year.into());
        vec![
            Value::code(record.members().get(one.member).code),
            Value::text(&reference(record, one, wanted)),
            year(wanted.years.year),
            year(wanted.years.first()),
            year(wanted.years.last()),
            Value::Number(one.before.of.into()),
            Value::share(one.before.share()),
            Value::Number(one.after.of.into()),
            Value::share(one.after.share()),
            Value::Points(one.change()),
            Value::Share(one.p),
            Value::Share(one.rate),
            Value::Flag(one.rate < RATE),
        ]
    };
    let columns = columns.map(Column::for_machines).to_vec();
    Table { name: "ranking", columns, rows: ranked.iter().map(row).collect(), audience: Audience::Machines }
}
