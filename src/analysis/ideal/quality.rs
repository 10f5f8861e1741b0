//! How well a fit tells the votes that it was made from. It fits nothing.

use super::item::{Item, Point};
use super::normal::Normal;
use super::votes::Votes;

/// How well a fit tells its own votes: what it was made from, so better than it would do on others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Quality {
    /// Votes of all members.
    pub votes: u32,
    /// The sum of the logarithms of the probabilities of these votes.
    pub log_likelihood: f64,
    /// The share (0 to 1) of votes that were the most probable of yes, abstention and no.
    pub classified: f64,
    /// The same of a guess that everybody votes as most do in its roll call.
    pub by_majority: f64,
    /// Aggregate proportional reduction of error: by what share of the majority's errors it has fewer (Poole and
    /// Rosenthal 1997, *Congress: A Political-Economic History of Roll Call Voting*, chapter 2).
    pub apre: f64,
}

impl Quality {
    /// The quality of items and positions for these votes.
    pub(super) fn of(votes: &Votes, normal: &Normal, items: &[Item], points: &[Point]) -> Self {
        let (mut all, mut log_likelihood, mut right) = (0_u32, 0.0, 0_u32);
        for (at, item) in items.iter().enumerate() {
            let counts = &votes.counts[at];
            for vote in votes.by_item.of(at) {
                let chances = item.chances(normal, counts, points[vote.index()]);
                let position = votes.position(at, vote.class());
                log_likelihood += libm::log(chances[position]);
                right += u32::from(chances.iter().all(|chance| *chance <= chances[position]));
                all += 1;
            }
        }
        let share = |count: u32| f64::from(count) / f64::from(all.max(1));
        let wrong = f64::from(all - votes.of_majority);
        let apre = if wrong > 0.0 { 1.0 - f64::from(all - right) / wrong } else { 0.0 };
        Self { votes: all, log_likelihood, classified: share(right), by_majority: share(votes.of_majority), apre }
    }
}
