//! The facts that sources tell of a roll call beside its votes, one by one: what they are called, and what each is in
//! words. It compares none.

use std::borrow::Cow;

use super::{Matter, Modality, Outcome, Record, RollCallId};

/// Something that a source tells of a roll call, beside its votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// Day of the vote.
    Date,
    /// Title.
    Title,
    /// Symbol of the resolution.
    Resolution,
    /// Symbol of the draft.
    Draft,
    /// Symbol of the meeting's record.
    Meeting,
    /// Symbol of the committee's report.
    CommitteeReport,
    /// Session of the General Assembly.
    Session,
    /// The numbers of the votes, counted where they are known.
    Tally,
    /// In favour, as stated.
    StatedYes,
    /// Against, as stated.
    StatedNo,
    /// Abstaining, as stated.
    StatedAbstain,
    /// Not voting, as stated.
    StatedNonVoting,
    /// Members of the body, as stated.
    StatedMembers,
    /// How it ended, as stated.
    Outcome,
    /// Whether it needed two thirds, as stated.
    TwoThirds,
    /// Whether it was procedural, as stated.
    Procedural,
    /// What was voted on.
    Matter,
    /// How it was voted on.
    Modality,
    /// Agenda item.
    Agenda,
    /// Subject headings.
    Subjects,
    /// What the source adds.
    Note,
    /// Whether it was listed as important.
    Important,
    /// Issues by their codes.
    Issues,
    /// Number in the UN Digital Library.
    UndlId,
    /// Number in Erik Voeten's data.
    Rcid,
    /// Address of its page.
    Link,
}

impl Fact {
    /// Every fact, those that people ask for first.
    pub const ALL: [Self; 26] = [
        Self::Date,
        Self::Title,
        Self::Resolution,
        Self::Draft,
        Self::Meeting,
        Self::CommitteeReport,
        Self::Session,
        Self::Tally,
        Self::StatedYes,
        Self::StatedNo,
        Self::StatedAbstain,
        Self::StatedNonVoting,
        Self::StatedMembers,
        Self::Outcome,
        Self::TwoThirds,
        Self::Procedural,
        Self::Matter,
        Self::Modality,
        Self::Agenda,
        Self::Subjects,
        Self::Note,
        Self::Important,
        Self::Issues,
        Self::UndlId,
        Self::Rcid,
        Self::Link,
    ];

    /// The word of the machine formats.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Title => "title",
            Self::Resolution => "resolution",
            Self::Draft => "draft",
            Self::Meeting => "meeting",
            Self::CommitteeReport => "committee report",
            Self::Session => "session",
            Self::Tally => "tally",
            Self::StatedYes => "stated yes",
            Self::StatedNo => "stated no",
            Self::StatedAbstain => "stated abstentions",
            Self::StatedNonVoting => "stated non-voting",
            Self::StatedMembers => "stated members",
            Self::Outcome => "outcome",
            Self::TwoThirds => "two thirds",
            Self::Procedural => "procedural",
            Self::Matter => "matter",
            Self::Modality => "modality",
            Self::Agenda => "agenda item",
            Self::Subjects => "subjects",
            Self::Note => "note",
            Self::Important => "important",
            Self::Issues => "issues",
            Self::UndlId => "record number",
            Self::Rcid => "rcid",
            Self::Link => "link",
        }
    }

    /// The fact in words; none where it is not told.
    #[must_use]
    pub fn of(self, record: &Record, id: RollCallId) -> Option<Cow<'_, str>> {
        let one = record.roll_call(id);
        let number = |number: Option<u64>| number.map(|number| number.to_string().into());
        let stated = |count: Option<u16>| number(count.map(u64::from));
        let flag = |flag: Option<bool>| flag.map(|flag| if flag { "yes" } else { "no" }.into());
        let text = |text| Some(record.text(text)).filter(|text| !text.is_empty()).map(Into::into);
        match self {
            Self::Date => one.date.map(|day| day.to_string().into()),
            Self::Title => text(one.title),
            Self::Resolution => text(one.resolution),
            Self::Draft => text(one.draft),
            Self::Meeting => text(one.meeting),
            Self::CommitteeReport => text(one.committee_report),
            Self::Session => one.session.map(|session| session.to_string().into()),
            Self::Tally => record.tally(id).map(|tally| format!("{tally}-{}", tally.non_voting).into()),
            Self::StatedYes => stated(one.stated.yes),
            Self::StatedNo => stated(one.stated.no),
            Self::StatedAbstain => stated(one.stated.abstain),
            Self::StatedNonVoting => stated(one.stated.non_voting),
            Self::StatedMembers => stated(one.stated.members),
            Self::Outcome => one.outcome.map(|outcome| Outcome::word(outcome).into()),
            Self::TwoThirds => flag(one.two_thirds),
            Self::Procedural => flag(one.procedural),
            Self::Matter => Some(Matter::word(one.matter).into()),
            Self::Modality => Some(Modality::word(one.modality).into()),
            Self::Agenda => text(one.agenda),
            Self::Subjects => text(one.subjects),
            Self::Note => text(one.note),
            Self::Important => one.important.then_some("yes".into()),
            Self::Issues => {
                Some(one.issues.codes().collect::<Vec<_>>().join(" ")).filter(|codes| !codes.is_empty()).map(Into::into)
            }
            Self::UndlId => number(one.undl_id),
            Self::Rcid => number(one.rcid.map(u64::from)),
            Self::Link => text(one.link),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::Arc};

    use super::*;
    use crate::{
        members::Members,
        record::{Body, RecordBuilder, Roll, RollCall, Stated},
    };

    #[test]
    fn every_fact_has_its_own_word() {
        let words: BTreeSet<&str> = Fact::ALL.into_iter().map(Fact::word).collect();
        assert_eq!(words.len(), Fact::ALL.len());
    }

    #[test]
    fn what_is_not_told_has_no_words() {
        let mut builder = RecordBuilder::new(Arc::new(Members::embedded()));
        let mut one = RollCall::new(Body::GeneralAssembly);
        one.draft = builder.symbols("a/es-11/l.10").0;
        one.stated = Stated { yes: Some(93), no: Some(18), abstain: Some(65), non_voting: Some(17), members: None };
        let id = builder.push(one, Roll::default());
        let record = builder.finish();
        let told = Fact::ALL.into_iter().filter_map(|fact| Some((fact.word(), fact.of(&record, id)?)));
        let told: Vec<String> = told.map(|(word, value)| format!("{word}: {value}")).collect();
        assert_eq!(
            told,
            [
                "draft: A/ES-11/L.10",
                "tally: 93-18-65-17",
                "stated yes: 93",
                "stated no: 18",
                "stated abstentions: 65",
                "stated non-voting: 17",
                "matter: whole text",
                "modality: recorded vote"
            ]
        );
    }
}
