//! Reads one roll call of our own JSON: its fields, votes, stated numbers, statements and sources. The file around it
//! is read in `own_json`.

use std::sync::Arc;

use serde::de::{MapAccess, SeqAccess};

use super::json_walk::{Entries, Items, List, Object, Word};
use super::own::{self, Doubt, FIELDS, Field};
use super::{Kind, own_json::Reader};
use crate::{
    members::{MemberSet, Members},
    record::{Body, IntendedVote, Roll, RollCall, Vote},
};

/// A roll call that is being read.
pub(super) struct RollCallEntries<'a, 'l> {
    reader: &'a mut Reader<'l>,
    members: Arc<Members>,
    roll_call: RollCall,
    roll: Roll,
    has_body: bool,
    intended: Vec<IntendedVote>,
    sources: u64,
}

impl<'a, 'l> RollCallEntries<'a, 'l> {
    pub(super) fn new(reader: &'a mut Reader<'l>) -> Self {
        Self {
            members: reader.builder.members().clone(),
            reader,
            roll_call: RollCall::new(Body::GeneralAssembly),
            roll: Roll::default(),
            has_body: false,
            intended: Vec::new(),
            sources: 0,
        }
    }

    /// Adds it to the record.
    pub(super) fn keep(self) {
        if self.has_body {
            self.reader.keep(self.roll_call, self.roll, self.intended, self.sources);
        } else {
            self.reader.doubt(Kind::Skipped, "a roll call without its body (GA or SC)", "body", "");
        }
    }

    fn set(&mut self, field: Field, name: &str, cell: &str) {
        match field.set(cell, &mut self.roll_call, &mut self.reader.builder) {
            Ok(()) => self.has_body |= field == Field::Body,
            Err(Doubt::LeftOut(expected)) => {
                self.reader.doubt(Kind::Skipped, &format!("not understood: expected {expected}"), name, cell);
            }
            Err(Doubt::NoSymbol) => self.reader.doubt(Kind::Note, "no symbol; kept as it stands", name, cell),
        }
    }

    fn cast(&mut self, codes: &str, vote: Option<Vote>, name: &str) {
        if let Some(members) = self.all_new(codes) {
            return own::enter_all(&mut self.roll, members, vote);
        }
        for code in codes.split_whitespace() {
            let Some(member) = self.members.by_code(code) else {
                self.reader.doubt(Kind::Skipped, "no member has this code", name, code);
                continue;
            };
            if !own::enter(&mut self.roll, member, vote) {
                self.reader.doubt(Kind::Skipped, "a member with two votes; the first one stands", name, code);
            }
        }
    }
}

impl RollCallEntries<'_, '_> {
    /// The members of a list of codes, when every code has one and none of them has a vote already: nearly always.
    fn all_new(&self, codes: &str) -> Option<MemberSet> {
        let mut members = self.roll.members();
        let mut count = members.len();
        let old = members;
        for code in codes.as_bytes().chunks(4) {
            let code = code.strip_suffix(b" ").unwrap_or(code);
            members.insert(self.members.by_code(code)?);
            count += 1;
        }
        (members.len() == count).then_some(members - old)
    }
}

impl<'de> Object<'de> for RollCallEntries<'_, '_> {
    const IS: &'static str = "a roll call";

    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match key {
            "votes" => map.next_value_seed(Entries(&mut VoteEntries(self))),
            "stated" => map.next_value_seed(Entries(&mut StatedEntries(self))),
            "intended" => map.next_value_seed(Items(&mut IntendedItems(self))),
            "sources" => map.next_value_seed(Items(&mut SourceNumbers(self))),
            _ => match FIELDS.iter().find(|(_, name)| *name == key && !key.starts_with(own::STATED)) {
                Some((field, name)) => {
                    let Word(cell) = map.next_value()?;
                    self.set(*field, name, &cell);
                    Ok(())
                }
                None => self.reader.pass_over(&self.reader.place(key), map),
            },
        }
    }
}

struct StatedEntries<'a, 'b, 'l>(&'a mut RollCallEntries<'b, 'l>);

impl<'de> Object<'de> for StatedEntries<'_, '_, '_> {
    const IS: &'static str = "the numbers that the source states";

    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        let stated = |name: &str| name.strip_prefix(own::STATED) == Some(key);
        if let Some((field, _)) = FIELDS.iter().find(|(_, name)| stated(name)) {
            let Word(cell) = map.next_value()?;
            self.0.set(*field, &format!("stated.{key}"), &cell);
            Ok(())
        } else {
            let place = self.0.reader.place(&format!("stated.{key}"));
            self.0.reader.pass_over(&place, map)
        }
    }
}

struct VoteEntries<'a, 'b, 'l>(&'a mut RollCallEntries<'b, 'l>);

impl<'de> Object<'de> for VoteEntries<'_, '_, '_> {
    const IS: &'static str = "lists of members by their vote";

    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        let name = format!("votes.{}", own::shortened(key));
        let Some((_, vote)) = own::VOTE_KEYS.into_iter().find(|(known, _)| *known == key) else {
            let place = self.0.reader.place(&name);
            return self.0.reader.pass_over(&place, map);
        };
        let Word(codes) = map.next_value()?;
        self.0.cast(&codes, vote, &name);
        Ok(())
    }
}

struct SourceNumbers<'a, 'b, 'l>(&'a mut RollCallEntries<'b, 'l>);

impl<'de> List<'de> for SourceNumbers<'_, '_, '_> {
    const IS: &'static str = "numbers of sources";

    fn item<A: SeqAccess<'de>>(&mut self, items: &mut A) -> Result<bool, A::Error> {
        let Some(Word(cell)) = items.next_element()? else { return Ok(false) };
        match cell.parse::<u32>() {
            Ok(number) if number < 64 => self.0.sources |= 1 << number,
            _ => self.0.reader.doubt(Kind::Skipped, "no number of a source", "sources", &cell),
        }
        Ok(true)
    }
}

struct IntendedItems<'a, 'b, 'l>(&'a mut RollCallEntries<'b, 'l>);

impl<'de> List<'de> for IntendedItems<'_, '_, '_> {
    const IS: &'static str = "statements of intended votes";

    fn item<A: SeqAccess<'de>>(&mut self, items: &mut A) -> Result<bool, A::Error> {
        let mut one = IntendedEntries { roll_call: self.0, member: String::new(), vote: None, source: String::new() };
        if items.next_element_seed(Entries(&mut one))?.is_none() {
            return Ok(false);
        }
        let IntendedEntries { member, vote, source, .. } = one;
        match (self.0.members.by_code(&member), vote) {
            (Some(member), Some(intended)) => self.0.intended.push(IntendedVote { member, intended, source }),
            _ => self.0.reader.doubt(Kind::Skipped, "a statement without a member or a vote", "intended", &member),
        }
        Ok(true)
    }
}

struct IntendedEntries<'a, 'b, 'l> {
    roll_call: &'a mut RollCallEntries<'b, 'l>,
    member: String,
    vote: Option<Vote>,
    source: String,
}

impl<'de> Object<'de> for IntendedEntries<'_, '_, '_> {
    const IS: &'static str = "a statement of an intended vote";

    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        let reader = &mut *self.roll_call.reader;
        if !matches!(key, "member" | "intended" | "source") {
            let place = reader.place(&format!("intended.{}", own::shortened(key)));
            return reader.pass_over(&place, map);
        }
        let Word(cell) = map.next_value()?;
        match key {
            "member" => self.member = cell.into_owned(),
            "intended" => self.vote = own::vote(&cell),
            _ => self.source = cell.into_owned(),
        }
        Ok(())
    }
}
