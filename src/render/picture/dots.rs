//! The votes as dots: a block for each kind of vote, headed by its number; or a row with codes for few members.

use super::{Canvas, whole};
use crate::render::letters;
use crate::render::scene::{Anchor, Text};
use crate::report::picture::{Heap, Role, Spot};

/// Dots in a column of a wide block.
const IN_COLUMN: usize = 6;
/// Dots in a row of a narrow strip.
const IN_ROW: usize = 32;
/// The radius of a dot, in parts of the distance between two.
const RADIUS: f64 = 0.43;
/// The least distance of two dots in blocks beside one another.
const LEAST: f64 = 9.0;

/// Draws the heaps that have any dots: beside one another where they have room, else one below the other.
pub(super) fn draw(canvas: &mut Canvas, heaps: &[Heap]) {
    let heaps: Vec<&Heap> = heaps.iter().filter(|heap| heap.count > 0).collect();
    match pitch_of_blocks(canvas, &heaps) {
        Some(pitch) => blocks(canvas, &heaps, pitch),
        None => heaps.iter().for_each(|heap| strip(canvas, heap)),
    }
}

/// The distance of dots at which the blocks have room beside one another.
fn pitch_of_blocks(canvas: &Canvas, heaps: &[&Heap]) -> Option<f64> {
    let mut pitch = if canvas.is_wide { 18.0 } else { return None };
    while pitch >= LEAST {
        let widths: f64 = heaps.iter().map(|heap| block_width(canvas, heap, pitch)).sum();
        let gaps = 16.0 * heaps.len().saturating_sub(1) as f64;
        if widths + gaps <= canvas.room() {
            return Some(pitch);
        }
        pitch -= 0.5;
    }
    None
}

fn columns(heap: &Heap) -> usize {
    heap.count.div_ceil(IN_COLUMN)
}

fn block_width(canvas: &Canvas, heap: &Heap, pitch: f64) -> f64 {
    let (number, word) = heads(canvas, heap);
    (columns(heap) as f64 * pitch).max(number).max(word)
}

/// The widths of a heap's number and of its word.
fn heads(canvas: &Canvas, heap: &Heap) -> (f64, f64) {
    let number = letters::width(&heap.count.to_string(), canvas.pick(24.0, 16.0), true);
    (number, letters::width(heap.word, canvas.label(), false))
}

fn blocks(canvas: &mut Canvas, heaps: &[&Heap], pitch: f64) {
    let widths: f64 = heaps.iter().map(|heap| block_width(canvas, heap, pitch)).sum();
    let spare = (canvas.room() - widths) / heaps.len().saturating_sub(1).max(1) as f64;
    let gap = spare.min(40.0);
    let top = canvas.y;
    let mut x = canvas.margin;
    for heap in heaps {
        let width = block_width(canvas, heap, pitch);
        let (number, word) = heads(canvas, heap);
        canvas.write(&heap.count.to_string(), [x, top + 20.0], (24.0, true), Anchor::Start, Role::Ink);
        let beside = number + 8.0 + word <= width;
        let at = if beside { [x + number + 8.0, top + 20.0] } else { [x, top + 39.0] };
        canvas.write(heap.word, at, (14.0, false), Anchor::Start, Role::Muted);
        for dot in 0..heap.count {
            let (column, row) = ((dot / IN_COLUMN) as f64, (dot % IN_COLUMN) as f64);
            let middle = [x + (column + 0.5) * pitch, top + 50.0 + (row + 0.5) * pitch];
            one(canvas, heap, dot, middle, pitch);
        }
        x += width + gap;
    }
    canvas.y = top + 50.0 + IN_COLUMN as f64 * pitch;
}

