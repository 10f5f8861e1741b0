//! The tally that is expected, and how far it may be off: by the method's own misses in the six years before, of roll calls
//! with as much evidence (split conformal prediction: Vovk, Gammerman and Shafer 2005, ch. 4). It forecasts no member.

use super::features::Three;

/// What part of the misses lies below the interval, and above it.
const TAIL: f64 = 0.05;
/// With fewer misses their 5th and 95th hundredths are not known.
const FEWEST: usize = 19;
/// Bins of the evidence: below a third, below two thirds, the others.
const BINS: usize = 3;

/// A tally that is expected, by [`super::CAST`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Expected {
    /// How many members most probably vote so.
    pub point: [u16; 3],
    /// The unit of its misses.
    pub scale: Three,
    /// The bin of the evidence.
    pub bin: usize,
    /// How many members vote.
    pub voters: u16,
}

/// In which of so many equal parts of 0 to 1 a number lies, from 0.
#[allow(clippy::cast_sign_loss)] // of what lies in 0 to 1
pub(super) fn part(number: f64, parts: usize) -> usize {
    ((number * parts as f64) as usize).min(parts - 1)
}

/// The place of the most probable vote, the first of equals.
pub(super) fn most_probable(probabilities: Three) -> usize {
    (1..3).fold(0, |best, at| if probabilities[at] > probabilities[best] { at } else { best })
}

impl Expected {
    /// What is expected of members with these probabilities.
    pub(super) fn new(probabilities: &[Three], evidence: f64) -> Self {
        let mut expected = Self { scale: [1.0; 3], voters: probabilities.len() as u16, ..Self::default() };
        expected.bin = part(evidence, BINS);
        for one in probabilities {
            expected.point[most_probable(*one)] += 1;
            expected.scale.iter_mut().zip(one).for_each(|(scale, p)| *scale += p * (1.0 - p));
        }
        expected.scale = expected.scale.map(f64::sqrt);
        expected
    }
}

/// The misses of earlier forecasts by bin and vote, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Misses([[Vec<f64>; 3]; BINS]);

impl Misses {
    /// The misses of these expected tallies, each with what they came to be.
    pub(super) fn of(tallies: impl Iterator<Item = (Expected, [u16; 3])>) -> Self {
        let mut misses = Self::default();
        for (expected, actual) in tallies {
            let numbers = actual.iter().zip(expected.point).zip(expected.scale);
            for (misses, ((actual, point), scale)) in misses.0[expected.bin].iter_mut().zip(numbers) {
                misses.push((f64::from(*actual) - f64::from(point)) / scale);
            }
        }
        misses.0.iter_mut().flatten().for_each(|of| of.sort_unstable_by(f64::total_cmp));
        misses
    }

    /// How many misses there are of an expected tally's bin.
    pub(super) fn count(&self, expected: &Expected) -> usize {
        self.0[expected.bin][0].len()
    }

    /// The interval that holds the number of each vote with a probability of 90%; none with too few misses.
    pub(super) fn intervals(&self, expected: &Expected) -> Option<[(u16, u16); 3]> {
        let misses = &self.0[expected.bin];
        let count = misses[0].len();
        let among = (count + 1) as f64;
        #[allow(clippy::cast_sign_loss)] // of counts
        let [low, high] = [(TAIL * among).floor(), ((1.0 - TAIL) * among).ceil()].map(|place| place as usize);
        let (low, high) = (low.saturating_sub(1), high.saturating_sub(1).min(count.saturating_sub(1)));
        #[allow(clippy::cast_sign_loss)] // of what lies above 0
        let bound = |value: f64| value.clamp(0.0, f64::from(expected.voters)) as u16;
        (count >= FEWEST).then(|| {
            std::array::from_fn(|at| {
                let (point, scale) = (f64::from(expected.point[at]), expected.scale[at]);
                let (low, high) = (misses[at][low] * scale, misses[at][high] * scale);
                let (low, high) = (bound((point + low + 0.5).floor()), bound((point + high - 0.5).ceil()));
                (low, high.max(low))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equals_is_the_most_probable() {
        assert_eq!([[0.4, 0.4, 0.2], [0.2, 0.4, 0.4], [0.1, 0.2, 0.7]].map(most_probable), [0, 1, 2]);
    }

    #[test]
    fn misses_are_taken_from_the_same_evidence_and_in_units_of_the_spread() {
        // Four members at 0.5 and 0.5: s = sqrt(4 * 0.25 + 1) = 1.414214 for yes and no; for abstaining 1.
        let expected = Expected::new(&[[0.5, 0.0, 0.5]; 4], 0.9);
        assert_eq!((expected.point, expected.bin, expected.voters), ([4, 0, 0], 2, 4));
        assert!(
            (expected.scale[0] - std::f64::consts::SQRT_2).abs() < 1e-12 && (expected.scale[1] - 1.0).abs() < 1e-12
        );
        // 39 misses of yes from -19 to 19 in units: floor(0.05 * 40) - 1 = 1 and ceil(0.95 * 40) - 1 = 37, counted from 0,
        // are -18 and 18.
        let unit = Expected { point: [100, 0, 0], scale: [1.0; 3], bin: 2, voters: 190 };
        let tallies: Vec<_> = (81..=119).map(|yes| (unit, [yes, 0, 0])).collect();
        let misses = Misses::of(tallies.iter().copied());
        let wide = Expected { point: [100, 1, 0], scale: [2.0, 1.0, 1.0], bin: 2, voters: 120 };
        // 100 - 36 + 0.5 rounded down; 100 + 36 - 0.5 rounded up, but no more than vote; no miss of the others.
        assert_eq!(misses.intervals(&wide), Some([(64, 120), (1, 1), (0, 0)]));
        assert_eq!(misses.intervals(&Expected { bin: 0, ..wide }), None);
        assert_eq!(Misses::of(tallies[..18].iter().copied()).intervals(&wide), None, "18 misses are too few");
        assert!(Misses::of(tallies[..19].iter().copied()).intervals(&wide).is_some());
    }
}
