//! Broken, odd and hostile files: each gives an error that says what is wrong, or a count of what was skipped; none
//! crashes or fills memory. Files are made in temporary folders.

use std::{
    fs::{self, File},
    io::{Cursor, Write},
    path::Path,
};

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use unvote::{
    record::Vote,
    source::{Kind, Loaded, Options, load},
};
use zip::{ZipWriter, write::SimpleFileOptions};

const HEADER: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title";
/// The columns behind the vote.
const TAIL: &str = "2025-02-24,ES-11,A/RES/ES-11/8,The path to peace";

/// Three members' votes on one resolution.
fn votes() -> String {
    table(&["FRA,FRANCE,Y", "RUS,RUSSIAN FEDERATION,N", "USA,UNITED STATES,A"])
}

fn table(members: &[&str]) -> String {
    let rows: Vec<String> = members.iter().map(|member| format!("1,{member},{TAIL}\n")).collect();
    format!("{HEADER}\n{}", rows.concat())
}

fn load_path(path: &Path, strict: bool) -> Result<Loaded, String> {
    load(&[path], &Options { strict, ..Options::default() }).map_err(|error| error.to_string())
}

fn load_bytes(name: &str, bytes: impl AsRef<[u8]>) -> Result<Loaded, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    load_path(&path, false)
}

fn error_of(name: &str, bytes: impl AsRef<[u8]>) -> String {
    load_bytes(name, bytes).map(|loaded| loaded.record.len()).unwrap_err()
}

/// Each kind, reason and count of the ledger.
fn account(loaded: &Loaded) -> Vec<(Kind, &str, u64)> {
    loaded.ledger.entries().iter().map(|entry| (entry.kind, entry.reason.as_str(), entry.count)).collect()
}

/// The tally of the one roll call: yes, no, abstaining, non-voting.
fn tally(loaded: &Loaded) -> [usize; 4] {
    assert_eq!(loaded.record.len(), 1);
    let roll = loaded.record.ids().map(|id| *loaded.record.roll(id)).next().unwrap();
    Vote::ALL.map(|vote| roll.cast(vote).len())
}

