//! Tables of one's own in every layout that people have: what is read of them, and what is said where it cannot be.

use std::collections::HashMap;
use std::fs;

use super::unvote;

/// Files in a folder that is removed at the end.
pub(super) struct Files(tempfile::TempDir);

impl Files {
    /// A folder with these files, by name and text.
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    /// The folder.
    pub(super) fn path(&self) -> &std::path::Path {
        self.0.path()
    }

    /// What a command prints of the whole folder; it succeeds, whatever it warns of.
    pub(super) fn answer(&self, arguments: &str) -> String {
        let output = unvote(arguments).arg("--data").arg(self.0.path()).output().unwrap();
        assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// One column of the CSV that a command prints.
    pub(super) fn column(&self, arguments: &str, name: &str) -> Vec<String> {
        let text = self.answer(&format!("{arguments} --format csv"));
        let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize::<HashMap<String, String>>();
        rows.map(|row| row.unwrap().remove(name).unwrap()).collect()
    }

    /// What a command says when it fails.
    pub(super) fn error(&self, arguments: &str) -> String {
        let output = unvote(arguments).arg("--data").arg(self.0.path()).output().unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{arguments} succeeded");
        String::from_utf8(output.stderr).unwrap()
    }

    /// The account of loading: kind, reason, how often, first cases.
    pub(super) fn account(&self) -> Vec<[String; 4]> {
        let text = self.answer("data --format json");
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        let all: Vec<&serde_json::Value> = find(&report, "account");
        let text =
            |row: &serde_json::Value, key: &str| row[key].as_str().map_or_else(|| row[key].to_string(), str::to_owned);
        let rows = all.into_iter().flat_map(|rows| rows.as_array().unwrap());
        rows.map(|row| ["kind", "reason", "count", "examples"].map(|key| text(row, key))).collect()
    }
}

/// Every value under a key, however deep.
fn find<'j>(json: &'j serde_json::Value, key: &str) -> Vec<&'j serde_json::Value> {
    match json {
        serde_json::Value::Object(map) => {
            map.iter().flat_map(|(name, value)| if name == key { vec![value] } else { find(value, key) }).collect()
        }
        serde_json::Value::Array(items) => items.iter().flat_map(|item| find(item, key)).collect(),
        _ => Vec::new(),
    }
}

const SPREADSHEET: &str = "SESSION,RCID,ABSTAIN,YES,NO,DATE,UNRES,AMEND,PARA,SHORT\n\
    58,4470,2,179,3,4/11/2003,R/58/7,0,0,CUBA EMBARGO\n58,4480,7,155,8,3/12/2003,R/58/22,0,0,JERUSALEM\n";

#[test]
fn a_file_with_a_day_above_12_in_front_is_read_day_first() {
    let files =
        Files::new(&[("roll_calls.csv", &format!("{SPREADSHEET}58,4460,5,157,10,23/12/2003,R/58/229,0,0,X\n"))]);
    assert_eq!(files.column("list --reverse", "date"), ["2003-11-04", "2003-12-03", "2003-12-23"]);
    let account = files.account();
    assert_eq!(account[0][1], "days read day first, as 23/12/2003 on line 4 shows");
    assert_eq!(files.column("list --dates month-first", "date"), ["", "2003-04-11", "2003-03-12"]);
}

#[test]
fn a_file_with_a_day_above_12_behind_is_read_month_first() {
    let files =
        Files::new(&[("roll_calls.csv", &format!("{SPREADSHEET}58,4460,5,157,10,12/23/2003,R/58/229,0,0,X\n"))]);
    assert_eq!(files.column("list --reverse", "date"), ["2003-03-12", "2003-04-11", "2003-12-23"]);
}

