//! The blocs of some roll calls, or why there are none.

use super::parting::{Distances, Parting, Tree};
use crate::analysis::agreement::Measure;
use crate::analysis::counted::mean;
use crate::analysis::matrix::{Matrix, MatrixQuery, NoMatrix};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Record, RollCallId};

/// Common votes that every two members need, where as many can be had; a share of fewer moves by ten points with each.
const LEAST: u32 = 10;
/// The most blocs among which the criterion chooses.
const MOST: usize = 20;

/// Who is parted into blocs, and how.
#[derive(Clone, Copy, Debug)]
pub struct BlocsQuery<'a> {
    /// Only the members of this list, with their votes while they were on it.
    pub members: Option<&'a MemberList>,
    /// The measure of agreement; the distance is 1 less its value. Not coincidence, which differs by side.
    pub measure: Measure,
    /// Common votes that every two members must have; 10, or half of the roll calls where these are fewer, if not given.
    pub least: Option<u32>,
    /// How many blocs; those with the best mean silhouette if not given.
    pub blocs: Option<usize>,
}

impl BlocsQuery<'_> {
    /// The blocs of these roll calls.
    ///
    /// # Errors
    /// The reason why there are none.
    pub fn blocs(&self, record: &Record, ids: &[RollCallId]) -> Result<Blocs, NoBlocs> {
        let mut ids: Vec<RollCallId> = ids.iter().copied().filter(|id| record.roll_call(*id).is_vote()).collect();
        ids.sort_unstable();
        let half = (ids.len() as u32).div_ceil(2).max(1);
        let least = self.least.unwrap_or(LEAST.min(half));
        let asked = MatrixQuery { rows: self.members, columns: None, measure: self.measure, least };
        let matrix = asked.matrix(record, &ids).map_err(|why| NoBlocs::Matrix { why, least })?;
        let (kept, left_out) = kept(record, &matrix);
        if kept.len() < 3 {
            return Err(NoBlocs::TooFewMembers { kept: kept.len(), least });
        }
        let wanted = self.blocs.filter(|blocs| *blocs > kept.len());
        if let Some(wanted) = wanted {
            return Err(NoBlocs::TooMany { wanted, members: kept.len() });
        }
        let distance = |a: usize, b: usize| 1.0 - matrix.row(kept[a])[kept[b]].value.unwrap_or_default();
        let distances = Distances::of(kept.len(), &distance);
        let tree = Tree::of(&distances);
        let of_number = |blocs: usize| {
            let silhouettes = distances.silhouettes(&tree.cut(blocs));
            (blocs, mean(silhouettes).unwrap_or_default())
        };
        let numbers: Vec<(usize, f64)> = (2..=MOST.min(kept.len() - 1)).map(of_number).collect();
        let blocs = self.blocs.or_else(|| best(&numbers)).ok_or(NoBlocs::NotApart { members: kept.len() })?;
        let members = kept.iter().map(|place| matrix.rows[*place]).collect();
        Ok(Blocs::new(*self, least, ids, members, left_out, numbers, blocs, distances, tree))
    }
}

/// The number with the best mean silhouette, of equal ones the least; none where none is above 0.
pub(super) fn best(numbers: &[(usize, f64)]) -> Option<usize> {
    let better = |best: (usize, f64), one: &(usize, f64)| if one.1 > best.1 + 1e-12 { *one } else { best };
    Some(numbers.iter().fold((0, 0.0), better).0).filter(|number| *number > 0)
}

/// The places of the rows of a matrix of which every two have a value, by code, and who is left out for that, with the votes of
/// each: time and again the one with the fewest votes for each other beside whom it has no value, of equal ones the last.
fn kept(record: &Record, matrix: &Matrix) -> (Vec<usize>, Vec<(MemberId, u32)>) {
    let own = |place: usize| matrix.row(place)[place].votes;
    let is_thin = |a: usize, b: usize| a != b && matrix.row(a)[b].value.is_none();
    let mut kept: Vec<usize> = (0..matrix.rows.len()).collect();
    kept.in_order_of(|place| record.members().get(matrix.rows[*place]).code);
    let mut lacking: Vec<u32> =
        (0..kept.len()).map(|a| (0..kept.len()).filter(|b| is_thin(a, *b)).count() as u32).collect();
    let mut left_out = Vec::new();
    loop {
        let thin = kept.iter().enumerate().filter(|(_, one)| lacking[**one] > 0);
        let votes_each = |one: usize| f64::from(own(one)) / f64::from(lacking[one]);
        let worst = thin.min_by(|a, b| votes_each(*a.1).total_cmp(&votes_each(*b.1)).then(b.0.cmp(&a.0)));
        let Some((at, &worst)) = worst else { break };
        kept.remove(at);
        left_out.push((matrix.rows[worst], own(worst)));
        kept.iter().filter(|one| is_thin(worst, **one)).for_each(|one| lacking[*one] -= 1);
    }
    left_out.in_order_of(|(member, _)| record.members().get(*member).code);
    (kept, left_out)
}

