//! Fills a record vote by vote, for readers of tables: finds the member that a cell names, and enters what it cast. It
//! knows no columns and no format.

use std::sync::Arc;

use hashbrown::HashMap;

use super::codes::VoteCell;
use super::dates::Order;
use crate::members::{MemberId, Members};
use crate::record::{
    Body, Date, Entered, Origin, Position, RecordBuilder, Roll, RollCall, RollCallId, Seating, Session, Vote,
};
use crate::source::ledger::Ledger;

/// The reason that is entered for a member whose seat a file gives under two names.
const TWO_NAMES: &str = "one seat under two names, absent under one of them; the vote under the other stands";

/// A record that is being filled from one input.
pub(crate) struct Ballots {
    /// The record so far.
    pub builder: RecordBuilder,
    members: Arc<Members>,
    /// Members by the codes and names that have been looked up.
    named: HashMap<String, Option<MemberId>>,
    sources: u64,
    /// Who sat in the Assembly, by body, day and session of the roll calls that were asked for.
    seatings: HashMap<(Body, Option<Date>, Option<Session>), Option<Seating>>,
    /// The line of each vote.
    lines: HashMap<(RollCallId, MemberId), u64>,
    /// The order of day and month in the current input.
    pub order: Option<Order>,
}

/// A member as a file names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Voter {
    /// The member, whatever the day.
    pub member: MemberId,
    /// Whether the name is that of another holder of the seat, such as Taiwan's for China's.
    pub alias: bool,
}

impl Ballots {
    /// An empty record.
    pub(crate) fn new(members: &Arc<Members>) -> Self {
        let (members, builder) = (members.clone(), RecordBuilder::new(members.clone()));
        Self {
            builder,
            members,
            named: HashMap::new(),
            sources: 0,
            seatings: HashMap::new(),
            lines: HashMap::new(),
            order: None,
        }
    }

    /// Goes on with another input, the source of all roll calls that are begun from now on.
    pub(crate) fn source(&mut self, origin: Origin, order: Option<Order>) {
        self.order = order;
        self.sources = 1 << self.builder.origin(origin).min(63);
    }

    /// Begins a roll call.
    pub(crate) fn begin(&mut self, mut roll_call: RollCall) -> RollCallId {
        roll_call.sources = self.sources;
        self.builder.push(roll_call, Roll::default())
    }

    /// Adds the current input to the sources of a roll call.
    pub(crate) fn also_from_here(&mut self, id: RollCallId) {
        self.builder.entry(id).0.sources |= self.sources;
    }

    /// The member that a file means by a code or name, in whatever case.
    pub(crate) fn named(&mut self, name: &str) -> Option<Voter> {
        let member = self.named.get(name).copied().unwrap_or_else(|| {
            let found = named(&self.members, name);
            self.named.insert(name.to_owned(), found);
            found
        });
        member.map(|member| Voter { member, alias: is_taiwan(name) })
    }

    /// The member with a Correlates of War number.
    pub(crate) fn numbered(&self, number: u32) -> Option<Voter> {
        let number = u16::try_from(number).ok()?;
        self.members.by_cow(number).map(|member| Voter { member, alias: number == TAIWAN })
    }

    /// Who sat in the General Assembly when a roll call was held, as far as that is known.
    pub(crate) fn seating(&mut self, id: RollCallId) -> Option<Seating> {
        let one = self.builder.roll_call(id);
        let when = (one.body, one.date, one.session);
        *self.seatings.entry(when).or_insert_with(|| Seating::of(&self.members, one))
    }

    /// The member that a file means in a roll call: it may name a state by a later one's name or code.
    pub(crate) fn of_time(&mut self, id: RollCallId, member: MemberId) -> MemberId {
        match self.builder.roll_call(id).date {
            Some(day) => self.members.of_file(member, day),
            None => self.seating(id).map_or(member, |seating| seating.named(&self.members, member)),
        }
    }

