//! Resolutions adopted without a vote: read beside the votes, counted in the coincidence including consensus, and nowhere
//! taken for votes.

use std::{collections::HashMap, fmt::Write as _, fs, path::Path};

use super::{printed, unvote};

/// Members in the order of [`VOTES`].
const MEMBERS: [(&str, &str); 3] = [("USA", "UNITED STATES"), ("RUS", "RUSSIAN FEDERATION"), ("FRA", "FRANCE")];

/// Recorded votes: number in the Library, day, session, resolution, votes of the three.
const VOTES: [(u32, &str, &str, &str, &str); 5] = [
    (101, "2023-12-04", "78", "A/RES/78/16", "YNY"),
    (102, "2023-12-05", "78", "A/RES/78/17", "NYA"),
    (103, "2024-06-01", "78", "A/RES/78/300", "YYX"),
    (104, "2024-11-01", "79", "A/RES/79/7", "NXY"),
    (105, "2024-11-02", "79", "A/RES/79/8", "YNY"),
];

/// Resolutions without a vote: three of the 78th session, one of them in 2023, and one of the 79th.
const WITHOUT: [(u32, &str, &str, &str); 4] = [
    (201, "2023-11-01", "78", "A/RES/78/5"),
    (202, "2024-05-01", "78", "A/RES/78/260"),
    (203, "2024-07-01", "78", "A/RES/78/310"),
    (204, "2024-11-20", "79", "A/RES/79/15"),
];

/// Writes the two files of the Digital Library, as they are since 2026: member votes, and all resolutions.
fn write(folder: &Path) {
    let mut votes = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,\
                     agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,\
                     undl_link\n"
        .to_owned();
    let mut resolutions = "undl_id,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,\
                           modality,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
        .to_owned();
    for (number, day, session, symbol, cast) in VOTES {
        let of = |letter: char| cast.chars().filter(|vote| *vote == letter).count();
        let totals = format!("{},{},{},{},3", of('Y'), of('N'), of('A'), of('X'));
        let (when, link) = (format!("{day},{session},{symbol}"), "https://digitallibrary.un.org/record");
        let about = format!(
            "A/{session}/L.{number},,A/{session}/PV.1,\"Question {number} : resolution / adopted by the General Assembly\",\
             ITEM,SUBJECT"
        );
        for ((code, name), vote) in MEMBERS.into_iter().zip(cast.chars()) {
            let _ = writeln!(votes, "{number},{code},{name},{vote},{when},{about},,{totals},{link}/{number}");
        }
        let _ = writeln!(resolutions, "{number},{when},{about},\"vote, recorded\",,{totals},{link}/{number}");
    }
    for (number, day, session, symbol) in WITHOUT {
        let _ = writeln!(
            resolutions,
            "{number},{day},{session},{symbol},,,A/{session}/PV.2,\"Assistance {number} : resolution / adopted by the \
             General Assembly\",ITEM,SUBJECT,without a vote,,,,,,,https://digitallibrary.un.org/record/{number}"
        );
    }
    fs::write(folder.join("votes.csv"), votes).unwrap();
    fs::write(folder.join("resolutions.csv"), resolutions).unwrap();
}

/// What a command prints of these files.
fn told(arguments: &str, files: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let mut command = unvote(arguments);
    for file in files {
        command.arg("--data").arg(folder.path().join(file));
    }
    printed(&mut command)
}

const BOTH: &[&str] = &["votes.csv", "resolutions.csv"];

