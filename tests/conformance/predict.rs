//! Forecasts on the whole record of the Assembly: a prototype in Python, worked out apart from the program, gave the same.

use unvote::analysis::forecast::{
    Backtest, Corpus, Learnt, Scored, Scores, backtest, forecast, forecast_of, latest_on_question, weights,
};
use unvote::analysis::ideal::{Fit, SameQuestion};
use unvote::analysis::{series::Links, surprising::surprising};
use unvote::record::RollCallId;

use super::ASSEMBLY;

const ALL: Scored<'_> = Scored { calls: &|_| true, whose: &|_| None };

/// What the prototype found of a year, or of all: covered (to two digits), naive, accuracy (to four), macro-F1 (three), log
/// loss (four), calibration error (three), the tally's errors (one or two), and what its intervals cover (two).
type Found = (Option<i16>, [f64; 6], [f64; 3], [f64; 3]);

/// From 1 January of each year.
const JANUARY: [Found; 11] = [
    (Some(2016), [0.95, 0.9519, 0.9486, 0.884, 0.1757, 0.012], [5.2, 4.6, 2.8], [0.93, 0.93, 0.89]),
    (Some(2017), [0.83, 0.9441, 0.9485, 0.893, 0.2017, 0.023], [6.5, 6.2, 1.4], [0.89, 0.89, 0.84]),
    (Some(2018), [0.79, 0.9329, 0.9374, 0.858, 0.2206, 0.012], [9.1, 6.4, 3.2], [0.91, 0.94, 0.93]),
    (Some(2019), [0.88, 0.9447, 0.9437, 0.878, 0.2130, 0.011], [6.0, 5.8, 2.6], [0.94, 0.90, 0.90]),
    (Some(2020), [0.88, 0.9578, 0.9604, 0.901, 0.1668, 0.020], [3.4, 3.4, 2.4], [0.99, 0.96, 0.91]),
    (Some(2021), [0.91, 0.9569, 0.9597, 0.918, 0.1554, 0.007], [4.2, 3.8, 1.8], [0.95, 0.94, 0.91]),
    (Some(2022), [0.88, 0.9221, 0.9208, 0.842, 0.2830, 0.035], [8.1, 8.0, 3.3], [0.87, 0.89, 0.91]),
    (Some(2023), [0.85, 0.9339, 0.9375, 0.875, 0.2127, 0.005], [7.9, 6.7, 2.3], [0.98, 0.98, 0.95]),
    (Some(2024), [0.87, 0.9308, 0.9338, 0.863, 0.2407, 0.006], [7.2, 6.0, 3.0], [0.96, 0.94, 0.95]),
    (Some(2025), [0.51, 0.9449, 0.9507, 0.827, 0.2310, 0.066], [6.5, 5.0, 2.5], [0.94, 0.92, 0.94]),
    (None, [0.80, 0.9422, 0.9447, 0.873, 0.2123, 0.0157], [6.46, 5.54, 2.53], [0.936, 0.927, 0.915]),
];
/// From the day before: accuracy, macro-F1 and log loss of each year.
const DAILY: [(i16, [f64; 3]); 10] = [
    (2016, [0.9482, 0.884, 0.1714]),
    (2017, [0.9475, 0.887, 0.2035]),
    (2018, [0.9375, 0.858, 0.2173]),
    (2019, [0.9439, 0.879, 0.2120]),
    (2020, [0.9604, 0.901, 0.1637]),
    (2021, [0.9592, 0.917, 0.1546]),
    (2022, [0.9302, 0.860, 0.2588]),
    (2023, [0.9371, 0.875, 0.2141]),
    (2024, [0.9340, 0.864, 0.2294]),
    (2025, [0.9533, 0.837, 0.1962]),
];

fn near(what: &str, found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{what}: {found}, expected {expected} within {within}");
}

fn holds(found: &Scores, (year, shares, errors, within): &Found) {
    assert_eq!(found.year, *year);
    let of = [found.covered, found.naive, found.accuracy, found.f1, found.log_loss, found.calibration_error];
    let names = ["covered", "naive", "accuracy", "F1", "log loss", "calibration"];
    for ((name, (found, expected)), within) in
        names.iter().zip(of.into_iter().zip(shares)).zip([0.011, 0.001, 0.001, 0.002, 0.001, 0.001])
    {
        near(&format!("{name} of {year:?}"), found, *expected, within);
    }
    let covers = found.within.expect("intervals");
    for at in 0..3 {
        near(&format!("error {at} of {year:?}"), found.tally_error[at], errors[at], 0.06);
        near(&format!("coverage {at} of {year:?}"), covers[at], within[at], 0.006);
    }
}

