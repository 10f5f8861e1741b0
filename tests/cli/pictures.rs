//! Pictures: of which answers there are any, what they say, and what is never drawn.

use std::fs;

use super::{printed, stderr, stdout, unvote};

/// A picture of an answer as SVG.
fn svg(arguments: &str) -> String {
    stdout(&format!("{arguments} --format svg"))
}

/// The marks of a colour: the elements of the groups of its class.
fn marks(svg: &str, class: &str, element: &str) -> usize {
    let groups = svg.split("<g ").filter(|group| group.starts_with(&format!("class=\"{class}\"")));
    groups.map(|group| group.matches(&format!("<{element} ")).count()).sum()
}

#[test]
fn a_vote_is_a_dot_and_a_tile_for_each_member_in_the_colour_of_its_vote() {
    // A/RES/ES-11/7: 93 in favour, 18 against, 65 abstaining, 17 of 193 not voting.
    let svg = svg("tally A/ES-11/L.10");
    for (class, count, bars) in [("y", 93, 1), ("n", 18, 1), ("a", 65, 0), ("v", 17, 0)] {
        assert_eq!(marks(&svg, class, "circle"), count, "dots of {class}");
        assert_eq!(marks(&svg, class, "rect"), count + bars, "tiles of {class}");
    }
    assert!(svg.contains("<title>United States: against</title>"), "what is pointed at has its name");
    let said =
        ["Advancing a comprehensive, just and lasting peace in Ukraine", "93 in favour, 18 against, 65 abstaining"];
    assert!(said.iter().all(|text| svg.contains(text)), "{svg}");
    assert!(svg.contains("83.8% of the 111 present and voting; two thirds (74) were needed"));
    assert!(svg.contains("prefers-color-scheme:dark") && svg.contains("record 4076672"));
}

#[test]
fn a_vote_of_the_council_is_a_row_of_codes() {
    // S/RES/2774(2025): 10 in favour, 5 abstaining, nobody against.
    insta::assert_snapshot!(svg("tally S/RES/2774"));
}

#[test]
fn each_kind_is_drawn_at_both_widths_and_the_same_each_time() {
    for kind in ["vote", "map", "groups", "hemicycle"] {
        let asked = format!("tally ES-11/7 --picture {kind}");
        let (wide, narrow) = (svg(&asked), svg(&format!("{asked} --width narrow")));
        assert!(wide.starts_with("<svg ") && wide.contains("width=\"720\""), "{kind}");
        assert!(narrow.contains("width=\"390\"") && !narrow.contains(">URY<"), "{kind}");
        assert_eq!(wide.contains(">URY<"), kind == "vote" || kind == "map", "{kind}");
        assert_eq!(wide, svg(&asked), "{kind}");
    }
    let told = stderr("tally ES-11/7 --picture pie", 2);
    assert!(told.contains("vote, map, groups, hemicycle"), "{told}");
}

#[test]
fn a_file_asks_for_a_picture_by_its_extension() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vote.svg");
    unvote("tally ES-11/7 -o").arg(&file).assert().success();
    assert_eq!(fs::read_to_string(&file).unwrap(), svg("tally ES-11/7"));
}

#[test]
fn an_answer_without_a_picture_or_with_several_leads_on() {
    let none = stderr("list --format svg", 2);
    assert!(none.contains("this answer has none") && none.contains("tally"), "{none}");
    let several = stderr("tally A/ES-11/PV.20 --format svg", 2);
    assert!(several.contains("holds one picture, and this answer has"), "{several}");
}

#[test]
fn a_title_cannot_steer_what_draws_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("votes.csv");
    let votes = "title,symbol,date,member,vote\n\
        \"<script>alert(1)</script> & \"\"more\"\"\",A/RES/79/1,2024-10-01,USA,yes\n\
        \"<script>alert(1)</script> & \"\"more\"\"\",A/RES/79/1,2024-10-01,FRA,no\n";
    fs::write(&file, votes).unwrap();
    let drawn = printed(unvote("tally 79/1 --format svg -q --data").arg(&file));
    assert!(drawn.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"), "{drawn}");
    assert!(!drawn.contains("<script"));
    // Two votes of 193 are known: the others are drawn as not known, and not as non-voting.
    assert_eq!((marks(&drawn, "u", "rect"), marks(&drawn, "v", "rect")), (191, 0));
}

#[test]
fn a_terminal_shows_the_map_by_codes_or_by_letters() {
    insta::assert_snapshot!(stdout("tally ES-11/7 --picture map --by none -q"));
    let narrow = printed(unvote("tally ES-11/7 --picture groups --by none -q").env("COLUMNS", "60"));
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
    let coloured = stdout("tally ES-11/7 --picture map --by none -q --color always");
    assert!(coloured.contains("\u{1b}[97m\u{1b}[41mUS\u{1b}[0m"), "{coloured}");
}
