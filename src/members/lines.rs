//! Lines: what follows a member through years follows one holder of one seat. Which votes stand under
//! another's code is in `earlier`; docs/seats.md says why.

use super::earlier::Earlier;
use super::{Date, MemberId, MemberSet, Members, Period};

impl Members {
    /// The line of a vote that stands under a code on a day. Without a day it is the code's own.
    pub fn line(&self, code: MemberId, day: Option<Date>) -> MemberId {
        let earlier = day.and_then(|day| self.earlier().iter().find(|one| one.holds(code, day)));
        earlier.map_or(code, |one| one.line)
    }

    /// Who held the seat of a member on a day: the Republic of China for CHN until 1971, nearly always itself.
    pub fn holder(&self, code: MemberId, day: Option<Date>) -> MemberId {
        Some(self.line(code, day)).filter(|line| self.is_line_alone(*line)).unwrap_or(code)
    }

    /// The lines of these codes on a day.
    pub fn lines_of(&self, codes: MemberSet, day: Option<Date>) -> MemberSet {
        codes.iter().map(|code| self.line(code, day)).collect()
    }

    /// The codes whose votes on a day stand in the line of another, with that line.
    pub(crate) fn in_other_lines(&self, day: Date) -> impl Iterator<Item = (MemberId, MemberId)> {
        self.earlier().iter().filter(move |one| one.holds(one.code, day)).map(|one| (one.code, one.line))
    }

    /// The code under which the votes of a member or line stand on a day: Russia's in 1980 under SUN, the Republic of
    /// China's under CHN. None where it has ended and another continued it: the Soviet Union has no votes in 2025.
    pub fn code_on(&self, member: MemberId, day: Date) -> Option<MemberId> {
        let mut earlier = self.earlier().iter();
        let of_line = earlier.clone().find(|one| one.line == member && one.days.contains(day));
        let is_over = self.is_line_alone(member) || earlier.any(|one| one.code == member && one.whole);
        of_line.map(|one| one.code).or_else(|| Some(member).filter(|_| !is_over || self.get(member).is_seated(day)))
    }

    /// Whose votes those are that a file has under a member's name on a day when it was no member but another held its
    /// seat: those of who continued it, or of who was before it.
    pub(crate) fn continued(&self, member: MemberId, day: Date) -> Option<MemberId> {
        let ended = |one: &&Earlier| one.code == member && one.days.until.is_some_and(|until| until <= day);
        let line = self.earlier().iter().find(ended).map_or(member, |one| one.line);
        self.code_on(line, day).filter(|code| *code != member && self.get(*code).is_seated(day))
    }

    /// The codes under which votes of a member or line may stand, its own first.
    pub fn codes_of(&self, member: MemberId) -> impl Iterator<Item = MemberId> {
        let of_line = self.earlier().iter().filter(move |one| one.line == member);
        std::iter::once(member).chain(of_line.map(|one| one.code))
    }

    /// Whether a vote under a code on a day is that of a member that was asked for. A former member that was continued
    /// has its own votes and no more: the Soviet Union's end with it.
    pub fn is_of(&self, code: MemberId, day: Option<Date>, asked: MemberId) -> bool {
        let Some(one) = self.earlier().iter().find(|one| one.code == asked && one.whole) else {
            return self.line(code, day) == asked;
        };
        code == asked && day.is_none_or(|day| one.days.contains(day))
    }

    /// Whether votes stand under several codes in a line, or those under a code in several lines.
    pub fn changes(&self, member: MemberId) -> bool {
        self.earlier().iter().any(|one| one.code == member || one.line == member)
    }

    /// The line that a member is of today: Russia's for the Soviet Union. China's is the present holder's.
    pub fn whole_line(&self, member: MemberId) -> MemberId {
        let continued = self.earlier().iter().find(|one| one.code == member && one.whole);
        continued.map_or(member, |one| one.line)
    }

    /// All lines, in the order of the table of members.
    pub fn lines(&self) -> impl Iterator<Item = MemberId> {
        self.with_lines().map(|(member, _)| member).filter(|member| self.whole_line(*member) == *member)
    }

    /// The lines whose votes stand under a member's code, one after the other, each with its days: those of the Republic
    /// of China and of the People's Republic for CHN. One without days for a member that is in one line.
    pub fn in_lines(&self, member: MemberId) -> Vec<(MemberId, Option<Period>)> {
        let parted = self.earlier().iter().find(|one| one.code == member && !one.whole);
        let Some(one) = parted else { return vec![(member, None)] };
        let until = |until| Period { from: Date::MIN, until: Some(until) };
        match one.days.until.filter(|_| self.get(member).is_seated(Date::MAX)) {
            Some(end) => vec![(one.line, Some(until(end))), (member, Some(Period { from: end, until: None }))],
            None => vec![(member, Some(until(one.days.from))), (one.line, Some(one.days))],
        }
    }

    /// The name of a line over a span of days: `Russia (Soviet Union until 1991)` where it has votes of that time.
    pub fn line_name(&self, line: MemberId, span: Option<(Date, Date)>, official: bool) -> &'static str {
        let in_span = |(first, last): (Date, Date)| {
            let within = |one: &&Earlier| one.days.from <= last && one.days.until.is_none_or(|until| first < until);
            self.earlier().iter().filter(|one| one.line == line).find(within)
        };
        span.and_then(in_span).map_or(self.get(line).display_name(official), |one| one.names[usize::from(official)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date of the test")
    }

    fn line(members: &Members, code: &str, on: &str) -> &'static str {
        members.get(members.line(members.by_code(code).unwrap(), Some(day(on)))).code
    }

