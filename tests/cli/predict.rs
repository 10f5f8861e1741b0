//! `unvote predict`, on the record that is compiled in: how expected votes were, what the next ones will be, and what would
//! have turned a result. Figures of the whole record are held by `tests/conformance/predict.rs`.

use serde_json::Value as Json;

use super::{printed, rows, stderr, stdout, unvote};

/// A table of the JSON.
fn table(arguments: &str, name: &str) -> Vec<Json> {
    let whole: Json = serde_json::from_str(&stdout(&format!("{arguments} --format json"))).unwrap();
    whole["tables"][name].as_array().unwrap().clone()
}

fn real(row: &Json, key: &str) -> f64 {
    row[key].as_f64().unwrap_or_else(|| panic!("{key} of {row}"))
}

#[test]
fn what_would_have_turned_a_result_is_told_by_the_majority_that_applied() {
    // 93-18-65, two thirds of 111 are 74. 20 from yes to no: 73-38, of which 74 are needed; with 19, 74-37, 74 are enough.
    let text = stdout("predict ES-11/7").replace('\n', " ");
    let told = "It would have been rejected with 20 of the 93 in favour voting against, or 58 of the 93 in favour abstaining, or \
                29 of the 65 abstaining voting against.";
    assert!(text.contains(told), "{text}");
    let changes = table("predict ES-11/7", "changes");
    let told: Vec<_> =
        changes.iter().map(|row| (row["from"].as_str(), row["to"].as_str(), row["fewest"].as_i64())).collect();
    let expected = [("yes", "no", 20), ("yes", "abstain", 58), ("abstain", "no", 29)];
    assert_eq!(told, expected.map(|(from, to, fewest)| (Some(from), Some(to), Some(fewest))));
    // 165-7-12 by a simple majority: a tie is 86-86, and the 12 who abstained are too few to reach one.
    let text = stdout("predict 80/4").replace('\n', " ");
    let told = "rejected with 79 of the 165 in favour voting against, or 158 of the 165 in favour abstaining.";
    assert!(text.contains(told), "{text}");
    // S/RES/2774 (2025), 10-0-5: nine votes were needed, and each permanent member could have vetoed it.
    let text = stdout("predict S/RES/2774").replace('\n', " ");
    assert!(text.contains("2 of the 10 in favour voting against"), "{text}");
    assert!(
        text.contains("China, France, Russia, the United Kingdom or the United States alone would have been a veto"),
        "{text}"
    );
    assert!(text.contains("How expected the votes were is not known"), "{text}");
    // Of two European amendments that Russia vetoed the other votes against are not known, and who was against the third.
    let text = stdout("predict S/PV.9866");
    assert!(
        text.contains("VETOED") && text.contains("REJECTED") && !text.contains("would have been adopted"),
        "{text}"
    );
    // Fifteen members, of whom one permanent and another were against.
    let members = "CHN,FRA,GBR,USA,DZA,DNK,GRC,GUY,PAK,PAN,KOR,SLE,SVN".split(',').map(|code| format!("{code},Y"));
    let against = ["RUS,N".to_owned(), "SOM,N".to_owned()];
    let rows: String =
        members.chain(against).fold(String::new(), |all, row| all + "S/2025/1,2025-02-24," + &row + "\n");
    let file = format!("draft,date,member,vote\n{rows}");
    let text = printed(unvote("predict S/2025/1 --data -").write_stdin(file)).replace('\n', " ");
    assert!(text.contains("Without the vote against of Russia it would have been adopted."), "{text}");
}

#[test]
fn the_votes_of_a_roll_call_stand_in_the_order_of_how_little_they_were_expected() {
    let votes = rows("predict ES-11/7");
    // 93 in favour, 18 against, 65 abstaining; who did not vote is not forecast.
    assert_eq!(votes.len(), 176);
    let p = |row: &std::collections::HashMap<String, String>, key: &str| row[key].parse::<f64>().unwrap();
    for row in &votes {
        let [yes, abstain, no] = ["p_yes", "p_abstain", "p_no"].map(|key| p(row, key));
        assert!((yes + abstain + no - 1.0).abs() < 1e-5, "{row:?}");
        let each = [("yes", yes), ("abstain", abstain), ("no", no)];
        let of_vote = each.iter().find(|(vote, _)| row["vote"] == *vote).unwrap().1;
        assert!((p(row, "p_vote") - of_vote).abs() < 1e-9, "{row:?}");
        assert!(
            each.iter().any(|(vote, p)| row["most_probable"] == *vote && *p >= yes.max(abstain).max(no)),
            "{row:?}"
        );
    }
    assert!(votes.windows(2).all(|pair| p(&pair[0], "p_vote") <= p(&pair[1], "p_vote")));
    // The United States went from yes in ES-11/6 to no.
    let usa = votes.iter().find(|row| row["member"] == "USA").unwrap();
    assert_eq!([&usa["vote"], &usa["last_vote"]], ["no", "yes"]);
    let of_two = rows("predict ES-11/7 --members US,RU");
    assert_eq!(of_two.iter().map(|row| row["member"].as_str()).collect::<Vec<_>>(), ["USA", "RUS"]);
    insta::assert_snapshot!(stdout("predict ES-11/7"));
}

