//! The fields of a roll call: each by its name, read from the text of a cell and turned into a value again. Every format
//! enters its cells by them; our own writes them as well.

use std::borrow::Cow;

use Holds::{Count, Flag, Symbols, Text};

use super::ballots::Ballots;
use super::dates::{self, Order};
use super::numbers::{self, empty};
use crate::record::{self, Body, Issues, Matter, Modality, Outcome, RecordBuilder, RollCall};
use crate::source::ledger::{Kind, Ledger, shortened};

/// A field of a roll call.
pub(crate) struct Field {
    /// Its name in our own schema.
    pub name: &'static str,
    holds: Holds,
}

/// What a field holds, and where it stands in a roll call.
enum Holds {
    Text(Of<record::Text>),
    Symbols(Of<record::Text>),
    Count(Of<Option<u16>>),
    Flag(Of<Option<bool>>),
    Body,
    Session,
    Date,
    Matter,
    Modality,
    Outcome,
    Important,
    Issues,
    UndlId,
    Rcid,
}

type Of<T> = fn(&mut RollCall) -> &mut T;

const fn field(name: &'static str, holds: Holds) -> Field {
    Field { name, holds }
}

/// What the names of the stated numbers begin with; JSON holds them in an object of that name.
pub(crate) const STATED: &str = "stated_";

/// Every field, in the order in which they are written.
pub(crate) static FIELDS: [Field; 26] = [
    field("resolution", Symbols(|one| &mut one.resolution)),
    field("draft", Symbols(|one| &mut one.draft)),
    field("meeting", Symbols(|one| &mut one.meeting)),
    field("committee_report", Symbols(|one| &mut one.committee_report)),
    field("body", Holds::Body),
    field("session", Holds::Session),
    field("date", Holds::Date),
    field("title", Text(|one| &mut one.title)),
    field("agenda", Text(|one| &mut one.agenda)),
    field("subjects", Text(|one| &mut one.subjects)),
    field("matter", Holds::Matter),
    field("modality", Holds::Modality),
    field("outcome", Holds::Outcome),
    field("two_thirds", Flag(|one| &mut one.two_thirds)),
    field("procedural", Flag(|one| &mut one.procedural)),
    field("important", Holds::Important),
    field("issues", Holds::Issues),
    field("undl_id", Holds::UndlId),
    field("rcid", Holds::Rcid),
    field("note", Text(|one| &mut one.note)),
    field("link", Text(|one| &mut one.link)),
    field("stated_yes", Count(|one| &mut one.stated.yes)),
    field("stated_no", Count(|one| &mut one.stated.no)),
    field("stated_abstain", Count(|one| &mut one.stated.abstain)),
    field("stated_non_voting", Count(|one| &mut one.stated.non_voting)),
    field("stated_members", Count(|one| &mut one.stated.members)),
];

/// A value as our own formats write it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value<'v> {
    /// A text.
    Text(Cow<'v, str>),
    /// A number.
    Number(u64),
    /// True or false.
    Flag(bool),
    /// A list.
    List(Vec<Value<'v>>),
    /// An object: its keys with their values.
    Map(Vec<(Cow<'v, str>, Value<'v>)>),
}

impl<'v> Value<'v> {
    /// The value as a text; empty for a list or an object.
    pub(crate) fn into_text(self) -> Cow<'v, str> {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string().into(),
            Self::Flag(flag) => flag.to_string().into(),
            Self::List(_) | Self::Map(_) => "".into(),
        }
    }
}

/// What was wrong with a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Doubt {
    /// It was left out: what was expected, and what people call such cells.
    LeftOut(&'static str, &'static str),
    /// It was kept as it stands, though this part of it is not a symbol.
    NoSymbol(String),
}

