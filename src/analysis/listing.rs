//! Lists of roll calls, in the order that a question asks for.

use std::cmp::{Ordering, Reverse};

use super::counted::Counted;
use crate::members::MemberSet;
use crate::record::{Numbers, Record, RollCallId, Word, Words};

/// The order of a list of roll calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Order {
    /// Day of the vote, the newest first.
    #[default]
    Date,
    /// Votes beyond the majority needed, the narrowest first.
    Margin,
    /// Share of members that voted yes, no or abstained, the lowest first.
    Turnout,
    /// Votes against, the most first.
    Against,
    /// Fewest members on the smaller side, those alone first.
    Lonely,
}

impl Words for Order {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Date, "date", "Day of the vote, the newest first"),
        Word::new(Self::Margin, "margin", "Votes beyond the majority needed, the narrowest first"),
        Word::new(Self::Turnout, "turnout", "Share of members that took part, the lowest first"),
        Word::new(Self::Against, "against", "Votes against, the most first"),
        Word::new(Self::Lonely, "lonely", "Fewest members on the smaller side, those alone first"),
    ];
}

/// These roll calls in order; ties, and those without the figure, stand by their dates, the newest first and those without
/// a day last.
pub fn list(record: &Record, ids: &[RollCallId], order: Order) -> Vec<RollCallId> {
    let figure = |id| match order {
        Order::Date => None,
        Order::Margin => record.margin(id).map(Into::into),
        // Shares differ by 1/193 and more: a millionth is fine enough.
        Order::Turnout => turnout(record.numbers(id)).map(|share| (share * 1e6) as i64),
        Order::Against => record.numbers(id).cast().map(|tally| -i64::from(tally.no)),
        Order::Lonely => Some(minority(record, id)).filter(|few| !few.is_empty()).map(|few| few.len() as i64),
    };
    let mut rows = ids.to_vec();
    rows.sort_by_cached_key(|&id| {
        let figure = figure(id);
        let time = record.in_time(id);
        (figure.is_none(), figure, time.0.is_none(), Reverse((time, id)))
    });
    rows
}

/// Share (0 to 1) of members that voted yes, no or abstained, where all numbers are known.
pub fn turnout(numbers: Numbers) -> Option<f64> {
    let tally = numbers.tally()?;
    Counted::new(tally.members() - tally.non_voting, tally.members()).share()
}

/// The members on the smaller side of yes and no, where there were two sides and all votes are known.
pub fn minority(record: &Record, id: RollCallId) -> MemberSet {
    if !record.is_complete(id) {
        return MemberSet::EMPTY;
    }
    let roll = record.roll(id);
    let (yes, no) = (roll.yes.len(), roll.no.len());
    match yes.cmp(&no) {
        Ordering::Less if yes > 0 => roll.yes,
        Ordering::Greater if no > 0 => roll.no,
        _ => MemberSet::EMPTY,
    }
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
        list(record, &ids, order).iter().map(|id| id.index() + 1).collect()
    }

    #[test]
    fn each_order_puts_its_extreme_first() {
        // Day 1: 6-3, margin 1 (5 needed). Day 2: 9-1. Day 3: 10-0 with 10 absent.
        let record = record(&[(6, 3, 0), (9, 1, 0), (10, 0, 10)]);
        assert_eq!(days(&record, Order::Date), [3, 2, 1]);
        assert_eq!(days(&record, Order::Margin), [1, 2, 3]);
        assert_eq!(days(&record, Order::Turnout), [3, 2, 1]);
        assert_eq!(days(&record, Order::Against), [1, 2, 3]);
        assert_eq!(days(&record, Order::Lonely), [2, 1, 3]);
    }
}
