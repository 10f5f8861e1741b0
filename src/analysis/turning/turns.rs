//! The years in which the agreement of a member with its reference changed beyond chance.

use super::joint_vote::{JointVote, by_day, by_year, within};
use crate::analysis::{changepoint, counted::Counted};

/// Change points with a p-value below this are told.
pub(super) const LEVEL: f64 = 0.01;

/// A year in which agreement changed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Turn {
    /// The first year after the change.
    pub year: i16,
    /// The first year of the time before, which begins at the turn before it.
    pub first: i16,
    /// The last year of the time after, which ends before the next turn.
    pub last: i16,
    /// Agreement in the time before.
    pub before: Counted,
    /// Agreement in the time after.
    pub after: Counted,
    /// Agreement in the last year before it with a vote.
    pub year_before: Counted,
    /// Agreement in the year itself.
    pub in_year: Counted,
    /// How often chance gives as large a change, by permuted days.
    pub p: f64,
    /// How often chance gives as large a change, by permuted years.
    pub p_of_years: f64,
}

impl Turn {
    /// Whether agreement fell, rather than rose.
    pub fn is_fall(&self) -> bool {
        self.after.share() < self.before.share()
    }
}

/// The years in which agreement changed beyond chance.
pub fn turns(compared: &[JointVote], seed: u64) -> Vec<Turn> {
    let years = by_year(compared);
    let days: Vec<Vec<Counted>> = years.iter().map(|(year, _)| by_day(within(compared, *year, *year))).collect();
    let sum = |from: usize, to: usize| years[from..to].iter().map(|(_, counted)| counted).sum();
    let turn = |point: changepoint::Point| Turn {
        year: years[point.at].0,
        first: years[point.from].0,
        last: years[point.to - 1].0,
        before: sum(point.from, point.at),
        after: sum(point.at, point.to),
        year_before: years[point.at - 1].1,
        in_year: years[point.at].1,
        p: point.p,
        p_of_years: point.p_of_years,
    };
    changepoint::points(&days, LEVEL, seed).into_iter().map(turn).collect()
}
