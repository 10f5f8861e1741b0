//! Bad input, on every command that can be given it: a clear message and its exit code, never an empty table without a
//! word, never a number that is none.

use super::{stderr, unvote};

/// Commands that take a selection of roll calls.
const SELECTING: &[&str] = &[
    "country US",
    "compare US RU",
    "compare US EU --measure kappa",
    "compare US RU --by topic",
    "compare US --across peace",
    "grid",
    "series",
    "turning US",
    "turning US --with RU",
    "list",
    "search peace",
    "tally",
    "against",
    "show",
    "vetoes",
    "export tallies",
    "export votes",
    "export history",
    "export agreement",
    "export series",
    "export shifts",
];

/// Selections of nothing: exit code and words of the message.
const SELECTIONS: &[(&str, i32, &str)] = &[
    ("--year 1945", 2, "'1945' is not a year of the United Nations: its first vote was in 1946"),
    ("--year 2025-2020", 2, "2025 lies after 2020"),
    ("--from 2025 --to 2020", 2, "--from 2025-01-01 lies after --to 2020-12-31: no day is in both"),
    ("--from 1900", 2, "'1900' is not a year of the United Nations"),
    ("--session 0", 2, "'0' is not a session"),
    ("--body sc --session 79", 2, "the Security Council has no sessions"),
    ("--where US=maybe", 2, "'maybe' is not a vote: expected yes, no, abstain or non-voting"),
    ("--where Narnia=yes", 2, "no member or group is called 'Narnia'"),
    ("--where =yes", 2, "the list of members is empty"),
    ("--contested 2", 2, "'2' is not a share of the losing side"),
    ("--year 2099", 1, "meets --year 2099; they are from 1992-11-24 to 2026-02-24"),
    ("--from 2099", 1, "meets --from 2099-01-01; they are from 1992-11-24 to 2026-02-24"),
    ("--year 1960", 1, "meets --year 1960; they are from 1992-11-24 to 2026-02-24"),
    ("--session 999", 1, "meets --session 999; there are the sessions 47 to 80, ES-10, ES-11"),
    ("--session ES-12", 1, "meets --session ES-12; there are the sessions"),
    ("--topic zebra", 1, "meets --topic 'zebra'"),
    ("--subject zebra", 1, "meets --subject 'zebra'"),
    // South Sudan was admitted in 2011, the first summit of BRICS was in 2009.
    ("--where SSD=yes --year 1999", 1, "South Sudan was not a member in"),
    ("--where BRICS=yes --year 1999", 1, "BRICS: no members on the day of this roll call"),
];

/// What else cannot be answered.
const OTHERS: &[(&str, i32, &str)] = &[
    ("country SSD --year 2000", 1, "South Sudan was not a member in this roll call (member since 2011-07-14)"),
    ("country US --with SSD --year 1999", 1, "South Sudan was not a member in this roll call"),
    ("country US --with BRICS --year 1999", 1, "BRICS: no members on the day of this roll call"),
    ("country US --with usa", 2, "this is the member itself"),
    ("country EU", 2, "'EU' is a group (European Union): name one of its members"),
    ("country CU --body sc", 1, "no vote of Cuba is known in these roll calls"),
    ("compare US US", 2, "both sides are United States"),
    ("compare US BRICS --year 1999", 1, "BRICS: no members on the day of this roll call"),
    ("compare US SSD --year 1999", 1, "South Sudan was not a member on the days of these votes"),
    ("compare BRICS --across embargo --year 1999", 1, "BRICS: no members on the day of this roll call"),
    ("compare US --across zebra", 1, "no roll call among 74 is about 'zebra'"),
    ("compare US RU --measure coincidence --body sc", 2, "not --body sc"),
    ("grid 54/21 --members BRICS", 1, "BRICS: no members on the day of this roll call"),
    ("grid S/RES/2774 --members Cuba", 1, "Cuba: not on the Security Council in this roll call"),
    ("grid ES-11/7 --year 2022", 1, "A/RES/ES-11/7, of 2025-02-24, does not meet --year 2022"),
    ("series ES-11/7 S/RES/2774", 2, "these are votes of two bodies"),
    ("series 54/21 --members SSD --to 2000", 1, "South Sudan was not a member in these 9 roll calls"),
    ("series 54/21 --year 2099", 1, "none of 33 roll calls meets --year 2099; they are from 1992-11-24 to 2025-10-29"),
    ("shift ES-11/7 S/RES/2774", 2, "a shift is between votes of one body"),
    ("shift ES-11/7 A/ES-11/L.10", 2, "ES-11/7 and A/ES-11/L.10 are the same roll call"),
    ("shift 54/21 53/4 --members SSD", 1, "South Sudan was not a member in these 2 roll calls"),
    ("shift 54/21 53/4 --toward BRICS", 1, "BRICS: no members on the days of these 2 roll calls"),
    ("turning SSD --to 2010", 1, "South Sudan was not a member in these 19 roll calls"),
    ("turning US --with BRICS --to 2000", 1, "BRICS: no members on the days of these"),
    ("turning --year 2005 --with SSD", 1, "South Sudan was not a member in these"),
    ("turning --year 2099", 1, "none of 74 roll calls is from 2099, the year; they are from 1992-11-24 to 2026-02-24"),
    ("turning --year 1992 --pairs", 1, "none of 74 roll calls is from 1987 to 1991, the years before"),
    ("turning --year 2025 --topic zebra", 1, "meets --topic 'zebra'"),
    ("tally 54/21 --members SSD", 1, "South Sudan was not a member in this roll call"),
    ("show 54/21 --members BRICS", 1, "BRICS: no members on the day of this roll call"),
    ("against 54/21 --members SSD", 1, "South Sudan was not a member in this roll call"),
    ("against 54/21 --members FR --format csv", 1, "no member is recorded as against"),
    ("vetoes --body ga", 2, "vetoes are cast in the Security Council"),
    ("vetoes --year 1999", 1, "no veto among these roll calls"),
    ("members --on 1900-01-01", 2, "it was founded on 1945-10-24"),
    ("members --on 2099-01-01", 2, "2099-01-01 lies in the future"),
    ("members --on 1999", 2, "'1999' is not a date: expected one like 2025-02-24"),
    ("members BRICS --on 1999-01-01", 1, "BRICS: no members on 1999-01-01"),
    ("groups --on 2099-01-01", 2, "2099-01-01 lies in the future"),
    ("export votes --members BRICS --year 1999", 1, "BRICS: no members on the day of this roll call"),
    ("export history --members SSD --year 1999", 1, "South Sudan was not a member in this roll call"),
    ("export agreement --members SSD --year 1999", 1, "South Sudan was not a member in this roll call"),
    ("export shifts --members SSD --year 1999", 1, "South Sudan was not a member in this roll call"),
    ("export shifts --year 1992", 1, "no roll call among 1 is on a question that had been voted on before"),
    ("export series --year 2026", 1, "no roll call among 1 is on a question that was put more than once"),
    ("list --limit 0", 2, "'0' is not a number of rows: expected 1 or more"),
];

