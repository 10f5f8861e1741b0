//! What fetching leaves alone: files that it did not make, and links that somebody planted.

use std::fs;

use super::fetch::{FILE, fails, fetch, names, succeeds, text};
use crate::server::{ASSEMBLY, Server, digital_library, respond};

/// A server with two tables of the same last name.
fn two_tables() -> Server {
    Server::start(|asked, stream| {
        let year = if asked.path.starts_with("/first/") { "1981" } else { "1991" };
        let table = format!("resolution,date,member,vote\nA/RES/60/{year},{year}-09-16,France,yes\n");
        respond(stream, "200 OK", &["Content-Type: text/csv"], table.as_bytes());
    })
}

#[test]
fn a_file_of_the_same_name_stays_unless_it_may_be_replaced() {
    let (folder, server) = (tempfile::tempdir().unwrap(), two_tables());
    let file = folder.path().join("votes.csv");
    fs::write(&file, "my thesis").unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "SERVER/first/votes.csv"), 5);
    assert!(err.contains("votes.csv is there already, and is another file") && err.contains("--replace"), "{err}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "my thesis");
    assert_eq!(names(folder.path()), ["votes.csv"]);
    succeeds(&mut fetch(folder.path(), &server, "SERVER/first/votes.csv --replace"));
    // The same file again is there already.
    let again = succeeds(&mut fetch(folder.path(), &server, "SERVER/first/votes.csv --format csv"));
    assert!(text(&again.stdout).contains(",present,"), "{}", text(&again.stdout));
    fails(&mut fetch(folder.path(), &server, "SERVER/second/votes.csv"), 5);
    assert!(fs::read_to_string(&file).unwrap().contains("1981") && names(folder.path()) == ["votes.csv"]);
}

#[test]
fn two_addresses_with_the_same_last_name_are_two_sources() {
    let (store, server) = (tempfile::tempdir().unwrap(), two_tables());
    let add = |addresses: &str| {
        let arguments = format!("data add {}", addresses.replace("SERVER", &server.url()));
        let mut command = super::unvote(&arguments);
        succeeds(command.env("UNVOTE_STORE", store.path()).env("NO_PROXY", "127.0.0.1"));
    };
    let listed = || {
        let mut command = super::unvote("data list --format csv");
        let list = text(&succeeds(command.env("UNVOTE_STORE", store.path())).stdout);
        list.lines().skip(1).map(|row| row.split(',').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    add("SERVER/first/votes.csv SERVER/second/votes.csv");
    assert_eq!(listed(), ["votes.csv", "votes.csv (2)"]);
    add("SERVER/first/votes.csv");
    assert_eq!(listed(), ["votes.csv", "votes.csv (2)"]);
    let years =
        text(&succeeds(super::unvote("list --year 1981-1991 --format csv").env("UNVOTE_STORE", store.path())).stdout);
    assert!(years.contains("A/RES/60/1981") && years.contains("A/RES/60/1991"), "{years}");
}

#[test]
fn unfinished_files_of_others_are_neither_written_to_nor_removed() {
    let server = Server::start(digital_library);
    for name in [format!("{FILE}.part"), format!("{FILE}.part.json"), "terms-undl.txt".to_owned()] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(&name), "my thesis").unwrap();
        let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"), 5);
        assert!(err.contains(&name), "{err}");
        assert_eq!(fs::read_to_string(folder.path().join(&name)).unwrap(), "my thesis");
    }
}

#[cfg(unix)]
#[test]
fn planted_links_are_not_followed() {
    let server = Server::start(digital_library);
    for name in [format!("{FILE}.part"), format!("{FILE}.part.json"), "terms-undl.txt".to_owned()] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis"), "mine").unwrap();
        std::os::unix::fs::symlink("thesis", folder.path().join(&name)).unwrap();
        fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"), 5);
        assert_eq!(fs::read_to_string(folder.path().join("thesis")).unwrap(), "mine", "{name}");
        assert!(folder.path().join(&name).is_symlink());
    }
    let (folder, file) = (tempfile::tempdir().unwrap(), "SERVER/storage/4060887");
    fs::write(folder.path().join("thesis"), "mine").unwrap();
    std::os::unix::fs::symlink("thesis", folder.path().join("4060887")).unwrap();
    fails(&mut fetch(folder.path(), &server, file), 5);
    assert!(folder.path().join("4060887").is_symlink());
    succeeds(&mut fetch(folder.path(), &server, &format!("{file} --replace")));
    assert_eq!(fs::read_to_string(folder.path().join("thesis")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(folder.path().join("4060887")).unwrap(), ASSEMBLY);
}
