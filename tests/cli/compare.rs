//! `unvote compare`.

use super::{column, printed, rows, stderr, stdout, unvote};
use crate::turns;

#[test]
fn the_united_states_and_russia_on_the_embedded_record() {
    // They voted alike on A/RES/ES-11/7 only (24 February 2025, both against); on the embargo of 2016 the United States
    // abstained.
    let rows = rows("compare US RU");
    let of = |year: &str| rows.iter().find(|row| row["year"] == year).unwrap();
    assert_eq!((of("2016")["votes"].as_str(), of("2016")["opposite"].as_str()), ("2", "1"));
    assert_eq!((of("2024")["value"].as_str(), of("2024")["opposite"].as_str()), ("0", "6"));
    let identical: Vec<&str> = rows.iter().filter(|row| row["value"] != "0").map(|row| row["year"].as_str()).collect();
    assert_eq!(identical, ["2025"]);
    insta::assert_snapshot!(stdout("compare US RU --from 2014"));
    let narrow = printed(unvote("compare US RU --from 2020").env("COLUMNS", "60"));
    insta::assert_snapshot!("compare_on_60_columns", narrow);
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
}

#[test]
fn every_measure_follows_from_the_table_of_positions() {
    // In 67 common votes the two stood alike once (A/RES/ES-11/7) and 62 times against each other; in four one abstained:
    // the formulas of docs/agreement.md by hand.
    let table: serde_json::Value =
        serde_json::from_str(&stdout("compare US RU --by none --format json")).expect("a JSON object");
    let counts = table["tables"]["positions"].as_array().expect("rows");
    let of = |row: usize, key: &str| counts[row][key].as_u64().expect("a number");
    assert_eq!((of(3, "total"), of(0, "no") + of(2, "yes"), of(2, "no")), (67, 62, 1));
    for (measure, expected) in
        [("identical", 1.0 / 67.0), ("lijphart", 3.0 / 67.0), ("votes-only", 1.0 / 63.0), ("s", -61.0 / 67.0)]
    {
        let value: f64 = column(&format!("compare US RU --by none --measure {measure}"), "value")[0].parse().unwrap();
        assert!((value - expected).abs() < 1e-12, "{measure}: {value}");
    }
}

#[test]
fn a_group_is_the_mean_of_its_members_on_the_day() {
    insta::assert_snapshot!(stdout("compare US EU --from 2022"));
    // The mean over the pairs is the same from either side.
    assert_eq!(column("compare US EU", "value"), column("compare EU US", "value"));
    // The European Union of 2025 without the United States has 27 members, the Nordic countries 5.
    assert_eq!(column("compare US EU --year 2025", "pairs"), ["27"]);
    assert_eq!(column("compare US,GB NORDIC --year 2025", "pairs"), ["10"]);
    // A member is not compared with itself.
    assert_eq!(column("compare FR EU --year 2025", "pairs"), ["26"]);
}

