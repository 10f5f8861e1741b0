//! The table of members, compiled in from `data/`, and what it answers by code and by date. Names are looked up in
//! `lookup`.

use super::order::InOrder as _;
use std::sync::OnceLock;

use super::earlier::{Earlier, lines_alone};
use super::member::{Member, NameUse, OtherName, Period, rows};
use super::{Date, Group, MemberId, MemberSet, REGIONS, fold, languages::Translations, names::NameIndex};

const MEMBERS: &str = include_str!("../../data/members.csv");
const NAMES: &str = include_str!("../../data/member_names.csv");
const LETTERS: &str = include_str!("../../data/member_letters.csv");

/// Codes have three letters or two: as numbers to the base 27 they lie below this.
const CODES: usize = 27 * 27 * 27;

/// Correlates of War numbers lie below this.
const COW_NUMBERS: usize = 1000;

/// The table of members.
#[derive(Debug)]
pub struct Members {
    /// The members, then the lines that are none.
    table: Vec<Member>,
    /// The number of members.
    count: usize,
    /// The index of the member with a code, plus one; 0 if there is none.
    by_code: Box<[u8]>,
    /// The same by Correlates of War number.
    by_cow: Box<[u8]>,
    names: OnceLock<NameIndex>,
    translations: OnceLock<Translations>,
    groups: OnceLock<Vec<Group>>,
    /// The regional groups alone, which nearly every command asks for.
    regional: OnceLock<Vec<Group>>,
    /// The votes that stand under another's code.
    earlier: OnceLock<Vec<Earlier>>,
    /// The place of each member in the alphabet, by usual and by official names.
    alphabet: [OnceLock<Vec<u8>>; 2],
    permanent: OnceLock<MemberSet>,
}

impl Members {
    /// The table that is compiled in. Names and groups are read when they are first asked for.
    pub fn embedded() -> Self {
        let mut table: Vec<Member> = rows(MEMBERS).filter_map(Member::parse).take(MemberSet::CAPACITY - 9).collect();
        let count = table.len();
        let lines: Vec<Member> = lines_alone(|code| table.iter().any(|member| member.code == code)).collect();
        table.extend(lines);
        let mut members = Self {
            table,
            count,
            by_code: vec![0; CODES].into_boxed_slice(),
            by_cow: vec![0; COW_NUMBERS].into_boxed_slice(),
            names: OnceLock::new(),
            translations: OnceLock::new(),
            groups: OnceLock::new(),
            regional: OnceLock::new(),
            earlier: OnceLock::new(),
            alphabet: [OnceLock::new(), OnceLock::new()],
            permanent: OnceLock::new(),
        };
        // The youngest last, so that a number that members share is its own.
        let mut by_age: Vec<(u8, &Member)> = (1..=u8::MAX).zip(&members.table[..count]).collect();
        by_age.in_order_of(|(_, member)| member.periods.first().map(|period| period.from));
        for (index, member) in by_age {
            let codes = [Some(member.code), member.iso2].into_iter().flatten();
            codes.filter_map(|code| code_place(code.as_bytes())).for_each(|place| members.by_code[place] = index);
            for number in &member.cow {
                if let Some(place) = members.by_cow.get_mut(usize::from(*number)) {
                    *place = index;
                }
            }
        }
        for (code, name) in rows(NAMES).filter_map(parse_name) {
            if let Some(member) = members.line_called(code).map(MemberId::index) {
                members.table[member].names.push(name);
            }
        }
        members
    }

    /// All members with their index, ordered by code.
    pub fn iter(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.with_lines().take(self.count)
    }

    /// All members, then the lines that are none: the Republic of China.
    pub(super) fn with_lines(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        (0..=u8::MAX).map(MemberId::new).zip(&self.table)
    }

    /// Whether it is a line and no member.
    pub(super) const fn is_line_alone(&self, member: MemberId) -> bool {
        member.index() >= self.count
    }

    /// The votes that stand under another's code.
    pub(super) fn earlier(&self) -> &[Earlier] {
        self.earlier.get_or_init(|| Earlier::embedded(|code| self.periods_of(code)))
    }

