//! Tests of the merge: each rule by hand, and its laws on arbitrary records.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::{
    members::MemberId,
    record::{Body, IntendedVote, Outcome},
    source::{arbitrary, format::Options},
};

fn merged(records: Vec<Record>) -> (Record, Ledger) {
    let mut ledger = Ledger::default();
    let context = Context { members: &Arc::new(Members::embedded()), options: &Options::default() };
    let record = merge(records, &context, &mut ledger).expect("few sources");
    (record, ledger)
}

fn disagreements(ledger: &Ledger) -> Vec<(&str, u64, &str)> {
    let entries = ledger.entries().iter().filter(|entry| entry.kind == Kind::Disagreement);
    entries.map(|entry| (entry.reason.as_str(), entry.count, entry.examples[0].value.as_str())).collect()
}

/// A record of one roll call on A/RES/47/19, of one source.
fn one(source: &str, fill: impl FnOnce(&mut RecordBuilder, &mut RollCall, &mut Roll)) -> Record {
    let mut builder = RecordBuilder::new(Arc::new(Members::embedded()));
    let dates_unreliable_before = (source == "voeten").then(|| Date::new(2004, 1, 1).ok()).flatten();
    builder.origin(Origin { name: source.to_owned(), dates_unreliable_before, ..Origin::default() });
    let mut roll_call = RollCall::new(Body::GeneralAssembly);
    roll_call.resolution = builder.symbols("A/RES/47/19").0;
    roll_call.sources = 1;
    let mut roll = Roll::default();
    fill(&mut builder, &mut roll_call, &mut roll);
    builder.push(roll_call, roll);
    builder.finish()
}

fn only(record: &Record) -> RollCallId {
    assert_eq!(record.len(), 1);
    record.ids().next().expect("there is one")
}

fn member(code: &str) -> MemberId {
    Members::embedded().by_code(code).expect("a member")
}

fn cast(roll: &mut Roll, votes: &[(&str, Vote)]) {
    for (code, vote) in votes {
        roll.enter(member(code), *vote);
    }
}

#[test]
fn of_two_votes_that_differ_the_earlier_source_stands_and_both_are_told() {
    let a = one("a", |_, _, roll| cast(roll, &[("FRA", Vote::Yes), ("USA", Vote::No)]));
    let b = one("b", |_, _, roll| cast(roll, &[("FRA", Vote::Abstain), ("USA", Vote::No), ("ISR", Vote::No)]));
    let (record, ledger) = merged(vec![a, b]);
    let roll = record.roll(only(&record));
    assert_eq!((roll.yes.len(), roll.no.len(), roll.abstain.len()), (1, 2, 0));
    let reason = "votes that differ; the earlier source stands";
    assert_eq!(disagreements(&ledger), [(reason, 1, "A/RES/47/19: FRA yes / abstain")]);
    let notes: Vec<_> = ledger.entries().iter().map(|entry| (entry.kind, entry.count)).collect();
    assert_eq!(notes[..2], [(Kind::Note, 1), (Kind::Note, 1)]);
}

#[test]
fn a_vote_that_is_not_known_is_filled_in() {
    let a = one("a", |_, _, roll| roll.not_known.insert(member("FRA")));
    let b = one("b", |_, _, roll| {
        cast(roll, &[("FRA", Vote::Abstain)]);
        roll.not_known.insert(member("DEU"));
    });
    let (record, ledger) = merged(vec![a, b]);
    let roll = record.roll(only(&record));
    assert!(roll.abstain.contains(member("FRA")) && roll.not_known.contains(member("DEU")));
    assert_eq!((roll.members().len(), disagreements(&ledger).len()), (2, 0));
}

#[test]
fn an_unreliable_day_gives_way_whatever_the_order() {
    // The embargo vote of 24 November 1992 stands as 3 November in Voeten's data.
    let library = || one("library", |_, roll_call, _| roll_call.date = Date::new(1992, 11, 24).ok());
    let voeten = || one("voeten", |_, roll_call, _| roll_call.date = Date::new(1992, 11, 3).ok());
    for (records, example) in [
        (vec![library(), voeten()], "A/RES/47/19: 1992-11-24 / 1992-11-03"),
        (vec![voeten(), library()], "A/RES/47/19: 1992-11-03 / 1992-11-24"),
    ] {
        let (record, ledger) = merged(records);
        assert_eq!(record.roll_call(only(&record)).date, Date::new(1992, 11, 24).ok());
        let reason = "days that differ; the one of the source whose days can be trusted stands";
        assert_eq!(disagreements(&ledger), [(reason, 1, example)]);
    }
    let (record, _) = merged(vec![voeten(), one("b", |_, roll_call, _| roll_call.date = None)]);
    assert_eq!(record.roll_call(only(&record)).date, Date::new(1992, 11, 3).ok());
}

