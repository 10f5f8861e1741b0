//! Roll calls in a row, in the order that a question asks for.

use std::cmp::Ordering;

use super::counted::Counted;
use super::tally::{self, TallyResult};
use crate::members::MemberSet;
use crate::record::{Record, RollCallId, Word, Words};

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Day of the vote, the oldest first.
    #[default]
    Date,
    /// Votes beyond the majority needed, the narrowest first.
    Margin,
    /// Share of members that voted yes, no or abstained, the lowest first.
    Turnout,
    /// Votes against, the most first.
    Against,
    /// Fewest members on the side that stood against the others, those alone first.
    Lonely,
}

impl Words for Order {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Date, "date", "Day of the vote, the oldest first"),
        Word::new(Self::Margin, "margin", "Votes beyond the majority needed, the narrowest first"),
        Word::new(Self::Turnout, "turnout", "Share of members that took part, the lowest first"),
        Word::new(Self::Against, "against", "Votes against, the most first"),
        Word::new(Self::Lonely, "lonely", "Fewest members on the smaller side, those alone first"),
    ];
}

/// One roll call of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its result.
    pub result: TallyResult,
    /// Share (0 to 1) of members that voted yes, no or abstained.
    pub turnout: Option<f64>,
    /// The members on the smaller side of yes and no, where there were two sides.
    pub minority: MemberSet,
}

/// These roll calls in order; ties, and those without the figure, stand in the order of their dates.
pub fn list(record: &Record, ids: &[RollCallId], order: Order) -> Vec<Listed> {
    let mut rows: Vec<Listed> = ids.iter().map(|id| listed(record, *id)).collect();
    let date = |row: &Listed| (record.roll_call(row.result.id).date, row.result.id);
    rows.sort_by(|a, b| compare(order, a, b).then_with(|| date(a).cmp(&date(b))));
    rows
}

/// One roll call of a list.
pub(super) fn listed(record: &Record, id: RollCallId) -> Listed {
    let result = tally::result(record, id);
    let turnout =
        result.tally.and_then(|tally| Counted::new(tally.members() - tally.non_voting, tally.members()).share());
    let roll = record.roll(id);
    let (yes, no) = (roll.yes.len(), roll.no.len());
    let minority = match yes.cmp(&no) {
        Ordering::Less if yes > 0 => roll.yes,
        Ordering::Greater if no > 0 => roll.no,
        _ => MemberSet::EMPTY,
    };
    Listed { result, turnout, minority }
}

fn compare(order: Order, a: &Listed, b: &Listed) -> Ordering {
    let missing_last = |key: Option<i64>| (key.is_none(), key);
    let key = |row: &Listed| match order {
        Order::Date => Some(0),
        Order::Margin => row.result.tally.map(|_| i64::from(row.result.margin)),
        // Shares differ by 1/193 and more: a millionth is fine enough.
        Order::Turnout => row.turnout.map(|share| (share * 1e6) as i64),
        Order::Against => row.result.tally.map(|tally| -i64::from(tally.no)),
        Order::Lonely => (!row.minority.is_empty()).then_some(i64::from(row.minority.len() as u32)),
    };
    missing_last(key(a)).cmp(&missing_last(key(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{Body, RecordBuilder, Roll, RollCall, Vote},
    };

    /// Roll calls of one day each, with so many yes, no and non-voting.
    fn record(numbers: &[(u8, u8, u8)]) -> Record {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for (day, (yes, no, absent)) in (1..).zip(numbers) {
            let mut members = builder.members().iter().map(|(id, _)| id).collect::<Vec<_>>().into_iter();
            let mut roll = Roll::default();
            for (count, vote) in [(yes, Vote::Yes), (no, Vote::No), (absent, Vote::NonVoting)] {
                members.by_ref().take(usize::from(*count)).for_each(|member| {
                    roll.enter(member, vote);
                });
            }
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.date = crate::record::Date::new(2025, 1, day).ok();
            builder.push(roll_call, roll);
        }
        builder.finish()
    }

    fn days(record: &Record, order: Order) -> Vec<usize> {
        let ids: Vec<_> = record.ids().collect();
        list(record, &ids, order).iter().map(|row| row.result.id.index() + 1).collect()
    }

    #[test]
    fn each_order_puts_its_extreme_first() {
        // Day 1: 5-4, margin 0 (5 needed). Day 2: 9-1. Day 3: 10-0 with 10 absent.
        let record = record(&[(5, 4, 0), (9, 1, 0), (10, 0, 10)]);
        assert_eq!(days(&record, Order::Date), [1, 2, 3]);
        assert_eq!(days(&record, Order::Margin), [1, 2, 3]);
        assert_eq!(days(&record, Order::Turnout), [3, 1, 2]);
        assert_eq!(days(&record, Order::Against), [1, 2, 3]);
        assert_eq!(days(&record, Order::Lonely), [2, 1, 3]);
    }
}
