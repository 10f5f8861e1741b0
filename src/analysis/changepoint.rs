//! Where a series of years changed beyond chance.
//!
//! The split of a series is the one with the largest difference of the means before and after it, each year counted once
//! whatever its votes (the likelihood ratio of two normal means against one: Sen and Srivastava 1975, Annals of Statistics
//! 3(1): 98-108). Several come from binary segmentation (Vostrikova 1981), their p-values from permuted whole years: a year has an
//! agenda of its own, so neither votes nor meeting days of different years stand for one another. That cannot tell a change in
//! the latest of m years, whose p-value is never below about 1/m; there the binomial likelihood ratio is asked (Hinkley and
//! Hinkley 1970, Biometrika 57(3): 477-488), by permuted meeting days. `docs/turning.md` has what either finds.

use super::{counted::Counted, random::SplitMix64};
use crate::members::order::InOrder as _;

/// How many permutations a test takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effort {
    /// The most permutations.
    pub permutations: u32,
    /// After this many that are as extreme as what was observed, the p-value is certain enough, and the test ends:
    /// Besag and Clifford 1991, "Sequential Monte Carlo p-values", Biometrika 78(2): 301-304.
    pub enough: u32,
}

impl Effort {
    /// The effort for one member, or all of them: the least p-value is 0.0001.
    pub(super) const WHOLE: Self = Self { permutations: 9_999, enough: 200 };
    /// The effort for all pairs, 18,000 of them: the least p-value is 0.0007.
    pub(super) const OF_PAIRS: Self = Self { permutations: 1_499, enough: 30 };
}

/// Likelihood ratios that differ by less are the same.
const SAME: f64 = 1e-9;

/// n ln n for whole numbers: likelihoods are sums of them.
#[derive(Clone, Debug)]
pub(super) struct Likelihoods(Vec<f64>);

impl Likelihoods {
    /// The likelihoods of up to this many votes.
    pub(super) fn of(votes: u32) -> Self {
        Self((0..=votes).map(|n| if n == 0 { 0.0 } else { f64::from(n) * f64::from(n).ln() }).collect())
    }

    /// The logarithm of the likelihood of a share, the binomial coefficient left out.
    fn one(&self, sum: Counted) -> f64 {
        let term = |n: u32| self.0[n as usize];
        term(sum.hits) + term(sum.of - sum.hits) - term(sum.of)
    }

    /// Twice the logarithm of the likelihood ratio of two shares against one.
    fn ratio(&self, before: Counted, after: Counted) -> f64 {
        (2.0 * (self.one(before) + self.one(after) - self.one(before + after))).max(0.0)
    }

    /// The place of the first year after the best split, and its ratio.
    fn split(&self, years: &[Counted]) -> Option<(usize, f64)> {
        let all: Counted = years.iter().sum();
        let (mut before, mut best) = (Counted::default(), None);
        for (place, year) in years.iter().enumerate().take(years.len().saturating_sub(1)) {
            before = before + *year;
            let ratio = self.ratio(before, all - before);
            if best.is_none_or(|(_, most)| ratio > most + SAME) {
                best = Some((place + 1, ratio));
            }
        }
        best
    }
}

/// A year in which a series changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// The first year after the change, by its place.
    pub at: usize,
    /// How often chance gives as large a change.
    pub p: f64,
    /// How often permuted whole years give as large a change: the same, but where meeting days were permuted.
    pub p_of_years: f64,
    /// The mean after it less the mean before it, each to the next point.
    pub change: f64,
}

