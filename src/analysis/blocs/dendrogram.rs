//! The tree of average linkage as it is drawn: the members in the order of its leaves, and what was joined to what.

use super::parting::{Distances, Tree};
use super::query::Blocs;

/// The tree of some members.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dendrogram {
    /// The members, by their places among those of the blocs, from the first leaf to the last. Of two branches that comes
    /// first whose members agree more with the leaf before, of equal ones and at the start that with the first code.
    pub order: Vec<usize>,
    /// What was joined, the nearest first.
    pub joins: Vec<Join>,
}

/// Two branches that were joined.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Join {
    /// The branches: leaves by their places in the order, and from their number on what was joined before.
    pub of: [usize; 2],
    /// The mean agreement of a member of the one and a member of the other.
    pub agreement: f64,
}

impl Blocs {
    /// The tree by which the members were joined.
    pub fn dendrogram(&self) -> Dendrogram {
        Dendrogram::of(&self.tree, &self.distances)
    }
}

impl Dendrogram {
    fn of(tree: &Tree, distances: &Distances) -> Self {
        let (members, all) = (distances.members(), tree.joins());
        // The leaves of each branch, the lowest first where branches are compared.
        let mut leaves: Vec<Vec<usize>> = (0..members).map(|member| vec![member]).collect();
        for [a, b] in all.iter().map(|(of, _)| *of) {
            leaves.push([leaves[a].as_slice(), &leaves[b]].concat());
        }
        let mut order: Vec<usize> = Vec::with_capacity(members);
        let mut waiting: Vec<usize> = leaves.len().checked_sub(1).into_iter().collect();
        while let Some(branch) = waiting.pop() {
            let Some(join) = branch.checked_sub(members) else {
                order.push(branch);
                continue;
            };
            let [a, b] = all[join].0;
            let far = |branch: usize| {
                let from = order.last().map(|last| distances.row(*last));
                let sum = |row: &[f64]| leaves[branch].iter().map(|leaf| row[*leaf]).sum::<f64>();
                from.map_or(0.0, |row| sum(row) / leaves[branch].len() as f64)
            };
            let (one, other) = (far(a), far(b));
            let is_first =
                if (one - other).abs() > 1e-12 { one < other } else { leaves[a].iter().min() < leaves[b].iter().min() };
            waiting.extend(if is_first { [b, a] } else { [a, b] });
        }
        let mut places = vec![0; members];
        order.iter().enumerate().for_each(|(place, member)| places[*member] = place);
        let renumbered = |branch: usize| places.get(branch).copied().unwrap_or(branch);
        let joins = all.iter().map(|(of, distance)| Join { of: of.map(renumbered), agreement: 1.0 - distance });
        Self { joins: joins.collect(), order }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tree of members at these places on a line, with every two as far apart as they lie there.
    fn drawn(places: &[f64]) -> Dendrogram {
        let distances = Distances::of(places.len(), &|a, b| (places[a] - places[b]).abs());
        Dendrogram::of(&Tree::of(&distances), &distances)
    }

    #[test]
    fn the_branch_that_agrees_more_with_the_leaf_before_comes_first() {
        // The first and the third lie 1 apart, as do the second and the fourth; the two pairs 5 on average. Beside the third, at
        // 6, the fourth, at 1, is nearer than the second, at 0.
        let found = drawn(&[5.0, 0.0, 6.0, 1.0]);
        assert_eq!(found.order, [0, 2, 3, 1]);
        let joins: Vec<_> = found.joins.iter().map(|join| (join.of, join.agreement)).collect();
        assert_eq!(joins[2], ([4, 5], -4.0));
        assert!(joins[..2].contains(&([0, 1], 0.0)) && joins[..2].contains(&([3, 2], 0.0)), "{joins:?}");
    }

    proptest! {
        #[test]
        fn every_leaf_stands_once_and_the_leaves_of_each_branch_beside_one_another(
            places in prop::collection::vec(0_u8..200, 2..30),
        ) {
            let places: Vec<f64> = places.into_iter().map(f64::from).collect();
            let found = drawn(&places);
            let mut all = found.order.clone();
            all.sort_unstable();
            prop_assert_eq!(all, (0..places.len()).collect::<Vec<_>>());
            let mut spans: Vec<(usize, usize)> = (0..places.len()).map(|leaf| (leaf, leaf)).collect();
            for join in &found.joins {
                let [one, other] = join.of.map(|branch| spans[branch]);
                prop_assert!(one.1 + 1 == other.0 || other.1 + 1 == one.0);
                // The agreement is the mean of all pairs between both.
                let of = |span: (usize, usize)| found.order[span.0..=span.1].iter().map(|member| places[*member]);
                let pairs: Vec<f64> = of(one).flat_map(|a| of(other).map(move |b| (a - b).abs())).collect();
                let mean = pairs.iter().sum::<f64>() / pairs.len() as f64;
                prop_assert!((1.0 - join.agreement - mean).abs() < 1e-9);
                spans.push((one.0.min(other.0), one.1.max(other.1)));
            }
        }
    }
}
