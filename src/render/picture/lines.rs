//! Values through the years as lines, each labelled at its end; turning points, intervals, and bars of what the points
//! rest on.

use super::apart::apart;
use super::axis::{Frame, marks};
use super::traces::{path, runs, stroked, years};
use super::{Canvas, levels, multiples};
use crate::render::letters;
use crate::render::scene::{Anchor, Shape, Step, Style, Text};
use crate::report::chart::{Bars, Chart, Line, Point, Unit};
use crate::report::picture::Role;

/// Lines that have bands, at the most: more would hide one another.
const BANDS: usize = 3;
/// Lines in one chart, at the most: each has a colour of its own.
const TOGETHER: usize = 6;
/// The widest that a bar or the band of one point is.
const WIDEST: f64 = 24.0;

/// Draws the chart.
pub(super) fn draw(canvas: &mut Canvas, chart: &Chart) {
    let Some(span) = chart.span() else { return };
    let values = ends(chart);
    if chart.lines.len() > TOGETHER {
        return multiples::draw(canvas, chart, span, values);
    }
    let height = canvas.pick(300.0, 250.0);
    let labels = labels(canvas, &chart.lines, chart);
    let right = labels.iter().map(|label| letters::width(label, canvas.label(), true)).fold(0.0, f64::max);
    let right = right + if chart.lines.len() > 1 { LEADER } else { 10.0 };
    turning_years(canvas, chart, |canvas| frame(canvas, chart, values, span, height, right));
    let frame = frame(canvas, chart, values, span, height, right);
    grid(canvas, chart, &frame);
    for line in chart.lines.iter().filter(|_| chart.lines.len() <= BANDS) {
        let (role, style) =
            if chart.lines.len() == 1 { (Role::Interval, Style::Fill) } else { (role(line), Style::Pale) };
        runs(&line.points, chart.goes_on).for_each(|run| band(canvas, &frame, run, role, style));
    }
    for turn in &chart.turns {
        let x = frame.before(*turn);
        let line = Shape::Line([x, frame.rect[1] - 4.0, x, frame.far()[1]]);
        canvas.scene.add(line, Role::Turning, Style::Dashed(1.5)).titled(format!("Turning point: {turn}"));
    }
    for line in &chart.lines {
        drawn(canvas, &frame, line, role(line), chart.goes_on);
    }
    let left_over = levels::draw(canvas, &frame, chart);
    named(canvas, &frame, chart, &labels);
    canvas.y = frame.far()[1] + canvas.label() * 1.9;
    if !left_over.is_empty() {
        canvas.paragraph(&left_over, (canvas.label(), false), Role::Muted, 6);
        canvas.y += 4.0;
    }
    if let Some(bars) = &chart.bars {
        canvas.y += 10.0;
        counted(canvas, &frame, chart, bars);
    }
}

/// The colour of a line.
fn role(line: &Line) -> Role {
    Role::Line(u8::try_from(line.colour).unwrap_or(u8::MAX).min(5))
}

/// The least and the largest value, intervals with them where they are drawn; counts from 0.
fn ends(chart: &Chart) -> [f64; 2] {
    let has_bands = chart.lines.len() <= BANDS;
    let points = chart.lines.iter().flat_map(|line| &line.points);
    let reach = |point: &Point| point.interval.filter(|_| has_bands).unwrap_or((point.value, point.value));
    let start = if chart.unit == Unit::Count { [0.0, 0.0] } else { [f64::MAX, f64::MIN] };
    points.fold(start, |[least, most], point| {
        let (low, high) = reach(point);
        [least.min(low).min(point.value), most.max(high).max(point.value)]
    })
}

