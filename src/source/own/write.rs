//! Writes a record in our own JSON, NDJSON and CSV, so that it loads again as it was, votes, statements and sources
//! included.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::filling::{NOT_KNOWN, OF_MEMBER, OF_SOURCE, OF_SOURCES, SCHEMA, VOTE_KEYS};
use crate::members::MemberSet;
use crate::record::{Body, Origin, Position, Record, RollCall, RollCallId};
use crate::source::cells::fields::{FIELDS, Field, STATED, Value};

/// Writes these roll calls as one JSON document.
///
/// # Errors
/// Those of the writer.
pub fn write_json(record: &Record, ids: &[RollCallId], out: &mut dyn Write) -> io::Result<()> {
    let used = used(record, ids);
    let document = Document { roll_calls: Some(RollCalls { record, ids, used }), ..Document::new(record, used) };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes these roll calls as NDJSON: a line that says what the file is and lists its sources, then a line for each.
///
/// # Errors
/// Those of the writer.
pub fn write_ndjson(record: &Record, ids: &[RollCallId], out: &mut dyn Write) -> io::Result<()> {
    let used = used(record, ids);
    serde_json::to_writer(&mut *out, &Document::new(record, used))?;
    writeln!(out)?;
    for id in ids {
        serde_json::to_writer(&mut *out, &roll_call(record, *id, used))?;
        writeln!(out)?;
    }
    Ok(())
}

/// The sources that roll calls come from, as bits.
fn used(record: &Record, ids: &[RollCallId]) -> u64 {
    ids.iter().fold(0, |bits, id| bits | record.roll_call(*id).sources)
}

/// A file in JSON, or the first line of one in NDJSON.
#[derive(Serialize)]
struct Document<'r> {
    schema: &'static str,
    sources: Value<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roll_calls: Option<RollCalls<'r>>,
}

impl<'r> Document<'r> {
    fn new(record: &'r Record, used: u64) -> Self {
        let origins = record.origins().iter().enumerate().filter(|(i, _)| used >> i & 1 == 1);
        let sources = origins.map(|(_, origin)| texts(OF_SOURCE.into_iter().zip(parts(origin)))).collect();
        Self { schema: SCHEMA, sources: Value::List(sources), roll_calls: None }
    }
}

/// Roll calls that are made one after another while they are written.
struct RollCalls<'r> {
    record: &'r Record,
    ids: &'r [RollCallId],
    used: u64,
}

impl Serialize for RollCalls<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.ids.iter().map(|id| roll_call(self.record, *id, self.used)))
    }
}

/// A roll call as an object: its fields except those with their default value, its votes, statements and sources.
fn roll_call(record: &Record, id: RollCallId, used: u64) -> Value<'_> {
    let (mut one, mut taken) = (record.roll_call(id).clone(), RollCall::new(Body::GeneralAssembly));
    let (mut entries, mut stated) = (Vec::new(), Vec::new());
    for field in &FIELDS {
        let Some(value) = field.value(|text| record.text(text), &mut one) else { continue };
        if let Some(name) = field.name.strip_prefix(STATED) {
            stated.push((name.into(), value));
        } else if field.name == "body" || field.value(|text| record.text(text), &mut taken).as_ref() != Some(&value) {
            entries.push((field.name.into(), value));
        }
    }
    let (members, roll) = (record.members(), record.roll(id));
    let codes = |set: MemberSet| set.iter().map(|member| members.get(member).code).collect::<Vec<_>>().join(" ");
    let lists = VOTE_KEYS.map(|(key, vote)| (key, codes(vote.map_or(roll.not_known, |vote| roll.cast(vote))).into()));
    let statements = record.intended(id).iter().map(|one| {
        let (member, intended) = (members.get(one.member).code.into(), one.intended.word().into());
        texts([("member", member), ("intended", intended), ("source", one.source.as_str().into())])
    });
    let below = |i: u32| u64::from((used & ((1 << i) - 1)).count_ones());
    let sources = (0..64).filter(|i| record.roll_call(id).sources >> i & 1 == 1).map(|i| Value::Number(below(i)));
    let parts = [
        ("stated", Value::Map(stated)),
        ("votes", texts(lists)),
        ("intended", Value::List(statements.collect())),
        ("sources", Value::List(sources.collect())),
    ];
    let is_empty = |value: &Value<'_>| *value == Value::Map(Vec::new()) || *value == Value::List(Vec::new());
    entries.extend(parts.into_iter().filter(|(_, part)| !is_empty(part)).map(|(key, part)| (key.into(), part)));
    Value::Map(entries)
}

/// An object of the texts that are not empty.
fn texts<'v>(all: impl IntoIterator<Item = (&'static str, Cow<'v, str>)>) -> Value<'v> {
    let known = all.into_iter().filter(|(_, text)| !text.is_empty());
    Value::Map(known.map(|(key, text)| (key.into(), Value::Text(text))).collect())
}

