//! What a user asks of any table: which table, which columns, in which order, how many rows. It knows no format.

use super::{Audience, Heading, Report, Table};
use crate::{
    members::suggest::nearest,
    record::{Vote, Words as _},
};

/// A table or column that the report does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {what} is called '{name}'; there are {}", known.join(", "))]
pub(crate) struct Unknown {
    /// What was asked for: `table`, `column`.
    pub what: &'static str,
    /// Its name.
    pub name: String,
    /// What there is.
    pub known: Vec<String>,
}

/// Keeps the tables of this name, for people and machines alike, and nothing else.
///
/// # Errors
/// When there is no such table.
pub(crate) fn select_table(report: &mut Report<'_>, name: &str) -> Result<(), Unknown> {
    let known = report.table_names();
    let Some(name) = known.iter().find(|known| known.eq_ignore_ascii_case(name)) else {
        let known = known.into_iter().map(ToOwned::to_owned).collect();
        return Err(Unknown { what: "table", name: name.to_owned(), known });
    };
    for section in &mut report.sections {
        section.blocks.retain(|block| block.table().is_some_and(|table| table.name == *name));
    }
    report.sections.retain(|section| !section.blocks.is_empty());
    for table in report.tables_mut() {
        if std::mem::take(&mut table.audience) == Audience::Machines {
            table.headings.retain(|heading| heading.audience != Audience::People);
            table.headings.iter_mut().for_each(|heading| heading.audience = Audience::All);
        }
    }
    Ok(())
}

/// Keeps these columns of every table that has any of them, in this order, for people and machines alike.
///
/// # Errors
/// When no table has a column of a name.
pub(crate) fn select_columns(report: &mut Report<'_>, names: &[String]) -> Result<(), Unknown> {
    let names = names.iter().map(|name| key(report, name)).collect::<Result<Vec<_>, _>>()?;
    for table in report.tables_mut() {
        let places: Vec<usize> = names.iter().filter_map(|name| place(table, name)).collect();
        if !places.is_empty() {
            table.headings = places.iter().map(|at| table.headings[*at].clone()).collect();
            table.headings.iter_mut().for_each(|heading| heading.audience = Audience::All);
            table.audience = Audience::All;
        }
    }
    Ok(())
}

/// The column that is to be sorted by, and whether the largest values come first, as people write it: `no`, `-no`, `no:desc`,
/// `no desc`, `desc(no)`.
pub(crate) fn direction(by: &str) -> (&str, bool) {
    let by = by.trim();
    let inner = |function: &str| by.strip_prefix(function)?.strip_prefix('(')?.strip_suffix(')');
    if let Some(name) = by.strip_prefix('-').or_else(|| inner("desc")) {
        return (name.trim(), true);
    }
    let (name, order) = by.rsplit_once([':', ' ']).unwrap_or((by, ""));
    match order.to_lowercase().as_str() {
        "desc" | "descending" => (name.trim(), true),
        "asc" | "ascending" => (name.trim(), false),
        _ => (inner("asc").unwrap_or_else(|| by.strip_prefix('+').unwrap_or(by)), false),
    }
}

/// Sorts every table that has these columns by them, the first one first: `against`, or `-against`, as [`direction`] reads
/// it; missing values last, ties as they were.
///
/// # Errors
/// When no table has a column.
pub(crate) fn sort(report: &mut Report<'_>, by: &str, reversed: bool) -> Result<(), Unknown> {
    for by in by.rsplit(',') {
        let (name, descending) = direction(by);
        let key = key(report, name)?;
        for table in report.tables_mut() {
            if let Some(at) = place(table, &key) {
                table.sort(at, descending != reversed);
            }
        }
    }
    Ok(())
}

/// Turns the rows round, or the sections where each holds a part of the main table.
pub(crate) fn reverse(report: &mut Report<'_>) {
    if report.main_tables().count() > 1 {
        report.sections.reverse();
    } else {
        report.tables_mut().for_each(Table::reverse);
    }
}

/// Keeps the first rows of every table, and says how many were left out of the main one.
pub(crate) fn limit(report: &mut Report<'_>, most: usize) {
    let left_out: usize = report.main_tables().filter_map(|table| table.len()?.checked_sub(most)).sum();
    report.tables_mut().for_each(|table| table.truncate(most));
    match left_out {
        0 => {}
        1 => report.note("1 more row was left out by --limit."),
        _ => report.note(format!("{left_out} more rows were left out by --limit.")),
    }
}

