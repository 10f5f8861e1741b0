//! `docs/output.md` and the program agree: every command is described there, every column that is printed, with its type
//! and its words, and no other. Its examples are rows that the program prints.

use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

use assert_cmd::Command;
use serde_json::Value as Json;

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
/// What else is run beside the examples: tables with other rows, missing values, several roll calls.
const OTHERS: &[&str] = &[
    "tally A/ES-11/PV.20 S/PV.9866 --by EU,NONALIGNED",
    "tally ES-11/8 --data votes.csv",
    "against A/ES-11/PV.20 --vote non-voting",
    "against S/RES/2774 --vote abstain",
    "show S/PV.9866 A/ES-11/PV.20",
    "show ES-11/5 --official",
    "list",
    "search embargo",
    "series ES-11/1 ES-11/6 ES-11/7 --members US,RUS",
    "series --topic crimea",
    "shift ES-11/6 ES-11/7 --toward US",
    "shift 47/19 80/4 --members EEG",
    "shift 2016 2025 --series 80/4",
    "shift 2024 2025 --toward US",
    "shift 1992 2025 --topic embargo --members EEG",
    "shift 2022 2025 --body sc",
    "vetoes --failed",
    "compare US EU --measure kappa",
    "compare US EU,GB --by session",
    "compare US RU --by none --measure s",
    "compare US RU --by topic --topic Crimea",
    "compare US FR --body sc",
    "compare US SSD EU --across Crimea",
    "matrix --with P5 --year 2025 --least 7",
    "matrix --members EU --with US,RU --sort mean:desc",
    "matrix --members P5 --measure kappa --year 2005",
    "matrix --members US,FR,RU --body sc --measure s",
    "members",
    "members --former",
    "groups",
    "groups AFU",
    "groups G77 --on 1970-01-01",
    "country US",
    "turning US",
    "turning --year 2025 --pairs --data turns.csv",
    "turning Cuba --with EU --data turns.csv",
    "grid --session ES-11 --members NORDIC",
    "grid --topic embargo --members US,Ukraine --agree yes",
    "country France --body sc",
    "data conflicts --data old.csv --data old.csv",
    "data diff votes.csv old.csv",
    "data diff old.csv old.csv",
    "country Cuba --topic embargo --with EU --lonely 190 --votes",
];

/// A table as the page describes it.
#[derive(Debug, Default)]
struct Described {
    command: String,
    table: String,
    columns: Vec<Column>,
    /// The command line of the example, without the program's name.
    run: String,
    example: String,
}

#[derive(Clone, Debug)]
struct Column {
    name: String,
    kind: String,
    range: String,
}

impl Column {
    /// The words that it may hold, where the page lists them all.
    fn words(&self) -> Option<Vec<&str>> {
        let parts: Vec<&str> = self.range.split('`').collect();
        let only_words = parts.iter().step_by(2).all(|between| matches!(*between, "" | ", "));
        (self.kind == "code" && parts.len() > 1 && only_words).then(|| parts.into_iter().skip(1).step_by(2).collect())
    }

    fn allows(&self, value: &Json) -> bool {
        let of_kind = match self.kind.as_str() {
            "text" | "code" => value.is_string(),
            "day" => value.as_str().is_some_and(is_day),
            "number" => value.is_i64(),
            "share" => value.as_f64().is_some_and(|share| (0.0..=1.0).contains(&share)),
            "decimal" => value.is_f64(),
            "flag" => value.is_boolean(),
            "members" => value.as_array().is_some_and(|members| members.iter().all(is_code)),
            other => panic!("`{}` has the type {other}, which the page does not describe", self.name),
        };
        let in_range = self.words().is_none_or(|words| value.as_str().is_some_and(|word| words.contains(&word)));
        value.is_null() && self.kind != "members" || of_kind && in_range
    }
}

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
    folder
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn is_code(member: &Json) -> bool {
    member.as_str().is_some_and(|code| code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()))
}

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/output.md")).unwrap()
}

/// The name in a heading: "## `tally`", "### `veto_counts` with `--by year`".
fn heading<'l>(line: &'l str, marks: &str) -> Option<&'l str> {
    line.strip_prefix(marks)?.strip_prefix(" `")?.split('`').next()
}

/// A row of a table of columns, none if the line is something else.
fn row(line: &str) -> Option<Column> {
    let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").map(str::trim).collect();
    let &[name, kind, range, _] = cells.as_slice() else { return None };
    let name = name.trim_matches(['`', '*']);
    let is_row = !matches!(name, "column" | "---");
    is_row.then(|| Column { name: name.to_owned(), kind: kind.to_owned(), range: range.to_owned() })
}

fn described(page: &str) -> Vec<Described> {
    let mut all: Vec<Described> = Vec::new();
    let (mut command, mut of_roll_call, mut in_example) = (String::new(), Vec::new(), false);
    for line in page.lines() {
        if let Some(name) = heading(line, "##") {
            name.clone_into(&mut command);
        } else if let Some(name) = heading(line, "###") {
            all.push(Described { command: command.clone(), table: name.to_owned(), ..Described::default() });
        } else if line.starts_with("```") {
            in_example = line == "```json";
        } else if let Some(table) = all.last_mut() {
            if let Some(run) = line.strip_prefix("Example, of `unvote ") {
                run.trim_end_matches("`:").clone_into(&mut table.run);
            } else if in_example {
                table.example.push_str(line);
            } else if let Some(column) = row(line) {
                let of_roll_call = if column.name == "roll call" { of_roll_call.clone() } else { vec![column] };
                table.columns.extend(of_roll_call);
            }
        } else if let Some(column) = row(line) {
            // Above the first command stand the columns that many tables begin with.
            of_roll_call.push(column);
        }
    }
    all
}

