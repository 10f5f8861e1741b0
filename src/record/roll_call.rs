//! One decision that was put to a vote, with everything known of it but the votes themselves. It computes nothing.

use serde::{Deserialize, Serialize};

use super::{Body, Date, Session, Tally, Text, Vote, Word, Words};
use crate::members::MemberId;

/// What stands in a note behind the name by which a source knows a roll call: a page of the Official Records.
pub(crate) const OF_A_PAGE: &str = " (a page of the Official Records)";
/// The same behind any other name that is no symbol.
pub(crate) const OF_A_SOURCE: &str = " (as its source calls it)";

/// A roll call of one record: its row in the matrix of votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RollCallId(u32);

impl RollCallId {
    /// The roll call of a row, from 0.
    pub const fn new(row: u32) -> Self {
        Self(row)
    }

    /// The row in the matrix of votes.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A roll call: its symbols, when and what was voted on, how, and what its source says of the result.
///
/// Texts belong to the record that holds it. Several values of one column are joined by `|`, as the Digital Library does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RollCall {
    /// The body that voted.
    pub body: Body,
    /// Record number in the UN Digital Library; it stays the same across editions.
    pub undl_id: Option<u64>,
    /// Roll-call number in Erik Voeten's data.
    pub rcid: Option<u32>,
    /// Symbol of the resolution or decision.
    pub resolution: Text,
    /// Symbol of the draft.
    pub draft: Text,
    /// Symbol of the meeting's record.
    pub meeting: Text,
    /// Symbol of the committee's report.
    pub committee_report: Text,
    /// Session of the General Assembly.
    pub session: Option<Session>,
    /// Day of the vote.
    #[serde(with = "super::day")]
    pub date: Option<Date>,
    /// Title, without "resolution / adopted by ...".
    pub title: Text,
    /// Agenda item.
    pub agenda: Text,
    /// Subject headings.
    pub subjects: Text,
    /// What the source adds to the vote.
    pub note: Text,
    /// Address of the record that it was taken from.
    pub link: Text,
    /// What was voted on.
    pub matter: Matter,
    /// How it was voted on.
    pub modality: Modality,
    /// The numbers that the source states.
    pub stated: Stated,
    /// How it ended, where the source says so.
    pub outcome: Option<Outcome>,
    /// Whether it needed two thirds, where the source says so (Charter, Art. 18).
    pub two_thirds: Option<bool>,
    /// Whether it was procedural, where the source says so (Charter, Art. 27 (2)).
    pub procedural: Option<bool>,
    /// Whether the US State Department listed it as an important vote (Voeten's `importantvote`).
    pub important: bool,
    /// Issues under which Voeten's data lists it.
    pub issues: Issues,
    /// The sources that it comes from: bit i is the i-th source of the record.
    pub sources: u64,
}

impl RollCall {
    /// A roll call of this body about which nothing else is known.
    pub fn new(body: Body) -> Self {
        Self { body, ..Self::default() }
    }

    /// All texts of the roll call, to be replaced.
    pub(crate) fn texts_mut(&mut self) -> [&mut Text; 9] {
        [
            &mut self.title, &mut self.agenda, &mut self.subjects, &mut self.note, &mut self.link,
            &mut self.resolution, &mut self.draft, &mut self.meeting, &mut self.committee_report,
        ]
    }

    /// The texts that hold symbols: resolution, draft, meeting, committee report.
    pub(super) const fn symbol_texts(&self) -> [Text; 4] {
        [self.resolution, self.draft, self.meeting, self.committee_report]
    }

    /// The first and the last day on which it may have been held: its day, else those of its session.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        self.date.map(|day| (day, day)).or_else(|| self.session?.days())
    }

    /// Whether members voted, so that each took part or did not; false for what was adopted without a vote.
    pub fn is_vote(&self) -> bool {
        self.modality != Modality::WithoutVote
    }
}

/// What was voted on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Matter {
    /// The text as a whole.
    #[default]
    WholeText,
    /// An amendment to it.
    Amendment,
    /// A paragraph or other part of it, voted separately.
    Paragraph,
    /// A motion, such as to adjourn or not to act.
    Motion,
}

