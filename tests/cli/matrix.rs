//! `unvote matrix`.

use super::{column, printed, stderr, stdout, unvote};

/// The rows of a matrix as CSV, header first.
fn cells(arguments: &str) -> Vec<Vec<String>> {
    let text = stdout(&format!("{arguments} --format csv --quiet"));
    let row = |row: Result<csv::StringRecord, csv::Error>| row.unwrap().iter().map(ToOwned::to_owned).collect();
    csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).records().map(row).collect()
}

#[test]
fn the_permanent_members_on_the_embedded_record() {
    insta::assert_snapshot!(stdout("matrix --members P5"));
    // `compare US RU`: one of 67 common votes identical.
    let cells = cells("matrix --members P5");
    assert_eq!(cells[0], ["member", "CHN", "FRA", "GBR", "RUS", "USA"]);
    assert_eq!(cells[5][0], "USA");
    let russia: f64 = cells[5][4].parse().unwrap();
    assert!((russia - 1.0 / 67.0).abs() < 1e-12, "{russia}");
    assert_eq!(cells[4][5], cells[5][4]);
    assert!((1..6).all(|place| cells[place][place] == "1"), "{cells:?}");
}

#[test]
fn every_cell_is_what_a_comparison_gives() {
    for measure in ["identical", "lijphart", "votes-only", "s", "pi", "kappa"] {
        let cells = cells(&format!("matrix --members US,FR,HU,IN --year 2022-2025 --measure {measure}"));
        assert_eq!(cells[0], ["member", "USA", "FRA", "HUN", "IND"]);
        for (row, column_of) in [(1, 2), (1, 4), (2, 3), (4, 3)] {
            let (first, second) = (&cells[row][0], &cells[0][column_of]);
            let compare = format!("compare {first} {second} --by none --year 2022-2025 --measure {measure}");
            assert_eq!(column(&compare, "value"), [cells[row][column_of].as_str()], "{compare}");
        }
    }
}

#[test]
fn a_group_beside_others_has_the_mean_that_a_comparison_has() {
    // All of one year, in which nobody joined or left the European Union: 27 members.
    let cells = cells("matrix --members EU --with US,RU,CN --year 2025");
    assert_eq!((cells.len(), cells[0].join(" ").as_str()), (28, "member USA RUS CHN"));
    let of = |place: usize| cells[1..].iter().map(|row| row[place].parse::<f64>().unwrap()).sum::<f64>() / 27.0;
    for (place, code) in [(1, "US"), (2, "RU"), (3, "CN")] {
        let compared: f64 = column(&format!("compare EU {code} --by none --year 2025"), "value")[0].parse().unwrap();
        assert!((of(place) - compared).abs() < 1e-12, "{code}");
    }
}

#[test]
fn few_common_votes_are_marked_and_who_has_left_the_list_is_named() {
    // The United Kingdom was in the European Union at two of these seven votes, in December 2019.
    let arguments = "matrix --members UY,AR --with US,EU,CN --from 2019-12-01 --to 2021-12-31";
    let text = stdout(arguments);
    let below = text.split_once("\nNote: ").unwrap().1;
    assert!(text.lines().any(|line| line.trim_start().starts_with("URY") && line.contains(" 14*")), "{text}");
    let unwrapped = below.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(unwrapped.contains("pairs have fewer than 10 common votes (the fewest"), "{text}");
    assert!(unwrapped.contains("here with earlier ones alone: United Kingdom (2 common votes at most)."), "{text}");
    // Machines get the figures without a mark, and how many votes each rests on; the order is the one that was typed.
    let cells = cells(arguments);
    assert_eq!((cells[0][1].as_str(), cells[0][cells[0].len() - 1].as_str()), ("USA", "CHN"));
    assert_eq!([&cells[1][0], &cells[2][0]], ["URY", "ARG"]);
    assert!(cells.iter().flatten().all(|cell| !cell.contains('*')));
    let votes = stdout(&format!("{arguments} --table common_votes --format csv --quiet"));
    assert!(votes.lines().nth(1).unwrap().starts_with("URY,"), "{votes}");
}

#[test]
fn a_matrix_without_a_list_holds_everybody_once() {
    let cells = cells("matrix");
    assert_eq!(cells[0].len(), cells.len());
    let codes: Vec<&String> = cells[1..].iter().map(|row| &row[0]).collect();
    assert!(codes.is_sorted() && codes.iter().copied().eq(&cells[0][1..]), "{codes:?}");
    // The members of today, and Czechoslovakia, which voted on 24 November 1992.
    assert_eq!((codes.len(), codes.iter().any(|code| *code == "CSK")), (194, true));
    for (row, column) in (1..cells.len()).flat_map(|row| (1..row).map(move |column| (row, column))) {
        assert_eq!(cells[row][column], cells[column][row]);
    }
    assert!(!cells.iter().flatten().any(|cell| cell == "NaN" || cell == "NA"));
    // People are shown the pairs that agree most and least.
    insta::assert_snapshot!(stdout("matrix --session ES-11 --sort US:desc --limit 5"));
}