impl Field {
    /// The field of a name.
    pub(crate) fn of(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// The value in a roll call, if it has one; `text` finds the texts of its record.
    pub(crate) fn value<'r>(
        &self, text: impl FnOnce(record::Text) -> &'r str, one: &mut RollCall,
    ) -> Option<Value<'r>> {
        let number = |number: Option<u64>| number.map(Value::Number);
        let made = |text: Option<String>| text.map(|text| Value::Text(text.into()));
        let word = |word: &'static str| Value::Text(word.into());
        match self.holds {
            Text(of) | Symbols(of) => {
                Some(text(*of(one))).filter(|text| !text.is_empty()).map(|text| Value::Text(text.into()))
            }
            Count(of) => number(of(one).map(u64::from)),
            Flag(of) => of(one).map(Value::Flag),
            Holds::Body => Some(word(one.body.code())),
            Holds::Session => made(one.session.map(|session| session.to_string())),
            Holds::Date => made(one.date.map(|date| date.to_string())),
            Holds::Matter => Some(word(one.matter.word())),
            Holds::Modality => Some(word(one.modality.word())),
            Holds::Outcome => one.outcome.map(|outcome| word(outcome.word())),
            Holds::Important => Some(Value::Flag(one.important)),
            Holds::Issues => {
                let codes = one.issues.codes().collect::<Vec<_>>().join(" ");
                made(Some(codes).filter(|codes| !codes.is_empty()))
            }
            Holds::UndlId => number(one.undl_id),
            Holds::Rcid => number(one.rcid.map(u64::from)),
        }
    }

    /// Puts the text of a cell into a roll call; an empty cell changes nothing.
    pub(crate) fn set(
        &self, cell: &str, order: Option<Order>, one: &mut RollCall, builder: &mut RecordBuilder,
    ) -> Result<(), Doubt> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Ok(());
        }
        match self.holds {
            Text(of) => *of(one) = builder.text(cell),
            Symbols(of) => {
                let (symbols, error) = builder.symbols(cell);
                *of(one) = symbols;
                return error.map_or(Ok(()), |error| Err(Doubt::NoSymbol(error.text)));
            }
            Count(of) => *of(one) = Some(whole(cell, TOTALS)?),
            Flag(of) => *of(one) = Some(flag(cell)?),
            Holds::Body => {
                let bodies = [Body::GeneralAssembly, Body::SecurityCouncil];
                let body = bodies.into_iter().find(|body| body.code() == cell);
                one.body = body.ok_or(Doubt::LeftOut("GA or SC", "unknown bodies"))?;
            }
            Holds::Session => {
                let wrong = |_| Doubt::LeftOut("a session such as 79 or ES-11", "invalid sessions");
                one.session = Some(cell.parse().map_err(wrong)?);
            }
            Holds::Date => {
                let wrong = |reason| Doubt::LeftOut("a day such as 2025-02-24", reason);
                one.date = Some(dates::date(cell, order).map_err(wrong)?);
            }
            Holds::Matter => one.matter = word(cell, &Matter::ALL, Matter::word)?,
            Holds::Modality => one.modality = word(cell, &Modality::ALL, Modality::word)?,
            Holds::Outcome => one.outcome = Some(word(cell, &Outcome::ALL, Outcome::word)?),
            Holds::Important => one.important = flag(cell)?,
            Holds::Issues => {
                let all = cell.split_whitespace().try_fold(Issues::default(), Issues::with);
                one.issues = all.ok_or(Doubt::LeftOut("codes of issues: me nu di hr co ec", "unknown issues"))?;
            }
            Holds::UndlId => one.undl_id = Some(whole(cell, NUMBERS)?),
            Holds::Rcid => one.rcid = Some(whole(cell, NUMBERS)?),
        }
        Ok(())
    }

    /// Enters a cell of a table; what is not understood goes to the ledger.
    pub(crate) fn enter(
        &self, one: &mut RollCall, (cell, line): (&str, u64), order: Option<Order>, builder: &mut RecordBuilder,
        ledger: &mut Ledger,
    ) {
        let is_count = matches!(self.holds, Count(_)) && !cell.is_empty();
        let entered = if is_count && numbers::count(cell).is_none() {
            Err(Doubt::LeftOut("a number of members", TOTALS))
        } else {
            self.set(cell, order, one, builder)
        };
        match entered {
            Ok(()) => {}
            Err(Doubt::LeftOut(_, plural)) => ledger.skip(plural, line, cell),
            Err(Doubt::NoSymbol(text)) => {
                let reason = "invalid symbols, kept as they are";
                ledger.enter(Kind::Disagreement, reason, Some(line), shortened(&text));
            }
        }
    }
}

/// What the ledger calls totals that are not numbers.
const TOTALS: &str = "totals that are not numbers";
/// What the ledger calls numbers of roll calls that are not numbers.
const NUMBERS: &str = "invalid numbers of roll calls";

fn whole<N: TryFrom<u64>>(cell: &str, plural: &'static str) -> Result<N, Doubt> {
    let number = numbers::whole(cell).and_then(|number| N::try_from(number).ok());
    number.ok_or(Doubt::LeftOut("a whole number", plural))
}

fn flag(cell: &str) -> Result<bool, Doubt> {
    numbers::flag(cell).ok_or(Doubt::LeftOut("true or false", "flags that are neither 0 nor 1"))
}

fn word<T: Copy>(cell: &str, all: &[T], spelled: fn(T) -> &'static str) -> Result<T, Doubt> {
    let found = all.iter().find(|one| spelled(**one) == cell).copied();
    found.ok_or(Doubt::LeftOut("one of the words that the schema lists", "unknown words"))
}

/// Whether a flag of a table is set; a cell that is not a flag goes to the ledger and counts as not set.
pub(crate) fn is_set(cell: &str, line: u64, ledger: &mut Ledger) -> bool {
    numbers::flag(empty(cell)).unwrap_or_else(|| {
        ledger.skip("flags that are neither 0 nor 1", line, cell);
        false
    })
}

/// Enters a cell of a table under the name of its field, with what statistics programs write for nothing taken as
/// empty.
pub(crate) fn enter(
    one: &mut RollCall, name: &str, (cell, line): (&str, u64), ballots: &mut Ballots, ledger: &mut Ledger,
) {
    if let Some(field) = Field::of(name) {
        field.enter(one, (empty(cell), line), ballots.order, &mut ballots.builder, ledger);
    }
}
