//! How far figures would vary if other roll calls like these had been voted on: as many are drawn from them, with
//! replacement, again and again, and the middle 95% of what comes out is the interval. It knows no measure.
//!
//! Efron 1979, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7(1): 1-26; the percentile interval:
//! Efron and Tibshirani 1993, *An Introduction to the Bootstrap*, section 13.3. Draws are by roll call, so whatever is of one
//! roll call stays together: the votes of all pairs of two groups, or of a whole matrix.

use super::random::SplitMix64;

/// How often roll calls are drawn anew, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)] // there is no more to it
pub struct Bootstrap {
    /// How often.
    pub replicates: u32,
    /// The seed; the same one gives the same figures on every machine.
    pub seed: u64,
}

/// Roll calls in one word.
const WORD: usize = 64;

/// How often each of some roll calls was drawn in each replicate.
#[derive(Clone, Debug)]
pub(crate) struct Draws {
    /// Replicate by replicate.
    weights: Vec<u32>,
    roll_calls: usize,
    bits: Vec<u64>,
    digits: usize,
}

impl Bootstrap {
    /// The draws from so many roll calls.
    pub(crate) fn draws(self, roll_calls: usize) -> Draws {
        let mut weights = vec![0; roll_calls * self.replicates as usize];
        for (replicate, drawn) in (0..).zip(weights.chunks_exact_mut(roll_calls.max(1))) {
            let mut random = SplitMix64::of(self.seed, replicate);
            for _ in 0..roll_calls {
                drawn[random.below(roll_calls)] += 1;
            }
        }
        let most: u32 = weights.iter().copied().max().unwrap_or(0);
        let digits = (u32::BITS - most.leading_zeros()) as usize;
        let mut bits = Vec::with_capacity(weights.len() / WORD * digits);
        for drawn in weights.chunks_exact(roll_calls.max(1)) {
            for block in drawn.chunks(WORD) {
                bits.extend((0..digits).map(|digit| {
                    let bit = |(place, weight): (usize, &u32)| u64::from(weight >> digit & 1) << place;
                    block.iter().enumerate().map(bit).sum::<u64>()
                }));
            }
        }
        Draws { weights, roll_calls, bits, digits }
    }
}

impl Draws {
    /// The weights as bits: replicate by replicate and block by block of 64 roll calls, a word for each of
    /// [`Self::digits`].
    pub(crate) fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// Binary digits of the largest weight.
    pub(crate) const fn digits(&self) -> usize {
        self.digits
    }

    /// How often each roll call was drawn, replicate by replicate.
    pub(crate) fn weights(&self) -> impl Iterator<Item = &[u32]> {
        self.weights.chunks_exact(self.roll_calls.max(1))
    }

    /// The mean of a figure of single roll calls in each replicate, over those drawn that have one; none without any.
    pub(crate) fn means(&self, figures: &[Option<f64>]) -> Vec<Option<f64>> {
        let mean = |drawn: &[u32]| {
            let (mut sum, mut count) = (0.0, 0);
            for (weight, figure) in drawn.iter().zip(figures) {
                if let Some(figure) = figure {
                    sum += f64::from(*weight) * figure;
                    count += weight;
                }
            }
            (count > 0).then(|| sum / f64::from(count))
        };
        self.weights().map(mean).collect()
    }
}

/// The middle 95% of what came out of the replicates, the ends interpolated between neighbours; none where fewer than half
/// of them have a value.
pub(crate) fn interval(values: &[Option<f64>]) -> Option<(f64, f64)> {
    let mut known: Vec<f64> = values.iter().flatten().copied().collect();
    if known.is_empty() || 2 * known.len() < values.len() {
        return None;
    }
    // Only what stands around the two quantiles is brought to its place: sorting all takes twice as long.
    let mut from = 0;
    for permille in [LOW, HIGH] {
        let at = permille * (known.len() - 1);
        for place in [at / 1000, at.div_ceil(1000)] {
            if place >= from {
                known[from..].select_nth_unstable_by(place - from, f64::total_cmp);
                from = place + 1;
            }
        }
    }
    let quantile = |permille| {
        let (below, above, part) = around(&known, permille);
        below + part * (above - below)
    };
    Some((quantile(LOW), quantile(HIGH)))
}

/// The quantiles at the ends of the middle 95%, in thousandths.
pub(crate) const LOW: usize = 25;
pub(crate) const HIGH: usize = 975;

/// The values around a quantile of some in ascending order, of which the others need not be, and how far it lies from the first to the second, 0 to 1.
///
/// # Panics
/// If there is none.
pub(crate) fn around<T: Copy>(sorted: &[T], permille: usize) -> (T, T, f64) {
    let at = permille * (sorted.len() - 1);
    (sorted[at / 1000], sorted[at.div_ceil(1000)], (at % 1000) as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_interval_has_the_middle_of_the_values() {
        // Of 0 to 1000 the quantiles are 25 and 975; of 0 and 1 they are interpolated.
        let values: Vec<_> = (0..=1000).rev().map(|value| Some(f64::from(value))).collect();
        assert_eq!(interval(&values), Some((25.0, 975.0)));
        assert_eq!(interval(&[Some(1.0), Some(0.0)]), Some((0.025, 0.975)));
        assert_eq!((interval(&[]), interval(&[None, None, Some(1.0)])), (None, None));
        assert_eq!(interval(&[None, Some(1.0)]), Some((1.0, 1.0)));
    }

    #[test]
    fn quantiles_are_those_of_all_values_in_order() {
        for count in 1..60 {
            let values: Vec<f64> = (0..count).map(|at| f64::from(at * 37 % 61 % 17)).collect();
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            let of = |permille| {
                let (below, above, part) = around(&sorted, permille);
                below + part * (above - below)
            };
            let values: Vec<_> = values.into_iter().map(Some).collect();
            assert_eq!(interval(&values), Some((of(25), of(975))), "{count}");
        }
    }

    #[test]
    fn the_spread_of_a_share_is_the_one_that_theory_gives() {
        // 60 of 100 votes: the standard error is sqrt(0.6 x 0.4 / 100) = 0.049, so about 0.504 to 0.696.
        let figures: Vec<_> = (0..100).map(|at| Some(f64::from(u8::from(at < 60)))).collect();
        let draws = Bootstrap { replicates: 4000, seed: 1 }.draws(100);
        let (low, high) = interval(&draws.means(&figures)).unwrap();
        assert!((low - 0.504).abs() < 0.011 && (high - 0.696).abs() < 0.011, "{low} {high}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn each_replicate_draws_as_many_and_its_bits_are_its_weights(seed: u64, roll_calls in 1..200_usize) {
            let draws = Bootstrap { replicates: 5, seed }.draws(roll_calls);
            prop_assert_eq!(draws.weights().count(), 5);
            let of_replicate = roll_calls.div_ceil(64) * draws.digits();
            for (drawn, words) in draws.weights().zip(draws.bits().chunks(of_replicate)) {
                prop_assert_eq!(drawn.iter().sum::<u32>() as usize, roll_calls);
                for (at, weight) in drawn.iter().enumerate() {
                    let of_digit = |digit: usize| (words[at / 64 * draws.digits + digit] >> (at % 64) & 1) << digit;
                    prop_assert_eq!((0..draws.digits).map(of_digit).sum::<u64>(), u64::from(*weight));
                }
            }
        }
    }
}
