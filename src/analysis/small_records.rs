//! Records of a few roll calls for the tests of analyses, as one can count them by hand. It holds no tests.

use proptest::prelude::*;

use crate::members::{MemberId, Members};
use crate::record::{Body, Date, Record, RecordBuilder, Roll, RollCall, Session, Vote};

/// Roll calls of the 79th session of the Assembly: the day, and who cast which vote, by code.
pub(super) fn record(rolls: &[(&str, &[(&str, Vote)])]) -> Record {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    for (date, votes) in rolls {
        let mut roll = Roll::default();
        for (code, vote) in *votes {
            roll.enter(builder.members().by_code(code).unwrap(), *vote);
        }
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        roll_call.date = date.parse().ok();
        roll_call.session = Some(Session::Regular(79));
        builder.push(roll_call, roll);
    }
    builder.finish()
}

/// A record of roll calls, one every fifth day, in which the first members of the table vote so: 0 yes, 1 abstain, 2 no,
/// 3 non-voting, else not a member.
pub(crate) fn drawn(rolls: &[Vec<u8>]) -> Record {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    let mut day = Date::constant(2001, 1, 1);
    for votes in rolls {
        let mut roll = Roll::default();
        for (member, vote) in (0..=u8::MAX).map(MemberId::new).zip(votes) {
            let votes = [Vote::Yes, Vote::Abstain, Vote::No, Vote::NonVoting];
            votes.get(usize::from(*vote)).into_iter().for_each(|vote| {
                roll.enter(member, *vote);
            });
        }
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        roll_call.date = Some(day);
        builder.push(roll_call, roll);
        day = day.checked_add(jiff::Span::new().days(5)).unwrap();
    }
    builder.finish()
}

/// Up to 149 rolls of eight members, as [`drawn`] takes them.
pub(crate) fn rolls() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(0..5u8, 8), 0..150)
}
