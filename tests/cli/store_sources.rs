//! The sources of a store: which of them take the place of which, and what of others the store leaves alone.

use std::fs::{self, File};
use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::{thread, time::Duration};

use tempfile::TempDir;

/// Roll calls of the Security Council in the layout of the Digital Library: a resolution a month of a year, from a month on.
fn council(year: u16, months: std::ops::RangeInclusive<u16>) -> String {
    let header = "undl_id,ms_code,ms_name,ms_vote,date,resolution,meeting,title\n".to_owned();
    let vote = |month: u16| {
        let number = (year - 1946) * 12 + month;
        let rest = format!("{year}-{month:02}-10,S/RES/{number}({year}),S/PV.{number},A title");
        format!("{number},FRA,FRANCE,Y,{rest}\n{number},GBR,UNITED KINGDOM,Y,{rest}\n")
    };
    header + &months.map(vote).collect::<String>()
}

/// A table of one member's votes on two resolutions.
fn of_member(member: &str) -> String {
    format!("resolution,date,member,vote\nA/RES/60/1,2005-09-16,{member},yes\nA/RES/60/2,2005-10-20,{member},no\n")
}

struct Shelf(TempDir);

impl Shelf {
    /// A folder with these files.
    fn with(files: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("unvote"));
        command.current_dir(&self.0).args(arguments.split(' '));
        command.env("UNVOTE_STORE", "store").env("COLUMNS", "80").env_remove("NO_COLOR");
        command
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// Adds a text by standard input.
    fn pipe(&self, arguments: &str, text: &str) -> (i32, String) {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        told(&child.wait_with_output().unwrap())
    }

    /// Exit code and standard error.
    fn run(&self, arguments: &str) -> (i32, String) {
        told(&self.command(arguments).output().unwrap())
    }

    fn succeeds(&self, arguments: &str) {
        assert_eq!(self.run(arguments), (0, String::new()), "{arguments}");
    }

    /// The names of the sources with their numbers of roll calls.
    fn sources(&self) -> Vec<(String, usize)> {
        let output = self.command("data list --format csv").output().unwrap();
        let mut rows = csv::Reader::from_reader(&output.stdout[..]);
        let source = |row: csv::StringRecord| (row[0].to_owned(), row[3].parse().unwrap());
        rows.records().map(|row| source(row.unwrap())).collect()
    }
}

