//! The positions of all pairs of members in every year, or session, fast enough to be computed anew for each question:
//! members are turned into bits over its roll calls (see [`Sheet`]), and the years are shared among the cores.

use super::counts::{Planes, count, row_start};
use super::positions::Positions;
use super::sheet::{Block, Sheet};
use crate::members::MemberId;
use crate::record::{Date, Record, RollCall, RollCallId};
use crate::{analysis::grouped::grouped, record::parallel::share_out};

/// The positions of all pairs of lines (see [`Record::lines`]) in one calendar year, or another set of roll calls.
#[derive(Clone, Debug, Default)]
pub struct AllPairs<K> {
    /// What the roll calls have in common, such as the calendar year of the votes.
    pub key: K,
    /// Number of roll calls.
    pub roll_calls: usize,
    /// The lines that took a position, in order.
    lines: Vec<MemberId>,
    /// How often each line voted yes, abstained and voted no.
    own: Vec<[u32; 3]>,
    /// For each line but the last the nine cells (rows the line, columns the other), each with one count for every line
    /// behind it.
    counts: Vec<u32>,
}

impl<K: Copy + Default> AllPairs<K> {
    /// The pairs, to be kept beyond the call of [`of_each_year`]'s function.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// The lines that took a position at least once, in order.
    pub fn lines(&self) -> &[MemberId] {
        &self.lines
    }

    /// The positions of two lines; none where one of them took none in the set, or both are the same.
    pub fn positions(&self, a: MemberId, b: MemberId) -> Option<Positions> {
        let place = |line| self.lines.binary_search(&line).ok();
        let (first, second) = (place(a)?, place(b)?);
        let (count, front, back) = (self.lines.len(), first.min(second), first.max(second));
        if front == back {
            return None;
        }
        let positions = self.cells(row_start(count, front) + back - front - 1, count - front - 1);
        Some(if front == first { positions } else { positions.swapped() })
    }

    /// Every line with its positions beside itself: how often it voted yes, abstained and voted no.
    pub fn own(&self) -> impl Iterator<Item = (MemberId, Positions)> {
        self.lines.iter().zip(&self.own).map(|(line, own)| {
            let mut positions = Positions::default();
            own.iter().enumerate().for_each(|(place, votes)| positions.add(place, place, *votes));
            (*line, positions)
        })
    }

    /// Every pair, each once, with its positions; without a common vote too.
    pub fn iter(&self) -> impl Iterator<Item = (MemberId, MemberId, Positions)> {
        let count = self.lines.len();
        (0..count.saturating_sub(1)).flat_map(move |a| {
            // Where the counts of the line begin: looking it up for each pair would take most of the time.
            let (start, width) = (row_start(count, a), count - a - 1);
            (0..width).map(move |at| (self.lines[a], self.lines[a + 1 + at], self.cells(start + at, width)))
        })
    }

    /// Nine counts, so far apart.
    fn cells(&self, start: usize, apart: usize) -> Positions {
        let cell = |cell: usize| self.counts[start + cell * apart];
        Positions { counts: [[cell(0), cell(1), cell(2)], [cell(3), cell(4), cell(5)], [cell(6), cell(7), cell(8)]] }
    }

    /// Turns to another set; the memory is used again.
    pub(super) fn turn_to(&mut self, record: &Record, key: K, ids: &[RollCallId]) {
        let sheet = Sheet::of(record, ids);
        (self.key, self.roll_calls) = (key, ids.len());
        self.lines.clear();
        self.lines.extend(sheet.lines().iter());
        self.own.clear();
        self.own.extend(self.lines.iter().map(|line| sheet.own(*line)));
        self.counts.clear();
        self.counts.resize(row_start(self.lines.len(), self.lines.len().saturating_sub(1)), 0);
        for block in sheet.blocks() {
            count(&planes(block, &self.lines), &mut self.counts);
        }
    }
}

/// The positions of all pairs in each calendar year of the vote, the years in order. Roll calls without a day are in
/// none. Where each year is wanted only once, [`of_each_year`] takes half the time.
pub fn pairs_by_year(record: &Record, ids: &[RollCallId]) -> Vec<AllPairs<i16>> {
    of_each_year(record, ids, AllPairs::take)
}

