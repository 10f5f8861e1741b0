//! `data conflicts`: two sources of one roll call, made by hand.

use std::fs;

use serde_json::Value as Json;
use tempfile::TempDir;

use super::{printed, stderr, unvote};

/// The Library's layout, and a plain table that has another day, another title and another vote of France.
fn sources() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let library = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title
1,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/7,A just and lasting peace
1,USA,UNITED STATES,N,2025-02-24,ES-11,A/RES/ES-11/7,A just and lasting peace
2,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace
";
    let table = "\
resolution,date,title,country,vote
A/RES/ES-11/7,2025-02-25,Peace,France,abstain
A/RES/ES-11/7,2025-02-25,Peace,United States,no
A/RES/ES-11/8,2025-02-24,The path to peace,France,yes
";
    fs::write(folder.path().join("library.csv"), library).unwrap();
    fs::write(folder.path().join("table.csv"), table).unwrap();
    folder
}

fn conflicts(folder: &TempDir, arguments: &str) -> String {
    printed(unvote("data conflicts").args(arguments.split_whitespace()).current_dir(folder))
}

#[test]
fn every_disagreement_has_both_values_and_their_sources() {
    let csv = conflicts(&sources(), "--data library.csv --data table.csv --format csv");
    let key = "A/RES/ES-11/7,,2025-02-24,GA,A/ES-11,whole text,A just and lasting peace";
    let earlier = "the earlier source stands";
    assert_eq!(
        csv,
        format!(
            "symbol,draft,date,body,session,matter,title,what,member,stands,stands_in,other,other_in,rule\n\
             {key},date,,2025-02-24,library.csv,2025-02-25,table.csv,days that differ; {earlier}\n\
             {key},title,,A just and lasting peace,library.csv,Peace,table.csv,titles that differ; {earlier}\n\
             {key},vote,FRA,yes,library.csv,abstain,table.csv,votes that differ; {earlier}\n"
        )
    );
}

#[test]
fn the_order_of_the_sources_decides_what_stands() {
    let folder = sources();
    let columns = "--columns what,stands,stands_in,other --format csv";
    assert_eq!(
        conflicts(&folder, &format!("--data table.csv --data library.csv {columns}")),
        "what,stands,stands_in,other\n\
         date,2025-02-25,table.csv,2025-02-24\n\
         title,Peace,table.csv,A just and lasting peace\n\
         vote,abstain,table.csv,yes\n"
    );
}

#[test]
fn what_three_sources_tell_is_counted_by_value() {
    let folder = sources();
    fs::copy(folder.path().join("table.csv"), folder.path().join("again.csv")).unwrap();
    let json = conflicts(&folder, "--data library.csv --data table.csv --data again.csv --format json");
    let whole: Json = serde_json::from_str(&json).unwrap();
    let rows = whole["tables"]["conflicts"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2]["other_in"], "table.csv; again.csv");
    assert_eq!(whole["tables"]["counts"].as_array().unwrap().len(), 3);
}

#[test]
fn people_read_the_counts_first() {
    insta::assert_snapshot!(conflicts(&sources(), "--data library.csv --data table.csv"));
}

#[test]
fn sources_that_agree_are_told_so_and_one_must_be_named() {
    let text = conflicts(&sources(), "--data library.csv --data library.csv");
    assert!(text.contains("No disagreement in 2 roll calls."), "{text}");
    assert!(stderr("data conflicts", 2).contains("--data FILE --data FILE"));
}
