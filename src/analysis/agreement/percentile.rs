//! Where a value of agreement stands among those of all pairs of members. It selects no roll calls.

// As in `counts`: instructions of a newer processor may be used only within the function that checked for it.
#![allow(clippy::inline_always)]

use multiversion::multiversion;

use super::measure::{Distances, Measure};
use super::sheet::{Block, Sheet};
use super::{consensus::Joined, pairs::AllPairs};
use crate::record::{Record, RollCallId};
use crate::{members::MemberId, record::parallel::share_out};

/// The place of a value among those of other pairs, as they are counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    value: f64,
    /// The fewest common votes of the pairs that it is compared with.
    least_votes: u32,
    all: u32,
    /// Twice the number of those below, and once that of those that are the same.
    halves: u32,
}

/// Where values stand among those of all pairs, each in a set of roll calls that were votes: the share (0 to 1) of all
/// pairs with enough common votes whose value is below it, those with the same value counted half. Nothing is given for
/// sets without a value that is asked for, or without another pair; nor of the coincidence including consensus, which
/// needs more than positions. The last sets should be the largest, as those of the latest years are.
pub(crate) fn percentiles(
    record: &Record, sets: &[(&[RollCallId], Option<Place>)], measure: Measure,
) -> Vec<Option<f64>> {
    let place = |pairs: &mut AllPairs<()>, (ids, place): &&(&[RollCallId], Option<Place>)| {
        let mut place = (*place)?;
        if measure.is_of_distances() {
            let sheet = Sheet::of(record, ids);
            let of_set: Vec<MemberId> = sheet.lines().iter().collect();
            let (bits, blocks) = (bits(sheet.blocks(), &of_set), sheet.blocks().len());
            return all_distances(&bits, blocks, measure, place).share();
        }
        pairs.turn_to(record, (), ids);
        for (.., positions) in pairs.iter() {
            if positions.votes() >= place.least_votes
                && let Some(of_pair) = measure.value(&positions, Joined::default())
            {
                place.count(of_pair);
            }
        }
        place.share()
    };
    share_out(&sets.iter().rev().collect::<Vec<_>>(), place).into_iter().rev().collect()
}

/// The values of all pairs of members with at least so many common votes in roll calls that were votes, in ascending
/// order; none of the coincidence including consensus, which needs more than positions.
pub(crate) fn values_of_pairs(record: &Record, ids: &[RollCallId], measure: Measure, least_votes: u32) -> Vec<f64> {
    let mut pairs = AllPairs::<()>::default();
    pairs.turn_to(record, (), ids);
    let enough = pairs.iter().filter(|(.., positions)| positions.votes() >= least_votes.max(1));
    let mut values: Vec<f64> =
        enough.filter_map(|(.., positions)| measure.value(&positions, Joined::default())).collect();
    values.sort_unstable_by(f64::total_cmp);
    values
}

/// The share (0 to 1) of these values, in ascending order, that are below one of them, those that are the same counted
/// half; none without another.
pub(crate) fn place_among(values: &[f64], value: f64) -> Option<f64> {
    let below = values.partition_point(|other| *other < value) + values.partition_point(|other| *other <= value);
    (values.len() > 1).then(|| below as f64 / (2 * values.len()) as f64)
}

/// A line's positions in up to 64 roll calls, as bits: yes, abstain, no, any of these.
type Bits = [u64; 4];

/// The positions of lines in all blocks, line by line.
fn bits(blocks: &[Block], lines: &[MemberId]) -> Vec<Bits> {
    let bits = |[yes, abstain, no]: [u64; 3]| [yes, abstain, no, yes | abstain | no];
    let of_block = |block: &Block, line: MemberId| bits(std::array::from_fn(|plane| block[plane][line.index()]));
    lines.iter().flat_map(|line| blocks.iter().map(move |block| of_block(block, *line))).collect()
}

