//! Where an answer is written: files that are replaced whole, links, pipes and devices.
#![cfg(unix)]

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;
use std::{fs, thread};

use flate2::read::GzDecoder;

use super::{printed, stderr, stdout, unvote};

/// A short answer as CSV.
const ASKED: &str = "tally ES-11/7 --format csv";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort();
    names
}

/// The program itself, for what needs more of a process than its output.
fn process(arguments: &str) -> Process {
    let mut process = Process::new(assert_cmd::cargo::cargo_bin("unvote"));
    process.env("UNVOTE_STORE", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-store")).env("COLUMNS", "80");
    process.args(arguments.split(' '));
    process
}

/// Writes the short answer to a path, in silence.
fn write(path: impl AsRef<OsStr>) {
    assert_eq!(printed(unvote(ASKED).arg("-o").arg(path.as_ref())), "");
}

fn run(program: &str, arguments: &[&OsStr]) -> bool {
    Process::new(program).args(arguments).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

#[test]
fn a_device_is_written_to_and_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    let device = folder.path().join("null");
    if !run("mknod", &[device.as_os_str(), "c".as_ref(), "1".as_ref(), "3".as_ref()]) {
        eprintln!("not tested: only an administrator can make a device");
        return;
    }
    write(&device);
    let link = folder.path().join("link");
    symlink("null", &link).unwrap();
    write(&link);
    assert!(fs::symlink_metadata(&device).unwrap().file_type().is_char_device());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(names(folder.path()), ["link", "null"]);
    let refused = unvote("export tallies --metadata --format csv -o").arg(&device).output().unwrap();
    assert_eq!(refused.status.code(), Some(2), "nothing is put beside a device");
}

#[test]
fn a_pipe_is_written_to_and_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(run("mkfifo", &[pipe.as_os_str()]));
    let reader = {
        let pipe = pipe.clone();
        thread::spawn(move || fs::read_to_string(pipe).unwrap())
    };
    write(&pipe);
    assert_eq!(reader.join().unwrap(), stdout(ASKED));
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
}

#[test]
fn links_are_followed_to_the_file_that_they_lead_to() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("inner")).unwrap();
    fs::write(at("inner/real.csv"), "what stood here before").unwrap();
    for (target, link) in [("inner/real.csv", "first"), ("first", "second"), ("inner/new.csv", "dangling")] {
        symlink(target, at(link)).unwrap();
    }
    write(at("second"));
    write(at("dangling"));
    assert_eq!(fs::read_to_string(at("inner/real.csv")).unwrap(), stdout(ASKED));
    assert_eq!(fs::read_to_string(at("inner/new.csv")).unwrap(), stdout(ASKED));
    assert!(["first", "second", "dangling"].iter().all(|link| fs::symlink_metadata(at(link)).unwrap().is_symlink()));
    assert_eq!(names(&at("inner")), ["new.csv", "real.csv"]);
    symlink("circle", at("circle")).unwrap();
    let refused = unvote(ASKED).arg("-o").arg(at("circle")).output().unwrap();
    assert_eq!(refused.status.code(), Some(5));
}

#[test]
fn a_file_keeps_its_mode_its_owner_and_its_other_names() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("real.csv"), "old").unwrap();
    fs::set_permissions(at("real.csv"), fs::Permissions::from_mode(0o640)).unwrap();
    // Only an administrator can give a file away; to others it stays their own.
    let _ = std::os::unix::fs::chown(at("real.csv"), Some(12345), Some(54321));
    let before = fs::metadata(at("real.csv")).unwrap();
    write(at("real.csv"));
    let after = fs::metadata(at("real.csv")).unwrap();
    let kept = |file: &fs::Metadata| (file.mode(), file.uid(), file.gid());
    assert_eq!(kept(&after), kept(&before));
    fs::hard_link(at("real.csv"), at("same.csv")).unwrap();
    printed(unvote("tally ES-11/7 -o").arg(at("same.csv")));
    fs::write(at("same.csv"), "longer than what comes".repeat(1000)).unwrap();
    write(at("same.csv"));
    assert_eq!(fs::read_to_string(at("real.csv")).unwrap(), stdout(ASKED));
    assert_eq!(names(folder.path()), ["real.csv", "same.csv"]);
}

