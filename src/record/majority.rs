//! The rules of voting: which majority a decision needs, and whether it was reached. It prints nothing.
//!
//! Rules of Procedure of the General Assembly (A/520/Rev.20), rules 83 to 86 and 95; Charter, Articles 18 and 27.

use super::{Body, Class, Matter, Numbers, Outcome, Roll, RollCall, Session, Symbol, Tally};
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

/// Phrases by which an agenda item or title tells a budgetary question: the programme budget, the scale of assessments, the
/// financing of operations (Charter, Art. 18 (2); rule 83).
const BUDGETARY: [&str; 9] = [
    "programme budget",
    "budget estimates for",
    "budget for the financial year",
    "scale of assessment",
    "apportionment of the expenses",
    "financing of the",
    "financing of appropriation",
    "financing of united nations",
    "financing of un ",
];
/// The last resolution that the Security Council adopted with eleven members.
const LAST_OF_ELEVEN: u32 = 219;

/// Who gave a roll call its symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A source that names resolutions as the United Nations do.
    Officially,
    /// Erik Voeten's data alone: up to the 30th session its letters tell the votes on one text apart (`R/25/2642B`, the
    /// Albanian draft of 1970).
    ByVoeten {
        /// Whether it says what was voted on: a text, an amendment, a paragraph.
        tells_matter: bool,
    },
}

/// What decides a vote: all that is known of one roll call, and who sits permanently in the Council.
pub(super) struct Decision<'r> {
    pub one: &'r RollCall,
    pub roll: &'r Roll,
    pub permanent: MemberSet,
    /// Who gave the roll call its symbol.
    pub named: Named,
    pub resolution: &'r str,
    pub title: &'r str,
    pub agenda: &'r str,
}

