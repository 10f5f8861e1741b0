//! The pages of machine formats and the program agree: `docs/output.md` and `docs/columns.md` are as the tables are
//! declared, every command is among them, every column that is printed is described, and each that is described is
//! printed by an example.

use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

use assert_cmd::Command;
use serde_json::Value as Json;
use unvote::report::{
    Kind, Spec, TableDoc,
    documentation::{COMMANDS, EXPORTS, described},
};

use crate::{server, turns};

/// The file that the examples name `votes.csv`: the last cell is no vote.
const VOTES: &str = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title
1,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace
1,RUS,RUSSIAN FEDERATION,N,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace
1,USA,UNITED STATES,Z,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace
";
/// An older edition of it, by which the examples show what changed.
const OLD_VOTES: &str = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title
1,FRA,FRANCE,A,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace
1,RUS,RUSSIAN FEDERATION,N,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace
2,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/7,A just and lasting peace
";

/// Positions of twelve members, such as others publish.
const PUBLISHED: &str = "\
member,session,position
USA,79,2.6
ISR,79,2.3
ARG,79,1.5
GBR,79,1.7
FRA,79,1.4
DEU,79,1.1
BRA,79,-0.5
IND,79,-0.1
CHN,79,-0.6
RUS,79,-0.2
CUB,79,-1.9
SYR,79,-1.8
";

/// What stands in for the UN Digital Library: no example uses the network.
static LIBRARY: LazyLock<server::Server> = LazyLock::new(|| server::Server::start(server::digital_library));

/// The program, in a folder and without a network.
fn unvote(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("unvote").unwrap();
    command.current_dir(folder).env("UNVOTE_MIRROR", LIBRARY.url()).env("NO_PROXY", "127.0.0.1");
    command
}

/// A folder with the files of the examples.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("votes.csv"), VOTES).unwrap();
    fs::write(folder.path().join("old.csv"), OLD_VOTES).unwrap();
    fs::write(folder.path().join("turns.csv"), turns::table()).unwrap();
    fs::write(folder.path().join("ideal.csv"), PUBLISHED).unwrap();
    folder
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn is_code(member: &Json) -> bool {
    member.as_str().is_some_and(|code| code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()))
}

fn docs(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).unwrap()
}

#[test]
fn the_pages_are_as_the_tables_are_declared() {
    let advice = "`cargo run --example describe` prints it anew";
    assert!(docs("output.md") == described(&docs("output.md"), COMMANDS), "docs/output.md differs: {advice}");
    assert!(docs("columns.md") == described(&docs("columns.md"), &[EXPORTS]), "docs/columns.md differs: {advice}");
}

/// Whether a value is of a column's type, and one of its words where it says which there are.
fn allows(spec: &Spec, value: &Json) -> bool {
    let of_kind = match spec.kind {
        Kind::Text => value.is_string(),
        Kind::Code => value.as_str().is_some_and(|word| is_closed(spec.unit).is_none_or(|words| words.contains(&word))),
        Kind::Day => value.as_str().is_some_and(is_day),
        Kind::Number => value.is_i64(),
        Kind::Share => value.as_f64().is_some_and(|share| (-1.0..=1.0).contains(&share)),
        Kind::Decimal => value.is_f64(),
        Kind::Flag => value.is_boolean(),
        Kind::Members => value.as_array().is_some_and(|members| members.iter().all(is_code)),
    };
    value.is_null() && spec.kind != Kind::Members || of_kind
}

/// The words of a code, where its unit lists all of them; `council, procedural` is one.
fn is_closed(unit: &str) -> Option<Vec<&str>> {
    let is_list = unit.contains(", ")
        && !unit.contains("such as")
        && !unit.contains("ISO")
        && !unit.contains('`')
        && !unit.contains(';');
    is_list.then(|| unit.split(", ").chain(["council, procedural"]).collect())
}

/// The tables of a command's JSON, each with its rows.
fn printed(folder: &Path, arguments: &str) -> Vec<(String, Vec<Json>)> {
    let output =
        unvote(folder).args(arguments.split_whitespace()).args(["--quiet", "--format", "json"]).output().unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    let whole: Json = serde_json::from_slice(&output.stdout).unwrap();
    if let Json::Array(rows) = whole {
        let named = arguments.split(" --table ").nth(1).or_else(|| arguments.split(' ').nth(1));
        return vec![(named.unwrap().to_owned(), rows)];
    }
    let keys: Vec<&String> = whole.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["notes", "origins", "question", "schema", "sources", "tables", "unvote"], "{arguments}");
    let tables = whole["tables"].as_object().unwrap();
    tables.iter().map(|(name, rows)| (name.clone(), rows.as_array().unwrap().clone())).collect()
}

