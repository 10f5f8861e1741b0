//! More lines than there are colours: a small chart for each, with the others in grey behind it.

use super::Canvas;
use super::axis::{Frame, marks};
use super::traces::{path, runs, stroked, years};
use crate::render::letters;
use crate::render::scene::{Anchor, Shape, Style};
use crate::report::chart::{Chart, Line};
use crate::report::picture::Role;

/// Lines behind each chart, at the most; of more it has the room from the least to the most of all.
const BEHIND: usize = 12;

/// Draws a small chart for each line.
pub(super) fn draw(canvas: &mut Canvas, chart: &Chart, span: [i16; 2], values: [f64; 2]) {
    let size = canvas.label() - 1.0;
    let marks = marks(chart.unit, values, 2);
    let ends = [marks.first().map_or(0.0, |one| one.0), marks.last().map_or(1.0, |one| one.0)];
    let [low, high] = [marks.first(), marks.last()].map(|mark| mark.map_or_else(String::new, |mark| mark.1.clone()));
    let left = letters::width(&low, size, false).max(letters::width(&high, size, false)) + 6.0;
    let (across, gap) = (if canvas.is_wide { 3 } else { 2 }, canvas.pick(22.0, 16.0));
    let width = (canvas.room() - left - gap * (across - 1) as f64) / across as f64;
    let height = canvas.pick(84.0, 64.0);
    for (row, lines) in chart.lines.chunks(across).enumerate() {
        let top = canvas.y + size * 1.6;
        for (column, line) in lines.iter().enumerate() {
            let x = canvas.margin + left + column as f64 * (width + gap);
            let frame = Frame { rect: [x, top, width, height], span, ends };
            one(canvas, &frame, chart, row * across + column);
            head(canvas, &frame, chart, line, size);
            if column == 0 {
                for (value, label) in [(ends[0], &low), (ends[1], &high)] {
                    let y = frame.y(value) + size * 0.35;
                    canvas.write(label, [x - 6.0, y], (size, false), Anchor::End, Role::Muted);
                }
            }
            years(canvas, &frame, size, [x - 6.0, x + width + 6.0]);
        }
        canvas.y = top + height + size * 2.6;
    }
}

/// The name of a line and its last value, above its chart.
fn head(canvas: &mut Canvas, frame: &Frame, chart: &Chart, line: &Line, size: f64) {
    let [left, top, width, _] = frame.rect;
    let value = line.last().map_or_else(String::new, |point| chart.unit.told(point.value));
    let room = width - letters::width(&value, size, true) - 8.0;
    let fits = |name: &&String| letters::width(name, size, true) <= room;
    let name = line.names.iter().find(fits).cloned();
    let name = name.unwrap_or_else(|| letters::cut(&line.names[1], size, true, room));
    canvas.write(&name, [left, top - 6.0], (size, true), Anchor::Start, Role::Ink);
    canvas.write(&value, [left + width, top - 6.0], (size, true), Anchor::End, Role::Line(1));
}

/// One of the charts.
fn one(canvas: &mut Canvas, frame: &Frame, chart: &Chart, at: usize) {
    let [left, right] = [frame.rect[0], frame.far()[0]];
    for value in frame.ends {
        let y = frame.y(value);
        canvas.scene.line([left, y, right, y], Role::Axis, 1.0);
    }
    if chart.lines.len() <= BEHIND {
        for (_, other) in chart.lines.iter().enumerate().filter(|(other, _)| *other != at) {
            for run in runs(&other.points, chart.goes_on).filter(|run| run.len() > 1) {
                let steps = path(run.iter().map(|point| [frame.x(point.at), frame.y(point.value)]));
                canvas.scene.add(Shape::Path(steps), Role::Grid, Style::Stroke(1.0));
            }
        }
    } else {
        reach(canvas, frame, chart);
    }
    let line = &chart.lines[at];
    stroked(canvas, frame, line, Role::Line(1), 1.8, chart.goes_on);
    for run in runs(&line.points, chart.goes_on) {
        let [only] = run else { continue };
        canvas.scene.circle([frame.x(only.at), frame.y(only.value), 1.6], Role::Line(1)).titled(only.said.clone());
    }
    if let Some(last) = line.last() {
        canvas.scene.circle([frame.x(last.at), frame.y(last.value), 2.6], Role::Line(1)).titled(last.said.clone());
    }
}

/// From the least to the most of all lines in each year.
fn reach(canvas: &mut Canvas, frame: &Frame, chart: &Chart) {
    let width = (frame.pitch() * 0.9).min(24.0);
    for year in frame.span[0]..=frame.span[1] {
        let values = chart.lines.iter().flat_map(|line| &line.points).filter(|point| point.at == year);
        let ends = values.fold(None, |ends: Option<[f64; 2]>, point| {
            let [low, high] = ends.unwrap_or([point.value; 2]);
            Some([low.min(point.value), high.max(point.value)])
        });
        if let Some([low, high]) = ends {
            let (top, bottom) = (frame.y(high), frame.y(low));
            let rect = [frame.x(year) - width / 2.0, top, width, (bottom - top).max(1.0), 0.0];
            canvas.scene.rect(rect, Role::Grid);
        }
    }
}
