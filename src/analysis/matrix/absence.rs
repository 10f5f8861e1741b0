//! Why a matrix has nothing to show.

use super::cells::{Matrix, MatrixQuery};
use crate::analysis::absence::NotSeated;
use crate::members::{MemberId, MemberList};
use crate::record::{Record, RollCallId};

/// Why a matrix has nothing to show.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoMatrix {
    /// One member stands in the rows, and nobody in columns of their own.
    Alone(MemberId),
    /// One and the same member stands in the rows and in the columns.
    Twice(MemberId),
    /// All of the resolutions were adopted without a vote.
    WithoutAVote,
    /// There are common votes, but the measure has no value for any two.
    NoValue,
    /// No two have as many common votes as were asked for.
    TooFew {
        /// The most common votes of any two.
        most: u32,
        /// Roll calls that were counted.
        roll_calls: usize,
    },
    /// No two members have a common vote.
    NoCommonVote {
        /// Roll calls that were counted.
        roll_calls: usize,
        /// The lists of which nobody had a seat.
        absent: Vec<NotSeated>,
    },
}

impl MatrixQuery<'_> {
    /// Whether rows and columns name two different members.
    ///
    /// # Errors
    /// The one member that they name.
    pub fn names_two(&self) -> Result<(), NoMatrix> {
        let only = |list: Option<&MemberList>| list.and_then(MemberList::only_member);
        match (only(self.rows), only(self.columns)) {
            (Some(row), None) if self.columns.is_none() => Err(NoMatrix::Alone(row)),
            (Some(row), Some(column)) if row == column => Err(NoMatrix::Twice(row)),
            _ => Ok(()),
        }
    }

    /// The matrix of these roll calls.
    ///
    /// # Errors
    /// The reason why no two different members of it have a value.
    pub fn matrix(self, record: &Record, ids: &[RollCallId]) -> Result<Matrix, NoMatrix> {
        let matrix = Matrix::of(record, ids, self);
        if matrix.pairs().any(|pair| pair.cell.value.is_some()) {
            return Ok(matrix);
        }
        let most = matrix.pairs().map(|pair| pair.cell.votes).max().unwrap_or(0);
        let roll_calls = matrix.roll_calls;
        Err(match (most, roll_calls) {
            _ if most >= self.least => NoMatrix::NoValue,
            (_, 0) => NoMatrix::WithoutAVote,
            (1.., _) => NoMatrix::TooFew { most, roll_calls },
            _ => {
                let lists = [self.rows, self.columns].into_iter().flatten();
                NoMatrix::NoCommonVote {
                    roll_calls,
                    absent: lists.filter_map(|list| NotSeated::of(record, ids, list)).collect(),
                }
            }
        })
    }
}
