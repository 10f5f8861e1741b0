//! Inputs that went wrong once, one folder a case beside the project, each with what its README says is right.

use std::path::PathBuf;

use assert_cmd::Command;

use super::shared;

/// A file of a case.
fn file(case: &str) -> PathBuf {
    shared("cases").join(case)
}

/// What the program prints of a case's file, what it says beside, and its exit code.
fn run(arguments: &str, case: &str) -> (String, String, Option<i32>) {
    let mut command = Command::cargo_bin("unvote").unwrap();
    command.env("UNVOTE_STORE", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-store")).env("COLUMNS", "200");
    let output = command.args(arguments.split_whitespace()).arg("--data").arg(file(case)).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

fn answer(arguments: &str, case: &str) -> String {
    let (out, err, code) = run(arguments, case);
    assert_eq!(code, Some(0), "{case}: {arguments}: {err}");
    out
}

fn error(arguments: &str, case: &str, expected: i32) -> String {
    let (out, err, code) = run(arguments, case);
    assert_eq!((code, out.as_str()), (Some(expected), ""), "{case}: {arguments}: {err}");
    err
}

/// The cells of a CSV answer, row by row.
fn cells(arguments: &str, columns: &str, case: &str) -> Vec<String> {
    let text = answer(&format!("{arguments} --format csv --columns {columns}"), case);
    text.lines().skip(1).map(ToOwned::to_owned).collect()
}

/// The votes that are known: `AUT,yes`.
fn votes(arguments: &str, case: &str) -> Vec<String> {
    let all = cells(&format!("export votes {arguments}"), "member,vote", case);
    all.into_iter().filter(|vote| !vote.ends_with("not known")).collect()
}

/// Everything that the account of loading tells.
fn account(case: &str) -> String {
    answer("data --format json", case)
}

#[track_caller]
fn holds(arguments: &str, case: &str, expected: &[&str]) {
    assert_eq!(votes(arguments, case), expected, "{case}");
}

#[test]
#[ignore = "needs the real files in ../shared/cases"]
fn every_seat_and_every_scheme_of_letters_is_the_right_one() {
    let case = "01-wide-two-columns-one-seat/votes.csv";
    holds("A/RES/37/10", case, &["FRA,yes", "SUN,yes", "USA,no"]);
    holds("A/RES/60/10", case, &["FRA,yes", "RUS,yes", "USA,no"]);
    assert!(!account(case).contains("\"skipped\""));
    let case = "02-cow-letters/votes.csv";
    let right = ["AUS,no", "AUT,yes", "DEU,no", "GBR,no", "SVK,abstain", "SVN,non-voting", "USA,no"];
    holds("", case, &right);
    assert!(account(case).contains("Correlates of War"));
    holds("", "03-code-against-name/votes.csv", &["AUS,no", "AUT,yes"]);
    let case = "23-voeten-without-ccode/votes.csv";
    holds("A/RES/68/32", case, &["AUS,no", "AUT,yes", "GBR,abstain", "HTI,non-voting"]);
    holds("", "25-cs-in-2004/votes.csv", &["FRA,no", "SCG,yes"]);
    holds("", "20-names/votes.csv", &["COG,yes", "FSM,yes", "IRN,yes", "KGZ,yes", "VEN,yes"]);
}

#[test]
#[ignore = "needs the real files in ../shared/cases"]
fn joined_tables_matrices_and_days_are_read_in_full() {
    let case = "04-unvotes-joined/joined.csv";
    let calls = cells("list --reverse", "symbol,date,session,matter,title", case);
    let expected =
        ["A/RES/64/91,2009-12-10,A/64,whole text,REFUGEES", "A/RES/64/92,2009-12-10,A/64,paragraph,REFUGEES"];
    assert_eq!(calls, expected);
    holds("A/RES/64/91", case, &["BRA,yes", "CAN,no", "USA,no"]);
    let case = "05-day-first-dates/roll_calls.csv";
    assert_eq!(cells("list --reverse", "date", case), ["2003-11-04", "2003-12-03", "2003-12-23"]);
    assert!(account(case).contains("day first"));
    let case = "06-other-dates/votes.csv";
    assert_eq!(cells("list --year 1989", "date", case), ["1989-11-13"]);
    holds("", case, &["FRA,yes", "USA,no"]);
    let case = "07-members-in-rows-whole-record/matrix.csv";
    let all = votes("", case);
    let count = |vote: &str| all.iter().filter(|one| *one == vote).count();
    assert_eq!((all.len(), count("FRA,yes"), count("USA,no")), (8400, 4200, 4200));
    let case = "08-rcid-columns/matrix.csv";
    let right = ["5044,AFG,abstain", "5044,FRA,abstain", "5044,USA,no", "5045,AFG,yes", "5045,FRA,yes", "5045,USA,no"];
    let found = cells("export votes", "rcid,member,vote", case);
    assert_eq!(found[..6], right);
    assert_eq!(found[6..], ["5046,AFG,yes", "5046,FRA,no", "5046,USA,abstain"]);
    let case = "26-members-in-rows-without-days/matrix.csv";
    holds("A/RES/76/161", case, &["BRA,yes", "FRA,no", "RUS,yes"]);
    holds("A/RES/40/97", case, &["BRA,yes", "FRA,abstain", "SUN,yes", "YUG,yes"]);
    assert_eq!(cells("list --session 76", "symbol", case), ["A/RES/76/161"]);
    assert!(error("list --year 2021", case, 1).contains("the day of 2 is not known"));
}

#[test]
#[ignore = "needs the real files in ../shared/cases"]
fn forms_of_others_are_read_or_refused_with_the_line_that_helps() {
    let case = "09-marcxml/record.xml";
    holds("A/RES/78/901", case, &["AFG,yes", "FRA,abstain", "NRU,non-voting", "USA,no"]);
    assert_eq!(cells("list", "date,draft", case), ["2023-11-09,A/78/L.901"]);
    // What needs a feature, or is still to be read, is refused with the line to type.
    for (case, line, right) in [
        ("10-json-rows/votes.json", "pandas.read_json", "FRA,yes USA,no"),
        ("11-excel/votes.xlsx", "CSV UTF-8", ""),
        ("13-parquet/votes.parquet", "read_parquet", ""),
        ("22-press-release/press.txt", "--roles", ""),
    ] {
        let (out, err, code) = run("export votes --format csv --columns member,vote", case);
        let known: Vec<&str> = out.lines().skip(1).filter(|vote| !vote.ends_with("not known")).collect();
        match code {
            Some(0) => assert!(!known.is_empty() && right.split(' ').all(|vote| out.contains(vote)), "{case}: {out}"),
            _ => assert!(err.contains(line), "{case}: {err}"),
        }
    }
    assert!(error("data", "12-r-data/un_votes.rda", 3).contains("write.csv("));
    let case = "14-r-na/ga_voting.csv";
    holds("", case, &["FRA,yes", "NAM,no"]);
    assert_eq!(cells("list", "symbol,draft", case), ["A/RES/79/904,"]);
    assert!(!account(case).contains("\"skipped\"") && !account(case).contains("\"disagreement\""));
    assert_eq!(error("search NA", case, 1).lines().count().min(1), 1);
    let case = "17-kaggle-general-assembly";
    holds("A/RES/44/1", case, &["FRA,yes", "HTI,non-voting", "USA,no"]);
    assert_eq!(cells("list", "symbol,date", case), ["A/RES/44/1,1989-11-13"]);
    let case = "18-vetoes-one-row-each/vetoes.csv";
    let mut vetoes = cells("vetoes", "draft,vetoed_by", case);
    vetoes.sort();
    assert_eq!(vetoes, ["S/2020/654,CHN RUS", "S/2022/155,RUS"]);
    let case = "27-one-vote-two-columns/votes.csv";
    assert!(error("data", case, 3).contains("votes.csv --roles resolution=A/RES/ES-11/1"));
    holds("--roles resolution=A/ES-11/1", case, &["BLR,no", "FRA,yes", "HTI,non-voting", "IND,abstain"]);
}

#[test]
#[ignore = "needs the real files in ../shared/cases"]
fn what_is_known_in_part_is_told_as_a_part() {
    let case = "15-totals-only/roll_calls.csv";
    let numbers = cells("export tallies", "yes,no,abstain,non_voting,members,counted", case);
    assert_eq!(numbers, ["179,3,2,7,191,false"]);
    assert!(error("against R/58/7", case, 1).contains("3 voted against; the source does not say who"));
    let case = "16-unres-without-symbol/votes.csv";
    assert!(answer("tally R/5/235D", case).contains("no symbol (R/5/235D)"));
    assert_eq!(cells("list", "rcid,source_name", case), ["183,R/5/235D"]);
    holds("R/5/235D", case, &["CAN,abstain", "CUB,non-voting", "SUN,no", "USA,yes"]);
    let case = "19-vote-words/sc.csv";
    holds("", case, &["CHN,non-voting", "FRA,yes", "GBR,yes", "SUN,abstain", "USA,yes"]);
    assert!(!account(case).contains("\"skipped\"") && !account(case).contains("unknown columns"));
    let case = "21-paragraph-votes/votes.csv";
    holds("A/RES/78/40 --matter whole", case, &["FRA,abstain", "USA,no"]);
    holds("A/RES/78/40 --matter paragraph", case, &["FRA,no", "USA,no"]);
    for (file, known) in [("long", 1), ("wide", 2), ("transposed", 2)] {
        let case = format!("28-partial-table-without-a-date/{file}-no-date.csv");
        let told = answer("tally A/RES/79/1", &case);
        assert!(
            told.contains(&format!("NOT KNOWN how it ended: the votes of {known} of 193 members are known")),
            "{told}"
        );
    }
}

#[test]
#[ignore = "needs the real files in ../shared/cases"]
fn what_is_said_twice_is_one_and_what_contradicts_is_told() {
    let case = "29-one-roll-call-split/long-blank-date.csv";
    assert_eq!(cells("list", "symbol,date", case), ["A/RES/79/1,2024-09-22"]);
    holds("", case, &["DEU,yes", "FRA,yes", "RUS,no"]);
    let case = "29-one-roll-call-split/long-symbol-forms.csv";
    assert_eq!(cells("list", "symbol", case), ["A/RES/79/1"]);
    holds("", case, &["CHN,no", "DEU,yes", "FRA,yes", "MLI,no", "RUS,no"]);
    let case = "29-one-roll-call-split/transposed-twice.csv";
    assert!(account(case).contains("yes on line 2, then no"));
    assert!(error("data --strict", case, 3).contains("contradict"));
    for file in [
        "dupkeys.json", "json-source-range.json", "long-title-differs.csv", "out-undlid.csv", "own-empty-vote.csv",
        "trio-contradict.csv", "undl-col-twice.csv", "voeten-flags-differ.tab",
    ] {
        let told = error("data --strict", &format!("30-lost-without-a-word/{file}"), 3);
        assert!(told.contains("not used, and --strict is set") && told.contains("on line "), "{file}: {told}");
    }
    let consensus = cells("export tallies", "modality,outcome", "30-lost-without-a-word/out-modality.csv");
    assert!(consensus.contains(&"without a vote,adopted".to_owned()));
    let both = cells("list", "symbol", "30-lost-without-a-word/dup-names.zip");
    assert!(["A/RES/80/4", "S/RES/2774"].iter().all(|symbol| both.iter().any(|one| one == symbol)), "{both:?}");
}

#[test]
#[ignore = "needs the real files in ../shared/cases"]
fn nothing_in_a_title_steers_a_terminal() {
    let case = "31-hostile-titles/hostile-titles.csv";
    let steers = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{2066}\u{2069}\u{200f}\u{61c}".contains(c);
    for arguments in ["list", "show A/RES/79/1", "tally A/RES/79/3 --format json", "list --format ndjson"] {
        let found: Vec<char> = answer(arguments, case).chars().filter(|c| steers(*c)).collect();
        assert!(found.is_empty(), "{arguments}: {found:?}");
    }
}
