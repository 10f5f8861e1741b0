//! Reads our own JSON (one document) and NDJSON (the document's head, then one roll call per line). Both are read
//! alike: a document, then perhaps more roll calls.
//!
//! One visitor walks every value key by key into what is being built, so that a large or hostile file is never held as
//! a tree. What is of the wrong kind is passed over and counted; it loses nothing but itself.

use std::{borrow::Cow, fmt};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::filling::{Filling, MOST_BYTES, MOST_ROLL_CALLS, OF_SOURCE, SCHEMA, VOTE_KEYS, enter, vote};
use crate::members::MemberSet;
use crate::record::{Body, IntendedVote, Origin, Roll, RollCall, RollCallId, Vote};
use crate::source::cells::dates;
use crate::source::cells::fields::{FIELDS, STATED};
use crate::source::format::{Kind, SourceError, shortened};

/// Reads one file.
pub(super) fn file(filling: &mut Filling<'_>, name: &str, bytes: &[u8]) -> Result<(), SourceError> {
    if bytes.len() > MOST_BYTES {
        return Err(SourceError::too_large(name, 1, "the file", MOST_BYTES, " bytes"));
    }
    let (listed, roll_calls, now) = (Vec::new(), Vec::new(), Now::default());
    let (mut reader, mut at) = (
        Reader { filling, bytes, at: 0, seen: (0, 1), lines: false, schema: false, listed, roll_calls, read: 0, now },
        0,
    );
    while let Some(begin) = bytes[at..].iter().position(|b| !b.is_ascii_whitespace()) {
        at += begin;
        (reader.at, reader.lines) = (at, reader.schema);
        match reader.value(&bytes[at..]) {
            Ok(read) => at += read,
            Err(error) => at += reader.recover(name, at, &error)?,
        }
    }
    reader.settle_sources(name);
    Ok(())
}

/// What is being read, and where.
struct Reader<'r, 'l> {
    filling: &'r mut Filling<'l>,
    bytes: &'r [u8],
    /// Where the last key or text stands.
    at: usize,
    /// A byte with its line, from which others are counted.
    seen: (usize, u64),
    /// Whether the file has one value per line.
    lines: bool,
    schema: bool,
    /// The sources that the file lists, as numbers among those of the record.
    listed: Vec<usize>,
    /// The roll calls of the file, each with the numbers of its sources as bits, and the line where it ends.
    roll_calls: Vec<(RollCallId, u64, u64)>,
    /// How many roll calls there were.
    read: usize,
    now: Now,
}

/// The source, the roll call and the statement that are being read.
#[derive(Default)]
struct Now {
    origin: Origin,
    one: Option<RollCall>,
    roll: Roll,
    has_body: bool,
    sources: u64,
    intended: Vec<IntendedVote>,
    statement: (String, Option<Vote>, String),
}

