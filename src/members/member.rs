//! One member of the United Nations: its codes, its names and its time in the organisation, as a row of the table
//! states them. It knows nothing of the other members.

use super::Date;

/// The rows of a table below its header.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().skip(1)
}

/// A span of days, from its first day to the day before `until`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The first day that is no longer in it; none if it lasts.
    pub until: Option<Date>,
}

impl Period {
    /// Whether a day is in it.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Reads two cells of a table; an empty end means that it lasts.
    pub(super) fn parse(from: &str, until: &str) -> Option<Self> {
        let until = if until.is_empty() { None } else { Some(day(until)?) };
        Some(Self { from: day(from)?, until })
    }
}

/// A day of the tables, `2011-07-14`: they have a thousand, and are read at every start.
fn day(text: &str) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let next = |n: i16, digit: &u8| digit.is_ascii_digit().then(|| n * 10 + i16::from(digit - b'0'));
    let number = |digits: &[u8]| digits.iter().try_fold(0, next);
    Date::new(number(&[y1, y2, y3, y4])?, number(&[m1, m2])? as i8, number(&[d1, d2])? as i8).ok()
}

/// Where a name is recognised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum NameUse {
    /// The name counts everywhere.
    Anywhere,
    /// The name counts only where a person types it: one of several members that may be meant.
    Typed,
    /// The name counts only in files, whose writers gave it one meaning.
    Files,
}

/// A name besides the two that every member has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct OtherName {
    /// The name as it is written.
    pub text: &'static str,
    /// Where it counts.
    pub used: NameUse,
}

/// A member of the United Nations, of today or of former days.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Member {
    /// ISO 3166-1 alpha-3 code, or for former members the code that the record files use (SUN, YUG, CSK, DDR, YMD,
    /// SCG, EAZ).
    pub code: &'static str,
    /// ISO 3166-1 alpha-2 code, where there is one.
    pub iso2: Option<&'static str>,
    /// ISO 3166-1 numeric code of three digits, which is also its M49 code in the statistics of the United Nations.
    pub iso_numeric: Option<&'static str>,
    /// Numbers in the Correlates of War list, the latest state's first.
    pub cow: Vec<u16>,
    /// The first day of the first of these numbers, where there are two.
    pub cow_from: Option<Date>,
    /// The name that people say: Russia, North Korea, Türkiye.
    pub name: &'static str,
    /// The name in the United Nations, today or at the end.
    pub official: &'static str,
    /// When it was a member, in order.
    pub periods: Vec<Period>,
    /// Code of the member that it became or joined.
    pub successor: Option<&'static str>,
    /// What a reader should know of its membership.
    pub note: &'static str,
    /// Other names: former, informal, of files.
    pub names: Vec<OtherName>,
}

impl Member {
    /// Its official name, or the one that people use.
    pub const fn display_name(&self, official: bool) -> &'static str {
        if official { self.official } else { self.name }
    }

    /// Its number in the Correlates of War list on a day, without a day the latest: the Federal Republic of Germany's
    /// until 1990, the Republic of China's (713, as in Voeten's data) until it left China's seat.
    pub fn cow_on(&self, day: Option<Date>) -> Option<u16> {
        let is_before = day.is_some_and(|day| self.cow_from.is_some_and(|from| day < from));
        self.cow.get(usize::from(is_before)).copied()
    }

    /// Whether it is a member on a day.
    pub fn is_seated(&self, on: Date) -> bool {
        self.periods.iter().any(|period| period.contains(on))
    }

    /// Whether its last membership was over on a day.
    pub(crate) fn has_ended(&self, on: Date) -> bool {
        self.periods.last().is_some_and(|period| period.until.is_some_and(|until| until <= on))
    }

    /// Whether it is a member on one of these days at least.
    pub(crate) fn is_seated_between(&self, first: Date, last: Date) -> bool {
        self.periods.iter().any(|period| period.from <= last && period.until.is_none_or(|until| first < until))
    }

    /// Whether it is a member on each of these days.
    pub(crate) fn is_seated_throughout(&self, first: Date, last: Date) -> bool {
        self.periods.iter().any(|period| period.contains(first) && period.contains(last))
    }

    /// A line that is no member of the table, by its code, its names and its days. Only a person calls it by them: files
    /// have its votes under a member's code.
    pub(super) fn line([code, name, official]: [&'static str; 3], days: Period) -> Self {
        Self {
            code,
            iso2: None,
            iso_numeric: None,
            cow: Vec::new(),
            cow_from: None,
            name,
            official,
            periods: vec![days],
            successor: None,
            note: "",
            names: Vec::new(),
        }
    }

    /// Reads a row of `members.csv`, which quotes nothing.
    pub(super) fn parse(row: &'static str) -> Option<Self> {
        let cells: Vec<&'static str> = row.split(',').collect();
        let &[code, iso2, numeric, cow, name, official, periods, successor, note] = cells.as_slice() else {
            return None;
        };
        let (numbers, from): (Vec<_>, Vec<_>) = cow
            .split('|')
            .map(|cell| cell.split_once(" from ").map_or((cell, None), |(n, from)| (n, Some(from))))
            .unzip();
        let periods = periods.split('|').map(|period| {
            let (from, until) = period.split_once("..")?;
            Period::parse(from, until)
        });
        Some(Self {
            code,
            iso2: Some(iso2).filter(|code| !code.is_empty()),
            iso_numeric: Some(numeric).filter(|code| !code.is_empty()),
            cow: numbers.into_iter().map(|number| number.parse().ok()).collect::<Option<_>>()?,
            cow_from: from.first().copied().flatten().and_then(day),
            name,
            official,
            periods: periods.collect::<Option<_>>()?,
            successor: Some(successor).filter(|code| !code.is_empty()),
            note,
            names: Vec::new(),
        })
    }
}