#[test]
fn the_session_decides_where_no_number_is_above_12() {
    // The 58th session began on 16 September 2003.
    let files = Files::new(&[("roll_calls.csv", SPREADSHEET)]);
    assert_eq!(files.column("list --reverse", "date"), ["2003-11-04", "2003-12-03"]);
    for table in [
        "resolution,date,country,vote\nA/RES/58/7,4/11/2003,USA,no\n",
        "resolution,date,USA,FRA\nA/RES/58/7,4/11/2003,N,Y\n",
        "country,A/RES/58/7\ndate,4/11/2003\nUSA,N\n",
    ] {
        assert_eq!(Files::new(&[("t.csv", table)]).column("list", "date"), ["2003-11-04"], "{table}");
    }
}

#[test]
fn a_file_that_shows_no_order_or_both_asks_for_one() {
    for table in [
        "draft,date,country,vote\nA/C.1/L.7,4/11/2003,USA,no\n",
        "draft,date,USA,FRA\nA/C.1/L.7,4/11/2003,N,Y\n",
        "country,A/C.1/L.7\ndate,4/11/2003\nUSA,N\n",
    ] {
        let files = Files::new(&[("t.csv", table)]);
        let error = files.error("list");
        assert!(error.contains("days such as '4/11/2003' (line 2) can be read in two ways"), "{error}");
        assert!(error.contains("--dates day-first or --dates month-first"), "{error}");
        assert_eq!(files.column("list --dates day-first", "date"), ["2003-11-04"]);
        assert_eq!(files.column("list --dates month-first", "date"), ["2003-04-11"]);
    }
    let both = "draft,date,country,vote\nA/C.1/L.7,23/11/2003,USA,no\nA/C.1/L.8,11/24/2003,USA,no\n";
    let error = Files::new(&[("t.csv", both)]).error("list");
    assert!(error.contains("'23/11/2003' (line 2) with the day first, '11/24/2003' (line 3)"), "{error}");
}

#[test]
fn the_library_s_file_is_read_after_a_trip_through_a_spreadsheet_too() {
    let head = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_yes,total_no,total_abstentions";
    let row = "1,USA,UNITED STATES,N,4/11/2003,58,A/RES/58/7,Embargo,0,1,0";
    let files = Files::new(&[("ga.csv", &format!("{head}\n{row}\n"))]);
    assert_eq!(files.column("list", "date"), ["2003-11-04"]);
}

#[test]
fn days_as_catalogues_write_them_are_read_and_others_are_named() {
    let table = "resolution,vote_date,country,vote\nA/RES/44/1,19891113,USA,no\nA/RES/44/1,19891113,FRA,yes\n";
    assert_eq!(Files::new(&[("t.csv", table)]).column("list --year 1989", "date"), ["1989-11-13"]);
    let files = Files::new(&[("t.csv", "resolution,date,country,vote\nA/RES/44/1,32825,USA,no\n")]);
    let account = files.account();
    let skipped = account.iter().find(|row| row[0] == "skipped").unwrap();
    assert_eq!(
        skipped[1],
        "days in a form that is not read; 2003-11-04, 20031104, 4/11/2003, 4.11.2003 and 4 November 2003 are"
    );
    assert_eq!(skipped[3], "line 2, 32825");
    assert!(files.error("list --strict").contains("first on line 2"));
}

