//! Tables for other programs: one row a fact, columns of one type, each described. They are handed out row by row, as
//! all votes of the record are a million rows. How they are written is not its matter.

use super::{Report, Value, roll_call, tally as tally_report};
use crate::{
    analysis::{
        agreement::{Lines, Measure, Positions, pairs_by_year},
        tally::{self, REGIONS},
    },
    record::{Body, Date, MemberId, MemberSet, Record, RollCallId, Vote},
};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A code or symbol.
    Code,
    /// A whole number.
    Number,
    /// A number with decimals.
    Decimal,
    /// A day.
    Day,
    /// True or false.
    Flag,
    /// Codes of members with spaces between.
    Members,
}

impl Kind {
    /// The datatype of CSV on the Web (W3C, Metadata Vocabulary for Tabular Data, 2015, 5.11).
    #[must_use]
    pub const fn datatype(self) -> &'static str {
        match self {
            Self::Text | Self::Code | Self::Members => "string",
            Self::Number => "integer",
            Self::Decimal => "double",
            Self::Day => "date",
            Self::Flag => "boolean",
        }
    }
}

/// A column, described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// Its name in the file.
    pub key: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Unit or range; empty where there is none.
    pub unit: &'static str,
    /// What it is, in a sentence.
    pub meaning: &'static str,
}

/// A tidy table.
pub struct Tidy<'r> {
    /// What it holds, in a word: `votes`.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Described>,
    /// Its rows, each as long as `columns`.
    pub rows: Box<dyn Iterator<Item = Vec<Value>> + 'r>,
    /// Where the figures come from.
    pub sources: Vec<String>,
}

const fn described(key: &'static str, kind: Kind, unit: &'static str, meaning: &'static str) -> Described {
    Described { key, kind, unit, meaning }
}

const COUNT: &str = "members, 0 or more";

/// Every column of every tidy table; a name means the same wherever it stands.
pub const COLUMNS: &[Described] = &[
    described("symbol", Kind::Code, "", "Symbol of the resolution; else of the draft; else of the meeting."),
    described("draft", Kind::Code, "", "Symbol of the draft."),
    described("date", Kind::Day, "", "Day of the vote."),
    described("year", Kind::Number, "1946 or later", "Calendar year of the vote; a session is not a year."),
    described("body", Kind::Code, "GA, SC", "General Assembly or Security Council."),
    described("session", Kind::Code, "such as 79, S-8, ES-11", "Session of the Assembly; empty for the Council."),
    described("matter", Kind::Code, "whole text, amendment, paragraph, motion", "What was voted on."),
    described("title", Kind::Text, "", "Title of the text or proposal."),
    described("yes", Kind::Number, COUNT, "Members in favour."),
    described("no", Kind::Number, COUNT, "Members against."),
    described("abstain", Kind::Number, COUNT, "Members abstaining."),
    described("non_voting", Kind::Number, COUNT, "Members that took no part."),
    described("members", Kind::Number, COUNT, "Members of the body in this roll call."),
    described("present_and_voting", Kind::Number, COUNT, "In favour and against together (rule 86)."),
    described(
        "share_in_favour",
        Kind::Decimal,
        "0 to 1",
        "Share in favour of those present and voting; empty when nobody was.",
    ),
    described(
        "majority",
        Kind::Code,
        "simple, two thirds, council, council, procedural",
        "The majority that was needed.",
    ),
    described("needed", Kind::Number, "votes", "Affirmative votes needed."),
    described(
        "margin",
        Kind::Number,
        "votes",
        "Affirmative votes beyond those needed; negative for votes that were missing.",
    ),
    described("two_thirds_reached", Kind::Flag, "", "Whether two thirds of those present and voting were in favour."),
    described("outcome", Kind::Code, "adopted, rejected, vetoed", "How it ended, as the source says or by the rule."),
    described(
        "modality",
        Kind::Code,
        "recorded vote, non-recorded vote, without a vote",
        "How the decision was taken.",
    ),
    described(
        "counted",
        Kind::Flag,
        "",
        "Whether the numbers were counted from members' votes, not only stated by the source.",
    ),
    described("vetoes", Kind::Members, "", "Permanent members whose vote against was a veto."),
    described("against", Kind::Members, "", "Members against."),
    described("undl_id", Kind::Number, "", "Number of the record in the UN Digital Library."),
    described(
        "member",
        Kind::Code,
        "ISO 3166-1 alpha-3; former members SUN, YUG, CSK, DDR, YMD, SCG, EAZ",
        "The member.",
    ),
    described("name", Kind::Text, "", "Its name, as people say it."),
    described("group", Kind::Code, "AFR, APG, EEG, GRULAC, WEOG", "Its regional group on the day of the vote."),
    described(
        "vote",
        Kind::Code,
        "yes, no, abstain, non-voting, not known",
        "What the member did; a state that was no member has no row.",
    ),
    described(
        "position",
        Kind::Number,
        "-1, 0, 1",
        "The vote as a number: yes 1, abstain 0, no -1; empty for any other.",
    ),
    described("member_a", Kind::Code, "ISO 3166-1 alpha-3", "The first member of a pair."),
    described("member_b", Kind::Code, "ISO 3166-1 alpha-3", "The second member of a pair."),
    described("common_votes", Kind::Number, "roll calls", "Roll calls in which both voted yes, abstained or voted no."),
    described("same", Kind::Number, "roll calls", "Of the common votes, those with the same position."),
    described("one_step", Kind::Number, "roll calls", "Of the common votes, those in which one of the two abstained."),
    described("opposite", Kind::Number, "roll calls", "Of the common votes, yes against no."),
    described("identical", Kind::Decimal, "0 to 1", "Share of the common votes with the same position."),
    described("lijphart", Kind::Decimal, "0 to 1", "Index of agreement (Lijphart 1963): one step counts half."),
    described(
        "votes_only",
        Kind::Decimal,
        "0 to 1",
        "Voting coincidence: the same of those in which neither abstained; empty when there is none.",
    ),
    described("s", Kind::Decimal, "-1 to 1", "S (Signorino and Ritter 1999)."),
    described("pi", Kind::Decimal, "up to 1", "Scott's pi (Häge 2011, equation 10); empty when its denominator is 0."),
    described(
        "kappa",
        Kind::Decimal,
        "up to 1",
        "Cohen's kappa (Häge 2011, equation 11); empty when its denominator is 0.",
    ),
];

