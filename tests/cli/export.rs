//! `unvote export`.

use std::collections::HashMap;

use super::{printed, stderr, stdout, unvote};
use unvote::report::{Kind, Spec, documentation::EXPORTS};

/// A file that was exported: its columns, and its rows by column.
fn exported(arguments: &str) -> (Vec<String>, Vec<HashMap<String, String>>) {
    let text = stdout(arguments);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
    (columns, reader.deserialize().map(Result::unwrap).collect())
}

/// A column of an export as it is declared; a key means one thing in all of them.
pub fn column(key: &str) -> Option<Spec> {
    let columns = (EXPORTS.tables)().into_iter().flat_map(|table| table.columns);
    columns.map(|(spec, _)| spec).find(|spec| spec.key == key)
}

/// Whether a cell is read as its type by programs that guess types: R, pandas and `DuckDB` agree on these forms.
fn is_of(kind: Kind, cell: &str) -> bool {
    match kind {
        Kind::Text | Kind::Code | Kind::Members => true,
        Kind::Number => cell.parse::<i64>().is_ok(),
        Kind::Share | Kind::Decimal => cell.parse::<f64>().is_ok_and(f64::is_finite),
        Kind::Day => cell.parse::<unvote::record::Date>().is_ok() && cell.len() == 10,
        Kind::Flag => ["true", "false"].contains(&cell),
    }
}

#[test]
fn every_column_reads_back_as_the_type_that_is_promised() {
    for what in [
        "tallies",
        "votes",
        "history",
        "series",
        "shifts",
        "agreement --members BY",
        "agreement --members BY --directed",
        "rollcall --table roll_calls",
    ] {
        let (columns, rows) = exported(&format!("export {what} -q"));
        assert!(!rows.is_empty(), "{what}");
        for name in &columns {
            let column = column(name).unwrap_or_else(|| panic!("{name} is not described"));
            let cells = rows.iter().map(|row| row[name].as_str()).filter(|cell| !cell.is_empty());
            let mut count = 0;
            for cell in cells {
                assert!(is_of(column.kind, cell), "{what}: {name} is '{cell}'");
                count += 1;
            }
            // The embedded record holds no resolution without a vote, nor any of Voeten's roll calls; `consensus.rs` and
            // `reloaded.rs` have records that do.
            let may_be_empty = ["draft", "consensus", "coincidence_a", "coincidence_b", "rcid", "source_name"];
            let may_be_empty = may_be_empty.contains(&name.as_str());
            assert!(count > 0 || may_be_empty, "{what}: {name} is always empty");
        }
    }
}

#[test]
fn votes_have_a_row_for_every_member_of_every_roll() {
    let (_, rows) = exported("export votes");
    // 69 rolls with 12,871 votes; the United States on the text of February 2026, and two vetoes of Russia.
    let known = rows.iter().filter(|row| row["vote"] != "not known").count();
    assert_eq!(known, 12_871 + 3);
    let row = |symbol: &str, member: &str| {
        let found = rows.iter().find(|row| row["symbol"] == symbol && row["member"] == member);
        found.map(|row| (row["vote"].clone(), row["position"].clone(), row["group"].clone(), row["year"].clone()))
    };
    // 93 in favour, 18 against, 65 abstaining, 17 not voting.
    let roll: Vec<_> = rows.iter().filter(|row| row["symbol"] == "A/RES/ES-11/7").collect();
    let of = |position: &str| roll.iter().filter(|row| row["position"] == position).count();
    assert_eq!(["1", "-1", "0", ""].map(of), [93, 18, 65, 17]);
    let expected = |cells: [&str; 4]| Some(<(String, String, String, String)>::from(cells.map(ToOwned::to_owned)));
    assert_eq!(row("A/RES/ES-11/7", "USA"), expected(["no", "-1", "WEOG", "2025"]));
    assert_eq!(row("A/RES/ES-11/8", "USA"), expected(["abstain", "0", "WEOG", "2025"]));
    assert_eq!(row("A/RES/ES-11/7", "AFG"), expected(["non-voting", "", "APG", "2025"]));
}

