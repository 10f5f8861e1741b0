//! Fetching, from a server that the test starts: what is asked for, what is kept, and what is told when it goes wrong.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use assert_cmd::Command;

use super::server::{self, ASSEMBLY, Asked, Server, digital_library, head, respond};

/// The MD5 of `ASSEMBLY`, by md5sum.
const MD5: &str = "dceb559be7a4117304bb931d28b1e3d6";
const FILE: &str = "2026_02_06_ga_voting.csv";

/// `unvote data fetch` with these arguments, the files put into a folder; no network but the server's.
fn fetch(folder: &Path, server: &Server, arguments: &str) -> Command {
    let mut command = super::unvote("data fetch");
    for variable in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(variable).env_remove(variable.to_lowercase());
    }
    command.env_remove("UNVOTE_STORE").env("UNVOTE_MIRROR", server.url());
    command.args(arguments.replace("SERVER", &server.url()).split_whitespace()).arg("--into").arg(folder);
    command
}

/// What a failing run says; nothing is printed.
fn fails(command: &mut Command, code: i32) -> String {
    let output = command.output().unwrap();
    let err = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{err}");
    assert!(output.stdout.is_empty());
    err
}

fn succeeds(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The library with its list, and `answer` for the newest file of the General Assembly.
fn with_file(answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Server {
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
    let output = succeeds(&mut fetch(folder.path(), &server, "undl ga --accept-terms --format csv"));
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
    let output = succeeds(fetch(Path::new("."), &server, "undl ga --accept-terms").current_dir(&folder));
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
        let output = succeeds(&mut fetch(folder.path(), &server, "undl ga --accept-terms --format csv"));
        assert!(text(&output.stdout).contains(&format!(",{arrival},{MD5},true,")), "{}", text(&output.stdout));
    }
    assert_eq!(server.asked().len(), 3);
    // A file of this name that is another one is replaced.
    fs::write(folder.path().join(FILE), "undl_id\n").unwrap();
    succeeds(&mut fetch(folder.path(), &server, "undl ga --accept-terms"));
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
fn a_page_for_browsers_is_recognised_and_nothing_of_it_kept() {
    let page = "\n<!DOCTYPE html>\n<html><head><title>Human verification</title></head></html>";
    let answers: [fn(&mut TcpStream, &str); 4] = [
        |stream, page| respond(stream, "200 OK", &["Content-Type: text/html; charset=utf-8"], page.as_bytes()),
        |stream, page| respond(stream, "403 Forbidden", &["Content-Type: text/html"], page.as_bytes()),
        // Said to be a table.
        |stream, page| respond(stream, "200 OK", &["Content-Type: text/csv"], page.as_bytes()),
        |stream, _| respond(stream, "202 Accepted", &["x-amzn-waf-action: challenge"], b""),
    ];
    for answer in answers {
        let folder = tempfile::tempdir().unwrap();
        let by_file = with_file(move |_, stream| answer(stream, page));
        let by_list = Server::start(move |_, stream| answer(stream, page));
        for server in [by_file, by_list] {
            let err = fails(&mut fetch(folder.path(), &server, "undl ga --accept-terms"), 4);
            assert!(err.contains("instead of the data; nothing of it was kept"), "{err}");
            let advice = "\n  open https://digitallibrary.un.org/record/4060887 in a browser, download the newest \
                          *_ga_voting*.csv there\n  and run: unvote data add FILE\n";
            assert!(err.ends_with(advice), "{err}");
            assert_eq!(names(folder.path()), [""; 0]);
        }
    }
}

#[test]
fn a_file_that_ends_too_early_is_not_kept_when_the_rest_cannot_be_asked_for() {
    let server = with_file(|_, stream| {
        head(stream, "200 OK", &["Content-Type: text/csv", "Content-Length: 1000"]);
        stream.write_all(&ASSEMBLY.as_bytes()[..600]).unwrap();
    });
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --accept-terms"), 4);
    assert!(err.contains("ended after 600 of 1000 bytes") && !err.contains("is kept"), "{err}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_broken_chunked_transfer_is_no_whole_file() {
    let server = with_file(|_, stream| {
        head(stream, "200 OK", &["Content-Type: text/csv", "Transfer-Encoding: chunked"]);
        write!(stream, "{:x}\r\n{}", 900, &ASSEMBLY[..600]).unwrap();
    });
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --accept-terms"), 4);
    assert!(err.contains("ended after 600 of an unknown number of bytes"), "{err}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_server_that_falls_silent_is_given_up() {
    let answers: [fn(&mut TcpStream); 2] = [
        |_| {},
        |stream| {
            head(stream, "200 OK", &["Content-Type: text/csv", "Content-Length: 1000"]);
            stream.write_all(&ASSEMBLY.as_bytes()[..600]).unwrap();
        },
    ];
    for answer in answers {
        let server = with_file(move |_, stream| {
            answer(stream);
            // Until the client goes away.
            let _ = stream.read(&mut [0]);
        });
        let (folder, began) = (tempfile::tempdir().unwrap(), Instant::now());
        let err = fails(&mut fetch(folder.path(), &server, "undl ga --accept-terms --timeout 0.3"), 4);
        assert!(err.contains("sent nothing for 0.3 s; try again, or wait longer with --timeout"), "{err}");
        assert!(began.elapsed() < Duration::from_secs(2));
        assert_eq!(names(folder.path()), [""; 0]);
    }
}

#[test]
fn what_came_before_a_failure_stays_and_is_named() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/api/v1/file?recid=4055387" => {
            let list = server::library(4_055_387, &[("2026_02_06_sc_voting", "")]);
            respond(stream, "200 OK", &["Content-Type: application/json"], list.as_bytes());
        }
        _ => digital_library(asked, stream),
    });
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl sc ga --accept-terms"), 4);
    assert!(err.starts_with(&format!("note: {FILE} came before that and stays\nerror: ")), "{err}");
    assert!(err.contains("2026_02_06_sc_voting.csv answered with status 404"), "{err}");
    assert_eq!(names(folder.path()), [FILE]);
}