/// The distances of all pairs of lines, put in their place. Compiled for several processors, as in `counts`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl+avx512vpopcntdq+popcnt", "x86_64+popcnt"))]
fn all_distances(lines: &[Bits], blocks: usize, measure: Measure, mut place: Place) -> Place {
    let mut rest = lines;
    while let Some((mine, others)) = rest.split_at_checked(blocks) {
        for theirs in others.chunks_exact(blocks) {
            let distances = distances(mine, theirs);
            if distances.votes >= place.least_votes
                && let Some(of_pair) = measure.of_distances(&distances)
            {
                place.count(of_pair);
            }
        }
        rest = others;
    }
    place
}

#[inline(always)]
fn distances(mine: &[Bits], theirs: &[Bits]) -> Distances {
    let mut sum = Distances::default();
    for ([yes_a, abstain_a, no_a, any_a], [yes_b, abstain_b, no_b, any_b]) in mine.iter().zip(theirs) {
        sum.votes += (any_a & any_b).count_ones();
        sum.identical_votes += ((yes_a & yes_b) | (no_a & no_b)).count_ones();
        sum.both_abstained += (abstain_a & abstain_b).count_ones();
        sum.opposite += ((yes_a & no_b) | (no_a & yes_b)).count_ones();
    }
    sum
}

impl Place {
    /// The place of a value among the pairs with at least this many common votes.
    pub(crate) fn of(value: f64, least_votes: u32) -> Self {
        Self { value, least_votes: least_votes.max(1), all: 0, halves: 0 }
    }

    #[inline(always)]
    fn count(&mut self, other: f64) {
        self.all += 1;
        self.halves += u32::from(other < self.value) + u32::from(other <= self.value);
    }

    fn share(&self) -> Option<f64> {
        (self.all > 1).then(|| f64::from(self.halves) / f64::from(2 * self.all))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        analysis::agreement::{pairs_by_year, sheet::tests},
        record::Date,
    };

    /// The percentile of one value among all roll calls.
    fn share(record: &Record, ids: &[RollCallId], measure: Measure, value: f64, least_votes: u32) -> Option<f64> {
        percentiles(record, &[(ids, Some(Place::of(value, least_votes)))], measure)[0]
    }

    #[test]
    fn a_percentile_is_the_share_of_pairs_below() {
        // Members 0 and 1 always agree (1.0); 2 agrees with them in one of two (0.5 and 0.5).
        let record = tests::record(&[vec![0, 0, 0], vec![0, 0, 2]]);
        let ids: Vec<_> = record.ids().collect();
        let share = |value, least_votes| share(&record, &ids, Measure::Identical, value, least_votes);
        assert_eq!(share(1.0, 1), Some(2.5 / 3.0));
        assert_eq!(share(0.5, 1), Some(1.0 / 3.0));
        assert_eq!(share(1.0, 3), None);
        assert_eq!(percentiles(&record, &[(&ids, None)], Measure::Identical), [None]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_percentile_counts_the_pairs_one_by_one(rolls in tests::rolls(), least_votes in 1_u32..4) {
            let record = tests::record(&rolls);
            for pairs in pairs_by_year(&record, &record.ids().collect::<Vec<_>>()) {
                for measure in Measure::OF_POSITIONS {
                    let enough = pairs.iter().filter(|(.., positions)| positions.votes() >= least_votes);
                    let values: Vec<f64> =
                        enough.filter_map(|(.., positions)| measure.value(&positions, Joined::default())).collect();
                    for &value in &values {
                        let below = values.iter().filter(|other| **other < value).count() as f64;
                        // Among them is the value itself.
                        let same = values.iter().filter(|other| other.total_cmp(&value).is_eq()).count() as f64;
                        let expected = (values.len() > 1).then(|| (below + same / 2.0) / values.len() as f64);
                        let ids: Vec<_> =
                            record.ids().filter(|id| record.roll_call(*id).date.map(Date::year) == Some(pairs.key)).collect();
                        prop_assert_eq!(share(&record, &ids, measure, value, least_votes), expected);
                        let all = values_of_pairs(&record, &ids, measure, least_votes);
                        prop_assert_eq!(place_among(&all, value), expected);
                    }
                }
            }
        }
    }
}
