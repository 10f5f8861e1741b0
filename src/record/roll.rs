//! The roll: every member's position in one roll call, as one bit plane a vote. It counts; it judges nothing.

use super::{Position, Tally, Vote};
use crate::members::{MemberId, MemberSet};

/// One row of the matrix of votes: five disjoint sets of members. A member in none of them was not a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// Members that voted in favour.
    pub yes: MemberSet,
    /// Members that voted against.
    pub no: MemberSet,
    /// Members that abstained.
    pub abstain: MemberSet,
    /// Members that took no part.
    pub non_voting: MemberSet,
    /// Members whose vote the source does not give.
    pub not_known: MemberSet,
}

/// What happened when a vote was entered into a roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entered {
    /// The member had none before.
    New,
    /// The same vote stood there already.
    Repeated,
    /// Another vote stood there already; it was kept.
    Contradicts(Vote),
}

impl Roll {
    /// The members that cast this vote.
    #[inline]
    pub const fn cast(&self, vote: Vote) -> MemberSet {
        match vote {
            Vote::Yes => self.yes,
            Vote::No => self.no,
            Vote::Abstain => self.abstain,
            Vote::NonVoting => self.non_voting,
        }
    }

    pub(crate) fn planes(&mut self) -> [&mut MemberSet; 5] {
        [&mut self.yes, &mut self.no, &mut self.abstain, &mut self.non_voting, &mut self.not_known]
    }

    /// Every member whose vote is known.
    #[inline]
    pub fn known(&self) -> MemberSet {
        self.yes | self.no | self.abstain | self.non_voting
    }

    /// Every member of the body in this roll call, as far as the source says.
    #[inline]
    pub fn members(&self) -> MemberSet {
        self.known() | self.not_known
    }

    /// The position of a member.
    #[inline]
    pub fn position(&self, member: MemberId) -> Position {
        match self.vote(member) {
            Some(vote) => Position::Voted(vote),
            None if self.not_known.contains(member) => Position::NotKnown,
            None => Position::NotMember,
        }
    }

    /// The vote of a member, where it is known.
    #[inline]
    pub fn vote(&self, member: MemberId) -> Option<Vote> {
        Vote::ALL.into_iter().find(|vote| self.cast(*vote).contains(member))
    }

    /// Every member of the body in this roll call with its position, in the order of the table of members.
    pub fn positions(&self) -> impl Iterator<Item = (MemberId, Position)> {
        self.members().iter().map(|member| (member, self.position(member)))
    }

    /// Enters a vote; the first one stands.
    pub(crate) fn enter(&mut self, member: MemberId, vote: Vote) -> Entered {
        match self.position(member) {
            Position::Voted(old) if old == vote => Entered::Repeated,
            Position::Voted(old) => Entered::Contradicts(old),
            Position::NotKnown | Position::NotMember => {
                self.not_known.remove(member);
                self.planes()[vote as usize].insert(member);
                Entered::New
            }
        }
    }

    /// The numbers of the votes that are known.
    #[inline]
    pub fn tally(&self) -> Tally {
        let [yes, no, abstain, non_voting] = Vote::ALL.map(|vote| self.cast(vote).len() as u16);
        Tally { yes, no, abstain, non_voting }
    }

    /// The roll restricted to these members.
    pub(crate) fn within(&self, members: MemberSet) -> Self {
        let mut roll = *self;
        roll.planes().into_iter().for_each(|plane| *plane &= members);
        roll
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
