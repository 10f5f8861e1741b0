//! Reads our own CSV back: one row a member's vote, the columns of the roll call repeated in each.

use std::{collections::HashMap, hash::BuildHasher};

use hashbrown::DefaultHashBuilder;

use super::own::{self, Doubt, FIELDS, Field};
use super::own_write::{OF_MEMBER, OF_SOURCES};
use super::{Columns, Context, Fit, Format, Head, Kind, Ledger, Recognised, Row, Rows, Shape, SourceError, dates};
use crate::{
    members::MemberId,
    record::{Body, IntendedVote, Origin, Record, RecordBuilder, Roll, RollCall, RollCallId},
};

/// Our own CSV.
pub(super) const FORMAT: Format = Format { name: "unvote record, CSV", terms: "", joined: false, fits, read };

fn fits(head: &Head, _: &Context<'_>) -> Fit {
    if !matches!(head.shape, Shape::Delimited(_)) {
        return Fit::No;
    }
    head.columns.fit(&[&["roll_call"], &["member"], &["vote"], &["body"], &["intended"], &["source_format"]])
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut reader = Reader {
        builder: RecordBuilder::new(context.members.clone()),
        ledger,
        origins: Vec::new(),
        roll_calls: HashMap::new(),
        hasher: DefaultHashBuilder::default(),
    };
    for one in inputs {
        let Shape::Delimited(delimiter) = one.head.shape else { continue };
        reader.file(one, delimiter)?;
    }
    reader.finish()
}

struct Reader<'l> {
    builder: RecordBuilder,
    ledger: &'l mut Ledger,
    origins: Vec<Origin>,
    /// The roll calls of a file by their numbers, with a digest of their cells.
    roll_calls: HashMap<u64, (RollCallId, u64)>,
    hasher: DefaultHashBuilder,
}

/// Where the columns stand.
struct Layout {
    of_member: [Option<usize>; 5],
    fields: Vec<(Field, &'static str, usize)>,
    of_sources: [Option<usize>; 5],
    width: usize,
}

impl Layout {
    fn new(columns: &Columns) -> Self {
        let fields = FIELDS.iter().filter_map(|(field, name)| Some((*field, *name, columns.find(&[*name])?)));
        Self {
            of_member: OF_MEMBER.map(|name| columns.find(&[name])),
            fields: fields.collect(),
            of_sources: OF_SOURCES.map(|name| columns.find(&[name])),
            width: columns.names().len(),
        }
    }

    fn member<'r>(&self, row: &Row<'r>) -> [&'r str; 5] {
        self.of_member.map(|column| column.map_or("", |column| row.get(column)))
    }

    fn unknown(columns: &Columns) -> Vec<String> {
        let known = |name: &str| {
            OF_MEMBER.contains(&name) || OF_SOURCES.contains(&name) || FIELDS.iter().any(|(_, field)| *field == name)
        };
        columns.names().iter().filter(|name| !known(name)).map(|name| own::shortened(name)).collect()
    }
}

