//! Every real file beside the project loads whole, with the counts that the folder's README gives.

use unvote::{
    record::{Body, Outcome, Record, Vote},
    source::{self, Kind, Loaded, Options},
};

use super::{PACKAGE, data, load};

/// How often each vote stands in a record: yes, no, abstain, non-voting.
fn votes(record: &Record) -> [usize; 4] {
    Vote::ALL.map(|vote| record.ids().map(|id| record.roll(id).cast(vote).len()).sum())
}

/// Everything that is told of a load but notes: kind, reason, count.
fn account(loaded: &Loaded) -> Vec<(Kind, &str, u64)> {
    let entries = loaded.ledger.entries().iter().filter(|entry| entry.kind != Kind::Note);
    entries.map(|entry| (entry.kind, entry.reason.as_str(), entry.count)).collect()
}

fn noted(loaded: &Loaded, reason: &str) -> u64 {
    let entries = loaded.ledger.entries().iter().filter(|entry| entry.reason.starts_with(reason));
    entries.map(|entry| entry.count).sum()
}

/// What is told of votes and absences under a name outside its days, first Syria's absences of 1958.
const OTHER_HOLDER: &str = "votes under the name of a state on a day when another held its seat; read as that state's";
const BEFORE: &str = "states that stand in a roll within 90 days before they were admitted; kept";
const ABSENT: &str = "absences of states that were no members on the day, left out";

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_unvotes_package_loads_with_its_roll_calls_and_issues() {
    let loaded = &*PACKAGE;
    let record = &loaded.record;
    assert_eq!(record.len(), 6203);
    let absent = noted(loaded, "absences that the source leaves out");
    // 693,664 yes, 65,548 no, 110,897 abstain.
    assert_eq!(votes(record), [693_664, 65_548, 110_897, absent as usize]);
    let issues: usize = record.ids().map(|id| record.roll_call(id).issues.codes().count()).sum();
    assert_eq!(issues, 5745);
    // Yugoslavia's code in 2003 to 2006, and Israel's votes of May 1949 as the first, told line by line by `data`.
    assert_eq!(account(loaded), [(Kind::Disagreement, OTHER_HOLDER, 1557), (Kind::Disagreement, BEFORE, 266)]);
    // Namibia's code is NA, as are those of states that have none.
    let namibia = record.members().by_code("NAM").expect("Namibia");
    assert!(record.ids().filter(|id| record.roll(*id).yes.contains(namibia)).count() > 1000);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_packages_votes_alone_have_no_symbols() {
    let loaded = load(&[data("unvotes.csv.gz")]);
    assert_eq!(votes(&loaded.record), [693_664, 65_548, 110_897, 0]);
    assert!(loaded.record.ids().all(|id| loaded.record.symbol(id).is_empty()));
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn voetens_file_loads_with_every_row() {
    let loaded = load(&[data("voeten_unvotes.tab.gz")]);
    let record = &loaded.record;
    assert_eq!(record.len(), 5429);
    // 588,800 yes, 54,865 no, 95,099 abstain, 73,328 absent, of which nine are one seat under a second name: four of
    // them are absent under both.
    assert_eq!(votes(record), [588_800, 54_865, 95_099, 73_328 - 9 - 233]);
    let taiwan = "one seat under two names, absent under one of them; the vote under the other stands";
    // One row has a stray backslash and quote behind a flag.
    let flag = "flags that are neither 0 nor 1";
    assert_eq!(
        account(&loaded),
        [
            (Kind::Corrected, ABSENT, 233),
            (Kind::Corrected, taiwan, 5),
            (Kind::Skipped, flag, 1),
            (Kind::Disagreement, BEFORE, 1255)
        ]
    );
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn voetens_wide_table_loads_with_every_cell() {
    let loaded = load(&[data("voeten_wide_1946_2024.csv.gz")]);
    let record = &loaded.record;
    assert_eq!(record.len(), 6551);
    let taiwan = "one seat under two names, absent under one of them; the vote under the other stands";
    // Four numbers stand for a roll call of the fifties and for one of 2023.
    let twice = "numbers that stand for more than one roll call; each row is kept";
    assert_eq!(
        account(&loaded),
        [
            (Kind::Corrected, ABSENT, 330),
            (Kind::Corrected, taiwan, 5),
            (Kind::Disagreement, twice, 4),
            (Kind::Disagreement, BEFORE, 1210)
        ]
    );
    // Counted in the file: cells of 1 or 1.0, 3 or 3.0, 2 or 2.0, 8 or 8.0.
    assert_eq!(votes(record), [733_470, 69_281, 116_820, 96_103 - 9 - 330]);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_assembly_of_2025_loads_with_both_header_rows() {
    let loaded = load(&[data("ga_2025_wide.csv")]);
    let record = &loaded.record;
    assert_eq!(record.len(), 192);
    assert_eq!(votes(record), [29_379, 1_656, 2_338, 3_299]);
    assert_eq!(account(&loaded), []);
    // Afghanistan and Venezuela never voted and have no column.
    assert_eq!(
        noted(&loaded, "roll calls that do not list every member of their time; the others' votes are not known"),
        192
    );
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_votes_of_2025_load_with_the_security_council() {
    let loaded = load(&[data("votes_2025_with_sc.csv")]);
    let record = &loaded.record;
    let of = |body| record.ids().filter(|id| record.roll_call(*id).body == body).count();
    assert_eq!((of(Body::GeneralAssembly), of(Body::SecurityCouncil)), (192, 44));
    let [yes, no, abstain, _] = votes(record);
    assert_eq!([yes, no, abstain], [29_994, 1_656, 2_382]);
    // S/RES/2797 (2025): 11-0-3 and one member that did not vote, whose cell is empty like those of non-members.
    assert_eq!(account(&loaded), [(Kind::Disagreement, "the stated totals differ from the roll", 1)]);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_list_of_vetoes_loads_with_who_vetoed() {
    let loaded = load(&[data("sc_vetoes_1946_2022.csv")]);
    let record = &loaded.record;
    // The file has 214 rows below its header; the folder's README says 216.
    assert_eq!(record.len(), 214);
    assert_eq!(account(&loaded), []);
    assert!(record.ids().all(|id| record.outcome(id) == Some(Outcome::Vetoed) && record.tally(id).is_none()));
    let by = |codes: &[&str]| -> usize {
        let members = codes.iter().filter_map(|code| record.members().by_code(code));
        members.map(|member| record.ids().filter(|id| record.roll(*id).no.contains(member)).count()).sum()
    };
    // Counted in the file's three columns of members.
    assert_eq!([by(&["SUN", "RUS"]), by(&["USA"]), by(&["GBR"]), by(&["CHN"]), by(&["FRA"])], [121, 82, 29, 17, 16]);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn tables_that_hold_no_votes_are_refused_with_what_they_lack() {
    for (name, lacking) in [
        ("voeten_linked_roll_calls.csv", "resolution, member, vote"),
        ("cow_country_codes.csv", "resolution, vote"),
        ("undl_member_codes.json", "resolution"),
        ("undl_record.jsonl.gz", "also needs member"),
    ] {
        let error = source::load(&[data(name)], &Options::default()).expect_err(name).to_string();
        assert!(error.contains(lacking), "{error}");
    }
}
