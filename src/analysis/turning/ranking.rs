//! Who turned most in a year, against the years before it: all members, and all pairs of them; or why nobody is ranked.

use super::joint::{JointVote, by_day, compared, compared_pair, within};
use super::topics::{TopicChange, topics};
use crate::analysis::absence::{NoAnswer, NotSeated};
use crate::analysis::agreement::Sheet;
use crate::analysis::changepoint::{Effort, Likelihoods, false_discovery_rates, p_of_split};
use crate::analysis::topics::Topics;
use crate::analysis::{counted::Counted, grouped::grouped, history::ballots, random::SplitMix64};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Date, Record, RollCallId, parallel::share_out};

/// Who is ranked, and the years that are compared.
#[derive(Clone, Copy, Debug)]
pub struct RankingQuery<'a> {
    /// The year, and those before it.
    pub years: Years,
    /// Only the members of this list, as it was on the days of the year's votes; pairs with at least one of them.
    pub among: Option<&'a MemberList>,
    /// Seed of the permutations.
    pub seed: u64,
    /// Whether pairs of members are ranked, by their agreement with each other.
    pub pairs: bool,
    /// The members whose agreement is looked at, where members are ranked; the majority of the others if not given.
    pub reference: Option<&'a MemberList>,
}

impl RankingQuery<'_> {
    /// Ranks members, or pairs of them, by their change over these roll calls, with topics for the first `topics_of`.
    ///
    /// # Errors
    /// The reason why nobody is ranked.
    pub fn ranking(self, record: &Record, all: &[RollCallId], topics_of: usize) -> Result<Ranking, NoRanking> {
        let ids = self.years.of(record, all);
        let in_year = |id: &RollCallId| record.year(*id) == Some(self.years.year);
        if !ids.iter().any(in_year) {
            return Err(NoRanking::NotInYear);
        }
        if ids.iter().all(in_year) {
            return Err(NoRanking::NotBefore);
        }
        if let Some(why) = self.reference.and_then(|list| NotSeated::of(record, &ids, list)) {
            return Err(NoRanking::NotSeated(why));
        }
        let ranked = self.ranked(record, &ids);
        if ranked.is_empty() {
            return Err(NoRanking::TooFewVotes);
        }
        let of_record = Topics::new(record, all.iter().copied());
        let topics = ranked.iter().take(topics_of).map(|one| self.topics(record, &of_record, &ids, one)).collect();
        Ok(Ranking { ids, ranked, topics })
    }

    /// The members or pairs with enough votes in these roll calls, the largest change first.
    fn ranked(&self, record: &Record, ids: &[RollCallId]) -> Vec<Ranked> {
        let seated = Sheet::of(record, ids).lines();
        let chosen = self.among.map_or(seated, |list| {
            let in_year = |id: &RollCallId| record.year(*id) == Some(self.years.year);
            let of_year: Vec<RollCallId> = ids.iter().copied().filter(in_year).collect();
            let lines = Sheet::of_list(record, &of_year, list).lines();
            lines.iter().map(|line| record.members().whole_line(line)).collect()
        });
        // Once for all: for each pair anew they would take a tenth of the time.
        let likelihoods = Likelihoods::of(ids.len() as u32);
        let mut all = if self.pairs {
            self.of_pairs(record, ids, &seated.iter().collect::<Vec<_>>(), chosen, &likelihoods)
        } else {
            self.of_members(record, ids, chosen, &likelihoods)
        };
        let rates = false_discovery_rates(&all.iter().map(|one| one.p).collect::<Vec<_>>());
        all.iter_mut().zip(rates).for_each(|(one, rate)| one.rate = rate);
        all.in_order(|a, b| b.change().abs().total_cmp(&a.change().abs()));
        all
    }

    /// The members with enough votes, against the reference or the majority of the others, in their order.
    fn of_members(
        &self, record: &Record, ids: &[RollCallId], chosen: MemberSet, likelihoods: &Likelihoods,
    ) -> Vec<Ranked> {
        let other = self.reference.and_then(MemberList::only_member);
        let of = |member: MemberId| {
            let votes = self.joint(record, ids, member, other);
            let before = by_day(within(&votes, self.years.first(), self.years.last()));
            let after = by_day(within(&votes, self.years.year, self.years.year));
            self.test((member, None), &before, &after, likelihoods)
        };
        chosen.iter().filter(|member| Some(*member) != other).filter_map(of).collect()
    }

    /// The pairs with enough votes in common; a member that was asked for comes before another.
    fn of_pairs(
        &self, record: &Record, ids: &[RollCallId], seated: &[MemberId], chosen: MemberSet, likelihoods: &Likelihoods,
    ) -> Vec<Ranked> {
        let days = grouped(ids.iter().copied(), |id| record.roll_call(id).date).into_iter();
        let sheet = |(day, ids): (Date, Vec<RollCallId>)| (day.year(), Sheet::of(record, &ids));
        let sheets: Vec<(i16, Sheet)> = days.map(sheet).collect();
        let of = |a: MemberId, b: MemberId| {
            if !chosen.contains(a) && !chosen.contains(b) {
                return None;
            }
            let (mut before, mut after) = (Vec::new(), Vec::new());
            for (year, sheet) in &sheets {
                let of_day = sheet.identical(a, b);
                if of_day.of > 0 {
                    if *year == self.years.year { after.push(of_day) } else { before.push(of_day) }
                }
            }
            let one = self.test((a, Some(b)), &before, &after, likelihoods)?;
            Some(if chosen.contains(a) { one } else { Ranked { member: b, other: Some(a), ..one } })
        };
        let with_those_behind = |(): &mut (), place: &usize| -> Vec<Ranked> {
            seated[place + 1..].iter().filter_map(|b| of(seated[*place], *b)).collect()
        };
        let mut all = share_out(&(0..seated.len()).collect::<Vec<_>>(), with_those_behind).concat();
        all.in_order_of(|one| (one.member, one.other));
        all
    }

    /// The change of a member or a pair, with its p-value; none without enough votes.
    fn test(
        &self, (member, other): (MemberId, Option<MemberId>), before_days: &[Counted], after_days: &[Counted],
        likelihoods: &Likelihoods,
    ) -> Option<Ranked> {
        let (before, after): (Counted, Counted) = (before_days.iter().sum(), after_days.iter().sum());
        if before.of < LEAST_VOTES || after.of < LEAST_VOTES {
            return None;
        }
        let number = (member.index() * 257 + other.map_or(256, MemberId::index)) as u64;
        let effort = if other.is_some() { Effort::OF_PAIRS } else { Effort::WHOLE };
        let p = p_of_split(before_days, after_days, likelihoods, effort, &mut SplitMix64::of(self.seed, number))?;
        Some(Ranked { member, other, before, after, p, rate: 1.0 })
    }

    /// The roll calls in which a member took a position, and so did another one, the reference or the majority of the
    /// others.
    fn joint(&self, record: &Record, ids: &[RollCallId], member: MemberId, other: Option<MemberId>) -> Vec<JointVote> {
        match (other, self.reference) {
            (Some(other), _) => compared_pair(record, ids, member, other),
            (None, list) => compared(record, &ballots(record, ids, member, &list.into()), list.is_some()),
        }
    }

    /// The topics behind a change.
    fn topics(&self, record: &Record, of_record: &Topics, ids: &[RollCallId], one: &Ranked) -> Vec<TopicChange> {
        let votes = self.joint(record, ids, one.member, one.other);
        let years = self.years;
        topics(of_record, within(&votes, years.first(), years.last()), within(&votes, years.year, years.year))
    }
}

