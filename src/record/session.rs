//! Bodies and sessions. A session is not a year: the 79th has votes in 2024 and in 2025.

use crate::members::order::InOrder as _;
use std::{fmt, str::FromStr, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::{Date, Word, Words, roman};

/// When each session met: session, first day, the day behind its last one.
const SESSIONS: &str = include_str!("../../data/sessions.csv");

/// The first and the last day of each session of the table, by session.
static DAYS: LazyLock<Vec<(Session, (Date, Date))>> = LazyLock::new(|| {
    let mut days: Vec<_> = SESSIONS.lines().filter_map(days_of).collect();
    days.in_order(Ord::cmp);
    days
});

fn days_of(row: &str) -> Option<(Session, (Date, Date))> {
    let (session, (first, until)) =
        row.split_once(',').and_then(|(session, days)| Some((session, days.split_once(',')?)))?;
    let last = if until.is_empty() { Date::MAX } else { until.parse::<Date>().ok()?.yesterday().ok()? };
    Some((session.parse().ok()?, (first.parse().ok()?, last)))
}

/// A principal organ whose votes are recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Body {
    /// The General Assembly: every member votes.
    #[default]
    GeneralAssembly,
    /// The Security Council: 11 members to the end of 1965, 15 since.
    SecurityCouncil,
}

impl Body {
    /// The short code of the machine formats: `GA` or `SC`.
    pub const fn code(self) -> &'static str {
        ["GA", "SC"][self as usize]
    }

    /// The name in full.
    pub const fn name(self) -> &'static str {
        ["General Assembly", "Security Council"][self as usize]
    }
}

impl Words for Body {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::GeneralAssembly, "ga", "General Assembly").or(&["unga", "assembly", "general-assembly", "a"]),
        Word::new(Self::SecurityCouncil, "sc", "Security Council").or(&["unsc", "council", "security-council", "s"]),
    ];
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A session of the General Assembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Session {
    /// A regular session, one a year since 1946.
    Regular(u16),
    /// A special session.
    Special(u16),
    /// An emergency special session (resolution 377 (V), rule 8 (b)).
    EmergencySpecial(u16),
}

impl Session {
    /// The number within its kind, what symbols write before it, and what people say behind it.
    const fn parts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::Regular(number) => (number, "", "session"),
            Self::Special(number) => (number, "S-", "special session"),
            Self::EmergencySpecial(number) => (number, "ES-", "emergency special session"),
        }
    }

    /// The number within its kind.
    pub const fn number(self) -> u16 {
        self.parts().0
    }

    /// The name that people say: `79th session`, `11th emergency special session`.
    pub fn name(self) -> String {
        let (number, _, kind) = self.parts();
        let suffix = match (number % 10, number % 100) {
            (1, last) if last != 11 => "st",
            (2, last) if last != 12 => "nd",
            (3, last) if last != 13 => "rd",
            _ => "th",
        };
        format!("{number}{suffix} {kind}")
    }

    /// The first and the last day on which it may have voted: a regular session lasts until the next one opens. One that is
    /// still to come counts from September to August; `None` for a special session that the table does not have.
    pub(crate) fn days(self) -> Option<(Date, Date)> {
        if let Ok(at) = DAYS.binary_search_by_key(&self, |(session, _)| *session) {
            return Some(DAYS[at].1);
        }
        let Self::Regular(number) = self else { return None };
        let first = Date::new(1945 + number as i16, 9, 1).ok()?;
        Some((first, Date::new(first.year() + 1, 8, 31).ok()?))
    }

    /// What the symbols of its documents begin with: `A/79`, `A/S-8`, `A/ES-11`. In tables for other programs it stands so,
    /// as a column of `79` and `ES-11` is numbers to one of them and words to the next.
    pub fn series(self) -> String {
        format!("A/{self}")
    }

    /// What symbols write before the number.
    pub(super) const fn prefix(self) -> &'static str {
        self.parts().1
    }
}

impl fmt::Display for Session {
    /// `79`, `S-8`, `ES-11`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{}", self.prefix(), self.number()))
    }
}

/// The error for a text that does not name a session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not a session: expected a number such as 79, S-8 for a special or ES-11 for an emergency special session"
)]
#[non_exhaustive]
pub struct SessionError(pub String);

impl FromStr for Session {
    type Err = SessionError;

    /// Reads `79`, `79.0` (as spreadsheets write it), `S-8`, `ES-XI`, `A/79`, in any case.
    fn from_str(text: &str) -> Result<Self, SessionError> {
        let upper = text.trim().to_ascii_uppercase();
        let upper = upper.strip_prefix("A/").unwrap_or(&upper);
        let (kind, number): (fn(u16) -> Self, &str) = match upper.split_once('-') {
            Some(("ES", number)) => (Self::EmergencySpecial, number),
            Some(("S", number)) => (Self::Special, number),
            _ => (Self::Regular, upper),
        };
        let number = number.strip_suffix(".0").unwrap_or(number);
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let n = if digits { number.parse().ok() } else { roman::value(number) };
        n.filter(|n| (1..=999).contains(n)).map(kind).ok_or_else(|| SessionError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_read_as_the_files_write_them() {
        for (text, session) in [
            ("62", Session::Regular(62)),
            ("1.0", Session::Regular(1)),
            ("ES-10", Session::EmergencySpecial(10)),
            ("es-xi", Session::EmergencySpecial(11)),
            ("S-8", Session::Special(8)),
            ("XXVI", Session::Regular(26)),
            ("A/79", Session::Regular(79)),
            ("a/es-11", Session::EmergencySpecial(11)),
        ] {
            assert_eq!(text.parse(), Ok(session), "{text}");
        }
        for bad in ["", "0", "-1", "A/", "A/RES/79", "ES-", "1.5", "99999999999", "S-IIX"] {
            assert!(bad.parse::<Session>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_session_has_its_days() {
        let days = |session: &str| session.parse::<Session>().ok().and_then(Session::days);
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(days("79"), Some((day("2024-09-10"), day("2025-09-08"))));
        assert_eq!(days("S-8"), Some((day("1978-04-20"), day("1978-04-21"))));
        assert_eq!(days("ES-11"), Some((day("2022-02-28"), Date::MAX)));
        assert_eq!(days("81"), Some((day("2026-09-01"), day("2027-08-31"))));
        assert_eq!([days("S-99"), days("ES-99")], [None, None]);
        assert!(SESSIONS.lines().skip(1).all(|row| days(row.split(',').next().unwrap()).is_some_and(|(a, b)| a <= b)));
    }

    #[test]
    fn the_names_are_spoken() {
        assert_eq!(Session::EmergencySpecial(11).name(), "11th emergency special session");
        assert_eq!(Session::Regular(62).name(), "62nd session");
        assert_eq!(Session::Special(1).name(), "1st special session");
    }
}