#[test]
fn blocks_of_columns_fit_a_narrow_terminal() {
    let narrow = printed(unvote("matrix --members EU --year 2025").env("COLUMNS", "60"));
    insta::assert_snapshot!(narrow);
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
    let wide = printed(unvote("matrix --members EU --year 2025").env("COLUMNS", "160"));
    // In one block with names.
    assert_eq!(wide.lines().filter(|line| line.starts_with("  Austria ")).count(), 1, "{wide}");
}

#[test]
fn rows_and_columns_are_sorted_by_the_mean_or_a_member() {
    let order = |sort: &str| {
        let cells = cells(&format!("matrix --members CN,FR,GB,RU,US --sort {sort}"));
        assert_eq!(cells[0][1..], cells[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>());
        cells[0][1..].join(" ")
    };
    // With the United States: France and the United Kingdom 22 of 67, China and Russia 1 of 67.
    assert_eq!(order("US:desc"), "USA FRA GBR CHN RUS");
    // The seat is Russia's: with it 1, 36, 41 and 56 of 67 are identical.
    assert_eq!(order("SUN"), "USA GBR FRA CHN RUS");
    // The means: 46, 134, 134, 150 and 164 of 4 x 67.
    assert_eq!(order("mean"), "USA CHN RUS GBR FRA");
}

#[test]
fn cells_of_few_common_votes_are_left_empty() {
    // Common votes: Afghanistan with Burkina Faso 33, with the others 41; Burkina Faso with the others 46.
    let cells = cells("matrix --members AF,BF,FR,US --least 42");
    assert_eq!(cells[0], ["member", "AFG", "BFA", "FRA", "USA"]);
    let empty = |row: usize| cells[row].iter().map(String::is_empty).collect::<Vec<_>>();
    assert_eq!(empty(2), [false, true, false, false, false]);
    assert_eq!(empty(3), [false, true, false, false, false]);
    let text = stdout("matrix --members AF,BF,FR,US --least 42");
    assert!(text.contains("Left empty: 3 pairs with fewer than 42 common votes (--least)."), "{text}");
}

#[test]
fn a_file_has_the_format_of_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("matrix.tsv");
    let mut command = unvote("matrix --members P5 --quiet -o");
    command.arg(&file).assert().success().stdout("").stderr("");
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.starts_with("member\tCHN\tFRA\tGBR\tRUS\tUSA\nCHN\t1\t"), "{text}");
}

#[test]
fn machines_are_told_that_the_record_is_a_selection() {
    let output = unvote("matrix --members P5 --format csv").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("note: the embedded record is a selection of roll calls"), "{told}");
}

#[test]
fn what_makes_no_matrix_is_told() {
    for (arguments, code, told) in [
        ("matrix --members US", 2, "a matrix of United States alone: name two members or more"),
        ("matrix --members US --with USA", 2, "both --members and --with are United States"),
        ("matrix --members Narnia", 2, "no member or group is called 'Narnia'"),
        ("matrix --with Frnace", 2, "did you mean France"),
        ("matrix --measure kapa", 2, "a similar value exists: 'kappa'"),
        ("matrix --least 0", 2, "invalid value '0' for '--least <VOTES>'"),
        ("matrix --columns member", 2, "--with LIST chooses the columns of a matrix"),
        (
            "matrix --members P5 --sort agreement",
            2,
            "--sort agreement: expected mean, bloc, or a member of the columns",
        ),
        ("matrix --members P5 --sort DE", 2, "--sort DE: Germany is not in a column of this matrix"),
        ("matrix --body sc --measure coincidence", 2, "not --body sc"),
        ("matrix --year 1950", 1, "none of 79 roll calls meets"),
        ("matrix --members US,SSD --year 2005", 1, "no two of these members have a common vote in 1 roll call"),
        (
            "matrix --members P5 --least 1000",
            1,
            "no two of these members have 1000 common votes in 74 roll calls: the most are",
        ),
        ("matrix --members P5 --measure coincidence", 1, "the record holds no resolution adopted without a vote"),
        (
            "matrix --members FR,DE --year 2005 --measure kappa",
            1,
            "Cohen's kappa has no value for any two of these members",
        ),
    ] {
        let text = stderr(arguments, code);
        assert!(text.contains(told), "{arguments}: {text}");
    }
}
