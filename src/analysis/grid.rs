//! Several roll calls side by side, members in rows: who changed, and how often each voted as desired (a
//! scorecard). A seat that passed on is one row; see [`Record::lines`].

use super::absence::NoAnswer;
use super::counted::{Counted, missing_last};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberList, MemberSet, fold};
use crate::record::{Body, Found, Position, Record, Roll, RollCallId, Vote, VoteTest};

/// A member's votes in the roll calls, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// The line: a member, with the votes that were cast before it for its seat.
    pub member: MemberId,
    /// Where the member stood in each roll call.
    pub positions: Vec<Position>,
    /// Votes that agree, out of the yes, no and abstentions cast in roll calls where one vote counts as agreement.
    pub score: Counted,
}

impl Row {
    /// Whether the member took at least two of the positions yes, no and abstaining; non-voting is not a position.
    pub fn has_changed(&self) -> bool {
        let mut taken = self.positions.iter().filter(|position| is_cast(**position));
        let first = taken.next();
        taken.any(|position| Some(position) != first)
    }
}

/// What a member must have done to stand in a grid.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    /// The member must have voted so in each of the roll calls at these places.
    pub votes: Vec<(Vec<usize>, VoteTest)>,
    /// The member must have taken more than one position.
    pub changed: bool,
}

/// What the rows of a grid are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Key {
    /// The name of the member.
    Name,
    /// The score; members without one stand last either way.
    Score,
    /// The positions in the roll calls at these places.
    Positions(Vec<usize>),
}

/// The roll calls among these that were voted on.
///
/// # Errors
/// When all were adopted without a vote.
pub fn voted_on(record: &Record, ids: &[RollCallId]) -> Result<Vec<RollCallId>, NoAnswer> {
    let votes: Vec<_> = ids.iter().copied().filter(|id| record.roll_call(*id).is_vote()).collect();
    if votes.is_empty() { Err(NoAnswer::WithoutVote) } else { Ok(votes) }
}

/// The places, among these roll calls, of those that a symbol refers to; none where it may mean several of them.
pub fn places(record: &Record, ids: &[RollCallId], symbol: &str) -> Vec<usize> {
    let places = |found: &Vec<RollCallId>| (0..ids.len()).filter(|at| found.contains(&ids[*at])).collect::<Vec<_>>();
    let mut meant: Vec<Vec<usize>> = match record.find(symbol) {
        Found::RollCalls(found) => vec![places(&found)],
        Found::Several(found) => found.iter().map(|(_, ids)| places(ids)).filter(|at| !at.is_empty()).collect(),
        Found::Nothing { .. } => Vec::new(),
    };
    if meant.len() == 1 { meant.remove(0) } else { Vec::new() }
}

/// The rows of a grid of these roll calls that meet the conditions, by score where there is one, else by name; see
/// [`rows`].
///
/// # Errors
/// When no member has a vote, or none meets the conditions.
pub fn grid(
    record: &Record, ids: &[RollCallId], list: Option<&MemberList>, agree: &[Option<Vote>], conditions: &Conditions,
) -> Result<Vec<Row>, NoAnswer> {
    let mut rows = rows(record, ids, list, agree);
    let all = rows.len();
    rows.retain(|row| !conditions.changed || row.has_changed());
    for (places, test) in &conditions.votes {
        rows.retain(|row| places.iter().all(|at| test.is_met(row.positions[*at])));
    }
    if rows.is_empty() {
        return Err(if all == 0 { NoAnswer::NobodyVoted } else { NoAnswer::NobodyMeets(all) });
    }
    sort(record, &mut rows, &Key::Name, false);
    if agree.iter().any(Option::is_some) {
        sort(record, &mut rows, &Key::Score, true);
    }
    Ok(rows)
}

/// Sorts rows; ties stay as they were.
pub fn sort(record: &Record, rows: &mut [Row], key: &Key, descending: bool) {
    match key {
        Key::Name => {
            rows.in_order_of(|row| fold(record.members().get(row.member).name));
            if descending {
                rows.reverse();
            }
        }
        Key::Score => rows.in_order(|a, b| missing_last(a.score.share(), b.score.share(), descending)),
        Key::Positions(places) => {
            let ranks = |row: &Row| places.iter().map(|at| rank(row.positions[*at])).collect::<Vec<_>>();
            rows.in_order(|a, b| if descending { ranks(b).cmp(&ranks(a)) } else { ranks(a).cmp(&ranks(b)) });
        }
    }
}

