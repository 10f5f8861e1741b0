//! What a user asks of any table: which table, which columns, in which order, how many rows. It knows no format.

use super::{Audience, Heading, Report, Table};

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
    for name in names {
        place_in_any(report, name)?;
    }
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

/// Sorts every table that has this column by it: `against`, or `against:desc`; missing values last, ties as they were.
///
/// # Errors
/// When no table has the column.
pub(crate) fn sort(report: &mut Report<'_>, by: &str) -> Result<(), Unknown> {
    let (name, descending) = by.strip_suffix(":desc").map_or((by, false), |name| (name, true));
    let name = name.strip_suffix(":asc").unwrap_or(name);
    place_in_any(report, name)?;
    for table in report.tables_mut() {
        if let Some(at) = place(table, name) {
            table.sort(at, descending);
        }
    }
    Ok(())
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

fn place_in_any(report: &Report<'_>, name: &str) -> Result<(), Unknown> {
    if report.tables().any(|table| place(table, name).is_some()) {
        return Ok(());
    }
    let mut known: Vec<String> = Vec::new();
    for heading in report.tables().flat_map(|table| table.columns(Audience::Machines)) {
        Report::once(&mut known, heading.spec.key.as_ref());
    }
    Err(Unknown { what: "column", name: name.to_owned(), known })
}

fn place(table: &Table<'_>, name: &str) -> Option<usize> {
    let named = |heading: &Heading<'_>| heading.spec.key.eq_ignore_ascii_case(name);
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
        let error = sort(&mut report(), "agianst").unwrap_err().to_string();
        assert_eq!(error, "no column is called 'agianst'; there are symbol, against");
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
