//! An item, the question of one or more roll calls: its parameters, and one Newton step of theirs given the positions
//! of the members. It moves no member.

#![allow(clippy::many_single_char_names)] // as in the formulas of docs/ideal.md

use super::normal::Normal;
use super::votes::{BELOW, BETWEEN, Vote};

/// A position as it is known: mean and variance.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub mean: f64,
    pub variance: f64,
}

/// What is known of an item: means and covariances of its slope beta and its two cuts gamma. P(yes) is Phi(gamma 1 -
/// beta theta), P(no) Phi(beta theta - gamma 2). Where only two positions occurred both cuts are one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Item {
    pub slope: f64,
    pub cuts: [f64; 2],
    /// Variance of the slope, and of each cut.
    pub of_slope: f64,
    pub of_cuts: [f64; 2],
    /// Covariances of the slope with each cut.
    pub with_cuts: [f64; 2],
    /// Covariance of the cuts.
    pub of_both: f64,
}

/// Prior variance of a cut; that of a slope is 1.
const OF_CUT: f64 = 100.0;
/// No component of a step may be longer.
const LONGEST: f64 = 1.0;
/// This many votes, shared by three positions, are left open whatever the parameters say.
const OPEN: f64 = 0.3;
/// What must be left of the gap between two cuts after a step.
const LEAST_GAP: f64 = 0.2;

impl Item {
    /// The start: no slope, cuts at the logits of the shares.
    pub(super) fn start(counts: &[u32; 3], two_cuts: bool) -> Self {
        let [yes, abstain, no] = counts.map(f64::from);
        let cut = |below: f64| {
            let share = (below + 0.5) / (yes + abstain + no + 1.0);
            libm::log(share / (1.0 - share)) / 1.7
        };
        // Abstentions are below the cut where nobody voted yes.
        let low = cut(if counts[0] == 0 { abstain } else { yes });
        let high = if two_cuts { cut(yes + abstain).max(low + 0.05) } else { low };
        Self { cuts: [low, high], ..Self::default() }
    }

    /// Variance and covariance with the slope of the cut (of both, the mean) that a vote is about.
    #[inline]
    pub(super) fn about(&self, class: u32) -> [f64; 2] {
        if class == BETWEEN {
            let mean = |two: &[f64; 2]| two[0].midpoint(two[1]);
            return [mean(&self.of_cuts), mean(&self.with_cuts)];
        }
        [self.of_cuts[class as usize], self.with_cuts[class as usize]]
    }

    /// Variance of the distance of a point from a cut.
    #[inline]
    pub(super) fn distance_variance(&self, point: Point, [of_cut, with_cut]: [f64; 2]) -> f64 {
        let Point { mean: m, variance: s } = point;
        let b = self.slope;
        (of_cut + m * m * self.of_slope - 2.0 * m * with_cut).max(0.0) + s * (b * b + self.of_slope)
    }

    /// The item after one Newton step; the first of all takes the covariance as it is, later ones its mean with the old
    /// one: without that items that were nearly unanimous go to and fro for ever.
    pub(super) fn stepped(
        &self, normal: &Normal, two_cuts: bool, votes: &[Vote], points: &[Point], first: bool,
    ) -> Self {
        let sums = self.sums(normal, votes, points);
        let mut next = *self;
        if two_cuts {
            let Sums { slope: [g, h], cuts, slope_cuts, cut_weights, mixed } = sums;
            let matrix = [h, slope_cuts[0], slope_cuts[1], cut_weights[0], mixed, cut_weights[1]];
            let inverse = inverse(matrix);
            let step = bounded(product(&inverse, [g, cuts[0], cuts[1]]));
            let gap = self.cuts[1] - self.cuts[0];
            let mut scale = 1.0;
            while gap + scale * (step[2] - step[1]) < LEAST_GAP * gap {
                scale /= 2.0;
            }
            next.slope += scale * step[0];
            next.cuts = [self.cuts[0] + scale * step[1], self.cuts[1] + scale * step[2]];
            next.take_covariance(inverse, first);
        } else {
            let Sums { slope: [g, h], cuts, slope_cuts, cut_weights, .. } = sums;
            // One cut, so one prior.
            let of_cut = cuts[0] + cuts[1] + self.cuts[0] / OF_CUT;
            let (mixed, weight) = (slope_cuts[0] + slope_cuts[1], cut_weights[0] + cut_weights[1] - 1.0 / OF_CUT);
            let determinant = h * weight - mixed * mixed;
            let [v, c, w] = [weight, -mixed, h].map(|one| one / determinant);
            let step = bounded([v * g + c * of_cut, c * g + w * of_cut, 0.0]);
            next.slope += step[0];
            next.cuts = [self.cuts[0] + step[1]; 2];
            next.take_covariance([v, c, c, w, w, w], first);
        }
        next
    }

