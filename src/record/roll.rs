//! The roll: every member's position in one roll call, as one bit plane a vote. It counts; it judges nothing.

use super::{Position, Tally, Vote};
use crate::members::{MemberId, MemberSet};

/// One row of the matrix of votes: five disjoint sets of members. A member in none of them was not a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// In favour.
    pub yes: MemberSet,
    /// Against.
    pub no: MemberSet,
    /// Abstaining.
    pub abstain: MemberSet,
    /// Members that took no part.
    pub non_voting: MemberSet,
    /// Members of which the source does not say how they voted.
    pub not_known: MemberSet,
}

/// What happened when a vote was entered into a roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// The member had none before.
    New,
    /// The same vote stood there already.
    Repeated,
    /// Another vote stood there already; it was kept.
    Contradicts(Vote),
}

impl Roll {
    /// The members that cast this vote.
    #[must_use]
    pub const fn cast(&self, vote: Vote) -> MemberSet {
        match vote {
            Vote::Yes => self.yes,
            Vote::No => self.no,
            Vote::Abstain => self.abstain,
            Vote::NonVoting => self.non_voting,
        }
    }

    fn plane(&mut self, vote: Vote) -> &mut MemberSet {
        match vote {
            Vote::Yes => &mut self.yes,
            Vote::No => &mut self.no,
            Vote::Abstain => &mut self.abstain,
            Vote::NonVoting => &mut self.non_voting,
        }
    }

    /// Every member whose vote is known.
    #[must_use]
    pub fn known(&self) -> MemberSet {
        self.yes | self.no | self.abstain | self.non_voting
    }

    /// Every member of the body in this roll call, as far as the source tells.
    #[must_use]
    pub fn members(&self) -> MemberSet {
        self.known() | self.not_known
    }

    /// Where a member stands.
    #[must_use]
    pub fn position(&self, member: MemberId) -> Position {
        for vote in Vote::ALL {
            if self.cast(vote).contains(member) {
                return Position::Voted(vote);
            }
        }
        if self.not_known.contains(member) { Position::NotKnown } else { Position::NotMember }
    }

    /// Enters a vote; the first one stands.
    pub fn enter(&mut self, member: MemberId, vote: Vote) -> Entered {
        match self.position(member) {
            Position::Voted(old) if old == vote => Entered::Repeated,
            Position::Voted(old) => Entered::Contradicts(old),
            Position::NotKnown | Position::NotMember => {
                self.not_known.remove(member);
                self.plane(vote).insert(member);
                Entered::New
            }
        }
    }

    /// The numbers of the votes that are known.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let count = |set: MemberSet| set.len() as u16;
        Tally {
            yes: count(self.yes),
            no: count(self.no),
            abstain: count(self.abstain),
            non_voting: count(self.non_voting),
        }
    }

    /// The same roll, seen only for these members.
    #[must_use]
    pub fn within(&self, members: MemberSet) -> Self {
        Self {
            yes: self.yes & members,
            no: self.no & members,
            abstain: self.abstain & members,
            non_voting: self.non_voting & members,
            not_known: self.not_known & members,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_contradicting_votes_stands() {
        let member = MemberId::new(7);
        let mut roll = Roll::default();
        assert_eq!(roll.position(member), Position::NotMember);
        assert_eq!(roll.enter(member, Vote::No), Entered::New);
        assert_eq!(roll.enter(member, Vote::No), Entered::Repeated);
        assert_eq!(roll.enter(member, Vote::Yes), Entered::Contradicts(Vote::No));
        assert_eq!(roll.tally(), Tally { no: 1, ..Tally::default() });
    }

    #[test]
    fn a_vote_that_becomes_known_is_no_longer_unknown() {
        let member = MemberId::new(200);
        let mut roll = Roll::default();
        roll.not_known.insert(member);
        assert_eq!(roll.position(member), Position::NotKnown);
        roll.enter(member, Vote::Abstain);
        assert_eq!(roll.position(member), Position::Voted(Vote::Abstain));
        assert_eq!(roll.members().len(), 1);
    }
}
