//! Votes and how probable they were: the table of them, and the least expected of a roll call in a sentence.

use super::{Audience, Block, Kind, Layout, Names, Spec, columns, words};
use crate::analysis::forecast::Surprise;
use crate::analysis::{series::Links, surprising::last_time};
use crate::record::{Record, Vote};

/// How many votes of a roll call are told in a sentence.
const LEAST: usize = 3;

/// A vote with what the member did the last time on its question.
pub(super) type Row = (Surprise, Option<Vote>);

/// A probability in words: `2.0%`, and never a zero.
pub(super) fn chance(probability: f64) -> String {
    if probability < 0.001 { "<0.1%".to_owned() } else { words::percent(probability) }
}

/// The votes with what each member did the last time.
pub(super) fn with_last_times(record: &Record, links: &Links<'_>, votes: &[Surprise]) -> Vec<Row> {
    votes.iter().map(|one| (*one, last_time(record, links, one.id, one.member))).collect()
}

/// The least expected votes of a roll call, in a sentence and for machines.
pub(super) fn least_expected<'q>(names: Names<'q>, links: &Links<'_>, votes_of_it: &[Surprise]) -> Vec<Block<'q>> {
    let rows = with_last_times(names.record, links, &votes_of_it[..LEAST.min(votes_of_it.len())]);
    let told = |(one, last): &Row| {
        let before = match last {
            None => String::new(),
            Some(last) if *last == one.vote => ", as the last time".to_owned(),
            Some(last) => format!(", the last time {}", last.label()),
        };
        format!("{} {} ({}{before})", words::the(names.name(one.member)), one.vote.label(), chance(one.probability))
    };
    let told: Vec<String> = rows.iter().map(told).collect();
    let text = format!("Least expected, by all other votes: {}.", words::and(&told));
    vec![Block::Text(text), votes(Audience::Machines).block(names, rows)]
}

/// Votes and how probable they were.
pub(super) fn votes<'q>(audience: Audience) -> Layout<'q, Row> {
    const VOTE: Spec = Spec::code("vote", "yes, no, abstain", "What it voted.");
    let day = |row: &Row, names: &Names<'_>| names.roll_call(row.0.id).date;
    Layout::new("surprises", "a vote (yes, abstain or no of a member), the least expected first")
        .audience(audience)
        .day_and_symbol(|row: &Row| row.0.id)
        .of_roll_call(|row| row.0.id)
        .people("who", Kind::Code, "member", |row, names| names.name(row.0.member).into())
        .member_codes(|row| row.0.member, day)
        .machines(columns::DISPLAY_NAME, |row, names| names.name(row.0.member).into())
        .column(VOTE, "voted", |row, _| row.0.vote.word().into())
        .people("p", Kind::Code, "probability", |row, _| chance(row.0.probability).into())
        .machines(columns::P_VOTE, |row, _| row.0.probability.into())
        .each(columns::PROBABILITIES.into_iter().enumerate(), |layout, (at, (spec, _))| {
            layout.machines(spec, move |row, _| row.0.probabilities[at].into())
        })
        .machines(columns::MOST_PROBABLE, |row, _| row.0.most_probable().word().into())
        .column(columns::LAST_TIME, "last time", |row, _| row.1.map(Vote::word).into())
        .about(|row| row.0.id)
}
