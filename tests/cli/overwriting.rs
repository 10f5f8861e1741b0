//! No answer is written over a file that it is made of.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

const VOTES: &str = "resolution,date,member,vote\nA/RES/60/1,2005-09-16,France,yes\n";

fn run(folder: &Path, arguments: &str, piped: bool) -> (Option<i32>, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("unvote"));
    command.current_dir(folder).env("UNVOTE_STORE", "store").env("COLUMNS", "80").args(arguments.split(' '));
    let stdin = if piped { File::open(folder.join("votes.csv")).unwrap().into() } else { Stdio::null() };
    let output = command.stdin(stdin).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn no_command_writes_over_what_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("all")).unwrap();
    for name in ["votes.csv", "other.csv", "all/votes.csv"] {
        fs::write(path.join(name), VOTES).unwrap();
    }
    let mut arguments = vec![
        "list --data votes.csv -o votes.csv",
        "list --data other.csv --data votes.csv -o ./votes.csv",
        "export votes --data votes.csv -o all/../votes.csv",
        "list --data all -o all/votes.csv",
        "data diff other.csv votes.csv -o votes.csv",
        "data add other.csv votes.csv -o votes.csv",
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("votes.csv", path.join("link.csv")).unwrap();
        fs::hard_link(path.join("votes.csv"), path.join("hard.csv")).unwrap();
        let by_links = ["tally 60/1 --data votes.csv -o link.csv", "tally 60/1 --data link.csv -o votes.csv"];
        arguments.extend(by_links.iter().chain(&["list --data hard.csv -o votes.csv"]));
        #[cfg(target_os = "linux")]
        arguments.push("list --data - -o votes.csv");
    }
    for arguments in arguments {
        let (code, err) = run(path, arguments, arguments.contains(" - "));
        assert_eq!(code, Some(2), "{arguments}: {err}");
        assert!(err.contains("-o would write the answer over ") && err.contains("name another file"), "{err}");
        assert!(
            ["votes.csv", "all/votes.csv"].iter().all(|name| fs::read_to_string(path.join(name)).unwrap() == VOTES)
        );
    }
    assert!(!path.join("store").exists(), "nothing was added before that was found out");
    // Others may be written beside it, and over.
    assert_eq!(run(path, "list --data votes.csv -o other.csv", false).0, Some(0));
    assert_eq!(run(path, "list --data all -o all/new.csv", false).0, Some(0));
    assert_eq!(run(path, "data add votes.csv", false).0, Some(0));
    let (code, err) = run(path, "list -o store/record.unvote", false);
    assert!(code == Some(2) && err.contains("record.unvote, which is read for it"), "{err}");
    assert_eq!(run(path, "data check", false).0, Some(0));
}
