//! `unvote turning`, on a table in which the United States turn in 2024.

use serde_json::Value as Json;

use super::{printed, stderr, unvote};
use crate::turns;

fn told(arguments: &str) -> String {
    printed(unvote(&format!("{arguments} --data -")).write_stdin(turns::table()))
}

/// The rows of a table of the JSON.
fn rows(arguments: &str, table: &str) -> Vec<Json> {
    let whole: Json = serde_json::from_str(&told(&format!("{arguments} --format json"))).unwrap();
    whole["tables"][table].as_array().unwrap().clone()
}

fn share(row: &Json, key: &str) -> f64 {
    row[key].as_f64().unwrap()
}

#[test]
fn the_year_of_a_turn_is_found_with_the_shares_on_both_sides() {
    // In favour on 12 of 16 roll calls a year to 2023, on 2 of 16 since.
    let turns = rows("turning US --with GB", "turns");
    let [turn] = &turns[..] else { panic!("{turns:?}") };
    let years = ["turn", "first_year", "last_year"].map(|key| turn[key].as_i64().unwrap());
    assert_eq!(years, [2024, 2018, 2025]);
    let shares = ["before_share", "after_share", "year_before_share", "year_share"].map(|key| turn[key].clone());
    assert_eq!(shares, [0.75, 0.125, 0.75, 0.125].map(Json::from));
    assert!(share(turn, "p") < 0.01);
    // Of the 28 places that two years of eight can take two are the ends.
    assert!((share(turn, "p_of_years") - 2.0 / 28.0).abs() < 0.02);
    insta::assert_snapshot!(told("turning US --with GB"));
    insta::assert_snapshot!(
        "a_turn_on_60_columns",
        printed(unvote("turning US --with GB --data -").env("COLUMNS", "60").write_stdin(turns::table()))
    );
}

#[test]
fn topics_and_roll_calls_of_a_turn_are_told() {
    // Peace from 35 of 40 to 0 of 16: an excess of 14 disagreements. Trade from 25 of 40 to 4 of 16: of 6.
    let topics = rows("turning US --with GB", "topics");
    let told: Vec<_> = topics.iter().map(|row| (row["topic"].as_str().unwrap(), share(row, "excess"))).collect();
    assert_eq!(told, [("PEACE", 14.0), ("TRADE", 6.0)]);
    let drivers = rows("turning US --with GB", "drivers");
    // All disagreements after the turn: 16 on peace and 12 of 16 on trade.
    assert_eq!(drivers.len(), 28);
    let first = &drivers[0];
    assert_eq!([&first["date"], &first["vote"], &first["reference_vote"]], ["2025-12-08", "no", "yes"]);
    assert!(drivers[..16].iter().all(|row| row["title"].as_str().unwrap().contains("peace")));
}

#[test]
fn who_does_not_change_has_no_turning_point() {
    assert!(told("turning Cuba --with FRA").contains("No turning point"));
    assert_eq!(rows("turning Cuba --with FRA", "turns"), [] as [Json; 0]);
    // The majority of the others is in favour whatever the United States do.
    assert_eq!(rows("turning Germany", "turns"), [] as [Json; 0]);
    assert_eq!(rows("turning US", "turns").len(), 1);
}

#[test]
fn the_largest_turn_of_a_year_is_ranked_first() {
    // Against the majority of the others in 2024: from 60 of 80 to 2 of 16, and nobody else moves.
    let ranking = rows("turning --year 2024", "ranking");
    let told: Vec<_> = ranking.iter().map(|row| (row["member"].as_str().unwrap(), share(row, "change"))).collect();
    assert_eq!(told[0], ("USA", -0.625));
    assert!(told[1..].iter().all(|(_, change)| *change == 0.0));
    assert_eq!([ranking[0]["before_votes"].as_i64(), ranking[0]["votes"].as_i64()], [Some(80), Some(16)]);
    assert!(ranking[0]["beyond_chance"].as_bool().unwrap() && !ranking[1]["beyond_chance"].as_bool().unwrap());
    assert_eq!(rows("turning --year 2024", "topics")[0]["topic"], "PEACE");
    insta::assert_snapshot!(told_by_year());
}

fn told_by_year() -> String {
    told("turning --year 2024 --with France")
}

