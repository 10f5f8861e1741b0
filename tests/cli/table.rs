//! `--table`, on any command, and what JSON says of the question.

use serde_json::Value as Json;

use super::{stderr, stdout};

#[test]
fn a_format_of_one_table_holds_the_one_that_is_named() {
    let groups = stdout("tally ES-11/7 --table tallies_by_group --format csv");
    assert_eq!(groups.lines().next(), Some("symbol,date,group,yes,no,abstain,non_voting,members"));
    // Of the five regional groups, on 24 February 2025.
    assert_eq!(groups.lines().count(), 1 + 5);
    let positions = stdout("compare US RU --table positions --format tsv");
    assert_eq!(positions.lines().next(), Some("first\tsecond\tposition\tyes\tabstain\tno\ttotal"));
    assert_eq!(stdout("series 80/4 --table LINES --format ndjson --limit 2").lines().count(), 2);
}

#[test]
fn json_and_people_see_that_table_alone() {
    let json: Json = serde_json::from_str(&stdout("tally ES-11/7 --table tallies --format json")).unwrap();
    assert_eq!(json["tables"].as_object().unwrap().keys().collect::<Vec<_>>(), ["tallies"]);
    let text = stdout("tally ES-11/8 --table tallies_by_group");
    assert!(text.contains("Eastern European") && !text.contains("ADOPTED"), "{text}");
}

#[test]
fn a_table_that_there_is_not_is_named_with_those_that_there_are() {
    let text = stderr("tally ES-11/7 --table votes --format csv", 2);
    assert!(text.contains("no table is called 'votes'; there are tallies, tallies_by_group"), "{text}");
}

#[test]
fn json_says_what_was_asked_and_of_whom() {
    let json: Json =
        serde_json::from_str(&stdout("list --where US=abstain --year 2025 -q --format json --limit 1")).unwrap();
    assert_eq!(json["unvote"], env!("CARGO_PKG_VERSION"));
    assert_eq!(json["schema"], "unvote-report-1");
    assert_eq!(json["question"], "list --year 2025 --where US=abstain");
    assert_eq!(json["origins"][0]["name"], "the embedded record");
}
