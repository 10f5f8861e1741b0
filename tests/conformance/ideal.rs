//! Ideal points on the whole record of the Assembly, against values that were worked out apart from the program, by another
//! program in another language and to full convergence.

use std::{fs, sync::LazyLock};

use unvote::{
    analysis::ideal::{Fit, SameQuestion},
    record::{Body, Record, Selection},
};

use super::{ASSEMBLY, PACKAGE, data};

fn fit(record: &Record, same: &SameQuestion) -> Fit {
    let ids = Selection { body: Some(Body::GeneralAssembly), ..Selection::default() }.of(record);
    Fit::of(record, &ids, same, &|_| ()).expect("a fit")
}

static LINKED: LazyLock<Fit> = LazyLock::new(|| fit(&ASSEMBLY.record, &SameQuestion::Links));

/// Member, session, votes; position and standard error of the approximation without links, and with links.
type Row = (&'static str, u16, u32, [f64; 2], [f64; 2]);

const REFERENCE: [Row; 28] = [
    ("USA", 1, 25, [1.245, 0.335], [1.378, 0.348]),
    ("USA", 21, 30, [2.375, 0.193], [2.545, 0.196]),
    ("USA", 40, 153, [2.997, 0.068], [2.636, 0.056]),
    ("USA", 58, 80, [3.110, 0.106], [2.753, 0.088]),
    ("USA", 79, 118, [2.772, 0.094], [2.635, 0.084]),
    ("USA", 80, 160, [3.293, 0.073], [2.925, 0.063]),
    ("RUS", 5, 20, [-3.389, 0.366], [-3.620, 0.379]),
    ("RUS", 35, 117, [-1.977, 0.181], [-2.139, 0.177]),
    ("RUS", 46, 72, [0.699, 0.082], [0.641, 0.075]),
    ("RUS", 77, 91, [-1.074, 0.090], [-0.582, 0.081]),
    ("RUS", 80, 160, [0.324, 0.075], [0.224, 0.074]),
    ("GBR", 40, 152, [2.273, 0.076], [2.050, 0.065]),
    ("FRA", 79, 119, [1.464, 0.107], [1.454, 0.101]),
    ("DEU", 60, 76, [1.050, 0.124], [1.024, 0.110]),
    ("ISR", 79, 105, [2.391, 0.109], [2.336, 0.098]),
    ("CHN", 30, 48, [-0.340, 0.176], [-0.374, 0.181]),
    ("CHN", 79, 118, [-0.842, 0.114], [-0.663, 0.113]),
    ("IND", 40, 153, [-0.520, 0.106], [-0.470, 0.101]),
    ("IND", 79, 119, [-0.177, 0.091], [-0.078, 0.086]),
    ("BRA", 79, 118, [-0.544, 0.126], [-0.489, 0.129]),
    ("ARG", 78, 88, [0.071, 0.092], [0.100, 0.081]),
    ("ARG", 80, 140, [2.147, 0.069], [2.032, 0.064]),
    ("CUB", 40, 153, [-1.544, 0.145], [-1.494, 0.144]),
    ("ZAF", 22, 20, [3.200, 0.181], [3.386, 0.186]),
    ("ZAF", 60, 75, [-0.489, 0.121], [-0.359, 0.112]),
    ("HUN", 77, 91, [1.577, 0.139], [1.413, 0.120]),
    ("TUR", 79, 117, [0.590, 0.072], [0.599, 0.067]),
    ("PLW", 60, 72, [2.141, 0.108], [1.830, 0.094]),
];

/// By how much a position may differ from the reference, and by how much a standard error.
const WITHIN: f64 = 0.03;

/// The standard errors of the reference are those of the approximation itself.
const FIRMNESS: f64 = 1.05;

/// What differs from the reference in how many votes enter: a special session of 1980 counts in the session that had begun
/// last before it, and China's votes are its present holder's from the day on.
fn agrees(fit: &Fit, column: fn(&Row) -> [f64; 2]) {
    let record = &ASSEMBLY.record;
    for row in &REFERENCE {
        let (code, session, votes, ..) = *row;
        let line = record.members().by_code(code).expect("a member");
        let found = fit.position(line, session).expect("a position");
        let [position, error] = column(row);
        let told = format!("{code} {session}: {found:?}, not {position} ({error})");
        assert!((found.position - position).abs() <= WITHIN, "{told}");
        assert!((found.standard_error / FIRMNESS - error).abs() <= 0.005, "{told}");
        assert!(found.votes.abs_diff(votes) <= 2, "{told}");
    }
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn positions_are_those_of_the_reference_without_links() {
    agrees(&fit(&ASSEMBLY.record, &SameQuestion::None), |row| row.3);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn positions_are_those_of_the_reference_with_links() {
    agrees(&LINKED, |row| row.4);
    // The reference was computed with the Socialist Federal Republic of Yugoslavia and Serbia as one member: 11,634 member-sessions.
    assert_eq!(LINKED.positions.len(), 11_633);
    assert!(LINKED.positions.iter().all(|one| one.position.is_finite() && one.standard_error > 0.0));
    let quality = LINKED.quality;
    // The reference: 92.0% of the votes that the fit was made from, where each roll call's majority tells 82.55%.
    assert!((quality.classified - 0.920).abs() < 0.003 && (quality.by_majority - 0.8255).abs() < 0.003, "{quality:?}");
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn voetens_votes_with_his_links_are_as_many_as_in_the_published_estimates() {
    let text = fs::read_to_string(data("voeten_linked_roll_calls.csv")).expect("pairs");
    let numbers = |line: &str| line.split(',').map(|cell| cell.parse().expect("a number")).collect::<Vec<u32>>();
    let pairs = text.lines().skip(1).map(numbers).map(|row| (row[1], row[2])).collect();
    let fit = fit(&PACKAGE.record, &SameQuestion::Pairs(pairs));
    // 797,473 votes on 5,733 roll calls of 4,784 items stand behind the published estimates, which leave out one more: South
    // Africa's only one of the 48th session.
    assert_eq!((fit.size(), fit.quality.votes), ((5_733, 4_784), 797_474), "{:?}", fit.left_out);
}

/// Votes drawn from the fit itself, by the record's own pattern of members, questions and absences: the positions come back,
/// and 95% intervals hold as many of them as they should.
#[test]
#[ignore = "needs the real files in ../shared/data"]
fn positions_come_back_from_votes_that_are_drawn_from_them() {
    let truth: Vec<f64> = LINKED.positions.iter().map(|one| one.position).collect();
    for seed in 1..=5 {
        let fit = LINKED.redrawn(seed).expect("a fit");
        let found: Vec<(f64, f64)> = fit.positions.iter().map(|one| (one.position, one.standard_error)).collect();
        assert_eq!(found.len(), truth.len());
        let count = truth.len() as f64;
        // Both have mean 0 and standard deviation 1.
        let r = truth.iter().zip(&found).map(|(truth, (position, _))| truth * position).sum::<f64>() / count;
        let is_held = |(truth, (position, error)): &(&f64, &(f64, f64))| (**truth - position).abs() <= 1.96 * error;
        let held = truth.iter().zip(&found).filter(is_held).count() as f64 / count;
        println!("seed {seed}: correlation {r:.4}, coverage {held:.4}");
        assert!(r >= 0.98 && (0.92..=0.98).contains(&held), "seed {seed}: correlation {r}, coverage {held}");
    }
}
