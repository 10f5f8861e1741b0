//! The table of members, compiled in from `data/`, and what it answers by code and by date. Names are looked up in
//! `lookup`.

use std::sync::OnceLock;

use super::group::Group;
use super::lookup::NameIndex;
use super::member::{Member, NameUse, OtherName};
use super::{Date, MemberId, MemberSet};

const MEMBERS: &str = include_str!("../../data/members.csv");
const NAMES: &str = include_str!("../../data/member_names.csv");

/// Three letters have this many combinations.
const CODES: usize = 26 * 26 * 26;

/// The table of members.
#[derive(Debug)]
pub struct Members {
    members: Vec<Member>,
    /// The index of the member with a code, plus one; nought if there is none.
    by_code: Box<[u8]>,
    names: OnceLock<NameIndex>,
    groups: OnceLock<Vec<Group>>,
}

impl Default for Members {
    fn default() -> Self {
        Self::embedded()
    }
}

impl Members {
    /// The table that is compiled in. Names and groups are read when they are first asked for.
    #[must_use]
    pub fn embedded() -> Self {
        let members = rows(MEMBERS).filter_map(Member::parse).take(MemberSet::CAPACITY - 1).collect();
        let mut table = Self {
            members,
            by_code: vec![0; CODES].into_boxed_slice(),
            names: OnceLock::new(),
            groups: OnceLock::new(),
        };
        for (index, member) in (1..=u8::MAX).zip(&table.members) {
            if let Some(place) = code_place(member.code.as_bytes()) {
                table.by_code[place] = index;
            }
        }
        for (code, name) in rows(NAMES).filter_map(parse_name) {
            if let Some(member) = table.by_code(code).map(MemberId::index) {
                table.members[member].names.push(name);
            }
        }
        table
    }

    /// Number of members, former ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether the table is empty, which it never is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// All members with their index, ordered by code.
    pub fn iter(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        (0..=u8::MAX).map(MemberId::new).zip(&self.members)
    }

    /// A member by its index.
    ///
    /// # Panics
    /// If the index comes from no table of members.
    #[must_use]
    pub fn get(&self, member: MemberId) -> &Member {
        &self.members[member.index()]
    }

    /// A member by its alpha-3 code in upper case.
    #[must_use]
    pub fn by_code(&self, code: impl AsRef<[u8]>) -> Option<MemberId> {
        self.by_code[code_place(code.as_ref())?].checked_sub(1).map(MemberId::new)
    }

    /// A member by its alpha-2 code in upper case.
    #[must_use]
    pub fn by_iso2(&self, code: &str) -> Option<MemberId> {
        self.iter().find(|(_, member)| member.iso2 == Some(code)).map(|(id, _)| id)
    }

    /// A member by its number in the Correlates of War list. Where members share one (365: Russia and the Soviet
    /// Union; 345: Serbia and every Yugoslavia) it is the youngest; [`Members::of_file`] finds the one of the day.
    #[must_use]
    pub fn by_cow(&self, number: u16) -> Option<MemberId> {
        self.sharing(number)
            .max_by_key(|(_, member)| member.periods.first().map(|period| period.from))
            .map(|(id, _)| id)
    }

    /// The members of the United Nations on a day, those admitted on it included (some rolls of that day still lack
    /// them).
    #[must_use]
    pub fn seated(&self, on: Date) -> MemberSet {
        self.iter().filter(|(_, member)| member.is_seated(on)).map(|(id, _)| id).collect()
    }

    /// The member that holds a member's seat on a day: Russia in 1980 is the Soviet Union. It is the member itself
    /// where it has no seat then: the German Democratic Republic in 2000 is not Germany.
    #[must_use]
    pub fn seat_on(&self, member: MemberId, on: Date) -> MemberId {
        let held = |found: &MemberId| self.get(*found).is_seated(on);
        let earlier = |from: &MemberId| self.iter().find(|(id, _)| self.hands_over(*id, *from)).map(|(id, _)| id);
        let later = |from: &MemberId| self.iter().find(|(id, _)| self.hands_over(*from, *id)).map(|(id, _)| id);
        let seats = || std::iter::successors(Some(member), later).chain(std::iter::successors(Some(member), earlier));
        let seat = seats().find(held).unwrap_or(member);
        // The Federal Republic of Yugoslavia was a new member: its seat is Serbia's, that of 1945 is not.
        let same = seat == member || self.get(seat).periods.last().is_some_and(|period| period.contains(on));
        if same { seat } else { member }
    }

    /// The member that a file means on a day by a code, number or name: many write one for a state and the states
    /// before it (Russia for the Soviet Union, Serbia for every Yugoslavia), as the Correlates of War numbers do.
    #[must_use]
    pub fn of_file(&self, member: MemberId, on: Date) -> MemberId {
        let named = self.get(member);
        if named.is_seated(on) {
            return member;
        }
        let of_day = |number: &u16| self.sharing(*number).find(|(_, other)| other.is_seated(on)).map(|(id, _)| id);
        named.cow.iter().find_map(of_day).unwrap_or(member)
    }

    /// The groups of members.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        self.groups.get_or_init(|| Group::embedded(self))
    }

    pub(super) fn names(&self) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::new(self))
    }

    fn sharing(&self, number: u16) -> impl Iterator<Item = (MemberId, &Member)> {
        self.iter().filter(move |(_, member)| member.cow.contains(&number))
    }

    /// Whether a member's seat passed to another without a day between.
    fn hands_over(&self, from: MemberId, to: MemberId) -> bool {
        let (from, to) = (self.get(from), self.get(to));
        let end = from.periods.last().and_then(|period| period.until);
        from.successor == Some(to.code) && end.is_some() && end == to.periods.first().map(|period| period.from)
    }
}

/// The rows of a table below its header.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().skip(1)
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

/// Where a code stands among all of three letters.
fn code_place(code: &[u8]) -> Option<usize> {
    let &[a, b, c] = code else { return None };
    let letter = |byte: u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A'));
    Some((letter(a)? * 26 + letter(b)?) * 26 + letter(c)?)
}
