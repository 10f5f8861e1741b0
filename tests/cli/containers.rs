//! Tables in other containers than CSV: JSON rows, and what is refused with the line that makes a table of it.

use std::fs;
use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

use super::unvote;

/// What a command prints of one file, or says when it fails.
fn asked(arguments: &str, name: &str, bytes: &[u8]) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let output = unvote(arguments).arg("--data").arg(&path).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap().replace(folder.path().to_str().unwrap(), "DIR");
    if output.status.success() { Ok(String::from_utf8(output.stdout).unwrap() + &told) } else { Err(told) }
}

/// The votes of a file that it tells.
fn votes(name: &str, bytes: impl AsRef<[u8]>) -> String {
    told_votes(name, bytes.as_ref(), "")
}

/// The same, with more options; the members of whom the file tells nothing are left out.
fn told_votes(name: &str, bytes: &[u8], options: &str) -> String {
    let export = format!("export votes --columns symbol,date,member,vote -q{options}");
    let all = asked(&export, name, bytes).unwrap_or_else(|told| panic!("{name}: {told}"));
    all.split_inclusive('\n').filter(|line| !line.ends_with(",not known\n")).collect()
}

/// The votes of the Library's rows below.
const VOTES: &str = "symbol,date,member,vote\nA/RES/80/901,2025-12-15,FRA,yes\nA/RES/80/901,2025-12-15,NAM,abstain\n";

#[test]
fn json_rows_are_read_in_every_form_that_people_have_them() {
    let rows = [("FRA", "Y"), ("NAM", "A")].map(|(code, vote)| {
        format!("{{\"undl_id\": 9990004, \"ms_code\": \"{code}\", \"ms_name\": null, \"ms_vote\": \"{vote}\", \"date\": \"2025-12-15\", \"session\": \"80\", \"resolution\": \"A/RES/80/901\", \"total_yes\": 1.0, \"total_no\": 0}}")
    });
    let list = rows.join(",");
    let roll_call = "\"resolution\": \"A/RES/80/901\", \"date\": \"2025-12-15\"";
    for (name, text) in [
        ("array.json", format!("[{list}]")),
        ("lines.ndjson", rows.join("\n")),
        ("data.json", format!("{{\"count\": 2, \"data\": [{list}]}}")),
        ("meta.json", format!("{{\"meta\": {{{roll_call}}}, \"votes\": [{{\"member\": \"FRA\", \"vote\": \"Y\"}}, {{\"member\": \"NAM\", \"vote\": \"A\"}}]}}")),
        ("wide.json", format!("[{{{roll_call}, \"votes\": {{\"FRA\": \"Y\", \"NAM\": \"A\"}}}}]")),
        (
            "split.json",
            "{\"columns\": [\"resolution\", \"date\", \"member\", \"vote\"], \"index\": [0, 1], \"data\": [[\"A/RES/80/901\", \"2025-12-15\", \"FRA\", 1], [\"A/RES/80/901\", \"2025-12-15\", \"NAM\", 2]]}".to_owned(),
        ),
    ] {
        // Two of several codes for votes: those that are not in the file have to be known.
        let codes = if name == "split.json" { " --codes voeten" } else { "" };
        assert_eq!(told_votes(name, text.as_bytes(), codes), VOTES, "{name}");
    }
}

#[test]
fn what_is_wrong_in_json_rows_is_told_with_its_row() {
    let row = |member: &str, vote: &str| {
        format!("{{\"resolution\": \"A/RES/80/901\", \"member\": \"{member}\", \"vote\": \"{vote}\"}}")
    };
    let text = format!("[{}, {}, {}]", row("FRA", "Y"), row("USA", "N"), row("Ruritania", "Y"));
    let told = asked("tally A/RES/80/901 --strict", "votes.json", text.as_bytes()).unwrap_err();
    assert!(told.contains("first in row 3"), "{told}");
    let cut = asked("tally A/RES/80/901", "votes.json", &text.as_bytes()[..text.len() - 3]).unwrap_err();
    assert!(cut.starts_with("error: votes.json is damaged: line 1, column "), "{cut}");
}

#[test]
fn json_with_other_keys_is_refused_as_a_table_with_other_columns_is() {
    let told = asked("list", "people.json", b"[{\"name\": \"A\", \"age\": 1}]").unwrap_err();
    assert!(told.contains("columns found: name, age\n") && told.contains("--roles"), "{told}");
}

#[test]
fn votes_exported_as_json_are_read_as_those_exported_as_csv() {
    let export = |format: &str| {
        let output = unvote(&format!("export votes ES-11/7 -q --format {format}")).output().unwrap();
        votes(&format!("votes.{format}"), output.stdout)
    };
    let csv = export("csv");
    assert!(csv.lines().count() > 190, "{csv}");
    assert_eq!(export("json"), csv);
    assert_eq!(export("ndjson"), csv);
}

#[test]
fn what_is_no_table_is_refused_with_the_line_that_makes_one_of_it() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(b"RDX3\nX\n\0\0\0\x03").unwrap();
    let cases = [
        (
            "un_votes.rda",
            gzip.finish().unwrap(),
            "error: un_votes.rda is an R data file, which is not read\n  R makes a table of each data frame in it, named after it:\n    Rscript -e 'for (x in load(\"DIR/un_votes.rda\")) write.csv(get(x), paste0(x, \".csv\"), row.names = FALSE)'\n",
        ),
        (
            "votes.dta",
            b"<stata_dta><header>".to_vec(),
            "error: votes.dta is a Stata file, which is not read\n  pandas makes a table of it, converted.csv:\n    python3 -c \"import pandas; pandas.read_stata('DIR/votes.dta', convert_categoricals=False).to_csv('converted.csv', index=False)\"\n",
        ),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(asked("tally A/RES/80/901", name, &bytes), Err(expected.to_owned()));
    }
}