#[test]
fn a_new_file_has_the_mode_that_others_have() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path().join("ours.csv"));
    fs::write(folder.path().join("theirs.csv"), "").unwrap();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().mode();
    assert_eq!(mode("ours.csv"), mode("theirs.csv"));
}

#[test]
fn a_file_that_can_be_written_is_written_in_a_folder_that_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("open.csv"), "longer than what comes".repeat(1000)).unwrap();
    fs::write(at("closed.csv"), "old").unwrap();
    fs::set_permissions(at("open.csv"), fs::Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(at("closed.csv"), fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // No mode keeps an administrator out: a copy of the program runs as nobody.
    let is_administrator = fs::metadata(folder.path()).unwrap().uid() == 0;
    let program = tempfile::tempdir().unwrap();
    fs::set_permissions(program.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let copy = program.path().join("unvote");
    fs::copy(assert_cmd::cargo::cargo_bin("unvote"), &copy).unwrap();
    let wrote = |name: &str| {
        let mut process = Process::new(&copy);
        if is_administrator {
            process.uid(65534).gid(65534);
        }
        let store = program.path().join("no-store");
        process.env("UNVOTE_STORE", store).args(ASKED.split(' ')).arg("-o").arg(at(name)).output().unwrap()
    };
    let (open, closed, new) = (wrote("open.csv"), wrote("closed.csv"), wrote("new.csv"));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(open.status.success(), "{open:?}");
    assert_eq!(fs::read_to_string(at("open.csv")).unwrap(), stdout(ASKED));
    assert_eq!((closed.status.code(), new.status.code()), (Some(5), Some(5)), "{closed:?} {new:?}");
    assert_eq!(fs::read_to_string(at("closed.csv")).unwrap(), "old");
    assert_eq!(names(folder.path()), ["closed.csv", "open.csv"]);
}

#[test]
fn standard_output_by_its_name_goes_on_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    let mut out = fs::File::create(&path).unwrap();
    out.write_all(b"before\n").unwrap();
    let status = process(&format!("{ASKED} -o /dev/stdout")).stdout(out.try_clone().unwrap()).status().unwrap();
    assert!(status.success());
    out.write_all(b"behind\n").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("before\n{}behind\n", stdout(ASKED)));
    let piped = process(&format!("{ASKED} -o /dev/stdout")).output().unwrap();
    assert_eq!(String::from_utf8(piped.stdout).unwrap(), stdout(ASKED));
}

#[test]
fn names_as_long_as_systems_allow_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let longest = format!("{}.csv", "é".repeat(125) + "e");
    assert_eq!(longest.len(), 255);
    write(folder.path().join(&longest));
    assert_eq!(names(folder.path()), [longest]);
}

/// Whether these tests were started to ignore a signal, as what is started in the background may be.
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or("0");
    u64::from_str_radix(mask.trim(), 16).unwrap() >> (signal - 1) & 1 == 1
}

#[test]
fn a_signal_leaves_nothing_unfinished() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("agreement.csv");
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)].into_iter().filter(|(_, number)| !is_ignored(*number))
    {
        fs::write(&path, "what stood here before").unwrap();
        // The signal has to come while the file is being written; where it was too late, it is tried again.
        let caught = (0..20).any(|_| {
            let mut program = process("export agreement -o").arg(&path).spawn().unwrap();
            while program.try_wait().unwrap().is_none() && names(folder.path()).len() < 2 {
                thread::sleep(Duration::from_millis(1));
            }
            run("kill", &[format!("-{name}").as_ref(), program.id().to_string().as_ref()]);
            program.wait().unwrap().signal() == Some(number)
        });
        assert!(caught, "{name}");
        assert_eq!(names(folder.path()), ["agreement.csv"], "{name}");
    }
}

