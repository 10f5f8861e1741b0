//! Fetching, from a server that the test starts: what is asked for and what is kept.

use std::{
    fs,
    io::Write as _,
    net::TcpStream,
    path::Path,
    process::{Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use assert_cmd::Command;

use crate::server::{self, ASSEMBLY, Asked, Server, digital_library, head, respond};

/// The MD5 of `ASSEMBLY`, by md5sum.
pub const MD5: &str = "dceb559be7a4117304bb931d28b1e3d6";
pub const FILE: &str = "2026_02_06_ga_voting.csv";

/// `unvote data fetch` with these arguments, the files put into a folder; no network but the server's.
pub fn fetch(folder: &Path, server: &Server, arguments: &str) -> Command {
    let mut command = super::unvote("data fetch");
    for variable in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(variable).env_remove(variable.to_lowercase());
    }
    command.env_remove("UNVOTE_STORE").env("UNVOTE_MIRROR", server.url());
    command.args(arguments.replace("SERVER", &server.url()).split_whitespace()).arg("--into").arg(folder);
    command
}

/// What a failing run says; nothing is printed.
pub fn fails(command: &mut Command, code: i32) -> String {
    let output = command.output().unwrap();
    let err = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{err}");
    assert!(output.stdout.is_empty());
    err
}

pub fn succeeds(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    output
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The library with its list, and `answer` for the newest file of the General Assembly.
pub fn with_file(answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Server {
    Server::start(move |asked, stream| match asked.path.as_str() {
        "/record/4060887/files/2026_02_06_ga_voting.csv" => answer(asked, stream),
        _ => digital_library(asked, stream),
    })
}

/// A file with a tag of its version, of which a part can be asked for; `cut` says after how many bytes it ends.
fn in_parts(asked: &Asked, stream: &mut TcpStream, tag: &str, cut: impl Fn(usize) -> Option<usize>) {
    let body = ASSEMBLY.as_bytes();
    let from = asked.header("range").and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
    let from = from.filter(|_| asked.header("if-range") == Some(tag)).unwrap_or(0_usize);
    let (tag, length) = (format!("ETag: {tag}"), format!("Content-Length: {}", body.len() - from));
    let range = format!("Content-Range: bytes {from}-{}/{}", body.len() - 1, body.len());
    let status = if from > 0 { "206 Partial Content" } else { "200 OK" };
    head(stream, status, &["Content-Type: text/csv", &tag, &length, &range][..3 + usize::from(from > 0)]);
    let end = cut(asked.before).unwrap_or(body.len()).max(from);
    stream.write_all(&body[from..end]).unwrap();
}

#[test]
fn the_newest_edition_of_the_library_is_fetched_through_its_list_and_a_redirect() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    let output =
        succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --format csv"));
    assert_eq!(names(folder.path()), [FILE, "terms-undl.txt"]);
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
    let path = folder.path().join(FILE);
    let expected = format!(
        "part,file,bytes,arrival,md5,checked,url\n\
         ga,{},{},fetched,{MD5},false,https://digitallibrary.un.org/record/4060887/files/{FILE}\n",
        path.display(),
        ASSEMBLY.len()
    );
    assert_eq!(text(&output.stdout), expected);
    let asked = ["/api/v1/file?recid=4060887", "/record/4060887/files/2026_02_06_ga_voting.csv", "/storage/4060887"];
    assert_eq!(server.paths(), asked);
    // What was fetched can be read.
    let tally = super::unvote("tally ES-11/8 --format csv --data").arg(path).output().unwrap();
    assert!(text(&tally.stdout).contains("A/RES/ES-11/8"));
}

#[test]
fn people_are_told_what_was_fetched_and_what_to_type_next() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    let output =
        succeeds(fetch(Path::new("."), &server, "undl ga --approved-by-library --accept-terms").current_dir(&folder));
    let told = text(&output.stdout).replace(&server.url(), "http://127.0.0.1:PORT");
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_there_already_and_is_what_the_catalogue_lists_is_not_fetched_again() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/api/v1/file?recid=4060887" => {
            let list = server::library(4_060_887, &[("2026_02_06_ga_voting", MD5)]);
            respond(stream, "200 OK", &["Content-Type: application/json"], list.as_bytes());
        }
        _ => respond(stream, "200 OK", &["Content-Type: text/csv"], ASSEMBLY.as_bytes()),
    });
    let folder = tempfile::tempdir().unwrap();
    for arrival in ["fetched", "present"] {
        let output =
            succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --format csv"));
        assert!(text(&output.stdout).contains(&format!(",{arrival},{MD5},true,")), "{}", text(&output.stdout));
    }
    assert_eq!(server.asked().len(), 3);
    // A file of this name that is another one stays, unless it may be replaced.
    fs::write(folder.path().join(FILE), "undl_id\n").unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"), 5);
    assert!(
        err.contains(&format!("{FILE} is there already, and is another file\n")) && err.contains("--replace"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), "undl_id\n");
    succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --replace"));
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
}

