//! The record: all roll calls of the loaded sources, held compactly. It reads and prints nothing.

use std::sync::{Arc, OnceLock};
use std::{collections::BTreeMap, ops::Deref};

use super::majority::{self, Majority};
use super::{
    Column, Date, IntendedVote, Origin, Outcome, Position, Roll, RollCall, RollCallId, Symbol, SymbolError,
    SymbolIndex, Tally, Text, Texts,
};
use crate::members::{Member, MemberId, Members};

/// Roll calls with their votes (a dense matrix, roll calls x members, as bit planes), metadata, strings and sources.
#[derive(Clone, Debug)]
pub struct Record {
    /// The table of members that the votes refer to.
    pub(crate) members: Arc<Members>,
    /// Strings that are all different, the empty one first.
    pub(crate) texts: Texts,
    pub(crate) roll_calls: Column<RollCall>,
    /// Their votes, as many and in the same order.
    pub(crate) rolls: Column<Roll>,
    pub(crate) intended: BTreeMap<RollCallId, Vec<IntendedVote>>,
    pub(crate) origins: Vec<Origin>,
    /// Every symbol with each of its roll calls.
    pub(crate) by_symbol: SymbolIndex,
    /// The roll call that put the question of each before, once that was found out.
    pub(crate) predecessors: OnceLock<Predecessors>,
}

/// The roll call that put the question of each before.
pub(crate) type Predecessors = Column<Option<RollCallId>>;

impl Record {
    /// The table of members that the votes refer to.
    pub const fn members(&self) -> &Arc<Members> {
        &self.members
    }

    /// A member of that table.
    pub fn member(&self, member: MemberId) -> &Member {
        self.members.get(member)
    }

    /// Number of roll calls.
    pub fn len(&self) -> usize {
        self.roll_calls.len()
    }

    /// Whether it holds no roll call.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All roll calls, in the order of the source.
    pub fn ids(&self) -> impl Iterator<Item = RollCallId> + use<> {
        (0..self.roll_calls.len() as u32).map(RollCallId::new)
    }

    /// The first and the last day of roll calls; none where no day is known.
    pub fn days(&self, ids: impl IntoIterator<Item = RollCallId>) -> Option<(Date, Date)> {
        let days = ids.into_iter().filter_map(|id| self.roll_call(id).date);
        days.map(|day| (day, day)).reduce(|(first, last), (day, _)| (first.min(day), last.max(day)))
    }

    /// Everything known about a roll call except its votes.
    pub fn roll_call(&self, id: RollCallId) -> &RollCall {
        self.roll_calls.at(id.index())
    }

    /// The calendar year of a roll call, where its day is known.
    pub fn year(&self, id: RollCallId) -> Option<i16> {
        self.roll_call(id).date.map(Date::year)
    }

    /// The votes of a roll call.
    pub fn roll(&self, id: RollCallId) -> &Roll {
        self.rolls.at(id.index())
    }

    /// Every member of the body in a roll call with its position, in the order of the table of members.
    pub fn votes(&self, id: RollCallId) -> impl Iterator<Item = (&Member, Position)> {
        self.roll(id).positions().map(|(member, position)| (self.member(member), position))
    }

