//! The positions of all pairs of lines over one set of roll calls, counted on all cores.

use std::thread;

use crate::analysis::agreement::{AllPairs, Positions, of_each};
use crate::members::{MemberId, MemberSet};
use crate::record::{Record, RollCall, RollCallId};

/// The most parts in which roll calls are counted at once.
const PARTS: usize = 4;

/// The positions of every two lines, and of each with itself.
pub(super) struct AllPositions {
    /// The lines that took a position, in order.
    pub lines: Vec<MemberId>,
    /// The place of each line.
    places: [usize; MemberSet::CAPACITY],
    /// Of each line those with itself and with every line behind it.
    positions: Vec<Positions>,
}

impl AllPositions {
    /// The positions in these votes, which are dealt out to the cores by years.
    pub(super) fn of(record: &Record, votes: &[RollCallId]) -> Self {
        let parts = thread::available_parallelism().map_or(1, usize::from).min(PARTS) as i16;
        let part = |roll_call: &RollCall| Some(roll_call.date.map_or(0, |day| day.year() % parts));
        let counted = of_each(record, votes, part, AllPairs::take);
        let lines: MemberSet = counted.iter().flat_map(AllPairs::lines).copied().collect();
        let lines: Vec<MemberId> = lines.iter().collect();
        let mut places = [0; MemberSet::CAPACITY];
        lines.iter().enumerate().for_each(|(place, line)| places[line.index()] = place);
        let positions = vec![Positions::default(); lines.len() * (lines.len() + 1) / 2];
        let mut all = Self { lines, places, positions };
        for pairs in &counted {
            let own = pairs.own().map(|(line, positions)| (line, line, positions));
            for (a, b, positions) in own.chain(pairs.iter()) {
                let at = all.at(all.places[a.index()], all.places[b.index()]);
                all.positions[at] += positions;
            }
        }
        all
    }

    /// Where the positions of two lines stand, the first not behind the second.
    const fn at(&self, first: usize, second: usize) -> usize {
        first * (2 * self.lines.len() - first + 1) / 2 + second - first
    }

    /// The positions of two lines that stand in `lines`.
    pub(super) fn positions(&self, a: MemberId, b: MemberId) -> Positions {
        let (first, second) = (self.places[a.index()], self.places[b.index()]);
        if first <= second {
            self.positions[self.at(first, second)]
        } else {
            self.positions[self.at(second, first)].swapped()
        }
    }
}
