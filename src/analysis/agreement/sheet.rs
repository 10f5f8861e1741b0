//! A set of roll calls turned on its side: for every member its yes, abstentions and no as bits over roll calls, so
//! that the positions of a pair are a few ANDs and counted bits.

use super::positions::Positions;
use crate::analysis::counted::Counted;
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Date, Record, RollCallId};

/// Roll calls in one word.
const WORD: usize = 64;

/// The positions of all lines (see [`Record::lines`]) in up to 64 roll calls: one word of bits each for yes, abstain, no.
pub(super) type Block = [[u64; MemberSet::CAPACITY]; 3];

/// Every line's positions over a set of roll calls.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    blocks: Vec<Block>,
}

impl Sheet {
    /// The sheet of these roll calls.
    pub(crate) fn of(record: &Record, ids: &[RollCallId]) -> Self {
        Self::with(record, ids, MemberSet::EMPTY, |_| None)
    }

    /// The sheet of the votes of only those on a list on the day of the vote: the votes of a group's members
    /// while they were in it. Where the day is not known the list is taken as it is now.
    pub(crate) fn of_list(record: &Record, ids: &[RollCallId], list: &MemberList) -> Self {
        // Many roll calls are of one day.
        let mut known = None;
        Self::with(record, ids, list.kept(record.members()), |id| {
            let day = record.roll_call(id).date.unwrap_or(Date::MAX);
            let (_, of_day) =
                known.take().filter(|(of, _)| *of == day).unwrap_or_else(|| (day, list.on(record.members(), day)));
            known = Some((day, of_day));
            Some(of_day)
        })
    }

    /// A sheet on which being there without voting stands as a yes, and nothing else does: beside another sheet it
    /// counts who was absent where the other took a position.
    pub(crate) fn of_absences(record: &Record, ids: &[RollCallId], list: Option<&MemberList>) -> Self {
        Self::made(ids, |id| [record.lines_of(id, list).non_voting, MemberSet::EMPTY, MemberSet::EMPTY])
    }

    fn with(
        record: &Record, ids: &[RollCallId], kept: MemberSet, mut of_day: impl FnMut(RollCallId) -> Option<MemberSet>,
    ) -> Self {
        Self::made(ids, |id| {
            let roll = of_day(id).map_or(*record.roll(id), |members| record.roll(id).within(members));
            let roll = roll.by_line(record.members(), record.roll_call(id).date, kept);
            [roll.yes, roll.abstain, roll.no]
        })
    }

