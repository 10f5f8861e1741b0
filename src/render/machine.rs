//! Tables as machines read them: codes, ISO dates and raw numbers, under stable keys. Shared by all such formats.

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
    match value {
        Value::Missing => String::new(),
        Value::Text(text) | Value::Brief(text) | Value::Code(text) => text.clone(),
        Value::Number(n) | Value::Signed(n) => n.to_string(),
        Value::Share(n) | Value::Bar(n) | Value::Points(n) | Value::Decimal(n) => n.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Members(members) => members.iter().map(|member| member.code.as_str()).collect::<Vec<_>>().join(" "),
    }
}

/// A value as JSON: null when missing, members as an array of codes.
pub fn json(value: &Value) -> Json {
    match value {
        Value::Missing => Json::Null,
        Value::Number(n) | Value::Signed(n) => Json::from(*n),
        Value::Share(n) | Value::Bar(n) | Value::Points(n) | Value::Decimal(n) => Json::from(*n),
        Value::Flag(flag) => Json::from(*flag),
        Value::Members(members) => members.iter().map(|member| Json::from(member.code.as_str())).collect(),
        Value::Text(_) | Value::Brief(_) | Value::Code(_) | Value::Day(_) => Json::from(cell(value)),
    }
}