/// The blocs of some roll calls.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Blocs {
    /// The measure of agreement.
    pub measure: Measure,
    /// Common votes that every two members have.
    pub least: u32,
    /// Whether the number of blocs was asked for.
    pub asked: bool,
    /// The roll calls that were put to a vote.
    pub ids: Vec<RollCallId>,
    /// The members that are parted, by code.
    pub members: Vec<MemberId>,
    /// The bloc of each member, by its place among the blocs.
    pub of: Vec<usize>,
    /// The silhouette (-1 to 1) of each member: how much nearer it is to its bloc than to the next.
    pub silhouettes: Vec<f64>,
    /// The blocs, the largest first, of equal ones that with the first member.
    pub blocs: Vec<Bloc>,
    /// The mean silhouette of each number of blocs among which the criterion chooses.
    pub numbers: Vec<(usize, f64)>,
    /// Who is left out, as with some other there are too few common votes, with the votes of each.
    pub left_out: Vec<(MemberId, u32)>,
    /// The members in the order of the tree, bloc by bloc.
    pub order: Vec<MemberId>,
    pub(super) distances: Distances,
    pub(super) tree: Tree,
}

/// A bloc.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bloc {
    /// The member whose mean distance to the others of the bloc is least; of equal ones the first by code.
    pub center: MemberId,
    /// Its members, by code.
    pub members: Vec<MemberId>,
    /// The mean agreement of every two of them; none where there is one.
    pub within: Option<f64>,
    /// The mean agreement of a member of it and one of another bloc; none where there is no other.
    pub beyond: Option<f64>,
    /// The mean silhouette of its members.
    pub silhouette: f64,
}

impl Bloc {
    /// Its members as a set.
    pub fn set(&self) -> MemberSet {
        self.members.iter().copied().collect()
    }
}

impl Blocs {
    #[allow(clippy::too_many_arguments)] // what was found, once
    fn new(
        asked: BlocsQuery<'_>, least: u32, ids: Vec<RollCallId>, members: Vec<MemberId>,
        left_out: Vec<(MemberId, u32)>, numbers: Vec<(usize, f64)>, number: usize, distances: Distances, tree: Tree,
    ) -> Self {
        let parting = tree.cut(number);
        let silhouettes = distances.silhouettes(&parting);
        let blocs = (0..parting.sizes.len()).map(|bloc| bloc_of(&parting, bloc, &members, &distances, &silhouettes));
        let blocs = blocs.collect();
        let mut order = tree.leaves();
        order.in_order_of(|member| parting.of[*member]);
        let order = order.into_iter().map(|member| members[member]).collect();
        let (measure, asked, of) = (asked.measure, asked.blocs.is_some(), parting.of);
        Self { measure, least, asked, ids, members, of, silhouettes, blocs, numbers, left_out, order, distances, tree }
    }

    /// The bloc of each member and the blocs where the tree is cut into so many.
    pub(crate) fn cut(&self, number: usize) -> (Vec<usize>, Vec<Bloc>) {
        let parting = self.tree.cut(number);
        let bloc = |bloc| bloc_of(&parting, bloc, &self.members, &self.distances, &self.silhouettes);
        let blocs = (0..parting.sizes.len()).map(bloc).collect();
        (parting.of, blocs)
    }

    /// The mean silhouette of all members.
    pub fn silhouette(&self) -> f64 {
        mean(self.silhouettes.iter().copied()).unwrap_or_default()
    }

    /// The mean agreement of a member, by its place, with the others of its bloc; none where there is none.
    pub fn with_own(&self, place: usize) -> Option<f64> {
        let own = self.of[place];
        self.mean_of(place, &|other| other != place && self.of[other] == own)
    }

    /// The mean agreement of a member, by its place, with those of other blocs; none where there is none.
    pub fn with_others(&self, place: usize) -> Option<f64> {
        let own = self.of[place];
        self.mean_of(place, &|other| self.of[other] != own)
    }

    fn mean_of(&self, place: usize, is_meant: &dyn Fn(usize) -> bool) -> Option<f64> {
        let row = self.distances.row(place).iter().enumerate();
        mean(row.filter(|(other, _)| is_meant(*other)).map(|(_, distance)| 1.0 - distance))
    }
}

fn bloc_of(parting: &Parting, bloc: usize, members: &[MemberId], distances: &Distances, silhouettes: &[f64]) -> Bloc {
    let (inside, outside): (Vec<usize>, Vec<usize>) = (0..members.len()).partition(|place| parting.of[*place] == bloc);
    let to = |place: usize, others: &[usize]| others.iter().map(|other| distances.row(place)[*other]).sum::<f64>();
    let far: Vec<f64> = inside.iter().map(|place| to(*place, &inside)).collect();
    let nearest = (0..inside.len()).fold(0, |best, at| if far[at] < far[best] - 1e-12 { at } else { best });
    let agreement = |sum: f64, pairs: usize| (pairs > 0).then(|| 1.0 - sum / pairs as f64);
    Bloc {
        center: members[inside[nearest]],
        within: agreement(far.iter().sum(), inside.len() * (inside.len() - 1)),
        beyond: agreement(inside.iter().map(|place| to(*place, &outside)).sum(), inside.len() * outside.len()),
        silhouette: mean(inside.iter().map(|place| silhouettes[*place])).unwrap_or_default(),
        members: inside.into_iter().map(|place| members[place]).collect(),
    }
}

/// Why there are no blocs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoBlocs {
    /// No two members have a value.
    Matrix {
        /// Why.
        why: NoMatrix,
        /// Common votes that were asked for.
        least: u32,
    },
    /// Fewer than three members of which every two have enough common votes.
    TooFewMembers {
        /// How many there are.
        kept: usize,
        /// Common votes that were asked for.
        least: u32,
    },
    /// More blocs were asked for than there are members.
    TooMany {
        /// Blocs that were asked for.
        wanted: usize,
        /// Members that can be parted.
        members: usize,
    },
    /// However many there are, members agree with those of other blocs as much as with their own.
    NotApart {
        /// Members that could be parted.
        members: usize,
    },
}
