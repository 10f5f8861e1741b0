//! Who moved between two roll calls, and how: the movement table, distances, and the groups that moved most.

mod references;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

pub use references::{Approach, approach, stayed};

use super::{chance, tally::REGIONS};
use crate::{
    members::{MemberId, MemberList, MemberSet, Members},
    record::{Date, Position, Record, Roll, RollCallId, Vote},
};

/// Where a member stood in one of the two roll calls, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// It voted, or took no part as a member.
    Voted(Vote),
    /// It was not a member of the body then.
    NotMember,
}

impl Stand {
    /// Every stand, in the order of the movement table.
    pub const ALL: [Self; 5] = [
        Self::Voted(Vote::Yes),
        Self::Voted(Vote::No),
        Self::Voted(Vote::Abstain),
        Self::Voted(Vote::NonVoting),
        Self::NotMember,
    ];

    /// The place on the scale of votes: yes 1, abstain 0, no -1; non-voting has none.
    #[must_use]
    pub const fn scale(self) -> Option<i8> {
        match self {
            Self::Voted(Vote::Yes) => Some(1),
            Self::Voted(Vote::Abstain) => Some(0),
            Self::Voted(Vote::No) => Some(-1),
            Self::Voted(Vote::NonVoting) | Self::NotMember => None,
        }
    }

    /// The word of the machine formats.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voted(vote) => vote.word(),
            Self::NotMember => "not a member",
        }
    }
}

/// Two roll calls, the earlier one first, with the rolls of both by the seats of the later day.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The earlier roll call.
    pub from: RollCallId,
    /// The later one.
    pub to: RollCallId,
    /// The votes of the earlier one; a seat that passed on stands under the member that holds it on the later day.
    pub old: Roll,
    /// The votes of the later one.
    pub new: Roll,
    /// Members of which it is not known how they voted in one of the two: they are in no cell of the table.
    pub not_known: MemberSet,
}

/// How one group moved.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupMove {
    /// Code of the group; empty for members in none of those asked for.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its members that voted yes, no or abstained in both.
    pub members: MemberSet,
    /// Those that moved toward yes.
    pub toward_yes: MemberSet,
    /// Those that moved toward no.
    pub toward_no: MemberSet,
    /// The mean of the signed distances of all of `members`, -2 to 2: positive is toward yes.
    pub mean: f64,
}

/// The shift between two roll calls, the earlier first whatever the order in which they are given; of all members, or
/// of those of a list as it was on the later day and those of it that were no longer members then.
#[must_use]
pub fn shift(record: &Record, one: RollCallId, other: RollCallId, whose: Option<&MemberList>) -> Shift {
    let day = |id| record.roll_call(id).date;
    let swapped = matches!((day(one), day(other)), (Some(a), Some(b)) if a > b);
    let (from, to) = if swapped { (other, one) } else { (one, other) };
    let members = record.members();
    let mut old = by_seat(record, from, day(to));
    let mut new = *record.roll(to);
    if let Some(list) = whose {
        let wanted = listed(list, members, day(from), day(to));
        (old, new) = (old.within(wanted), new.within(wanted));
    }
    Shift { from, to, not_known: old.not_known | new.not_known, old, new }
}

/// The members of a list as of the later day, with those of it on the earlier day that are no longer members.
pub(super) fn listed(list: &MemberList, members: &Members, from: Option<Date>, to: Option<Date>) -> MemberSet {
    let later = to.unwrap_or(Date::MAX);
    let before = list.on(members, from.unwrap_or(later)) - members.seated(later);
    list.on(members, later) | before
}

/// A roll with each vote under the member that holds the seat on a day: SUN under RUS. The Socialist Federal Republic of
/// Yugoslavia stays itself, for its seat is nobody's. Where one of the days is not known the roll is left as it is.
pub(super) fn by_seat(record: &Record, id: RollCallId, on: Option<Date>) -> Roll {
    let (members, roll) = (record.members(), record.roll(id));
    let (Some(day), Some(on)) = (record.roll_call(id).date, on) else { return *roll };
    let seat = |member: MemberId| {
        let later = members.seat_on(member, on);
        if members.seat_on(later, day) == member { later } else { member }
    };
    let seats = |set: MemberSet| set.iter().map(seat).collect::<MemberSet>();
    Roll {
        yes: seats(roll.yes),
        no: seats(roll.no),
        abstain: seats(roll.abstain),
        non_voting: seats(roll.non_voting),
        not_known: seats(roll.not_known),
    }
}

