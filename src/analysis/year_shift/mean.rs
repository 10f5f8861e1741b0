//! A member's mean position over some votes.

use crate::{analysis::shift::Stand, members::MemberId, record::Roll};

/// Votes of one member, and their sum: yes 1, abstaining 0, no -1; non-voting is no vote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mean {
    /// Number of votes: yes, no or abstaining.
    pub votes: u32,
    /// The sum of the votes.
    pub sum: i32,
}

impl Mean {
    /// The votes of a member in these rolls.
    pub fn of(member: MemberId, rolls: &[Roll]) -> Self {
        let places = rolls.iter().filter_map(|roll| Stand::of(roll, member)?.scale());
        places.fold(Self::default(), |mean, place| Self { votes: mean.votes + 1, sum: mean.sum + i32::from(place) })
    }

    /// The mean, from -1 to 1; `None` without votes.
    pub fn value(self) -> Option<f64> {
        (self.votes > 0).then(|| f64::from(self.sum) / f64::from(self.votes))
    }
}
