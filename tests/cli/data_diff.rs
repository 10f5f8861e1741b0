//! `data diff`: two editions of one file, made by hand.

use std::fs;

use serde_json::Value as Json;
use tempfile::TempDir;

use super::{printed, unvote};

const HEADER: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,title,total_ms\n";
/// Three roll calls.
const OLD: &str = "\
1,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/7,A/ES-11/L.10,A just and lasting peace,3.0
1,DEU,GERMANY,Y,2025-02-24,ES-11,A/RES/ES-11/7,A/ES-11/L.10,A just and lasting peace,3.0
1,USA,UNITED STATES,N,2025-02-24,ES-11,A/RES/ES-11/7,A/ES-11/L.10,A just and lasting peace,3.0
2,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/8,A/ES-11/L.11,The path to peace,1.0
3,FRA,FRANCE,N,2024-12-04,79,A/RES/79/1,,Withdrawn later,1.0
";
/// Of the first France and Germany now abstained and the United States took no part, the second has another day, the
/// third is gone, a fourth is new.
const NEW: &str = "\
4,FRA,FRANCE,A,2025-03-04,79,A/RES/79/2,,International Day of Hope,1.0
1,FRA,FRANCE,A,2025-02-24,ES-11,A/RES/ES-11/7,A/ES-11/L.10,A just and lasting peace,3.0
1,DEU,GERMANY,A,2025-02-24,ES-11,A/RES/ES-11/7,A/ES-11/L.10,A just and lasting peace,3.0
1,USA,UNITED STATES,X,2025-02-24,ES-11,A/RES/ES-11/7,A/ES-11/L.10,A just and lasting peace,3.0
2,FRA,FRANCE,Y,2025-02-25,ES-11,A/RES/ES-11/8,A/ES-11/L.11,The path to peace,1.0
";

/// A folder with the two editions.
fn editions() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.csv"), format!("{HEADER}{OLD}")).unwrap();
    fs::write(folder.path().join("new.csv"), format!("{HEADER}{NEW}")).unwrap();
    folder
}

fn diff(folder: &TempDir, arguments: &str) -> String {
    printed(unvote("data diff").args(arguments.split_whitespace()).current_dir(folder))
}

#[test]
fn a_newer_edition_is_told_with_what_is_new_gone_and_changed() {
    insta::assert_snapshot!(diff(&editions(), "old.csv new.csv"));
}

#[test]
fn machines_get_a_row_a_change() {
    let csv = diff(&editions(), "old.csv new.csv --format csv --columns change,symbol,what,member,old,new");
    assert_eq!(
        csv,
        "change,symbol,what,member,old,new\n\
         new,A/RES/79/2,roll call,,,0-0-1-0\n\
         vanished,A/RES/79/1,roll call,,0-1-0-0,\n\
         changed,A/RES/ES-11/7,tally,,2-1-0-0,0-0-2-1\n\
         changed,A/RES/ES-11/7,vote,DEU,yes,abstain\n\
         changed,A/RES/ES-11/7,vote,FRA,yes,abstain\n\
         changed,A/RES/ES-11/7,vote,USA,no,non-voting\n\
         changed,A/RES/ES-11/8,date,,2025-02-24,2025-02-25\n"
    );
    let whole: Json = serde_json::from_str(&diff(&editions(), "old.csv new.csv --format json")).unwrap();
    assert_eq!(whole["tables"]["changes"].as_array().unwrap().len(), 7);
    let counts: Vec<String> = whole["tables"]["counts"].as_array().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(counts.len(), 4 + 3, "{counts:?}");
    assert!(counts.contains(&r#"{"count":3,"what":"vote"}"#.to_owned()), "{counts:?}");
}

#[test]
fn the_same_votes_in_another_format_do_not_differ() {
    let folder = editions();
    let long = "\
resolution,date,country,vote
A/RES/ES-11/7,2025-02-24,Germany,abstain
A/RES/ES-11/7,2025-02-24,France,abstain
A/RES/ES-11/7,2025-02-24,United States,non-voting
A/RES/ES-11/8,2025-02-25,France,yes
A/RES/79/2,2025-03-04,France,abstain
";
    fs::write(folder.path().join("long.csv"), long).unwrap();
    let text = diff(&folder, "new.csv long.csv");
    assert!(text.contains("\nNo difference in 3 roll calls.\n"), "{text}");
    let note = "Only new.csv has these at all, so they are not compared: title, draft, tally, stated members, outcome, record number.";
    assert!(text.replace('\n', " ").contains(note), "{text}");
}

#[test]
fn two_files_are_needed_and_one_of_them_may_be_standard_input() {
    let folder = editions();
    let run = |arguments: &str| {
        let mut command = unvote(arguments);
        command.current_dir(&folder).write_stdin(format!("{HEADER}{OLD}"));
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run("data diff - old.csv"), (Some(0), String::new()));
    assert_eq!(run("data diff - -"), (Some(2), "error: only one of the two can be standard input\n".to_owned()));
    let (code, error) = run("data diff old.csv new.csv --data old.csv");
    assert_eq!(code, Some(2));
    assert!(error.contains("unvote data diff OLD NEW"), "{error}");
    assert_eq!(run("data diff old.csv missing.csv").0, Some(3));
}
