//! Tells the topics behind a turn: some for people, all for machines.

use super::{
    Audience,
    old::{Block, Column, Table, Value},
};
use crate::analysis::turning::TopicChange;

/// The topics that people read in each direction.
const EACH: usize = 3;

/// Between whom and when a turn is.
#[derive(Clone, Copy, Debug)]
pub struct Between<'b> {
    /// Code of the member.
    pub member: &'b str,
    /// Code of the other, or `majority`.
    pub reference: &'b str,
    /// The year of the turn.
    pub year: i16,
}

/// The topics as blocks: where disagreement rose most, where it fell most, and all of them. `years` are what the times
/// before and after are called.
#[must_use]
pub fn blocks(topics: &[TopicChange], between: &Between<'_>, years: (&str, &str)) -> Vec<super::Block<'static>> {
    let firm = || topics.iter().filter(|topic| topic.is_firm());
    let risen: Vec<&TopicChange> = firm().filter(|topic| topic.excess >= 0.5).take(EACH).collect();
    let fallen: Vec<&TopicChange> = firm().rev().filter(|topic| topic.excess <= -0.5).take(EACH).collect();
    let mut blocks = Vec::new();
    if risen.is_empty() && fallen.is_empty() {
        blocks.push(Block::Text("No topic was voted on often enough before and after.".to_owned()));
    }
    for (shown, verb) in [(risen, "rose"), (fallen, "fell")].into_iter().filter(|(shown, _)| !shown.is_empty()) {
        blocks.push(Block::Text(format!("Disagreement {verb} most on")));
        blocks.push(Block::Table(for_people(&shown, years)));
    }
    blocks.push(Block::Table(for_machines(topics.iter(), between)));
    blocks
}

fn for_people(topics: &[&TopicChange], (before, after): (&str, &str)) -> Table {
    let columns = vec![
        Column::new("topic", "topic"),
        Column::new("before_share", &format!("agreed\n{before}")),
        Column::new("after_share", &format!("agreed\n{after}")),
        Column::new("after_votes", "votes"),
    ];
    let row = |topic: &&TopicChange| {
        vec![
            Value::text(&spoken(&topic.name)),
            Value::share(topic.before.share()),
            Value::share(topic.after.share()),
            Value::Number(topic.after.of.into()),
        ]
    };
    Table { name: "topics_for_people", columns, rows: topics.iter().map(row).collect(), audience: Audience::People }
}

/// A heading as people read it: those in capitals in small letters.
#[must_use]
pub fn spoken(heading: &str) -> String {
    let shouts = !heading.chars().any(char::is_lowercase);
    if shouts { heading.to_lowercase().replace("--", " - ") } else { heading.to_owned() }
}

/// One row a topic.
#[must_use]
pub fn for_machines<'t>(topics: impl Iterator<Item = &'t TopicChange>, between: &Between<'_>) -> Table {
    let columns = [
        "member",
        "reference",
        "turn",
        "topic",
        "before_votes",
        "before_share",
        "after_votes",
        "after_share",
        "excess",
    ];
    let row = |topic: &TopicChange| {
        vec![
            Value::code(between.member),
            Value::text(between.reference),
            Value::Number(between.year.into()),
            Value::text(&topic.name),
            Value::Number(topic.before.of.into()),
            Value::share(topic.before.share()),
            Value::Number(topic.after.of.into()),
            Value::share(topic.after.share()),
            Value::Decimal(topic.excess),
        ]
    };
    let columns = columns.map(Column::for_machines).to_vec();
    Table { name: "topics", columns, rows: topics.map(row).collect(), audience: Audience::Machines }
}
