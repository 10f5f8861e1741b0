//! Who votes most like a member, a group or a list, and who least: everybody's agreement with it over a set of roll
//! calls, beside that of the period before and that of all pairs of members; or why there is nothing to tell.
//!
//! A group is compared as [`compare`](super::compare) does it: the mean over its members, each in its days. Those who
//! are in the group on the last day are no neighbours of it, unless they are asked for.

use crate::members::order::InOrder as _;

use super::agreement::{Consensus, Edition, Measure, Sheet, place_among, values_of_pairs};
use super::bootstrap::{Bootstrap, HIGH, LOW, around, interval};
use super::compare::{Beside, Compared};
use super::counted::mean;
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Date, Record, RollCallId, parallel::share_out};

/// With fewer common votes than this, or than half of the reference's votes where these are few, a member is left out
/// unless another number is asked for.
const LEAST: u32 = 50;

/// Whose neighbours are asked for, and how near is measured.
#[derive(Clone, Copy, Debug)]
pub struct NearestQuery<'a> {
    /// The reference: a member, a group or a list.
    pub of: &'a MemberList,
    /// Only these members; all if not given.
    pub among: Option<&'a MemberList>,
    /// The measure; [`Measure::Coincidence`] is that of the State Department, by year of its report.
    pub measure: Measure,
    /// Common votes below which a member is left out.
    pub least: Option<u32>,
}

/// A member beside the reference.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Neighbour {
    /// Its line.
    pub member: MemberId,
    /// Its agreement with the reference, the mean over the members of a group.
    pub value: f64,
    /// What the value rests on; for [`Measure::Coincidence`] its own value is that including consensus.
    pub compared: Compared,
    /// Roll calls in which the reference took a position and the member, which was there, took none; of a group times
    /// its members. Only for [`Measure::Coincidence`].
    pub absent: u32,
    /// By each of [`Edition::ALL`]; only for [`Measure::Coincidence`].
    pub editions: [Option<f64>; 3],
    /// Common votes and value in the period before, where there are enough votes.
    pub before: Option<(u32, f64)>,
    /// Its place by the value, the nearest 1; equal ones share it.
    pub rank: usize,
    /// The 95% interval of its place, where roll calls were drawn anew.
    pub ranks: Option<(usize, usize)>,
    /// The share (0 to 1) of all pairs of members with a lower value; only of one member, and not of coincidence.
    pub percentile: Option<f64>,
}

/// The members by their agreement with a reference.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Nearest {
    /// The votes that the figures rest on.
    pub ids: Vec<RollCallId>,
    /// The day of the last of them.
    pub last: Option<Date>,
    /// How many of them the reference, or one of it, took a position in.
    pub own_votes: u32,
    /// Common votes below which members were left out.
    pub least: u32,
    /// The neighbours, the nearest first; of equal ones those with more common votes.
    pub rows: Vec<Neighbour>,
    /// Those left out for too few common votes, with these.
    pub too_few: Vec<(MemberId, u32)>,
    /// Those of the group itself, which are left out.
    pub inside: MemberSet,
    /// The State Department's measure that the values of coincidence are: that of the last year.
    pub edition: Edition,
    /// Whether the votes are of years with several of them.
    pub is_of_several_editions: bool,
}

/// Why nobody can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoNearest {
    /// All of the resolutions were adopted without a vote.
    WithoutAVote,
    /// The reference took no position.
    NoPosition,
    /// Nobody has as many common votes as were asked for; the most that anybody has.
    TooFew {
        /// The votes that were asked for.
        least: u32,
        /// The member with the most.
        most: Option<(MemberId, u32)>,
    },
}

