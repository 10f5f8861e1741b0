//! Agreement through the years as a picture: a line with its intervals, what it was between turning points, and how many
//! votes each year rests on.

use super::agreement::{both_named, meaning, selected};
use super::chart::{Bars, Chart, Level, Line, Point, Unit};
use super::compare::Question;
use super::picture::{Panel, Picture};
use super::{Names, words};
use crate::analysis::agreement::Measure;
use crate::analysis::compare::{By, Compared, Comparison, Row, RowKey};
use crate::analysis::counted::Counted;
use crate::analysis::turning::Turn;
use crate::members::order::InOrder as _;
use crate::record::{Body, Record, RollCallId, Session};

/// The kinds of picture of agreement through the years.
pub(crate) const KINDS: [&str; 1] = ["lines"];
/// Votes below which a share is told by its counts, and a line is dashed.
pub(crate) const FEW: u32 = 10;

/// The picture of a comparison by year or session; none where fewer than one has a value. `turns` are those of agreement.
pub(crate) fn of_comparison(
    record: &Record, found: &Comparison, question: &Question<'_>, turns: &[Turn], conditions: &[String],
) -> Option<Picture> {
    let sides = question.sides;
    let names = Names::new(record, question.official).over(found.ids.iter().copied());
    let [first, second] = [sides.first, sides.second].map(|side| names.list(side));
    let both = both_named(&first, &second);
    let rows: Vec<(i16, &Row)> = found.rows.iter().filter_map(|row| Some((place(&row.key)?, row))).collect();
    let points: Vec<Point> = rows.iter().filter_map(|(at, row)| point(sides.measure, *at, &row.compared)).collect();
    let (at, last) = rows.iter().rev().find(|(_, row)| row.compared.value.is_some())?;
    let is_by_year = question.by == Some(By::Year);
    let when = when(is_by_year, *at);
    let title = format!("{both}: {} in {when}", finding(sides.measure, sides.are_members(), &last.compared));
    let bars = Bars {
        words: ["Votes in common".to_owned(), format!("{} in {when}", last.compared.votes)],
        counts: rows.iter().map(|(at, row)| (*at, row.compared.votes)).collect(),
    };
    let subtitle = subtitle(question, points.iter().any(|point| point.interval.is_some()), conditions);
    let valued = rows.iter().filter(|(_, row)| row.compared.value.is_some());
    let keys: Vec<(i16, Counted)> = valued.map(|(at, row)| (*at, of_positions(&row.compared))).collect();
    let levels = levels(&keys, turns);
    let codes = [sides.first, sides.second].map(|side| side.codes(record.members()));
    let mut note = of_turns(turns, &format!("unvote turning {} --with {}", codes[0], codes[1]));
    note.extend(of_special(found));
    let turns = turns.iter().map(|turn| turn.year).collect();
    let lines = vec![Line { names: [both.clone(), both], colour: 1, points }];
    let chart = Chart { unit: unit(sides.measure), lines, turns, levels, bars: Some(bars), goes_on: false };
    pictured(title, subtitle, chart, note, is_by_year)
}

/// The picture of a chart, with all its figures in words; none without a point. Years, or sessions, that an only line has no
/// value for are named, and which lines are dashed.
pub(crate) fn pictured(
    title: String, subtitle: String, chart: Chart, mut note: Vec<String>, by_year: bool,
) -> Option<Picture> {
    chart.span()?;
    let description = described(&title, &subtitle, &chart);
    if let ([line], false) = (chart.lines.as_slice(), chart.goes_on) {
        let what = chart.bars.as_ref().map_or_else(|| "votes".to_owned(), |bars| bars.words[0].to_lowercase());
        note.extend(of_gaps(&line.points, &what, by_year));
    }
    if chart.lines.iter().any(|line| line.points.iter().any(|point| !point.is_firm)) {
        note.push(format!("Dashed: fewer than {FEW} votes."));
    }
    note.retain(|sentence| !sentence.is_empty());
    Some(Picture { title, subtitle, description, panels: vec![Panel::Chart(chart)], note: note.join(" ") })
}

/// A picture of the last of several holders of a seat, which says from when on it is.
pub(crate) fn of_last_holder(picture: Picture, record: &Record, ids: &[RollCallId]) -> Picture {
    let day = record.days(ids.iter().copied()).map_or_else(String::new, |(first, _)| words::day(first));
    let note = format!("From {day} on: before, another held the seat. {}", picture.note);
    Picture { note, ..picture }
}

