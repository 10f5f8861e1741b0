//! Conditions on the numbers of a roll call, such as `no<=5`. They know nothing of how these were counted.

use std::{fmt, str::FromStr};

use super::{Record, RollCallId, Vote, Word, Words};

/// A condition on a number of a roll call, such as `no<=5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberTest {
    /// Which number.
    pub figure: Figure,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what.
    pub value: i32,
}

/// A number of a roll call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Figure {
    /// How many cast this vote.
    Count(Vote),
    /// Members of the body on the day.
    Members,
    /// Affirmative votes beyond those needed, negative where votes were missing.
    Margin,
}

impl Words for Figure {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Count(Vote::Yes), "yes", "In favour"),
        Word::new(Self::Count(Vote::No), "no", "Against"),
        Word::new(Self::Count(Vote::Abstain), "abstain", "Abstaining").or(&["abstentions"]),
        Word::new(Self::Count(Vote::NonVoting), "non_voting", "Taking no part"),
        Word::new(Self::Margin, "margin", "Votes in favour beyond those needed").or(&["to-spare"]),
        Word::new(Self::Members, "members", "Members of the body"),
    ];

    fn named(text: &str) -> Option<Self> {
        let typed = text.trim().to_lowercase().replace(['_', ' '], "-");
        let is = |word: &&Word<Self>| word.word.replace('_', "-") == typed || word.aliases.contains(&typed.as_str());
        let word = Self::WORDS.iter().find(is).map(|word| word.value);
        word.or_else(|| Vote::named(text).map(Self::Count))
    }
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)] // there are no others
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// The signs that people type.
    const SIGNS: [(&'static str, Self); 13] = [
        ("=", Self::Equal),
        ("==", Self::Equal),
        ("!=", Self::Unequal),
        ("<>", Self::Unequal),
        ("\u{2260}", Self::Unequal),
        ("<", Self::Less),
        ("<=", Self::AtMost),
        ("=<", Self::AtMost),
        ("\u{2264}", Self::AtMost),
        (">", Self::More),
        (">=", Self::AtLeast),
        ("=>", Self::AtLeast),
        ("\u{2265}", Self::AtLeast),
    ];

    fn holds(self, number: i32, value: i32) -> bool {
        match self {
            Self::Equal => number == value,
            Self::Unequal => number != value,
            Self::Less => number < value,
            Self::AtMost => number <= value,
            Self::More => number > value,
            Self::AtLeast => number >= value,
        }
    }
}

impl NumberTest {
    /// Whether a roll call meets it; `None` where its number, that of the whole body, is not known or there was no vote.
    pub fn is_met(self, record: &Record, id: RollCallId) -> Option<bool> {
        let numbers = record.numbers(id).whole();
        let number = match self.figure {
            Figure::Count(vote) => numbers.count(vote).map(i32::from),
            Figure::Members => numbers.members.map(i32::from),
            Figure::Margin => record.margin(id),
        };
        number.map(|number| self.comparison.holds(number, self.value))
    }
}

impl fmt::Display for NumberTest {
    /// `no<=5`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = Comparison::SIGNS.iter().find(|(_, comparison)| *comparison == self.comparison);
        write!(f, "{}{}{}", self.figure.typed(), sign.map_or("", |(sign, _)| sign), self.value)
    }
}

impl FromStr for NumberTest {
    type Err = String;

    /// Reads `no<=5`; the error says what was expected.
    fn from_str(text: &str) -> Result<Self, String> {
        const EXPECTED: &str = "expected a condition in quotes, such as 'no<=5', 'yes>150', 'margin<0'";
        let is_sign = |letter: char| "=!<>~:\u{2260}\u{2264}\u{2265}".contains(letter);
        let at = text.find(is_sign).ok_or_else(|| format!("'{text}' compares nothing: {EXPECTED}"))?;
        let (name, right) = text.split_at(at);
        let (sign, value) = right.split_at(right.find(|letter| !is_sign(letter)).unwrap_or(right.len()));
        let figure = Figure::named(name).ok_or_else(|| {
            let known: Vec<&str> = Figure::WORDS.iter().map(|word| word.word).collect();
            format!("'{}' is not a number of a roll call: expected one of {}", name.trim(), known.join(", "))
        })?;
        let comparison = Comparison::SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, comparison)| *comparison);
        let comparison =
            comparison.ok_or_else(|| format!("'{sign}' is not understood: expected one of < <= = >= > !="))?;
        let value = value.trim().parse();
        let value = value.map_err(|_| format!("'{text}' has no whole number behind {sign}: {EXPECTED}"))?;
        Ok(Self { figure, comparison, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::Members;
    use crate::record::{Body, RecordBuilder, Roll, RollCall, Stated};

    fn read(text: &str) -> Result<NumberTest, String> {
        text.parse()
    }

    #[test]
    fn a_condition_is_a_number_a_sign_and_a_value() {
        let test = |figure, comparison, value| Ok(NumberTest { figure, comparison, value });
        let no = Figure::Count(Vote::No);
        assert_eq!(read("no<=5"), test(no, Comparison::AtMost, 5));
        assert_eq!(read(" Against = 0 "), test(no, Comparison::Equal, 0));
        assert_eq!(read("non_voting\u{2265}10"), test(Figure::Count(Vote::NonVoting), Comparison::AtLeast, 10));
        assert_eq!(read("non-voting != 1"), test(Figure::Count(Vote::NonVoting), Comparison::Unequal, 1));
        assert_eq!(read("in favour > 150"), test(Figure::Count(Vote::Yes), Comparison::More, 150));
        assert_eq!(read("against <> 4").map(|test| test.to_string()).as_deref(), Ok("no!=4"));
        assert_eq!(read("margin<-3"), test(Figure::Margin, Comparison::Less, -3));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (text, why) in [
            ("no", "compares nothing"),
            ("nay<5", "'nay' is not a number of a roll call: expected one of yes, no"),
            ("no=<>5", "'=<>' is not understood"),
            ("no~5", "'~' is not understood"),
            ("no<", "no whole number behind <"),
            ("no<5.5", "no whole number"),
            ("no<US", "no whole number"),
            ("no<99999999999", "no whole number"),
            ("", "compares nothing"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(why), "{text}: {error}");
        }
    }

    #[test]
    fn a_number_that_is_not_known_meets_nothing() {
        // As stated: 9 in favour, the others not known; and a vote of which two members' votes are all that is known.
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let mut stated = RollCall::new(Body::SecurityCouncil);
        stated.stated = Stated { yes: Some(9), ..Stated::default() };
        builder.push(stated, Roll::default());
        let mut part = RollCall::new(Body::GeneralAssembly);
        part.stated = Stated { yes: Some(100), no: Some(10), abstain: Some(20), ..Stated::default() };
        builder.push(part, Roll::default());
        let record = builder.finish();
        let met = |text: &str| {
            let test = read(text).unwrap();
            record.ids().map(|id| test.is_met(&record, id)).collect::<Vec<_>>()
        };
        assert_eq!(met("yes>=9"), [Some(true), Some(true)]);
        assert_eq!(met("no<=5"), [None, Some(false)]);
        assert_eq!(met("no!=5"), [None, Some(true)]);
        assert_eq!(met("non_voting<1000"), [None, None]);
    }
}
