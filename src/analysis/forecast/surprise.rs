//! Which votes were least expected before they were cast, and whose. It knows what came, and what was forecast without it.

use libm::log;

use super::corpus::{CAST, Corpus};
use super::interval::most_probable;
use super::years::{Learnt, Years};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberSet};
use crate::record::{RollCallId, Vote};

/// A vote, and how probable it was.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Surprise {
    /// The roll call.
    pub id: RollCallId,
    /// The member's line.
    pub member: MemberId,
    /// What it voted.
    pub vote: Vote,
    /// The probabilities of yes, abstain and no, which make 1.
    pub probabilities: [f64; 3],
    /// That of what it voted.
    pub probability: f64,
}

impl Surprise {
    /// A vote by its place in [`CAST`], and the probabilities of the three.
    pub(in crate::analysis) const fn new(id: RollCallId, member: MemberId, at: usize, probabilities: [f64; 3]) -> Self {
        Self { id, member, vote: CAST[at], probabilities, probability: probabilities[at] }
    }

    /// The most probable vote.
    pub fn most_probable(&self) -> Vote {
        CAST[most_probable(self.probabilities)]
    }
}

/// How expected the votes of one member were.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct OfMember {
    /// The member's line.
    pub member: MemberId,
    /// Its votes.
    pub votes: usize,
    /// Those that were not the most probable one.
    pub unexpected: usize,
    /// Those whose probability was below 10%.
    pub surprising: usize,
    /// The mean of minus the natural logarithm of the probability of what it voted.
    pub log_loss: f64,
    /// Its least expected vote.
    pub least: Surprise,
}

/// How expected the votes of some roll calls were.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Surprises {
    /// All votes, the least expected first.
    pub votes: Vec<Surprise>,
    /// The members, those that surprised most in the mean first.
    pub members: Vec<OfMember>,
    /// The members that are not ranked, as too few of the votes are theirs.
    pub few_votes: MemberSet,
    /// The roll calls that were forecast.
    pub ids: Vec<RollCallId>,
    /// How many others were asked for that were not: no whole texts that the Assembly adopted, or in no fit.
    pub not_counted: usize,
    /// How many were of years before which too little is known.
    pub too_early: usize,
}

impl Surprises {
    /// With the votes in their order, and by member.
    pub(in crate::analysis) fn ranked(mut self) -> Self {
        self.votes.in_order(|a, b| a.probability.total_cmp(&b.probability));
        self.members = by_member(&self.votes);
        if self.ids.len() >= 2 * FEWEST_VOTES {
            let few = self.members.iter().filter(|one| one.votes < FEWEST_VOTES);
            self.few_votes = few.map(|one| one.member).collect();
            self.members.retain(|one| one.votes >= FEWEST_VOTES);
        }
        self
    }
}

/// A vote with a lower probability is surprising.
const SURPRISING: f64 = 0.1;
/// Of twice as many roll calls or more, members with fewer votes are not ranked: one surprise would make them the first.
pub const FEWEST_VOTES: usize = 10;

/// How expected the votes of these roll calls were, by what was known before; of all members, or of these lines.
pub fn surprises(
    corpus: &Corpus<'_>, ids: &[RollCallId], learnt: Learnt, whose: &dyn Fn(RollCallId) -> Option<MemberSet>,
) -> Surprises {
    let mut found = Surprises::default();
    let mut places: Vec<usize> = ids.iter().filter_map(|id| corpus.place(*id)).collect();
    places.sort_unstable();
    found.not_counted = ids.len() - places.len();
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return found };
    let years = Years::new(corpus, learnt, corpus.years[*first]..=corpus.years[*last]);
    for place in places {
        let (year, id) = (corpus.years[place], corpus.ids[place]);
        let Some(of_year) = years.year(year) else {
            found.too_early += 1;
            continue;
        };
        found.ids.push(id);
        let whose = whose(id);
        let forecast = &of_year.calls[place - corpus.start(year)];
        for ((member, vote), probabilities) in corpus.ballots[place].votes.iter().zip(&forecast.probabilities) {
            if whose.is_none_or(|whose| whose.contains(*member)) {
                found.votes.push(Surprise::new(id, *member, usize::from(*vote), *probabilities));
            }
        }
    }
    found.ranked()
}

/// The members of these votes, which stand the least expected first.
fn by_member(votes: &[Surprise]) -> Vec<OfMember> {
    let mut of = vec![None; MemberSet::CAPACITY];
    for one in votes {
        let nothing =
            OfMember { member: one.member, votes: 0, unexpected: 0, surprising: 0, log_loss: 0.0, least: *one };
        let member = of[one.member.index()].get_or_insert(nothing);
        member.votes += 1;
        member.unexpected += usize::from(one.most_probable() != one.vote);
        member.surprising += usize::from(one.probability < SURPRISING);
        member.log_loss -= log(one.probability);
    }
    let mut members: Vec<OfMember> = of.into_iter().flatten().collect();
    for one in &mut members {
        one.log_loss /= one.votes as f64;
    }
    members.in_order(|a, b| b.log_loss.total_cmp(&a.log_loss));
    members
}