/// The key of the column that is meant: by itself, by the vote that it counts (`in favour` for `yes`), or by what people read
/// above it.
fn key(report: &Report<'_>, name: &str) -> Result<String, Unknown> {
    let headings = || report.tables().flat_map(|table| &table.headings);
    let vote = Vote::named(name).map(Vote::word);
    let by_key = headings().find(|heading| same(&heading.spec.key, name));
    let by_vote = || headings().find(|heading| vote.is_some_and(|vote| same(&heading.spec.key, vote)));
    let by_label = || headings().find(|heading| !heading.label.is_empty() && same(&heading.label, name));
    if let Some(heading) = by_key.or_else(by_vote).or_else(by_label) {
        return Ok(heading.spec.key.to_string());
    }
    let for_machines = report.tables().flat_map(|table| table.columns(Audience::Machines));
    let known: Vec<&str> = for_machines.map(|heading| heading.spec.key.as_ref()).collect();
    // The nearest stand first.
    let mut columns = nearest(name, known.iter().copied());
    for key in known {
        Report::once(&mut columns, key);
    }
    Err(Unknown { what: "column", name: name.to_owned(), known: columns })
}

/// Whether two names differ in nothing but case, spaces, hyphens and underscores.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.replace([' ', '-'], "_").to_lowercase();
    plain(a) == plain(b)
}

fn place(table: &Table<'_>, key: &str) -> Option<usize> {
    let named = |heading: &Heading<'_>| heading.spec.key == key;
    // A column for people repeats one for machines under the same key: the machines' has the value to sort by.
    let is_machines = |heading: &Heading<'_>| named(heading) && heading.audience != Audience::People;
    table.headings.iter().position(is_machines).or_else(|| table.headings.iter().position(named))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::report::{Block, Kind, Layout, Names, Section, Spec};

    fn report() -> Report<'static> {
        let rows = vec![("b", Some(2)), ("a", None), ("c", Some(10)), ("d", Some(2))];
        let table = Layout::new("votes", "a vote")
            .column(Spec::new("symbol", Kind::Code, "", ""), "", |row: &(&str, Option<u16>), _| row.0.into())
            .column(Spec::new("against", Kind::Number, "", ""), "", |row, _| row.1.into())
            .held(Names::without_record(), rows);
        Report::of(Section { blocks: vec![Block::Table(table)], ..Section::default() })
    }

    fn cells(report: &Report<'_>) -> String {
        let mut cells = String::new();
        for table in report.tables() {
            let columns = table.columns(Audience::Machines);
            table.each(&columns, &mut |row| write!(cells, "{row:?}").map_err(std::io::Error::other)).unwrap();
        }
        cells
    }

    #[test]
    fn columns_stand_as_asked_for_and_a_wrong_one_is_named() {
        let mut selected = report();
        select_columns(&mut selected, &["against".to_owned()]).unwrap();
        assert_eq!(cells(&selected), "[Number(2)][Missing][Number(10)][Number(2)]");
        let error = sort(&mut report(), "agianst", false).unwrap_err().to_string();
        assert_eq!(error, "no column is called 'agianst'; there are against, symbol");
    }

    #[test]
    fn an_order_is_written_in_several_ways() {
        for by in ["-no", "no:desc", "no desc", "no:DESCENDING", "desc(no)", " - no"] {
            assert_eq!(direction(by), ("no", true), "{by}");
        }
        for by in ["no", "no:asc", "+no", "asc(no)", "no asc"] {
            assert_eq!(direction(by), ("no", false), "{by}");
        }
        // A symbol and a member's name keep their spaces.
        assert_eq!(direction("North Korea"), ("North Korea", false));
    }

    #[test]
    fn several_columns_sort_one_within_the_other_and_missing_values_stay_last() {
        let mut sorted = report();
        sort(&mut sorted, "-AGAINST,-symbol", false).unwrap();
        select_columns(&mut sorted, &["symbol".to_owned()]).unwrap();
        assert_eq!(cells(&sorted), r#"[Text("c")][Text("d")][Text("b")][Text("a")]"#);
        let mut turned = report();
        sort(&mut turned, "-against", true).unwrap();
        select_columns(&mut turned, &["symbol".to_owned()]).unwrap();
        assert_eq!(cells(&turned), r#"[Text("b")][Text("d")][Text("c")][Text("a")]"#);
    }

    #[test]
    fn rows_turn_round_as_they_stand() {
        let mut turned = report();
        reverse(&mut turned);
        select_columns(&mut turned, &["symbol".to_owned()]).unwrap();
        assert_eq!(cells(&turned), r#"[Text("d")][Text("c")][Text("a")][Text("b")]"#);
    }

    #[test]
    fn a_table_is_chosen_by_its_name() {
        select_table(&mut report(), "votes").unwrap();
        let error = select_table(&mut report(), "vote").unwrap_err().to_string();
        assert_eq!(error, "no table is called 'vote'; there are votes");
    }

    #[test]
    fn a_limit_says_what_it_left_out() {
        let mut limited = report();
        limit(&mut limited, 3);
        assert_eq!(limited.tables().next().and_then(Table::len), Some(3));
        assert_eq!(limited.notes, ["1 more row was left out by --limit."]);
        let mut limited = report();
        limit(&mut limited, 2);
        assert_eq!(limited.notes, ["2 more rows were left out by --limit."]);
    }
}
