//! The program against the real files that lie beside the project, in `../shared/data`. These tests are ignored unless
//! they are asked for, so that none passes that did not run; `.ci/run` asks for them where the files are.

mod agreement;
mod cases;
mod diff;
mod ideal;
mod members;
mod merge;
mod predict;
mod series;
mod shift;
mod sources;
mod told;
mod turning;
mod undl;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

use serde::Deserialize;
use unvote::source::{self, Loaded, Options};

fn shared(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    assert!(path.exists(), "{} is not there", path.display());
    path
}

/// A file beside the project.
fn data(name: &str) -> PathBuf {
    shared("data").join(name)
}

/// A file as its text, unpacked where its name ends in `gz`.
fn open(path: &Path) -> Box<dyn Read> {
    let file = File::open(path).expect("a readable file");
    if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    }
}

/// A resolution as it stands on its record page.
#[derive(Debug, Deserialize)]
struct Page {
    undl_id: u64,
    body: String,
    symbol: String,
    date: String,
    meeting: String,
    title: String,
    /// Letter and name, or the name alone for non-voting.
    votes: Vec<String>,
}

/// All record pages.
static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let lines = BufReader::new(open(&data("undl_record.jsonl.gz"))).lines();
    lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("a record page")).collect()
});

/// The code of every name of the record pages.
static CODES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_json::from_reader(open(&data("undl_member_codes.json"))).expect("names and codes"));

fn load(paths: &[PathBuf]) -> Loaded {
    source::load(paths, &Options::default()).expect("a record")
}

/// The Library's files of both bodies in the layout of an edition, or with the slips of the pages, each loaded once.
static LAYOUT_2024: LazyLock<Loaded> = LazyLock::new(|| load(&VotingFiles::make("2024", &[]).paths()));
static LAYOUT_2025: LazyLock<Loaded> = LazyLock::new(|| load(&VotingFiles::make("2025", &[]).paths()));
static LAYOUT_2026: LazyLock<Loaded> = LazyLock::new(|| load(&NEWEST.paths()));
static WITH_SLIPS: LazyLock<Loaded> = LazyLock::new(|| load(&VotingFiles::make("2026", &["--raw"]).paths()));

/// The Library's file of the Assembly alone.
static ASSEMBLY: LazyLock<Loaded> = LazyLock::new(|| load(&[NEWEST.assembly()]));

/// The three files of the R package.
static PACKAGE: LazyLock<Loaded> = LazyLock::new(|| load(&package()));

fn package() -> Vec<PathBuf> {
    ["unvotes.csv.gz", "roll_calls.csv.gz", "issues.csv.gz"].map(data).into()
}

/// The Library's files in the newest layout, for those who read them together with others.
static NEWEST: LazyLock<VotingFiles> = LazyLock::new(|| VotingFiles::make("2026", &[]));

/// The Library's two voting files, as `make_undl_csv.py` writes them.
struct VotingFiles {
    layout: &'static str,
    folder: tempfile::TempDir,
}

impl VotingFiles {
    fn make(layout: &'static str, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        remove_at_the_end(folder.path());
        let tool = shared("tools/make_undl_csv.py");
        let mut command = Command::new("python3");
        command.arg(tool).arg(folder.path()).args(["--layout", layout]).args(arguments);
        let made = command.output().expect("a python3 that makes the Library's files");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Self { layout, folder }
    }

    fn assembly(&self) -> PathBuf {
        self.folder.path().join(format!("{}_ga_voting.csv", self.layout))
    }

    fn paths(&self) -> [PathBuf; 2] {
        [self.assembly(), self.folder.path().join(format!("{}_sc_voting.csv", self.layout))]
    }
}

/// Removes a folder when this program ends, in whatever way: what is static is never dropped, but its pipes are closed.
fn remove_at_the_end(folder: &Path) {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' HUP INT TERM; cat >/dev/null; rm -rf \"$0\""]).arg(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let waiting = command.spawn().expect("a shell that removes the folder");
    // Its end of the pipe stays open as long as this program runs.
    std::mem::forget(waiting);
}