    #[test]
    fn a_line_is_one_holder_of_one_seat() {
        let members = Members::embedded();
        let expected = [
            ("SUN", "1980-01-01", "RUS"),
            ("RUS", "1991-12-24", "RUS"),
            ("USA", "1980-01-01", "USA"),
            ("DDR", "1980-01-01", "DDR"),
            ("CSK", "1980-01-01", "CSK"),
            // A/RES/2758 (XXVI) was adopted at the end of the meeting of 25 October 1971.
            ("CHN", "1971-10-25", "ROC"),
            ("CHN", "1971-10-26", "CHN"),
            // The Federal Republic of Yugoslavia was admitted anew in 2000; the seat of 1945 is nobody's.
            ("YUG", "1980-01-01", "YUG"),
            ("YUG", "2000-10-31", "YUG"),
            ("YUG", "2000-11-01", "SRB"),
            ("SCG", "2004-01-01", "SRB"),
            // A late vote under a name that is no more is its continuation's.
            ("SUN", "1991-12-31", "RUS"),
        ];
        for (code, on, of) in expected {
            assert_eq!(line(&members, code, on), of, "{code} on {on}");
        }
    }

    #[test]
    fn votes_of_a_line_stand_under_the_code_of_their_day() {
        let members = Members::embedded();
        let code = |asked: &str, on: &str| {
            members.code_on(members.find(asked).unwrap(), day(on)).map_or("none", |code| members.get(code).code)
        };
        assert_eq!(code("RUS", "1991-12-23"), "SUN");
        assert_eq!(code("RUS", "1991-12-24"), "RUS");
        assert_eq!((code("SUN", "1985-01-01"), code("SUN", "1991-12-24")), ("SUN", "none"));
        assert_eq!(code("SRB", "1980-01-01"), "SRB");
        assert_eq!((code("SRB", "2002-01-01"), code("SRB", "2004-01-01")), ("YUG", "SCG"));
        assert_eq!(code("YUG", "2010-01-01"), "YUG");
        assert_eq!((code("ROC", "1960-01-01"), code("ROC", "1980-01-01")), ("CHN", "none"));
        assert_eq!((code("DDR", "2000-01-01"), code("DEU", "1960-01-01")), ("DDR", "DEU"));
    }

    #[test]
    fn who_is_asked_for_has_its_own_votes() {
        let members = Members::embedded();
        let of = |asked: &str, code: &str, on: &str| {
            let (asked, code) = (members.find(asked).unwrap(), members.by_code(code).unwrap());
            members.is_of(code, Some(day(on)), asked)
        };
        assert!(of("RUS", "SUN", "1985-01-01") && of("SUN", "SUN", "1985-01-01"));
        assert!(!of("SUN", "RUS", "2025-01-01") && of("RUS", "RUS", "2025-01-01"));
        // S/RES/725 of 31 December 1991, where the Library writes USSR.
        assert!(!of("SUN", "SUN", "1991-12-31") && of("RUS", "SUN", "1991-12-31"));
        assert!(of("ROC", "CHN", "1960-01-01") && !of("CHN", "CHN", "1960-01-01") && of("CHN", "CHN", "1980-01-01"));
        assert!(of("YUG", "YUG", "1985-01-01") && !of("YUG", "YUG", "2002-01-01") && of("SRB", "YUG", "2002-01-01"));
    }

    #[test]
    fn a_code_of_two_seats_or_holders_is_two_lines_one_after_the_other() {
        let members = Members::embedded();
        let told = |asked: &str| {
            let lines = members.in_lines(members.by_code(asked).unwrap()).into_iter();
            lines.map(|(line, days)| (members.get(line).code, days.map(|days| days.from))).collect::<Vec<_>>()
        };
        assert_eq!(told("CHN"), [("ROC", Some(Date::MIN)), ("CHN", Some(day("1971-10-26")))]);
        assert_eq!(told("YUG"), [("YUG", Some(Date::MIN)), ("SRB", Some(day("2000-11-01")))]);
        assert_eq!((told("RUS"), told("SUN")), (vec![("RUS", None)], vec![("SUN", None)]));
    }

    #[test]
    fn a_line_is_named_by_who_held_the_seat_in_a_span() {
        let members = Members::embedded();
        let name = |code: &str, from: &str, to: &str| {
            members.line_name(members.by_code(code).unwrap(), Some((day(from), day(to))), false)
        };
        assert_eq!(name("RUS", "1991-12-24", "2025-12-31"), "Russia");
        assert_eq!(name("RUS", "1991-12-23", "2025-12-31"), "Russia (Soviet Union until 1991)");
        assert_eq!(name("SRB", "2003-02-04", "2025-12-31"), "Serbia (Serbia and Montenegro until 2006)");
        assert_eq!(
            name("SRB", "1946-01-01", "2025-12-31"),
            "Serbia (Yugoslavia until 2003; Serbia and Montenegro until 2006)"
        );
        assert_eq!(name("CHN", "1946-01-01", "2025-12-31"), "China");
    }
}