#[test]
fn tables_of_scores_are_refused_in_so_many_words() {
    for (name, header) in [
        ("agreement.csv", "ccode1,ccode2,year,agree,IdealPointDistance"),
        ("ideal.csv", "ccode,session,iso3c,Countryname,IdealPointAll,NVotesAll"),
        ("affinity.csv", "ccode1,ccode2,year,s_un_glo,s_un_reg"),
    ] {
        let told = asked("list", name, format!("{header}\n2,20,1950,0.5,0.1\n").as_bytes()).unwrap_err();
        assert!(told.starts_with(&format!("error: {name} holds scores ('")), "{told}");
        assert!(told.contains("no votes: how members voted cannot be told from them"), "{told}");
    }
}

/// A file of `tests/samples`.
fn sample(name: &str) -> Vec<u8> {
    fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)).unwrap()
}

/// The votes of the samples that are workbooks and Parquet files.
#[cfg(any(feature = "parquet", feature = "xlsx"))]
const OF_SAMPLES: &str = "symbol,date,member,vote
A/RES/79/7,2024-10-30,NAM,yes
A/RES/ES-11/7,2025-02-24,USA,no
A/RES/ES-11/7,2025-02-24,NAM,abstain
";

/// The lines of a table, sorted behind its header.
#[cfg(any(feature = "parquet", feature = "xlsx"))]
fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].sort_unstable();
    lines
}

#[cfg(feature = "parquet")]
mod parquet {
    use super::*;

    #[test]
    fn a_parquet_file_is_read_and_one_by_zstd_refused_with_the_line() {
        assert_eq!(sorted(&votes("votes.parquet", sample("votes.parquet"))), sorted(OF_SAMPLES));
        let told = asked("list", "v.parquet", &sample("votes_zstd.parquet")).unwrap_err();
        let line = "duckdb -c \"COPY (FROM read_parquet('DIR/v.parquet')) TO 'converted.csv'\"";
        assert!(
            told.contains("is a Parquet file packed with ZSTD, which is not read") && told.contains(line),
            "{told}"
        );
        let cut = &sample("votes.parquet")[..2000];
        assert!(asked("list", "v.parquet", cut).unwrap_err().contains("v.parquet is damaged: "));
    }

    #[test]
    fn a_damaged_parquet_file_on_which_the_library_gives_up_is_told_as_damaged() {
        let mut bytes = sample("votes.parquet");
        for (at, byte) in [(300, 0o16), (617, 0o10), (2314, 0o160)] {
            bytes[at] = byte;
        }
        let told = asked("list", "v.parquet", &bytes).unwrap_err();
        assert!(told.contains("v.parquet is damaged: the library that reads such files gave up on it"), "{told}");
    }

    #[test]
    fn votes_exported_as_parquet_are_read_as_those_exported_as_csv() {
        let csv = unvote("export votes ES-11/7 -q").output().unwrap();
        let parquet = unvote("export votes ES-11/7 -q --format parquet").output().unwrap();
        assert_eq!(votes("v.parquet", parquet.stdout), votes("v.csv", csv.stdout));
    }
}

#[cfg(feature = "xlsx")]
mod workbooks {
    use super::*;

    #[test]
    fn the_sheets_of_a_workbook_that_are_tables_are_read() {
        assert_eq!(sorted(&votes("votes.ods", sample("votes.ods"))), sorted(OF_SAMPLES));
        assert_eq!(sorted(&votes("votes.xlsx", sample("votes.xlsx"))), sorted(OF_SAMPLES));
        // The header is in row 3, row 5 is empty, and the vote of row 8 is no vote.
        let told = asked("list --strict", "votes.xlsx", &sample("votes.xlsx")).unwrap_err();
        assert!(told.contains("votes.xlsx/Votes 2025") && told.contains("first in row 8"), "{told}");
        let told = asked("data --format json", "votes.xlsx", &sample("votes.xlsx")).unwrap();
        for part in
            ["votes.xlsx/Old is a hidden sheet", "votes.xlsx/Empty holds no table", "votes.xlsx/Notes has no known"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
    }

    #[test]
    fn what_is_written_as_a_workbook_is_read_again_and_always_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("votes.xlsx");
        let write = || {
            assert!(unvote("export votes ES-11/7 -q -o").arg(&path).output().unwrap().status.success());
            fs::read(&path).unwrap()
        };
        let (first, second) = (write(), write());
        assert_eq!(first, second);
        let csv = unvote("export votes ES-11/7 -q").output().unwrap();
        assert_eq!(votes("v.xlsx", first), votes("v.csv", csv.stdout));
        // A report has a sheet for each of its tables.
        let output = unvote("tally ES-11/7 --format xlsx").output().unwrap();
        assert!(output.status.success() && output.stdout.starts_with(b"PK"));
    }

    #[test]
    fn a_workbook_is_not_compressed_again() {
        let told = unvote("list -o t.xlsx.gz").output().unwrap();
        assert_eq!(told.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&told.stderr).starts_with("error: A workbook is compressed already"));
    }
}

#[cfg(not(feature = "xlsx"))]
#[test]
fn a_build_without_workbooks_says_what_to_do() {
    let told = asked("list", "votes.xlsx", &sample("votes.xlsx")).unwrap_err();
    assert!(told.contains("save the sheet as CSV UTF-8 and load that"), "{told}");
    assert!(told.contains("cargo build --release --features xlsx"), "{told}");
    let told = unvote("list -o t.xlsx").output().unwrap();
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stderr).starts_with("error: this unvote was built without Excel workbooks"));
}
