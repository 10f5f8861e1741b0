//! Tests of the store as a whole: what is written comes back, and what is damaged is found.

use proptest::prelude::*;

use super::{file::StoreFile, *};
use crate::record::Date;
use crate::source::{arbitrary, embedded, write_ndjson};

/// A record as our own NDJSON, which holds everything of it.
fn written(record: &Record) -> String {
    let mut text = Vec::new();
    write_ndjson(record, &record.ids().collect::<Vec<_>>(), &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn file(record: &Record, ledger: &Ledger) -> Vec<u8> {
    file::written(&snapshot::sections(record, ledger, 0))
}

fn reopened(bytes: &[u8]) -> Result<(Record, Ledger), StoreError> {
    let file = StoreFile::of(file::file_of(bytes), Path::new("store"))?;
    let members = Arc::new(Members::embedded());
    Ok((snapshot::record(&file, &members, 0)?, pieces::unpacked_one(&file, Kind::Ledger, 0)?))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_record_comes_back_as_it_was(record in arbitrary::record()) {
        let (read, _) = reopened(&file(&record, &Ledger::default())).unwrap();
        prop_assert_eq!(written(&read), written(&record));
        prop_assert_eq!(read.origins(), record.origins());
        let symbols: Vec<String> = record.symbols().map(str::to_owned).collect();
        prop_assert_eq!(read.symbols().count(), symbols.len());
        for symbol in &symbols {
            let mut ids: Vec<_> = record.with_symbol(symbol).collect();
            ids.sort_unstable();
            prop_assert_eq!(read.with_symbol(symbol).collect::<Vec<_>>(), ids);
        }
    }
}

#[test]
fn the_embedded_record_comes_back_as_it_was_with_all_statements() {
    let loaded = embedded().unwrap();
    let mut ledger = Ledger::default();
    ledger.skip("an unknown code", 7, "Z");
    let (record, read) = reopened(&file(&loaded.record, &ledger)).unwrap();
    assert_eq!(written(&record), written(&loaded.record));
    assert_eq!(read, ledger);
    let statements = |record: &Record| record.ids().flat_map(|id| record.intended(id).to_vec()).collect::<Vec<_>>();
    assert!(!statements(&record).is_empty());
    assert_eq!(statements(&record), statements(&loaded.record));
    // Nothing is found where nothing is, before the first symbol and behind the last.
    for nothing in ["", "A", "A/RES/1/1", "ZZZ"] {
        assert_eq!(record.with_symbol(nothing).count(), 0, "{nothing}");
    }
}

#[test]
fn a_record_from_a_store_can_be_filled_further() {
    let loaded = embedded().unwrap();
    let (record, _) = reopened(&file(&loaded.record, &Ledger::default())).unwrap();
    let again = RecordBuilder::reopen(record).finish();
    assert_eq!(written(&again), written(&loaded.record));
    assert_eq!(again.with_symbol("A/RES/ES-11/7").count(), loaded.record.with_symbol("A/RES/ES-11/7").count());
}

#[test]
fn a_store_that_was_damaged_anywhere_gives_an_error_and_no_figures() {
    let loaded = embedded().unwrap();
    let whole = file(&loaded.record, &Ledger::default());
    // A bit in every tenth byte: each section has some of them.
    for at in (0..whole.len()).step_by(10) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        assert!(reopened(&bytes).is_err(), "byte {at}");
    }
    for length in (0..whole.len()).step_by(97) {
        assert!(reopened(&whole[..length]).is_err(), "cut at {length}");
    }
}

#[test]
fn a_store_that_is_cut_short_while_it_is_open_answers_what_it_has_read_and_refuses_the_rest() {
    let loaded = embedded().unwrap();
    let sections = snapshot::sections(&loaded.record, &loaded.ledger, 0);
    let kept = file::file_of(&file::written(&sections));
    let store = StoreFile::of(kept.try_clone().unwrap(), Path::new("store")).unwrap();
    let members = Arc::new(Members::embedded());
    let record = snapshot::record(&store, &members, 0).unwrap();
    kept.set_len(100).unwrap();
    assert_eq!(written(&record), written(&loaded.record));
    let error = snapshot::record(&store, &members, 0).unwrap_err().to_string();
    assert!(error.starts_with("store is damaged: "), "{error}");
}

/// The layout of what is written: when this fails, [`file::VERSION`] has to be raised, since older programs would misread
/// what this one writes; then put the new sum here. A new `lz4_flex` that compresses otherwise changes only the sum.
#[test]
fn the_layout_has_not_changed_without_a_new_version() {
    use crate::{
        members::MemberId,
        record::{Body, IntendedVote, RecordBuilder, Roll, RollCall, Session, Vote},
    };
    let mut builder = RecordBuilder::new(Arc::new(Members::embedded()));
    let mut roll_call = RollCall::new(Body::GeneralAssembly);
    (roll_call.resolution, roll_call.title) = (builder.text("A/RES/79/7"), builder.text("A title"));
    (roll_call.session, roll_call.date) = (Some(Session::Regular(79)), Some(Date::constant(2024, 10, 30)));
    (roll_call.undl_id, roll_call.stated.yes, roll_call.sources) = (Some(4_063_840), Some(187), 1);
    let member = MemberId::new(3);
    let roll = Roll { yes: [member].into_iter().collect(), ..Roll::default() };
    let id = builder.push(roll_call, roll);
    builder.intend(id, IntendedVote { member, intended: Vote::Abstain, source: "A/79/PV.1".to_owned() });
    let record = builder.finish();
    // The list of members may grow without a change of layout.
    let sections = snapshot::sections(&record, &Ledger::default(), 0);
    let sums =
        sections.iter().filter(|section| section.kind != Kind::Members).map(|section| crc32fast::hash(&section.bytes));
    assert_eq!((file::VERSION, sums.fold(0, |all, sum| all ^ sum)), (3, 117_754_991));
}