fn gzip(bytes: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn the_untouched_file_loads_without_a_word() {
    let loaded = load_bytes("votes.csv", votes()).unwrap();
    assert_eq!((tally(&loaded), account(&loaded)), ([1, 1, 1, 0], vec![]));
}

// Encodings and line ends

#[test]
fn every_encoding_gives_the_same_votes() {
    let text = table(&["TUR,TÜRKİYE,Y", "CIV,CÔTE D'IVOIRE,N"]);
    let utf_16 = |order: fn(u16) -> [u8; 2]| format!("\u{feff}{text}").encode_utf16().flat_map(order).collect();
    let encodings: [(Vec<u8>, Option<&str>); 5] = [
        (format!("\u{feff}{text}").into_bytes(), None),
        (utf_16(u16::to_le_bytes), Some("read as UTF-16LE, because it is not UTF-8")),
        (utf_16(u16::to_be_bytes), Some("read as UTF-16BE, because it is not UTF-8")),
        (text.replace('\n', "\r\n").into_bytes(), None),
        (text.replace(',', "\t").into_bytes(), None),
    ];
    for (bytes, note) in encodings {
        let loaded = load_bytes("votes.csv", bytes).unwrap();
        let notes: Vec<_> = note.into_iter().map(|note| (Kind::Note, note, 1)).collect();
        assert_eq!((tally(&loaded), account(&loaded)), ([1, 1, 0, 0], notes));
    }
}

#[test]
fn latin_1_is_read_wherever_in_the_file_it_first_shows() {
    for rows_before in [0, 3000] {
        let mut bytes = table(&["FRA,FRANCE,Y"].repeat(1 + rows_before)).into_bytes();
        bytes.extend(b"1,CIV,C\xD4TE D'IVOIRE,N,");
        bytes.extend(TAIL.as_bytes());
        let loaded = load_bytes("votes.csv", bytes).unwrap();
        let found = account(&loaded);
        assert_eq!(found[0], (Kind::Note, "read as windows-1252, because it is not UTF-8", 1));
        assert_eq!(tally(&loaded), [1, 1, 0, 0]);
        // The name agrees with the code, so the accent was read.
        assert!(found.iter().all(|(kind, ..)| *kind != Kind::Disagreement), "{found:?}");
    }
}

#[test]
fn old_macintosh_line_ends_and_empty_lines_are_line_ends() {
    let loaded = load_bytes("votes.csv", votes().replace('\n', "\r")).unwrap();
    assert_eq!(tally(&loaded), [1, 1, 1, 0]);
    let loaded = load_bytes("votes.csv", votes().replace('\n', "\n\n\r\n")).unwrap();
    assert_eq!((tally(&loaded), account(&loaded)), ([1, 1, 1, 0], vec![]));
}

// Rows

#[test]
fn ragged_rows_are_counted_and_left_out() {
    let text = format!("{}1,GBR,UNITED KINGDOM,Y\n1,CHN,CHINA,A,{TAIL},more\n", votes());
    let loaded = load_bytes("votes.csv", text).unwrap();
    assert_eq!(tally(&loaded), [1, 1, 1, 0]);
    assert_eq!(account(&loaded), [(Kind::Skipped, "rows that have more or fewer fields than the header's 8", 2)]);
    assert_eq!(loaded.ledger.entries()[0].examples[0].line, Some(5));
}

#[test]
fn a_file_that_ends_in_the_middle_of_a_row_loses_that_row_only() {
    let text = votes();
    let cut = text.rfind(",ES-11").unwrap();
    let loaded = load_bytes("votes.csv", &text[..cut]).unwrap();
    assert_eq!((tally(&loaded), loaded.ledger.skipped()), ([1, 1, 0, 0], 1));
    // A quotation mark that never closes takes in the rest, which is one row too long in one field.
    let open = text.replace("RUS,RUSSIAN", "RUS,\"RUSSIAN");
    let loaded = load_bytes("votes.csv", open).unwrap();
    assert_eq!((tally(&loaded), loaded.ledger.skipped()), ([1, 0, 0, 0], 1));
}

#[test]
fn repeated_rows_count_once_and_contradicting_ones_are_left_out() {
    let loaded = load_bytes("votes.csv", table(&["FRA,FRANCE,Y", "FRA,FRANCE,Y", "FRA,FRANCE,N"])).unwrap();
    assert_eq!(tally(&loaded), [1, 0, 0, 0]);
    let expected = [(Kind::Corrected, "repeated rows", 1), (Kind::Skipped, "rows that contradict an earlier one", 1)];
    assert_eq!(account(&loaded), expected);
}

#[test]
fn unknown_members_and_votes_are_counted_with_their_lines() {
    let rows = ["FRA,FRANCE,Y", "XYZ,ATLANTIS,Y", "RUS,RUSSIAN FEDERATION,Z", "USA,UNITED STATES,\u{1b}[2J"];
    // With a total of the members that are read, so that no other is missing.
    let text = table(&rows).replace(HEADER, &format!("{HEADER},total_ms")).replace(TAIL, &format!("{TAIL},1.0"));
    let loaded = load_bytes("votes.csv", text).unwrap();
    assert_eq!(tally(&loaded), [1, 0, 0, 0]);
    assert_eq!(account(&loaded), [(Kind::Skipped, "unknown members", 1), (Kind::Skipped, "unknown vote codes", 2)]);
    let lines: Vec<_> = loaded.ledger.entries().iter().map(|entry| entry.examples[0].line).collect();
    assert_eq!(lines, [Some(3), Some(4)]);
    // An unknown code is not a member that did not vote.
    let roll = loaded.record.ids().map(|id| *loaded.record.roll(id)).next().unwrap();
    assert_eq!(roll.not_known.len(), 2);
}

#[test]
fn days_that_do_not_exist_are_no_dates() {
    let unread = "days in a form that is not read; 2003-11-04, 20031104, 4/11/2003, 4.11.2003 and 4 November 2003 are";
    let none = "dates that do not exist";
    for (day, reason) in [
        ("2025-02-30", none),
        ("2025-13-01", none),
        ("1844-05-24", none),
        ("99999999999999999999-01-01", unread),
        ("yesterday", unread),
    ] {
        let loaded = load_bytes("votes.csv", votes().replace("2025-02-24", day)).unwrap();
        assert_eq!((tally(&loaded), account(&loaded)), ([1, 1, 1, 0], vec![(Kind::Skipped, reason, 1)]));
        assert_eq!(loaded.record.ids().filter_map(|id| loaded.record.roll_call(id).date).count(), 0);
    }
}

#[test]
fn strict_fails_where_something_would_be_skipped_and_only_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    fs::write(&path, table(&["FRA,FRANCE,Y", "RUS,RUSSIAN FEDERATION,Z"])).unwrap();
    let error = load_path(&path, true).map(|_| ()).unwrap_err();
    let expected =
        "votes.csv: 1 row, cell or column was not used, and --strict is set: unknown vote codes (1, first on line 3)";
    assert_eq!(error, expected);
    fs::write(&path, votes()).unwrap();
    assert!(load_path(&path, true).is_ok());
}