impl<'r> Reader<'r, '_> {
    /// Reads the value that the bytes begin with, and returns its length.
    fn value(&mut self, bytes: &'r [u8]) -> Result<usize, serde_json::Error> {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let at = if self.schema { Place::RollCall } else { Place::Document };
        Walk { reader: self, within: at, at, key: "" }.deserialize(&mut json)?;
        if !self.schema {
            return Err(serde_json::Error::custom("there is no \"schema\": \"unvote-record-1\" in it"));
        }
        Ok(json.into_iter::<IgnoredAny>().byte_offset())
    }

    /// Passes over a line of NDJSON that is not JSON, and returns its length; anything else is damage.
    fn recover(&mut self, name: &str, at: usize, error: &serde_json::Error) -> Result<usize, SourceError> {
        let text = error.to_string();
        let place = format!("column {}: {}", error.column(), text.split(" at line ").next().unwrap_or_default());
        let rest = &self.bytes[at..];
        let line = memchr::memchr(b'\n', rest).map_or(rest, |end| &rest[..end]);
        let number = self.line(at);
        if self.lines && error.line() == 1 && !error.is_eof() && std::str::from_utf8(line).is_ok() {
            self.filling.ledger.skip("lines that are not JSON", number, &place);
            self.now = Now::default();
            return Ok(line.len());
        }
        let number = number + (error.line() as u64).saturating_sub(1);
        Err(SourceError::Damaged { name: name.to_owned(), cause: format!("line {number}, {place}") })
    }

    fn line(&mut self, at: usize) -> u64 {
        let (seen, line) = self.seen;
        let breaks = memchr::memchr_iter(b'\n', &self.bytes[seen.min(at)..seen.max(at)]).count() as u64;
        self.seen = (at, if at < seen { line - breaks } else { line + breaks });
        self.seen.1
    }

    /// Notes where a text stands, if it is a part of the file itself.
    fn see(&mut self, text: &str) {
        let at = text.as_ptr().addr().wrapping_sub(self.bytes.as_ptr().addr());
        if at < self.bytes.len() {
            self.at = at;
        }
    }

    /// How the place of a key within an object is written.
    fn place(&self, within: Place, key: &str) -> String {
        let key = shortened(key);
        let path = match within {
            Place::Document => return key,
            Place::Source => return format!("sources[{}].{key}", self.listed.len()),
            Place::Votes => format!("votes.{key}"),
            Place::Stated => format!("stated.{key}"),
            Place::Statement => format!("intended.{key}"),
            _ => key,
        };
        if self.lines { path } else { format!("roll_calls[{}].{path}", self.read) }
    }

    /// Says what is wrong with a value at a place.
    fn doubt(&mut self, kind: Kind, reason: &str, (within, key): (Place, &str), value: &str) {
        let shown = format!("{}: '{}'", self.place(within, key), shortened(value));
        let line = self.line(self.at);
        self.filling.ledger.enter(kind, reason, Some(line), shown);
    }

    fn skip(&mut self, reason: &str, place: (Place, &str), value: &str) {
        self.doubt(Kind::Skipped, reason, place, value);
    }

    /// Records that the value at a place is not read.
    fn pass_over(&mut self, reason: &str, (within, key): (Place, &str)) {
        let (place, line) = (self.place(within, key), self.line(self.at));
        self.filling.ledger.skip(reason, line, place);
    }

    /// Takes in a text, a number or the like.
    fn text(&mut self, at: Place, place: (Place, &str), text: Cow<'r, str>) -> Result<(), String> {
        self.see(&text);
        match at {
            Place::Schema if text == SCHEMA => self.schema = true,
            Place::Schema => return Err(format!("the schema is '{}', not '{SCHEMA}'", shortened(&text))),
            Place::OfSource(4) => {
                self.now.origin.dates_unreliable_before = dates::date(&text, None).ok();
                if self.now.origin.dates_unreliable_before.is_none() && !text.is_empty() {
                    self.skip("not understood: expected a day such as 2004-01-01", place, &text);
                }
            }
            Place::OfSource(number) => {
                let origin = &mut self.now.origin;
                let texts = [&mut origin.name, &mut origin.format, &mut origin.edition, &mut origin.terms];
                texts.into_iter().nth(number).into_iter().for_each(|place| place.push_str(&text));
            }
            Place::Field(number) => {
                let one = self.now.one.get_or_insert_with(|| RollCall::new(Body::GeneralAssembly));
                match self.filling.set(&FIELDS[number], &text, one) {
                    None => self.now.has_body |= FIELDS[number].name == "body",
                    Some((kind, reason)) => self.doubt(kind, &reason, place, &text),
                }
            }
            Place::Vote(vote) => self.cast(&text, vote, place),
            Place::Number => match text.parse::<u32>() {
                Ok(number) if number < 64 => self.now.sources |= 1 << number,
                _ => self.skip("not the number of a source", place, &text),
            },
            Place::OfStatement(0) => self.now.statement.0 = text.into_owned(),
            Place::OfStatement(1) => self.now.statement.1 = vote(&text),
            Place::OfStatement(_) => self.now.statement.2 = text.into_owned(),
            _ => self.pass_over(WRONG_KIND, place),
        }
        Ok(())
    }

    /// Takes in an object that has been read.
    fn end(&mut self, at: Place) -> Result<(), String> {
        match at {
            Place::Source if self.listed.len() == 64 => return Err("more than 64 sources".to_owned()),
            Place::Source => {
                let number = self.filling.source(std::mem::take(&mut self.now.origin));
                self.listed.push(number);
            }
            Place::Statement => {
                let (member, vote, source) = std::mem::take(&mut self.now.statement);
                match (self.filling.builder.members().by_code(&member), vote) {
                    (Some(member), Some(intended)) => self.now.intended.push(IntendedVote { member, intended, source }),
                    _ => self.skip("a statement without a member or a vote", (Place::RollCall, "intended"), &member),
                }
            }
            Place::RollCall => {
                let now = std::mem::take(&mut self.now);
                if let Some(one) = now.one.filter(|_| now.has_body) {
                    let id = self.filling.builder.push(one, now.roll);
                    now.intended.into_iter().for_each(|statement| self.filling.builder.intend(id, statement));
                    let line = self.line(self.at);
                    self.roll_calls.push((id, now.sources, line));
                } else {
                    self.skip("a roll call without its body (GA or SC)", (Place::RollCall, "body"), "");
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Enters a list of members with one vote; at once when all of it is as it should be, else one by one.
    fn cast(&mut self, codes: &str, vote: Option<Vote>, place: (Place, &str)) {
        if let Some(members) = self.all_new(codes) {
            let [of_votes @ .., not_known] = self.now.roll.planes();
            *vote.map_or(not_known, |vote| of_votes[vote as usize]) |= members;
            return;
        }
        for code in codes.split_whitespace() {
            match self.filling.builder.members().by_code(code) {
                None => self.skip("no member has this code", place, code),
                Some(member) if enter(&mut self.now.roll, member, vote) => {}
                Some(_) => self.skip("a member with two votes; the first one stands", place, code),
            }
        }
    }

    /// The members of a list that is well formed and repeats nothing.
    fn all_new(&self, codes: &str) -> Option<MemberSet> {
        let old = self.now.roll.members();
        let (mut members, mut count) = (old, old.len());
        for code in codes.as_bytes().chunks(4) {
            let code = code.strip_suffix(b" ").unwrap_or(code);
            members.insert(self.filling.builder.members().by_code(code)?);
            count += 1;
        }
        (members.len() == count).then_some(members - old)
    }

    /// Gives each roll call its sources: those that it names of the file's list, else the file itself.
    fn settle_sources(&mut self, name: &str) {
        for (id, bits, line) in std::mem::take(&mut self.roll_calls) {
            if bits.checked_shr(self.listed.len() as u32).unwrap_or(0) > 0 {
                let reason = "numbers of sources that the file does not list";
                self.filling.ledger.skip(reason, line, format!("{} listed", self.listed.len()));
            }
            let listed = self.listed.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1);
            let mut sources: Vec<usize> = listed.map(|(_, number)| *number).collect();
            if sources.is_empty() {
                sources.push(self.filling.itself(name));
            }
            // More than 64 are refused at the end.
            self.filling.builder.entry(id).0.sources = sources.into_iter().fold(0, |bits, i| bits | 1 << (i % 64));
        }
    }
}

/// Where in a file a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Document,
    Schema,
    Sources,
    Source,
    /// A text of a source, by its number.
    OfSource(usize),
    RollCalls,
    RollCall,
    /// A field, by its number.
    Field(usize),
    Votes,
    Vote(Option<Vote>),
    Stated,
    Numbers,
    Number,
    Statements,
    Statement,
    /// A text of a statement, by its number.
    OfStatement(usize),
}

const OF_STATEMENT: [&str; 3] = ["member", "intended", "source"];

impl Place {
    /// Where the value of a key stands; none where the key is not known.
    fn entry(self, key: &str) -> Option<Self> {
        let number = |keys: &[&str]| keys.iter().position(|known| *known == key);
        match (self, key) {
            (Self::Document, "schema") => Some(Self::Schema),
            (Self::Document, "sources") => Some(Self::Sources),
            (Self::Document, "roll_calls") => Some(Self::RollCalls),
            (Self::Source, _) => number(&OF_SOURCE).map(Self::OfSource),
            (Self::RollCall, "votes") => Some(Self::Votes),
            (Self::RollCall, "stated") => Some(Self::Stated),
            (Self::RollCall, "intended") => Some(Self::Statements),
            (Self::RollCall, "sources") => Some(Self::Numbers),
            (Self::RollCall, _) if key.starts_with(STATED) => None,
            (Self::RollCall, _) => FIELDS.iter().position(|field| field.name == key).map(Self::Field),
            (Self::Stated, _) => {
                FIELDS.iter().position(|field| field.name.strip_prefix(STATED) == Some(key)).map(Self::Field)
            }
            (Self::Votes, _) => VOTE_KEYS.iter().find(|(known, _)| *known == key).map(|(_, vote)| Self::Vote(*vote)),
            (Self::Statement, _) => number(&OF_STATEMENT).map(Self::OfStatement),
            _ => None,
        }
    }

    /// Where the items of a list stand.
    fn item(self) -> Option<Self> {
        match self {
            Self::Sources => Some(Self::Source),
            Self::RollCalls => Some(Self::RollCall),
            Self::Numbers => Some(Self::Number),
            Self::Statements => Some(Self::Statement),
            _ => None,
        }
    }

    fn is_object(self) -> bool {
        matches!(self, Self::Document | Self::Source | Self::RollCall | Self::Votes | Self::Stated | Self::Statement)
    }
}

const WRONG_KIND: &str = "values of another kind than the schema has";

/// Reads the value at one place, under a key of the object around it.
struct Walk<'a, 'r, 'l> {
    reader: &'a mut Reader<'r, 'l>,
    within: Place,
    at: Place,
    key: &'a str,
}

