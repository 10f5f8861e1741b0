//! The normal distribution as the estimator needs it, from tables, so that every machine computes the same to the last
//! bit: Phi, lambda = phi / Phi, and both of votes smoothed over what is not known for certain. It knows no votes.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// Where the tables begin; they end at its opposite.
const FIRST: f64 = -16.0;
/// Intervals in one unit, and in all.
const STEPS: f64 = 64.0;
const INTERVALS: u32 = 2048;
/// Beyond this distance from 0 no table is asked.
const END: f64 = 15.9;
/// Positions are bounded as those of Bailey, Strezhnev and Voeten are, whose sampler clips the latent scale here.
const BOUND: f64 = 9.0;

/// A cubic in each interval, by its four coefficients.
type Table = Vec<[f64; 4]>;

/// Phi and lambda as cubics that meet value and slope at both ends of each interval (Hermite).
#[derive(Debug)]
pub(super) struct Normal {
    lambda: Table,
    phi: Table,
}

/// What an abstention between two cuts contributes: densities at the lower and the upper one over the probability
/// between them, and second derivatives (both lower, both upper, mixed), each with the sign of the log likelihood's
/// negative.
pub(super) type Between = ([f64; 2], [f64; 3]);

impl Normal {
    /// The tables.
    pub(super) fn new() -> Self {
        let nodes: Vec<f64> = (0..=INTERVALS).map(|n| FIRST + f64::from(n) / STEPS).collect();
        let phi = |x: f64| (libm::erfc(-x * FRAC_1_SQRT_2) / 2.0, density(x));
        let lambda = |x: f64| {
            let value = density(x) / phi(x).0;
            (value, -value * (value + x))
        };
        Self { lambda: table(&nodes, lambda), phi: table(&nodes, phi) }
    }

    /// The distribution function Phi.
    pub(super) fn phi(&self, x: f64) -> f64 {
        if x > END {
            1.0
        } else if x < -END {
            0.0
        } else {
            at(&self.phi, x)
        }
    }

    /// phi(x) / Phi(x), the inverse Mills ratio of -x.
    #[inline]
    fn lambda(&self, x: f64) -> f64 {
        if x < -END {
            let square = 1.0 / (x * x);
            -x * (1.0 + square * (1.0 + square * (10.0 * square - 2.0)))
        } else if x > END {
            0.0
        } else {
            at(&self.lambda, x)
        }
    }

    /// The means of lambda and of w = lambda (lambda + x) where x is known to within tau: over two nodes.
    #[inline]
    pub(super) fn one_sided(&self, x: f64, tau: f64) -> [f64; 2] {
        let (low, high) = (x - tau, x + tau);
        let (one, other) = (self.lambda(low), self.lambda(high));
        [0.5 * (one + other), 0.5 * (one * (one + low) + other * (other + high))]
    }

    /// The same of an abstention between two cuts at the distances `a` and `b`, a < b.
    pub(super) fn between(&self, a: f64, b: f64, tau: f64) -> Between {
        let (one, other) = (self.between_at(a - tau, b - tau), self.between_at(a + tau, b + tau));
        (std::array::from_fn(|i| 0.5 * (one.0[i] + other.0[i])), std::array::from_fn(|i| 0.5 * (one.1[i] + other.1[i])))
    }

    fn between_at(&self, a: f64, b: f64) -> Between {
        let is_right = a + b > 0.0;
        let (low, high) = if is_right { (-b, -a) } else { (a, b) };
        let (mut at_low, mut at_high);
        if high < -6.0 {
            let of_high = self.lambda(high);
            let ratio = libm::exp((high - low) * (low + high) / 2.0);
            let share = (1.0 - ratio * of_high / self.lambda(low)).max(1e-10);
            at_high = of_high / share;
            at_low = of_high * ratio / share;
        } else {
            let mass = (self.phi(high) - self.phi(low)).max(1e-12);
            at_low = density(low) / mass;
            at_high = density(high) / mass;
        }
        if is_right {
            std::mem::swap(&mut at_low, &mut at_high);
        }
        ([at_low, at_high], [at_low * at_low - a * at_low, at_high * at_high + b * at_high, -at_low * at_high])
    }

    /// First derivative and (negative) second of the bound at an `eta` known with this variance; none where it is far.
    #[inline]
    pub(super) fn bound(&self, eta: f64, variance: f64) -> Option<[f64; 2]> {
        let (over, spread) = (eta.abs() - BOUND, 1.0 + variance);
        if over < 0.0 && over * over > 16.0 * spread {
            return None;
        }
        let deviation = spread.sqrt();
        let u = over / deviation;
        let share = self.phi(u);
        Some([-eta.signum() * deviation * (u * share + density(u)), share])
    }
}

