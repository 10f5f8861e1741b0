//! Several roll calls side by side, members in rows: who changed, and how often each voted as somebody would have it (a
//! scorecard). A seat that passed on is one row; see [`Lines`].

use super::{agreement::Lines, counted::Counted};
use crate::{
    members::{MemberId, MemberList, MemberSet},
    record::{Body, Date, Position, Record, Roll, RollCallId, Vote},
};

/// A member's votes in the roll calls, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The member that holds the seat now.
    pub member: MemberId,
    /// Where it stood in each.
    pub positions: Vec<Position>,
    /// Votes that agree, of the yes, no and abstentions cast where one counts as agreement.
    pub score: Counted,
}

impl Row {
    /// Whether it took at least two different positions of yes, no and abstaining; non-voting is none.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        let mut taken = self.positions.iter().filter(|position| is_cast(**position));
        let first = taken.next();
        taken.any(|position| Some(position) != first)
    }
}

/// The rows of these roll calls: every member with a seat in one of them, or those of a list as it was on the day of any;
/// `agree` holds the vote that counts as agreement in each, if any does.
#[must_use]
pub fn rows(record: &Record, ids: &[RollCallId], list: Option<&MemberList>, agree: &[Option<Vote>]) -> Vec<Row> {
    let lines = Lines::new(record.members());
    let day = |id: &RollCallId| record.roll_call(*id).date;
    let rolls: Vec<Roll> = ids.iter().map(|id| lines.of_roll(record.roll(*id), day(id))).collect();
    let of_list = |id: &RollCallId| {
        let list = list.map(|list| list.on(record.members(), day(id).unwrap_or(Date::MAX)));
        list.map(|list| list.iter().map(|member| lines.line(member, day(id))).collect::<MemberSet>())
    };
    let with_a_seat =
        rolls.iter().zip(ids).map(|(roll, id)| of_list(id).map_or(roll.members(), |list| list & roll.members()));
    let all = with_a_seat.fold(MemberSet::EMPTY, |all, members| all | members);
    let mut rows: Vec<Row> = all.iter().map(|member| row(member, &rolls, agree)).collect();
    // Of a roll call that is known by its result alone nobody's vote is known.
    for (at, id) in ids.iter().enumerate().filter(|(at, _)| rolls[*at].members().is_empty()) {
        let everyone = record.roll_call(*id).body == Body::GeneralAssembly;
        let seated = day(id).filter(|_| everyone).map_or(MemberSet::EMPTY, |day| record.members().seated(day));
        let seated: MemberSet = seated.iter().map(|member| lines.line(member, day(id))).collect();
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
#[must_use]
pub const fn rank(position: Position) -> u8 {
    match position {
        Position::Voted(Vote::Yes) => 0,
        Position::Voted(Vote::Abstain) => 1,
        Position::Voted(Vote::No) => 2,
        Position::Voted(Vote::NonVoting) => 3,
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
