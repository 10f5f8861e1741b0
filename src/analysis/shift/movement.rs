//! Where members stood before and after, and how far they moved: in numbers.

use std::{cmp::Reverse, iter::Sum};

use crate::analysis::chance;
use crate::analysis::tally::{Part, REGIONS, parts};
use crate::members::{MemberId, MemberSet, Members};
use crate::record::{Date, Position, Roll, Vote};

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

    /// Where a member stood in a roll; `None` where that is not known.
    pub fn of(roll: &Roll, member: MemberId) -> Option<Self> {
        match roll.position(member) {
            Position::Voted(vote) => Some(Self::Voted(vote)),
            Position::NotMember => Some(Self::NotMember),
            Position::NotKnown => None,
        }
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
    /// How many stood so before, and so after: a cell.
    fn count(&self, before: Stand, after: Stand) -> usize;

    /// How many stood so before: the sum of a row.
    fn before(&self, stand: Stand) -> usize {
        Stand::ALL.into_iter().map(|after| self.count(stand, after)).sum()
    }

    /// How many stood so after: the sum of a column.
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
    /// ways equally likely: the sign test; `None` when there is no move.
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
    let parts = parts(members, all, &REGIONS, day).into_iter();
    let mut groups: Vec<GroupMove> = parts.map(|part| GroupMove { part, moves: moves(part.members) }).collect();
    groups.retain(|group| group.moves.voted_in_both > 0);
    groups.sort_by_key(|group| Reverse((group.moves.mean().abs() * 1e9) as i64));
    groups
}
