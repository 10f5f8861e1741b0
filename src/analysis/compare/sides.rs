//! The agreement of two sides over a set of roll calls, and the roll calls in which they opposed each other.

use crate::members::order::InOrder as _;
use std::cmp::Reverse;

use crate::analysis::agreement::{Consensus, Joined, Measure, Positions, Sheet, of_pair, redrawn};
use crate::analysis::bootstrap::{Bootstrap, Draws, interval};
use crate::analysis::counted::{Counted, mean};
use crate::members::{MemberId, MemberList, MemberSet, Members};
use crate::record::{Date, Record, Roll, RollCallId, parallel::share_out, selection::contested};

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
    /// The 95% interval of the value: Wilson's, for two members and measures that have one, or that of draws.
    pub interval: Option<(f64, f64)>,
    /// What two members joined in without a vote, where the measure asks for it.
    pub joined: Option<Joined>,
}

impl Compared {
    /// The share (0 to 1) of opposite votes among the common votes of all pairs.
    pub fn opposite_share(&self) -> Option<f64> {
        Counted::new(self.positions.opposite(), self.positions.votes()).share()
    }
}

/// The votes of two sides over the same roll calls, and the measure of their agreement.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'s> {
    /// The measure of their agreement.
    pub measure: Measure,
    /// The votes of each side.
    pub sheets: [&'s Sheet; 2],
    /// How many roll calls they are of.
    pub roll_calls: usize,
}

impl Beside<'_> {
    /// The agreement of all pairs of one of these lines of the first side and one of the second; of the same lines on
    /// both sides each pair counts `once`.
    pub(crate) fn pairs(self, lines: [MemberSet; 2], once: bool, consensus: Option<&Consensus>) -> Compared {
        let Self { measure, sheets: [first, second], roll_calls } = self;
        let (mut all, mut values, mut pairs, mut joined) = (Positions::default(), Vec::new(), 0, None);
        let mut common = vec![0_u64; roll_calls.div_ceil(64)];
        for a in lines[0].iter() {
            for b in lines[1].iter().filter(|b| if once { a < *b } else { a != *b }) {
                let positions = first.positions_with(a, second, b);
                pairs += u32::from(positions.votes() > 0);
                joined = consensus.map(|consensus| consensus.joined(a, b));
                values.extend(measure.value(&positions, joined.unwrap_or_default()));
                all += positions;
                first.mark_common(a, second, b, &mut common);
            }
        }
        let votes = common.iter().map(|word| word.count_ones()).sum();
        let are_members = lines[0].len() == 1 && lines[1].len() == 1;
        let interval = if are_members { measure.interval(&all) } else { None };
        let joined = joined.filter(|_| are_members);
        Compared { roll_calls, votes, pairs, positions: all, value: mean(values), interval, joined }
    }

    /// The value of [`Self::pairs`] in each replicate: the mean over the pairs that have one there.
    pub(crate) fn redrawn(self, lines: [MemberSet; 2], once: bool, draws: &Draws) -> Vec<Option<f64>> {
        let replicates = draws.weights().count();
        let of_line = |(): &mut (), a: &MemberId| {
            let mut sums = vec![(0.0, 0_u32); replicates];
            for b in lines[1].iter().filter(|b| if once { a < b } else { a != b }) {
                for (sum, value) in sums.iter_mut().zip(redrawn(self.sheets, [*a, b], self.measure, draws)) {
                    if let Some(value) = value {
                        *sum = (sum.0 + value, sum.1 + 1);
                    }
                }
            }
            sums
        };
        let mut all = vec![(0.0, 0_u32); replicates];
        for sums in share_out(&lines[0].iter().collect::<Vec<_>>(), of_line) {
            all.iter_mut().zip(sums).for_each(|(all, one)| *all = (all.0 + one.0, all.1 + one.1));
        }
        all.into_iter().map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))).collect()
    }
}