// Our own formats, edited by hand

#[test]
fn a_record_in_json_that_is_cut_or_saved_in_latin_1_is_told_from_a_whole_one() {
    let head = "{\"schema\": \"unvote-record-1\"}\n";
    let line =
        "{\"body\": \"GA\", \"resolution\": \"A/RES/79/7\", \"votes\": {\"yes\": \"FRA\"}, \"title\": \"T\u{e9}\"}\n";
    let text = format!("{head}{line}");
    assert_eq!(tally(&load_bytes("votes.ndjson", &text).unwrap()), [1, 0, 0, 0]);
    let error = error_of("votes.ndjson", &text[..text.len() - 3]);
    assert!(error.starts_with("votes.ndjson is damaged: line 2, column "), "{error}");

    // Behind what is looked at first.
    let latin_1: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let late = [head.as_bytes(), &b" \n".repeat(1 << 16), &latin_1[head.len()..]].concat();
    for bytes in [latin_1, late] {
        let loaded = load_bytes("votes.ndjson", bytes).unwrap();
        assert_eq!(account(&loaded), [(Kind::Note, "read as windows-1252, because it is not UTF-8", 1)]);
        let title = loaded.record.ids().map(|id| loaded.record.text(loaded.record.roll_call(id).title)).next();
        assert_eq!(title, Some("T\u{e9}"));
    }
}

// Nothing in it, or not what it seems

#[test]
fn empty_files_are_called_empty() {
    let folder = tempfile::tempdir().unwrap();
    for bytes in ["", " \n\r\n", "\u{feff}"] {
        assert_eq!(error_of("votes.csv", bytes), "votes.csv is empty");
    }
    assert_eq!(error_of("votes.csv.gz", gzip(b"", Compression::default())), "votes.csv.gz is empty");
    assert_eq!(error_of("votes.zip", zip(&[])), "votes.zip is empty");
    let error = load_path(folder.path(), false).map(|_| ()).unwrap_err();
    assert!(error.ends_with("holds no file in a known format"), "{error}");
}

#[test]
fn a_header_alone_has_no_roll_calls() {
    let error = error_of("votes.csv", HEADER);
    assert_eq!(error, "votes.csv holds no roll calls");
    let error = error_of("votes.csv", format!("{HEADER}\n1,FRA\n"));
    let skipped = "rows that have more or fewer fields than the header's 8 (1, first on line 2)";
    assert_eq!(error, format!("votes.csv holds no roll calls; skipped: {skipped}"));
}

