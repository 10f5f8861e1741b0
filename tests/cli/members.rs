//! `unvote members`, `unvote groups` and `unvote data`.

use super::{column, rows, stdout};

#[test]
fn members_are_as_many_as_on_the_day() {
    // The United Nations had 51 members at the end of 1945 and has 193 since 14 July 2011.
    assert_eq!(column("members --on 1945-12-31", "member").len(), 51);
    assert_eq!(column("members --on 2011-07-13", "member").len(), 192);
    assert_eq!(column("members --on 2025-01-01", "member").len(), 193);
    assert!(stdout("members --on 2025-01-01").starts_with("193 members on 2025-01-01\n"));
}

#[test]
fn members_asked_for_are_told_with_former_ones() {
    insta::assert_snapshot!(stdout("members Russia Türkiye SUN Germany --on 2025-01-01"));
}

#[test]
fn names_that_only_files_use_are_not_told() {
    let names = &rows("members CHN")[0]["other_names"];
    assert!(names.contains("People's Republic of China") && !names.contains("Taiwan"), "{names}");
}

#[test]
fn former_members_name_their_successor() {
    let former = rows("members --former");
    let successor = |code: &str| former.iter().find(|row| row["member"] == code).unwrap()["successor"].as_str();
    assert_eq!((former.len(), successor("SUN"), successor("DDR"), successor("CSK")), (7, "RUS", "DEU", ""));
}

#[test]
fn groups_have_their_size_of_the_day() {
    let groups = rows("groups --on 2025-12-31");
    let size = |code: &str| groups.iter().find(|row| row["group"] == code).unwrap()["count"].clone();
    let sizes = ["AFR", "APG", "EEG", "GRULAC", "WEOG", "P5", "EU", "NATO", "G77"].map(size);
    assert_eq!(sizes, ["54", "54", "23", "33", "29", "5", "27", "32", "132"]);
    insta::assert_snapshot!(stdout("groups --on 2025-12-31"));
}

#[test]
fn a_group_has_its_members_of_the_day() {
    // The United Kingdom left the European Union at the end of 31 January 2020.
    let before = rows("groups EU --on 2020-01-31");
    let kingdom = before.iter().find(|row| row["member"] == "GBR").unwrap();
    assert_eq!((before.len(), kingdom["from"].as_str(), kingdom["until"].as_str()), (28, "1973-01-01", "2020-02-01"));
    assert_eq!(column("groups EU --on 2020-02-01", "member").len(), 27);
    insta::assert_snapshot!(stdout("groups BRICS --on 2025-12-31"));
}

#[test]
fn a_member_tells_which_groups_it_is_in_since_when() {
    insta::assert_snapshot!(stdout("members KR --on 2025-12-31"));
    // The Gambia left the Commonwealth on 3 October 2013 and came back on 8 February 2018; the list of LDCs has it since 1975.
    let rows = rows("members Gambia --on 2020-01-01 --table memberships");
    let since = |group: &str| rows.iter().find(|row| row["group"] == group).map(|row| row["from"].clone());
    assert_eq!(since("COMMONWEALTH").as_deref(), Some("2018-02-08"));
    assert_eq!(since("LDC").as_deref(), Some("1975-01-01"));
    let text = stdout("members Gambia --on 2016-01-01");
    assert!(text.contains("\n  LDC         least developed countries                  1975\n"), "{text}");
    assert!(
        text.contains("Before: COMMONWEALTH 1965-02-18 to 2013-10-03, OAU 1965-10 to 2002-07-09\n")
            && !text.contains("2018"),
        "{text}"
    );
    assert_eq!(
        column("members UY AR --on 2025-12-31", "groups"),
        ["GRULAC; G20; G77; MERCOSUR", "GRULAC; G77; MERCOSUR"]
    );
}

#[test]
fn a_member_that_was_none_on_the_day_is_told_as_such() {
    let text = stdout("members Russia --on 1980-01-01");
    assert!(
        text.contains("No member of the United Nations on 1980-01-01; Soviet Union (SUN) held its seat\n"),
        "{text}"
    );
    // Switzerland was admitted in 2002, and ratified the Convention on the OECD in 1961.
    let text = stdout("members CH --on 1990-01-01 -q");
    assert!(text.contains("No member of the United Nations on 1990-01-01\n") && text.contains("  OECD  "), "{text}");
    assert!(!stdout("members SUN --on 2025-01-01").contains("No member"));
}

#[test]
fn groups_and_members_lead_to_each_other() {
    assert_eq!(stdout("groups Uruguay --on 2025-12-31"), stdout("members Uruguay --on 2025-12-31"));
    assert!(stdout("members EU --on 2025-12-31").contains("\n  unvote groups EU\n"));
    assert_eq!(
        column("groups GCC,CANZ --on 2025-12-31", "member"),
        column("groups GCC CANZ --on 2025-12-31", "member")
    );
    assert_eq!(column("groups gcc canz --on 2025-12-31", "member").len(), 9);
    // NAM is Namibia where members are listed; among groups it has one meaning.
    assert_eq!(column("groups NAM --on 2025-12-31", "group")[0], "NONALIGNED");
}

#[test]
fn a_day_that_is_known_by_its_year_stands_as_the_year() {
    // OPEC: Gabon from 1975 to January 1995, and again since July 2016.
    let text = stdout("groups OPEC --on 1990-01-01");
    assert!(text.contains("\n  GAB   Gabon                 1975        1995-01\n"), "{text}");
}

#[test]
fn data_tells_what_the_embedded_record_holds() {
    let counts: Vec<u32> = column("data", "roll_calls").iter().map(|count| count.parse().unwrap()).collect();
    // 69 with every vote, 10 of which only totals or single votes are known.
    assert_eq!((counts[0], counts.iter().sum::<u32>()), (69, 79));
    let text = stdout("data");
    assert!(text.starts_with("The embedded record\n") && text.contains("\n79 roll calls in all, "), "{text}");
}
