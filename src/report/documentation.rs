//! The tables of all commands, and the pages that describe them. It knows no command line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{
    Documented, TableDoc, blocs, brief, cohesion, compare, data, exports, forecast, grid, history, ideal, listing,
    matrix, members, nearest, series, tally, turning, votes, year_shift,
};

/// Every command that prints reports, in the order of the page.
pub const COMMANDS: &[Documented] = &[
    tally::DOCUMENTED,
    votes::AGAINST,
    votes::SHOW,
    brief::DOCUMENTED,
    listing::LIST,
    listing::SEARCH,
    series::DOCUMENTED,
    year_shift::DOCUMENTED,
    forecast::DOCUMENTED,
    listing::VETOES,
    history::DOCUMENTED,
    grid::DOCUMENTED,
    turning::DOCUMENTED,
    compare::DOCUMENTED,
    nearest::DOCUMENTED,
    matrix::DOCUMENTED,
    cohesion::DOCUMENTED,
    blocs::DOCUMENTED,
    ideal::DOCUMENTED,
    members::MEMBERS,
    members::GROUPS,
    data::DOCUMENTED,
];
/// The exports, which have a page of their own.
pub const EXPORTS: Documented = exports::DOCUMENTED;

/// Separates the hand-written part of a page from the part that is printed from the declarations.
const MARK: &str = "<!-- Below, the page is printed: cargo run --example describe -->\n";

/// A page with its tables of columns as they are declared; what stands above the mark is kept.
pub fn described(page: &str, commands: &[Documented]) -> String {
    let by_hand = page.split(MARK).next().unwrap_or_default();
    let mut text = format!("{by_hand}{MARK}");
    for command in commands {
        let examples: Vec<String> = command.examples.iter().map(|example| format!("`unvote {example}`")).collect();
        let _ = write!(text, "\n## `{}`\n{} Examples: {}.\n", command.command, command.answers, examples.join(", "));
        for (place, table) in (command.tables)().iter().enumerate() {
            describe(table, place == 0 && command.command != EXPORTS.command, &mut text);
        }
    }
    text + &of_several_types(commands)
}

/// Lists the keys that have another type in another table, so that nobody joins them unawares.
fn of_several_types(commands: &[Documented]) -> String {
    let mut kinds: BTreeMap<String, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for table in commands.iter().flat_map(|command| (command.tables)()) {
        for (spec, _) in table.columns {
            kinds.entry(spec.key.into()).or_default().entry(spec.kind.word()).or_default().insert(table.name);
        }
    }
    kinds.retain(|_, of_key| of_key.len() > 1);
    let mut text = String::new();
    for (place, (key, of_key)) in kinds.iter().enumerate() {
        text += if place == 0 { "\n## Keys of more than one type\n" } else { "" };
        let tables = |(kind, tables): (&&str, &BTreeSet<&str>)| {
            format!("{kind} in {}", tables.iter().map(|table| format!("`{table}`")).collect::<Vec<_>>().join(", "))
        };
        let _ = writeln!(text, "- `{key}`: {}", of_key.iter().map(tables).collect::<Vec<_>>().join("; "));
    }
    text
}

fn describe(table: &TableDoc, is_main: bool, text: &mut String) {
    let when = if table.when.is_empty() { String::new() } else { format!(" {}", table.when) };
    let main = if is_main { "The main table: one" } else { "One" };
    let _ = writeln!(text, "\n### `{}`{when}\n{main} row {}.\n", table.name, table.row);
    text.push_str("| column | type | unit or range | meaning |\n| --- | --- | --- | --- |\n");
    let escaped = |text: &str| text.replace('|', "\\|");
    for (spec, when) in &table.columns {
        let when = if when.is_empty() { String::new() } else { format!(" Only {when}.") };
        let (unit, meaning) = (escaped(spec.unit), escaped(&spec.meaning));
        let _ = writeln!(text, "| `{}` | {} | {unit} | {meaning}{when} |", spec.key, spec.kind.word());
    }
}
