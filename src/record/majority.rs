//! The rules of voting: which majority a decision needs, and whether it was reached. It prints nothing.
//!
//! Rules of Procedure of the General Assembly (A/520/Rev.20), rules 83 to 86 and 95; Charter, Articles 18 and 27.

use super::{Body, Outcome, Roll, RollCall, Session, Tally};
use crate::members::MemberSet;

/// The majority that a decision needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Majority {
    /// More in favour than against, of the members present and voting (Charter, Art. 18 (3); rule 85).
    Simple,
    /// Two thirds of the members present and voting (Charter, Art. 18 (2); rule 83).
    TwoThirds,
    /// A number of affirmative votes in the Security Council (Charter, Art. 27): nine of fifteen, seven of eleven
    /// before 1966; on matters that are not procedural with no permanent member against.
    Council {
        /// Affirmative votes needed.
        needed: u16,
        /// Whether the matter is procedural, so that no veto counts.
        procedural: bool,
    },
}

impl Majority {
    /// The affirmative votes that were needed, given those present and voting.
    ///
    /// Simple: more than half of yes and no. Two thirds: the smallest whole number of at least 2/3 of them.
    pub fn needed(self, tally: Tally) -> u16 {
        let voting = tally.present_and_voting();
        match self {
            Self::Simple => voting / 2 + 1,
            Self::TwoThirds => ((u32::from(voting) * 2).div_ceil(3) as u16).max(1),
            Self::Council { needed, .. } => needed,
        }
    }

    /// Affirmative votes beyond those needed; negative for votes that were missing.
    pub fn margin(self, tally: Tally) -> i32 {
        i32::from(tally.yes) - i32::from(self.needed(tally))
    }

    /// Whether a tally reaches the majority, vetoes aside.
    pub fn reached(self, tally: Tally) -> bool {
        tally.yes >= self.needed(tally)
    }
}

/// The majority that a roll call needed, and why.
///
/// A source that says so decides; else an emergency special session's recommendations on peace and security need two
/// thirds; else the simple majority is applied. A Council vote that was adopted over the *no* of a permanent member
/// can only have been procedural.
pub(crate) fn required(roll_call: &RollCall, roll: &Roll, permanent: MemberSet) -> Majority {
    match roll_call.body {
        Body::SecurityCouncil => {
            let opposed = !(roll.no & permanent).is_empty();
            let over_a_no = opposed && roll_call.outcome == Some(Outcome::Adopted);
            let procedural = roll_call.procedural.unwrap_or(over_a_no);
            // Seven of eleven before the amendment of Article 27 took effect in the enlarged Council of 1966.
            let needed = if roll_call.date.is_some_and(|date| date.year() < 1966) { 7 } else { 9 };
            Majority::Council { needed, procedural }
        }
        Body::GeneralAssembly => {
            let emergency = matches!(roll_call.session, Some(Session::EmergencySpecial(_)));
            if roll_call.two_thirds.unwrap_or(emergency) { Majority::TwoThirds } else { Majority::Simple }
        }
    }
}

/// The permanent members whose *no* was a veto: none on a procedural matter, and none where the draft would have
/// failed for want of votes anyway, unless the source calls it vetoed.
pub(crate) fn vetoes(roll_call: &RollCall, roll: &Roll, majority: Majority, permanent: MemberSet) -> MemberSet {
    let Majority::Council { procedural: false, .. } = majority else { return MemberSet::EMPTY };
    let decided =
        roll_call.outcome.map_or_else(|| majority.reached(roll.tally()), |outcome| outcome == Outcome::Vetoed);
    if decided { roll.no & permanent } else { MemberSet::EMPTY }
}

