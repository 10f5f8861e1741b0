//! Writes a record in our own JSON, NDJSON and CSV, so that it loads again as it was: votes, statements and sources
//! included. It selects nothing.

use std::io::{self, Write};

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::own::{self, FIELDS, Value};
use crate::{
    members::{MemberId, MemberSet},
    record::{IntendedVote, Origin, Position, Record, RollCallId},
};

/// Writes one JSON document, indented for people.
pub fn write_json(record: &Record, ids: &[RollCallId], out: &mut dyn Write) -> io::Result<()> {
    let sources = Sources::of(record, ids);
    let roll_calls = Each { record, ids, sources: &sources };
    serde_json::to_writer_pretty(&mut *out, &Document { sources: &sources, roll_calls: Some(roll_calls) })?;
    writeln!(out)
}

/// Writes the head of the document on the first line and each roll call on a line of its own.
pub fn write_ndjson(record: &Record, ids: &[RollCallId], out: &mut dyn Write) -> io::Result<()> {
    let sources = Sources::of(record, ids);
    serde_json::to_writer(&mut *out, &Document { sources: &sources, roll_calls: None })?;
    writeln!(out)?;
    for id in ids {
        serde_json::to_writer(&mut *out, &One { record, id: *id, sources: &sources })?;
        writeln!(out)?;
    }
    Ok(())
}

/// The columns of the CSV before those of the roll call.
pub(super) const OF_MEMBER: [&str; 5] = ["roll_call", "member", "vote", "intended", "intended_source"];
/// The columns of the CSV that name the sources; several are joined by `|`.
pub(super) const OF_SOURCES: [&str; 5] =
    ["source", "source_format", "source_edition", "source_terms", "source_dates_unreliable_before"];

/// Writes a table with one row a member's vote, or one row for a roll call of which no vote is known.
pub fn write_csv(record: &Record, ids: &[RollCallId], out: &mut dyn Write) -> io::Result<()> {
    let columns = OF_MEMBER.into_iter().chain(FIELDS.map(|(_, name)| name)).chain(OF_SOURCES);
    writeln!(out, "{}", columns.collect::<Vec<_>>().join(","))?;
    for (number, id) in (1..).zip(ids) {
        let tail = csv_tail(record, *id)?;
        for row in csv_rows(record, *id) {
            writeln!(out, "{number},{row},{tail}")?;
        }
    }
    Ok(())
}

/// The cells of a roll call that are the same in all its rows.
fn csv_tail(record: &Record, id: RollCallId) -> io::Result<String> {
    let mut cells: Vec<String> = FIELDS.iter().map(|(field, _)| csv_cell(&field.value(record, id))).collect();
    let origins: Vec<_> = record.origins_of(id).map(parts).collect();
    let joined = |i: usize| origins.iter().map(|parts| escaped(&parts[i].1)).collect::<Vec<_>>().join("|");
    cells.extend((0..OF_SOURCES.len()).map(joined));
    csv_row(&cells)
}

fn csv_row<S: AsRef<[u8]>>(cells: &[S]) -> io::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let mut row = String::from_utf8(bytes).map_err(io::Error::other)?;
    row.truncate(row.trim_end_matches('\n').len());
    Ok(row)
}

/// What is known of a source.
fn parts(origin: &Origin) -> [(&'static str, String); 5] {
    let day = origin.dates_unreliable_before.map_or_else(String::new, |day| day.to_string());
    [
        ("name", origin.name.clone()),
        ("format", origin.format.clone()),
        ("edition", origin.edition.clone()),
        ("terms", origin.terms.clone()),
        ("dates_unreliable_before", day),
    ]
}

/// `|` separates sources, so one within a name stands as `\|`, and a backslash as two.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|")
}

fn csv_cell(value: &Value<'_>) -> String {
    match value {
        Value::Absent => String::new(),
        Value::Text(text) => (*text).to_owned(),
        Value::Made(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

/// The cells of the members: member, vote, intended vote and its source.
fn csv_rows(record: &Record, id: RollCallId) -> Vec<String> {
    let roll = record.roll(id);
    let statements = record.intended(id);
    let mut rows = Vec::with_capacity(roll.members().len() + 1);
    for (member, position) in roll.positions() {
        let vote = match position {
            Position::Voted(vote) => vote.word(),
            Position::NotKnown | Position::NotMember => own::NOT_KNOWN,
        };
        rows.push(csv_member(record, member, vote, statements.iter().find(|one| one.member == member)));
    }
    // A second statement of a member, or one of a member that the roll does not name, gets a row without a vote.
    let mut shown = MemberSet::EMPTY;
    for statement in statements {
        if shown.contains(statement.member) || !roll.members().contains(statement.member) {
            rows.push(csv_member(record, statement.member, "", Some(statement)));
        }
        shown.insert(statement.member);
    }
    if rows.is_empty() {
        rows.push(",,,".to_owned());
    }
    rows
}

fn csv_member(record: &Record, member: MemberId, vote: &str, statement: Option<&IntendedVote>) -> String {
    let code = record.members().get(member).code;
    let (intended, source) = statement.map_or(("", ""), |one| (one.intended.word(), one.source.as_str()));
    if source.is_empty() {
        return format!("{code},{vote},{intended},");
    }
    format!("{code},{vote},{intended},\"{}\"", source.replace('"', "\"\""))
}

/// The sources of the roll calls that are written, renumbered from 0.
struct Sources<'r> {
    origins: Vec<&'r Origin>,
    /// The new number of each source of the record, for those that are written.
    numbers: Vec<Option<usize>>,
}

impl<'r> Sources<'r> {
    fn of(record: &'r Record, ids: &[RollCallId]) -> Self {
        let used = ids.iter().fold(0, |bits, id| bits | record.roll_call(*id).sources);
        let mut sources = Self { origins: Vec::new(), numbers: Vec::new() };
        for (i, origin) in record.origins().iter().enumerate() {
            let written = used >> i & 1 == 1;
            sources.numbers.push(written.then_some(sources.origins.len()));
            if written {
                sources.origins.push(origin);
            }
        }
        sources
    }

    fn of_bits(&self, bits: u64) -> Vec<usize> {
        let set = self.numbers.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1);
        set.filter_map(|(_, number)| *number).collect()
    }
}

impl Serialize for Sources<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.origins.iter().map(|origin| Known(parts(origin).into())))
    }
}

