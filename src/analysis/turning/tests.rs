use super::turns::{LEVEL, compared};
use super::*;
use crate::analysis::{agreement, history::ballots};
use crate::members::{MemberId, Members};
use crate::record::{Body, Date, Record, RecordBuilder, Roll, RollCall, Vote};

/// In each year ten days of two roll calls on the topic: the United States votes as France on so many of the ten.
pub(super) fn record(years: &[(i16, &str, usize)]) -> Record {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    let member = |code: &str| Members::embedded().by_code(code).unwrap();
    for (year, topic, same) in years {
        for (day, part) in (0..10).flat_map(|day| [(day, 0), (day, 1)]) {
            let mut roll = Roll::default();
            for code in ["FRA", "DEU", "GBR", "CUB"] {
                roll.enter(member(code), Vote::Yes);
            }
            roll.enter(member("USA"), if day < *same { Vote::Yes } else { Vote::No });
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.date = Date::new(*year, 12, day as i8 + 1).ok();
            roll_call.subjects = builder.text(topic);
            roll_call.resolution = builder.text(&format!("A/RES/{year}/{day}{part}"));
            builder.push(roll_call, roll);
        }
    }
    builder.finish()
}

pub(super) fn member(record: &Record, code: &str) -> MemberId {
    record.members().by_code(code).unwrap()
}

const YEARS: [(i16, &str, usize); 6] = [
    (2020, "PEACE", 7),
    (2021, "PEACE", 7),
    (2022, "PEACE", 6),
    (2023, "PEACE", 7),
    (2024, "PEACE", 1),
    (2025, "PEACE", 2),
];

#[test]
fn a_turn_has_its_years_and_shares() {
    let record = record(&YEARS);
    let ids: Vec<_> = record.ids().collect();
    let compared = compared_pair(&record, &ids, member(&record, "USA"), member(&record, "FRA"));
    let turns = turns(&compared, 1);
    let [turn] = turns[..] else { panic!("{turns:?}") };
    assert_eq!((turn.first, turn.year, turn.last), (2020, 2024, 2025));
    // 2 x (7 + 7 + 6 + 7) of 80 before, 2 x (1 + 2) of 40 after.
    assert_eq!((turn.before.hits, turn.before.of, turn.after.hits, turn.after.of), (54, 80, 6, 40));
    assert_eq!((turn.year_before.hits, turn.in_year.hits), (14, 2));
    assert!(turn.is_fall() && turn.p < LEVEL);
}

#[test]
fn a_member_a_list_of_it_and_the_majority_are_compared_alike() {
    let record = record(&YEARS);
    let ids: Vec<_> = record.ids().collect();
    let (usa, fra) = (member(&record, "USA"), member(&record, "FRA"));
    let pair = compared_pair(&record, &ids, usa, fra);
    let list = record.members().list("France").unwrap();
    let ballots = ballots(&record, &ids, usa, &Some(&list).into());
    assert_eq!(compared(&record, &ballots, true), pair);
    // France, Germany, the United Kingdom and Cuba vote alike here.
    assert_eq!(compared(&record, &ballots, false), pair);
    let by_positions = agreement::by_year(&record, &ids, usa, fra);
    let told: Vec<_> = by_positions.iter().map(|(year, table)| (*year, table.identical(), table.votes())).collect();
    assert_eq!(by_year(&pair).iter().map(|(year, sum)| (*year, sum.hits, sum.of)).collect::<Vec<_>>(), told);
}
