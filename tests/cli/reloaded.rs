//! What the program writes and what sources call a roll call, read again: the same roll calls, the same votes, or a line
//! that says what can be read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{printed, unvote};

/// The rows of a table, each by column, without the number of its roll call in what was read.
fn rows(text: &str, delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let rows = reader.deserialize().map(|row| row.unwrap());
    rows.map(|mut row: BTreeMap<String, String>| {
        row.remove("roll_call");
        row
    })
    .collect()
}

/// Writes what a command prints into a file of this name.
fn write(folder: &Path, command: &str, name: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, printed(&mut unvote(command))).unwrap();
    path
}

#[test]
fn tables_of_votes_load_again_whole() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        "export votes",
        "show --year 2025",
        "show --body sc --from 1946",
        "grid --year 2025",
        "grid ES-11/6 ES-11/7 --members US,FR --agree ES-11/7=no",
    ] {
        for (format, delimiter) in [("csv", b','), ("tsv", b'\t')] {
            let command = format!("{command} --format {format}");
            let written = printed(&mut unvote(&command));
            let path = write(folder.path(), &command, "written");
            printed(unvote("data --strict --data").arg(&path));
            let again = printed(unvote(&command).arg("--data").arg(&path));
            let (written, again) = (rows(&written, delimiter), rows(&again, delimiter));
            let set = |rows: &[BTreeMap<String, String>]| rows.iter().cloned().collect::<BTreeSet<_>>();
            assert!(!written.is_empty() && written.len() == again.len(), "{command}");
            assert_eq!(set(&written), set(&again), "{command}");
        }
    }
}

#[test]
fn amendments_to_one_draft_stay_as_many() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "grid --year 2025 --format csv", "grid.csv");
    let listed = printed(unvote("list --format csv --data").arg(&path));
    // The roll calls of 2025 in the embedded record; four of them on amendments to A/ES-11/L.11.
    let all = rows(&printed(&mut unvote("list --year 2025 --format csv")), b',');
    let listed = rows(&listed, b',');
    assert_eq!(listed.len(), all.len());
    assert_eq!(listed.iter().filter(|row| row["symbol"] == "A/ES-11/L.11").count(), 4);
}

#[test]
fn answers_with_every_vote_are_read_again_as_the_record_was() {
    let folder = tempfile::tempdir().unwrap();
    let votes = |command: &mut assert_cmd::Command| {
        let table = printed(command);
        let rows = rows(&table, b',').into_iter();
        let vote = |row: BTreeMap<String, String>| [row["symbol"].clone(), row["member"].clone(), row["vote"].clone()];
        rows.map(vote).collect::<BTreeSet<_>>()
    };
    for (command, selected) in [
        ("show A/RES/80/4 --format csv", "A/RES/80/4"),
        ("show A/RES/80/4 --format json", "A/RES/80/4"),
        ("export votes --format json", ""),
        ("export votes --format ndjson", ""),
        ("export votes --format tsv", ""),
    ] {
        let path = write(folder.path(), command, "answer");
        let again = votes(unvote("export votes --data").arg(&path));
        let first = votes(&mut unvote(&format!("export votes {selected}")));
        assert!(again.len() >= 193, "{command}: {} votes", again.len());
        assert_eq!(again, first, "{command}");
    }
}

#[test]
fn answers_without_every_vote_are_refused_with_what_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        "list --format csv",
        "list --format json",
        "list --format ndjson",
        "tally A/RES/80/4 --format tsv",
        "tally A/RES/80/4 --format json",
        "export tallies --format csv",
        "export series --format csv",
        "export shifts --format ndjson",
        "export tallies --format json",
    ] {
        let path = write(folder.path(), command, "answer");
        let output = unvote("data --data").arg(&path).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{command}");
        assert!(text.contains("what can be: unvote export votes -o votes.csv"), "{command}: {text}");
    }
}

#[test]
fn a_roll_call_without_a_symbol_is_found_by_what_its_source_calls_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    let text = "rcid,session,vote,ccode,date,unres\n183,5,1,2,12/3/1950,R/5/235D\n183,5,3,365,12/3/1950,R/5/235D\n\
                183,5,2,20,12/3/1950,R/5/235D\n184,5,1,2,12/4/1950,\n";
    std::fs::write(&path, text).unwrap();
    let of = |command: &str| printed(unvote(command).arg("--data").arg(&path));
    for typed in ["R/5/235D", "r/5/235d", "'rcid 183'", "'RCID 183.0'"] {
        let quoted = typed.trim_matches('\'');
        let text = printed(unvote("tally --data").arg(&path).arg(quoted));
        assert!(text.contains("no symbol (R/5/235D)"), "{typed}: {text}");
        assert!(text.contains("1 in favour, 1\nagainst, 1 abstaining"), "{typed}: {text}");
    }
    let listed = of("list");
    assert!(listed.contains("no symbol (R/5/235D)") && listed.contains("no symbol (rcid 184)"), "{listed}");
    let known: Vec<_> = rows(&of("list --reverse --format csv"), b',');
    let known: Vec<_> = known.iter().map(|row| (row["rcid"].as_str(), row["source_name"].as_str())).collect();
    assert_eq!(known, [("183", "R/5/235D"), ("184", "")]);
    let account = of("data");
    assert!(account.contains("R/5/235D: 3 of 60") && !account.contains(": : "), "{account}");
    // Neither a number that the file does not have, nor a part of a name.
    for typed in ["rcid 18", "235D", "R/5/235"] {
        let output = unvote("tally --data").arg(&path).arg(typed).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{typed}");
    }
    // What is exported of them is found in the same way.
    let exported = folder.path().join("again.csv");
    std::fs::write(&exported, of("export votes --format csv")).unwrap();
    let again = printed(unvote("tally R/5/235D --data").arg(&exported));
    assert!(again.contains("no symbol (R/5/235D)"), "{again}");
}

#[test]
fn numbers_that_begin_anew_in_each_session_join_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    for (columns, names) in [("roll_call,resolution", ["1,A/RES/60/1", "1,A/RES/61/9"]), ("roll_call", ["1", "1"])] {
        let [first, second] = names;
        let text = format!(
            "session,{columns},country,vote\n60,{first},France,yes\n60,{first},Cuba,no\n61,{second},France,no\n\
             61,{second},Cuba,no\n"
        );
        std::fs::write(&path, text).unwrap();
        let listed = printed(unvote("list --reverse --format csv --data").arg(&path));
        let listed = rows(&listed, b',');
        let listed: Vec<_> = listed.iter().map(|row| [&*row["session"], &*row["yes"], &*row["no"]]).collect();
        assert_eq!(listed, [["A/60", "1", "1"], ["A/61", "0", "2"]], "{columns}");
        printed(unvote("data --strict --data").arg(&path));
        let account = printed(unvote("data --format json --data").arg(&path));
        let named = if columns == "roll_call" { "a vote: 2 of 192" } else { "A/RES/61/9: 2 of 192" };
        assert!(account.contains(named), "{account}");
    }
}