impl NearestQuery<'_> {
    /// The neighbours over these roll calls, beside those of the period before, which may be none, and with their places among
    /// all pairs of members.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn nearest(self, record: &Record, ids: &[RollCallId], before: &[RollCallId]) -> Result<Nearest, NoNearest> {
        let mut found = self.neighbours(record, ids, before)?;
        let votes = found.ids.clone();
        self.beside_all_pairs(record, &votes, &mut found.rows);
        Ok(found)
    }

    /// The same without the places among all pairs, which take as long as all neighbours of every member.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn neighbours(self, record: &Record, ids: &[RollCallId], before: &[RollCallId]) -> Result<Nearest, NoNearest> {
        let now = Period::of(record, ids, self);
        let years = || now.votes.iter().filter_map(|id| record.year(*id));
        let editions = [years().min(), years().max()].map(|year| Edition::of_year(year.unwrap_or(i16::MAX)));
        let mut found = Nearest {
            last: record.days(now.votes.iter().copied()).map(|(_, last)| last),
            own_votes: now.own_votes(),
            least: now.least(self),
            rows: Vec::new(),
            too_few: Vec::new(),
            inside: MemberSet::EMPTY,
            edition: editions[1],
            is_of_several_editions: editions[0] != editions[1],
            ids: if self.measure == Measure::Coincidence { ids.to_vec() } else { now.votes.clone() },
        };
        // Those of the group on the last day, where nobody asked for them.
        if self.of.only_member().is_none() && self.among.is_none() {
            found.inside = self.of.lines_on(record.members(), found.last);
        }
        if now.votes.is_empty() {
            return Err(NoNearest::WithoutAVote);
        }
        if found.own_votes == 0 {
            return Err(NoNearest::NoPosition);
        }
        let itself: MemberSet = self.of.only_member().map(|one| record.members().whole_line(one)).into_iter().collect();
        let mut others: Vec<MemberId> = (now.everybody() - found.inside - itself).iter().collect();
        others.in_order_of(|line| record.members().get(*line).code);
        for line in others {
            match now.neighbour(self, line, found.edition, found.least) {
                Ok(one) => found.rows.push(one),
                Err(votes) => found.too_few.push((line, votes)),
            }
        }
        if found.rows.is_empty() {
            let most = found.too_few.iter().copied().max_by_key(|(_, votes)| *votes).filter(|(_, votes)| *votes > 0);
            return Err(NoNearest::TooFew { least: found.least, most });
        }
        self.beside_before(record, before, &mut found);
        found.rows.in_order(|a, b| b.value.total_cmp(&a.value).then(b.compared.votes.cmp(&a.compared.votes)));
        for place in 0..found.rows.len() {
            let same = place > 0 && found.rows[place - 1].value.total_cmp(&found.rows[place].value).is_eq();
            found.rows[place].rank = if same { found.rows[place - 1].rank } else { place + 1 };
        }
        Ok(found)
    }

    /// Adds the figures of the period before.
    fn beside_before(self, record: &Record, ids: &[RollCallId], found: &mut Nearest) {
        let before = Period::of(record, ids, self);
        let least = before.least(self).max(1);
        for row in &mut found.rows {
            let one = before.neighbour(self, row.member, found.edition, least);
            row.before = one.ok().map(|one| (one.compared.votes, one.value));
        }
    }

    /// Adds the place of each value among those of all pairs with common votes in at least half of the roll calls.
    fn beside_all_pairs(self, record: &Record, votes: &[RollCallId], rows: &mut [Neighbour]) {
        if self.of.only_member().is_none() || self.measure == Measure::Coincidence {
            return;
        }
        let least = u32::try_from(votes.len().div_ceil(2)).unwrap_or(u32::MAX);
        let all = values_of_pairs(record, votes, self.measure, least);
        for row in rows {
            row.percentile = place_among(&all, row.value);
        }
    }
}