#[test]
fn history_of_a_member_counts_its_votes_by_year() {
    let (_, rows) = exported("export history -q --session ES-11 --members US,Russia");
    let row = |member: &str, year: &str| {
        let row = rows.iter().find(|row| row["member"] == member && row["year"] == year).unwrap();
        ["cast_yes", "cast_no", "cast_abstain", "absent", "alone"].map(|name| row[name].parse::<u32>().unwrap())
    };
    // 2022: A/RES/ES-11/1 to 5, for all of which the United States voted; 2025: ES-11/7 no, 8 abstaining, 9 yes.
    assert_eq!(row("USA", "2022"), [5, 0, 0, 0, 0]);
    assert_eq!(row("USA", "2025"), [1, 1, 1, 0, 0]);
    assert_eq!(row("RUS", "2022"), [0, 5, 0, 0, 0]);
    assert!(rows.iter().all(|row| ["USA", "RUS"].contains(&row["member"].as_str())));
}

#[test]
fn shifts_are_those_between_a_vote_and_its_predecessor() {
    let (_, rows) = exported("export shifts --session ES-11 --year 2025");
    let row = |member: &str| {
        let row = rows.iter().find(|row| row["symbol"] == "A/RES/ES-11/7" && row["member"] == member).unwrap();
        ["predecessor", "from_vote", "to_vote", "steps"].map(|name| row[name].as_str())
    };
    assert_eq!(row("USA"), ["A/RES/ES-11/6", "yes", "no", "-2"]);
    assert_eq!(row("SYR"), ["A/RES/ES-11/6", "no", "abstain", "1"]);
    let count = |from: &str, to: &str| {
        rows.iter()
            .filter(|row| row["symbol"] == "A/RES/ES-11/7" && row["from_vote"] == from && row["to_vote"] == to)
            .count()
    };
    // As `unvote shift ES-11/6 ES-11/7` tells it.
    assert_eq!(
        [count("yes", "no"), count("yes", "abstain"), count("no", "yes"), count("abstain", "yes")],
        [7, 33, 0, 0]
    );
}

#[test]
fn a_series_has_its_votes_in_order_each_with_its_predecessor() {
    let (_, rows) = exported("export series --topic embargo");
    let years: Vec<&str> = rows.iter().map(|row| row["year"].as_str()).collect();
    // Each year from 1992 to 2025, but for 2020, when the vote was put off.
    let expected: Vec<String> = (1992..=2025).filter(|year| *year != 2020).map(|year| year.to_string()).collect();
    assert_eq!(years, expected);
    assert!(rows.iter().all(|row| row["series"] == "A/RES/47/19"));
    assert!(rows.windows(2).all(|pair| pair[1]["predecessor"] == pair[0]["symbol"]));
}

#[test]
fn agreement_of_a_pair_is_that_of_its_votes() {
    // The eleventh emergency special session in 2025: ES-11/7 and 8 on 24 February, ES-11/9 in December. United States
    // no, abstain, yes; Russia no, no, no: one the same, one a step apart, one opposite.
    let (_, rows) = exported("export agreement -q --session ES-11 --year 2025 --members US");
    let pair = rows.iter().find(|row| row["member_a"] == "RUS" && row["member_b"] == "USA").unwrap();
    let cells =
        ["year", "common_votes", "same", "one_step", "opposite", "lijphart", "s"].map(|name| pair[name].as_str());
    assert_eq!(cells, ["2025", "3", "1", "1", "1", "0.5", "0"]);
    assert!(rows.iter().all(|row| row["member_a"] == "USA" || row["member_b"] == "USA"));
}

#[test]
fn directed_pairs_stand_twice_with_the_numbers_of_the_correlates_of_war() {
    // Germany's number is 255 since 1990, the Federal Republic's 260 before; France's is 220.
    for (years, ccode) in [("1946-1989", "260"), ("2025", "255")] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("votes.csv");
        let year = &years[years.len() - 4..];
        let votes =
            format!("resolution,date,member,vote\nA/RES/44/1,{year}-11-01,FRA,Y\nA/RES/44/1,{year}-11-01,DEU,A\n");
        std::fs::write(&path, votes).unwrap();
        let text = printed(unvote(&format!("export agreement -q --directed --year {years} --data")).arg(&path));
        let rows: Vec<HashMap<String, String>> =
            csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect();
        let keys = ["member_a", "member_b", "ccode1", "ccode2", "iso_numeric_a", "iso_numeric_b", "lijphart"];
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| keys.map(|key| row[key].as_str()).to_vec()).collect();
        assert_eq!(
            cells,
            [["DEU", "FRA", ccode, "220", "276", "250", "0.5"], ["FRA", "DEU", "220", ccode, "250", "276", "0.5"],]
        );
    }
}

