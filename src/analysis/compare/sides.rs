//! The agreement of two sides over a set of roll calls.

use crate::analysis::agreement::{Consensus, Joined, Lines, Measure, Positions, Sheet, of_pair};
use crate::analysis::counted::{Counted, mean};
use crate::members::{MemberId, MemberList, Members};
use crate::record::{Date, Record, RollCallId};

/// The agreement of two sides over a set of roll calls.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Compared {
    /// Roll calls of the set, without those of resolutions adopted without a vote.
    pub roll_calls: usize,
    /// Roll calls in which both sides, or a member of each, took a position.
    pub votes: u32,
    /// Pairs of members with a common vote.
    pub pairs: u32,
    /// The positions of all these pairs together.
    pub positions: Positions,
    /// The measure: of the pair, or the mean over pairs. `None` without a common vote, and where the measure has none.
    pub value: Option<f64>,
    /// Its 95% interval, for two members and measures that have one.
    pub interval: Option<(f64, f64)>,
    /// What two members joined in without a vote, where the measure asks for it.
    pub joined: Option<Joined>,
}

impl Compared {
    /// The share (0 to 1) of opposite votes in those of all pairs.
    pub fn opposite_share(&self) -> Option<f64> {
        Counted::new(self.positions.opposite(), self.positions.votes()).share()
    }
}

/// The two sides and how they are measured.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'s> {
    /// The first side.
    pub first: &'s MemberList,
    /// The second side.
    pub second: &'s MemberList,
    /// The measure of their agreement.
    pub measure: Measure,
}

impl Sides<'_> {
    /// Whether each side is one member.
    pub fn are_members(&self) -> bool {
        self.first.only_member().is_some() && self.second.only_member().is_some()
    }

    /// Whether both are the same, also under another name of the same seat.
    pub fn are_same(&self, members: &Members) -> bool {
        let seat = |list: &MemberList| list.only_member().map(|member| members.seat_on(member, Date::MAX));
        self.first == self.second || self.are_members() && seat(self.first) == seat(self.second)
    }

    /// The agreement of the sides over these roll calls.
    pub fn over(&self, record: &Record, ids: &[RollCallId]) -> Compared {
        match (self.first.only_member(), self.second.only_member()) {
            (Some(first), Some(second)) if self.measure != Measure::Coincidence => {
                self.of_members(record, ids, first, second)
            }
            _ => self.of_lists(record, ids),
        }
    }

    /// The agreement of two members: their votes are looked up one by one, and nobody else's.
    fn of_members(&self, record: &Record, ids: &[RollCallId], first: MemberId, second: MemberId) -> Compared {
        let positions = of_pair(record, ids, first, second);
        let votes = positions.votes();
        Compared {
            roll_calls: ids.iter().filter(|id| record.roll_call(**id).is_vote()).count(),
            votes,
            pairs: u32::from(votes > 0),
            positions,
            value: self.measure.value(&positions, Joined::default()),
            interval: self.measure.interval(&positions),
            joined: None,
        }
    }

    /// The agreement of all pairs of a member of one side and a member of the other.
    fn of_lists(&self, record: &Record, ids: &[RollCallId]) -> Compared {
        let lines = Lines::new(record.members());
        let consensus = (self.measure == Measure::Coincidence)
            .then(|| Consensus::of(record, &lines, ids, [Some(self.first), Some(self.second)]));
        let ids: &[RollCallId] = &ids.iter().copied().filter(|id| record.roll_call(*id).is_vote()).collect::<Vec<_>>();
        let [first, second] = [self.first, self.second].map(|list| Sheet::of_list(record, &lines, ids, list));
        let (mut joined, mut of_members) = (Joined::default(), None);
        let (mut all, mut values, mut pairs) = (Positions::default(), Vec::new(), 0);
        let mut common = vec![0_u64; ids.len().div_ceil(64)];
        for a in first.lines().iter() {
            for b in second.lines().iter().filter(|b| a != *b) {
                let positions = first.positions_with(a, &second, b);
                pairs += u32::from(positions.votes() > 0);
                if let Some(consensus) = &consensus {
                    joined = consensus.joined(a, b);
                    of_members = Some(joined).filter(|_| self.are_members());
                }
                values.extend(self.measure.value(&positions, joined));
                all += positions;
                first.mark_common(a, &second, b, &mut common);
            }
        }
        let value = mean(values);
        let interval = if self.are_members() { self.measure.interval(&all) } else { None };
        let votes = common.iter().map(|word| word.count_ones()).sum();
        Compared { roll_calls: ids.len(), votes, pairs, positions: all, value, interval, joined: of_members }
    }
}
