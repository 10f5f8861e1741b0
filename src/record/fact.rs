//! The facts that sources state about a roll call besides its votes: what each is called, and its value in words.

use std::borrow::Cow;

use super::{Record, RollCallId};

/// Something that a source states about a roll call besides its votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
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

/// Looks up what a record says about a fact, in words.
type Telling = for<'r> fn(&'r Record, RollCallId) -> Option<Cow<'r, str>>;

impl Fact {
    /// Every fact with its word in the machine formats and where it stands in a record, in the order of the enum.
    const ALL: [(Self, &'static str, Telling); 26] = [
        (Self::Date, "date", |r, id| r.roll_call(id).date.map(|day| day.to_string().into())),
        (Self::Title, "title", |r, id| some(r.text(r.roll_call(id).title))),
        (Self::Resolution, "resolution", |r, id| some(r.text(r.roll_call(id).resolution))),
        (Self::Draft, "draft", |r, id| some(r.text(r.roll_call(id).draft))),
        (Self::Meeting, "meeting", |r, id| some(r.text(r.roll_call(id).meeting))),
        (Self::CommitteeReport, "committee report", |r, id| some(r.text(r.roll_call(id).committee_report))),
        (Self::Session, "session", |r, id| r.roll_call(id).session.map(|session| session.to_string().into())),
        (Self::Tally, "tally", |r, id| r.tally(id).map(|tally| format!("{tally}-{}", tally.non_voting).into())),
        (Self::StatedYes, "stated yes", |r, id| number(r.roll_call(id).stated.yes)),
        (Self::StatedNo, "stated no", |r, id| number(r.roll_call(id).stated.no)),
        (Self::StatedAbstain, "stated abstentions", |r, id| number(r.roll_call(id).stated.abstain)),
        (Self::StatedNonVoting, "stated non-voting", |r, id| number(r.roll_call(id).stated.non_voting)),
        (Self::StatedMembers, "stated members", |r, id| number(r.roll_call(id).stated.members)),
        (Self::Outcome, "outcome", |r, id| r.roll_call(id).outcome.map(|outcome| outcome.word().into())),
        (Self::TwoThirds, "two thirds", |r, id| r.roll_call(id).two_thirds.map(yes_or_no)),
        (Self::Procedural, "procedural", |r, id| r.roll_call(id).procedural.map(yes_or_no)),
        (Self::Matter, "matter", |r, id| Some(r.roll_call(id).matter.word().into())),
        (Self::Modality, "modality", |r, id| Some(r.roll_call(id).modality.word().into())),
        (Self::Agenda, "agenda item", |r, id| some(r.text(r.roll_call(id).agenda))),
        (Self::Subjects, "subjects", |r, id| some(r.text(r.roll_call(id).subjects))),
        (Self::Note, "note", |r, id| some(r.text(r.roll_call(id).note))),
        (Self::Important, "important", |r, id| r.roll_call(id).important.then_some("yes".into())),
        (Self::Issues, "issues", |r, id| some(r.roll_call(id).issues.codes().collect::<Vec<_>>().join(" "))),
        (Self::UndlId, "record number", |r, id| number(r.roll_call(id).undl_id)),
        (Self::Rcid, "rcid", |r, id| number(r.roll_call(id).rcid)),
        (Self::Link, "link", |r, id| some(r.text(r.roll_call(id).link))),
    ];

    /// Every fact, the ones most asked for first.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().map(|(fact, ..)| fact)
    }

    /// The word that machine formats use.
    pub const fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The value of the fact in words; `None` if the record does not say.
    pub fn of(self, record: &Record, id: RollCallId) -> Option<Cow<'_, str>> {
        Self::ALL[self as usize].2(record, id)
    }
}

/// A text, unless it is empty.
fn some<'r>(text: impl Into<Cow<'r, str>>) -> Option<Cow<'r, str>> {
    Some(text.into()).filter(|text| !text.is_empty())
}

fn number(number: Option<impl ToString>) -> Option<Cow<'static, str>> {
    number.map(|number| number.to_string().into())
}

fn yes_or_no(flag: bool) -> Cow<'static, str> {
    if flag { "yes" } else { "no" }.into()
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
        let words: BTreeSet<&str> = Fact::all().map(Fact::word).collect();
        assert_eq!(words.len(), Fact::ALL.len());
        assert!(Fact::all().enumerate().all(|(place, fact)| fact as usize == place));
    }

    #[test]
    fn what_is_not_told_has_no_words() {
        let mut builder = RecordBuilder::new(Arc::new(Members::embedded()));
        let mut one = RollCall::new(Body::GeneralAssembly);
        one.draft = builder.symbols("a/es-11/l.10").0;
        one.stated = Stated { yes: Some(93), no: Some(18), abstain: Some(65), non_voting: Some(17), members: None };
        let id = builder.push(one, Roll::default());
        let record = builder.finish();
        let told = Fact::all().filter_map(|fact| Some((fact.word(), fact.of(&record, id)?)));
        let told: Vec<String> = told.map(|(word, value)| format!("{word}: {value}")).collect();
        assert_eq!(
            told,
            [
                "draft: A/ES-11/L.10", "tally: 93-18-65-17", "stated yes: 93", "stated no: 18",
                "stated abstentions: 65", "stated non-voting: 17", "matter: whole text", "modality: recorded vote"
            ]
        );
    }
}
