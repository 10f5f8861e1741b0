//! A member's ballots counted: by kind, with the majority and with others, and apart from a plurality.

use super::ballots::{Ballot, Plurality};
use crate::analysis::counted::Counted;
use crate::record::Vote;

/// Votes with the plurality of others, and those left out because the others were tied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WithOthers {
    /// Votes with their plurality, of those in which they had one.
    pub counted: Counted,
    /// Votes in which they were tied.
    pub ties: u32,
}

impl WithOthers {
    fn count(&mut self, others: Plurality, position: Vote) {
        match others {
            Plurality::Of(vote) => self.counted.count(vote == position),
            Plurality::Tie => self.ties += 1,
            Plurality::Nobody => {}
        }
    }
}

/// A member's record over some roll calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Votes by kind, in the order of [`Vote::ALL`].
    pub votes: [u32; 4],
    /// Roll calls in which it was a member and its vote is not known.
    pub not_known: u32,
    /// Votes with the plurality of all others.
    pub majority: WithOthers,
    /// Votes with the plurality of each reference.
    pub with: Vec<WithOthers>,
    /// Votes with the plurality of those from whom it may have stood apart.
    pub apart: WithOthers,
    /// Votes in which at most the given number of others took the same position.
    pub lonely: u32,
}

impl Counts {
    /// The record of these ballots; those with at most `lonely` others on the same side count as lonely.
    pub fn of<'b>(ballots: impl IntoIterator<Item = &'b Ballot>, lonely: u16) -> Self {
        let mut counts = Self::default();
        for ballot in ballots {
            counts.with.resize(ballot.with.len(), WithOthers::default());
            match Vote::ALL.iter().position(|vote| ballot.vote == Some(*vote)) {
                Some(kind) => counts.votes[kind] += 1,
                None => counts.not_known += 1,
            }
            if let Some(position) = ballot.position() {
                counts.majority.count(ballot.majority, position);
                counts.with.iter_mut().zip(&ballot.with).for_each(|(with, one)| with.count(one.plurality, position));
                ballot.apart.iter().for_each(|one| counts.apart.count(one.plurality, position));
            }
            counts.lonely += u32::from(ballot.is_lonely(lonely));
        }
        counts
    }

    /// Yes, no and abstentions cast.
    pub fn positions(&self) -> u32 {
        self.known() - self.votes[3]
    }

    /// Votes apart from a plurality, of those in which there was one.
    pub fn apart(&self) -> Counted {
        let Counted { hits, of } = self.apart.counted;
        Counted { hits: of - hits, of }
    }

    /// Roll calls in which it was a member and its vote is known.
    pub fn known(&self) -> u32 {
        self.votes.iter().sum()
    }

    /// Yes, no and abstentions cast, of the roll calls in which it was a member and its vote is known.
    pub fn participation(&self) -> Counted {
        Counted::new(self.positions(), self.known())
    }
}
