use proptest::prelude::*;

use super::*;
use crate::analysis::agreement::{Joined, Measure, of_pair};
use crate::analysis::{compare::Sides, counted::mean, small_records::record};
use crate::members::{MemberId, Members};
use crate::record::{Body, Modality, Record, RecordBuilder, Roll, RollCall, Vote};

const YES: Vote = Vote::Yes;
const NO: Vote = Vote::No;
const ABSTAIN: Vote = Vote::Abstain;

const ALL: MatrixQuery<'_> = MatrixQuery { rows: None, columns: None, measure: Measure::Identical, least: 1 };

fn of(record: &Record, asked: MatrixQuery<'_>) -> Matrix {
    Matrix::of(record, &record.ids().collect::<Vec<_>>(), asked)
}

/// The matrix of lists of members.
fn between(record: &Record, rows: &str, columns: Option<&str>, measure: Measure) -> Matrix {
    let list = |list: &str| record.members().list(list).unwrap();
    let (rows, columns) = (list(rows), columns.map(list));
    of(record, MatrixQuery { rows: Some(&rows), columns: columns.as_ref(), measure, ..ALL })
}

fn codes(record: &Record, members: &[MemberId]) -> Vec<&'static str> {
    members.iter().map(|member| record.members().get(*member).code).collect()
}

/// All values, row by row.
fn values(matrix: &Matrix) -> Vec<Vec<Option<f64>>> {
    (0..matrix.rows.len()).map(|row| matrix.row(row).iter().map(|cell| cell.value).collect()).collect()
}

/// France and the United States agree in one of two votes, Russia and the United States in none of three, France and
/// Russia in one of two; Japan votes once, alone.
const VOTES: &[(&str, &[(&str, Vote)])] = &[
    ("2019-12-01", &[("FRA", YES), ("RUS", NO), ("USA", YES)]),
    ("2020-12-01", &[("FRA", NO), ("RUS", NO), ("USA", ABSTAIN)]),
    ("2021-12-01", &[("FRA", Vote::NonVoting), ("RUS", YES), ("USA", NO)]),
    ("2022-12-01", &[("JPN", YES), ("USA", Vote::NonVoting)]),
];

#[test]
fn every_two_members_meet_in_a_cell_and_each_meets_itself() {
    let record = record(VOTES);
    let matrix = of(&record, ALL);
    assert_eq!(codes(&record, &matrix.rows), ["FRA", "JPN", "RUS", "USA"]);
    assert_eq!((&matrix.columns, matrix.roll_calls), (&matrix.rows, 4));
    let (one, half, none) = (Some(1.0), Some(0.5), Some(0.0));
    assert_eq!(
        values(&matrix),
        [[one, None, half, half], [None, one, None, None], [half, None, one, none], [half, None, none, one],]
    );
    let votes: Vec<u32> = matrix.row(3).iter().map(|cell| cell.votes).collect();
    assert_eq!(votes, [2, 0, 3, 3]);
    // Lijphart: France and the United States (1 + 1/2) / 2, Russia and the United States (1/2) / 3.
    let lijphart = of(&record, MatrixQuery { measure: Measure::Lijphart, ..ALL });
    assert_eq!(values(&lijphart)[3], [Some(0.75), None, Some(0.5 / 3.0), one]);
}

#[test]
fn a_member_that_always_took_one_position_has_no_kappa_with_itself() {
    let record = record(VOTES);
    let kappa = of(&record, MatrixQuery { measure: Measure::Kappa, ..ALL });
    // Japan voted yes once. The others took two positions or three, so that all chance is beaten.
    let itself: Vec<Option<f64>> = (0..4).map(|place| kappa.row(place)[place].value).collect();
    assert_eq!(itself, [Some(1.0), None, Some(1.0), Some(1.0)]);
}

#[test]
fn few_common_votes_leave_a_cell_empty_but_are_counted() {
    let record = record(VOTES);
    let matrix = of(&record, MatrixQuery { least: 3, ..ALL });
    let told: Vec<_> = matrix.pairs().map(|pair| (pair.cell.votes, pair.cell.value)).collect();
    // FRA-JPN, FRA-RUS, FRA-USA, JPN-RUS, JPN-USA, RUS-USA.
    assert_eq!(told, [(0, None), (2, None), (2, None), (0, None), (0, None), (3, Some(0.0))]);
    assert_eq!(matrix.row(0)[0], Cell { votes: 2, value: None });
}

