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
            let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"), 4);
            assert!(err.contains("instead of the data; nothing of it was kept"), "{err}");
            let advice = "\n  open https://digitallibrary.un.org/record/4060887 in a browser, download the newest \
                          *_ga_voting*.csv there\n  and run: unvote data add FILE\n";
            assert!(err.ends_with(advice), "{err}");
            assert_eq!(names(folder.path()), [""; 0]);
        }
    }
}

#[test]
fn a_page_behind_white_space_and_comments_is_no_data() {
    let long = format!("\u{feff}{}<!-- a check -->\n<HTML><body>wait</body></HTML>", " \r\n".repeat(1_000));
    for page in [long, "<!-- begun and never".to_owned(), " ".repeat(3_000)] {
        let server =
            with_file(move |_, stream| respond(stream, "200 OK", &["Content-Type: text/csv"], page.as_bytes()));
        let folder = tempfile::tempdir().unwrap();
        let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"), 4);
        assert!(err.contains("a page for browsers (HTML, status 200) instead of the data"), "{err}");
        assert_eq!(names(folder.path()), [""; 0]);
    }
}

/// A list with one file of the General Assembly's votes of this size, which comes with its length or without.
fn listed(size: usize, with_length: bool) -> Server {
    Server::start(move |asked, stream| match asked.path.as_str() {
        "/api/v1/file?recid=4060887" => {
            let url = format!("https://digitallibrary.un.org/record/4060887/files/{FILE}");
            let list = serde_json::json!([{"full_name": FILE, "url": url, "size": size}]).to_string();
            respond(stream, "200 OK", &["Content-Type: application/json"], list.as_bytes());
        }
        _ if with_length => respond(stream, "200 OK", &["Content-Type: text/csv"], ASSEMBLY.as_bytes()),
        _ => {
            head(stream, "200 OK", &["Content-Type: text/csv"]);
            let _ = stream.write_all(ASSEMBLY.as_bytes());
        }
    })
}

#[test]
fn a_file_of_another_size_than_listed_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    succeeds(&mut fetch(folder.path(), &listed(ASSEMBLY.len(), true), "undl ga --approved-by-library --accept-terms"));
    let (fewer, more) = (ASSEMBLY.len() - 1, ASSEMBLY.len() + 1);
    // With a length the size is known at the beginning, without one in the end.
    for (size, with_length) in [(fewer, true), (fewer, false), (more, true)] {
        let folder = tempfile::tempdir().unwrap();
        let err = fails(
            &mut fetch(folder.path(), &listed(size, with_length), "undl ga --approved-by-library --accept-terms"),
            3,
        );
        let (came, said) = (ASSEMBLY.len(), format!("where its catalogue says {size}; nothing of it was kept"));
        assert!(err.contains(&format!("came with {came} bytes, {said}")), "{err}");
        assert_eq!(names(folder.path()), [""; 0]);
    }
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &listed(more, false), "undl ga --approved-by-library --accept-terms"), 4);
    assert!(err.contains(&format!("ended after {} of {more} bytes", ASSEMBLY.len())), "{err}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn two_parts_under_one_name_are_refused_before_anything_is_fetched() {
    let server = Server::start(|asked, stream| {
        let url = "https://digitallibrary.un.org/record/1/files/votes.csv";
        let list = serde_json::json!([{"full_name": "2026_02_06_Votes.csv", "url": url}]).to_string();
        let list = if asked.path.ends_with("4055387") { list.to_lowercase() } else { list };
        respond(stream, "200 OK", &["Content-Type: application/json"], list.as_bytes());
    });
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl ga sc --approved-by-library --accept-terms"), 3);
    assert!(
        err.contains("ga and sc are both listed under the name 2026_02_06_votes.csv: nothing was fetched"),
        "{err}"
    );
    assert_eq!((names(folder.path()), server.asked().len()), (Vec::new(), 2));
}