/// The texts of a source, in the order of [`OF_SOURCE`].
fn parts(origin: &Origin) -> [Cow<'_, str>; 5] {
    let day = origin.dates_unreliable_before.map_or_else(String::new, |day| day.to_string());
    let Origin { name, format, edition, terms, .. } = origin;
    [name.into(), format.into(), edition.into(), terms.into(), day.into()]
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

/// Writes these roll calls as CSV, a row for each vote; a roll call without votes has one row without a member.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(record: &Record, ids: &[RollCallId], out: &mut dyn Write) -> io::Result<()> {
    let columns = OF_MEMBER.into_iter().chain(FIELDS.iter().map(|field| field.name)).chain(OF_SOURCES);
    writeln!(out, "{}", columns.collect::<Vec<_>>().join(","))?;
    for (number, id) in (1..).zip(ids) {
        let tail = csv_tail(record, *id)?;
        for row in csv_rows(record, *id) {
            writeln!(out, "{number},{row},{tail}")?;
        }
    }
    Ok(())
}

/// The cells of a roll call, which all its rows have.
fn csv_tail(record: &Record, id: RollCallId) -> io::Result<String> {
    let mut one = record.roll_call(id).clone();
    let mut value = |field: &Field| field.value(|text| record.text(text), &mut one).map(Value::into_text);
    let mut cells: Vec<Cow<'_, str>> = FIELDS.iter().map(|field| value(field).unwrap_or_default()).collect();
    let origins: Vec<_> = record.origins_of(id).map(parts).collect();
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('|', "\\|");
    let joined = |i: usize| origins.iter().map(|parts| escaped(&parts[i])).collect::<Vec<_>>().join("|");
    cells.extend((0..OF_SOURCES.len()).map(|i| joined(i).into()));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let mut row = String::from_utf8(bytes).map_err(io::Error::other)?;
    row.truncate(row.trim_end_matches('\n').len());
    Ok(row)
}

/// The cells of the members of a roll call, without its number.
fn csv_rows(record: &Record, id: RollCallId) -> Vec<String> {
    let (roll, statements) = (record.roll(id), record.intended(id));
    let row = |member, vote: &str, (intended, source): (&str, &str)| {
        let quote = if source.is_empty() { "" } else { "\"" };
        let (code, source) = (record.members().get(member).code, source.replace('"', "\"\""));
        format!("{code},{vote},{intended},{quote}{source}{quote}")
    };
    let mut rows = Vec::with_capacity(roll.members().len() + 1);
    for (member, position) in roll.positions() {
        let vote = match position {
            Position::Voted(vote) => vote.word(),
            Position::NotKnown | Position::NotMember => NOT_KNOWN,
        };
        let stated = statements.iter().find(|one| one.member == member);
        rows.push(row(member, vote, stated.map_or(("", ""), |one| (one.intended.word(), &one.source))));
    }
    // A second statement of a member, or one of a member that the roll does not name, gets a row without a vote.
    let mut shown = MemberSet::EMPTY;
    for one in statements {
        if shown.contains(one.member) || !roll.members().contains(one.member) {
            rows.push(row(one.member, "", (one.intended.word(), &one.source)));
        }
        shown.insert(one.member);
    }
    if rows.is_empty() {
        rows.push(",,,".to_owned());
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{CSV, JSON, embedded};
    use super::*;
    use crate::source::{
        arbitrary::{record, seen},
        format::{Context, Fit, Format, Head, Input, Ledger, Options, Recognised},
        input::Bytes,
    };

    type Writer = fn(&Record, &[RollCallId], &mut dyn Write) -> io::Result<()>;

    fn read_back(record: &Record, write: Writer, format: &Format) -> (Record, Ledger) {
        let mut bytes = Vec::new();
        write(record, &record.ids().collect::<Vec<_>>(), &mut bytes).expect("memory can be written");
        let head = Head::of("test", &bytes).expect("it begins like one of ours");
        let input =
            Input { name: "test".to_owned(), bytes: Bytes::Owned(bytes), header: None, ledger: Ledger::default() };
        let context = Context { members: record.members(), options: &Options::default() };
        assert_eq!((format.fits)(&head, &context), Fit::Yes);
        let mut ledger = Ledger::default();
        let read = (format.read)(&[Recognised { input, head, order: None }], &context, &mut ledger).expect("it reads");
        (read, ledger)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_is_written_loads_again_as_it_was(record in record()) {
            let ways: [(Writer, &Format); 3] = [(write_json, &JSON), (write_ndjson, &JSON), (write_csv, &CSV)];
            for (write, format) in ways {
                let (again, ledger) = read_back(&record, write, format);
                prop_assert_eq!(seen(&again), seen(&record), "{}", format.name);
                prop_assert_eq!(ledger.skipped(), 0);
            }
        }
    }

    #[test]
    fn a_selection_names_only_its_own_sources() {
        let record = embedded().expect("it loads").record;
        let cuba = record.with_symbol("A/RES/79/7").collect::<Vec<_>>();
        let mut bytes = Vec::new();
        write_ndjson(&record, &cuba, &mut bytes).expect("memory can be written");
        let text = String::from_utf8(bytes).expect("JSON is UTF-8");
        assert_eq!(text.matches("the embedded record").count(), 1);
        assert_eq!(text.lines().count(), 2);
    }
}