#[test]
fn rows_and_columns_may_be_of_two_lists() {
    let record = record(VOTES);
    let matrix = between(&record, "FR,US", Some("RU,US"), Measure::Identical);
    assert_eq!(codes(&record, &matrix.rows), ["FRA", "USA"]);
    assert_eq!(codes(&record, &matrix.columns), ["RUS", "USA"]);
    assert_eq!(values(&matrix), [[Some(0.5), Some(0.5)], [Some(0.0), Some(1.0)]]);
    // The United States is no pair with itself, nor are two members a pair twice.
    assert_eq!(matrix.pairs().count(), 3);
    assert_eq!(between(&record, "FR,US,RU", Some("RU,US"), Measure::Identical).pairs().count(), 3);
    assert_eq!(between(&record, "FR,US,RU", None, Measure::Identical).pairs().count(), 3);
}

#[test]
fn a_group_counts_while_a_member_is_in_it_as_in_a_comparison() {
    // The United Kingdom left the European Union on 31 January 2020. With the United States it agrees in the vote of
    // 2019 and not in that of 2021.
    let record = record(&[
        ("2019-12-01", &[("USA", NO), ("FRA", YES), ("GBR", NO)]),
        ("2021-12-01", &[("USA", NO), ("FRA", NO), ("GBR", YES)]),
    ]);
    let matrix = between(&record, "EU", Some("US"), Measure::Identical);
    assert_eq!(codes(&record, &matrix.rows), ["FRA", "GBR"]);
    assert_eq!(values(&matrix), [[Some(0.5)], [Some(1.0)]]);
    let list = |list: &str| record.members().list(list).unwrap();
    let (first, second) = (list("EU"), list("US"));
    let ids: Vec<_> = record.ids().collect();
    let compared = Sides { first: &first, second: &second, measure: Measure::Identical }.over(&record, &ids);
    assert_eq!(compared.value, mean(matrix.pairs().filter_map(|pair| pair.cell.value)));
    let union = between(&record, "EU", None, Measure::Identical);
    assert_eq!(union.row(0)[1], Cell { votes: 1, value: Some(0.0) });
}

#[test]
fn a_seat_that_passed_on_is_one_line() {
    let record = record(&[("1985-12-01", &[("SUN", NO), ("USA", YES)]), ("1992-12-01", &[("RUS", YES), ("USA", YES)])]);
    for matrix in [of(&record, ALL), between(&record, "RU,US", None, Measure::Identical)] {
        assert_eq!(codes(&record, &matrix.rows), ["RUS", "USA"]);
        assert_eq!(matrix.row(0)[1], Cell { votes: 2, value: Some(0.5) });
    }
    let ids: Vec<_> = record.ids().collect();
    let line = |code: &str| record.members().by_code(code).unwrap();
    assert_eq!(record.other_codes(&ids, line("RUS")).only(), Some(line("SUN")));
    assert!(record.other_codes(&ids[1..], line("RUS")).is_empty());
    assert!(record.other_codes(&ids, line("SUN")).is_empty());
}

#[test]
fn coincidence_takes_the_participation_of_the_member_in_the_column() {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    for (of_russia, modality) in
        [(Some(NO), Modality::Recorded), (Some(Vote::NonVoting), Modality::Recorded), (None, Modality::WithoutVote)]
    {
        let mut one = RollCall::new(Body::GeneralAssembly);
        (one.date, one.modality) = ("2025-12-01".parse().ok(), modality);
        let mut roll = Roll::default();
        for (code, vote) in [("USA", of_russia.map(|_| YES)), ("RUS", of_russia)] {
            vote.map(|vote| roll.enter(builder.members().by_code(code).unwrap(), vote));
        }
        builder.push(one, roll);
    }
    let record = builder.finish();
    // One opposite vote and one resolution without a vote, of which Russia, in one of two votes, is credited with half:
    // to the United States (0 + 1/2) / (1 + 1/2) with it, to Russia (0 + 1) / (1 + 1) with the United States.
    let (third, half) = (Some(0.5 / 1.5), Some(0.5));
    for matrix in [
        of(&record, MatrixQuery { measure: Measure::Coincidence, ..ALL }),
        between(&record, "RU,US", None, Measure::Coincidence),
        between(&record, "RU,US", Some("RU,US"), Measure::Coincidence),
    ] {
        assert_eq!(codes(&record, &matrix.rows), ["RUS", "USA"]);
        assert_eq!(values(&matrix), [[Some(1.0), half], [third, Some(1.0)]]);
        assert_eq!(matrix.pairs().count(), 2);
    }
}

