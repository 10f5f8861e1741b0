//! `unvote export` to Apache Parquet: what is written, read back by the format's own reader; and how a build without
//! Parquet refuses.

use super::{stderr, unvote};

#[test]
fn only_an_export_is_written_as_parquet() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in ["tally ES-11/7 --format parquet", "list -o", "data --data nowhere.csv -o"] {
        let named = arguments.ends_with("-o").then(|| folder.path().join("votes.parquet"));
        let output = unvote(arguments).args(named).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments}: {told}");
        assert!(told.starts_with("error: Parquet holds the tables of `unvote export` only"), "{told}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// A build without Parquet.
#[cfg(not(feature = "parquet"))]
mod refused {
    use super::{stderr, unvote};

    #[test]
    fn a_build_without_parquet_says_how_to_come_by_it_and_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("votes.parquet");
        // It refuses before it reads: the file of votes is missing.
        let output = unvote("export votes --data nowhere.csv -o").arg(&path).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        let told = String::from_utf8(output.stderr).unwrap();
        for part in [
            "error: this unvote was built without Parquet\n",
            "`cargo build --release --features parquet`",
            "docs/scale.md",
            "FROM read_json('FILE.ndjson', sample_size = -1)",
        ] {
            assert!(told.contains(part), "{told}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert_eq!(stderr("export votes --format parquet", 2), told);
    }

    #[test]
    fn formats_are_offered_without_parquet() {
        assert!(stderr("export votes --format markdown", 2).contains("exported as csv, tsv, json"));
        assert!(stderr("list --format docx", 2).contains("[possible values: table, csv, tsv, json, ndjson, markdown"));
    }
}

/// A build with Parquet.
#[cfg(feature = "parquet")]
mod written {
    use std::{
        collections::BTreeSet,
        fs::{self, File},
        path::Path,
        process::{Command, Stdio},
    };

    use jiff::civil::{Date, date};
    use parquet::{
        basic::{LogicalType, Type as Physical},
        file::reader::{FileReader as _, SerializedFileReader},
        record::Field,
    };
    use unvote::report::Kind;

    use super::{
        super::{export::column, stdout},
        stderr, unvote,
    };

    /// The tables, with what chooses their rows.
    const TABLES: [&str; 6] = ["tallies", "votes", "history", "series", "shifts", "agreement --members BY"];

    /// Exports into a file of this folder and opens it.
    fn export(what: &str, folder: &Path) -> SerializedFileReader<File> {
        let path = folder.join("table.parquet");
        let output = unvote(&format!("export {what} -q -o")).arg(&path).output().unwrap();
        assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty(), "{output:?}");
        SerializedFileReader::new(File::open(path).unwrap()).unwrap()
    }

    fn day(days: i32) -> Date {
        date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap()
    }

    /// A value of Parquet as the CSV has it, when it is of the column's type.
    fn cell(kind: Kind, value: &Field) -> Option<String> {
        match (kind, value) {
            (_, Field::Null) => Some(String::new()),
            (Kind::Text | Kind::Code, Field::Str(text)) if !text.is_empty() => Some(text.clone()),
            (Kind::Members, Field::Str(text)) => Some(text.clone()),
            (Kind::Number, Field::Long(number)) => Some(number.to_string()),
            (Kind::Share | Kind::Decimal, Field::Double(decimal)) => Some(decimal.to_string()),
            (Kind::Day, Field::Date(days)) => Some(day(*days).to_string()),
            (Kind::Flag, Field::Bool(flag)) => Some(flag.to_string()),
            _ => None,
        }
    }

    #[test]
    fn every_table_has_the_rows_of_its_csv_in_the_types_that_are_promised() {
        let folder = tempfile::tempdir().unwrap();
        let (mut kinds, mut nulls) = (BTreeSet::new(), 0);
        for what in TABLES {
            let text = stdout(&format!("export {what} -q"));
            let mut csv = csv::Reader::from_reader(text.as_bytes());
            let columns: Vec<_> = csv.headers().unwrap().iter().map(|name| column(name).expect(name)).collect();
            let mut expected = csv.records().map(Result::unwrap);
            let file = export(what, folder.path());
            for row in file.get_row_iter(None).unwrap() {
                let (row, expected) = (row.unwrap().into_columns(), expected.next().expect("a row less"));
                assert_eq!(row.len(), columns.len());
                for (((name, value), column), expected) in row.iter().zip(&columns).zip(&expected) {
                    assert_eq!(*name, column.key);
                    assert_eq!(cell(column.kind, value).as_deref(), Some(expected), "{what}, {name}: {value:?}");
                    nulls += usize::from(*value == Field::Null);
                    kinds.extend((*value != Field::Null).then(|| format!("{:?}", column.kind)));
                }
            }
            assert!(expected.next().is_none(), "{what}: a row more");
        }
        assert!(nulls > 0);
        assert_eq!(
            kinds.into_iter().collect::<Vec<_>>(),
            ["Code", "Day", "Decimal", "Flag", "Members", "Number", "Share", "Text"]
        );
    }

    #[test]
    fn a_vote_is_told_in_typed_columns() {
        let folder = tempfile::tempdir().unwrap();
        let file = export("votes --session ES-11 --members US,Afghanistan", folder.path());
        let rows: Vec<_> = file.get_row_iter(None).unwrap().map(|row| row.unwrap().into_columns()).collect();
        let text = |text: &str| Field::Str(text.to_owned());
        let of = |member: &str| -> Vec<Field> {
            let is = |row: &&Vec<(String, Field)>| row[1].1 == text("A/RES/ES-11/7") && row[12].1 == text(member);
            rows.iter().find(is).unwrap().iter().skip(1).map(|(_, value)| value.clone()).collect()
        };
        // 24 February 2025 is the 20,143rd day after 1 January 1970: 55 years, 14 of them leap years, 31 and 23 days.
        let days = 55 * 365 + 14 + 31 + 23;
        assert_eq!(
            of("USA"),
            [
                text("A/RES/ES-11/7"),
                text("A/ES-11/L.10"),
                Field::Long(4_076_672),
                Field::Null,
                Field::Null,
                Field::Date(days),
                Field::Long(2025),
                text("GA"),
                text("A/ES-11"),
                text("whole text"),
                text("recorded vote"),
                text("USA"),
                Field::Long(2),
                Field::Long(840),
                text("United States"),
                text("WEOG"),
                text("no"),
                Field::Long(-1),
            ]
        );
        // It took no part, which is no position.
        assert_eq!(of("AFG")[16..], [text("non-voting"), Field::Null]);
    }

    #[test]
    fn every_column_may_be_null_has_its_logical_type_and_a_dictionary() {
        let folder = tempfile::tempdir().unwrap();
        for what in TABLES {
            let file = export(what, folder.path());
            for group in file.metadata().row_groups() {
                for chunk in group.columns() {
                    let descr = chunk.column_descr();
                    let kind = column(descr.name()).unwrap().kind;
                    let expected = match kind {
                        Kind::Text | Kind::Code | Kind::Members => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                        Kind::Number => (Physical::INT64, Some(LogicalType::integer(64, true))),
                        Kind::Share | Kind::Decimal => (Physical::DOUBLE, None),
                        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
                        Kind::Flag => (Physical::BOOLEAN, None),
                    };
                    let found = (descr.physical_type(), descr.logical_type_ref().cloned());
                    assert_eq!(found, expected, "{what}, {}", descr.name());
                    assert!(descr.self_type().is_optional(), "{what}, {}", descr.name());
                    // A flag takes a bit as it is.
                    assert_eq!(chunk.dictionary_page_offset().is_some(), kind != Kind::Flag, "{}", descr.name());
                }
            }
        }
    }

    #[test]
    fn the_file_says_where_its_figures_come_from() {
        let folder = tempfile::tempdir().unwrap();
        let file = export("votes --session ES-11 --metadata", folder.path());
        let told = file.metadata().file_metadata().key_value_metadata().unwrap();
        let of = |key: &str| told.iter().find(|one| one.key == key).and_then(|one| one.value.clone()).unwrap();
        assert!(of("source").contains("in the embedded record: UN Digital Library, voting records"), "{told:?}");
        assert!(of("rights").contains("United Nations Dag Hammarskjöld Library"), "{told:?}");
        let beside = fs::read_to_string(folder.path().join("table.parquet-metadata.json")).unwrap();
        let beside: serde_json::Value = serde_json::from_str(&beside).unwrap();
        assert_eq!((beside["url"].as_str(), beside.get("dialect")), (Some("table.parquet"), None));
        let columns = beside["tableSchema"]["columns"].as_array().unwrap();
        let schema = file.metadata().file_metadata().schema_descr();
        assert!(columns.iter().map(|one| one["name"].as_str().unwrap()).eq(schema.columns().iter().map(|c| c.name())));
        // Two files, and nothing unfinished beside them.
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_pipe_gets_the_bytes_of_the_file_and_may_close_early() {
        let folder = tempfile::tempdir().unwrap();
        drop(export("votes", folder.path()));
        let output = unvote("export votes --format parquet").output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty());
        assert!(output.stdout.starts_with(b"PAR1") && output.stdout.ends_with(b"PAR1"));
        assert_eq!(output.stdout, fs::read(folder.path().join("table.parquet")).unwrap());

        let mut program = program("export votes --format parquet").stdout(Stdio::piped()).spawn().unwrap();
        drop(program.stdout.take());
        let output = program.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_terminal_is_not_shown_parquet() {
        // The near end of a new terminal of the system.
        let terminal = File::options().read(true).write(true).open("/dev/ptmx").unwrap();
        let output = program("export votes --format parquet").stdout(terminal).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.starts_with("error: Parquet is not for a terminal: name a file with -o FILE.parquet"), "{told}");
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let output = unvote("export votes -o").arg(folder.path().join("missing/votes.parquet")).output().unwrap();
        assert_eq!(output.status.code(), Some(5));
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write "));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn parquet_is_offered() {
        assert!(stderr("export votes --format markdown", 2).contains("exported as csv, tsv, json, ndjson"));
        assert!(stderr("list --format docx", 2).contains("json, ndjson, markdown, html, parquet"));
    }

    /// The program with standard streams of one's own.
    fn program(arguments: &str) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("unvote"));
        command.args(arguments.split(' ')).stderr(Stdio::piped());
        command.env("UNVOTE_STORE", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-store"));
        command
    }
}