#[test]
fn what_was_to_be_ignored_is_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("agreement.csv");
    let script = "trap '' HUP; \"$0\" export agreement -o \"$1\" & wait $!";
    let mut shell = Process::new("sh");
    shell.arg("-c").arg(script).arg(assert_cmd::cargo::cargo_bin("unvote")).arg(&path);
    let mut shell = shell.env("UNVOTE_STORE", folder.path().join("no-store")).process_group(0).spawn().unwrap();
    while shell.try_wait().unwrap().is_none() && names(folder.path()).is_empty() {
        thread::sleep(Duration::from_millis(1));
    }
    run("kill", &["-HUP".as_ref(), "--".as_ref(), format!("-{}", shell.id()).as_ref()]);
    assert!(shell.wait().unwrap().success());
    assert_eq!(names(folder.path()), ["agreement.csv"]);
}

#[test]
fn an_extension_that_no_format_has_is_an_error_that_lists_those_that_there_are() {
    let folder = tempfile::tempdir().unwrap();
    for extension in ["xls", "xhtml", "docx", "pdf", "GIF", "csv.zip", "2025"] {
        let path = folder.path().join(format!("t.{extension}"));
        let told = unvote("list -o").arg(&path).output().unwrap();
        assert_eq!(told.status.code(), Some(2), "{extension}");
        let told = String::from_utf8(told.stderr).unwrap();
        assert!(
            told.contains(
                ".txt, .csv, .tsv, .tab, .json, .ndjson, .jsonl, .md, .markdown, .html, .htm, .text or .svg, each"
            ),
            "{told}"
        );
        printed(unvote("list --format csv -o").arg(&path));
    }
    assert!(stderr("list -o answer.docx --data no-such-file.csv", 2).starts_with("error: no format has the extension"));
    assert!(stderr("export tallies -o t.parquet.gz", 2).contains("Parquet"));
}