#[test]
fn pairs_are_ranked_with_each_other() {
    let ranking = rows("turning --year 2024 --pairs", "ranking");
    assert_eq!(ranking.len(), 5 * 4 / 2);
    // The United States move from the three to Cuba by as much.
    let pairs: Vec<String> = ranking
        .iter()
        .map(|row| format!("{} {}", row["member"].as_str().unwrap(), row["reference"].as_str().unwrap()))
        .collect();
    let mut moved = pairs[..4].to_vec();
    moved.sort_unstable();
    assert_eq!(moved, ["CUB USA", "DEU USA", "FRA USA", "GBR USA"]);
    assert!(told("turning --year 2024 --pairs").contains("10 pairs with at least 10 votes on both sides"));
}

#[test]
fn a_list_is_ranked_by_itself_and_its_pairs_stand_with_its_member_first() {
    let members = rows("turning --year 2024 --members US,Cuba", "ranking");
    let codes: Vec<_> = members.iter().map(|row| row["member"].as_str().unwrap()).collect();
    assert_eq!(codes, ["USA", "CUB"]);
    let pairs = rows("turning --year 2024 --pairs --members US", "ranking");
    let mut others: Vec<_> = pairs.iter().map(|row| row["reference"].as_str().unwrap()).collect();
    others.sort_unstable();
    assert_eq!(others, ["CUB", "DEU", "FRA", "GBR"]);
    assert!(pairs.iter().all(|row| row["member"] == "USA"));
    assert!(told("turning --year 2024 --members US,Cuba").contains("2 members (United States, Cuba) with at least"));
    assert!(told("turning --year 2024 --pairs --members US").contains("4 pairs (with United States) with at least"));
}

#[test]
fn only_roll_calls_that_are_selected_count_and_the_report_says_so() {
    // Peace: 40 of 80 votes before and 8 of 16 in each of the two years.
    let arguments = "turning --year 2024 --topic peace --subject peace --body ga";
    assert_eq!(
        stderr_of_table(arguments),
        "too few votes: nobody has 10 in common both in the year and in the years before"
    );
    let arguments = "turning US --with GB --topic peace --year 2019-2025";
    let votes: i64 = rows(arguments, "years").iter().map(|row| row["votes"].as_i64().unwrap()).sum();
    assert_eq!(votes, 7 * 8);
    assert!(told(arguments).contains("Only roll calls selected by --year 2019-2025 --topic 'peace'\n"));
    assert!(
        told("turning --year 2024 --adopted --from 2020")
            .contains("Only roll calls selected by --from 2020-01-01 --adopted\n")
    );
}

/// The error of a call on the table.
fn stderr_of_table(arguments: &str) -> String {
    let output = unvote(&format!("{arguments} --data -")).write_stdin(turns::table()).output().unwrap();
    String::from_utf8(output.stderr).unwrap().trim().trim_start_matches("error: ").to_owned()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_nearly_the_same() {
    for arguments in ["turning US --with GB", "turning --year 2024 --pairs"] {
        let once = told(&format!("{arguments} --seed 7 --format json"));
        assert_eq!(once, told(&format!("{arguments} --seed 7 --format json")));
    }
    let p = |seed: u32| share(&rows(&format!("turning US --with GB --seed {seed}"), "turns")[0], "p_of_years");
    assert!((p(1) - p(2)).abs() < 0.02);
}

#[test]
fn what_cannot_be_answered_is_told() {
    for (arguments, code, told) in [
        ("turning", 2, "whose turns? Name a member, as in `turning US --with GB`, or a year"),
        ("turning Narnia", 2, "no member is called 'Narnia'"),
        ("turning EU", 2, "'EU' is a group (European Union): name one of its members"),
        ("turning US --with US", 2, "--with USA: this is the member itself"),
        ("turning US --pairs", 2, "cannot be used with"),
        ("turning US --members EU", 2, "cannot be used with"),
        ("turning --year 2024 --members South-Sudan", 1, "none of these members has 10 in common"),
        ("turning --year 2024-2025", 2, "turns are ranked of one year"),
        ("turning --year 1945", 2, "its first vote was in 1946"),
        ("turning --year 2024 --window 0", 2, "0 is not in 1..=100"),
        ("turning --year 1950", 1, "none of 74 roll calls is from 1950, the year"),
        ("turning --year 1992", 1, "none of 74 roll calls is from 1987 to 1991, the years before"),
        ("turning --year 2024", 1, "too few votes: nobody has 10 in common"),
        ("turning Cuba --with South-Sudan --to 2010", 1, "South Sudan was not a member in these 19 roll calls"),
        ("turning South-Sudan --to 2010", 1, "South Sudan was not a member in these 19 roll calls"),
    ] {
        let text = stderr(arguments, code);
        assert!(text.contains(told), "{arguments}: {text}");
    }
}
