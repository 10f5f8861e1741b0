//! The members in half circles, as parliaments are drawn: from left to right in the order of the tally.

use std::f64::consts::PI;

use super::{Canvas, dots::titled, whole};
use crate::render::letters;
use crate::render::scene::Anchor;
use crate::report::picture::{Hemicycle, Role};

/// The radius of the innermost half circle, in parts of the outermost.
const INNER: f64 = 0.38;

/// Draws the half circles, with the figures in their middle.
pub(super) fn draw(canvas: &mut Canvas, hemicycle: &Hemicycle) {
    let outer = canvas.room().min(560.0) / 2.0;
    canvas.y += 8.0;
    let seats = seats(hemicycle.spots.len());
    let pitch = pitch(seats.len(), outer);
    let middle = [canvas.margin + canvas.room() / 2.0, canvas.y + outer];
    let radius = (pitch * 0.4).min(14.0);
    for ([angle, ring], spot) in seats.iter().zip(&hemicycle.spots) {
        let far = outer - radius - (1.0 - ring) * (outer * (1.0 - INNER));
        let (sin, cos) = (libm::sin(*angle), libm::cos(*angle));
        canvas
            .scene
            .circle([middle[0] - far * cos, middle[1] - radius - far * sin, radius], spot.role)
            .titled(titled(spot));
    }
    let [figures, words] = &hemicycle.centre;
    let within = 2.0 * (outer * INNER - 3.0 * radius) - 12.0;
    let size = canvas.pick(28.0, 20.0);
    let small = (canvas.label() * within / letters::width(words, canvas.label(), false).max(1.0)).min(canvas.label());
    let size = (size * within / letters::width(figures, size, true).max(1.0)).min(size);
    canvas.write(figures, [middle[0], middle[1] - 24.0], (size, true), Anchor::Middle, Role::Ink);
    if small >= 11.0 {
        canvas.write(words, [middle[0], middle[1] - 4.0], (small, false), Anchor::Middle, Role::Muted);
        canvas.y = middle[1] + 4.0;
    } else {
        canvas.y = middle[1] + 8.0;
        canvas.paragraph(words, (canvas.label(), false), Role::Muted, 2);
    }
}

/// How many half circles so many seats stand in.
fn rings(seats: usize) -> usize {
    whole((seats as f64 / 4.0).sqrt() + 0.5).clamp(1, 12)
}

/// The distance of two seats.
fn pitch(seats: usize, outer: f64) -> f64 {
    let rings = rings(seats);
    let deep = outer * (1.0 - INNER) / (rings.max(2) - 1) as f64;
    let along = PI * outer * (1.0 + INNER) / 2.0 * rings as f64 / seats.max(1) as f64;
    deep.min(along)
}

/// The seats from left to right: their angle from the left end, and how far out they are, 0 to 1.
fn seats(number: usize) -> Vec<[f64; 2]> {
    let rings = rings(number);
    let far = |ring: usize| INNER + (1.0 - INNER) * ring as f64 / (rings.max(2) - 1) as f64;
    let length: f64 = (0..rings).map(far).sum();
    let mut seats = Vec::with_capacity(number);
    let mut placed = 0;
    let mut so_far = 0.0;
    for ring in 0..rings {
        so_far += far(ring);
        let until = whole(number as f64 * so_far / length + 0.5);
        let here = until - placed;
        let angle = |seat: usize| if here < 2 { PI / 2.0 } else { PI * seat as f64 / (here - 1) as f64 };
        seats.extend(
            (0..here).map(|seat| [angle(seat), if rings < 2 { 1.0 } else { ring as f64 / (rings - 1) as f64 }]),
        );
        placed = until;
    }
    seats.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    seats
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_has_a_seat_and_they_go_from_left_to_right() {
        for number in [0, 1, 2, 3, 15, 193, 400] {
            let seats = seats(number);
            assert_eq!(seats.len(), number);
            assert!(seats.is_sorted_by(|a, b| a[0] <= b[0]));
            assert!(seats.iter().all(|[angle, ring]| (0.0..=PI).contains(angle) && (0.0..=1.0).contains(ring)));
        }
    }
}