#[test]
fn gz_behind_an_extension_compresses() {
    let folder = tempfile::tempdir().unwrap();
    let formats = [("CSV", "csv"), ("csv.gz", "csv"), ("Tab.GZ", "tsv"), ("json.gz", "json"), ("jsonl.gz", "ndjson")];
    for (extension, format) in formats.into_iter().chain([("md.gz", "markdown"), ("txt.gz", "table"), ("gz", "table")])
    {
        let path = folder.path().join(format!("t.{extension}"));
        printed(unvote("tally ES-11/7 -o").arg(&path));
        let (bytes, mut text) = (fs::read(&path).unwrap(), String::new());
        match extension {
            "CSV" => text = String::from_utf8(bytes).unwrap(),
            _ => drop(GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap()),
        }
        assert_eq!(text, stdout(&format!("tally ES-11/7 --format {format}")), "{extension}");
    }
    let (packed, plain) = (folder.path().join("v.csv.gz"), folder.path().join("v.csv"));
    for path in [&packed, &plain] {
        printed(unvote("export votes -o").arg(path));
    }
    let mut text = String::new();
    GzDecoder::new(&fs::read(packed).unwrap()[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, fs::read_to_string(plain).unwrap());
}

#[test]
fn what_names_no_file_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| format!("{}/{name}", folder.path().display());
    for (path, told) in [
        (inside(""), "it names a folder: add the name of a file"),
        (inside("new/"), "it names a folder: add the name of a file"),
        (inside("gone/t.csv"), "there is no folder "),
    ] {
        let text = stderr(&format!("{ASKED} -o {path}"), 5);
        assert!(text.starts_with(&format!("error: cannot write {path}: {told}")), "{text}");
    }
    assert_eq!(unvote(ASKED).arg("-o").arg("").output().unwrap().status.code(), Some(2));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_stream_that_is_full_is_an_error_for_the_answer_and_none_for_what_is_told() {
    // A device of the system's own kind that is always full, made for this.
    let folder = tempfile::tempdir().unwrap();
    let full = folder.path().join("full");
    if !run("mknod", &[full.as_os_str(), "c".as_ref(), "1".as_ref(), "7".as_ref()]) {
        eprintln!("not tested: only an administrator can make a device");
        return;
    }
    let full = || fs::OpenOptions::new().write(true).open(&full).unwrap();
    for arguments in ["list", "list --format csv", "against ES-11/8", "export votes", "--help", "--version"] {
        let output = process(arguments).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(5), "{arguments}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(told.matches("No space left").count(), 1, "{told}");
        assert!(told.starts_with("error: cannot write to standard output: "), "{told}");
        let neither = process(arguments).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(neither.code(), Some(5), "{arguments}");
    }
    // The last two have something to tell beside their answer.
    let told =
        [("tally XX", 1), ("telly", 2), ("list --data no-such-file.csv", 3), ("matrix", 0), ("export history", 0)];
    for (arguments, code) in told {
        let status = process(arguments).stderr(full()).stdout(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(code), "{arguments}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn standard_output_that_is_closed_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    let closed = |arguments: &str, streams: &str| {
        let mut shell = Process::new("sh");
        let program = assert_cmd::cargo::cargo_bin("unvote");
        shell.env("UNVOTE_STORE", folder.path().join("no-store")).arg("-c");
        shell.arg(format!("'{}' {arguments} {streams}", program.display())).output().unwrap()
    };
    for arguments in ["list", "list --format csv", "export votes", "--help"] {
        let output = closed(arguments, ">&-");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), told.as_str()),
            (Some(5), "error: cannot write to standard output: it is closed\n")
        );
    }
    assert_eq!(closed("tally XX", "2>&-").status.code(), Some(1));
    assert_eq!(closed("list", "<&- 2>&-").status.code(), Some(0));
    assert!(closed(&format!("{ASKED} -o '{}'", path.display()), ">&- 2>&- <&-").status.success());
    assert_eq!(fs::read_to_string(path).unwrap(), stdout(ASKED));
}

#[test]
fn an_answer_is_the_same_where_no_thread_can_be_started() {
    // Room for its stack that no system has.
    let alone = |arguments: &str| printed(unvote(arguments).env("RUST_MIN_STACK", (1_u64 << 62).to_string()));
    for arguments in ["matrix --format csv -q", "turning Hungary --with EU -q", "data --data tests/samples -q"] {
        assert_eq!(alone(arguments), stdout(arguments), "{arguments}");
    }
    // Port 1 of this machine, which nobody listens to.
    let mut fetch = unvote("data fetch http://localhost:1/votes.csv --retries 0");
    let fetched = fetch.env("RUST_MIN_STACK", (1_u64 << 62).to_string()).output().unwrap();
    assert_eq!(fetched.status.code(), Some(4), "{fetched:?}");
    let folder = tempfile::tempdir().unwrap();
    let added = unvote("data add tests/samples/undl_assembly_2024.csv")
        .env("RUST_MIN_STACK", (1_u64 << 62).to_string())
        .env("UNVOTE_STORE", folder.path())
        .output()
        .unwrap();
    assert!(added.status.success(), "{added:?}");
}

#[test]
fn of_two_that_write_one_file_one_stands_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    let asked = ["export votes --year 2025", "export votes --year 2024"];
    let both = asked.map(|arguments| process(arguments).arg("-o").arg(&path).spawn().unwrap());
    for mut one in both {
        assert!(one.wait().unwrap().success());
    }
    let written = fs::read_to_string(&path).unwrap();
    assert!(asked.iter().any(|arguments| stdout(arguments) == written));
    assert_eq!(names(folder.path()), ["votes.csv"]);
}
