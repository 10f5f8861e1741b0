//! Days as files write them, and which of day and month comes first where a file writes both as numbers. It reads no
//! file.

use crate::record::{Date, Session, Word, Words};

/// The years in which the United Nations can have voted.
const YEARS: std::ops::RangeInclusive<i16> = 1945..=2100;
const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];

/// Which of day and month comes first in days such as `4/11/2003`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Order {
    /// 4 November.
    DayFirst,
    /// 11 April.
    MonthFirst,
}

impl Words for Order {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::DayFirst, "day-first", "4/11/2003 is 4 November").or(&["dmy"]),
        Word::new(Self::MonthFirst, "month-first", "4/11/2003 is 11 April").or(&["mdy"]),
    ];
}

/// What the ledger calls days that no calendar has.
pub(crate) const NO_SUCH_DAY: &str = "dates that do not exist";
/// What it calls days in a form that is not read.
const UNREAD: &str =
    "days in a form that is not read; 2003-11-04, 20031104, 4/11/2003, 4.11.2003 and 4 November 2003 are";
/// What it calls days of which nothing says whether the day or the month comes first.
const NO_ORDER: &str = "days of which it is not known whether day or month comes first; --dates says it";

/// A day as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// Year, month and day.
    Known(i16, i8, i8),
    /// Two numbers of which one is the day, and the year.
    Either(i8, i8, i16),
}

/// A day that exists: `2025-02-24`, also with a time behind it, `20250224`, `24.2.2025`, `24 February 2025`, and in the
/// order of the file `2/24/2025` or `24/2/2025`; else what the ledger calls it.
pub(crate) fn date(text: &str, order: Option<Order>) -> Result<Date, &'static str> {
    let (year, month, day) = match (written(text).ok_or(UNREAD)?, order) {
        (Written::Known(year, month, day), _)
        | (Written::Either(day, month, year), Some(Order::DayFirst))
        | (Written::Either(month, day, year), Some(Order::MonthFirst)) => (year, month, day),
        (Written::Either(one, other, year), None) if one == other => (year, one, other),
        (Written::Either(..), None) => return Err(NO_ORDER),
    };
    Date::new(year, month, day).ok().filter(|date| YEARS.contains(&date.year())).ok_or(NO_SUCH_DAY)
}

fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    if let Some(known) = in_words(text) {
        return Some(known);
    }
    let day = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
    let day = day.strip_suffix(".0").filter(|day| day.len() == 8).unwrap_or(day);
    let number = |text: &str, most: usize| {
        let digits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if digits { text.parse::<i16>().ok() } else { None }
    };
    let short = |text: &str| number(text, 2).map(|number| number as i8);
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Written::Known(number(&day[..4], 4)?, short(&day[4..6])?, short(&day[6..])?));
    }
    let separator = day.chars().find(|c| "-/.".contains(*c))?;
    let mut pieces = day.split(separator);
    let (first, second, third) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if pieces.next().is_some() {
        return None;
    }
    match (first.len(), third.len()) {
        (4, _) => Some(Written::Known(number(first, 4)?, short(second)?, short(third)?)),
        // Nobody writes the month first with full stops.
        (_, 4) if separator == '.' => Some(Written::Known(number(third, 4)?, short(second)?, short(first)?)),
        (_, 4) => Some(Written::Either(short(first)?, short(second)?, number(third, 4)?)),
        _ => None,
    }
}

/// A day whose month is a word: `4 November 2003`, `Nov. 4, 2003`, `04-Nov-2003`, `25nov1949`.
fn in_words(text: &str) -> Option<Written> {
    let start = text.find(|c: char| c.is_ascii_alphabetic())?;
    let length = text[start..].find(|c: char| !c.is_ascii_alphabetic())?;
    let (before, word, behind) = (&text[..start], &text[start..start + length], &text[start + length..]);
    let is_month = |month: &str| {
        let begins = month.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
        begins && (word.len() == 3 || word.len() == month.len() || word.eq_ignore_ascii_case("sept"))
    };
    let month = 1 + MONTHS.iter().position(|month| is_month(month))? as i8;
    let mut numbers = [before, behind].into_iter().flat_map(|text| text.split([' ', '-', ',', '.', '/']));
    let mut numbers = std::iter::from_fn(|| numbers.find(|piece| !piece.is_empty()));
    let (day, year) = (numbers.next()?, numbers.next()?);
    let whole = numbers.next().is_none_or(|rest| rest.contains(':'));
    (whole && day.len() <= 2 && year.len() == 4)
        .then(|| Some(Written::Known(year.parse().ok()?, month, day.parse().ok()?)))?
}

