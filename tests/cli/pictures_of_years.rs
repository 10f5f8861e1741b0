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
    assert!(drawn.contains("No votes in common in 2020."), "{drawn}");
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
    // To 25 October 1971 the seat was the Republic of China's.
    let votes = "title,symbol,date,member,vote\n\
        One,A/RES/2500(XXV),1970-12-01,USA,yes\nOne,A/RES/2500(XXV),1970-12-01,CHN,yes\n\
        Two,A/RES/3000(XXVII),1972-12-01,USA,yes\nTwo,A/RES/3000(XXVII),1972-12-01,CHN,no\n";
    let drawn = printed(unvote("compare US CN --format svg -q --data -").write_stdin(votes));
    let said = [
        "United States and China: 0 of 1 vote identical in 1972",
        "From 1 December 1972 on: before, another held the seat.",
    ];
    assert!(said.iter().all(|text| drawn.contains(text)) && !drawn.contains("1970"));
}

#[test]
fn a_terminal_has_a_mark_for_each_year() {
    let shown = printed(unvote("compare US GB --from 2014 --picture lines -q").env("COLUMNS", "60"));
    // 50, 0, 50, 33, 50, 67, 100, 67, 86, 40, 17 and 29%, in eighths.
    let marks = "\u{2585}\u{2581}\u{2585}\u{2583}\u{2585}\u{2586}\u{2588}\u{2586}\u{2587}\u{2584}\u{2582}\u{2583}\n2014    2025\n";
    assert!(shown.contains(marks), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
}

#[test]
fn several_lines_are_named_at_their_ends_with_the_last_values() {
    let drawn = svg("country UY --with US,EU,CN --from 2019");
    assert!(drawn.contains("<title id=\"unvote-t\">Votes identical with Uruguay in 2025: "), "{drawn}");
    for [name, last] in [["United States", "28.6%"], ["European Union", "92.1%"], ["China", "42.9%"]] {
        assert!(drawn.contains(&format!(">{name} {last}</text>")), "{name} at its end");
        assert!(drawn.contains(&format!(". {name}: 2019: ")), "{name} in the description");
    }
    // The embedded record has fewer than ten votes of each year.
    assert!(drawn.contains("Dashed: fewer than 10 votes.") && drawn.contains("stroke-dasharray=\"4 3\""));
    assert!(drawn.contains("Of a selection of 79 roll calls, not the whole record."));
    let alone = svg("country UY --from 2019");
    assert!(alone.contains("Uruguay: with the majority of the others in "), "{alone}");
    let told = stderr("country UY --by topic --format svg", 2);
    assert!(told.contains("--by year, or --by session"), "{told}");
}

#[test]
fn groups_are_drawn_by_year_unless_something_else_is_asked_for() {
    let drawn = svg("cohesion EU GRULAC --from 2019");
    assert!(
        drawn.contains("Cohesion in 2025: ") && drawn.contains("Rice's index in votes in the General Assembly"),
        "{drawn}"
    );
    let told = stderr("cohesion EU GRULAC --by member --format svg", 2);
    assert!(told.contains("--by year, or --by session"), "{told}");
    assert!(svg("cohesion EU --by session").contains("European Union: cohesion of "));
}

#[test]
fn more_than_six_lines_have_a_chart_each() {
    // Seven charts in three columns: the axes of three rows say 1.0 at their tops.
    let drawn = svg("cohesion EU GRULAC AFR APG EEG WEOG NATO");
    let heads =
        ["European Union", "African Group", "Asia-Pacific Group", "GRULAC", "Eastern European Group", "WEOG", "NATO"];
    for name in heads {
        assert_eq!(drawn.matches(&format!(">{name}</text>")).count(), 1, "{name}");
    }
    assert_eq!(drawn.matches(">1.00</text>").count(), 3);
}

#[test]
fn the_votes_of_a_series_are_bars_or_lines() {
    // 59 in favour of ending the embargo in 1992, 165 in 2025; 3 and 7 against; 33 votes, none in 2020.
    let bars = svg("series 80/4");
    assert!(
        bars.contains(
            "<title id=\"unvote-t\">In favour: 59 in 1992, 165 in 2025; against: 3 in 1992, 7 in 2025</title>"
        )
    );
    let of_kind = |class: &str| {
        let groups = bars.split("<g ").filter(|group| group.starts_with(&format!("class=\"{class}\"")));
        groups.map(|group| group.matches("<title>").count()).sum::<usize>()
    };
    // In 2016 nobody was against; in 2015, 2017 and 2018 nobody abstained.
    assert_eq!([of_kind("y"), of_kind("n"), of_kind("a")], [33, 32, 30]);
    assert!(bars.contains("47/19, 24 November 1992: 59 in favour, 3 against, 71 abstaining"), "{bars}");
    assert!(bars.contains(">165 in favour</text>") && bars.contains(">12 abstaining</text>"));
    let lines = svg("series 80/4 --picture lines");
    assert!(lines.contains(">in favour 165</text>") && lines.contains(">against 7</text>"), "{lines}");
    let shown = printed(unvote("series 80/4 --picture votes -q").env("COLUMNS", "60"));
    // 193 members are 54 marks, 165 of them 47, 12 three more, 7 two and 9 two.
    let last = format!(
        "2025  {}{}{}{}\nY in favour, A abstaining, N against, . non-voting\n",
        "Y".repeat(47),
        "A".repeat(3),
        "N".repeat(2),
        ".".repeat(2)
    );
    assert!(shown.contains(&last), "{shown}");
}

#[test]
fn agreement_with_a_member_is_a_map_of_all_others() {
    // In the seven votes of 2025 in the embedded record.
    let drawn = svg("nearest UY --year 2025 --least 1");
    assert!(drawn.contains("<title id=\"unvote-t\">Uruguay in 2025: nearest "));
    let us = super::rows("nearest UY --year 2025 --least 1").into_iter().find(|row| row["member"] == "USA").unwrap();
    let told = format!("{:.1}%", us["value"].parse::<f64>().unwrap() * 100.0);
    assert!(drawn.contains(&format!("<title>United States: {told} of {} votes</title>", us["votes"])), "{told}");
    assert!(drawn.contains("<title>Uruguay: with whom all others are compared</title>"));
    // Who has fewer votes in common than half of them is dashed, and not drawn as 0.
    assert!(svg("nearest UY --year 2025").contains(": too few votes in common</title>"));
    let shown = stdout("nearest UY --year 2025 --picture map -q");
    assert!(shown.contains("In tenths, from 0 (0%) to 9 (100%)"), "{shown}");
}

#[test]
fn ideal_points_are_lines_through_sessions_or_members_of_one() {
    let lines = svg("ideal --fit selection --members US,RU");
    assert!(lines.contains("<title id=\"unvote-t\">Ideal points in session 80: United States "));
    let of = |asked: &str, member: &str| {
        let rows = super::rows(asked);
        let row = rows.into_iter().find(|row| row["member"] == member && row["session"] == "80").unwrap();
        format!("{:.2}", row["position"].parse::<f64>().unwrap()).replace('-', "\u{2212}")
    };
    for (member, name) in [("USA", "United States"), ("RUS", "Russia")] {
        assert!(
            lines.contains(&format!(">{name} {}</text>", of("ideal --fit selection --members US,RU", member))),
            "{name} {}",
            of("ideal --fit selection --members US,RU", member)
        );
    }
    let members = svg("ideal --fit selection --session 80");
    assert!(members.contains("Ideal points in the 80th session (2025): ") && members.contains(" at the ends</title>"));
    assert!(members.contains(">China</text>"), "a permanent member is named");
    let map = svg("ideal --fit selection --session 80 --picture map");
    assert!(
        map.contains(&format!("<title>Russia: {} (95% interval ", of("ideal --fit selection --session 80", "RUS")))
    );
    let told = stderr("ideal --fit selection --session 80 --picture lines", 2);
    assert!(told.contains("--picture members"), "{told}");
}

#[test]
fn the_turns_of_a_member_are_drawn_as_they_are_told() {
    let drawn = of_turns("turning US --with GB");
    assert!(drawn.contains("United States and United Kingdom: 12.5% of votes identical in 2025"));
    assert!(drawn.contains("<title>Turning point: 2024</title>") && drawn.contains("75.0% agreed in 2018\u{2013}2023"));
    let told = stderr("turning --year 2025 --format svg", 2);
    assert!(told.contains("name a member"), "{told}");
}

#[test]
fn a_page_of_what_has_no_line_is_written_without_one() {
    for asked in [
        "country UY --by topic --topic embargo",
        "cohesion EU GRULAC",
        "compare US GB --by none",
        "ideal --fit selection --movement",
    ] {
        let page = stdout(&format!("{asked} --format html"));
        assert!(page.contains("<table"), "{asked}");
    }
}
