//! The years in which the agreement of a member with its reference changed beyond chance: agreement itself, or the member's
//! place among all others by it.

use super::joint::{JointVote, agreement, by_day, within};
use super::places::place;
use crate::analysis::changepoint::{Point, at_the_end, of_years};
use crate::analysis::counted::mean;
use crate::analysis::{counted::Counted, grouped::grouped};
use crate::members::{MemberId, order::InOrder as _};
use crate::record::Record;

/// Changes with a p-value below this are reported.
pub(super) const LEVEL: f64 = 0.01;
/// The least change of agreement that is a turn: less is chance in what came to a vote, or of no interest.
const LEAST_CHANGE: f64 = 0.08;
/// The least change of place among all others that is a turn.
const LEAST_PLACES: f64 = 0.2;
/// Votes in common that a year needs to count; with fewer one vote moves its share by more than a fifth.
const LEAST_OF_YEAR: u32 = 5;
/// The latest years, in which permuted meeting days tell a turn: permuted years cannot.
const LATEST: usize = 2;
/// Years with which permuted years can tell a turn in the middle: of ten there are 252 halves.
const LEAST_YEARS: usize = 10;
/// Years within which a change of agreement and one of place, in one direction, are one turn.
const ONE_TURN: i16 = 3;

/// By what a turn is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ToldBy {
    /// Agreement changed, whole years permuted.
    Agreement,
    /// The member's place among all others changed, whole years permuted.
    Place,
    /// Agreement changed in the latest years, or in a time too short for permuted years: meeting days permuted.
    Days,
}

impl ToldBy {
    /// The word of machine formats.
    pub const fn word(self) -> &'static str {
        ["agreement", "place", "days"][self as usize]
    }
}

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
    /// The mean place (0 to 1: the share of the others that agree less) in the time before and in the time after.
    pub places: [Option<f64>; 2],
    /// By what it is told.
    pub told_by: ToldBy,
    /// Whether what it is told by fell, rather than rose.
    pub is_fall: bool,
    /// How often chance gives so large a change, by what it is told by.
    pub p: f64,
    /// How often chance gives so large a change, by permuted years.
    pub p_of_years: f64,
}

impl Turn {
    /// Whether agreement fell, rather than rose.
    pub const fn is_fall(&self) -> bool {
        self.is_fall
    }
}

/// Agreement in a calendar year.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct YearOf {
    /// The year.
    pub year: i16,
    /// The votes in common, and those with the same position.
    pub counted: Counted,
    /// The share (0 to 1) of all others that agree less with what the reference did in these votes, those that agree as much
    /// counted half; none with too few votes, or too few others.
    pub place: Option<f64>,
}

/// The calendar years with a vote in common, in order.
pub fn years_of(record: &Record, compared: &[JointVote], sides: &[MemberId]) -> Vec<YearOf> {
    let years = grouped(compared, |one| [one.day.year()]).into_iter();
    let of = |(year, votes): (i16, Vec<&JointVote>)| {
        let counted = agreement(votes.iter().copied());
        YearOf { year, counted, place: place(record, &votes, sides) }
    };
    years.map(of).collect()
}

/// The years in which agreement changed beyond chance: those of [`turns`] that are not told by place alone, found without
/// the votes of all others.
pub fn turns_of_agreement(compared: &[JointVote], seed: u64) -> Vec<Turn> {
    let years = grouped(compared, |one| [one.day.year()]).into_iter();
    let of = |(year, votes): (i16, Vec<&JointVote>)| YearOf { year, counted: agreement(votes), place: None };
    turns(compared, &years.map(of).collect::<Vec<_>>(), seed)
}

/// The years in which agreement, or the place among all others, changed beyond chance.
pub fn turns(compared: &[JointVote], years: &[YearOf], seed: u64) -> Vec<Turn> {
    let mut found = told(compared, years, seed);
    found.in_order_of(|(at, ..)| *at);
    let bounds: Vec<usize> = [0].into_iter().chain(found.iter().map(|one| one.0)).chain([years.len()]).collect();
    let turn = |((at, told_by, point), bounds): (&(usize, ToldBy, Point), &[usize])| {
        let (before, after) = (&years[bounds[0]..*at], &years[*at..bounds[2]]);
        let sum = |years: &[YearOf]| years.iter().fold(Counted::default(), |sum, one| sum + one.counted);
        Turn {
            year: years[*at].year,
            first: before[0].year,
            last: years[bounds[2] - 1].year,
            before: sum(before),
            after: sum(after),
            year_before: years[at - 1].counted,
            in_year: years[*at].counted,
            places: [before, after].map(|years| mean(years.iter().filter_map(|one| one.place))),
            told_by: *told_by,
            is_fall: point.change < 0.0,
            p: point.p,
            p_of_years: point.p_of_years,
        }
    };
    found.iter().zip(bounds.windows(3)).map(turn).collect()
}

/// The changes by their first years, each once.
fn told(compared: &[JointVote], years: &[YearOf], seed: u64) -> Vec<(usize, ToldBy, Point)> {
    let firm: Vec<(usize, f64)> =
        years.iter().enumerate().filter_map(|(at, year)| Some((at, firm_share(year)?))).collect();
    let placed: Vec<(usize, f64)> = years.iter().enumerate().filter_map(|(at, year)| Some((at, year.place?))).collect();
    let of = |series: &[(usize, f64)], least: f64, told_by: ToldBy| {
        let values: Vec<f64> = series.iter().map(|one| one.1).collect();
        let points = of_years(&values, least, LEVEL, seed).into_iter();
        points.map(|point| (series[point.at].0, told_by, point)).collect::<Vec<_>>()
    };
    let mut found = of(&firm, LEAST_CHANGE, ToldBy::Agreement);
    let from = found.last().map_or(0, |one| one.0);
    let days: Vec<Vec<Counted>> =
        years[from..].iter().map(|year| by_day(within(compared, year.year, year.year))).collect();
    let last = if years.len() < LEAST_YEARS { years.len() } else { LATEST };
    found
        .extend(at_the_end(&days, last, LEAST_CHANGE, LEVEL, seed).map(|point| (from + point.at, ToldBy::Days, point)));
    let of_place = of(&placed, LEAST_PLACES, ToldBy::Place);
    let is_new = |one: &(usize, ToldBy, Point), found: &[(usize, ToldBy, Point)]| {
        let near = |other: &(usize, ToldBy, Point)| (years[one.0].year - years[other.0].year).abs() <= ONE_TURN;
        !found.iter().any(|other| one.0 == other.0 || near(other) && (one.2.change < 0.0) == (other.2.change < 0.0))
    };
    for one in of_place {
        if is_new(&one, &found) {
            found.push(one);
        }
    }
    found
}

/// The share of a year with enough votes.
fn firm_share(year: &YearOf) -> Option<f64> {
    year.counted.share().filter(|_| year.counted.of >= LEAST_OF_YEAR)
}