#[test]
fn a_missing_file_is_told() {
    let server = Server::start(|_, stream| respond(stream, "404 Not Found", &["Content-Type: text/html"], b"<html>"));
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl sc --accept-terms"), 4);
    let expected =
        format!("{}/api/v1/file?recid=4055387 answered with status 404 (no such file there)\n", server.url());
    assert!(err.ends_with(&expected), "{err}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_busy_server_is_waited_for_as_long_as_it_asks() {
    let server = with_file(|asked, stream| match asked.before {
        0 => respond(stream, "429 Too Many Requests", &["Retry-After: 1"], b"slowly"),
        _ => respond(stream, "200 OK", &[], ASSEMBLY.as_bytes()),
    });
    let (folder, began) = (tempfile::tempdir().unwrap(), Instant::now());
    let output = succeeds(&mut fetch(folder.path(), &server, "undl ga --accept-terms"));
    assert!(began.elapsed() >= Duration::from_secs(1));
    let err = text(&output.stderr);
    assert!(err.contains("is busy (status 429); waiting 1 s as it asks"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
}

#[test]
fn nobody_waits_for_an_hour() {
    let server = Server::start(|_, stream| respond(stream, "503 Service Unavailable", &["Retry-After: 3600"], b""));
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "voeten --accept-terms"), 4);
    assert!(err.contains("is busy (status 503); it asks to come back in 3600 s"), "{err}");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn an_endless_file_is_refused_at_the_limit() {
    let server = with_file(|_, stream| {
        head(stream, "200 OK", &["Content-Type: text/csv", "ETag: \"1\""]);
        while stream.write_all(ASSEMBLY.as_bytes()).is_ok() {}
    });
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --accept-terms --max-size 1"), 3);
    assert!(err.contains("is larger than 1000000 bytes; allow more with --max-size MB"), "{err}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_transfer_that_is_cut_goes_on_where_it_was_cut() {
    let server = with_file(|asked, stream| in_parts(asked, stream, "\"1\"", |before| (before == 0).then_some(600)));
    let folder = tempfile::tempdir().unwrap();
    let output = succeeds(&mut fetch(folder.path(), &server, "undl ga --accept-terms --format csv"));
    assert!(text(&output.stderr).contains(&format!("note: {FILE} was cut after 600 B; asking for the rest")));
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
    assert_eq!(names(folder.path()), [FILE, "terms-undl.txt"]);
    assert_eq!(server.asked()[2].header("range"), Some("bytes=600-"));
}

#[test]
fn the_same_command_goes_on_where_an_earlier_one_was_cut() {
    let server = with_file(|asked, stream| in_parts(asked, stream, "\"1\"", |before| (before == 0).then_some(600)));
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --accept-terms --retries 0"), 4);
    assert!(err.contains("what has come is kept, and the same command goes on from there"), "{err}");
    assert_eq!(names(folder.path()), [format!("{FILE}.part"), format!("{FILE}.part.json")]);

    let output = succeeds(&mut fetch(folder.path(), &server, "undl ga --accept-terms --format csv"));
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
    fails(&mut fetch(folder.path(), &server, "undl ga --accept-terms --retries 0"), 4);
    succeeds(&mut fetch(folder.path(), &server, "undl ga --accept-terms"));
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
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
        thread::sleep(Duration::from_millis(10));
    }
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --accept-terms"), 3);
    assert!(err.contains(&format!("{FILE}.part; wait for it to end")), "{err}");
    assert!(first.wait().unwrap().success());
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), ASSEMBLY);
}