/// The description of a column.
#[must_use]
pub fn column(key: &str) -> Option<Described> {
    COLUMNS.iter().find(|column| column.key == key).copied()
}

fn columns(keys: &[&str]) -> Vec<Described> {
    keys.iter().filter_map(|key| column(key)).collect()
}

/// One row a roll call: its numbers, majority and outcome.
#[must_use]
pub fn tallies<'r>(record: &'r Record, ids: &'r [RollCallId]) -> Tidy<'r> {
    let figures = |id: RollCallId| tally_report::for_machines(record, &tally::result(record, id));
    let keys: Vec<&str> =
        ids.first().map_or_else(Vec::new, |id| figures(*id).columns.iter().map(|column| column.key).collect());
    let rows = ids.iter().flat_map(move |id| figures(*id).rows);
    Tidy { name: "tallies", columns: columns(&keys), rows: Box::new(rows), sources: sources(record, ids) }
}

/// The columns of [`votes`].
const VOTES: &[&str] = &[
    "symbol", "draft", "undl_id", "date", "year", "body", "session", "matter", "member", "name", "group", "vote",
    "position",
];

/// One row a member's vote.
#[must_use]
pub fn votes<'r>(record: &'r Record, ids: &'r [RollCallId], whose: &'r roll_call::Whose) -> Tidy<'r> {
    let rows = ids.iter().flat_map(move |id| votes_of(record, *id, whose));
    Tidy { name: "votes", columns: columns(VOTES), rows: Box::new(rows), sources: sources(record, ids) }
}

/// The columns of [`agreement`].
const AGREEMENT: &[&str] = &[
    "year",
    "member_a",
    "member_b",
    "common_votes",
    "same",
    "one_step",
    "opposite",
    "identical",
    "lijphart",
    "votes_only",
    "s",
    "pi",
    "kappa",
];

