//! What a source or an argument holds steers no terminal, and files keep every value.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use super::unvote;

/// Votes whose titles hold what would steer a terminal, turn the direction of writing or stay unseen, and a formula.
fn hostile_votes() -> String {
    let hostile = [
        "\u{1b}]0;PWNED\u{7}\u{1b}[2J\u{1b}[31mred\u{9b}31m title",
        "\u{61c}\u{200f}\u{202e}detrevni\u{202c}\u{2066}\u{2069}",
        "zero\u{200b}width\u{feff}\u{2060}\u{115f}\u{3164}\u{e0041}\u{7f}\u{85}\u{2028}\u{8}",
        "=HYPERLINK(\"\"https://example.org\"\")",
    ];
    let mut votes = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,agenda_title,subjects\n".to_owned();
    for (place, title) in hostile.iter().enumerate() {
        for (code, vote) in [("FRA", "Y"), ("USA", "N"), ("RUS", *title)] {
            let row = format!("{place},{code},{code},{vote},2025-02-0{0},79,A/RES/79/{0},\"{title}\",", place + 1);
            votes.extend([&row, "\"", title, "\",\"", title, "\"\n"]);
        }
    }
    votes
}

/// What of a text could steer a terminal; line breaks and tabs only part rows and cells.
fn steering(text: &str) -> Vec<char> {
    let hidden =
        "\u{61c}\u{200f}\u{202e}\u{202c}\u{2066}\u{2069}\u{200b}\u{feff}\u{2060}\u{115f}\u{3164}\u{e0041}\u{2028}";
    text.chars().filter(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || hidden.contains(*c)).collect()
}

/// What the program shows on a terminal of its own; none where no program makes one.
fn at_a_terminal(arguments: &str, file: &Path) -> Option<String> {
    let program = assert_cmd::cargo::cargo_bin("unvote");
    let line = format!("'{}' {arguments} --data '{}'", program.display(), file.display());
    let mut script = Process::new("script");
    script.args(["-qec", &line, "/dev/null"]).env("PAGER", "cat").env("NO_COLOR", "1").stdin(Stdio::null());
    let shown = script.env("UNVOTE_STORE", file.with_file_name("no-store")).output().ok()?;
    assert!(shown.status.success(), "{arguments}: {shown:?}");
    Some(String::from_utf8(shown.stdout).unwrap().replace("\r\n", "\n"))
}

#[test]
fn nothing_that_a_source_holds_steers_a_terminal_in_any_format() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("votes.csv");
    fs::write(&file, hostile_votes()).unwrap();
    for format in ["table", "csv", "tsv", "json", "ndjson", "markdown", "html"] {
        for command in ["list", "show 79/1", "data", "country US", "grid 79/1 79/2", "export tallies"] {
            if command.starts_with("export") && matches!(format, "table" | "markdown" | "html") {
                continue;
            }
            let Some(shown) = at_a_terminal(&format!("{command} --format {format}"), &file) else {
                eprintln!("not tested: there is no `script` to make a terminal");
                return;
            };
            assert_eq!(steering(&shown), [], "{command} --format {format}: {shown:?}");
            assert!(shown.lines().count() > 1, "{command} --format {format}: {shown}");
        }
    }
}

#[test]
fn a_file_has_every_value_as_its_source_has_it_and_json_escapes_what_steers() {
    let printed = |format: &str| {
        let output =
            unvote(&format!("list -q --data - --format {format}")).write_stdin(hostile_votes()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let (csv, json) = (printed("csv"), printed("ndjson"));
    let titles: Vec<String> = csv::Reader::from_reader(csv.as_bytes())
        .records()
        .map(|row| {
            row.unwrap().iter().find(|cell| cell.contains("red") || cell.contains("HYPER")).unwrap_or("").to_owned()
        })
        .collect();
    assert!(titles.iter().any(|title| title == "=HYPERLINK(\"https://example.org\")"), "{titles:?}");
    assert!(titles.iter().any(|title| title.contains("\u{1b}[31mred\u{9b}31m")), "{titles:?}");
    assert_eq!(steering(&json), []);
    assert!(json.contains("\\u001b[31mred\\u009b31m") && json.contains("\\udb40\\udc41"), "{json}");
    let read: Vec<String> = json
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|row| row["title"].as_str().unwrap().to_owned())
        .collect();
    assert!(read.iter().any(|title| titles.contains(title)), "{read:?}");
}

#[test]
fn messages_that_quote_arguments_steer_no_terminal_and_stay_short() {
    let hostile = "\u{1b}[2J\u{9b}31m\u{202e}\u{61c}\u{200b}x";
    let arguments: [&[&str]; 12] = [
        &["tally", hostile],
        &["list", "--topic", hostile],
        &["list", "--where", hostile],
        &[hostile],
        &["list", "--format", hostile],
        &["list", "--data", hostile],
        &["list", "-o", hostile, "--sort", hostile],
        &["list", "--year", hostile],
        &["data", "remove", hostile],
        &["data", "add", hostile],
        &["groups", hostile],
        &["list", "--limit", hostile],
    ];
    for arguments in arguments {
        for long in [false, true] {
            let value = if long { hostile.repeat(4_000) } else { hostile.to_owned() };
            let typed = arguments.iter().map(|argument| if *argument == hostile { &value } else { *argument });
            let output = unvote("").args(typed).output().unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(!output.status.success() && told.contains('x'), "{arguments:?}: {told}");
            assert_eq!(steering(&told), [], "{arguments:?}: {told:?}");
            assert!(told.chars().count() < 1_500, "{arguments:?}: {told}");
        }
    }
}

#[test]
fn a_cell_of_a_megabyte_is_cut_where_it_is_quoted() {
    let cell = "Z ".repeat(500_000);
    let votes =
        format!("resolution,member,vote,date\nA/RES/79/1,France,\"{cell}\",2025-02-01\nA/RES/79/1,USA,no,2025-02-01\n");
    for arguments in ["list --strict --data -", "list --data -", "data --verbose --data -"] {
        let output = unvote(arguments).write_stdin(votes.clone()).output().unwrap();
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(
            told.len() < 4_000 && (told.contains("Z Z") || told.contains("first on line 2")),
            "{arguments}: {}",
            told.len()
        );
    }
}
