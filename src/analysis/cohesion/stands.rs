//! How a group stood in each roll call, and how loyal each of its members was.

use std::collections::BTreeMap;

use crate::analysis::compare::{By, RowKey, sets};
use crate::analysis::counted::Counted;
use crate::analysis::history::{POSITIONS, Plurality};
use crate::analysis::topics::Topics;
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Record, Roll, RollCallId, Tally, Vote};

/// How a group stood in a roll call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stand {
    /// The roll call.
    pub id: RollCallId,
    /// The votes of the group, by lines.
    pub roll: Roll,
    /// The position that most of it took.
    pub plurality: Plurality,
}

impl Stand {
    /// The votes of the group in numbers.
    pub fn tally(&self) -> Tally {
        self.roll.tally()
    }

    /// How many took a position.
    pub fn positions(&self) -> u16 {
        let tally = self.tally();
        tally.yes + tally.no + tally.abstain
    }

    /// Rice's index, 0 to 1: |Y - N| / (Y + N); none where nobody voted yes or no.
    pub fn rice(&self) -> Option<f64> {
        let tally = self.tally();
        let both = tally.present_and_voting();
        (both > 0).then(|| f64::from(tally.yes.abs_diff(tally.no)) / f64::from(both))
    }

    /// The index of agreement, 0 to 1: [max(Y, N, A) - (Y + N + A - max(Y, N, A)) / 2] / (Y + N + A).
    pub fn agreement(&self) -> f64 {
        let (all, most) = (f64::from(self.positions()), f64::from(self.most()));
        (most - (all - most) / 2.0) / all
    }

    fn most(&self) -> u16 {
        POSITIONS.map(|vote| self.tally().count(vote)).into_iter().max().unwrap_or(0)
    }

    /// Whether all that took a position took the same.
    pub fn is_as_one(&self) -> bool {
        self.most() == self.positions()
    }

    /// Those who took a position, and what is the plurality's.
    pub(super) fn positioned(&self) -> MemberSet {
        self.roll.yes | self.roll.no | self.roll.abstain
    }

    /// Who took another position than the plurality; nobody where two positions were taken by equally many.
    pub fn broke_ranks(&self) -> MemberSet {
        match self.plurality {
            Plurality::Of(vote) => self.positioned() - self.roll.cast(vote),
            Plurality::Tie | Plurality::Nobody => MemberSet::EMPTY,
        }
    }

    /// The position of a member of the group.
    pub fn position(&self, member: MemberId) -> Option<Vote> {
        POSITIONS.into_iter().find(|vote| self.roll.cast(*vote).contains(member))
    }

    /// Who else broke ranks with the same position.
    pub fn company(&self, member: MemberId) -> MemberSet {
        let mut others =
            self.position(member).map_or(MemberSet::EMPTY, |vote| self.roll.cast(vote) & self.broke_ranks());
        others.remove(member);
        others
    }
}

/// How a group stood over a set of roll calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stands {
    /// Those that count, in the order given.
    pub all: Vec<Stand>,
    /// Roll calls in which a vote of the group is not known.
    pub not_known: usize,
    /// Roll calls in which fewer than two of it took a position.
    pub too_few: usize,
}

impl Stands {
    /// How a group stood in these roll calls, of which those without a vote are left out.
    pub fn of(record: &Record, ids: &[RollCallId], list: &MemberList) -> Self {
        let mut stands = Self::default();
        for &id in ids.iter().filter(|id| record.roll_call(**id).is_vote()) {
            let roll = record.lines_of(id, Some(list));
            let stand = Stand { id, roll, plurality: Plurality::of(roll.tally()) };
            if !roll.not_known.is_empty() {
                stands.not_known += 1;
            } else if stand.positions() < 2 {
                stands.too_few += 1;
            } else {
                stands.all.push(stand);
            }
        }
        stands
    }

    /// The stands by year, session or topic: those that are named, else the most frequent first. Those without a stand are
    /// left out.
    pub fn rows(&self, record: &Record, by: By, topics: &[String]) -> Vec<(RowKey, Vec<&Stand>)> {
        let ids: Vec<RollCallId> = self.all.iter().map(|stand| stand.id).collect();
        let mut by_id: Vec<&Stand> = self.all.iter().collect();
        by_id.in_order_of(|stand| stand.id);
        let stand = |id: &RollCallId| Some(by_id[by_id.binary_search_by_key(id, |stand| stand.id).ok()?]);
        let of = |ids: Vec<RollCallId>| ids.iter().filter_map(stand).collect();
        let rows = sets(record, &ids, by, topics).into_iter().map(|(key, ids)| (key, of(ids)));
        rows.filter(|(_, stands): &(_, Vec<_>)| !stands.is_empty()).collect()
    }

    /// How loyal each member was, the least loyal first; with topics also on what each broke ranks most.
    pub fn loyalties(&self, record: &Record, topics: Option<&Topics>) -> Vec<Loyalty> {
        let everybody = self.all.iter().fold(MemberSet::EMPTY, |all, stand| all | stand.positioned());
        let mut all: Vec<Loyalty> = everybody.iter().map(|member| self.loyalty(member, topics)).collect();
        all.in_order_of(|one| record.member(one.member).code);
        let loyalty = |one: &Loyalty| one.loyal.share().unwrap_or(f64::INFINITY);
        all.in_order(|a, b| loyalty(a).total_cmp(&loyalty(b)));
        all
    }

    fn loyalty(&self, member: MemberId, topics: Option<&Topics>) -> Loyalty {
        let (mut loyal, mut alone) = (Counted::default(), 0);
        let (mut with, mut on) = (BTreeMap::<MemberId, u32>::new(), BTreeMap::<&str, u32>::new());
        for stand in &self.all {
            let is_counted = matches!(stand.plurality, Plurality::Of(_)) && stand.positioned().contains(member);
            if !is_counted {
                continue;
            }
            let broke = stand.broke_ranks().contains(member);
            loyal.count(!broke);
            if broke {
                let company = stand.company(member);
                alone += u32::from(company.is_empty());
                company.iter().for_each(|other| *with.entry(other).or_default() += 1);
                for topic in topics.map_or(&[][..], |topics| topics.of(stand.id)) {
                    *on.entry(topic).or_default() += 1;
                }
            }
        }
        // Of equal ones the first by place or name.
        let first = with.values().copied().max().unwrap_or(0);
        let with = with.into_iter().find(|(_, count)| *count == first);
        let first = on.values().copied().max().unwrap_or(0);
        let on = on.into_iter().find(|(_, count)| *count == first).map(|(topic, count)| (topic.to_owned(), count));
        Loyalty { member, loyal, alone, with, on }
    }
}

/// How loyal a member of a group was to its plurality.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loyalty {
    /// Its line.
    pub member: MemberId,
    /// Its positions that were the plurality's, of those where there was one.
    pub loyal: Counted,
    /// How often it broke ranks with nobody at its side.
    pub alone: u32,
    /// With whom it broke ranks most often, in the same way, and how often.
    pub with: Option<(MemberId, u32)>,
    /// On what it did so most often, and how often.
    pub on: Option<(String, u32)>,
}

impl Loyalty {
    /// How often it broke ranks.
    pub const fn broke(&self) -> u32 {
        self.loyal.of - self.loyal.hits
    }
}
