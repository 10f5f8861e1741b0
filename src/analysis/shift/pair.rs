//! The shift between two roll calls: each member's move.

use super::movement::{GroupMove, Movement, Moves, Stand, by_region};
use crate::analysis::chance;
use crate::members::{MemberId, MemberList, MemberSet, Members};
use crate::record::{Date, Record, Roll, RollCallId};

/// Two roll calls, the earlier one first, with the rolls of both by the seats of the later day.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Shift {
    /// The earlier roll call.
    pub from: RollCallId,
    /// The later roll call.
    pub to: RollCallId,
    /// The votes of the earlier one; a seat that passed on stands under the member that holds it on the later day.
    pub old: Roll,
    /// The votes of the later roll call.
    pub new: Roll,
    /// Members of which it is not known how they voted in one of the two: they are in no cell of the table.
    pub not_known: MemberSet,
}

/// The shift between two roll calls, the earlier first whatever the order in which they are given; of all members, or
/// of those of a list as it was on the later day and those of it that were no longer members then.
pub fn shift(record: &Record, one: RollCallId, other: RollCallId, whose: Option<&MemberList>) -> Shift {
    let day = |id| record.roll_call(id).date;
    let swapped = matches!((day(one), day(other)), (Some(a), Some(b)) if a > b);
    let (from, to) = if swapped { (other, one) } else { (one, other) };
    let rolls = [by_seat(record, from, day(to)), *record.roll(to)];
    let wanted = whose.map(|list| listed(list, record.members(), day(from), day(to)));
    Shift::new([from, to], rolls.map(|roll| wanted.map_or(roll, |wanted| roll.within(wanted))))
}

/// The members of a list as of the later day, with those of it on the earlier day that are no longer members.
pub(crate) fn listed(list: &MemberList, members: &Members, from: Option<Date>, to: Option<Date>) -> MemberSet {
    let later = to.unwrap_or(Date::MAX);
    let before = list.on(members, from.unwrap_or(later)) - members.seated(later);
    list.on(members, later) | before
}

/// A roll with each vote under the member that holds the seat on a day: SUN under RUS. The Socialist Federal Republic of
/// Yugoslavia stays itself, for its seat is nobody's. Where one of the days is not known the roll is left as it is.
pub(crate) fn by_seat(record: &Record, id: RollCallId, on: Option<Date>) -> Roll {
    let (members, roll) = (record.members(), record.roll(id));
    let (Some(day), Some(on)) = (record.roll_call(id).date, on) else { return *roll };
    let seat = |member: MemberId| {
        let later = members.seat_on(member, on);
        if members.seat_on(later, day) == member { later } else { member }
    };
    let mut roll = *roll;
    roll.planes().into_iter().for_each(|plane| *plane = plane.iter().map(seat).collect());
    roll
}

impl Shift {
    /// The shift from one roll call to another, with their rolls by the seats of the later day.
    pub(crate) fn new([from, to]: [RollCallId; 2], [old, new]: [Roll; 2]) -> Self {
        Self { from, to, not_known: old.not_known | new.not_known, old, new }
    }

    /// Everyone in the table: members of the body in either roll call whose votes are known.
    pub fn members(&self) -> MemberSet {
        (self.old.members() | self.new.members()) - self.not_known
    }

    /// The members of one cell: who stood so before, and so after.
    pub fn cell(&self, before: Stand, after: Stand) -> MemberSet {
        let members = self.members();
        let stood = |roll: &Roll, stand| match stand {
            Stand::Voted(vote) => roll.cast(vote),
            Stand::NotMember => members - roll.members(),
        };
        members & stood(&self.old, before) & stood(&self.new, after)
    }

    /// Where a member stood before and after; `None` where one of them is not known.
    pub fn stands(&self, member: MemberId) -> Option<(Stand, Stand)> {
        Some((Stand::of(&self.old, member)?, Stand::of(&self.new, member)?))
    }

    /// The places of a member on the scale of votes before and after; `None` where it did not vote yes, no or abstain in
    /// both.
    fn places(&self, member: MemberId) -> Option<(i8, i8)> {
        let (before, after) = self.stands(member)?;
        Some((before.scale()?, after.scale()?))
    }

    /// The signed distance of a member's move: yes-no 2, yes-abstain and abstain-no 1, positive toward yes; `None`
    /// where it did not vote yes, no or abstain in both.
    pub fn distance(&self, member: MemberId) -> Option<i8> {
        self.places(member).map(|(before, after)| after - before)
    }

    /// By how many steps a member came nearer to another, negative for farther; `None` where one of them did not vote
    /// yes, no or abstain in both. Where the other itself moved, this one changes without moving.
    pub fn nearer(&self, member: MemberId, to: MemberId) -> Option<i8> {
        let ((old, new), (was, is)) = (self.places(to)?, self.places(member)?);
        Some((was - old).abs() - (is - new).abs())
    }

    /// The moves of these members, summed.
    pub fn moves(&self, members: MemberSet) -> Moves {
        members.iter().filter_map(|member| self.distance(member)).collect()
    }

    /// The probability that chance alone splits the changes between yes and no so unevenly (McNemar's exact test);
    /// `None` when none changed.
    pub fn chance(&self) -> Option<f64> {
        chance::mcnemar_exact(self.reversals())
    }

    /// How the regional groups of the later day moved, the most first: by the size of the mean, then in the order in
    /// which regions are printed. Groups without a member that voted in both are left out.
    pub fn by_region(&self, record: &Record) -> Vec<GroupMove> {
        let Some(day) = record.roll_call(self.to).date else { return Vec::new() };
        by_region(record.members(), self.members(), day, |members| self.moves(members))
    }
}

impl Movement for Shift {
    fn count(&self, before: Stand, after: Stand) -> usize {
        self.cell(before, after).len()
    }
}
