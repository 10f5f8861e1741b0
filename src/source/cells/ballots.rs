//! Fills a record vote by vote, for readers of tables: enters what each member cast, and settles what a file says of one
//! seat under two names. It knows no columns and no format.

use std::sync::Arc;

use hashbrown::HashMap;

use super::codes::VoteCell;
use super::dates::Order;
use super::who::{Named, Voter, Who};
use crate::members::{MemberId, Members};
use crate::record::{
    Body, Date, Entered, IntendedVote, Origin, RecordBuilder, Roll, RollCall, RollCallId, Seating, Session, Vote,
};
use crate::source::ledger::{Kind, Ledger};
use crate::source::outside;

/// The reason that is entered for a member whose seat a file gives under two names.
const TWO_NAMES: &str = "one seat under two names, absent under one of them; the vote under the other stands";
/// The name under which an empty cell gives a member as absent.
const BLANK: u16 = 1;

/// A record that is being filled from one input.
pub(crate) struct Ballots {
    /// The record so far.
    pub builder: RecordBuilder,
    /// Who is meant by its cells.
    pub who: Who,
    members: Arc<Members>,
    /// For each roll call the name under which the vote of each member was given.
    given: Vec<[u16; 256]>,
    sources: u64,
    /// Who sat in the Assembly, by body, day and session of the roll calls that were asked for.
    seatings: HashMap<(Body, Option<Date>, Option<Session>), Option<Seating>>,
    /// For each roll call the line of every vote, in the order in which they were entered.
    lines: Vec<Vec<(MemberId, u64)>>,
    /// The order of day and month in the current input.
    pub order: Option<Order>,
}

impl Ballots {
    /// An empty record.
    pub(crate) fn new(members: &Arc<Members>) -> Self {
        let (members, builder) = (members.clone(), RecordBuilder::new(members.clone()));
        Self {
            builder,
            who: Who::new(members.clone()),
            members,
            given: Vec::new(),
            sources: 0,
            seatings: HashMap::new(),
            lines: Vec::new(),
            order: None,
        }
    }

    /// Goes on with another input, the source of all roll calls that are begun from now on.
    pub(crate) fn source(&mut self, origin: Origin, order: Option<Order>) {
        self.order = order;
        self.sources = 1 << self.builder.origin(origin).min(63);
        self.who.next_file();
    }

    /// Begins a roll call.
    pub(crate) fn begin(&mut self, mut roll_call: RollCall) -> RollCallId {
        roll_call.sources = self.sources;
        self.given.push([0; 256]);
        self.lines.push(Vec::new());
        self.builder.push(roll_call, Roll::default())
    }

    /// Adds the current input to the sources of a roll call.
    pub(crate) fn also_from_here(&mut self, id: RollCallId) {
        self.builder.entry(id).0.sources |= self.sources;
    }

    /// The code of a member.
    pub(crate) fn code(&self, voter: Voter) -> &'static str {
        self.members.get(voter.member).code
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

    /// Whether a state was surely no member when a roll call was held, nor soon to be one.
    fn is_outside(&mut self, id: RollCallId, member: MemberId) -> bool {
        match self.builder.roll_call(id).date {
            Some(day) => !self.members.get(member).is_seated(day) && !outside::is_early(&self.members, member, day),
            None => self.seating(id).is_some_and(|seating| seating.has(member) == Some(false)),
        }
    }

    /// The member that a name means when a roll call was held, whether or not it was one then.
    fn meant(&mut self, id: RollCallId, voter: Voter) -> MemberId {
        let member = self.of_time(id, voter.member);
        let also = voter.also.filter(|also| self.is_outside(id, member) && !self.is_outside(id, *also));
        also.unwrap_or(member)
    }

    /// Whether a name is Taiwan's, and the People's Republic had China's seat when a roll call was held.
    fn is_taiwan_later(&mut self, id: RollCallId, voter: Voter) -> bool {
        if !voter.taiwan {
            return false;
        }
        let day = self.builder.roll_call(id).date.or_else(|| self.seating(id).map(|seating| seating.first));
        day.is_some() && self.members.line(voter.member, day) == voter.member
    }

