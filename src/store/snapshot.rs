//! A record as sections of a store, and back. Votes and metadata come back piece by piece, as they are asked for.

use std::sync::{Arc, OnceLock};

use super::error::StoreError;
use super::file::{Kind, Section, StoreFile};
use super::pieces::{column, packed, packed_one, serialized, unpacked_one};
use crate::members::{MemberId, MemberSet, Members};
use crate::record::{IntendedVote, Predecessors, Record, Roll, RollCall, RollCallId, SymbolIndex, Text, Texts};
use crate::source::Ledger;

/// The sections of a record and of the account of its loading.
pub(super) fn sections(record: &Record, ledger: &Ledger, owner: u32) -> Vec<Section> {
    let mut texts = Renumbered::new(record);
    let roll_calls: Vec<RollCall> = record.ids().map(|id| texts.roll_call(record.roll_call(id))).collect();
    let rolls: Vec<Roll> = record.ids().map(|id| *record.roll(id)).collect();
    let codes: Vec<&str> = record.members().iter().map(|(_, member)| member.code).collect();
    let row = |id: RollCallId| id.index() as u32;
    let statements = record.ids().map(|id| (row(id), record.intended(id)));
    let intended: Vec<(u32, &[IntendedVote])> = statements.filter(|(_, of_one)| !of_one.is_empty()).collect();
    let symbols = record.sorted_symbols().into_iter().map(|(symbol, id)| (symbol, row(id)));
    let symbols: Vec<(&str, u32)> = symbols.collect();
    let width = codes.len().div_ceil(8);
    let all = [
        (Kind::Members, packed_one(&codes)),
        (Kind::Origins, packed_one(&record.origins())),
        (Kind::Ledger, packed_one(ledger)),
        (Kind::Intended, packed_one(&intended)),
        (Kind::Texts, packed(&texts.strings, serialized)),
        (Kind::RollCalls, packed(&roll_calls, serialized)),
        (Kind::Rolls, packed(&rolls, |rolls| planes(rolls, width))),
        (Kind::Symbols, packed(&symbols, serialized)),
    ];
    all.into_iter().map(|(kind, bytes)| Section { kind, owner, bytes }).collect()
}

/// The texts that roll calls use, numbered anew in the order of their first use, so that those of one roll call stand
/// together.
struct Renumbered<'r> {
    record: &'r Record,
    strings: Vec<&'r str>,
    numbers: Vec<Option<Text>>,
}

impl<'r> Renumbered<'r> {
    fn new(record: &'r Record) -> Self {
        let mut numbers = vec![None; record.texts()];
        if let Some(empty) = numbers.first_mut() {
            *empty = Some(Text::EMPTY);
        }
        Self { record, strings: vec![""], numbers }
    }

    fn roll_call(&mut self, roll_call: &RollCall) -> RollCall {
        let mut roll_call = roll_call.clone();
        roll_call.texts_mut().into_iter().for_each(|text| *text = self.number(*text));
        roll_call
    }

    fn number(&mut self, text: Text) -> Text {
        let known = &mut self.numbers[text.0 as usize];
        *known.get_or_insert_with(|| {
            self.strings.push(self.record.text(text));
            Text(self.strings.len() as u32 - 1)
        })
    }
}

/// Votes of several roll calls as bits of members: all planes of members, then the lower and the upper bit of their votes
/// (0 yes, 1 no, 2 abstain, 3 non-voting), then those that are not known. Planes of one kind stand together, since they
/// change little from one roll call to the next.
fn planes(rolls: &[Roll], width: usize) -> Vec<u8> {
    let plane: [fn(&Roll) -> MemberSet; 4] =
        [Roll::known, |roll| roll.no | roll.non_voting, |roll| roll.abstain | roll.non_voting, |roll| roll.not_known];
    let bytes = |set: MemberSet| set.words().map(u64::to_le_bytes).into_iter().flatten().take(width);
    let sets = plane.iter().flat_map(|plane| rolls.iter().map(plane));
    sets.flat_map(bytes).collect()
}

/// The rolls of a piece, with each member at its place of today.
fn rolls(bytes: &[u8], width: usize, places: &Places) -> Option<Vec<Roll>> {
    let count = bytes.len().checked_div(4 * width)?;
    let set = |plane: usize, place: usize| {
        let from = width * (plane * count + place);
        let mut words = [0; MemberSet::CAPACITY / 8];
        words[..width].copy_from_slice(&bytes[from..from + width]);
        places.today(MemberSet::of_words(words.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word))))
    };
    let roll = |place: usize| {
        let [known, low, high, not_known] = [0, 1, 2, 3].map(|plane| set(plane, place));
        Roll { yes: known - low - high, no: low - high, abstain: high - low, non_voting: low & high, not_known }
    };
    Some((0..count).map(roll).collect())
}

