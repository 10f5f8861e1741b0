//! Parts a set of members by their distances: the tree of average linkage, the blocs when it is cut, how well they are
//! apart, and how alike two partings are. It knows members only by their places.

use std::cmp::Reverse;

use kodama::{Method, linkage};

use crate::members::order::InOrder as _;

/// The distances of every two of some members.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Distances {
    members: usize,
    /// Row by row, members x members; 0 of each with itself.
    all: Vec<f64>,
}

impl Distances {
    /// The distances of so many members; `between` is asked for each two once, the first before the second.
    pub(super) fn of(members: usize, between: &dyn Fn(usize, usize) -> f64) -> Self {
        let mut all = vec![0.0; members * members];
        for a in 0..members {
            for b in a + 1..members {
                let distance = between(a, b);
                all[a * members + b] = distance;
                all[b * members + a] = distance;
            }
        }
        Self { members, all }
    }

    /// How many members there are.
    pub(super) const fn members(&self) -> usize {
        self.members
    }

    /// The distances of a member to all, itself included.
    pub(super) fn row(&self, member: usize) -> &[f64] {
        &self.all[member * self.members..][..self.members]
    }

    /// The mean distance of a member to those of each bloc, itself left out; 0 for a bloc without another member.
    pub(super) fn to_blocs(&self, member: usize, parting: &Parting) -> Vec<f64> {
        let mut sums = vec![(0.0, 0_u32); parting.sizes.len()];
        for (other, distance) in self.row(member).iter().enumerate().filter(|(other, _)| *other != member) {
            let sum = &mut sums[parting.of[other]];
            *sum = (sum.0 + distance, sum.1 + 1);
        }
        sums.into_iter().map(|(sum, count)| sum / f64::from(count.max(1))).collect()
    }

    /// How much better each member stands in its bloc than in the nearest other one: (b - a) / max(a, b), with the mean
    /// distances a to its own and b to those of the other; 0 for a bloc of one. Rousseeuw 1987, "Silhouettes", Journal of
    /// Computational and Applied Mathematics 20: 53-65, equation 1.
    pub(super) fn silhouettes(&self, parting: &Parting) -> Vec<f64> {
        let silhouette = |member: usize| {
            let (own, to) = (parting.of[member], self.to_blocs(member, parting));
            let others = to.iter().enumerate().filter(|(bloc, _)| *bloc != own);
            let nearest = others.map(|(_, distance)| *distance).fold(f64::INFINITY, f64::min);
            let most = nearest.max(to[own]);
            if parting.sizes[own] == 1 || most <= 0.0 || nearest.is_infinite() {
                0.0
            } else {
                (nearest - to[own]) / most
            }
        };
        (0..self.members).map(silhouette).collect()
    }
}

/// Which bloc each member is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parting {
    /// The bloc of each member, by its number from 0: the largest first, of equal ones that with the first member.
    pub(super) of: Vec<usize>,
    /// How many members each bloc has.
    pub(super) sizes: Vec<usize>,
}

impl Parting {
    /// The parting in which those with one label are a bloc.
    pub(super) fn of_labels(labels: &[usize]) -> Self {
        let most = labels.iter().max().map_or(0, |most| most + 1);
        let (mut counts, mut first) = (vec![0; most], vec![usize::MAX; most]);
        for (member, label) in labels.iter().enumerate() {
            counts[*label] += 1;
            first[*label] = first[*label].min(member);
        }
        let mut order: Vec<usize> = (0..most).filter(|label| counts[*label] > 0).collect();
        order.in_order_of(|label| (Reverse(counts[*label]), first[*label]));
        let mut number = vec![0; most];
        order.iter().enumerate().for_each(|(at, label)| number[*label] = at);
        Self {
            of: labels.iter().map(|label| number[*label]).collect(),
            sizes: order.iter().map(|label| counts[*label]).collect(),
        }
    }
}

/// The order in which average linkage (Sokal and Michener 1958) joins members and what they are joined to.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    members: usize,
    /// Each two that are joined: members by their places, then what was joined before, in order.
    joins: Vec<(usize, usize)>,
    /// The mean distance of each two.
    distances: Vec<f64>,
}

impl Tree {
    /// The tree of these distances. Of equal ones those of the first members come first.
    pub(super) fn of(distances: &Distances) -> Self {
        let members = distances.members();
        let mut half: Vec<f64> = (0..members).flat_map(|a| distances.row(a)[a + 1..].iter().copied()).collect();
        let tree = linkage(&mut half, members, Method::Average);
        let steps = tree.steps();
        let joins = steps.iter().map(|step| (step.cluster1, step.cluster2)).collect();
        Self { members, joins, distances: steps.iter().map(|step| step.dissimilarity).collect() }
    }

    /// Each two that were joined, with their mean distance.
    pub(super) fn joins(&self) -> Vec<([usize; 2], f64)> {
        self.joins.iter().zip(&self.distances).map(|((a, b), distance)| ([*a, *b], *distance)).collect()
    }

    /// The parting into so many blocs, or as many as there are members.
    pub(super) fn cut(&self, blocs: usize) -> Parting {
        let joined = &self.joins[..self.members.saturating_sub(blocs.max(1)).min(self.joins.len())];
        // From the last join on each passes its label to what it joined.
        let mut labels: Vec<usize> = (0..self.members + joined.len()).collect();
        for (at, (a, b)) in joined.iter().enumerate().rev() {
            (labels[*a], labels[*b]) = (labels[self.members + at], labels[self.members + at]);
        }
        labels.truncate(self.members);
        Parting::of_labels(&labels)
    }

    /// The members in the order of the tree's leaves, so that those that were joined early stand beside each other; that
    /// with the lowest first.
    pub(super) fn leaves(&self) -> Vec<usize> {
        let mut all: Vec<Vec<usize>> = (0..self.members).map(|member| vec![member]).collect();
        for (a, b) in &self.joins {
            let (mut first, mut second) = (std::mem::take(&mut all[*a]), std::mem::take(&mut all[*b]));
            if second < first {
                std::mem::swap(&mut first, &mut second);
            }
            first.append(&mut second);
            all.push(first);
        }
        all.pop().unwrap_or_default()
    }
}

/// How alike two partings of the same members are: 1 where they are the same, about 0 where they are alike by chance. The
/// adjusted Rand index of Hubert and Arabie 1985, "Comparing partitions", Journal of Classification 2: 193-218, equation 5.
pub(super) fn adjusted_rand(one: &[usize], other: &[usize]) -> f64 {
    let pairs = |count: usize| (count * count.saturating_sub(1)) as f64 / 2.0;
    let number = |of: &[usize]| of.iter().max().map_or(0, |most| most + 1);
    let (rows, columns) = (number(one), number(other));
    let mut counts = vec![0; rows * columns];
    one.iter().zip(other).for_each(|(a, b)| counts[a * columns + b] += 1);
    let of_row = |row: usize| counts[row * columns..][..columns].iter().sum();
    let of_column = |column: usize| (0..rows).map(|row| counts[row * columns + column]).sum();
    let both: f64 = counts.iter().map(|count| pairs(*count)).sum();
    let first: f64 = (0..rows).map(|row| pairs(of_row(row))).sum();
    let second: f64 = (0..columns).map(|column| pairs(of_column(column))).sum();
    let all = pairs(one.len());
    let expected = if all > 0.0 { first * second / all } else { 0.0 };
    let most = f64::midpoint(first, second);
    // Both part nobody, or everybody: they are the same.
    if (most - expected).abs() < 1e-12 { 1.0 } else { (both - expected) / (most - expected) }
}
