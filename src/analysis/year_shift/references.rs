//! Toward whom members moved over the questions put in two years.

use super::years::YearShift;
use crate::analysis::shift;
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberSet};
use crate::record::{Record, Vote};

/// How the others came nearer to a member, or went away from it, over all questions put in both years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Toward {
    /// The member toward or from which others moved.
    pub member: MemberId,
    /// Questions on which it voted yes, no or abstained both times.
    pub questions: u32,
    /// Its own steps: positive is toward yes.
    pub steps: i32,
    /// The others that voted with it both times on a question, the one that came nearest first, then by code.
    pub others: Vec<Nearer>,
}

/// How one member came nearer to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nearer {
    /// The member that came nearer, or went away.
    pub member: MemberId,
    /// Questions on which both voted yes, no or abstained both times.
    pub questions: u32,
    /// By how many steps it stands nearer, summed over these; negative is farther.
    pub steps: i32,
}

/// How the distance of every other member to this one changed; `None` where the member did not vote yes, no or abstain
/// both times on any question. Where the member itself moved, others change without moving.
pub(super) fn toward(record: &Record, shift: &YearShift, member: MemberId) -> Option<Toward> {
    let itself = shift.members.iter().find(|one| one.member == member && one.moves.voted_in_both > 0)?;
    let other = |other: MemberId| {
        let nearer = shift.pairs.iter().filter_map(|pair| pair.nearer(other, member).map(i32::from));
        let (questions, steps) = nearer.fold((0, 0), |(count, sum), steps| (count + 1, sum + steps));
        (questions > 0).then_some(Nearer { member: other, questions, steps })
    };
    let others = shift.members.iter().map(|one| one.member).filter(|one| *one != member);
    let mut others: Vec<Nearer> = others.filter_map(other).collect();
    others.in_order_of(|one| (std::cmp::Reverse(one.steps), record.members().get(one.member).code));
    Some(Toward { member, questions: itself.moves.voted_in_both, steps: itself.moves.steps, others })
}

/// How others moved toward these members, or toward those that stand for the sides; and those of them toward whom no
/// move can be determined.
pub(crate) fn references(record: &Record, shift: &YearShift, asked: Option<MemberSet>) -> (Vec<Toward>, MemberSet) {
    let members = asked.map_or_else(|| stayed(record, shift), |asked| asked.iter().collect());
    let found: Vec<Toward> = members.into_iter().filter_map(|member| toward(record, shift, member)).collect();
    let missing = asked.unwrap_or_default() - found.iter().map(|one| one.member).collect();
    (found, missing)
}

/// The members that stand for the sides: for no and for yes the one that did so for most of the questions (see
/// [`shift::stayed`]), at least half of them, where it did not move on any; a tie goes to the first by code.
pub(super) fn stayed(record: &Record, shift: &YearShift) -> Vec<MemberId> {
    let side = |vote| {
        let stayed: Vec<MemberId> = shift.pairs.iter().filter_map(|pair| shift::stayed(record, pair, vote)).collect();
        let count = |member: MemberId| stayed.iter().filter(|one| **one == member).count();
        let still = |member: MemberId| shift.members.iter().any(|one| one.member == member && one.moves.moved == 0);
        let most = shift.members.iter().map(|one| one.member).filter(|member| count(*member) * 2 >= shift.pairs.len());
        let code = |member: MemberId| record.members().get(member).code;
        most.filter(|member| count(*member) > 0 && still(*member))
            .max_by_key(|member| (count(*member), std::cmp::Reverse(code(*member))))
    };
    [Vote::No, Vote::Yes].into_iter().filter_map(side).collect()
}
