use proptest::prelude::*;

use super::*;
use crate::analysis::{shift::Stand, small_records};
use crate::members::Members;
use crate::record::{Body, RecordBuilder, Roll, RollCall, Session, Vote};

/// A roll call of the tests: session, symbol, title, and how many of the first 20 members are against.
type Told<'t> = (u16, &'t str, &'t str, usize);

fn record(told: &[Told<'_>]) -> Record {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    for (session, symbol, title, against) in told {
        let mut roll = Roll::default();
        let members: Vec<_> = builder.members().iter().map(|(id, _)| id).take(20).collect();
        for (place, member) in members.into_iter().enumerate() {
            roll.enter(member, if place < *against { Vote::No } else { Vote::Yes });
        }
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        roll_call.session = Some(Session::Regular(*session));
        roll_call.resolution = builder.symbols(symbol).0;
        roll_call.title = builder.text(title);
        builder.push(roll_call, roll);
    }
    builder.finish()
}

/// The place of each roll call's predecessor.
fn predecessors(told: &[Told<'_>]) -> Vec<Option<usize>> {
    let record = record(told);
    let links = Links::of(&record);
    record.ids().map(|id| links.predecessor(id).map(RollCallId::index)).collect()
}

#[test]
fn titles_link_whatever_their_years_prefixes_and_slips() {
    let told = [
        (38, "A/RES/38/1", "Assistance to Palestine refugees", 2),
        (38, "A/RES/38/2", "Programme budget for the biennium 1984-1985", 5),
        (38, "A/RES/38/3", "Question of the Malagasy islands", 5),
        (39, "A/RES/39/1", "UN Relief and Works Agency : assistance to Palestine refugees", 2),
        (39, "A/RES/39/2", "Programme budget for the biennium 1986-1987", 6),
        (39, "A/RES/39/3", "Prevention of an arms race in outer space", 5),
    ];
    assert_eq!(predecessors(&told), [None, None, None, Some(0), Some(1), None]);
}

#[test]
fn parts_link_each_to_its_own_by_letter_and_by_the_votes() {
    let title = "Question of Palestine";
    let told = [
        (38, "A/RES/38/58A", title, 2),
        (38, "A/RES/38/58B", title, 2),
        (38, "A/RES/38/58C", title, 9),
        (39, "A/RES/39/49A", title, 2),
        (39, "A/RES/39/49B", title, 9),
        (39, "A/RES/39/49C", title, 2),
    ];
    // A keeps its letter; B and C have changed theirs, as the nine against tell.
    assert_eq!(predecessors(&told), [None, None, None, Some(0), Some(2), Some(1)]);
}

#[test]
fn a_question_that_rests_is_found_again_within_ten_sessions() {
    let title = "Question of the Malagasy islands";
    let told = [(30, "A/RES/30/1", title, 2), (40, "A/RES/40/1", title, 2), (51, "A/RES/51/1", title, 2)];
    assert_eq!(predecessors(&told), [None, Some(0), None]);
}

#[test]
fn many_changed_votes_do_not_hide_the_question() {
    let title = "Question of the Malagasy islands";
    assert_eq!(predecessors(&[(38, "A/RES/38/1", title, 0), (39, "A/RES/39/1", title, 20)]), [None, Some(0)]);
}

#[test]
fn bodies_and_matters_do_not_mix_and_a_session_does_not_follow_itself() {
    let title = "Question of the Malagasy islands";
    assert_eq!(predecessors(&[(38, "A/RES/38/1", title, 2), (38, "A/RES/38/2", title, 2)]), [None, None]);
    let mut builder = RecordBuilder::reopen(record(&[(38, "A/RES/38/1", title, 2)]));
    let (mut roll_call, roll) = (builder.roll_call(builder.ids().next().unwrap()).clone(), Roll::default());
    let mut roll = roll;
    roll.enter(builder.members().by_code("FRA").unwrap(), Vote::Yes);
    roll_call.session = Some(Session::Regular(39));
    roll_call.matter = crate::record::Matter::Paragraph;
    builder.push(roll_call, roll);
    let record = builder.finish();
    let links = Links::of(&record);
    assert!(record.ids().all(|id| links.predecessor(id).is_none()));
}

#[test]
fn a_series_is_the_same_from_each_of_its_roll_calls() {
    let title = "Question of the Malagasy islands";
    let record = record(&[(38, "", title, 2), (39, "", "Outer space", 1), (39, "", title, 2), (41, "", title, 3)]);
    let links = Links::of(&record);
    let ids: Vec<_> = record.ids().collect();
    for id in [0, 2, 3] {
        assert_eq!(links.series(ids[id]), [ids[0], ids[2], ids[3]]);
    }
    assert_eq!(links.series(ids[1]), [ids[1]]);
}

#[test]
fn lines_count_the_steps_between_votes_and_those_that_moved_most_stand_first() {
    let record = small_records::record(&[
        ("1990-01-01", &[("SUN", Vote::No), ("FRA", Vote::Yes)][..]),
        ("1995-01-01", &[("RUS", Vote::NonVoting), ("FRA", Vote::Yes), ("PLW", Vote::Yes)]),
        ("2000-01-01", &[("RUS", Vote::Abstain), ("FRA", Vote::Abstain), ("PLW", Vote::Yes)]),
        ("2005-01-01", &[("RUS", Vote::No), ("FRA", Vote::Abstain), ("PLW", Vote::Yes)]),
    ]);
    let ids: Vec<_> = record.ids().collect();
    let lines = lines(&record, &ids, None);
    let told: Vec<_> =
        lines.iter().map(|line| (record.members().get(line.member).code, line.moved, line.changes, line.net)).collect();
    // Russia: no, absent, abstaining (1), no (1). France: yes to abstaining once. Palau was admitted in between.
    assert_eq!(told, [("RUS", 2, 2, Some(0)), ("FRA", 1, 1, Some(-1)), ("PLW", 0, 0, Some(0))]);
    assert_eq!(lines[2].stands[0], Some(Stand::NotMember));
    assert_eq!(lines[0].stands[1], Some(Stand::Voted(Vote::NonVoting)));
}

proptest! {
    #[test]
    fn each_has_one_predecessor_at_most_of_an_earlier_session_and_none_has_two_successors(
        told in prop::collection::vec((30_u16..36, 0_usize..5, 0_usize..20), 0..30)
    ) {
        const TITLES: [&str; 5] = [
            "Question of Palestine",
            "Peaceful settlement of the question of Palestine",
            "Prevention of an arms race in outer space",
            "Outer space",
            "",
        ];
        let told: Vec<Told<'_>> = told.iter().map(|(session, title, no)| (*session, "", TITLES[*title], *no)).collect();
        let found = predecessors(&told);
        let mut used: Vec<usize> = found.iter().flatten().copied().collect();
        used.sort_unstable();
        let count = used.len();
        used.dedup();
        prop_assert_eq!(used.len(), count);
        for (after, before) in found.iter().enumerate() {
            prop_assert!(before.is_none_or(|before| told[before].0 < told[after].0));
        }
    }
}