/// A year, or a session, in a title.
pub(crate) fn when(by_year: bool, at: i16) -> String {
    if by_year { at.to_string() } else { format!("session {at}") }
}

/// The last values of several lines in words, the largest first: of many the largest and the least. Lines that end before
/// this year, or session, are left out.
pub(crate) fn ends_told(unit: Unit, at: i16, ends: &[(&str, &Point)]) -> String {
    let mut ends: Vec<&(&str, &Point)> = ends.iter().filter(|(_, point)| point.at == at).collect();
    ends.in_order(|a, b| b.1.value.total_cmp(&a.1.value));
    match ends.as_slice() {
        [(first, high), .., (last, low)] if ends.len() > 4 => {
            format!("{first} most ({}), {last} least ({})", unit.told(high.value), unit.told(low.value))
        }
        _ => {
            let told: Vec<String> =
                ends.iter().map(|(name, point)| format!("{name} {}", unit.told(point.value))).collect();
            words::and(&told)
        }
    }
}

/// A share of votes in a year, with its interval.
pub(crate) fn counted(at: i16, counted: Counted) -> Option<Point> {
    let (value, interval) = (counted.share()?, counted.interval());
    let ends = interval.map_or_else(String::new, |ends| of_interval(Unit::Share, ends));
    let said = format!("{at}: {} of {}{ends}", words::percent(value), words::count(counted.of, "vote"));
    Some(Point { at, value, interval, is_firm: counted.of >= FEW, said })
}

fn of_interval(unit: Unit, (low, high): (f64, f64)) -> String {
    format!(" (95% interval {} to {})", unit.told(low), unit.told(high))
}

/// What the values of a measure are.
const fn unit(measure: Measure) -> Unit {
    if measure.is_share() { Unit::Share } else { Unit::Index }
}

/// Where a row stands: its year, or the number of its regular session.
pub(crate) const fn place(key: &RowKey) -> Option<i16> {
    match key {
        RowKey::Year(year) => Some(*year),
        RowKey::Session(Session::Regular(number)) => Some(*number as i16),
        _ => None,
    }
}

fn of_positions(compared: &Compared) -> Counted {
    Counted::new(compared.positions.identical(), compared.positions.votes())
}

fn point(measure: Measure, at: i16, compared: &Compared) -> Option<Point> {
    let (value, unit) = (compared.value?, unit(measure));
    let interval = compared
        .interval
        .map_or_else(String::new, |(low, high)| format!(" (95% interval {} to {})", unit.told(low), unit.told(high)));
    let said = format!("{at}: {} of {}{interval}", unit.told(value), words::count(compared.votes, "vote"));
    Some(Point { at, value, interval: compared.interval, is_firm: true, said })
}

/// The figures of the last year, as a title tells them: few votes are counted.
fn finding(measure: Measure, are_members: bool, compared: &Compared) -> String {
    let value = compared.value.map_or_else(String::new, |value| unit(measure).told(value));
    let positions = compared.positions;
    match measure {
        Measure::Identical if are_members && compared.votes < FEW => {
            format!("{} of {} identical", positions.identical(), words::count(compared.votes, "vote"))
        }
        Measure::Identical => format!("{value} of votes identical"),
        _ => format!("{} {value}", measure.name()),
    }
}

/// What is measured, in which votes, and what the band is.
fn subtitle(question: &Question<'_>, has_band: bool, conditions: &[String]) -> String {
    let sides = question.sides;
    let body = question.body.map_or("General Assembly and Security Council", Body::name);
    let mean = if sides.are_members() { "" } else { ", the mean over the pairs of their members" };
    let what = match sides.measure {
        Measure::Identical => format!("Share of votes in the {body} in which both voted the same{mean}"),
        measure => format!("{} ({body}){mean}", words::capitalized(meaning(measure))),
    };
    let by = if question.by == Some(By::Session) { "by regular session" } else { "by calendar year" };
    let band = match (has_band, question.bootstrap) {
        (false, _) => "",
        (true, None) => "; band: 95% interval",
        (true, Some(_)) => "; band: 95% interval of draws",
    };
    let selected = selected(conditions).map_or_else(String::new, |selected| format!(". {selected}"));
    format!("{what}, {by}{band}{selected}")
}