/// What is free between the left edge and the right one.
fn frame(canvas: &Canvas, chart: &Chart, values: [f64; 2], span: [i16; 2], height: f64, right: f64) -> Frame {
    let marks = marks(chart.unit, values, 5);
    let wide = |(_, label): &(f64, String)| letters::width(label, canvas.label(), false);
    let left = marks.iter().map(wide).fold(0.0, f64::max) + 8.0;
    let ends = [marks.first().map_or(0.0, |one| one.0), marks.last().map_or(1.0, |one| one.0)];
    let rect = [canvas.margin + left, canvas.y, (canvas.room() - left - right).max(40.0), height];
    Frame { rect, span, ends }
}

/// Draws the marks of both axes.
pub(super) fn grid(canvas: &mut Canvas, chart: &Chart, frame: &Frame) {
    let size = canvas.label();
    let [left, _, width, _] = frame.rect;
    let [right, bottom] = frame.far();
    let marks = marks(chart.unit, frame.ends, 5);
    for (value, _) in &marks {
        let y = frame.y(*value);
        let role = if y >= bottom - 0.5 || *value == 0.0 { Role::Axis } else { Role::Grid };
        canvas.scene.line([left, y, left + width, y], role, 1.0);
    }
    for (value, label) in marks {
        let y = frame.y(value);
        canvas.write(&label, [left - 8.0, y + size * 0.35], (size, false), Anchor::End, Role::Muted);
    }
    years(canvas, frame, size, [left - 8.0, right + 12.0]);
}

/// Writes the years of turning points above the frame, none upon another; those that have no room for it are left to the
/// dashes and their titles.
fn turning_years(canvas: &mut Canvas, chart: &Chart, frame: impl Fn(&Canvas) -> Frame) {
    if chart.turns.is_empty() {
        return;
    }
    let size = canvas.label();
    let words: Vec<String> = chart.turns.iter().map(ToString::to_string).collect();
    let sizes: Vec<f64> = words.iter().map(|word| letters::width(word, size, true) + 6.0).collect();
    let above = frame(canvas);
    let wanted: Vec<f64> = chart.turns.iter().map(|turn| above.before(*turn)).collect();
    let edges = [canvas.margin, canvas.margin + canvas.room()];
    canvas.y += size;
    if sizes.iter().sum::<f64>() <= canvas.room() {
        for (x, word) in apart(&wanted, &sizes, edges).into_iter().zip(&words) {
            canvas.write(word, [x, canvas.y], (size, true), Anchor::Middle, Role::Turning);
        }
    }
    canvas.y += 10.0;
}

/// Draws the intervals of a part of a line.
fn band(canvas: &mut Canvas, frame: &Frame, run: &[Point], role: Role, style: Style) {
    let ends: Vec<[f64; 3]> = run
        .iter()
        .filter_map(|point| point.interval.map(|(low, high)| [frame.x(point.at), frame.y(low), frame.y(high)]))
        .collect();
    if let [[x, low, high]] = ends.as_slice() {
        let width = (frame.pitch() * 0.6).min(WIDEST / 2.0);
        canvas.scene.add(Shape::Rect([x - width / 2.0, *high, width, low - high, 0.0]), role, style);
    }
    if ends.len() > 1 {
        let there = ends.iter().map(|[x, _, high]| [*x, *high]);
        let back = ends.iter().rev().map(|[x, low, _]| [*x, *low]);
        let mut steps = path(there.chain(back));
        steps.push(Step::Close);
        canvas.scene.add(Shape::Path(steps), role, style);
    }
}

/// Draws a line: dashed where it rests on few votes, with a dot where it begins and ends, or for each point of the only one.
fn drawn(canvas: &mut Canvas, frame: &Frame, line: &Line, role: Role, goes_on: bool) {
    stroked(canvas, frame, line, role, 2.0, goes_on);
    let radius = (frame.pitch() * 0.32).clamp(1.2, 2.4);
    for run in runs(&line.points, goes_on) {
        for point in run {
            let is_last = line.last().is_some_and(|last| last.at == point.at);
            let radius = if is_last { 3.5 } else { radius };
            canvas.scene.circle([frame.x(point.at), frame.y(point.value), radius], role).titled(point.said.clone());
        }
    }
}