#[test]
fn rows_and_columns_are_sorted_alike_with_the_empty_ones_last() {
    let record = record(VOTES);
    let mut matrix = of(&record, ALL);
    // The means: France 1/2, Russia and the United States 1/4, Japan none.
    assert_eq!((0..4).map(|place| matrix.mean(place)).collect::<Vec<_>>(), [Some(0.5), None, Some(0.25), Some(0.25)]);
    matrix.sort(Key::Mean, false);
    assert_eq!(codes(&record, &matrix.rows), ["RUS", "USA", "FRA", "JPN"]);
    assert_eq!(matrix.columns, matrix.rows);
    assert_eq!(values(&matrix)[2], [Some(0.5), Some(0.5), Some(1.0), None]);
    matrix.sort(Key::Column(record.members().by_code("RUS").unwrap()), true);
    assert_eq!(codes(&record, &matrix.rows), ["RUS", "FRA", "USA", "JPN"]);
    let mut with = between(&record, "FR,US", Some("RU,US"), Measure::Identical);
    with.sort(Key::Mean, false);
    assert_eq!(codes(&record, &with.rows), ["USA", "FRA"]);
    assert_eq!(codes(&record, &with.columns), ["RUS", "USA"]);
    assert_eq!(values(&with), [[Some(0.0), Some(1.0)], [Some(0.5), Some(0.5)]]);
}

#[test]
fn who_took_no_position_is_told() {
    let record = record(VOTES);
    let list = record.members().list("FR,IT,US").unwrap();
    let matrix = of(&record, MatrixQuery { rows: Some(&list), ..ALL });
    let ids: Vec<_> = record.ids().collect();
    let absent = without_position(&record, &ids, &[&list], &matrix);
    assert_eq!(codes(&record, &absent.iter().collect::<Vec<_>>()), ["ITA"]);
}

/// Members that the random records have votes of.
const SOME: [&str; 6] = ["CHN", "FRA", "GBR", "JPN", "RUS", "USA"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_matrix_is_symmetric_and_holds_every_pair(
        rolls in prop::collection::vec((1980..2030_i16, prop::collection::vec(0..5usize, SOME.len())), 0..120),
    ) {
        let votes: Vec<(String, Vec<(&str, Vote)>)> = rolls
            .iter()
            .map(|(year, votes)| {
                let cast = SOME.iter().zip(votes);
                let holder = |code| if code == "RUS" && *year < 1992 { "SUN" } else { code };
                let cast = cast.filter_map(|(code, vote)| Some((holder(*code), *Vote::ALL.get(*vote)?)));
                (format!("{year}-06-01"), cast.collect())
            })
            .collect();
        let votes: Vec<(&str, &[(&str, Vote)])> = votes.iter().map(|(day, cast)| (day.as_str(), cast.as_slice())).collect();
        let record = record(&votes);
        let ids: Vec<_> = record.ids().collect();
        for measure in Measure::OF_POSITIONS {
            let matrix = of(&record, MatrixQuery { measure, ..ALL });
            for (place, &row) in matrix.rows.iter().enumerate() {
                for (at, &column) in matrix.columns.iter().enumerate() {
                    let cell = matrix.row(place)[at];
                    prop_assert_eq!(cell, matrix.row(at)[place]);
                    let positions = of_pair(&record, &ids, row, column);
                    prop_assert_eq!(cell.votes, positions.votes());
                    prop_assert_eq!(cell.value, measure.value(&positions, Joined::default()));
                }
            }
            // The same members as a list are counted pair by pair.
            prop_assert_eq!(between(&record, "CN,FR,GB,JP,RU,US", None, measure), matrix);
        }
    }
}
