//! Reads our own JSON (one document) and NDJSON (the document's head, then a roll call a line). Both are the same to
//! it: a document, then perhaps more roll calls.

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess};

use super::json_walk::{Entries, Items, List, Object, Word};
use super::own;
use super::own_json_roll_call::RollCallEntries;
use super::{Context, Fit, Format, Head, Kind, Ledger, Recognised, Shape, SourceError, dates};
use crate::record::{IntendedVote, Origin, Record, RecordBuilder, Roll, RollCall, RollCallId};

/// Our own JSON and NDJSON.
pub(super) const FORMAT: Format = Format { name: "unvote record, JSON", terms: "", joined: false, fits, read };

fn fits(head: &Head, _: &Context<'_>) -> Fit {
    match head.shape {
        Shape::Json if head.begins.contains(own::SCHEMA) => Fit::Yes,
        Shape::Json => Fit::Lacks(vec!["\"schema\": \"unvote-record-1\" at its beginning"]),
        Shape::Delimited(_) | Shape::Xml => Fit::No,
    }
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut reader = Reader::new(RecordBuilder::new(context.members.clone()), ledger);
    for one in inputs {
        reader.file(&one.input.name, &one.input.bytes)?;
    }
    reader.finish()
}

/// What is being read, and where.
pub(super) struct Reader<'l> {
    pub(super) builder: RecordBuilder,
    ledger: &'l mut Ledger,
    origins: Vec<Origin>,
    /// The sources that the file lists, as numbers among `origins`.
    listed: Vec<usize>,
    /// The roll calls of the file with the numbers that they give for their sources, as bits.
    roll_calls: Vec<(RollCallId, u64)>,
    /// Line of the value being read, where the file has one value a line.
    line: Option<u64>,
    schema: bool,
    read: usize,
}

impl<'l> Reader<'l> {
    pub(super) fn new(builder: RecordBuilder, ledger: &'l mut Ledger) -> Self {
        let (origins, listed, roll_calls) = (Vec::new(), Vec::new(), Vec::new());
        Self { builder, ledger, origins, listed, roll_calls, line: None, schema: false, read: 0 }
    }