impl Decision<'_> {
    /// Whether it was a vote on a whole text that bears the number of a resolution, which only what was adopted has.
    fn is_numbered(&self) -> bool {
        let is_own = |symbol: Symbol| match (self.named, symbol.class()) {
            (Named::ByVoeten { tells_matter }, Class::Assembly { session: Session::Regular(..=30), part, .. }) => {
                tells_matter && part.is_empty()
            }
            _ => symbol.is_resolution(),
        };
        let is_number = |symbol: &str| symbol.parse().is_ok_and(is_own);
        self.one.matter == Matter::WholeText && self.resolution.split('|').any(is_number)
    }

    /// The members of the Council then: eleven before the amendment of Article 23 took effect in 1966.
    pub(super) fn council(&self) -> u16 {
        let year = |symbol: Symbol| match *symbol.class() {
            Class::Council { number, year } => Some((number, year)),
            _ => None,
        };
        let early = match self.one.date {
            Some(date) => date.year() < 1966,
            None => self
                .resolution
                .parse()
                .ok()
                .and_then(year)
                .is_some_and(|(number, year)| year.map_or(number <= LAST_OF_ELEVEN, |year| year < 1966)),
        };
        if early { 11 } else { 15 }
    }

    /// Whether agenda item or title make it an important question: admission, suspension or expulsion of a member, the budget.
    /// A motion is procedural whatever it is about.
    fn is_important(&self) -> bool {
        let [title, agenda] = [self.title, self.agenda].map(str::to_ascii_lowercase);
        let of_member = |act: &str| title.starts_with(act) && title.contains("membership");
        self.one.matter != Matter::Motion
            && (["admission of", "suspension of", "expulsion of"].into_iter().any(of_member)
                || BUDGETARY.iter().any(|phrase| title.contains(phrase) || agenda.contains(phrase)))
    }

    /// Whether it decided on no more than the Assembly's own procedure: a motion, or the credentials of representatives.
    fn is_procedural(&self) -> bool {
        self.one.matter == Matter::Motion || self.title.to_ascii_lowercase().starts_with("credentials of")
    }

    /// The majority that was needed.
    ///
    /// A source that says so decides. In the Assembly two thirds are needed in an emergency special session, unless it is on
    /// procedure, and on what agenda item or title make an important question; else the simple majority is applied. A
    /// Council vote that was adopted over the *no* of a permanent member can only have been procedural.
    pub(super) fn majority(&self) -> Majority {
        match self.one.body {
            Body::SecurityCouncil => {
                let over_a_no = || !(self.roll.no & self.permanent).is_empty() && self.is_adopted();
                let procedural =
                    self.one.procedural.unwrap_or_else(|| self.one.matter == Matter::Motion || over_a_no());
                // Seven of eleven, nine of fifteen.
                Majority::Council { needed: if self.council() == 11 { 7 } else { 9 }, procedural }
            }
            Body::GeneralAssembly => {
                let emergency = matches!(self.one.session, Some(Session::EmergencySpecial(_)));
                let important = || if emergency { !self.is_procedural() } else { self.is_important() };
                if self.one.two_thirds.unwrap_or_else(important) { Majority::TwoThirds } else { Majority::Simple }
            }
        }
    }

    /// Whether it was adopted: its source says so, or its symbol does.
    fn is_adopted(&self) -> bool {
        self.one.outcome.map_or_else(|| self.is_numbered(), |outcome| outcome == Outcome::Adopted)
    }

    /// The permanent members whose *no* was a veto: none on a procedural matter, and none where the draft would have
    /// failed for want of votes anyway, unless the source calls it vetoed.
    pub(super) fn vetoes(&self, numbers: Numbers) -> MemberSet {
        let Majority::Council { procedural: false, needed } = self.majority() else { return MemberSet::EMPTY };
        let enough = || numbers.yes.is_some_and(|yes| yes >= needed);
        let decided = self.one.outcome.map_or_else(enough, |outcome| outcome == Outcome::Vetoed);
        if decided { self.roll.no & self.permanent } else { MemberSet::EMPTY }
    }

    /// How it ended: as its source says, else by the rule; `None` where that is not known.
    pub(super) fn outcome(&self, numbers: Numbers) -> Option<Outcome> {
        let adopted = |adopted| Some(if adopted { Outcome::Adopted } else { Outcome::Rejected });
        let stated = self.one.outcome.or_else(|| (!self.one.is_vote()).then_some(Outcome::Adopted));
        stated.or_else(|| match self.majority() {
            _ if !self.vetoes(numbers).is_empty() => Some(Outcome::Vetoed),
            Majority::Council { needed, procedural } => {
                let reached = numbers.cast()?.yes >= needed;
                let opposed = numbers.no != Some(0) && (self.roll.known() & self.permanent).len() < PERMANENT;
                // Somebody voted against, and it is not known whether a permanent member did.
                adopted(reached).filter(|_| procedural || !reached || !opposed || self.is_numbered())
            }
            majority => {
                let tally = numbers.cast()?;
                let [simple, two_thirds] = [Majority::Simple, Majority::TwoThirds].map(|one| one.reached(tally));
                let doubtful = simple && !two_thirds && self.one.two_thirds.is_none() && !self.is_procedural();
                // Between the two majorities the symbol decides, unless two thirds were needed in spite of it.
                match (doubtful, self.is_numbered(), majority) {
                    (false, ..) | (true, true, Majority::Simple) | (true, false, Majority::TwoThirds) => {
                        adopted(majority.reached(tally))
                    }
                    _ => None,
                }
            }
        })
    }
}

