//! The vote: what one member did in one roll call, and the count of all of them. It knows no member by name.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Word, Words};

/// What a member did when the roll was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vote {
    /// In favour.
    Yes,
    /// Against.
    No,
    /// Present and abstaining: not voting in the sense of rule 86.
    Abstain,
    /// A member that was not there or took no part.
    NonVoting,
}

impl Vote {
    /// Every vote, in the order in which tallies are printed and in which the arrays below name them.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Abstain, Self::NonVoting];

    /// The letter of the UN Digital Library: Y, N, A or X.
    pub const fn letter(self) -> char {
        ['Y', 'N', 'A', 'X'][self as usize]
    }

    /// The word that machine formats use: `yes`, `no`, `abstain`, `non-voting`.
    pub const fn word(self) -> &'static str {
        ["yes", "no", "abstain", "non-voting"][self as usize]
    }

    /// The label of a tally: `in favour`, `against`, `abstaining`, `non-voting`.
    pub const fn label(self) -> &'static str {
        ["in favour", "against", "abstaining", "non-voting"][self as usize]
    }
}

impl Words for Vote {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Yes, "yes", "In favour").or(&["y", "favour", "favor", "in-favour", "for"]),
        Word::new(Self::No, "no", "Against").or(&["n", "against"]),
        Word::new(Self::Abstain, "abstain", "Abstaining").or(&["a", "abstained", "abstaining", "abstention"]),
        Word::new(Self::NonVoting, "non-voting", "Taking no part").or(&["x", "nv", "absent", "nonvoting"]),
    ];
}

impl fmt::Display for Vote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Where a member stands in a roll call: six things that must not be mixed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// The roll says what the member did.
    Voted(Vote),
    /// A member then, but the source does not say how it voted.
    NotKnown,
    /// Not a member of the body then, or not one that the source names.
    NotMember,
}

impl Position {
    /// The word that machine formats use: that of the vote, `not known` or `not a member`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voted(vote) => vote.word(),
            Self::NotKnown => "not known",
            Self::NotMember => "not a member",
        }
    }
}

/// The numbers of one roll call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tally {
    /// Votes in favour.
    pub yes: u16,
    /// Votes against.
    pub no: u16,
    /// Abstentions.
    pub abstain: u16,
    /// Members that did not vote.
    pub non_voting: u16,
}

impl Tally {
    /// Members present and voting: yes and no only (rule 86 of the General Assembly).
    pub const fn present_and_voting(&self) -> u16 {
        self.yes.saturating_add(self.no)
    }

    /// The number of members in all four counts together.
    pub const fn members(&self) -> u16 {
        self.present_and_voting().saturating_add(self.abstain).saturating_add(self.non_voting)
    }

    /// How many cast this vote.
    pub const fn count(&self, vote: Vote) -> u16 {
        [self.yes, self.no, self.abstain, self.non_voting][vote as usize]
    }
}

impl fmt::Display for Tally {
    /// `93-18-65`: in favour, against, abstaining.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{}-{}", self.yes, self.no, self.abstain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abstention_is_not_present_and_voting() {
        // A/RES/ES-11/7: 93-18-65 and 17 not voting, of 193 members.
        let tally = Tally { yes: 93, no: 18, abstain: 65, non_voting: 17 };
        assert_eq!(tally.present_and_voting(), 111);
        assert_eq!(tally.members(), 193);
        assert_eq!(tally.to_string(), "93-18-65");
    }
}
