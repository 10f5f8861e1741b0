//! `unvote country`.

use super::{column, rows, stderr, stdout};

#[test]
fn the_votes_of_the_united_states_on_ukraine_are_told_one_by_one() {
    // Yes in 2022 and 2023, no on A/RES/ES-11/7 and abstaining on its own draft, amended, on the same day in February
    // 2025; yes on the children in December.
    let rows: Vec<_> = {
        let text = stdout("country US --session ES-11 --with RUS --format json");
        let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
        whole["tables"]["votes"].as_array().unwrap().clone()
    };
    let told: Vec<_> =
        rows.iter().map(|row| (row["symbol"].as_str().unwrap_or(""), row["vote"].as_str().unwrap())).collect();
    let expected = [
        ("A/RES/ES-11/1", "yes"),
        ("A/RES/ES-11/2", "yes"),
        ("A/RES/ES-11/3", "yes"),
        ("A/RES/ES-11/4", "yes"),
        ("A/RES/ES-11/5", "yes"),
        ("A/RES/ES-11/6", "yes"),
        ("A/RES/ES-11/7", "no"),
        ("A/RES/ES-11/8", "abstain"),
        ("A/RES/ES-11/9", "yes"),
        ("", "abstain"),
    ];
    assert_eq!(told, expected);
    insta::assert_snapshot!(stdout("country US --session ES-11 --with RUS"));
}

#[test]
fn against_the_embargo_the_united_states_are_alone_with_few() {
    // Counted in data/record/cuba.json: with Israel alone in 15 of the 33 votes, abstaining in 2016; in 2019 Brazil was
    // with them, and in 2025 seven voted against.
    let text = stdout("country US --topic embargo --lonely 1 --format json");
    let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
    let lonely = whole["tables"]["lonely"].as_array().unwrap();
    assert!(lonely.iter().all(|row| row["with"] == serde_json::json!(["ISR"])));
    let dates: Vec<&str> = lonely.iter().map(|row| row["date"].as_str().unwrap()).collect();
    assert!(dates.is_sorted_by(|a, b| a > b), "the latest first: {dates:?}");
    assert_eq!(dates.len(), 15);
    assert!(dates.contains(&"2016-10-26") && !dates.iter().any(|date| date.starts_with("2025")));
    insta::assert_snapshot!(stdout("country US --topic embargo --lonely 1 --from 2015"));
}

#[test]
fn a_year_is_not_a_session() {
    assert_eq!(column("country US --session ES-11", "year"), ["2022", "2023", "2025", "2026"]);
    assert_eq!(column("country US --session ES-11 --by session", "session"), ["A/ES-11"]);
    assert_eq!(column("country US --year 2024-2025 --topic Crimea --by session", "session"), ["A/79", "A/80"]);
}

#[test]
fn a_group_stands_for_what_most_of_it_did_without_the_member_itself() {
    // Hungary voted against A/RES/ES-11/7, the other 26 of the European Union for it.
    let rows = rows("country Hungary --from 2025-02-24 --to 2025-02-24 --topic comprehensive --with EU");
    let told = ["reference", "reference_votes", "with_reference"].map(|key| rows[0][key].as_str());
    assert_eq!(told, ["EU", "1", "0"]);
}

#[test]
fn figures_of_the_embedded_record_are_not_passed_off_as_the_members() {
    assert!(
        stdout("country FR --topic embargo")
            .replace('\n', " ")
            .contains("the embedded record, a selection of 79 roll calls")
    );
}

#[test]
fn what_cannot_be_answered_is_told() {
    for (arguments, code, told) in [
        ("country", 2, "country needs a member"),
        ("country Narnia", 2, "no member is called 'Narnia'"),
        ("country EU", 2, "'EU' is a group (European Union): name one of its members"),
        ("country US --with US", 2, "--with US: this is the member itself"),
        ("country US --with Narnia", 2, "no member or group is called 'Narnia'"),
        ("country US --year 1945", 2, "its first vote was in 1946"),
        ("country US --lonely x", 2, "invalid value 'x' for '--lonely <K>'"),
        ("country US --session 200", 1, "meets --session 200; there are the sessions 47 to 80"),
        ("country US --topic zebra", 1, "none of 79 roll calls meets --topic 'zebra'"),
        (
            "country South-Sudan --to 2010",
            1,
            "South Sudan was not a member in these 19 roll calls (member since 2011-07-14)",
        ),
    ] {
        let text = stderr(arguments, code);
        assert!(text.contains(told), "{arguments}: {text}");
    }
}

