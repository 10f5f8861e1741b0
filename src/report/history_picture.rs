//! A member's record through the years as a picture: how often it voted as others did, a line for each of them.

use super::chart::{Bars, Chart, Line, Point, Unit};
use super::history_rows::HistoryQuestion;
use super::line_picture::{FEW, counted, ends_told, pictured, when};
use super::picture::Picture;
use super::{Names, agreement::selected, words};
use crate::analysis::counted::Counted;
use crate::analysis::history::{By, Key, Row};
use crate::record::Session;

/// The picture of a member's record by year or session; none where it has no vote beside another's.
pub(crate) fn of_history(names: Names<'_>, rows: &[Row], question: &HistoryQuestion) -> Option<Picture> {
    let rows: Vec<(i16, &Row)> = rows.iter().filter_map(|row| Some((place(&row.key)?, row))).collect();
    let lines: Vec<Line> = match question.with.len() {
        0 => vec![with_most(&rows)],
        many => (0..many).map(|at| with(&rows, question, at)).collect(),
    };
    let lines: Vec<Line> = lines.into_iter().filter(|line| !line.points.is_empty()).collect();
    let at = lines.iter().filter_map(Line::last).map(|point| point.at).max()?;
    let by_year = question.by == By::Year;
    let (name, when) = (names.name(question.member), when(by_year, at));
    let ends: Vec<(&str, &Point)> =
        lines.iter().filter_map(|line| Some((line.names[0].as_str(), line.last()?))).collect();
    let title = match (question.with.as_slice(), ends.as_slice()) {
        ([], [(_, last)]) => {
            format!("{name}: with the majority of the others in {} of votes in {when}", Unit::Share.told(last.value))
        }
        (_, [(other, last)]) => {
            format!("{name} and {other}: {} of votes identical in {when}", Unit::Share.told(last.value))
        }
        _ => format!("Votes identical with {name} in {when}: {}", ends_told(Unit::Share, at, &ends)),
    };
    let by = if by_year { "by calendar year" } else { "by regular session" };
    let what = if question.with.is_empty() {
        "in which it took the position that most of the others took"
    } else {
        "in which both voted the same; of a group the mean over its members"
    };
    let selected = selected(&question.selected).map_or_else(String::new, |selected| format!(". {selected}"));
    let subtitle = format!("Share of votes in the {} {what}, {by}{}{selected}", question.body, of_bands(&lines));
    let bars = match lines.as_slice() {
        [_] => bars(&rows, question, &when),
        _ => None,
    };
    pictured(title, subtitle, Chart { unit: Unit::Share, lines, bars, ..Chart::default() }, Vec::new(), by_year)
}

/// What the bands are, where there are any.
fn of_bands(lines: &[Line]) -> &'static str {
    let has_intervals = lines.iter().flat_map(|line| &line.points).any(|point| point.interval.is_some());
    if has_intervals && lines.len() <= 3 { "; band: 95% interval" } else { "" }
}

const fn place(key: &Key) -> Option<i16> {
    match key {
        Key::Year(year) => Some(*year),
        Key::Session(Session::Regular(number)) => Some(*number as i16),
        _ => None,
    }
}

/// The votes behind each point of the only line.
fn bars(rows: &[(i16, &Row)], question: &HistoryQuestion, when: &str) -> Option<Bars> {
    let votes = |row: &Row| of_row(row, question).of;
    let counts: Vec<(i16, u32)> = rows.iter().map(|(at, row)| (*at, votes(row))).filter(|one| one.1 > 0).collect();
    let what = if question.with.is_empty() { "Votes" } else { "Votes in common" };
    Some(Bars { words: [what.to_owned(), format!("{} in {when}", counts.last()?.1)], counts })
}

fn of_row(row: &Row, question: &HistoryQuestion) -> Counted {
    if question.with.is_empty() { row.counts.majority.counted } else { row.counts.with[0].counted }
}

fn with_most(rows: &[(i16, &Row)]) -> Line {
    let point = |(at, row): &(i16, &Row)| counted(*at, row.counts.majority.counted);
    let name = "the majority of the others";
    Line { names: [name.to_owned(), name.to_owned()], colour: 1, points: rows.iter().filter_map(point).collect() }
}

/// How often it voted as one of those did with whom it is compared.
fn with(rows: &[(i16, &Row)], question: &HistoryQuestion, at: usize) -> Line {
    let is_one = question.references.with[at].only_member().is_some();
    let point = |(key, row): &(i16, &Row)| {
        let (value, of) = (row.identical[at].share?, row.counts.with[at].counted);
        if is_one {
            return counted(*key, of);
        }
        let said = format!(
            "{key}: {} of {}, the mean of {}",
            words::percent(value),
            words::count(of.of, "vote"),
            words::count(row.identical[at].members, "member")
        );
        Some(Point { at: *key, value, interval: None, is_firm: of.of >= FEW, said })
    };
    let called = &question.with[at];
    Line {
        names: [called.name.clone(), called.code.clone()],
        colour: at,
        points: rows.iter().filter_map(point).collect(),
    }
}
