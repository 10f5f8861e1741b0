//! A map of members in two dimensions, in which those that vote alike lie near each other: classical scaling. What its axes
//! mean is said only where a topic goes with them.

use super::{parting::Distances, query::Blocs};
use crate::analysis::{agreement::position_in, counted::mean, random::SplitMix64, topics::Topics};
use crate::members::{MemberId, order::InOrder as _};
use crate::record::{Record, RollCallId};

/// The correlation from which on a topic names an axis: half of the variance.
pub(crate) const NAMES: f64 = 0.7;
/// Roll calls that a topic needs to name an axis.
const LEAST_ROLL_CALLS: usize = 5;

/// Members in the plane.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Map {
    /// The place of each member of the blocs: two coordinates in units of distance (1 less agreement), with mean 0.
    pub places: Vec<[f64; 2]>,
    /// What the axes are.
    pub axes: [Axis; 2],
}

/// An axis of the map.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Axis {
    /// The square of its eigenvalue as a share of that of all (Mardia 1978, "Some properties of classical multi-dimensional
    /// scaling", Communications in Statistics A7: 1233-1241): how much of the distances it holds, 0 to 1.
    pub share: f64,
    /// The topic that goes with it most, with the correlation (-1 to 1) and its roll calls; none without a topic.
    pub topic: Option<(String, f64, usize)>,
}

impl Axis {
    /// Whether its topic goes with it closely enough to name it.
    pub fn is_named(&self) -> bool {
        self.topic.as_ref().is_some_and(|(_, correlation, _)| correlation.abs() >= NAMES)
    }
}

impl Blocs {
    /// The map of the members: coordinates of the two largest eigenvalues of the doubly centred squared distances
    /// (Torgerson 1952, "Multidimensional scaling: I. Theory and method", Psychometrika 17: 401-419). On each axis the
    /// member that is farthest out lies on the positive side; of equal ones the first by code. Without topics the axes have
    /// none.
    pub fn map(&self, record: &Record, topics: Option<&Topics>) -> Map {
        let (places, shares) = scaled(&self.distances);
        let mut axes = shares.map(|share| Axis { share, topic: None });
        for (topic, scores, roll_calls) in topics.map_or_else(Vec::new, |topics| self.scores(record, topics)) {
            for (axis, told) in axes.iter_mut().enumerate() {
                let along: Vec<f64> = places.iter().map(|place| place[axis]).collect();
                let found = correlation(&along, &scores).unwrap_or_default();
                if told.topic.as_ref().map_or(0.0, |(_, best, _)| best.abs()) < found.abs() - 1e-12 {
                    told.topic = Some((topic.clone(), found, roll_calls));
                }
            }
        }
        Map { places, axes }
    }

    /// The mean position of each member (yes 1, abstain 0, no -1) on each topic, where it voted on half of it.
    fn scores(&self, record: &Record, topics: &Topics) -> Vec<(String, Vec<Option<f64>>, usize)> {
        let score = |ids: &[RollCallId], member: MemberId| {
            let cast: Vec<f64> =
                ids.iter().filter_map(|id| position_in(record, *id, member)).map(|vote| 1.0 - vote as f64).collect();
            mean(cast.iter().copied()).filter(|_| 2 * cast.len() >= ids.len())
        };
        let named = topics.most_frequent(&self.ids).into_iter().filter(|one| one.ids.len() >= LEAST_ROLL_CALLS);
        named
            .map(|one| {
                let scores = self.members.iter().map(|member| score(&one.ids, *member)).collect();
                (one.name, scores, one.ids.len())
            })
            .collect()
    }
}

/// The places of members by classical scaling, and the share of each axis.
pub(super) fn scaled(distances: &Distances) -> (Vec<[f64; 2]>, [f64; 2]) {
    let matrix = centred(distances);
    let (vectors, values) = largest(&matrix, distances.members());
    let all = dot(&matrix, &matrix);
    let mut places = vec![[0.0; 2]; distances.members()];
    for (axis, (value, vector)) in values.iter().zip(&vectors).enumerate() {
        let scale = value.max(0.0).sqrt() * side(vector);
        places.iter_mut().zip(vector).for_each(|(place, along)| place[axis] = along * scale);
    }
    (places, values.map(|value| if all > 0.0 { (value.max(0.0).powi(2) / all).min(1.0) } else { 0.0 }))
}