fn rows(arguments: &str, files: &[&str]) -> Vec<HashMap<String, String>> {
    let text = told(&format!("{arguments} --format csv"), files);
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// The values of one column, by another.
fn column(rows: &[HashMap<String, String>], key: &str, name: &str) -> Vec<(String, String)> {
    rows.iter().map(|row| (row[key].clone(), row[name].clone())).collect()
}

fn is(found: &[(String, String)], expected: &[(&str, f64)]) {
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((key, value), (expected_key, expected)) in found.iter().zip(expected) {
        let value: f64 = value.parse().unwrap();
        assert!(key == expected_key && (value - expected).abs() < 1e-12, "{key} {value}, {expected_key} {expected}");
    }
}

#[test]
fn both_files_together_count_nothing_twice() {
    let roll_calls = rows("list", BOTH);
    assert_eq!(roll_calls.len(), 9);
    let text = told("data", BOTH);
    assert!(text.contains("roll calls found in several"), "{text}");
}

#[test]
fn coincidence_counts_consensus_by_the_participation_of_the_second() {
    // By year. 2023: 0 identical, 2 opposite, 1 consensus resolution, Russia in 2 of 2 votes: (0 + 1) / (2 + 1). 2024: 1
    // identical, 1 opposite, 3 resolutions, Russia in 2 of 3: (1 + 2) / (2 + 2); the United States in 3 of 3: 4 / 5.
    let years = rows("compare US RU --measure coincidence", BOTH);
    is(&column(&years, "year", "value"), &[("2023", 1.0 / 3.0), ("2024", 0.75)]);
    is(&column(&years, "consensus", "participation"), &[("1", 1.0), ("3", 2.0 / 3.0)]);
    let exchanged = rows("compare RU US --measure coincidence", BOTH);
    is(&column(&exchanged, "year", "value"), &[("2023", 1.0 / 3.0), ("2024", 0.8)]);
    // By session. The 78th: 1 identical, 2 opposite, 3 resolutions, 3 of 3 votes: 4 / 6. The 79th: 0 and 1, 1
    // resolution, 1 of 2 votes: 0.5 / 1.5.
    let sessions = rows("compare US RU --measure coincidence --by session", BOTH);
    is(&column(&sessions, "session", "value"), &[("A/78", 4.0 / 6.0), ("A/79", 1.0 / 3.0)]);
    // In all 1 and 3, 4 resolutions, 4 of 5 votes: 4.2 / 7.2.
    let text = told("compare US RU --measure coincidence", BOTH);
    assert!(text.contains("In all 4 common votes: coincidence 58.3%"), "{text}");
    assert!(text.contains("those of the calendar year"), "{text}");
}

#[test]
fn a_group_has_the_mean_of_its_members_coincidence() {
    // 2024, the United States with Russia 0.75, with France: 1 identical, 1 opposite, 3 resolutions, 2 of 3 votes: 3 / 4.
    let years = rows("compare US RU,FR --measure coincidence --year 2024", BOTH);
    is(&column(&years, "year", "value"), &[("2024", 0.75)]);
    assert_eq!(column(&years, "consensus", "participation"), [(String::new(), String::new())]);
}

#[test]
fn without_the_resolutions_there_is_no_value_and_a_note_says_what_to_load() {
    let years = rows("compare US RU --measure coincidence", &["votes.csv"]);
    assert!(years.iter().all(|row| row["value"].is_empty()), "{years:?}");
    let text = told("compare US RU --measure coincidence", &["votes.csv"]).replace('\n', " ");
    assert!(text.contains("4 common votes; coincidence has no value for them."), "{text}");
    assert!(
        text.contains("No value for 2023 to 2024: the record holds no resolution adopted without a vote"),
        "{text}"
    );
    assert!(text.contains("record 4060945") && text.contains("--data VOTING.csv --data RESOLUTIONS.csv"), "{text}");
}

#[test]
fn the_export_has_the_coincidence_from_both_sides() {
    let pairs = rows("export agreement --year 2024", BOTH);
    let of = |name: &str| pairs.iter().find(|row| row["member_a"] == "RUS").map(|row| row[name].clone()).unwrap();
    assert_eq!((of("member_b"), of("consensus")), ("USA".to_owned(), "3".to_owned()));
    assert_eq!((of("coincidence_a"), of("coincidence_b")), ("0.8".to_owned(), "0.75".to_owned()));
    let pairs = rows("export agreement --year 2024", &["votes.csv"]);
    assert!(pairs.iter().all(|row| row["consensus"].is_empty() && row["coincidence_a"].is_empty()), "{pairs:?}");
}

#[test]
fn what_was_adopted_without_a_vote_changes_no_other_figure() {
    let only_votes: &[&str] = &["votes.csv"];
    for arguments in [
        "country RU", "country RU --by session", "export votes", "export history", "export series", "export shifts",
        "export agreement", "compare US RU", "compare US RU --by session", "compare US --across question",
        "list --where RU=non-voting", "grid --year 2024", "turning US --with RU -q",
    ] {
        let mut with = rows(arguments, BOTH);
        let without = rows(arguments, only_votes);
        if arguments.starts_with("export agreement") {
            // These columns are made of them.
            for row in &mut with {
                for name in ["consensus", "coincidence_a", "coincidence_b"] {
                    row.insert(name.to_owned(), String::new());
                }
            }
        }
        assert_eq!(with, without, "{arguments}");
    }
}

#[test]
fn a_command_on_votes_says_that_there_was_none() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    for (arguments, expected) in [
        ("against 79/15", "no member is recorded as against: it was adopted without a vote"),
        ("shift 79/15 79/8", "A/RES/79/15 was adopted without a vote: nobody can have moved"),
        ("series 79/15", "these resolutions were adopted without a vote"),
        ("grid 79/15", "all of these were adopted without a vote"),
        ("compare US RU --session 79 --topic assistance", "all of these resolutions were adopted without a vote"),
    ] {
        let mut command = unvote(arguments);
        for file in BOTH {
            command.arg("--data").arg(folder.path().join(file));
        }
        let output = command.output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments}: {err}");
        assert!(err.contains(expected), "{arguments}: {err}");
    }
    let shown = told("tally 79/15", BOTH);
    assert!(shown.contains("ADOPTED: without a vote"), "{shown}");
}