#[test]
fn binary_files_are_named_for_what_they_are() {
    let known = [
        (
            b"\x7FELF\x02\x01\x01\0".as_slice(),
            "is neither text nor a kind of file that is known: it begins with \\x7fELF",
        ),
        (b"%PDF-1.7\n%\xE2\xE3", "is a PDF document, which is not read\n"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "is a picture, which is not read\n"),
    ];
    for (bytes, what) in known {
        let error = error_of("votes.csv", bytes);
        assert!(error.starts_with(&format!("votes.csv {what}")), "{error}");
    }
}

#[test]
fn a_header_that_fits_no_format_is_shown_with_the_nearest_one() {
    let error = error_of("people.csv", "name,age\nA,1\n");
    assert!(error.starts_with("people.csv has no known header.\n  columns found: name, age\n"), "{error}");
}

// Too much

#[test]
fn a_million_columns_are_refused() {
    let columns: Vec<String> = (0..1_000_000).map(|n| format!("c{n}")).collect();
    let error = error_of("wide.csv", columns.join(","));
    assert_eq!(error, "wide.csv, line 1: a row is larger than the limit of 8388608 bytes");
}

/// So many rows that a look at the beginning of a file sees nothing else.
fn many_rows() -> String {
    table(&["FRA,FRANCE,Y"].repeat(2000))
}

#[test]
fn a_field_of_a_gigabyte_is_refused_without_being_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    let mut file = File::create(&path).unwrap();
    write!(file, "{}1,FRA,\"", many_rows()).unwrap();
    file.set_len(1 << 30).unwrap(); // A hole, which takes no space on the disk.
    let error = load_path(&path, false).map(|_| ()).unwrap_err();
    assert_eq!(error, "long.csv, line 2002: a row is larger than the limit of 8388608 bytes");
}

#[cfg(target_os = "linux")]
#[test]
fn a_field_of_a_gigabyte_through_a_pipe_is_refused() {
    use std::os::fd::AsRawFd;

    let (reader, mut writer) = std::io::pipe().unwrap();
    let path = format!("/proc/self/fd/{}", reader.as_raw_fd());
    let pour = std::thread::spawn(move || {
        write!(writer, "{HEADER}\n1,FRA,\"")?;
        let block = vec![b'x'; 1 << 16];
        (0..1 << 14).try_for_each(|_| writer.write_all(&block))
    });
    let error = load_path(Path::new(&path), false).map(|_| ()).unwrap_err();
    drop(reader);
    assert!(pour.join().unwrap().is_ok());
    assert!(error.ends_with(", line 2: a row is larger than the limit of 8388608 bytes"), "{error}");
}

#[test]
fn what_is_packed_to_fill_memory_is_given_up() {
    let run = vec![b'x'; 16 << 20];
    let start = format!("{HEADER}\n1,FRA,\"");
    let gigabyte = |pack: &dyn Fn(&[u8]) -> Vec<u8>| [pack(start.as_bytes()), pack(&run).repeat(64)].concat();
    let best = |bytes: &[u8]| gzip(bytes, Compression::best());
    let frame = |bytes: &[u8]| compress_to_vec(bytes, CompressionLevel::Fastest);
    for (name, bytes) in [("bomb.csv.gz", gigabyte(&best)), ("bomb.csv.zst", gigabyte(&frame))] {
        let error = error_of(name, bytes);
        assert!(error.starts_with(&format!("{name} holds more than ")), "{error}");
    }
    let error = error_of("bomb.zip", zip(&[("a.csv", votes().as_bytes()), ("b.csv.gz", &gigabyte(&best))]));
    assert!(error.starts_with("bomb.zip/b.csv.gz holds more than "), "{error}");
    let zeros = gzip(&vec![0; 16 << 20], Compression::fast()).repeat(64);
    assert!(error_of("zeros.gz", zeros).starts_with("zeros.gz is neither text"));
}

// Archives and folders

