//! The votes by group: a row of dots for each, one pitch for all, so that long rows are large groups.

use super::{Canvas, dots::titled, whole};
use crate::render::letters;
use crate::render::scene::Anchor;
use crate::report::picture::{GroupRow, Role};

/// The widest distance of two dots.
const WIDEST: f64 = 14.0;
/// The least; a row that is still too long goes on below.
const LEAST: f64 = 5.0;

/// Draws a row for each group: its name, its dots, its figures. On a narrow page the name stands above.
pub(super) fn draw(canvas: &mut Canvas, groups: &[GroupRow]) {
    let size = canvas.label();
    let wide = |text: &str| letters::width(text, size, false);
    let most = groups.iter().map(|group| group.spots.len()).max().unwrap_or_default().max(1);
    let figures = groups.iter().map(|group| wide(&group.figures)).fold(0.0, f64::max);
    let names = groups.iter().map(|group| wide(group.names[0])).fold(0.0, f64::max);
    let names = if canvas.is_wide { names.min(canvas.room() * 0.35) + 14.0 } else { 0.0 };
    let behind = if canvas.is_wide { figures + 10.0 } else { 0.0 };
    let room = canvas.room() - names - behind;
    let pitch = (room / most as f64).clamp(LEAST, WIDEST);
    let in_line = whole(room / pitch + 1e-9).max(1);
    for group in groups {
        let lines = group.spots.len().div_ceil(in_line).max(1) as f64;
        let top = canvas.y;
        let line = if canvas.is_wide {
            let name = if wide(group.names[0]) <= names - 14.0 { group.names[0] } else { group.names[1] };
            let name = letters::cut(name, size, false, names - 14.0);
            canvas.write(&name, [canvas.margin, top + size], (size, false), Anchor::Start, Role::Ink);
            top + size * 0.64
        } else {
            let name = if wide(group.names[0]) <= room - figures - 10.0 { group.names[0] } else { group.names[1] };
            let name = letters::cut(name, size, false, room - figures - 10.0);
            canvas.write(&name, [canvas.margin, top + size], (size, false), Anchor::Start, Role::Ink);
            let right = canvas.margin + canvas.room();
            canvas.write(&group.figures, [right, top + size], (size, false), Anchor::End, Role::Muted);
            top + size + 6.0 + pitch / 2.0
        };
        let left = canvas.margin + names;
        for (place, spot) in group.spots.iter().enumerate() {
            let (column, row) = ((place % in_line) as f64, (place / in_line) as f64);
            let circle = [left + (column + 0.5) * pitch, line + row * pitch, pitch * 0.42];
            canvas.scene.circle(circle, spot.role).titled(titled(spot));
        }
        if canvas.is_wide {
            let end = left + group.spots.len().min(in_line) as f64 * pitch + 8.0;
            canvas.write(&group.figures, [end, top + size], (size, false), Anchor::Start, Role::Muted);
        }
        let below = (lines - 1.0) * pitch;
        canvas.y =
            if canvas.is_wide { top + (size + 9.0).max(pitch + 6.0) + below } else { line + pitch / 2.0 + below + 7.0 };
    }
}