/// The Dataverse with a file `UNVotes.csv`, of which the list says this MD5.
fn dataverse(md5: &str) -> Server {
    let list = format!(
        r#"{{"status": "OK", "data": [{{"label": "UNVotes.tab", "restricted": false, "dataFile": {{"id": 12,
          "filename": "UNVotes.tab", "originalFileFormat": "text/csv", "originalFileName": "UNVotes.csv",
          "md5": "{md5}", "checksum": {{"type": "MD5", "value": "{md5}"}}}}}}]}}"#
    );
    Server::start(move |asked, stream| match asked.path.as_str() {
        "/api/datasets/:persistentId/versions/:latest-published/files?persistentId=doi:10.7910/DVN/LEJUQZ" => {
            respond(stream, "200 OK", &["Content-Type: application/json"], list.as_bytes());
        }
        "/api/access/datafile/12?format=original" => {
            respond(stream, "303 See Other", &["Location: /bucket/12"], b"");
        }
        "/bucket/12" => respond(stream, "200 OK", &["Content-Type: text/csv"], ASSEMBLY.as_bytes()),
        _ => respond(stream, "404 Not Found", &[], b""),
    })
}

#[test]
fn the_dataverse_gives_the_file_as_it_was_uploaded_and_its_checksum_is_checked() {
    let (folder, server) = (tempfile::tempdir().unwrap(), dataverse(MD5));
    let output = succeeds(&mut fetch(folder.path(), &server, "voeten --accept-terms --format csv"));
    let row = format!(
        ",{},fetched,{MD5},true,https://dataverse.harvard.edu/api/access/datafile/12?format=original\n",
        ASSEMBLY.len()
    );
    assert!(text(&output.stdout).ends_with(&row), "{}", text(&output.stdout));
    assert_eq!(names(folder.path()), ["UNVotes.csv", "terms-voeten.txt"]);
}