#[test]
fn every_export_with_members_keeps_namibia() {
    // Her number is 565 in the Correlates of War list, and 516 in ISO 3166-1.
    for (what, keys) in [
        ("votes", ["member", "ccode", "iso_numeric"]),
        ("history", ["member", "ccode", "iso_numeric"]),
        ("shifts", ["member", "ccode", "iso_numeric"]),
        ("agreement --members NAM", ["member_b", "ccode2", "iso_numeric_b"]),
        ("rollcall", ["member", "ccode", "iso_numeric"]),
    ] {
        let (columns, rows) = exported(&format!("export {what} -q"));
        let hers = rows.iter().filter(|row| row[keys[0]] == "NAM").collect::<Vec<_>>();
        assert!(!hers.is_empty(), "{what}");
        assert!(hers.iter().all(|row| row[keys[1]] == "565" && row[keys[2]] == "516"), "{what}");
        // Programs that guess types take two letters of hers for a missing value.
        assert!(rows.iter().all(|row| columns.iter().all(|column| row[column] != "NA")), "{what}");
    }
}

#[test]
fn the_matrix_has_the_votes_of_the_roll_calls_and_says_who_was_no_member() {
    // A/RES/ES-11/7 of 24 February 2025: 93-18-65, 17 non-voting. 68/262 of 2014: 100-11-58, 24 non-voting.
    let (columns, rows) = exported("export rollcall A/RES/68/262 A/RES/ES-11/7");
    assert_eq!(columns, ["member", "ccode", "iso_numeric", "name", "A_RES_68_262", "A_RES_ES_11_7"]);
    assert_eq!(rows.len(), 193);
    let count = |column: &str, cell: &str| rows.iter().filter(|row| row[column] == cell).count();
    assert_eq!(["1", "3", "2", "8", "9"].map(|cell| count("A_RES_ES_11_7", cell)), [93, 18, 65, 17, 0]);
    assert_eq!(["1", "3", "2", "8", "9"].map(|cell| count("A_RES_68_262", cell)), [100, 11, 58, 24, 0]);
    let (_, words) = exported("export rollcall A/RES/ES-11/7 --cells words --members US,AFG,EU");
    let cell = |code: &str| words.iter().find(|row| row["member"] == code).map(|row| row["A_RES_ES_11_7"].as_str());
    assert_eq!(words.len(), 29);
    assert_eq!(["USA", "AFG", "HUN"].map(cell), [Some("no"), Some("non-voting"), Some("no")]);
    let (_, signs) = exported("export rollcall A/RES/ES-11/7 --cells scale --members US,AFG,FR,BR");
    let cells: Vec<&str> = signs.iter().map(|row| row["A_RES_ES_11_7"].as_str()).collect();
    assert_eq!(cells, ["", "0", "1", "-1"]);
}

#[test]
fn a_member_stands_in_the_matrix_once_and_two_holders_of_a_seat_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    let votes = "resolution,date,member,vote\nA/RES/1500(XV),1960-12-01,SUN,N\nA/RES/1500(XV),1960-12-01,CHN,Y\n\
                 A/RES/79/300,2025-02-01,RUS,Y\nA/RES/79/300,2025-02-01,CHN,A\nA/RES/79/300,2025-02-01,SSD,X\n\
                 A/RES/79/301,2025-02-02,RUS,N\n";
    std::fs::write(&path, votes).unwrap();
    let text = printed(unvote("export rollcall --data").arg(&path));
    let expected = "\
member,ccode,iso_numeric,name,A_RES_1500_XV,A_RES_79_300,A_RES_79_301
CHN,710,156,China,9,2,
RUS,365,643,Russia (Soviet Union until 1991),3,1,3
SSD,626,728,South Sudan,9,8,
ROC,713,,China (Republic of China),1,9,9
";
    assert_eq!(text, expected);
}

#[test]
fn several_votes_on_one_symbol_are_told_apart_in_the_matrix() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    let votes = "rcid,resolution,matter,date,member,vote\n1,A/79/L.5,paragraph,2024-11-01,FRA,Y\n\
                 2,A/79/L.5,paragraph,2024-11-01,FRA,N\n3,A/79/L.5,whole text,2024-11-01,FRA,A\n4,,,2024-11-02,FRA,Y\n";
    std::fs::write(&path, votes).unwrap();
    let text = printed(unvote("export rollcall --data").arg(&path));
    assert_eq!(
        text,
        "member,ccode,iso_numeric,name,A_79_L_5,A_79_L_5.2,A_79_L_5.3,rcid_4\nFRA,220,250,France,1,3,2,1\n"
    );
}

