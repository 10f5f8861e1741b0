//! Axes: which values and years have a mark, and where a value and a year stand.

use super::whole;
use crate::render::letters;
use crate::report::chart::{Unit, with_minus};

/// Where values and years stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Its left and upper edge, its width and its height.
    pub rect: [f64; 4],
    /// The first and the last year.
    pub span: [i16; 2],
    /// The least and the largest value.
    pub ends: [f64; 2],
}

impl Frame {
    /// The width of a year.
    pub(super) fn pitch(&self) -> f64 {
        self.rect[2] / (f64::from(self.span[1]) - f64::from(self.span[0]) + 1.0)
    }

    /// Where a year stands.
    pub(super) fn x(&self, at: i16) -> f64 {
        self.before(at) + self.pitch() / 2.0
    }

    /// Where a year begins.
    pub(super) fn before(&self, at: i16) -> f64 {
        self.rect[0] + (f64::from(at) - f64::from(self.span[0])) * self.pitch()
    }

    /// Where a value stands.
    pub(super) fn y(&self, value: f64) -> f64 {
        let [least, most] = self.ends;
        self.rect[1] + self.rect[3] * (1.0 - (value.clamp(least, most) - least) / (most - least))
    }

    /// The right and the lower edge.
    pub(super) fn far(&self) -> [f64; 2] {
        [self.rect[0] + self.rect[2], self.rect[1] + self.rect[3]]
    }
}

/// The values from the least to the largest that have a mark, each with its label: shares from 0 to 100% always, other
/// values with so many marks at the most, at round numbers that hold them all.
pub(super) fn marks(unit: Unit, [low, high]: [f64; 2], most: usize) -> Vec<(f64, String)> {
    let step = match unit {
        Unit::Share => return marks_of(0.0, 0.25, 4, |value| format!("{:.0}%", value * 100.0)),
        Unit::Index if low < 0.0 => return marks_of(-1.0, 0.5, 4, |value| with_minus(&format!("{value:.1}"))),
        Unit::Index if low >= 0.5 => return marks_of(0.5, 0.1, 5, |value| format!("{value:.1}")),
        Unit::Index => return marks_of(0.0, 0.25, 4, |value| format!("{value:.2}")),
        Unit::Count | Unit::Position => round_step(high - low, most, unit),
    };
    let first = (low / step).floor();
    let steps = ((high / step).ceil() - first).max(1.0);
    let decimals = usize::from(step < 1.0);
    marks_of(first * step, step, whole(steps), |value| with_minus(&format!("{value:.decimals$}")))
}

fn marks_of(first: f64, step: f64, steps: usize, told: impl Fn(f64) -> String) -> Vec<(f64, String)> {
    (0..=steps).map(|at| first + at as f64 * step).map(|value| (value, told(value))).collect()
}

/// The least of 1, 2 and 5 times a power of ten that cuts a span into so many parts at the most.
fn round_step(span: f64, most: usize, unit: Unit) -> f64 {
    const STEPS: [f64; 14] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0];
    let least = if unit == Unit::Count { 1.0 } else { 0.1 };
    let fits = |step: &f64| *step >= least && span / step <= most as f64;
    STEPS.into_iter().find(fits).unwrap_or(span.max(1.0))
}

/// The years or sessions that have a label of a size: all, or those that 2, 5, 10 and so on divide, as they have room; where
/// that leaves less than two, the first and the last.
pub(super) fn labelled([first, last]: [i16; 2], pitch: f64, size: f64) -> Vec<i16> {
    let room = letters::width(&last.to_string(), size, false) + 0.9 * size;
    let step = [1, 2, 5, 10, 20, 50, 100, 1000].into_iter().find(|step| f64::from(*step) * pitch >= room);
    let step = step.unwrap_or(i16::MAX);
    let these: Vec<i16> = (first..=last).filter(|year| year % step == 0).collect();
    let has_both = f64::from(last - first) * pitch >= room;
    match these.len() {
        0 | 1 if has_both => vec![first, last],
        0 => vec![last],
        _ => these,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(unit: Unit, ends: [f64; 2]) -> Vec<String> {
        marks(unit, ends, 5).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn marks_are_round_and_hold_all_values() {
        assert_eq!(labels(Unit::Share, [0.4, 0.5]), ["0%", "25%", "50%", "75%", "100%"]);
        assert_eq!(labels(Unit::Index, [-0.1, 0.5])[0], "\u{2212}1.0");
        assert_eq!(labels(Unit::Index, [0.1, 0.5]), ["0.00", "0.25", "0.50", "0.75", "1.00"]);
        assert_eq!(labels(Unit::Index, [0.7, 0.9]), ["0.5", "0.6", "0.7", "0.8", "0.9", "1.0"]);
        assert_eq!(labels(Unit::Count, [0.0, 191.0]), ["0", "50", "100", "150", "200"]);
        assert_eq!(labels(Unit::Count, [0.0, 1.0]), ["0", "1"]);
        assert_eq!(labels(Unit::Count, [0.0, 0.0]), ["0", "1"]);
        assert_eq!(labels(Unit::Position, [-0.55, 3.06]), ["\u{2212}1", "0", "1", "2", "3", "4"]);
        assert_eq!(labels(Unit::Position, [0.1, 0.6]), ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]);
    }

    #[test]
    fn years_have_labels_as_they_have_room() {
        // "2025" at 10 is 22.24 wide and asks for 31.24.
        assert_eq!(labelled([2019, 2022], 40.0, 10.0), [2019, 2020, 2021, 2022]);
        assert_eq!(labelled([1946, 2025], 7.0, 10.0), (1950..=2025).step_by(5).collect::<Vec<_>>());
        assert_eq!(labelled([1946, 2025], 3.5, 10.0), [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020]);
        assert_eq!(labelled([1971, 1979], 8.0, 10.0), [1971, 1979]);
        assert_eq!(labelled([1971, 1973], 8.0, 10.0), [1973]);
        assert_eq!(labelled([2025, 2025], 300.0, 10.0), [2025]);
    }

    #[test]
    fn values_and_years_stand_in_the_frame() {
        let frame = Frame { rect: [10.0, 20.0, 80.0, 50.0], span: [2018, 2021], ends: [0.0, 1.0] };
        let across = vec![frame.x(2018), frame.before(2018), frame.x(2021), frame.far()[0]];
        assert_eq!(across, [20.0, 10.0, 80.0, 90.0]);
        let down = vec![frame.y(0.0), frame.y(1.0), frame.y(0.5), frame.y(7.0), frame.far()[1]];
        assert_eq!(down, [70.0, 20.0, 45.0, 20.0, 70.0]);
    }
}
