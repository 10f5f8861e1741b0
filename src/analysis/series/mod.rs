//! The same question in other years: the predecessor of each roll call, and the chains that these make.
//!
//! The rule: same body, same kind of matter, an earlier session (at most [`FARTHEST`] before), titles alike; the part
//! letter, agenda item, subjects and the votes themselves decide between several. One predecessor at most, and no roll
//! call is the predecessor of two. `docs/series.md` says how well that does.

mod lines;
mod question;
#[cfg(test)]
mod tests;
mod title;

use std::sync::OnceLock;

pub use lines::{Line, lines};
use question::{Question, questions};
use title::Vocabulary;

use super::grouped::grouped;
use crate::record::{Predecessors, Record, RollCallId};

/// A question that rested for more sessions than this is taken for a new one.
pub const FARTHEST: u16 = 10;

/// Which roll call put the question of another again.
#[derive(Clone, Debug)]
pub struct Links<'r> {
    before: &'r Predecessors,
    after: OnceLock<Vec<Option<RollCallId>>>,
}

impl<'r> Links<'r> {
    /// The links of all roll calls of a record, which keeps them: they are found out once.
    pub fn of(record: &'r Record) -> Self {
        Self { before: record.predecessors(|| predecessors(record)), after: OnceLock::new() }
    }

    /// The roll call of an earlier session on the same question.
    pub fn predecessor(&self, id: RollCallId) -> Option<RollCallId> {
        *self.before.at(id.index())
    }

    /// The roll call of a later session on the same question.
    pub fn successor(&self, id: RollCallId) -> Option<RollCallId> {
        let after = self.after.get_or_init(|| {
            let mut after = vec![None; self.before.len()];
            for (row, before) in (0..).zip(self.before.iter()).filter_map(|(row, before)| Some((row, (*before)?))) {
                after[before.index()] = Some(RollCallId::new(row));
            }
            after
        });
        after[id.index()]
    }

    /// The series of a roll call: all that are linked with it, the earliest first.
    pub fn series(&self, id: RollCallId) -> Vec<RollCallId> {
        let mut series: Vec<RollCallId> = std::iter::successors(Some(id), |id| self.predecessor(*id)).collect();
        series.reverse();
        series.extend(std::iter::successors(self.successor(id), |id| self.successor(*id)));
        series
    }
}

/// The predecessor of each roll call, in the order of the record.
pub fn predecessors(record: &Record) -> Vec<Option<RollCallId>> {
    let (mut before, mut is_followed) = (vec![None; record.len()], vec![false; record.len()]);
    let (questions, vocabulary) = questions(record);
    for places in grouped(0..questions.len(), |place| [questions[place].kind]).values_mut() {
        places.sort_by_key(|place| questions[*place].slot);
        let mut open: Vec<usize> = Vec::new();
        for session in places.chunk_by(|a, b| questions[*a].slot == questions[*b].slot) {
            let slot = questions[session[0]].slot;
            open.retain(|place| {
                let question = &questions[*place];
                !is_followed[question.id.index()] && slot - question.slot <= FARTHEST
            });
            let mut candidates = candidates(record, &questions, &open, session, &vocabulary);
            // The best first; of equal ones the latest predecessor, then the order of the record.
            candidates.sort_unstable_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
            for (_, (_, before_it, after_it)) in candidates {
                let (earlier, later) = (questions[before_it].id, questions[after_it].id);
                if !is_followed[earlier.index()] && before[later.index()].is_none() {
                    is_followed[earlier.index()] = true;
                    before[later.index()] = Some(earlier);
                }
            }
            open.extend_from_slice(session);
        }
    }
    before
}

/// Two roll calls that may be one question: their score, the sessions between them, and the places of both.
type Candidate = (f64, (u16, usize, usize));

/// All pairs of an open question and one of this session whose titles share a word, as far as they may be linked. An
/// index by words finds them: only what has a word in common is looked at.
fn candidates(
    record: &Record, questions: &[Question], open: &[usize], session: &[usize], vocabulary: &Vocabulary,
) -> Vec<Candidate> {
    let mut by_word: Vec<Vec<usize>> = vec![Vec::new(); vocabulary.len()];
    for (place, question) in open.iter().map(|place| &questions[*place]).enumerate() {
        question.title.iter().for_each(|word| by_word[*word as usize].push(place));
    }
    let mut candidates = Vec::new();
    let mut shared = vec![0.0; open.len()];
    let mut met = Vec::new();
    for &after in session {
        let question = &questions[after];
        for word in &question.title {
            let weight = vocabulary.weight(*word);
            for &place in &by_word[*word as usize] {
                if shared[place] == 0.0 {
                    met.push(place);
                }
                shared[place] += weight;
            }
        }
        for place in met.drain(..) {
            let (before, shared) = (open[place], std::mem::take(&mut shared[place]));
            if let Some(score) = question.score(&questions[before], record, shared) {
                candidates.push((score, (question.slot - questions[before].slot, before, after)));
            }
        }
    }
    candidates
}
