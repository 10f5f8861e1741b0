//! The reader as a whole, on small files; and the fast path held against the csv crate.

use std::{fmt::Write as _, sync::Arc};

use proptest::prelude::*;

use super::{ASSEMBLY, COUNCIL, OUTCOMES, layout::Layout, scan};
use crate::{
    members::{MemberSet, Members},
    record::{Body, Modality, Record, Roll, Session, Vote},
    source::{
        format::{Columns, Context, Format, Head, Input, Kind, Ledger, Options, Recognised},
        input::Bytes,
    },
};

const HEADER: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link";
const TAIL: &str = "2025-02-24,ES-11,A/RES/ES-11/8,A/ES-11/L.11,,A/ES-11/PV.20,The path to peace : resolution / adopted by the General Assembly,,,,1.0,1.0,1.0,1.0,4.0,https://digitallibrary.un.org/record/4076673";

fn read(format: &Format, data: &str) -> (Record, Ledger) {
    let mut ledger = Ledger::default();
    let input = Input {
        name: "test.csv".to_owned(),
        bytes: Bytes::Owned(data.into()),
        header: None,
        ledger: Ledger::default(),
    };
    let head = Head::of("test.csv", data.as_bytes()).unwrap();
    let context = Context { members: &Arc::new(Members::embedded()), options: &Options::default() };
    let record = (format.read)(&[Recognised { input, head, order: None }], &context, &mut ledger).unwrap();
    (record, ledger)
}

fn account(ledger: &Ledger) -> Vec<(Kind, String, u64, Option<u64>)> {
    let line = |entry: &crate::source::Entry| entry.examples.first().and_then(|example| example.line);
    ledger.entries().iter().map(|entry| (entry.kind, entry.reason.clone(), entry.count, line(entry))).collect()
}

fn votes(record: &Record, symbol: &str) -> Vec<String> {
    let id = record.with_symbol(symbol).next().unwrap();
    let of = |vote: Vote| {
        let members = record.roll(id).cast(vote);
        members
            .iter()
            .map(move |member| format!("{}{}", record.members().get(member).code, vote.letter()))
            .collect::<Vec<_>>()
    };
    Vote::ALL.into_iter().flat_map(of).collect()
}

#[test]
fn a_file_of_the_current_edition_is_read_whole() {
    let rows = [
        ("FRA", "FRANCE", "Y"),
        ("RUS", "RUSSIAN FEDERATION", "N"),
        ("USA", "UNITED STATES", "A"),
        ("KEN", "KENYA", "X"),
    ];
    let mut data = HEADER.to_owned();
    for (code, name, vote) in rows {
        let _ = write!(data, "\r\n4076673,{code},{name},{vote},{TAIL}");
    }
    let (record, ledger) = read(&ASSEMBLY, &data);
    assert_eq!(account(&ledger), []);
    let id = record.with_symbol("A/ES-11/L.11").next().unwrap();
    let roll_call = record.roll_call(id);
    assert_eq!(record.text(roll_call.title), "The path to peace");
    assert_eq!(roll_call.session, Some(Session::EmergencySpecial(11)));
    assert_eq!(roll_call.date.map(|date| date.to_string()).as_deref(), Some("2025-02-24"));
    assert_eq!((roll_call.undl_id, roll_call.stated.members), (Some(4_076_673), Some(4)));
    assert_eq!(votes(&record, "A/RES/ES-11/8"), ["FRAY", "RUSN", "USAA", "KENX"]);
}

#[test]
fn the_first_edition_has_other_names_and_another_order() {
    let data = "ms_vote,undl_id,ms_codes,ms_name,resolutions,title,modality,date,yes,no,abstentions,non-voting,total-voting\n\
                NV,1,FRA,FRANCE,A/RES/79/7,T,vote,2024-10-30,1,0,0,1,2\nY,1,KEN,KENYA,A/RES/79/7,T,vote,2024-10-30,1,0,0,1,2\n";
    let (record, ledger) = read(&ASSEMBLY, data);
    assert_eq!(account(&ledger), []);
    assert_eq!(votes(&record, "A/RES/79/7"), ["KENY", "FRAX"]);
}

