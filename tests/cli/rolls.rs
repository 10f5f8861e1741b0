//! `unvote against` and `unvote show`.

use super::{column, rows, stdout};

/// Codes in the order of their English names.
const AGAINST_ES_11_8: &str = "BLR\nBFA\nMLI\nNIC\nNER\nPRK\nRUS\nSDN\n";
const ABSTAINED_ON_ES_11_7: &str = "AGO ARE ARG ARM BGD BHR BRA BRN BWA CHN COL CRI CUB DOM DZA ETH FSM GAB GHA GIN GRD HND IND IRN IRQ KAZ KEN KGZ KIR \
     KWT LAO LBN LBY LKA LSO MKD MNG MOZ MRT MWI NAM OMN PAK PAN PRY QAT RWA SAU SEN SLV STP SYR TCD TGO TJK TUV TZA UGA \
     UZB VCT VNM YEM ZAF ZMB ZWE";

#[test]
fn piped_against_prints_one_code_a_line() {
    assert_eq!(stdout("against ES-11/8"), AGAINST_ES_11_8);
}

#[test]
fn against_tells_another_vote_on_request() {
    let printed = stdout("against ES-11/7 --vote abstain");
    let mut codes: Vec<&str> = printed.lines().collect();
    codes.sort_unstable();
    assert_eq!(codes.join(" "), ABSTAINED_ON_ES_11_7);
    let mut codes = column("against ES-11/7 --vote abstain", "member");
    codes.sort_unstable();
    assert_eq!(codes.join(" "), ABSTAINED_ON_ES_11_7);
}

#[test]
fn against_as_a_table_has_names_and_regional_groups() {
    insta::assert_snapshot!(stdout("against ES-11/8 --format table"));
}

#[test]
fn a_vote_that_nobody_cast_says_so() {
    let text = stdout("against S/RES/2774 --format table");
    assert!(text.contains("Nobody: no member is recorded as against."), "{text}");
}

#[test]
fn a_whole_roll_call_names_everyone_and_the_statement_of_the_bahamas() {
    insta::assert_snapshot!(stdout("show ES-11/5"));
}

#[test]
fn every_member_stands_once_in_a_whole_roll_call() {
    let rows = rows("show ES-11/5");
    let count = |vote: &str| rows.iter().filter(|row| row["vote"] == vote).count();
    assert_eq!(["yes", "no", "abstain", "non-voting"].map(count), [94, 14, 73, 12]);
    assert_eq!(rows.len(), 193);
    let bahamas: Vec<_> = rows.iter().filter(|row| row["member"] == "BHS").collect();
    assert_eq!((bahamas.len(), bahamas[0]["vote"].as_str()), (1, "no"));
    assert_eq!(bahamas[0]["group"], "GRULAC");
}

#[test]
fn members_whose_vote_is_not_known_are_no_non_voters() {
    let text = stdout("show S/PV.9866 --matter amendment");
    assert!(text.contains("Not known (14)") && text.contains("VETOED"), "{text}");
    let votes = column("show S/PV.9866 --matter amendment --failed", "vote");
    assert!(votes.iter().any(|vote| vote == "not known"), "{votes:?}");
    assert!(!votes.iter().any(|vote| vote == "non-voting"), "{votes:?}");
}

#[test]
fn a_list_of_members_is_taken_as_of_the_day_of_the_vote() {
    // Of NATO's 32 members in February 2025 two voted against; Belarus is in none of the lists.
    assert_eq!(stdout("against ES-11/7 --members NATO"), "HUN\nUSA\n");
    assert_eq!(stdout("against ES-11/7 --members NATO,Belarus"), "BLR\nHUN\nUSA\n");
    let mut permanent = column("show ES-11/7 --members P5", "member");
    permanent.sort_unstable();
    assert_eq!(permanent, ["CHN", "FRA", "GBR", "RUS", "USA"]);
    // Before it was Russia's, the seat of 1980 was the Soviet Union's; in 2022 the list means Russia.
    assert_eq!(stdout("against ES-11/1 --members RU,US"), "RUS\n");
}

#[test]
fn a_tally_of_some_members_names_these_and_keeps_the_whole_result() {
    let text = stdout("tally ES-11/7 --members NATO");
    assert!(text.contains("in favour    93") && text.contains("ADOPTED: 83.8%"), "{text}");
    assert!(text.contains("Against (2)\n  Hungary, United States\n"), "{text}");
    // 32 members of NATO: Canada, Western Europe and the United States on one side, the members of the east on the other.
    let members: u32 = text
        .lines()
        .filter(|line| line.contains("European"))
        .filter_map(|line| line.split_whitespace().last()?.parse::<u32>().ok())
        .sum();
    assert_eq!(members, 32);
}

#[test]
fn a_vote_without_a_symbol_is_found_by_its_day() {
    let text = stdout("show --from 2026-02-24");
    assert!(text.starts_with("Support for lasting peace in Ukraine\n"), "{text}");
    assert!(text.contains("107-12-51") && text.contains("Abstaining (1)\n  United States"), "{text}");
}