/// The share of identical votes in each time between turns.
pub(crate) fn levels(keys: &[(i16, Counted)], turns: &[Turn]) -> Vec<Level> {
    let level = |years: &[(i16, Counted)]| {
        let (first, last) = (years.first()?.0, years.last()?.0);
        let value = years.iter().map(|one| &one.1).sum::<Counted>().share()?;
        let words = [format!("{} agreed", words::percent(value)), format!("{first}\u{2013}{last}")];
        (first < last).then_some(Level { span: [first, last], value, words })
    };
    let is_turn = |year: i16| turns.iter().any(|turn| turn.year == year);
    let parts = keys.chunk_by(|_, next| !is_turn(next.0));
    // Without a turn the mean of all years would say nothing that the line does not.
    if turns.is_empty() { Vec::new() } else { parts.filter_map(level).collect() }
}

/// All figures in sentences.
fn described(title: &str, subtitle: &str, chart: &Chart) -> String {
    let levels: Vec<String> = chart.levels.iter().map(|level| level.words.join(" in ")).collect();
    let levels = if levels.is_empty() { String::new() } else { format!(" {}.", words::and(&levels)) };
    let told = |line: &Line| {
        let said: Vec<&str> = line.points.iter().map(|point| point.said.as_str()).collect();
        let name = if chart.lines.len() > 1 { format!("{}: ", line.names[0]) } else { String::new() };
        format!(" {name}{}.", said.join("; "))
    };
    format!("{title}. {subtitle}.{levels}{}", chart.lines.iter().map(told).collect::<String>())
}

/// What the turning points are, and the command that tells more of them.
pub(crate) fn of_turns(turns: &[Turn], command: &str) -> Vec<String> {
    let Some(p) = turns.iter().map(|turn| turn.p).reduce(f64::max) else { return Vec::new() };
    let years: Vec<String> = turns.iter().map(|turn| turn.year.to_string()).collect();
    let points = if turns.len() == 1 { "Turning point" } else { "Turning points" };
    let p = match turns.len() {
        1 => words::p_in_words(p),
        _ if p < 0.001 => "p < 0.001".to_owned(),
        _ => format!("p at most {p:.3}"),
    };
    vec![format!("{points} {}: {p}, years or meeting days permuted ({command}).", words::and(&years))]
}

/// The years or sessions between the first and the last point that have none.
fn of_gaps(points: &[Point], what: &str, by_year: bool) -> Option<String> {
    let between = points.windows(2).flat_map(|pair| pair[0].at + 1..pair[1].at);
    let gaps: Vec<i16> = between.collect();
    let when = if by_year { "" } else { "session " };
    (!gaps.is_empty()).then(|| format!("No {what} in {when}{}.", words::years(&gaps)))
}

/// The special sessions, which have no place among the regular ones.
fn of_special(found: &Comparison) -> Option<String> {
    let special = |row: &Row| match &row.key {
        RowKey::Session(session) if place(&row.key).is_none() => Some(session.to_string()),
        _ => None,
    };
    let special: Vec<String> = found.rows.iter().filter_map(special).collect();
    (!special.is_empty()).then(|| format!("Not drawn: {}.", words::and(&special)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_lines_are_told_from_the_largest_and_of_many_the_first_and_the_last() {
        let point = |at, value| Point { at, value, interval: None, is_firm: true, said: String::new() };
        let points = [point(2025, 0.053), point(2025, 0.775), point(2025, 0.868), point(2024, 0.9)];
        let names = ["United States", "European Union", "China", "South Sudan"];
        let mut ends: Vec<(&str, &Point)> = names.into_iter().zip(&points).collect();
        // The last of these ended the year before.
        let told = ends_told(Unit::Share, 2025, &ends);
        assert_eq!(told, "China 86.8%, European Union 77.5% and United States 5.3%");
        let more = [point(2025, 0.5), point(2025, 0.6)];
        ends.extend(["France", "India"].into_iter().zip(&more));
        assert_eq!(ends_told(Unit::Share, 2025, &ends), "China most (86.8%), United States least (5.3%)");
    }

    #[test]
    fn a_share_is_told_with_its_votes_and_few_are_not_firm() {
        // Wilson's interval of 1 of 2 is 9.5% to 90.5% (Newcombe 1998 gives the formula; worked out by hand).
        let point = counted(2014, Counted::new(1_u32, 2_u32)).expect("a point");
        assert_eq!(point.said, "2014: 50.0% of 2 votes (95% interval 9.5% to 90.5%)");
        assert!(!point.is_firm && counted(2014, Counted::new(10_u32, 10_u32)).is_some_and(|point| point.is_firm));
        assert!(counted(2014, Counted::default()).is_none());
    }
}
