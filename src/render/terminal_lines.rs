//! Charts at a terminal: a mark for each year, the higher the larger the value; a space where a year has none.

use unicode_width::UnicodeWidthStr as _;

use super::people::Marks;
use super::{Screen, terminal_table};
use crate::render::harmless::plain;
use crate::report::chart::{Chart, Line, Placed, Places, Point, Unit};

/// A mark for each eighth of the way from the least value to the largest.
const EIGHTHS: [&str; 8] =
    ["\u{2581}", "\u{2582}", "\u{2583}", "\u{2584}", "\u{2585}", "\u{2586}", "\u{2587}", "\u{2588}"];
/// The same in tenths, where there are letters only.
const TENTHS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// The lines of a chart, each below its name with its last value, and the years below all; where there are more years than
/// columns, a mark is the mean of several.
pub(super) fn drawn(chart: &Chart, screen: Screen) -> String {
    let Some([first, last]) = chart.span() else { return String::new() };
    let years = usize::from(first.abs_diff(last)) + 1;
    let each = years.div_ceil(screen.width.max(10));
    let (ends, marks) = (ends(chart), years.div_ceil(each));
    let one = |line: &Line| {
        let value =
            line.last().map_or_else(String::new, |point| format!("{}: {}", point.at, chart.unit.told(point.value)));
        let head = terminal_table::lines(
            &screen.marks.of(plain(&format!("{} ({value})", line.names[0])).into_owned()),
            screen.width,
            "",
        );
        let mark = |at: usize| {
            let within = |point: &&Point| usize::from(first.abs_diff(point.at)) / each == at;
            let values: Vec<f64> = line.points.iter().filter(within).map(|point| point.value).collect();
            let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
            if values.is_empty() { " " } else { mark(mean, ends, screen.marks) }
        };
        let marks: String = (0..marks).map(mark).collect();
        format!("{}\n{}\n", head.join("\n"), marks.trim_end())
    };
    let [low, high] = ends.map(|end| chart.unit.told(end));
    let says = format!(
        "Lowest mark: {low}, highest: {high}{}",
        if each > 1 { format!("; a mark is {each} years") } else { String::new() }
    );
    let says = terminal_table::lines(&screen.marks.of(says), screen.width, "").join("\n");
    chart.lines.iter().map(one).collect::<String>() + &below(first, last, marks) + "\n" + &says + "\n"
}

/// The first and the last year, below the first and the last mark where they have room.
fn below(first: i16, last: i16, marks: usize) -> String {
    let (first, last) = (first.to_string(), last.to_string());
    match marks.checked_sub(first.len() + last.len()).filter(|room| *room > 0) {
        Some(room) => format!("{first}{}{last}", " ".repeat(room)),
        None if first == last => first,
        None => format!("{first} to {last}"),
    }
}

/// From where to where the marks reach: from none to all of a share, else from the least value to the largest.
fn ends(chart: &Chart) -> [f64; 2] {
    let values = || chart.lines.iter().flat_map(|line| &line.points).map(|point| point.value);
    let most = values().fold(0.0, f64::max);
    match chart.unit {
        Unit::Index if values().any(|value| value < 0.0) => [-1.0, 1.0],
        Unit::Share | Unit::Index => [0.0, 1.0],
        Unit::Count => [0.0, most],
        Unit::Position => [values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max)],
    }
}

/// Members on one axis: a mark where each stands, between the ends of its interval.
pub(super) fn places(places: &Places, screen: Screen) -> String {
    let reach = |ends: [f64; 2], one: &Placed| [ends[0].min(one.interval.0), ends[1].max(one.interval.1)];
    let [low, high] = places.named.iter().fold([f64::MAX, f64::MIN], reach);
    let code = usize::from(screen.width < 80);
    let name = |one: &Placed| plain(&one.names[code]).into_owned();
    let indent = places.named.iter().map(|one| name(one).width()).max().unwrap_or_default().min(screen.width / 2) + 1;
    let room = screen.width.saturating_sub(indent + 8).clamp(10, 60);
    let [through, here] = if screen.marks == Marks::Unicode { ["\u{2500}", "\u{25cf}"] } else { ["-", "o"] };
    // Held between both ends.
    #[allow(clippy::cast_sign_loss)]
    let at = |value: f64| {
        ((value - low) / (high - low).max(f64::MIN_POSITIVE) * (room - 1) as f64).round().max(0.0) as usize
    };
    let row = |one: &Placed| {
        let (from, to) = (at(one.interval.0), at(one.interval.1));
        let cell = |column: usize| match column {
            _ if column == at(one.value) => here,
            _ if (from..=to).contains(&column) => through,
            _ => " ",
        };
        let name = name(one);
        let marks: String = (0..room).map(cell).collect();
        format!("{name}{}{marks} {}\n", " ".repeat(indent.saturating_sub(name.width())), Unit::Position.told(one.value))
    };
    screen.marks.of(places.named.iter().map(row).collect())
}

fn mark(value: f64, [least, most]: [f64; 2], marks: Marks) -> &'static str {
    let steps: &[&str] = if marks == Marks::Unicode { &EIGHTHS } else { &TENTHS };
    let part = if most > least { (value - least) / (most - least) } else { 1.0 };
    // Held between both ends.
    #[allow(clippy::cast_sign_loss)]
    let step = (part.clamp(0.0, 1.0) * steps.len() as f64) as usize;
    steps[step.min(steps.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_for_an_eighth_or_a_tenth_of_the_way() {
        let of = |value| [Marks::Unicode, Marks::Ascii].map(|marks| mark(value, [0.0, 1.0], marks));
        assert_eq!([of(0.0), of(0.5), of(1.0)], [["\u{2581}", "0"], ["\u{2585}", "5"], ["\u{2588}", "9"]]);
        assert_eq!(mark(3.0, [3.0, 3.0], Marks::Ascii), "9");
    }

    #[test]
    fn years_stand_below_the_first_and_the_last_mark() {
        assert_eq!(below(2014, 2025, 12), "2014    2025");
        assert_eq!(below(2020, 2025, 6), "2020 to 2025");
        assert_eq!(below(2025, 2025, 1), "2025");
    }
}