/// The votes that a ranking needs on both sides: with fewer, a share says little.
pub const LEAST_VOTES: u32 = 10;

/// A year and the years before it with which it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// The year whose turns are ranked.
    pub year: i16,
    /// How many years before it are compared.
    pub window: i16,
}

impl Years {
    /// The first of the years before.
    pub const fn first(self) -> i16 {
        self.year.saturating_sub(self.window)
    }

    /// The last of the years before.
    pub const fn last(self) -> i16 {
        self.year - 1
    }

    /// The roll calls of the year and the years before.
    pub(super) fn of(self, record: &Record, ids: &[RollCallId]) -> Vec<RollCallId> {
        let holds = |id: &RollCallId| record.year(*id).is_some_and(|year| (self.first()..=self.year).contains(&year));
        ids.iter().copied().filter(holds).collect()
    }
}

/// How a member, or a pair, turned.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ranked {
    /// The member, or one of a pair.
    pub member: MemberId,
    /// The other member of a pair; none for a member by itself.
    pub other: Option<MemberId>,
    /// Agreement in the years before.
    pub before: Counted,
    /// Agreement in the year.
    pub after: Counted,
    /// How often chance gives so large a change.
    pub p: f64,
    /// The p-value adjusted for all that were compared (Benjamini and Hochberg).
    pub rate: f64,
}

impl Ranked {
    /// The change of the share, -1 to 1.
    pub fn change(&self) -> f64 {
        self.after.share().unwrap_or(0.0) - self.before.share().unwrap_or(0.0)
    }
}