/// The room between a chart and the names of its lines.
const LEADER: f64 = 20.0;

/// What stands at the end of each line: the value of an only one; of several the name with the value, as there is room.
fn labels(canvas: &Canvas, lines: &[Line], chart: &Chart) -> Vec<String> {
    let size = canvas.label();
    let value = |line: &Line| line.last().map_or_else(String::new, |point| chart.unit.told(point.value));
    if let [line] = lines {
        return vec![value(line)];
    }
    let room = canvas.room() * canvas.pick(0.32, 0.36);
    let one = |line: &Line| {
        let value = value(line);
        let fits = |name: &str| letters::width(&format!("{name} {value}"), size, true) <= room;
        let name = line.names.iter().find(|name| fits(name)).cloned();
        let behind = letters::width(&format!(" {value}"), size, true);
        let name = name.unwrap_or_else(|| letters::cut(&line.names[1], size, true, room - behind));
        format!("{name} {value}")
    };
    lines.iter().map(one).collect()
}

/// Writes what stands at the end of each line, as near to it as may be, joined to it where it is moved.
fn named(canvas: &mut Canvas, frame: &Frame, chart: &Chart, labels: &[String]) {
    let (size, right) = (canvas.label(), frame.far()[0]);
    let ends: Vec<&Point> = chart.lines.iter().filter_map(Line::last).collect();
    let wanted: Vec<f64> = ends.iter().map(|point| frame.y(point.value)).collect();
    let edges = [frame.rect[1] - size * 0.6, frame.far()[1] + size * 0.6];
    let found = apart(&wanted, &vec![size * 1.25; wanted.len()], edges);
    let is_only = labels.len() == 1;
    for ((label, y), (line, point)) in labels.iter().zip(&found).zip(chart.lines.iter().zip(&ends)) {
        let is_turn = is_only && chart.turns.contains(&point.at);
        let role = if is_turn { Role::Turning } else { role(line) };
        if is_turn {
            canvas.scene.circle([frame.x(point.at), frame.y(point.value), 4.0], role).titled(point.said.clone());
        }
        let (end, leader) = ([frame.x(point.at) + 5.0, frame.y(point.value)], right + LEADER - 4.0);
        if point.at == frame.span[1] && !is_only {
            canvas.scene.line([end[0], end[1], leader, *y], role, 1.0);
        }
        let left = if is_only { right + 10.0 } else { right + LEADER };
        let text = Text { at: [left, y + size * 0.35], size, is_bold: true, words: label.clone(), ..Text::default() };
        canvas.scene.text(text.set_within(canvas.margin + canvas.room() - left), role);
    }
}

/// Draws the bars below the chart, those of turning points in their colour.
fn counted(canvas: &mut Canvas, frame: &Frame, chart: &Chart, bars: &Bars) {
    let size = canvas.label();
    let [name, last] = &bars.words;
    let right = canvas.margin + canvas.room();
    canvas.y += size;
    canvas.write(name, [canvas.margin, canvas.y], (size, false), Anchor::Start, Role::Muted);
    canvas.write(last, [right, canvas.y], (size, false), Anchor::End, Role::Muted);
    canvas.y += 8.0;
    let (height, most) = (canvas.pick(40.0, 34.0), bars.counts.iter().map(|one| one.1).max().unwrap_or(1).max(1));
    let bottom = canvas.y + height;
    let width = (frame.pitch() * 0.72).min(WIDEST);
    for (year, count) in &bars.counts {
        let high = f64::from(*count) / f64::from(most) * height;
        let role = if chart.turns.contains(year) { Role::Turning } else { Role::Context };
        let left = frame.x(*year) - width / 2.0;
        canvas.scene.rect([left, bottom - high, width, high, 0.0], role).titled(format!("{year}: {count}"));
    }
    canvas.scene.line([frame.rect[0], bottom, frame.far()[0], bottom], Role::Axis, 1.0);
    canvas.y = bottom + 2.0;
}
