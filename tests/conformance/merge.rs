//! How far two real sources agree when they are merged, against a count that was made apart from this program.

use unvote::{
    members::MemberSet,
    record::{Disputed, Fact, Record, RollCallId, Vote},
    source::{self, Loaded, Options},
};

use super::{ASSEMBLY, NEWEST, PACKAGE, load, package};

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn every_disagreement_of_the_record_and_the_package_is_listed() {
    let paths = [vec![NEWEST.assembly()], package()].concat();
    let (record, conflicts) = source::conflicts(&paths, &Options::default()).expect("two sources");
    let count = |is: fn(&Disputed) -> bool| conflicts.iter().filter(|conflict| is(&conflict.what)).count();
    // The counts made apart from this program, as below.
    assert_eq!(count(|what| matches!(what, Disputed::Vote(_))), 2_499);
    assert_eq!(count(|what| *what == Disputed::Fact(Fact::Date)), 2_945);
    assert_eq!(count(|what| *what == Disputed::Rolls), 5);
    // The embargo of 24 November 1992 stands in the package as of 3 November.
    let embargo = record.with_symbol("A/RES/47/19").next().expect("the embargo of 1992");
    let day = conflicts.iter().find(|one| one.roll_call == embargo && one.what == Disputed::Fact(Fact::Date));
    let day = day.expect("a day that differs");
    assert_eq!(day.stands.as_deref(), Some("1992-11-24"));
    assert!(day.values.iter().any(|(_, value)| value == "1992-11-03"), "{day:?}");
}

fn counted(loaded: &Loaded, reason: &str) -> u64 {
    let entries = loaded.ledger.entries().iter().filter(|entry| entry.reason == reason);
    entries.map(|entry| entry.count).sum()
}

/// For each roll call of the merged record that both sources have: its rows in the record and in the package.
fn shared(both: &Record, record: &Record, package: &Record) -> Vec<(RollCallId, RollCallId, RollCallId)> {
    let by_undl: std::collections::HashMap<_, _> = record.ids().map(|id| (record.roll_call(id).undl_id, id)).collect();
    let by_rcid: std::collections::HashMap<_, _> = package.ids().map(|id| (package.roll_call(id).rcid, id)).collect();
    let both_have = |id: &RollCallId| both.roll_call(*id).undl_id.is_some() && both.roll_call(*id).rcid.is_some();
    let pair = |id| Some((id, *by_undl.get(&both.roll_call(id).undl_id)?, *by_rcid.get(&both.roll_call(id).rcid)?));
    both.ids().filter(both_have).filter_map(pair).collect()
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_record_and_the_package_agree_as_far_as_a_count_apart_says() {
    let both = &load(&[vec![NEWEST.assembly()], package()].concat());
    let (record, package) = (&ASSEMBLY.record, &PACKAGE.record);
    let shared = shared(&both.record, record, package);
    let (mut same, mut different, mut absent_there, mut days, mut many) = (0, 0, 0, 0, 0);
    for (_, mine, theirs) in &shared {
        let (mine_roll, their_roll) = (record.roll(*mine), package.roll(*theirs));
        // The package has rows for these three only.
        let cast = [Vote::Yes, Vote::No, Vote::Abstain];
        let agreeing: usize = cast.iter().map(|vote| (mine_roll.cast(*vote) & their_roll.cast(*vote)).len()).sum();
        let listed = cast.iter().map(|vote| their_roll.cast(*vote)).fold(MemberSet::EMPTY, |all, some| all | some);
        let differing = (listed & mine_roll.known()).len() - agreeing;
        same += agreeing;
        different += differing;
        absent_there += (mine_roll.non_voting & their_roll.yes).len();
        many += usize::from(differing > 20);
        days += usize::from(record.roll_call(*mine).date != package.roll_call(*theirs).date);
    }
    // By a count apart from this program (a script over the two files with the same rule of what is one roll call):
    // 4,277 shared, 660,781 votes the same, 2,499 different (1,361 of them yes in the package and non-voting in the
    // record), 2,945 days different, 14 resolutions with more than 20 different votes. The README of the folder counts
    // 4,242, 650,327, 2,655 (1,332), 2,914 and 16: without parts under Roman numbers, and with five pairs that differ in
    // more than half of their votes, which are two votes on one text and are kept as two here.
    assert_eq!((shared.len(), same, different, absent_there, days, many), (4277, 660_781, 2_499, 1_361, 2_945, 14));

    assert_eq!(counted(both, "roll calls found in several sources, read as one"), 4277);
    assert_eq!(counted(both, "votes on which several sources agree"), 660_781);
    assert_eq!(counted(both, "votes that differ; the earlier source stands"), 2_499);
    assert_eq!(counted(both, "roll calls of one symbol that differ in more than half of their votes, kept as two"), 5);
    let trusted = "days that differ; the one of the source whose days can be trusted stands";
    assert_eq!(counted(both, trusted) + counted(both, "days that differ; the earlier source stands"), 2_945);
    assert_eq!(both.record.len(), 5697 + 6203 - 4277);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_days_of_the_record_stand_also_where_the_package_comes_first() {
    let both = &load(&[package(), vec![NEWEST.assembly()]].concat()).record;
    let (record, package) = (&ASSEMBLY.record, &PACKAGE.record);
    let (mut corrected, mut kept) = (0, 0);
    for (id, mine, theirs) in shared(both, record, package) {
        let day = |record: &Record, id| record.roll_call(id).date;
        let (right, doubtful) = (day(record, mine), day(package, theirs));
        if right != doubtful {
            let is_early = doubtful.is_some_and(|day| day.year() < 2004);
            assert_eq!(day(both, id), if is_early { right } else { doubtful }, "{}", both.symbol(id));
            *(if is_early { &mut corrected } else { &mut kept }) += 1;
        }
    }
    assert_eq!((corrected, kept), (2_942, 3));
    // The vote on the embargo against Cuba of 24 November 1992 stands in the package as of 3 November.
    let embargo = both.with_symbol("A/RES/47/19").next().expect("the embargo of 1992");
    assert_eq!(both.roll_call(embargo).date.map(|day| day.to_string()).as_deref(), Some("1992-11-24"));
}
