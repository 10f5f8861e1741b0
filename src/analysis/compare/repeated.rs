//! How much of a year's agreement is its agenda: the questions of the year that had been put to a vote before, with the
//! agreement on them then and now. It links no roll calls: see [`Links`].

use super::sides::{Compared, Sides};
use crate::analysis::series::Links;
use crate::record::{Record, RollCallId};

/// The questions of a set of roll calls that had been voted on before, and the others.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Repeated {
    /// Roll calls of the set.
    pub roll_calls: usize,
    /// Agreement on those that had been voted on before.
    pub now: Compared,
    /// Agreement on the same questions the last time.
    pub before: Compared,
}

/// Tells the questions of these roll calls that had been voted on before from those that are new to a vote.
pub(super) fn repeated(record: &Record, ids: &[RollCallId], sides: &Sides<'_>, links: &Links) -> Repeated {
    let pairs = ids.iter().filter_map(|id| Some((*id, links.predecessor(*id)?)));
    let (again, first): (Vec<RollCallId>, Vec<RollCallId>) = pairs.unzip();
    Repeated { roll_calls: ids.len(), now: sides.over(record, &again), before: sides.over(record, &first) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        analysis::agreement::Measure,
        members::Members,
        record::{Body, Date, RecordBuilder, Roll, RollCall, Session, Vote},
    };

    #[test]
    fn a_new_question_is_told_from_one_that_changed_its_answer() {
        let members = Arc::new(Members::embedded());
        let mut builder = RecordBuilder::new(members.clone());
        // The embargo in two sessions, agreed on and then not; and a question of the second that nobody had put.
        let votes = [
            (78, 2023, "Necessity of ending the embargo against Cuba", Vote::Yes),
            (79, 2024, "Necessity of ending the embargo against Cuba", Vote::No),
            (79, 2024, "Permanent sovereignty over natural gas and helium", Vote::No),
        ];
        for (session, year, title, vote) in votes {
            let mut one = RollCall::new(Body::GeneralAssembly);
            one.title = builder.text(title);
            one.session = Some(Session::Regular(session));
            one.date = Date::new(year, 11, 1).ok();
            let mut roll = Roll::default();
            for (code, vote) in [("USA", Vote::Yes), ("GBR", vote), ("FRA", Vote::Yes), ("RUS", Vote::No)] {
                roll.enter(members.by_code(code).expect("a member"), vote);
            }
            builder.push(one, roll);
        }
        let record = builder.finish();
        let (first, second) = (members.list("US").expect("a list"), members.list("GB").expect("a list"));
        let sides = Sides { first: &first, second: &second, measure: Measure::Identical };
        let of_2024: Vec<RollCallId> = record.ids().skip(1).collect();
        let told = repeated(&record, &of_2024, &sides, &Links::of(&record));
        assert_eq!((told.roll_calls, told.now.roll_calls), (2, 1));
        assert_eq!((told.before.value, told.now.value), (Some(1.0), Some(0.0)));
    }
}
