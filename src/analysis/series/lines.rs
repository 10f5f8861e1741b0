//! Each member's votes through a series, and how much it moved. It finds no series.

use crate::analysis::shift::{Stand, by_seat, listed};
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Record, Roll, RollCallId};

/// One member through a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The member; a seat that passed on stands under the member that holds it at the last vote.
    pub member: MemberId,
    /// Where it stood in each roll call; `None` where that is not known.
    pub stands: Vec<Option<Stand>>,
    /// All steps that it moved from one of its votes (yes, no, abstaining) to the next, added.
    pub moved: u32,
    /// How many times it changed its vote.
    pub changes: u32,
    /// The signed distance from its first vote to its last, positive toward yes; `None` where it never voted.
    pub net: Option<i8>,
}

/// The lines of all members of the body in any of these roll calls, or of those of a list; those that moved most first,
/// then by code. Roll calls are taken in the order given, the last one's day decides who holds a seat.
pub fn lines(record: &Record, ids: &[RollCallId], whose: Option<&MemberList>) -> Vec<Line> {
    let members = record.members();
    let (first, last) = record.days(ids.iter().copied()).unzip();
    let rolls: Vec<Roll> = ids.iter().map(|id| by_seat(record, *id, last)).collect();
    let mut all = rolls.iter().fold(MemberSet::EMPTY, |all, roll| all | roll.members());
    if let Some(list) = whose {
        all &= listed(list, members, first, last);
    }
    let mut lines: Vec<Line> = all.iter().map(|member| line(member, &rolls)).collect();
    lines.sort_by_key(|line| (std::cmp::Reverse(line.moved), line.member));
    lines
}

fn line(member: MemberId, rolls: &[Roll]) -> Line {
    let stands: Vec<Option<Stand>> = rolls.iter().map(|roll| Stand::of(roll, member)).collect();
    let votes: Vec<i8> = stands.iter().filter_map(|stand| stand.and_then(Stand::scale)).collect();
    let steps = votes.windows(2).map(|pair| (pair[1] - pair[0]).unsigned_abs());
    Line {
        member,
        moved: steps.clone().map(u32::from).sum(),
        changes: steps.filter(|step| *step > 0).count() as u32,
        net: votes.last().zip(votes.first()).map(|(last, first)| last - first),
        stands,
    }
}
