//! Two roll calls side by side: where members stood before and after, and how far each moved.

use crate::members::order::InOrder as _;
use std::{cmp::Reverse, iter::Sum};

use crate::analysis::chance;
use crate::analysis::tally::{Part, parts};
use crate::members::{MemberId, MemberList, MemberSet, Members, REGIONS};
use crate::record::{Date, Position, Record, Roll, RollCallId, Vote};

/// Where a member stood in one of the two roll calls, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// The member voted, or was a member and took no part.
    Voted(Vote),
    /// The state was not a member of the body then.
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

    /// Where a member stood in a roll; `None` where that is not known.
    pub fn of(roll: &Roll, member: MemberId) -> Option<Self> {
        let voted = roll.vote(member).map(Self::Voted);
        voted.or_else(|| (!roll.not_known.contains(member)).then_some(Self::NotMember))
    }

    /// The place on the scale of votes: yes 1, abstain 0, no -1; non-voting has none.
    pub const fn scale(self) -> Option<i8> {
        match self {
            Self::Voted(Vote::Yes) => Some(1),
            Self::Voted(Vote::Abstain) => Some(0),
            Self::Voted(Vote::No) => Some(-1),
            Self::Voted(Vote::NonVoting) | Self::NotMember => None,
        }
    }

    /// The word of the machine formats.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voted(vote) => vote.word(),
            Self::NotMember => Position::NotMember.word(),
        }
    }
}

/// A movement table: how many members stood where before, and where after.
pub trait Movement {
    /// How many had the one stand before and the other after: a cell.
    fn count(&self, before: Stand, after: Stand) -> usize;

    /// How many had this stand before: the sum of a row.
    fn before(&self, stand: Stand) -> usize {
        Stand::ALL.into_iter().map(|after| self.count(stand, after)).sum()
    }

    /// How many had this stand after: the sum of a column.
    fn after(&self, stand: Stand) -> usize {
        Stand::ALL.into_iter().map(|before| self.count(before, stand)).sum()
    }

    /// The change in numbers, with every member of the day counted: yes, no.
    fn change(&self) -> (i64, i64) {
        let change = |stand| self.after(stand) as i64 - self.before(stand) as i64;
        (change(Stand::Voted(Vote::Yes)), change(Stand::Voted(Vote::No)))
    }

    /// The net swing: (new yes - new no) - (old yes - old no).
    fn net_swing(&self) -> i64 {
        let (yes, no) = self.change();
        yes - no
    }

    /// How many went from yes to no, and from no to yes.
    fn reversals(&self) -> (u32, u32) {
        let (yes, no) = (Stand::Voted(Vote::Yes), Stand::Voted(Vote::No));
        (self.count(yes, no) as u32, self.count(no, yes) as u32)
    }
}

/// Moves of one member or several, on one question or several, summed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moves {
    /// How often a member voted yes, no or abstained both before and after.
    pub voted_in_both: u32,
    /// Of those, the moves toward yes.
    pub toward_yes: u32,
    /// Of those, the moves toward no.
    pub toward_no: u32,
    /// The sum of the signed distances: positive is toward yes.
    pub steps: i32,
    /// The sum of the sizes of the distances.
    pub moved: u32,
}

impl Moves {
    /// The mean of the signed distances, -2 to 2: positive is toward yes; 0 where nobody voted in both.
    pub fn mean(&self) -> f64 {
        f64::from(self.steps) / f64::from(self.voted_in_both.max(1))
    }

    /// The probability that chance alone splits the moves between both ways so unevenly, were they independent and both
    /// ways equally likely: the sign test; `None` when nobody moved.
    ///
    /// Dixon and Mood 1946, "The statistical sign test", *Journal of the American Statistical Association* 41(236):
    /// 557-566.
    pub fn chance(&self) -> Option<f64> {
        chance::mcnemar_exact((self.toward_no, self.toward_yes))
    }
}

/// The moves of these signed distances.
impl FromIterator<i8> for Moves {
    fn from_iter<I: IntoIterator<Item = i8>>(distances: I) -> Self {
        let moves = |distance: i8| Self {
            voted_in_both: 1,
            toward_yes: u32::from(distance > 0),
            toward_no: u32::from(distance < 0),
            steps: distance.into(),
            moved: distance.unsigned_abs().into(),
        };
        distances.into_iter().map(moves).sum()
    }
}

impl Sum for Moves {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            voted_in_both: sum.voted_in_both + one.voted_in_both,
            toward_yes: sum.toward_yes + one.toward_yes,
            toward_no: sum.toward_no + one.toward_no,
            steps: sum.steps + one.steps,
            moved: sum.moved + one.moved,
        })
    }
}

