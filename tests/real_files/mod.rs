//! The real files that lie beside the project, for the conformance tests; where they are missing these skip themselves.
#![allow(dead_code)] // each test binary uses a part of it

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

fn shared(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name)
}

/// The file beside the project, or nothing after a line that says so.
pub fn data(name: &str) -> Option<PathBuf> {
    let path = shared("data").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared/data/{name} is not there");
    None
}

/// A file as its text, unpacked where its name ends in `gz`.
pub fn open(path: &Path) -> Box<dyn Read> {
    let file = File::open(path).expect("a readable file");
    if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    }
}

/// A resolution as it stands on its record page.
#[derive(Debug, Deserialize)]
pub struct Page {
    pub undl_id: u64,
    pub body: String,
    pub symbol: String,
    pub date: String,
    pub meeting: String,
    pub title: String,
    /// Letter and name, or the name alone for non-voting.
    pub votes: Vec<String>,
}

/// All record pages.
pub fn pages() -> Option<Vec<Page>> {
    let lines = BufReader::new(open(&data("undl_record.jsonl.gz")?)).lines();
    Some(lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("a record page")).collect())
}

/// The code of every name of the record pages.
pub fn codes() -> Option<BTreeMap<String, String>> {
    let codes = serde_json::from_reader(open(&data("undl_member_codes.json")?));
    Some(codes.expect("names and codes"))
}

/// A folder with the Library's two voting files in the layout of an edition, as `make_undl_csv.py` writes them.
pub fn voting_files(arguments: &[&str]) -> Option<tempfile::TempDir> {
    let tool = shared("tools/make_undl_csv.py");
    if !tool.exists() {
        println!("skipped: ../shared/tools/make_undl_csv.py is not there");
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let made = Command::new("python3").arg(&tool).arg(folder.path()).args(arguments).output();
    let Ok(made) = made else {
        println!("skipped: there is no python3 to make the Library's files with");
        return None;
    };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    Some(folder)
}
