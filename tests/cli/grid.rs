//! `unvote grid`.

use super::{column, printed, rows, stderr, stdout, unvote};

/// The members of a grid of one roll call a row, in order.
fn members(arguments: &str) -> Vec<String> {
    let mut members = column(arguments, "member");
    members.dedup();
    members
}

#[test]
fn the_european_union_stands_together_but_for_hungary() {
    // A/RES/ES-11/1 and ES-11/6: all 27 in favour. A/RES/ES-11/7: Hungary against.
    let all = rows("grid ES-11/1 ES-11/6 ES-11/7 --members EU");
    assert_eq!(all.len(), 3 * 27);
    let others: Vec<_> = all.iter().filter(|row| row["vote"] != "yes").collect();
    assert_eq!(others.len(), 1);
    assert_eq!((others[0]["member"].as_str(), others[0]["symbol"].as_str()), ("HUN", "A/RES/ES-11/7"));
    assert_eq!(members("grid ES-11/1 ES-11/6 ES-11/7 --members EU --changed"), ["HUN"]);
    insta::assert_snapshot!(stdout("grid ES-11/1 ES-11/6 ES-11/7 --members EU"));
}

#[test]
fn seven_went_from_yes_to_no() {
    let seven = members("grid ES-11/6 ES-11/7 --where ES-11/6=yes --where ES-11/7=no");
    assert_eq!(seven, ["HTI", "HUN", "ISR", "MHL", "NER", "PLW", "USA"]);
    assert_eq!(members("grid ES-11/6 ES-11/7 --where ES-11/6=yes --where ES-11/7=abstain").len(), 33);
}

#[test]
fn rows_sort_by_any_vote_and_by_score() {
    // A/RES/ES-11/8: of these the United States and Hungary abstained, Russia voted against, France in favour.
    let by = |sort: &str| members(&format!("grid ES-11/7 ES-11/8 --members US,RU,FR,HU --sort {sort}"));
    assert_eq!(by("ES-11/8"), ["FRA", "HUN", "USA", "RUS"]);
    assert_eq!(by("ES-11/8:desc"), ["RUS", "HUN", "USA", "FRA"]);
    assert_eq!(by("name:desc"), ["USA", "RUS", "HUN", "FRA"]);
    let by = |sort: &str| members(&format!("grid ES-11/7 ES-11/8 --members US,RU,FR --agree yes --sort {sort}"));
    assert_eq!(by("score"), ["RUS", "USA", "FRA"]);
}

#[test]
fn a_scorecard_counts_the_votes_that_were_cast() {
    let all = rows("grid ES-11/7 ES-11/8 --members US,RU,FR --agree ES-11/7=no,ES-11/8=yes");
    let told: Vec<_> =
        all.iter().map(|row| ["member", "agrees", "score", "score_votes"].map(|key| row[key].as_str())).collect();
    // By name among equal scores: each agrees in one of two.
    assert_eq!(told[..2], [["FRA", "false", "0.5", "2"], ["FRA", "true", "0.5", "2"]]);
    assert_eq!(told[2..4], [["RUS", "true", "0.5", "2"], ["RUS", "false", "0.5", "2"]]);
    // Ukraine on the embargo against Cuba, counted in data/record/cuba.json: 25 in favour, 5 abstentions, 1 against, and
    // twice it did not vote; 25 / 31.
    let ukraine = &rows("grid --topic embargo --members Ukraine --agree yes")[0];
    assert_eq!((ukraine["score_votes"].as_str(), ukraine["score"].as_str()), ("31", "0.8064516129032258"));
}

#[test]
fn many_votes_have_turned_headings_where_there_is_little_room() {
    let arguments = "grid --session ES-11 --matter whole --members NORDIC,US,RU --agree yes";
    insta::assert_snapshot!(printed(unvote(arguments).env("COLUMNS", "60")));
}

#[test]
fn what_a_grid_cannot_show_is_told() {
    for (arguments, code, told) in [
        ("grid", 2, "which roll call?"),
        ("grid XX", 1, "no roll call has the symbol XX"),
        ("grid ES-11/7 --members Narnia", 2, "no member or group is called 'Narnia'"),
        ("grid ES-11/7 --agree maybe", 2, "'maybe' is not a vote"),
        ("grid ES-11/7 --agree non-voting", 2, "a member that did not vote neither agreed nor disagreed"),
        ("grid ES-11/7 --agree ES-11/6=no", 2, "ES-11/6 is not one of the roll calls of this grid"),
        ("grid ES-11/7 --where ES-11/6=no", 2, "ES-11/6 is not one of the roll calls of this grid"),
        ("grid ES-11/7 --changed", 1, "none of 193 members meets these conditions"),
        ("grid ES-11/7 --sort colour", 2, "no column is called 'colour'"),
        ("grid S/RES/2774 --members Cuba", 1, "Cuba: not on the Security Council in this roll call"),
        ("grid ES-11/7 --year 1999", 1, "A/RES/ES-11/7, of 2025-02-24, does not meet --year 1999"),
    ] {
        let text = stderr(arguments, code);
        assert!(text.contains(told), "{arguments}: {text}");
    }
}