/// How the members of one group moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupMove {
    /// The group; its members are those in the movement table.
    pub part: Part,
    /// The moves of its members.
    pub moves: Moves,
}

/// How these members moved by regional groups of a day, the group that moved most first: by the size of the mean, then
/// in the order in which regions are printed. Groups without a member that voted both times are left out.
pub(crate) fn by_region(
    members: &Members, all: MemberSet, day: Date, moves: impl Fn(MemberSet) -> Moves,
) -> Vec<GroupMove> {
    let group = |part: Part| {
        let part = Part { members: members.lines_of(part.members, Some(day)) & all, ..part };
        GroupMove { moves: moves(part.members), part }
    };
    let everybody = members.seated(day) | all;
    let mut groups: Vec<GroupMove> = parts(members, everybody, &REGIONS, day).into_iter().map(group).collect();
    groups.retain(|group| group.moves.voted_in_both > 0);
    groups.in_order_of(|group| Reverse((group.moves.mean().abs() * 1e9) as i64));
    groups
}

/// Two roll calls, the earlier one first, with the rolls of both by lines.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Shift {
    /// The earlier roll call.
    pub from: RollCallId,
    /// The later roll call.
    pub to: RollCallId,
    /// The votes of the earlier one.
    pub old: Roll,
    /// The votes of the later roll call.
    pub new: Roll,
    /// Members whose vote in one of the two is not known: they are in no cell of the table.
    pub not_known: MemberSet,
}

/// The shift between two roll calls, the earlier first whatever the order in which they are given; of all members, or
/// of those of a list as it was on the later day and those of it that were no longer members then.
pub fn shift(record: &Record, one: RollCallId, other: RollCallId, whose: Option<&MemberList>) -> Shift {
    let day = |id| record.roll_call(id).date;
    let [a, b] = [one, other].map(|id| record.in_time(id));
    let swapped = a.0.is_some() == b.0.is_some() && a > b;
    let (from, to) = if swapped { (other, one) } else { (one, other) };
    let rolls = [from, to].map(|id| by_line(record, id, whose));
    let wanted = whose.map(|list| listed(list, record.members(), day(from), day(to)));
    let mut shift = Shift::new([from, to], rolls.map(|roll| wanted.map_or(roll, |wanted| roll.within(wanted))));
    // Where a roll does not say who had a seat, one that it does not list may have had one.
    let is_open = |id: RollCallId| !record.is_complete(id) && record.roll(id).not_known.is_empty();
    if is_open(from) || is_open(to) {
        let [old, new] = [shift.old.members(), shift.new.members()];
        shift.not_known |= (old | new) - (old & new);
    }
    shift
}

/// The lines of a list on the later day, those on it on the earlier day that have ended since, and those that its codes
/// stood for then: YUG for Serbia's in 2002.
pub(crate) fn listed(list: &MemberList, members: &Members, from: Option<Date>, to: Option<Date>) -> MemberSet {
    let seated = members.lines_of(members.seated(to.unwrap_or(Date::MAX)), to);
    let [before, coded] = [list, &list.without_groups()].map(|list| list.lines_on(members, from.or(to)));
    list.lines_on(members, to) | (before - seated) | coded
}

/// A roll with each vote in its line; former members that a list names stay themselves.
pub(crate) fn by_line(record: &Record, id: RollCallId, whose: Option<&MemberList>) -> Roll {
    let kept = whose.map_or(MemberSet::EMPTY, |list| list.kept(record.members()));
    record.roll(id).by_line(record.members(), record.roll_call(id).date, kept)
}

impl Shift {
    /// The shift from one roll call to another, with their rolls by lines.
    pub(crate) fn new([from, to]: [RollCallId; 2], [old, new]: [Roll; 2]) -> Self {
        Self { from, to, not_known: old.not_known | new.not_known, old, new }
    }

    /// Everyone in the table: members of the body in either roll call whose votes are known.
    pub fn members(&self) -> MemberSet {
        (self.old.members() | self.new.members()) - self.not_known
    }

    /// Members of the body in one of the two roll calls only.
    pub fn new_and_former(&self) -> MemberSet {
        let [old, new] = [self.old.members(), self.new.members()];
        self.members() - (old & new)
    }

    /// The members of one cell: those with the one stand before and the other after.
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

    /// The places of a member on the scale of votes before and after; `None` where it did not vote yes, no or abstain
    /// in both.
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
