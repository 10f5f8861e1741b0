//! The members where they lie, one tile of one size each.

use super::{Canvas, dots::titled};
use crate::render::letters;
use crate::render::scene::{Anchor, Text};
use crate::report::picture::{Role, Scale, Spot, Tiles};

/// Columns and rows of the map.
const COLUMNS: f64 = 26.0;
const ROWS: f64 = 18.0;
/// The least width of a tile that has a code.
const LEAST: f64 = 12.0;

/// Draws the map, and below it the members that have no tile of their own.
pub(super) fn draw(canvas: &mut Canvas, map: &Tiles) {
    let pitch = canvas.room() / COLUMNS;
    let (gap, corner) = (canvas.pick(1.5, 1.0), canvas.pick(2.0, 1.5));
    let (left, top) = (canvas.margin, canvas.y);
    let at = |[row, column]: [u8; 2]| [left + f64::from(column) * pitch, top + f64::from(row) * pitch];
    for (place, spot) in &map.placed {
        let [x, y] = at(*place);
        let tile = [x + gap / 2.0, y + gap / 2.0, pitch - gap, pitch - gap, corner];
        canvas.scene.rect(tile, spot.role).titled(titled(spot));
    }
    if pitch >= LEAST {
        for (place, spot) in &map.placed {
            let [x, y] = at(*place);
            code(canvas, spot, [x + pitch / 2.0, y + pitch / 2.0], pitch);
        }
    }
    if let Some(scale) = &map.scale {
        key(canvas, scale, top);
    }
    canvas.y = top + ROWS * pitch;
    if !map.also.is_empty() {
        canvas.y += 4.0;
        also(canvas, &map.also);
    }
}

/// Writes the code of a member upon its tile.
fn code(canvas: &mut Canvas, spot: &Spot, [x, y]: [f64; 2], pitch: f64) {
    let (text, size) = if canvas.is_wide { (spot.code, pitch * 0.385) } else { (spot.short, pitch * 0.53) };
    let text = Text {
        at: [x, y + size * 0.36],
        anchor: Anchor::Middle,
        size,
        is_bold: spot.role == Role::No,
        words: text.to_owned(),
        ..Text::default()
    };
    canvas.scene.text_on_mark(text.set_within(pitch * 0.84), spot.role);
}

/// Draws what the colours mean, where no member lies: in the upper left.
fn key(canvas: &mut Canvas, scale: &Scale, top: f64) {
    let size = canvas.pick(12.0, 11.0);
    // Eight columns are free there.
    let width = canvas.room() / COLUMNS * 8.0;
    let step = width / scale.steps.len().max(1) as f64;
    for (place, role) in scale.steps.iter().enumerate() {
        canvas.scene.rect([canvas.margin + place as f64 * step, top, step, 10.0, 0.0], *role);
    }
    let [first, last] = &scale.ends;
    let half = (width - 6.0) / 2.0;
    let y = top + 14.0 + size;
    let first = letters::cut(first, size, false, half);
    canvas.write(&first, [canvas.margin, y], (size, false), Anchor::Start, Role::Muted);
    let last = letters::cut(last, size, false, half);
    canvas.write(&last, [canvas.margin + width, y], (size, false), Anchor::End, Role::Muted);
}

/// Names the members without a tile, with what is said of them.
fn also(canvas: &mut Canvas, spots: &[Spot]) {
    let said: Vec<String> = spots.iter().map(|spot| format!("{} ({})", spot.name, spot.said)).collect();
    canvas.paragraph(&format!("Without a tile: {}", said.join(", ")), (canvas.label(), false), Role::Ink, 12);
}
