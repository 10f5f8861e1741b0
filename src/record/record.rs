//! The record: all roll calls of the loaded sources, held compactly. It reads and prints nothing.

use std::sync::{Arc, OnceLock};
use std::{borrow::Cow, collections::BTreeMap, ops::Deref};

use super::majority::{Decision, Majority, Named};
use super::{
    Body, Column, Date, IntendedVote, Numbers, OF_A_PAGE, OF_A_SOURCE, Origin, Outcome, Position, Roll, RollCall,
    RollCallId, Seating, Symbol, SymbolError, SymbolIndex, Tally, Text, Texts,
};
use crate::members::{Member, MemberId, MemberSet, Members};

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
    pub fn ids(&self) -> impl Iterator<Item = RollCallId> + Clone + use<> {
        (0..self.roll_calls.len() as u32).map(RollCallId::new)
    }

    /// The first and the last day of roll calls; none where no day is known.
    pub fn days(&self, ids: impl IntoIterator<Item = RollCallId>) -> Option<(Date, Date)> {
        let days = ids.into_iter().filter_map(|id| self.roll_call(id).date);
        days.map(|day| (day, day)).reduce(|(first, last), (day, _)| (first.min(day), last.max(day)))
    }

    /// What roll calls are ordered by in time: the day; without one the first day of the session, and of those of one session
    /// the symbol.
    pub(crate) fn in_time(&self, id: RollCallId) -> (Option<Date>, bool, Option<Symbol>) {
        let one = self.roll_call(id);
        if one.date.is_some() {
            return (one.date, true, None);
        }
        let symbol = self.symbol(id).parse::<Symbol>().ok();
        let days = one.days().or_else(|| symbol.as_ref()?.session()?.days());
        (days.map(|(first, _)| first), false, symbol)
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

    /// The name that its source has for a roll call, where that is no symbol; empty for none.
    pub fn source_name<'r>(&'r self, id: RollCallId) -> &'r str {
        let named = |part: &'r str| part.strip_suffix(OF_A_PAGE).or_else(|| part.strip_suffix(OF_A_SOURCE));
        self.text(self.roll_call(id).note).split("; ").find_map(named).unwrap_or_default()
    }

    /// What a roll call is called: by its symbol, else by the name or number that its source has for it, `R/5/235D` or
    /// `rcid 183`, else by its title.
    pub fn called(&self, id: RollCallId) -> Cow<'_, str> {
        let one = self.roll_call(id);
        let names = [self.symbol(id), self.source_name(id)].into_iter().find(|name| !name.is_empty());
        let rcid = || one.rcid.map(|number| Cow::Owned(format!("rcid {number}")));
        names.map(Cow::Borrowed).or_else(rcid).unwrap_or_else(|| self.text(one.title).into())
    }

    /// The numbers: counted where the votes of all members are known, else as the source states them, else of the votes
    /// that are known; none of what was adopted without a vote, nor of a vote of which only vetoes are known.
    pub fn numbers(&self, id: RollCallId) -> Numbers {
        let (one, roll) = (self.roll_call(id), self.roll(id));
        if !one.is_vote() {
            return Numbers::default();
        }
        if self.is_complete(id) {
            return roll.tally().into();
        }
        let stated = Numbers::stated(one.stated, self.members_then(id));
        let only_vetoes = one.outcome == Some(Outcome::Vetoed) && roll.known() == roll.no;
        match (stated.is_empty(), roll.known().is_empty() || only_vetoes) {
            (false, _) => stated,
            (true, true) => Numbers { not_known: None, ..stated },
            (true, false) => Numbers::in_part(roll.tally(), stated.members),
        }
    }

    /// Whether the votes of all members of the body are known.
    pub fn is_complete(&self, id: RollCallId) -> bool {
        let (one, roll) = (self.roll_call(id), self.roll(id));
        let known = roll.known().len() as u16;
        let then = || match one.body {
            Body::SecurityCouncil => Some(self.decision(id).council()),
            // Members that a roll does not list are marked where it is read, if it is known who they were.
            Body::GeneralAssembly => one.date.map(|_| 0).or_else(|| one.session.map(|_| 0)),
        };
        roll.not_known.is_empty() && known > 0 && one.stated.members.or_else(then).is_some_and(|then| known >= then)
    }

    /// How many members the body had then, where its day or its session tell.
    fn members_then(&self, id: RollCallId) -> Option<u16> {
        match self.roll_call(id).body {
            Body::SecurityCouncil => Some(self.decision(id).council()),
            Body::GeneralAssembly => Seating::of(&self.members, self.roll_call(id))?.size(),
        }
    }

    /// The numbers of the whole body, where all four are known.
    pub fn tally(&self, id: RollCallId) -> Option<Tally> {
        self.numbers(id).tally()
    }

    fn decision(&self, id: RollCallId) -> Decision<'_> {
        let (one, roll) = (self.roll_call(id), self.roll(id));
        let [resolution, title, agenda] = [one.resolution, one.title, one.agenda].map(|text| self.text(text));
        let is_voetens = |origin: &Origin| origin.dates_unreliable_before.is_some();
        let named = if one.sources != 0 && self.origins_of(id).all(is_voetens) {
            Named::ByVoeten { tells_matter: self.origins_of(id).all(Origin::tells_matter) }
        } else {
            Named::Officially
        };
        Decision { one, roll, permanent: self.members.permanent(), named, resolution, title, agenda }
    }

    /// The majority that a roll call needed.
    pub fn majority(&self, id: RollCallId) -> Majority {
        self.decision(id).majority()
    }

    /// Affirmative votes beyond those needed, negative for votes that were missing; `None` where the numbers are not known, or
    /// which majority was needed.
    pub fn margin(&self, id: RollCallId) -> Option<i32> {
        let (numbers, decision) = (self.numbers(id), self.decision(id));
        let tally = numbers.cast()?;
        let decided = decision.one.body == Body::SecurityCouncil || decision.outcome(numbers).is_some();
        decided.then(|| decision.majority().margin(tally))
    }

    /// The permanent members of the Council whose vote against a roll call was a veto.
    pub fn vetoes(&self, id: RollCallId) -> MemberSet {
        self.decision(id).vetoes(self.numbers(id))
    }

    /// How a roll call ended, as its source says or by the rule; `None` where that is not known.
    pub fn outcome(&self, id: RollCallId) -> Option<Outcome> {
        self.decision(id).outcome(self.numbers(id))
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
