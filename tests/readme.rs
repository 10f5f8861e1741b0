//! The README shows what the program prints: every command in it is run, and its output compared.

use assert_cmd::Command;

const README: &str = include_str!("../README.md");

/// The commands of the README with the output below each, as far as it stands in one indented block.
fn examples() -> Vec<(String, String)> {
    let mut examples: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in README.lines() {
        if let Some(command) = line.strip_prefix("    $ ") {
            examples.push((command.to_owned(), String::new()));
            inside = true;
        } else if let Some((_, output)) = examples.last_mut().filter(|_| inside) {
            match line.strip_prefix("    ") {
                Some(line) => {
                    output.push_str(line);
                    output.push('\n');
                }
                None if line.is_empty() => output.push('\n'),
                None => inside = false,
            }
        }
    }
    examples
}

/// The words of a command line with quotes.
fn words(command: &str) -> Vec<String> {
    let pieces = command.split('"').enumerate();
    let words = pieces.flat_map(|(i, piece)| {
        if i % 2 == 1 { vec![piece.to_owned()] } else { piece.split_whitespace().map(ToOwned::to_owned).collect() }
    });
    words.collect()
}

#[test]
fn every_command_prints_what_the_readme_shows() {
    let examples = examples();
    assert!(examples.len() >= 6, "{} examples", examples.len());
    for (command, expected) in examples {
        let words = words(&command);
        assert_eq!(words[0], "unvote", "{command}");
        let mut unvote = Command::new(env!("CARGO_BIN_EXE_unvote"));
        let output = unvote
            .args(&words[1..])
            .env("COLUMNS", "80")
            .env("UNVOTE_STORE", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-store"))
            .env_remove("NO_COLOR")
            .envs(["LC_ALL", "LC_CTYPE", "LANG"].map(|locale| (locale, "")))
            .output()
            .expect("a run");
        assert!(output.status.success(), "{command}");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(printed.trim_end(), expected.trim_end(), "{command}");
    }
}

#[test]
fn the_lines_for_other_programs_read_a_table_that_has_every_member() {
    let (_, below) = README.split_once("read its tables from a pipe:\n\n").unwrap();
    let lines: Vec<&str> = below.lines().take_while(|line| line.starts_with("    ")).collect();
    assert_eq!(lines.len(), 3);
    for line in lines {
        let command = line.split("unvote ").nth(1).unwrap().split(['"', '|']).next().unwrap();
        let mut unvote = Command::new(env!("CARGO_BIN_EXE_unvote"));
        unvote.args(command.split_whitespace()).env("UNVOTE_STORE", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-store"));
        let output = unvote.output().expect("a run");
        let mut table = csv::Reader::from_reader(&*output.stdout);
        let headers = table.headers().expect("a header").clone();
        let [member, vote] = ["member", "vote"].map(|key| headers.iter().position(|one| one == key).expect("a column"));
        let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
        // Namibia in A/RES/ES-11/7 and 8 and in other votes of 2025; her two letters would be a missing value in R.
        let hers: Vec<&str> = rows.iter().filter(|row| &row[member] == "NAM").map(|row| &row[vote]).collect();
        assert!(hers.len() >= 5 && hers.contains(&"abstain"), "{line}: {hers:?}");
    }
}

#[test]
fn the_continuous_integration_runs_the_test_command_of_the_readme() {
    let command = "cargo test --locked --all-features";
    assert!(README.contains(&format!("\n    {command}\n")));
    // The script is no part of the published package.
    let Ok(script) = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/run")) else { return };
    assert!(script.lines().any(|line| line == command));
}
