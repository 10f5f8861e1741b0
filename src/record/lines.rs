//! Votes by lines: every vote under the one holder of one seat whose it is; see [`Members::line`]. It knows no question.

use super::{Date, Position, Record, Roll, RollCallId};
use crate::members::{MemberId, MemberList, MemberSet, Members, Period};

impl Roll {
    /// The roll with every vote in its line but those under the codes that are kept.
    pub(crate) fn by_line(&self, members: &Members, day: Option<Date>, kept: MemberSet) -> Self {
        let (mut roll, all) = (*self, self.members());
        for (code, line) in day.into_iter().flat_map(|day| members.in_other_lines(day)) {
            if !all.contains(code) || all.contains(line) || kept.contains(code) {
                continue;
            }
            for plane in roll.planes().into_iter().filter(|plane| plane.contains(code)) {
                plane.remove(code);
                plane.insert(line);
            }
        }
        roll
    }
}

impl Record {
    /// A roll with every vote in its line.
    pub fn lines(&self, id: RollCallId) -> Roll {
        self.roll(id).by_line(self.members(), self.roll_call(id).date, MemberSet::EMPTY)
    }

    /// The roll of those of a list on the day of the vote, or of all, with every vote in its line. Where the day is not
    /// known the list is taken as it is now.
    pub fn lines_of(&self, id: RollCallId, list: Option<&MemberList>) -> Roll {
        let (members, day) = (self.members(), self.roll_call(id).date);
        let Some(list) = list else { return self.lines(id) };
        let roll = self.roll(id).within(list.on(members, day.unwrap_or(Date::MAX)));
        roll.by_line(members, day, list.kept(members))
    }

    /// The code under which the vote of a line, or of a member that was asked for, stands in a roll call; none where it
    /// has none there.
    pub fn code_in(&self, id: RollCallId, asked: MemberId) -> Option<MemberId> {
        let (members, roll) = (self.members(), self.roll(id));
        let is_in = |code: MemberId| roll.position(code) != Position::NotMember;
        // Nearly always it is the member itself.
        if !members.changes(asked) {
            return Some(asked).filter(|asked| is_in(*asked));
        }
        let day = self.roll_call(id).date;
        members.codes_of(asked).find(|code| is_in(*code) && members.is_of(*code, day, asked))
    }

    /// The other codes under which votes of a line stand in these roll calls.
    pub fn other_codes(&self, ids: &[RollCallId], line: MemberId) -> MemberSet {
        let members = self.members();
        let is_of = |code: MemberId, id: &RollCallId| {
            self.roll(*id).members().contains(code) && members.line(code, self.roll_call(*id).date) == line
        };
        members.codes_of(line).skip(1).filter(|code| ids.iter().any(|id| is_of(*code, id))).collect()
    }

    /// Those of these roll calls that were in a time; in one that is open at an end also those without a day.
    pub fn within(&self, ids: &[RollCallId], days: Option<Period>) -> Vec<RollCallId> {
        let Some(days) = days else { return ids.to_vec() };
        let is_open = days.until.is_none() || days.from == Date::MIN;
        let is_in = |id: &RollCallId| self.roll_call(*id).date.map_or(is_open, |day| days.contains(day));
        ids.iter().copied().filter(is_in).collect()
    }

    /// Where a line, or a member that was asked for, stood in a roll call.
    pub fn position_of(&self, id: RollCallId, asked: MemberId) -> Position {
        self.code_in(id, asked).map_or(Position::NotMember, |code| self.roll(id).position(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Vote;

    #[test]
    fn a_vote_moves_to_its_line_and_no_other_does() {
        let members = Members::embedded();
        let (soviet, russia) = (members.by_code("SUN").unwrap(), members.by_code("RUS").unwrap());
        let (usa, china) = (members.by_code("USA").unwrap(), members.by_code("CHN").unwrap());
        let republic = members.find("Republic of China").unwrap();
        let mut roll = Roll::default();
        for (member, vote) in [(soviet, Vote::Abstain), (usa, Vote::No), (china, Vote::Yes)] {
            roll.enter(member, vote);
        }
        let on = |day: &str, kept| roll.by_line(&members, day.parse().ok(), kept);
        let moved = on("1970-01-01", MemberSet::EMPTY);
        assert_eq!([moved.abstain, moved.no, moved.yes].map(MemberSet::only), [russia, usa, republic].map(Some));
        let later = on("1980-01-01", [soviet].into_iter().collect());
        assert_eq!([later.abstain, later.yes].map(MemberSet::only), [soviet, china].map(Some));
    }
}
