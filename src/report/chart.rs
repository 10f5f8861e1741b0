//! Charts as data: values through the years or sessions, each with what is said of it. Where they stand and in which
//! colour is not its matter; nor does it compute anything.

use super::words;

/// Values through the years or sessions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chart {
    /// What the values are.
    pub unit: Unit,
    /// The lines.
    pub lines: Vec<Line>,
    /// Years from which on a value was another, each marked before it.
    pub turns: Vec<i16>,
    /// What a value was between turns.
    pub levels: Vec<Level>,
    /// How much each point rests on.
    pub bars: Option<Bars>,
    /// Whether a line goes on over years without a value: where each value is an event of its own.
    pub goes_on: bool,
}

/// What the values of a chart are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Shares, 0 to 1, drawn from 0 to 100%.
    #[default]
    Share,
    /// A measure from -1 to 1.
    Index,
    /// Counts, 0 or more.
    Count,
    /// Positions on a scale without ends.
    Position,
}

/// A value followed through the years.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// What it is of, and where that has no room.
    pub names: [String; 2],
    /// Which of the colours of lines it has, from 0.
    pub colour: usize,
    /// Its points, in order.
    pub points: Vec<Point>,
}

/// A value in a year or session.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    /// The year, or the number of the session.
    pub at: i16,
    /// The value.
    pub value: f64,
    /// Its 95% interval.
    pub interval: Option<(f64, f64)>,
    /// Whether it rests on enough votes.
    pub is_firm: bool,
    /// What is said of it: `1982: 56.8% of 95 votes`.
    pub said: String,
}

/// A value over several years.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    /// The first and the last year.
    pub span: [i16; 2],
    /// The value.
    pub value: f64,
    /// What is said of it, and its years: `77.3% agreed`, `1946–1981`.
    pub words: [String; 2],
}

/// Members on one axis, each with its interval.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// Those that have a row each, the highest value first.
    pub named: Vec<Placed>,
    /// All, in one strip.
    pub all: Vec<Placed>,
}

/// A member with a value.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// Its name, and its code.
    pub names: [String; 2],
    /// The value.
    pub value: f64,
    /// Its 95% interval.
    pub interval: (f64, f64),
    /// What is said of it.
    pub said: String,
}

/// Bars below a chart.
#[derive(Clone, Debug)]
pub(crate) struct Bars {
    /// What they count, and the last of them: `Votes in common`, `192 in 2025`.
    pub words: [String; 2],
    /// How high each is.
    pub counts: Vec<(i16, u32)>,
}

impl Unit {
    /// A value as it is told: `21.4%`, `0.577`, `93`, `−0.38`.
    pub(crate) fn told(self, value: f64) -> String {
        let text = match self {
            Self::Share => words::percent(value),
            Self::Index => format!("{value:.3}"),
            Self::Count => format!("{value:.0}"),
            Self::Position => format!("{value:.2}"),
        };
        with_minus(&text)
    }
}

/// A number with the sign for minus that is as wide as a plus; zero has none.
pub(crate) fn with_minus(number: &str) -> String {
    match number.strip_prefix('-') {
        Some(rest) if rest.contains(|letter: char| matches!(letter, '1'..='9')) => format!("\u{2212}{rest}"),
        Some(rest) => rest.to_owned(),
        None => number.to_owned(),
    }
}

impl Chart {
    /// The first and the last year; none without a point.
    pub(crate) fn span(&self) -> Option<[i16; 2]> {
        let keys = || self.lines.iter().flat_map(|line| &line.points).map(|point| point.at);
        Some([keys().min()?, keys().max()?])
    }
}

impl Line {
    /// Its last point.
    pub(crate) fn last(&self) -> Option<&Point> {
        self.points.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_with_a_minus_of_their_own_and_zero_without() {
        let told = [Unit::Index.told(-0.377), Unit::Index.told(-0.0001), Unit::Share.told(0.214)];
        assert_eq!(told, ["\u{2212}0.377", "0.000", "21.4%"]);
        assert_eq!([Unit::Position.told(-0.377), Unit::Position.told(-0.001)], ["\u{2212}0.38", "0.00"]);
        assert_eq!([Unit::Count.told(93.0), Unit::Index.told(0.5774)], ["93", "0.577"]);
    }
}
