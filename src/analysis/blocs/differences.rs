//! What sets a bloc apart: the groups that its members are of, and the topics on which it differs from all others.

use super::query::Blocs;
use crate::analysis::{counted::mean, topics::Topics};
use crate::members::order::InOrder as _;
use crate::members::{Date, Group, MemberSet};
use crate::record::{Record, RollCallId};

/// A group's members in a bloc.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MakeUp<'r> {
    /// The bloc, by its place.
    pub bloc: usize,
    /// The group.
    pub group: &'r Group,
    /// Members of the group that are in the bloc.
    pub inside: usize,
    /// Members of the group that are in any bloc.
    pub of: usize,
}

/// How a bloc and all others voted on a topic.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// The bloc, by its place.
    pub bloc: usize,
    /// The topic.
    pub topic: String,
    /// Roll calls on it in which both voted.
    pub roll_calls: usize,
    /// The share (0 to 1) of pairs of a member of the bloc and another with the same position, the mean over these roll calls.
    pub identical: f64,
    /// Roll calls' worth of disagreement on it beyond what the bloc has over all roll calls.
    pub excess: f64,
    /// How often members of the bloc voted yes, abstained, voted no.
    pub votes: [u32; 3],
    /// How often all others did.
    pub others: [u32; 3],
}

/// The positions of a bloc and of the others in a roll call: yes, abstain, no.
struct Sides {
    votes: [u32; 3],
    others: [u32; 3],
    identical: f64,
}

impl Sides {
    fn of(record: &Record, id: RollCallId, bloc: MemberSet, all: MemberSet) -> Option<Self> {
        let roll = record.lines(id);
        let of = |members: MemberSet| [roll.yes, roll.abstain, roll.no].map(|cast| (cast & members).len() as u32);
        let (votes, others) = (of(bloc), of(all - bloc));
        let pairs = votes.iter().sum::<u32>() * others.iter().sum::<u32>();
        let same: u32 = votes.iter().zip(&others).map(|(a, b)| a * b).sum();
        (pairs > 0).then(|| Self { votes, others, identical: f64::from(same) / f64::from(pairs) })
    }
}

impl Blocs {
    /// The topics of each bloc, those on which it differs most from all others first: by
    /// the disagreement beyond what it has over all roll calls.
    pub fn differences(&self, record: &Record, topics: &Topics) -> Vec<Difference> {
        let all: MemberSet = self.members.iter().copied().collect();
        let by_name = topics.by_name(self.ids.iter().copied());
        (0..self.blocs.len())
            .flat_map(|bloc| {
                let members = self.blocs[bloc].set();
                let sides = |id: &RollCallId| Sides::of(record, *id, members, all);
                let of_all: Vec<Option<Sides>> = self.ids.iter().map(sides).collect();
                let usual = mean(of_all.iter().flatten().map(|one| one.identical)).unwrap_or_default();
                let of_topic = |(name, ids): &(&str, Vec<RollCallId>)| {
                    let found: Vec<&Sides> =
                        ids.iter().filter_map(|id| of_all[self.ids.binary_search(id).ok()?].as_ref()).collect();
                    let identical = mean(found.iter().map(|one| one.identical))?;
                    let sum = |side: fn(&Sides) -> [u32; 3]| {
                        std::array::from_fn(|vote| found.iter().map(|one| side(one)[vote]).sum())
                    };
                    Some(Difference {
                        bloc,
                        topic: (*name).to_owned(),
                        roll_calls: found.len(),
                        identical,
                        excess: (usual - identical) * found.len() as f64,
                        votes: sum(|one| one.votes),
                        others: sum(|one| one.others),
                    })
                };
                let mut found: Vec<Difference> = by_name.iter().filter_map(of_topic).collect();
                found.in_order(|a, b| b.excess.total_cmp(&a.excess));
                found
            })
            .collect()
    }

    /// The groups of a day with members in a bloc, bloc by bloc: those first that come nearest to being the bloc (twice the
    /// common members as a share of both sizes; Dice 1945, Ecology 26(3): 297-302).
    pub fn make_up<'r>(&self, record: &'r Record, day: Date) -> Vec<MakeUp<'r>> {
        let all: MemberSet = self.members.iter().copied().collect();
        let of_bloc = |(bloc, members): (usize, MemberSet)| {
            let one = |group: &'r Group| {
                let lines = record.members().lines_of(group.members_on(day), Some(day)) & all;
                MakeUp { bloc, group, inside: (lines & members).len(), of: lines.len() }
            };
            let mut found: Vec<MakeUp<'r>> = record.members().groups().iter().map(one).collect();
            found.retain(|one| one.inside > 0);
            let size = members.len();
            let likeness = |one: &MakeUp<'_>| (2 * one.inside) as f64 / (one.of + size) as f64;
            found.in_order(|a, b| likeness(b).total_cmp(&likeness(a)));
            found
        };
        self.blocs.iter().map(super::query::Bloc::set).enumerate().flat_map(of_bloc).collect()
    }
}
