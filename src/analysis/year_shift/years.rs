//! The questions of two years: which were put in both, and which in one only (how roll calls are linked: see
//! [`Links`]); and each member between the years: over the questions put in both, and by its mean position in each.

use crate::members::order::InOrder as _;
use std::cmp::Reverse;

use crate::analysis::shift::{GroupMove, Movement, Moves, Shift, Stand, by_line, by_region, listed};
use crate::analysis::{chance, grouped::grouped, series::Links};
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Date, Record, Roll, RollCallId};

/// The roll calls of two years, the earlier year first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// All roll calls of each year, in the order given.
    pub ids: [Vec<RollCallId>; 2],
    /// The questions put in both years: the last vote of each year, by the order of the later one. Years between do not
    /// separate them.
    pub pairs: Vec<(RollCallId, RollCallId)>,
    /// The other roll calls of each year, with the reason why they have no partner.
    pub single: [Vec<(RollCallId, Single)>; 2],
}

/// Why a roll call has no partner in the other year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Single {
    /// Its question was not put to a vote in the other year, as far as the links show.
    OneYear,
    /// Its question was put to a vote in the other year, in a roll call that is not among those given.
    Outside,
    /// Its question was put to a vote once more in the same year, and that vote counts.
    Again,
}

impl Single {
    /// The word of the machine formats.
    pub const fn word(self) -> &'static str {
        ["one year", "outside", "again"][self as usize]
    }
}

/// Why a year has no vote to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoVotes {
    /// The year.
    pub year: i16,
    /// Whether there are votes of the year, but none for which it is known how the members voted.
    pub unknown: bool,
    /// How many roll calls have no day, and so no year.
    pub no_day: usize,
    /// The years with known votes.
    pub years: Vec<i16>,
}

/// The roll calls of a year for which members' votes are known.
///
/// # Errors
/// When there are none.
pub(crate) fn of_year(record: &Record, ids: &[RollCallId], year: i16) -> Result<Vec<RollCallId>, NoVotes> {
    let known = ids.iter().copied().filter(|id| !record.roll(*id).known().is_empty());
    let mut years = grouped(known, |id| record.year(id));
    if let Some(at) = years.iter().position(|(one, _)| *one == year) {
        return Ok(years.swap_remove(at).1);
    }
    Err(NoVotes {
        year,
        unknown: ids.iter().any(|id| record.year(*id) == Some(year)),
        no_day: ids.iter().filter(|id| record.year(**id).is_none()).count(),
        years: years.into_iter().map(|(year, _)| year).collect(),
    })
}

/// Separates the questions put in both years from those put in one. The roll calls of each year are given by day.
pub fn questions(record: &Record, ids: [Vec<RollCallId>; 2], years: [i16; 2], links: &Links) -> Questions {
    let first = |id: RollCallId| std::iter::successors(Some(id), |id| links.predecessor(*id)).last().unwrap_or(id);
    // A later vote of a year on the same question takes the place of the earlier.
    let firsts: [Vec<RollCallId>; 2] = ids.each_ref().map(|ids| ids.iter().map(|id| first(*id)).collect());
    let in_both = |id: &RollCallId| {
        let question = first(*id);
        let last = |place: usize| Some(ids[place][firsts[place].iter().rposition(|one| *one == question)?]);
        Some((last(0)?, last(1)?))
    };
    let pairs: Vec<(RollCallId, RollCallId)> =
        ids[1].iter().filter_map(|id| in_both(id).filter(|pair| pair.1 == *id)).collect();
    let why = |id: RollCallId, other: usize| {
        if in_both(&id).is_some() {
            Single::Again
        } else if links.series(id).into_iter().any(|one| record.year(one) == Some(years[other])) {
            Single::Outside
        } else {
            Single::OneYear
        }
    };
    let rest = |place: usize| {
        let is_single = |id: &&RollCallId| !pairs.iter().any(|pair| [pair.0, pair.1][place] == **id);
        ids[place].iter().filter(is_single).map(|id| (*id, why(*id, 1 - place))).collect()
    };
    Questions { single: [rest(0), rest(1)], pairs, ids }
}

/// Two years, the earlier one first: the questions put in both, and each member over them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct YearShift {
    /// The last day of the votes, whose groups are told.
    pub day: Date,
    /// The shifts of the questions put in both years, by the day of the later vote; of the members asked for.
    pub pairs: Vec<Shift>,
    /// Everyone with a vote or a seat in either year, those that moved most first: by the size of the sum of their
    /// steps, then by all steps, then by the change of the mean position, then by code.
    pub members: Vec<MemberShift>,
}

/// One member between two years.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MemberShift {
    /// The line: a member, with the votes that were cast before it for its seat.
    pub member: MemberId,
    /// Its moves on the questions put in both years.
    pub moves: Moves,
    /// All its votes of the earlier year.
    pub before: Mean,
    /// All its votes of the later year.
    pub after: Mean,
}