    /// Takes the upper triangle of a covariance.
    fn take_covariance(&mut self, [v, c1, c2, w1, both, w2]: [f64; 6], first: bool) {
        let mean = |old: f64, new: f64| if first { new } else { old.midpoint(new) };
        self.of_slope = mean(self.of_slope, v);
        self.with_cuts = [mean(self.with_cuts[0], c1), mean(self.with_cuts[1], c2)];
        self.of_cuts = [mean(self.of_cuts[0], w1), mean(self.of_cuts[1], w2)];
        self.of_both = mean(self.of_both, both);
    }

    /// Gradient and Hessian of the log posterior, the latter with its sign turned.
    fn sums(&self, normal: &Normal, votes: &[Vote], points: &[Point]) -> Sums {
        let (b, [low, high]) = (self.slope, self.cuts);
        let (mut g, mut h) = (0.0, 0.0);
        let (mut cuts, mut slope_cuts, mut weights, mut mixed) = ([0.0; 2], [0.0; 2], [0.0; 2], 0.0);
        for vote in votes {
            let (point, class) = (points[vote.index()], vote.class());
            let Point { mean: m, variance: s } = point;
            let eta = b * m;
            let variance = self.distance_variance(point, self.about(class));
            let tau = variance.sqrt();
            let (d, w);
            if class == BETWEEN {
                let (p, [k1, k2, k12]) = normal.between(low - eta, high - eta, tau);
                d = p[0] - p[1];
                w = k1 + k2 + 2.0 * k12;
                cuts[0] -= p[0];
                cuts[1] += p[1];
                slope_cuts[0] -= (k1 + k12) * m;
                slope_cuts[1] -= (k2 + k12) * m;
                weights[0] += k1;
                weights[1] += k2;
                mixed += k12;
            } else {
                let at = class as usize;
                let sign = if class == BELOW { 1.0 } else { -1.0 };
                let [lambda, weight] = normal.one_sided(sign * (self.cuts[at] - eta), tau);
                d = -sign * lambda;
                w = weight;
                cuts[at] += sign * lambda;
                slope_cuts[at] -= w * m;
                weights[at] += w;
                if let Some([pull, weight]) = normal.bound(eta, variance) {
                    g += pull * m - weight * s * b;
                    h += weight * (m * m + s);
                }
            }
            g += d * m - w * s * b;
            h += w * (m * m + s);
        }
        for (at, cut) in self.cuts.iter().enumerate() {
            cuts[at] -= cut / OF_CUT;
            weights[at] += 1.0 / OF_CUT;
        }
        Sums { slope: [g - b, h + 1.0], cuts, slope_cuts, cut_weights: weights, mixed }
    }

    /// The same item where positions are measured from `mean` in units of `sd`.
    pub(super) fn rescaled(&mut self, mean: f64, sd: f64) {
        for at in 0..2 {
            let with = self.with_cuts[at];
            self.cuts[at] -= self.slope * mean;
            self.of_cuts[at] += mean * mean * self.of_slope - 2.0 * mean * with;
            self.with_cuts[at] = (with - mean * self.of_slope) * sd;
        }
        let [one, other] = self.with_cuts.map(|with| with / sd + mean * self.of_slope);
        self.of_both += mean * mean * self.of_slope - mean * (one + other);
        self.slope *= sd;
        self.of_slope *= sd * sd;
    }

    /// The same item where positions are measured the other way round.
    pub(super) fn turn(&mut self) {
        self.slope = -self.slope;
        self.with_cuts = self.with_cuts.map(|with| -with);
    }

    /// The probabilities of yes, abstention and no at a point, over what is not known of it, each with a little of what
    /// votes in small numbers leave open. `counts` are the votes from which the item is known.
    pub(super) fn chances(&self, normal: &Normal, counts: &[u32; 3], point: Point) -> [f64; 3] {
        let open = OPEN / f64::from(counts.iter().sum::<u32>() + 3);
        self.exactly(normal, counts, point).map(|chance| (1.0 - 3.0 * open) * chance + open)
    }

