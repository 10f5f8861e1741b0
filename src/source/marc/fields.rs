//! The records of a MARCXML file as numbered fields with lettered subfields, whatever wraps them. It knows no field's
//! meaning, resolves no entity but XML's own, and bounds what a file may hold.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::source::format::{Input, SourceError};

/// The most bytes of a file: the Library gives a few hundred records at once, of some 20 KB each.
const LONGEST: usize = 64 << 20;

/// A record.
#[derive(Debug, Default)]
pub(super) struct Marc {
    /// The line on which it begins.
    pub line: u64,
    /// The record number (field 001).
    pub control: String,
    /// All other fields, in their order.
    pub fields: Vec<Field>,
}

/// A field of a record.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Its number.
    pub tag: String,
    /// The line on which it begins.
    pub line: u64,
    /// Letter and text of each subfield.
    subfields: Vec<(String, String)>,
}

impl Field {
    /// The texts of the subfields with these letters, in their order; empty ones are left out.
    pub(super) fn texts(&self, codes: &'static [&'static str]) -> impl Iterator<Item = &str> {
        let these = self.subfields.iter().filter(|(code, _)| codes.contains(&code.as_str()));
        these.map(|(_, text)| text.trim()).filter(|text| !text.is_empty())
    }
}

impl Marc {
    /// The fields of a number.
    pub(super) fn of(&self, tag: &'static str) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.tag == tag)
    }

    /// The first text of a field.
    pub(super) fn first(&self, tag: &'static str, code: &'static [&'static str]) -> Option<&str> {
        self.of(tag).flat_map(|field| field.texts(code)).next()
    }
}

/// Calls `take` with each record of a file.
pub(super) fn each_record(input: &Input, mut take: impl FnMut(&Marc)) -> Result<(), SourceError> {
    let name = &input.name;
    if input.bytes.len() > LONGEST {
        return Err(SourceError::too_large(name, 1, "the file of records", LONGEST >> 20, " MiB"));
    }
    // A copy: the file may change while it is mapped.
    let text = String::from_utf8(input.bytes.to_vec()).map_err(|_| SourceError::At {
        name: name.clone(),
        line: 1,
        what: "it is not UTF-8".to_owned(),
    })?;
    let mut reader = Reader::from_str(&text);
    let (mut line, mut counted) = (1, 0);
    let (mut record, mut into): (Option<Marc>, Into) = (None, Into::Nothing);
    loop {
        let event = reader.read_event();
        let at = (reader.buffer_position() as usize).min(text.len());
        line += text.as_bytes()[counted..at].split(|byte| *byte == b'\n').skip(1).count() as u64;
        counted = at;
        let damaged =
            |cause: String| SourceError::Damaged { name: name.clone(), cause: format!("{cause}, on line {line}") };
        let piece = match event.map_err(|error| damaged(error.to_string()))? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "record" => {
                record = Some(Marc { line, ..Marc::default() });
                continue;
            }
            Event::Start(tag) => {
                into = record.as_mut().map_or(Into::Nothing, |record| begin(record, &tag, line));
                continue;
            }
            Event::End(tag) => {
                into = Into::Nothing;
                if tag.local_name().as_ref() == "record"
                    && let Some(record) = record.take()
                {
                    take(&record);
                }
                continue;
            }
            Event::Text(text) => text.into_inner(),
            Event::CData(text) => text.into_inner(),
            Event::GeneralRef(entity) => {
                let entity = format!("&{};", entity.into_inner());
                unescape(&entity).map_err(|error| damaged(error.to_string()))?.into_owned().into()
            }
            Event::Eof if record.is_some() => return Err(damaged("it ends within a record".to_owned())),
            Event::Eof => return Ok(()),
            _ => continue,
        };
        let Some(record) = &mut record else { continue };
        match into {
            Into::Control => record.control.push_str(&piece),
            Into::Subfield => {
                if let Some((_, text)) = record.fields.last_mut().and_then(|field| field.subfields.last_mut()) {
                    text.push_str(&piece);
                }
            }
            Into::Nothing => {}
        }
    }
}

/// Where a text goes.
#[derive(Clone, Copy)]
enum Into {
    /// The record number.
    Control,
    /// The last subfield of the last field.
    Subfield,
    /// Nowhere: it stands between fields, or outside of records.
    Nothing,
}

/// Begins what a tag opens within a record.
fn begin(record: &mut Marc, tag: &BytesStart<'_>, line: u64) -> Into {
    let of = |name: &str| match tag.try_get_attribute(name) {
        Ok(Some(attribute)) => attribute.value.trim().to_owned(),
        _ => String::new(),
    };
    match (tag.local_name().as_ref(), record.fields.last_mut()) {
        ("controlfield", _) if of("tag") == "001" => Into::Control,
        ("datafield", _) => {
            record.fields.push(Field { tag: of("tag"), line, subfields: Vec::new() });
            Into::Nothing
        }
        ("subfield", Some(field)) => {
            field.subfields.push((of("code"), String::new()));
            Into::Subfield
        }
        _ => Into::Nothing,
    }
}

/// The first tag of a text, as it is written.
pub(super) fn root(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                return Some(format!("<{}>", crate::source::format::shortened(tag.name().as_ref())));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
