//! From shares to probabilities: a logit with three outcomes and six weights that depend on the evidence, fitted by Newton's
//! method. It knows no roll call.
//!
//! McFadden 1974, "Conditional logit analysis of qualitative choice behavior", eq. 12 and 17 to 19, with a ridge.

use libm::exp;

use super::features::{Features, Three};

/// The strength of the ridge, 1/2 |w|^2.
const RIDGE: f64 = 1.0;
/// Newton's steps at the most, and the step that ends them.
const STEPS: usize = 12;
const SMALL_STEP: f64 = 1e-6;

/// The weights: of the logarithms of the shares, the constant of abstaining, that of no; each alone and by the evidence.
/// In the order of `docs/predict.md`: w1, w2, bA, dA, bN, dN.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weights(pub(super) [f64; 6]);

impl Weights {
    /// The logits of abstaining and of no over yes, given these logarithms of shares and the evidence.
    pub(super) fn logits(&self, shares: [f64; 2], evidence: f64) -> [f64; 2] {
        let [slope, slope_by, abstain, abstain_by, no, no_by] = self.0;
        let slope = slope + slope_by * evidence;
        [slope * shares[0] + abstain + abstain_by * evidence, slope * shares[1] + no + no_by * evidence]
    }

    /// The weights that make these votes most likely; each roll call is its features and the place of every vote among yes,
    /// abstain and no. All sums are made in the order of the roll calls.
    pub(super) fn fitted(calls: &[(&Features, Vec<u8>)]) -> Self {
        let mut weights = Self::default();
        for _ in 0..STEPS {
            let mut gradient = weights.0.map(|weight| -RIDGE * weight);
            let mut curvature: [[f64; 6]; 6] =
                std::array::from_fn(|row| std::array::from_fn(|column| if row == column { RIDGE } else { 0.0 }));
            for (features, votes) in calls {
                let (slope, curve) = derivatives(&weights, features, votes);
                // By the evidence, each derivative stands a second time.
                let by = [1.0, features.evidence];
                for row in 0..6 {
                    gradient[row] += slope[row / 2] * by[row % 2];
                    for column in 0..6 {
                        curvature[row][column] += curve[row / 2][column / 2] * by[row % 2] * by[column % 2];
                    }
                }
            }
            let step = solved(&curvature, gradient);
            weights.0.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
            if step.iter().all(|step| step.abs() < SMALL_STEP) {
                break;
            }
        }
        weights
    }
}

/// The probabilities of yes, abstain and no with these logits over yes.
pub(super) fn probabilities([abstain, no]: [f64; 2]) -> Three {
    let top = abstain.max(no).max(0.0);
    let of = [exp(-top), exp(abstain - top), exp(no - top)];
    let sum = of[0] + of[1] + of[2];
    of.map(|one| one / sum)
}

/// First and second derivatives of one roll call's log likelihood by slope, constant of abstaining and of no (the second
/// with its sign turned).
fn derivatives(weights: &Weights, features: &Features, votes: &[u8]) -> (Three, [Three; 3]) {
    let (mut slope, mut curve) = ([0.0; 3], [[0.0; 3]; 3]);
    for (shares, vote) in features.logits.iter().zip(votes) {
        let [_, abstain, no] = probabilities(weights.logits(*shares, features.evidence));
        let (of_abstain, of_no) = (f64::from(u8::from(*vote == 1)) - abstain, f64::from(u8::from(*vote == 2)) - no);
        let mean = abstain * shares[0] + no * shares[1];
        slope[0] += of_abstain * shares[0] + of_no * shares[1];
        slope[1] += of_abstain;
        slope[2] += of_no;
        curve[0][0] += abstain * shares[0] * shares[0] + no * shares[1] * shares[1] - mean * mean;
        curve[0][1] += abstain * (shares[0] - mean);
        curve[0][2] += no * (shares[1] - mean);
        curve[1][1] += abstain * (1.0 - abstain);
        curve[1][2] -= abstain * no;
        curve[2][2] += no * (1.0 - no);
    }
    (curve[1][0], curve[2][0], curve[2][1]) = (curve[0][1], curve[0][2], curve[1][2]);
    (slope, curve)
}

