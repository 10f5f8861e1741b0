//! Where a record ends, said where later votes would belong to an answer.

use std::fs;

use super::{printed, unvote};

/// A record of 120 roll calls, a day each from 2 January 2025 to 1 May 2025, and one from elsewhere in 2026.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let days = [(1, 2..=31), (2, 1..=28), (3, 1..=31), (4, 1..=30), (5, 1..=1)];
    let days = days.into_iter().flat_map(|(month, days)| days.map(move |day| format!("2025-{month:02}-{day:02}")));
    let rows = |(number, day): (usize, String)| {
        format!("A/RES/79/{n},{day},France,yes\nA/RES/79/{n},{day},Cuba,no\n", n = number + 300)
    };
    let rows: String = days.enumerate().map(rows).collect();
    fs::write(folder.path().join("record.csv"), format!("resolution,date,member,vote\n{rows}")).unwrap();
    let later = "resolution,date,member,vote\nA/RES/80/900,2026-02-24,France,yes\n";
    fs::write(folder.path().join("later.csv"), later).unwrap();
    folder
}

fn asked(folder: &tempfile::TempDir, question: &str, files: &str) -> std::process::Output {
    let mut command = unvote(question);
    for file in files.split(' ') {
        command.args(["--data", file]);
    }
    command.env("COLUMNS", "120").current_dir(folder).output().unwrap()
}

#[test]
fn an_answer_that_reaches_the_end_of_the_record_says_where_that_is() {
    let folder = folder();
    for question in ["list", "list --limit 1", "country France", "compare France Cuba --year 2025"] {
        let output = asked(&folder, question, "record.csv");
        let text = String::from_utf8(output.stdout).unwrap();
        let source = "in record.csv, to 1 May 2025: long table, one row a vote\n";
        assert!(text.ends_with(source), "{question}: {text}{}", String::from_utf8_lossy(&output.stderr));
    }
    // A file of one roll call is no record that goes on, and one roll call has its own day.
    for (question, files) in [("list", "later.csv"), ("tally 79/301", "record.csv")] {
        let text = String::from_utf8(asked(&folder, question, files).stdout).unwrap();
        assert!(!text.contains(", to "), "{question}: {text}");
    }
    assert!(!printed(&mut unvote("list")).contains(", to "), "the embedded record is said to be a selection");
}

#[test]
fn a_later_vote_from_elsewhere_does_not_make_the_record_longer() {
    let folder = folder();
    let output = asked(&folder, "list --year 2026", "record.csv later.csv");
    let text = String::from_utf8(output.stdout).unwrap();
    let note = "Note: The files of the record go to 1 May 2025: of later votes a few at most are in it.\n";
    assert!(text.starts_with("1 roll call\n") && text.contains(note), "{text}");
    for (question, told) in [
        (
            "list --year 2027",
            "none of 121 roll calls meets --year 2027; their files go to 1 May 2025\n  newer ones: `unvote data fetch`",
        ),
        ("list --session 81", "none of 121 roll calls meets --session 81; their files go to 1 May 2025\n"),
        ("country France --from 2026-03-01", "meets --from 2026-03-01; their files go to 1 May 2025\n"),
        ("tally 81/5", "the files of the record go to 1 May 2025; newer ones: `unvote data fetch`"),
        (
            "compare France Cuba --year 2026",
            "the files of the record go to 1 May 2025; newer ones: `unvote data fetch`",
        ),
        ("list --year 2003", "meets --year 2003; they are from 2025-01-02 to 2026-02-24\n"),
    ] {
        let output = asked(&folder, question, "record.csv later.csv");
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && err.contains(told), "{question}: {err}");
    }
}
