//! Reports the questions that come back: how close they were, and when the next vote is due by habit.

use super::roll_call::sources_of;
use super::{Block, Kind, Layout, Look, Names, Report, Section, Spec, columns, words};
use crate::analysis::recurring::Recurring;
use crate::record::{Date, Record, RollCallId};

/// The most questions that people see unless they say how many.
const SHOWN: usize = 20;

/// The report of questions that come back; there is at least one.
pub(crate) fn report(record: &Record, mut all: Vec<Recurring>, brief: bool) -> Report<'_> {
    let (count, names) = (all.len(), Names::new(record, false));
    let ids: Vec<RollCallId> = all.iter().flat_map(|one| one.series.iter().copied()).collect();
    let body = all.first().map_or("", |one| record.roll_call(one.last).body.name());
    let mut report = Report::default();
    report.next.extend(
        all.iter()
            .map(|one| record.symbol(one.last))
            .find(|symbol| !symbol.is_empty())
            .map(|symbol| format!("unvote series {symbol}")),
    );
    let mut lines =
        vec![format!("{body}, {}, those whose last vote was the closest first", words::count(count, "question"))];
    if brief && count > SHOWN {
        all.truncate(SHOWN);
        lines.push(format!("Here are {SHOWN}; --limit {count} shows all"));
    }
    let blocks = vec![Block::Table(close().held(names, all))];
    report.sections.push(Section { title: "Questions that come back".to_owned(), lines, blocks });
    report.note(
        "To spare: votes in favour beyond those needed, in the last vote and in the closest; below 0, votes that were missing. \
         A question comes back if it was put to a vote at least three times, the last time no longer ago than usually lies \
         between two of its votes. Due by habit: where all but one of its last five votes fell in the year; nobody has set it.",
    );
    sources_of(record, &ids, &mut report);
    report
}

/// When the next vote is due, in words: `early Nov 2026`, `late Oct to early Nov 2026`.
pub(super) fn due_in_words(one: &Recurring) -> String {
    let Some((from, until)) = one.due else { return "at no fixed time".to_owned() };
    let part = |day: Date| match day.day() {
        ..=10 => "early",
        11..=20 => "mid",
        _ => "late",
    };
    let told = |day: Date| format!("{} {}", part(day), &words::month(day)[..3]);
    let text = if (from.year(), from.month()) != (until.year(), until.month()) {
        let year = if from.year() == until.year() { String::new() } else { format!(" {}", from.year()) };
        format!("{}{year} to {} {}", told(from), told(until), until.year())
    } else if part(from) == part(until) {
        format!("{} {}", told(from), from.year())
    } else {
        format!("{} {}", &words::month(from)[..3], from.year())
    };
    if one.is_past { format!("was due {text}") } else { text }
}

/// The questions, a row each.
pub(super) fn close<'q>() -> Layout<'q, Recurring> {
    const VOTES: Spec = Spec::number("votes", "roll calls", "Votes on the question that the record holds.");
    const SINCE: Spec = Spec::day("since", "Day of the first of them.");
    const CLOSEST: Spec =
        Spec::code("closest", "", "Symbol of the vote with the smallest margin, of those that were asked for.");
    const CLOSEST_DATE: Spec = Spec::day("closest_date", "Its day.");
    const CLOSEST_MARGIN: Spec = Spec::number("closest_margin", "votes", "Its margin.");
    const EVERY: Spec = Spec::number("every", "years", "How many years usually lie between two votes.");
    const FROM: Spec =
        Spec::day("due_from", "First day on which the next vote is due by habit; empty where there is no fixed time.");
    const UNTIL: Spec = Spec::day("due_until", "Last day on which it is due by habit.");
    Layout::new("close", "a question that comes back, by its last vote, the closest first; with --close")
        .of_roll_call(|row: &Recurring| row.last)
        .cast(crate::record::Vote::ALL, |row, names| names.record.numbers(row.last).whole())
        .column(columns::MARGIN, "to spare", |row, _| row.margin.into())
        .look(Look::Signed)
        .machines(CLOSEST, |row, names| names.symbol(row.closest).into())
        .machines(CLOSEST_DATE, |row, names| names.roll_call(row.closest).date.into())
        .machines(CLOSEST_MARGIN, |row, _| row.closest_margin.into())
        .people("closest_in", Kind::Code, "closest", |row, names| {
            let year = names.record.year(row.closest).map_or_else(String::new, |year| format!(" ({year})"));
            format!("{:+}{year}", row.closest_margin).into()
        })
        .column(VOTES, "votes", |row, _| row.series.len().into())
        .machines(SINCE, |row, names| row.series.first().and_then(|first| names.roll_call(*first).date).into())
        .day_and_symbol(|row| row.last)
        .result(|row| row.last)
        .machines(EVERY, |row, _| row.every.into())
        .machines(FROM, |row, _| row.due.map(|(from, _)| from).into())
        .machines(UNTIL, |row, _| row.due.map(|(_, until)| until).into())
        .people("due", Kind::Text, "due by habit", |row, _| due_in_words(row).into())
        .about(|row| row.last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_year_is_told_in_thirds_of_months() {
        let told = |from: &str, until: &str, is_past| {
            let due = Some((from.parse().unwrap(), until.parse().unwrap()));
            let id = RollCallId::new(0);
            let (series, last, closest) = (vec![id], id, id);
            due_in_words(&Recurring { series, last, margin: 0, closest, closest_margin: 0, every: 1, due, is_past })
        };
        assert_eq!(told("2026-10-29", "2026-11-03", false), "late Oct to early Nov 2026");
        assert_eq!(told("2026-11-03", "2026-11-08", false), "early Nov 2026");
        assert_eq!(told("2026-11-03", "2026-11-30", false), "Nov 2026");
        assert_eq!(told("2026-12-31", "2027-01-02", true), "was due late Dec 2026 to early Jan 2027");
    }
}
