//! Two members, or groups of them, compared over sets of roll calls: agreement by year, session or topic, and the votes
//! in which they stood against each other.
//!
//! A group is compared member by member: each pair of a member of one side and another of the other side has its value
//! over the roll calls in which both belonged to their side on the day, and the value of the sides is the mean of these
//! (pairs without a value are left out). For two members that is the value of the pair itself.

use std::cmp::Ordering;

use super::{
    agreement::{Consensus, Joined, Lines, Measure, Positions, Sheet, of_pair},
    counted::{Counted, mean},
    grouped::grouped,
};
use crate::{
    members::{MemberId, MemberList, MemberSet},
    record::{Date, Record, Roll, RollCall, RollCallId, selection::contested},
};

/// The agreement of two sides over a set of roll calls.
#[derive(Clone, Debug, PartialEq)]
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
    #[must_use]
    pub fn opposite_share(&self) -> Option<f64> {
        Counted::new(self.positions.opposite(), self.positions.votes()).share()
    }
}

/// The two sides and how they are measured.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'s> {
    /// The first.
    pub first: &'s MemberList,
    /// The second.
    pub second: &'s MemberList,
    /// By which measure.
    pub measure: Measure,
}

impl Sides<'_> {
    /// Whether each is one member.
    #[must_use]
    pub fn are_members(&self) -> bool {
        self.first.only_member().is_some() && self.second.only_member().is_some()
    }

    /// Their agreement over these roll calls.
    #[must_use]
    pub fn over(&self, record: &Record, ids: &[RollCallId]) -> Compared {
        match (self.first.only_member(), self.second.only_member()) {
            (Some(first), Some(second)) if self.measure != Measure::Coincidence => {
                self.of_members(record, ids, first, second)
            }
            _ => self.of_lists(record, ids),
        }
    }

    /// That of two members: their votes are looked up one by one, and nobody else's.
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

    /// That of all pairs of a member of one side and a member of the other.
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

    /// Their agreement by a key of the roll calls, in the order of the keys; roll calls without a key are left out.
    #[must_use]
    pub fn by<K: Ord>(
        &self,
        record: &Record,
        ids: &[RollCallId],
        key: impl Fn(&RollCall) -> Option<K>,
    ) -> Vec<(K, Compared)> {
        let sets = grouped(ids.iter().copied(), |id| key(record.roll_call(id)));
        sets.into_iter().map(|(key, ids)| (key, self.over(record, &ids))).collect()
    }

    /// The roll calls in which the sides stood against each other, one yes and the other no (of groups: in more than
    /// half of the pairs of members): the most contested first, then the latest.
    #[must_use]
    pub fn opposed(&self, record: &Record, ids: &[RollCallId]) -> Vec<Opposed> {
        let lines = Lines::new(record.members());
        let mut all: Vec<Opposed> = ids.iter().filter_map(|id| self.opposed_in(record, &lines, *id)).collect();
        let day = |opposed: &Opposed| record.roll_call(opposed.id).date;
        all.sort_by(|a, b| {
            let by_contest = b.contested.partial_cmp(&a.contested).unwrap_or(Ordering::Equal);
            by_contest.then_with(|| day(b).cmp(&day(a))).then_with(|| a.id.cmp(&b.id))
        });
        all
    }

    fn opposed_in(&self, record: &Record, lines: &Lines, id: RollCallId) -> Option<Opposed> {
        let day = record.roll_call(id).date.unwrap_or(Date::MAX);
        let roll = |list: &MemberList| {
            lines.of_roll(&record.roll(id).within(list.on(record.members(), day)), record.roll_call(id).date)
        };
        let (first, second) = (roll(self.first), roll(self.second));
        let cast = |roll: &Roll| roll.yes | roll.abstain | roll.no;
        // A member on both sides is no pair with itself.
        let pairs = cast(&first).len() * cast(&second).len() - (cast(&first) & cast(&second)).len();
        let opposite = first.yes.len() * second.no.len() + first.no.len() * second.yes.len();
        let share = if pairs == 0 { 0.0 } else { opposite as f64 / pairs as f64 };
        (share > 0.5).then(|| Opposed {
            id,
            first_yes: first.yes.len() > first.no.len(),
            share,
            contested: contested(record, id),
        })
    }
}

/// A roll call in which two sides stood against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Opposed {
    /// Which.
    pub id: RollCallId,
    /// Whether the first side was in favour and the second against.
    pub first_yes: bool,
    /// The share (0 to 1) of pairs of members that stood so; 1 for two members.
    pub share: f64,
    /// The share (0 to 1/2) of those present and voting that lost.
    pub contested: f64,
}

/// The members besides it that held a member's seat on the day of one of these votes: their votes are in its line.
#[must_use]
pub fn other_holders(record: &Record, ids: &[RollCallId], member: MemberId) -> MemberSet {
    if !Lines::new(record.members()).changes(member) {
        return MemberSet::EMPTY;
    }
    let days = ids.iter().filter_map(|id| record.roll_call(*id).date);
    days.map(|day| record.members().seat_on(member, day)).filter(|holder| *holder != member).collect()
}