    /// A line by its code in upper case: that of a member, or `ROC`.
    pub fn line_called(&self, code: &str) -> Option<MemberId> {
        let mut others = self.with_lines().skip(self.count);
        self.by_code(code).or_else(|| others.find(|(_, line)| line.code == code).map(|(id, _)| id))
    }

    /// A member by its index.
    ///
    /// # Panics
    /// If the index comes from no table of members.
    pub fn get(&self, member: MemberId) -> &Member {
        &self.table[member.index()]
    }

    /// Permanent members of the Security Council at any time; the Soviet Union's seat is the Russian Federation's.
    pub fn permanent(&self) -> MemberSet {
        let codes = ["CHN", "FRA", "GBR", "ROC", "RUS", "SUN", "USA"];
        *self.permanent.get_or_init(|| codes.iter().filter_map(|code| self.line_called(code)).collect())
    }

    /// These members in the alphabetical order of their usual or official names.
    pub fn in_order(&self, members: MemberSet, official: bool) -> Vec<MemberId> {
        let places = self.alphabet[usize::from(official)].get_or_init(|| {
            let name = |member: &(MemberId, &Member)| fold(member.1.display_name(official));
            let mut order: Vec<_> = self.with_lines().collect();
            order.in_order_of(name);
            let mut places = vec![0; order.len()];
            (0..).zip(order).for_each(|(place, (member, _))| places[member.index()] = place);
            places
        });
        let mut order: Vec<MemberId> = members.iter().collect();
        order.in_order_of(|member| places[member.index()]);
        order
    }

    /// A member by its alpha-3 code in upper case.
    pub fn by_code(&self, code: impl AsRef<[u8]>) -> Option<MemberId> {
        self.coded(code.as_ref(), 3)
    }

    /// A member by its alpha-2 code in upper case.
    pub fn by_iso2(&self, code: impl AsRef<[u8]>) -> Option<MemberId> {
        self.coded(code.as_ref(), 2)
    }

    /// A member by its number in the Correlates of War list. Where members share one (365: Russia and the Soviet
    /// Union; 345: Serbia and every Yugoslavia) it is the youngest.
    pub fn by_cow(&self, number: u16) -> Option<MemberId> {
        self.by_cow.get(usize::from(number))?.checked_sub(1).map(MemberId::new)
    }

    /// A member by its ISO 3166-1 numeric code, with or without leading zeros.
    pub(crate) fn by_numeric(&self, number: u16) -> Option<MemberId> {
        let is_it = |code: &str| code.parse() == Ok(number);
        self.iter().find(|(_, member)| member.iso_numeric.is_some_and(is_it)).map(|(id, _)| id)
    }

    /// A member by its letters, in upper case, in the Correlates of War list (`cow`) or formerly in ISO 3166 (`former`).
    pub(crate) fn by_letters(&self, scheme: &str, letters: &str) -> Option<MemberId> {
        let mut rows = rows(LETTERS).filter_map(|row| row.split_once(','));
        let found = rows.find(|(_, rest)| rest.split_once(',') == Some((letters, scheme)));
        found.and_then(|(code, _)| self.by_code(code))
    }

    /// Whether two members are one state in the Correlates of War list: the Soviet Union and Russia, and all that
    /// Yugoslavia became under the name of Serbia.
    pub(crate) fn same_state(&self, one: MemberId, other: MemberId) -> bool {
        one == other || self.get(one).cow.iter().any(|number| self.get(other).cow.contains(number))
    }

    /// The members of the United Nations on a day, those admitted on it included (some rolls of that day still lack
    /// them).
    pub fn seated(&self, on: Date) -> MemberSet {
        self.iter().filter(|(_, member)| member.is_seated(on)).map(|(id, _)| id).collect()
    }

    /// The member that a file means on a day by a code, number or name: many write one for a state and the states
    /// before it (Russia for the Soviet Union, Serbia for every Yugoslavia), as the Correlates of War numbers do.
    pub(crate) fn of_file(&self, member: MemberId, on: Date) -> MemberId {
        let named = self.get(member);
        if named.is_seated(on) {
            return member;
        }
        let of_day = |number: &u16| self.iter().find(|(_, other)| other.cow.contains(number) && other.is_seated(on));
        named.cow.iter().find_map(of_day).map_or(member, |(id, _)| id)
    }