/// The roll calls in which a member and its reference, or the majority of the others, took a position.
///
/// # Errors
/// When the member or the reference had no seat, or no vote of the member is known.
pub fn joint_votes(
    record: &Record, ids: &[RollCallId], member: MemberId, reference: Option<&MemberList>,
) -> Result<Vec<JointVote>, NoAnswer> {
    let itself = MemberList::from(member);
    let mut sides = [&itself].into_iter().chain(reference);
    if let Some(why) = sides.find_map(|list| NotSeated::of(record, ids, list)) {
        return Err(NoAnswer::NotSeated(why));
    }
    let ballots = ballots(record, ids, member, &reference.into());
    if ballots.is_empty() {
        return Err(NoAnswer::NoKnownVote(member));
    }
    Ok(compared(record, &ballots, reference.is_some()))
}

/// Who turned most in a year.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ranking {
    /// The roll calls of the year and of the years before.
    pub ids: Vec<RollCallId>,
    /// The members or pairs, the largest change first.
    pub ranked: Vec<Ranked>,
    /// The topics behind the change of each of the first.
    pub topics: Vec<Vec<TopicChange>>,
}

/// Why nobody is ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoRanking {
    /// No roll call is of the year.
    NotInYear,
    /// No roll call is of the years before.
    NotBefore,
    /// No member of the reference had a seat.
    NotSeated(NotSeated),
    /// Nobody has enough votes both in the year and in the years before.
    TooFewVotes,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::turning::{
        joint::agreement,
        tests::{member, record},
    };

    const ASKED: RankingQuery<'_> =
        RankingQuery { years: Years { year: 2025, window: 2 }, among: None, seed: 1, pairs: false, reference: None };

    fn rank(asked: RankingQuery<'_>, record: &Record) -> Vec<Ranked> {
        asked.ranked(record, &asked.years.of(record, &record.ids().collect::<Vec<_>>()))
    }

    #[test]
    fn the_member_that_turned_is_first_and_beyond_chance() {
        let record = record(&[(2022, "", 0), (2023, "", 8), (2024, "", 7), (2025, "", 1)]);
        let ranked = rank(ASKED, &record);
        let first = ranked[0];
        assert_eq!((first.member, first.before.hits, first.before.of), (member(&record, "USA"), 30, 40));
        assert_eq!((first.after.hits, first.after.of), (2, 20));
        assert!(first.p < 0.01 && first.rate < 0.05 && first.rate >= first.p);
        // The others vote alike throughout.
        assert!(ranked[1..].iter().all(|one| one.change().abs() < 1e-12 && one.p > 0.99));
        assert_eq!(ranked, rank(ASKED, &record));
    }

    #[test]
    fn pairs_are_counted_as_one_by_one() {
        let record = record(&[(2023, "", 8), (2024, "", 7), (2025, "", 1)]);
        let ids: Vec<_> = record.ids().collect();
        let ranked = rank(RankingQuery { pairs: true, ..ASKED }, &record);
        assert_eq!(ranked.len(), 5 * 4 / 2);
        for pair in &ranked {
            let one_by_one = compared_pair(&record, &ids, pair.member, pair.other.unwrap());
            let of = |first, last| agreement(within(&one_by_one, first, last));
            assert_eq!((pair.before, pair.after), (of(2023, 2024), of(2025, 2025)));
        }
        let usa = member(&record, "USA");
        assert!(ranked[..4].iter().all(|pair| pair.member == usa || pair.other == Some(usa)));
        assert!((ranked[0].change() + 0.65).abs() < 1e-12);
        assert_eq!(ranked, rank(RankingQuery { pairs: true, ..ASKED }, &record));
    }

    #[test]
    fn a_list_ranks_its_members_and_the_pairs_with_one_of_them_and_adjusts_for_these_alone() {
        let record = record(&[(2023, "", 8), (2024, "", 7), (2025, "", 1)]);
        let list = record.members().list("USA,Cuba").unwrap();
        let asked = RankingQuery { among: Some(&list), ..ASKED };
        let (usa, cuba) = (member(&record, "USA"), member(&record, "CUB"));
        let ranked = rank(asked, &record);
        assert_eq!(ranked.iter().map(|one| one.member).collect::<Vec<_>>(), [usa, cuba]);
        // Of two p-values the least is doubled; of all five it is five times as large.
        assert!((ranked[0].rate - 2.0 * ranked[0].p).abs() < 1e-12);
        let all = rank(ASKED, &record);
        assert!((all[0].p - ranked[0].p).abs() < 1e-12 && (all[0].rate - 5.0 * all[0].p).abs() < 1e-12);
        // Of the ten pairs of five, three are of France, Germany and the United Kingdom alone.
        let pairs = rank(RankingQuery { pairs: true, ..asked }, &record);
        assert_eq!(pairs.len(), 7);
        assert!(pairs.iter().all(|pair| [usa, cuba].contains(&pair.member)));
    }

    #[test]
    fn too_few_votes_are_not_ranked() {
        let record = record(&[(2025, "", 1)]);
        assert_eq!(rank(ASKED, &record), []);
        assert_eq!(rank(RankingQuery { pairs: true, ..ASKED }, &record), []);
    }
}