struct Document<'r> {
    sources: &'r Sources<'r>,
    roll_calls: Option<Each<'r>>,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", own::SCHEMA)?;
        map.serialize_entry("sources", self.sources)?;
        if let Some(roll_calls) = &self.roll_calls {
            map.serialize_entry("roll_calls", roll_calls)?;
        }
        map.end()
    }
}

struct Each<'r> {
    record: &'r Record,
    ids: &'r [RollCallId],
    sources: &'r Sources<'r>,
}

impl Serialize for Each<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { record, sources, .. } = self;
        serializer.collect_seq(self.ids.iter().map(|id| One { record, id: *id, sources }))
    }
}

/// One roll call.
struct One<'r> {
    record: &'r Record,
    id: RollCallId,
    sources: &'r Sources<'r>,
}

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { record, id, sources } = *self;
        let mut map = serializer.serialize_map(None)?;
        for (field, name) in FIELDS.iter().filter(|(_, name)| !name.starts_with(own::STATED)) {
            let value = field.value(record, id);
            if !field.is_default(&value) {
                map.serialize_entry(name, &value)?;
            }
        }
        let stated = Stated { record, id };
        if stated.values().next().is_some() {
            map.serialize_entry("stated", &stated)?;
        }
        let members = record.members();
        let roll = record.roll(id);
        if !roll.members().is_empty() {
            let lists = own::VOTE_KEYS.map(|(key, vote)| (key, vote.map_or(roll.not_known, |vote| roll.cast(vote))));
            let lists = lists.map(|(key, set)| (key, own::codes(members, set)));
            map.serialize_entry("votes", &Known(lists.into()))?;
        }
        let statements = record.intended(id).iter().map(|one| {
            let (member, intended) = (members.get(one.member).code.to_owned(), one.intended.word().to_owned());
            Known(vec![("member", member), ("intended", intended), ("source", one.source.clone())])
        });
        if !record.intended(id).is_empty() {
            map.serialize_entry("intended", &statements.collect::<Vec<_>>())?;
        }
        let numbers = sources.of_bits(record.roll_call(id).sources);
        if !numbers.is_empty() {
            map.serialize_entry("sources", &numbers)?;
        }
        map.end()
    }
}

struct Stated<'r> {
    record: &'r Record,
    id: RollCallId,
}

impl<'r> Stated<'r> {
    fn values(&self) -> impl Iterator<Item = (&'static str, Value<'r>)> {
        let (record, id) = (self.record, self.id);
        let all = FIELDS
            .iter()
            .filter_map(move |(field, name)| Some((name.strip_prefix(own::STATED)?, field.value(record, id))));
        all.filter(|(_, value)| *value != Value::Absent)
    }
}

impl Serialize for Stated<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.values())
    }
}

/// Texts by their keys; empty ones are left out.
struct Known(Vec<(&'static str, String)>);

impl Serialize for Known {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let known = self.0.iter().filter(|(_, text)| !text.is_empty());
        serializer.collect_map(known.map(|(key, text)| (key, text)))
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Made(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::arbitrary::{record, seen};
    use super::super::{Context, Format, Head, Input, Ledger, Options, Recognised, input::Bytes, own_csv, own_json};
    use super::*;

    type Writer = fn(&Record, &[RollCallId], &mut dyn Write) -> io::Result<()>;

    fn read_back(record: &Record, write: Writer, format: &Format) -> (Record, Ledger) {
        let mut bytes = Vec::new();
        write(record, &record.ids().collect::<Vec<_>>(), &mut bytes).expect("memory can be written");
        let head = Head::of("test", &bytes).expect("it begins like one of ours");
        let input = Input { name: "test".to_owned(), bytes: Bytes::Owned(bytes), ledger: Ledger::default() };
        let context = Context { members: record.members(), options: &Options::default() };
        assert_eq!((format.fits)(&head, &context), super::super::Fit::Yes);
        let mut ledger = Ledger::default();
        let read = (format.read)(&[Recognised { input, head }], &context, &mut ledger).expect("it reads");
        (read, ledger)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_is_written_loads_again_as_it_was(record in record()) {
            let ways: [(Writer, &Format); 3] = [
                (write_json, &own_json::FORMAT),
                (write_ndjson, &own_json::FORMAT),
                (write_csv, &own_csv::FORMAT),
            ];
            for (write, format) in ways {
                let (again, ledger) = read_back(&record, write, format);
                prop_assert_eq!(seen(&again), seen(&record), "{}", format.name);
                prop_assert_eq!(ledger.skipped(), 0);
            }
        }
    }

    #[test]
    fn a_selection_names_only_its_own_sources() {
        let record = super::super::embedded().expect("it loads").record;
        let cuba = record.with_symbol("A/RES/79/7").collect::<Vec<_>>();
        let mut bytes = Vec::new();
        write_ndjson(&record, &cuba, &mut bytes).expect("memory can be written");
        let text = String::from_utf8(bytes).expect("JSON is UTF-8");
        assert_eq!(text.matches("the embedded record").count(), 1);
        assert_eq!(text.lines().count(), 2);
    }
}
