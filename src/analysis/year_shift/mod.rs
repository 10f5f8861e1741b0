//! Who moved between two years: over the questions put to a vote in both, and by the mean position in each. Which roll
//! calls are meant is not its matter.

mod mean;
mod questions;
mod references;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

pub use mean::Mean;
pub use questions::{Questions, Single, questions};
pub use references::{Nearer, Toward, stayed, toward};

use super::{
    chance,
    shift::{Shift, Stand, by_seat, listed},
    tally::REGIONS,
};
use crate::{
    members::{MemberId, MemberList, MemberSet},
    record::{Date, Record, RollCallId},
};

/// Two years, the earlier one first: the questions put in both, and each member over them.
#[derive(Clone, Debug, PartialEq)]
pub struct YearShift {
    /// The last day of the votes: seats are those of this day.
    pub day: Date,
    /// The shifts of the questions put in both years, by the day of the later vote; of the members asked for.
    pub pairs: Vec<Shift>,
    /// Everyone with a vote or a seat in either year, those that moved most first: by the size of the sum of their steps,
    /// then by all steps, then by the change of the mean position, then by code.
    pub members: Vec<MemberShift>,
}

/// One member between two years.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberShift {
    /// The member; a seat that passed on stands under the member that holds it on the last day.
    pub member: MemberId,
    /// Questions put in both years on which it voted yes, no or abstained both times.
    pub questions: u32,
    /// Of those, the questions on which it moved toward yes.
    pub toward_yes: u32,
    /// And toward no.
    pub toward_no: u32,
    /// The sum of its signed distances: positive is toward yes.
    pub steps: i32,
    /// The sum of their sizes.
    pub moved: u32,
    /// All its votes of the earlier year.
    pub before: Mean,
    /// All its votes of the later year.
    pub after: Mean,
}

impl MemberShift {
    /// The probability that chance alone splits its moves between both ways so unevenly, were its questions independent
    /// and both ways equally likely: the sign test; `None` when it did not move.
    ///
    /// Dixon and Mood 1946, "The statistical sign test", *Journal of the American Statistical Association* 41(236):
    /// 557-566.
    #[must_use]
    pub fn chance(&self) -> Option<f64> {
        chance::mcnemar_exact(self.toward_no, self.toward_yes)
    }

    /// The change of its mean position; `None` where it took no position in one of the years.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        Some(self.after.value()? - self.before.value()?)
    }
}

/// How one group moved over the questions put in both years.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupSteps {
    /// Code of the group; empty for members in none of those asked for.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Members times questions: both times yes, no or abstaining.
    pub voted_in_both: u32,
    /// Of those, moves toward yes.
    pub toward_yes: u32,
    /// And toward no.
    pub toward_no: u32,
    /// The mean of the signed distances, -2 to 2: positive is toward yes.
    pub mean: f64,
}

/// The shift between two years, given what was put to a vote in them; of all members, or of those of a list as it was on
/// the last day and those of it on the first that were no longer members then. `None` where no day is known.
#[must_use]
pub fn year_shift(record: &Record, questions: &Questions, whose: Option<&MemberList>) -> Option<YearShift> {
    let days = || questions.ids.iter().flatten().filter_map(|id| record.roll_call(*id).date);
    let (first, day) = (days().min()?, days().max()?);
    let wanted = whose.map(|list| listed(list, record.members(), Some(first), Some(day)));
    let roll = |id: RollCallId| {
        let roll = by_seat(record, id, Some(day));
        wanted.map_or(roll, |wanted| roll.within(wanted))
    };
    let pair = |(from, to): (RollCallId, RollCallId)| {
        let (old, new) = (roll(from), roll(to));
        Shift { from, to, not_known: old.not_known | new.not_known, old, new }
    };
    let pairs: Vec<Shift> = questions.pairs.iter().copied().map(pair).collect();
    let rolls = questions.ids.each_ref().map(|ids| ids.iter().map(|id| roll(*id)).collect::<Vec<_>>());
    let all = rolls.iter().flatten().fold(MemberSet::EMPTY, |all, roll| all | roll.members());
    let member = |member: MemberId| {
        let [before, after] = rolls.each_ref().map(|rolls| Mean::of(member, rolls));
        let distances = || pairs.iter().filter_map(|pair| pair.distance(member));
        let count = |wanted: fn(i8) -> bool| distances().filter(|distance| wanted(*distance)).count() as u32;
        MemberShift {
            member,
            questions: count(|_| true),
            toward_yes: count(|distance| distance > 0),
            toward_no: count(|distance| distance < 0),
            steps: distances().map(i32::from).sum(),
            moved: distances().map(|distance| u32::from(distance.unsigned_abs())).sum(),
            before,
            after,
        }
    };
    let mut members: Vec<MemberShift> = all.iter().map(member).collect();
    let size = |one: &MemberShift| one.change().map_or(-1, |change| (change.abs() * 1e9) as i64);
    let code = |one: &MemberShift| record.members().get(one.member).code;
    members.sort_by_key(|one| (Reverse((one.steps.abs(), one.moved)), Reverse(size(one)), code(one)));
    Some(YearShift { day, pairs, members })
}

