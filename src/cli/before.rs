//! The period before the one that is asked for, as long as that: the years before `--year` or `--from`, the sessions
//! before `--session`. It selects no roll calls.

use crate::members::order::distinct;
use std::ops::RangeInclusive;

use jiff::Unit;

use super::options::SelectionOptions;
use crate::record::{Date, Session};
use crate::report::words::span;

/// The first year of votes.
const FIRST: i16 = 1946;

impl SelectionOptions {
    /// The same conditions in the period before, with its name; `last` is the day of the last vote of the one that was
    /// asked for. None where no one period is asked for, or where none as long lies before it.
    pub(super) fn before(&self, last: Option<Date>) -> Option<(Self, String)> {
        let none = Self { session: Vec::new(), year: Vec::new(), from: None, to: None, ..self.clone() };
        let of_years = |first: i16, end: i16| {
            let years = years_before(first, end.min(last?.year()))?;
            let name = span(years.start(), years.end());
            Some((Self { year: vec![years], ..none.clone() }, name))
        };
        match (self.year.as_slice(), self.session.as_slice(), self.from, self.to) {
            ([years], [], None, None) => of_years(*years.start(), *years.end()),
            ([], sessions, None, None) if !sessions.is_empty() => {
                let before = sessions_before(sessions)?;
                let plural = if before.len() > 1 { "s" } else { "" };
                let name = format!("session{plural} {}", span(before.first()?, before.last()?));
                Some((Self { session: before, ..none }, name))
            }
            ([], [], Some(from), to) => {
                let ends_a_year = |day: Date| (day.month(), day.day()) == (12, 31);
                if (from.month(), from.day()) == (1, 1) && to.is_none_or(ends_a_year) {
                    return of_years(from.year(), to.map_or(i16::MAX, Date::year));
                }
                let days = from.until((Unit::Day, to.or(last)?)).ok()?;
                let end = from.yesterday().ok()?;
                let first = end.checked_sub(days).ok().filter(|first| first.year() >= FIRST)?;
                Some((Self { from: Some(first), to: Some(end), ..none }, format!("{first} to {end}")))
            }
            _ => None,
        }
    }
}

/// As many years right before.
fn years_before(first: i16, last: i16) -> Option<RangeInclusive<i16>> {
    let start = first - (last - first + 1);
    (first <= last && start >= FIRST).then(|| start..=first - 1)
}

/// As many regular sessions right before; none of special ones, or where some between them are left out.
fn sessions_before(sessions: &[Session]) -> Option<Vec<Session>> {
    let mut numbers = Vec::new();
    for session in sessions {
        let Session::Regular(number) = session else { return None };
        numbers.push(*number);
    }
    let numbers = distinct(numbers.into_iter());
    let (first, count) = (*numbers.first()?, u16::try_from(numbers.len()).ok()?);
    let follow = numbers.iter().zip(first..).all(|(number, expected)| *number == expected);
    (follow && first > count).then(|| (first - count..first).map(Session::Regular).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(set: impl Fn(&mut SelectionOptions)) -> Option<(Vec<String>, String)> {
        let mut options = SelectionOptions { topic: vec!["nuclear".to_owned()], ..SelectionOptions::default() };
        set(&mut options);
        let (before, name) = options.before(Some(Date::constant(2025, 12, 19)))?;
        Some((before.typed(), name))
    }

    #[test]
    fn the_period_before_is_as_long_and_has_the_same_conditions() {
        let told = |typed: &[&str], name: &str| {
            let typed = typed.iter().map(|one| (*one).to_owned()).chain(["--topic 'nuclear'".to_owned()]).collect();
            Some((typed, name.to_owned()))
        };
        assert_eq!(before(|one| one.year = vec![2025..=2025]), told(&["--year 2024"], "2024"));
        assert_eq!(before(|one| one.year = vec![2022..=2100]), told(&["--year 2018-2021"], "2018 to 2021"));
        assert_eq!(
            before(|one| one.from = Some(Date::constant(2020, 1, 1))),
            told(&["--year 2014-2019"], "2014 to 2019")
        );
        let sessions = |numbers: &[u16]| numbers.iter().copied().map(Session::Regular).collect::<Vec<_>>();
        assert_eq!(before(|one| one.session = sessions(&[80])), told(&["--session 79"], "session 79"));
        assert_eq!(
            before(|one| one.session = sessions(&[78, 80, 79])),
            told(&["--session 75,76,77"], "sessions 75 to 77")
        );
        // 24 February to 19 December 2025 are 298 days and the day itself.
        let days = before(|one| one.from = Some(Date::constant(2025, 2, 24)));
        assert_eq!(days, told(&["--from 2024-05-01", "--to 2025-02-23"], "2024-05-01 to 2025-02-23"));
    }

    #[test]
    fn where_no_period_as_long_lies_before_there_is_none() {
        assert_eq!(before(|_| ()), None);
        assert_eq!(before(|one| one.year = vec![1950..=1990]), None);
        assert_eq!(before(|one| one.year = vec![2020..=2020, 2025..=2025]), None);
        assert_eq!(before(|one| one.session = vec![Session::Regular(78), Session::Regular(80)]), None);
        assert_eq!(before(|one| one.session = vec![Session::Regular(1)]), None);
        assert_eq!(before(|one| one.to = Some(Date::constant(2020, 1, 1))), None);
    }
}
