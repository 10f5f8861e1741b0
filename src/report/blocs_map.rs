//! Reports the map of members: a drawing in letters, and what its axes are.

use super::{Block, Kind, Layout, Names, Section, Spec, Value, titles::spoken, words};
use crate::analysis::blocs::{Axis, Blocs, Map};
use crate::members::order::InOrder as _;

/// Letters in a line of the drawing, which has room on the narrowest screen.
const WIDTH: usize = 58;
/// Lines of the drawing: letters are twice as high as wide.
const HEIGHT: usize = 22;

/// The section with the map.
pub(super) fn section<'q>(names: Names<'q>, blocs: &'q Blocs, map: &'q Map) -> Section<'q> {
    let drawing = drawn(names, blocs, map);
    let axes = || ["x", "y"].into_iter().zip(&map.axes);
    let explained = "Codes are members that lie apart; where there is no room for them, the number of their bloc.";
    let mut parts = vec![picture().block(names, drawing), Block::Text(explained.to_owned())];
    parts.extend(axes().map(|(key, axis)| Block::Text(told(key, axis))));
    parts.push(layout_of_axes().block(names, axes().collect()));
    Section { title: "Map: members that vote alike lie near each other".to_owned(), lines: Vec::new(), blocks: parts }
}

/// What an axis is, in a sentence.
fn told(key: &str, axis: &Axis) -> String {
    let share = words::percent(axis.share);
    let (name, way) = if key == "x" { ("Across", "to the right") } else { ("Upward", "up") };
    let of = match &axis.topic {
        Some((topic, correlation, roll_calls)) if axis.is_named() => {
            let (topic, votes) = (spoken(topic), words::count(*roll_calls, "vote"));
            let side = if *correlation > 0.0 { "in favour" } else { "against" };
            format!("the farther {way}, the more {side} on {topic} ({votes}, r = {correlation:.2})")
        }
        Some((topic, correlation, _)) => {
            format!("no topic goes with it closely (most {}, r = {correlation:.2})", spoken(topic))
        }
        None => "no topic has enough votes to name it".to_owned(),
    };
    format!("{name} ({share} of the distances): {of}.")
}

fn picture<'q>() -> Layout<'q, String> {
    Layout::for_people("map", "a line of the drawing")
        .people("map", Kind::Code, "", |row: &String, _| Value::Text(row.as_str().into()))
}

/// The lines of the drawing: from the outside in, each member by its code where that finds room, else by its bloc's number.
fn drawn(names: Names<'_>, blocs: &Blocs, map: &Map) -> Vec<String> {
    let bounds = |axis: usize| {
        let along = map.places.iter().map(|place| place[axis]);
        along.fold((f64::MAX, f64::MIN), |(low, high), one| (low.min(one), high.max(one)))
    };
    let (across, upward) = (bounds(0), bounds(1));
    // One scale for both axes: distances are to be seen.
    let unit =
        ((across.1 - across.0) / (WIDTH - 3) as f64).max((upward.1 - upward.0) / (2 * (HEIGHT - 1)) as f64).max(1e-9);
    let mut grid = vec![[' '; WIDTH]; HEIGHT.min(steps(upward.1 - upward.0, 2.0 * unit) + 1)];
    let mut order: Vec<usize> = (0..map.places.len()).collect();
    let far = |member: usize| map.places[member].iter().map(|along| along * along).sum::<f64>();
    order.in_order(|a, b| far(*b).total_cmp(&far(*a)));
    for member in order {
        let column = steps(map.places[member][0] - across.0, unit).min(WIDTH - 3);
        let row = steps(upward.1 - map.places[member][1], 2.0 * unit).min(grid.len() - 1);
        let line = &mut grid[row];
        let is_free = line[column.saturating_sub(1)..(column + 4).min(WIDTH)].iter().all(|letter| *letter == ' ');
        if is_free {
            names.code(blocs.members[member]).chars().zip(column..WIDTH).for_each(|(letter, at)| line[at] = letter);
        } else if let Some(at) = (column..column + 3).find(|at| line[*at] == ' ') {
            line[at] = char::from_digit(blocs.of[member] as u32 + 1, 36).unwrap_or('+');
        }
    }
    grid.into_iter().map(|line| line.iter().collect::<String>().trim_end().to_owned()).collect()
}

/// How many letters or lines a length takes.
#[allow(clippy::cast_sign_loss)] // lengths are not negative
fn steps(length: f64, unit: f64) -> usize {
    (length / unit).round() as usize
}

/// What machines call an axis, with the axis.
type Row<'q> = (&'static str, &'q Axis);

pub(super) fn layout_of_axes<'q>() -> Layout<'q, Row<'q>> {
    const AXIS: Spec = Spec::code("axis", "x, y", "The axis of the map.");
    const SHARE: Spec = Spec::share(
        "share",
        "How much of the distances it holds: the square of its eigenvalue as a share of all (Mardia 1978).",
    );
    const TOPIC: Spec = Spec::text("topic", "The topic, of five roll calls or more, that goes with it most.");
    const CORRELATION: Spec = Spec::decimal(
        "correlation",
        "-1 to 1",
        "Of the members' places and mean positions (yes 1, no -1) on the topic.",
    );
    const ROLL_CALLS: Spec = Spec::number("roll_calls", "roll calls", "Those on the topic.");
    Layout::for_machines("axes", "an axis of the map")
        .when("with --map")
        .machines(AXIS, |row: &Row<'_>, _| row.0.into())
        .machines(SHARE, |row, _| row.1.share.into())
        .machines(TOPIC, |row, _| row.1.topic.as_ref().map(|(topic, ..)| topic.as_str()).into())
        .machines(CORRELATION, |row, _| row.1.topic.as_ref().map(|one| one.1).into())
        .machines(ROLL_CALLS, |row, _| row.1.topic.as_ref().map(|one| one.2).into())
}