    /// Enters what a cell says of a member; the first of two votes stands.
    pub(crate) fn enter(&mut self, id: RollCallId, voter: Voter, cell: VoteCell, line: u64, ledger: &mut Ledger) {
        let VoteCell::Cast(vote) = cell else { return };
        let member = self.of_time(id, voter.member);
        let roll = self.builder.entry(id).1;
        if voter.alias && other_name(roll, member, vote) {
            return ledger.correct(TWO_NAMES, line, self.members.get(member).code);
        }
        let code = self.members.get(member).code;
        match roll.enter(member, vote) {
            Entered::New => _ = self.lines.insert((id, member), line),
            Entered::Repeated => ledger.correct("repeated rows", line, format!("{code} {vote}")),
            Entered::Contradicts(old) => {
                let first = self.lines.get(&(id, member)).map_or_else(String::new, |line| format!(" on line {line}"));
                let symbol = self.builder.symbol(id);
                let value = format!("{symbol} {code}: {old}{first}, then {vote}");
                ledger.skip("rows that contradict an earlier one", line, value);
            }
        }
    }
}

/// Taiwan's number in the Correlates of War list: files use it for China's seat up to 1971.
const TAIWAN: u16 = 713;

fn is_taiwan(name: &str) -> bool {
    ["TWN", "TW", "TAIWAN"].iter().any(|code| name.eq_ignore_ascii_case(code))
}

fn named(members: &Members, name: &str) -> Option<MemberId> {
    let name = name.trim();
    let upper = name.to_ascii_uppercase();
    let code = members.by_code(&upper).or_else(|| members.by_iso2(&upper));
    code.or_else(|| members.by_file_name(name)).or_else(|| members.by_file_name(&upper))
}

/// Settles a seat that stands under two names when one of the two was absent; `false` when there is nothing to settle.
fn other_name(roll: &mut Roll, member: MemberId, vote: Vote) -> bool {
    let Position::Voted(old) = roll.position(member) else { return false };
    if old == Vote::NonVoting && vote != Vote::NonVoting {
        roll.non_voting.remove(member);
        roll.enter(member, vote);
    }
    old == Vote::NonVoting || vote == Vote::NonVoting
}

/// The text of a cell that is not about members; what statistics programs write for nothing is empty.
pub(crate) fn empty(cell: &str) -> &str {
    if ["NA", "N/A", "NULL", "NaN"].iter().any(|nothing| cell.eq_ignore_ascii_case(nothing)) { "" } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ledger::Kind;

    fn code(name: &str) -> Option<&'static str> {
        let members = Members::embedded();
        named(&members, name).map(|id| members.get(id).code)
    }

    #[test]
    fn na_is_namibia_where_a_member_is_named_and_nothing_elsewhere() {
        assert_eq!(code("NA"), Some("NAM"));
        assert_eq!(empty("NA"), "");
    }

    #[test]
    fn codes_and_names_are_found_in_any_case() {
        for (name, expected) in [("usa", "USA"), ("FR", "FRA"), ("TURKEY", "TUR"), ("twn", "CHN"), ("yemen", "YEM")] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
        assert_eq!(["EU", "XYZ", "PSE", ""].map(code), [None; 4]);
    }

    #[test]
    fn a_seat_under_two_names_takes_the_vote_that_was_cast() {
        let members = Arc::new(Members::embedded());
        let mut ballots = Ballots::new(&members);
        let mut ledger = Ledger::default();
        let roll_call = RollCall { date: Date::new(1971, 10, 7).ok(), ..RollCall::new(Body::GeneralAssembly) };
        let id = ballots.begin(roll_call);
        for (name, vote) in [("CHN", Vote::NonVoting), ("TWN", Vote::Yes)] {
            let voter = ballots.named(name).expect("a member");
            ballots.enter(id, voter, VoteCell::Cast(vote), 2, &mut ledger);
        }
        let record = ballots.builder.finish();
        assert_eq!(record.tally(id).map(|tally| (tally.yes, tally.non_voting)), Some((1, 0)));
        assert_eq!((ledger.skipped(), ledger.entries()[0].kind), (0, Kind::Corrected));
    }
}