/// What the days of one file say of their order.
#[derive(Debug, Default)]
pub(crate) struct Signs {
    /// The first day that only one order can read, by order, with its line.
    certain: [Option<(u64, String)>; 2],
    /// The first day that falls into its session in one order only.
    in_session: [Option<(u64, String)>; 2],
    /// How many days fall into their session in one order only, by order.
    fitting: [u32; 2],
    /// The first day that both orders can read.
    open: Option<(u64, String)>,
    /// How many days were seen that need no order.
    pub known: u32,
}

impl Signs {
    /// Looks at a cell, and at the session that its row names.
    pub(crate) fn see(&mut self, cell: &str, session: impl FnOnce() -> Option<Session>, line: u64) {
        let Some(Written::Either(one, other, year)) = written(cell) else {
            self.known += u32::from(!cell.is_empty());
            return;
        };
        if one == other {
            return;
        }
        let readings = [Date::new(year, other, one).ok(), Date::new(year, one, other).ok()];
        let here = || Some((line, cell.to_owned()));
        match readings {
            [Some(_), None] => _ = self.certain[0].get_or_insert_with(|| (line, cell.to_owned())),
            [None, Some(_)] => _ = self.certain[1].get_or_insert_with(|| (line, cell.to_owned())),
            [Some(day_first), Some(month_first)] => {
                self.open = self.open.take().or_else(here);
                let Some(session) = session() else { return };
                let Some((first, last)) = session.days() else { return };
                let fits = [day_first, month_first].map(|day| first <= day && day <= last);
                let sign = if let [true, false] = fits { 0 } else { 1 };
                if fits[0] != fits[1] {
                    self.fitting[sign] += 1;
                    self.in_session[sign].get_or_insert_with(|| (line, cell.to_owned()));
                }
            }
            [None, None] => {}
        }
    }

    /// Whether a day that only one order can read, or the sessions of a hundred, have shown that the file keeps to the order
    /// that is usual in its format.
    pub(crate) fn shows(&self, usual: Option<Order>) -> bool {
        usual.is_some_and(|usual| {
            let [of_usual, of_other] = [usual as usize, 1 - usual as usize].map(|order| self.fitting[order]);
            self.certain[usual as usize].is_some() || of_usual >= 100 && of_other == 0
        })
    }

