//! Who vetoed what in the Security Council, and how often: by member and by year.

use super::{grouped::grouped, tally, topics::Topics};
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Body, Record, RollCallId, Word, Words};

/// One vetoed draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Veto {
    /// The roll call on the draft.
    pub id: RollCallId,
    /// The members that vetoed it.
    pub members: MemberSet,
}

impl Veto {
    /// The lines of the members that vetoed it.
    pub(crate) fn lines(&self, record: &Record) -> MemberSet {
        record.members().lines_of(self.members, record.roll_call(self.id).date)
    }
}

/// The property by which vetoes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The member that vetoed.
    Member,
    /// The topics of the draft.
    Topic,
    /// The calendar year of the veto.
    Year,
}

impl Words for By {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Member, "member", "The member that vetoed"),
        Word::new(
            Self::Topic,
            "topic",
            "Its topics: issues, subject headings or agenda items, whichever the source has, else its title",
        ),
        Word::new(Self::Year, "year", "The calendar year"),
    ];
}

/// How often members vetoed; a veto cast by several members counts for each of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The number of drafts vetoed.
    pub drafts: u32,
    /// The number of vetoes of each line that cast any.
    pub by_member: Vec<(MemberId, u32)>,
}

/// The vetoes among these roll calls, in their order.
pub fn vetoes(record: &Record, ids: &[RollCallId]) -> Vec<Veto> {
    let council = ids.iter().filter(|id| record.roll_call(**id).body == Body::SecurityCouncil);
    let vetoed = council.map(|&id| Veto { id, members: tally::result(record, id).vetoes });
    vetoed.filter(|veto| !veto.members.is_empty()).collect()
}

/// The vetoes that were cast by a member of a list, as the list was on the day.
pub fn cast_by(record: &Record, mut vetoes: Vec<Veto>, list: &MemberList) -> Vec<Veto> {
    vetoes.retain(|veto| {
        let (members, day) = (record.members(), record.roll_call(veto.id).date);
        match day {
            Some(day) => !(list.on(members, day) & veto.members).is_empty(),
            // Some lists give no more than a year.
            None => !(list.lines_on(members, None) & veto.lines(record)).is_empty(),
        }
    });
    vetoes
}

/// Counts of vetoes by calendar year.
pub fn by_year(record: &Record, vetoes: &[Veto]) -> Vec<(i16, Count)> {
    count_by(record, vetoes, |id| record.year(id))
}

/// Counts of vetoes by topic: the topics that the source gives a roll call, else its title.
pub fn by_topic(record: &Record, vetoes: &[Veto]) -> Vec<(String, Count)> {
    let topics = Topics::new(record, vetoes.iter().map(|veto| veto.id));
    count_by(record, vetoes, |id| match topics.of(id) {
        [] => vec![record.text(record.roll_call(id).title).to_owned()],
        several => several.to_vec(),
    })
}

/// Counts of vetoes under each key that a roll call has.
fn count_by<K: Ord, I: IntoIterator<Item = K>>(
    record: &Record, vetoes: &[Veto], keys: impl Fn(RollCallId) -> I,
) -> Vec<(K, Count)> {
    let count = |vetoes: Vec<&Veto>| {
        let members = vetoes.iter().flat_map(|veto| veto.lines(record).iter());
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
        let counts = count_by(&record, &vetoes, |_| Some(()));
        assert_eq!((counts.len(), counts[0].1.drafts), (1, 2));
        let mut numbers: Vec<u32> = counts[0].1.by_member.iter().map(|(_, count)| *count).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2]);
    }
}
