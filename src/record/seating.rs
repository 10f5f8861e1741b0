//! Who sat in the General Assembly when a vote was held, as far as its day or its session tell. It judges no vote.

use super::{Body, Date, Roll, RollCall};
use crate::members::{Member, MemberId, MemberSet, Members};

/// The Socialist Federal Republic of Yugoslavia stood on the list of members after its last vote (A/RES/47/1), until the
/// Federal Republic was admitted: most rolls leave it out, and nothing is lost.
const SILENT: (&str, Date, Date) = ("YUG", Date::constant(1992, 9, 22), Date::constant(2000, 11, 1));

/// The members of the General Assembly on a day, or through a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seating {
    /// The first day.
    pub first: Date,
    /// The last day.
    last: Date,
    /// The members on each of these days.
    throughout: MemberSet,
    /// The members on one of these days at least.
    some_day: MemberSet,
}

impl Seating {
    /// Who sat when a roll call was held: on its day, else in its session, which its symbol tells. `None` where neither
    /// is known, and for the Security Council, on which the table of members says nothing.
    pub(crate) fn of(members: &Members, one: &RollCall) -> Option<Self> {
        if one.body != Body::GeneralAssembly {
            return None;
        }
        let (first, last) = one.days()?;
        let those = |seated: fn(&Member, Date, Date) -> bool| {
            members.iter().filter(|(_, member)| seated(member, first, last)).map(|(id, _)| id).collect()
        };
        let (throughout, some_day) = (those(Member::is_seated_throughout), those(Member::is_seated_between));
        Some(Self { first, last, throughout, some_day })
    }

    /// Whether a member sat; `None` where it did on some of the days only.
    pub(crate) fn has(&self, member: MemberId) -> Option<bool> {
        match (self.throughout.contains(member), self.some_day.contains(member)) {
            (false, true) => None,
            (throughout, _) => Some(throughout),
        }
    }

    /// How many members there were, where that did not change in these days.
    pub(crate) fn size(&self) -> Option<u16> {
        (self.throughout == self.some_day).then(|| self.some_day.len() as u16)
    }

    /// The member that a file means by a code, number or name of a state or of one before it.
    pub(crate) fn named(&self, members: &Members, member: MemberId) -> MemberId {
        let of_days = [self.first, self.last].map(|day| members.of_file(member, day));
        let seated = |found: &MemberId| self.some_day.contains(*found);
        [member].into_iter().chain(of_days).find(seated).unwrap_or(member)
    }

    /// The members that sat, as far as is known, and stand in a roll neither themselves nor with another holder of their
    /// seat in these days.
    pub(crate) fn unlisted(&self, members: &Members, roll: &Roll) -> MemberSet {
        let listed = roll.members();
        let day_before = self.first.yesterday().unwrap_or(self.first);
        let absent = |id: &MemberId| {
            let (member, line) = (members.get(*id), members.line(*id, Some(self.last)));
            let codes = [self.first, self.last].map(|day| members.code_on(line, day));
            // The rolls of a day often lack those admitted on it.
            let new = self.first == self.last && !member.is_seated(day_before);
            let silent = member.code == SILENT.0 && self.first >= SILENT.1 && self.last < SILENT.2;
            // Of several codes of a line the last stands for the seat.
            !new && !silent && codes[1] == Some(*id) && !codes.iter().flatten().any(|code| listed.contains(*code))
        };
        (self.some_day - listed).iter().filter(absent).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Vote;

    fn seating(members: &Members, session: &str) -> Seating {
        let one = RollCall { session: session.parse().ok(), ..RollCall::new(Body::GeneralAssembly) };
        Seating::of(members, &one).unwrap()
    }

    fn has(members: &Members, session: &str, code: &str) -> Option<bool> {
        seating(members, session).has(members.by_code(code).unwrap())
    }

    #[test]
    fn a_session_tells_who_was_a_member() {
        let members = Members::embedded();
        // The UN's "Growth in United Nations membership": 159 in 1985, 193 since 2011; the Republic of Korea was admitted on
        // 17 September 1991, when the 46th session opened, and Armenia during it, on 2 March 1992.
        for (session, count) in [("40", 159), ("79", 193), ("ES-11", 193)] {
            let seating = seating(&members, session);
            assert_eq!((seating.throughout.len(), seating.some_day.len()), (count, count), "{session}");
        }
        assert_eq!([has(&members, "76", "SUN"), has(&members, "76", "RUS")], [Some(false), Some(true)]);
        assert_eq!([has(&members, "46", "KOR"), has(&members, "45", "KOR")], [Some(true), Some(false)]);
        assert_eq!(["ARM", "SUN", "RUS"].map(|code| has(&members, "46", code)), [None; 3]);
        // Zanzibar was a member for four months, all of them within the 18th session.
        assert_eq!(has(&members, "18", "EAZ"), None);
        // A session that is still to come has the members of today.
        assert_eq!(has(&members, "90", "FRA"), Some(true));
    }

    #[test]
    fn a_seat_that_changed_its_holder_in_a_session_is_one() {
        let members = Members::embedded();
        let seating = seating(&members, "46");
        let unlisted = |roll: &Roll| {
            let unlisted = seating.unlisted(&members, roll);
            ["SUN", "RUS"].map(|code| unlisted.contains(members.by_code(code).unwrap()))
        };
        assert_eq!(unlisted(&Roll::default()), [false, true]);
        for code in ["SUN", "RUS"] {
            let mut roll = Roll::default();
            roll.enter(members.by_code(code).unwrap(), Vote::Yes);
            assert_eq!(unlisted(&roll), [false, false], "{code}");
        }
    }

    #[test]
    fn a_name_means_the_state_of_the_session() {
        let members = Members::embedded();
        let meant = |session: &str, code: &str| {
            let seating = seating(&members, session);
            members.get(seating.named(&members, members.by_code(code).unwrap())).code
        };
        assert_eq!([meant("40", "RUS"), meant("76", "RUS"), meant("76", "SUN")], ["SUN", "RUS", "RUS"]);
        assert_eq!([meant("40", "SRB"), meant("80", "YUG")], ["YUG", "SRB"]);
    }

    #[test]
    fn the_day_goes_before_the_session() {
        let members = Members::embedded();
        let mut one = RollCall { session: "46".parse().ok(), ..RollCall::new(Body::GeneralAssembly) };
        one.date = "1991-12-01".parse().ok();
        let seating = Seating::of(&members, &one).unwrap();
        assert_eq!((seating.throughout, seating.some_day.len()), (seating.some_day, 166));
        one.body = Body::SecurityCouncil;
        assert_eq!(Seating::of(&members, &one), None);
    }
}
