//! The cohesion of groups by year, session, topic or in all, and how groups stand to each other.

use std::collections::BTreeMap;

use super::stands::{Loyalty, Stand, Stands};
use crate::analysis::bootstrap::{Bootstrap, interval};
use crate::analysis::compare::{By as Rows, RowKey, Sides};
use crate::analysis::counted::{Counted, mean};
use crate::analysis::history::Plurality;
use crate::analysis::{agreement::Measure, topics::Topics};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberList};
use crate::record::{Record, RollCallId, Vote, Word, Words};

/// What the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum By {
    /// Calendar years of the vote.
    Year,
    /// Sessions of the Assembly.
    Session,
    /// Topics.
    Topic,
    /// Single roll calls.
    RollCall,
    /// Members of the group.
    Member,
    /// Whole groups.
    Group,
}

impl Words for By {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Year, "year", "Calendar years of the vote"),
        Word::new(Self::Session, "session", "Sessions of the Assembly, which are not years"),
        Word::new(Self::Topic, "topic", "Topics: those of --topic, else those that the source has"),
        Word::new(Self::RollCall, "roll-call", "Single roll calls, the latest first").or(&["vote", "resolution"]),
        Word::new(Self::Member, "member", "Members: how loyal each was, the least first").or(&["country"]),
        Word::new(Self::Group, "group", "The whole of each group").or(&["none", "whole"]),
    ];
}

/// The cohesion of a group over some roll calls.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Cohesion {
    /// The roll calls that count.
    pub votes: u32,
    /// The mean of Rice's index over those of them that have one.
    pub rice: Option<f64>,
    /// How many have one.
    pub rice_votes: u32,
    /// The mean of the index of agreement.
    pub agreement: Option<f64>,
    /// The 95% intervals of both indices, Rice's first, where roll calls were drawn anew.
    pub intervals: [Option<(f64, f64)>; 2],
    /// Roll calls in which all that took a position took the same.
    pub as_one: u32,
    /// Roll calls without a plurality: two positions were taken by equally many.
    pub ties: u32,
    /// Positions that were not the plurality's, of those where there was one.
    pub defections: Counted,
    /// Who broke ranks, and how often, the most frequent first.
    pub broke: Vec<(MemberId, u32)>,
}

impl Cohesion {
    /// The cohesion over these, with the intervals of draws where they are asked for.
    pub fn of(record: &Record, stands: &[&Stand], bootstrap: Option<Bootstrap>) -> Self {
        let mut broke = BTreeMap::<MemberId, u32>::new();
        let mut cohesion = Self { votes: stands.len() as u32, ..Self::default() };
        for stand in stands {
            let these = stand.broke_ranks();
            cohesion.as_one += u32::from(stand.is_as_one());
            cohesion.ties += u32::from(stand.plurality == Plurality::Tie);
            cohesion.rice_votes += u32::from(stand.rice().is_some());
            if stand.plurality != Plurality::Tie {
                cohesion.defections = cohesion.defections + Counted::new(these.len() as u32, stand.positions());
            }
            these.iter().for_each(|member| *broke.entry(member).or_default() += 1);
        }
        cohesion.broke = broke.into_iter().collect();
        cohesion.broke.in_order_of(|(member, count)| (std::cmp::Reverse(*count), record.member(*member).name));
        cohesion.rice = mean(stands.iter().filter_map(|stand| stand.rice()));
        cohesion.agreement = mean(stands.iter().map(|stand| stand.agreement()));
        if let Some(bootstrap) = bootstrap {
            let draws = bootstrap.draws(stands.len());
            let of = |index: fn(&Stand) -> Option<f64>| {
                interval(&draws.means(&stands.iter().map(|stand| index(stand)).collect::<Vec<_>>()))
            };
            cohesion.intervals = [of(Stand::rice), of(|stand| Some(stand.agreement()))];
        }
        cohesion
    }
}

/// How two groups stand to each other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Together {
    /// Their places among the groups.
    pub groups: [usize; 2],
    /// Roll calls in which both had the same plurality, of those in which both had one.
    pub same: Counted,
    /// Roll calls in which the plurality of the one was yes and that of the other no.
    pub opposite: u32,
    /// The mean over pairs of members of the share of identical votes, as `compare` has it.
    pub identical: Option<f64>,
}