#[test]
fn odd_rows_are_counted_with_their_lines_and_nothing_is_guessed() {
    let mut data = HEADER.to_owned();
    for row in [
        "1,FRA,FRANCE,y", "1,KEN,KENYA,AN", "1,XYZ,ATLANTIS,Y", "1,USA,UNITED STATES,Y", "1,USA,UNITED STATES,Y",
        "1,USA,UNITED STATES,N", "1,CHN,FRANCE,N",
    ] {
        let _ = write!(data, "\n{row},{TAIL}");
    }
    data.push_str("\n1,GBR,UNITED KINGDOM,Y,2025-02-24\n");
    let (record, ledger) = read(&ASSEMBLY, &data);
    let found = account(&ledger);
    for expected in [
        (Kind::Corrected, "vote codes in lower case", 1, Some(2)),
        (Kind::Skipped, "unknown vote codes", 1, Some(3)),
        (Kind::Skipped, "unknown members", 1, Some(4)),
        (Kind::Corrected, "repeated rows", 1, Some(6)),
        (Kind::Skipped, "rows that contradict an earlier one", 1, Some(7)),
        (Kind::Skipped, "code and name of a member disagree; neither is taken", 1, Some(8)),
        (Kind::Skipped, "rows that have more or fewer fields than the header's 20", 1, Some(9)),
    ] {
        let expected = (expected.0, expected.1.to_owned(), expected.2, expected.3);
        assert!(found.contains(&expected), "{expected:?} is missing in {found:?}");
    }
    assert_eq!(found.len(), 7);
    assert_eq!(votes(&record, "A/RES/ES-11/8"), ["FRAY", "USAY"]);
    // Kenya, by a vote that is not understood, and China, by a row that names France as well.
    let id = record.with_symbol("A/RES/ES-11/8").next().unwrap();
    assert_eq!(record.roll(id).not_known.len(), 2);
}

#[test]
fn a_council_decision_without_a_vote_is_none_whether_its_members_stand_as_x_or_y() {
    let header = "undl_id,ms_code,ms_name,ms_vote,permanent_member,date,description,agenda,subjects,modality,resolution,draft,meeting,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link";
    let file = |vote: &str, modality: &str| {
        format!(
            "{header}\n9,FRA,FRANCE,{vote},True,1991-08-16,T,,,{modality},S/RES/704(1991),,S/PV.3002,,0,0,0,2,2,\n\
             9,CUB,CUBA,{vote},false,1991-08-16,T,,,{modality},S/RES/704(1991),,S/PV.3002,,0,0,0,2,2,\n"
        )
    };
    for data in [file("X", "vote"), file("Y", "without a vote")] {
        let (record, _) = read(&COUNCIL, &data);
        let id = record.with_symbol("S/RES/704(1991)").next().unwrap();
        assert_eq!(record.roll_call(id).modality, Modality::WithoutVote);
        assert_eq!(record.roll_call(id).body, Body::SecurityCouncil);
        assert_eq!(record.roll(id).non_voting.len(), 2);
    }
}

#[test]
fn outcomes_come_without_votes() {
    let data = "undl_id,date,session,resolution,title,modality,total_yes,total_no,total_abstentions\n\
                5,2024-12-01,79,A/RES/79/1,T,without a vote,,,\n6,2024-12-01,79,A/RES/79/2,T,\"vote, non-recorded\",3,1,\n";
    let (record, ledger) = read(&OUTCOMES, data);
    assert_eq!(account(&ledger), []);
    let modalities: Vec<_> = record.ids().map(|id| record.roll_call(id).modality).collect();
    assert_eq!(modalities, [Modality::WithoutVote, Modality::NonRecorded]);
}

/// What the csv crate makes of the same file: for each run of rows that are equal but for the member, the votes.
fn by_the_csv_crate(data: &[u8], layout: &Layout, members: &Members) -> Vec<(Vec<String>, Roll)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(data);
    let mut runs: Vec<(Vec<String>, Roll)> = Vec::new();
    for row in reader.records().filter_map(Result::ok).filter(|row| row.len() == layout.width) {
        let shared: Vec<String> = layout.shared.iter().map(|&column| row[column].trim().to_owned()).collect();
        if runs.last().is_none_or(|(last, _)| *last != shared) {
            runs.push((shared, Roll::default()));
        }
        let [code, name, vote] = [1, 2, 3].map(|column| row[column].trim());
        let (coded, named) = (members.by_code(code), members.by_file_name(name));
        if let (Some(one), Some(other)) = (coded, named)
            && !members.same_state(one, other)
        {
            // Nobody knows who voted so.
            if let Some((_, roll)) = runs.last_mut() {
                roll.not_known |= [one, other].into_iter().collect::<MemberSet>() - roll.known();
            }
            continue;
        }
        let Some(member) = coded.or(named) else { continue };
        let vote = match vote {
            "Y" | "y" => Vote::Yes,
            "N" | "n" => Vote::No,
            "A" | "a" => Vote::Abstain,
            "X" | "x" | "" | "NV" | "nv" => Vote::NonVoting,
            _ => {
                if let Some((_, roll)) = runs.last_mut().filter(|(_, roll)| !roll.known().contains(member)) {
                    roll.not_known.insert(member);
                }
                continue;
            }
        };
        if let Some((_, roll)) = runs.last_mut() {
            roll.enter(member, vote);
        }
    }
    runs
}

