//! Turning points on the whole record of the Assembly: the United States turned from the United Kingdom in 2025; and how many
//! documented realignments are found, and how many turns of pairs known to be stable.

use std::collections::HashMap;

use unvote::{
    analysis::turning::{Turn, compared_pair, turns, years_of},
    members::MemberId,
    record::RollCallId,
};

use super::ASSEMBLY;

fn member(name: &str) -> MemberId {
    ASSEMBLY.record.members().find(name).expect("a member")
}

/// The turns of a pair in these years, and the years with a vote in common.
fn turns_of(first: &str, second: &str, years: (i16, i16)) -> (Vec<Turn>, Vec<i16>) {
    let record = &ASSEMBLY.record;
    let is_in = |id: &RollCallId| record.year(*id).is_some_and(|year| (years.0..=years.1).contains(&year));
    let ids: Vec<RollCallId> = record.ids().filter(is_in).collect();
    let sides = [member(first), member(second)];
    let votes = compared_pair(record, &ids, sides[0], sides[1]);
    let years = years_of(record, &votes, &sides);
    (turns(&votes, &years, 1), years.iter().map(|one| one.year).collect())
}

const ALL: (i16, i16) = (1946, 2025);

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_united_states_turn_from_the_united_kingdom_in_2025() {
    let (turns, _) = turns_of("USA", "GBR", ALL);
    let turn = turns.iter().find(|turn| turn.year == 2025).expect("a turn in 2025");
    // `../shared/METHODS.md`: 0.680851 of 94 votes in 2024, 0.213542 of 192 in 2025.
    assert_eq!((turn.year_before.hits, turn.year_before.of), (64, 94));
    assert_eq!((turn.in_year.hits, turn.in_year.of), (41, 192));
    assert!(turn.p < 0.01 && turn.is_fall(), "{}", turn.p);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn no_turn_of_india_runs_across_the_day_on_which_chinas_seat_changed_its_holder() {
    let years = |line: &str| turns_of("IND", line, ALL).0.iter().map(|turn| turn.year).collect::<Vec<i16>>();
    // `../shared/METHODS.md`, "Seats and holders". The war of 1962 is in the Republic of China's line, if in any.
    assert!(years("ROC").iter().all(|year| *year == 1962), "{:?}", years("ROC"));
    assert!(years("CHN").iter().all(|year| *year > 1972), "{:?}", years("CHN"));
}

fn rows(text: &str) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// Whether a turn in this direction lies within two years of a year.
fn is_near(turns: &[Turn], year: i16, falls: bool) -> bool {
    turns.iter().any(|turn| (turn.year - year).abs() <= 2 && turn.is_fall() == falls)
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn documented_realignments_are_found_and_stable_pairs_have_few_turns() {
    let (mut found, mut by_chance) = (Vec::new(), 0.0);
    let realignments = rows(include_str!("../turning/realignments.csv"));
    for row in &realignments {
        let (year, falls): (i16, bool) = (row["year"].parse().unwrap(), row["direction"] == "fall");
        let (turns, years) = turns_of(&row["member"], &row["reference"], ALL);
        if is_near(&turns, year, falls) {
            found.push(row["member"].as_str());
        }
        // Had the event been in any other year of the pair.
        let others: Vec<i16> = years.into_iter().filter(|other| (other - year).abs() > 5).collect();
        by_chance += others.iter().filter(|other| is_near(&turns, **other, falls)).count() as f64 / others.len() as f64;
    }
    let (mut false_turns, mut all_years) = (0, 0);
    for row in rows(include_str!("../turning/stable.csv")) {
        let years = (row["first"].parse().unwrap(), row["last"].parse().unwrap());
        let (turns, years) = turns_of(&row["member"], &row["reference"], years);
        for turn in &turns {
            println!("{} {} {}", row["member"], row["reference"], turn.year);
        }
        (false_turns, all_years) = (false_turns + turns.len(), all_years + years.len());
    }
    let (per_century, by_chance) =
        (100.0 * false_turns as f64 / all_years as f64, by_chance / realignments.len() as f64);
    println!("{found:?}: {} of {}; {by_chance:.3} by chance", found.len(), realignments.len());
    println!("{false_turns} false turns in {all_years} years: {per_century:.2} per 100 years");
    // `docs/turning.md`; apart from the program the rule found 15, and 7 false turns in 987 years.
    assert!(found.len() >= 14, "{found:?}");
    assert!(per_century <= 0.9 && by_chance <= 0.08, "{per_century} {by_chance}");
}
