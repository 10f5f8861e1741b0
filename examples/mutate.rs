//! Changes small files of every format at random, loads them, and writes and reads back what loaded through all own
//! formats and the store. It fails, and keeps the input, when something panics or comes back changed.
//!
//!     cargo run --example mutate -- [SECONDS] [SEED]
//!
//! The same seed gives the same inputs in the same order. A release build does not unwind, so a long run takes
//! `--release --config 'profile.release.panic="unwind"'` before `--example`.

use std::{
    env, fs,
    io::{self, Cursor, Write as _},
    panic::catch_unwind,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use unvote::{
    analysis::series,
    record::{Record, RollCallId},
    source::{self, Options, write_csv, write_json, write_ndjson},
    store::{Editions, OpenStore, Shelf},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Files that are read together, each with its name.
type Input = Vec<(String, Vec<u8>)>;
type Failure = Box<dyn std::error::Error>;
type Writer = fn(&Record, &[RollCallId], &mut dyn io::Write) -> io::Result<()>;

const OWN: [(&str, Writer); 3] = [("own.json", write_json), ("own.ndjson", write_ndjson), ("own.csv", write_csv)];
/// What stands in a cell or between marks and has been misread somewhere.
const WORDS: &str = " NA null 0 -1 1.0 1e309 18446744073709551616 2025-02-30 0000-00-00 2/29/1900 A/RES/1/1 A/RES/79/XX \
    R/1/66 ES-11 USA France YES unknown | \\ \" \u{feff} é";
const MARKS: &[u8] = b"\",;\t\n\r|\\{}[]:0-\0\xff";

/// Numbers that look random (`SplitMix64`, Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    fn one_of<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

fn main() -> Result<ExitCode, Failure> {
    let mut arguments = env::args().skip(1);
    let seconds: u64 = arguments.next().map_or(Ok(20), |text| text.parse())?;
    let seed: u64 = arguments.next().map_or(Ok(1), |text| text.parse())?;
    println!("{seconds} seconds from seed {seed}");
    let samples = samples()?;
    let folder = tempfile::tempdir_in(Some("/dev/shm").filter(|path| Path::new(path).is_dir()).unwrap_or("."))?;
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut tried, mut loaded, mut round_trips) = (0_u64, 0_u64, 0_u64);
    while Instant::now() < end {
        // The samples come first as they are.
        let input = match samples.get(tried as usize) {
            Some(sample) => sample.clone(),
            None => mutated(&mut Random(seed.wrapping_shl(32) ^ tried), &samples),
        };
        let held =
            catch_unwind(|| hold(folder.path(), &input, tried % 8 == 0)).unwrap_or_else(|_| Err("it panicked".into()));
        match held {
            Ok(trips) => round_trips += trips,
            Err(error) => {
                let kept = keep(&input, &format!("mutate-{seed}-{tried}"))?;
                eprintln!("input {tried}: {error}; it is kept in {}", kept.display());
                return Ok(ExitCode::FAILURE);
            }
        }
        (tried, loaded) = (tried + 1, loaded + u64::from(held.is_ok_and(|trips| trips > 0)));
    }
    println!("{tried} inputs tried, {loaded} loaded, {round_trips} round trips held");
    Ok(ExitCode::SUCCESS)
}

/// The files of `tests/samples` and a part of the embedded record in each own format.
fn samples() -> Result<Vec<Input>, Failure> {
    let mut paths = entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples"))?;
    paths.retain(|path| path.extension().is_none_or(|extension| extension != "md"));
    let read = |path: &PathBuf| Ok((path.file_name().unwrap_or_default().to_string_lossy().into(), fs::read(path)?));
    let files = |path: PathBuf| if path.is_dir() { entries(&path) } else { Ok(vec![path]) };
    let mut samples =
        paths.into_iter().map(|path| files(path)?.iter().map(read).collect()).collect::<io::Result<Vec<Input>>>()?;
    let record = source::embedded()?.record;
    let some: Vec<RollCallId> = record.ids().step_by(record.len() / 3).collect();
    for (name, write) in OWN {
        samples.push(vec![(name.to_owned(), written(&record, &some, write)?)]);
    }
    Ok(samples)
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// One of the samples with up to six changes in one of its files, which may be packed before or after them.
fn mutated(random: &mut Random, samples: &[Input]) -> Input {
    let mut input = random.one_of(samples).clone();
    let at = random.below(input.len());
    let (name, bytes) = &mut input[at];
    let packing = random.below(24);
    if packing < 3 {
        *bytes = packed(name, bytes, packing);
    }
    for _ in 0..=random.below(6) {
        change(random, bytes);
    }
    if (3..7).contains(&packing) {
        *bytes = packed(name, bytes, packing - 3);
    }
    input
}

fn packed(name: &str, bytes: &[u8], packing: usize) -> Vec<u8> {
    let zipped = || {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(bytes)?;
        Ok(writer.finish()?.into_inner())
    };
    let gzipped = || {
        let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
        writer.write_all(bytes)?;
        writer.finish()
    };
    match packing {
        0 => gzipped().expect("memory can be written"),
        1 => zipped().unwrap_or_else(|error: zip::result::ZipError| panic!("{error}")),
        2 => compress_to_vec(bytes, CompressionLevel::Fastest),
        _ => String::from_utf8_lossy(bytes).encode_utf16().flat_map(u16::to_le_bytes).collect(),
    }
}

/// One change: of a byte, of a cell or word, or of a stretch that is left out, doubled or moved.
fn change(random: &mut Random, bytes: &mut Vec<u8>) {
    let at = random.below(bytes.len() + 1);
    let until = (at + 1 + random.below(40)).min(bytes.len()).max(at);
    let is_end = |byte: &u8| b",;\t\n\":".contains(byte);
    let cell = |bytes: &[u8], at: usize| {
        let from = bytes[..at].iter().rposition(is_end).map_or(0, |end| end + 1);
        from..bytes[at..].iter().position(is_end).map_or(bytes.len(), |length| at + length)
    };
    match random.below(9) {
        0 => bytes.truncate(if random.below(8) == 0 { at } else { bytes.len() }),
        1 => drop(bytes.splice(at..until, [])),
        2 => drop(bytes.splice(at..at, [*random.one_of(MARKS)])),
        3 if at < bytes.len() => bytes[at] = random.below(256) as u8,
        4 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        5 => {
            let stretch = bytes[at..until].to_vec();
            let to = random.below(bytes.len() + 1);
            drop(bytes.splice(to..to, stretch));
        }
        6 => {
            let other = cell(bytes, random.below(bytes.len() + 1));
            let other = bytes[other].to_vec();
            drop(bytes.splice(cell(bytes, at), other));
        }
        _ => drop(bytes.splice(cell(bytes, at), random.one_of(&WORDS.split(' ').collect::<Vec<_>>()).bytes())),
    }
}

/// Loads an input and holds what comes back of it against what was written; how many round trips held, none where the
/// input is refused. The store merges the embedded record into every one, so that not each input can be stored.
fn hold(folder: &Path, input: &Input, with_store: bool) -> Result<u64, Failure> {
    let paths: Vec<PathBuf> = input.iter().map(|(name, _)| folder.join(name)).collect();
    for (path, (_, bytes)) in paths.iter().zip(input) {
        fs::write(path, bytes)?;
    }
    let Ok(loaded) = source::load(&paths, &Options::default()) else { return Ok(0) };
    let expected = each(&loaded.record)?;
    for (name, write) in OWN {
        let path = folder.join(format!("again-{name}"));
        fs::write(&path, written(&loaded.record, &loaded.record.ids().collect::<Vec<_>>(), write)?)?;
        let again =
            source::load(&[path], &Options::default()).map_err(|error| format!("{name} is refused: {error}"))?;
        same(name, &expected, &each(&again.record)?)?;
    }
    if !with_store {
        return Ok(OWN.len() as u64);
    }
    let home = folder.join("store");
    let shelf = Shelf { folder: &home, link: series::predecessors, waits: |_| {} };
    let (added, merged) = shelf.add(&paths, &Options::default(), Editions::Beside)?;
    let open = OpenStore::open(&home)?.ok_or("the store is gone")?;
    same("the store", &all(&merged.record)?, &all(&open.load()?.record)?)?;
    for (number, one) in added.iter().enumerate() {
        same("a source of the store", &all(&one.record)?, &all(&open.source(number)?.0)?)?;
    }
    shelf.remove_all()?;
    Ok(OWN.len() as u64 + 1)
}

fn written(record: &Record, ids: &[RollCallId], write: Writer) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(record, ids, &mut bytes)?;
    Ok(bytes)
}

/// The whole record as text, its sources in their order.
fn all(record: &Record) -> Result<String, Failure> {
    Ok(String::from_utf8(written(record, &record.ids().collect::<Vec<_>>(), write_ndjson)?)?)
}

/// Every roll call by itself as text. Its sources are sorted: our CSV names them with the roll calls, and so tells them in
/// the order in which it comes to them.
fn each(record: &Record) -> Result<String, Failure> {
    let mut text = String::new();
    for id in record.ids() {
        let one = String::from_utf8(written(record, &[id], write_ndjson)?)?;
        let (head, roll_call) = one.split_once('\n').ok_or("no head")?;
        let mut head: serde_json::Value = serde_json::from_str(head)?;
        if let Some(sources) = head["sources"].as_array_mut() {
            sources.sort_by_key(ToString::to_string);
        }
        text.extend([head.to_string().as_str(), "\n", roll_call]);
    }
    Ok(text)
}

/// Nothing, or the first line that differs.
fn same(what: &str, expected: &str, found: &str) -> Result<(), Failure> {
    match expected.lines().zip(found.lines()).find(|(expected, found)| expected != found) {
        Some((expected, found)) => Err(format!("{what} gives\n{found}\nfor\n{expected}").into()),
        None if expected == found => Ok(()),
        None => Err(format!("{what} gives {} lines for {}", found.lines().count(), expected.lines().count()).into()),
    }
}

fn keep(input: &Input, name: &str) -> io::Result<PathBuf> {
    let folder = env::temp_dir().join(name);
    fs::create_dir_all(&folder)?;
    for (name, bytes) in input {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(folder)
}
