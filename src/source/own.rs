//! Our own schema: the fields of a roll call as JSON and CSV name them, each turned into its text and back. It reads
//! and writes no bytes.

use super::{dates, numbers};
use crate::{
    members::{MemberId, MemberSet, Members},
    record::{
        Body, Entered, Issues, Matter, Modality, Origin, Outcome, Record, RecordBuilder, Roll, RollCall, RollCallId,
        Text, Vote,
    },
};

/// What a file says it is.
pub(super) const SCHEMA: &str = "unvote-record-1";
/// The name of the format, for people.
pub(super) const NAME: &str = "unvote record";
/// The word for a member of which the source does not say how it voted.
pub(super) const NOT_KNOWN: &str = "not-known";
/// The keys of the lists of members in JSON, with their votes.
pub(super) const VOTE_KEYS: [(&str, Option<Vote>); 5] = [
    ("yes", Some(Vote::Yes)),
    ("no", Some(Vote::No)),
    ("abstain", Some(Vote::Abstain)),
    ("non_voting", Some(Vote::NonVoting)),
    ("not_known", None),
];
/// The most roll calls that one file may hold; the whole record since 1946 has about 10,000.
pub(super) const MOST_ROLL_CALLS: usize = 1 << 19;
/// The most bytes that one file may have: its texts stay far below what a record can hold.
pub(super) const MOST_BYTES: usize = 2 << 30;

/// A field of a roll call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Resolution,
    Draft,
    Meeting,
    CommitteeReport,
    Body,
    Session,
    Date,
    Title,
    Agenda,
    Subjects,
    Matter,
    Modality,
    Outcome,
    TwoThirds,
    Procedural,
    Important,
    Issues,
    UndlId,
    Rcid,
    Note,
    Link,
    StatedYes,
    StatedNo,
    StatedAbstain,
    StatedNonVoting,
    StatedMembers,
}

/// What the names of the stated numbers begin with; JSON holds them in an object of that name.
pub(super) const STATED: &str = "stated_";

/// Every field with its name, in the order in which they are written.
pub(super) const FIELDS: [(Field, &str); 26] = [
    (Field::Resolution, "resolution"),
    (Field::Draft, "draft"),
    (Field::Meeting, "meeting"),
    (Field::CommitteeReport, "committee_report"),
    (Field::Body, "body"),
    (Field::Session, "session"),
    (Field::Date, "date"),
    (Field::Title, "title"),
    (Field::Agenda, "agenda"),
    (Field::Subjects, "subjects"),
    (Field::Matter, "matter"),
    (Field::Modality, "modality"),
    (Field::Outcome, "outcome"),
    (Field::TwoThirds, "two_thirds"),
    (Field::Procedural, "procedural"),
    (Field::Important, "important"),
    (Field::Issues, "issues"),
    (Field::UndlId, "undl_id"),
    (Field::Rcid, "rcid"),
    (Field::Note, "note"),
    (Field::Link, "link"),
    (Field::StatedYes, "stated_yes"),
    (Field::StatedNo, "stated_no"),
    (Field::StatedAbstain, "stated_abstain"),
    (Field::StatedNonVoting, "stated_non_voting"),
    (Field::StatedMembers, "stated_members"),
];

/// The value of a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Value<'r> {
    /// Not known.
    Absent,
    /// A text of the record.
    Text(&'r str),
    /// A text made for the occasion.
    Made(String),
    /// A number.
    Number(u64),
    /// True or false.
    Flag(bool),
}

/// What was wrong with a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Doubt {
    /// It was left out; this was expected.
    LeftOut(&'static str),
    /// It was kept as it stands, though it is no symbol.
    NoSymbol,
}