impl Nearest {
    /// Puts the intervals of draws in the place of the others, and adds those of the places.
    pub fn draw(&mut self, record: &Record, asked: NearestQuery<'_>, bootstrap: Bootstrap) {
        let period = Period::of(record, &self.ids, asked);
        let draws = bootstrap.draws(period.votes.len());
        let mine = period.of.lines();
        let beside =
            Beside { measure: asked.measure, sheets: [&period.of, &period.others], roll_calls: period.votes.len() };
        let of_row =
            |(): &mut (), row: &Neighbour| beside.redrawn([mine, [row.member].into_iter().collect()], false, &draws);
        let values: Vec<Vec<Option<f64>>> = share_out(&self.rows, of_row);
        let mut ranks: Vec<Vec<usize>> = vec![Vec::new(); values.len()];
        for replicate in 0..bootstrap.replicates as usize {
            let value = |row: &Vec<Option<f64>>| row.get(replicate).copied().flatten();
            let mut all: Vec<f64> = values.iter().filter_map(value).collect();
            all.sort_unstable_by(f64::total_cmp);
            for (ranks, row) in ranks.iter_mut().zip(&values) {
                ranks.extend(value(row).map(|value| 1 + all.len() - all.partition_point(|other| *other <= value)));
            }
        }
        for ((row, values), mut ranks) in self.rows.iter_mut().zip(&values).zip(ranks) {
            row.compared.interval = interval(values);
            ranks.sort_unstable();
            row.ranks = row.compared.interval.map(|_| (around(&ranks, LOW).0, around(&ranks, HIGH).1));
        }
    }
}

/// The votes of the reference and of the others in a set of roll calls.
struct Period {
    votes: Vec<RollCallId>,
    of: Sheet,
    others: Sheet,
    absences: Option<Sheet>,
    consensus: Option<Consensus>,
}

impl Period {
    fn of(record: &Record, ids: &[RollCallId], asked: NearestQuery<'_>) -> Self {
        let votes: Vec<RollCallId> = ids.iter().copied().filter(|id| record.roll_call(*id).is_vote()).collect();
        let is_coincidence = asked.measure == Measure::Coincidence;
        Self {
            of: Sheet::of_list(record, &votes, asked.of),
            others: asked.among.map_or_else(|| Sheet::of(record, &votes), |list| Sheet::of_list(record, &votes, list)),
            absences: is_coincidence.then(|| Sheet::of_absences(record, &votes, asked.among)),
            consensus: is_coincidence.then(|| Consensus::of(record, ids, [Some(asked.of), asked.among])),
            votes,
        }
    }

    /// How many votes the reference, or one of it, took a position in.
    fn own_votes(&self) -> u32 {
        self.of.taken_part(self.of.lines())
    }

    fn least(&self, asked: NearestQuery<'_>) -> u32 {
        // Who was always absent has its row in the State Department's table.
        let default = || if self.absences.is_some() { 0 } else { LEAST.min(self.own_votes().div_ceil(2)).max(1) };
        asked.least.unwrap_or_else(default)
    }

    /// Everybody who took a position, or could have, but a reference of one member.
    fn everybody(&self) -> MemberSet {
        let absent = self.absences.as_ref().map_or(MemberSet::EMPTY, Sheet::lines);
        let mine = self.of.lines();
        let all = self.others.lines() | absent;
        if mine.len() == 1 { all - mine } else { all }
    }