/// A row of a file that tempts the fast path: quotes, line breaks in fields, near-equal neighbours.
fn row() -> impl Strategy<Value = String> {
    let id = prop_oneof![Just("1"), Just("1"), Just("12"), Just("\"1\"")];
    let member = prop_oneof![
        Just("FRA,FRANCE"),
        Just("KEN,KENYA"),
        Just("USA,\"UNITED STATES\""),
        Just("DEU,\"GERMANY, FEDERAL REPUBLIC OF\""),
        Just("FRA,KENYA"),
        Just("fra,FRANCE"),
        Just("\"FRA\",FRANCE"),
    ];
    let vote = prop_oneof![Just("Y"), Just("N"), Just("A"), Just("X"), Just("y"), Just(""), Just("Q"), Just("\"Y\"")];
    let tail = prop_oneof![
        Just("A/RES/1/1,T"),
        Just("A/RES/1/1,T"),
        Just("A/RES/1/2,\"T, \"\"x\"\"\ny\""),
        Just("A/RES/1/2,\"T\r\n1,FRA,FRANCE,Y,A/RES/1/1,T\""),
        Just("A/RES/1/3,\"T\"x"),
        Just("A/RES/1/3"),
        Just("A/RES/1/4,T,extra"),
    ];
    let end = prop_oneof![Just("\n"), Just("\n"), Just("\r\n"), Just("\n\n"), Just("\r")];
    (id, member, vote, tail, end).prop_map(|(id, member, vote, tail, end)| format!("{id},{member},{vote},{tail}{end}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_fast_path_reads_what_the_csv_crate_reads(
        rows in prop::collection::vec((row(), 1_usize..4), 0..30),
        cut in prop::option::of(0_usize..400),
        flip in prop::option::of((0_usize..2000, prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'Y')])),
        chunk in 1_usize..300,
    ) {
        let mut data = b"undl_id,ms_code,ms_name,ms_vote,resolution,title\n".to_vec();
        for (row, times) in &rows {
            data.extend(row.repeat(*times).bytes());
        }
        if let Some(cut) = cut.filter(|cut| 50 + cut < data.len()) {
            data.truncate(50 + cut);
        }
        if let Some((at, byte)) = flip.filter(|(at, _)| 50 + at < data.len()) {
            data[50 + at] = byte;
        }
        let members = Members::embedded();
        let columns = Columns::new(["undl_id", "ms_code", "ms_name", "ms_vote", "resolution", "title"]);
        let layout = Layout::new(&columns, b',', None);
        let expected = by_the_csv_crate(&data, &layout, &members);
        let file = scan::Scan { name: "test", data: &data, layout: &layout, members: &members };
        for threads in [1, 2] {
            let (runs, _) = scan::scan_with(file, chunk, threads, |_| {}).unwrap();
            let shared = |run: &scan::Run| layout.shared.iter().map(|&c| run.get(c).to_owned()).collect::<Vec<_>>();
            let mut read: Vec<(Vec<String>, Roll)> = Vec::new();
            for run in &runs {
                // A run is cut in two where a chunk ends.
                match read.last_mut().filter(|(last, _)| *last == shared(run)) {
                    Some((_, roll)) => Vote::ALL.iter().for_each(|vote| run.roll.cast(*vote).iter().for_each(|m| { roll.enter(m, *vote); })),
                    None => read.push((shared(run), run.roll)),
                }
                if let Some((_, roll)) = read.last_mut() {
                    roll.not_known |= run.roll.not_known - roll.known();
                }
            }
            prop_assert_eq!(&read, &expected, "{}", String::from_utf8_lossy(&data));
        }
    }
}