impl Shift {
    /// Everyone in the table: members of the body in either roll call whose votes are known.
    #[must_use]
    pub fn members(&self) -> MemberSet {
        (self.old.members() | self.new.members()) - self.not_known
    }

    /// The members of one cell: who stood so before, and so after.
    #[must_use]
    pub fn cell(&self, before: Stand, after: Stand) -> MemberSet {
        self.stood(&self.old, before) & self.stood(&self.new, after)
    }

    fn stood(&self, roll: &Roll, stand: Stand) -> MemberSet {
        match stand {
            Stand::Voted(vote) => roll.cast(vote) - self.not_known,
            Stand::NotMember => self.members() - roll.members(),
        }
    }

    /// How many stood so before: the sum of a row.
    #[must_use]
    pub fn before(&self, stand: Stand) -> usize {
        self.stood(&self.old, stand).len()
    }

    /// How many stood so after: the sum of a column.
    #[must_use]
    pub fn after(&self, stand: Stand) -> usize {
        self.stood(&self.new, stand).len()
    }

    /// Where a member stood before and after; `None` where one of them is not known.
    #[must_use]
    pub fn stands(&self, member: MemberId) -> Option<(Stand, Stand)> {
        let stand = |roll: &Roll| match roll.position(member) {
            Position::Voted(vote) => Some(Stand::Voted(vote)),
            Position::NotMember => Some(Stand::NotMember),
            Position::NotKnown => None,
        };
        Some((stand(&self.old)?, stand(&self.new)?))
    }

    /// The signed distance of a member's move: yes-no 2, yes-abstain and abstain-no 1, positive toward yes; `None`
    /// where it did not vote yes, no or abstain in both.
    #[must_use]
    pub fn distance(&self, member: MemberId) -> Option<i8> {
        let (before, after) = self.stands(member)?;
        Some(after.scale()? - before.scale()?)
    }

    /// The change in numbers, with every member of the day counted: yes, no.
    #[must_use]
    pub fn change(&self) -> (i64, i64) {
        let change = |stand| self.after(stand) as i64 - self.before(stand) as i64;
        (change(Stand::Voted(Vote::Yes)), change(Stand::Voted(Vote::No)))
    }

    /// The net swing: (new yes - new no) - (old yes - old no).
    #[must_use]
    pub fn net_swing(&self) -> i64 {
        let (yes, no) = self.change();
        yes - no
    }

    /// How many went from yes to no, and from no to yes.
    #[must_use]
    pub fn reversals(&self) -> (u32, u32) {
        let (yes, no) = (Stand::Voted(Vote::Yes), Stand::Voted(Vote::No));
        (self.cell(yes, no).len() as u32, self.cell(no, yes).len() as u32)
    }

    /// The probability that chance alone splits the changes between yes and no so unevenly (McNemar's exact test);
    /// `None` when none changed.
    #[must_use]
    pub fn chance(&self) -> Option<f64> {
        let (away, back) = self.reversals();
        chance::mcnemar_exact(away, back)
    }

    /// How the regional groups of the later day moved, the most first: by the size of the mean, then in the order in
    /// which regions are printed. Groups without a member that voted in both are left out.
    #[must_use]
    pub fn by_region(&self, record: &Record) -> Vec<GroupMove> {
        let Some(day) = record.roll_call(self.to).date else { return Vec::new() };
        let mut rest = self.members();
        let mut moves = Vec::new();
        for group in REGIONS.iter().filter_map(|code| record.members().group(code)) {
            let members = group.members_on(day);
            moves.extend(self.of_group(group.code, group.name, members));
            rest -= members;
        }
        moves.extend(self.of_group("", "other members", rest));
        moves.sort_by_key(|one| Reverse((one.mean.abs() * 1e9) as i64));
        moves
    }

    fn of_group(&self, code: &'static str, name: &'static str, members: MemberSet) -> Option<GroupMove> {
        let distances: Vec<(MemberId, i8)> =
            members.iter().filter_map(|member| Some((member, self.distance(member)?))).collect();
        if distances.is_empty() {
            return None;
        }
        let of = |wanted: fn(i8) -> bool| {
            distances.iter().filter(|(_, distance)| wanted(*distance)).map(|(member, _)| *member).collect()
        };
        let sum: i32 = distances.iter().map(|(_, distance)| i32::from(*distance)).sum();
        Some(GroupMove {
            code,
            name,
            members: of(|_| true),
            toward_yes: of(|distance| distance > 0),
            toward_no: of(|distance| distance < 0),
            mean: f64::from(sum) / distances.len() as f64,
        })
    }
}