#[test]
fn several_references_have_a_column_each_and_their_own_table() {
    // Uruguay on Cuba and Ukraine in 2025, and the United States, China and the European Union, counted in data/record.
    let rows_of = |arguments: &str| rows(&format!("country UY --session ES-11 {arguments}"));
    let year = &rows_of("--with US,EU,CN --year 2022")[0];
    // ES-11/1 to 5: Uruguay, the United States and all of the Union were in favour of each, and China of none.
    let told = ["year", "USA", "EU", "CHN", "reference", "identical"].map(|key| year[key].as_str());
    assert_eq!(told[..4], ["2022", "1", "1", "0"], "{told:?}");
    assert_eq!(told[4..], ["", ""]);
    let each = rows_of("--with US --with EU,CN --year 2022 --table with");
    let told: Vec<_> = each
        .iter()
        .map(|row| ["row", "reference", "reference_votes", "identical"].map(|key| row[key].as_str()))
        .collect();
    assert_eq!(told, [["2022", "USA", "5", "1"], ["2022", "EU", "5", "1"], ["2022", "CHN", "5", "0"]]);
    // What is taken out of a group belongs to it, and what is named twice is one column.
    let keys = |arguments| rows_of(arguments)[0].keys().cloned().collect::<Vec<_>>();
    let several = keys("--with US,EU,-HU,us");
    assert!(several.contains(&"USA".to_owned()) && several.contains(&"EU,-HU".to_owned()), "{several:?}");
}

#[test]
fn where_a_member_stood_apart_from_its_group_is_listed_the_latest_first() {
    // Hungary against ES-11/7 and ES-11/9's draft among the Union, which was in favour; in the Eastern European Group most
    // were in favour, too.
    let apart = rows("country HU --session ES-11 --apart EU --table apart");
    let told: Vec<_> = apart
        .iter()
        .map(|row| ["symbol", "vote", "plurality", "others_yes", "others_no"].map(|key| row[key].as_str()))
        .collect();
    assert_eq!(told[told.len() - 1], ["A/RES/ES-11/7", "no", "yes", "26", "0"], "{told:?}");
    let dates: Vec<&str> = apart.iter().map(|row| row["date"].as_str()).collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    let own = rows("country HU --from 2025-02-24 --to 2025-02-24 --topic comprehensive --apart group --table apart")
        .remove(0);
    // 16 of the 23 in favour and three against (`tally ES-11/7`), Hungary among these.
    let told =
        ["region", "others_yes", "others_no", "others_abstain", "others_non_voting"].map(|key| own[key].as_str());
    assert_eq!(told, ["EEG", "16", "2", "2", "2"]);
    let text = stdout("country HU --from 2025-02-24 --to 2025-02-24 --topic comprehensive --apart EU");
    assert!(text.contains("Apart from the plurality of EU, the latest first (1 of 1)"), "{text}");
    assert!(stdout("country FR --session ES-11 --apart EU").contains("Apart from the plurality of EU: never in "));
    assert!(stdout("country HU --year 2025 --session ES-11 --apart US").contains("Apart from United States"));
}

#[test]
fn a_members_record_by_topic_counts_each_of_those_that_are_named() {
    let told = rows("country US --by topic --topic embargo --topic Ukraine");
    let told: Vec<_> = told.iter().map(|row| ["topic", "no", "abstain"].map(|key| row[key].as_str())).collect();
    // Against the lifting of the embargo 32 times and abstaining in 2016.
    assert_eq!(told[0], ["embargo", "32", "1"]);
    assert_eq!(told[1][0], "Ukraine");
    for (arguments, told) in [
        ("country US --with UY --apart US", "--apart US: this is the member itself"),
        ("country US --with UY,US", "--with US: this is the member itself"),
        ("country US --apart Narnia", "no member or group is called 'Narnia'"),
        ("country US --with EU,Narnia", "no member or group is called 'Narnia'"),
        ("country US --with ,", "the list of members is empty"),
    ] {
        let text = stderr(arguments, 2);
        assert!(text.contains(told), "{arguments}: {text}");
    }
}
