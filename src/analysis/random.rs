//! A small generator of pseudo-random numbers, so that the same seed gives the same bytes on every machine and in every
//! version: `SplitMix64` (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA). It is
//! for permutations, not for secrets.

/// The generator.
#[derive(Clone, Debug)]
pub(super) struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// The generator of a seed.
    pub(super) const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// One of a family under the same seed, for what is computed in any order.
    pub(super) fn of(seed: u64, number: u64) -> Self {
        let mut one = Self::new(seed ^ number.wrapping_mul(0xD134_2543_DE82_EF95));
        Self::new(one.next())
    }

    /// The next number.
    #[allow(clippy::should_implement_trait)] // it has no end
    pub(super) const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which is above 0: the high half of the product (Lemire 2019). That some come more often
    /// by one in 2^64 / `bound` does not matter here.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// Brings the first `chosen` places of a slice into random order, drawn from the whole (Fisher and Yates).
    pub(super) fn shuffle<T: Copy>(&mut self, all: &mut [T], chosen: usize) {
        self.draw(all, chosen, |_| ());
    }

    /// The same, with what a function makes of each that is drawn.
    #[inline]
    pub(super) fn draw<T: Copy>(&mut self, all: &mut [T], chosen: usize, mut drawn: impl FnMut(T)) {
        for place in 0..chosen.min(all.len()) {
            let rest = &mut all[place..];
            let other = self.below(rest.len());
            rest.swap(0, other);
            drawn(rest[0]);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_reference() {
        // The output of Vigna's splitmix64.c for the seed 1234567.
        let mut generator = SplitMix64::new(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(expected.map(|_| generator.next()), expected);
    }

    proptest! {
        #[test]
        fn a_shuffled_slice_holds_what_it_held(seed: u64, length in 0..40_usize, chosen in 0..50_usize) {
            let mut all: Vec<usize> = (0..length).collect();
            SplitMix64::new(seed).shuffle(&mut all, chosen);
            all.sort_unstable();
            prop_assert!(all.into_iter().eq(0..length));
        }
    }
}