/// Where the members of a store stand in the table of today, which may have others between them.
#[derive(Clone, Debug)]
struct Places(Option<Vec<MemberId>>);

impl Places {
    fn new(members: &Members, codes: &[String], file: &StoreFile) -> Result<Self, StoreError> {
        let unknown = |code: &str| {
            let why = "which this version of the program does not know: a newer one wrote it";
            StoreError::Refused(format!("{} has votes of the member {code}, {why}", file.name))
        };
        let places = codes.iter().map(|code| members.by_code(code).ok_or_else(|| unknown(code)));
        let places = places.collect::<Result<Vec<MemberId>, _>>()?;
        let moved = places.iter().enumerate().any(|(place, member)| place != member.index());
        Ok(Self(moved.then_some(places)))
    }

    fn member(&self, member: MemberId) -> MemberId {
        self.0.as_ref().and_then(|places| places.get(member.index())).copied().unwrap_or(member)
    }

    fn today(&self, set: MemberSet) -> MemberSet {
        if self.0.is_none() { set } else { set.iter().map(|member| self.member(member)).collect() }
    }
}

/// The record of an owner. Whatever it is made of has been checked; it is read when it is asked for.
///
/// # Errors
/// When a section is missing or damaged, or names a member that the table does not have.
pub(super) fn record(file: &StoreFile, members: &Arc<Members>, owner: u32) -> Result<Record, StoreError> {
    let codes: Vec<String> = unpacked_one(file, Kind::Members, owner)?;
    let (places, width) = (Places::new(members, &codes, file)?, codes.len().div_ceil(8));
    let stated: Vec<(u32, Vec<IntendedVote>)> = unpacked_one(file, Kind::Intended, owner)?;
    let today = |one: IntendedVote| IntendedVote { member: places.member(one.member), ..one };
    let of_today = |statements: Vec<IntendedVote>| statements.into_iter().map(today).collect();
    let intended = stated.into_iter().map(|(row, of_one)| (RollCallId::new(row), of_today(of_one))).collect();
    let symbol = |(symbol, row): (Box<str>, u32)| (symbol, RollCallId::new(row));
    let record = Record {
        members: members.clone(),
        texts: Texts::Column(column(file, Kind::Texts, owner, |bytes| postcard::from_bytes(bytes).ok())?),
        roll_calls: column(file, Kind::RollCalls, owner, |bytes| postcard::from_bytes(bytes).ok())?,
        rolls: column(file, Kind::Rolls, owner, move |bytes| rolls(bytes, width, &places))?,
        by_symbol: SymbolIndex::Sorted(column(file, Kind::Symbols, owner, move |bytes| {
            let symbols: Vec<(Box<str>, u32)> = postcard::from_bytes(bytes).ok()?;
            Some(symbols.into_iter().map(symbol).collect())
        })?),
        intended,
        origins: unpacked_one(file, Kind::Origins, owner)?,
        predecessors: OnceLock::new(),
    };
    if record.roll_calls.len() == record.rolls.len() { Ok(record) } else { Err(file.not_understood()) }
}

/// The merged record with the links between its roll calls.
///
/// # Errors
/// As [`record`].
pub(super) fn linked(file: &StoreFile, members: &Arc<Members>) -> Result<Record, StoreError> {
    let record = record(file, members, 0)?;
    let predecessors = read_predecessors(file, record.len())?.into();
    Ok(Record { predecessors, ..record })
}

/// The section of the predecessors of roll calls, of the merged record only.
pub(super) fn predecessors(before: &[Option<RollCallId>]) -> Section {
    let rows: Vec<u32> = before.iter().map(|before| before.map_or(0, |before| before.index() as u32 + 1)).collect();
    Section { kind: Kind::Predecessors, owner: 0, bytes: packed(&rows, serialized) }
}

/// Reads the predecessors of the roll calls, which must be as many as given.
///
/// # Errors
/// When they are missing or damaged.
pub(super) fn read_predecessors(file: &StoreFile, roll_calls: usize) -> Result<Predecessors, StoreError> {
    let column = column(file, Kind::Predecessors, 0, |bytes| {
        let rows: Vec<u32> = postcard::from_bytes(bytes).ok()?;
        Some(rows.into_iter().map(|row| row.checked_sub(1).map(RollCallId::new)).collect())
    })?;
    if column.len() == roll_calls { Ok(column) } else { Err(file.not_understood()) }
}
