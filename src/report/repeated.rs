//! Tells what of a year's agreement is its agenda: the questions that had been voted on before.

use super::{
    Audience,
    agreement::{told, value},
    compare::{Names, Question},
    old::{Column, Table, Value},
    words,
};
use crate::analysis::{
    agreement::Measure,
    compare::{Repeated, Row, RowKey},
};

/// What of the last year is a new agenda: the questions that had been voted on before, and the agreement then and now.
#[must_use]
pub(super) fn repeated(question: &Question<'_>, last: &Row) -> Option<String> {
    let (RowKey::Year(year), Some(repeated)) = (&last.key, &last.repeated) else { return None };
    let measure = question.sides.measure;
    let (now, before) = (repeated.now.value?, repeated.before.value?);
    let (all, asked) = (repeated.roll_calls, repeated.now.roll_calls);
    let rest = match all - asked {
        0 => String::new(),
        1 => " The other one is new to a vote.".to_owned(),
        others => format!(" The other {others} are new to a vote."),
    };
    let told_now = match measure {
        Measure::Identical => format!("{} identical", told(measure, now)),
        other => format!("{} {}", other.name(), told(measure, now)),
    };
    Some(format!(
        "Of {year}'s {all} questions {asked} had been voted on before: on those {told_now} ({}), where the last time it was \
         {} ({}).{rest}",
        words::count(repeated.now.votes, "vote"),
        told(measure, before),
        words::count(repeated.before.votes, "vote"),
    ))
}

/// The same of every year, for machines.
#[must_use]
pub(super) fn repeated_by_year(names: &Names, question: &Question<'_>, rows: &[Row]) -> Table {
    let measure = question.sides.measure;
    let mut columns: Vec<Column> = Names::columns().into();
    let keys = ["year", "measure", "roll_calls", "repeated", "votes", "value", "votes_before", "value_before"];
    columns.extend(keys.map(Column::for_machines));
    let of_year = rows.iter().filter_map(|row| match (&row.key, &row.repeated) {
        (RowKey::Year(year), Some(repeated)) => Some((*year, repeated)),
        _ => None,
    });
    let row = |(year, repeated): (i16, &Repeated)| {
        let mut values: Vec<Value> = names.values().into();
        values.extend([
            Value::Number(year.into()),
            Value::code(measure.word()),
            Value::Number(repeated.roll_calls as i64),
            Value::Number(repeated.now.roll_calls as i64),
            Value::Number(repeated.now.votes.into()),
            value(measure, repeated.now.value),
            Value::Number(repeated.before.votes.into()),
            value(measure, repeated.before.value),
        ]);
        values
    };
    let rows = of_year.map(row).collect();
    Table { name: "repeated_questions", columns, rows, audience: Audience::Machines }
}
