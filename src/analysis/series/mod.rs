//! The same question in other years: the predecessor of each roll call, and the chains that these make.
//!
//! The rule: same body, same kind of matter, an earlier session (at most [`FARTHEST`] before), titles alike; the part
//! letter, agenda item, subjects and the votes themselves decide between several. One predecessor at most, and no roll
//! call is the predecessor of two. `docs/series.md` says how well that does.

mod question;
#[cfg(test)]
mod tests;
mod title;

pub(super) use title::tokens;

use crate::members::order::InOrder as _;
use std::sync::OnceLock;

use question::{Question, questions};

use super::grouped::grouped;
use super::shift::{Stand, by_line, listed};
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Predecessors, Record, Roll, RollCallId};

/// A question that was not voted on for more sessions than this counts as a new one.
pub const FARTHEST: u16 = 10;

/// The links between roll calls on the same question in different years.
#[derive(Clone, Debug)]
pub struct Links<'r> {
    before: &'r Predecessors,
    after: OnceLock<Vec<Option<RollCallId>>>,
}

impl<'r> Links<'r> {
    /// The links of all roll calls of a record, which keeps them: they are worked out only once.
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
    linked(record, question::votes)
}

/// The same by title, agenda item and subjects alone: what a forecast may know, as the rule with the votes looks at those of
/// the roll call itself.
pub(super) fn predecessors_by_text(record: &Record) -> Vec<Option<RollCallId>> {
    linked(record, |_, _, _| 0.0)
}

/// How far the votes of two roll calls speak for one question: 0 where they say nothing.
type Spoken = fn(&Record, RollCallId, RollCallId) -> f64;

fn linked(record: &Record, votes: Spoken) -> Vec<Option<RollCallId>> {
    let (mut before, mut is_followed) = (vec![None; record.len()], vec![false; record.len()]);
    let (questions, weights) = questions(record);
    for (_, places) in &mut grouped(0..questions.len(), |place| [questions[place].kind]) {
        places.sort_by_key(|place| questions[*place].slot);
        let mut open: Vec<usize> = Vec::new();
        for session in places.chunk_by(|a, b| questions[*a].slot == questions[*b].slot) {
            let slot = questions[session[0]].slot;
            open.retain(|place| {
                let question = &questions[*place];
                !is_followed[question.id.index()] && slot - question.slot <= FARTHEST
            });
            let mut candidates = candidates((record, votes), &questions, &open, session, &weights);
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

/// All pairs of an open question and one of this session whose titles share a word and that may be linked. An index by
/// words finds them, so that only titles with a word in common are compared.
fn candidates(
    (record, votes): (&Record, Spoken), questions: &[Question], open: &[usize], session: &[usize], weights: &[f64],
) -> Vec<Candidate> {
    let mut by_word: Vec<Vec<usize>> = vec![Vec::new(); weights.len()];
    for (place, question) in open.iter().map(|place| &questions[*place]).enumerate() {
        question.title.iter().for_each(|word| by_word[*word as usize].push(place));
    }
    let mut candidates = Vec::new();
    let mut shared = vec![0.0; open.len()];
    let mut met = Vec::new();
    for &after in session {
        let question = &questions[after];
        for word in &question.title {
            let weight = weights[*word as usize];
            for &place in &by_word[*word as usize] {
                if shared[place] == 0.0 {
                    met.push(place);
                }
                shared[place] += weight;
            }
        }
        for place in met.drain(..) {
            let (before, shared) = (open[place], std::mem::take(&mut shared[place]));
            if let Some(score) =
                question.score(&questions[before], |later, earlier| votes(record, later, earlier), shared)
            {
                candidates.push((score, (question.slot - questions[before].slot, before, after)));
            }
        }
    }
    candidates
}

/// One member through a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line: a member, with the votes that were cast before it for its seat.
    pub member: MemberId,
    /// Where it stood in each roll call; `None` where that is not known.
    pub stands: Vec<Option<Stand>>,
    /// All steps that it moved from one of its votes (yes, no, abstaining) to the next, added up.
    pub moved: u32,
    /// How many times it changed its vote.
    pub changes: u32,
    /// The signed distance from its first vote to its last, positive toward yes; `None` where it never voted.
    pub net: Option<i8>,
}

/// The lines of all members of the body in any of these roll calls, or of those of a list; those that moved most first,
/// then by code. Roll calls are taken in the order given.
pub fn lines(record: &Record, ids: &[RollCallId], whose: Option<&MemberList>) -> Vec<Line> {
    let members = record.members();
    let last = record.days(ids.iter().copied()).map(|(_, last)| last);
    let rolls: Vec<Roll> = ids.iter().map(|id| by_line(record, *id, whose)).collect();
    let mut all = rolls.iter().fold(MemberSet::EMPTY, |all, roll| all | roll.members());
    if let Some(list) = whose {
        let listed = |id: &RollCallId| listed(list, members, record.roll_call(*id).date, last);
        all &= ids.iter().fold(MemberSet::EMPTY, |all, id| all | listed(id));
    }
    let mut lines: Vec<Line> = all.iter().map(|member| line(member, &rolls)).collect();
    lines.in_order_of(|line| (std::cmp::Reverse(line.moved), line.member));
    lines
}

fn line(member: MemberId, rolls: &[Roll]) -> Line {
    let stands: Vec<Option<Stand>> = rolls.iter().map(|roll| Stand::of(roll, member)).collect();
    let votes: Vec<i8> = stands.iter().filter_map(|stand| stand.and_then(Stand::scale)).collect();
    let steps = votes.windows(2).map(|pair| (pair[1] - pair[0]).unsigned_abs());
    Line {
        member,
        moved: steps.clone().map(u32::from).sum(),
        changes: steps.filter(|step| *step > 0).count() as u32,
        net: votes.last().zip(votes.first()).map(|(last, first)| last - first),
        stands,
    }
}