/// The tables of a command's JSON, each with its rows.
fn printed(folder: &Path, arguments: &str) -> Vec<(String, Vec<Json>)> {
    let output =
        unvote(folder).args(arguments.split_whitespace()).args(["--quiet", "--format", "json"]).output().unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    let whole: Json = serde_json::from_slice(&output.stdout).unwrap();
    let keys: Vec<&String> = whole.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["notes", "sources", "tables"], "{arguments}");
    let tables = whole["tables"].as_object().unwrap();
    tables.iter().map(|(name, rows)| (name.clone(), rows.as_array().unwrap().clone())).collect()
}

/// What of a printed row the description lacks, or the row of the description.
fn differences(row: &Json, described: &Described) -> Vec<String> {
    let row = row.as_object().unwrap();
    let by_member = described.columns.iter().find(|column| column.name == "CODE");
    let mut wrong = Vec::new();
    for (key, value) in row {
        let column = described.columns.iter().find(|column| column.name == *key);
        match column.or_else(|| by_member.filter(|_| is_code(&Json::from(key.as_str())))) {
            None => wrong.push(format!("`{key}` is printed and not described")),
            Some(column) if !column.allows(value) => wrong.push(format!("`{key}` is {value}, not as described")),
            Some(_) => {}
        }
    }
    let missing = described.columns.iter().filter(|column| column.name != "CODE" && !row.contains_key(&column.name));
    wrong.extend(missing.map(|column| format!("`{}` is described and not printed", column.name)));
    wrong
}

#[test]
fn every_column_that_is_printed_is_described_and_no_other() {
    let folder = folder();
    let all = described(&page());
    let runs: BTreeSet<&str> = all.iter().map(|table| table.run.as_str()).chain(OTHERS.iter().copied()).collect();
    for run in runs {
        let command = run.split(' ').next().unwrap();
        for (name, rows) in printed(folder.path(), run) {
            let candidates: Vec<&Described> =
                all.iter().filter(|table| table.command == command && table.table == name).collect();
            assert!(!candidates.is_empty(), "unvote {run}: the table `{name}` is not described");
            for row in rows {
                let wrongs: Vec<_> = candidates.iter().map(|table| differences(&row, table)).collect();
                assert!(wrongs.iter().any(Vec::is_empty), "unvote {run}, `{name}`: {wrongs:?}\n{row}");
            }
        }
    }
}

#[test]
fn every_example_is_a_row_that_is_printed_with_its_columns_in_order() {
    let folder = folder();
    for table in described(&page()) {
        let at = format!("{}, `{}`", table.command, table.table);
        assert_eq!(table.run.split(' ').next(), Some(table.command.as_str()), "{at}");
        let example: Json = serde_json::from_str(&table.example).expect(&at);
        let printed = printed(folder.path(), &table.run);
        let (_, rows) = printed.iter().find(|(name, _)| *name == table.table).expect(&at);
        assert!(rows.contains(&example), "unvote {} does not print the example of {at}", table.run);
        assert_eq!(differences(&example, &table), [""; 0], "{at}");
        // The example has the columns in the order of the table; the program prints them so (see the main table's CSV).
        let places: Vec<_> =
            table.columns.iter().filter_map(|column| table.example.find(&format!("\"{}\": ", column.name))).collect();
        assert!(places.is_sorted(), "{at}: {}", table.example);
    }
}

#[test]
fn the_first_table_described_is_the_main_one_with_its_columns_in_order() {
    let (mut seen, folder) = (BTreeSet::new(), folder());
    for table in described(&page()) {
        let is_main = seen.insert(table.command.clone())
            || table.command == "vetoes"
            || ["memberships", "changes", "conflicts"].contains(&table.table.as_str());
        let arguments = table.run.split(' ');
        let output = unvote(folder.path()).args(arguments).args(["--quiet", "--format", "csv"]).output().unwrap();
        if !is_main {
            continue;
        }
        let text = String::from_utf8(output.stdout).unwrap();
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let expected: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        if expected.last() == Some(&"CODE") {
            let fixed = expected.len() - 1;
            assert_eq!(header[..fixed], expected[..fixed], "unvote {}", table.run);
        } else {
            assert_eq!(header, expected, "unvote {}", table.run);
        }
    }
}

#[test]
fn every_command_is_described() {
    let output = Command::cargo_bin("unvote").unwrap().arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let named = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut offered: Vec<&str> = named.filter_map(|line| line.split_whitespace().next()).collect();
    // The exports have a page of their own, `docs/columns.md`, and a test of it.
    offered.retain(|name| !["help", "export"].contains(name));
    let page = page();
    let mut described: Vec<&str> = page.lines().filter_map(|line| heading(line, "##")).collect();
    offered.sort_unstable();
    described.sort_unstable();
    assert_eq!(described, offered);
}

#[test]
fn a_column_that_is_not_described_is_found() {
    let page = "| `symbol` | code |  | s |\n## `list`\n### `t`\n| *roll call* |  |  | see |\n| `yes` | number |  | y |\n\
                | `body` | code | `GA`, `SC` | b |\n";
    let [table] = &described(page)[..] else { panic!() };
    let wrong = |row: &str| differences(&serde_json::from_str(row).unwrap(), table).join(", ");
    assert_eq!(wrong(r#"{"symbol": null, "yes": 3, "body": "SC"}"#), "");
    assert_eq!(
        wrong(r#"{"symbol": "a", "yes": "3", "body": "XX"}"#),
        concat!(r#"`body` is "XX", not as described, "#, r#"`yes` is "3", not as described"#)
    );
    let expected = "`no` is printed and not described, `body` is described and not printed";
    assert_eq!(wrong(r#"{"symbol": "a", "yes": 3, "no": 1}"#), expected);
}
