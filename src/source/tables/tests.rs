//! Tables as people make them, on a few rows.

use proptest::prelude::*;

use crate::{
    record::{Date, Record, Tally, Vote},
    source::{self, Kind, Loaded, Options, SourceError},
};

fn try_load(text: &str, options: &Options) -> Result<Loaded, SourceError> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    std::fs::write(&path, text).expect("a file");
    source::load(&[path], options)
}

fn load(text: &str) -> Loaded {
    try_load(text, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn told(columns: &[(&str, &str)], codes: Option<&str>) -> Options {
    let map = columns.iter().map(|(role, name)| ((*role).to_owned(), (*name).to_owned())).collect();
    Options { map, codes: codes.map(ToOwned::to_owned), ..Options::default() }
}

fn counts(loaded: &Loaded, kind: Kind) -> Vec<(&str, u64, Option<u64>)> {
    let entries = loaded.ledger.entries().iter().filter(|entry| entry.kind == kind);
    entries.map(|entry| (entry.reason.as_str(), entry.count, entry.examples.first().and_then(|e| e.line))).collect()
}

/// Code and letter of every vote of a roll call, and the codes of those not known.
fn votes(record: &Record, symbol: &str) -> (Vec<String>, usize) {
    let id = record.with_symbol(symbol).next().expect("the roll call");
    let (members, roll) = (record.members(), record.roll(id));
    let cast =
        |vote: Vote| roll.cast(vote).iter().map(move |one| format!("{}{}", members.get(one).code, vote.letter()));
    (Vote::ALL.into_iter().flat_map(cast).collect(), roll.not_known.len())
}

#[test]
fn members_stand_in_columns_under_codes_with_names_below() {
    let loaded = load(
        "Resolution,Date,Title,Yes,No,Abstain,No Vote,USA,RUS,NAM,AFG,Colour\n,,,,,,,United States,Russian Federation,Namibia,Angola,\n\
         A/RES/ES-11/8,2025-02-24,The path to peace : resolution / adopted by the General Assembly,1,1,1,1,ABSTAIN,NO,YES,,red\n",
    );
    let (cast, unknown) = votes(&loaded.record, "A/RES/ES-11/8");
    assert_eq!(cast, ["NAMY", "RUSN", "USAA"]);
    // 193 members, four of them with a column, one of which is of nobody: its code is Afghanistan's, its name Angola.
    assert_eq!(unknown, 190);
    let id = loaded.record.ids().next().expect("one");
    let one = loaded.record.roll_call(id);
    assert_eq!(loaded.record.text(one.title), "The path to peace");
    assert_eq!(one.date, Date::new(2025, 2, 24).ok());
    let stated = Tally { yes: 1, no: 1, abstain: 1, non_voting: 1 };
    assert_eq!(loaded.record.tally(id), Some(stated));
    assert_eq!(counts(&loaded, Kind::Skipped), [("code and name of a member disagree; neither is taken", 1, Some(2))]);
    assert!(counts(&loaded, Kind::Note).contains(&("unknown columns, not read", 1, Some(1))));
}

#[test]
fn an_empty_cell_is_no_vote_of_a_state_that_was_no_member_or_not_in_the_council() {
    let loaded = load(
        "symbol,date,USA,SSD,FRA\nA/RES/64/296,2010-09-07,N,,Y\nS/RES/2774(2025),2025-02-24,Y,,A\nA/RES/79/7,,Y,,N\n",
    );
    // South Sudan was admitted on 14 July 2011.
    assert_eq!(votes(&loaded.record, "A/RES/64/296").0, ["FRAY", "USAN"]);
    assert_eq!(votes(&loaded.record, "S/RES/2774(2025)"), (vec!["USAY".to_owned(), "FRAA".to_owned()], 0));
    // The symbol gives the session, and the session its 193 members, South Sudan among them.
    let votes = votes(&loaded.record, "A/RES/79/7");
    assert_eq!((votes.0.join(" "), votes.1), ("USAY FRAN SSDX".to_owned(), 190));
}

#[test]
fn numbers_in_cells_are_read_by_what_the_whole_table_allows() {
    let table = |cells: &str| format!("rcid,date,USA,RUS,GBR,DDR\n9101,1985-12-10,{cells}\n9102,1985-12-11,1,1,1,1\n");
    let loaded = load(&table("1.0,3,8,2"));
    let id = loaded.record.ids().next().expect("one");
    assert_eq!(loaded.record.roll_call(id).rcid, Some(9101));
    let count = |loaded: &Loaded| {
        let id = loaded.record.ids().next().expect("one");
        loaded.record.roll(id).tally()
    };
    assert_eq!(count(&loaded), Tally { yes: 1, no: 1, abstain: 1, non_voting: 1 });
    assert_eq!(count(&load(&table("1,-1,0,-1"))), Tally { yes: 1, no: 2, abstain: 1, non_voting: 0 });
    let error = try_load(&table("1,2,3,1"), &Options::default()).expect_err("ambiguous").to_string();
    assert!(error.contains("1, 2, 3") && error.contains("--codes"), "{error}");
    let loaded = try_load(&table("1,2,3,1"), &told(&[], Some("voeten"))).expect("told");
    assert_eq!(count(&loaded), Tally { yes: 2, no: 1, abstain: 1, non_voting: 0 });
    let loaded = try_load(&table("1,2,3,1"), &told(&[], Some("yes=1,no=2,abstain=3"))).expect("told");
    assert_eq!(count(&loaded), Tally { yes: 2, no: 1, abstain: 1, non_voting: 0 });
}

#[test]
fn a_number_that_stands_for_two_roll_calls_makes_two() {
    let loaded = load("rcid,date,USA,RUS\n411,1954-12-03,Y,N\n411,2023-12-04,N,N\n");
    assert_eq!(loaded.record.len(), 2);
    let reason = "numbers that stand for more than one roll call; each row is kept";
    assert_eq!(counts(&loaded, Kind::Disagreement), [(reason, 1, None)]);
}

#[test]
fn members_stand_in_rows_under_symbols_of_roll_calls() {
    let loaded = load(
        "Country;A/RES/ES-11/7;a/es-11/l.11;Remarks\ndate;2025-02-24;2025-02-24;\nUnited States;N;A;x\nNamibia;Y;;\nAtlantis;Y;Y;\nFrance;Q;Y;\nNA;Y;;\n",
    );
    assert_eq!(votes(&loaded.record, "A/RES/ES-11/7"), (vec!["NAMY".to_owned(), "USAN".to_owned()], 191));
    assert_eq!(votes(&loaded.record, "A/ES-11/L.11").0, ["FRAY", "USAA", "NAMX"]);
    // `NA` among names is no name, and not Namibia.
    assert_eq!(counts(&loaded, Kind::Skipped), [("unknown members", 2, Some(5)), ("unknown vote codes", 1, Some(6))]);
}

#[test]
fn a_row_a_vote_under_whatever_names() {
    let text = "Symbol\tISO3\tState\tVote\tDate\nA/RES/ES-11/7\tUSA\tUnited States\tagainst\t2025-02-24\n\
                A/RES/ES-11/7\t\tCôte d'Ivoire\tin favour\t2025-02-24\nA/RES/ES-11/7\tUSA\t\tyes\t2025-02-24\n\
                A/RES/ES-11/7\tFRA\t\t\t2025-02-24\n\tFRA\t\tyes\t2025-02-24\nA/RES/ES-11/7\tEU\t\tyes\t2025-02-24\n";
    let loaded = load(text);
    assert_eq!(votes(&loaded.record, "A/RES/ES-11/7"), (vec!["CIVY".to_owned(), "USAN".to_owned()], 191));
    assert_eq!(
        counts(&loaded, Kind::Skipped),
        [
            ("rows that contradict an earlier one", 1, Some(4)),
            ("rows without a vote", 1, Some(5)),
            ("unknown members", 1, Some(7)),
            ("rows that do not say which roll call they belong to", 1, Some(6)),
        ]
    );
}

#[test]
fn the_user_says_which_column_holds_what() {
    let text = "text no.,who,how\nA/RES/79/7,Kenya,1\nA/RES/79/7,Norway,2\n";
    let error = try_load(text, &Options::default()).expect_err("unknown header").to_string();
    assert!(error.contains("columns found: text no., who, how"), "{error}");
    assert!(error.ends_with("--roles 'resolution=text no.,member=who,vote=how'"), "{error}");
    let columns = [("resolution", "text no."), ("member", "who"), ("vote", "How")];
    let loaded = try_load(text, &told(&columns, Some("yes=1,no=2"))).expect("told");
    assert_eq!(votes(&loaded.record, "A/RES/79/7"), (vec!["KENY".to_owned(), "NORN".to_owned()], 191));
    let wrong = [("resolution", "text no."), ("member", "whom"), ("vote", "how")];
    let error = try_load(text, &told(&wrong, Some("yes=1,no=2"))).expect_err("no such column").to_string();
    assert!(error.contains("no column is called 'whom', nor is it a member; did you mean who?"), "{error}");
}

#[test]
fn two_votes_on_one_text_on_two_days_are_two_roll_calls() {
    let loaded = load(
        "draft,country,vote,date\nA/79/L.6,USA,yes,2024-10-30\nA/79/L.6,FRA,yes,2024-10-30\nA/79/L.6,USA,no,2024-10-31\n",
    );
    assert_eq!(loaded.record.len(), 2);
}

proptest! {
    #[test]
    fn no_table_breaks_a_reader(
        header in prop::sample::subsequence(vec!["symbol", "rcid", "date", "vote", "country", "USA", "FRA", "A/RES/79/7", "me", "draft", "vetoed by", "yes", "no", "abstain", "amended_vote"], 2..9),
        cells in prop::collection::vec("(A/RES/7[0-9]/[0-9]|USA|France|date|[1-9](\\.0)?|-1|Y|NO|\\PC{0,6})?", 0..40),
    ) {
        let width = header.len();
        let mut text = header.join(",");
        for row in cells.chunks(width) {
            text.push('\n');
            text.push_str(&row.iter().map(|cell| cell.replace(['"', '\n', '\r'], "")).collect::<Vec<_>>().join(","));
        }
        for codes in [None, Some("voeten")] {
            let _ = try_load(&text, &told(&[], codes));
        }
    }
}
