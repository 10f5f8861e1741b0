//! A tree with its leaves at the right, in which what agrees more is joined nearer to them.

use super::Canvas;
use crate::render::letters;
use crate::render::scene::{Anchor, Shape, Step, Style, Text};
use crate::report::linked::{Leaf, Tree, figure};
use crate::report::picture::Role;

/// Draws the axis, the joins and the leaves.
pub(super) fn draw(canvas: &mut Canvas, tree: &Tree) {
    if tree.leaves.is_empty() {
        return;
    }
    let size = if tree.leaves.len() > 30 { canvas.pick(12.0, 11.0) } else { canvas.label() };
    let names = names(canvas, tree, size);
    let widest = names.iter().map(|name| letters::width(name, size, false)).fold(0.0, f64::max);
    let [left, right] = [canvas.margin + 8.0, canvas.margin + canvas.room() - widest - 8.0];
    let (top, pitch) = (canvas.y, size * 1.35);
    let x = |value: f64| left + (value.max(tree.least) - tree.least) / (1.0 - tree.least).max(1e-9) * (right - left);
    let bottom = top + tree.leaves.len() as f64 * pitch;
    axis(canvas, tree, [x(tree.least), right], [top, bottom]);
    // Where each branch ends, and its agreement.
    let leaf = |(at, leaf): (usize, &Leaf)| ([x(leaf.within), top + (at as f64 + 0.5) * pitch], leaf.role);
    let mut ends: Vec<([f64; 2], Role)> = tree.leaves.iter().enumerate().map(leaf).collect();
    for join in &tree.joins {
        let both = join.of.map(|branch| ends[branch]);
        let at = x(join.at);
        for ([end, y], role) in both {
            canvas.scene.line([at, y, end, y], role, 1.5);
        }
        let [one, other] = both.map(|(end, _)| end[1]);
        canvas.scene.line([at, one, at, other], join.role, 1.5);
        ends.push(([at, f64::midpoint(one, other)], join.role));
    }
    if let Some(([root, y], role)) = ends.last().copied().filter(|_| !tree.joins.is_empty()) {
        canvas.scene.line([root - 8.0, y, root, y], role, 1.5);
    }
    for (at, (leaf, name)) in tree.leaves.iter().zip(&names).enumerate() {
        let y = top + (at as f64 + 0.5) * pitch;
        if leaf.within < 1.0 {
            // What stands in one leaf opens to its members.
            let start = x(leaf.within);
            let steps = vec![
                Step::Move([start, y]),
                Step::Line([right, y - pitch * 0.3]),
                Step::Line([right, y + pitch * 0.3]),
                Step::Close,
            ];
            canvas.scene.add(Shape::Path(steps), leaf.role, Style::Fill);
        }
        let text = Text { at: [right + 8.0, y + size * 0.35], size, words: name.clone(), ..Text::default() };
        canvas.scene.text(text.set_within(widest), leaf.role);
    }
    canvas.y = bottom + 8.0 + canvas.pick(12.0, 11.0) + 4.0;
}

/// The names of the leaves as they have room beside the tree.
fn names(canvas: &Canvas, tree: &Tree, size: f64) -> Vec<String> {
    let room = canvas.room() * 0.5;
    let fits = |name: &&String| letters::width(name, size, false) <= room;
    let name = |names: &[String; 2]| {
        names.iter().find(fits).cloned().unwrap_or_else(|| letters::cut(&names[1], size, false, room))
    };
    tree.leaves.iter().map(|leaf| name(&leaf.names)).collect()
}

/// Draws lines at round shares with their labels below.
fn axis(canvas: &mut Canvas, tree: &Tree, [left, right]: [f64; 2], [top, bottom]: [f64; 2]) {
    let size = canvas.pick(12.0, 11.0);
    let span = 1.0 - tree.least;
    let room = letters::width("\u{2212}0.50", size, false) + 12.0;
    // Every so many hundredths, as there is room.
    let fits = |step: &i32| (right - left) * f64::from(*step) / (span * 100.0).max(1.0) >= room;
    let step = [5, 10, 20, 25, 50, 100].into_iter().find(fits).unwrap_or(200);
    let marks = (-100..=100).filter(|mark| (100 - mark) % step == 0 && f64::from(*mark) >= tree.least * 100.0 - 1e-9);
    for value in marks.map(|mark| f64::from(mark) / 100.0) {
        let x = left + (value - tree.least) / span.max(1e-9) * (right - left);
        canvas.scene.line([x, top, x, bottom], Role::Grid, 1.0);
        let text = figure(tree.unit, value);
        let half = letters::width(&text, size, false) / 2.0;
        let middle = x.max(canvas.margin + half);
        canvas.write(&text, [middle, bottom + 8.0 + size], (size, false), Anchor::Middle, Role::Muted);
    }
}