/// A key, borrowed from the file where it can be.
#[derive(Deserialize)]
struct Key<'k>(#[serde(borrow)] Cow<'k, str>);

impl<'r> DeserializeSeed<'r> for Walk<'_, 'r, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'r>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'r> Walk<'_, 'r, '_> {
    fn text<E: Error>(self, text: impl Into<Cow<'r, str>>) -> Result<(), E> {
        self.reader.text(self.at, (self.within, self.key), text.into()).map_err(E::custom)
    }
}

impl<'r> Visitor<'r> for Walk<'_, 'r, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'r str) -> Result<(), E> {
        self.text(text)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.text(text.to_owned())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.text(number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.text(number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.text(number.to_string())
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<(), E> {
        self.text(if truth { "true" } else { "false" })
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.text("")
    }

    fn visit_seq<A: SeqAccess<'r>>(self, mut items: A) -> Result<(), A::Error> {
        let Self { reader, within, at, key } = self;
        let Some(item) = at.item() else {
            reader.pass_over(WRONG_KIND, (within, key));
            while items.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        while items.next_element_seed(Walk { reader: &mut *reader, within, at: item, key })?.is_some() {
            if item == Place::RollCall {
                reader.read += 1;
            }
            if reader.read > MOST_ROLL_CALLS {
                return Err(A::Error::custom(format!("more than {MOST_ROLL_CALLS} roll calls")));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'r>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { reader, within, at, key } = self;
        if !at.is_object() {
            reader.pass_over(WRONG_KIND, (within, key));
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        let mut seen = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            reader.see(&key);
            match at.entry(&key) {
                Some(entry) if !seen.contains(&entry) => {
                    map.next_value_seed(Walk { reader: &mut *reader, within: at, at: entry, key: &key })?;
                    seen.push(entry);
                    continue;
                }
                Some(_) => reader.pass_over("repeated keys; the first one stands", (at, &key)),
                None if key == "$schema" => {}
                None => reader.pass_over("unknown keys", (at, &key)),
            }
            map.next_value::<IgnoredAny>()?;
        }
        reader.end(at).map_err(A::Error::custom)
    }
}
