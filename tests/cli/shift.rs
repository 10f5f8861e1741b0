//! `unvote shift`.

use super::{column, rows, stderr, stdout};

#[test]
fn the_shift_from_es_11_6_to_es_11_7_is_told_whole() {
    insta::assert_snapshot!(stdout("shift ES-11/6 ES-11/7"));
}

#[test]
fn the_movement_table_is_the_known_one_whatever_the_order() {
    // Counted from the two rolls of the Digital Library; rows and columns sum to 141-7-32-13 and 93-18-65-17.
    for arguments in ["shift ES-11/6 ES-11/7", "shift ES-11/7 ES-11/6"] {
        let text = stdout(arguments);
        for told in [
            "yes                    93   7       33           8    141\n",
            "no                      -   6        1           -      7\n",
            "abstain                 -   3       27           2     32\n",
            "non-voting              -   2        4           7     13\n",
            "total                  93  18       65          17    193\n",
            "From yes to no (7)\n  Haiti, Hungary, Israel, Marshall Islands, Niger, Palau, United States\n",
            "From yes to abstaining (33)\n",
            "Net: yes -48, no +11, a swing of -59. Nobody moved to yes.",
            "Toward Russia (stayed no): 7 by two steps, 36 by one. Toward Ukraine (stayed\nyes): 1 by one step.",
            "p = 0.016",
        ] {
            assert!(text.contains(told), "{told}\n{text}");
        }
    }
}

#[test]
fn every_member_has_its_row_for_machines() {
    let rows = rows("shift ES-11/6 ES-11/7");
    assert_eq!(rows.len(), 193);
    let of = |code: &str| {
        let row = rows.iter().find(|row| row["member"] == code).unwrap();
        ["from_vote", "to_vote", "distance", "group"].map(|column| row[column].as_str())
    };
    assert_eq!(of("HUN"), ["yes", "no", "-2", "EEG"]);
    assert_eq!(of("SYR"), ["no", "abstain", "1", "APG"]);
    assert_eq!(of("BFA"), ["non-voting", "no", "", "AFR"]);
}

#[test]
fn members_and_references_are_those_asked_for() {
    assert_eq!(column("shift ES-11/6 ES-11/7 --members EU", "member").len(), 27);
    // China abstained on both: 33 came from yes and one, Syria, from no; three went from abstaining to no.
    let text = stdout("shift ES-11/6 ES-11/7 --toward CN");
    let told = "Toward China (stayed abstaining): 34 by one step; away from it: 3 by one step.";
    assert!(text.replace('\n', " ").contains(told), "{text}");
    // Lebanon did not vote in 2023.
    assert!(stdout("shift ES-11/6 ES-11/7 --toward LB").contains("No move toward these members"));
}

#[test]
fn new_and_former_members_stand_apart() {
    // From 24 November 1992 (179 members, of which Yugoslavia is none now) to 29 October 2025 (193).
    let text = stdout("shift 47/19 80/4");
    assert!(text.contains("not a member"), "{text}");
    let rows = rows("shift 47/19 80/4");
    let of = |code: &str| rows.iter().find(|row| row["member"] == code).map(|row| row["from_vote"].as_str());
    assert_eq!((of("PLW"), of("CHE"), of("CSK").is_some()), (Some("not a member"), Some("not a member"), true));
}

#[test]
fn two_bodies_and_a_symbol_of_several_roll_calls_are_errors() {
    assert!(stderr("shift ES-11/6 S/RES/2774", 2).contains("a shift is between votes of one body"));
    let several = stderr("shift A/ES-11/L.11 ES-11/7", 2);
    assert!(
        several.contains("matches 5 roll calls")
            && several.contains("\n  A/RES/ES-11/8  2025-02-24  93-8-73   The path to peace"),
        "{several}"
    );
    assert!(stdout("shift A/ES-11/L.11 ES-11/7 --matter whole").contains("ES-11/8"));
    assert!(stderr("shift S/PV.9866 S/RES/2774 --failed", 2).contains("matches"), "three amendments");
    assert!(stderr("shift ES-11/6 ES-11/99", 1).contains("no roll call has the symbol"));
    assert!(stderr("shift ES-11/6 ES-11/7 --toward Narnia", 2).contains("no member or group is called"));
}

#[test]
fn the_shift_from_2023_to_2025_on_ukraine_is_told_whole() {
    insta::assert_snapshot!(stdout("shift 2023 2025 --topic Ukraine"));
}

