//! The shift between two years on the whole record of the Assembly. The figures were counted apart from the program, from
//! the Library's rows and the links that `unvote export series` gives.

use unvote::{
    analysis::{
        series::Links,
        shift::{Movement, Stand},
        year_shift::{MemberShift, questions, year_shift},
    },
    record::{Date, RollCallId, Vote},
};

use super::ASSEMBLY;

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn from_2024_to_2025_the_united_states_moved_toward_no_on_15_of_62_questions() {
    let record = &ASSEMBLY.record;
    let years = [2024, 2025];
    let of = |year| -> Vec<RollCallId> {
        record.ids().filter(|id| record.roll_call(*id).date.map(Date::year) == Some(year)).collect()
    };
    let questions = questions(record, years.map(of), years, &Links::of(record));
    assert_eq!((questions.ids[0].len(), questions.ids[1].len(), questions.pairs.len()), (95, 192, 62));
    let shift = year_shift(record, &questions, None).expect("two years");
    let of = |code: &str| -> &MemberShift {
        shift.members.iter().find(|one| record.members().get(one.member).code == code).expect("a member")
    };
    let moves = |code| {
        (of(code).moves.voted_in_both, of(code).moves.toward_yes, of(code).moves.toward_no, of(code).moves.steps)
    };
    assert_eq!(moves("USA"), (62, 0, 15, -21));
    assert_eq!(moves("PRY"), (61, 1, 18, -22));
    assert_eq!(moves("RUS"), (62, 0, 0, 0));
    // The sign test on 15 moves one way: 2 / 2^15.
    assert!(of("USA").moves.chance().is_some_and(|p| (p - 2.0 / 32768.0).abs() < 1e-15));
    // On all votes Russia's mean rose by 0.37 without a move: the agenda alone did it.
    let mean = |code| of(code).change().map(|change| (change * 1e6).round() / 1e6);
    assert_eq!((mean("USA"), mean("RUS")), (Some(-0.652_039), Some(0.367_599)));
    let (yes, no) = (Stand::Voted(Vote::Yes), Stand::Voted(Vote::No));
    assert_eq!((shift.count(yes, yes), shift.count(yes, no), shift.count(no, yes)), (8252, 30, 3));
    assert_eq!(shift.net_swing(), -242);
}
