//! A member's record in rows: by year, session or topic.

use crate::members::order::InOrder as _;
use std::collections::BTreeMap;

use super::ballots::{Ballot, References, others};
use super::counts::Counts;
use crate::analysis::counted::{Counted, mean};
use crate::analysis::topics::{self, Topics};
use crate::members::{MemberId, MemberList};
use crate::record::{Record, RollCallId, Session, Vote, Word, Words};

/// The periods by which a member's record is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum By {
    /// The calendar year of the vote.
    #[default]
    Year,
    /// The session of the Assembly.
    Session,
    /// What was voted on.
    Topic,
}

impl Words for By {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Year, "year", "Calendar year of the vote"),
        Word::new(Self::Session, "session", "Session of the Assembly"),
        Word::new(
            Self::Topic,
            "topic",
            "Topics: those of --topic, else issue codes, subject headings or agenda items, whichever the source has",
        ),
    ];
}

/// What votes are counted by. A session is not a year.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Key {
    /// The calendar year of the vote.
    Year(i16),
    /// The session of the Assembly.
    Session(Session),
    /// A topic, by name.
    Topic(String),
}

/// How far a member voted as those of a list did.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Identical {
    /// The mean, over the members of the list, of the share of identical votes among those that it has in common with
    /// each; none without one.
    pub share: Option<f64>,
    /// How many members that rests on.
    pub members: usize,
}

impl Identical {
    /// How far a member voted as those of a list did in these ballots. Of a list of several, members with fewer than half of
    /// its votes in common are left out: they were members of the group, or of the body, for a part of the time.
    pub fn of<'b>(record: &Record, ballots: impl IntoIterator<Item = &'b Ballot>, list: &MemberList) -> Self {
        let (mut pairs, mut votes) = (BTreeMap::<MemberId, Counted>::new(), 0);
        for (ballot, position) in ballots.into_iter().filter_map(|ballot| Some((ballot, ballot.position()?))) {
            votes += 1;
            let (day, roll) = (record.roll_call(ballot.id).date, record.roll(ballot.id));
            for member in others(record, ballot.id, ballot.seat, list).iter() {
                let other = roll.vote(member).filter(|other| *other != Vote::NonVoting);
                if let Some(other) = other {
                    pairs.entry(record.members().line(member, day)).or_default().count(other == position);
                }
            }
        }
        let is_alone = list.only_member().is_some();
        let shares: Vec<f64> =
            pairs.values().filter(|pair| is_alone || pair.of * 2 >= votes).filter_map(|pair| pair.share()).collect();
        Self { members: shares.len(), share: mean(shares) }
    }
}

/// A part of a member's record: a year, a session or a topic.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Row {
    /// Which.
    pub key: Key,
    /// Its roll calls.
    pub ids: Vec<RollCallId>,
    /// The counts.
    pub counts: Counts,
    /// How far the member voted as each reference, in the order of [`References::with`].
    pub identical: Vec<Identical>,
}

/// Ballots by year of the vote or by session, in the order of their first ballots, or by topic: those that are named, else
/// the most frequent first, among which a ballot may be counted several times. Ballots without any are left out.
pub fn rows(
    record: &Record, ballots: &[Ballot], by: By, topics: &[String], references: &References, lonely: u16,
) -> Vec<Row> {
    let row = |(key, ballots): (Key, Vec<&Ballot>)| Row {
        key,
        ids: ballots.iter().map(|ballot| ballot.id).collect(),
        counts: Counts::of(ballots.iter().copied(), lonely),
        identical: references.with.iter().map(|list| Identical::of(record, ballots.iter().copied(), list)).collect(),
    };
    let parts = if by == By::Topic { by_topic(record, ballots, topics) } else { by_period(record, ballots, by) };
    parts.into_iter().map(row).collect()
}

fn by_topic<'b>(record: &Record, ballots: &'b [Ballot], topics: &[String]) -> Vec<(Key, Vec<&'b Ballot>)> {
    let ids: Vec<RollCallId> = ballots.iter().map(|ballot| ballot.id).collect();
    let topics = if topics.is_empty() {
        Topics::new(record, ids.iter().copied()).most_frequent(&ids)
    } else {
        topics.iter().map(|topic| topics::about(record, &ids, topic)).collect()
    };
    let mut by_id: Vec<&Ballot> = ballots.iter().collect();
    by_id.in_order_of(|ballot| ballot.id);
    let ballot = |id: &RollCallId| by_id.binary_search_by_key(id, |ballot| ballot.id).ok().map(|at| by_id[at]);
    let of = |ids: &[RollCallId]| ids.iter().filter_map(ballot).collect();
    topics.into_iter().map(|topic| (Key::Topic(topic.name), of(&topic.ids))).collect()
}

fn by_period<'b>(record: &Record, ballots: &'b [Ballot], by: By) -> Vec<(Key, Vec<&'b Ballot>)> {
    let mut periods: Vec<(Key, Vec<&Ballot>)> = Vec::new();
    for ballot in ballots {
        let period = match by {
            By::Session => record.roll_call(ballot.id).session.map(Key::Session),
            By::Year | By::Topic => record.year(ballot.id).map(Key::Year),
        };
        let Some(period) = period else { continue };
        match periods.iter_mut().find(|(known, _)| *known == period) {
            Some((_, ballots)) => ballots.push(ballot),
            None => periods.push((period, vec![ballot])),
        }
    }
    periods
}
