//! Pictures of what goes through the years: agreement, with its turning points.

use super::{printed, stderr, stdout, unvote};
use crate::turns;

/// A picture of an answer as SVG.
fn svg(arguments: &str) -> String {
    stdout(&format!("{arguments} --format svg"))
}

#[test]
fn agreement_through_the_years_is_a_line_with_its_figures_in_words() {
    // In 2025 the embedded record has seven votes in common of the United States and the United Kingdom, two of them alike.
    let drawn = svg("compare US GB --from 2014");
    assert!(
        drawn.contains(
            "<title id=\"unvote-t\">United States and United Kingdom: 2 of 7 votes identical in 2025</title>"
        )
    );
    for said in
        ["2014: 50.0% of 2 votes (95% interval 9.5% to 90.5%); 2015: 0.0% of 1 vote", "Only roll calls selected by"]
    {
        assert!(drawn.contains(said), "{said}: {drawn}");
    }
    // A dot and a bar for each of the twelve years.
    assert_eq!(drawn.matches("<title>20").count(), 24);
    assert!(drawn.contains("Of a selection of 79 roll calls, not the whole record"), "{drawn}");
    insta::assert_snapshot!(svg("compare US GB --from 2023 --width narrow"));
}

#[test]
fn a_year_without_a_vote_cuts_the_line_and_is_named() {
    // Nothing of 2020 is in it.
    let drawn = svg("compare US GB --from 2018 --to 2022 --topic embargo");
    assert!(drawn.contains("No vote in common in 2020."), "{drawn}");
    // Two years before and two after: two lines and two bands.
    assert_eq!(drawn.matches("<path ").count(), 4, "{drawn}");
}

/// An answer from the table in which the United States turn in 2024.
fn of_turns(arguments: &str) -> String {
    printed(unvote(&format!("{arguments} --format svg --data -")).write_stdin(turns::table()))
}

#[test]
fn turning_points_are_marked_with_the_share_before_and_after() {
    // Alike in 12 of 16 votes a year to 2023, in 2 of 16 since.
    let drawn = of_turns("compare US GB");
    for said in [
        "United States and United Kingdom: 12.5% of votes identical in 2025",
        "<title>Turning point: 2024</title>",
        "75.0% agreed in 2018\u{2013}2023 and 12.5% agreed in 2024\u{2013}2025",
        "unvote turning USA --with GBR",
    ] {
        assert!(drawn.contains(said), "{said}: {drawn}");
    }
    // What is no share of identical votes of two members has no turns by these.
    for other in ["compare US GB --measure kappa", "compare US FR,DE", "compare US GB --by session"] {
        let drawn = of_turns(other);
        assert!(!drawn.contains("Turning point"), "{other}: {drawn}");
    }
    assert!(
        of_turns("compare US GB --measure s").contains("United States and United Kingdom: S \u{2212}0.750 in 2025")
    );
}

#[test]
fn what_is_no_line_through_the_years_leads_on() {
    for by in ["topic", "none"] {
        let told = stderr(&format!("compare US GB --by {by} --format svg"), 2);
        assert!(told.contains("--by year, or --by session"), "{told}");
    }
    let told = stderr("compare US GB --picture pie", 2);
    assert!(told.contains("lines"), "{told}");
}

#[test]
fn of_the_holders_of_a_seat_the_last_is_drawn() {
    let drawn = svg("compare US CN");
    assert!(drawn.contains("United States and China: "), "{drawn}");
}

#[test]
fn a_terminal_has_a_mark_for_each_year() {
    let shown = printed(unvote("compare US GB --from 2014 --picture lines -q").env("COLUMNS", "60"));
    // 50, 0, 50, 33, 50, 67, 100, 67, 86, 40, 17 and 29%, in eighths.
    let marks = "\u{2585}\u{2581}\u{2585}\u{2583}\u{2585}\u{2586}\u{2588}\u{2586}\u{2587}\u{2584}\u{2582}\u{2583}\n2014    2025\n";
    assert!(shown.contains(marks), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
}
