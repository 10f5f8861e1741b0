//! The agreement of two lines in each replicate of a bootstrap: the bits of the roll calls in which they stood so are
//! counted as often as the roll calls were drawn. Roll calls are neither selected nor drawn here.

// As in `counts`: instructions of a newer processor may be used only within the function that checked for it.
#![allow(clippy::inline_always)]

use multiversion::multiversion;

use super::measure::{Distances, Measure};
use super::sheet::{Block, Sheet};
use super::{consensus::Joined, positions::Positions};
use crate::analysis::bootstrap::Draws;
use crate::members::MemberId;

/// The value of the measure for a line of one sheet and one of another of the same roll calls in each replicate; none of
/// the coincidence including consensus, which needs more than positions.
pub(crate) fn redrawn(sheets: [&Sheet; 2], [a, b]: [MemberId; 2], measure: Measure, draws: &Draws) -> Vec<Option<f64>> {
    let blocks = || sheets[0].blocks().iter().zip(sheets[1].blocks());
    if measure.is_of_distances() {
        let masks: Vec<[u64; 4]> = blocks().map(|(mine, theirs)| apart(mine, a, theirs, b)).collect();
        let value = |[votes, identical_votes, both_abstained, opposite]: [u32; 4]| {
            measure.of_distances(&Distances { votes, identical_votes, both_abstained, opposite })
        };
        return counted(&masks, draws.bits(), draws.digits()).into_iter().map(value).collect();
    }
    let cell = |(mine, theirs): (&Block, &Block)| -> [u64; 9] {
        std::array::from_fn(|cell| mine[cell / 3][a.index()] & theirs[cell % 3][b.index()])
    };
    let masks: Vec<[u64; 9]> = blocks().map(cell).collect();
    let value = |counts: [u32; 9]| {
        let counts = std::array::from_fn(|x| std::array::from_fn(|y| counts[3 * x + y]));
        measure.value(&Positions { counts }, Joined::default())
    };
    counted(&masks, draws.bits(), draws.digits()).into_iter().map(value).collect()
}

/// The roll calls of a block as [`Distances`] counts them.
fn apart(mine: &Block, a: MemberId, theirs: &Block, b: MemberId) -> [u64; 4] {
    let [[yes_a, abstain_a, no_a], [yes_b, abstain_b, no_b]] =
        [(mine, a), (theirs, b)].map(|(block, line)| block.map(|plane| plane[line.index()]));
    [
        (yes_a | abstain_a | no_a) & (yes_b | abstain_b | no_b),
        (yes_a & yes_b) | (no_a & no_b),
        abstain_a & abstain_b,
        (yes_a & no_b) | (no_a & yes_b),
    ]
}

/// For each replicate how often roll calls of each mask were drawn: the bits of a mask that a binary digit of the weights
/// has as well, counted, times what the digit is worth. Compiled for several processors, as in `counts`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl+avx512vpopcntdq+popcnt", "x86_64+popcnt"))]
fn counted<const N: usize>(masks: &[[u64; N]], bits: &[u64], digits: usize) -> Vec<[u32; N]> {
    let of_replicate = (masks.len() * digits).max(1);
    let mut all = Vec::with_capacity(bits.len() / of_replicate);
    for words in bits.chunks_exact(of_replicate) {
        let mut counts = [0; N];
        for (mask, words) in masks.iter().zip(words.chunks_exact(digits)) {
            for (digit, word) in words.iter().enumerate() {
                for (count, mask) in counts.iter_mut().zip(mask) {
                    *count += (mask & word).count_ones() << digit;
                }
            }
        }
        all.push(counts);
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::bootstrap::Bootstrap;
    use crate::analysis::small_records::{drawn, rolls};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn each_replicate_is_counted_vote_by_vote(rolls in rolls(), seed: u64) {
            let record = drawn(&rolls);
            let ids: Vec<_> = record.ids().collect();
            let sheet = Sheet::of(&record, &ids);
            let draws = Bootstrap { replicates: 7, seed }.draws(ids.len());
            for (a, b) in [(0, 1), (2, 5), (7, 3)] {
                for measure in Measure::OF_POSITIONS {
                    let members = [a, b].map(|member| MemberId::new(member as u8));
                    let values = redrawn([&sheet, &sheet], members, measure, &draws);
                    prop_assert_eq!(values.len(), if ids.is_empty() { 0 } else { 7 });
                    for (value, weights) in values.into_iter().zip(draws.weights()) {
                        let mut brute = Positions::default();
                        for (votes, weight) in rolls.iter().zip(weights) {
                            if votes[a] < 3 && votes[b] < 3 {
                                brute.add(votes[a].into(), votes[b].into(), *weight);
                            }
                        }
                        prop_assert_eq!(value, measure.value(&brute, Joined::default()));
                    }
                }
            }
        }
    }
}
