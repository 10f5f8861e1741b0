//! How much blocs hang on the roll calls that happened to be voted on: they are made anew of roll calls drawn with
//! replacement.

use super::parting::{Distances, Tree, adjusted_rand};
use super::query::{Blocs, best};
use crate::analysis::agreement::{AllPairs, Joined, of_each};
use crate::analysis::{counted::mean, random::SplitMix64};
use crate::members::order::InOrder as _;
use crate::record::{Record, RollCallId, parallel::share_out};

/// Draws between two reports of progress.
const AT_ONCE: usize = 100;

/// How alike the blocs are to those of roll calls that are drawn anew.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Stability {
    /// How often roll calls were drawn.
    pub replicates: usize,
    /// The mean adjusted Rand index of the blocs and those of each draw.
    pub mean: f64,
    /// Its 5% and 95% quantiles.
    pub between: (f64, f64),
    /// In how many draws the criterion chose as many blocs as it did of all roll calls; all where the number was asked for.
    pub as_many: usize,
}

impl Blocs {
    /// How stable the blocs are over so many draws, which the seed decides. Members are the same in all of them; two that
    /// have no value in a draw have that of all roll calls. `progress` is told how many draws are done, from time to time.
    pub fn stability(&self, record: &Record, replicates: usize, seed: u64, progress: &dyn Fn(usize)) -> Stability {
        let numbers: Vec<u64> = (0..replicates as u64).collect();
        let mut found = Vec::with_capacity(replicates);
        for some in numbers.chunks(AT_ONCE) {
            let drawn = |(): &mut (), number: &u64| self.drawn(record, &mut SplitMix64::of(seed, *number));
            found.extend(share_out(some, drawn));
            progress(found.len());
        }
        let mut alike: Vec<f64> = found.iter().map(|one| one.0).collect();
        let as_many = found.iter().filter(|one| one.1 == self.blocs.len()).count();
        let mean = mean(alike.iter().copied()).unwrap_or_default();
        alike.in_order(f64::total_cmp);
        let quantile = |percent: usize| alike.get(percent * alike.len() / 100).copied().unwrap_or(1.0);
        Stability { replicates, mean, between: (quantile(5), quantile(95)), as_many }
    }

    /// The adjusted Rand index of the blocs and those of a draw, and how many these are.
    fn drawn(&self, record: &Record, generator: &mut SplitMix64) -> (f64, usize) {
        let drawn: Vec<RollCallId> = self.ids.iter().map(|_| self.ids[generator.below(self.ids.len())]).collect();
        let pairs = of_each(record, &drawn, |_| Some(()), AllPairs::take);
        let value = |a: usize, b: usize| {
            let positions = pairs.first()?.positions(self.members[a], self.members[b])?;
            self.measure.value(&positions, Joined::default())
        };
        let old = |a: usize, b: usize| self.distances.row(a)[b];
        let distances =
            Distances::of(self.members.len(), &|a, b| value(a, b).map_or_else(|| old(a, b), |value| 1.0 - value));
        let tree = Tree::of(&distances);
        let of_number =
            |(blocs, _): &(usize, f64)| (*blocs, mean(distances.silhouettes(&tree.cut(*blocs))).unwrap_or_default());
        let blocs = if self.asked {
            self.blocs.len()
        } else {
            // Where nothing parts them they are one.
            best(&self.numbers.iter().map(of_number).collect::<Vec<_>>()).unwrap_or(1)
        };
        (adjusted_rand(&self.of, &tree.cut(blocs).of), blocs)
    }
}