/// The targets that were set before the program was written.
fn reaches(found: &Backtest, [accuracy, f1, log_loss, calibration]: [f64; 4]) {
    let all = found.all.as_ref().expect("ten years");
    assert!(all.accuracy >= accuracy && all.f1 >= f1, "{all:?}");
    assert!(all.log_loss <= log_loss && all.calibration_error <= calibration, "{all:?}");
    assert!(all.within.expect("intervals").iter().all(|within| (0.88..=0.96).contains(within)), "{all:?}");
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn ten_years_are_forecast_from_1_january_as_the_prototype_forecast_them() {
    let found = backtest(&Corpus::new(&ASSEMBLY.record), 2016..=2025, Learnt::January, &ALL);
    let rows: Vec<&Scores> = found.years.iter().chain(&found.all).collect();
    assert_eq!(rows.len(), JANUARY.len());
    rows.iter().zip(&JANUARY).for_each(|(found, expected)| holds(found, expected));
    let all = found.all.as_ref().expect("ten years");
    assert_eq!((all.roll_calls, all.votes), (1032, 181_728));
    near("difference", all.accuracy - all.naive, 0.0025, 0.0002);
    near("standard error", all.standard_error.expect("many"), 0.0011, 0.0001);
    reaches(&found, [0.944, 0.872, 0.215, 0.02]);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn ten_years_are_forecast_from_the_day_before_as_the_prototype_forecast_them() {
    let found = backtest(&Corpus::new(&ASSEMBLY.record), 2016..=2025, Learnt::Day, &ALL);
    assert_eq!(found.years.len(), DAILY.len());
    for (found, (year, expected)) in found.years.iter().zip(&DAILY) {
        assert_eq!(found.year, Some(*year));
        let of = [found.accuracy, found.f1, found.log_loss];
        for (found, expected) in of.into_iter().zip(expected) {
            near(&format!("{year}"), found, *expected, 0.001);
        }
    }
    let all = found.all.as_ref().expect("ten years");
    let expected = [0.9424, 0.9458, 0.2019, 0.0115];
    for (found, expected) in [all.naive, all.accuracy, all.log_loss, all.calibration_error].into_iter().zip(expected) {
        near("all", found, expected, 0.0005);
    }
    near("error of yes", all.tally_error[0], 6.27, 0.01);
    near("coverage of yes", all.within.expect("intervals")[0], 0.935, 0.001);
    reaches(&found, [0.945, 0.875, 0.205, 0.015]);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn weights_are_fitted_as_in_the_prototype() {
    let corpus = Corpus::new(&ASSEMBLY.record);
    let expected = [
        (2016, Learnt::January, [1.2069, -0.0059, 0.7940, -0.7095, 0.0689, 0.0806]),
        (2020, Learnt::January, [1.2434, -0.1223, 0.4184, 0.0342, -0.0678, 0.6049]),
        (2024, Learnt::January, [1.1372, 0.0078, 0.0851, 0.3288, -0.5270, 1.6690]),
        (2025, Learnt::January, [1.1219, 0.0141, 0.1047, 0.3133, -0.6018, 1.7430]),
        (2016, Learnt::Day, [1.1978, 0.0172, 0.7532, -0.6615, 0.0844, 0.0808]),
        (2025, Learnt::Day, [1.1979, -0.0854, 0.1899, 0.1740, -0.4875, 1.5767]),
    ];
    for (year, learnt, expected) in expected {
        let found = weights(&corpus, year, learnt).expect("many votes");
        for (found, expected) in found.into_iter().zip(expected) {
            near(&format!("a weight of {year}, {learnt:?}"), found, expected, 0.02);
        }
    }
}

fn called(symbol: &str) -> RollCallId {
    ASSEMBLY.record.with_symbol(symbol).next().expect("a roll call")
}

/// A roll call, the nearest earlier one with the cosine of the titles, how alike they are and the weight, the evidence, and
/// of members the probabilities of yes, abstain and no from 1 January and from the day before.
type Probable = (&'static str, (&'static str, [f64; 4]), &'static [(&'static str, [[f64; 3]; 2])]);

