//! What users see, through the binary, on the record that is compiled in. Figures are those of the UN Digital Library's
//! voting records (`data/README.md`); the pages that stand in `snapshots` were read against them.

mod asked;
mod atlas;
mod blocs;
mod brief;
mod brief_selections;
mod cells;
mod changing_files;
mod cohesion;
mod compare;
mod completions;
mod consensus;
mod containers;
mod council_lists;
mod country;
mod data_conflicts;
mod data_diff;
mod ends;
mod errors;
mod export;
mod export_parquet;
mod fetch;
mod fetch_browser;
mod fetch_faults;
mod fetch_sources;
mod fetch_strangers;
mod files;
mod flows;
mod grid;
mod guesses;
mod ideal;
mod layouts;
mod lists;
mod matrix;
mod member_names;
mod members;
mod nearest;
mod nothing;
mod options;
mod overwriting;
mod pages;
mod partly;
mod pasted;
mod pictures;
mod pictures_of_years;
mod png;
mod predict;
mod reloaded;
mod rolls;
mod seats;
mod series;
mod shift;
mod steering;
mod store;
mod store_sources;
mod symbols;
mod table;
mod tallies;
mod terminal;
mod topics;
mod totals;
mod turning;
mod typed;
mod values;
mod written;

use assert_cmd::Command;

/// The program with these arguments, as at a terminal of 80 columns without colour.
fn unvote(arguments: &str) -> Command {
    let mut command = Command::cargo_bin("unvote").unwrap();
    for variable in
        ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK", "TERM", "PAGER", "UNVOTE_PAGER", "LC_ALL", "LC_CTYPE", "LANG"]
    {
        command.env_remove(variable);
    }
    // No test depends on a store that somebody has.
    command.env("UNVOTE_STORE", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-store"));
    command.env("COLUMNS", "80").args(arguments.split_whitespace());
    command
}

/// What it prints; it succeeds and has nothing to warn of.
fn stdout(arguments: &str) -> String {
    printed(&mut unvote(arguments))
}

fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success() && err.is_empty(), "{command:?}: {err}");
    out
}

/// What it says when it fails with this exit code; it prints no result.
fn stderr(arguments: &str, code: i32) -> String {
    let output = unvote(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty(), "{arguments} printed a result");
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.starts_with("error: "), "{arguments}: {err}");
    err
}

/// The rows of a CSV answer, each with its columns.
fn rows(arguments: &str) -> Vec<std::collections::HashMap<String, String>> {
    let text = stdout(&format!("{arguments} --format csv"));
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// One column of a CSV answer.
fn column(arguments: &str, name: &str) -> Vec<String> {
    rows(arguments).into_iter().map(|mut row| row.remove(name).unwrap()).collect()
}
