//! `unvote cohesion`, on the record that is compiled in; the figures of `docs/cohesion.md` by hand stand beside the code.

use super::{column, printed, rows, stderr, stdout, unvote};

#[test]
fn a_group_is_told_by_year_with_who_broke_ranks() {
    insta::assert_snapshot!(stdout("cohesion EU --from 2022"));
    insta::assert_snapshot!("members_of_a_group_by_loyalty", stdout("cohesion EU --by member --from 2022"));
    for width in ["60", "140"] {
        let told = printed(unvote("cohesion EU --by roll-call --year 2025").env("COLUMNS", width));
        assert!(told.lines().all(|line| line.chars().count() <= width.parse().unwrap()), "{told}");
    }
}

#[test]
fn a_roll_call_counts_who_was_in_the_group_and_names_who_stood_apart() {
    // A/RES/ES-11/7, 24 February 2025: of the 27 all but Hungary, which was against, were in favour.
    let votes = rows("cohesion EU --by roll-call --year 2025");
    let one = votes.iter().find(|row| row["symbol"] == "A/RES/ES-11/7").unwrap();
    let cells = ["group_yes", "group_no", "group_abstain", "plurality", "broke_ranks"].map(|key| one[key].as_str());
    assert_eq!(cells, ["26", "1", "0", "yes", "HUN"]);
    // Rice 25/27; (26 - 1/2) / 27.
    let value = |key: &str| one[key].parse::<f64>().unwrap();
    assert!((value("rice") - 25.0 / 27.0).abs() < 1e-12 && (value("agreement_index") - 25.5 / 27.0).abs() < 1e-12);
    let json: serde_json::Value = serde_json::from_str(&stdout("cohesion EU --year 2025 --format json")).unwrap();
    let defections = json["tables"]["defections"].as_array().unwrap();
    let hungary = defections.iter().find(|row| row["symbol"] == "A/RES/ES-11/7").unwrap();
    let cells = ["member", "vote", "plurality", "alone"].map(|key| hungary[key].to_string());
    assert_eq!(cells, ["\"HUN\"", "\"no\"", "\"yes\"", "true"]);
}

#[test]
fn several_groups_have_a_row_each_and_are_held_against_each_other() {
    assert_eq!(column("cohesion EU NATO BRICS --year 2025", "group"), ["EU", "NATO", "BRICS"]);
    let told = stdout("cohesion EU BRICS --by year --from 2024");
    assert!(told.contains("EU") && told.contains("plurality") && told.contains("pair by pair"), "{told}");
    let json: serde_json::Value = serde_json::from_str(&stdout("cohesion EU BRICS --year 2025 --format json")).unwrap();
    let pair = &json["tables"]["groups_together"][0];
    let mean = &rows("compare EU BRICS --year 2025")[0]["value"];
    assert_eq!(pair["identical"].to_string(), *mean);
}

#[test]
fn draws_give_both_indices_an_interval() {
    let row = rows("cohesion EU --by none --bootstrap 300").remove(0);
    let of = |key: &str| row[key].parse::<f64>().unwrap();
    assert!(of("rice_low") < of("rice") && of("rice") < of("rice_high"), "{row:?}");
    assert!(of("agreement_low") < of("agreement_index") && of("agreement_index") < of("agreement_high"), "{row:?}");
    assert_eq!(column("cohesion EU --by none", "rice_low"), [""]);
}

#[test]
fn one_member_is_no_group() {
    let alone = stderr("cohesion HU", 2);
    assert!(alone.contains("one member") && alone.contains("unvote country HU --apart group"), "{alone}");
    assert!(stderr("cohesion US GB", 2).contains("unvote cohesion US,GB"), "two members");
    assert!(stderr("cohesion EUU", 2).contains("did you mean"), "a name");
    assert!(stderr("cohesion US,DE --body sc --year 2025", 1).contains("fewer than two"), "the Council");
}