impl Matter {
    /// Every matter.
    pub const ALL: [Self; 4] = [Self::WholeText, Self::Amendment, Self::Paragraph, Self::Motion];

    /// The word that machine formats use.
    pub const fn word(self) -> &'static str {
        ["whole text", "amendment", "paragraph", "motion"][self as usize]
    }
}

impl Words for Matter {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::WholeText, "whole", "A text as a whole"),
        Word::new(Self::Amendment, "amendment", "An amendment"),
        Word::new(Self::Paragraph, "paragraph", "A paragraph or other part, voted separately"),
        Word::new(Self::Motion, "motion", "A motion"),
    ];
}

/// How a decision was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Modality {
    /// By recorded vote: every member's vote stands in the record.
    #[default]
    Recorded,
    /// By a vote for which only the numbers were kept.
    NonRecorded,
    /// Without a vote, by consensus or acclamation.
    WithoutVote,
}

impl Modality {
    /// Every modality.
    pub const ALL: [Self; 3] = [Self::Recorded, Self::NonRecorded, Self::WithoutVote];

    /// The word that machine formats use.
    pub const fn word(self) -> &'static str {
        ["recorded vote", "non-recorded vote", "without a vote"][self as usize]
    }
}

/// How a vote ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Outcome {
    /// The majority required was reached.
    Adopted,
    /// The majority required was not reached.
    Rejected,
    /// A permanent member of the Security Council voted against.
    Vetoed,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Adopted, Self::Rejected, Self::Vetoed];

    /// The word that machine formats use.
    pub const fn word(self) -> &'static str {
        ["adopted", "rejected", "vetoed"][self as usize]
    }
}

/// The numbers that a source prints beside a roll call; each may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stated {
    /// Votes in favour, as the source states them.
    pub yes: Option<u16>,
    /// Votes against, as stated.
    pub no: Option<u16>,
    /// Abstentions, as stated.
    pub abstain: Option<u16>,
    /// Members that did not vote, as stated.
    pub non_voting: Option<u16>,
    /// Members of the body, as stated.
    pub members: Option<u16>,
}

impl Stated {
    /// Whether anything stated differs from a tally that was counted.
    pub(crate) fn differs_from(&self, counted: Tally) -> bool {
        let stated = [self.yes, self.no, self.abstain, self.non_voting, self.members];
        let counted = [counted.yes, counted.no, counted.abstain, counted.non_voting, counted.members()];
        stated.iter().zip(counted).any(|(stated, counted)| stated.is_some_and(|stated| stated != counted))
    }
}

/// The six issues of Voeten's data, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issues(pub u8);

impl Issues {
    /// Code and name of each, in the order of their bits.
    pub const NAMES: [(&'static str, &'static str); 6] = [
        ("me", "Palestinian conflict"),
        ("nu", "Nuclear weapons and nuclear material"),
        ("di", "Arms control and disarmament"),
        ("hr", "Human rights"),
        ("co", "Colonialism"),
        ("ec", "Economic development"),
    ];

    /// The set with one more issue, given by its code; `None` for an unknown code.
    pub(crate) fn with(self, code: &str) -> Option<Self> {
        let bit = Self::NAMES.iter().position(|(known, _)| known.eq_ignore_ascii_case(code))?;
        Some(Self(self.0 | 1 << bit))
    }

    /// Whether an issue is in the set.
    pub(crate) fn contains(self, code: &str) -> bool {
        self.with(code) == Some(self)
    }

    /// The codes in the set.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().enumerate().filter(move |(bit, _)| self.0 & (1 << bit) != 0).map(|(_, (code, _))| *code)
    }
}

/// What a delegation said that it had meant, where its vote was recorded otherwise. The recorded vote stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IntendedVote {
    /// The member that said so.
    pub member: MemberId,
    /// The vote that it had intended.
    pub intended: Vote,
    /// Where the statement is on record.
    pub source: String,
}
