//! How expected votes were that were held, by everything but the vote itself: the member's position and the question's
//! parameters fitted to all other votes, and what the member did the last time. It forecasts nothing: later votes count too.

use super::forecast::{CAST, Surprise, Surprises};
use super::ideal::{Expected, Fit, session_of};
use super::series::Links;
use crate::members::{MemberId, MemberSet};
use crate::record::parallel::share_out;
use crate::record::{Record, RollCallId, Vote};

/// What the model's probabilities and those of the vote before weigh, as exponents; and the model's alone, where there was no
/// vote before. Fitted on half of a tenth of all votes that had been held out, by the log loss (`docs/predict.md`).
const OF_MODEL: f64 = 0.83;
const OF_LAST_TIME: f64 = 0.62;
const OF_MODEL_ALONE: f64 = 1.05;
/// How often a member that voted yes, abstained or voted no (rows) voted yes, abstained or voted no (columns) the next time.
const NEXT_TIME: [[f64; 3]; 3] = [[0.974, 0.023, 0.003], [0.161, 0.796, 0.043], [0.038, 0.071, 0.892]];

/// What a member voted the last time on the question of a roll call, before it: yes, no or abstaining.
pub fn last_time(record: &Record, links: &Links<'_>, id: RollCallId, member: MemberId) -> Option<Vote> {
    let mut before = std::iter::successors(links.predecessor(id), |id| links.predecessor(*id));
    before.find_map(|id| record.lines(id).vote(member).filter(|vote| CAST.contains(vote)))
}

/// How expected the votes of these roll calls were; of all members, or of these lines. What is not in the fit is counted.
pub fn surprising(
    record: &Record, (fit, links): (&Fit, &Links<'_>), ids: &[RollCallId],
    whose: &(dyn Fn(RollCallId) -> Option<MemberSet> + Sync),
) -> Surprises {
    let of_each = share_out(ids, |(): &mut (), id| {
        let (session, whose) = (session_of(record, *id).unwrap_or_default(), whose(*id));
        let expected = fit.expected(*id, session).into_iter();
        let asked = expected.filter(|one| whose.is_none_or(|whose| whose.contains(one.line)));
        let votes: Vec<Surprise> = asked.map(|one| surprise(record, links, *id, &one)).collect();
        (votes, fit.question(*id).is_some())
    });
    let mut found = Surprises::default();
    for (id, (votes, is_in_fit)) in ids.iter().zip(of_each) {
        if is_in_fit {
            found.ids.push(*id);
        } else {
            found.not_counted += 1;
        }
        found.votes.extend(votes);
    }
    found.ranked()
}

fn surprise(record: &Record, links: &Links<'_>, id: RollCallId, one: &Expected) -> Surprise {
    let last = last_time(record, links, id, one.line).and_then(|last| CAST.iter().position(|vote| *vote == last));
    Surprise::new(id, one.line, one.voted, combined(one.chances, last))
}

/// The probabilities by the model and what the member did the last time, by its place in [`CAST`].
fn combined(model: [f64; 3], last: Option<usize>) -> [f64; 3] {
    let of = std::array::from_fn(|at| match last {
        Some(last) => libm::pow(model[at], OF_MODEL) * libm::pow(NEXT_TIME[last][at], OF_LAST_TIME),
        None => libm::pow(model[at], OF_MODEL_ALONE),
    });
    let sum: f64 = of.iter().sum();
    of.map(|one| one / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_member_did_the_last_time_counts_beside_its_position() {
        // Three equal chances, then the row of yes to the power of 0.62: 0.98380, 0.09644, 0.02728, which add up to 1.10752.
        let third = 1.0 / 3.0;
        let [yes, abstain, no] = combined([third; 3], Some(0));
        assert!(
            (yes - 0.888_29).abs() < 1e-4 && (abstain - 0.087_08).abs() < 1e-4 && (no - 0.024_63).abs() < 1e-4,
            "{yes} {abstain} {no}"
        );
        // Without a vote before the model stands alone, a little sharper: 0.8^1.05 = 0.79113, 0.1^1.05 = 0.08913 twice.
        let alone = combined([0.8, 0.1, 0.1], None);
        assert!((alone[0] - 0.816_12).abs() < 1e-4, "{alone:?}");
    }
}