#[test]
fn a_selection_of_nothing_is_told_by_every_command() {
    for command in SELECTING {
        for (selection, code, told) in SELECTIONS {
            let arguments = format!("{command} {selection}");
            let text = stderr(&arguments, *code);
            assert!(text.contains(told), "{arguments}: {text}");
        }
    }
}

#[test]
fn what_has_no_answer_is_told_by_each_command_in_every_format() {
    for (arguments, code, told) in OTHERS {
        let formats: &[&str] =
            if arguments.contains("--format") { &[""] } else { &["", "--format csv", "--format json"] };
        for format in formats {
            let text = stderr(&format!("{arguments} {format}"), *code);
            assert!(text.contains(told), "{arguments} {format}: {text}");
        }
    }
}

#[test]
fn words_that_are_none_are_asked_for() {
    for arguments in [["search", " "].as_slice(), &["compare", "US", "--across", ""]] {
        let output = unvote("").args(arguments).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
    }
}

#[test]
fn an_empty_table_for_machines_comes_with_a_word() {
    // The United States and Russia have no turning point in the embedded record.
    let output = unvote("turning US --with RU --format csv").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing to list"));
}

#[test]
fn no_answer_holds_a_number_that_is_none() {
    // Small selections, in which denominators may be 0.
    for arguments in [
        "country US --year 1999 --with RU",
        "country Palau --session 47,50",
        "compare US RU --year 1992",
        "compare US RU --year 1992 --measure pi",
        "compare US RU --year 1992 --measure kappa",
        "compare US RU --year 1992 --measure votes-only",
        "compare US EU --year 1999 --measure kappa",
        "compare US RU --measure coincidence",
        "grid ES-11/7 --members US --agree yes",
        "series ES-11/7",
        "shift 53/4 54/21 --members US",
        "turning US --with RU",
        "tally S/RES/2774 --members Cuba,US",
        "list --year 2026",
        "export history --members US",
        "export agreement --members US --year 1992",
        "export tallies",
    ] {
        for format in ["", "--format csv", "--format json"] {
            let output = unvote(&format!("{arguments} {format} -q")).output().unwrap();
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{arguments} {format}: {}", String::from_utf8_lossy(&output.stderr));
            assert!(
                !text.is_empty() && !text.contains("NaN") && !text.contains("inf,"),
                "{arguments} {format}: {text}"
            );
        }
    }
}

#[test]
fn a_side_whose_votes_are_not_known_is_not_said_to_have_taken_no_position() {
    // Of the vote of 24 February 2026 the record knows the totals, and that the United States abstained.
    let error = stderr("compare US RU --year 2026", 1);
    assert!(error.contains("how Russia voted is not known in 1 roll call"), "{error}");
}