#[test]
fn the_next_vote_is_forecast_member_by_member_with_the_tally_of_those_that_take_part() {
    let members = table("predict 80/4 --next", "forecast");
    assert_eq!(members.len(), 193);
    for row in &members {
        let sum: f64 = ["p_yes", "p_abstain", "p_no"].iter().map(|key| real(row, key)).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{row}");
    }
    let taking_part = members.iter().filter(|row| row["takes_part"] == true).count();
    let tally = table("predict 80/4 --next", "expected_tally");
    let expected: u64 = tally.iter().map(|row| row["expected"].as_u64().unwrap()).sum();
    assert_eq!(expected, taking_part as u64);
    // A/RES/80/4: 165-7-12.
    let last: Vec<_> = tally.iter().map(|row| (row["vote"].as_str().unwrap(), row["last_time"].as_i64())).collect();
    assert_eq!(last, [("yes", Some(165)), ("abstain", Some(12)), ("no", Some(7))]);
    let usa = members.iter().find(|row| row["member"] == "USA").unwrap();
    assert_eq!([&usa["last_vote"], &usa["most_probable"]], ["no", "no"]);
    // What it was learnt from is earlier votes, and 80/4 itself counts most: a year old by then, it weighs (1 + 1/1.5)^-3.
    let learnt = table("predict 80/4 --next", "learnt_from");
    assert_eq!(learnt[0]["symbol"], "A/RES/80/4");
    assert!((real(&learnt[0], "weight") - 0.216).abs() < 1e-6, "{}", learnt[0]);
    // The one before leads to the same.
    assert_eq!(table("predict 79/7 --next", "forecast"), members);
    insta::assert_snapshot!(stdout("predict 80/4 --next"));
    insta::assert_snapshot!("the_next_vote_on_60_columns", printed(unvote("predict 80/4 --next").env("COLUMNS", "60")));
}

#[test]
fn from_1_january_nothing_of_the_year_is_known() {
    let learnt = |arguments: &str| -> Vec<String> {
        let rows = table(arguments, "learnt_from");
        rows.iter().map(|row| row["date"].as_str().unwrap().to_owned()).collect()
    };
    let january = learnt("predict ES-11/7 --learnt january");
    assert!(!january.is_empty() && january.iter().all(|day| day.as_str() < "2025-01-01"), "{january:?}");
    let before = learnt("predict 80/4 --learnt day");
    assert!(before.iter().all(|day| day.as_str() < "2025-10-29"), "{before:?}");
    let text = stdout("predict ES-11/7 --learnt january");
    assert!(text.contains("nothing of 2025") && text.contains("From 1 January"), "{text}");
    let tally = table("predict 80/4 --learnt day", "expected_tally");
    let came: Vec<_> = tally.iter().map(|row| row["came"].as_i64().unwrap()).collect();
    assert_eq!(came, [165, 12, 7]);
}

#[test]
fn a_new_text_is_forecast_by_its_words() {
    let nearest = |arguments: &[&str]| -> Json {
        let text = printed(unvote("predict --format json").args(arguments));
        let whole: Json = serde_json::from_str(&text).unwrap();
        whole["tables"]["learnt_from"][0]["title"].clone()
    };
    let embargo = nearest(&["--title", "Ending the embargo against Cuba"]);
    assert!(embargo.as_str().unwrap().contains("embargo imposed by the United States"), "{embargo}");
    let text = printed(unvote("predict").args(["--title", "Zebra crossings"]));
    assert!(text.contains("No earlier text is like it"), "{text}");
    let text = String::from_utf8(unvote("predict --year 2025 --title embargo").output().unwrap().stderr).unwrap();
    assert!(text.contains("--title is of a text that is new"), "{text}");
    assert!(stderr("predict --title the", 2).contains("has no words"));
}