    /// The groups of members.
    pub fn groups(&self) -> &[Group] {
        self.groups.get_or_init(|| Group::embedded(|_| true, |code| self.periods_of(code)))
    }

    /// The regional groups; none of the others need be read for them.
    pub(super) fn regional(&self) -> &[Group] {
        self.regional.get_or_init(|| Group::embedded(|code| REGIONS.contains(&code), |code| self.periods_of(code)))
    }

    /// The member or line with a code, and when it was a member.
    pub(super) fn periods_of(&self, code: &str) -> Option<(MemberId, &[Period])> {
        self.line_called(code).map(|id| (id, self.get(id).periods.as_slice()))
    }

    pub(super) fn names(&self) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::new(self.with_lines()))
    }

    /// Names in other languages, and names without their spaces.
    pub(super) fn translations(&self) -> &Translations {
        let typed = |member: &Member| {
            let others = member.names.iter().filter(|name| name.used == NameUse::Anywhere).map(|name| name.text);
            [member.name, member.official].into_iter().chain(others).collect::<Vec<_>>()
        };
        self.translations.get_or_init(|| {
            let english = self.iter().flat_map(|(id, member)| typed(member).into_iter().map(move |name| (id, name)));
            Translations::new(english, |code| self.by_code(code))
        })
    }

    fn coded(&self, code: &[u8], letters: usize) -> Option<MemberId> {
        let place = Some(code).filter(|code| code.len() == letters).and_then(code_place)?;
        self.by_code[place].checked_sub(1).map(MemberId::new)
    }
}

/// Reads a row of `member_names.csv`.
fn parse_name(row: &'static str) -> Option<(&'static str, OtherName)> {
    let mut cells = row.split(',');
    let (code, text) = (cells.next()?, cells.next()?);
    let used = match cells.next()? {
        "" => NameUse::Anywhere,
        "typed" => NameUse::Typed,
        "files" => NameUse::Files,
        _ => return None,
    };
    Some((code, OtherName { text, used }))
}

