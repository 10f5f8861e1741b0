//! `unvote ideal` and its exports, on fits of a few roll calls: the whole record is held by the conformance tests.

use std::fs;

use super::{column, rows, stderr, stdout, unvote};

/// The twenty or so roll calls on Ukraine, Cuba and Palestine since 2022.
const FIT: &str = "ideal --fit selection --from 2022";

#[test]
fn the_permanent_members_through_the_sessions_of_a_selection() {
    insta::assert_snapshot!(stdout(&format!("{FIT} --members P5")));
}

#[test]
fn the_ends_of_a_session_of_a_selection() {
    insta::assert_snapshot!(stdout("ideal --fit selection"));
}

#[test]
fn machines_get_every_member_of_a_session_in_order_with_its_place() {
    let rows = rows("ideal --fit selection -q");
    let of = |name: &str| rows.iter().map(|row| row[name].parse::<f64>().unwrap()).collect::<Vec<_>>();
    let (positions, places, votes) = (of("position"), of("place"), of("votes"));
    assert!(rows.len() > 170 && positions.is_sorted_by(|a, b| a >= b), "{positions:?}");
    assert!(places.is_sorted() && places[0] <= 1.0 && votes.iter().all(|votes| *votes >= 1.0));
    assert!(rows.iter().all(|row| row["session"] == "80" && row["year"] == "2025"));
    assert!(of("standard_error").iter().all(|error| *error > 0.0));
    // The share below it, and half of those with the same position: the United States is not the lowest.
    assert!(of("percentile").iter().all(|share| (0.0..=1.0).contains(share)));
}

#[test]
fn the_interval_that_people_see_is_1_96_standard_errors() {
    let one = &rows("ideal --fit selection --members US,RU --year 2024-2025 -q")[3];
    assert_eq!(one["member"], "USA");
    let error: f64 = one["standard_error"].parse().unwrap();
    let text = stdout("ideal --fit selection --members US,RU --year 2024-2025");
    assert!(text.contains(&format!("\u{b1} {:.2}", 1.96 * error)), "{error}: {text}");
}

#[test]
fn what_chooses_roll_calls_leads_to_a_fit_of_them() {
    let folder = tempfile::tempdir().unwrap();
    // Ten members whose votes are known; the United States opposes most of them.
    let mut table = "resolution,date,session,member,vote\n".to_owned();
    for number in 1..6 {
        for (place, code) in ["USA", "ISR", "FRA", "DEU", "BRA", "IND", "CHN", "RUS", "CUB", "SYR"].iter().enumerate() {
            let vote = if place < number { "no" } else { "yes" };
            table += &["A/RES/79/#,2024-12-0#,79,", code, ",", vote, "\n"].concat().replace('#', &number.to_string());
        }
    }
    let file = folder.path().join("votes.csv");
    fs::write(&file, table).unwrap();
    let data = format!("--data {}", file.display());
    for (typed, code, told) in [
        ("--topic cuba", 2, "--fit selection fits what is selected"),
        ("--where US=no", 2, "--fit selection fits what is selected"),
        ("--session ES-11", 2, "name that, such as --session 80"),
        ("--body sc", 2, "ideal points are of the General Assembly"),
        ("--session 19", 1, "there are those of sessions 79, each of the year in which it opened (2024"),
        ("--year 2025", 1, "there are those of sessions 79"),
        ("--members FI", 1, "no position of Finland in these sessions"),
        ("--links no-such-file.csv", 3, "no-such-file.csv"),
        ("--fit selection --where US=yes", 1, "meets --where US=yes"),
    ] {
        let error = stderr(&format!("ideal {data} {typed}"), code);
        assert!(error.contains(told), "{typed}: {error}");
    }
    // Five nested splits order the members; those that no vote parts have one position.
    let rows = rows(&format!("ideal {data} -q"));
    let told: Vec<&str> = rows.iter().map(|row| row["member"].as_str()).collect();
    assert_eq!(told[..5], ["USA", "ISR", "FRA", "DEU", "BRA"]);
    assert_eq!(rows[5]["position"], rows[9]["position"]);
    assert_eq!((rows[5]["place"].as_str(), rows[5]["percentile"].as_str()), ("6", "0.25"));
    let fit = &super::rows(&format!("ideal {data} --table fit -q"))[0];
    assert_eq!([&fit["roll_calls"], &fit["votes"], &fit["unanimous"]], ["5", "50", "0"]);
    assert!(fit["classified"].parse::<f64>().unwrap() > 0.9, "{fit:?}");
}

#[test]
fn the_embedded_record_is_too_small_a_part_to_place_members() {
    let error = stderr("ideal", 1);
    assert!(error.contains("ideal points need the whole record") && error.contains("--fit selection"), "{error}");
    let error = stderr("export items", 1);
    assert!(error.contains("ideal points need the whole record"), "{error}");
}

#[test]
fn a_movement_is_from_the_session_before_with_its_error() {
    let moved = &rows(&format!("{FIT} --movement --members US -q"))[0];
    let all = rows(&format!("{FIT} --members US -q"));
    let at = |session: &str| all.iter().find(|row| row["session"] == session).unwrap();
    let number = |row: &std::collections::HashMap<String, String>, name: &str| row[name].parse::<f64>().unwrap();
    let (from, to) = (at(&moved["from_session"]), at(&moved["to_session"]));
    let change = number(to, "position") - number(from, "position");
    assert!((number(moved, "change") - change).abs() < 1e-9, "{moved:?}");
    let error = number(to, "standard_error").hypot(number(from, "standard_error"));
    assert!((number(moved, "standard_error") - error).abs() < 1e-9, "{moved:?}");
    assert_eq!(moved["beyond_chance"], (change.abs() > 1.96 * error).to_string());
}

#[test]
fn positions_correlate_with_themselves_and_items_give_back_the_votes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ideal.csv");
    unvote(&format!("export ideal --fit selection --from 2022 -o {} -q", file.display())).assert().success();
    let against = rows(&format!("{FIT} --against {} -q", file.display()));
    assert!(against.len() > 2 && against.iter().all(|row| row["correlation"].parse::<f64>().unwrap() > 0.999_999));
    let items = rows("export items --fit selection --from 2022 -q");
    let tally = column("tally ES-10/22 -q", "yes");
    let one = items.iter().find(|row| row["symbol"] == "A/RES/ES-10/22").unwrap();
    assert_eq!(one["item_yes"], tally[0]);
    // Who stands with the United States voted against a ceasefire in Gaza.
    assert!(one["discrimination"].parse::<f64>().unwrap() > 0.0, "{one:?}");
    let error = stderr("export votes --fit selection", 2);
    assert!(error.contains("expected `export ideal` or `export items`"), "{error}");
    let error = stderr("export ideal 80/4 --fit selection", 2);
    assert!(error.contains("many roll calls"), "{error}");
    let error = stderr("export items --fit selection --members US", 2);
    assert!(error.contains("an item covers all members"), "{error}");
}

#[test]
fn a_member_or_a_year_that_is_typed_alone_leads_to_its_option() {
    assert!(stderr("ideal US", 2).contains("unvote ideal --members US"));
    assert!(stderr("ideal EU", 2).contains("unvote ideal --members EU"));
    assert!(stderr("ideal 2024", 2).contains("unvote ideal --year 2024"));
}
