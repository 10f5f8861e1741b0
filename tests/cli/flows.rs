//! Pictures of who moved and of who agrees with whom: `shift`, `matrix` and `blocs` with `-o FILE.svg`.

use super::{stderr, stdout};

/// What a picture is called, and what those who do not see it are told.
fn told(arguments: &str) -> [String; 2] {
    let svg = stdout(&format!("{arguments} --format svg"));
    let between = |start: &str, end: &str| {
        let rest = svg.split_once(start).unwrap_or_else(|| panic!("{arguments}: no {start}")).1;
        rest.split_once(end).unwrap().0.to_owned()
    };
    [between("<title id=\"unvote-t\">", "</title>"), between("<desc id=\"unvote-d\">", "</desc>")]
}

#[test]
fn the_flows_of_few_members_are_drawn() {
    insta::assert_snapshot!(stdout("shift ES-11/6 ES-11/7 --members US,HU,RU,CN,FR --width narrow --format svg"));
}

#[test]
fn the_picture_of_a_shift_tells_every_figure_and_names_who_came_to_no() {
    // The movement table counted from both rolls: tests of `shift`.
    let [title, told] = told("shift ES-11/6 ES-11/7");
    assert_eq!(title, "In favour: 141 in 2023, 93 in 2025");
    for figures in [
        "Votes of 193 members of the UN General Assembly on ES-11/6, and on ES-11/7: Advancing a comprehensive, just and \
         lasting peace in Ukraine.",
        "Of 141 in favour in 2023, in 2025: 93 in favour, 7 against, 33 abstaining, 8 non-voting.",
        "Of 7 against in 2023, in 2025: 6 against, 1 abstaining.",
        "Of 32 abstaining in 2023, in 2025: 3 against, 27 abstaining, 2 non-voting.",
        "Of 13 non-voting in 2023, in 2025: 2 against, 4 abstaining, 7 non-voting.",
        "In favour to against (7): Haiti, Hungary, Israel, Marshall Islands, Niger, Palau, United States.",
        "Against to abstaining (1): Syria.",
        "In favour to non-voting (8): Afghanistan,",
    ] {
        assert!(told.contains(figures), "{figures}\n{told}");
    }
    // 33 went from yes to abstaining: that many are not named.
    assert!(!told.contains("In favour to abstaining"), "{told}");
}

#[test]
fn votes_of_one_year_are_told_apart_by_their_symbols() {
    assert_eq!(told("shift ES-11/1 ES-11/2")[0], "In favour: 141 on ES-11/1, 140 on ES-11/2");
    assert_eq!(told("shift ES-11/7 ES-11/8")[0], "In favour: 93 on ES-11/7 and on ES-11/8");
    assert!(told("shift ES-11/6 ES-11/7 --members EU")[0].starts_with("In favour (European Union): 27 in 2023"));
}

#[test]
fn who_was_no_member_at_one_of_the_votes_is_not_drawn_as_non_voting() {
    // 179 members in 1992, of which 46 did not vote, and 193 in 2025, of which 9 did not: the Library's records.
    let svg = stdout("shift 47/19 80/4 --format svg");
    let non_voting: Vec<&str> = svg.split("<title>").filter_map(|part| part.split("</title>").next()).collect();
    for node in ["59 in favour", "165 in favour", "46 non-voting", "9 non-voting"] {
        assert!(non_voting.contains(&node), "{node}: {non_voting:?}");
    }
    assert!(svg.contains("Votes of 179 and then 193 members"));
    assert!(svg.contains("New members, in favour"));
    assert!(svg.contains("In the figures and no flow: who was a member at one of the two votes only."));
}

#[test]
fn two_years_are_drawn_over_the_questions_put_in_both() {
    let [title, told] = told("shift 2023 2025 --topic Ukraine");
    // The movement table of the same command: of 386 votes of 193 members on two questions.
    let table = stdout("shift 2023 2025 --topic Ukraine");
    let total = |line: &str| line.split_whitespace().last().unwrap().parse::<f64>().unwrap();
    let [yes, all] =
        ["  yes  ", "  total "].map(|start| total(table.lines().find(|line| line.starts_with(start)).unwrap()));
    assert!(title.starts_with(&format!("In favour on Ukraine: {:.1}% in 2023, ", yes / all * 100.0)), "{title}");
    assert!(told.contains("questions put to a vote in both years"), "{told}");
    assert!(told.contains(&format!("Of {yes} in favour in 2023, in 2025: ")), "{told}");
}

#[test]
fn where_there_is_nothing_to_draw_it_is_said_why() {
    // The embedded record has Crimea alone of 2014, and nothing of 2026 that was put in 2022.
    let text = stderr("shift 2014 2022 --topic Ukraine --format svg", 1);
    assert!(text.contains("nothing to draw: No question of 2014 came to a vote again in 2022."), "{text}");
    let text = stderr("groups --format svg", 2);
    assert!(text.contains("there are pictures of tally, brief, shift"), "{text}");
}

#[test]
fn a_matrix_of_few_members_is_drawn_with_names_and_figures() {
    // On 79 roll calls of the embedded record, as the table of the same command has them.
    let text = "matrix --members P5";
    let [title, told] = told(text);
    assert!(
        title.starts_with("How 5 members (permanent members of the Security Council) agreed from 1992 to 202"),
        "{title}"
    );
    let svg = stdout(&format!("{text} --format svg"));
    let table = stdout(text);
    let row = table.lines().find(|line| line.contains("France") && line.contains('·')).unwrap();
    let figures: Vec<&str> = row.split_whitespace().filter(|word| word.parse::<u8>().is_ok()).collect();
    assert_eq!(figures.len(), 4, "{row}");
    for figure in figures {
        assert!(svg.contains(&format!(">{figure}</text>")), "{figure}");
    }
    assert!(told.contains("China and France "), "{told}");
    assert!(!svg.contains("<image"));
}

#[test]
fn a_matrix_of_everybody_is_one_image_for_light_and_one_for_dark() {
    let svg = stdout("matrix --format svg");
    assert_eq!(svg.matches("<image ").count(), 2);
    assert_eq!(svg.matches("href=\"data:image/png;base64,iVBORw0KGgo").count(), 2);
    assert!(svg.contains(".dk{display:none}") && svg.contains(".lt{display:none}.dk{display:inline}"));
    assert!(svg.len() < 60_000, "{}", svg.len());
    assert_eq!(svg, stdout("matrix --format svg"));
}

#[test]
fn blocs_are_drawn_as_a_tree_and_on_the_map() {
    // The blocs that the command tells (tests of `blocs`).
    let answer = stdout("blocs --topic ukraine");
    let [title, told] = told("blocs --topic ukraine");
    let verdict = answer.lines().find(|line| line.contains("blocs: of ")).unwrap().trim();
    let count = verdict.split_whitespace().next().unwrap();
    assert!(title.contains(&format!(": {count} blocs, the largest of ")), "{title}\n{verdict}");
    assert!(told.contains("Russia"), "{told}");
    let map = stdout("blocs --topic ukraine --picture map --format svg");
    assert!(map.contains("<title>France: ") && map.contains(" members around "), "{map}");
    let shown = stdout("blocs --topic ukraine --picture map");
    assert!(shown.contains("1: ") && shown.contains(" members around "), "{shown}");
}