#[test]
fn what_is_missing_is_filled_and_what_differs_is_told() {
    let a = one("a", |builder, roll_call, _| {
        roll_call.title = builder.text("Embargo");
        roll_call.stated.yes = Some(59);
    });
    let b = one("b", |builder, roll_call, _| {
        roll_call.title = builder.text("The embargo");
        roll_call.meeting = builder.symbols("A/47/PV.70").0;
        (roll_call.stated.yes, roll_call.stated.no) = (Some(60), Some(3));
        roll_call.outcome = Some(Outcome::Adopted);
    });
    let (record, ledger) = merged(vec![a, b]);
    let roll_call = record.roll_call(only(&record));
    assert_eq!(record.text(roll_call.meeting), "A/47/PV.70");
    assert_eq!(record.text(roll_call.title), "Embargo");
    assert_eq!((roll_call.stated.yes, roll_call.stated.no), (Some(59), Some(3)));
    assert_eq!(roll_call.outcome, Some(Outcome::Adopted));
    let told: Vec<_> = disagreements(&ledger).into_iter().map(|(_, _, example)| example).collect();
    assert_eq!(told, ["A/RES/47/19: Embargo / The embargo", "A/RES/47/19: 59 / 60"]);
    assert_eq!(record.with_symbol("A/47/PV.70").count(), 1);
}

#[test]
fn sources_and_statements_are_joined() {
    let statement = |vote| IntendedVote { member: member("BHS"), intended: vote, source: String::new() };
    let with = |name, vote| {
        let record = one(name, |_, _, _| {});
        let id = only(&record);
        let mut builder = RecordBuilder::reopen(record);
        builder.intend(id, statement(vote));
        builder.finish()
    };
    let (record, _) = merged(vec![with("a", Vote::Yes), with("b", Vote::Yes), with("c", Vote::Abstain)]);
    let id = only(&record);
    assert_eq!(record.intended(id), [statement(Vote::Yes), statement(Vote::Abstain)]);
    let names: Vec<_> = record.origins_of(id).map(|origin| origin.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "c"]);
}

#[test]
fn more_than_64_sources_are_refused() {
    let records: Vec<_> = (0..65).map(|_| one("a", |_, _, _| {})).collect();
    let context = Context { members: &Arc::new(Members::embedded()), options: &Options::default() };
    let result = merge(records, &context, &mut Ledger::default());
    let error = result.map(|_| ()).unwrap_err().to_string();
    assert_eq!(error, "at most 64 inputs can be loaded at once, not 65");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_record_merged_with_itself_is_the_same_but_for_its_sources(record in arbitrary::record()) {
        let (again, ledger) = merged(vec![record.clone(), record.clone()]);
        let without_sources = |record: &Record| -> Vec<_> {
            arbitrary::seen(record).into_iter().map(|one| (one.fields, one.roll, one.intended)).collect()
        };
        prop_assert_eq!(without_sources(&again), without_sources(&record));
        prop_assert_eq!(disagreements(&ledger), []);
    }

    #[test]
    fn the_order_decides_only_who_is_right(a in arbitrary::record(), b in arbitrary::record()) {
        let (forth, told_forth) = merged(vec![a.clone(), b.clone()]);
        let (back, told_back) = merged(vec![b, a]);
        let members = |record: &Record| {
            let mut sets: Vec<_> = record.ids().map(|id| format!("{:?}", record.roll(id).members())).collect();
            sets.sort();
            sets
        };
        let counts = |ledger: &Ledger, is_meant: fn(&str) -> bool| -> u64 {
            disagreements(ledger).iter().filter(|(reason, ..)| is_meant(reason)).map(|(_, count, _)| count).sum()
        };
        let differ = |reason: &str| reason == VOTES_DIFFER;
        prop_assert_eq!(counts(&told_forth, differ), counts(&told_back, differ));
        // Which day and which numbers stand decides who was a member, and who is missing.
        let facts = |record: &Record| {
            let stated = |one: &RollCall| format!("{:?} {:?} {}", one.days(), one.stated, one.is_vote());
            let mut facts: Vec<String> = record.ids().map(|id| stated(record.roll_call(id))).collect();
            facts.sort();
            facts
        };
        if facts(&forth) == facts(&back) {
            prop_assert_eq!(members(&forth), members(&back));
            prop_assert_eq!(counts(&told_forth, |_| true), counts(&told_back, |_| true));
        }
    }
}
