//! The members: what their votes say of each position given the items, and the positions of one line through its
//! sessions, a random walk. It moves no item.

#![allow(clippy::many_single_char_names)] // as in the formulas of docs/ideal.md

use super::item::{Item, Point};
use super::normal::Normal;
use super::votes::{BELOW, BETWEEN, Vote};

/// Prior variance of a line's first position.
const FIRST: f64 = 4.0;
/// A step's variance is this times the session's share of the votes of both sessions: a quarter for two alike.
const STEP: f64 = 0.5;
/// A position may move by this much in one step.
const LONGEST: f64 = 1.0;

/// What the votes of a member-session say: first derivative, second with its sign turned, and the weight of the items.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    pub gradient: f64,
    pub weight: f64,
    pub items: f64,
}

/// The evidence of these votes at a point.
pub(super) fn evidence(normal: &Normal, votes: &[Vote], items: &[Item], point: Point) -> Evidence {
    let mut sum = Evidence::default();
    for vote in votes {
        sum.add(of_vote(normal, *vote, &items[vote.index()], point));
    }
    sum
}

impl Evidence {
    pub(super) fn add(&mut self, other: Self) {
        self.gradient += other.gradient;
        self.weight += other.weight;
        self.items += other.items;
    }
}

/// The evidence of one vote.
#[inline]
pub(super) fn of_vote(normal: &Normal, vote: Vote, item: &Item, point: Point) -> Evidence {
    let (class, m) = (vote.class(), point.mean);
    let (b, [low, high]) = (item.slope, item.cuts);
    let (eta, items) = (b * m, b * b + item.of_slope);
    let about = item.about(class);
    let tau = item.distance_variance(point, about).sqrt();
    let (d, mut w, with_cut);
    if class == BETWEEN {
        let (p, [k1, k2, k12]) = normal.between(low - eta, high - eta, tau);
        d = p[0] - p[1];
        w = k1 + k2 + 2.0 * k12;
        // The mean of both covariances would bias the level of a session.
        with_cut = (k1 + k12) * item.with_cuts[0] + (k2 + k12) * item.with_cuts[1];
    } else {
        let sign = if class == BELOW { 1.0 } else { -1.0 };
        let [lambda, weight] = normal.one_sided(sign * (item.cuts[class as usize] - eta), tau);
        d = -sign * lambda;
        w = weight;
        with_cut = w * about[1];
    }
    let mut gradient = d * b - (w * m * item.of_slope - with_cut);
    let variance = m * m * item.of_slope + point.variance * items;
    if let Some([pull, weight]) = normal.bound(eta, variance) {
        gradient += pull * b - weight * m * item.of_slope;
        w += weight;
    }
    Evidence { gradient, weight: w * items, items }
}

