//! The value of a cell, typed and borrowed from its row where possible, and the names of members and roll calls in tables.
//! It knows no table.

use std::sync::{Arc, LazyLock};
use std::{borrow::Cow, cmp::Ordering};

use crate::members::{Member, MemberId, MemberList, MemberSet, Members};
use crate::record::{Date, Record, RecordBuilder, RollCall, RollCallId};

/// A member or group by code and by the name that people say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// ISO 3166-1 alpha-3 code; for former members the code that the files use.
    pub code: &'static str,
    /// The name.
    pub name: &'static str,
}

/// The record that rows point into, and which names of members are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'q> {
    /// The record.
    pub record: &'q Record,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
    /// The first and the last day of the votes, where members stand for lines, which are named by who held them.
    pub span: Option<(Date, Date)>,
}

/// A record without roll calls, for tables that need none.
static EMPTY: LazyLock<Record> = LazyLock::new(|| RecordBuilder::new(Arc::new(Members::embedded())).finish());

impl<'q> Names<'q> {
    /// The names of a record.
    pub(crate) const fn new(record: &'q Record, official: bool) -> Self {
        Self { record, official, span: None }
    }

    /// The names of lines over these roll calls.
    pub(crate) fn over(self, ids: impl IntoIterator<Item = RollCallId>) -> Self {
        Self { span: self.record.days(ids), ..self }
    }

    /// The names of members alone, for tables whose rows point into no record.
    pub(crate) fn without_record() -> Self {
        Self::new(&EMPTY, false)
    }

    /// The table's entry of a member.
    pub(crate) fn member(&self, member: MemberId) -> &'q Member {
        self.record.members().get(member)
    }

    /// The code of a member.
    pub(crate) fn code(&self, member: MemberId) -> &'static str {
        self.member(member).code
    }

    /// The number in the Correlates of War list of a member or line on a day; of a line that is no member of today the one
    /// that it had.
    pub(crate) fn ccode(&self, line: MemberId, day: Option<Date>) -> Option<u16> {
        let members = self.record.members();
        let before = || members.codes_of(line).skip(1).find_map(|code| members.get(code).cow.last().copied());
        members.get(line).cow_on(day).or_else(before)
    }

    /// The ISO 3166-1 numeric code of a member.
    pub(crate) fn iso_numeric(&self, member: MemberId) -> Option<i64> {
        self.member(member).iso_numeric.and_then(|digits| digits.parse().ok())
    }

    /// The name of a member, or of a line.
    pub(crate) fn name(&self, member: MemberId) -> &'static str {
        self.record.members().line_name(member, self.span, self.official)
    }

    /// The name of who held a member's seat in a roll call.
    pub(crate) fn holder(&self, id: RollCallId, member: MemberId) -> &'static str {
        let holder = self.record.members().holder(member, self.roll_call(id).date);
        self.member(holder).display_name(self.official)
    }

    /// Members by the names of who held their seats in a roll call, with the codes of the file.
    pub(crate) fn named_in(&self, id: RollCallId, members: MemberSet) -> Vec<Named> {
        let order = self.record.members().in_order(members, self.official);
        order.into_iter().map(|member| Named { code: self.code(member), name: self.holder(id, member) }).collect()
    }

    /// The names of a list, with commas between.
    pub(crate) fn list(&self, list: &MemberList) -> String {
        let listed = || list.names(self.record.members(), self.official);
        list.only_member().map_or_else(listed, |member| self.name(member).to_owned())
    }

    /// Members by name, in the order of the alphabet.
    pub(crate) fn named(&self, members: MemberSet) -> Vec<Named> {
        let order = self.record.members().in_order(members, self.official);
        order.into_iter().map(|member| Named { code: self.code(member), name: self.name(member) }).collect()
    }

    /// What is known of a roll call.
    pub(crate) fn roll_call(&self, id: RollCallId) -> &'q RollCall {
        self.record.roll_call(id)
    }

    /// The symbol of a roll call; empty where it has none.
    pub(crate) fn symbol(&self, id: RollCallId) -> &'q str {
        self.record.symbol(id)
    }
}

/// A cell of a table, as long as it is looked at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    /// Not known, or not defined.
    Missing,
    /// Words, a code or a symbol.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(i64),
    /// A number with decimals.
    Real(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
    /// Members, by name.
    Members(Cow<'a, [Named]>),
}

impl Value<'_> {
    /// Nothing to say, where a missing value would be said to be missing.
    pub(crate) const BLANK: Self = Self::Text(Cow::Borrowed(""));

    /// Whether there is no value.
    pub(crate) fn is_missing(&self) -> bool {
        *self == Self::Missing
    }

    /// The same, with what it borrows copied.
    pub(crate) fn to_owned(&self) -> Value<'static> {
        match self {
            Self::Missing => Value::Missing,
            Self::Text(text) => Value::Text(Cow::Owned(text.clone().into_owned())),
            Self::Number(number) => Value::Number(*number),
            Self::Real(number) => Value::Real(*number),
            Self::Day(day) => Value::Day(*day),
            Self::Flag(flag) => Value::Flag(*flag),
            Self::Members(members) => Value::Members(Cow::Owned(members.clone().into_owned())),
        }
    }

    /// The order of two values of one column.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Real(a), Self::Real(b)) => a.total_cmp(b),
            (Self::Day(a), Self::Day(b)) => a.cmp(b),
            (Self::Flag(a), Self::Flag(b)) => a.cmp(b),
            (Self::Members(a), Self::Members(b)) => a.len().cmp(&b.len()),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            _ => Ordering::Equal,
        }
    }
}

/// Words; missing when empty.
impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Cow::Borrowed(text).into()
    }
}

/// Words; missing when empty.
impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Cow::<str>::Owned(text).into()
    }
}

/// Words; missing when empty.
impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        if text.is_empty() { Self::Missing } else { Self::Text(text) }
    }
}

/// Counts and years; what is beyond an `i64` is missing.
macro_rules! from_numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                i64::try_from(number).map_or(Self::Missing, Self::Number)
            }
        }
    )*};
}
from_numbers!(u8, i8, u16, i16, u32, i32, u64, i64, usize);

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Date> for Value<'_> {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Vec<Named>> for Value<'_> {
    fn from(members: Vec<Named>) -> Self {
        Self::Members(members.into())
    }
}

/// Missing where there is none.
impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}
