use super::{rows::without_votes, *};
use crate::analysis::{agreement::Measure, small_records::record};
use crate::record::{Record, RollCallId, Vote};

fn with<T>(record: &Record, first: &str, second: &str, asked: impl Fn(Sides<'_>, &[RollCallId]) -> T) -> T {
    let list = |list: &str| record.members().list(list).unwrap();
    let (first, second) = (list(first), list(second));
    let ids: Vec<_> = record.ids().collect();
    asked(Sides { first: &first, second: &second, measure: Measure::Identical }, &ids)
}

const YES: Vote = Vote::Yes;
const NO: Vote = Vote::No;

#[test]
fn a_group_counts_as_the_mean_of_its_members_while_they_belong_to_it() {
    // The United Kingdom is of the European Union in 2019 and not in 2021. With France the United States agrees in
    // 1 of 2, with Hungary in 1 of 1, with the United Kingdom in 0 of 1: the mean is 1/2.
    let record = record(&[
        ("2019-12-01", &[("USA", NO), ("FRA", YES), ("GBR", YES), ("HUN", NO)]),
        ("2021-12-01", &[("USA", NO), ("FRA", NO), ("GBR", NO)]),
    ]);
    let compared = with(&record, "US", "EU", |sides, ids| sides.over(&record, ids));
    assert_eq!((compared.votes, compared.pairs, compared.value), (2, 3, Some(0.5)));
    assert_eq!((compared.positions.votes(), compared.positions.opposite()), (4, 2));
    assert_eq!(compared.interval, None);
    let turned = with(&record, "EU", "US", |sides, ids| sides.over(&record, ids));
    assert_eq!(turned.value, compared.value);
}

#[test]
fn a_member_is_not_compared_with_itself_in_its_group() {
    let record = record(&[("2019-12-01", &[("FRA", YES), ("HUN", NO)])]);
    let compared = with(&record, "FR", "EU", |sides, ids| sides.over(&record, ids));
    assert_eq!((compared.pairs, compared.value), (1, Some(0.0)));
}

#[test]
fn years_without_a_common_vote_have_no_value() {
    let record = record(&[("2019-12-01", &[("FRA", YES)]), ("2020-12-01", &[("FRA", YES), ("USA", YES)])]);
    let found = with(&record, "FR", "US", |sides, ids| sides.compare(&record, ids, Some(By::Year), &[]).unwrap());
    let told: Vec<_> = found.rows.iter().map(|row| (&row.key, row.compared.roll_calls, row.compared.value)).collect();
    assert_eq!((told, found.without), (vec![(&RowKey::Year(2020), 1, Some(1.0))], vec![RowKey::Year(2019)]));
}

#[test]
fn the_most_contested_of_the_opposite_votes_stands_first() {
    let record = record(&[
        ("2025-01-01", &[("USA", YES), ("RUS", NO), ("FRA", YES), ("DEU", YES)]),
        ("2025-01-02", &[("USA", NO), ("RUS", YES), ("FRA", NO), ("DEU", YES)]),
        ("2025-01-03", &[("USA", NO), ("RUS", Vote::Abstain)]),
    ]);
    let opposed = with(&record, "US", "RU", |sides, ids| sides.opposed(&record, ids));
    let told: Vec<_> = opposed.iter().map(|one| (one.id.index(), one.first_yes, one.contested)).collect();
    assert_eq!(told, [(1, false, Some(0.5)), (0, true, Some(0.25))]);
}

#[test]
fn a_side_that_was_no_member_yet_is_told_from_one_that_did_not_vote() {
    let record = record(&[("2000-01-01", &[("USA", YES), ("FRA", Vote::NonVoting)])]);
    let ids: Vec<_> = record.ids().collect();
    let absence = |list: &str| without_votes(&record, &ids, &record.members().list(list).unwrap());
    let south_sudan = record.members().by_code("SSD").unwrap();
    assert_eq!(absence("SSD"), Some(Absence::NotMember(south_sudan)));
    assert_eq!(absence("FR"), Some(Absence::NoPosition));
    assert_eq!(absence("US"), None);
}
