//! The votes on one question through the years as a picture: a bar of all votes each, or a line for each kind of vote.

use super::Names;
use super::chart::{Chart, Line, Point, Unit};
use super::line_picture::pictured;
use super::picture::{Panel, Picture, Role, Stack, Stacks};
use super::roll_call::short;
use super::series::{SeriesQuestion, span};
use super::titles::plain;
use super::words;
use crate::record::{Date, Record, RollCallId, Vote};

/// The kinds of picture of a series, the usual one first.
pub(crate) const KINDS: [&str; 2] = ["votes", "lines"];

/// The picture of a series, the earliest roll call first; none where no vote has a year.
pub(crate) fn of_series(record: &Record, ids: &[RollCallId], asked: SeriesQuestion, kind: &str) -> Option<Picture> {
    let names = Names::new(record, asked.official);
    let dated: Vec<(i16, RollCallId)> = ids.iter().filter_map(|id| Some((record.year(*id)?, *id))).collect();
    let (title, question) =
        (title(record, &dated)?, ids.last().map(|id| plain(record.text(record.roll_call(*id).title))));
    let undated = ids.len() - dated.len();
    let not_drawn = (undated > 0).then(|| format!("{} without a known day not drawn.", words::roll_calls(undated)));
    let embedded = "The embedded record is a selection: other votes on this question may be missing.";
    let notes = [not_drawn, asked.selected.then(|| embedded.to_owned())].into_iter().flatten().collect::<Vec<_>>();
    let subtitle =
        [question.map(std::borrow::Cow::into_owned).filter(|title| !title.is_empty()), Some(span(record, ids))];
    let subtitle = subtitle.into_iter().flatten().collect::<Vec<_>>().join(". ");
    if kind == "lines" {
        let lines: Vec<Line> =
            LINES.into_iter().filter_map(|(vote, colour)| line(record, &dated, vote, colour)).collect();
        let chart = Chart { unit: Unit::Count, lines, goes_on: true, ..Chart::default() };
        return pictured(title, subtitle, chart, notes, true);
    }
    let bars: Vec<Stack> = dated.iter().map(|(at, id)| stack(names, *at, *id)).collect();
    let said: Vec<&str> = bars.iter().map(|bar| bar.said.as_str()).collect();
    let description = format!("{title}. {subtitle}. {}.", said.join("; "));
    let parts = PARTS.map(|(vote, role)| (role, vote.label())).to_vec();
    let panels = vec![Panel::Stacks(Stacks { parts, bars })];
    Some(Picture { title, subtitle, description, panels, note: notes.join(" ") })
}

/// The kinds of vote with a line, and its colour.
const LINES: [(Vote, usize); 3] = [(Vote::Yes, 1), (Vote::No, 3), (Vote::Abstain, 4)];
/// The parts of a bar, from the bottom.
const PARTS: [(Vote, Role); 4] =
    [(Vote::Yes, Role::Yes), (Vote::Abstain, Role::Abstain), (Vote::No, Role::No), (Vote::NonVoting, Role::NonVoting)];

/// How many were in favour and against the first and the last time.
fn title(record: &Record, dated: &[(i16, RollCallId)]) -> Option<String> {
    let count = |id: RollCallId, vote: Vote| record.numbers(id).whole().count(vote);
    let ((first, one), (last, other)) = (dated.first()?, dated.last()?);
    let told = |vote: Vote| {
        let label = vote.label();
        match (count(*one, vote), count(*other, vote)) {
            (Some(before), Some(after)) if first != last => {
                Some(format!("{label}: {before} in {first}, {after} in {last}"))
            }
            (_, Some(after)) => Some(format!("{label}: {after} in {last}")),
            (Some(before), None) => Some(format!("{label}: {before} in {first}")),
            (None, None) => None,
        }
    };
    let told: Vec<String> = [Vote::Yes, Vote::No].into_iter().filter_map(told).collect();
    Some(words::capitalized(&told.join("; "))).filter(|title| !title.is_empty())
}

/// How many cast a kind of vote each time; none where that is never known.
fn line(record: &Record, dated: &[(i16, RollCallId)], vote: Vote, colour: usize) -> Option<Line> {
    let point = |(at, id): &(i16, RollCallId)| {
        let count = record.numbers(*id).whole().count(vote)?;
        let said = format!("{at}, {}: {count} {}", short(record, *id), vote.label());
        Some(Point { at: *at, value: f64::from(count), interval: None, is_firm: true, said })
    };
    let points: Vec<Point> = dated.iter().filter_map(point).collect();
    let name = vote.label().to_owned();
    (!points.is_empty()).then(|| Line { names: [name.clone(), name], colour, points })
}

/// All votes of a roll call; of what is not known nothing is drawn.
fn stack(names: Names<'_>, at: i16, id: RollCallId) -> Stack {
    let (record, numbers) = (names.record, names.record.numbers(id).whole());
    let counts: Vec<Option<u16>> = PARTS.iter().map(|(vote, _)| numbers.count(*vote)).collect();
    let told: Vec<String> = Vote::ALL
        .into_iter()
        .map(|vote| {
            numbers
                .count(vote)
                .map_or_else(|| format!("{} not known", vote.label()), |count| format!("{count} {}", vote.label()))
        })
        .collect();
    let day = record.roll_call(id).date.map_or_else(|| at.to_string(), |day: Date| words::day(day));
    let symbol = short(record, id);
    let said = format!("{symbol}, {day}: {}", words::and(&told));
    Stack { at, symbol, counts: counts.into_iter().map(|count| count.map_or(0, u32::from)).collect(), said }
}
