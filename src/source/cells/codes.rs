//! What stands in a vote cell: words that mean one thing in every file, and numbers that mean what the whole file, or
//! the user, says. It never guesses: a coding that can be read in two ways is refused.

use std::collections::BTreeSet;

use super::who::Letters;
use crate::record::Vote;
use crate::source::format::{Kind, Ledger, Options, shortened};

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

/// Words and letters, folded, that have the same meaning in every file: English, French, Spanish, German and Russian.
const WORDS: [(VoteCell, &[&str]); 6] = [
    (VoteCell::Cast(Vote::Yes), YES),
    (VoteCell::Cast(Vote::No), NO),
    (VoteCell::Cast(Vote::Abstain), ABSTAIN),
    (VoteCell::Cast(Vote::NonVoting), NON_VOTING),
    (VoteCell::NotMember, &["not a member", "not member", "nonmember", "non member"]),
    (VoteCell::Blank, BLANK),
];
const YES: &[&str] =
    &["y", "yes", "in favour", "in favor", "for", "yea", "oui", "pour", "sí", "a favor", "ja", "dafür", "да", "за"];
const NO: &[&str] = &["n", "no", "against", "nay", "non", "contre", "en contra", "nein", "dagegen", "нет", "против"];
const ABSTAIN: &[&str] = &[
    "a", "abst", "abst.", "abstain", "abstains", "abstention", "abstained", "abstaining", "abstentions", "abstenu",
    "s'abstient", "abstención", "abstencion", "se abstiene", "enthaltung", "enthalten", "воздержался", "воздержалась",
    "воздержались",
];
const NON_VOTING: &[&str] = &[
    "x", "nv", "np", "non voting", "nonvoting", "not voting", "no vote", "did not vote", "absent", "absence",
    "not participating", "non participating", "did not participate", "ausente", "abwesend", "non votant",
    "не голосовал", "не голосовала", "отсутствовал", "отсутствовала",
];
/// What people and statistics programs write for nothing.
const BLANK: &[&str] = &["", "na", "n/a", "nan", "null"];

/// A cell that is a word or a letter, in any case: `Y`, `ABSTAIN`, `in favour`; numbers have no meaning of their own.
pub(crate) fn vote(text: &str) -> Option<VoteCell> {
    let text = text.trim();
    // Most cells of numbers; no word begins with a digit.
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let is_ascii = text.is_ascii();
    let folded = |text: &str| text.to_lowercase().replace(['-', '_'], " ");
    let other = if is_ascii { String::new() } else { folded(text) };
    let same = |word: &str| {
        let folded = text.bytes().map(|b| if matches!(b, b'-' | b'_') { b' ' } else { b.to_ascii_lowercase() });
        if is_ascii { word.len() == text.len() && word.bytes().eq(folded) } else { word == other }
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

/// What the numbers of a file mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Nothing.
    None,
    /// 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member, as in Voeten's data.
    Voeten,
    /// 1, 0 and -1 for yes, abstain and no.
    Signs,
}

impl Numbers {
    /// The coding that all the numbers of a file allow; `None` when there are several.
    ///
    /// Numbers of 1, 2, 3, 8 and 9 are Voeten's only when an 8 or a 9 is among them, as no other coding has these; 1, 0
    /// and -1 are signs only when a -1 is among them.
    fn of_all(found: &BTreeSet<i64>) -> Option<Self> {
        let all_of = |codes: fn(i64) -> Option<VoteCell>| found.iter().all(|code| codes(*code).is_some());
        let is_voeten = all_of(voeten) && (found.contains(&8) || found.contains(&9));
        let is_signs = all_of(sign) && found.contains(&-1);
        let fitting = [(found.is_empty(), Self::None), (is_voeten, Self::Voeten), (is_signs, Self::Signs)];
        fitting.into_iter().find(|(fits, _)| *fits).map(|(_, codes)| codes)
    }

    /// The sentence for the notes, where numbers were read.
    const fn note(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Voeten => {
                Some("vote codes read as Voeten's: 1 yes, 2 abstain, 3 no, 8 non-voting, 9 not a member at the time")
            }
            Self::Signs => Some("vote codes read as 1 yes, 0 abstain, -1 no"),
        }
    }
}

/// What the cells of one file mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Codes {
    /// Cells, folded, with what the user says of them; they go before words.
    told: Vec<(String, VoteCell)>,
    /// What its numbers mean, as far as it is known.
    numbers: Option<Numbers>,
}

impl Codes {
    /// The coding that the user names: `voeten`, `signs`, `words`, or pairs such as `yes=1,abstain=0,no=-1`, perhaps with
    /// the scheme of members' letters among them.
    pub(crate) fn told(option: &str) -> Option<Self> {
        let (mut told, mut numbers) = (Vec::new(), None);
        for part in option.split(',').map(str::trim) {
            match part.to_lowercase().as_str() {
                "voeten" => numbers = Some(Numbers::Voeten),
                "signs" => numbers = Some(Numbers::Signs),
                "words" => numbers = Some(Numbers::None),
                _ if Letters::of_pair(part).is_some() => {}
                _ => {
                    let (meaning, code) = part.split_once('=')?;
                    told.push((folded(code), vote(meaning).filter(|meaning| *meaning != VoteCell::Blank)?));
                }
            }
        }
        // Who says what one number means says it of all.
        let says_numbers = told.iter().any(|(code, _)| number(code).is_some());
        Some(Self { told, numbers: numbers.or(says_numbers.then_some(Numbers::None)) })
    }

    /// The coding of a file whose format has numbers of its own, unless the user says otherwise.
    pub(crate) fn of_format(numbers: Numbers, options: &Options) -> Self {
        let Self { told, numbers: said } = Self::of_options(options);
        Self { told, numbers: said.or(Some(numbers)) }
    }