#[test]
fn two_years_add_the_tables_of_their_questions_whatever_the_order() {
    // ES-11/6 to ES-11/7 as above, and 78/221 (78-15-79-21) to 80/223 (79-16-73-25): the sums are 219-22-111-34 and
    // 172-34-138-42.
    for arguments in ["shift 2023 2025 --topic Ukraine", "shift 2025 2023 --topic Ukraine"] {
        let text = stdout(arguments);
        for told in [
            "2 votes in 2023, 2 votes in 2025",
            "yes             168   7       35           9    219\n",
            "total           172  34      138          42    386\n",
            "Net: yes -47, no +12, a swing of -59.",
        ] {
            assert!(text.contains(told), "{told}\n{text}");
        }
        assert!(!text.contains("Mean position"), "every vote has its partner\n{text}");
    }
    let rows = rows("shift 2023 2025 --topic Ukraine");
    assert_eq!(rows.len(), 193);
    let of = |code: &str| {
        let row = rows.iter().find(|row| row["member"] == code).unwrap();
        ["questions", "toward_yes", "toward_no", "steps", "from_mean", "to_mean"].map(|column| row[column].as_str())
    };
    // Yes and yes in 2023; no and yes in 2025. Haiti voted on one question only in each year.
    assert_eq!(of("USA"), ["2", "0", "1", "-2", "1", "0"]);
    assert_eq!(of("HTI"), ["1", "0", "1", "-2", "1", "-1"]);
    assert_eq!(of("RUS"), ["2", "0", "0", "0", "-1", "-1"]);
}

#[test]
fn two_years_of_a_series_are_the_shift_between_their_votes() {
    assert_eq!(stdout("shift 2025 2016 --series 80/4"), stdout("shift 71/5 80/4"));
    assert_eq!(rows("shift 2016 2025 --series A/RES/71/5 --members EU"), rows("shift 71/5 80/4 --members EU"));
}

#[test]
fn years_without_a_common_question_tell_the_mean_positions() {
    let text = stdout("shift 2022 2025 --body sc");
    assert!(text.contains("No question of 2022 came to a vote again in 2025."), "{text}");
    assert!(text.contains("Only in 2022: 1 vote (S/RES/2623(2022))."), "{text}");
    let rows = rows("shift 2022 2025 --body sc --members P5");
    let of = |code: &str| {
        let row = rows.iter().find(|row| row["member"] == code).unwrap();
        ["questions", "steps", "from_votes", "from_mean"].map(|column| row[column].as_str())
    };
    // Resolution 2623: the Russian vote against was not a veto, China abstained.
    assert_eq!((of("RUS"), of("CHN")), (["0", "", "1", "-1"], ["0", "", "1", "0"]));
}

#[test]
fn members_and_references_of_two_years_are_those_asked_for() {
    assert_eq!(column("shift 2023 2025 --topic Ukraine --members EU", "member").len(), 27);
    // Of the 27 only Hungary moved, from yes to no on one question.
    let text = stdout("shift 2023 2025 --topic Ukraine --members EU");
    assert!(text.contains("26 did not move.") && !text.contains("+0"), "{text}");
    let text = stdout("shift 2023 2025 --topic Ukraine --members US,HU --toward RU,AF").replace('\n', " ");
    assert!(text.contains("Of these members: United States, Hungary"), "{text}");
    assert!(text.contains("No move toward these members"), "Russia is not among the members\n{text}");
    let text = stdout("shift 2023 2025 --topic Ukraine --toward CN").replace('\n', " ");
    assert!(text.contains("Toward China ("), "{text}");
}

#[test]
fn wrong_years_are_told_from_wrong_symbols() {
    let no_year = "'1940' is not a year of the United Nations: its first vote was in 1946";
    for (arguments, code, told) in [
        ("shift 1940 2025", 2, no_year),
        ("shift 2025 1940 --topic Ukraine", 2, no_year),
        ("shift 2025 2025", 2, "both years are 2025: a shift is between two of them"),
        ("shift 2025 ES-11/7", 2, "2025 is a year but ES-11/7 is not"),
        ("shift ES-11/7 2025", 2, "2025 is a year but ES-11/7 is not"),
        ("shift ES-11/6 ES-11/7 --series 80/4", 2, "--series goes with two years"),
        (
            "shift 2015 2025 --topic Ukraine",
            1,
            "no vote from 2015 that meets the conditions; there are some from 2014, 2016 to",
        ),
        (
            "shift 2016 2020 --series 80/4",
            1,
            "no vote from 2020 in the series of 80/4; there are some from 1992 to 2019, 2021",
        ),
        ("shift 2016 2025 --series A/ES-11/L.11", 2, "roll calls of several questions"),
        ("shift 2023 2025 --topic Ukrane", 1, "did you mean ukraine?"),
        ("shift 2016 2025 --topic Crimea --toward Narnia", 2, "no member or group is called"),
        ("shift 1993 2025 --members SSD,Narnia", 2, "no member or group is called"),
        ("shift 1992 1993 --members SSD", 1, "South Sudan was not a member in these 2 roll calls"),
    ] {
        let said = stderr(arguments, code);
        assert!(said.contains(told), "{arguments}: {said}");
    }
}