    /// The order that the file shows, with the note to make of it; `usual` is that of its format.
    pub(crate) fn order(self, usual: Option<Order>) -> Result<Option<(Order, String)>, String> {
        let of = |sign: usize| [Order::DayFirst, Order::MonthFirst][sign];
        for (signs, how) in [(self.certain, "as"), (self.in_session, "as the session of")] {
            match signs {
                [Some((line, one)), Some((below, other))] => {
                    return Err(format!(
                        "days are written in two orders: '{one}' (line {line}) with the day first, '{other}' (line {below}) with the month first; say which is meant with --dates day-first or --dates month-first"
                    ));
                }
                [None, None] => {}
                [first, second] => {
                    let sign = usize::from(first.is_none());
                    let (line, shown) = first.or(second).unwrap_or_default();
                    let words = Order::typed(of(sign)).replace('-', " ");
                    return Ok(Some((of(sign), format!("days read {words}, {how} {shown} on line {line} shows"))));
                }
            }
        }
        let Some((line, shown)) = self.open else { return Ok(usual.map(|usual| (usual, String::new()))) };
        let usual = usual.ok_or_else(|| {
            format!(
                "days such as '{shown}' (line {line}) can be read in two ways; say which comes first with --dates day-first or --dates month-first"
            )
        })?;
        let note = format!(
            "days such as {shown} read month first, as usual in this format; if they are not: --dates day-first"
        );
        Ok(Some((usual, note)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Option<Order>) -> Result<String, &'static str> {
        date(text, order).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_in_every_form_that_means_one_day() {
        for (text, day) in [
            ("2025-02-24", "2025-02-24"),
            ("2024-02-29T00:00:00", "2024-02-29"),
            ("2024-02-29 10:00:00+00:00", "2024-02-29"),
            ("2003/11/4", "2003-11-04"),
            ("19891113", "1989-11-13"),
            ("19891113.0", "1989-11-13"),
            ("4.11.2003", "2003-11-04"),
            ("4 November 2003", "2003-11-04"),
            ("Nov. 4, 2003", "2003-11-04"),
            ("04-Sept-2003", "2003-09-04"),
            ("25nov1949", "1949-11-25"),
            ("5/5/2003", "2003-05-05"),
        ] {
            assert_eq!(read(text, None).as_deref(), Ok(day), "{text}");
        }
    }

    #[test]
    fn the_order_of_the_file_decides_where_two_numbers_can_be_the_day() {
        assert_eq!(read("2/16/1946", Some(Order::MonthFirst)).as_deref(), Ok("1946-02-16"));
        assert_eq!(read("4/11/2003 0:00", Some(Order::DayFirst)).as_deref(), Ok("2003-11-04"));
        assert_eq!(read("04-11-2003", Some(Order::MonthFirst)).as_deref(), Ok("2003-04-11"));
        assert_eq!(read("4/11/2003", None), Err(NO_ORDER));
    }

    #[test]
    fn a_day_that_no_calendar_has_and_a_form_that_is_not_read_are_two_things() {
        for bad in ["2025-02-30", "2023-02-29", "1844-01-01", "20250230", "31.4.2003", "31 April 2003"] {
            assert_eq!(read(bad, None), Err(NO_SUCH_DAY), "{bad}");
        }
        assert_eq!(read("30/2/2025", Some(Order::MonthFirst)), Err(NO_SUCH_DAY));
        for bad in ["", "2025-2", "2025-02-24-1", "x", "37929", "2003", "4/11/03", "04-Nov-03", "4 Novembre 2003"] {
            assert_eq!(read(bad, Some(Order::DayFirst)), Err(UNREAD), "{bad}");
        }
    }

    fn order(days: &[&str], session: Option<u16>) -> Result<Option<Order>, String> {
        let mut signs = Signs::default();
        for (line, day) in (2..).zip(days) {
            signs.see(day, || session.map(Session::Regular), line);
        }
        signs.order(None).map(|order| order.map(|(order, _)| order))
    }

    #[test]
    fn one_day_that_only_one_order_can_read_decides_for_the_file() {
        assert_eq!(order(&["4/11/2003", "23/12/2003"], None), Ok(Some(Order::DayFirst)));
        assert_eq!(order(&["4/11/2003", "12/23/2003"], None), Ok(Some(Order::MonthFirst)));
        // The 58th session began on 16 September 2003, so that its 4/11 was in November.
        assert_eq!(order(&["4/11/2003"], Some(58)), Ok(Some(Order::DayFirst)));
        assert_eq!(order(&["11/4/2003"], Some(58)), Ok(Some(Order::MonthFirst)));
        assert_eq!(order(&["2003-11-04", "5/5/2003"], None), Ok(None));
        let error = order(&["23/12/2003", "12/23/2003"], None).expect_err("both");
        assert!(error.contains("'23/12/2003' (line 2)") && error.contains("'12/23/2003' (line 3)"), "{error}");
        let error = order(&["4/11/2003"], None).expect_err("neither");
        assert!(error.contains("'4/11/2003' (line 2)") && error.contains("--dates day-first"), "{error}");
    }
}
