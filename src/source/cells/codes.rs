//! What stands in a vote cell: words that mean one thing in every file, and numbers that mean what the whole file, or
//! the user, says. It never guesses: a coding that can be read in two ways is refused.

use std::collections::BTreeSet;

use crate::{record::Vote, source::format::Options};

/// What a cell says of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum VoteCell {
    /// The member cast this vote.
    Cast(Vote),
    /// The state was not a member at the time.
    NotMember,
    /// The cell is empty.
    Blank,
}

/// Words and letters, folded, that have the same meaning in every file.
const WORDS: [(VoteCell, &[&str]); 6] = [
    (VoteCell::Cast(Vote::Yes), &["y", "yes", "in favour", "in favor", "for", "yea"]),
    (VoteCell::Cast(Vote::No), &["n", "no", "against", "nay"]),
    (VoteCell::Cast(Vote::Abstain), &["a", "abstain", "abstention", "abstained", "abstaining"]),
    (VoteCell::Cast(Vote::NonVoting), NON_VOTING),
    (VoteCell::NotMember, &["not a member", "not member", "nonmember", "non member"]),
    (VoteCell::Blank, &[""]),
];
const NON_VOTING: &[&str] = &["x", "nv", "non voting", "nonvoting", "not voting", "no vote", "did not vote", "absent"];

/// A cell that is a word or a letter, in any case: `Y`, `ABSTAIN`, `in favour`; numbers have no meaning of their own.
pub(crate) fn vote(text: &str) -> Option<VoteCell> {
    let text = text.trim();
    let same = |word: &str| {
        let folded = text.bytes().map(|b| if matches!(b, b'-' | b'_') { b' ' } else { b.to_ascii_lowercase() });
        word.len() == text.len() && word.bytes().eq(folded)
    };
    WORDS.iter().find(|(_, words)| words.iter().any(|word| same(word))).map(|(cell, _)| *cell)
}

/// Voeten's codes: 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member.
pub(crate) const fn voeten(code: i64) -> Option<VoteCell> {
    match code {
        1 => Some(VoteCell::Cast(Vote::Yes)),
        2 => Some(VoteCell::Cast(Vote::Abstain)),
        3 => Some(VoteCell::Cast(Vote::No)),
        8 => Some(VoteCell::Cast(Vote::NonVoting)),
        9 => Some(VoteCell::NotMember),
        _ => None,
    }
}

/// A cell that holds a number, `1`, `1.0` or `-1`.
pub(crate) fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let number = i64::try_from(super::numbers::whole(digits)?).ok()?;
    Some(if negative { -number } else { number })
}

/// The coding that the user has named, if any.
pub(crate) fn told(options: &Options) -> Option<Codes> {
    options.codes.as_deref().and_then(Codes::told)
}

/// What the cells of one file mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Codes {
    /// Words only.
    Words,
    /// Voeten's numbers, and words.
    Voeten,
    /// 1, 0 and -1 for yes, abstain and no, and words.
    Signs,
    /// What the user says, before words: cells, folded, with their meaning.
    Told(Vec<(String, VoteCell)>),
}

impl Codes {
    /// The coding that the user names: `voeten`, `signs`, `words`, or pairs such as `yes=1,abstain=0,no=-1`.
    pub(crate) fn told(option: &str) -> Option<Self> {
        match option.trim().to_lowercase().as_str() {
            "voeten" => Some(Self::Voeten),
            "signs" => Some(Self::Signs),
            "words" => Some(Self::Words),
            pairs => {
                let pair = |pair: &str| {
                    let (meaning, code) = pair.split_once('=')?;
                    let meaning = vote(meaning).filter(|meaning| *meaning != VoteCell::Blank)?;
                    Some((folded(code), meaning))
                };
                pairs.split(',').map(pair).collect::<Option<Vec<_>>>().map(Self::Told)
            }
        }
    }

    /// The coding that all the numbers of a file allow; `None` when there are several.
    ///
    /// Numbers of 1, 2, 3, 8 and 9 are Voeten's only when an 8 or a 9 is among them, as no other coding has these; 1, 0
    /// and -1 are signs only when a -1 is among them.
    pub(crate) fn of_numbers(found: &BTreeSet<i64>) -> Option<Self> {
        let all_of = |codes: fn(i64) -> Option<VoteCell>| found.iter().all(|code| codes(*code).is_some());
        let is_voeten = all_of(voeten) && (found.contains(&8) || found.contains(&9));
        let is_signs = all_of(sign) && found.contains(&-1);
        let fitting = [(found.is_empty(), Self::Words), (is_voeten, Self::Voeten), (is_signs, Self::Signs)];
        fitting.into_iter().find(|(fits, _)| *fits).map(|(_, codes)| codes)
    }

