//! Questions that come back: how close the last vote on each was, the closest of all, and when the next is due by habit.

use crate::members::order::InOrder as _;
use std::collections::HashSet;

use jiff::Span;

use super::series::Links;
use crate::record::{Body, Date, Record, RollCallId};

/// With fewer votes on a question, there is no habit.
const FEWEST: usize = 3;
/// How many of the last votes tell the habit.
const LATEST: usize = 5;
/// A habit that spans more days than this is none.
const LONGEST: i32 = 60;
/// Days of the year by which days of different years are compared; 29 February counts as the day before.
const YEAR: i32 = 365;

/// A question that comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recurring {
    /// All votes on it in the record, the earliest first.
    pub series: Vec<RollCallId>,
    /// The latest of those that were asked for.
    pub last: RollCallId,
    /// Its votes beyond those needed; negative for votes that were missing.
    pub margin: i32,
    /// The closest of those that were asked for and whose margin is known; the latest of equal ones.
    pub closest: RollCallId,
    /// Its margin.
    pub closest_margin: i32,
    /// How many years lie between two votes, by the median of the last ones.
    pub every: i16,
    /// The first and the last day on which the next is due by habit; none where the last votes were at no fixed time.
    pub due: Option<(Date, Date)>,
    /// Whether the record goes beyond these days without holding the vote.
    pub is_past: bool,
}

/// The questions that come back, of which any of these roll calls is one: at least three votes, the last no longer ago than
/// usually lies between two. Those whose last vote was the closest come first, by the votes that it had to spare or lacked.
pub fn recurring(record: &Record, ids: &[RollCallId]) -> Vec<Recurring> {
    let (links, asked) = (Links::of(record), ids.iter().copied().collect::<HashSet<_>>());
    let ends = [Body::GeneralAssembly, Body::SecurityCouncil].map(|body| {
        let of_body = record.ids().filter(|id| record.roll_call(*id).body == body);
        record.days(of_body).map(|(_, last)| last)
    });
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for id in ids.iter().filter(|id| record.roll_call(**id).is_vote()) {
        let series = links.series(*id);
        if series.len() < FEWEST || !series.first().is_some_and(|first| seen.insert(*first)) {
            continue;
        }
        let end = ends[record.roll_call(*id).body as usize];
        all.extend(end.and_then(|end| of_series(record, series, &asked, end)));
    }
    all.in_order_of(|one| (one.margin.abs(), one.closest_margin.abs(), one.last));
    all
}

fn of_series(record: &Record, series: Vec<RollCallId>, asked: &HashSet<RollCallId>, end: Date) -> Option<Recurring> {
    let days: Vec<Date> = series.iter().filter_map(|id| record.roll_call(*id).date).collect();
    let latest = &days[days.len().saturating_sub(LATEST)..];
    let every = usual_gap(latest)?;
    if latest.len() < FEWEST || end.year() - latest[latest.len() - 1].year() > every {
        return None;
    }
    let margins: Vec<(RollCallId, Option<i32>)> =
        series.iter().filter(|id| asked.contains(id)).map(|id| (*id, record.margin(*id))).collect();
    // Of a vote whose margin is not known it is not known how close it was.
    let &(last, margin) = margins.last()?;
    let known = margins.iter().filter_map(|(id, margin)| Some((*id, (*margin)?)));
    let (closest, closest_margin) = known.min_by_key(|(id, margin)| (margin.abs(), std::cmp::Reverse(*id)))?;
    let due = next(latest, every);
    let is_past = due.is_some_and(|(_, until)| until < end);
    Some(Recurring { last, margin: margin?, closest, closest_margin, every, due, is_past, series })
}

/// The median of the years between these days, at least one; the lower of two in the middle.
fn usual_gap(days: &[Date]) -> Option<i16> {
    let mut gaps: Vec<i16> = days.windows(2).map(|pair| pair[1].year() - pair[0].year()).collect();
    gaps.in_order(Ord::cmp);
    gaps.get(gaps.len().saturating_sub(1) / 2).map(|gap| (*gap).max(1))
}

/// When the next vote is due: the shortest part of the year that holds these days, or all but one of more than three, so
/// many years after the last of them.
fn next(days: &[Date], every: i16) -> Option<(Date, Date)> {
    let of_year = |day: &Date| day.with().year(2001).build().map_or(59, |day| i32::from(day.day_of_year()));
    let mut places: Vec<i32> = days.iter().map(of_year).collect();
    places.in_order(Ord::cmp);
    let held = if days.len() > FEWEST { days.len() - 1 } else { days.len() };
    let span = |first: usize| {
        let last = places[(first + held - 1) % places.len()];
        ((last - places[first]).rem_euclid(YEAR), places[first])
    };
    let (length, first) = (0..places.len()).map(span).min()?;
    let target = days.last()?.saturating_add(Span::new().years(every));
    let start = |year: i16| Date::new(year, 1, 1).ok().map(|day| day.saturating_add(Span::new().days(first - 1)));
    let starts = (target.year() - 1..=target.year() + 1).filter_map(start);
    let from = starts.min_by_key(|day| (*day - target).get_days().abs())?;
    (length <= LONGEST).then(|| (from, from.saturating_add(Span::new().days(length))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> Date {
        day.parse().unwrap()
    }

    #[test]
    fn a_habit_is_the_part_of_the_year_that_holds_all_but_one_of_the_last_days() {
        // The embargo: 23 June 2021 was put off from the year before.
        let days = ["2021-06-23", "2022-11-03", "2023-11-02", "2024-10-30", "2025-10-29"].map(day);
        assert_eq!(usual_gap(&days), Some(1));
        assert_eq!(next(&days, 1), Some((day("2026-10-29"), day("2026-11-03"))));
        // With the last put off, the next is where the others were.
        let days = ["2018-11-01", "2019-11-07", "2020-11-02", "2021-06-23"].map(day);
        assert_eq!(next(&days, 1), Some((day("2022-11-01"), day("2022-11-07"))));
        // Two months apart is no fixed time.
        assert_eq!(next(&["2019-01-10", "2020-06-01", "2021-11-01"].map(day), 1), None);
    }

    #[test]
    fn a_habit_may_go_over_the_end_of_the_year() {
        let days = ["2022-12-30", "2024-01-03", "2024-12-28"].map(day);
        assert_eq!(next(&days, 1), Some((day("2025-12-28"), day("2026-01-03"))));
    }

    #[test]
    fn the_usual_gap_is_a_median_of_at_least_a_year() {
        assert_eq!(usual_gap(&["2019-11-01", "2021-11-01", "2023-11-01"].map(day)), Some(2));
        assert_eq!(usual_gap(&["2022-03-02", "2022-03-24", "2022-10-12"].map(day)), Some(1));
        assert_eq!(usual_gap(&["2022-03-02"].map(day)), None);
    }
}
