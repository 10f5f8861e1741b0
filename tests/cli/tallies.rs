//! `unvote tally`.

use super::{rows, stdout};

/// The first row of a tally: yes, no, abstentions, non-voting, members.
fn numbers(symbol: &str) -> [u16; 5] {
    let row = rows(&format!("tally {symbol}")).remove(0);
    ["yes", "no", "abstain", "non_voting", "members"].map(|column| row[column].parse().unwrap())
}

#[test]
fn the_vote_on_es_11_7_is_told_whole() {
    insta::assert_snapshot!(stdout("tally A/ES-11/L.10"));
}

#[test]
fn a_tally_says_numbers_shares_majority_and_the_eighteen_against() {
    let text = stdout("tally A/ES-11/L.10");
    for told in [
        "in favour    93       48.2%            83.8%",
        "against      18        9.3%            16.2%",
        "abstaining   65       33.7%",
        "non-voting   17        8.8%",
        "members     193",
        "ADOPTED: 83.8% of the 111 present and voting; two thirds were needed (74 votes),\n19 to spare.",
        "Against (18)",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    let against = text.split("Against (18)\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names: Vec<&str> = against.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect();
    let expected = "Belarus, Burkina Faso, Burundi, Central African Republic, Equatorial Guinea, Eritrea, Haiti, Hungary, \
                    Israel, Mali, Marshall Islands, Nicaragua, Niger, North Korea, Palau, Russia, Sudan, United States";
    assert_eq!(names, expected.split(", ").collect::<Vec<_>>());
}

#[test]
fn draft_resolution_short_form_and_record_number_are_one_roll_call() {
    let expected = stdout("tally A/ES-11/L.10");
    for symbol in ["A/RES/ES-11/7", "ES-11/7", "a/res/es-11/7", "4076672"] {
        assert_eq!(stdout(&format!("tally {symbol}")), expected, "{symbol}");
    }
}

#[test]
fn numbers_of_the_ukraine_votes_are_those_of_the_record() {
    assert_eq!(numbers("ES-11/1"), [141, 5, 35, 12, 193]);
    assert_eq!(numbers("ES-11/2"), [140, 5, 38, 10, 193]);
    assert_eq!(numbers("ES-11/3"), [93, 24, 58, 18, 193]);
    assert_eq!(numbers("ES-11/4"), [143, 5, 35, 10, 193]);
    assert_eq!(numbers("ES-11/5"), [94, 14, 73, 12, 193]);
    assert_eq!(numbers("ES-11/6"), [141, 7, 32, 13, 193]);
    assert_eq!(numbers("A/ES-11/L.10"), [93, 18, 65, 17, 193]);
    assert_eq!(numbers("A/RES/ES-11/8"), [93, 8, 73, 19, 193]);
    assert_eq!(numbers("ES-11/9"), [91, 12, 57, 33, 193]);
    assert_eq!(numbers("S/RES/2774"), [10, 0, 5, 0, 15]);
    assert_eq!(numbers("S/RES/2623"), [11, 1, 3, 0, 15]);
}

#[test]
fn a_council_resolution_needs_nine_votes_and_no_veto() {
    insta::assert_snapshot!(stdout("tally S/RES/2774"));
}

#[test]
fn a_vote_against_a_procedural_resolution_is_no_veto() {
    let text = stdout("tally S/RES/2623");
    insta::assert_snapshot!(text);
    assert!(text.contains("The\nvote of Russia against was not a veto."));
    let row = &rows("tally S/RES/2623")[0];
    assert_eq!([&row["against"], &row["vetoes"], &row["majority"]], ["RUS", "", "council, procedural"]);
}

#[test]
fn one_symbol_of_several_roll_calls_shows_them_all() {
    // A/ES-11/L.11 was voted on after four amendments to it; the first three were adopted, the fourth was not.
    let rows = rows("tally ES-11/8 A/ES-11/L.11");
    let told: Vec<_> = rows.iter().map(|row| (row["matter"].as_str(), row["outcome"].as_str())).collect();
    assert_eq!(told.iter().filter(|told| **told == ("amendment", "adopted")).count(), 3);
    assert_eq!(told.iter().filter(|told| **told == ("amendment", "rejected")).count(), 1);
    assert_eq!(told.iter().filter(|told| **told == ("whole text", "adopted")).count(), 1);
    assert_eq!(told.len(), 5);
    // What is not known is empty, not 0.
    let unknown = rows.iter().find(|row| row["outcome"] == "adopted" && row["matter"] == "amendment").unwrap();
    assert_eq!([&unknown["yes"], &unknown["non_voting"], &unknown["margin"]], ["", "", ""]);
}

#[test]
fn members_are_named_on_request_and_by_official_name() {
    let text = stdout("tally ES-11/7 --names --official --by none");
    for told in ["In favour (93)", "Against (18)", "Abstaining (65)", "Non-voting (17)", "Russian Federation"] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    assert!(text.contains("Democratic People's Republic of Korea") && !text.contains("African Group"), "{text}");
}

#[test]
fn groups_are_tallied_as_asked() {
    // Of the 27 members of the European Union Hungary alone voted against; all others were in favour.
    let text = stdout("tally ES-11/7 --by EU,BRICS");
    assert!(text.contains("European Union   26   1        0           0   27"), "{text}");
    assert!(text.contains("BRICS"), "{text}");
}

#[test]
fn how_unusual_a_vote_was_is_told_below_its_verdict() {
    // The embargo in the embedded record, 1992 to 2025: 155 in favour in 1999 and more since; never 7 against before; 12
    // abstaining in 1998.
    let told = "Of the 33 votes on this question that are known here since 1992, it has the fewest in favour since 1999 (155), \
                the most abstaining since 1998 (12) and the most against.";
    for command in ["tally 80/4", "show 80/4"] {
        let text = stdout(command).replace('\n', " ");
        assert!(text.contains(told), "{text}");
        assert!(text.contains("unvote shift 79/7 80/4"), "{text}");
    }
    // 187-3-2 in 2019: three were against in 2012, too, and 186 in favour in 2011, neither ten votes before.
    assert!(!stdout("tally 74/7").contains("known here"));
    // Who asks of some members is not told of all others.
    assert!(!stdout("tally 80/4 --members EU").contains("known here"));
}

#[test]
fn what_is_unusual_and_the_vote_before_are_tables_of_their_own() {
    let unusual = rows("tally 80/4 --table unusual");
    let told: Vec<[&str; 5]> =
        unusual.iter().map(|row| ["vote", "extreme", "count", "votes", "since"].map(|key| row[key].as_str())).collect();
    assert_eq!(
        told,
        [
            ["yes", "fewest", "165", "33", "A/RES/54/21"],
            ["no", "most", "7", "33", ""],
            ["abstain", "most", "12", "33", "A/RES/53/4"]
        ]
    );
    let before = rows("show ES-11/7 --table before").remove(0);
    let told = [
        "before", "before_yes", "before_no", "before_abstain", "yes_to_no", "yes_to_abstain", "abstain_to_no",
        "no_to_abstain",
    ];
    assert_eq!(told.map(|key| before[key].as_str()), ["A/RES/ES-11/6", "141", "7", "32", "7", "33", "3", "1"]);
}
