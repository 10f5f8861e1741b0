//! The answers to when a member turned and who turned most in a year, or why there is none.

use super::joint_vote::{JointVote, compared, compared_pair, within};
use super::ranking::{Ranked, RankingQuery, rank_members, rank_pairs};
use super::topics::{TopicChange, topics};
use crate::analysis::absence::{NoAnswer, NotSeated};
use crate::analysis::{history::ballots, topics::Topics};
use crate::members::{MemberId, MemberList};
use crate::record::{Date, Record, RollCallId};

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
    let ballots = ballots(record, ids, member, reference);
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
    /// No roll call is of the year whose turns are ranked.
    NotInYear,
    /// No roll call is of the years before.
    NotBefore,
    /// None of the reference had a seat.
    NotSeated(NotSeated),
    /// Nobody has votes enough both in the year and in the years before.
    TooFewVotes,
}

impl RankingQuery<'_> {
    /// Ranks members, or pairs of them, by their change over these roll calls, with topics for so many of the first.
    ///
    /// # Errors
    /// The reason why nobody is ranked.
    pub fn ranking(self, record: &Record, all: &[RollCallId], topics_of: usize) -> Result<Ranking, NoRanking> {
        let ids = self.years.of(record, all);
        let in_year = |id: &RollCallId| record.roll_call(*id).date.map(Date::year) == Some(self.years.year);
        if !ids.iter().any(in_year) {
            return Err(NoRanking::NotInYear);
        }
        if ids.iter().all(in_year) {
            return Err(NoRanking::NotBefore);
        }
        if let Some(why) = self.reference.and_then(|list| NotSeated::of(record, &ids, list)) {
            return Err(NoRanking::NotSeated(why));
        }
        let ranked = if self.pairs { rank_pairs(record, all, self) } else { rank_members(record, all, self) };
        if ranked.is_empty() {
            return Err(NoRanking::TooFewVotes);
        }
        let of_record = Topics::new(record, all.iter().copied());
        let topics = ranked.iter().take(topics_of).map(|one| self.topics(record, &of_record, &ids, one)).collect();
        Ok(Ranking { ids, ranked, topics })
    }

    /// The topics behind a change.
    fn topics(self, record: &Record, of_record: &Topics, ids: &[RollCallId], one: &Ranked) -> Vec<TopicChange> {
        let votes = match one.other {
            Some(other) => compared_pair(record, ids, one.member, other),
            None => compared(record, &ballots(record, ids, one.member, self.reference), self.reference.is_some()),
        };
        let years = self.years;
        topics(of_record, within(&votes, years.first(), years.last()), within(&votes, years.year, years.year))
    }
}
