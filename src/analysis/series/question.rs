//! What the linking rule looks at in one roll call, and how alike two of them are. Nothing is linked here.

use super::title::{Sets, Vocabulary, tokens};
use crate::record::{Body, Class, Matter, Record, RollCallId, Session, Symbol, Text};

/// A roll call as the rule sees it.
#[derive(Debug)]
pub(super) struct Question {
    /// Which roll call.
    pub id: RollCallId,
    /// The body and what was voted on: only the same may be linked.
    pub kind: (Body, Matter),
    /// The session; for special sessions and the Council, the regular session that began last before the vote.
    pub slot: u16,
    /// The words of its title.
    pub title: Vec<u32>,
    /// The weights of the words of its title, added up.
    pub weight: f64,
    part: String,
    agenda: Vec<u32>,
    subjects: Vec<u32>,
}

/// Weights of the score, and its bounds. Chosen on the pairs of Voeten's list of linked roll calls (`docs/series.md`
/// gives the figures); near them the result does not depend on any of them.
mod weigh {
    pub(super) const TITLE: f64 = 3.0;
    pub(super) const VOTES: f64 = 1.5;
    pub(super) const PART: f64 = 0.3;
    pub(super) const AGENDA: f64 = 0.3;
    pub(super) const SUBJECTS: f64 = 0.3;
    /// For each session between.
    pub(super) const GAP: f64 = 0.12;
    /// Roll calls whose titles are less alike than this are not on the same question.
    pub(super) const LEAST_TITLE: f64 = 0.35;
    /// Titles less alike than this need an agenda item or subjects that are alike.
    pub(super) const WEAK_TITLE: f64 = 0.65;
    pub(super) const SUPPORT: f64 = 0.5;
    /// A lower score is not a link.
    pub(super) const LEAST: f64 = 1.6;
    /// Agreement of two votes on one question, in the middle: half of Voeten's pairs stand above 0.99, 1 in 100 below.
    pub(super) const USUAL_AGREEMENT: f64 = 0.95;
    /// What votes may take away at most. They distinguish parts of one resolution; they must not hide a question on
    /// which many changed their minds.
    pub(super) const WORST_VOTES: f64 = -0.5;
    pub(super) const SHARPNESS: f64 = 12.0;
    /// With fewer members in both votes, nothing can be concluded.
    pub(super) const FEWEST_VOTERS: usize = 10;
}

impl Question {
    /// How alike two roll calls are as questions, given what their votes say and what the words of both titles weigh; `None`
    /// where they are not the same question.
    pub(super) fn score(
        &self, earlier: &Self, votes: impl Fn(RollCallId, RollCallId) -> f64, shared: f64,
    ) -> Option<f64> {
        let least = self.weight.min(earlier.weight);
        if least <= 0.0 {
            return None;
        }
        // Dice's coefficient, and how much of the shorter title stands in the longer: new prefixes leave the second
        // whole.
        let title = shared / (self.weight + earlier.weight) + shared / least / 2.0;
        if title < weigh::LEAST_TITLE {
            return None;
        }
        let (agenda, subjects) =
            (in_common(&self.agenda, &earlier.agenda), in_common(&self.subjects, &earlier.subjects));
        let support = agenda.unwrap_or(0.0).max(subjects.unwrap_or(0.0));
        if title < weigh::WEAK_TITLE && support < weigh::SUPPORT {
            return None;
        }
        let gap = f64::from(self.slot - earlier.slot - 1);
        let score = weigh::TITLE * title
            + weigh::VOTES * votes(self.id, earlier.id)
            + if self.part == earlier.part { weigh::PART } else { 0.0 }
            // What is not known counts half.
            + weigh::AGENDA * agenda.unwrap_or(0.5)
            + weigh::SUBJECTS * subjects.unwrap_or(0.5)
            - weigh::GAP * gap;
        (score >= weigh::LEAST).then_some(score)
    }
}

/// How far the votes speak for one question: 0 for the usual agreement, more above it, less below.
pub(super) fn votes(record: &Record, one: RollCallId, other: RollCallId) -> f64 {
    let (one, other) = (record.roll(one), record.roll(other));
    let both = ((one.yes | one.no | one.abstain) & (other.yes | other.no | other.abstain)).len();
    if both < weigh::FEWEST_VOTERS {
        return 0.0;
    }
    let same = (one.yes & other.yes).len() + (one.no & other.no).len() + (one.abstain & other.abstain).len();
    let opposite = (one.yes & other.no).len() + (one.no & other.yes).len();
    // Lijphart's index of agreement (1963), of roll calls instead of members.
    let agreement = (same as f64 + (both - same - opposite) as f64 / 2.0) / both as f64;
    ((agreement - weigh::USUAL_AGREEMENT) * weigh::SHARPNESS).max(weigh::WORST_VOTES)
}

/// Jaccard's index of two sets; `None` where one is empty, and so nothing known.
fn in_common(one: &[u32], other: &[u32]) -> Option<f64> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let common = one.iter().filter(|number| other.contains(number)).count();
    Some(common as f64 / (one.len() + other.len() - common) as f64)
}

/// The roll calls of a record that can be linked, those whose title, time and votes are known; and what the words of
/// their titles weigh.
pub(super) fn questions(record: &Record) -> (Vec<Question>, Vec<f64>) {
    let ids: Vec<(RollCallId, u16)> = record.ids().filter_map(|id| Some((id, slot(record, id)?))).collect();
    let titles: Vec<Text> = ids.iter().map(|(id, _)| record.roll_call(*id).title).collect();
    let vocabulary = Vocabulary::new(record, &titles);
    let (mut agenda, mut subjects) = (Sets::default(), Sets::default());
    let headings = |text: &str| text.split('|').map(str::to_owned).collect();
    let question = |(id, slot): (RollCallId, u16)| {
        let roll_call = record.roll_call(id);
        let title = vocabulary.of(roll_call.title);
        Question {
            id,
            kind: (roll_call.body, roll_call.matter),
            slot,
            weight: title.iter().map(|word| vocabulary.weights[*word as usize]).sum(),
            title,
            part: part(record.text(roll_call.resolution)).unwrap_or_default(),
            agenda: agenda.of(record, roll_call.agenda, tokens).to_vec(),
            subjects: subjects.of(record, roll_call.subjects, headings).to_vec(),
        }
    };
    (ids.into_iter().map(question).collect(), vocabulary.weights)
}

fn part(resolution: &str) -> Option<String> {
    let symbol = resolution.parse::<Symbol>().ok()?;
    if let Class::Assembly { part, .. } = symbol.class() { Some(part.clone()) } else { None }
}

/// The session, counted as regular sessions are: the n-th begins in September of 1945 + n.
fn slot(record: &Record, id: RollCallId) -> Option<u16> {
    let roll_call = record.roll_call(id);
    if roll_call.title.is_empty() || record.roll(id).known().is_empty() || !roll_call.is_vote() {
        return None;
    }
    if let Some(Session::Regular(number)) = roll_call.session {
        return Some(number);
    }
    let date = roll_call.date?;
    u16::try_from(date.year() - if date.month() >= 9 { 1945 } else { 1946 }).ok()
}
