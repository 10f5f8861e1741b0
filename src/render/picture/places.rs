//! Members on one axis: all as a strip, and below it a row for each that is named, with its interval.

use super::Canvas;
use super::axis::marks;
use crate::render::letters;
use crate::render::scene::{Anchor, Shape, Style};
use crate::report::chart::{Placed, Places, Unit};
use crate::report::picture::Role;

/// The height of the strip.
const STRIP: f64 = 18.0;

/// Draws the strip, the rows and the axis below them.
pub(super) fn draw(canvas: &mut Canvas, places: &Places) {
    let size = canvas.label();
    let reach = |one: &Placed| [one.interval.0, one.interval.1];
    let ends = places.named.iter().chain(&places.all).flat_map(reach);
    let [low, high] = ends.fold([f64::MAX, f64::MIN], |[low, high], end| [low.min(end), high.max(end)]);
    if low > high {
        return;
    }
    let marks = marks(Unit::Position, [low, high], 6);
    let [least, most] = [marks.first(), marks.last()].map(|mark| mark.map_or(0.0, |mark| mark.0));
    let wide = |text: &str| letters::width(text, size, false);
    let room = canvas.room() * 0.36;
    let name = |one: &Placed| -> String {
        let fits = one.names.iter().find(|name| wide(name) <= room);
        fits.cloned().unwrap_or_else(|| letters::cut(&one.names[1], size, false, room))
    };
    let names = places.named.iter().map(|one| wide(&name(one))).fold(0.0, f64::max);
    let (left, right) = (canvas.margin + names + 12.0, canvas.margin + canvas.room() - 14.0);
    let x = |value: f64| left + (value - least) / (most - least) * (right - left);
    let top = canvas.y;
    let (pitch, first) = (size * 1.5, top + STRIP + 12.0);
    let bottom = first + pitch * places.named.len() as f64 + 2.0;
    for (value, _) in &marks {
        canvas.scene.line(
            [x(*value), top, x(*value), bottom],
            if *value == 0.0 { Role::Axis } else { Role::Grid },
            1.0,
        );
    }
    for one in &places.all {
        let at = x(one.value);
        canvas
            .scene
            .add(Shape::Rect([at - 1.0, top, 2.0, STRIP, 0.0]), Role::Context, Style::Pale)
            .titled(one.said.clone());
    }
    for (row, one) in places.named.iter().enumerate() {
        let y = first + pitch * (row as f64 + 0.5);
        let (low, high) = one.interval;
        canvas.scene.line([x(low), y, x(high), y], Role::Line(1), 1.5);
        canvas.scene.circle([x(one.value), y, 4.0], Role::Line(1)).titled(one.said.clone());
    }
    for (row, one) in places.named.iter().enumerate() {
        let y = first + pitch * (row as f64 + 0.5) + size * 0.35;
        canvas.write(&name(one), [left - 12.0, y], (size, false), Anchor::End, Role::Ink);
    }
    for (value, label) in &marks {
        canvas.write(label, [x(*value), bottom + 4.0 + size], (size, false), Anchor::Middle, Role::Muted);
    }
    canvas.y = bottom + size * 1.6;
}
