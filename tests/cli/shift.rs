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
    assert!(stdout("shift ES-11/6 ES-11/7 --toward LB").contains("no move can be told"));
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
    assert!(several.contains("leads to 5 roll calls") && several.contains("record 4076673"), "{several}");
    assert!(stdout("shift A/ES-11/L.11 ES-11/7 --matter whole").contains("ES-11/8"));
    assert!(stderr("shift S/PV.9866 S/RES/2774 --failed", 2).contains("leads to"), "three amendments");
    assert!(stderr("shift ES-11/6 ES-11/99", 1).contains("no roll call has the symbol"));
    assert!(stderr("shift ES-11/6 ES-11/7 --toward Narnia", 2).contains("no member or group is called"));
}