/// The two sides of a comparison, and the measure of their agreement.
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

    /// Whether both sides are the same member, even if under another name of its seat.
    pub fn are_one_member(&self, members: &Members) -> bool {
        let seat = |list: &MemberList| list.only_member().map(|member| members.whole_line(member));
        self.are_members() && seat(self.first) == seat(self.second)
    }

    /// The members that are on both sides on a day, and so are not compared with themselves.
    pub fn on_both(&self, members: &Members, day: Option<Date>) -> MemberSet {
        self.first.lines_on(members, day) & self.second.lines_on(members, day)
    }

    /// The agreement of the sides over these roll calls.
    pub fn over(&self, record: &Record, ids: &[RollCallId]) -> Compared {
        let members = self.first.only_member().zip(self.second.only_member());
        match members.filter(|_| self.measure != Measure::Coincidence) {
            Some((first, second)) => self.of_members(record, ids, first, second),
            None => self.of_lists(record, ids),
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
        let consensus = (self.measure == Measure::Coincidence)
            .then(|| Consensus::of(record, ids, [Some(self.first), Some(self.second)]));
        self.beside(record, ids, |beside, lines, once| beside.pairs(lines, once, consensus.as_ref()))
    }

    /// The 95% interval of the value over these roll calls, by draws of them; none of coincidence.
    pub fn drawn(&self, record: &Record, ids: &[RollCallId], bootstrap: Bootstrap) -> Option<(f64, f64)> {
        self.beside(record, ids, |beside, lines, once| {
            interval(&beside.redrawn(lines, once, &bootstrap.draws(beside.roll_calls)))
        })
    }

    /// What is made of the votes of both sides, their lines, and whether each pair counts once.
    fn beside<T>(
        &self, record: &Record, ids: &[RollCallId], make: impl FnOnce(Beside<'_>, [MemberSet; 2], bool) -> T,
    ) -> T {
        let ids: &[RollCallId] = &ids.iter().copied().filter(|id| record.roll_call(*id).is_vote()).collect::<Vec<_>>();
        let [first, second] = [self.first, self.second].map(|list| Sheet::of_list(record, ids, list));
        let beside = Beside { measure: self.measure, sheets: [&first, &second], roll_calls: ids.len() };
        // Only coincidence is not the same from both sides.
        let once = self.first == self.second && self.measure != Measure::Coincidence;
        make(beside, [first.lines(), second.lines()], once)
    }

    /// The roll calls in which the sides opposed each other, one voting yes and the other no (for groups: in more than
    /// half of the pairs of members): the most contested first, then the latest.
    pub fn opposed(&self, record: &Record, ids: &[RollCallId]) -> Vec<Opposed> {
        let mut all: Vec<Opposed> = ids.iter().filter_map(|id| self.opposed_in(record, *id)).collect();
        all.in_order_of(|one| (Reverse(record.in_time(one.id)), one.id));
        all.in_order(|a, b| b.contested.unwrap_or(-1.0).total_cmp(&a.contested.unwrap_or(-1.0)));
        all
    }

    fn opposed_in(&self, record: &Record, id: RollCallId) -> Option<Opposed> {
        let [first, second] = [self.first, self.second].map(|list| record.lines_of(id, Some(list)));
        let cast = |roll: &Roll| roll.yes | roll.abstain | roll.no;
        // A member on both sides does not form a pair with itself.
        let pairs = cast(&first).len() * cast(&second).len() - (cast(&first) & cast(&second)).len();
        let opposite = first.yes.len() * second.no.len() + first.no.len() * second.yes.len();
        let share = if pairs == 0 { 0.0 } else { opposite as f64 / pairs as f64 };
        let first_yes = first.yes.len() > first.no.len();
        (share > 0.5).then(|| Opposed { id, first_yes, share, contested: contested(record, id) })
    }
}

/// A roll call in which two sides opposed each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Opposed {
    /// The roll call.
    pub id: RollCallId,
    /// Whether the first side was in favour and the second against.
    pub first_yes: bool,
    /// The share (0 to 1) of pairs of members that opposed each other; 1 for two members.
    pub share: f64,
    /// The share (0 to 1/2) of those present and voting that lost, where the numbers are known.
    pub contested: Option<f64>,
}
