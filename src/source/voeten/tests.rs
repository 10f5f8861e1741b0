//! Voeten's file and the package on rows as they stand in the real files.

use proptest::prelude::*;

use crate::{
    record::{Date, Matter, Record, RollCallId, Session, Vote},
    source::{self, Kind, Options},
};

fn load(files: &[(&str, &str)]) -> source::Loaded {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<_> = files
        .iter()
        .map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("a file");
            path
        })
        .collect();
    source::load(&paths, &Options::default()).expect("a record")
}

fn counts(loaded: &source::Loaded, kind: Kind) -> Vec<(&str, u64, Option<u64>)> {
    let entries = loaded.ledger.entries().iter().filter(|entry| entry.kind == kind);
    entries.map(|entry| (entry.reason.as_str(), entry.count, entry.examples.first().and_then(|e| e.line))).collect()
}

fn cast(record: &Record, id: RollCallId, vote: Vote) -> Vec<&'static str> {
    let members = record.members();
    record.roll(id).cast(vote).iter().map(|member| members.get(member).code).collect()
}

const HEADER: &str = "rcid\tsession\tvote\tccode\tmember\timportantvote\tdate\tunres\tme\tnu\tdi\thr\tco\tec\tyear\n";

#[test]
fn votes_come_by_number_of_code_and_country() {
    let rows = "77\t26\t1\t2\t1\t1\t10/25/1971\tR/26/2758\t1\t0\t0\t1\t0\t0\t1971.0\n\
                77\t26\t2\t365\t1\t1\t10/25/1971\tR/26/2758\t1\t0\t0\t1\t0\t0\t1971.0\n\
                77\t26\t3\t713\t1\t1\t10/25/1971\tR/26/2758\t1\t0\t0\t1\t0\t0\t1971.0\n\
                77\t26\t8\t678\t1\t1\t10/25/1971\tR/26/2758\t1\t0\t0\t1\t0\t0\t1971.0\n\
                77\t26\t9\t255\tNA\t1\t10/25/1971\tR/26/2758\t1\t0\t0\t1\t0\t0\t1971.0\n";
    let loaded = load(&[("votes.tab", &format!("{HEADER}{rows}"))]);
    let record = &loaded.record;
    let id = record.with_symbol("A/RES/2758(XXVI)").next().expect("the roll call");
    assert_eq!(cast(record, id, Vote::Yes), ["USA"]);
    assert_eq!(cast(record, id, Vote::Abstain), ["SUN"]);
    assert_eq!(cast(record, id, Vote::No), ["CHN"]);
    assert_eq!(cast(record, id, Vote::NonVoting), ["YEM"]);
    let one = record.roll_call(id);
    assert_eq!((one.rcid, one.session, one.important), (Some(77), Some(Session::Regular(26)), true));
    assert_eq!(one.date, Date::new(1971, 10, 25).ok());
    assert_eq!(one.issues.codes().collect::<Vec<_>>(), ["me", "hr"]);
    assert_eq!(loaded.ledger.skipped(), 0);
    let origin = &record.origins()[0];
    assert_eq!(origin.dates_unreliable_before, Date::new(2004, 1, 1).ok());
}

#[test]
fn odd_rows_are_counted_with_their_lines() {
    let rows = "77\t26\t4\t2\t1\t0\t10/25/1971\tNA\tNA\t0\t0\t0\t0\t0\t1971.0\n\
                77\t26\t1\t2\t1\t0\t10/26/1971\tNA\t0\t0\t0\t0\t0\t0\t1971.0\n\
                77\t26\t1\t998\t1\t0\t10/25/1971\tNA\t0\t0\t0\t0\t0\t0\t1971.0\n\
                \t26\t1\t20\t1\t0\t10/25/1971\tNA\t0\t0\t0\t0\t0\t0\t1971.0\n\
                77\t26\t3\t2\t1\t0\t10/26/1971\tNA\t0\t0\t0\t0\t0\t0\t1971.0\n\
                78\t26\t1\t2\t1\t0\t13/26/1971\tNA\t0\t0\t0\t0\t0\t0\t1971.0\n\
                78\t26\t1\n";
    let loaded = load(&[("votes.tab", &format!("{HEADER}{rows}"))]);
    assert_eq!(
        counts(&loaded, Kind::Skipped),
        [
            ("unknown vote codes", 1, Some(2)),
            ("unknown members", 1, Some(4)),
            ("rows without the number of a roll call", 1, Some(5)),
            ("rows that contradict an earlier one", 1, Some(6)),
            ("dates that do not exist", 1, Some(7)),
            ("rows that have more or fewer fields than the header's 15", 1, Some(8)),
        ]
    );
}

const VOTES: &str = "rcid,country,country_code,vote\n3.0,United States,US,yes\n3.0,Namibia,NA,no\n\
                     3.0,Taiwan,TW,abstain\n3.0,Yemen Arab Republic,NA,yes\n";

