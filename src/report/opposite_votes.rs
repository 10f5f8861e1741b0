//! Tells where two members, or groups, stood against each other: a part of the report of `compare`.

use super::{
    Audience, Section,
    compare::{Names, Question},
    old::{Block, Column, Table, Value},
    roll_call::{key_columns, keys},
};
use crate::{analysis::compare::Opposed, record::Record};

/// Opposite votes that people see.
const SHOWN: usize = 5;

/// Opposite votes: a few for people, all for machines.
pub(super) fn section(
    record: &Record,
    names: &Names,
    question: &Question<'_>,
    opposed: &[Opposed],
) -> Option<Section<'static>> {
    let members = question.sides.are_members();
    let mut columns: Vec<Column> = Names::columns().into();
    columns.extend(key_columns());
    columns.extend([
        Column::for_people("day", "date"),
        Column::for_people("called", "symbol"),
        Column::new("first_vote", &short(&names.codes[0])),
        Column::new("second_vote", &short(&names.codes[1])),
        if members { Column::for_machines("opposite_share") } else { Column::new("opposite_share", "opposite") },
        Column::new("losing_share", "losing side"),
        Column::for_people("about", "title"),
    ]);
    let vote = |yes: bool| Value::code(if yes { "yes" } else { "no" });
    let row = |one: &Opposed| {
        let roll_call = record.roll_call(one.id);
        let mut row: Vec<Value> = names.values().into();
        row.extend(keys(record, one.id));
        let symbol = record.symbol(one.id);
        row.extend([
            Value::day(roll_call.date),
            Value::Code(if symbol.is_empty() { "no symbol" } else { symbol }.to_owned()),
            vote(one.first_yes),
            vote(!one.first_yes),
            Value::Share(one.share),
            Value::Share(one.contested),
            Value::brief(record.text(roll_call.title)),
        ]);
        row
    };
    let count = if question.audience == Audience::People { SHOWN } else { opposed.len() };
    let table = Table {
        name: "opposite_votes",
        columns,
        rows: opposed.iter().take(count).map(row).collect(),
        audience: question.audience,
    };
    let most = if members { "" } else { ": more than half of the pairs" };
    let shown = if opposed.len() > SHOWN { format!(", {SHOWN} of {}", opposed.len()) } else { String::new() };
    (!opposed.is_empty()).then(|| Section {
        title: format!("Opposite votes, the most contested first{shown}{most}"),
        lines: Vec::new(),
        blocks: vec![Block::Table(table)],
    })
}

/// A code short enough to head a column.
fn short(codes: &str) -> String {
    let few: String = codes.chars().take(12).collect();
    if few.len() < codes.len() { format!("{few}…") } else { few }
}