/// The positions of one line in its sessions, given the evidence and the numbers of votes of each and `rho`, the pull
/// towards 0 that holds the scale, for each.
pub(super) fn walked(
    points: &[Point], evidence: &[Evidence], votes: &[u32], rho: impl Fn(&Evidence) -> f64,
) -> Vec<Point> {
    let count = points.len();
    // The precision of each step from the session before.
    let walk: Vec<f64> = votes
        .windows(2)
        .map(|pair| {
            let [before, here] = [pair[0], pair[1]].map(|votes| f64::from(votes.max(1)));
            (here + before) / (STEP * here)
        })
        .collect();
    let step = |at: usize| walk.get(at).copied().unwrap_or(0.0);
    let mut diagonal = Vec::with_capacity(count);
    let mut right = Vec::with_capacity(count);
    for (at, (point, one)) in points.iter().zip(evidence).enumerate() {
        let from_before = if at == 0 { 1.0 / FIRST } else { walk[at - 1] };
        diagonal.push(one.weight + rho(one) + from_before + step(at));
        right.push(one.gradient + one.weight * point.mean);
    }
    // Both eliminations: their pivots give the solution and the diagonal of the inverse.
    let (mut forward, mut backward) = (diagonal.clone(), diagonal.clone());
    for at in 1..count {
        let factor = walk[at - 1] / forward[at - 1];
        forward[at] -= factor * walk[at - 1];
        right[at] += factor * right[at - 1];
    }
    for at in (0..count - 1).rev() {
        backward[at] -= walk[at] * walk[at] / backward[at + 1];
    }
    let mut next = vec![Point::default(); count];
    let mut behind = 0.0;
    for at in (0..count).rev() {
        let mean = (right[at] + step(at) * behind) / forward[at];
        behind = mean;
        let old = points[at].mean;
        next[at] = Point {
            mean: old + (mean - old).clamp(-LONGEST, LONGEST),
            variance: 1.0 / (forward[at] + backward[at] - diagonal[at]),
        };
    }
    next
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::ideal::votes::ABOVE;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn without_votes_a_walk_is_as_uncertain_as_its_steps_add_up() {
        // Two sessions of as many votes: variance 4 at first, a quarter more after the step.
        let points = [Point { mean: 0.3, variance: 1.0 }; 2];
        let next = walked(&points, &[Evidence::default(); 2], &[10, 10], |_| 0.0);
        assert!(near(next[0].variance, 4.0) && near(next[1].variance, 4.25), "{next:?}");
        assert!(near(next[0].mean, 0.0) && near(next[1].mean, 0.0));
        // 30 votes behind 10: the step's variance is 0.5 * 30 / 40.
        let next = walked(&points, &[Evidence::default(); 2], &[10, 30], |_| 0.0);
        assert!(near(next[1].variance, 4.375), "{next:?}");
    }

    #[test]
    fn evidence_in_one_session_is_passed_on_to_the_next() {
        // A weight of 0.75 beside the prior's 0.25 makes a variance of 1 in the first session and 1.25 in the second.
        // Its gradient of 0.5 at 0 leads to 0.5, and what is not told by votes stays there.
        let told = [Evidence { gradient: 0.5, weight: 0.75, items: 1.0 }, Evidence::default()];
        let next = walked(&[Point::default(); 2], &told, &[10, 10], |_| 0.0);
        assert!(near(next[0].variance, 1.0) && near(next[1].variance, 1.25), "{next:?}");
        assert!(near(next[0].mean, 0.5) && near(next[1].mean, 0.5), "{next:?}");
        // The pull that holds the scale counts as a prior at 0: 0.5 / (1 + 1).
        let next = walked(&[Point::default()], &told[..1], &[10], |one| one.items);
        assert!(near(next[0].mean, 0.25) && near(next[0].variance, 0.5), "{next:?}");
        // No position goes farther than 1 in one step.
        let far = [Evidence { gradient: 50.0, weight: 0.75, items: 1.0 }];
        assert!(near(walked(&[Point::default()], &far, &[10], |_| 0.0)[0].mean, 1.0));
    }

    /// The logarithm of the probability of a vote at a position, from the error function alone.
    fn log_chance(item: &Item, class: u32, theta: f64) -> f64 {
        let phi = |x: f64| libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2) / 2.0;
        let [a, b] = item.cuts.map(|cut| cut - item.slope * theta);
        libm::log(match class {
            BELOW => phi(a),
            ABOVE => phi(-b),
            _ => phi(b) - phi(a),
        })
    }

    proptest! {
        #[test]
        fn without_uncertainty_evidence_is_the_derivative_of_the_log_likelihood(
            slope in -1.5..1.5_f64, low in -1.5..1.0_f64, gap in 0.2..2.0_f64, theta in -2.0..2.0_f64, class in 0..3_u32,
        ) {
            let item = Item { slope, cuts: [low, low + gap], ..Item::default() };
            let point = Point { mean: theta, variance: 0.0 };
            let told = of_vote(&Normal::new(), Vote::new(0, class), &item, point);
            let at = |theta| log_chance(&item, class, theta);
            let (h, here) = (1e-3, at(theta));
            let first = (at(theta + h) - at(theta - h)) / (2.0 * h);
            let second = -(at(theta + h) - 2.0 * here + at(theta - h)) / (h * h);
            prop_assert!((told.gradient - first).abs() < 1e-4, "{} is not {first}", told.gradient);
            prop_assert!((told.weight - second).abs() < 1e-3, "{} is not {second}", told.weight);
        }
    }
}
