//! Seats as lines through the years: a seat that passed on is one line, under the member that holds it now.

use crate::members::{Member, MemberId, MemberList, MemberSet, Members};
use crate::record::{Date, Record, Roll, RollCallId};

/// Which votes of former members belong to the line of another: the Soviet Union's to Russia's, those of the Federal
/// Republic of Yugoslavia (2000 to 2006) to Serbia's; see [`Members::seat_on`].
#[derive(Clone, Debug)]
pub struct Lines {
    /// The former holder of a seat, the day since when, and the line.
    passed_on: Vec<(MemberId, Date, MemberId)>,
}

impl Lines {
    /// The lines of a table of members.
    pub fn new(members: &Members) -> Self {
        let of = |(holder, member): (MemberId, &Member)| {
            let (line, since) = (members.seat_on(holder, Date::MAX), member.periods.last()?.from);
            (line != holder && members.seat_on(line, since) == holder).then_some((holder, since, line))
        };
        let former = members.iter().filter(|(_, member)| member.successor.is_some());
        Self { passed_on: former.filter_map(of).collect() }
    }

    /// The line of a member's votes on a day.
    pub fn line(&self, member: MemberId, day: Option<Date>) -> MemberId {
        let mut lines = self.passed_on.iter().filter(|(holder, ..)| *holder == member);
        let line = lines.find(|(_, since, _)| day.is_some_and(|day| day >= *since));
        line.map_or(member, |(.., line)| *line)
    }

    /// The lines of these members on a day.
    pub(crate) fn of_set(&self, members: MemberSet, day: Option<Date>) -> MemberSet {
        members.iter().map(|member| self.line(member, day)).collect()
    }

    /// Whether a member's seat was or is another's at some time, so that its votes may stand under another code.
    pub fn changes(&self, member: MemberId) -> bool {
        self.passed_on.iter().any(|(holder, _, line)| *holder == member || *line == member)
    }

    /// The other members whose votes in these roll calls belong to a line.
    pub fn others_in(&self, record: &Record, ids: &[RollCallId], line: MemberId) -> MemberSet {
        let has_votes = |holder: MemberId, since: Date| {
            let of_line = |id: &RollCallId| record.roll_call(*id).date.is_some_and(|day| day >= since);
            ids.iter().any(|id| record.roll(*id).members().contains(holder) && of_line(id))
        };
        let of_line = self.passed_on.iter().filter(|(.., of)| *of == line);
        of_line.filter(|(holder, since, _)| has_votes(*holder, *since)).map(|(holder, ..)| *holder).collect()
    }

    /// For each list of one member, that member with the others that held its seat on the day of one of these roll
    /// calls.
    pub fn seats<'l>(
        &self, record: &Record, ids: &[RollCallId], lists: impl IntoIterator<Item = &'l MemberList>,
    ) -> Vec<(MemberId, MemberSet)> {
        let others = |member: MemberId| {
            let days = ids.iter().filter(|_| self.changes(member)).filter_map(|id| record.roll_call(*id).date);
            days.map(|day| record.members().seat_on(member, day)).filter(|holder| *holder != member).collect()
        };
        lists.into_iter().filter_map(MemberList::only_member).map(|member| (member, others(member))).collect()
    }

    /// A roll with every vote in its line.
    pub fn of_roll(&self, roll: &Roll, day: Option<Date>) -> Roll {
        let mut roll = *roll;
        for &(holder, since, line) in &self.passed_on {
            if day.is_none_or(|day| day < since) || roll.members().contains(line) {
                continue;
            }
            for plane in roll.planes().into_iter().filter(|plane| plane.contains(holder)) {
                plane.remove(holder);
                plane.insert(line);
            }
        }
        roll
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Vote;

    #[test]
    fn lines_are_the_seats_of_today_and_the_seats_that_ended() {
        let members = Members::embedded();
        let lines = Lines::new(&members);
        let line = |code: &str, day: &str| {
            let member = members.by_code(code).unwrap();
            members.get(lines.line(member, day.parse().ok())).code
        };
        assert_eq!(line("SUN", "1980-01-01"), "RUS");
        assert_eq!(line("USA", "1980-01-01"), "USA");
        assert_eq!(line("DDR", "1980-01-01"), "DDR");
        assert_eq!(line("CSK", "1980-01-01"), "CSK");
        // The Federal Republic of Yugoslavia was admitted anew in 2000; the seat of 1945 is nobody's.
        assert_eq!(line("YUG", "1980-01-01"), "YUG");
        assert_eq!(line("YUG", "2001-01-01"), "SRB");
        assert_eq!(line("SCG", "2004-01-01"), "SRB");
    }

    #[test]
    fn a_vote_moves_to_its_line_and_no_other_does() {
        let members = Members::embedded();
        let (soviet, russia) = (members.by_code("SUN").unwrap(), members.by_code("RUS").unwrap());
        let mut roll = Roll::default();
        roll.enter(soviet, Vote::Abstain);
        roll.enter(members.by_code("USA").unwrap(), Vote::No);
        let moved = Lines::new(&members).of_roll(&roll, "1980-01-01".parse().ok());
        assert_eq!((moved.abstain.contains(russia), moved.abstain.len(), moved.no.len()), (true, 1, 1));
    }
}
