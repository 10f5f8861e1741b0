//! The 3 x 3 table of two members' positions, and how it is counted for one pair.

use std::{collections::BTreeMap, ops::AddAssign};

use crate::record::{Position, Record, RollCallId, Vote};
use crate::{analysis::grouped::grouped, members::MemberId};

/// How often each pair of positions occurred: rows are the first member's, columns the second's, both in the order
/// yes, abstain, no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Positions {
    /// The counts of the nine pairs of positions.
    pub counts: [[u32; 3]; 3],
}

/// The place of a yes in a row or column of [`Positions`].
pub(super) const YES: usize = 0;
/// The place of an abstention in a row or column of [`Positions`].
pub(super) const ABSTAIN: usize = 1;
/// The place of a no in a row or column of [`Positions`].
pub(super) const NO: usize = 2;

impl Positions {
    /// Counts more roll calls in which the first member's position is the `a`-th of yes, abstain, no, and the second's
    /// the `b`-th.
    ///
    /// # Panics
    /// If `a` or `b` is above 2.
    pub const fn add(&mut self, a: usize, b: usize, roll_calls: u32) {
        self.counts[a][b] += roll_calls;
    }

    /// Number of common votes: roll calls in which both took a position. The n of the formulas.
    pub fn votes(&self) -> u32 {
        self.counts.as_flattened().iter().sum()
    }

    /// Roll calls in which both took the same position.
    pub const fn identical(&self) -> u32 {
        self.identical_votes() + self.counts[ABSTAIN][ABSTAIN]
    }

    /// Roll calls in which both voted yes, or both voted no.
    pub const fn identical_votes(&self) -> u32 {
        self.counts[YES][YES] + self.counts[NO][NO]
    }

    /// Roll calls in which one voted yes and the other no.
    pub const fn opposite(&self) -> u32 {
        self.counts[YES][NO] + self.counts[NO][YES]
    }

    /// Roll calls in which one abstained and the other voted.
    pub fn one_step(&self) -> u32 {
        self.votes() - self.identical() - self.opposite()
    }

    /// Roll calls in which both voted yes or no.
    pub const fn both_voted(&self) -> u32 {
        self.identical_votes() + self.opposite()
    }

    /// The first member's positions: yes, abstain, no.
    pub fn first(&self) -> [u32; 3] {
        let [a, b, c] = &self.counts;
        [a.iter().sum(), b.iter().sum(), c.iter().sum()]
    }

    /// The second member's positions: yes, abstain, no.
    pub fn second(&self) -> [u32; 3] {
        self.swapped().first()
    }

    /// The table seen from the second member.
    #[must_use]
    pub fn swapped(&self) -> Self {
        let [a, b, c] = self.counts;
        Self { counts: [[a[0], b[0], c[0]], [a[1], b[1], c[1]], [a[2], b[2], c[2]]] }
    }
}

impl AddAssign for Positions {
    fn add_assign(&mut self, other: Self) {
        for (count, more) in self.counts.as_flattened_mut().iter_mut().zip(other.counts.as_flattened()) {
            *count += more;
        }
    }
}

/// The place of a line's position in a roll call: yes, abstain, no; none where it took none.
pub(crate) fn position_in(record: &Record, id: RollCallId, line: MemberId) -> Option<usize> {
    let Position::Voted(vote) = record.position_of(id, line) else { return None };
    [Vote::Yes, Vote::Abstain, Vote::No].into_iter().position(|one| one == vote)
}

/// The positions of two members over these roll calls.
pub fn of_pair(record: &Record, ids: &[RollCallId], a: MemberId, b: MemberId) -> Positions {
    let mut positions = Positions::default();
    for &id in ids {
        let position = |member| position_in(record, id, member);
        if let (Some(a), Some(b)) = (position(a), position(b)) {
            positions.add(a, b, 1);
        }
    }
    positions
}

/// The positions of two members by calendar year of the vote: every year in which there is a roll call, also one
/// without a common vote. Roll calls of which the day is not known are in none.
pub fn by_year(record: &Record, ids: &[RollCallId], a: MemberId, b: MemberId) -> BTreeMap<i16, Positions> {
    let years = grouped(ids.iter().copied(), |id| record.year(id));
    years.into_iter().map(|(year, ids)| (year, of_pair(record, &ids, a, b))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::small_records::record, members::Members, record::Vote};

    #[test]
    fn the_soviet_unions_votes_are_in_russias_line() {
        let member = |code: &str| Members::embedded().by_code(code).unwrap();
        let record = record(&[
            ("1985-12-01", &[("SUN", Vote::No), ("USA", Vote::Yes)]),
            ("1992-12-01", &[("RUS", Vote::Yes), ("USA", Vote::Yes)]),
        ]);
        let ids: Vec<_> = record.ids().collect();
        // The record of the Soviet Union ends with it.
        for (asked, in_1992) in [("RUS", (1992, 1, 1)), ("SUN", (1992, 0, 0))] {
            let years = by_year(&record, &ids, member("USA"), member(asked));
            let told: Vec<_> = years.iter().map(|(year, table)| (*year, table.identical(), table.votes())).collect();
            assert_eq!(told, [(1985, 0, 1), in_1992], "{asked}");
        }
        assert_eq!(of_pair(&record, &ids, member("USA"), member("RUS")).opposite(), 1);
        let france = by_year(&record, &ids, member("FRA"), member("USA"));
        assert_eq!(france.values().map(Positions::votes).collect::<Vec<_>>(), [0, 0]);
    }
}