#[test]
fn the_terms_are_shown_before_anything_is_asked_and_accepted_once() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    let err = fails(&mut fetch(folder.path(), &server, "undl ga"), 2);
    let terms =
        "United Nations Dag Hammarskjöld Library, General Assembly Voting Data; non-commercial use with attribution";
    assert!(err.contains(terms) && err.contains("add --accept-terms to accept these terms"), "{err}");
    assert!(server.asked().is_empty() && names(folder.path()).is_empty());

    succeeds(&mut fetch(folder.path(), &server, "undl ga --yes"));
    assert!(fs::read_to_string(folder.path().join("terms-undl.txt")).unwrap().contains(terms));
    let again = succeeds(&mut fetch(folder.path(), &server, "undl ga"));
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
fn a_server_that_is_not_there_cannot_be_reached() {
    // The port was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    let err = fails(&mut fetch(folder.path(), &server, &format!("http://127.0.0.1:{port}/votes.csv")), 4);
    assert!(err.contains(&format!("error: http://127.0.0.1:{port}/votes.csv cannot be reached: ")), "{err}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn redirects_without_end_are_given_up() {
    let server = Server::start(|_, stream| respond(stream, "302 Found", &["Location: /again"], b""));
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "SERVER/votes.csv"), 4);
    assert!(err.contains("cannot be reached: too many redirects"), "{err}");
}

#[test]
fn a_list_in_another_shape_leads_to_the_page() {
    let server = Server::start(|_, stream| respond(stream, "200 OK", &[], b"{\"files\": []}"));
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --accept-terms"), 3);
    assert!(err.contains("is no list of files as expected: it is no JSON list\n  open https://"), "{err}");
}

#[test]
fn a_name_in_a_list_does_not_lead_out_of_the_folder() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/api/v1/file?recid=4060887" => {
            let list = r#"[{"full_name": "../../2026_02_06_ga_voting.csv", "url": "/file"}]"#;
            respond(stream, "200 OK", &["Content-Type: application/json"], list.as_bytes());
        }
        _ => respond(stream, "200 OK", &[], ASSEMBLY.as_bytes()),
    });
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("a").join("b");
    succeeds(&mut fetch(&inside, &server, "undl ga --accept-terms"));
    assert_eq!(names(&inside), ["_.._2026_02_06_ga_voting.csv", "terms-undl.txt"]);
    assert_eq!(names(folder.path()), ["a"]);
}

#[test]
fn downloads_go_to_the_store_unless_a_folder_is_named() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    let mut command = super::unvote("data fetch undl ga --accept-terms");
    command.env("UNVOTE_MIRROR", server.url()).env("NO_PROXY", "127.0.0.1").env("UNVOTE_STORE", folder.path());
    succeeds(&mut command);
    assert_eq!(names(&folder.path().join("downloads")), [FILE, "terms-undl.txt"]);
}

#[test]
fn wrong_usage_asks_nobody() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    for (arguments, told) in [
        ("undl ga votes", "undl has no part 'votes'; it has ga, resolutions, sc, names"),
        ("icpsr", "expected undl, voeten or an address, https://..."),
        ("undl --timeout never", "'never' is no number of seconds above 0"),
        ("undl --mirror mirror.example.org", "'mirror.example.org' is no address of a mirror"),
        ("SERVER/votes.csv ga", "a file at an address has no parts"),
    ] {
        let err = fails(&mut fetch(folder.path(), &server, arguments), 2);
        assert!(err.contains(told), "{arguments}: {err}");
    }
    assert!(server.asked().is_empty());
}
