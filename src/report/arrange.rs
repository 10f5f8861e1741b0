//! What a user asks of any table: which columns, in which order, how many rows. It knows no format.

use std::cmp::Ordering;

use super::model::{Audience, Column, Report, Table, Value};

/// A column that no table of the report has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no column is called '{name}'; there are {}", known.join(", "))]
pub struct UnknownColumn {
    /// What was asked for.
    pub name: String,
    /// What there is.
    pub known: Vec<String>,
}

/// Keeps these columns of every table that has any of them, in this order, for people and machines alike.
///
/// # Errors
/// When no table has a column of a name.
pub fn select_columns(report: &mut Report, names: &[String]) -> Result<(), UnknownColumn> {
    for name in names {
        place_in_any(report, name)?;
    }
    for table in report.tables_mut() {
        let places: Vec<usize> = names.iter().filter_map(|name| place(table, name)).collect();
        if places.is_empty() {
            continue;
        }
        table.audience = Audience::All;
        table.columns =
            places.iter().map(|&at| Column { audience: Audience::All, ..table.columns[at].clone() }).collect();
        for row in &mut table.rows {
            *row = places.iter().map(|&at| row[at].clone()).collect();
        }
    }
    Ok(())
}

/// Sorts every table that has this column by it: `against`, or `against:desc`; missing values last, ties as they were.
///
/// # Errors
/// When no table has the column.
pub fn sort(report: &mut Report, by: &str) -> Result<(), UnknownColumn> {
    let (name, descending) = by.strip_suffix(":desc").map_or((by, false), |name| (name, true));
    let name = name.strip_suffix(":asc").unwrap_or(name);
    place_in_any(report, name)?;
    for table in report.tables_mut() {
        if let Some(at) = place(table, name) {
            table.rows.sort_by(|a, b| order(&a[at], &b[at], descending));
        }
    }
    Ok(())
}

/// Keeps the first rows of every table, and says how many were left out of the main one.
pub fn limit(report: &mut Report, most: usize) {
    let main = report.main_table();
    let mut left_out = 0;
    for table in report.tables_mut() {
        if Some(table.name) == main {
            left_out += table.rows.len().saturating_sub(most);
        }
        table.rows.truncate(most);
    }
    match left_out {
        0 => {}
        1 => report.notes.push("1 more row was left out by --limit.".to_owned()),
        _ => report.notes.push(format!("{left_out} more rows were left out by --limit.")),
    }
}

fn place_in_any(report: &Report, name: &str) -> Result<(), UnknownColumn> {
    if report.tables().any(|table| place(table, name).is_some()) {
        return Ok(());
    }
    let mut known: Vec<String> = Vec::new();
    for column in report.tables().flat_map(|table| &table.columns).filter(|column| column.audience != Audience::People)
    {
        if !known.iter().any(|key| key == column.key) {
            known.push(column.key.to_owned());
        }
    }
    Err(UnknownColumn { name: name.to_owned(), known })
}

fn place(table: &Table, name: &str) -> Option<usize> {
    let named = |column: &Column| column.key.eq_ignore_ascii_case(name);
    // A column for people repeats one for machines under the same key: the machines' has the value to sort by.
    let machine = table.columns.iter().position(|column| named(column) && column.audience != Audience::People);
    machine.or_else(|| table.columns.iter().position(named))
}

fn order(a: &Value, b: &Value, descending: bool) -> Ordering {
    let missing = |value: &Value| *value == Value::Missing;
    let by_value = || if descending { compare(b, a) } else { compare(a, b) };
    missing(a).cmp(&missing(b)).then_with(by_value)
}

fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Number(a) | Value::Signed(a), Value::Number(b) | Value::Signed(b)) => a.cmp(b),
        (
            Value::Share(a) | Value::Percent(a) | Value::Bar(a) | Value::Points(a) | Value::Decimal(a),
            Value::Share(b) | Value::Percent(b) | Value::Bar(b) | Value::Points(b) | Value::Decimal(b),
        ) => a.total_cmp(b),
        (Value::Day(a), Value::Day(b)) => a.cmp(b),
        (Value::Flag(a), Value::Flag(b)) => a.cmp(b),
        (Value::Members(a), Value::Members(b)) => a.len().cmp(&b.len()),
        (Value::Text(a) | Value::Brief(a) | Value::Code(a), Value::Text(b) | Value::Brief(b) | Value::Code(b)) => {
            a.cmp(b)
        }
        _ => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Block, Section};

    fn report() -> Report {
        let rows = [("b", Some(2)), ("a", None), ("c", Some(10)), ("d", Some(2))];
        let table = Table {
            name: "votes",
            columns: vec![Column::new("symbol", "symbol"), Column::new("against", "against")],
            rows: rows.iter().map(|(code, n)| vec![Value::code(code), Value::number(*n)]).collect(),
            audience: Audience::All,
        };
        Report {
            sections: vec![Section { blocks: vec![Block::Table(table)], ..Section::default() }],
            ..Report::default()
        }
    }

    fn first_column(report: &Report) -> Vec<Value> {
        report.tables().flat_map(|table| table.rows.iter().map(|row| row[0].clone())).collect()
    }

    #[test]
    fn rows_sort_by_value_with_missing_ones_last_either_way() {
        let mut sorted = report();
        sort(&mut sorted, "against").unwrap();
        assert_eq!(first_column(&sorted), ["b", "d", "c", "a"].map(Value::code));
        sort(&mut sorted, "against:desc").unwrap();
        assert_eq!(first_column(&sorted), ["c", "b", "d", "a"].map(Value::code));
    }

    #[test]
    fn columns_stand_as_asked_for_and_a_wrong_one_is_told() {
        let mut selected = report();
        select_columns(&mut selected, &["against".to_owned()]).unwrap();
        assert_eq!(first_column(&selected)[0], Value::Number(2));
        let error = sort(&mut report(), "agianst").unwrap_err().to_string();
        assert_eq!(error, "no column is called 'agianst'; there are symbol, against");
    }

    #[test]
    fn a_limit_says_what_it_left_out() {
        let mut limited = report();
        limit(&mut limited, 3);
        assert_eq!(first_column(&limited).len(), 3);
        assert_eq!(limited.notes, ["1 more row was left out by --limit."]);
        let mut limited = report();
        limit(&mut limited, 2);
        assert_eq!(limited.notes, ["2 more rows were left out by --limit."]);
    }
}