impl MemberShift {
    /// The change of its mean position; `None` where it took no position in one of the years.
    pub fn change(&self) -> Option<f64> {
        Some(self.after.value()? - self.before.value()?)
    }
}

/// The shift between two years, given what was put to a vote in them; of all members, or of those of a list as it was
/// on the last day and those of it on the first that were no longer members then. `None` where no day is known.
pub fn year_shift(record: &Record, questions: &Questions, whose: Option<&MemberList>) -> Option<YearShift> {
    let (first, day) = record.days(questions.ids.iter().flatten().copied())?;
    let wanted = whose.map(|list| listed(list, record.members(), Some(first), Some(day)));
    let roll = |id: RollCallId| {
        let roll = by_line(record, id, whose);
        wanted.map_or(roll, |wanted| roll.within(wanted))
    };
    let pair = |(from, to): (RollCallId, RollCallId)| Shift::new([from, to], [roll(from), roll(to)]);
    let pairs: Vec<Shift> = questions.pairs.iter().copied().map(pair).collect();
    let rolls = questions.ids.each_ref().map(|ids| ids.iter().map(|id| roll(*id)).collect::<Vec<_>>());
    let all = rolls.iter().flatten().fold(MemberSet::EMPTY, |all, roll| all | roll.members());
    let member = |member: MemberId| {
        let [before, after] = rolls.each_ref().map(|rolls| Mean::of(member, rolls));
        let moves = pairs.iter().filter_map(|pair| pair.distance(member)).collect();
        MemberShift { member, moves, before, after }
    };
    let mut members: Vec<MemberShift> = all.iter().map(member).collect();
    let size = |one: &MemberShift| one.change().map_or(-1, |change| (change.abs() * 1e9) as i64);
    let code = |one: &MemberShift| record.members().get(one.member).code;
    members.in_order_of(|one| (Reverse((one.moves.steps.abs(), one.moves.moved)), Reverse(size(one)), code(one)));
    Some(YearShift { day, pairs, members })
}

impl YearShift {
    /// How many members moved toward yes on balance, and toward no: each counts once, by the sign of its steps.
    pub fn balance(&self) -> (u32, u32) {
        let count = |sign: i32| self.members.iter().filter(|one| one.moves.steps.signum() == sign).count() as u32;
        (count(1), count(-1))
    }

    /// The probability that chance alone splits the members so unevenly between both ways: the sign test (see
    /// [`Moves::chance`]) with the member as its unit, since the moves of one member are not independent; `None`
    /// when none moved on balance.
    pub fn chance(&self) -> Option<f64> {
        chance::mcnemar_exact(self.balance())
    }

    /// Members of the body at the later vote of a question and at the earlier vote of none, and the reverse.
    pub fn new_and_former(&self) -> (MemberSet, MemberSet) {
        let of = |roll: fn(&Shift) -> MemberSet| self.pairs.iter().fold(MemberSet::EMPTY, |all, pair| all | roll(pair));
        let (before, after) = (of(|pair| pair.old.members()), of(|pair| pair.new.members()));
        (after - before, before - after)
    }

    /// How the regional groups of the last day moved, the most first: by the size of the mean, then in the order in
    /// which regions are printed. Groups without a member that voted both times on a question are left out.
    pub fn by_region(&self, record: &Record) -> Vec<GroupMove> {
        let all = self.members.iter().map(|one| one.member).collect();
        by_region(record.members(), all, self.day, |part| {
            self.members.iter().filter(|one| part.contains(one.member)).map(|one| one.moves).sum()
        })
    }

    /// How many times, over members and questions, one of the two votes is not known: these are in no cell.
    pub fn not_known(&self) -> usize {
        self.pairs.iter().map(|pair| pair.not_known.len()).sum()
    }
}

/// The sum of the movement tables: members times questions.
impl Movement for YearShift {
    fn count(&self, before: Stand, after: Stand) -> usize {
        self.pairs.iter().map(|pair| pair.count(before, after)).sum()
    }
}

/// Votes of one member, and their sum: yes 1, abstaining 0, no -1; non-voting is not a vote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mean {
    /// The number of votes: yes, no or abstaining.
    pub votes: u32,
    /// The sum of the votes.
    pub sum: i32,
}

impl Mean {
    /// The votes of a member in these rolls.
    pub fn of(member: MemberId, rolls: &[Roll]) -> Self {
        let places = rolls.iter().filter_map(|roll| Stand::of(roll, member)?.scale());
        places.fold(Self::default(), |mean, place| Self { votes: mean.votes + 1, sum: mean.sum + i32::from(place) })
    }

    /// The mean, from -1 to 1; `None` without votes.
    pub fn value(self) -> Option<f64> {
        (self.votes > 0).then(|| f64::from(self.sum) / f64::from(self.votes))
    }
}
