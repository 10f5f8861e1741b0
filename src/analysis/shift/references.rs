//! Toward whom a shift went: how far others stand from a member before and after, and which members are good points of
//! reference.

use super::pair::{Shift, Stand};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberSet, fold};
use crate::record::{Record, RollCallId, Vote};

/// How the others came nearer to a member, or went away from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Approach {
    /// The member toward or from which others moved.
    pub member: MemberId,
    /// Where the member stood before.
    pub before: Stand,
    /// Where the member stands after.
    pub after: Stand,
    /// Other members that came nearer by one step, and by two.
    pub nearer: [MemberSet; 2],
    /// Other members that went farther by one step, and by two.
    pub farther: [MemberSet; 2],
}

/// How the distance of every other member to this one changed, on the scale yes 1, abstain 0, no -1; `None` where the
/// member did not vote yes, no or abstain in both. Where the member itself moved, others change without moving.
pub(crate) fn approach(shift: &Shift, member: MemberId) -> Option<Approach> {
    let (before, after) = shift.stands(member)?;
    before.scale().and(after.scale())?;
    let mut approach =
        Approach { member, before, after, nearer: [MemberSet::EMPTY; 2], farther: [MemberSet::EMPTY; 2] };
    for other in shift.members().iter().filter(|other| *other != member) {
        match shift.nearer(other, member) {
            Some(1) => approach.nearer[0].insert(other),
            Some(2) => approach.nearer[1].insert(other),
            Some(-1) => approach.farther[0].insert(other),
            Some(-2) => approach.farther[1].insert(other),
            _ => {}
        }
    }
    Some(approach)
}

/// A member that cast this vote in both roll calls and stands for that side: the first that a title names, else a
/// permanent member of the Security Council, where only one cast it.
pub(crate) fn stayed(record: &Record, shift: &Shift, vote: Vote) -> Option<MemberId> {
    let side = shift.cell(Stand::Voted(vote), Stand::Voted(vote));
    let named = [shift.to, shift.from].into_iter().find_map(|id| first_named(record, id, side));
    let permanent = side & record.members().permanent();
    named.or_else(|| permanent.iter().next().filter(|_| permanent.len() == 1))
}

/// The member of a set that the title of a roll call names first.
fn first_named(record: &Record, id: RollCallId, set: MemberSet) -> Option<MemberId> {
    named(record, id).into_iter().find(|member| set.contains(*member))
}

/// The lines of the members that the title of a roll call names, in the order of their names in it; of two names at one place
/// the longer counts, so that Papua New Guinea is not Guinea.
pub(crate) fn named(record: &Record, id: RollCallId) -> Vec<MemberId> {
    let title = format!(" {} ", fold(record.text(record.roll_call(id).title)));
    let mut found: Vec<(usize, usize, MemberId)> = Vec::new();
    for (member_id, member) in record.members().iter() {
        let line = record.members().line(member_id, record.roll_call(id).date);
        for name in [member.name, member.official] {
            let name = format!(" {} ", fold(name));
            found.extend(title.find(&name).map(|at| (at, at + name.len(), line)));
        }
    }
    let covered = |one: &(usize, usize, MemberId)| {
        found.iter().any(|other| other.0 <= one.0 && one.1 <= other.1 && other.1 - other.0 > one.1 - one.0)
    };
    let mut named: Vec<_> = found.iter().filter(|one| !covered(one)).collect();
    named.in_order(Ord::cmp);
    named.into_iter().map(|one| one.2).collect()
}