/// The squared distances, halved, negative, and centred by rows and columns.
fn centred(distances: &Distances) -> Vec<f64> {
    let members = distances.members();
    let square = |a: usize, b: usize| distances.row(a)[b].powi(2);
    let means: Vec<f64> =
        (0..members).map(|a| (0..members).map(|b| square(a, b)).sum::<f64>() / members as f64).collect();
    let whole = means.iter().sum::<f64>() / members as f64;
    let cell =
        |at: usize| -0.5 * (square(at / members, at % members) - means[at / members] - means[at % members] + whole);
    (0..members * members).map(cell).collect()
}

/// Which side of an axis the farthest member lies on.
fn side(along: &[f64]) -> f64 {
    let farthest = along.iter().fold(0.0_f64, |far, one| if one.abs() > far.abs() + 1e-9 { *one } else { far });
    if farthest < 0.0 { -1.0 } else { 1.0 }
}

/// The eigenvectors (of length 1, or 0 where there is none) of the two largest eigenvalues of a symmetric matrix, with these.
/// By orthogonal iteration of a block of vectors, from the same start each time, with the eigenpairs of what is left of the
/// matrix in it (Golub and Van Loan 2013, *Matrix Computations*, 4th edition, sections 8.2.4 and 8.3.7).
fn largest(matrix: &[f64], size: usize) -> ([Vec<f64>; 2], [f64; 2]) {
    let block = BLOCK.min(size);
    let mut generator = SplitMix64::new(1);
    let mut basis: Vec<Vec<f64>> =
        (0..block).map(|_| (0..size).map(|_| generator.below(2000) as f64 - 999.5).collect()).collect();
    orthonormal(&mut basis);
    for turn in 1.. {
        let mut images: Vec<Vec<f64>> = basis.iter().map(|vector| times(matrix, vector)).collect();
        let cell = |at: usize| {
            f64::midpoint(dot(&basis[at / block], &images[at % block]), dot(&basis[at % block], &images[at / block]))
        };
        let (values, parts) = eigenpairs((0..block * block).map(cell).collect(), block);
        let of = |place: usize, vectors: &[Vec<f64>]| -> Vec<f64> {
            let parts = parts.get(place).map_or(&[][..], Vec::as_slice);
            (0..size).map(|at| parts.iter().zip(vectors).map(|(part, vector)| part * vector[at]).sum()).collect()
        };
        let found = [of(0, &basis), of(1, &basis)];
        let of_two = [0, 1].map(|place| values.get(place).copied().unwrap_or_default());
        let is_settled = |place: usize| {
            let off = of(place, &images)
                .iter()
                .zip(&found[place])
                .map(|(image, one)| image - of_two[place] * one)
                .collect::<Vec<f64>>();
            dot(&off, &off).sqrt() <= 1e-12 * of_two[0].abs()
        };
        if block == size || turn == MOST_TURNS || (is_settled(0) && is_settled(1)) {
            return (found, of_two);
        }
        orthonormal(&mut images);
        basis = images;
    }
    unreachable!("it ends with the last turn")
}

/// Vectors in a block: more than there are eigenvalues near the second one.
const BLOCK: usize = 12;
/// More turns than a matrix of agreement needs.
const MOST_TURNS: usize = 300;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn times(matrix: &[f64], vector: &[f64]) -> Vec<f64> {
    matrix.chunks_exact(vector.len().max(1)).map(|row| dot(row, vector)).collect()
}

/// Makes vectors of length 1 at right angles (Gram and Schmidt, twice for the rounding); what nothing is left of becomes 0.
fn orthonormal(vectors: &mut [Vec<f64>]) {
    for at in 0..vectors.len() {
        let (before, rest) = vectors.split_at_mut(at);
        let one = &mut rest[0];
        let long = dot(one, one).sqrt();
        for other in before.iter().chain(before.iter()) {
            let along = dot(one, other);
            one.iter_mut().zip(other).for_each(|(one, other)| *one -= along * other);
        }
        let length = dot(one, one).sqrt();
        let scale = if length > 1e-12 * long { 1.0 / length } else { 0.0 };
        for cell in one {
            *cell *= scale;
        }
    }
}