#[test]
fn a_paragraph_and_an_amendment_are_told_from_the_text_in_every_layout() {
    let long = "rcid,resolution,para,amend,date,country,vote\n1,A/RES/78/40,1,0,2023-12-04,USA,no\n\
        1,A/RES/78/40,1,0,2023-12-04,FRA,no\n2,A/RES/78/40,0,0,2023-12-04,USA,no\n2,A/RES/78/40,0,0,2023-12-04,FRA,abstain\n";
    let unnumbered = "resolution,para,country,vote\nA/RES/78/40,TRUE,USA,no\nA/RES/78/40,TRUE,FRA,no\n\
        A/RES/78/40,FALSE,USA,no\nA/RES/78/40,FALSE,FRA,abstain\n";
    let wide = "resolution,para,date,USA,FRA\nA/RES/78/40,1,2023-12-04,N,N\nA/RES/78/40,0,2023-12-04,N,A\n";
    let named = "resolution,para,date,USA,FRA\n,,,United States,France\nA/RES/78/40,1,2023-12-04,N,N\nA/RES/78/40,0,2023-12-04,N,A\n";
    let in_rows = "country,A/RES/78/40,A/RES/78/40\npara,1,0\nUSA,N,N\nFRA,N,A\n";
    for table in [long, unnumbered, wide, named, in_rows] {
        let files = Files::new(&[("t.csv", table)]);
        assert_eq!(files.column("list --reverse", "matter"), ["paragraph", "whole text"], "{table}");
        let whole = "show A/RES/78/40 --matter whole --members US,FR";
        assert_eq!(files.column(whole, "vote"), ["abstain", "no"], "{table}");
        assert_eq!(files.account().iter().filter(|row| row[0] != "note").count(), 0, "{table}");
    }
    let amended = "resolution,amend,para,USA,FRA\nA/RES/78/40,1,1,N,N\n";
    assert_eq!(Files::new(&[("t.csv", amended)]).column("list", "matter"), ["amendment"]);
}

#[test]
fn one_roll_call_in_several_forms_of_its_symbol_is_one() {
    let forms = "resolution,country,vote\nA/RES/79/1,France,yes\na/res/79/1,Germany,yes\nA/RES/79/1 ,Russia,no\n\
        A/RES/79/1,Mali,no\nA/RES/79/01,China,no\n";
    let blank = "resolution,date,country,vote\nA/RES/79/1,,France,yes\nA/RES/79/1,2024-09-22,Germany,yes\nA/RES/79/1,,Russia,no\n";
    let early = "resolution,country,vote\nA/RES/3379(XXX),France,no\nA/RES/30/3379,Mali,yes\n";
    let council = "resolution,country,vote\nS/RES/2774,France,abstain\nS/RES/2774 (2025),China,yes\n";
    let in_rows = "member,A/RES/79/1,A/RES/79/01\nFrance,Y,Y\nGermany,Y,Y\n";
    for (table, cast) in [(forms, 5), (blank, 3), (early, 2), (council, 2), (in_rows, 2)] {
        let files = Files::new(&[("t.csv", table)]);
        let symbols = files.column("list", "symbol");
        assert_eq!(symbols.len(), 1, "{table}");
        let votes = files.column("export votes", "vote");
        let known = votes.iter().filter(|vote| ["yes", "no", "abstain"].contains(&vote.as_str())).count();
        assert_eq!(known, cast, "{table}");
    }
    assert_eq!(Files::new(&[("t.csv", blank)]).column("list", "date"), ["2024-09-22"]);
}

#[test]
fn a_row_without_a_day_that_may_be_of_two_votes_is_left_out() {
    let table =
        "draft,date,country,vote\nA/79/L.6,,Mali,yes\nA/79/L.6,2024-10-30,France,yes\nA/79/L.6,2024-10-31,France,no\n";
    let files = Files::new(&[("t.csv", table)]);
    assert_eq!(files.column("list --reverse", "date"), ["2024-10-30", "2024-10-31"]);
    let skipped = "skipped,t.csv,rows that fit more than one roll call of their symbol,1,\"line 2, A/79/L.6\"";
    assert!(files.answer("data --format csv --table account").contains(skipped));
    assert!(files.error("list --strict").contains("first on line 2"));
}

#[test]
fn cells_of_one_roll_call_that_contradict_each_other_are_told_with_both_lines() {
    let in_rows = "member,A/RES/79/1,A/RES/79/1\nFrance,Y,N\nGermany,Y,Y\n";
    let long = "resolution,country,vote\nA/RES/79/1,France,yes\nA/RES/79/1,Germany,yes\na/res/79/1,France,no\n";
    let wide = "resolution,France,Germany\nA/RES/79/1,Y,Y\na/res/79/1,N,Y\n";
    for (table, first, then) in [(in_rows, 2, 2), (long, 2, 4), (wide, 2, 3)] {
        let files = Files::new(&[("t.csv", table)]);
        assert_eq!(files.column("list", "symbol"), ["A/RES/79/1"], "{table}");
        let account = files.account();
        let skipped = account.iter().find(|row| row[0] == "skipped").unwrap();
        assert_eq!(skipped[3], format!("line {then}, A/RES/79/1 FRA: yes on line {first}, then no"), "{table}");
        assert!(files.error("list --strict").contains("rows that contradict an earlier one"), "{table}");
    }
}

