//! The numbers of a roll call, each as far as it is known. They are counted or stated elsewhere.

use std::fmt;

use super::{Stated, Tally, Vote};

/// How many members cast each vote, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Numbers {
    /// Votes in favour.
    pub yes: Option<u16>,
    /// Votes against.
    pub no: Option<u16>,
    /// Abstentions.
    pub abstain: Option<u16>,
    /// Members that did not vote.
    pub non_voting: Option<u16>,
    /// Members of the body.
    pub members: Option<u16>,
    /// Members whose votes are not known, so that the other numbers are only those of the votes that are; none where even
    /// how many there are is not known.
    pub not_known: Option<u16>,
}

impl Numbers {
    /// What a source states, in a body of so many members.
    pub(crate) fn stated(stated: Stated, members: Option<u16>) -> Self {
        let Stated { yes, no, abstain, non_voting, .. } = stated;
        let cast = || Some(yes?.saturating_add(no?).saturating_add(abstain?));
        let sum = || Some(cast()?.saturating_add(non_voting?));
        let fits = |members: &u16| cast().is_none_or(|cast| cast <= *members);
        let members = stated.members.or_else(sum).or(members).filter(fits);
        let non_voting = non_voting.or_else(|| Some(members? - cast()?));
        Self { yes, no, abstain, non_voting, members, not_known: Some(0) }
    }

    /// The votes that are known, of a body of so many members.
    pub(super) fn in_part(known: Tally, members: Option<u16>) -> Self {
        let not_known = members.map(|members| members.saturating_sub(known.members()));
        Self { members, not_known, ..known.into() }
    }

    /// How many cast this vote.
    pub const fn count(&self, vote: Vote) -> Option<u16> {
        [self.yes, self.no, self.abstain, self.non_voting][vote as usize]
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        Vote::ALL.iter().all(|vote| self.count(*vote).is_none())
    }

    /// These numbers where they are those of the whole body; else none.
    #[must_use]
    pub fn whole(self) -> Self {
        if self.not_known == Some(0) { self } else { Self::default() }
    }

    /// Yes, no and abstentions of the whole body, where they are known; those not voting count as none where they are not.
    pub fn cast(&self) -> Option<Tally> {
        let Self { yes, no, abstain, non_voting, .. } = self.whole();
        Some(Tally { yes: yes?, no: no?, abstain: abstain?, non_voting: non_voting.unwrap_or(0) })
    }

    /// All four numbers of the whole body, where they are known.
    pub fn tally(&self) -> Option<Tally> {
        self.non_voting.and(self.cast())
    }

    /// Members present and voting, yes and no only (rule 86 of the General Assembly), where that is known.
    pub fn present_and_voting(&self) -> Option<u16> {
        self.cast().map(|tally| tally.present_and_voting())
    }
}

impl From<Tally> for Numbers {
    fn from(tally: Tally) -> Self {
        let [yes, no, abstain, non_voting] = Vote::ALL.map(|vote| Some(tally.count(vote)));
        Self { yes, no, abstain, non_voting, members: Some(tally.members()), not_known: Some(0) }
    }
}

impl fmt::Display for Numbers {
    /// `93-18-65`: in favour, against, abstaining; a question mark for what is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |number: Option<u16>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
        f.pad(&[self.yes, self.no, self.abstain].map(told).join("-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_not_voting_follow_from_the_membership_or_are_not_known() {
        // A/RES/58/7: 179-3-2; the United Nations had 191 members on 4 November 2003, so that 7 did not vote.
        let stated = Stated { yes: Some(179), no: Some(3), abstain: Some(2), ..Stated::default() };
        let numbers = Numbers::stated(stated, Some(191));
        assert_eq!((numbers.non_voting, numbers.members), (Some(7), Some(191)));
        assert_eq!(numbers.tally().map(|tally| tally.members()), Some(191));
        for members in [None, Some(183)] {
            let numbers = Numbers::stated(stated, members);
            assert_eq!((numbers.non_voting, numbers.members, numbers.tally()), (None, None, None), "{members:?}");
            assert_eq!((numbers.present_and_voting(), numbers.to_string().as_str()), (Some(182), "179-3-2"));
        }
        let stated = Stated { non_voting: Some(7), ..stated };
        assert_eq!(Numbers::stated(stated, None).members, Some(191));
    }

    #[test]
    fn a_part_of_the_numbers_is_a_part() {
        let numbers = Numbers::stated(Stated { yes: Some(9), ..Stated::default() }, Some(15));
        assert_eq!((numbers.cast(), numbers.to_string().as_str()), (None, "9-?-?"));
        assert_eq!((numbers.members, numbers.is_empty()), (Some(15), false));
        assert!(Numbers { members: Some(15), ..Numbers::default() }.is_empty());
    }
}