/// The eigenvalues of a small symmetric matrix, the largest first, and their vectors: by the method of Jacobi (1846) in
/// cyclic order (Golub and Van Loan 2013, section 8.5).
fn eigenpairs(mut a: Vec<f64>, size: usize) -> (Vec<f64>, Vec<Vec<f64>>) {
    // Row k holds the k-th eigenvector.
    let mut vectors: Vec<f64> = (0..size * size).map(|at| if at / size == at % size { 1.0 } else { 0.0 }).collect();
    let norm = dot(&a, &a);
    for _ in 0..SWEEPS {
        let beside: f64 = (0..size * size).filter(|at| at / size != at % size).map(|at| a[at] * a[at]).sum();
        if beside <= norm * 1e-30 {
            break;
        }
        for p in 0..size {
            (p + 1..size).for_each(|q| rotate(&mut a, &mut vectors, size, p, q));
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.in_order(|one, other| a[other * size + other].total_cmp(&a[one * size + one]));
    order.into_iter().map(|at| (a[at * size + at], vectors[at * size..][..size].to_vec())).unzip()
}

/// More sweeps than a small matrix needs.
const SWEEPS: usize = 30;

/// Turns two rows and columns so that the cell of both becomes 0.
fn rotate(a: &mut [f64], vectors: &mut [f64], size: usize, row: usize, column: usize) {
    let beside = a[row * size + column];
    if beside == 0.0 {
        return;
    }
    let tau = (a[column * size + column] - a[row * size + row]) / (2.0 * beside);
    let tangent = (if tau < 0.0 { -1.0 } else { 1.0 }) / (tau.abs() + (1.0 + tau * tau).sqrt());
    let along = 1.0 / (1.0 + tangent * tangent).sqrt();
    let across = tangent * along;
    let turn = |of: &mut [f64], one: usize, other: usize| {
        (of[one], of[other]) = (along * of[one] - across * of[other], across * of[one] + along * of[other]);
    };
    for at in 0..size {
        turn(a, at * size + row, at * size + column);
    }
    for at in 0..size {
        turn(a, row * size + at, column * size + at);
        turn(vectors, row * size + at, column * size + at);
    }
}

/// Pearson's correlation, of those that have a score; none where there are fewer than three, or all are alike.
fn correlation(along: &[f64], scores: &[Option<f64>]) -> Option<f64> {
    let both: Vec<(f64, f64)> = along.iter().zip(scores).filter_map(|(x, y)| Some((*x, (*y)?))).collect();
    let (x, y) = (mean(both.iter().map(|one| one.0))?, mean(both.iter().map(|one| one.1))?);
    let sum = |of: &dyn Fn(f64, f64) -> f64| both.iter().map(|one| of(one.0 - x, one.1 - y)).sum::<f64>();
    let (xx, yy, xy) = (sum(&|x, _| x * x), sum(&|_, y| y * y), sum(&|x, y| x * y));
    (both.len() > 2 && xx > 1e-18 && yy > 1e-18).then(|| xy / (xx * yy).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eigenpairs_are_those_of_a_matrix_that_one_can_solve() {
        // [[2, 1, 0], [1, 2, 0], [0, 0, -4]]: 3 along (1, 1, 0), 1 along (1, -1, 0), -4 along (0, 0, 1).
        let (vectors, values) = largest(&[2.0, 1.0, 0.0, 1.0, 2.0, 0.0, 0.0, 0.0, -4.0], 3);
        let half = 0.5_f64.sqrt();
        assert!((values[0] - 3.0).abs() < 1e-12 && (values[1] - 1.0).abs() < 1e-12, "{values:?}");
        assert!(vectors[0].iter().zip([half, half, 0.0]).all(|(a, b)| (a.abs() - b).abs() < 1e-12), "{vectors:?}");
        assert!((vectors[1][0] + vectors[1][1]).abs() < 1e-12 && vectors[1][2].abs() < 1e-12);
    }

    #[test]
    fn a_matrix_larger_than_the_block_gives_up_its_largest_eigenpairs() {
        // The path of n points has the eigenvalues 2 cos(k pi / (n + 1)), k from 1 (Brouwer and Haemers 2012, section 1.4.4).
        let size = 40;
        let cell = |at: usize| if (at / size).abs_diff(at % size) == 1 { 1.0 } else { 0.0 };
        let (_, values) = largest(&(0..size * size).map(cell).collect::<Vec<f64>>(), size);
        for (value, k) in values.iter().zip(1..) {
            let expected = 2.0 * (f64::from(k) * std::f64::consts::PI / 41.0).cos();
            assert!((value - expected).abs() < 1e-6, "{value} {expected}");
        }
    }

    #[test]
    fn a_correlation_is_pearsons() {
        // x - 2.5 = -1.5 -0.5 0.5 1.5, y - 2 = -1 -1 1 1: 4 / sqrt(5 x 4).
        let scores = [Some(1.0), Some(1.0), None, Some(3.0), Some(3.0)];
        let found = correlation(&[1.0, 2.0, 9.0, 3.0, 4.0], &scores).unwrap();
        assert!((found - 4.0 / 20.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(correlation(&[1.0, 2.0, 3.0], &[Some(1.0); 3]), None);
    }
}