fn strip(canvas: &mut Canvas, heap: &Heap) {
    let (number, _) = heads(canvas, heap);
    let size = canvas.pick(24.0, 16.0);
    canvas.y += size;
    canvas.write(&heap.count.to_string(), [canvas.margin, canvas.y], (size, true), Anchor::Start, Role::Ink);
    let label = (canvas.label(), false);
    canvas.write(heap.word, [canvas.margin + number + 6.0, canvas.y], label, Anchor::Start, Role::Muted);
    canvas.y += 6.0;
    let pitch = canvas.room() / IN_ROW as f64;
    for dot in 0..heap.count {
        let (column, row) = ((dot % IN_ROW) as f64, (dot / IN_ROW) as f64);
        let middle = [canvas.margin + (column + 0.5) * pitch, canvas.y + (row + 0.5) * pitch];
        one(canvas, heap, dot, middle, pitch);
    }
    canvas.y += heap.count.div_ceil(IN_ROW) as f64 * pitch + 6.0;
}

fn one(canvas: &mut Canvas, heap: &Heap, dot: usize, [x, y]: [f64; 2], pitch: f64) {
    let mark = canvas.scene.circle([x, y, pitch * RADIUS], heap.role);
    if let Some(spot) = heap.spots.get(dot) {
        mark.titled(titled(spot));
    }
}

/// What is said of a member where its mark is pointed at.
pub(super) fn titled(spot: &Spot) -> String {
    format!("{}: {}", spot.name, spot.said)
}

/// The distance of dots that carry codes.
const CODED: f64 = 44.0;

/// Draws the heaps with codes in their dots: beside one another where they have room, else one below the other.
pub(super) fn coded(canvas: &mut Canvas, heaps: &[Heap]) {
    let heaps: Vec<&Heap> = heaps.iter().filter(|heap| heap.count > 0).collect();
    let width = |heap: &Heap| {
        let (number, word) = heads(canvas, heap);
        (heap.count as f64 * CODED).max(number + 8.0 + word)
    };
    let widths: Vec<f64> = heaps.iter().map(|heap| width(heap)).collect();
    let gap = (canvas.room() - widths.iter().sum::<f64>()) / heaps.len().saturating_sub(1).max(1) as f64;
    let beside = gap >= 10.0 || (heaps.len() == 1 && gap >= 0.0);
    let (top, left) = (canvas.y, canvas.margin);
    let (mut x, mut bottom) = (left, top);
    for (heap, width) in heaps.iter().zip(&widths) {
        if beside {
            canvas.y = top;
        }
        codes(canvas, heap, x);
        bottom = canvas.y.max(bottom);
        x = if beside { x + width + gap.min(30.0) } else { left };
    }
    canvas.y = bottom;
}

/// Draws the number of a heap, its word, and its dots in as many lines as they need.
fn codes(canvas: &mut Canvas, heap: &Heap, left: f64) {
    let (number, _) = heads(canvas, heap);
    let size = canvas.pick(24.0, 16.0);
    let line = canvas.y + size * 0.85;
    canvas.write(&heap.count.to_string(), [left, line], (size, true), Anchor::Start, Role::Ink);
    canvas.write(heap.word, [left + number + 8.0, line], (canvas.label(), false), Anchor::Start, Role::Muted);
    let top = line + 10.0;
    let in_line = whole((canvas.scene.width - canvas.margin - left) / CODED).max(1);
    let at = |place: usize| {
        let (column, line) = ((place % in_line) as f64, (place / in_line) as f64);
        [left + (column + 0.5) * CODED, top + (line + 0.5) * CODED]
    };
    for (place, [x, y]) in (0..heap.count).map(|place| (place, at(place))) {
        let mark = canvas.scene.circle([x, y, CODED * RADIUS], heap.role);
        heap.spots.get(place).into_iter().for_each(|spot| mark.titled(titled(spot)));
    }
    for (spot, [x, y]) in heap.spots.iter().zip((0..heap.count).map(at)) {
        let (size, is_bold) = (13.0, heap.role == Role::No);
        let text = Text {
            at: [x, y + size * 0.36],
            anchor: Anchor::Middle,
            size,
            is_bold,
            words: spot.code.to_owned(),
            ..Text::default()
        };
        canvas.scene.text_on_mark(text.set_within(CODED * 0.7), heap.role);
    }
    canvas.y = top + heap.count.div_ceil(in_line) as f64 * CODED + canvas.pick(0.0, 8.0);
}
