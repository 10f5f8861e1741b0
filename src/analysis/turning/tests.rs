use super::*;
use super::{joint::compared, turns::LEVEL};
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
    let sides = [member(&record, "USA"), member(&record, "FRA")];
    let turns = turns(&compared, &years_of(&record, &compared, &sides), 1);
    let [turn] = turns[..] else { panic!("{turns:?}") };
    assert_eq!((turn.first, turn.year, turn.last), (2020, 2024, 2025));
    // 2 x (7 + 7 + 6 + 7) of 80 before, 2 x (1 + 2) of 40 after.
    assert_eq!((turn.before.hits, turn.before.of, turn.after.hits, turn.after.of), (54, 80, 6, 40));
    assert_eq!((turn.year_before.hits, turn.in_year.hits), (14, 2));
    assert!(turn.is_fall() && turn.p < LEVEL);
    // Of six years the order tells nothing, and of three others no place.
    assert_eq!((turn.told_by, turn.places), (ToldBy::Days, [None, None]));
}

/// Ten roll calls a year from 2000 on: France in favour, the United States on so many of them, ten others on as many of
/// them as they have places, from 0 to 9.
fn with_ten_others(years: &[usize]) -> Record {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    let member = |code: &str| Members::embedded().by_code(code).unwrap();
    for (year, same) in (2000..).zip(years) {
        for day in 0..10 {
            let vote = |yes: bool| if yes { Vote::Yes } else { Vote::No };
            let mut roll = Roll::default();
            roll.enter(member("FRA"), Vote::Yes);
            roll.enter(member("USA"), vote(day < *same));
            let others = ["ARG", "BOL", "BRA", "CHL", "COL", "CUB", "ECU", "MEX", "PER", "URY"];
            others.iter().enumerate().for_each(|(place, code)| {
                roll.enter(member(code), vote(day < place));
            });
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.date = Date::new(year, 12, day as i8 + 1).ok();
            builder.push(roll_call, roll);
        }
    }
    builder.finish()
}

#[test]
fn a_place_is_the_share_of_the_others_that_agree_less() {
    let record = with_ten_others(&[7, 0, 10]);
    let ids: Vec<_> = record.ids().collect();
    let sides = [member(&record, "USA"), member(&record, "FRA")];
    let compared = compared_pair(&record, &ids, sides[0], sides[1]);
    let places: Vec<_> = years_of(&record, &compared, &sides).iter().map(|year| year.place).collect();
    // On 7 of 10 those with 0 to 6 agree less and one as much; on none one as much; on all everybody less.
    assert_eq!(places, [Some(0.75), Some(0.05), Some(1.0)]);
    // With France among the others, which always agrees with itself, they are eleven.
    assert_eq!(years_of(&record, &compared, &sides[..1])[2].place, Some(10.5 / 11.0));
}

#[test]
fn a_turn_is_told_once_whether_agreement_or_place_shows_it() {
    let record = with_ten_others(&[8, 8, 7, 8, 8, 8, 7, 8, 3, 3, 2, 3, 3, 3, 2, 3]);
    let ids: Vec<_> = record.ids().collect();
    let sides = [member(&record, "USA"), member(&record, "FRA")];
    let compared = compared_pair(&record, &ids, sides[0], sides[1]);
    let turns = turns(&compared, &years_of(&record, &compared, &sides), 1);
    let [turn] = turns[..] else { panic!("{turns:?}") };
    assert_eq!((turn.first, turn.year, turn.last, turn.told_by), (2000, 2008, 2015, ToldBy::Agreement));
    assert!(turn.is_fall && turn.p < LEVEL && (turn.p - turn.p_of_years).abs() < 1e-12);
    // 6 of the years before at 0.85 and 2 at 0.75; 6 after at 0.35 and 2 at 0.25.
    assert!(turn.places.into_iter().flatten().zip([0.825, 0.325]).all(|(one, other)| (one - other).abs() < 1e-12));
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
    let years = years_of(&record, &pair, &[usa, fra]);
    assert_eq!(years.iter().map(|one| (one.year, one.counted.hits, one.counted.of)).collect::<Vec<_>>(), told);
}
