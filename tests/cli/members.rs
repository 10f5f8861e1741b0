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
fn data_tells_what_the_embedded_record_holds() {
    let counts: Vec<u32> = column("data", "roll_calls").iter().map(|count| count.parse().unwrap()).collect();
    // 69 with every vote, 10 of which only totals or single votes are known.
    assert_eq!((counts[0], counts.iter().sum::<u32>()), (69, 79));
    let text = stdout("data");
    assert!(text.starts_with("The embedded record\n") && text.contains("\n79 roll calls in all, "), "{text}");
}