#[test]
fn archives_that_are_cut_short_say_so() {
    let text = many_rows();
    let packed = [
        ("votes.csv.gz", gzip(text.as_bytes(), Compression::fast()), "the gzip stream ends too early, after "),
        (
            "votes.csv.zst",
            compress_to_vec(text.as_bytes(), CompressionLevel::Fastest),
            "the zstd stream ends too early, after ",
        ),
        ("votes.zip", zip(&[("votes.csv", text.as_bytes())]), "invalid Zip archive: "),
    ];
    for (name, bytes, what) in packed {
        let loaded = load_bytes(name, &bytes).unwrap();
        assert_eq!(tally(&loaded), [1, 0, 0, 0]);
        for keep in [bytes.len() - 1, bytes.len() / 2, 11] {
            let error = error_of(name, &bytes[..keep]);
            assert!(error.starts_with(&format!("{name} is damaged: {what}")), "{keep}: {error}");
        }
    }
}

#[test]
fn members_of_an_archive_are_read_each_under_its_name() {
    let other = votes().replace("ES-11/8", "ES-11/7").replace("1,", "2,");
    let archive = zip(&[
        ("votes/", b""),
        ("votes/a.csv", votes().as_bytes()),
        ("../../../etc/b.csv", other.as_bytes()),
        ("README.txt", b"About these votes.\n"),
        ("codebook.pdf", b"%PDF-1.4\n"),
        ("__MACOSX/votes/._a.csv", b"\0\x05\x16\x07"),
    ]);
    let loaded = load_bytes("votes.zip", archive).unwrap();
    let names: Vec<_> = loaded.record.origins().iter().map(|origin| origin.name.as_str()).collect();
    assert!(names.contains(&"votes.zip/etc/b.csv"), "{names:?}");
    assert_eq!(account(&loaded), [(Kind::Note, "files passed over", 2)]);
}

#[test]
fn what_lies_beside_the_votes_in_a_folder_is_named_and_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let files = [("votes.csv", votes()), ("README.md", "# Votes\n".to_owned()), ("empty.csv", String::new())];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let loaded = load_path(folder.path(), false).unwrap();
    assert_eq!(tally(&loaded), [1, 1, 1, 0]);
    let passed_over = &loaded.ledger.entries()[0];
    assert_eq!((passed_over.reason.as_str(), passed_over.count), ("files passed over", 2));
    let named: Vec<_> = passed_over.examples.iter().map(|example| example.value.lines().next()).collect();
    assert_eq!(named, [Some("empty.csv is empty"), Some("README.md has no known header.")]);

    // What is damaged is not passed over: votes would be lost without a word.
    fs::write(folder.path().join("more.csv.gz"), &gzip(votes().as_bytes(), Compression::fast())[..30]).unwrap();
    let error = load_path(folder.path(), false).map(|_| ()).unwrap_err();
    assert!(error.starts_with("more.csv.gz is damaged"), "{error}");
}

#[test]
fn more_files_than_a_record_can_tell_apart_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..65 {
        fs::write(folder.path().join(format!("{n}.csv")), votes()).unwrap();
    }
    let error = load_path(folder.path(), false).map(|_| ()).unwrap_err();
    assert_eq!(error, "at most 64 inputs can be loaded at once, not 65");
}

#[test]
fn what_is_not_there_is_named() {
    let error = load_path(Path::new("no/such/file.csv"), false).map(|_| ()).unwrap_err();
    assert!(error.starts_with("cannot read no/such/file.csv: "), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_change_of_a_few_bytes_crashes(
        packing in 0_usize..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        keep in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let text = votes();
        let mut bytes = match packing {
            0 => text.into_bytes(),
            1 => gzip(text.as_bytes(), Compression::fast()),
            2 => compress_to_vec(text.as_bytes(), CompressionLevel::Fastest),
            3 => zip(&[("a.csv", text.as_bytes()), ("b.csv", text.as_bytes())]),
            _ => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(keep) = keep {
            bytes.truncate(keep.index(bytes.len()));
        }
        if let Err(error) = load_bytes("votes", bytes) {
            prop_assert!(error.contains("votes"), "{error}");
        }
    }
}
