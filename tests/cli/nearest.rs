//! `unvote nearest`, on the record that is compiled in and on a table of three roll calls that can be counted by hand.

use super::{column, printed, rows, stderr, stdout, unvote};

/// Two votes of 2024 and four of 2025, in which the United States is the reference.
const VOTES: &str = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title
1,USA,UNITED STATES,Y,2024-12-01,79,A/RES/79/1,One
1,GBR,UNITED KINGDOM,Y,2024-12-01,79,A/RES/79/1,One
1,FRA,FRANCE,N,2024-12-01,79,A/RES/79/1,One
2,USA,UNITED STATES,Y,2024-12-02,79,A/RES/79/2,Two
2,GBR,UNITED KINGDOM,N,2024-12-02,79,A/RES/79/2,Two
2,FRA,FRANCE,N,2024-12-02,79,A/RES/79/2,Two
3,USA,UNITED STATES,Y,2025-12-01,80,A/RES/80/1,Three
3,GBR,UNITED KINGDOM,Y,2025-12-01,80,A/RES/80/1,Three
3,FRA,FRANCE,A,2025-12-01,80,A/RES/80/1,Three
3,RUS,RUSSIAN FEDERATION,X,2025-12-01,80,A/RES/80/1,Three
4,USA,UNITED STATES,A,2025-12-02,80,A/RES/80/2,Four
4,GBR,UNITED KINGDOM,A,2025-12-02,80,A/RES/80/2,Four
4,FRA,FRANCE,A,2025-12-02,80,A/RES/80/2,Four
4,RUS,RUSSIAN FEDERATION,X,2025-12-02,80,A/RES/80/2,Four
5,USA,UNITED STATES,N,2025-12-03,80,A/RES/80/3,Five
5,GBR,UNITED KINGDOM,N,2025-12-03,80,A/RES/80/3,Five
5,FRA,FRANCE,Y,2025-12-03,80,A/RES/80/3,Five
5,RUS,RUSSIAN FEDERATION,X,2025-12-03,80,A/RES/80/3,Five
6,USA,UNITED STATES,X,2025-12-04,80,A/RES/80/4,Six
6,GBR,UNITED KINGDOM,Y,2025-12-04,80,A/RES/80/4,Six
6,FRA,FRANCE,Y,2025-12-04,80,A/RES/80/4,Six
6,RUS,RUSSIAN FEDERATION,Y,2025-12-04,80,A/RES/80/4,Six
";

/// The cells of these columns of the CSV, row by row.
fn cells(arguments: &str, columns: &[&str]) -> Vec<String> {
    let text = printed(unvote(&format!("{arguments} --data - --format csv")).write_stdin(VOTES));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = |row: std::collections::HashMap<String, String>| columns.iter().map(|key| row[*key].clone()).collect();
    reader.deserialize().map(|one| row(one.unwrap())).map(|cells: Vec<String>| cells.join(" ")).collect()
}

#[test]
fn members_stand_by_their_agreement_with_the_change_since_the_year_before() {
    // 2025: the United Kingdom 3 of 3, France 1 of 3; Russia has no vote in common. 2024: 1 of 2 and 0 of 2.
    let told = cells(
        "nearest US --year 2025",
        &["rank", "member", "votes", "value", "votes_before", "value_before", "change"],
    );
    assert_eq!(told, ["1 GBR 3 1 2 0.5 0.5", "2 FRA 3 0.3333333333333333 2 0 0.3333333333333333"]);
    // Without a period there is none before; of all five votes in common the United Kingdom has 4 alike, France 1.
    assert_eq!(cells("nearest US", &["member", "value", "change"]), ["GBR 0.8 ", "FRA 0.2 "]);
    let report = printed(unvote("nearest US --year 2025 --data -").write_stdin(VOTES));
    assert!(
        report.contains("since 2024")
            && report.contains("Left out, with too few votes in common (--least): Russia (0)"),
        "{report}"
    );
}