#[test]
fn years_are_forecast_from_the_years_before_and_held_against_what_came() {
    let years = rows("predict --backtest 2023-2025");
    assert_eq!(years.iter().map(|row| row["year"].as_str()).collect::<Vec<_>>(), ["2023", "2024", "2025", ""]);
    let count = |row: &std::collections::HashMap<String, String>, key: &str| row[key].parse::<usize>().unwrap();
    for key in ["roll_calls", "votes"] {
        let (all, parts) = years.split_last().unwrap();
        assert_eq!(parts.iter().map(|row| count(row, key)).sum::<usize>(), count(all, key), "{key}");
    }
    let all = &years[3];
    let real = |key: &str| all[key].parse::<f64>().unwrap();
    assert!((real("accuracy") - real("naive") - real("difference")).abs() < 1e-5, "{all:?}");
    // Each vote has one most probable one: all votes are in its tenths.
    let tenths = table("predict --backtest 2023-2025", "calibration");
    let most = tenths.iter().filter(|row| row["vote"] == "most probable");
    assert_eq!(most.map(|row| row["votes"].as_u64().unwrap()).sum::<u64>(), count(all, "votes") as u64);
    assert_ne!(stdout("predict --backtest 2025 --daily"), stdout("predict --backtest 2025"));
    assert_eq!(
        stdout("predict --backtest 2025 --daily").lines().next(),
        stdout("predict --backtest 2025").lines().next()
    );
    let of_one = rows("predict --backtest 2025 --members US --topic Ukraine");
    assert_eq!(of_one[0]["votes"], of_one[0]["roll_calls"], "one vote a roll call");
    insta::assert_snapshot!(stdout("predict --backtest 2023-2025"));
}

#[test]
fn the_surprises_of_a_year_are_told_by_vote_or_member() {
    let votes = rows("predict --year 2025 --members EU");
    assert!(votes.iter().any(|row| row["member"] == "HUN"), "Hungary was against ES-11/7");
    let members = rows("predict --year 2025 --by member");
    let usa = members.iter().find(|row| row["member"] == "USA").unwrap();
    let own = rows("predict --year 2025 --members US");
    assert_eq!(usa["votes"].parse::<usize>().unwrap(), own.len());
    assert_eq!(usa["p_least"], own[0]["p_vote"]);
    assert_eq!(usa["least_expected"], own[0]["symbol"]);
    let mean = own.iter().map(|row| -row["p_vote"].parse::<f64>().unwrap().ln()).sum::<f64>() / own.len() as f64;
    assert!((usa["surprise"].parse::<f64>().unwrap() - mean).abs() < 1e-3, "{usa:?}: {mean}");
    // By what was known before, later votes do not count.
    let before = rows("predict --year 2025 --learnt day --members US");
    assert_ne!(
        before.iter().map(|row| &row["p_vote"]).collect::<Vec<_>>(),
        own.iter().map(|row| &row["p_vote"]).collect::<Vec<_>>()
    );
    assert!(stdout("predict --year 2025 --learnt day").contains("by what was known the day before"));
}

#[test]
fn what_cannot_be_forecast_leads_on() {
    let text = stderr("predict", 2);
    assert!(text.contains("unvote predict 80/4 --next") && text.contains("unvote predict --year 2025"), "{text}");
    let text = stderr("predict US", 2);
    assert!(text.contains("unvote predict --year 2025 --members US"), "{text}");
    let text = stderr("predict S/RES/2774 --next", 1);
    assert!(text.contains("whole texts that the General Assembly adopted"), "{text}");
    assert!(text.contains("unvote tally"), "{text}");
    assert!(stderr("predict --backtest 1946-1950", 1).contains("--data FILE"));
    let text = stderr("predict ES-11/1 --learnt day --members ZZ", 2);
    assert!(text.contains("no member or group is called 'ZZ'"), "{text}");
    assert!(stderr("predict --body sc --year 2025", 1).contains("how expected these votes were is not known"));
    assert!(stderr("predict --body sc --year 2025 --learnt day", 1).contains("forecasts are of whole texts"));
    assert!(stderr("predict 80/4 --learnt yesterday", 2).contains("january"));
}

#[test]
fn a_tally_tells_its_three_least_expected_votes() {
    let least: Vec<_> = rows("predict ES-11/7").into_iter().take(3).collect();
    let told = table("tally ES-11/7 --surprising", "surprises");
    assert_eq!(told.len(), 3);
    for (told, least) in told.iter().zip(&least) {
        assert_eq!([told["member"].as_str(), told["vote"].as_str()], [Some(&*least["member"]), Some(&*least["vote"])]);
    }
    let text = stdout("tally ES-11/7 --surprising").replace('\n', " ");
    assert!(text.contains("Least expected, by all other votes: "), "{text}");
    assert!(!stdout("tally ES-11/7").contains("Least expected"));
    // Of the Council no positions are estimated.
    assert!(stderr("tally S/RES/2774 --surprising", 1).contains("how expected these votes were is not known"));
}
