//! What differs between two editions of a record, or any two records: new and vanished roll calls, and what changed in
//! those that both have. Which roll calls are the same is decided as in the merge, in `record::same`.
//!
//! What one of the two never states, such as agenda items in a format without them, is not a change of any roll call:
//! it is reported once, for the whole.

use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberSet};
use crate::record::{Fact, Position, Record, Roll, RollCallId, Vote, same};

/// What differs between an old and a new record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diff {
    /// Roll calls of the new record that the old one lacks, by day.
    pub new: Vec<RollCallId>,
    /// Roll calls of the old record that the new one lacks, by day.
    pub vanished: Vec<RollCallId>,
    /// Roll calls of both that differ in anything, by day.
    pub changed: Vec<Changed>,
    /// How many roll calls are the same in both.
    pub unchanged: usize,
    /// The facts that only the old record states at all.
    pub only_old: Vec<Fact>,
    /// The facts that only the new record states at all.
    pub only_new: Vec<Fact>,
}

/// A roll call of two records that differs between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The roll call in the old record.
    pub old: RollCallId,
    /// The roll call in the new record.
    pub new: RollCallId,
    /// The facts that differ.
    pub facts: Vec<FactChange>,
    /// The members whose votes differ, in the order of the table of members; empty where one of the records has no
    /// member's vote at all.
    pub votes: Vec<VoteChange>,
    /// How many members' votes each record has, where one has none and the other some.
    pub votes_at_all: Option<(usize, usize)>,
}

/// A fact before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactChange {
    /// The fact that differs.
    pub fact: Fact,
    /// Its text in the old record.
    pub old: Option<String>,
    /// Its text in the new record.
    pub new: Option<String>,
}

/// A member's vote before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteChange {
    /// The member whose vote differs.
    pub member: MemberId,
    /// Its position in the old record.
    pub old: Position,
    /// Its position in the new record.
    pub new: Position,
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.vanished.is_empty() && self.changed.is_empty()
    }

    /// How many members' votes differ.
    pub fn votes(&self) -> usize {
        self.changed.iter().map(|one| one.votes.len()).sum()
    }

    /// In how many roll calls a fact differs.
    pub fn count(&self, fact: Fact) -> usize {
        self.changed.iter().filter(|one| one.facts.iter().any(|change| change.fact == fact)).count()
    }
}

/// Compares two records over the same table of members.
pub fn diff(old: &Record, new: &Record) -> Diff {
    let told = |record: &Record| {
        Fact::all().filter(|fact| record.ids().any(|id| fact.of(record, id).is_some())).collect::<Vec<Fact>>()
    };
    let (in_old, in_new) = (told(old), told(new));
    let (compared, only_old): (Vec<Fact>, _) = in_old.iter().partition(|fact| in_new.contains(fact));
    let only_new = in_new.into_iter().filter(|fact| !in_old.contains(fact)).collect();
    let mut diff = Diff { only_old, only_new, ..Diff::default() };
    let mut vanished: Vec<bool> = vec![true; old.len()];
    for (after, before) in same::editions(old, new).pairs {
        let Some(before) = before else {
            diff.new.push(after);
            continue;
        };
        vanished[before.index()] = false;
        match changed(old, before, new, after, &compared) {
            Some(changed) => diff.changed.push(changed),
            None => diff.unchanged += 1,
        }
    }
    diff.vanished = old.ids().filter(|id| vanished[id.index()]).collect();
    diff.new.in_order_of(|id| new.in_time(*id));
    diff.vanished.in_order_of(|id| old.in_time(*id));
    diff.changed.in_order_of(|one| new.in_time(one.new));
    diff
}

