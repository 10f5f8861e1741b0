//! What a value was between turning points: a level line, and its words where neither a line nor a band is.

use super::Canvas;
use super::axis::{Frame, marks};
use crate::render::letters;
use crate::render::scene::Anchor;
use crate::report::chart::{Chart, Level};
use crate::report::picture::Role;

/// Draws the levels, and gives back in a sentence what had no room for its words.
pub(super) fn draw(canvas: &mut Canvas, frame: &Frame, chart: &Chart) -> String {
    for Level { span, value, .. } in &chart.levels {
        let y = frame.y(*value);
        canvas.scene.line([frame.before(span[0]), y, frame.before(span[1]) + frame.pitch(), y], Role::Ink, 2.0);
    }
    let size = canvas.label();
    let small = (size - 1.0).max(11.0);
    let mut left_over = Vec::new();
    for level in &chart.levels {
        let [what, years] = &level.words;
        let width = letters::width(what, size, true).max(letters::width(years, small, false));
        let Some([x, y]) = place(frame, chart, level, [width, size * 2.5]) else {
            left_over.push(format!("{years}: {what}"));
            continue;
        };
        canvas.write(what, [x, y + size], (size, true), Anchor::Start, Role::Ink);
        canvas.write(years, [x, y + size * 1.25 + small], (small, false), Anchor::Start, Role::Muted);
    }
    left_over.join("; ")
}

/// The upper left of a free place for a box of this width and height within the years of a level, the lowest first.
fn place(frame: &Frame, chart: &Chart, level: &Level, [width, height]: [f64; 2]) -> Option<[f64; 2]> {
    let [left, right] = [frame.before(level.span[0]) + 8.0, frame.before(level.span[1]) + frame.pitch() - 8.0];
    let lines: Vec<f64> = marks(chart.unit, frame.ends, 5).iter().map(|(value, _)| frame.y(*value)).collect();
    let gaps = lines.windows(2).filter(|gap| gap[0] - gap[1] >= height + 6.0);
    let tops = gaps.flat_map(|gap| {
        let (low, high) = (gap[0] - height - 3.0, gap[1] + 3.0);
        [low, f64::midpoint(low, high), high]
    });
    let spare = right - left - width;
    let across = [0.0, 0.25, 0.5, 0.75, 1.0].map(|part| left + part * spare);
    let mut places = tops.flat_map(|top| across.map(|x| [x, top]));
    places.find(|[x, y]| spare >= 0.0 && is_free(frame, chart, [x - 4.0, y - 3.0, x + width + 4.0, y + height + 3.0]))
}

/// Whether neither a line, nor a band, nor a level is within a box.
fn is_free(frame: &Frame, chart: &Chart, [left, top, right, bottom]: [f64; 4]) -> bool {
    let crosses = |low: f64, high: f64| low > top && high < bottom;
    let levels = chart.levels.iter().all(|level| {
        let y = frame.y(level.value);
        !crosses(y, y)
    });
    let is_near = |at: i16| frame.x(at) >= left - frame.pitch() && frame.x(at) <= right + frame.pitch();
    let lines = chart.lines.iter().all(|line| {
        let near: Vec<_> = line.points.iter().filter(|point| is_near(point.at)).collect();
        let reach = |point: &&crate::report::chart::Point| {
            let (low, high) = point.interval.unwrap_or((point.value, point.value));
            [frame.y(low.min(point.value)), frame.y(high.max(point.value))]
        };
        let reaches: Vec<[f64; 2]> = near.iter().map(reach).collect();
        let alone = reaches.iter().all(|[low, high]| !crosses(*low, *high));
        let joined = reaches.windows(2).all(|pair| !crosses(pair[0][0].max(pair[1][0]), pair[0][1].min(pair[1][1])));
        alone && joined
    });
    levels && lines
}