#[test]
fn the_packages_three_files_are_joined_in_any_order() {
    let roll_calls = "rcid,session,importantvote,date,unres,amend,para,short,descr\n\
                      3,46.0,0,1991-12-16,R/46/86,1,0,SHORT,\"LONG, WITH COMMA\"\n4,46.0,NA,1991-12-16,NA,NA,NA,,ALONE\n";
    let issues = "rcid,short_name,issue\n3,me,Palestinian conflict\n5,me,Palestinian conflict\n3,xx,None\n";
    let loaded = load(&[("v.csv", VOTES), ("i.csv", issues), ("r.csv", roll_calls)]);
    let record = &loaded.record;
    assert_eq!(record.len(), 2);
    let id = record.with_symbol("A/RES/46/86").next().expect("the roll call");
    let one = record.roll_call(id);
    assert_eq!(
        (one.matter, record.text(one.title), record.text(one.note)),
        (Matter::Amendment, "SHORT", "LONG, WITH COMMA")
    );
    assert!(one.issues.contains("me"));
    assert_eq!(cast(record, id, Vote::No), ["NAM"]);
    assert_eq!(cast(record, id, Vote::Yes), ["USA", "YEM"]);
    let other = record.ids().nth(1).expect("the second");
    assert_eq!(record.text(record.roll_call(other).title), "ALONE");
    assert_eq!(
        counts(&loaded, Kind::Skipped),
        [
            ("issues of roll calls that no file lists", 1, Some(3)),
            ("unknown issues", 1, Some(4)),
            // Taiwan had no seat by then.
            ("votes of states that were no members on the day, left out", 1, Some(4)),
        ]
    );
    assert_eq!(record.origins_of(id).count(), 3);
}

#[test]
fn members_of_the_day_without_a_row_were_absent_if_they_have_one_in_another_vote() {
    let roll_calls = "rcid,session,date,unres\n3,46,1991-12-16,R/46/86\n4,46,1991-12-16,R/46/87\n";
    let votes = format!("{VOTES}4.0,France,FR,yes\n4.0,Brazil,BR,abstain\n");
    let loaded = load(&[("v.csv", &votes), ("r.csv", roll_calls)]);
    let (record, id) = (&loaded.record, loaded.record.ids().next().expect("the roll call"));
    // 166 members at the end of 1991 (Growth in United Nations membership): three with a row, France and Brazil, for
    // Taiwan had no seat. Of the others there is no row at all; nobody says that they were absent.
    assert_eq!(cast(record, id, Vote::NonVoting), ["BRA", "FRA"]);
    assert_eq!((record.roll(id).not_known.len(), record.tally(id)), (161, None));
}

#[test]
fn votes_alone_have_roll_calls_by_number_only() {
    let loaded = load(&[("v.csv", VOTES)]);
    let id = loaded.record.ids().next().expect("the roll call");
    assert_eq!((loaded.record.symbol(id), loaded.record.roll_call(id).rcid), ("", Some(3)));
    assert_eq!((loaded.record.roll(id).known().len(), loaded.record.tally(id)), (4, None));
}

#[test]
fn what_is_told_of_a_file_is_told_under_its_name() {
    let roll_calls = "rcid,session,date,unres\n3,46,1991-12-16,R/46/86\n";
    let odd = format!(
        "{HEADER}78\t26\t4\t2\t1\t0\t10/25/1971\tNA\t0\t0\t0\t0\t0\t0\t1971.0\n78\t26\t1\t2\t1\t0\t10/25/1971\tNA\t0\t0\t0\t0\t0\t0\t1971.0\n"
    );
    let loaded = load(&[("v.csv", VOTES), ("r.csv", roll_calls), ("odd.tab", &odd)]);
    let entry = loaded.ledger.entries().iter().find(|entry| entry.reason == "unknown vote codes").expect("an odd row");
    let origin = entry.origin.and_then(|place| loaded.record.origins().get(place)).expect("its file");
    assert_eq!((origin.name.as_str(), entry.kind), ("odd.tab", Kind::Skipped));
}

#[test]
fn issues_alone_hold_no_roll_call() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("issues.csv");
    std::fs::write(&path, "rcid,short_name,issue\n77,me,Palestinian conflict\n").expect("a file");
    let error = source::load(&[path], &Options::default()).expect_err("no record").to_string();
    assert!(error.contains("holds no roll call"), "{error}");
    assert!(error.contains("issues of roll calls that no file lists (1, first on line 2)"), "{error}");
}

proptest! {
    #[test]
    fn no_cell_breaks_a_reader(
        header in prop::sample::select(vec![
            "rcid,session,vote,ccode,date,unres,importantvote,me",
            "rcid,country,country_code,vote",
            "rcid,session,importantvote,date,unres,amend,para,short,descr",
            "date,draft,meeting_record,agenda_item,member_veto1,member_veto2,member_veto3",
            "iso,member_state,french,name_status",
        ]),
        cells in prop::collection::vec(
            "([0-9]{1,6}(\\.0)?|-1|NA|US|USSR|yes|no|R/[0-9]{1,2}/[0-9]{1,4}[A-C]?|S/PV\\.[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}/19[0-9]{2}|\\PC{0,8})?",
            0..60,
        ),
    ) {
        let width = header.split(',').count();
        let mut text = header.to_owned();
        for row in cells.chunks(width) {
            text.push('\n');
            text.push_str(&row.iter().map(|cell| cell.replace(['"', ',', '\n', '\r'], "")).collect::<Vec<_>>().join(","));
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file.csv");
        std::fs::write(&path, text).expect("a file");
        // Whatever the rows hold, there is a record or an error; every row that is left out is counted.
        if let Ok(loaded) = source::load(&[path], &Options::default()) {
            prop_assert!(!loaded.record.is_empty());
        }
    }
}
