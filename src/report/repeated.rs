//! Tells what of a year's agreement is its agenda: the questions that had been voted on before.

use super::agreement::{MEASURE, measured, told};
use super::{Block, Layout, Names, Spec, columns, words};
use crate::analysis::agreement::Measure;
use crate::analysis::compare::{Repeated, Row, RowKey, Sides};

/// What of the last year is a new agenda, in a sentence, and the same of every year for machines.
pub(super) fn blocks<'q>(names: Names<'q>, sides: Sides<'q>, rows: &'q [Row]) -> Vec<Block<'q>> {
    let of_year = |row: &'q Row| match row.key {
        RowKey::Year(year) => Some((year, row.repeated.as_ref()?)),
        _ => None,
    };
    let last = rows.last().and_then(of_year).and_then(|(year, repeated)| of_last(sides.measure, year, repeated));
    let table = repeated_questions(sides).held(names, rows.iter().filter_map(of_year).collect());
    last.map(Block::Text).into_iter().chain([Block::Table(table)]).collect()
}

/// How much of a year had been voted on before, and the agreement on that then and now.
fn of_last(measure: Measure, year: i16, repeated: &Repeated) -> Option<String> {
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

pub(super) fn repeated_questions(sides: Sides<'_>) -> Layout<'_, (i16, &Repeated)> {
    const ROLL_CALLS: Spec = Spec::number("roll_calls", "roll calls", "All of the year.");
    const REPEATED: Spec =
        Spec::number("repeated", "roll calls", "Those whose question had been voted on before; the others are new.");
    const VOTES: Spec =
        Spec::number("votes", "roll calls", "Of the repeated ones, those in which both took a position.");
    const VALUE: Spec =
        Spec::decimal("value", "as in agreement", "The measure over them; empty without a common vote.");
    const VOTES_BEFORE: Spec =
        Spec::number("votes_before", "roll calls", "Those in which both took a position the last time.");
    const VALUE_BEFORE: Spec = Spec::decimal("value_before", "as in agreement", "The measure over these.");
    let measure = sides.measure;
    Layout::for_machines("repeated_questions", "a year in which a question was put that had been voted on before")
        .when("with --by year")
        .of_sides(sides)
        .machines(columns::YEAR, |row: &(i16, &Repeated), _| row.0.into())
        .machines(MEASURE, move |_, _| measure.word().into())
        .machines(ROLL_CALLS, |row, _| row.1.roll_calls.into())
        .machines(REPEATED, |row, _| row.1.now.roll_calls.into())
        .machines(VOTES, |row, _| row.1.now.votes.into())
        .machines(measured(VALUE, measure), |row, _| row.1.now.value.into())
        .machines(VOTES_BEFORE, |row, _| row.1.before.votes.into())
        .machines(measured(VALUE_BEFORE, measure), |row, _| row.1.before.value.into())
}
