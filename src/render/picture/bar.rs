//! The majority: those in favour and against as one bar, with a tick at the share that was needed.

use super::Canvas;
use crate::render::letters;
use crate::render::scene::Anchor;
use crate::report::picture::{Majority, Role};

/// The height of the bar.
const HEIGHT: f64 = 14.0;

/// Draws the sentence, the bar and the tick with its word.
pub(super) fn draw(canvas: &mut Canvas, majority: &Majority) {
    let size = canvas.label();
    canvas.paragraph(&majority.sentence, (size, false), Role::Ink, 3);
    canvas.y += 6.0;
    let (left, room, top) = (canvas.margin, canvas.room(), canvas.y);
    let [yes, no] = majority.counts;
    let all = (yes + no).max(1) as f64;
    let end = left + room * yes as f64 / all;
    // A gap shows where the one ends and the other begins.
    let gap = if yes > 0 && no > 0 { 1.0 } else { 0.0 };
    if yes > 0 {
        canvas.scene.rect([left, top, end - left - gap, HEIGHT, 0.0], Role::Yes).titled(format!("{yes} in favour"));
    }
    if no > 0 {
        canvas
            .scene
            .rect([end + gap, top, left + room - end - gap, HEIGHT, 0.0], Role::No)
            .titled(format!("{no} against"));
    }
    canvas.y += HEIGHT;
    if let Some((share, word)) = majority.needed {
        let at = left + room * share;
        canvas.scene.line([at, top - 4.0, at, top + HEIGHT + 4.0], Role::Ink, 2.0);
        let size = size - 1.0;
        let half = letters::width(word, size, false) / 2.0;
        let middle = at.clamp(left + half, left + room - half);
        canvas.write(word, [middle, top + HEIGHT + 6.0 + size], (size, false), Anchor::Middle, Role::Muted);
        canvas.y += 8.0 + size;
    }
}
