//! The measures of agreement. All but one are formulas over the 3 x 3 table of positions; the last needs the
//! resolutions without a vote as well. Votes are yes = 1, abstain = 0, no = -1.

use super::{consensus::Joined, positions::Positions};
use crate::analysis::counted::Counted;
use crate::record::{Word, Words};

/// A measure of the agreement of two members.
///
/// The default is the identical share: anybody can count it again from the roll calls, it decides nothing about how far
/// an abstention is from a vote, and it has an interval. The others answer narrower questions; `docs/agreement.md`
/// compares them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Measure {
    /// The share of common roll calls in which both took the same position.
    #[default]
    Identical,
    /// Index of agreement: an abstention beside a vote counts half. Lijphart 1963, American Political Science Review
    /// 57(4): 902-917.
    Lijphart,
    /// Voting coincidence, votes only: identical / (identical + opposite) where both voted yes or no. US Department of
    /// State, *Voting Practices in the United Nations*, "Format and Methodology" (to 2017).
    VotesOnly,
    /// S: 1 - sum |x - y| / n, from -1 to 1. Signorino and Ritter 1999, International Studies Quarterly 43(1): 115-144.
    S,
    /// Scott's pi: agreement beyond chance, where both draw from one pooled distribution. Häge 2011, Political Analysis
    /// 19(3): 287-305, eq. 10.
    Pi,
    /// Cohen's kappa: agreement beyond chance, where each has its own distribution. Häge 2011, eq. 11.
    Kappa,
    /// Voting coincidence including consensus: as votes only, with resolutions adopted without a vote added; see
    /// [`Joined::coincidence`]. It is not the same from both sides.
    Coincidence,
}

impl Measure {
    /// Every measure that follows from the table of positions; it is the same from both sides.
    pub const OF_POSITIONS: [Self; 6] =
        [Self::Identical, Self::Lijphart, Self::VotesOnly, Self::S, Self::Pi, Self::Kappa];

    /// The word of the machine formats and of the command line.
    pub fn word(self) -> &'static str {
        self.typed()
    }

    /// The name that people read.
    pub const fn name(self) -> &'static str {
        ["identical", "Lijphart", "votes only", "S", "Scott's pi", "Cohen's kappa", "coincidence"][self as usize]
    }

    /// Whether it is a share, 0 to 1; the others reach from -1 to 1.
    pub const fn is_share(self) -> bool {
        matches!(self, Self::Identical | Self::Lijphart | Self::VotesOnly | Self::Coincidence)
    }

    /// The value; `None` where the denominator is 0: without a common vote, or, for pi and kappa, where neither ever
    /// took another position than the other's only one. Only [`Self::Coincidence`] asks what was joined in without a
    /// vote, and has no value where that is nothing.
    pub fn value(self, positions: &Positions, joined: Joined) -> Option<f64> {
        match self {
            Self::Pi | Self::Kappa => self.beyond_chance(positions),
            Self::Coincidence => joined.coincidence(positions),
            _ => self.of_distances(&Distances {
                votes: positions.votes(),
                identical_votes: positions.identical_votes(),
                both_abstained: positions.identical() - positions.identical_votes(),
                opposite: positions.opposite(),
            }),
        }
    }

    /// Whether it follows from how far apart the votes were, whoever stood where: [`Distances`].
    pub(super) const fn is_of_distances(self) -> bool {
        matches!(self, Self::Identical | Self::Lijphart | Self::VotesOnly | Self::S)
    }

    /// The value of a measure that follows from distances; none for the others.
    #[inline]
    pub(super) fn of_distances(self, d: &Distances) -> Option<f64> {
        let over = |part: f64, whole: u32| (whole > 0).then(|| part / f64::from(whole));
        let identical = d.identical_votes + d.both_abstained;
        let one_step = d.votes - identical - d.opposite;
        match self {
            Self::Identical => over(identical.into(), d.votes),
            Self::Lijphart => over(f64::from(identical) + f64::from(one_step) / 2.0, d.votes),
            Self::VotesOnly => over(d.identical_votes.into(), d.identical_votes + d.opposite),
            Self::S => over(f64::from(identical) - f64::from(d.opposite), d.votes),
            Self::Pi | Self::Kappa | Self::Coincidence => None,
        }
    }

    /// 1 - sum (x - y)^2 / expected, with both sides times n, so that equal positions give an exact 0.
    fn beyond_chance(self, p: &Positions) -> Option<f64> {
        let n = i64::from(p.votes());
        let ([a_yes, _, a_no], [b_yes, _, b_no]) = (p.first(), p.second());
        let sum = |yes: u32, no: u32| i64::from(yes) - i64::from(no);
        let (a, b) = (sum(a_yes, a_no), sum(b_yes, b_no));
        let squares = i64::from(a_yes) + i64::from(a_no) + i64::from(b_yes) + i64::from(b_no);
        let apart = n * (i64::from(p.one_step()) + 4 * i64::from(p.opposite()));
        // pi: sum (x - m)^2 + sum (y - m)^2 = squares - (a + b)^2 / 2n.
        // kappa: squares - a^2 / n - b^2 / n + n (a / n - b / n)^2 = squares - 2 a b / n.
        let twice = match self {
            Self::Pi => 2 * n * squares - (a + b) * (a + b),
            _ => 2 * (n * squares - 2 * a * b),
        };
        (twice > 0).then(|| 1.0 - 2.0 * apart as f64 / twice as f64)
    }

    /// The 95% interval of Wilson (1927), for the measures that are a share of counted votes: identical and votes only.
    pub fn interval(self, positions: &Positions) -> Option<(f64, f64)> {
        match self {
            Self::Identical => Counted::new(positions.identical(), positions.votes()).interval(),
            Self::VotesOnly => Counted::new(positions.identical_votes(), positions.both_voted()).interval(),
            _ => None,
        }
    }
}