/// The years in which the values of a series changed by at least so much, at this level, in order. Each value is that of a
/// year. A change that is too small still parts the years for the others.
pub(super) fn of_years(values: &[f64], least: f64, level: f64, seed: u64) -> Vec<Point> {
    let mut found = Vec::new();
    segment(values, (0, values.len()), level, seed, &mut found);
    found.in_order_of(|point: &Point| point.at);
    let bounds: Vec<usize> = [0].into_iter().chain(found.iter().map(|point| point.at)).chain([values.len()]).collect();
    let mean = |from: usize, to: usize| values[from..to].iter().sum::<f64>() / (to - from) as f64;
    for (point, bounds) in found.iter_mut().zip(bounds.windows(3)) {
        point.change = mean(bounds[1], bounds[2]) - mean(bounds[0], bounds[1]);
    }
    found.retain(|point| point.change.abs() >= least);
    found
}

fn segment(values: &[f64], (from, to): (usize, usize), level: f64, seed: u64, found: &mut Vec<Point>) {
    let part = &values[from..to];
    let Some((at, size)) = of_means(part).filter(|(_, size)| *size > SAME) else { return };
    let mut generator = SplitMix64::of(seed, (from as u64) << 32 | to as u64);
    let mut permuted = part.to_vec();
    let p = p_value(Effort::WHOLE, &mut generator, |generator| {
        generator.shuffle(&mut permuted, usize::MAX);
        of_means(&permuted).is_some_and(|(_, other)| other >= size - SAME)
    });
    if p >= level {
        return;
    }
    found.push(Point { at: from + at, p, p_of_years: p, change: 0.0 });
    segment(values, (from, from + at), level, seed, found);
    segment(values, (from + at, to), level, seed, found);
}

/// The place of the first year after the best split, and the squared difference of the means on both sides, weighted by how
/// many years these are.
fn of_means(values: &[f64]) -> Option<(usize, f64)> {
    let (all, count) = (values.iter().sum::<f64>(), values.len() as f64);
    let (mut before, mut best) = (0.0, None);
    for (place, value) in values.iter().enumerate().take(values.len().saturating_sub(1)) {
        before += value;
        let (left, right) = ((place + 1) as f64, count - (place + 1) as f64);
        let size = (before / left - (all - before) / right).powi(2) * left * right / count;
        if best.is_none_or(|(_, most)| size > most + SAME) {
            best = Some((place + 1, size));
        }
    }
    best
}

/// The change of a share by at least so much at this level, by permuted meeting days, where the best split of all is one of
/// the last so many; each year is a list of days.
pub(super) fn at_the_end(years: &[Vec<Counted>], latest: usize, least: f64, level: f64, seed: u64) -> Option<Point> {
    let sums: Vec<Counted> = years.iter().map(|days| days.iter().sum()).collect();
    let likelihoods = Likelihoods::of(sums.iter().sum::<Counted>().of);
    let (at, ratio) = likelihoods.split(&sums)?;
    let share = |years: &[Counted]| years.iter().sum::<Counted>().share();
    let change = share(&sums[at..])? - share(&sums[..at])?;
    if at + latest < sums.len() || ratio <= SAME || change.abs() < least {
        return None;
    }
    let mut generator = SplitMix64::of(seed, u64::MAX);
    let is_extreme = |years: &[Counted]| likelihoods.split(years).is_some_and(|(_, other)| other >= ratio - SAME);
    let mut days: Vec<Counted> = years.iter().flatten().copied().collect();
    let p = p_value(Effort::WHOLE, &mut generator, |generator| {
        generator.shuffle(&mut days, usize::MAX);
        let mut rest = days.as_slice();
        let years = years.iter().filter_map(|year| rest.split_off(..year.len()));
        is_extreme(&years.map(|days| days.iter().sum()).collect::<Vec<_>>())
    });
    if p >= level {
        return None;
    }
    let mut permuted = sums.clone();
    let p_of_years = p_value(Effort::WHOLE, &mut generator, |generator| {
        generator.shuffle(&mut permuted, usize::MAX);
        is_extreme(&permuted)
    });
    Some(Point { at, p, p_of_years, change })
}