fn told(output: &Output) -> (i32, String) {
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn owned(sources: &[(&str, usize)]) -> Vec<(String, usize)> {
    sources.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

#[test]
fn files_of_different_years_stand_side_by_side_whatever_their_names_and_counts() {
    let shelf = Shelf::with(&[("sc_1990.csv", council(1990, 1..=12)), ("sc_2010.csv", council(2010, 1..=12))]);
    fs::create_dir(shelf.path("other")).unwrap();
    fs::write(shelf.path("other/sc_1990.csv"), council(2000, 1..=12)).unwrap();
    shelf.succeeds("data add sc_1990.csv");
    shelf.succeeds("data add sc_2010.csv other/sc_1990.csv");
    assert_eq!(shelf.sources(), owned(&[("sc_1990.csv", 12), ("sc_2010.csv", 12), ("sc_1990.csv (2)", 12)]));
    // Each is taken out by a name of its own.
    shelf.succeeds("data remove sc_1990.csv");
    assert_eq!(shelf.sources(), owned(&[("sc_2010.csv", 12), ("sc_1990.csv (2)", 12)]));
}

#[test]
fn what_comes_by_standard_input_twice_is_two_sources_unless_it_is_an_edition() {
    let shelf = Shelf::with(&[]);
    assert_eq!(shelf.pipe("data add -", &council(1990, 1..=12)), (0, String::new()));
    assert_eq!(shelf.pipe("data add -", &council(2010, 1..=11)), (0, String::new()));
    assert_eq!(shelf.sources(), owned(&[("standard input", 12), ("standard input (2)", 11)]));
    assert_eq!(shelf.pipe("data add -", &council(2010, 1..=12)), (0, String::new()));
    assert_eq!(shelf.sources(), owned(&[("standard input", 12), ("standard input (2)", 12)]));
    // Both come from `-`, so that it names neither.
    let (code, err) = shelf.run("data remove -");
    assert!(code == 3 && err.contains("has 2 sources of '-'"), "{err}");
    assert!(err.contains("name one of them: 'standard input', 'standard input (2)'"), "{err}");
    assert_eq!(shelf.sources().len(), 2);
}

#[test]
fn an_edition_that_lacks_more_than_one_in_a_hundred_roll_calls_needs_leave_and_a_whole_takes_the_place_of_its_parts() {
    let shelf = Shelf::with(&[("first.csv", council(1990, 1..=6)), ("second.csv", council(1990, 7..=12))]);
    fs::write(shelf.path("whole.csv"), council(1990, 1..=12)).unwrap();
    fs::write(shelf.path("less.csv"), council(1990, 2..=12)).unwrap();
    shelf.succeeds("data add first.csv second.csv");
    shelf.succeeds("data add whole.csv");
    assert_eq!(shelf.sources(), owned(&[("whole.csv", 12)]));
    let (code, err) = shelf.run("data add less.csv");
    assert!(code == 3 && err.contains("less.csv is an edition of whole.csv"), "{err}");
    assert!(err.contains("lacks 1 of its 12 roll calls") && err.contains("--replace"), "{err}");
    shelf.succeeds("data add less.csv --beside");
    assert_eq!(shelf.sources(), owned(&[("whole.csv", 12), ("less.csv", 11)]));
    // Leave is given for all editions of it.
    shelf.succeeds("data add first.csv --replace");
    assert_eq!(shelf.sources(), owned(&[("first.csv", 6)]));
}

#[test]
fn two_tables_of_the_votes_of_two_members_are_no_editions_of_one() {
    let shelf = Shelf::with(&[("fr.csv", of_member("France")), ("us.csv", of_member("United States"))]);
    shelf.succeeds("data add fr.csv");
    shelf.succeeds("data add us.csv");
    assert_eq!(shelf.sources(), owned(&[("fr.csv", 2), ("us.csv", 2)]));
    let both = of_member("France") + of_member("United States").split_once('\n').unwrap().1;
    fs::write(shelf.path("both.csv"), both).unwrap();
    shelf.succeeds("data add both.csv");
    assert_eq!(shelf.sources(), owned(&[("both.csv", 2)]));
    // All roll calls are in the smaller table, but half of the votes are not.
    let (code, err) = shelf.run("data add us.csv");
    assert!(code == 3 && err.contains("lacks 2 of its 4 votes of members"), "{err}");
}

#[test]
fn a_file_that_is_no_store_is_never_removed_or_replaced() {
    let shelf = Shelf::with(&[("votes.csv", council(1990, 1..=2))]);
    fs::create_dir(shelf.path("store")).unwrap();
    fs::write(shelf.path("store/record.unvote"), "my thesis").unwrap();
    for command in ["data remove --all", "data remove votes.csv", "data add votes.csv", "data check"] {
        let (code, err) = shelf.run(command);
        assert!(code == 3 && err.contains("record.unvote is not a store of this program"), "{command}: {code}, {err}");
    }
    assert_eq!(fs::read_to_string(shelf.path("store/record.unvote")).unwrap(), "my thesis");
    assert!(!shelf.path("nowhere").exists());
    let (code, err) = shelf.run("data remove votes.csv --store nowhere");
    assert!(code == 3 && err.contains("it is empty") && !shelf.path("nowhere").exists(), "{err}");
}

#[test]
fn what_strangers_left_beside_the_store_stays_and_what_killed_writers_left_goes() {
    let shelf = Shelf::with(&[("votes.csv", council(1990, 1..=2))]);
    fs::create_dir(shelf.path("store")).unwrap();
    let strangers = [".record-mine", ".record.unvote-thesis", "notes"];
    for name in strangers {
        fs::write(shelf.path("store").join(name), "my thesis").unwrap();
    }
    let killed = [(".record.unvote-a1b2c3", &b"unvote\x1a\nhalf"[..]), (".record.unvote-d4e5f6", b"")];
    for (name, bytes) in killed {
        fs::write(shelf.path("store").join(name), bytes).unwrap();
    }
    // One that is still being written is held by its writer.
    let held = shelf.path("store/.record.unvote-held");
    fs::write(&held, "").unwrap();
    let writer = File::open(&held).unwrap();
    writer.lock().unwrap();
    shelf.succeeds("data add votes.csv");
    assert!(strangers.iter().all(|name| fs::read(shelf.path("store").join(name)).unwrap() == b"my thesis"));
    assert!(killed.iter().all(|(name, _)| !shelf.path("store").join(name).exists()));
    assert!(held.exists());
    drop(writer);
    shelf.succeeds("data remove votes.csv");
    assert!(!held.exists());
}

#[test]
fn whoever_waits_for_another_writer_is_told() {
    let shelf = Shelf::with(&[("votes.csv", council(1990, 1..=2))]);
    shelf.succeeds("data add votes.csv");
    let lock = File::open(shelf.path("store/lock")).unwrap();
    lock.lock().unwrap();
    let writer = shelf.command("data remove --all").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    thread::sleep(Duration::from_millis(1500));
    assert!(shelf.path("store/record.unvote").exists(), "it waits");
    drop(lock);
    let note = "note: another process is changing the store in store: waiting for it\n";
    assert_eq!(told(&writer.wait_with_output().unwrap()), (0, note.to_owned()));
}

#[test]
fn a_variable_that_is_empty_counts_as_unset_and_a_cause_is_told_once() {
    let shelf = Shelf::with(&[("votes.csv", council(1990, 1..=2))]);
    let home = shelf.path("home");
    let place = shelf.command("data where --format csv").env("UNVOTE_STORE", "").env("XDG_DATA_HOME", &home).output();
    let place = String::from_utf8(place.unwrap().stdout).unwrap();
    assert!(place.contains(&format!("{}", home.join("unvote").display())), "{place}");
    let (code, err) = shelf.run("data add votes.csv --store votes.csv");
    assert_eq!((code, err.matches("(os error").count()), (5, 1), "{err}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn the_store_has_the_mode_that_the_umask_leaves() {
        let shelf = Shelf::with(&[("votes.csv", council(1990, 1..=2))]);
        let program = assert_cmd::cargo::cargo_bin("unvote");
        for (umask, mode) in [("002", 0o664), ("027", 0o640)] {
            let script = format!("umask {umask}; exec '{}' data add votes.csv", program.display());
            let mut command = Command::new("sh");
            command.current_dir(&shelf.0).env("UNVOTE_STORE", "store").args(["-c", &script]);
            assert!(command.output().unwrap().status.success());
            let found = fs::metadata(shelf.path("store/record.unvote")).unwrap().permissions().mode();
            assert_eq!(found & 0o777, mode, "{umask}");
        }
    }

    #[test]
    fn a_store_behind_a_link_is_written_and_removed_where_it_is_and_planted_links_are_not_followed() {
        let shelf = Shelf::with(&[("votes.csv", council(1990, 1..=2)), ("thesis", "mine".to_owned())]);
        for name in ["store", "disk", "planted"] {
            fs::create_dir(shelf.path(name)).unwrap();
        }
        symlink("../disk/kept", shelf.path("store/record.unvote")).unwrap();
        for _ in 0..2 {
            shelf.succeeds("data add votes.csv");
            assert!(shelf.path("disk/kept").is_file() && shelf.path("store/record.unvote").is_symlink());
            shelf.succeeds("data check");
            shelf.succeeds("data remove --all");
            assert!(!shelf.path("disk/kept").exists() && shelf.path("store/record.unvote").is_symlink());
        }
        symlink("../thesis", shelf.path("planted/lock")).unwrap();
        symlink("../thesis", shelf.path("planted/.record.unvote-a1b2c3")).unwrap();
        let (code, err) = shelf.run("data add votes.csv --store planted");
        assert!(code == 5 && err.contains("planted/lock cannot be opened"), "{err}");
        assert_eq!(fs::read_to_string(shelf.path("thesis")).unwrap(), "mine");
    }

    #[test]
    fn a_pipe_in_the_place_of_the_store_is_not_waited_for() {
        let shelf = Shelf::with(&[]);
        fs::create_dir(shelf.path("store")).unwrap();
        assert!(Command::new("mkfifo").arg(shelf.path("store/record.unvote")).status().unwrap().success());
        let (code, err) = shelf.run("data list");
        assert!(code == 3 && err.contains("is not a store of this program"), "{err}");
    }
}
