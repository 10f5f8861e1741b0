//! Who vetoed what in the Security Council, and how often: by member and by year.

use std::collections::BTreeMap;

use super::{grouped::grouped, tally};
use crate::{
    members::{MemberId, MemberSet},
    record::{Body, Record, RollCallId},
};

/// One vetoed draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Veto {
    /// The roll call.
    pub id: RollCallId,
    /// Who vetoed it.
    pub members: MemberSet,
}

/// How often members vetoed, each veto of several members counted for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Drafts vetoed.
    pub drafts: u32,
    /// Vetoes by member.
    pub by_member: BTreeMap<MemberId, u32>,
}

/// The vetoes among these roll calls, in their order.
#[must_use]
pub fn vetoes(record: &Record, ids: &[RollCallId]) -> Vec<Veto> {
    let council = ids.iter().filter(|id| record.roll_call(**id).body == Body::SecurityCouncil);
    let vetoed = council.map(|&id| Veto { id, members: tally::result(record, id).vetoes });
    vetoed.filter(|veto| !veto.members.is_empty()).collect()
}

/// Counts of vetoes under each key that a roll call has, such as its year or its topics.
#[must_use]
pub fn count_by<K: Ord, I: IntoIterator<Item = K>>(
    vetoes: &[Veto],
    keys: impl Fn(RollCallId) -> I,
) -> BTreeMap<K, Count> {
    let count = |vetoes: Vec<&Veto>| {
        let members = vetoes.iter().flat_map(|veto| veto.members.iter());
        let by_member = grouped(members, |member| [member]).into_iter();
        Count {
            drafts: vetoes.len() as u32,
            by_member: by_member.map(|(member, times)| (member, times.len() as u32)).collect(),
        }
    };
    grouped(vetoes, |veto| keys(veto.id)).into_iter().map(|(key, vetoes)| (key, count(vetoes))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{Outcome, RecordBuilder, Roll, RollCall, Vote},
    };

    #[test]
    fn a_draft_vetoed_by_two_counts_once_as_a_draft_and_once_for_each() {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for codes in [&["RUS", "CHN"][..], &["RUS"], &[]] {
            let mut roll = Roll::default();
            for code in codes {
                roll.enter(builder.members().by_code(code).unwrap(), Vote::No);
            }
            let mut roll_call = RollCall::new(Body::SecurityCouncil);
            roll_call.outcome = Some(Outcome::Vetoed);
            builder.push(roll_call, roll);
        }
        let record = builder.finish();
        let ids: Vec<_> = record.ids().collect();
        let vetoes = vetoes(&record, &ids);
        let counts = count_by(&vetoes, |_| Some(()));
        assert_eq!(counts[&()].drafts, 2);
        let mut numbers: Vec<u32> = counts[&()].by_member.values().copied().collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2]);
    }
}
