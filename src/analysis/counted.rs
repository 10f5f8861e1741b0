//! Votes counted for a share, and how certain that share is.

use std::ops::{Add, Sub};
use std::{cmp::Ordering, iter::Sum};

/// The quantile of the normal distribution that leaves 2.5% on each side.
const Z: f64 = 1.959_963_984_540_054;

/// Votes that meet a condition, of all that could meet it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Votes that meet the condition.
    pub hits: u32,
    /// All votes that could meet it.
    pub of: u32,
}

impl Counted {
    /// A count of `hits` votes of `of`.
    pub fn new(hits: impl Into<u32>, of: impl Into<u32>) -> Self {
        Self { hits: hits.into(), of: of.into() }
    }

    /// Counts one more vote.
    pub fn count(&mut self, hit: bool) {
        self.of += 1;
        self.hits += u32::from(hit);
    }

    /// The share of votes that meet the condition, 0 to 1; `None` without a vote.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.hits) / f64::from(self.of))
    }

    /// The 95% interval of the share (lower and upper end, 0 to 1); `None` without a vote. It is that of Wilson (1927),
    /// "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American Statistical
    /// Association 22(158): 209-212. Unlike the usual interval it stays within 0 and 1 and holds for few votes.
    pub fn interval(self) -> Option<(f64, f64)> {
        let n = f64::from(Some(self.of).filter(|of| *of > 0)?);
        let hits = f64::from(self.hits.min(self.of));
        let share = hits / n;
        let scale = 1.0 + Z * Z / n;
        let middle = share + Z * Z / (2.0 * n);
        let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        // The ends at none and all are 0 and 1 exactly; rounding would leave a trace.
        let low = if hits > 0.0 { (middle - half) / scale } else { 0.0 };
        let high = if hits < n { (middle + half) / scale } else { 1.0 };
        Some((low.max(0.0), high.min(1.0)))
    }
}

impl Add for Counted {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { hits: self.hits + other.hits, of: self.of + other.of }
    }
}

impl Sub for Counted {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { hits: self.hits - other.hits, of: self.of - other.of }
    }
}

impl<'c> Sum<&'c Self> for Counted {
    fn sum<I: Iterator<Item = &'c Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| sum + *one)
    }
}

impl FromIterator<bool> for Counted {
    fn from_iter<I: IntoIterator<Item = bool>>(hits: I) -> Self {
        let mut counted = Self::default();
        hits.into_iter().for_each(|hit| counted.count(hit));
        counted
    }
}

/// The mean of some values; `None` without any.
pub(crate) fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.into_iter().fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// The order of two figures; a missing one comes last either way.
pub(super) fn missing_last(a: Option<f64>, b: Option<f64>, descending: bool) -> Ordering {
    let by_value = a.partial_cmp(&b).unwrap_or(Ordering::Equal);
    a.is_none().cmp(&b.is_none()).then(if descending { by_value.reverse() } else { by_value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(hits: u32, votes: u32) -> Option<(f64, f64)> {
        let four = |x: f64| (x * 1e4).round() / 1e4;
        Counted { hits, of: votes }.interval().map(|(low, high)| (four(low), four(high)))
    }

    #[test]
    fn intervals_are_those_of_the_literature() {
        // Newcombe 1998, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17: table
        // I, method 3 (score without continuity correction).
        assert_eq!(rounded(81, 263), Some((0.2553, 0.3662)));
        assert_eq!(rounded(15, 148), Some((0.0624, 0.1605)));
        assert_eq!(rounded(0, 20), Some((0.0, 0.1611)));
        assert_eq!(rounded(1, 29), Some((0.0061, 0.1718)));
    }

    #[test]
    fn none_and_all_reach_the_ends_exactly() {
        let ends = |hits: u32| Counted { hits, of: 14 }.interval();
        assert_eq!((ends(0).map(|(low, _)| low), ends(14).map(|(_, high)| high)), (Some(0.0), Some(1.0)));
    }

    #[test]
    fn without_a_vote_there_is_neither_share_nor_interval() {
        assert_eq!((Counted::default().share(), Counted::default().interval()), (None, None));
    }
}