/// Why a side has no position in any of these roll calls; none where it has one.
#[must_use]
pub fn without_votes(record: &Record, ids: &[RollCallId], list: &MemberList) -> Option<Absence> {
    let lines = Lines::new(record.members());
    let sheet = Sheet::of_list(record, &lines, ids, list);
    if !sheet.lines().is_empty() {
        return None;
    }
    let seated = |member: MemberId, id: &RollCallId| {
        let day = record.roll_call(*id).date;
        day.is_some_and(|day| record.members().get(record.members().seat_on(member, day)).is_seated(day))
    };
    match list.only_member() {
        Some(member) if !ids.iter().any(|id| seated(member, id)) => Some(Absence::NotMember(member)),
        _ => Some(Absence::NoPosition),
    }
}

/// Why a side has no vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// It was no member on any of the days.
    NotMember(MemberId),
    /// It took no position.
    NoPosition,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::small_records::record, record::Vote};

    fn with<T>(record: &Record, first: &str, second: &str, asked: impl Fn(Sides<'_>, &[RollCallId]) -> T) -> T {
        let list = |list: &str| record.members().list(list).unwrap();
        let (first, second) = (list(first), list(second));
        let ids: Vec<_> = record.ids().collect();
        asked(Sides { first: &first, second: &second, measure: Measure::Identical }, &ids)
    }

    const YES: Vote = Vote::Yes;
    const NO: Vote = Vote::No;

    #[test]
    fn a_group_counts_as_the_mean_of_its_members_while_they_belong_to_it() {
        // The United Kingdom is of the European Union in 2019 and not in 2021. With France the United States agrees in
        // 1 of 2, with Hungary in 1 of 1, with the United Kingdom in 0 of 1: the mean is 1/2.
        let record = record(&[
            ("2019-12-01", &[("USA", NO), ("FRA", YES), ("GBR", YES), ("HUN", NO)]),
            ("2021-12-01", &[("USA", NO), ("FRA", NO), ("GBR", NO)]),
        ]);
        let compared = with(&record, "US", "EU", |sides, ids| sides.over(&record, ids));
        assert_eq!((compared.votes, compared.pairs, compared.value), (2, 3, Some(0.5)));
        assert_eq!((compared.positions.votes(), compared.positions.opposite()), (4, 2));
        assert_eq!(compared.interval, None);
        let turned = with(&record, "EU", "US", |sides, ids| sides.over(&record, ids));
        assert_eq!(turned.value, compared.value);
    }

    #[test]
    fn a_member_is_not_compared_with_itself_in_its_group() {
        let record = record(&[("2019-12-01", &[("FRA", YES), ("HUN", NO)])]);
        let compared = with(&record, "FR", "EU", |sides, ids| sides.over(&record, ids));
        assert_eq!((compared.pairs, compared.value), (1, Some(0.0)));
    }

    #[test]
    fn years_without_a_common_vote_have_no_value() {
        let record = record(&[("2019-12-01", &[("FRA", YES)]), ("2020-12-01", &[("FRA", YES), ("USA", YES)])]);
        let years = with(&record, "FR", "US", |sides, ids| sides.by(&record, ids, |one| one.date.map(Date::year)));
        let told: Vec<_> = years.iter().map(|(year, one)| (*year, one.roll_calls, one.votes, one.value)).collect();
        assert_eq!(told, [(2019, 1, 0, None), (2020, 1, 1, Some(1.0))]);
    }

    #[test]
    fn the_most_contested_of_the_opposite_votes_stands_first() {
        let record = record(&[
            ("2025-01-01", &[("USA", YES), ("RUS", NO), ("FRA", YES), ("DEU", YES)]),
            ("2025-01-02", &[("USA", NO), ("RUS", YES), ("FRA", NO), ("DEU", YES)]),
            ("2025-01-03", &[("USA", NO), ("RUS", Vote::Abstain)]),
        ]);
        let opposed = with(&record, "US", "RU", |sides, ids| sides.opposed(&record, ids));
        let told: Vec<_> = opposed.iter().map(|one| (one.id.index(), one.first_yes, one.contested)).collect();
        assert_eq!(told, [(1, false, 0.5), (0, true, 0.25)]);
    }

    #[test]
    fn a_side_that_was_no_member_yet_is_told_from_one_that_did_not_vote() {
        let record = record(&[("2000-01-01", &[("USA", YES)])]);
        let ids: Vec<_> = record.ids().collect();
        let absence = |list: &str| without_votes(&record, &ids, &record.members().list(list).unwrap());
        let south_sudan = record.members().by_code("SSD").unwrap();
        assert_eq!(absence("SSD"), Some(Absence::NotMember(south_sudan)));
        assert_eq!(absence("FR"), Some(Absence::NoPosition));
        assert_eq!(absence("US"), None);
    }
}
