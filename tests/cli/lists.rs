//! `unvote list`, `unvote search` and `unvote vetoes`.

use std::fs;

use super::{column, printed, rows, stdout, unvote};

#[test]
fn votes_on_which_the_united_states_abstained_are_three() {
    // A/RES/71/5 and A/RES/ES-11/8 by the voting records; the text of February 2026 as announced.
    assert_eq!(column("list --where US=abstain", "symbol"), ["", "A/RES/ES-11/8", "A/RES/71/5"]);
    insta::assert_snapshot!(stdout("list --where US=abstain"));
    insta::assert_snapshot!("list_on_60_columns", printed(unvote("list --where US=abstain").env("COLUMNS", "60")));
    insta::assert_snapshot!("list_on_140_columns", printed(unvote("list --where US=abstain").env("COLUMNS", "140")));
}

#[test]
fn roll_calls_of_one_draft_are_told_apart() {
    insta::assert_snapshot!(stdout("list --from 2025-02-24 --to 2025-02-24"));
}

#[test]
fn conditions_of_a_list_all_hold() {
    // The Russian Federation and the United States both voted against A/RES/ES-11/7; against A/RES/ES-11/8 and A/RES/ES-11/9
    // the Russian Federation alone of them.
    assert_eq!(column("list --year 2025 --where RU,US=no", "symbol"), ["A/RES/ES-11/7"]);
    let russia = column("list --session ES-11 --year 2025 --where RU=no --matter whole", "symbol");
    assert_eq!(russia, ["A/RES/ES-11/9", "A/RES/ES-11/8", "A/RES/ES-11/7"]);
}

#[test]
fn the_embargo_is_found_in_each_of_its_years() {
    // 33 votes, 1992 to 2025; none in 2020, and that of 2021 was in June.
    let dates = column("search embargo", "date");
    let mut years: Vec<&str> = dates.iter().map(|date| &date[..4]).collect();
    years.sort_unstable();
    years.dedup();
    assert_eq!((dates.len(), years.len(), years[0], years[32]), (33, 33, "1992", "2025"));
    assert!(!years.contains(&"2020"));
    insta::assert_snapshot!(stdout("search embargo --limit 2"));
}

#[test]
fn a_limit_tells_what_it_left_out() {
    assert!(stdout("search embargo --limit 32").contains("Note: 1 more row was left out by --limit."));
    assert!(stdout("search embargo --limit 3").contains("Note: 30 more rows were left out by --limit."));
}

#[test]
fn lists_sort_and_show_the_columns_asked_for() {
    // The most votes against among the Assembly's votes on Crimea: 27 on A/RES/73/263 in the record.
    let text = stdout("list --topic Crimea --sort no:desc --limit 1 --columns symbol,no --format csv");
    assert_eq!(text, "symbol,no\nA/RES/73/263,27\n");
}

#[test]
fn vetoes_of_24_february_2025_are_the_russian_federations() {
    let rows = rows("vetoes");
    let told: Vec<_> = rows.iter().map(|row| (row["date"].as_str(), row["vetoed_by"].as_str())).collect();
    assert_eq!(told, [("2025-02-24", "RUS"); 2]);
    insta::assert_snapshot!(stdout("vetoes"));
}

#[test]
fn vetoes_are_counted_by_member_year_and_topic() {
    assert_eq!(stdout("vetoes --by member --format csv"), "member,name,drafts\nRUS,Russia,2\n");
    assert_eq!(stdout("vetoes --by year --format csv"), "year,drafts,RUS\n2025,2,2\n");
    assert_eq!(column("vetoes --by topic", "drafts"), ["1", "1"]);
}

#[test]
fn a_list_of_vetoes_is_told_from_what_names_a_few() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vetoes.csv");
    let veto = "1984,2/29/1984,2,S/16351/Rev.2,S/PV.2519,The situation in the Middle East,Lebanon,USSR";
    let text = format!("year,date,month,draft,meeting_record,agenda_item,crisis_topic,member_veto1\n{veto}\n");
    fs::write(&file, text).unwrap();
    let told = |by: &str| printed(unvote(&format!("vetoes{by}")).arg("--data").arg(&file));
    assert!(told("").contains("Soviet Union") && !told("").contains("No list of vetoes"), "{}", told(""));
    assert!(stdout("vetoes").contains("No list of vetoes"));
}