/// The p-value of one known split: how often as many days drawn from all give as large a ratio. None without votes on
/// both sides. `likelihoods` are of as many votes at least.
pub(super) fn p_of_split(
    before: &[Counted], after: &[Counted], likelihoods: &Likelihoods, effort: Effort, generator: &mut SplitMix64,
) -> Option<f64> {
    let (sum_before, sum_after) = (before.iter().sum::<Counted>(), after.iter().sum::<Counted>());
    if sum_before.of == 0 || sum_after.of == 0 {
        return None;
    }
    let all = sum_before + sum_after;
    let observed = likelihoods.ratio(sum_before, sum_after);
    let whole = likelihoods.one(all);
    // A day is one word, so that it is drawn and added in one step: of all pairs this is most of the time.
    let word = |day: &Counted| u64::from(day.of) << 32 | u64::from(day.hits);
    let mut days: Vec<u64> = after.iter().chain(before).map(word).collect();
    Some(p_value(effort, generator, |generator| {
        let mut drawn = 0;
        generator.draw(&mut days, after.len(), |day| drawn += day);
        let drawn = Counted::new(drawn as u32, (drawn >> 32) as u32);
        let ratio = 2.0 * (likelihoods.one(all - drawn) + likelihoods.one(drawn) - whole);
        ratio.max(0.0) >= observed - SAME
    }))
}

/// The share of permutations that are as extreme, the series itself counted as one: never 0.
fn p_value(effort: Effort, generator: &mut SplitMix64, mut is_extreme: impl FnMut(&mut SplitMix64) -> bool) -> f64 {
    let mut extreme = 0;
    for drawn in 1..=effort.permutations {
        extreme += u32::from(is_extreme(generator));
        if extreme == effort.enough {
            return f64::from(extreme) / f64::from(drawn);
        }
    }
    f64::from(extreme + 1) / f64::from(effort.permutations + 1)
}