impl YearShift {
    /// The sum of a cell of the movement tables: members times questions.
    #[must_use]
    pub fn cell(&self, before: Stand, after: Stand) -> usize {
        self.pairs.iter().map(|pair| pair.cell(before, after).len()).sum()
    }

    /// The sum of a row.
    #[must_use]
    pub fn before(&self, stand: Stand) -> usize {
        self.pairs.iter().map(|pair| pair.before(stand)).sum()
    }

    /// The sum of a column.
    #[must_use]
    pub fn after(&self, stand: Stand) -> usize {
        self.pairs.iter().map(|pair| pair.after(stand)).sum()
    }

    /// The change in numbers over all questions put in both years: yes, no.
    #[must_use]
    pub fn change(&self) -> (i64, i64) {
        self.pairs.iter().map(Shift::change).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// The sum of the net swings.
    #[must_use]
    pub fn net_swing(&self) -> i64 {
        self.pairs.iter().map(Shift::net_swing).sum()
    }

    /// How many members moved toward yes on balance, and toward no: each counts once, by the sign of its steps.
    #[must_use]
    pub fn balance(&self) -> (u32, u32) {
        let count = |wanted: fn(i32) -> bool| self.members.iter().filter(|one| wanted(one.steps)).count() as u32;
        (count(|steps| steps > 0), count(|steps| steps < 0))
    }

    /// The probability that chance alone splits the members so unevenly between both ways: the sign test (see
    /// [`MemberShift::chance`]) with the member as its unit, since the moves of one member are not independent; `None`
    /// when none moved on balance.
    #[must_use]
    pub fn chance(&self) -> Option<f64> {
        let (yes, no) = self.balance();
        chance::mcnemar_exact(no, yes)
    }

    /// Members of the body at the later vote of a question and at the earlier vote of none, and the reverse.
    #[must_use]
    pub fn new_and_former(&self) -> (MemberSet, MemberSet) {
        let of = |roll: fn(&Shift) -> MemberSet| self.pairs.iter().fold(MemberSet::EMPTY, |all, pair| all | roll(pair));
        let (before, after) = (of(|pair| pair.old.members()), of(|pair| pair.new.members()));
        (after - before, before - after)
    }

    /// How the regional groups of the last day moved, the most first: by the size of the mean, then in the order in which
    /// regions are printed. Groups without a member that voted both times on a question are left out.
    #[must_use]
    pub fn by_region(&self, record: &Record) -> Vec<GroupSteps> {
        let mut rest: MemberSet = self.members.iter().map(|one| one.member).collect();
        let mut moves = Vec::new();
        for group in REGIONS.iter().filter_map(|code| record.members().group(code)) {
            let members = group.members_on(self.day);
            moves.extend(self.of_group(group.code, group.name, members));
            rest -= members;
        }
        moves.extend(self.of_group("", "other members", rest));
        moves.sort_by_key(|one| Reverse((one.mean.abs() * 1e9) as i64));
        moves
    }

    fn of_group(&self, code: &'static str, name: &'static str, members: MemberSet) -> Option<GroupSteps> {
        let of = || self.members.iter().filter(|one| members.contains(one.member));
        let voted_in_both: u32 = of().map(|one| one.questions).sum();
        let steps: i32 = of().map(|one| one.steps).sum();
        (voted_in_both > 0).then(|| GroupSteps {
            code,
            name,
            voted_in_both,
            toward_yes: of().map(|one| one.toward_yes).sum(),
            toward_no: of().map(|one| one.toward_no).sum(),
            mean: f64::from(steps) / f64::from(voted_in_both),
        })
    }

    /// Members times questions of which one of the two votes is not known: they are in no cell.
    #[must_use]
    pub fn not_known(&self) -> usize {
        self.pairs.iter().map(|pair| pair.not_known.len()).sum()
    }
}