#[test]
fn coincidence_is_counted_as_the_state_department_does() {
    // France: same in Four, opposite in Five, partial in Three. Russia was absent from all three; Six has no vote of the
    // United States. To 2016: 0 of 1; of 2017 to 2021: (1 + 1/2) / 3; since 2022 the same, and Russia 3 x 1/2 of 3.
    let keys = ["member", "same", "opposite", "partial", "absent", "value", "to_2016", "since_2017", "since_2022"];
    let told = cells("nearest US --measure coincidence --year 2025", &keys);
    assert_eq!(told, ["GBR 3 0 0 0 1 1 1 1", "FRA 1 1 1 0 0.5 0 0.5 0.5", "RUS 0 0 0 3 0.5   0.5"]);
    let report = printed(unvote("nearest US --measure coincidence --year 2025 --data -").write_stdin(VOTES));
    assert!(report.contains("On average over 3 members 66.7% by the measure since 2022"), "{report}");
}

#[test]
fn the_members_of_a_group_are_no_neighbours_of_it_unless_they_are_asked_for() {
    assert!(!column("nearest EU --year 2025", "member").contains(&"FRA".to_owned()));
    let inside = column("nearest EU --among EU --year 2025", "member");
    assert!(inside.len() == 27 && inside.contains(&"HUN".to_owned()), "{inside:?}");
    // The value is that of `compare`.
    let of = |code: &str| rows("nearest EU --year 2025").into_iter().find(|row| row["member"] == code).unwrap();
    assert_eq!(of("USA")["value"], column("compare EU US --year 2025", "value")[0]);
}

#[test]
fn both_ends_are_shown_and_all_of_them_on_request() {
    insta::assert_snapshot!(stdout("nearest HU --from 2022"));
    let narrow = printed(unvote("nearest HU --from 2022").env("COLUMNS", "60"));
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
    let all = stdout("nearest HU --from 2022 --limit 3 --sort value");
    assert!(!all.contains("farthest") && all.contains("more rows were left out by --limit"), "{all}");
}

#[test]
fn a_change_does_not_run_from_one_holder_of_a_seat_to_another() {
    // China's seat passed from the Republic to the People's Republic on 25 October 1971: there is no vote of it before.
    let votes = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title
1,CHN,CHINA,Y,1970-12-01,25,A/RES/2700(XXV),One
1,FRA,FRANCE,Y,1970-12-01,25,A/RES/2700(XXV),One
2,CHN,CHINA,Y,1971-12-01,26,A/RES/2800(XXVI),Two
2,FRA,FRANCE,N,1971-12-01,26,A/RES/2800(XXVI),Two
";
    let told = |member: &str| {
        let arguments =
            format!("nearest {member} --year 1971 --data - --format csv --columns member,votes,value,change");
        printed(unvote(&arguments).write_stdin(votes)).lines().last().unwrap().to_owned()
    };
    assert_eq!([told("China"), told("France")], ["FRA,1,0,", "CHN,1,0,"]);
}

#[test]
fn draws_tell_how_firm_a_place_is() {
    let rows = rows("nearest HU --from 2022 --bootstrap 200");
    for row in &rows {
        let of = |key: &str| row[key].parse::<f64>().unwrap();
        assert!(of("low") <= of("value") && of("value") <= of("high"), "{row:?}");
        assert!(of("rank_low") <= of("rank") && of("rank") <= of("rank_high"), "{row:?}");
    }
    assert!(stdout("nearest HU --from 2022 --bootstrap 200").contains("rank"));
}

#[test]
fn every_failure_says_what_to_type() {
    assert!(stderr("nearest Uruguai", 2).contains("did you mean"), "a name");
    assert!(stderr("nearest SUN --year 2025", 1).contains("was not a member"), "a former member");
    let most = stderr("nearest US --least 900 --year 2025", 1);
    assert!(most.contains("nobody has 900 votes in common with United States; the most are those of "), "{most}");
    assert!(stderr("nearest US --measure coincidence --body sc", 2).contains("not --body sc"), "the Council");
}
