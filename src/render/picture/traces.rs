//! What charts of lines are made of, large and small ones: the parts of a line, and the years below.

use super::Canvas;
use super::axis::{Frame, labelled};
use crate::render::letters;
use crate::render::scene::{Anchor, Shape, Step, Style};
use crate::report::chart::{Line, Point};
use crate::report::picture::Role;

/// Draws the labels of years, none of them beyond these edges.
pub(super) fn years(canvas: &mut Canvas, frame: &Frame, size: f64, [left, right]: [f64; 2]) {
    let bottom = frame.far()[1];
    let these = labelled(frame.span, frame.pitch(), size);
    for x in these.iter().map(|year| frame.x(*year)) {
        canvas.scene.line([x, bottom, x, bottom + 4.0], Role::Axis, 1.0);
    }
    for year in these {
        let (x, text) = (frame.x(year), year.to_string());
        let half = letters::width(&text, size, false) / 2.0;
        let middle = x.max(left + half).min(right.max(left + half) - half);
        // A year that would have to move far might come to stand upon the next.
        if (middle - x).abs() > size * 0.6 {
            continue;
        }
        canvas.write(&text, [middle, bottom + 7.0 + size], (size, false), Anchor::Middle, Role::Muted);
    }
}

/// The points of a line in parts that are drawn through: where a year has no value, a part ends.
pub(super) fn runs(points: &[Point], goes_on: bool) -> impl Iterator<Item = &[Point]> {
    points.chunk_by(move |one, next| goes_on || next.at - one.at == 1)
}

/// A path through points.
pub(super) fn path(points: impl Iterator<Item = [f64; 2]>) -> Vec<Step> {
    points.enumerate().map(|(at, point)| if at == 0 { Step::Move(point) } else { Step::Line(point) }).collect()
}

/// Draws the parts of a line.
pub(super) fn stroked(canvas: &mut Canvas, frame: &Frame, line: &Line, role: Role, width: f64, goes_on: bool) {
    let at = |point: &Point| [frame.x(point.at), frame.y(point.value)];
    for run in runs(&line.points, goes_on) {
        let mut from = 0;
        while from + 1 < run.len() {
            let is_firm = |at: usize| run[at].is_firm && run[at + 1].is_firm;
            let alike = (from..run.len() - 1).take_while(|at| is_firm(*at) == is_firm(from)).count();
            let steps = path(run[from..=from + alike].iter().map(at));
            let style = if is_firm(from) { Style::Stroke(width) } else { Style::Dashed(width) };
            canvas.scene.add(Shape::Path(steps), role, style);
            from += alike;
        }
    }
}