#[test]
fn a_file_with_another_checksum_is_not_kept() {
    let (folder, server) = (tempfile::tempdir().unwrap(), dataverse("00000000000000000000000000000000"));
    let err = fails(&mut fetch(folder.path(), &server, "voeten --accept-terms"), 3);
    assert!(err.contains(&format!("came with the MD5 {MD5}, where its catalogue says 0000")), "{err}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_busy_server_is_waited_for_as_long_as_it_asks() {
    let server = with_file(|asked, stream| match asked.before {
        0 => respond(stream, "429 Too Many Requests", &["Retry-After: 1"], b"slowly"),
        _ => respond(stream, "200 OK", &[], ASSEMBLY.as_bytes()),
    });
    let (folder, began) = (tempfile::tempdir().unwrap(), Instant::now());
    let output = succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"));
    assert!(began.elapsed() >= Duration::from_secs(1));
    let err = text(&output.stderr);
    assert!(err.contains("is busy (status 429); waiting 1 s, as it asks"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
}

#[test]
fn a_transfer_that_is_cut_goes_on_where_it_was_cut() {
    let server = with_file(|asked, stream| in_parts(asked, stream, "\"1\"", |before| (before == 0).then_some(600)));
    let folder = tempfile::tempdir().unwrap();
    let output =
        succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --format csv"));
    assert!(text(&output.stderr).contains(&format!("note: {FILE} was cut after 600 B; asking for the rest")));
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
    assert_eq!(names(folder.path()), [FILE, "terms-undl.txt"]);
    assert_eq!(server.asked()[2].header("range"), Some("bytes=600-"));
}

#[test]
fn the_same_command_goes_on_where_an_earlier_one_was_cut() {
    let server = with_file(|asked, stream| in_parts(asked, stream, "\"1\"", |before| (before == 0).then_some(600)));
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --retries 0"), 4);
    assert!(err.contains("what has come is kept, and the same command goes on from there"), "{err}");
    assert_eq!(names(folder.path()), [format!("{FILE}.part"), format!("{FILE}.part.json")]);

    let output =
        succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --format csv"));
    assert!(text(&output.stdout).contains(&format!(",{},resumed,{MD5},", ASSEMBLY.len())), "{}", text(&output.stdout));
    let last = server.asked().pop().unwrap();
    assert_eq!((last.header("range"), last.header("if-range")), (Some("bytes=600-"), Some("\"1\"")));
    assert_eq!(names(folder.path()), [FILE, "terms-undl.txt"]);
}

#[test]
fn a_file_that_has_changed_since_the_cut_is_fetched_whole() {
    let server = with_file(|asked, stream| {
        let tag = if asked.before == 0 { "\"1\"" } else { "\"2\"" };
        in_parts(asked, stream, tag, |before| (before == 0).then_some(600));
    });
    let folder = tempfile::tempdir().unwrap();
    fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --retries 0"), 4);
    succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"));
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
}

#[test]
fn a_rest_of_a_file_of_another_size_is_not_put_behind_the_beginning() {
    // The server marks versions badly: the tag stays, the file grows.
    let server = with_file(|asked, stream| match asked.before {
        0 => in_parts(asked, stream, "\"a\"", |_| Some(600)),
        1 => {
            let range = format!("Content-Range: bytes 600-{}/{}", ASSEMBLY.len() + 9, ASSEMBLY.len() + 10);
            head(stream, "206 Partial Content", &["Content-Type: text/csv", "ETag: \"a\"", &range]);
            let _ = stream.write_all(&[b'x'; 1000]);
        }
        _ => in_parts(asked, stream, "\"a\"", |_| None),
    });
    let folder = tempfile::tempdir().unwrap();
    succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"));
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
    let ranges: Vec<bool> = server.asked().iter().skip(1).map(|asked| asked.header("range").is_some()).collect();
    assert_eq!(ranges, [false, true, false]);
}

#[test]
fn two_processes_do_not_write_the_same_file() {
    let server = with_file(|asked, stream| {
        head(stream, "200 OK", &["Content-Type: text/csv", &format!("Content-Length: {}", ASSEMBLY.len())]);
        stream.write_all(&ASSEMBLY.as_bytes()[..600]).unwrap();
        thread::sleep(Duration::from_millis(900));
        let _ = stream.write_all(&ASSEMBLY.as_bytes()[600..]);
        assert_eq!(asked.before, 0, "the second process asks for nothing");
    });
    let folder = tempfile::tempdir().unwrap();
    let mut first = std::process::Command::new(env!("CARGO_BIN_EXE_unvote"));
    let url = format!("{}/record/4060887/files/{FILE}", server.url());
    first.args(["data", "fetch", &url, "--into"]).arg(folder.path()).env("NO_PROXY", "127.0.0.1");
    let mut first = first.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while server.asked().is_empty() {
        assert_eq!(first.try_wait().unwrap(), None, "it ends before it asks");
        thread::sleep(Duration::from_millis(10));
    }
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"), 3);
    assert!(err.contains(&format!("{FILE}.part; wait for it to end")), "{err}");
    assert!(first.wait().unwrap().success());
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
}

#[test]
fn the_terms_are_shown_before_anything_is_asked_and_accepted_once() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library"), 2);
    let terms =
        "United Nations Dag Hammarskjöld Library, General Assembly Voting Data; non-commercial use with attribution";
    assert!(err.contains(terms) && err.contains("add --accept-terms to accept these terms"), "{err}");
    assert!(server.asked().is_empty() && names(folder.path()).is_empty());

    succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --yes"));
    assert!(fs::read_to_string(folder.path().join("terms-undl.txt")).unwrap().contains(terms));
    let again = succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library"));
    assert_eq!(text(&again.stderr), "");
    // Its name tells the edition: only the list was asked for again.
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn one_file_is_fetched_from_an_address() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    let output = succeeds(&mut fetch(folder.path(), &server, "SERVER/storage/4060887 --format csv"));
    assert_eq!(fs::read_to_string(folder.path().join("4060887")).unwrap(), ASSEMBLY);
    assert_eq!(names(folder.path()), ["4060887"]);
    assert!(text(&output.stdout).ends_with(&format!(",{MD5},false,{}/storage/4060887\n", server.url())));
}

#[test]
fn downloads_go_to_the_store_unless_a_folder_is_named() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    let mut command = super::unvote("data fetch undl ga --approved-by-library --accept-terms");
    command.env("UNVOTE_MIRROR", server.url()).env("NO_PROXY", "127.0.0.1").env("UNVOTE_STORE", folder.path());
    succeeds(&mut command);
    assert_eq!(names(&folder.path().join("downloads")), [FILE, "terms-undl.txt"]);
}