#[test]
fn each_roll_call_of_the_matrix_is_described_under_its_column() {
    let (columns, rows) = exported("export rollcall --year 2025");
    let (_, calls) = exported("export rollcall --year 2025 --table roll_calls");
    assert!(calls.iter().map(|call| call["column"].as_str()).eq(columns[4..].iter().map(String::as_str)));
    for call in &calls {
        let count = |cell: &str| rows.iter().filter(|row| row[&call["column"]] == cell).count().to_string();
        assert_eq!([count("1"), count("3"), count("2")], ["yes", "no", "abstain"].map(|key| call[key].clone()));
    }
}

#[test]
fn a_part_of_the_votes_is_chosen_by_members_and_selection() {
    let (_, rows) = exported("export votes --members P5 --session ES-11 --year 2025 --matter whole");
    // Three resolutions of the session in 2025, five permanent members.
    assert_eq!(rows.len(), 15);
    assert!(rows.iter().all(|row| row["session"] == "A/ES-11" && row["date"].starts_with("2025-")));
}

#[test]
fn every_format_has_the_same_rows() {
    let (columns, rows) = exported("export tallies --session ES-11");
    let json: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_str(&stdout("export tallies --session ES-11 --format json")).unwrap();
    let lines = stdout("export tallies --session ES-11 --format ndjson");
    let lines: Vec<serde_json::Map<String, serde_json::Value>> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json, lines);
    assert_eq!(json.len(), rows.len());
    for (object, row) in json.iter().zip(&rows) {
        assert_eq!(object.len(), columns.len());
        assert_eq!(object["symbol"].as_str().unwrap_or_default(), row["symbol"]);
        assert_eq!(object["margin"].as_i64(), row["margin"].parse().ok());
    }
}

#[test]
fn metadata_stand_beside_the_file_and_name_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    let output = unvote("export votes --session ES-11 --metadata -o").arg(&path).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty());
    let metadata = std::fs::read_to_string(folder.path().join("votes.csv-metadata.json")).unwrap();
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    assert_eq!(metadata["url"], "votes.csv");
    let mut file = csv::Reader::from_path(&path).unwrap();
    let columns: Vec<&str> = metadata["tableSchema"]["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert!(file.headers().unwrap().iter().eq(columns));
    let rights = metadata["dc:rights"][0].as_str().unwrap();
    assert!(rights.contains("Dag Hammarskjöld Library"), "{rights}");
    // Two files, and nothing unfinished beside them.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn several_files_are_written_each_in_the_format_of_its_extension() {
    let folder = tempfile::tempdir().unwrap();
    let [csv, md, json] = ["t.csv", "t.md", "t.json"].map(|name| folder.path().join(name));
    for command in ["tally ES-11/7", "list --session ES-11", "export tallies --session ES-11"] {
        let files = if command.starts_with("export") { vec![&csv, &json] } else { vec![&csv, &md, &json] };
        let mut several = unvote(command);
        for file in &files {
            several.arg("-o").arg(file);
        }
        let output = several.output().unwrap();
        assert!(output.status.success() && output.stdout.is_empty(), "{command}");
        for file in files {
            let format = ["csv", "md", "json"].into_iter().find(|one| file.extension().unwrap() == *one).unwrap();
            let alone = stdout(&format!("{command} --format {format}"));
            assert_eq!(std::fs::read_to_string(file).unwrap(), alone, "{command}, {format}");
        }
    }
}

#[test]
fn of_several_files_those_that_were_written_are_named_where_one_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let [there, missing] = ["t.csv", "none/t.md"].map(|name| folder.path().join(name));
    let output = unvote("list -o").args([&missing, std::path::Path::new("-o"), &there]).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(5), "{text}");
    assert!(
        text.contains("cannot write") && text.contains(&format!("written all the same: {}", there.display())),
        "{text}"
    );
    assert!(there.exists());
}