/// The p-values adjusted so that those below a level hold at most that share of false discoveries: Benjamini and
/// Hochberg 1995, Journal of the Royal Statistical Society B 57(1): 289-300.
pub(super) fn false_discovery_rates(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.in_order(|a, b| p[*b].total_cmp(&p[*a]));
    let (mut rates, mut least) = (vec![1.0; p.len()], 1.0_f64);
    for (place, &at) in order.iter().enumerate() {
        let rank = (p.len() - place) as f64;
        least = least.min(p[at] * p.len() as f64 / rank);
        rates[at] = least;
    }
    rates
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Years of ten days each of ten votes, with this many in agreement on every day.
    fn years(hits: &[u32]) -> Vec<Vec<Counted>> {
        hits.iter().map(|hits| vec![Counted { hits: *hits, of: 10 }; 10]).collect()
    }

    #[test]
    fn the_ratio_is_worked_out_by_hand() {
        // 1 of 2 and 1 of 2 are one share. 2 of 2 and 0 of 2: ln L is 0 for each and 4 ln 1/2 together: 8 ln 2.
        let (cluster, likelihoods) = (|hits: u32, of: u32| Counted { hits, of }, Likelihoods::of(6));
        assert!(likelihoods.ratio(cluster(1, 2), cluster(1, 2)).abs() < 1e-12);
        assert!((likelihoods.ratio(cluster(2, 2), cluster(0, 2)) - 8.0 * 2.0_f64.ln()).abs() < 1e-12);
        // Against the best split of 2/2, 2/2, 0/2: after the second year.
        let best = likelihoods.split(&[cluster(2, 2), cluster(2, 2), cluster(0, 2)]);
        assert_eq!(best.map(|(at, _)| at), Some(2));
    }

    #[test]
    fn the_size_of_a_split_is_worked_out_by_hand() {
        // 7 7 7 2 2: the means 7 and 2 differ by 5; 25 x 3 x 2 / 5.
        assert_eq!(of_means(&[7.0, 7.0, 7.0, 2.0, 2.0]), Some((3, 30.0)));
        assert_eq!((of_means(&[7.0]), of_means(&[])), (None, None));
    }

    #[test]
    fn a_clean_change_is_found_where_it_is() {
        let values = [0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.2, 0.2, 0.2, 0.2];
        let found = of_years(&values, 0.08, 0.02, 1);
        assert_eq!(found.iter().map(|point| point.at).collect::<Vec<_>>(), [6]);
        // Of years 2 in 10 over 4 = 210 orders part the two kinds.
        assert!((found[0].p - 2.0 / 210.0).abs() < 0.004 && (found[0].change + 0.5).abs() < 1e-12, "{found:?}");
        // No permutation of 60 days of one kind and 40 of another is as clean, but by a chance of 2 in 100 over 40.
        let end = at_the_end(&years(&[7, 7, 7, 7, 7, 7, 2, 2, 2, 2]), 9, 0.08, 0.01, 1).unwrap();
        assert!(end.at == 6 && (end.p - 0.0001).abs() < 1e-12 && (end.p_of_years - 2.0 / 210.0).abs() < 0.004);
    }

    #[test]
    fn a_change_that_is_too_small_is_none_and_still_parts_the_years() {
        let values = [0.80, 0.81, 0.80, 0.81, 0.80, 0.81, 0.80, 0.75, 0.76, 0.75, 0.76, 0.75, 0.76, 0.75];
        assert_eq!(of_years(&values, 0.08, 0.01, 1), []);
        assert_eq!(of_years(&values, 0.04, 0.01, 1).iter().map(|point| point.at).collect::<Vec<_>>(), [7]);
    }

    #[test]
    fn a_turn_in_the_last_year_is_found_which_permuted_years_could_not() {
        let hits = [7, 6, 7, 7, 6, 7, 7, 6, 7, 2];
        assert_eq!(of_years(&hits.map(|hits| f64::from(hits) / 10.0), 0.08, 0.01, 1), []);
        let found = at_the_end(&years(&hits), 2, 0.08, 0.01, 1).unwrap();
        assert!(found.at == 9 && found.p < 0.001 && found.p_of_years > 0.05, "{found:?}");
        // What changed before the last years is not asked for.
        assert_eq!(at_the_end(&years(&[7, 7, 7, 7, 2, 2, 2, 2]), 2, 0.08, 0.01, 1), None);
    }

    #[test]
    fn two_changes_are_found_and_each_lies_between_its_neighbours() {
        let values: Vec<f64> = [0.8; 8].into_iter().chain([0.3; 8]).chain([0.6; 8]).collect();
        let found = of_years(&values, 0.08, 0.01, 1);
        let told: Vec<_> = found.iter().map(|point| (point.at, (point.change * 10.0).round())).collect();
        assert_eq!(told, [(8, -5.0), (16, 3.0)]);
    }

    #[test]
    fn where_nothing_changes_nothing_is_found() {
        assert_eq!(of_years(&[7; 12].map(f64::from), 0.0, 0.01, 1), []);
        assert_eq!(at_the_end(&years(&[7; 12]), 11, 0.0, 0.01, 1), None);
        assert_eq!(of_years(&[0; 12].map(f64::from), 0.0, 0.01, 1), []);
        assert_eq!(at_the_end(&years(&[0; 12]), 11, 0.0, 0.01, 1), None);
        assert_eq!((of_years(&[], 0.0, 0.01, 1), of_years(&[5.0], 0.0, 0.01, 1)), (vec![], vec![]));
        assert_eq!((at_the_end(&[], 2, 0.0, 0.01, 1), at_the_end(&years(&[5]), 2, 0.0, 0.01, 1)), (None, None));
        // Days that differ as much within a year as between years.
        let mixed: Vec<Vec<Counted>> =
            (0..10).map(|_| [2, 9, 4, 7].map(|hits| Counted { hits, of: 10 }).to_vec()).collect();
        assert_eq!(at_the_end(&mixed, mixed.len(), 0.0, 0.01, 1), None);
    }

    #[test]
    fn a_split_without_votes_on_a_side_has_no_p_value() {
        let one = [Counted { hits: 1, of: 2 }];
        let of_few = Likelihoods::of(6);
        assert_eq!(p_of_split(&[], &one, &of_few, Effort::WHOLE, &mut SplitMix64::new(1)), None);
        assert_eq!(p_of_split(&one, &[Counted::default()], &of_few, Effort::WHOLE, &mut SplitMix64::new(1)), None);
    }

    #[test]
    fn rates_are_those_of_benjamini_and_hochberg() {
        // Their table of 15 p-values (1995, section 3.2): at 0.05 four hypotheses are rejected.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let rates = false_discovery_rates(&p);
        assert_eq!(rates.iter().filter(|rate| **rate < 0.05).count(), 4);
        // 0.0001 x 15 / 1; 0.0095 x 15 / 4; 0.0201 x 15 / 5; the sixth (0.0278 x 15 / 6) has the lower rate of the
        // seventh.
        assert!((rates[0] - 0.0015).abs() < 1e-12 && (rates[3] - 0.035_625).abs() < 1e-12);
        assert!((rates[4] - 0.0603).abs() < 1e-12 && (rates[5] - 0.0298 * 15.0 / 7.0).abs() < 1e-12);
        assert!((rates[14] - 1.0).abs() < 1e-12);
        assert_eq!(false_discovery_rates(&[]), [0.0; 0]);
    }

    fn series() -> impl Strategy<Value = Vec<Vec<Counted>>> {
        let day = (0..8_u32, 0..8_u32).prop_map(|(hits, others)| Counted { hits, of: hits + others });
        prop::collection::vec(prop::collection::vec(day, 0..6), 0..12)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn p_values_lie_above_0_and_the_same_seed_gives_the_same_points(years in series(), seed: u64) {
            let values: Vec<f64> = years.iter().filter_map(|days| days.iter().sum::<Counted>().share()).collect();
            let found = of_years(&values, 0.01, 0.2, seed);
            prop_assert!(found.iter().all(|point| point.p > 0.0 && point.p < 0.2 && point.change.abs() >= 0.01));
            prop_assert!(found.iter().all(|point| 0 < point.at && point.at < values.len()));
            prop_assert!(found.is_sorted_by(|a, b| a.at < b.at));
            prop_assert_eq!(&found, &of_years(&values, 0.01, 0.2, seed));
            let end = at_the_end(&years, 2, 0.01, 0.2, seed);
            prop_assert!(end.is_none_or(|end| end.p > 0.0 && end.p < 0.2 && end.p_of_years > 0.0 && end.p_of_years <= 1.0));
            prop_assert!(end.is_none_or(|end| end.at + 2 >= years.len() && end.at < years.len()));
            prop_assert_eq!(end, at_the_end(&years, 2, 0.01, 0.2, seed));
        }

        #[test]
        fn the_p_value_of_a_split_lies_above_0_and_not_above_1(years in series(), seed: u64) {
            let (before, after) = years.split_at(years.len() / 2);
            let (before, after) = (before.concat(), after.concat());
            let likelihoods = Likelihoods::of(14 * 6 * 12);
            let p = p_of_split(&before, &after, &likelihoods, Effort::OF_PAIRS, &mut SplitMix64::new(seed));
            prop_assert!(p.is_none_or(|p| p > 0.0 && p <= 1.0));
            prop_assert_eq!(p, p_of_split(&before, &after, &likelihoods, Effort::OF_PAIRS, &mut SplitMix64::new(seed)));
        }

        #[test]
        fn rates_are_no_less_than_p_and_keep_its_order(p in prop::collection::vec(0.0..=1.0_f64, 0..30)) {
            let rates = false_discovery_rates(&p);
            prop_assert!(rates.iter().zip(&p).all(|(rate, p)| *rate >= p - 1e-12 && *rate <= 1.0));
            for (a, b) in (0..p.len()).flat_map(|a| (0..p.len()).map(move |b| (a, b))) {
                prop_assert!(p[a] > p[b] || rates[a] <= rates[b] + 1e-12);
            }
        }
    }
}