/// One row a pair of members and calendar year, for pairs with a common vote; with a list, those of which one is in it
/// at the end of the year. A seat that passed on is one line under its present holder.
#[must_use]
pub fn agreement<'r>(record: &'r Record, ids: &'r [RollCallId], whose: &'r roll_call::Whose) -> Tidy<'r> {
    let years = pairs_by_year(record, ids);
    let rows = years.into_iter().flat_map(move |pairs| {
        let lines = Lines::new(record.members());
        let end = Date::new(pairs.year, 12, 31).unwrap_or(Date::MAX);
        let listed = whose.list.as_ref().map(|list| -> MemberSet {
            list.on(record.members(), end).iter().map(|member| lines.line(member, Some(Date::MAX))).collect()
        });
        let wanted = |a, b| listed.is_none_or(|listed| listed.contains(a) || listed.contains(b));
        let chosen = pairs.iter().filter(|(a, b, positions)| positions.votes() > 0 && wanted(*a, *b));
        chosen.map(|(a, b, positions)| pair(record, pairs.year, [a, b], &positions)).collect::<Vec<_>>()
    });
    Tidy { name: "agreement", columns: columns(AGREEMENT), rows: Box::new(rows), sources: sources(record, ids) }
}

fn pair(record: &Record, year: i16, pair: [MemberId; 2], positions: &Positions) -> Vec<Value> {
    let counts = [positions.votes(), positions.identical(), positions.one_step(), positions.opposite()];
    let mut row = vec![Value::Number(year.into())];
    row.extend(pair.map(|member| Value::code(record.members().get(member).code)));
    row.extend(counts.map(|count| Value::Number(count.into())));
    row.extend(Measure::ALL.map(|measure| Value::share(measure.value(positions))));
    row
}

fn votes_of<'r>(
    record: &'r Record,
    id: RollCallId,
    whose: &roll_call::Whose,
) -> impl Iterator<Item = Vec<Value>> + use<'r> {
    let one = record.roll_call(id);
    let roll = whose.roll(record, id);
    let day = one.date;
    let of_roll_call = vec![
        Value::code(record.symbol(id)),
        Value::code(record.text(one.draft)),
        Value::number(one.undl_id.and_then(|number| i64::try_from(number).ok())),
        Value::day(day),
        Value::number(day.map(|day| i64::from(day.year()))),
        Value::code(one.body.code()),
        Value::code(
            &one.session.filter(|_| one.body == Body::GeneralAssembly).map_or_else(String::new, |s| s.to_string()),
        ),
        Value::code(one.matter.word()),
    ];
    let regions = regions(record, id);
    roll.members().iter().map(move |member: MemberId| {
        let table = record.members().get(member);
        let group = regions.iter().find(|(_, members)| members.contains(member)).map_or("", |(code, _)| code);
        let cast = Vote::ALL.into_iter().find(|vote| roll.cast(*vote).contains(member));
        let position = match cast {
            Some(Vote::Yes) => Some(1),
            Some(Vote::Abstain) => Some(0),
            Some(Vote::No) => Some(-1),
            Some(Vote::NonVoting) | None => None,
        };
        let mut row = of_roll_call.clone();
        row.extend([
            Value::code(table.code),
            Value::text(table.name),
            Value::code(group),
            Value::code(cast.map_or("not known", Vote::word)),
            Value::number(position),
        ]);
        row
    })
}

/// The regional groups as they were on the day of a vote.
fn regions(record: &Record, id: RollCallId) -> Vec<(&'static str, MemberSet)> {
    let Some(day) = record.roll_call(id).date else { return Vec::new() };
    let groups = REGIONS.iter().filter_map(|code| record.members().group(code));
    groups.map(|group| (group.code, group.members_on(day))).collect()
}

fn sources(record: &Record, ids: &[RollCallId]) -> Vec<String> {
    let mut report = Report::default();
    roll_call::sources_of(record, ids, &mut report);
    let terms = record.origins().iter().map(|origin| &origin.terms).filter(|terms| !terms.is_empty());
    for terms in terms {
        Report::once(&mut report.sources, format!("Terms: {terms}"));
    }
    report.sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_described_once_in_a_sentence() {
        for (place, one) in COLUMNS.iter().enumerate() {
            assert!(!COLUMNS[..place].iter().any(|other| other.key == one.key), "{}", one.key);
            assert!(one.meaning.ends_with('.'), "{}", one.key);
        }
        assert_eq!(columns(VOTES).len(), VOTES.len());
    }
}