    /// Reads one file.
    pub(super) fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), SourceError> {
        if bytes.len() > own::MOST_BYTES {
            let limit = format!("{} bytes", own::MOST_BYTES);
            return Err(SourceError::TooLarge { name: name.to_owned(), line: 1, what: "the file", limit });
        }
        (self.line, self.schema, self.read) = (None, false, 0);
        let mut at = 0;
        let mut line = 1;
        while let Some(begin) = bytes[at..].iter().position(|b| !b.is_ascii_whitespace()) {
            line += newlines(&bytes[at..at + begin]);
            at += begin;
            self.line = self.schema.then_some(line);
            let rest = &bytes[at..];
            let read = self.value(rest).map_err(|error| damaged(name, line, &error))?;
            line += newlines(&rest[..read]);
            at += read;
        }
        self.settle_sources(name);
        Ok(())
    }

    /// Reads the value that the bytes begin with, and tells its length.
    fn value(&mut self, bytes: &[u8]) -> Result<usize, serde_json::Error> {
        let mut value = serde_json::Deserializer::from_slice(bytes);
        if self.schema {
            let mut one = RollCallEntries::new(self);
            Entries(&mut one).deserialize(&mut value)?;
            one.keep();
            self.read += 1;
        } else {
            Entries(self).deserialize(&mut value)?;
        }
        if !self.schema {
            return Err(serde_json::Error::custom("there is no \"schema\": \"unvote-record-1\" in it"));
        }
        Ok(value.into_iter::<IgnoredAny>().byte_offset())
    }

    /// Adds a roll call with its statements and the numbers that it gives for its sources, as bits.
    pub(super) fn keep(&mut self, roll_call: RollCall, roll: Roll, intended: Vec<IntendedVote>, sources: u64) {
        let id = self.builder.push(roll_call, roll);
        for statement in intended {
            self.builder.intend(id, statement);
        }
        self.roll_calls.push((id, sources));
    }

    /// Turns the numbers that roll calls give for their sources into those of the record; a roll call that names none
    /// comes from the file itself.
    fn settle_sources(&mut self, name: &str) {
        let mut itself = None;
        for (id, bits) in std::mem::take(&mut self.roll_calls) {
            let listed = self.listed.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1);
            let mut sources: Vec<usize> = listed.map(|(_, number)| *number).collect();
            if sources.is_empty() {
                let origins = &mut self.origins;
                sources.push(*itself.get_or_insert_with(|| own::origin_number(origins, own::file_origin(name))));
            }
            // More than 64 are refused at the end.
            self.builder.entry(id).0.sources = sources.into_iter().fold(0, |bits, i| bits | 1 << (i % 64));
        }
        self.listed.clear();
    }

    /// The record of all files.
    pub(super) fn finish(mut self) -> Result<Record, SourceError> {
        if self.origins.len() > 64 {
            return Err(SourceError::TooManyInputs(self.origins.len()));
        }
        for origin in self.origins {
            self.builder.origin(origin);
        }
        Ok(self.builder.finish())
    }

    /// Where a field stands, for the report.
    pub(super) fn place(&self, field: &str) -> String {
        if self.line.is_some() { field.to_owned() } else { format!("roll_calls[{}].{field}", self.read) }
    }

    pub(super) fn doubt(&mut self, kind: Kind, reason: &str, field: &str, value: &str) {
        let shown = format!("{}: '{}'", self.place(field), own::shortened(value));
        self.ledger.enter(kind, reason, self.line, shown);
    }

    pub(super) fn pass_over<'de, A: MapAccess<'de>>(&mut self, place: &str, map: &mut A) -> Result<(), A::Error> {
        map.next_value::<IgnoredAny>()?;
        self.ledger.enter(Kind::Skipped, "unknown keys", self.line, own::shortened(place));
        Ok(())
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

fn damaged(name: &str, line: u64, error: &serde_json::Error) -> SourceError {
    let text = error.to_string();
    let cause = text.split(" at line ").next().unwrap_or_default();
    let line = line + (error.line() as u64).saturating_sub(1);
    SourceError::Damaged { name: name.to_owned(), cause: format!("line {line}, column {}: {cause}", error.column()) }
}

impl<'de> Object<'de> for Reader<'_> {
    const IS: &'static str = "an unvote record";

    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match key {
            "schema" => {
                let Word(schema) = map.next_value()?;
                if schema != own::SCHEMA {
                    let shown = own::shortened(&schema);
                    return Err(A::Error::custom(format!("the schema is '{shown}', not '{}'", own::SCHEMA)));
                }
                self.schema = true;
                Ok(())
            }
            "sources" => map.next_value_seed(Items(&mut SourceItems(self))),
            "roll_calls" => map.next_value_seed(Items(&mut RollCallItems(self))),
            "$schema" => map.next_value::<IgnoredAny>().map(|_| ()),
            _ => self.pass_over(key, map),
        }
    }
}

struct SourceItems<'a, 'l>(&'a mut Reader<'l>);

impl<'de> List<'de> for SourceItems<'_, '_> {
    const IS: &'static str = "a list of sources";

    fn item<A: SeqAccess<'de>>(&mut self, items: &mut A) -> Result<bool, A::Error> {
        let mut source = SourceEntries { reader: self.0, origin: Origin::default() };
        if items.next_element_seed(Entries(&mut source))?.is_none() {
            return Ok(false);
        }
        let origin = source.origin;
        if self.0.listed.len() == 64 {
            return Err(A::Error::custom("more than 64 sources"));
        }
        let number = own::origin_number(&mut self.0.origins, origin);
        self.0.listed.push(number);
        Ok(true)
    }
}

struct SourceEntries<'a, 'l> {
    reader: &'a mut Reader<'l>,
    origin: Origin,
}

impl<'de> Object<'de> for SourceEntries<'_, '_> {
    const IS: &'static str = "a source";

    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        let cell = match key {
            "name" => &mut self.origin.name,
            "format" => &mut self.origin.format,
            "edition" => &mut self.origin.edition,
            "terms" => &mut self.origin.terms,
            "dates_unreliable_before" => {
                let Word(day) = map.next_value()?;
                self.origin.dates_unreliable_before = dates::date(&day);
                return Ok(());
            }
            _ => return self.reader.pass_over(&format!("sources[{}].{key}", self.reader.listed.len()), map),
        };
        let Word(value) = map.next_value()?;
        *cell = value.into_owned();
        Ok(())
    }
}

struct RollCallItems<'a, 'l>(&'a mut Reader<'l>);

impl<'de> List<'de> for RollCallItems<'_, '_> {
    const IS: &'static str = "a list of roll calls";