    /// The same with nothing left open.
    pub(super) fn exactly(&self, normal: &Normal, counts: &[u32; 3], point: Point) -> [f64; 3] {
        let spread = (1.0 + self.slope * self.slope * point.variance).sqrt();
        let below = self.cuts.map(|cut| normal.phi((cut - self.slope * point.mean) / spread));
        let [low, high] = below;
        match counts {
            [_, 0, 0] => [1.0, 0.0, 0.0],
            [0, _, 0] => [0.0, 1.0, 0.0],
            [0, 0, _] => [0.0, 0.0, 1.0],
            [_, _, 0] => [low, 1.0 - low, 0.0],
            [0, ..] => [0.0, low, 1.0 - low],
            [_, 0, _] => [low, 0.0, 1.0 - low],
            _ => [low, (high - low).max(0.0), 1.0 - high],
        }
    }
}

/// First and second derivatives with respect to slope and cuts; `slope` has the first and the second.
struct Sums {
    slope: [f64; 2],
    cuts: [f64; 2],
    slope_cuts: [f64; 2],
    cut_weights: [f64; 2],
    mixed: f64,
}

/// The inverse of a symmetric 3 x 3 matrix, both by their upper triangles, row by row.
fn inverse([a, b, c, d, e, f]: [f64; 6]) -> [f64; 6] {
    let (x, y, z) = (d * f - e * e, c * e - b * f, b * e - c * d);
    let determinant = a * x + b * y + c * z;
    [x, y, z, a * f - c * c, b * c - a * e, a * d - b * b].map(|one| one / determinant)
}

fn product([a, b, c, d, e, f]: &[f64; 6], [x, y, z]: [f64; 3]) -> [f64; 3] {
    [a * x + b * y + c * z, b * x + d * y + e * z, c * x + e * y + f * z]
}

fn bounded(step: [f64; 3]) -> [f64; 3] {
    let longest = step.iter().fold(0.0_f64, |longest, one| longest.max(one.abs()));
    if longest > LONGEST { step.map(|one| one * LONGEST / longest) } else { step }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ideal::votes::ABOVE;

    #[test]
    fn a_question_that_divides_nobody_has_its_cut_at_the_share() {
        // 75 of 100 below, all at position 0: Phi(0.6745) = 0.75. That the cut is known to within its own deviation only (a
        // variance of 1/54 there) moves it by less than 0.005.
        let votes: Vec<Vote> = (0..100).map(|at| Vote::new(at, if at < 75 { BELOW } else { ABOVE })).collect();
        let points = vec![Point::default(); 100];
        let normal = Normal::new();
        let mut item = Item::start(&[75, 0, 25], false);
        for step in 0..20 {
            item = item.stepped(&normal, false, &votes, &points, step == 0);
        }
        assert!((item.cuts[0] - 0.674_49).abs() < 0.005 && item.slope.abs() < 1e-9, "{item:?}");
        assert!((1.0 / item.of_cuts[0] - 54.0).abs() < 2.0 && (item.of_slope - 1.0).abs() < 1e-9, "{item:?}");
        let told = item.chances(&normal, &[75, 0, 25], Point::default());
        assert!((told[0] - 0.75).abs() < 0.01 && told[1] < 0.003 && (told.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_symmetric_matrix_times_its_inverse_is_one() {
        let matrix = [4.0, 1.0, -2.0, 3.0, 0.5, 5.0];
        let inverse = inverse(matrix);
        for (at, unit) in [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]].into_iter().enumerate() {
            let back = product(&inverse, product(&matrix, unit));
            assert!((0..3).all(|row| (back[row] - unit[row]).abs() < 1e-12), "{at}: {back:?}");
        }
    }

    #[test]
    fn a_shifted_and_stretched_scale_tells_the_same() {
        let item = Item {
            slope: 0.8,
            cuts: [-0.3, 0.9],
            of_slope: 0.04,
            of_cuts: [0.02, 0.03],
            with_cuts: [0.01, -0.005],
            of_both: 0.01,
        };
        let point = Point { mean: 1.2, variance: 0.09 };
        let (mut moved, mean, sd) = (item, 0.25, 1.6);
        moved.rescaled(mean, sd);
        let there = Point { mean: (point.mean - mean) / sd, variance: point.variance / (sd * sd) };
        let normal = Normal::new();
        for class in [BELOW, ABOVE, BETWEEN] {
            let variance = |item: &Item, point| item.distance_variance(point, item.about(class));
            assert!((variance(&item, point) - variance(&moved, there)).abs() < 1e-12);
        }
        let chances = |item: &Item, point| item.chances(&normal, &[5, 5, 5], point);
        assert!(chances(&item, point).iter().zip(chances(&moved, there)).all(|(a, b)| (a - b).abs() < 1e-9));
        // Back again it is the same item.
        moved.rescaled(-mean / sd, 1.0 / sd);
        assert!((moved.of_both - item.of_both).abs() < 1e-12 && (moved.cuts[1] - item.cuts[1]).abs() < 1e-12);
    }
}