#[test]
fn a_group_with_itself_is_the_mean_over_its_pairs_each_once() {
    let [row] = &rows("compare P5 P5 --year 2025")[..] else { panic!("one year") };
    let cells: Vec<f64> = rows("matrix --members P5 --year 2025 --quiet")
        .iter()
        .flat_map(|row| {
            let others = row.iter().filter(|(key, _)| key.len() == 3 && **key != row["member"]);
            others.map(|(_, cell)| cell.parse::<f64>().unwrap()).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!((row["pairs"].as_str(), cells.len()), ("10", 20));
    let mean = cells.iter().sum::<f64>() / 20.0;
    assert!((row["value"].parse::<f64>().unwrap() - mean).abs() < 1e-12, "{row:?}: {mean}");
    let told = stdout("compare P5 P5 --year 2025");
    assert!(told.contains(": its members with each other") && told.contains("of its members, each"), "{told}");
}

#[test]
fn draws_of_roll_calls_give_intervals_that_their_seed_decides() {
    // Lijphart's index has no interval of its own, and a group none at all.
    let drawn = "--measure lijphart --by none --bootstrap 300";
    let ends = |arguments: &str| {
        let row = rows(arguments).remove(0);
        ["low", "value", "high"].map(|key| row[key].parse::<f64>().unwrap())
    };
    assert_eq!(column("compare US EU --by none", "low"), [""]);
    for sides in ["US GB", "US EU", "EU EU"] {
        let [low, value, high] = ends(&format!("compare {sides} {drawn}"));
        assert!(low < value && value < high, "{sides}: {low} {value} {high}");
    }
    let told = |seed: &str| stdout(&format!("compare US EU {drawn} {seed} --format csv"));
    assert_eq!(told(""), told("--seed 1"));
    assert_ne!(told(""), told("--seed 2"));
    // Of all pairs at once, the cell of one pair has the interval that their comparison has.
    let cell = &rows("matrix --members US,GB,FR --bootstrap 300 --table low --quiet")[0]["GBR"];
    assert_eq!(*cell, column("compare US GB --by none --bootstrap 300", "low")[0]);
    assert_eq!(
        *cell,
        rows("nearest US --bootstrap 300").into_iter().find(|row| row["member"] == "GBR").unwrap()["low"]
    );
    let people = stdout("compare US GB --from 2024 --bootstrap 300");
    assert!(people.contains("interval") && people.contains("300 draws"), "{people}");
    assert!(
        stderr("compare US GB --measure coincidence --bootstrap 300", 2).contains("--measure lijphart"),
        "consensus"
    );
}

#[test]
fn who_is_on_both_sides_is_named_and_a_command_leaves_them_out() {
    let told = stdout("compare NORDIC EU --year 2025");
    let note =
        "Denmark, Finland and Sweden are on both sides: nobody is compared with itself, and a pair of two of them";
    assert!(told.replace('\n', " ").contains(note), "{told}");
    assert!(told.contains("unvote compare NORDIC,-EU EU,-NORDIC"), "{told}");
    // Iceland and Norway with the 24 others of the European Union.
    assert_eq!(column("compare NORDIC,-EU EU,-NORDIC --year 2025", "pairs"), ["48"]);
}

#[test]
fn one_members_votes_on_a_question_are_told_in_runs() {
    // A/RES/47/19 to A/RES/80/4; the United States abstained once, on A/RES/71/5; there was no vote in 2020.
    insta::assert_snapshot!(stdout("compare US --across embargo"), @r"
    United States on 'embargo'
    General Assembly, 33 roll calls, by calendar year of the vote

      1992-2015  no every year (24)
      2016       abstained
      2017-2025  no every year (8; no vote in 2020)

    Note: These figures rest on the embedded record, a selection of 79 roll calls:
    they are not the members' whole record, which `unvote data fetch undl` brings
    and --data FILE reads.

    Source: 33 roll calls in the embedded record: UN Digital Library, voting records
    ");
    assert_eq!(column("compare US --across embargo", "vote"), ["no", "abstain", "no"]);
}

#[test]
fn several_members_and_those_not_yet_admitted_are_told_one_by_one() {
    // Palau was admitted on 15 December 1994, three years after the first votes on the embargo.
    let rows = rows("compare US PW --across embargo");
    let told: Vec<_> = rows.iter().filter(|row| row["member"] == "PLW").collect();
    assert_eq!((told[0]["vote"].as_str(), told[0]["last_year"].as_str()), ("not a member", "1994"));
    let text = stdout("compare US PW --across embargo");
    assert!(text.contains("\nPalau\n") && text.contains("not a member every year (3)"), "{text}");
}

#[test]
fn topics_keep_a_years_agenda_apart_from_a_change_of_mind() {
    let text = stdout("compare US IL --by topic --topic embargo --topic Crimea --topic zzz");
    assert!(text.contains("to 2024") && text.contains("No common vote in: zzz."), "{text}");
    assert_eq!(column("compare US IL --by topic --topic embargo --topic Crimea", "topic"), ["embargo", "Crimea"]);
}

#[test]
fn a_former_member_has_no_votes_after_its_end() {
    let why = "Soviet Union was not a member on the days of these votes (member from 1945-10-24 to 1991-12-23; Russia (RUS) \
               continued the seat)";
    let error = stderr("compare US SUN --year 2024", 1);
    assert!(error.contains(why), "{error}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    for (arguments, code, told) in [
        ("compare US", 2, "compare US with whom? Name a second member or group, or a question"),
        ("compare US RU FR", 2, "3 members or groups are too many"),
        ("compare US usa", 2, "both sides are United States"),
        ("compare RU SUN", 2, "both sides are Soviet Union"),
        ("compare US Narnia", 2, "no member or group is called 'Narnia'"),
        ("compare US RU --year 1945", 2, "'1945' is not a year of the United Nations"),
        ("compare US RU --by topic", 2, "name topics, as in --topic nuclear"),
        ("compare US --across embargo --by year", 2, "cannot be used with"),
        ("compare US RU --year 1960", 1, "none of 79 roll calls meets --year 1960; they are from 1992-11-24"),
        (
            "compare US SSD --year 1999",
            1,
            "South Sudan was not a member on the days of these votes (member since 2011-07-14)",
        ),
        (
            "compare US CSK --year 1999",
            1,
            "Czechoslovakia was not a member on the days of these votes (member from 1945-10-24",
        ),
        ("compare US --across zzz", 1, "no roll call among 74 is about 'zzz'"),
    ] {
        let text = stderr(arguments, code);
        assert!(text.contains(told), "{arguments}: {text}");
    }
}

#[test]
fn what_was_asked_before_is_told_from_what_is_new() {
    // Of the roll calls of 2025 in the embedded record these were asked before: a just and lasting peace (2023), the
    // protection of civilians (ES-10/21, 2023), the embargo and human rights in Crimea (2024).
    let text = stdout("compare US RU --from 2024");
    assert!(text.contains("Of 2025's 11 questions 4 had been voted on before"), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&stdout("compare US IL --from 2025 --to 2025 --format json")).unwrap();
    let row = &json["tables"]["repeated_questions"][0];
    assert_eq!((row["year"].as_i64(), row["roll_calls"].as_i64()), (Some(2025), Some(11)));
    assert_eq!(row["repeated"].as_i64(), Some(4));
}

#[test]
fn a_value_is_held_against_all_pairs_of_the_session_as_of_the_year() {
    // In 2018 and the 72nd session, which are the same roll calls here, the United States and the United Kingdom agree on
    // 12 of 16. Of the ten pairs of five members three agree on none (Cuba's) and one on 4, three as often (those of the
    // United States), three always: 4 below and half of 3 equal ones.
    for (by, key) in [("year", "2018"), ("session", "A/72")] {
        let mut call = unvote(&format!("compare US GB --by {by} --format json --data -"));
        let text = printed(call.write_stdin(turns::table()));
        let whole: serde_json::Value = serde_json::from_str(&text).expect("a JSON object");
        let rows = whole["tables"]["agreement"].as_array().expect("rows");
        let row = rows.iter().find(|row| row[by].to_string().trim_matches('"') == key).expect("a row");
        assert_eq!((row["value"].as_f64(), row["percentile"].as_f64()), (Some(0.75), Some(0.55)), "{by}");
    }
}