    /// The member that a cell is of, after telling what is odd about its name; none where it was no member.
    fn voter(&mut self, id: RollCallId, voter: Voter, vote: Vote, line: u64, ledger: &mut Ledger) -> Option<MemberId> {
        let day = self.builder.roll_call(id).date;
        let member = self.meant(id, voter);
        let code = self.members.get(member).code;
        if self.is_taiwan_later(id, voter) || self.is_outside(id, member) {
            let name = if voter.taiwan { "Republic of China" } else { code };
            let day = day.map_or_else(String::new, |day| format!(" on {day}"));
            outside::leave_out(ledger, Some(vote), Some(line), format!("{name}{day}: {vote}"));
            return None;
        }
        if member == voter.member || Some(member) == voter.also {
            return Some(member);
        }
        let seating = self.seating(id);
        let named = self.members.get(voter.member);
        let in_session = |seating: Seating| seating.has(voter.member) == Some(false) && named.has_ended(Date::MAX);
        let had_ended = day.map_or_else(|| seating.is_some_and(in_session), |day| named.has_ended(day));
        if had_ended {
            let value = format!("{}: {vote}, read as {code}", named.code);
            ledger.enter(Kind::Disagreement, outside::CONTINUED, Some(line), value);
        }
        Some(member)
    }

    /// Enters what a member said later that it had meant: the recorded vote stands beside it.
    pub(crate) fn intend(&mut self, id: RollCallId, voter: Voter, intended: Vote, source: &str) {
        let member = self.meant(id, voter);
        self.builder.intend(id, IntendedVote { member, intended, source: source.to_owned() });
    }

    /// Marks a member whose vote the file itself calls not known.
    pub(crate) fn enter_unknown(&mut self, id: RollCallId, voter: Voter) {
        let member = self.meant(id, voter);
        self.mark_unknown(id, member);
    }

    fn mark_unknown(&mut self, id: RollCallId, member: MemberId) {
        let roll = self.builder.entry(id).1;
        if !roll.members().contains(member) {
            roll.not_known.insert(member);
        }
    }

    /// Whether a member stands with this vote already.
    pub(crate) fn has(&mut self, id: RollCallId, voter: Voter, cell: VoteCell) -> bool {
        let member = self.meant(id, voter);
        self.builder.roll(id).vote(member).map(VoteCell::Cast) == Some(cell)
    }

    /// Enters what a cell says of a member; the first of two votes stands, and a vote under one name of a seat goes
    /// before an absence under another.
    pub(crate) fn enter(&mut self, id: RollCallId, voter: Voter, cell: VoteCell, line: u64, ledger: &mut Ledger) {
        let VoteCell::Cast(vote) = cell else { return };
        let Some(member) = self.voter(id, voter, vote, line, ledger) else { return };
        let code = self.members.get(member).code;
        let given = &mut self.given[id.index()][member.index()];
        let (blank, other_name) = (*given == BLANK, *given != voter.name);
        let roll = self.builder.entry(id).1;
        match roll.enter(member, vote) {
            Entered::New => {
                *given = voter.name;
                self.lines[id.index()].push((member, line));
            }
            Entered::Repeated if other_name && vote == Vote::NonVoting => {}
            Entered::Repeated => ledger.correct("repeated rows", line, format!("{code} {vote}")),
            Entered::Contradicts(Vote::NonVoting) if other_name => {
                roll.non_voting.remove(member);
                roll.enter(member, vote);
                *given = voter.name;
                if !blank {
                    ledger.correct(TWO_NAMES, line, code);
                }
            }
            Entered::Contradicts(_) if other_name && vote == Vote::NonVoting => ledger.correct(TWO_NAMES, line, code),
            Entered::Contradicts(old) => {
                let first = self.lines[id.index()].iter().find(|(of, _)| *of == member);
                let first = first.map_or_else(String::new, |(_, line)| format!(" on line {line}"));
                let symbol = self.builder.symbol(id);
                let value = format!("{symbol} {code}: {old}{first}, then {vote}");
                ledger.skip("rows that contradict an earlier one", line, value);
            }
        }
    }

    /// Marks whoever the cells of a row that was passed over may mean as not known, unless other rows tell: none of them
    /// was absent for want of a row.
    pub(crate) fn leave_unknown(&mut self, id: RollCallId, cells: &[(Named, &str)]) {
        let mentioned: Vec<MemberId> = self.who.mentioned(cells).collect();
        for member in mentioned {
            let member = self.of_time(id, member);
            if !self.is_outside(id, member) {
                self.mark_unknown(id, member);
            }
        }
    }

