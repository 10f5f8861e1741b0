//! Files that change while they are read, and streams and archives that hold far more than memory should.
#![cfg(unix)]

use std::fs::{self, File, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use flate2::{Compression, write::GzEncoder};
use tempfile::TempDir;

const HEADER: &str = "resolution,date,member,vote\n";

/// A table with a vote of France on each of several thousand resolutions, of several pages of memory.
fn table() -> String {
    let row = |number: usize| format!("A/RES/60/{number},2005-09-16,France,yes\n");
    HEADER.to_owned() + &(1..5000).map(row).collect::<String>()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("unvote"));
    command.current_dir(folder).env("UNVOTE_STORE", "store").env("COLUMNS", "80").args(arguments);
    command
}

/// Exit code and standard error of a program that opens both files, and waits for what comes out of the pipe before it reads
/// on; meanwhile `change` is done to the first one.
fn while_read(first: &str, bytes: &[u8], change: impl Fn(&mut File)) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(first), bytes).unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut reading = command(folder.path(), &["list", "--data", first, "--data", "pipe"]);
    let reading = reading.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    // It opens when the program has opened the first file.
    let mut writer = OpenOptions::new().write(true).open(&pipe).unwrap();
    change(&mut OpenOptions::new().write(true).open(folder.path().join(first)).unwrap());
    writer.write_all(format!("{HEADER}A/RES/61/1,2006-09-16,France,no\n").as_bytes()).unwrap();
    drop(writer);
    let output = reading.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What is done to a file, in words and in fact.
type Change<'c> = (&'static str, &'c dyn Fn(&mut File));

#[test]
fn a_file_that_is_cut_short_or_written_to_while_it_is_read_is_an_error_with_its_name() {
    let told = "error: votes.csv changed or was cut short while it was read\n  run the same command again";
    let table = table();
    let changes: [Change<'_>; 4] = [
        ("emptied", &|file| file.set_len(0).unwrap()),
        ("cut in the first page", &|file| file.set_len(100).unwrap()),
        ("cut in the last page", &|file| file.set_len(table.len() as u64 - 7).unwrap()),
        ("a vote changed", &|file| {
            file.seek(SeekFrom::End(-4)).unwrap();
            file.write_all(b"no \n").unwrap();
        }),
    ];
    for (what, change) in changes {
        let (code, err) = while_read("votes.csv", table.as_bytes(), change);
        assert!(code == Some(3) && err.starts_with(told), "{what}: {code:?}, {err}");
    }
    assert_eq!(while_read("votes.csv", table.as_bytes(), |_| ()), (Some(0), String::new()));
    // What is unpacked before is read to its end.
    assert_eq!(while_read("votes.csv.gz", &gzip(table.as_bytes()), |file| file.set_len(0).unwrap()).0, Some(0));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Rows of 80 MB, of which few are alike within what a compressor remembers, of three roll calls.
fn many_rows(out: &mut dyn Write) {
    out.write_all(b"resolution,date,member,vote,remark\n").unwrap();
    let mut random = 1_u32;
    for at in 0..1_000_000 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (number, member) = (at % 3 + 1, ["France", "Uruguay"][at % 2]);
        writeln!(out, "A/RES/60/{number},2005-09-16,{member},yes,{:<40}", random >> 20).unwrap();
    }
}

/// A folder with a packed file that unpacks to far more than the memory below.
fn with_bomb() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut encoder = GzEncoder::new(File::create(folder.path().join("votes.csv.gz")).unwrap(), Compression::fast());
    many_rows(&mut std::io::BufWriter::new(&mut encoder));
    encoder.finish().unwrap();
    folder
}

/// A shell that allows so much memory to what it runs, in KiB; maps of files do not count.
fn limited(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("sh");
    let program = assert_cmd::cargo::cargo_bin("unvote");
    let script = format!("ulimit -d 50000; {}", script.replace("unvote", &program.display().to_string()));
    command
        .current_dir(folder)
        .env("UNVOTE_STORE", "store")
        .env("TMPDIR", folder.join("temporary"))
        .args(["-c", &script]);
    fs::create_dir_all(folder.join("temporary")).unwrap();
    command
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_unpacked_or_piped_in_takes_up_the_memory_of_its_record_only_and_leaves_nothing_behind() {
    let folder = with_bomb();
    for script in
        ["unvote list --format csv --data votes.csv.gz", "gzip -dc votes.csv.gz | unvote list --format csv --data -"]
    {
        let output = limited(folder.path(), script).output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && out.lines().count() == 4, "{script}: {:?} {out} {err}", output.status);
    }
    assert_eq!(fs::read_dir(folder.path().join("temporary")).unwrap().count(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_is_killed_leaves_no_temporary_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = limited(folder.path(), "exec unvote list --data -");
    let mut reading = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut pipe = reading.stdin.take().unwrap();
    // More than stays in memory and in the pipe, so that the file has been made.
    pipe.write_all(&[HEADER.as_bytes(), &b"A/RES/60/1,2005-09-16,France,yes\n".repeat(200_000)].concat()).unwrap();
    reading.kill().unwrap();
    reading.wait().unwrap();
    assert_eq!(fs::read_dir(folder.path().join("temporary")).unwrap().count(), 0);
}

#[test]
fn a_folder_for_temporary_files_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("votes.csv.gz"), gzip(&table().repeat(20).into_bytes())).unwrap();
    let output = command(folder.path(), &["list", "--data", "votes.csv.gz"]).env("TMPDIR", "nowhere").output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert!(err.starts_with("error: what votes.csv.gz holds cannot be kept in nowhere: "), "{err}");
    assert!(err.contains("TMPDIR names another folder") && err.matches("(os error").count() == 1, "{err}");
}
