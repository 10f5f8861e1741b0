//! Tables as machines read them: codes, ISO dates and raw numbers, under stable keys. Shared by all such formats.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::report::{Audience, Column, Report, Table, Value};

/// The columns of a table that machines see, with their places.
pub fn columns(table: &Table) -> impl Iterator<Item = (usize, &Column)> {
    table.columns.iter().enumerate().filter(|(_, column)| column.audience != Audience::People)
}

/// The tables of one name, which are one table cut by the report's sections.
pub fn named<'r>(report: &'r Report, name: &'r str) -> impl Iterator<Item = &'r Table> {
    report.tables().filter(move |table| table.name == name && table.audience != Audience::People)
}

/// The names of all tables for machines, each once, in order.
pub fn names(report: &Report) -> Vec<&'static str> {
    let mut names = Vec::new();
    for table in report.tables().filter(|table| table.audience != Audience::People) {
        if !names.contains(&table.name) {
            names.push(table.name);
        }
    }
    names
}

/// A value as a cell: empty when missing, members as codes with spaces between.
pub fn cell(value: &Value) -> String {
    let mut text = String::new();
    write_cell(value, &mut text);
    text
}

/// Adds a value as a cell to a text: a large table has more cells than memory should be asked for.
pub fn write_cell(value: &Value, text: &mut String) {
    // Writing into a text does not fail.
    let _ = match value {
        Value::Missing => Ok(()),
        Value::Text(words) | Value::Brief(words) | Value::Code(words) => text.write_str(words),
        Value::Number(n) | Value::Signed(n) => write!(text, "{n}"),
        Value::Share(n) | Value::Percent(n) | Value::Bar(n) | Value::Points(n) | Value::Decimal(n) => {
            write!(text, "{n}")
        }
        Value::Day(day) => write!(text, "{day}"),
        Value::Flag(flag) => write!(text, "{flag}"),
        Value::Members(members) => {
            let codes = members.iter().map(|member| member.code.as_str());
            text.write_str(&codes.collect::<Vec<_>>().join(" "))
        }
    };
}

/// A value as JSON: null when missing, members as an array of codes.
pub fn json(value: &Value) -> Json {
    match value {
        Value::Missing => Json::Null,
        Value::Number(n) | Value::Signed(n) => Json::from(*n),
        Value::Share(n) | Value::Percent(n) | Value::Bar(n) | Value::Points(n) | Value::Decimal(n) => Json::from(*n),
        Value::Flag(flag) => Json::from(*flag),
        Value::Members(members) => members.iter().map(|member| Json::from(member.code.as_str())).collect(),
        Value::Text(_) | Value::Brief(_) | Value::Code(_) | Value::Day(_) => Json::from(cell(value)),
    }
}