    /// The coding of a table: as the user says, else by all its numbers; none when these can be read in several ways.
    pub(crate) fn of_table(found: &BTreeSet<i64>, options: &Options, ledger: &mut Ledger) -> Option<Self> {
        let Self { told, numbers } = Self::of_options(options);
        let numbers = numbers.or_else(|| Numbers::of_all(found))?;
        let as_told = (!told.is_empty()).then_some("vote codes read as the user says");
        numbers.note().into_iter().chain(as_told).for_each(|note| ledger.note(note));
        Some(Self { told, numbers: Some(numbers) })
    }

    fn of_options(options: &Options) -> Self {
        let told = options.codes.as_deref().and_then(Self::told);
        told.unwrap_or(Self { told: Vec::new(), numbers: None })
    }

    /// What a cell means; `None` when it is not known.
    pub(crate) fn read(&self, cell: &str) -> Option<VoteCell> {
        let said = || {
            let cell = folded(cell);
            self.told.iter().find(|(code, _)| *code == cell).map(|(_, meaning)| *meaning)
        };
        let numbered = || match self.numbers? {
            Numbers::None => None,
            Numbers::Voeten => voeten(number(cell)?),
            Numbers::Signs => sign(number(cell)?),
        };
        let said = if self.told.is_empty() { None } else { said() };
        said.or_else(|| vote(cell)).or_else(numbered)
    }

    /// Enters a cell that is not understood, with the way to say what it means.
    pub(crate) fn not_understood(cell: &str, shown: &str, line: u64, ledger: &mut Ledger) {
        ledger.skip("unknown vote codes", line, shown);
        let begins = "what a vote code means can be said:";
        if !ledger.entries().iter().any(|entry| entry.kind == Kind::Note && entry.reason.starts_with(begins)) {
            let code = cell.split([',', '=', '\n']).next().unwrap_or_default();
            ledger.note(&format!("{begins} --codes non-voting={} (or yes=, no=, abstain=)", shortened(code)));
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
        assert_eq!(["X", "NV", "NP", "non-voting", "Not Participating", "absent"].map(vote), [NON_VOTING; 6]);
        assert_eq!(["oui", "SÍ", "За", "dafür"].map(vote), [YES; 4]);
        assert_eq!(["contre", "Нет", "ВОЗДЕРЖАЛСЯ", "abstención"].map(vote), [NO, NO, ABSTAIN, ABSTAIN]);
        assert_eq!([" ", "NA", "NaN"].map(vote), [Some(VoteCell::Blank); 3]);
        // Present may be an abstention or an absence from the vote; what is missing may have been cast.
        assert_eq!(["present", "missing", "ineligible", "1", "Q", "yes no", "ÿ"].map(vote), [None; 7]);
    }

    #[test]
    fn numbers_mean_what_the_whole_file_allows() {
        let of = |codes: &[i64]| Numbers::of_all(&codes.iter().copied().collect());
        assert_eq!(of(&[1, 2, 3, 8, 9]), Some(Numbers::Voeten));
        assert_eq!(of(&[1, 3, 9]), Some(Numbers::Voeten));
        assert_eq!(of(&[-1, 0, 1]), Some(Numbers::Signs));
        assert_eq!(of(&[]), Some(Numbers::None));
        for ambiguous in [&[1, 2, 3][..], &[0, 1], &[1], &[0, 1, 2, 9], &[-1, 0, 1, 2]] {
            assert_eq!(of(ambiguous), None, "{ambiguous:?}");
        }
    }

    #[test]
    fn numbers_are_read_with_and_without_decimals() {
        let read = |numbers: Numbers, cell: &str| Codes::of_format(numbers, &Options::default()).read(cell);
        assert_eq!(["1", "1.0"].map(|cell| read(Numbers::Voeten, cell)), [YES; 2]);
        assert_eq!(["3", "3.0"].map(|cell| read(Numbers::Voeten, cell)), [NO; 2]);
        assert_eq!(read(Numbers::Voeten, "9"), Some(VoteCell::NotMember));
        assert_eq!(read(Numbers::Voeten, "4"), None);
        assert_eq!(["-1", "-1.0"].map(|cell| read(Numbers::Signs, cell)), [NO; 2]);
        assert_eq!(read(Numbers::Signs, "0"), ABSTAIN);
    }

    #[test]
    fn the_user_says_what_codes_mean() {
        let codes = Codes::told("yes=1,abstain=0,no=-1,absent=J").expect("a coding");
        assert_eq!(["1.0", "0", "-1", "j", "yes"].map(|cell| codes.read(cell)), [YES, ABSTAIN, NO, NON_VOTING, YES]);
        assert_eq!(Codes::told("Voeten").map(|codes| codes.numbers), Some(Some(Numbers::Voeten)));
        // What one word means says nothing of the numbers of the file, nor does the scheme of letters.
        let options = Options { codes: Some("non-voting=present,letters=cow".to_owned()), ..Options::default() };
        let codes = Codes::of_table(&[1, 2, 8].into(), &options, &mut Ledger::default()).expect("a coding");
        assert_eq!(["Present", "2", "8"].map(|cell| codes.read(cell)), [NON_VOTING, ABSTAIN, NON_VOTING]);
        assert_eq!(["", "yes", "maybe=1", "yes=1,"].map(Codes::told), [const { None }; 4]);
    }

    proptest! {
        #[test]
        fn no_cell_breaks_it(cell in "\\PC{0,20}") {
            for numbers in [Numbers::None, Numbers::Voeten, Numbers::Signs] {
                let _ = Codes::of_format(numbers, &Options::default()).read(&cell);
            }
            let _ = Codes::told(&cell);
        }
    }
}