impl Words for Measure {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Identical, "identical", "Share of common votes with the same position"),
        Word::new(Self::Lijphart, "lijphart", "The same, with an abstention beside a vote counting half"),
        Word::new(Self::VotesOnly, "votes-only", "Same votes as a share of those in which both voted yes or no"),
        Word::new(Self::S, "s", "Signorino and Ritter's S, from -1 to 1"),
        Word::new(Self::Pi, "pi", "Scott's pi: beyond chance, one distribution for both"),
        Word::new(Self::Kappa, "kappa", "Cohen's kappa: beyond chance, a distribution for each"),
        Word::new(
            Self::Coincidence,
            "coincidence",
            "Votes only, with resolutions adopted without a vote as identical votes, times the participation of the second",
        ),
    ];
}

/// How far apart two members were in the roll calls in which both took a position: what is left of [`Positions`] where
/// it does not matter who stood where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Distances {
    /// Roll calls in which both took a position.
    pub(super) votes: u32,
    /// Both voted yes, or both no.
    pub(super) identical_votes: u32,
    /// Both abstained.
    pub(super) both_abstained: u32,
    /// One voted yes and the other no.
    pub(super) opposite: u32,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The formulas of the sources as they stand there, over the votes one by one.
    fn by_the_book(measure: Measure, votes: &[(f64, f64)]) -> Option<f64> {
        let n = votes.len() as f64;
        let sum = |f: &dyn Fn(f64, f64) -> f64| votes.iter().map(|&(x, y)| f(x, y)).sum::<f64>();
        let one_if = |holds: bool| f64::from(u8::from(holds));
        let same = sum(&|x, y| one_if((x - y).abs() < 0.5));
        let half = sum(&|x, y| one_if(((x - y).abs() - 1.0).abs() < 0.5));
        let squares = sum(&|x, y| (x - y) * (x - y));
        let (mx, my) = (sum(&|x, _| x) / n, sum(&|_, y| y) / n);
        let around = |a: f64, b: f64| sum(&|x, y| (x - a) * (x - a) + (y - b) * (y - b));
        let (part, whole) = match measure {
            Measure::Identical => (same, n),
            Measure::Lijphart => (same + half / 2.0, n),
            Measure::VotesOnly => {
                let identical = sum(&|x, y| one_if(x * y > 0.5));
                (identical, identical + sum(&|x, y| one_if(x * y < -0.5)))
            }
            Measure::S => (n - sum(&|x, y| (x - y).abs()), n),
            Measure::Pi => {
                let whole = around(f64::midpoint(mx, my), f64::midpoint(mx, my));
                (whole - squares, whole)
            }
            Measure::Kappa => {
                let whole = around(mx, my) + n * (mx - my) * (mx - my);
                (whole - squares, whole)
            }
            Measure::Coincidence => return None,
        };
        (n > 0.0 && whole > 1e-9).then(|| part / whole)
    }

    proptest! {
        #[test]
        fn every_measure_is_its_formula_over_single_votes(votes in prop::collection::vec((0..3usize, 0..3usize), 0..60)) {
            let mut positions = Positions::default();
            for &(a, b) in &votes {
                positions.add(a, b, 1);
            }
            let number = |place: usize| 1.0 - place as f64;
            let votes: Vec<(f64, f64)> = votes.iter().map(|&(a, b)| (number(a), number(b))).collect();
            for measure in Measure::OF_POSITIONS {
                let (ours, theirs) = (measure.value(&positions, Joined::default()), by_the_book(measure, &votes));
                let same = match (ours, theirs) {
                    (Some(ours), Some(theirs)) => (ours - theirs).abs() < 1e-9,
                    (None, None) => true,
                    _ => false,
                };
                prop_assert!(same, "{measure:?}: {ours:?}, {theirs:?}");
                prop_assert_eq!(measure.value(&positions.swapped(), Joined::default()), ours);
            }
        }
    }

    #[test]
    fn without_a_common_vote_no_measure_has_a_value() {
        for measure in Measure::OF_POSITIONS {
            assert_eq!(measure.value(&Positions::default(), Joined::default()), None);
            assert_eq!(measure.interval(&Positions::default()), None);
        }
    }

    #[test]
    fn two_members_that_always_vote_yes_agree_but_not_beyond_chance() {
        let mut always = Positions::default();
        always.add(0, 0, 12);
        let value = |measure: Measure| measure.value(&always, Joined::default());
        assert_eq!(value(Measure::Identical), Some(1.0));
        assert_eq!(value(Measure::S), Some(1.0));
        assert_eq!((value(Measure::Pi), value(Measure::Kappa)), (None, None));
    }
}
