//! Agreement through the years with all turning points of a member, as a picture.

use super::agreement::selected;
use super::chart::{Bars, Chart, Line, Point, Unit};
use super::line_picture::{counted, levels, of_turns, pictured};
use super::picture::Picture;
use super::turning::{Found, TurningQuestion};
use super::{Names, words};
use crate::analysis::counted::Counted;

/// The picture of a member's turns.
pub(crate) fn of_turning(names: Names<'_>, found: &Found, question: &TurningQuestion) -> Option<Picture> {
    let points: Vec<Point> = found.years.iter().filter_map(|year| counted(year.year, year.counted)).collect();
    let points: Vec<Point> = points.into_iter().map(|point| Point { is_firm: true, ..point }).collect();
    let last = points.last()?;
    let (name, other) = (names.name(question.member), question.reference_name.as_str());
    let title = format!("{name} and {other}: {} of votes identical in {}", words::percent(last.value), last.at);
    let selected = selected(&question.selected).map_or_else(String::new, |selected| format!(". {selected}"));
    let subtitle = format!(
        "Share of votes in the {} in which both took the same position, by calendar year; band: 95% interval{selected}",
        question.body
    );
    let keys: Vec<(i16, Counted)> = found.years.iter().map(|year| (year.year, year.counted)).collect();
    let counts: Vec<(i16, u32)> = keys.iter().map(|(year, counted)| (*year, counted.of)).collect();
    let bars = counts
        .last()
        .map(|last| format!("{} in {}", last.1, last.0))
        .map(|last| Bars { words: ["Votes in common".to_owned(), last], counts });
    let turns = found.turns.iter().map(|turn| turn.year).collect();
    let levels = levels(&keys, &found.turns);
    let lines = vec![Line { names: [name.to_owned(), name.to_owned()], colour: 1, points }];
    let with = if question.reference == "majority" {
        String::new()
    } else {
        format!(" --with {}", words::quoted(&question.reference))
    };
    let asked = format!("unvote turning {}{with}", names.code(question.member));
    let note = of_turns(&found.turns, &asked);
    pictured(title, subtitle, Chart { unit: Unit::Share, lines, turns, levels, bars, goes_on: false }, note, true)
}
