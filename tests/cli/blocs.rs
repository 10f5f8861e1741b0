//! `unvote blocs`, and `matrix --sort bloc`.

use std::collections::BTreeSet;

use super::{column, rows, stderr, stdout};

#[test]
fn blocs_of_the_votes_on_ukraine() {
    insta::assert_snapshot!(stdout("blocs --session ES-11 --map --least 2"));
}

#[test]
fn every_member_is_in_one_bloc_or_left_out() {
    let of = |table: &str, name: &str| column(&format!("blocs --year 2022-2025 --quiet --table {table}"), name);
    let (parted, left_out) = (of("members", "member"), of("left_out", "member"));
    let all: BTreeSet<&String> = parted.iter().chain(&left_out).collect();
    assert_eq!(all.len(), parted.len() + left_out.len());
    let matrix = column("matrix --year 2022-2025 --quiet", "member");
    assert_eq!(all, matrix.iter().collect());
    let sizes: Vec<usize> = of("blocs", "members").iter().map(|size| size.parse().unwrap()).collect();
    assert_eq!(sizes.iter().sum::<usize>(), parted.len());
    assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
}

#[test]
fn the_number_is_that_with_the_best_silhouette_or_the_one_that_is_asked_for() {
    let numbers = rows("blocs --year 2022-2025 --quiet --table numbers");
    let value = |row: &std::collections::HashMap<String, String>| row["silhouette"].parse::<f64>().unwrap();
    let best = numbers.iter().max_by(|a, b| value(a).total_cmp(&value(b))).unwrap();
    let blocs = column("blocs --year 2022-2025 --quiet --table blocs", "bloc");
    assert_eq!(blocs.len().to_string(), best["blocs"]);
    let members = rows("blocs --year 2022-2025 --quiet");
    let mean = members.iter().map(value).sum::<f64>() / members.len() as f64;
    assert!((mean - value(best)).abs() < 1e-12);
    assert_eq!(column("blocs --year 2022-2025 --blocs 5 --quiet --table blocs", "bloc"), ["1", "2", "3", "4", "5"]);
}

#[test]
fn agreement_within_a_bloc_is_that_of_the_matrix() {
    let of_bloc = |row: &std::collections::HashMap<String, String>| row["bloc"] == "2";
    let members = rows("blocs --year 2022-2025 --blocs 3 --quiet");
    let codes: Vec<String> = members.iter().filter(|row| of_bloc(row)).map(|row| row["member"].clone()).collect();
    let blocs = rows("blocs --year 2022-2025 --blocs 3 --quiet --table blocs");
    let within: f64 = blocs[1]["within"].parse().unwrap();
    let mean = format!("matrix --year 2022-2025 --members {} --quiet --table basis", codes.join(","));
    assert!((column(&mean, "mean")[0].parse::<f64>().unwrap() - within).abs() < 1e-12);
}

#[test]
fn the_same_seed_draws_the_same_roll_calls() {
    let of = |seed: &str| stdout(&format!("blocs --year 2022-2025 --bootstrap 12 {seed} --format json --quiet"));
    assert_eq!(of("--seed 7"), of("--seed 7"));
    assert_ne!(of("--seed 7"), of("--seed 8"));
}

#[test]
fn blocs_of_two_times_are_told_with_who_went_where() {
    let flows = rows("blocs --year 2024-2025 --against 2022-2023 --least 2 --quiet --table flows");
    let counted = |row: &std::collections::HashMap<String, String>| {
        assert_eq!(row["codes"].split_whitespace().count().to_string(), row["members"], "{row:?}");
        row["members"].parse::<usize>().unwrap()
    };
    let both: usize = flows.iter().map(counted).sum();
    let of = |years: &str| column(&format!("blocs --year {years} --least 2 --quiet"), "member");
    let (now, then) = (of("2024-2025"), of("2022-2023"));
    assert_eq!(both, now.iter().filter(|member| then.contains(member)).count());
    // From each bloc of then most went to one of now.
    let main = flows.iter().filter(|row| row["is_main"] == "true").map(|row| &row["from"]);
    assert!(main.eq(flows.iter().map(|row| &row["from"]).collect::<BTreeSet<_>>()));
}

#[test]
fn a_matrix_by_bloc_has_the_members_of_a_bloc_beside_each_other() {
    let members = rows("blocs --members EU,BRICS --year 2022-2025 --quiet");
    let bloc_of = |code: &String| members.iter().find(|row| row["member"] == *code).map(|row| row["bloc"].clone());
    let order = column("matrix --members EU,BRICS --year 2022-2025 --sort bloc --quiet", "member");
    let blocs: Vec<String> = order.iter().filter_map(bloc_of).collect();
    assert_eq!(blocs.len(), members.len());
    assert!(blocs.is_sorted(), "{order:?}");
    let text = stdout("matrix --members EU,BRICS --year 2022-2025 --sort bloc --quiet");
    assert!(text.contains("The order is that of the blocs"), "{text}");
}

#[test]
fn what_cannot_be_parted_leads_on() {
    let err = stderr("blocs --year 2024 --members US,RU", 1);
    assert!(err.contains("blocs need three"), "{err}");
    let err = stderr("blocs --members P5 --blocs 9", 2);
    assert!(err.contains("expected 2 to 5"), "{err}");
    let err = stderr("blocs --measure coincidence", 2);
    assert!(err.contains("as votes-only"), "{err}");
    let err = stderr("blocs --year 2024 --least 5000", 1);
    assert!(err.contains("5000 common votes") && err.contains("the most are"), "{err}");
    let err = stderr("blocs --year 2024 --against 1950", 1);
    assert!(err.contains("1950"), "{err}");
}

#[test]
fn topics_tell_blocs_apart_as_the_votes_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("turns.csv");
    std::fs::write(&file, crate::turns::table()).unwrap();
    let arguments = format!("blocs --year 2018-2023 --blocs 3 --quiet --data {}", file.display());
    // The three in Europe, Cuba, and the United States, by size and code.
    assert_eq!(column(&format!("{arguments} --table blocs"), "codes"), ["FRA DEU GBR", "CUB", "USA"]);
    let topics = rows(&format!("{arguments} --table topics"));
    let of = |bloc: &str, topic: &str| topics.iter().find(|row| row["bloc"] == bloc && row["topic"] == topic).unwrap();
    // 6 years of 8 votes on each. The United States agrees with three of the four others on 7 of 8 days of peace, and on 5 of
    // trade, and on the rest with Cuba: (7 x 3 + 1) / 32 and (5 x 3 + 3) / 32.
    for (topic, identical) in [("PEACE", 22.0 / 32.0), ("TRADE", 18.0 / 32.0)] {
        let row = of("3", topic);
        assert!((row["identical"].parse::<f64>().unwrap() - identical).abs() < 1e-12, "{row:?}");
        assert_eq!((row["roll_calls"].as_str(), row["abstain"].as_str()), ("48", "0"));
    }
    assert_eq!((of("3", "PEACE")["yes"].as_str(), of("3", "PEACE")["others_no"].as_str()), ("42", "48"));
    // (20 - 18) / 32 of 48 roll calls.
    assert!((of("3", "TRADE")["excess"].parse::<f64>().unwrap() - 3.0).abs() < 1e-9);
}
