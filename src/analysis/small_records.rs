//! Records of a few roll calls for the tests of analyses, as one can count them by hand. It holds no tests.

use crate::members::Members;
use crate::record::{Body, Record, RecordBuilder, Roll, RollCall, Session, Vote};

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