/// The place of the column of a key; a column for each member is described once, under `CODE`, and one for each roll call
/// under `SYMBOL`.
fn place(table: &TableDoc, key: &str) -> Option<usize> {
    let named = |name: &str| table.columns.iter().position(|(spec, _)| spec.key == name);
    let of_symbol =
        || named("SYMBOL").filter(|_| ["A_", "S_", "roll_call_"].iter().any(|begin| key.starts_with(begin)));
    named(key).or_else(|| named("CODE").filter(|_| is_code(&Json::from(key)))).or_else(of_symbol)
}

/// What is wrong with a printed row by the description of its table.
fn wrongs(row: &Json, table: &TableDoc) -> Vec<String> {
    let mut wrongs = Vec::new();
    for (key, value) in row.as_object().unwrap() {
        match place(table, key).map(|place| &table.columns[place].0) {
            None => wrongs.push(format!("`{key}` is printed and not described")),
            Some(spec) if !allows(spec, value) => wrongs.push(format!("`{key}` is {value}, not as described")),
            Some(_) => {}
        }
    }
    let is_missing = |(spec, when): &&(Spec, &str)| {
        when.is_empty() && spec.key != "CODE" && spec.key != "SYMBOL" && row.get(&*spec.key).is_none()
    };
    wrongs.extend(table.columns.iter().filter(is_missing).map(|(spec, _)| format!("`{}` is not printed", spec.key)));
    wrongs
}

#[test]
fn what_is_printed_is_described_and_what_is_described_is_printed() {
    let folder = folder();
    for command in COMMANDS.iter().chain([&EXPORTS]) {
        let tables = (command.tables)();
        let mut seen: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); tables.len()];
        for example in command.examples {
            assert_eq!(example.split(' ').next(), Some(command.command));
            for (name, rows) in printed(folder.path(), example) {
                for row in rows {
                    let candidates: Vec<usize> = (0..tables.len()).filter(|at| tables[*at].name == name).collect();
                    let wrongs: Vec<_> = candidates.iter().map(|at| wrongs(&row, &tables[*at])).collect();
                    let fits = wrongs.iter().position(Vec::is_empty);
                    let fits = fits.unwrap_or_else(|| panic!("unvote {example}, `{name}`: {wrongs:?}\n{row}"));
                    let table = candidates[fits];
                    seen[table].extend(row.as_object().unwrap().keys().filter_map(|key| place(&tables[table], key)));
                }
            }
        }
        for (table, seen) in tables.iter().zip(&seen) {
            let never = (0..table.columns.len()).filter(|place| !seen.contains(place));
            let never: Vec<&str> = never.map(|place| &*table.columns[place].0.key).collect();
            assert!(never.is_empty(), "{}, `{}`: no example prints {never:?}", command.command, table.name);
        }
    }
}

#[test]
fn every_column_is_described_in_a_sentence() {
    for command in COMMANDS.iter().chain([&EXPORTS]) {
        for table in (command.tables)() {
            let mut keys = BTreeSet::new();
            for (spec, _) in &table.columns {
                let at = format!("{}, `{}`, `{}`", command.command, table.name, spec.key);
                assert!(keys.insert(spec.key.to_string()), "{at} stands twice");
                assert!(
                    spec.meaning.ends_with('.') && spec.meaning.starts_with(char::is_uppercase),
                    "{at}: {}",
                    spec.meaning
                );
            }
        }
    }
}

#[test]
fn the_first_table_described_is_the_main_one() {
    let folder = folder();
    for command in COMMANDS {
        let arguments = command.examples[0].split(' ');
        let output = unvote(folder.path()).args(arguments).args(["--quiet", "--format", "csv"]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let main = &(command.tables)()[0];
        let places: Vec<Option<usize>> = text.lines().next().unwrap().split(',').map(|key| place(main, key)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "unvote {}: {text}", command.examples[0]);
    }
}

#[test]
fn every_command_is_described() {
    let output = Command::cargo_bin("unvote").unwrap().arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let commands = help.split("Usage:").nth(1).unwrap().split("Examples:").next().unwrap();
    let named = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut offered: Vec<&str> = named.filter_map(|line| line.split_whitespace().next()).collect();
    // Those about the program itself, and what writes pages, print no tables.
    offered.retain(|name| !["help", "completions", "man", "atlas"].contains(name));
    let mut described: Vec<&str> = COMMANDS.iter().chain([&EXPORTS]).map(|command| command.command).collect();
    offered.sort_unstable();
    described.sort_unstable();
    assert_eq!(described, offered);
}