/// The density phi.
fn density(x: f64) -> f64 {
    libm::exp(-x * x / 2.0) / (2.0 * PI).sqrt()
}

fn table(nodes: &[f64], function: impl Fn(f64) -> (f64, f64)) -> Table {
    let values: Vec<(f64, f64)> = nodes.iter().map(|x| function(*x)).collect();
    let cubic = |pair: &[(f64, f64)]| {
        let (rise, slopes) = (pair[1].0 - pair[0].0, [pair[0].1 / STEPS, pair[1].1 / STEPS]);
        [pair[0].0, slopes[0], 3.0 * rise - 2.0 * slopes[0] - slopes[1], slopes[0] + slopes[1] - 2.0 * rise]
    };
    values.windows(2).map(cubic).collect()
}

/// The value of a table at x. What is no number reads the first interval and stays none.
#[inline]
#[allow(clippy::cast_sign_loss)] // what is below the first interval, or no number, counts as in it
fn at(table: &Table, x: f64) -> f64 {
    let place = (x - FIRST) * STEPS;
    let interval = place as u32;
    let t = place - f64::from(interval);
    let [c0, c1, c2, c3] = table[interval as usize];
    c0 + t * (c1 + t * (c2 + t * c3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64, within: f64) {
        assert!((a - b).abs() <= within, "{a} is not {b}");
    }

    #[test]
    fn phi_is_that_of_the_printed_tables() {
        // Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 26.1: P(x).
        let normal = Normal::new();
        for (x, expected) in [
            (0.0, 0.5),
            (0.5, 0.691_462_461_274_013),
            (1.0, 0.841_344_746_068_543),
            (1.96, 0.975_002_104_851_780),
            (3.0, 0.998_650_101_968_370),
        ] {
            near(normal.phi(x), expected, 1e-9);
            near(normal.phi(-x), 1.0 - expected, 1e-9);
        }
        assert!(normal.phi(40.0) >= 1.0 && normal.phi(-40.0) <= 0.0);
    }

    #[test]
    fn lambda_is_the_density_over_phi() {
        let normal = Normal::new();
        // phi(0) / Phi(0) = sqrt(2 / pi); phi(1) / Phi(1) = 0.241970725 / 0.841344746, of the same table.
        near(normal.lambda(0.0), 0.797_884_560_802_865, 1e-9);
        near(normal.lambda(1.0), 0.241_970_724_519_143 / 0.841_344_746_068_543, 1e-9);
        // Its continued fraction (26.2.14 there), far out: lambda(-x) = x + 1 / (x + 2 / (x + 3 / (x + ...))).
        for x in [5.0_f64, 9.5, 15.0, 15.95, 40.0] {
            let fraction = (1..400).rev().fold(0.0, |rest, n| f64::from(n) / (x + rest));
            near(normal.lambda(-x), x + fraction, 1e-6);
        }
        assert!(normal.lambda(20.0) == 0.0 && normal.lambda(f64::NAN).is_nan());
    }

    #[test]
    fn a_narrow_abstention_has_the_same_figures_on_both_sides_and_far_out() {
        let normal = Normal::new();
        // Between -1 and 1: phi(1) / (2 Phi(1) - 1) = 0.2419707 / 0.6826895.
        let ([low, high], [of_low, of_high, mixed]) = normal.between(-1.0, 1.0, 0.0);
        near(low, 0.354_437_6, 1e-6);
        near(low, high, 1e-12);
        near(of_low, low * low + low, 1e-12);
        near(of_high, of_low, 1e-12);
        near(mixed, -low * low, 1e-12);
        let (right, left) = (normal.between(7.0, 8.0, 0.0), normal.between(-8.0, -7.0, 0.0));
        near(right.0[0], left.0[1], 1e-9);
        near(right.0[1], left.0[0], 1e-9);
        // Far out the lower cut alone matters: phi(7) / (Phi(-7) - Phi(-8)) is within 0.1% of lambda(-7) = 7.1374.
        near(right.0[0], 7.1374, 0.01);
    }

    #[test]
    fn smoothing_is_the_mean_of_two_nodes() {
        let normal = Normal::new();
        let [mean, weight] = normal.one_sided(0.0, 1.0);
        let (one, other) = (normal.lambda(-1.0), normal.lambda(1.0));
        near(2.0 * mean, one + other, 1e-12);
        near(2.0 * weight, one * (one - 1.0) + other * (other + 1.0), 1e-12);
    }

    #[test]
    fn the_bound_is_felt_only_near_it() {
        let normal = Normal::new();
        assert_eq!(normal.bound(3.0, 0.5), None);
        let [pull, weight] = normal.bound(9.0, 0.0).unwrap();
        near(pull, -density(0.0), 1e-9);
        near(weight, 0.5, 1e-9);
        assert!(normal.bound(-12.0, 0.1).unwrap()[0] > 0.0);
    }
}