impl Field {
    /// The value in a record.
    pub(super) fn value(self, record: &Record, id: RollCallId) -> Value<'_> {
        let roll_call = record.roll_call(id);
        let text = |text: Text| if text.is_empty() { Value::Absent } else { Value::Text(record.text(text)) };
        let stated = roll_call.stated;
        match self {
            Self::Resolution => text(roll_call.resolution),
            Self::Draft => text(roll_call.draft),
            Self::Meeting => text(roll_call.meeting),
            Self::CommitteeReport => text(roll_call.committee_report),
            Self::Body => Value::Text(roll_call.body.code()),
            Self::Session => roll_call.session.map_or(Value::Absent, |session| Value::Made(session.to_string())),
            Self::Date => roll_call.date.map_or(Value::Absent, |date| Value::Made(date.to_string())),
            Self::Title => text(roll_call.title),
            Self::Agenda => text(roll_call.agenda),
            Self::Subjects => text(roll_call.subjects),
            Self::Matter => Value::Text(roll_call.matter.word()),
            Self::Modality => Value::Text(roll_call.modality.word()),
            Self::Outcome => roll_call.outcome.map_or(Value::Absent, |outcome| Value::Text(outcome.word())),
            Self::TwoThirds => roll_call.two_thirds.map_or(Value::Absent, Value::Flag),
            Self::Procedural => roll_call.procedural.map_or(Value::Absent, Value::Flag),
            Self::Important => Value::Flag(roll_call.important),
            Self::Issues if roll_call.issues == Issues::default() => Value::Absent,
            Self::Issues => Value::Made(roll_call.issues.codes().collect::<Vec<_>>().join(" ")),
            Self::UndlId => roll_call.undl_id.map_or(Value::Absent, Value::Number),
            Self::Rcid => number(roll_call.rcid),
            Self::Note => text(roll_call.note),
            Self::Link => text(roll_call.link),
            Self::StatedYes => number(stated.yes),
            Self::StatedNo => number(stated.no),
            Self::StatedAbstain => number(stated.abstain),
            Self::StatedNonVoting => number(stated.non_voting),
            Self::StatedMembers => number(stated.members),
        }
    }

    /// Whether a value is what the field is taken for where nothing stands.
    pub(super) fn is_default(self, value: &Value<'_>) -> bool {
        match self {
            Self::Matter => *value == Value::Text(Matter::WholeText.word()),
            Self::Modality => *value == Value::Text(Modality::Recorded.word()),
            Self::Important => *value == Value::Flag(false),
            _ => *value == Value::Absent,
        }
    }

    /// Puts the text of a cell into a roll call; an empty cell changes nothing. The body is read by [`body`].
    pub(super) fn set(self, cell: &str, roll_call: &mut RollCall, builder: &mut RecordBuilder) -> Result<(), Doubt> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Ok(());
        }
        let stated = &mut roll_call.stated;
        match self {
            Self::Resolution => return symbols(cell, &mut roll_call.resolution, builder),
            Self::Draft => return symbols(cell, &mut roll_call.draft, builder),
            Self::Meeting => return symbols(cell, &mut roll_call.meeting, builder),
            Self::CommitteeReport => return symbols(cell, &mut roll_call.committee_report, builder),
            Self::Body => roll_call.body = body(cell).ok_or(Doubt::LeftOut("GA or SC"))?,
            Self::Session => {
                roll_call.session = Some(cell.parse().map_err(|_| Doubt::LeftOut("a session such as 79 or ES-11"))?);
            }
            Self::Date => roll_call.date = Some(dates::date(cell).ok_or(Doubt::LeftOut("a day such as 2025-02-24"))?),
            Self::Title => roll_call.title = builder.text(cell),
            Self::Agenda => roll_call.agenda = builder.text(cell),
            Self::Subjects => roll_call.subjects = builder.text(cell),
            Self::Matter => roll_call.matter = word(cell, &Matter::ALL, Matter::word)?,
            Self::Modality => roll_call.modality = word(cell, &Modality::ALL, Modality::word)?,
            Self::Outcome => roll_call.outcome = Some(word(cell, &Outcome::ALL, Outcome::word)?),
            Self::TwoThirds => roll_call.two_thirds = Some(flag(cell)?),
            Self::Procedural => roll_call.procedural = Some(flag(cell)?),
            Self::Important => roll_call.important = flag(cell)?,
            Self::Issues => {
                let all = cell.split_whitespace().try_fold(Issues::default(), Issues::with);
                roll_call.issues = all.ok_or(Doubt::LeftOut("codes of issues: me nu di hr co ec"))?;
            }
            Self::UndlId => roll_call.undl_id = Some(whole(cell)?),
            Self::Rcid => roll_call.rcid = Some(whole(cell)?),
            Self::Note => roll_call.note = builder.text(cell),
            Self::Link => roll_call.link = builder.text(cell),
            Self::StatedYes => stated.yes = Some(whole(cell)?),
            Self::StatedNo => stated.no = Some(whole(cell)?),
            Self::StatedAbstain => stated.abstain = Some(whole(cell)?),
            Self::StatedNonVoting => stated.non_voting = Some(whole(cell)?),
            Self::StatedMembers => stated.members = Some(whole(cell)?),
        }
        Ok(())
    }
}

