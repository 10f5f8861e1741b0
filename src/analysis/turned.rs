//! What would have turned the result of a vote: how many members would have had to vote otherwise, by the majority that
//! applied. It says nothing of who would.

use crate::members::MemberSet;
use crate::record::majority::Majority;
use crate::record::{Outcome, Record, RollCallId, Tally, Vote};

/// Members that vote otherwise than they did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// What they voted.
    pub from: Vote,
    /// What they vote instead.
    pub to: Vote,
    /// How many of them turn the result; none where not even all would.
    pub fewest: Option<u16>,
}

/// What would have turned the result of a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Turned {
    /// How it ended.
    pub outcome: Outcome,
    /// The votes cast.
    pub tally: Tally,
    /// The changes of votes that lead the other way.
    pub changes: Vec<Change>,
    /// Of a draft of the Council that was adopted on a matter of substance, the permanent members whose vote against it by
    /// itself would have been a veto, as far as their votes are known; of one that was vetoed, those that did.
    pub vetoes: MemberSet,
}

impl Turned {
    /// The change of the fewest members, the first of equals.
    pub fn fewest(&self) -> Option<&Change> {
        self.changes.iter().filter(|change| change.fewest.is_some()).min_by_key(|change| change.fewest)
    }
}

/// What would have turned the result of a vote; `None` where the numbers are not known, it did not end as the majority that
/// applies says, or it failed in the Council for want of votes and a permanent member was, or may have been, against it.
pub fn turned(record: &Record, id: RollCallId) -> Option<Turned> {
    let (tally, majority, outcome) = (record.numbers(id).cast()?, record.majority(id), record.outcome(id)?);
    let is_for = outcome == Outcome::Adopted;
    if !record.roll_call(id).is_vote() || majority.reached(tally) != (outcome != Outcome::Rejected) {
        return None;
    }
    // Neither margin nor outcome are known where it is not known which majority applied.
    record.margin(id)?;
    let (roll, permanent) = (record.roll(id), record.members().permanent());
    let substance = matches!(majority, Majority::Council { procedural: false, .. });
    // What was rejected by the Council can still have met with what would have been a veto.
    let is_open = !(roll.no & permanent).is_empty() || (tally.no > 0 && !record.is_complete(id));
    if substance && outcome == Outcome::Rejected && is_open {
        return None;
    }
    let vetoes = match outcome {
        Outcome::Adopted if substance => (roll.yes | roll.abstain) & permanent,
        Outcome::Vetoed => record.vetoes(id),
        _ => MemberSet::EMPTY,
    };
    let (yes, abstain, no) = (Vote::Yes, Vote::Abstain, Vote::No);
    let away = [(yes, no), (yes, abstain), (abstain, no)];
    let toward = [(no, yes), (abstain, yes), (no, abstain)];
    let ways = if is_for { away } else { toward };
    let changes = ways.into_iter().filter(|_| outcome != Outcome::Vetoed);
    let changes = changes.map(|(from, to)| Change { from, to, fewest: fewest(majority, tally, (from, to)) }).collect();
    Some(Turned { outcome, tally, changes, vetoes })
}

/// How many members have to change from one vote to another for the result to be another; `None` where all are too few.
fn fewest(majority: Majority, tally: Tally, (from, to): (Vote, Vote)) -> Option<u16> {
    (1..=tally.count(from))
        .find(|members| majority.reached(moved(tally, from, to, *members)) != majority.reached(tally))
}

/// A tally in which so many members cast another vote.
fn moved(mut tally: Tally, from: Vote, to: Vote, members: u16) -> Tally {
    for (vote, gains) in [(from, false), (to, true)] {
        let count = match vote {
            Vote::Yes => &mut tally.yes,
            Vote::No => &mut tally.no,
            Vote::Abstain => &mut tally.abstain,
            Vote::NonVoting => &mut tally.non_voting,
        };
        *count = if gains { *count + members } else { *count - members };
    }
    tally
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn tally(yes: u16, no: u16, abstain: u16) -> Tally {
        Tally { yes, no, abstain, non_voting: 0 }
    }

    fn changes(majority: Majority, tally: Tally) -> [Option<u16>; 3] {
        use Vote::{Abstain, No, Yes};
        [(Yes, No), (Yes, Abstain), (Abstain, No)].map(|way| fewest(majority, tally, way))
    }

    #[test]
    fn a_tie_turns_a_simple_majority_and_one_vote_less_than_two_thirds_the_other() {
        // A/RES/80/4, 165-7-12: 79 from yes to no make 86-86, a tie (rule 95). All who abstained would make 165-19.
        assert_eq!(changes(Majority::Simple, tally(165, 7, 12)), [Some(79), Some(158), None]);
        // A/RES/ES-11/7, 93-18-65: with 20 from yes to no it is 73-38, of which two thirds are 74; with 19 74-37, just enough.
        // 58 abstaining instead of yes leave 35-18, two thirds of 53 are 36; 29 who abstained make 93-47, two thirds are 94.
        assert_eq!(changes(Majority::TwoThirds, tally(93, 18, 65)), [Some(20), Some(58), Some(29)]);
        // 51 to 49: one from yes to no makes a tie.
        assert_eq!(changes(Majority::Simple, tally(51, 49, 25)), [Some(1), Some(2), Some(2)]);
    }

    #[test]
    fn what_failed_for_want_of_votes_needs_more_of_them() {
        use Vote::{Abstain, No, Yes};
        let way = |majority, from, to| fewest(majority, tally(20, 20, 3), (from, to));
        assert_eq!(way(Majority::Simple, No, Yes), Some(1));
        assert_eq!((way(Majority::Simple, Abstain, Yes), way(Majority::Simple, No, Abstain)), (Some(1), Some(1)));
        // Two thirds of 40 are 27: 7 from no to yes; of 43 29: the three are too few. 10 from no to abstaining leave 20-10.
        assert_eq!((way(Majority::TwoThirds, No, Yes), way(Majority::TwoThirds, Abstain, Yes)), (Some(7), None));
        assert_eq!(way(Majority::TwoThirds, No, Abstain), Some(10));
        let council = Majority::Council { needed: 9, procedural: false };
        assert_eq!(fewest(council, tally(7, 1, 7), (Abstain, Yes)), Some(2));
        assert_eq!(fewest(council, tally(7, 1, 7), (No, Yes)), None);
    }

    proptest! {
        #[test]
        fn one_member_fewer_does_not_turn_it(yes in 0..60_u16, no in 0..60_u16, abstain in 0..60_u16, two_thirds: bool) {
            let majority = if two_thirds { Majority::TwoThirds } else { Majority::Simple };
            let before = tally(yes, no, abstain);
            for (from, to) in [(Vote::Yes, Vote::No), (Vote::No, Vote::Yes), (Vote::Abstain, Vote::No)] {
                if let Some(members) = fewest(majority, before, (from, to)) {
                    let reached = |members| majority.reached(moved(before, from, to, members));
                    prop_assert_ne!(reached(members), reached(0));
                    prop_assert_eq!(reached(members - 1), reached(0));
                }
            }
        }
    }
}