    /// The sheet of what stands for a yes, an abstention and a no in each roll call.
    fn made(ids: &[RollCallId], mut sets: impl FnMut(RollCallId) -> [MemberSet; 3]) -> Self {
        let mut block = |ids: &[RollCallId]| {
            let mut block: Block = [[0; MemberSet::CAPACITY]; 3];
            for (place, &id) in ids.iter().enumerate() {
                for (plane, set) in block.iter_mut().zip(sets(id)) {
                    for (word, bits) in set.words().iter().enumerate() {
                        plane[word * WORD + place] = *bits;
                    }
                }
            }
            block.iter_mut().flat_map(|plane| plane.as_chunks_mut::<WORD>().0).for_each(transpose);
            block
        };
        Self { blocks: ids.chunks(WORD).map(&mut block).collect() }
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The lines that took a position at least once.
    pub(crate) fn lines(&self) -> MemberSet {
        let votes = |line: &MemberId| self.blocks.iter().flatten().any(|plane| plane[line.index()] != 0);
        (0..=u8::MAX).map(MemberId::new).filter(votes).collect()
    }

    /// The number of roll calls in which any of these lines took a position.
    pub(crate) fn taken_part(&self, lines: MemberSet) -> u32 {
        let of_line = |block: &Block, line: MemberId| block.iter().fold(0, |any, plane| any | plane[line.index()]);
        self.blocks.iter().map(|block| lines.iter().fold(0, |any, line| any | of_line(block, line)).count_ones()).sum()
    }

    /// How often a line voted yes, abstained and voted no.
    pub(super) fn own(&self, line: MemberId) -> [u32; 3] {
        let votes = |place: usize| self.blocks.iter().map(|block| block[place][line.index()].count_ones()).sum();
        std::array::from_fn(votes)
    }

    /// The positions of a line of this sheet and one of another sheet, or this one, of the same roll calls.
    pub(crate) fn positions_with(&self, a: MemberId, other: &Self, b: MemberId) -> Positions {
        let mut positions = Positions::default();
        for (mine, theirs) in self.blocks.iter().zip(&other.blocks) {
            for (row, plane) in mine.iter().enumerate() {
                for (column, other) in theirs.iter().enumerate() {
                    positions.add(row, column, (plane[a.index()] & other[b.index()]).count_ones());
                }
            }
        }
        positions
    }

    /// The roll calls in which two lines of this sheet both took a position, and those with the same one.
    pub(crate) fn identical(&self, a: MemberId, b: MemberId) -> Counted {
        let mut counted = Counted::default();
        for block in &self.blocks {
            let [mine, theirs] = [a, b].map(|line| [0, 1, 2].map(|plane| block[plane][line.index()]));
            let any = |of: [u64; 3]| of[0] | of[1] | of[2];
            counted.of += (any(mine) & any(theirs)).count_ones();
            // A line has one position in a roll call, so that no bit is set twice.
            counted.hits += (mine[0] & theirs[0] | mine[1] & theirs[1] | mine[2] & theirs[2]).count_ones();
        }
        counted
    }

    /// Marks the roll calls, as bits in their order, in which a line of this sheet and one of another both took a
    /// position.
    pub(crate) fn mark_common(&self, a: MemberId, other: &Self, b: MemberId, roll_calls: &mut [u64]) {
        let present = |block: &Block, line: MemberId| block.iter().fold(0, |any, plane| any | plane[line.index()]);
        for ((mine, theirs), word) in self.blocks.iter().zip(&other.blocks).zip(roll_calls) {
            *word |= present(mine, a) & present(theirs, b);
        }
    }
}

/// Turns 64 x 64 bits on their side, blocks of 32 first: Warren, *Hacker's Delight*, 2nd edition, section 7-3.
fn transpose(rows: &mut [u64; WORD]) {
    let (mut width, mut mask) = (WORD / 2, u64::from(u32::MAX));
    while width > 0 {
        for pair in rows.chunks_exact_mut(2 * width) {
            let (upper, lower) = pair.split_at_mut(width);
            for (upper, lower) in upper.iter_mut().zip(lower) {
                let differing = ((*upper >> width) ^ *lower) & mask;
                *upper ^= differing << width;
                *lower ^= differing;
            }
        }
        width /= 2;
        mask ^= mask << width;
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        analysis::agreement::of_pair,
        members::Members,
        record::{Body, RecordBuilder, Roll, RollCall, Vote},
    };

    pub(crate) use crate::analysis::small_records::{drawn as record, rolls};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_sheet_counts_what_the_roll_calls_hold_one_by_one(rolls in rolls()) {
            let record = record(&rolls);
            let ids: Vec<_> = record.ids().collect();
            let sheet = Sheet::of(&record, &ids);
            for (a, b) in (0..8).flat_map(|a| (0..8).map(move |b| (a, b))) {
                let mut brute = Positions::default();
                let common = rolls.iter().map(|votes| (votes[a], votes[b])).filter(|(a, b)| *a < 3 && *b < 3);
                for (a, b) in common {
                    brute.add(a.into(), b.into(), 1);
                }
                let (a, b) = (MemberId::new(a as u8), MemberId::new(b as u8));
                prop_assert_eq!(sheet.positions_with(a, &sheet, b), brute);
                prop_assert_eq!(sheet.identical(a, b), Counted::new(brute.identical(), brute.votes()));
                prop_assert_eq!(sheet.positions_with(b, &sheet, a), brute.swapped());
                prop_assert_eq!(of_pair(&record, &ids, a, b), brute);
            }
        }
    }

    #[test]
    fn bits_are_turned_on_their_side() {
        let mut rows = [0; WORD];
        (rows[3], rows[40]) = (1 << 60 | 1, 1 << 5);
        transpose(&mut rows);
        assert_eq!((rows[60], rows[0], rows[5]), (1 << 3, 1 << 3, 1 << 40));
        assert_eq!(rows.iter().map(|row| row.count_ones()).sum::<u32>(), 3);
    }

    #[test]
    fn a_groups_votes_count_while_a_member_is_in_it() {
        // The United Kingdom left the European Union on 31 January 2020.
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for date in ["2019-12-01", "2020-12-01"] {
            let mut roll = Roll::default();
            for code in ["USA", "GBR", "FRA"] {
                roll.enter(builder.members().by_code(code).unwrap(), Vote::Yes);
            }
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.date = date.parse().ok();
            builder.push(roll_call, roll);
        }
        let record = builder.finish();
        let (members, ids) = (record.members(), record.ids().collect::<Vec<_>>());
        let of = |list: &str| Sheet::of_list(&record, &ids, &members.list(list).unwrap());
        let (usa, eu) = (of("US"), of("EU"));
        let code = |code: &str| members.by_code(code).unwrap();
        assert_eq!(usa.positions_with(code("USA"), &eu, code("GBR")).votes(), 1);
        assert_eq!(usa.positions_with(code("USA"), &eu, code("FRA")).votes(), 2);
        assert_eq!(eu.lines().len(), 2);
    }
}