/// Every two of these groups, with how they stood.
fn together(record: &Record, ids: &[RollCallId], groups: &[Group]) -> Vec<Together> {
    let pluralities = |stands: &Stands| -> Vec<(RollCallId, Vote)> {
        let of = |stand: &Stand| if let Plurality::Of(vote) = stand.plurality { Some((stand.id, vote)) } else { None };
        let mut all: Vec<_> = stands.all.iter().filter_map(of).collect();
        all.in_order_of(|(id, _)| *id);
        all
    };
    let pluralities: Vec<_> = groups.iter().map(|group| pluralities(&group.stands)).collect();
    let mut all = Vec::new();
    for a in 0..groups.len() {
        for b in a + 1..groups.len() {
            let theirs = |id: &RollCallId| {
                let all = &pluralities[b];
                Some(all[all.binary_search_by_key(id, |(id, _)| *id).ok()?].1)
            };
            let both = pluralities[a].iter().filter_map(|(id, vote)| Some((*vote, theirs(id)?)));
            let both: Vec<(Vote, Vote)> = both.collect();
            let is_opposite =
                |(one, other): &&(Vote, Vote)| matches!((one, other), (Vote::Yes, Vote::No) | (Vote::No, Vote::Yes));
            let sides = Sides { first: &groups[a].list, second: &groups[b].list, measure: Measure::Identical };
            all.push(Together {
                groups: [a, b],
                same: both.iter().map(|(one, other)| one == other).collect(),
                opposite: both.iter().filter(is_opposite).count() as u32,
                identical: sides.over(record, ids).value,
            });
        }
    }
    all
}

/// A group and how it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// Its members.
    pub list: MemberList,
    /// How it stood in each roll call.
    pub stands: Stands,
}

/// A row: of a group in all, or in a year, session or topic.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Row {
    /// The place of the group.
    pub group: usize,
    /// The year, session or topic; none for the whole.
    pub key: Option<RowKey>,
    /// The figures.
    pub cohesion: Cohesion,
}

/// How united groups were.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Groups {
    /// The groups.
    pub all: Vec<Group>,
    /// The rows, those of the first group first; with [`By::RollCall`] and [`By::Member`] one of the whole for each.
    pub rows: Vec<Row>,
    /// Each group in all.
    pub whole: Vec<Cohesion>,
    /// The members of each group, by its place, the least loyal first.
    pub loyalties: Vec<(usize, Loyalty)>,
    /// Every two groups.
    pub together: Vec<Together>,
}

impl Groups {
    /// How united groups were over these roll calls. `topics` are those that were named.
    ///
    /// # Errors
    /// The first group that stands nowhere: there is no roll call in which two of it took a position that is known.
    pub fn of(
        record: &Record, ids: &[RollCallId], lists: &[MemberList], by: By, topics: &[String],
        bootstrap: Option<Bootstrap>,
    ) -> Result<Self, Group> {
        let mut groups = Self::default();
        let of_record = (by == By::Member).then(|| Topics::new(record, ids.iter().copied()));
        for (at, list) in lists.iter().enumerate() {
            let group = Group { list: list.clone(), stands: Stands::of(record, ids, list) };
            if group.stands.all.is_empty() {
                return Err(group);
            }
            let whole = Cohesion::of(record, &group.stands.all.iter().collect::<Vec<_>>(), bootstrap);
            let rows = match by {
                By::Year => group.stands.rows(record, Rows::Year, topics),
                By::Session => group.stands.rows(record, Rows::Session, topics),
                By::Topic => group.stands.rows(record, Rows::Topic, topics),
                By::RollCall | By::Member | By::Group => Vec::new(),
            };
            let of_key = |(key, stands): (RowKey, Vec<&Stand>)| Row {
                group: at,
                key: Some(key),
                cohesion: Cohesion::of(record, &stands, bootstrap),
            };
            groups.rows.extend(rows.into_iter().map(of_key));
            if matches!(by, By::RollCall | By::Member | By::Group) {
                groups.rows.push(Row { group: at, key: None, cohesion: whole.clone() });
            }
            groups.whole.push(whole);
            let loyalties = group.stands.loyalties(record, of_record.as_ref());
            groups.loyalties.extend(loyalties.into_iter().map(|one| (at, one)));
            groups.all.push(group);
        }
        groups.together = together(record, ids, &groups.all);
        Ok(groups)
    }
}