#[test]
fn members_stand_in_rows_of_any_width() {
    let symbols: String = (1..=4200).map(|number: u32| ",A/RES/32/".to_owned() + &number.to_string()).collect();
    let row = |name: &str, vote: &str| format!("{name}{}\n", vote.repeat(4200));
    let table = format!("country{symbols}\n{}{}", row("USA", ",N"), row("FRA", ",Y"));
    let files = Files::new(&[("t.csv", &table)]);
    let votes = files.column("export votes --members US,FR", "vote");
    let count = |vote: &str| votes.iter().filter(|cast| *cast == vote).count();
    assert_eq!((votes.len(), count("no"), count("yes")), (8400, 4200, 4200));
}

#[test]
fn a_row_that_would_fill_memory_is_refused() {
    let files = Files::new(&[("t.csv", &format!("country{}\n", ",A/RES/32/1".repeat(1_000_000)))]);
    assert!(files.error("list").contains("line 1: a row is larger than the limit of 8388608 bytes"));
}

const ROLL_CALLS: &str = "rcid,session,importantvote,date,unres,amend,para,short,descr\n\
    5000,64,0,2009-12-10,R/64/91,0,0,REFUGEES,made-up text\n5001,64,0,2009-12-10,R/64/92,0,1,REFUGEES,made-up paragraph\n";

#[test]
fn votes_that_are_joined_with_their_roll_calls_keep_what_is_said_of_these() {
    let plain = "rcid,country,country_code,vote,session,importantvote,date,unres,amend,para,short,descr\n\
        5000,United States,US,no,64,0,2009-12-10,R/64/91,0,0,REFUGEES,made-up text\n\
        5000,Canada,CA,no,64,0,2009-12-10,R/64/91,0,0,REFUGEES,made-up text\n\
        5000,Brazil,BR,yes,64,0,2009-12-10,R/64/91,0,0,REFUGEES,made-up text\n\
        5001,Brazil,BR,abstain,64,0,2009-12-10,R/64/92,0,1,REFUGEES,made-up paragraph\n";
    // The other way round, with the row numbers of R and the suffixes of a join.
    let suffixed = "\"\",rcid,session.x,importantvote,date,unres,amend,para,short,descr,country,country_code,vote\n\
        1,5000,64,0,2009-12-10,R/64/91,0,0,REFUGEES,made-up text,United States,US,no\n\
        2,5000,64,0,2009-12-10,R/64/91,0,0,REFUGEES,made-up text,Canada,CA,no\n\
        3,5000,64,0,2009-12-10,R/64/91,0,0,REFUGEES,made-up text,Brazil,BR,yes\n\
        4,5001,64,0,2009-12-10,R/64/92,0,1,REFUGEES,made-up paragraph,Brazil,BR,abstain\n";
    let pandas = suffixed.replace("\"\",", "Unnamed: 0,").replace("session.x", "session_x");
    for table in [plain, suffixed, &pandas] {
        let files = Files::new(&[("joined.csv", table)]);
        assert_eq!(files.column("list --reverse --year 2009", "symbol"), ["A/RES/64/91", "A/RES/64/92"], "{table}");
        assert_eq!(files.column("list --reverse", "matter"), ["whole text", "paragraph"]);
        assert_eq!(files.column("list", "title"), ["REFUGEES", "REFUGEES"]);
        let tally = files.answer("tally A/RES/64/91");
        assert!(tally.contains("10 December 2009") && tally.contains("Canada"), "{tally}");
        assert!(files.account().iter().all(|row| row[0] == "note"), "{:?}", files.account());
        files.answer("list --strict");
    }
}