/// The seats of the Council that are permanent.
const PERMANENT: usize = 5;

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

    /// A Council of five permanent members (0 to 4) and others, all of whom vote yes but those against.
    fn council(yes: u8, no: &[u8]) -> Roll {
        let no: MemberSet = no.iter().copied().map(MemberId::new).collect();
        let yes = (0..).map(MemberId::new).filter(|member| !no.contains(*member)).take(usize::from(yes)).collect();
        let all: MemberSet = (0..15).map(MemberId::new).collect();
        Roll { yes, no, abstain: all - yes - no, ..Roll::default() }
    }

    fn decision<'r>(one: &'r RollCall, roll: &'r Roll, resolution: &'r str, title: &'r str) -> Decision<'r> {
        let permanent = (0..5).map(MemberId::new).collect();
        Decision { one, roll, permanent, named: Named::Officially, resolution, title, agenda: "" }
    }

    fn ended(one: &RollCall, roll: &Roll) -> Option<Outcome> {
        decision(one, roll, "", "").outcome(roll.tally().into())
    }

    #[test]
    fn a_permanent_members_no_is_a_veto_only_when_it_decides() {
        let roll_call = RollCall::new(Body::SecurityCouncil);
        assert_eq!(ended(&roll_call, &council(13, &[1])), Some(Outcome::Vetoed));
        assert_eq!(ended(&roll_call, &council(8, &[1])), Some(Outcome::Rejected));
        assert_eq!(ended(&roll_call, &council(9, &[14])), Some(Outcome::Adopted));
    }

    #[test]
    fn abstention_of_a_permanent_member_is_no_veto() {
        // S/RES/2774 (2025): 10-0-5, France and the United Kingdom among the abstaining (ICJ, Namibia, 1971, para. 22).
        let mut roll = council(15, &[]);
        roll.abstain = (0..5).map(MemberId::new).collect();
        roll.yes = roll.yes - roll.abstain;
        assert_eq!(ended(&RollCall::new(Body::SecurityCouncil), &roll), Some(Outcome::Adopted));
    }

    #[test]
    fn a_council_vote_adopted_over_a_permanent_members_no_was_procedural() {
        // S/RES/2623 (2022): 11-1-3, the Russian Federation against.
        let (mut one, roll) = (RollCall::new(Body::SecurityCouncil), council(11, &[1]));
        let procedural = Majority::Council { needed: 9, procedural: true };
        assert_eq!(decision(&one, &roll, "S/RES/2623(2022)", "").majority(), procedural);
        assert_eq!(decision(&one, &roll, "S/RES/2623(2022)", "").outcome(roll.tally().into()), Some(Outcome::Adopted));
        assert_eq!(ended(&one, &roll), Some(Outcome::Vetoed));
        one.outcome = Some(Outcome::Adopted);
        assert_eq!(decision(&one, &roll, "", "").majority(), procedural);
    }

    #[test]
    fn totals_of_the_council_do_not_tell_a_veto() {
        let (one, nobody) = (RollCall::new(Body::SecurityCouncil), Roll::default());
        let ended = |yes, no, abstain| decision(&one, &nobody, "", "").outcome(tally(yes, no, abstain).into());
        assert_eq!(
            [ended(11, 1, 3), ended(11, 0, 4), ended(6, 1, 8)],
            [None, Some(Outcome::Adopted), Some(Outcome::Rejected)]
        );
    }

    #[test]
    fn seven_of_eleven_were_enough_before_1966() {
        let needed = |day: Option<Date>, symbol: &str| {
            let one = RollCall { date: day, ..RollCall::new(Body::SecurityCouncil) };
            decision(&one, &council(11, &[]), symbol, "").majority().needed(tally(0, 0, 0))
        };
        assert_eq!(needed(Some(Date::constant(1965, 12, 31)), ""), 7);
        assert_eq!(needed(Some(Date::constant(1966, 1, 1)), ""), 9);
        // Without a day the symbol tells: S/RES/219 was the last of 1965.
        assert_eq!(["S/RES/84(1950)", "S/RES/219", "S/RES/220", ""].map(|symbol| needed(None, symbol)), [7, 7, 9, 9]);
    }

    #[test]
    fn an_emergency_special_session_needs_two_thirds_on_substance_unless_the_source_says_otherwise() {
        let mut one = RollCall::new(Body::GeneralAssembly);
        let needed = |one: &RollCall, title| decision(one, &Roll::default(), "", title).majority();
        assert_eq!(needed(&one, "Aggression against Ukraine"), Majority::Simple);
        one.session = Some(Session::EmergencySpecial(8));
        assert_eq!(needed(&one, "Question of Namibia"), Majority::TwoThirds);
        // A/RES/ES-8/1 A.
        let title = "Credentials of representatives to the 8th emergency special session of the General Assembly";
        assert_eq!(needed(&one, title), Majority::Simple);
        one.two_thirds = Some(false);
        assert_eq!(needed(&one, "Question of Namibia"), Majority::Simple);
    }

    #[test]
    fn admission_and_the_budget_need_two_thirds() {
        let mut one = RollCall::new(Body::GeneralAssembly);
        let needed = |one: &RollCall, title, agenda| {
            Decision { agenda, ..decision(one, &Roll::default(), "", title) }.majority()
        };
        for (title, agenda) in [
            ("Admission of Israel to membership in the United Nations", ""),
            ("Financing of the United Nations Interim Force in Lebanon", ""),
            ("Questions relating to the Secretariat", "A/41/251 110 Programme budget for the biennium 1986-1987"),
            ("Scale of assessments for the apportionment of the expenses of the United Nations", ""),
        ] {
            one.matter = Matter::Amendment;
            assert_eq!(needed(&one, title, agenda), Majority::TwoThirds, "{title}");
            one.matter = Matter::Motion;
            assert_eq!(needed(&one, title, agenda), Majority::Simple, "{title}");
        }
        one.matter = Matter::WholeText;
        for title in [
            "Admission of new Members",
            "Suspension of nuclear and thermo-nuclear tests",
            "Reduction of military budgets",
            "Financing of economic development of under-developed countries",
        ] {
            assert_eq!(needed(&one, title, ""), Majority::Simple, "{title}");
        }
        // A/RES/273(III), Israel: 37-12-9, 33 of 49 needed, 4 to spare.
        assert_eq!(
            (Majority::TwoThirds.needed(tally(37, 12, 9)), Majority::TwoThirds.margin(tally(37, 12, 9))),
            (33, 4)
        );
    }

    #[test]
    fn between_a_majority_and_two_thirds_the_outcome_is_not_known_without_a_symbol() {
        let one = RollCall::new(Body::GeneralAssembly);
        let ended = |one: &RollCall, yes, no, symbol: &str, title: &str| {
            decision(one, &Roll::default(), symbol, title).outcome(tally(yes, no, 25).into())
        };
        // The Albanian draft of November 1970, 51-49-25; R/48/78, 55-45-63.
        assert_eq!(ended(&one, 51, 49, "", "China"), None);
        assert_eq!(ended(&one, 51, 49, "A/L.605", "China"), None);
        assert_eq!(ended(&one, 55, 45, "A/RES/48/78", "Nuclear arsenal of Israel"), Some(Outcome::Adopted));
        // Voeten's letters are not the United Nations', and a file of his without flags does not tell texts from their parts.
        let by_voeten = |tells_matter, symbol| {
            let named = Named::ByVoeten { tells_matter };
            Decision { named, ..decision(&one, &Roll::default(), symbol, "") }.outcome(tally(51, 49, 25).into())
        };
        assert_eq!(by_voeten(true, "A/RES/2642(XXV)[B]"), None);
        assert_eq!([true, false].map(|told| by_voeten(told, "A/RES/2220(XXI)")), [Some(Outcome::Adopted), None]);
        assert_eq!(by_voeten(false, "A/RES/48/78"), Some(Outcome::Adopted));
        // A number against two thirds that a budgetary question needs: one of the two is wrong.
        assert_eq!(ended(&one, 55, 45, "A/RES/48/228", "Programme budget for the biennium"), None);
        assert_eq!(ended(&one, 51, 49, "", "Programme budget for the biennium"), Some(Outcome::Rejected));
        // What both majorities decide alike, and what the source says of the majority.
        assert_eq!(
            [ended(&one, 60, 20, "", ""), ended(&one, 49, 51, "", "")],
            [Some(Outcome::Adopted), Some(Outcome::Rejected)]
        );
        let important = RollCall { two_thirds: Some(true), ..one.clone() };
        assert_eq!(ended(&important, 51, 49, "", "China"), Some(Outcome::Rejected));
        let amendment = RollCall { matter: Matter::Amendment, ..one.clone() };
        assert_eq!(ended(&amendment, 55, 45, "A/RES/48/78", ""), None);
        let motion = RollCall { matter: Matter::Motion, ..one };
        assert_eq!(ended(&motion, 51, 49, "", ""), Some(Outcome::Adopted));
    }
}
