//! Votes on one question through the years: a bar of all members each, with the parts of the last told at its right.

use super::apart::apart;
use super::axis::{Frame, labelled, marks};
use super::{Canvas, whole};
use crate::render::letters;
use crate::render::scene::{Anchor, Text};
use crate::report::chart::Unit;
use crate::report::picture::{Role, Stack, Stacks};

/// The widest that a bar is.
const WIDEST: f64 = 40.0;

/// Draws the bars: each in its year, or, where a year has several, one after the other.
pub(super) fn draw(canvas: &mut Canvas, stacks: &Stacks) {
    let (Some(first), Some(last)) = (stacks.bars.first(), stacks.bars.last()) else { return };
    let size = canvas.label();
    let most = stacks.bars.iter().map(total).max().unwrap_or_default();
    let marks = marks(Unit::Count, [0.0, f64::from(most)], 5);
    let wide = |text: &str| letters::width(text, size, false);
    let left = marks.iter().map(|(_, label)| wide(label)).fold(0.0, f64::max) + 8.0;
    let labels = labels(stacks, last);
    let right = labels.iter().map(|(label, ..)| wide(label)).fold(0.0, f64::max) + 24.0;
    let in_years = stacks.bars.windows(2).all(|pair| pair[0].at < pair[1].at);
    let count = i16::try_from(stacks.bars.len()).unwrap_or(i16::MAX);
    let span = if in_years { [first.at, last.at] } else { [1, count] };
    let rect = [
        canvas.margin + left,
        canvas.y + size * 0.5,
        (canvas.room() - left - right).max(40.0),
        canvas.pick(300.0, 240.0),
    ];
    let frame = Frame { rect, span, ends: [0.0, marks.last().map_or(1.0, |one| one.0)] };
    for (value, _) in &marks {
        let y = frame.y(*value);
        canvas.scene.line([rect[0], y, frame.far()[0], y], if *value > 0.0 { Role::Grid } else { Role::Axis }, 1.0);
    }
    for (value, label) in &marks {
        canvas.write(label, [rect[0] - 8.0, frame.y(*value) + size * 0.35], (size, false), Anchor::End, Role::Muted);
    }
    let place = |at: usize, bar: &Stack| if in_years { bar.at } else { i16::try_from(at + 1).unwrap_or(i16::MAX) };
    for (at, bar) in stacks.bars.iter().enumerate() {
        let width = (frame.pitch() * 0.76).min(WIDEST);
        bar_of(canvas, &frame, stacks, bar, [frame.x(place(at, bar)) - width / 2.0, width]);
    }
    named(canvas, &frame, &labels, place(stacks.bars.len() - 1, last));
    canvas.y = frame.far()[1] + 7.0;
    years(canvas, &frame, stacks, in_years);
    symbols(canvas, &frame, stacks, &place);
    canvas.y += 4.0;
}

fn total(bar: &Stack) -> u32 {
    bar.counts.iter().sum()
}

fn bar_of(canvas: &mut Canvas, frame: &Frame, stacks: &Stacks, bar: &Stack, [left, width]: [f64; 2]) {
    let mut below = 0;
    for ((role, _), count) in stacks.parts.iter().zip(&bar.counts).filter(|(_, count)| **count > 0) {
        let (bottom, top) = (frame.y(f64::from(below)), frame.y(f64::from(below + count)));
        canvas.scene.rect([left, top, width, bottom - top, 0.0], *role).titled(bar.said.clone());
        below += count;
    }
}

/// What stands at the right: each part of the last bar, its middle, and its colour.
fn labels(stacks: &Stacks, last: &Stack) -> Vec<(String, f64, Role)> {
    let mut below = 0;
    let mut labels = Vec::new();
    for ((role, word), count) in stacks.parts.iter().zip(&last.counts).filter(|(_, count)| **count > 0) {
        labels.push((format!("{count} {word}"), f64::from(below) + f64::from(*count) / 2.0, *role));
        below += count;
    }
    labels
}

/// Writes the parts of the last bar at its right, each with a mark in its colour, none upon another.
fn named(canvas: &mut Canvas, frame: &Frame, labels: &[(String, f64, Role)], last: i16) {
    let size = canvas.label();
    let wanted: Vec<f64> = labels.iter().map(|(_, middle, _)| frame.y(*middle)).collect();
    let edges = [frame.rect[1] - size * 0.6, frame.far()[1] + size * 0.6];
    let found = apart(&wanted, &vec![size * 1.4; wanted.len()], edges);
    let end = frame.x(last) + (frame.pitch() * 0.38).min(WIDEST / 2.0);
    let right = frame.far()[0] + 8.0;
    for ((label, _, role), (y, from)) in labels.iter().zip(found.iter().zip(&wanted)) {
        canvas.scene.line([end + 2.0, *from, right, *y], Role::Context, 1.0);
        canvas.scene.rect([right + 1.0, y - size * 0.35, size * 0.7, size * 0.7, 2.0], *role);
        let left = right + size * 0.7 + 5.0;
        let text = Text { at: [left, y + size * 0.35], size, words: label.clone(), ..Text::default() };
        canvas.scene.text(text.set_within(canvas.margin + canvas.room() - left), Role::Ink);
    }
}

/// Writes the years below the bars as they have room.
fn years(canvas: &mut Canvas, frame: &Frame, stacks: &Stacks, in_years: bool) {
    let size = canvas.label();
    let room = letters::width("2025", size, false) + 0.9 * size;
    let every = whole((room / frame.pitch()).ceil()).max(1);
    let these: Vec<(i16, String)> = if in_years {
        labelled(frame.span, frame.pitch(), size).into_iter().map(|year| (year, year.to_string())).collect()
    } else {
        let each = stacks.bars.iter().zip(1..).step_by(every);
        each.map(|(bar, at)| (at, bar.at.to_string())).collect()
    };
    for (at, year) in these {
        canvas.write(&year, [frame.x(at), canvas.y + size], (size, false), Anchor::Middle, Role::Muted);
    }
    canvas.y += size * 1.3;
}

/// Writes the symbols below the years, where all of them have room.
fn symbols(canvas: &mut Canvas, frame: &Frame, stacks: &Stacks, place: &dyn Fn(usize, &Stack) -> i16) {
    let size = 11.0;
    let fits = |bar: &Stack| letters::width(&bar.symbol, size, false) + 6.0 <= frame.pitch();
    if !stacks.bars.iter().all(fits) {
        return;
    }
    for (at, bar) in stacks.bars.iter().enumerate() {
        canvas.write(
            &bar.symbol,
            [frame.x(place(at, bar)), canvas.y + size],
            (size, false),
            Anchor::Middle,
            Role::Muted,
        );
    }
    canvas.y += size * 1.3;
}