/// The solution of six equations by Cholesky's decomposition; the ridge makes the matrix positive definite.
fn solved(matrix: &[[f64; 6]; 6], right: [f64; 6]) -> [f64; 6] {
    let (mut lower, mut x) = ([[0.0; 6]; 6], right);
    for row in 0..6 {
        for column in 0..=row {
            let rest = matrix[row][column] - (0..column).map(|at| lower[row][at] * lower[column][at]).sum::<f64>();
            lower[row][column] = if row == column { rest.sqrt() } else { rest / lower[column][column] };
        }
    }
    for row in 0..6 {
        x[row] = (x[row] - (0..row).map(|at| lower[row][at] * x[at]).sum::<f64>()) / lower[row][row];
    }
    for row in (0..6).rev() {
        x[row] = (x[row] - (row + 1..6).map(|at| lower[at][row] * x[at]).sum::<f64>()) / lower[row][row];
    }
    x
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_logits_are_three_equal_probabilities() {
        assert!(probabilities([0.0, 0.0]).into_iter().all(|one| (one - 1.0 / 3.0).abs() < 1e-15));
        // e^1 and e^-1 over 1: 1 / (1 + 2.718282 + 0.367879) = 0.244728.
        let [yes, abstain, no] = probabilities([1.0, -1.0]);
        assert!((yes - 0.244_728).abs() < 1e-6 && (abstain - 0.665_241).abs() < 1e-6 && (no - 0.090_031).abs() < 1e-6);
        assert!(probabilities([800.0, -800.0]).into_iter().all(f64::is_finite));
    }

    #[test]
    fn constants_alone_give_the_shares_of_the_votes() {
        // Nothing is known of the members: of 6,000 votes 3,000 yes, 2,000 abstain and 1,000 no, so that the constants are
        // ln(2/3) = -0.405465 and ln(1/3) = -1.098612, but for a ridge that hardly counts beside so many.
        let features = Features { evidence: 0.0, logits: vec![[0.0, 0.0]; 6000] };
        let votes: Vec<u8> = (0..6000).map(|at| [0, 0, 0, 1, 1, 2][at % 6]).collect();
        let Weights([slope, _, abstain, _, no, _]) = Weights::fitted(&[(&features, votes)]);
        assert!((abstain + 0.405_465).abs() < 2e-3 && (no + 1.098_612).abs() < 2e-3, "{abstain} {no}");
        assert!(slope.abs() < 1e-12);
    }

    /// What is fitted, by its definition: the log likelihood less half the sum of the squared weights.
    fn likelihood(weights: &Weights, calls: &[(Features, Vec<u8>)]) -> f64 {
        let of_call = |(features, votes): &(Features, Vec<u8>)| -> f64 {
            let of_vote = |(shares, vote): (&[f64; 2], &u8)| {
                libm::log(probabilities(weights.logits(*shares, features.evidence))[usize::from(*vote)])
            };
            features.logits.iter().zip(votes).map(of_vote).sum()
        };
        calls.iter().map(of_call).sum::<f64>() - 0.5 * weights.0.iter().map(|weight| weight * weight).sum::<f64>()
    }

    proptest! {
        #[test]
        fn no_step_from_the_fitted_weights_is_more_likely(
            calls in prop::collection::vec(
                (0.0..1.0_f64, prop::collection::vec((-3.0..3.0_f64, -3.0..3.0_f64, 0..3_u8), 1..8)), 1..6),
            direction in prop::array::uniform6(-1.0..1.0_f64),
        ) {
            let calls: Vec<(Features, Vec<u8>)> = calls.into_iter().map(|(evidence, votes)| {
                let logits = votes.iter().map(|(abstain, no, _)| [*abstain, *no]).collect();
                (Features { evidence, logits }, votes.into_iter().map(|(.., vote)| vote).collect())
            }).collect();
            let fitted = Weights::fitted(&calls.iter().map(|(features, votes)| (features, votes.clone())).collect::<Vec<_>>());
            let moved = Weights(std::array::from_fn(|at| fitted.0[at] + 0.01 * direction[at]));
            prop_assert!(likelihood(&fitted, &calls) >= likelihood(&moved, &calls) - 1e-9);
        }
    }
}