    /// The string that a [`Text`] stands for.
    pub fn text(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    /// Number of different strings; every [`Text`] of the record has a number below it.
    pub(crate) fn texts(&self) -> usize {
        self.texts.len()
    }

    /// Statements of intended votes beside a roll call.
    pub fn intended(&self, id: RollCallId) -> &[IntendedVote] {
        self.intended.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The sources.
    pub fn origins(&self) -> &[Origin] {
        &self.origins
    }

    /// The sources of one roll call, the one that had precedence first.
    pub(crate) fn origins_of(&self, id: RollCallId) -> impl Iterator<Item = &Origin> {
        let bits = self.roll_call(id).sources;
        self.origins.iter().enumerate().filter(move |(i, _)| bits >> i & 1 == 1).map(|(_, origin)| origin)
    }

    /// The symbol by which a roll call is called: the resolution, else the draft, else the meeting.
    pub fn symbol(&self, id: RollCallId) -> &str {
        let roll_call = self.roll_call(id);
        let first = [roll_call.resolution, roll_call.draft, roll_call.meeting].into_iter().find(|t| !t.is_empty());
        first.map_or("", |text| self.text(text))
    }

    /// The tally: counted where any vote is known, else as the source states it. A roll of which some votes are not
    /// known (a list of vetoes) counts as stated only.
    pub fn tally(&self, id: RollCallId) -> Option<Tally> {
        let roll = self.roll(id);
        let complete = !roll.known().is_empty() && roll.not_known.is_empty();
        if complete { Some(roll.tally()) } else { self.roll_call(id).stated.tally() }
    }

    /// The majority that a roll call needed.
    pub fn majority(&self, id: RollCallId) -> Majority {
        majority::required(self.roll_call(id), self.roll(id), self.members.permanent())
    }

    /// How a roll call ended, as its source says or by the rule.
    pub fn outcome(&self, id: RollCallId) -> Option<Outcome> {
        majority::outcome(self.roll_call(id), self.roll(id), self.tally(id), self.members.permanent())
    }

    /// The roll calls that carry exactly this symbol.
    pub fn with_symbol(&self, symbol: &str) -> impl Iterator<Item = RollCallId> + use<> {
        self.by_symbol.of(&self.texts, symbol).into_iter()
    }

    /// Every symbol of the record, in no useful order.
    pub(crate) fn symbols(&self) -> impl Iterator<Item = &str> {
        let mut last = "";
        let symbols = self.by_symbol.rows(&self.texts).map(|(symbol, _)| symbol);
        symbols.filter(move |symbol| std::mem::replace(&mut last, symbol) != *symbol)
    }

    /// Every symbol with each of its roll calls, sorted by the symbol.
    pub(crate) fn sorted_symbols(&self) -> Vec<(&str, RollCallId)> {
        let mut rows: Vec<_> = self.by_symbol.rows(&self.texts).collect();
        rows.sort_unstable();
        rows
    }

    /// The roll call that put the question of each before: as the snapshot tells from which the record was read, else
    /// found out by `find`, once.
    pub(crate) fn predecessors(&self, find: impl FnOnce() -> Vec<Option<RollCallId>>) -> &Predecessors {
        self.predecessors.get_or_init(|| find().into())
    }

    /// Bytes of memory in use, without the table of members.
    pub fn size(&self) -> usize {
        self.texts.size() + self.roll_calls.size() + self.rolls.size() + self.by_symbol.size()
    }
}

/// A record that a source is still filling.
#[derive(Debug)]
pub(crate) struct RecordBuilder(Record);

impl RecordBuilder {
    /// An empty record over a table of members.
    pub(crate) fn new(members: Arc<Members>) -> Self {
        Self(Record {
            members,
            texts: Texts::default(),
            roll_calls: Vec::new().into(),
            rolls: Vec::new().into(),
            intended: BTreeMap::new(),
            origins: Vec::new(),
            by_symbol: SymbolIndex::default(),
            predecessors: OnceLock::new(),
        })
    }

    /// A record to be filled further: what it holds keeps its place.
    pub(crate) fn reopen(mut record: Record) -> Self {
        record.by_symbol = SymbolIndex::default();
        record.predecessors = OnceLock::new();
        Self(record)
    }

    /// The sources so far, to be corrected.
    pub(crate) fn origins_mut(&mut self) -> &mut [Origin] {
        &mut self.0.origins
    }

    /// Stores a string, trimmed.
    pub(crate) fn text(&mut self, string: &str) -> Text {
        self.0.texts.intern(string.trim())
    }

    /// Stores a cell of symbols (several joined by `|`) in their canonical form. What does not parse is kept as it
    /// stands and returned with the error, for the report.
    pub(crate) fn symbols(&mut self, cell: &str) -> (Text, Option<SymbolError>) {
        let cell = cell.trim();
        if cell.is_empty() {
            return (Text::EMPTY, None);
        }
        let mut error = None;
        let mut canonical = |one: &str| match one.parse::<Symbol>() {
            Ok(symbol) => symbol.to_string(),
            Err(wrong) => {
                error = error.take().or(Some(wrong));
                one.trim().to_owned()
            }
        };
        let joined = if cell.contains('|') {
            cell.split('|').map(&mut canonical).collect::<Vec<_>>().join("|")
        } else {
            canonical(cell)
        };
        (self.0.texts.intern(&joined), error)
    }

    /// The string of a text.
    pub(crate) fn string(&self, text: Text) -> &str {
        self.0.texts.get(text)
    }

    /// Adds a source; its number is the bit in [`RollCall::sources`]. At most 64.
    pub(crate) fn origin(&mut self, origin: Origin) -> usize {
        self.0.origins.push(origin);
        self.0.origins.len() - 1
    }

    /// Adds a roll call.
    pub(crate) fn push(&mut self, roll_call: RollCall, roll: Roll) -> RollCallId {
        let id = RollCallId::new(self.0.roll_calls.len() as u32);
        self.0.roll_calls.whole().push(roll_call);
        self.0.rolls.whole().push(roll);
        id
    }

    /// A roll call and its votes, to be filled in further.
    pub(crate) fn entry(&mut self, id: RollCallId) -> (&mut RollCall, &mut Roll) {
        (&mut self.0.roll_calls.whole()[id.index()], &mut self.0.rolls.whole()[id.index()])
    }

    /// Adds a statement of an intended vote to a roll call.
    pub(crate) fn intend(&mut self, id: RollCallId, statement: IntendedVote) {
        let statements = self.0.intended.entry(id).or_default();
        if !statements.contains(&statement) {
            statements.push(statement);
        }
    }

    /// Builds the index and hands out the record.
    pub(crate) fn finish(mut self) -> Record {
        let record = &mut self.0;
        let mut index = Vec::with_capacity(record.roll_calls.len() * 3);
        for (row, roll_call) in record.roll_calls.whole().iter().enumerate() {
            let id = RollCallId::new(row as u32);
            for text in roll_call.symbol_texts() {
                if record.texts.get(text).contains('|') {
                    let joined = record.texts.get(text).to_owned();
                    index.extend(joined.split('|').map(|one| (record.texts.intern(one.trim()), id)));
                } else if !text.is_empty() {
                    index.push((text, id));
                }
            }
        }
        index.sort_unstable();
        index.dedup();
        record.by_symbol = SymbolIndex::ByText(index);
        record.roll_calls.whole().shrink_to_fit();
        record.rolls.whole().shrink_to_fit();
        self.0
    }
}

impl Deref for RecordBuilder {
    type Target = Record;

    /// The record so far; symbols cannot be looked up in it yet.
    fn deref(&self) -> &Record {
        &self.0
    }
}