    /// What a cell means; `None` when it is not known.
    pub(crate) fn read(&self, cell: &str) -> Option<VoteCell> {
        match self {
            Self::Words => vote(cell),
            Self::Voeten => vote(cell).or_else(|| voeten(number(cell)?)),
            Self::Signs => vote(cell).or_else(|| sign(number(cell)?)),
            Self::Told(pairs) => {
                let cell = folded(cell);
                pairs.iter().find(|(code, _)| *code == cell).map(|(_, meaning)| *meaning).or_else(|| vote(&cell))
            }
        }
    }

    /// The sentence for the notes, where numbers were read.
    pub(crate) const fn note(&self) -> Option<&'static str> {
        match self {
            Self::Words => None,
            Self::Voeten => {
                Some("vote codes read as Voeten's: 1 yes, 2 abstain, 3 no, 8 non-voting, 9 not a member at the time")
            }
            Self::Signs => Some("vote codes read as 1 yes, 0 abstain, -1 no"),
            Self::Told(_) => Some("vote codes read as the user says"),
        }
    }
}

const fn sign(code: i64) -> Option<VoteCell> {
    match code {
        1 => Some(VoteCell::Cast(Vote::Yes)),
        0 => Some(VoteCell::Cast(Vote::Abstain)),
        -1 => Some(VoteCell::Cast(Vote::No)),
        _ => None,
    }
}

/// A code without what makes no difference: case and decimals of zero.
fn folded(code: &str) -> String {
    number(code).map_or_else(|| code.trim().to_lowercase(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const YES: Option<VoteCell> = Some(VoteCell::Cast(Vote::Yes));
    const NO: Option<VoteCell> = Some(VoteCell::Cast(Vote::No));
    const ABSTAIN: Option<VoteCell> = Some(VoteCell::Cast(Vote::Abstain));
    const NON_VOTING: Option<VoteCell> = Some(VoteCell::Cast(Vote::NonVoting));

    #[test]
    fn words_are_read_in_any_case() {
        assert_eq!(["Y", "yes", "YES", "In favour"].map(vote), [YES; 4]);
        assert_eq!(["N", "No", "against"].map(vote), [NO; 3]);
        assert_eq!(["A", "ABSTAIN", "abstention"].map(vote), [ABSTAIN; 3]);
        assert_eq!(["X", "NV", "non-voting", "absent"].map(vote), [NON_VOTING; 4]);
        assert_eq!(vote(" "), Some(VoteCell::Blank));
        assert_eq!(["NA", "1", "Q", "yes no", "ÿ"].map(vote), [None; 5]);
    }

    #[test]
    fn numbers_mean_what_the_whole_file_allows() {
        let of = |codes: &[i64]| Codes::of_numbers(&codes.iter().copied().collect());
        assert_eq!(of(&[1, 2, 3, 8, 9]), Some(Codes::Voeten));
        assert_eq!(of(&[1, 3, 9]), Some(Codes::Voeten));
        assert_eq!(of(&[-1, 0, 1]), Some(Codes::Signs));
        assert_eq!(of(&[]), Some(Codes::Words));
        for ambiguous in [&[1, 2, 3][..], &[0, 1], &[1], &[0, 1, 2, 9], &[-1, 0, 1, 2]] {
            assert_eq!(of(ambiguous), None, "{ambiguous:?}");
        }
    }

    #[test]
    fn numbers_are_read_with_and_without_decimals() {
        assert_eq!(["1", "1.0"].map(|cell| Codes::Voeten.read(cell)), [YES; 2]);
        assert_eq!(["3", "3.0"].map(|cell| Codes::Voeten.read(cell)), [NO; 2]);
        assert_eq!(Codes::Voeten.read("9"), Some(VoteCell::NotMember));
        assert_eq!(Codes::Voeten.read("4"), None);
        assert_eq!(["-1", "-1.0"].map(|cell| Codes::Signs.read(cell)), [NO; 2]);
        assert_eq!(Codes::Signs.read("0"), ABSTAIN);
    }

    #[test]
    fn the_user_says_what_codes_mean() {
        let codes = Codes::told("yes=1,abstain=0,no=-1,absent=J").unwrap_or(Codes::Words);
        assert_eq!(["1.0", "0", "-1", "j", "yes"].map(|cell| codes.read(cell)), [YES, ABSTAIN, NO, NON_VOTING, YES]);
        assert_eq!(Codes::told("Voeten"), Some(Codes::Voeten));
        assert_eq!(["", "yes", "maybe=1", "yes=1,"].map(Codes::told), [const { None }; 4]);
    }

    proptest! {
        #[test]
        fn no_cell_breaks_it(cell in "\\PC{0,20}") {
            for codes in [Codes::Words, Codes::Voeten, Codes::Signs] {
                let _ = codes.read(&cell);
            }
            let _ = Codes::told(&cell);
        }
    }
}