#[test]
fn votes_that_are_doubled_by_issues_count_once_and_keep_the_issues() {
    let table = "rcid,country,country_code,vote,session,date,unres,short_name,issue\n\
        5000,Canada,CA,no,64,2009-12-10,R/64/91,me,Palestinian conflict\n\
        5000,Canada,CA,no,64,2009-12-10,R/64/91,hr,Human rights\n5000,Brazil,BR,yes,64,2009-12-10,R/64/91,me,Palestinian conflict\n\
        5001,Canada,CA,yes,64,2009-12-10,R/64/92,NA,NA\n";
    let files = Files::new(&[("joined.csv", table)]);
    for issue in ["me", "hr"] {
        assert_eq!(files.column(&format!("list --topic {issue}"), "symbol"), ["A/RES/64/91"]);
    }
    assert_eq!(files.column("show A/RES/64/91 --members CA", "vote"), ["no"]);
    assert!(files.account().iter().all(|row| row[0] == "note"), "{:?}", files.account());
    let contradicts = format!("{table}5000,Canada,CA,yes,64,2009-12-10,R/64/91,di,Arms control and disarmament\n");
    assert!(Files::new(&[("joined.csv", &contradicts)]).error("list --strict").contains("contradict"));
    let differs = format!("{table}5000,Mali,ML,yes,64,2009-12-11,R/64/91,NA,NA\n");
    assert!(Files::new(&[("joined.csv", &differs)]).error("list --strict").contains("differ in its columns"));
}

#[test]
fn numbers_of_roll_calls_over_the_columns_of_members_in_rows_are_joined_with_what_describes_them() {
    let matrix = "country,5000.0,5001.0,5046.0\nAfghanistan,0,1,1\nUnited States,-1,-1,0\nFrance,NaN,1,-1\n";
    let indexed = matrix.replace("country,5", "rcid,5").replace("Afgh", "country,,,\nAfgh");
    let of_r = matrix.replace("5000.0,5001.0,5046.0", "X5000,X5001,X5046");
    for matrix in [matrix, &indexed, &of_r] {
        let alone = Files::new(&[("matrix.csv", matrix)]);
        assert_eq!(alone.column("list", "symbol"), ["", "", ""], "{matrix}");
        let account = alone.account();
        let told = |reason: &str| account.iter().any(|row| row[1] == reason);
        assert!(told("vote codes read as 1 yes, 0 abstain, -1 no"), "{account:?}");
        assert!(told("roll calls known only by their number; give roll_calls.csv as well"), "{account:?}");
        let both = Files::new(&[("matrix.csv", matrix), ("roll_calls.csv", ROLL_CALLS)]);
        assert_eq!(both.column("list --reverse", "symbol"), ["", "A/RES/64/91", "A/RES/64/92"], "{matrix}");
        assert_eq!(
            both.column("show A/RES/64/91 --members AF,US,FR", "vote"),
            ["abstain", "non-voting", "no"],
            "{matrix}"
        );
    }
    // The others have no row, so that the votes of three of 192 members decide nothing.
    let both = Files::new(&[("matrix.csv", matrix), ("roll_calls.csv", ROLL_CALLS)]);
    assert!(both.answer("tally A/RES/64/91").contains("NOT KNOWN how it ended"));
    // Numbers that are all years are none of roll calls.
    let years = Files::new(&[("t.csv", "country,1990,1991\nFrance,1,-1\n")]);
    assert!(years.error("list").contains("no known header"));
}

#[test]
fn strict_fails_on_a_column_that_nobody_reads() {
    let files = Files::new(&[("t.csv", "resolution,country,vote,colour\nA/RES/79/1,France,yes,red\n")]);
    assert!(files.error("list --strict").contains("unknown columns, not read (1, first on line 1)"));
    files.answer("list");
}