fn number<N: Into<u64>>(number: Option<N>) -> Value<'static> {
    number.map_or(Value::Absent, |number| Value::Number(number.into()))
}

/// A body by its code.
pub(super) fn body(cell: &str) -> Option<Body> {
    [Body::GeneralAssembly, Body::SecurityCouncil].into_iter().find(|body| body.code() == cell)
}

/// A vote by its word.
pub(super) fn vote(cell: &str) -> Option<Vote> {
    Vote::ALL.into_iter().find(|vote| vote.word() == cell)
}

fn symbols(cell: &str, text: &mut Text, builder: &mut RecordBuilder) -> Result<(), Doubt> {
    let (symbols, error) = builder.symbols(cell);
    *text = symbols;
    if error.is_some() { Err(Doubt::NoSymbol) } else { Ok(()) }
}

fn word<T: Copy>(cell: &str, all: &[T], spelled: fn(T) -> &'static str) -> Result<T, Doubt> {
    let found = all.iter().find(|one| spelled(**one) == cell);
    found.copied().ok_or(Doubt::LeftOut("one of the words that the schema lists"))
}

fn flag(cell: &str) -> Result<bool, Doubt> {
    numbers::flag(cell).ok_or(Doubt::LeftOut("true or false"))
}

fn whole<N: TryFrom<u64>>(cell: &str) -> Result<N, Doubt> {
    let number = numbers::whole(cell).and_then(|number| N::try_from(number).ok());
    number.ok_or(Doubt::LeftOut("a whole number"))
}

/// Enters a vote, or a member whose vote is not known; `false` if the member stands there with another vote already.
pub(super) fn enter(roll: &mut Roll, member: MemberId, vote: Option<Vote>) -> bool {
    if let Some(vote) = vote {
        return !matches!(roll.enter(member, vote), Entered::Contradicts(_));
    }
    let free = !roll.known().contains(member);
    if free {
        roll.not_known.insert(member);
    }
    free
}

/// Enters members that have no vote in a roll yet.
pub(super) fn enter_all(roll: &mut Roll, members: MemberSet, vote: Option<Vote>) {
    let plane = match vote {
        Some(Vote::Yes) => &mut roll.yes,
        Some(Vote::No) => &mut roll.no,
        Some(Vote::Abstain) => &mut roll.abstain,
        Some(Vote::NonVoting) => &mut roll.non_voting,
        None => &mut roll.not_known,
    };
    *plane |= members;
}

/// Alpha-3 codes of members, separated by spaces.
pub(super) fn codes(members: &Members, set: MemberSet) -> String {
    set.iter().map(|member| members.get(member).code).collect::<Vec<_>>().join(" ")
}

/// The number of a source in the record, added if it is not there yet.
pub(super) fn origin_number(origins: &mut Vec<Origin>, origin: Origin) -> usize {
    origins.iter().position(|known| *known == origin).unwrap_or_else(|| {
        origins.push(origin);
        origins.len() - 1
    })
}

/// The source that a file itself is, for roll calls that name none.
pub(super) fn file_origin(name: &str) -> Origin {
    Origin { name: name.to_owned(), format: NAME.to_owned(), edition: SCHEMA.to_owned(), ..Origin::default() }
}

/// As much of a text as a report shows.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
