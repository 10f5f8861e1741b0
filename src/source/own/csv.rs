//! Reads our own CSV back: a row for each vote of a member, each with the columns of its roll call.

use std::collections::HashMap;

use hashbrown::DefaultHashBuilder;

use super::filling::{Filling, MOST_BYTES, MOST_ROLL_CALLS, NOT_KNOWN, OF_MEMBER, OF_SOURCES, enter, vote};
use crate::record::{Body, IntendedVote, Origin, Record, Roll, RollCall, RollCallId};
use crate::source::cells::dates;
use crate::source::cells::fields::{FIELDS, Field};
use crate::source::format::{Columns, Context, Ledger, Recognised, Row, SourceError, shortened};

/// Reads files of our own CSV.
pub(super) fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let (hasher, filling) = (DefaultHashBuilder::default(), Filling::new(context.members, ledger));
    let mut reader = Reader { filling, roll_calls: HashMap::new(), hasher };
    for one in inputs {
        reader.file(one)?;
    }
    reader.filling.finish()
}

struct Reader<'l> {
    filling: Filling<'l>,
    /// The roll calls of the current file by their numbers, each with a digest of its columns.
    roll_calls: HashMap<u64, (RollCallId, u64)>,
    /// Makes the digests; keyed at random, so that nobody can make a file with two roll calls of one digest.
    hasher: DefaultHashBuilder,
}

/// Which column holds what.
struct Layout {
    of_member: [Option<usize>; 5],
    fields: Vec<(&'static Field, usize)>,
    of_sources: [Option<usize>; 5],
}

impl Layout {
    fn new(columns: &Columns) -> Self {
        let at = |name: &str| columns.find(&[name]);
        let fields = FIELDS.iter().filter_map(|field| Some((field, at(field.name)?)));
        Self { of_member: OF_MEMBER.map(at), fields: fields.collect(), of_sources: OF_SOURCES.map(at) }
    }

    /// The columns that are the same in all rows of a roll call.
    fn shared(&self) -> impl Iterator<Item = usize> {
        self.fields.iter().map(|(_, column)| *column).chain(self.of_sources.into_iter().flatten())
    }
}

impl Reader<'_> {
    fn file(&mut self, one: &Recognised) -> Result<(), SourceError> {
        let name = &one.input.name;
        if one.input.bytes.len() > MOST_BYTES * 4 {
            return Err(SourceError::too_large(name, 1, "the file", MOST_BYTES * 4, " bytes"));
        }
        let layout = Layout::new(&one.head.columns);
        self.filling.order = one.order;
        let is_read = |column| layout.of_member.contains(&Some(column)) || layout.shared().any(|at| at == column);
        self.filling.ledger.unread(&one.head.columns, is_read);
        self.roll_calls.clear();
        let mut rows = one.rows()?;
        while let Some(row) = rows.read()? {
            if row.len() == one.head.columns.names.len() {
                self.row(&row, &layout, name)?;
            } else {
                self.filling.ledger.skip("a row with more or fewer cells than the header", row.line, row.get(0));
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>, layout: &Layout, name: &str) -> Result<(), SourceError> {
        let [number, code, cell, intended, source] = layout.of_member.map(|column| row.at(column));
        let Ok(number) = number.parse() else {
            self.filling.ledger.skip("a row without the number of its roll call", row.line, number);
            return Ok(());
        };
        let Some(id) = self.known_or_new(number, row, layout, name)? else { return Ok(()) };
        let ledger = &mut *self.filling.ledger;
        let Some(member) = self.filling.builder.members().by_code(code) else {
            if !(code.is_empty() && cell.is_empty() && intended.is_empty()) {
                ledger.skip("no member has this code", row.line, code);
            }
            return Ok(());
        };
        let cast = vote(cell);
        if cast.is_none() && cell != NOT_KNOWN {
            if !cell.is_empty() {
                ledger.skip("unknown vote", row.line, cell);
            } else if intended.is_empty() {
                ledger.skip("rows without a vote", row.line, code);
            }
        } else if !enter(self.filling.builder.entry(id).1, member, cast) {
            ledger.skip("a member with two votes; the first one stands", row.line, cell);
        }
        if let Some(intended) = vote(intended) {
            self.filling.builder.intend(id, IntendedVote { member, intended, source: source.to_owned() });
        } else if !intended.is_empty() {
            ledger.skip("an intended vote that is not a vote", row.line, intended);
        }
        Ok(())
    }

    /// The roll call of a row; none if the row contradicts it or none can be made.
    fn known_or_new(
        &mut self, number: u64, row: &Row<'_>, layout: &Layout, name: &str,
    ) -> Result<Option<RollCallId>, SourceError> {
        let digest = row.digest(layout.shared(), &self.hasher);
        if let Some((id, known)) = self.roll_calls.get(&number) {
            if *known == digest {
                return Ok(Some(*id));
            }
            let what = "a row that differs from the first row of its roll call";
            self.filling.ledger.skip(what, row.line, format!("roll_call: '{number}'"));
            return Ok(None);
        }
        if self.roll_calls.len() == MOST_ROLL_CALLS {
            return Err(SourceError::too_large(name, row.line, "the number of roll calls", MOST_ROLL_CALLS, ""));
        }
        let id = self.roll_call(row, layout, name);
        self.roll_calls.extend(id.map(|id| (number, (id, digest))));
        Ok(id)
    }

    fn roll_call(&mut self, row: &Row<'_>, layout: &Layout, name: &str) -> Option<RollCallId> {
        let mut one = RollCall::new(Body::GeneralAssembly);
        let mut has_body = false;
        for (field, column) in &layout.fields {
            let cell = row.get(*column);
            match self.filling.set(field, cell, &mut one) {
                None => has_body |= field.name == "body" && !cell.is_empty(),
                Some((kind, reason)) => {
                    let value = format!("{}: '{}'", field.name, shortened(cell));
                    self.filling.ledger.enter(kind, &reason, Some(row.line), value);
                }
            }
        }
        if !has_body {
            self.filling.ledger.skip("a roll call without its body (GA or SC)", row.line, row.get(0));
            return None;
        }
        one.sources = self.sources(row, layout, name);
        Some(self.filling.builder.push(one, Roll::default()))
    }

    /// The sources that a row names, as bits; the file itself when it names none.
    fn sources(&mut self, row: &Row<'_>, layout: &Layout, name: &str) -> u64 {
        let lists = layout.of_sources.map(|column| column.map_or_else(Vec::new, |column| parts(row.get(column))));
        let count = lists.iter().map(Vec::len).max().unwrap_or(0).min(64);
        let listed = (0..count).map(|i| {
            let texts = lists.each_ref().map(|list| list.get(i).cloned().unwrap_or_default());
            let [name, format, edition, terms, day] = texts;
            Origin {
                name,
                format,
                edition,
                terms,
                dates_unreliable_before: dates::date(&day, None).ok(),
                omits_absent: false,
            }
        });
        let origins: Vec<Origin> = listed.collect();
        // More than 64 are refused at the end.
        if origins.iter().all(|origin| *origin == Origin::default()) {
            return 1 << (self.filling.itself(name) % 64);
        }
        origins.into_iter().fold(0, |bits, origin| bits | 1 << (self.filling.source(origin) % 64))
    }
}

/// The parts of a cell between `|`; a backslash before one makes it an ordinary character.
fn parts(cell: &str) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match c {
            '|' => parts.push(std::mem::take(&mut part)),
            '\\' => part.extend(chars.next()),
            _ => part.push(c),
        }
    }
    parts.push(part);
    parts
}
