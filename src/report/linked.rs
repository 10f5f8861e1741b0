//! Matrices and trees as data: members by members, and what was joined to what. Where they stand and in which colour is not
//! its matter; nor does it compute anything.

use super::chart::{Unit, with_minus};
use super::role::Role;
use super::words;

/// A matrix whose cells are colours.
#[derive(Clone, Debug)]
pub(crate) struct Heat {
    /// The name and the code of each row.
    pub rows: Vec<[&'static str; 2]>,
    /// The same of each column.
    pub columns: Vec<[&'static str; 2]>,
    /// The values, row by row; none where there is none, and where a member meets itself.
    pub cells: Vec<Option<f64>>,
    /// The values at the ends of the scale.
    pub ends: [f64; 2],
    /// What the values are.
    pub unit: Unit,
    /// What stands behind the upper end of the scale: `identical`.
    pub measure: &'static str,
    /// Rows and columns that belong together, from the first to the last.
    pub blocs: Vec<Together>,
}

/// Rows beside one another that belong together.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    /// The first and the last row, from 0.
    pub span: [usize; 2],
    /// What they are called, on two lines: `129 members`, `around Somalia`.
    pub words: [String; 2],
}

/// A tree: what was joined to what, at which agreement.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    /// The leaves from top to bottom.
    pub leaves: Vec<Leaf>,
    /// What was joined, the nearest first.
    pub joins: Vec<Joined>,
    /// Where the axis begins; it ends at 1.
    pub least: f64,
    /// What the values are.
    pub unit: Unit,
}

/// A leaf of a tree.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// Its name, and where that has no room.
    pub names: [String; 2],
    /// Its colour.
    pub role: Role,
    /// The agreement of all that stand in it with one another; 1 for a single member.
    pub within: f64,
}

/// Two branches that were joined.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    /// The branches: leaves by their places, and from their number on what was joined before.
    pub of: [usize; 2],
    /// The agreement at which they were joined.
    pub at: f64,
    /// Its colour.
    pub role: Role,
}

/// A value as it is told where there is little room: `87%`, `0.53`.
pub(crate) fn figure(unit: Unit, value: f64) -> String {
    if unit == Unit::Share { words::whole_percentage(value) + "%" } else { with_minus(&format!("{value:.2}")) }
}

impl Heat {
    /// The colour of a value: of measures below 0 less and more than 0 are told apart.
    pub(crate) fn role(&self, value: f64) -> Role {
        let [least, most] = self.ends;
        if least < 0.0 {
            return Role::Change((value / most.max(-least).max(f64::EPSILON)) as f32);
        }
        Role::Share(((value - least) / (most - least).max(f64::EPSILON)) as f32)
    }
}
