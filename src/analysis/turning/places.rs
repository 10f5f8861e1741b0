//! A member's place among all others by agreement with a reference: what is left of agreement when the agenda, and what the
//! reference itself changed, are the same for all.

use super::joint::JointVote;
use crate::members::{MemberId, MemberSet};
use crate::record::{Record, Vote};

/// Votes in common that a member needs in a year to have a place, and to be one of the others.
const LEAST_VOTES: u32 = 8;
/// Others that are needed for a place among them.
const LEAST_OTHERS: u32 = 10;

/// The share (0 to 1) of all others that agreed less with the reference in these roll calls than the member did, those that
/// agreed as much counted half; none with too few votes or others. `sides` are the member, and the reference where that is one
/// member.
pub(super) fn place(record: &Record, votes: &[&JointVote], sides: &[MemberId]) -> Option<f64> {
    let hits = votes.iter().filter(|one| one.agrees()).count() as u32;
    let of = votes.len() as u32;
    if of < LEAST_VOTES {
        return None;
    }
    let (mut agreed, mut cast) = ([0_u32; MemberSet::CAPACITY], [0_u32; MemberSet::CAPACITY]);
    for one in votes {
        let roll = record.lines(one.id);
        count(roll.yes | roll.abstain | roll.no, &mut cast);
        let same = match one.reference {
            Vote::Yes => roll.yes,
            Vote::No => roll.no,
            Vote::Abstain => roll.abstain,
            Vote::NonVoting => MemberSet::EMPTY,
        };
        count(same, &mut agreed);
    }
    let is_side = |line: usize| sides.iter().any(|side| side.index() == line);
    let others = (0..MemberSet::CAPACITY).filter(|line| cast[*line] >= LEAST_VOTES && !is_side(*line));
    let (mut all, mut halves) = (0, 0);
    for line in others {
        // Shares are compared by their products, so that equal ones are equal.
        let (theirs, mine) = (u64::from(agreed[line]) * u64::from(of), u64::from(hits) * u64::from(cast[line]));
        all += 1;
        halves += if theirs < mine { 2 } else { u32::from(theirs == mine) };
    }
    (all >= LEAST_OTHERS).then(|| f64::from(halves) / f64::from(2 * all))
}

/// Counts each member of a set once more.
fn count(set: MemberSet, counts: &mut [u32; MemberSet::CAPACITY]) {
    for (word, bits) in set.words().iter().enumerate() {
        let mut bits = *bits;
        while bits != 0 {
            counts[64 * word + bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
    }
}