/// The rows of these roll calls: every member with a seat in one of them, or those of a list as it was on the day of
/// any; `agree` holds the vote that counts as agreement in each, if any does.
pub fn rows(record: &Record, ids: &[RollCallId], list: Option<&MemberList>, agree: &[Option<Vote>]) -> Vec<Row> {
    let members = record.members();
    let kept = list.map_or(MemberSet::EMPTY, |list| list.kept(members));
    let by_line = |id: &RollCallId| record.roll(*id).by_line(members, record.roll_call(*id).date, kept);
    let rolls: Vec<Roll> = ids.iter().map(by_line).collect();
    let all = ids.iter().fold(MemberSet::EMPTY, |all, id| all | record.lines_of(*id, list).members());
    let mut rows: Vec<Row> = all.iter().map(|member| row(member, &rolls, agree)).collect();
    // Of a roll call that is known by its result alone nobody's vote is known.
    for (at, id) in ids.iter().enumerate().filter(|(at, _)| rolls[*at].members().is_empty()) {
        let everyone = record.roll_call(*id).body == Body::GeneralAssembly;
        let day = record.roll_call(*id).date;
        let seated = day.filter(|_| everyone).map_or(MemberSet::EMPTY, |day| members.seated(day));
        let seated = members.lines_of(seated - kept, day) | seated & kept;
        for row in rows.iter_mut().filter(|row| seated.contains(row.member)) {
            row.positions[at] = Position::NotKnown;
        }
    }
    rows
}

fn row(member: MemberId, rolls: &[Roll], agree: &[Option<Vote>]) -> Row {
    let positions: Vec<Position> = rolls.iter().map(|roll| roll.position(member)).collect();
    let judged = positions.iter().zip(agree).filter_map(|(position, agree)| agree.map(|agree| (*position, agree)));
    let cast = judged.filter(|(position, _)| is_cast(*position));
    let score = cast.map(|(position, agree)| position == Position::Voted(agree)).collect();
    Row { member, positions, score }
}

/// Whether a position is yes, no or abstaining.
const fn is_cast(position: Position) -> bool {
    matches!(position, Position::Voted(Vote::Yes | Vote::No | Vote::Abstain))
}

/// The place of a position where rows are sorted by it: yes, abstaining, no, non-voting, not known, no member.
const fn rank(position: Position) -> usize {
    match position {
        Position::Voted(vote) => [0, 2, 1, 3][vote as usize],
        Position::NotKnown => 4,
        Position::NotMember => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::small_records::record;

    /// Code, hits, of, changed.
    fn told(record: &Record, list: Option<&str>, agree: &[Option<Vote>]) -> Vec<(&'static str, u32, u32, bool)> {
        let ids: Vec<_> = record.ids().collect();
        let list = list.map(|list| record.members().list(list).unwrap());
        let rows = rows(record, &ids, list.as_ref(), agree);
        let code = |row: &Row| record.members().get(row.member).code;
        rows.iter().map(|row| (code(row), row.score.hits, row.score.of, row.has_changed())).collect()
    }

    const VOTES: &[(&str, &[(&str, Vote)])] = &[
        ("2019-12-01", &[("FRA", Vote::Yes), ("GBR", Vote::Yes), ("USA", Vote::Abstain)]),
        ("2020-12-01", &[("FRA", Vote::Yes), ("GBR", Vote::NonVoting), ("USA", Vote::No)]),
    ];

    #[test]
    fn a_scorecard_counts_votes_cast_only() {
        let agree = [Some(Vote::Yes), Some(Vote::Yes)];
        // The United Kingdom cast one vote, and it agreed; the United States abstained, which does not agree.
        assert_eq!(
            told(&record(VOTES), None, &agree),
            [("FRA", 2, 2, false), ("GBR", 1, 1, false), ("USA", 0, 2, true)]
        );
        let agree = [None, Some(Vote::No)];
        assert_eq!(
            told(&record(VOTES), None, &agree),
            [("FRA", 0, 1, false), ("GBR", 0, 0, false), ("USA", 1, 1, true)]
        );
    }

    #[test]
    fn members_of_a_group_are_those_of_any_of_the_days() {
        // The United Kingdom left the European Union on 31 January 2020.
        let rows = told(&record(VOTES), Some("EU"), &[None, None]);
        assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), ["FRA", "GBR"]);
    }

    #[test]
    fn nobodys_vote_is_known_where_only_the_result_is() {
        let record = record(&[("1960-12-01", &[]), ("1995-12-01", &[("FRA", Vote::Yes), ("ERI", Vote::Yes)])]);
        let ids: Vec<_> = record.ids().collect();
        let first: Vec<_> = rows(&record, &ids, None, &[None, None]).iter().map(|row| row.positions[0]).collect();
        // Eritrea was admitted in 1993.
        assert_eq!(first, [Position::NotMember, Position::NotKnown]);
    }

    #[test]
    fn a_seat_that_passed_on_is_one_row() {
        let rolls: [(&str, &[_]); 2] =
            [("1985-12-01", &[("SUN", Vote::No)]), ("1995-12-01", &[("RUS", Vote::Yes), ("CZE", Vote::Yes)])];
        let record = record(&rolls);
        assert_eq!(told(&record, None, &[None, None]), [("CZE", 0, 0, false), ("RUS", 0, 0, true)]);
        assert_eq!(told(&record, Some("Russia"), &[None, None]), [("RUS", 0, 0, true)]);
    }
}