/// How a vote ended: as its source says, else by the rule; `None` where there was no vote or no number is known.
pub(crate) fn outcome(one: &RollCall, roll: &Roll, tally: Option<Tally>, permanent: MemberSet) -> Option<Outcome> {
    one.outcome.or_else(|| {
        let majority = required(one, roll, permanent);
        Some(match majority.reached(tally?) {
            _ if !vetoes(one, roll, majority, permanent).is_empty() => Outcome::Vetoed,
            true => Outcome::Adopted,
            false => Outcome::Rejected,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{members::MemberId, record::Date};

    const fn tally(yes: u16, no: u16, abstain: u16) -> Tally {
        Tally { yes, no, abstain, non_voting: 0 }
    }

    #[test]
    fn two_thirds_of_111_are_74() {
        // A/RES/ES-11/7: 93-18-65.
        assert_eq!(Majority::TwoThirds.needed(tally(93, 18, 65)), 74);
        assert!(Majority::TwoThirds.reached(tally(93, 18, 65)));
        // The amendments to the draft of ES-10/22: 89-61-21 and 84-62-25, both rejected.
        assert!(!Majority::TwoThirds.reached(tally(89, 61, 21)));
        assert!(!Majority::TwoThirds.reached(tally(84, 62, 25)));
    }

    #[test]
    fn a_tie_is_not_a_majority() {
        // Rule 95.
        assert!(!Majority::Simple.reached(tally(20, 20, 3)));
        assert!(Majority::Simple.reached(tally(1, 0, 192)));
        assert!(!Majority::Simple.reached(tally(0, 0, 193)));
        assert!(!Majority::TwoThirds.reached(tally(0, 0, 193)));
    }

    fn council(yes: u8, no: &[u8]) -> Roll {
        Roll {
            yes: (10..10 + yes).map(MemberId::new).collect(),
            no: no.iter().copied().map(MemberId::new).collect(),
            ..Roll::default()
        }
    }

    fn permanent() -> MemberSet {
        (0..5).map(MemberId::new).collect()
    }

    fn ended(roll_call: &RollCall, roll: &Roll) -> Option<Outcome> {
        outcome(roll_call, roll, Some(roll.tally()), permanent())
    }

    #[test]
    fn a_permanent_members_no_is_a_veto_only_when_it_decides() {
        let roll_call = RollCall::new(Body::SecurityCouncil);
        assert_eq!(ended(&roll_call, &council(13, &[1])), Some(Outcome::Vetoed));
        assert_eq!(ended(&roll_call, &council(8, &[1])), Some(Outcome::Rejected));
        assert_eq!(ended(&roll_call, &council(9, &[20])), Some(Outcome::Adopted));
    }

    #[test]
    fn abstention_of_a_permanent_member_is_no_veto() {
        // S/RES/2774 (2025): 10-0-5, France and the United Kingdom among the abstaining (ICJ, Namibia, 1971, para. 22).
        let mut roll = council(10, &[]);
        roll.abstain = (0..5).map(MemberId::new).collect();
        assert_eq!(ended(&RollCall::new(Body::SecurityCouncil), &roll), Some(Outcome::Adopted));
    }

    #[test]
    fn a_council_vote_adopted_over_a_permanent_members_no_was_procedural() {
        // S/RES/2623 (2022): 11-1-3, the Russian Federation against.
        let mut roll_call = RollCall::new(Body::SecurityCouncil);
        roll_call.outcome = Some(Outcome::Adopted);
        let majority = required(&roll_call, &council(11, &[1]), permanent());
        assert_eq!(majority, Majority::Council { needed: 9, procedural: true });
    }

    #[test]
    fn seven_of_eleven_were_enough_before_1966() {
        let needed = |day: Date| {
            let roll_call = RollCall { date: Some(day), ..RollCall::new(Body::SecurityCouncil) };
            required(&roll_call, &council(11, &[]), permanent()).needed(tally(0, 0, 0))
        };
        assert_eq!(needed(Date::constant(1965, 12, 31)), 7);
        assert_eq!(needed(Date::constant(1966, 1, 1)), 9);
    }

    #[test]
    fn an_emergency_special_session_needs_two_thirds_unless_the_source_says_otherwise() {
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        assert_eq!(required(&roll_call, &Roll::default(), permanent()), Majority::Simple);
        roll_call.session = Some(Session::EmergencySpecial(11));
        assert_eq!(required(&roll_call, &Roll::default(), permanent()), Majority::TwoThirds);
        roll_call.two_thirds = Some(false);
        assert_eq!(required(&roll_call, &Roll::default(), permanent()), Majority::Simple);
    }
}
