//! How probable a member's vote was, by its position and the question's parameters: as fitted with the vote, or without
//! it. It knows no vote before.

use super::item::Item;
use super::member::{Evidence, evidence, walked};
use super::votes::{Vote, class, has_two_cuts};
use super::{Fit, Question};
use crate::members::MemberId;
use crate::record::RollCallId;

/// Newton steps at most in which a question, or a position, finds its place without a vote; most need two.
const STEPS: usize = 8;
/// A step that moves less is the last one.
const ENOUGH: f64 = 1e-3;

/// How a member voted, and how probable yes, abstention and no were without that vote.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Expected {
    /// The line of the member.
    pub line: MemberId,
    /// What it did: 0 yes, 1 abstained, 2 no.
    pub voted: usize,
    /// The probabilities (0 to 1) of yes, abstention and no, which add up to 1.
    pub chances: [f64; 3],
}

impl Fit {
    /// The question that a roll call put, if it is in the fit.
    pub fn question(&self, roll_call: RollCallId) -> Option<Question> {
        self.questions().nth(*self.votes.item_of.get(&roll_call)?)
    }

    /// The probabilities (0 to 1) that a line votes yes, abstains and votes no in a roll call, were it put in this
    /// session: by its position there and the question's parameters, both fitted with its own vote. None where the roll
    /// call is not in the fit, or the line has no position in the session.
    pub fn probabilities(&self, roll_call: RollCallId, line: MemberId, session: u16) -> Option<[f64; 3]> {
        let item = *self.votes.item_of.get(&roll_call)?;
        let point = self.points[self.votes.seat(line, session)?];
        Some(self.items[item].chances(&self.normal, &self.votes.counts[item], point))
    }

    /// Every member that took a position in a roll call, and how probable that was without it: the question is fitted
    /// to all other votes on it, the position to all other votes of the member, each with everything else held.
    /// `session` is that of the roll call. Empty where the roll call is not in the fit.
    pub fn expected(&self, roll_call: RollCallId, session: u16) -> Vec<Expected> {
        let Some(&item) = self.votes.item_of.get(&roll_call) else { return Vec::new() };
        let of = self.votes.by_item.of(item).iter().enumerate();
        let of_session = of.filter(|(_, vote)| self.votes.seats[vote.index()].session == session);
        let expected = |(at, vote): (usize, &Vote)| Expected {
            line: self.votes.seats[vote.index()].line,
            voted: self.votes.position(item, vote.class()),
            chances: self.without(item, at, *vote),
        };
        of_session.map(expected).collect()
    }

    /// The probabilities of yes, abstention and no of the member of a vote, the `at`-th of an item, without this vote.
    fn without(&self, item: usize, at: usize, vote: Vote) -> [f64; 3] {
        let mut counts = self.votes.counts[item];
        counts[self.votes.position(item, vote.class())] -= 1;
        let point = self.point_without(item, vote);
        let others = if counts.iter().filter(|count| **count > 0).count() > 1 {
            self.item_without(item, at, &counts)
        } else {
            // Everybody else is of one mind: nothing tells who might not be.
            Item::default()
        };
        others.chances(&self.normal, &counts, point)
    }

    fn item_without(&self, item: usize, at: usize, counts: &[u32; 3]) -> Item {
        let two_cuts = has_two_cuts(counts);
        let mut votes = self.votes.by_item.of(item).to_vec();
        votes.remove(at);
        let mut one = self.items[item];
        if two_cuts != self.votes.two_cuts[item] {
            one = Item::start(counts, two_cuts);
            let moved = |vote: &Vote| Vote::new(vote.index(), class(counts, self.votes.position(item, vote.class())));
            votes = votes.iter().map(moved).collect();
        }
        for step in 0..STEPS {
            let next = one.stepped(&self.normal, two_cuts, &votes, &self.points, step == 0);
            let moved = (next.slope - one.slope).abs() + (next.cuts[0] - one.cuts[0]).abs();
            one = next;
            if moved < ENOUGH {
                break;
            }
        }
        one
    }

    fn point_without(&self, item: usize, vote: Vote) -> super::Point {
        let (votes, seat) = (&self.votes, vote.index());
        let line = votes.lines.partition_point(|(_, behind)| *behind <= seat);
        let (first, behind) = votes.lines[line];
        let mut others = votes.by_seat.of(seat).to_vec();
        if let Some(its) = others.iter().position(|one| *one == Vote::new(item, vote.class())) {
            others.remove(its);
        }
        let counts: Vec<u32> = (first..behind).map(|seat| votes.by_seat.of(seat).len() as u32).collect();
        let mut points = self.points[first..behind].to_vec();
        let mut told: Vec<Evidence> = self.evidence[first..behind].to_vec();
        let here = seat - first;
        for _ in 0..STEPS {
            told[here] = evidence(&self.normal, &others, &self.items, points[here]);
            let next = walked(&points, &told, &counts, |one| self.rho * one.items)[here];
            let moved = (next.mean - points[here].mean).abs();
            points[here] = next;
            if moved < ENOUGH {
                break;
            }
        }
        points[here]
    }
}