    /// Enters an empty cell of a table that has a cell for every member: it means non-voting for those that were members
    /// of the body then, and says nothing where the seat has a vote under another name.
    pub(crate) fn enter_blank(&mut self, id: RollCallId, voter: Voter, ledger: &mut Ledger) {
        let member = self.meant(id, voter);
        let ended = self.members.get(voter.member).periods.last().is_some_and(|period| period.until.is_some());
        let (seating, later) = (self.seating(id), self.is_taiwan_later(id, voter));
        let (roll_call, roll) = self.builder.entry(id);
        // A table does not say who sits in the Council, so an empty cell may mean absence or no seat; and a state that is
        // gone says nothing of the one that has its seat.
        let says_nothing = roll_call.body == Body::SecurityCouncil || (ended && member != voter.member) || later;
        if says_nothing || roll.members().contains(member) {
            return;
        }
        match seating.map(|seating| seating.has(member)) {
            Some(Some(true)) => {
                roll.non_voting.insert(member);
                self.given[id.index()][member.index()] = BLANK;
                ledger.note("empty cells read as non-voting, for those that were members at the time");
            }
            // What holds for a member of a part of the session only is found when the whole roll is read.
            Some(_) => {}
            None => roll.not_known.insert(member),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The votes of one member after these cells, and what became of those that were left out.
    fn entered(session: &str, day: Option<Date>, cells: &[&[&str]]) -> (Vec<&'static str>, Ledger) {
        let members = Arc::new(Members::embedded());
        let (mut ballots, mut ledger) = (Ballots::new(&members), Ledger::default());
        let session = session.parse().ok();
        let id = ballots.begin(RollCall { date: day, session, ..RollCall::new(Body::GeneralAssembly) });
        for cells in cells {
            let cells: Vec<_> = cells.iter().map(|cell| (Named::Words, *cell)).collect();
            if let Some(voter) = ballots.who.voter(&cells, 2, &mut ledger) {
                ballots.enter(id, voter, VoteCell::Cast(Vote::Yes), 2, &mut ledger);
            }
        }
        let voted = ballots.builder.roll(id).yes;
        (voted.iter().map(|member| members.get(member).code).collect(), ledger)
    }

    #[test]
    fn a_code_of_two_states_is_of_the_one_that_sat() {
        // CS was Czechoslovakia's in ISO 3166-1 until 1993, and Serbia and Montenegro's from 2003 to 2006.
        let named: &[&[&str]] = &[&["CS", "Serbia and Montenegro"]];
        for (session, day, cells, code) in [
            ("59", Date::new(2004, 10, 1).ok(), [["CS"].as_slice()].as_slice(), "SCG"),
            ("59", None, &[&["CS"]], "SCG"),
            ("59", None, named, "SCG"),
            ("40", None, &[&["CS"]], "CSK"),
            ("40", Date::new(1985, 10, 1).ok(), &[&["CS", "Czechoslovakia"]], "CSK"),
        ] {
            let (voted, ledger) = entered(session, day, cells);
            assert_eq!((voted, ledger.entries().len()), (vec![code], 0), "{session} {cells:?}");
        }
        let (voted, ledger) = entered("65", None, &[&["CS"]]);
        assert_eq!((voted.len(), ledger.skipped()), (0, 1));
    }

    #[test]
    fn taiwan_is_chinas_seat_until_the_seat_changed_hands() {
        let day = |day| Date::new(1971, 10, day).ok();
        for name in ["Taiwan", "TWN", "Republic of China"] {
            for (session, day, votes) in [("26", day(25), 1), ("26", day(26), 0), ("20", None, 1), ("30", None, 0)] {
                let (voted, ledger) = entered(session, day, &[&[name]]);
                assert_eq!((voted.len(), ledger.skipped()), (votes, 1 - votes as u64), "{name} {session} {day:?}");
            }
        }
    }

    #[test]
    fn a_seat_under_two_names_takes_the_vote_that_was_cast() {
        let members = Arc::new(Members::embedded());
        let mut ballots = Ballots::new(&members);
        let mut ledger = Ledger::default();
        let roll_call = RollCall { date: Date::new(1971, 10, 7).ok(), ..RollCall::new(Body::GeneralAssembly) };
        let id = ballots.begin(roll_call);
        for (name, vote) in [("CHN", Vote::NonVoting), ("TWN", Vote::Yes)] {
            let voter = ballots.who.named(name, 2, &mut ledger).expect("a member");
            ballots.enter(id, voter, VoteCell::Cast(vote), 2, &mut ledger);
        }
        let record = ballots.builder.finish();
        assert_eq!(record.tally(id).map(|tally| (tally.yes, tally.non_voting)), Some((1, 0)));
        assert_eq!((ledger.skipped(), ledger.entries()[0].kind), (0, Kind::Corrected));
    }
}
