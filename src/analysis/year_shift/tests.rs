use super::references::{stayed, toward};
use super::*;
use crate::analysis::series::Links;
use crate::analysis::shift::{Movement, Moves, Stand};
use crate::members::{MemberSet, Members};
use crate::record::{Body, Date, Record, RecordBuilder, Roll, RollCall, RollCallId, Session, Vote};

/// Session, day, title, and each member's vote.
type Told<'t> = (u16, &'t str, &'t str, &'t [(&'t str, Vote)]);

const EMBARGO: &str = "Necessity of ending the embargo against Cuba";
const GAS: &str = "Permanent sovereignty over natural gas and helium";
const MINES: &str = "Convention on mines beneath glaciers";
const YES: Vote = Vote::Yes;
const NO: Vote = Vote::No;
const ABSTAIN: Vote = Vote::Abstain;
/// Members whose votes never change, so that the links have enough to go by.
const SAME: [(&str, Vote); 3] = [("FRA", YES), ("KEN", YES), ("RUS", NO)];

fn record(roll_calls: &[Told<'_>]) -> Record {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    for (session, day, title, votes) in roll_calls {
        let mut roll = Roll::default();
        for (code, vote) in SAME.iter().chain(*votes) {
            roll.enter(builder.members().by_code(code).unwrap(), *vote);
        }
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        roll_call.date = day.parse().ok();
        roll_call.session = Some(Session::Regular(*session));
        roll_call.title = builder.text(title);
        builder.push(roll_call, roll);
    }
    builder.finish()
}

/// The roll calls of two years, and their questions.
fn between(record: &Record, years: [i16; 2]) -> Questions {
    let of = |year| record.ids().filter(|id| record.roll_call(*id).date.map(Date::year) == Some(year)).collect();
    questions(record, years.map(of), years, &Links::of(record))
}

fn places(ids: &[(RollCallId, RollCallId)]) -> Vec<(usize, usize)> {
    ids.iter().map(|(from, to)| (from.index(), to.index())).collect()
}

/// Two questions of 2023 and 2025, and one more of each year alone.
fn two_questions() -> Record {
    record(&[
        (78, "2023-11-01", EMBARGO, &[("USA", YES), ("CUB", NO), ("BRA", ABSTAIN)]),
        (78, "2023-11-02", GAS, &[("USA", YES), ("CUB", YES), ("BRA", YES)]),
        (78, "2023-11-03", MINES, &[("USA", YES), ("CUB", NO)]),
        (80, "2025-11-01", EMBARGO, &[("USA", NO), ("CUB", YES), ("BRA", Vote::NonVoting)]),
        (80, "2025-11-02", GAS, &[("USA", ABSTAIN), ("CUB", YES), ("BRA", NO)]),
        (80, "2025-11-03", "Zoological gardens of the seabed", &[("USA", NO)]),
    ])
}

#[test]
fn questions_put_in_both_years_are_linked_and_the_others_kept_with_their_reason() {
    let record = two_questions();
    let found = between(&record, [2023, 2025]);
    assert_eq!(places(&found.pairs), [(0, 3), (1, 4)]);
    let single = found.single.map(|one| one.into_iter().map(|(id, why)| (id.index(), why)).collect::<Vec<_>>());
    assert_eq!(single, [vec![(2, Single::OneYear)], vec![(5, Single::OneYear)]]);
}

#[test]
fn a_year_between_does_not_part_a_question_and_the_last_vote_of_a_year_counts() {
    let votes: &[_] = &[("USA", YES)];
    let record = record(&[
        (77, "2023-01-10", EMBARGO, votes),
        (78, "2023-11-01", EMBARGO, votes),
        (79, "2024-11-01", EMBARGO, votes),
        (80, "2025-11-01", EMBARGO, votes),
    ]);
    let found = between(&record, [2023, 2025]);
    assert_eq!(places(&found.pairs), [(1, 3)]);
    assert_eq!(found.single[0].iter().map(|one| one.1).collect::<Vec<_>>(), [Single::Again]);
    // Without the vote of 2025 among those given, the one of 2023 has its partner outside.
    let ids = [vec![record.ids().nth(1).unwrap()], Vec::new()];
    let found = questions(&record, ids, [2023, 2025], &Links::of(&record));
    assert_eq!(found.single[0][0].1, Single::Outside);
}

#[test]
fn moves_are_summed_over_the_questions_as_worked_out_by_hand() {
    let record = two_questions();
    let shift = year_shift(&record, &between(&record, [2023, 2025]), None).unwrap();
    let of = |code| shift.members.iter().find(|one| record.members().get(one.member).code == code).unwrap();
    let moves = |code| {
        let Moves { voted_in_both, toward_yes, toward_no, steps, moved } = of(code).moves;
        (voted_in_both, toward_yes, toward_no, steps, moved)
    };
    // The United States: yes to no and yes to abstaining. Cuba: no to yes. Brazil: did not vote on the embargo in 2025.
    assert_eq!(moves("USA"), (2, 0, 2, -3, 3));
    assert_eq!(moves("CUB"), (2, 1, 0, 2, 2));
    assert_eq!(moves("BRA"), (1, 0, 1, -2, 2));
    assert_eq!(moves("FRA"), (2, 0, 0, 0, 0));
    // Those that moved most come first; of equal moves the larger change of the mean: Brazil from 1/2 to -1, Cuba from
    // -1/3 to 1.
    let order: Vec<_> = shift.members.iter().map(|one| record.members().get(one.member).code).take(3).collect();
    assert_eq!(order, ["USA", "BRA", "CUB"]);
    // 2023: 3 yes, 2025: no, abstaining, no.
    let us = of("USA");
    assert_eq!((us.before, us.after), (Mean { votes: 3, sum: 3 }, Mean { votes: 3, sum: -2 }));
    assert!((us.change().unwrap() + 5.0 / 3.0).abs() < 1e-12);
    // 2 moves one way: 2 * (1/2)^2.
    assert_eq!((us.moves.chance(), of("FRA").moves.chance()), (Some(0.5), None));
}

#[test]
fn the_table_of_all_questions_is_the_sum_of_theirs() {
    let record = two_questions();
    let shift = year_shift(&record, &between(&record, [2023, 2025]), None).unwrap();
    let cell = |before, after| shift.count(Stand::Voted(before), Stand::Voted(after));
    // France and Kenya stay yes on both, and Cuba on the gas; Russia stays no.
    assert_eq!((cell(YES, YES), cell(NO, NO), cell(YES, NO), cell(NO, YES)), (5, 2, 2, 1));
    assert_eq!((cell(YES, ABSTAIN), cell(ABSTAIN, Vote::NonVoting)), (1, 1));
    // Embargo: yes 3 to 3, no 2 to 2. Gas: yes 5 to 3, no 1 to 2.
    assert_eq!((shift.change(), shift.net_swing()), ((-2, 1), -3));
    assert_eq!((shift.before(Stand::Voted(YES)), shift.after(Stand::Voted(YES))), (8, 6));
    // The United States and Brazil toward no, Cuba toward yes: 2 * (1 + 3) / 2^3 = 1.
    assert_eq!((shift.balance(), shift.chance()), ((1, 2), Some(1.0)));
    let regions: Vec<_> = shift
        .by_region(&record)
        .into_iter()
        .map(|one| (one.part.code, one.moves.voted_in_both, one.moves.mean()))
        .collect();
    // WEOG: the United States -3 and France 0 over four. GRULAC: Cuba 2, Brazil -2 over three.
    assert_eq!(regions, [("WEOG", 4, -0.75), ("AFR", 2, 0.0), ("EEG", 2, 0.0), ("GRULAC", 3, 0.0)]);
}

#[test]
fn new_and_former_members_are_told_and_a_seat_that_passed_on_is_neither() {
    let record = record(&[
        (46, "1991-11-01", EMBARGO, &[("BLR", YES), ("CSK", NO)]),
        (48, "1993-11-01", EMBARGO, &[("BLR", YES), ("CZE", NO)]),
    ]);
    let shift = year_shift(&record, &between(&record, [1991, 1993]), None).unwrap();
    let codes = |set: MemberSet| set.iter().map(|id| record.members().get(id).code).collect::<Vec<_>>();
    let (new, former) = shift.new_and_former();
    assert_eq!((codes(new), codes(former)), (vec!["CZE"], vec!["CSK"]));
    assert_eq!(shift.count(Stand::NotMember, Stand::Voted(NO)), 1);
    assert_eq!(shift.count(Stand::Voted(NO), Stand::NotMember), 1);
}

#[test]
fn others_come_nearer_by_the_sum_of_their_steps() {
    let record = two_questions();
    let shift = year_shift(&record, &between(&record, [2023, 2025]), None).unwrap();
    let member = |code| record.members().by_code(code).unwrap();
    // Russia stayed no on both: the United States came nearer by 2 and by 1, Brazil by 2, Cuba went away by 2.
    let to_russia = toward(&record, &shift, member("RUS")).unwrap();
    let steps = |one: &Toward| {
        one.others.iter().map(|one| (record.members().get(one.member).code, one.steps)).collect::<Vec<_>>()
    };
    assert_eq!(steps(&to_russia), [("USA", 3), ("BRA", 2), ("FRA", 0), ("KEN", 0), ("CUB", -2)]);
    assert_eq!((to_russia.questions, to_russia.steps), (2, 0));
    // Russia is the only permanent member that stayed no; France the only one that stayed yes.
    assert_eq!(stayed(&record, &shift), [member("RUS"), member("FRA")]);
    assert_eq!(toward(&record, &shift, member("CHN")), None);
}

#[test]
fn a_list_keeps_its_members_only() {
    let record = two_questions();
    let list = record.members().list("US,FR").unwrap();
    let shift = year_shift(&record, &between(&record, [2023, 2025]), Some(&list)).unwrap();
    assert_eq!(shift.members.len(), 2);
    assert_eq!(shift.count(Stand::Voted(YES), Stand::Voted(YES)), 2);
    let nothing = Questions::default();
    assert_eq!(year_shift(&record, &nothing, None), None);
}