/// A code in upper case as a number to the base 27.
fn code_place(code: &[u8]) -> Option<usize> {
    let letter = |byte: &u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A') + 1);
    code.iter().try_fold(0, |place, byte| Some(place * 27 + letter(byte)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date of the test")
    }

    fn code(members: &Members, id: Option<MemberId>) -> Option<&str> {
        id.map(|id| members.get(id).code)
    }

    #[test]
    fn every_row_of_the_tables_is_read() {
        let members = Members::embedded();
        assert_eq!(rows(MEMBERS).count(), members.iter().count());
        let names: usize = members.with_lines().map(|(_, member)| member.names.len()).sum();
        assert_eq!(rows(NAMES).count(), names);
        assert!(!MEMBERS.contains('"') && !NAMES.contains('"'), "the tables quote nothing");
    }

    #[test]
    fn two_hundred_members_have_codes_of_their_own_in_order() {
        let members = Members::embedded();
        let codes: Vec<&str> = members.iter().map(|(_, member)| member.code).collect();
        assert_eq!(codes.len(), 200);
        assert!(codes.is_sorted_by(|a, b| a < b));
        for (id, member) in members.iter() {
            assert_eq!(members.by_code(member.code), Some(id));
            assert!(member.iso2.is_none_or(|iso2| members.by_iso2(iso2) == Some(id)), "{}", member.code);
            assert!(member.successor.is_none_or(|successor| members.by_code(successor).is_some()), "{}", member.code);
            assert!(member.periods.iter().all(|period| period.until.is_none_or(|until| period.from < until)));
            assert!(member.periods.is_sorted_by_key(|period| period.from));
        }
    }

    #[test]
    fn membership_grows_as_the_united_nations_counts_it() {
        // The UN's "Growth in United Nations membership".
        let counts = [
            ("1945-12-31", 51),
            ("1946-12-31", 55),
            ("1950-12-31", 60),
            ("1955-12-31", 76),
            ("1960-12-31", 99),
            ("1971-12-31", 132),
            ("1990-12-31", 159),
            ("1991-12-31", 166),
            ("1992-12-31", 179),
            ("2003-12-31", 191),
            ("2006-12-31", 192),
            ("2011-12-31", 193),
            ("2025-12-31", 193),
        ];
        let members = Members::embedded();
        for (on, count) in counts {
            assert_eq!(members.seated(day(on)).len(), count, "{on}");
        }
    }

    #[test]
    fn a_code_is_three_capital_letters() {
        let members = Members::embedded();
        for wrong in ["", "US", "usa", "USAX", "ÄA", "QQQ", "TWN", "12A"] {
            assert_eq!(members.by_code(wrong), None, "{wrong}");
        }
        assert_eq!(code(&members, members.by_code(b"ZWE")), Some("ZWE"));
        assert_eq!(code(&members, members.by_iso2("NA")), Some("NAM"));
        assert_eq!(members.by_iso2("NAM"), None);
    }

    #[test]
    fn a_file_may_write_one_code_for_a_state_and_the_states_before_it() {
        let members = Members::embedded();
        let meant =
            |number: u16, on: &str| members.by_cow(number).map(|id| members.get(members.of_file(id, day(on))).code);
        assert_eq!(meant(365, "1980-01-01"), Some("SUN"));
        assert_eq!(meant(365, "2020-01-01"), Some("RUS"));
        assert_eq!(meant(345, "1980-01-01"), Some("YUG"));
        assert_eq!(meant(345, "2004-01-01"), Some("SCG"));
        assert_eq!(meant(345, "2020-01-01"), Some("SRB"));
        assert_eq!(meant(255, "1992-01-01"), Some("DEU"));
        assert_eq!(meant(260, "1980-01-01"), Some("DEU"));
        assert_eq!(meant(678, "1980-01-01"), Some("YEM"));
        assert_eq!(meant(680, "1980-01-01"), Some("YMD"));
        // Taiwan's number stands for China's seat to 1971.
        assert_eq!(meant(713, "1960-01-01"), Some("CHN"));
        assert_eq!(meant(240, "1960-01-01"), None);
    }

    #[test]
    fn a_number_of_the_correlates_of_war_is_that_of_the_state_of_the_day() {
        let members = Members::embedded();
        let number = |code: &str, on: &str| members.by_code(code).and_then(|id| members.get(id).cow_on(Some(day(on))));
        // State System Membership (v2016): the two Germanies end on 2 October 1990, the Yemen Arab Republic on 21 May.
        // Voeten's data have 713 in China's seat to 1971, and 710 since.
        for (code, on, expected) in [
            ("DEU", "1990-10-02", 260),
            ("DEU", "1990-10-03", 255),
            ("YEM", "1990-05-21", 678),
            ("YEM", "1990-05-22", 679),
            ("CHN", "1971-10-25", 713),
            ("CHN", "1971-10-26", 710),
            ("SUN", "1980-01-01", 365),
            ("RUS", "2025-01-01", 365),
            ("USA", "1946-01-01", 2),
        ] {
            assert_eq!(number(code, on), Some(expected), "{code} on {on}");
        }
        assert!(members.iter().all(|(_, one)| (one.cow.len() == 2) == one.cow_from.is_some() && one.cow.len() < 3));
    }

    #[test]
    fn periods_end_before_the_day_of_their_end() {
        let members = Members::embedded();
        let seated = |of: &str, on: &str| members.by_code(of).is_some_and(|id| members.get(id).is_seated(day(on)));
        assert!(seated("DDR", "1990-10-02") && !seated("DDR", "1990-10-03"));
        assert!(seated("IDN", "1965-01-19") && !seated("IDN", "1965-01-20") && seated("IDN", "1966-09-28"));
        assert!(!seated("SYR", "1960-01-01") && seated("SYR", "1961-10-13"));
        assert!(seated("EAZ", "1963-12-16") && !seated("EAZ", "1964-04-26"));
        assert!(seated("CSK", "1992-12-31") && !seated("CSK", "1993-01-01"));
    }
}