#[test]
fn a_codebook_describes_every_column_with_its_sources_and_how_to_read_and_cite_them() {
    let folder = tempfile::tempdir().unwrap();
    let [votes, book] = ["votes.csv", "codebook.md"].map(|name| folder.path().join(name));
    let command = "export votes --session ES-11 --year 2025";
    assert!(
        unvote(command)
            .args(["-o".as_ref(), votes.as_os_str(), "--codebook".as_ref(), book.as_os_str()])
            .output()
            .unwrap()
            .status
            .success()
    );
    let book = std::fs::read_to_string(book).unwrap();
    let mut file = csv::Reader::from_path(&votes).unwrap();
    for key in file.headers().unwrap() {
        let spec = column(key).unwrap();
        let line = format!("| `{key}` | {} | {} | {} |", spec.kind.word(), spec.unit, spec.meaning.replace('|', "\\|"));
        assert!(book.contains(&line), "{line}\n{book}");
    }
    let question = format!("`votes.csv`: `unvote {command}`, unvote {}", env!("CARGO_PKG_VERSION"));
    let types = "readr::read_csv(\"votes.csv\", col_types = \"icciicDiccccciiccci\")";
    for part in [
        question.as_str(),
        "One row a member in a roll call.",
        "UN Digital Library, voting records",
        "Dag Hammarskjöld Library",
        "The unvote authors",
        "'session': str",
        types,
    ] {
        assert!(book.contains(part), "{part}\n{book}");
    }
    // A matrix has a line for all its columns of roll calls.
    let book = folder.path().join("matrix.md");
    let matrix = unvote("export rollcall --codebook").arg(&book).output().unwrap();
    let told = std::fs::read_to_string(book).unwrap();
    let columns = String::from_utf8(matrix.stdout).unwrap().lines().next().unwrap().split(',').count() - 4;
    assert!(
        told.contains(&format!(
            "({columns} columns) | number | 1 yes, 2 abstain, 3 no, 8 non-voting, 9 not a member |"
        )),
        "{told}"
    );
}

#[test]
fn data_and_program_are_cited_as_text_and_for_bibtex() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2026_02_06_ga_voting.csv");
    let votes = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title\n\
                 1,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/8,The path to peace\n";
    std::fs::write(&path, votes).unwrap();
    let text = printed(unvote("data cite --data").arg(&path)).replace("\n  ", " ").replace('\n', " ");
    for part in [
        "United Nations Dag Hammarskjöld Library. General Assembly Voting Data. UN Digital Library. File \
         2026_02_06_ga_voting.csv",
        "a vote of 24 February 2025. https://digitallibrary.un.org/record/4060887.",
        concat!("version ", env!("CARGO_PKG_VERSION")),
        "Add the day on which you got a file",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let bibtex = printed(unvote("data cite --format bibtex --data").arg(&path));
    assert!(
        bibtex.starts_with("@misc{undl_ga,\n  author = {{United Nations Dag Hammarskjöld Library}},\n"),
        "{bibtex}"
    );
    assert!(bibtex.contains("\n\n@misc{unvote,\n  author = {{The unvote authors}},\n"), "{bibtex}");
    let file = folder.path().join("refs.bib");
    assert!(unvote("data cite -o").arg(&file).arg("--data").arg(&path).output().unwrap().status.success());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), bibtex);
    // Of the store the day is known.
    let store = folder.path().join("store");
    let of_store = |command: &str| {
        let mut command = unvote(command);
        command.arg("--store").arg(&store);
        command
    };
    printed(of_store("data add").arg(&path));
    assert!(printed(&mut of_store("data cite")).replace('\n', " ").contains("Accessed 2"));
    let rows: serde_json::Value = serde_json::from_str(&printed(&mut of_store("data cite --format json"))).unwrap();
    let day = rows["tables"]["references"][0]["accessed"].as_str().unwrap();
    assert!(day.parse::<unvote::record::Date>().is_ok(), "{day}");
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no such folder").join("votes.csv");
    let output = unvote("export votes -o").arg(&path).output().unwrap();
    assert!(!output.status.success());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_makes_no_sense_is_refused_with_a_reason() {
    for (arguments, told) in [
        ("export votes --metadata", "name one with -o FILE.csv"),
        ("export votes --format markdown", "a table of facts is exported as csv, tsv, json"),
        ("export tallies --members EU", "a tally covers all members"),
        ("export votes --sort symbol", "row by row, in an order of its own"),
        ("list -o a.csv -o b.md --format json", "--format json names one format for 2 files"),
        ("list -o a.csv -o b.docx", "no format has the extension .docx"),
        ("list --format bibtex", "expected `unvote data cite --format bibtex`"),
        ("export votes -o v.csv --codebook v.csv", "name a file of its own, such as codebook.md"),
        ("against ES-11/7 --codebook book.md", "codes alone are none"),
        ("export votes --directed", "expected `export agreement --directed`"),
        ("export votes --cells words", "expected `export rollcall --cells`"),
        ("export votes --table rolls", "no table is called 'rolls'; there are votes"),
        ("export ballots", "possible values: tallies, votes, history, series, shifts, agreement, rollcall"),
    ] {
        let text = stderr(arguments, 2);
        assert!(text.contains(told), "{arguments}: {text}");
    }
    assert!(stderr("export votes --year 1999 --body sc", 1).contains("meets --body sc and --year 1999 together"));
}