impl Reader<'_> {
    fn file(&mut self, one: &Recognised, delimiter: u8) -> Result<(), SourceError> {
        let name = &one.input.name;
        if one.input.bytes.len() > own::MOST_BYTES * 4 {
            let limit = format!("{} bytes", own::MOST_BYTES * 4);
            return Err(SourceError::TooLarge { name: name.clone(), line: 1, what: "the file", limit });
        }
        let layout = Layout::new(&one.head.columns);
        for column in Layout::unknown(&one.head.columns) {
            self.ledger.enter(Kind::Note, "unknown columns, not read", Some(1), column);
        }
        self.roll_calls.clear();
        let mut rows = Rows::new(name, &one.input.bytes, delimiter);
        rows.read()?;
        while let Some(row) = rows.read()? {
            if row.len() == layout.width {
                self.row(&row, &layout, name)?;
            } else {
                self.ledger.skip(
                    "a row with more or fewer cells than the header",
                    row.line,
                    own::shortened(row.get(0)),
                );
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>, layout: &Layout, name: &str) -> Result<(), SourceError> {
        let [number, member, vote, intended, source] = layout.member(row);
        let Ok(number) = number.parse() else {
            self.ledger.skip("a row without the number of its roll call", row.line, own::shortened(number));
            return Ok(());
        };
        let digest = self.digest(row, layout);
        let id = match self.roll_calls.get(&number) {
            Some((id, known)) if *known == digest => *id,
            Some(_) => {
                let what = "a row that differs from the first row of its roll call";
                self.ledger.skip(what, row.line, format!("roll_call: '{number}'"));
                return Ok(());
            }
            None if self.roll_calls.len() == own::MOST_ROLL_CALLS => {
                let limit = own::MOST_ROLL_CALLS.to_string();
                let what = "the number of roll calls";
                return Err(SourceError::TooLarge { name: name.to_owned(), line: row.line, what, limit });
            }
            None => {
                let Some(id) = self.roll_call(row, layout, name) else { return Ok(()) };
                self.roll_calls.insert(number, (id, digest));
                id
            }
        };
        if member.is_empty() && vote.is_empty() && intended.is_empty() {
            return Ok(());
        }
        let Some(member) = self.builder.members().by_code(member) else {
            self.ledger.skip("no member has this code", row.line, own::shortened(member));
            return Ok(());
        };
        self.cast(id, member, vote, row.line);
        match own::vote(intended) {
            Some(intended) => self.builder.intend(id, IntendedVote { member, intended, source: source.to_owned() }),
            None if intended.is_empty() => {}
            None => self.ledger.skip("an intended vote that is none", row.line, own::shortened(intended)),
        }
        Ok(())
    }

    fn cast(&mut self, id: RollCallId, member: MemberId, cell: &str, line: u64) {
        let vote = match own::vote(cell) {
            None if cell.is_empty() => return,
            None if cell != own::NOT_KNOWN => return self.ledger.skip("unknown vote", line, own::shortened(cell)),
            vote => vote,
        };
        let (_, roll) = self.builder.entry(id);
        if !own::enter(roll, member, vote) {
            self.ledger.skip("a member with two votes; the first one stands", line, own::shortened(cell));
        }
    }

    /// A digest of the cells that all rows of a roll call share.
    fn digest(&self, row: &Row<'_>, layout: &Layout) -> u64 {
        use std::hash::{Hash, Hasher};
        let mut hasher = self.hasher.build_hasher();
        let columns = layout.fields.iter().map(|(_, _, column)| *column).chain(layout.of_sources.into_iter().flatten());
        columns.for_each(|column| row.get(column).hash(&mut hasher));
        hasher.finish()
    }

    fn roll_call(&mut self, row: &Row<'_>, layout: &Layout, name: &str) -> Option<RollCallId> {
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        let mut has_body = false;
        for (field, name, column) in &layout.fields {
            let cell = row.get(*column);
            let value = || format!("{name}: '{}'", own::shortened(cell));
            match field.set(cell, &mut roll_call, &mut self.builder) {
                Ok(()) => has_body |= *field == Field::Body && !cell.is_empty(),
                Err(Doubt::LeftOut(expected)) => {
                    self.ledger.skip(&format!("not understood: expected {expected}"), row.line, value());
                }
                Err(Doubt::NoSymbol) => {
                    self.ledger.enter(Kind::Note, "no symbol; kept as it stands", Some(row.line), value());
                }
            }
        }
        if !has_body {
            self.ledger.skip("a roll call without its body (GA or SC)", row.line, own::shortened(row.get(0)));
            return None;
        }
        roll_call.sources = self.sources(row, layout, name);
        Some(self.builder.push(roll_call, Roll::default()))
    }

    /// The bits of the sources that a row names, or of the file itself.
    fn sources(&mut self, row: &Row<'_>, layout: &Layout, name: &str) -> u64 {
        let [names, formats, editions, terms, days] =
            layout.of_sources.map(|column| column.map_or_else(Vec::new, |column| parts(row.get(column))));
        let part = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
        let count = [&names, &formats, &editions, &terms, &days].map(Vec::len).into_iter().max().unwrap_or(0).min(64);
        let listed = (0..count).map(|i| Origin {
            name: part(&names, i),
            format: part(&formats, i),
            edition: part(&editions, i),
            terms: part(&terms, i),
            dates_unreliable_before: dates::date(&part(&days, i)),
            omits_absent: false,
        });
        let mut origins: Vec<Origin> = listed.collect();
        if origins.iter().all(|origin| *origin == Origin::default()) {
            origins = vec![own::file_origin(name)];
        }
        let all = &mut self.origins;
        // More than 64 are refused at the end.
        origins.into_iter().fold(0, |bits, origin| bits | 1 << (own::origin_number(all, origin) % 64))
    }

    fn finish(mut self) -> Result<Record, SourceError> {
        if self.origins.len() > 64 {
            return Err(SourceError::TooManyInputs(self.origins.len()));
        }
        for origin in self.origins {
            self.builder.origin(origin);
        }
        Ok(self.builder.finish())
    }
}

/// The parts of a cell between `|`; a backslash stands before one that separates nothing.
fn parts(cell: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut literal = false;
    for c in cell.chars() {
        match c {
            '|' if !literal => parts.push(String::new()),
            '\\' if !literal => {
                literal = true;
                continue;
            }
            _ => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
        literal = false;
    }
    parts
}
