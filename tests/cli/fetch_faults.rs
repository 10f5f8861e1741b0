//! Fetching that goes wrong, from a server that the test starts: what is told, and that nothing is left of it.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

use super::fetch::{FILE, fails, fetch, names, succeeds, with_file};
use crate::server::{self, ASSEMBLY, Server, digital_library, head, respond};

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
    assert!(err.contains("is not a list of files as expected: it is not a JSON list\n  open https://"), "{err}");
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
fn wrong_usage_asks_nobody() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    for (arguments, told) in [
        ("undl ga votes", "undl has no part 'votes'; it has ga, resolutions, sc, names"),
        ("icpsr", "expected undl, voeten or an address, https://..."),
        ("undl --timeout never", "'never' is not a number of seconds above 0"),
        ("undl --mirror mirror.example.org", "'mirror.example.org' is not the address of a mirror"),
        ("SERVER/votes.csv ga", "a file at an address has no parts"),
    ] {
        let err = fails(&mut fetch(folder.path(), &server, arguments), 2);
        assert!(err.contains(told), "{arguments}: {err}");
    }
    assert!(server.asked().is_empty());
}
