//! Formats, files that are written, and data that is read.

use std::{fs, path::Path};

use serde_json::Value as Json;

use super::{printed, stdout, unvote};

/// Names of what a folder holds.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_has_the_format_of_its_extension_and_nothing_is_left_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let formats = [
        ("csv", "csv"),
        ("tsv", "tsv"),
        ("json", "json"),
        ("ndjson", "ndjson"),
        ("md", "markdown"),
        ("txt", "table"),
        ("html", "html"),
    ];
    for (extension, format) in formats {
        let path = folder.path().join(format!("vote.{extension}"));
        fs::write(&path, "what stood here before").unwrap();
        let out = printed(unvote("tally ES-11/7 -o").arg(&path));
        assert_eq!(out, "", "{extension}");
        assert_eq!(fs::read_to_string(&path).unwrap(), stdout(&format!("tally ES-11/7 --format {format}")));
    }
    assert_eq!(
        names(folder.path()),
        ["vote.csv", "vote.html", "vote.json", "vote.md", "vote.ndjson", "vote.tsv", "vote.txt"]
    );
}

#[test]
fn a_format_that_is_named_is_stronger_than_the_extension() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vote.csv");
    printed(unvote("tally ES-11/7 --format json -o").arg(&path));
    assert!(serde_json::from_slice::<Json>(&fs::read(&path).unwrap()).is_ok());
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing").join("vote.csv");
    let output = unvote("tally ES-11/7 -o").arg(&path).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(5), 0));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write "));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn one_vote_is_the_same_in_every_machine_format() {
    let csv = stdout("against ES-11/8 --format csv");
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("symbol,draft,date,body,session,matter,title,member,name,group"));
    let first = "A/RES/ES-11/8,A/ES-11/L.11,2025-02-24,GA,A/ES-11,whole text,The path to peace,BLR,Belarus,EEG";
    assert_eq!(lines.next(), Some(first));
    assert_eq!(lines.count(), 7);
    assert_eq!(stdout("against ES-11/8 --format tsv"), csv.replace(',', "\t"));

    let whole: Json = serde_json::from_str(&stdout("against ES-11/8 --format json")).unwrap();
    let rows = whole["tables"]["members"].as_array().unwrap();
    assert_eq!(rows.len(), 8);
    assert_eq!(whole["sources"][0], "UN Digital Library, record 4076673 (in the embedded record)");
    let lines = stdout("against ES-11/8 --format ndjson");
    let expected = r#"{"symbol":"A/RES/ES-11/8","draft":"A/ES-11/L.11","date":"2025-02-24","body":"GA","session":"A/ES-11","matter":"whole text","title":"The path to peace","member":"BLR","name":"Belarus","group":"EEG"}"#;
    assert_eq!(lines.lines().next(), Some(expected));
    let lines: Vec<Json> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(&lines, rows);
}

#[test]
fn markdown_has_a_heading_a_table_and_the_source() {
    insta::assert_snapshot!(stdout("tally ES-11/8 --format markdown"));
}

/// Three votes as the UN Digital Library's file of the General Assembly has them; the last cell is no vote.
const VOTES: &str = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title
1,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace
1,RUS,RUSSIAN FEDERATION,N,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace
1,USA,UNITED STATES,Z,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace
";

#[test]
fn data_is_read_from_a_file_and_from_standard_input_with_warnings_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    fs::write(&path, VOTES).unwrap();
    let from_file = unvote("against ES-11/8 --data").arg(&path).output().unwrap();
    let piped = unvote("against ES-11/8 --data -").write_stdin(VOTES).output().unwrap();
    for (output, name) in [(from_file, "votes.csv"), (piped, "standard input")] {
        assert!(output.status.success());
        assert_eq!(String::from_utf8_lossy(&output.stdout), "RUS\n");
        let warning = format!(
            "skipped: {name}: unknown vote codes (1): line 4, USA 'Z'\n\
             note: the votes of some members are not known: others may have been against\n"
        );
        assert_eq!(String::from_utf8_lossy(&output.stderr), warning);
    }
    assert_eq!(printed(unvote("against ES-11/8 --quiet --data").arg(&path)), "RUS\n");
}

#[test]
fn strict_refuses_what_would_be_skipped() {
    let output = unvote("against ES-11/8 --strict --data -").write_stdin(VOTES).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("unknown vote codes (1, first on line 4)") && told.contains("--strict"), "{told}");
    let totals = ["total_ms", "2.0", "2.0"];
    let good = VOTES.lines().zip(totals).map(|(line, total)| [line, ",", total, "\n"].concat()).collect::<String>();
    assert_eq!(printed(unvote("against ES-11/8 --strict --data -").write_stdin(good)), "RUS\n");
}

#[test]
fn data_tells_of_what_was_skipped() {
    let output = unvote("data --quiet --data - --format json").write_stdin(VOTES).output().unwrap();
    let whole: Json = serde_json::from_slice(&output.stdout).unwrap();
    let account = &whole["tables"]["account"][0];
    assert_eq!((&account["kind"], &account["count"]), (&Json::from("skipped"), &Json::from(1)));
}