/// What a function makes of all pairs of each calendar year of the vote. Roll calls without a day are in no year.
pub fn of_each_year<T: Send>(
    record: &Record, ids: &[RollCallId], make: impl Fn(&mut AllPairs<i16>) -> T + Sync,
) -> Vec<T> {
    of_each(record, ids, |roll_call| roll_call.date.map(Date::year), make)
}

/// What a function makes of all pairs of the roll calls with one key, in the order of the keys; it is called on all
/// cores, and may keep the pairs. Roll calls without a key, and what was adopted without a vote, are in none.
pub(crate) fn of_each<K: Copy + Default + Ord + Send + Sync, T: Send>(
    record: &Record, ids: &[RollCallId], key: impl Fn(&RollCall) -> Option<K>,
    make: impl Fn(&mut AllPairs<K>) -> T + Sync,
) -> Vec<T> {
    let work = |pairs: &mut AllPairs<K>, (key, ids): &(K, Vec<RollCallId>)| {
        pairs.turn_to(record, *key, ids);
        make(pairs)
    };
    let votes = ids.iter().copied().filter(|id| record.roll_call(*id).is_vote());
    let mut sets = grouped(votes, |id| key(record.roll_call(id)));
    sets.reverse();
    // The latest first, which have the most votes and members.
    let mut of_sets = share_out(&sets, work);
    of_sets.reverse();
    of_sets
}

/// The bits of these lines alone, side by side.
fn planes(block: &Block, lines: &[MemberId]) -> Planes {
    std::array::from_fn(|plane| lines.iter().map(|line| block[plane][line.index()]).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::agreement::{by_year, sheet::tests};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn all_pairs_at_once_are_the_pairs_one_by_one_from_either_side(rolls in tests::rolls()) {
            let record = tests::record(&rolls);
            let ids: Vec<_> = record.ids().collect();
            let years = pairs_by_year(&record, &ids);
            for (a, b) in (0..8).flat_map(|a| (0..8).map(move |b| (MemberId::new(a), MemberId::new(b)))) {
                let one_by_one = by_year(&record, &ids, a, b);
                prop_assert!(years.iter().map(|pairs| pairs.key).eq(one_by_one.keys().copied()));
                for pairs in years.iter().filter(|_| a != b) {
                    let at_once = pairs.positions(a, b);
                    prop_assert_eq!(at_once.unwrap_or_default(), one_by_one[&pairs.key]);
                    prop_assert_eq!(pairs.positions(b, a).map(|positions| positions.swapped()), at_once);
                }
            }
        }

        #[test]
        fn every_pair_of_lines_is_told_once(rolls in tests::rolls()) {
            let record = tests::record(&rolls);
            for pairs in pairs_by_year(&record, &record.ids().collect::<Vec<_>>()) {
                let lines = pairs.lines().len();
                prop_assert_eq!(pairs.iter().count(), lines * lines.saturating_sub(1) / 2);
                for (a, b, positions) in pairs.iter() {
                    prop_assert!(a < b && pairs.positions(a, b) == Some(positions));
                }
            }
        }
    }

    #[test]
    fn a_year_of_many_roll_calls_is_counted_whole() {
        // 400 roll calls of one year, more than a byte can count; the three members agree in all of them.
        let day = Date::constant(2025, 1, 1);
        let mut builder = crate::record::RecordBuilder::new(crate::members::Members::embedded().into());
        for _ in 0..400 {
            let yes = [0, 100, 199].into_iter().map(MemberId::new).collect();
            let roll = crate::record::Roll { yes, ..crate::record::Roll::default() };
            let mut roll_call = RollCall::new(crate::record::Body::GeneralAssembly);
            roll_call.date = Some(day);
            builder.push(roll_call, roll);
        }
        let record = builder.finish();
        let years = pairs_by_year(&record, &record.ids().collect::<Vec<_>>());
        let counted: Vec<_> = years[0].iter().map(|(.., positions)| positions.identical_votes()).collect();
        assert_eq!(counted, [400, 400, 400]);
    }
}
