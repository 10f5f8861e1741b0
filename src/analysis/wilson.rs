//! How sure a share is that rests on counted votes: the interval of Wilson (1927), "Probable Inference, the Law of
//! Succession, and Statistical Inference", Journal of the American Statistical Association 22(158): 209-212. Unlike the
//! usual interval it stays within 0 and 1 and holds for few votes.

/// The quantile of the normal distribution that leaves 2.5% on each side.
const Z: f64 = 1.959_963_984_540_054;

/// The 95% interval (lower and upper end, 0 to 1) of a share of `hits` in `votes`; `None` without a vote.
#[must_use]
pub fn interval(hits: u32, votes: u32) -> Option<(f64, f64)> {
    if votes == 0 {
        return None;
    }
    let (hits, n) = (f64::from(hits.min(votes)), f64::from(votes));
    let share = hits / n;
    let scale = 1.0 + Z * Z / n;
    let middle = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    // The ends at none and all are 0 and 1 exactly; rounding would leave a trace.
    let low = if hits > 0.0 { (middle - half) / scale } else { 0.0 };
    let high = if hits < n { (middle + half) / scale } else { 1.0 };
    Some((low.max(0.0), high.min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(hits: u32, votes: u32) -> Option<(f64, f64)> {
        let four = |x: f64| (x * 1e4).round() / 1e4;
        interval(hits, votes).map(|(low, high)| (four(low), four(high)))
    }

    #[test]
    fn intervals_are_those_of_the_literature() {
        // Newcombe 1998, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17: table I,
        // method 3 (score without continuity correction).
        assert_eq!(rounded(81, 263), Some((0.2553, 0.3662)));
        assert_eq!(rounded(15, 148), Some((0.0624, 0.1605)));
        assert_eq!(rounded(0, 20), Some((0.0, 0.1611)));
        assert_eq!(rounded(1, 29), Some((0.0061, 0.1718)));
    }

    #[test]
    fn none_and_all_reach_the_ends_exactly() {
        let ends = |hits: u32| interval(hits, 14);
        assert_eq!((ends(0).map(|(low, _)| low), ends(14).map(|(_, high)| high)), (Some(0.0), Some(1.0)));
    }

    #[test]
    fn without_a_vote_there_is_no_interval() {
        assert_eq!(interval(0, 0), None);
    }
}