#[test]
fn a_body_that_drips_has_an_end() {
    let server = with_file(|_, stream| {
        head(stream, "200 OK", &["Content-Type: text/csv"]);
        // More often than the time of silence, and for longer than the test may take.
        for byte in ASSEMBLY.as_bytes().iter().cycle() {
            if stream.write_all(&[*byte]).is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    let (folder, began) = (tempfile::tempdir().unwrap(), Instant::now());
    let err =
        fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --timeout 0.4"), 4);
    assert!(err.contains("sent fewer than 1000 bytes a second for 0.4 s; try again, or allow a longer time"), "{err}");
    assert!(began.elapsed() < Duration::from_secs(10));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_time_to_come_back_that_is_not_understood_is_said() {
    let server = with_file(|asked, stream| match asked.before {
        // A page with such a header asks to wait; it keeps nobody out.
        0 => respond(stream, "503 Busy", &["Retry-After: soon", "Content-Type: text/html"], b"<html>"),
        _ => respond(stream, "200 OK", &[], ASSEMBLY.as_bytes()),
    });
    let folder = tempfile::tempdir().unwrap();
    let output = succeeds(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("is busy (status 503); waiting 1 s, its Retry-After 'soon' is not understood"), "{err}");
}

#[test]
fn an_address_is_told_without_its_password() {
    let server = Server::start(|asked, stream| match (asked.path.as_str(), asked.before) {
        ("/busy.csv?key=hidden", 0) => respond(stream, "429 Slow", &["Retry-After: 1"], b""),
        ("/busy.csv?key=hidden", _) => respond(stream, "200 OK", &["ETag: \"1\""], ASSEMBLY.as_bytes()),
        _ => respond(stream, "404 Not Found", &[], b""),
    });
    let url = server.url().replace("http://", "http://me:s3cret@");
    let folder = tempfile::tempdir().unwrap();
    let fetched = |what: &str, format: &str| fetch(folder.path(), &server, &format!("{url}/{what} --format {format}"));
    for format in ["json", "table", "csv"] {
        let output = succeeds(&mut fetched("busy.csv?key=hidden", format));
        for text in [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()) {
            assert!(!text.contains("s3cret") && !text.contains("hidden") && !text.contains("me:"), "{text}");
        }
    }
    let err = fails(&mut fetched("missing.csv", "json"), 4);
    assert!(err.contains("/missing.csv answered with status 404") && !err.contains("s3cret"), "{err}");
    let mirror = fetch(folder.path(), &server, &format!("undl ga --approved-by-library --accept-terms --mirror {url}"))
        .output()
        .unwrap();
    assert!(!String::from_utf8_lossy(&mirror.stderr).contains("s3cret"));
}

#[test]
fn a_file_that_ends_too_early_is_not_kept_when_the_rest_cannot_be_asked_for() {
    let server = with_file(|_, stream| {
        head(stream, "200 OK", &["Content-Type: text/csv", "Content-Length: 1000"]);
        stream.write_all(&ASSEMBLY.as_bytes()[..600]).unwrap();
    });
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"), 4);
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
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"), 4);
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
        let err =
            fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --timeout 0.3"), 4);
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
    let err = fails(&mut fetch(folder.path(), &server, "undl sc ga --approved-by-library --accept-terms"), 4);
    assert!(err.starts_with(&format!("note: {FILE} came before that and stays\nerror: ")), "{err}");
    assert!(err.contains("2026_02_06_sc_voting.csv answered with status 404"), "{err}");
    assert_eq!(names(folder.path()), [FILE]);
}

#[test]
fn a_missing_file_is_told() {
    let server = Server::start(|_, stream| respond(stream, "404 Not Found", &["Content-Type: text/html"], b"<html>"));
    let folder = tempfile::tempdir().unwrap();
    let err = fails(&mut fetch(folder.path(), &server, "undl sc --approved-by-library --accept-terms"), 4);
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
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms --max-size 1"), 3);
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
    let err = fails(&mut fetch(folder.path(), &server, "undl ga --approved-by-library --accept-terms"), 3);
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
    succeeds(&mut fetch(&inside, &server, "undl ga --approved-by-library --accept-terms"));
    assert_eq!(names(&inside), ["_.._2026_02_06_ga_voting.csv", "terms-undl.txt"]);
    assert_eq!(names(folder.path()), ["a"]);
}

#[test]
fn wrong_usage_asks_nobody() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    for (arguments, told) in [
        ("undl ga votes", "undl has no part 'votes'; it has ga, resolutions, sc, names"),
        ("icpsr", "expected undl, voeten, vetoes, council or an address, https://..."),
        ("undl --timeout never", "'never' is not a number of seconds above 0"),
        ("undl --mirror mirror.example.org", "'mirror.example.org' is not the address of a mirror"),
        ("SERVER/votes.csv ga", "a file at an address has no parts"),
    ] {
        let err = fails(&mut fetch(folder.path(), &server, arguments), 2);
        assert!(err.contains(told), "{arguments}: {err}");
    }
    assert!(server.asked().is_empty());
}
