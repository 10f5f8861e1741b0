//! The roll calls in which two sides stood against each other.

use std::cmp::Ordering;

use super::sides::Sides;
use crate::record::{Date, Record, Roll, RollCallId, selection::contested};
use crate::{analysis::agreement::Lines, members::MemberList};

/// A roll call in which two sides stood against each other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Opposed {
    /// The roll call.
    pub id: RollCallId,
    /// Whether the first side was in favour and the second against.
    pub first_yes: bool,
    /// The share (0 to 1) of pairs of members that stood so; 1 for two members.
    pub share: f64,
    /// The share (0 to 1/2) of those present and voting that lost.
    pub contested: f64,
}

impl Sides<'_> {
    /// The roll calls in which the sides stood against each other, one yes and the other no (of groups: in more than
    /// half of the pairs of members): the most contested first, then the latest.
    pub fn opposed(&self, record: &Record, ids: &[RollCallId]) -> Vec<Opposed> {
        let lines = Lines::new(record.members());
        let mut all: Vec<Opposed> = ids.iter().filter_map(|id| self.opposed_in(record, &lines, *id)).collect();
        let day = |opposed: &Opposed| record.roll_call(opposed.id).date;
        all.sort_by(|a, b| {
            let by_contest = b.contested.partial_cmp(&a.contested).unwrap_or(Ordering::Equal);
            by_contest.then_with(|| day(b).cmp(&day(a))).then_with(|| a.id.cmp(&b.id))
        });
        all
    }

    fn opposed_in(&self, record: &Record, lines: &Lines, id: RollCallId) -> Option<Opposed> {
        let day = record.roll_call(id).date.unwrap_or(Date::MAX);
        let roll = |list: &MemberList| {
            lines.of_roll(&record.roll(id).within(list.on(record.members(), day)), record.roll_call(id).date)
        };
        let (first, second) = (roll(self.first), roll(self.second));
        let cast = |roll: &Roll| roll.yes | roll.abstain | roll.no;
        // A member on both sides is no pair with itself.
        let pairs = cast(&first).len() * cast(&second).len() - (cast(&first) & cast(&second)).len();
        let opposite = first.yes.len() * second.no.len() + first.no.len() * second.yes.len();
        let share = if pairs == 0 { 0.0 } else { opposite as f64 / pairs as f64 };
        (share > 0.5).then(|| Opposed {
            id,
            first_yes: first.yes.len() > first.no.len(),
            share,
            contested: contested(record, id),
        })
    }
}