/// What differs in a roll call that both records have; nothing when all is the same.
fn changed(old: &Record, before: RollCallId, new: &Record, after: RollCallId, compared: &[Fact]) -> Option<Changed> {
    let differing = compared.iter().filter_map(|fact| {
        let (old, new) = (fact.of(old, before), fact.of(new, after));
        (old != new).then(|| FactChange { fact: *fact, old: old.map(Into::into), new: new.map(Into::into) })
    });
    let (rolls, known) = ([old.roll(before), new.roll(after)], |roll: &Roll| roll.known().len());
    let [had, has] = rolls.map(known);
    let votes_at_all = (had != has && (had == 0 || has == 0)).then_some((had, has));
    let votes = if had == 0 || has == 0 { Vec::new() } else { votes(rolls[0], rolls[1]) };
    let changed = Changed { old: before, new: after, facts: differing.collect(), votes, votes_at_all };
    (!changed.facts.is_empty() || !changed.votes.is_empty() || votes_at_all.is_some()).then_some(changed)
}

/// The members whose vote is different in the two records, or is in only one of them. Whether somebody without a vote
/// in either was a member does not matter here.
fn votes(old: &Roll, new: &Roll) -> Vec<VoteChange> {
    let alike = Vote::ALL.into_iter().fold(MemberSet::EMPTY, |all, vote| all | (old.cast(vote) & new.cast(vote)));
    let differing = (old.known() | new.known()) - alike;
    differing.iter().map(|member| VoteChange { member, old: old.position(member), new: new.position(member) }).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        members::Members,
        record::{Body, Date, RecordBuilder, RollCall},
    };

    /// A roll call: its record number, resolution, day of February 2025, and votes.
    type Told<'t> = (u64, &'t str, i8, &'t [(&'t str, Vote)]);

    fn record(roll_calls: &[Told<'_>]) -> Record {
        let mut builder = RecordBuilder::new(Arc::new(Members::embedded()));
        for (number, resolution, day, votes) in roll_calls {
            let mut one = RollCall::new(Body::GeneralAssembly);
            one.undl_id = Some(*number);
            one.resolution = builder.symbols(resolution).0;
            one.date = Date::new(2025, 2, *day).ok();
            let mut roll = Roll::default();
            for (code, vote) in *votes {
                roll.enter(builder.members().by_code(code).expect("a member"), *vote);
            }
            builder.push(one, roll);
        }
        builder.finish()
    }

    fn facts(changed: &Changed) -> Vec<(&str, Option<&str>, Option<&str>)> {
        changed.facts.iter().map(|one| (one.fact.word(), one.old.as_deref(), one.new.as_deref())).collect()
    }

    #[test]
    fn a_record_does_not_differ_from_itself() {
        let record = record(&[(1, "A/RES/79/1", 3, &[("FRA", Vote::Yes)]), (2, "A/RES/79/2", 2, &[])]);
        assert_eq!(diff(&record, &record), Diff { unchanged: 2, ..Diff::default() });
    }

    #[test]
    fn new_and_vanished_roll_calls_come_by_day() {
        let old = record(&[(1, "A/RES/79/1", 1, &[]), (5, "A/RES/79/5", 6, &[]), (4, "A/RES/79/4", 5, &[])]);
        let new = record(&[(3, "A/RES/79/3", 9, &[]), (2, "A/RES/79/2", 8, &[]), (1, "A/RES/79/1", 1, &[])]);
        let found = diff(&old, &new);
        let symbols = |record: &Record, ids: &[RollCallId]| -> Vec<String> {
            ids.iter().map(|id| record.symbol(*id).to_owned()).collect()
        };
        assert_eq!(symbols(&new, &found.new), ["A/RES/79/2", "A/RES/79/3"]);
        assert_eq!(symbols(&old, &found.vanished), ["A/RES/79/4", "A/RES/79/5"]);
        assert_eq!((found.changed.len(), found.unchanged), (0, 1));
    }

    #[test]
    fn votes_facts_and_the_tally_that_follows_are_told_before_and_after() {
        let old = record(&[(1, "A/RES/79/1", 3, &[("FRA", Vote::Yes), ("USA", Vote::No), ("DEU", Vote::Yes)])]);
        let new = record(&[(1, "A/RES/79/11", 4, &[("FRA", Vote::Abstain), ("USA", Vote::No), ("ISR", Vote::No)])]);
        let found = diff(&old, &new);
        let [changed] = &found.changed[..] else { panic!("{found:?}") };
        assert_eq!(
            facts(changed),
            [
                ("date", Some("2025-02-03"), Some("2025-02-04")),
                ("resolution", Some("A/RES/79/1"), Some("A/RES/79/11")),
                ("tally", Some("2-1-0-0"), Some("0-2-1-0")),
            ]
        );
        let told = |one: &VoteChange| (new.members().get(one.member).code, one.old.word(), one.new.word());
        let mut votes: Vec<_> = changed.votes.iter().map(told).collect();
        votes.sort_unstable();
        assert_eq!(votes, [("DEU", "yes", "not a member"), ("FRA", "yes", "abstain"), ("ISR", "not a member", "no")]);
        assert_eq!((found.votes(), found.count(Fact::Date), found.count(Fact::Title)), (3, 1, 0));
    }

    #[test]
    fn what_one_record_nowhere_tells_is_no_change_of_a_roll_call() {
        let old = record(&[(1, "A/RES/79/1", 3, &[]), (2, "A/RES/79/2", 3, &[])]);
        let mut builder = RecordBuilder::reopen(old.clone());
        let title = builder.text("Embargo");
        let first = builder.ids().next().expect("two");
        builder.entry(first).0.title = title;
        let new = builder.finish();
        let found = diff(&old, &new);
        assert_eq!((found.only_new, found.only_old, found.unchanged), (vec![Fact::Title], vec![], 2));
    }

    #[test]
    fn a_member_that_no_record_says_a_vote_of_has_not_changed() {
        let old = record(&[(1, "A/RES/79/1", 3, &[("FRA", Vote::Yes)])]);
        let mut builder = RecordBuilder::reopen(old.clone());
        let (only, member) = (builder.ids().next().expect("one"), builder.members().by_code("USA").expect("a member"));
        builder.entry(only).1.not_known.insert(member);
        assert_eq!(diff(&old, &builder.finish()).votes(), 0);
    }

    #[test]
    fn a_roll_that_is_in_one_record_only_is_told_as_one_change() {
        let old = record(&[(1, "A/RES/79/1", 3, &[]), (2, "A/RES/79/2", 3, &[("FRA", Vote::No)])]);
        let votes = [("FRA", Vote::No), ("USA", Vote::Yes)];
        let new = record(&[(1, "A/RES/79/1", 3, &votes), (2, "A/RES/79/2", 3, &[("FRA", Vote::No)])]);
        let found = diff(&old, &new);
        assert_eq!(found.changed[0].votes_at_all, Some((0, 2)));
        assert_eq!((found.votes(), found.changed.len()), (0, 1));
    }

    #[test]
    fn a_roll_corrected_throughout_is_changed_where_the_number_says_that_it_is_the_same() {
        let codes = ["FRA", "USA", "DEU", "GBR", "RUS", "CHN", "ISR", "CUB", "BRA", "IND"];
        let all = |vote| codes.map(|code| (code, vote));
        let (before, after) = (all(Vote::Yes), all(Vote::No));
        let (old, new) = (record(&[(1, "A/RES/79/1", 3, &before)]), record(&[(1, "A/RES/79/1", 3, &after)]));
        assert_eq!((diff(&old, &new).changed.len(), diff(&old, &new).votes()), (1, 10));
        // Without a number in common they are two votes on one text, as in the merge.
        let mut builder = RecordBuilder::reopen(new);
        let only = builder.ids().next().expect("one");
        builder.entry(only).0.undl_id = None;
        let found = diff(&old, &builder.finish());
        assert_eq!((found.new.len(), found.vanished.len(), found.changed.len()), (1, 1, 0));
    }
}