    fn item<A: SeqAccess<'de>>(&mut self, items: &mut A) -> Result<bool, A::Error> {
        if self.0.read > own::MOST_ROLL_CALLS {
            return Err(A::Error::custom(format!("more than {} roll calls", own::MOST_ROLL_CALLS)));
        }
        let mut one = RollCallEntries::new(self.0);
        let more = items.next_element_seed(Entries(&mut one))?.is_some();
        if more {
            one.keep();
            self.0.read += 1;
        }
        Ok(more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::Members;

    fn read_text(text: &str) -> (Result<Record, SourceError>, Ledger) {
        let mut ledger = Ledger::default();
        let mut reader = Reader::new(RecordBuilder::new(std::sync::Arc::new(Members::embedded())), &mut ledger);
        let read = reader.file("test.json", text.as_bytes());
        let record = read.and_then(|()| reader.finish());
        (record, ledger)
    }

    fn error(text: &str) -> String {
        read_text(text).0.map_or_else(|error| error.to_string(), |_| "no error".to_owned())
    }

    fn examples(text: &str) -> Vec<(String, Option<u64>, String)> {
        let (record, ledger) = read_text(text);
        assert!(record.is_ok());
        let all = ledger.entries().iter().flat_map(|entry| {
            entry.examples.iter().map(|example| (entry.reason.clone(), example.line, example.value.clone()))
        });
        all.collect()
    }

    #[test]
    fn what_is_not_understood_is_named_with_its_path() {
        let text = r#"{"schema": "unvote-record-1", "roll_calls": [
            {"body": "GA", "session": 79, "votes": {"yes": "FRA XYZ", "perhaps": "DEU"}},
            {"body": "GA", "date": "2025-02-30", "colour": {"a": [1]}, "stated": {"yes": "12.5"}},
            {"resolution": "A/RES/79/7"}]}"#;
        let left = |reason: &str, value: &str| (reason.to_owned(), None, value.to_owned());
        let expected = [
            left("no member has this code", "roll_calls[0].votes.yes: 'XYZ'"),
            left("unknown keys", "roll_calls[0].votes.perhaps"),
            left("unknown keys", "roll_calls[1].colour"),
            left("not understood: expected a day such as 2025-02-24", "roll_calls[1].date: '2025-02-30'"),
            left("not understood: expected a whole number", "roll_calls[1].stated.yes: '12.5'"),
            left("a roll call without its body (GA or SC)", "roll_calls[2].body: ''"),
        ];
        assert_eq!(examples(text), expected);
    }

    #[test]
    fn a_line_of_ndjson_is_named_by_its_number() {
        let text =
            "{\"schema\": \"unvote-record-1\"}\n\n{\"body\": \"GA\", \"votes\": {\"no\": \"DEU\", \"yes\": \"DEU\"}}\n";
        let reason = "a member with two votes; the first one stands".to_owned();
        assert_eq!(examples(text), [(reason, Some(3), "votes.yes: 'DEU'".to_owned())]);
    }

    #[test]
    fn a_roll_call_that_names_no_source_comes_from_its_file() {
        let (record, _) = read_text(r#"{"roll_calls": [{"body": "SC"}], "schema": "unvote-record-1"}"#);
        let record = record.expect("it loads");
        let names: Vec<_> = record.ids().flat_map(|id| record.origins_of(id)).map(|origin| &origin.name).collect();
        assert_eq!(names, ["test.json"]);
    }

    #[test]
    fn damage_is_named_with_its_line() {
        let line = |cause: &str| format!("test.json is damaged: {cause}");
        assert_eq!(
            error("{\"schema\": \"unvote-record-1\",\n\"roll_calls\": [{\"body\": [1]}]}"),
            line("line 2, column 25: invalid type: sequence, expected a text or a number")
        );
        assert_eq!(
            error("{\"schema\": \"unvote-record-1\"}\n{\"body\": \"GA\"}\n{\"body\": "),
            line("line 3, column 9: EOF while parsing a value")
        );
        assert!(error("{\"schema\": \"unvote-record-2\"}").contains("the schema is 'unvote-record-2'"));
        assert!(error("{}").contains("there is no \"schema\""));
        assert!(error(&"[".repeat(100_000)).contains("line 1"));
    }

    #[test]
    fn deep_nesting_breaks_nothing_and_too_many_sources_are_refused() {
        let deep = format!("{{\"schema\": \"unvote-record-1\", \"x\": {}", "[".repeat(100_000));
        assert!(error(&deep).contains("EOF"));
        let many = format!("{{\"schema\": \"unvote-record-1\", \"sources\": [{}{{}}]}}", "{},".repeat(64));
        assert!(error(&many).contains("more than 64 sources"));
    }
}
