//! Where the sweeps begin: agreement with one member, session by session. It is a part of the method: with another start,
//! such as agreement with Russia, they end elsewhere.

use hashbrown::HashMap;

use super::votes::{Seat, Vote, Votes};
use crate::members::MemberId;

/// No position starts farther out than this.
const FARTHEST_START: f64 = 3.0;

impl Votes {
    /// The positions to start from: each member's agreement with the anchor in the roll calls of the session in which both
    /// took a position (Lijphart's), in standard deviations from the session's mean, at most [`FARTHEST_START`]. None
    /// where the anchor has no vote at all.
    pub(super) fn start(&self, anchor: MemberId) -> Option<Vec<f64>> {
        let mut agreed = vec![(0.0, 0_u32); self.seats.len()];
        for item in 0..self.by_item.len() {
            let (votes, position) = (self.by_item.of(item), |vote: &Vote| self.position(item, vote.class()));
            let its = votes.iter().filter(|vote| self.seats[vote.index()].line == anchor);
            let its: HashMap<u16, usize> = its.map(|vote| (self.seats[vote.index()].session, position(vote))).collect();
            for vote in votes {
                if let Some(its) = its.get(&self.seats[vote.index()].session) {
                    let sum = &mut agreed[vote.index()];
                    sum.0 += 1.0 - position(vote).abs_diff(*its) as f64 / 2.0;
                    sum.1 += 1;
                }
            }
        }
        let mut sessions: HashMap<u16, Vec<f64>> = HashMap::new();
        let means: Vec<Option<f64>> =
            agreed.iter().map(|(sum, votes)| (*votes > 0).then(|| sum / f64::from(*votes))).collect();
        for (seat, mean) in self.seats.iter().zip(&means) {
            sessions.entry(seat.session).or_default().extend(mean);
        }
        let scales: HashMap<u16, [f64; 2]> =
            sessions.into_iter().map(|(session, all)| (session, scale(&all))).collect();
        let start = |(seat, mean): (&Seat, &Option<f64>)| {
            let [middle, deviation] = scales.get(&seat.session).copied().unwrap_or_default();
            let place = mean.filter(|_| deviation > 0.0).map(|mean| (mean - middle) / deviation);
            place.map_or(0.0, |place| place.clamp(-FARTHEST_START, FARTHEST_START))
        };
        let is_anchored = self.seats.iter().any(|seat| seat.line == anchor);
        is_anchored.then(|| self.seats.iter().zip(&means).map(start).collect())
    }
}

/// The mean and the standard deviation (n - 1) of values.
fn scale(values: &[f64]) -> [f64; 2] {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    [mean, (squares / (values.len() as f64 - 1.0).max(1.0)).sqrt()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_measured_in_deviations_of_their_sample() {
        // Deviations -2, 0, 2: a mean of 3 and a variance of 8 / 2.
        let [mean, deviation] = scale(&[1.0, 3.0, 5.0]);
        assert!((mean - 3.0).abs() < 1e-12 && (deviation - 2.0).abs() < 1e-12);
        assert!(scale(&[4.0])[1].abs() < 1e-12);
    }
}
