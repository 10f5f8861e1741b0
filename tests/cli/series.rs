//! `unvote series`.

use super::{column, rows, stderr, stdout};

/// The lines of a series: member and letters, those that moved most first.
fn lines(arguments: &str) -> Vec<(String, String)> {
    let text = stdout(&format!("{arguments} --format json"));
    let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
    let lines = whole["tables"]["lines"].as_array().unwrap();
    let word = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap().to_owned();
    lines.iter().map(|line| (word(line, "member"), word(line, "line"))).collect()
}

#[test]
fn the_embargo_through_its_years_is_told_whole() {
    insta::assert_snapshot!(stdout("series A/RES/80/4"));
}

#[test]
fn the_series_of_the_embargo_has_its_33_votes_from_each_of_them() {
    let expected = stdout("series A/RES/80/4 --format csv");
    assert_eq!(column("series A/RES/80/4", "year").len(), 33);
    for symbol in ["47/19", "A/RES/71/5", "A/80/L.6"] {
        assert_eq!(stdout(&format!("series {symbol} --format csv")), expected, "{symbol}");
    }
    // No vote in 2020: that of the 75th session was held in June 2021.
    let years = column("series A/RES/80/4", "year");
    assert!(!years.contains(&"2020".to_owned()) && years.contains(&"2021".to_owned()));
    // The tallies of the first, the 2016 and the latest vote (UN Digital Library).
    let rows = rows("series A/RES/80/4");
    let tally = |row: usize| ["yes", "no", "abstain", "non_voting"].map(|column| rows[row][column].as_str());
    assert_eq!((tally(0), tally(24)), (["59", "3", "71", "46"], ["191", "0", "2", "0"]));
    assert_eq!(tally(32), ["165", "7", "12", "9"]);
}

#[test]
fn the_united_states_and_israel_voted_no_but_for_2016() {
    let both: Vec<String> = lines("series A/RES/80/4 --members US,IL").into_iter().map(|(_, line)| line).collect();
    let expected = format!("{}A{}", "N".repeat(24), "N".repeat(8));
    assert_eq!(both, [expected.as_str(), expected.as_str()]);
}

#[test]
fn seven_voted_no_in_2025_ukraine_among_them() {
    let against = lines("series A/RES/80/4");
    let mut against: Vec<&str> =
        against.iter().filter(|(_, line)| line.ends_with('N')).map(|(member, _)| member.as_str()).collect();
    against.sort_unstable();
    assert_eq!(against, ["ARG", "HUN", "ISR", "MKD", "PRY", "UKR", "USA"]);
    assert!(stdout("series A/RES/80/4").contains("The 7 against 80/4, through the series:"));
}

#[test]
fn those_that_moved_most_stand_first_and_new_members_begin_with_blanks() {
    let lines = lines("series A/RES/80/4");
    // Palau, a member since December 1994: abstained in 1995, absent eight times, no from 2004 with turns to abstaining,
    // yes since 2015.
    assert_eq!(lines[0], ("PLW".to_owned(), "   A........NNNNNNAANAAYYYYYYYYYY".to_owned()));
    assert!(lines.iter().all(|(_, line)| line.len() == 33));
}

#[test]
fn the_votes_on_peace_in_ukraine_are_one_question() {
    assert_eq!(column("series A/ES-11/L.10", "symbol"), ["A/RES/ES-11/6", "A/RES/ES-11/7"]);
    let text = stdout("series A/ES-11/L.10");
    assert!(text.contains("unvote shift ES-11/6 ES-11/7") && text.contains("is a selection of roll calls"), "{text}");
}

#[test]
fn a_series_may_be_given_or_selected() {
    let given = column("series ES-11/7 ES-11/1", "symbol");
    assert_eq!(given, ["A/RES/ES-11/1", "A/RES/ES-11/7"]);
    assert_eq!(column("series --topic embargo --from 2023", "year"), ["2023", "2024", "2025"]);
    assert_eq!(column("series 80/4 --from 2023", "year"), ["2023", "2024", "2025"]);
}

#[test]
fn what_makes_no_series_is_an_error() {
    assert!(stderr("series 80/4 S/RES/2774", 2).contains("votes of two bodies"));
    assert!(stderr("series A/ES-11/L.11", 2).contains("matches 5 roll calls"));
    for span in ["--to 1991", "--year 2020", "--session 46"] {
        assert!(stderr(&format!("series 80/4 {span}"), 1).contains("no vote of the series"), "{span}");
    }
    assert!(stderr("series", 2).contains("which roll call?"));
    assert!(stderr("series --topic zebra", 1).contains("none of 79 roll calls"));
    assert!(stderr("series ES-11/7 --members QQQ", 2).contains("no member or group"));
}

#[test]
fn questions_that_come_back_are_told_the_closest_first_with_when_they_are_due() {
    // In the embedded record: Crimea, 79-16-73 on 18 December 2025 (48 of 95 needed), and the embargo, 165-7-12 (87 of 172),
    // which in 1992 had 59-3-71 (32 of 62) and whose last five votes but that of 23 June 2021 fell between 29 October and 3
    // November.
    let close = rows("series --close");
    let embargo = close.iter().find(|row| row["symbol"] == "A/RES/80/4").unwrap();
    let told = ["margin", "closest", "closest_margin", "votes", "since", "every", "due_from", "due_until"];
    assert_eq!(
        told.map(|key| embargo[key].as_str()),
        ["78", "A/RES/47/19", "27", "33", "1992-11-24", "1", "2026-10-29", "2026-11-03"]
    );
    let margins: Vec<i32> = close.iter().map(|row| row["margin"].parse::<i32>().unwrap().abs()).collect();
    assert!(margins.is_sorted() && margins.contains(&31), "{margins:?}");
    let text = stdout("series --close 80/4");
    assert!(text.contains("+78") && text.contains("+27 (1992)") && text.contains("late Oct to"), "{text}");
    // Of the votes since 2021 the closest was the last.
    assert_eq!(rows("series --close 80/4 --from 2021")[0]["closest_margin"], "78");
    assert!(stderr("series --close --topic Korea", 1).contains("none of "));
    assert!(stderr("series --close 80/4 --members US", 2).contains("cannot be used with '--members"));
}