    /// A member beside the reference; where it has no value, or too few common votes, how many it has.
    fn neighbour(
        &self, asked: NearestQuery<'_>, line: MemberId, edition: Edition, least: u32,
    ) -> Result<Neighbour, u32> {
        let mine = self.of.lines();
        let beside = Beside { measure: asked.measure, sheets: [&self.of, &self.others], roll_calls: self.votes.len() };
        let compared = beside.pairs([mine, [line].into_iter().collect()], false, self.consensus.as_ref());
        let (mut absent, mut editions) = (0, [None; 3]);
        if let Some(absences) = &self.absences {
            let pair =
                |a| (self.of.positions_with(a, &self.others, line), self.of.positions_with(a, absences, line).votes());
            let pairs: Vec<_> = mine.iter().filter(|a| *a != line).map(pair).collect();
            absent = pairs.iter().map(|(_, absent)| absent).sum();
            let value = |edition: Edition| pairs.iter().filter_map(move |(one, absent)| edition.value(one, *absent));
            editions = Edition::ALL.map(|edition| mean(value(edition)));
        }
        let value = if self.absences.is_some() { editions[edition as usize] } else { compared.value };
        let value = value.filter(|_| compared.votes >= least).ok_or(compared.votes)?;
        Ok(Neighbour {
            member: line,
            value,
            compared,
            absent,
            editions,
            before: None,
            rank: 0,
            ranks: None,
            percentile: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        analysis::{
            agreement::Positions,
            compare::Sides,
            small_records::{drawn, rolls},
        },
        members::Members,
    };

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn each_neighbour_has_the_counts_of_the_roll_calls_one_by_one(rolls in rolls()) {
            let record = drawn(&rolls);
            let ids: Vec<_> = record.ids().collect();
            let of = MemberList::from(MemberId::new(0));
            let asked = NearestQuery { of: &of, among: None, measure: Measure::Coincidence, least: Some(0) };
            let found = asked.nearest(&record, &ids, &[]).map(|found| found.rows).unwrap_or_default();
            for other in 1..8 {
                // 0 yes, 1 abstain, 2 no, 3 non-voting, 4 no member.
                let both = rolls.iter().map(|votes| (votes[0], votes[other])).filter(|(mine, _)| *mine < 3);
                let (mut positions, mut absent) = (Positions::default(), 0);
                for (mine, theirs) in both {
                    match theirs {
                        0..3 => positions.add(mine.into(), theirs.into(), 1),
                        3 => absent += 1,
                        _ => {}
                    }
                }
                let row = found.iter().find(|row| row.member == MemberId::new(other as u8));
                prop_assert_eq!(row.map_or((positions, absent), |row| (row.compared.positions, row.absent)), (positions, absent));
                // The roll calls are of 2001 to 2003, when the Department left out abstentions and absences.
                prop_assert_eq!(row.is_some(), positions.both_voted() > 0);
            }
        }

        #[test]
        fn a_value_is_that_of_the_comparison_and_each_place_is_by_it(rolls in rolls()) {
            let record = drawn(&rolls);
            let ids: Vec<_> = record.ids().collect();
            let codes: Vec<&str> = (0..3).map(|member| record.member(MemberId::new(member)).code).collect();
            let of = record.members().list(&codes.join(",")).unwrap();
            for measure in Measure::OF_POSITIONS {
                let asked = NearestQuery { of: &of, among: None, measure, least: Some(1) };
                let Ok(found) = asked.nearest(&record, &ids, &ids) else { continue };
                for row in &found.rows {
                    let second = MemberList::from(row.member);
                    let compared = Sides { first: &of, second: &second, measure }.over(&record, &ids);
                    prop_assert_eq!((Some(row.value), row.compared.votes), (compared.value, compared.votes));
                    // The period before is the same one here.
                    prop_assert_eq!(row.before, Some((row.compared.votes, row.value)));
                    prop_assert_eq!(row.rank, 1 + found.rows.iter().filter(|other| other.value > row.value).count());
                }
                prop_assert!(found.rows.is_sorted_by(|a, b| a.value >= b.value));
            }
        }
    }

    #[test]
    fn a_member_is_no_neighbour_of_itself_under_another_name_of_its_seat() {
        let record = crate::analysis::small_records::record(&[(
            "1985-12-01",
            &[("SUN", crate::record::Vote::No), ("USA", crate::record::Vote::No)],
        )]);
        let of = Members::embedded().list("SUN").unwrap();
        let asked = NearestQuery { of: &of, among: None, measure: Measure::Identical, least: None };
        let found = asked.nearest(&record, &record.ids().collect::<Vec<_>>(), &[]).unwrap();
        assert_eq!(found.rows.iter().map(|row| record.member(row.member).code).collect::<Vec<_>>(), ["USA"]);
    }
}
