use proptest::prelude::*;

use super::{pair::*, references::*};
use crate::{members::*, record::*};

/// Day, title, and each member's vote.
type Told<'t> = (&'t str, &'t str, &'t [(&'t str, Vote)]);

fn record(roll_calls: &[Told<'_>]) -> Record {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    for (day, title, votes) in roll_calls {
        let mut roll = Roll::default();
        for (code, vote) in *votes {
            roll.enter(builder.members().by_code(code).unwrap(), *vote);
        }
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        roll_call.date = day.parse().ok();
        roll_call.title = builder.text(title);
        builder.push(roll_call, roll);
    }
    builder.finish()
}

fn codes(record: &Record, set: MemberSet) -> Vec<&'static str> {
    set.iter().map(|id| record.members().get(id).code).collect()
}

fn of(record: &Record) -> Shift {
    let ids: Vec<_> = record.ids().collect();
    shift(record, ids[0], ids[1], None)
}

const YES: Stand = Stand::Voted(Vote::Yes);
const NO: Stand = Stand::Voted(Vote::No);
const ABSTAIN: Stand = Stand::Voted(Vote::Abstain);

#[test]
fn the_earlier_roll_call_comes_first_whatever_the_order() {
    let record = record(&[("2025-02-24", "", &[("USA", Vote::No)]), ("2023-02-23", "", &[("USA", Vote::Yes)])]);
    let shift = of(&record);
    assert_eq!((shift.from.index(), shift.to.index()), (1, 0));
    assert_eq!(codes(&record, shift.cell(YES, NO)), ["USA"]);
}

#[test]
fn a_seat_that_passed_on_is_one_and_new_members_stand_apart() {
    let record = record(&[
        ("1991-12-01", "", &[("SUN", Vote::Yes), ("CSK", Vote::Yes), ("USA", Vote::No)]),
        ("1993-12-01", "", &[("RUS", Vote::Abstain), ("CZE", Vote::Yes), ("USA", Vote::No)]),
    ]);
    let shift = of(&record);
    assert_eq!(codes(&record, shift.cell(YES, ABSTAIN)), ["RUS"]);
    assert_eq!(codes(&record, shift.cell(YES, Stand::NotMember)), ["CSK"]);
    assert_eq!(codes(&record, shift.cell(Stand::NotMember, YES)), ["CZE"]);
    assert_eq!(shift.members().len(), 4);
}

#[test]
fn the_yugoslavia_of_1945_is_not_the_one_of_2000() {
    let of_year = |day: &str| {
        let record = record(&[(day, "", &[("YUG", Vote::Yes)]), ("2025-12-01", "", &[("SRB", Vote::Yes)])]);
        codes(&record, of(&record).members())
    };
    assert_eq!(of_year("1990-12-01"), ["SRB", "YUG"]);
    assert_eq!(of_year("2002-12-01"), ["SRB"]);
}

#[test]
fn what_is_not_known_stands_in_no_cell() {
    let votes: &[_] = &[("USA", Vote::Yes), ("FRA", Vote::Yes)];
    let first = record(&[("2023-02-23", "", votes)]);
    let mut builder = RecordBuilder::reopen(first);
    let france = builder.members().by_code("FRA").unwrap();
    let mut roll = Roll::default();
    roll.enter(builder.members().by_code("USA").unwrap(), Vote::No);
    roll.not_known.insert(france);
    builder.push(RollCall::new(Body::GeneralAssembly), roll);
    let shift = of(&builder.finish());
    assert_eq!((shift.before(YES), shift.after(NO), shift.members().len()), (1, 1, 1));
    assert_eq!((shift.not_known.len(), shift.stands(france)), (1, None));
}

#[test]
fn distances_net_swing_and_chance_are_those_worked_out_by_hand() {
    // Yes-no, yes-abstain, abstain-yes, and one that took no part: before 2-0, after 1-1.
    let record = record(&[
        ("2023-02-23", "", &[("USA", Vote::Yes), ("FRA", Vote::Yes), ("KEN", Vote::Abstain), ("CUB", Vote::NonVoting)]),
        ("2025-02-24", "", &[("USA", Vote::No), ("FRA", Vote::Abstain), ("KEN", Vote::Yes), ("CUB", Vote::No)]),
    ]);
    let shift = of(&record);
    let distance = |code| shift.distance(record.members().by_code(code).unwrap());
    assert_eq!(["USA", "FRA", "KEN", "CUB"].map(distance), [Some(-2), Some(-1), Some(1), None]);
    // (1 - 2) - (2 - 0), with Cuba's new vote counted.
    assert_eq!((shift.change(), shift.net_swing()), ((-1, 2), -3));
    // One reversal: 2 * (1/2)^1.
    assert_eq!((shift.reversals(), shift.chance()), ((1, 0), Some(1.0)));
    // WEOG: (-2 - 1) / 2; Africa +1; Cuba did not vote in both.
    let regions: Vec<_> =
        shift.by_region(&record).into_iter().map(|group| (group.part.code, group.moves.mean())).collect();
    assert_eq!(regions, [("WEOG", -1.5), ("AFR", 1.0)]);
}

#[test]
fn a_list_is_taken_as_of_the_later_day_with_those_that_are_no_longer_members() {
    let record = record(&[
        ("1989-12-01", "", &[("DDR", Vote::No), ("POL", Vote::No), ("FRA", Vote::Yes)]),
        ("1991-12-01", "", &[("POL", Vote::Yes), ("FRA", Vote::Yes)]),
    ]);
    let ids: Vec<_> = record.ids().collect();
    let list = record.members().list("EEG").unwrap();
    let shift = shift(&record, ids[0], ids[1], Some(&list));
    assert_eq!(codes(&record, shift.members()), ["DDR", "POL"]);
    assert_eq!(codes(&record, shift.cell(NO, Stand::NotMember)), ["DDR"]);
}

#[test]
fn others_come_nearer_by_their_steps() {
    let title = "Peace in Ukraine, and in Papua New Guinea";
    let record = record(&[
        ("2023-02-23", title, &[("UKR", Vote::Yes), ("RUS", Vote::No), ("USA", Vote::Yes), ("SYR", Vote::No)]),
        ("2025-02-24", title, &[("UKR", Vote::Yes), ("RUS", Vote::No), ("USA", Vote::No), ("SYR", Vote::Abstain)]),
    ]);
    let shift = of(&record);
    let member = |code| record.members().by_code(code).unwrap();
    // Ukraine is named, Russia is the only permanent member that stayed.
    assert_eq!(stayed(&record, &shift, Vote::Yes), Some(member("UKR")));
    assert_eq!(stayed(&record, &shift, Vote::No), Some(member("RUS")));
    let to_russia = approach(&shift, member("RUS")).unwrap();
    assert_eq!(codes(&record, to_russia.nearer[1]), ["USA"]);
    assert_eq!(codes(&record, to_russia.farther[0]), ["SYR"]);
    // The United States moved itself: Ukraine is farther by two, Russia nearer by two, Syria nearer by one.
    let to_us = approach(&shift, member("USA")).unwrap();
    assert_eq!(codes(&record, to_us.nearer[1]), ["RUS"]);
    assert_eq!(codes(&record, to_us.nearer[0]), ["SYR"]);
    assert_eq!(codes(&record, to_us.farther[1]), ["UKR"]);
}

#[test]
fn a_longer_name_hides_the_shorter_within() {
    let record = record(&[
        ("2023-02-23", "Papua New Guinea", &[("GIN", Vote::Yes), ("PNG", Vote::Yes)]),
        ("2025-02-24", "Papua New Guinea", &[("GIN", Vote::Yes), ("PNG", Vote::Yes)]),
    ]);
    let shift = of(&record);
    assert_eq!(stayed(&record, &shift, Vote::Yes), record.members().by_code("PNG"));
}

/// A roll of the first members of the table: for each its vote, not known, or not a member.
fn rolls() -> impl Strategy<Value = Roll> {
    prop::collection::vec(0_u8..6, 0..200).prop_map(|stands| {
        let mut roll = Roll::default();
        for (member, stand) in (0..).map(MemberId::new).zip(stands) {
            match stand {
                4 => roll.not_known.insert(member),
                5 => {}
                vote => {
                    roll.enter(member, Vote::ALL[usize::from(vote)]);
                }
            }
        }
        roll
    })
}

/// Two roll calls of one day, so that no seat passes on between them; only members seated then are left.
fn pair(old: Roll, new: Roll) -> Shift {
    let day: Date = "2025-02-24".parse().unwrap();
    let mut builder = RecordBuilder::new(Members::embedded().into());
    let seated = builder.members().seated(day);
    for roll in [old, new] {
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        roll_call.date = Some(day);
        builder.push(roll_call, roll.within(seated));
    }
    of(&builder.finish())
}

proptest! {
    #[test]
    fn the_sums_of_the_table_are_the_tallies(old in rolls(), new in rolls()) {
        let shift = pair(old, new);
        let mut all = MemberSet::EMPTY;
        for stand in Stand::ALL {
            let row: usize = Stand::ALL.iter().map(|after| shift.cell(stand, *after).len()).sum();
            let column: usize = Stand::ALL.iter().map(|before| shift.cell(*before, stand).len()).sum();
            prop_assert_eq!((row, column), (shift.before(stand), shift.after(stand)));
            if let Stand::Voted(vote) = stand {
                let unknown = |roll: &Roll| (roll.cast(vote) & shift.not_known).len();
                let tally = |roll: &Roll| usize::from(roll.tally().count(vote));
                prop_assert_eq!(row + unknown(&shift.old), tally(&shift.old));
                prop_assert_eq!(column + unknown(&shift.new), tally(&shift.new));
            }
            for after in Stand::ALL {
                prop_assert!((all & shift.cell(stand, after)).is_empty());
                all |= shift.cell(stand, after);
            }
        }
        prop_assert_eq!(all, shift.members());
        prop_assert!(shift.cell(Stand::NotMember, Stand::NotMember).is_empty());
    }

    #[test]
    fn a_roll_call_against_itself_is_the_diagonal(roll in rolls()) {
        let shift = pair(roll, roll);
        let stays: usize = Stand::ALL.iter().map(|stand| shift.cell(*stand, *stand).len()).sum();
        prop_assert_eq!(stays, shift.members().len());
        prop_assert_eq!((shift.net_swing(), shift.chance()), (0, None));
    }
}