const PROBABLE: [Probable; 6] = [
    (
        "A/RES/80/4",
        ("A/RES/79/7", [1.0, 1.0, 0.216, 0.7905]),
        &[
            ("USA", [[0.0117, 0.0050, 0.9834], [0.0034, 0.0022, 0.9945]]),
            ("ARG", [[0.9853, 0.0047, 0.0100], [0.9734, 0.0077, 0.0190]]),
            ("IND", [[0.9876, 0.0097, 0.0028], [0.9886, 0.0088, 0.0026]]),
        ],
    ),
    (
        "A/RES/ES-11/7",
        ("A/RES/ES-11/6", [0.7096, 0.7925, 0.03095, 0.2766]),
        &[
            ("USA", [[0.7998, 0.0502, 0.1500], [0.8027, 0.0465, 0.1508]]),
            ("RUS", [[0.2900, 0.0626, 0.6474], [0.2705, 0.0568, 0.6728]]),
            ("IND", [[0.2753, 0.7125, 0.0121], [0.2602, 0.7290, 0.0108]]),
        ],
    ),
    (
        "A/RES/79/269",
        ("A/RES/78/282", [0.2489, 0.3741, 0.00423, 0.0567]),
        &[
            ("USA", [[0.6077, 0.1185, 0.2738], [0.5671, 0.1241, 0.3088]]),
            ("ISR", [[0.4940, 0.1672, 0.3389], [0.4473, 0.1737, 0.3791]]),
        ],
    ),
    (
        "A/RES/80/7",
        ("A/RES/70/10", [1.0, 1.0, 0.00222, 0.0246]),
        &[
            ("USA", [[0.6117, 0.1167, 0.2716], [0.2967, 0.0815, 0.6218]]),
            ("FRA", [[0.7302, 0.1604, 0.1094], [0.8205, 0.0957, 0.0838]]),
        ],
    ),
    (
        "A/RES/79/291",
        ("A/RES/77/301", [0.0, 0.2857, 0.00056, 0.0116]),
        &[("USA", [[0.5826, 0.1330, 0.2843], [0.2257, 0.0543, 0.7200]])],
    ),
    (
        "A/RES/80/190",
        ("A/RES/72/245", [1.0, 1.0, 0.00397, 0.0627]),
        &[
            ("USA", [[0.6567, 0.1006, 0.2426], [0.1767, 0.0574, 0.7659]]),
            ("ARG", [[0.8480, 0.0911, 0.0609], [0.5983, 0.1849, 0.2167]]),
        ],
    ),
];

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn members_are_forecast_as_in_the_prototype() {
    let record = &ASSEMBLY.record;
    let corpus = Corpus::new(record);
    for (symbol, (nearest, [title, similarity, weight, evidence]), members) in PROBABLE {
        for (at, learnt) in [Learnt::January, Learnt::Day].into_iter().enumerate() {
            let found = forecast_of(&corpus, called(symbol), learnt).expect("many votes");
            if learnt == Learnt::January {
                let first = found.neighbours.first().expect("an earlier vote");
                assert_eq!(record.symbol(corpus.ids[first.place]), nearest);
                let of = [first.title, first.similarity, first.weight, found.evidence];
                let expected = [title, similarity, weight, evidence].into_iter().zip([1e-4, 1e-4, 1e-5, 1e-4]);
                of.into_iter()
                    .zip(expected)
                    .for_each(|(found, (expected, within))| near(symbol, found, expected, within));
            }
            for (code, expected) in members {
                let member = record.members().by_code(code).expect("a member");
                let one = found.members.iter().find(|one| one.member == member).expect("its forecast");
                for (found, expected) in one.probabilities.into_iter().zip(expected[at]) {
                    near(&format!("{code} on {symbol}, {learnt:?}"), found, expected, 0.01);
                }
            }
        }
    }
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn tallies_are_expected_as_in_the_prototype() {
    let corpus = Corpus::new(&ASSEMBLY.record);
    // Yes, abstain and no.
    let expected = [
        ("A/RES/80/4", [180, 2, 2], [(177, 183), (0, 4), (1, 6)]),
        ("A/RES/ES-11/7", [139, 30, 7], [(55, 140), (28, 87), (5, 49)]),
        ("A/RES/79/269", [167, 0, 0], [(70, 167), (0, 66), (0, 47)]),
        ("A/RES/80/7", [149, 0, 0], [(66, 149), (0, 55), (0, 43)]),
        ("A/RES/80/190", [181, 0, 0], [(93, 181), (0, 59), (0, 43)]),
    ];
    for (symbol, tally, intervals) in expected {
        let found = forecast_of(&corpus, called(symbol), Learnt::January).expect("many votes");
        assert_eq!((found.tally, found.intervals), (tally, Some(intervals)), "{symbol}");
    }
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_next_vote_on_a_question_is_forecast_from_all_that_is_known() {
    let record = &ASSEMBLY.record;
    let mut corpus = Corpus::new(record);
    // 79/7 was followed by 80/4, and the record ends in December 2025.
    let latest = latest_on_question(record, called("A/RES/79/7"));
    assert_eq!(record.symbol(latest), "A/RES/80/4");
    let title = record.text(record.roll_call(latest).title);
    let wording = corpus.wording(title, "", "");
    let day = "2025-12-31".parse().expect("a day");
    let found = forecast(&corpus, &wording, (day, Some(latest)), Learnt::Day).expect("many votes");
    let first = found.neighbours.first().expect("an earlier vote");
    assert_eq!(record.symbol(corpus.ids[first.place]), "A/RES/80/4");
    assert_eq!(found.known, corpus.len());
    let usa = record.members().by_code("USA").expect("a member");
    let usa = found.members.iter().find(|one| one.member == usa).expect("its forecast");
    assert!(usa.probabilities[2] > 0.95, "it has always voted no but once: {usa:?}");
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn by_all_other_votes_the_united_states_israel_and_hungary_were_least_expected_to_be_against_on_ukraine() {
    let record = &ASSEMBLY.record;
    let all: Vec<RollCallId> = record.ids().collect();
    let fit = Fit::of(record, &all, &SameQuestion::Links, &|_| {}).expect("a fit");
    let found = surprising(record, (&fit, &Links::of(record)), &[called("A/RES/ES-11/7")], &|_| None);
    let first = found.votes.iter().take(3).map(|one| record.member(one.member).code);
    // All three had been in favour of ES-11/6.
    assert_eq!(first.collect::<Vec<_>>(), ["USA", "ISR", "HUN"]);
    assert_eq!(found.votes.len(), 93 + 18 + 65);
}
