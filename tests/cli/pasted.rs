//! What is taken from a page or a press release: a record in MARCXML, lists of names, and what is neither.

use super::{stdout, unvote};

/// A file of the samples.
const RECORD: &str = "tests/samples/record.xml";

#[test]
fn a_record_page_s_marcxml_answers_as_any_file_does() {
    let shown = stdout(&format!("show A/RES/78/901 --data {RECORD}"));
    for part in
        ["A made-up title", "1-1-1, 1 non-voting", "Non-voting (1)\n  Nauru", "UN Digital Library, record 9990001"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let votes = super::rows(&format!("export votes A/RES/78/901 --data {RECORD}"));
    let votes: Vec<_> = votes.iter().map(|row| (row["code"].as_str(), row["vote"].as_str())).collect();
    assert_eq!(votes, [("AFG", "yes"), ("FRA", "abstain"), ("NRU", "non-voting"), ("USA", "no")]);
    assert!(stdout(&format!("tally A/78/L.901 --data {RECORD}")).contains("A/RES/78/901"));
}

#[test]
fn a_saved_web_page_is_refused_with_what_to_take_instead() {
    let page = "<!DOCTYPE html><html><head><title>Voting Data</title></head><body>https://digitallibrary.un.org</body>";
    let mut command = unvote("tally 80/4 --data -");
    let output = command.write_stdin(page).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert!(err.contains("a saved web page (HTML)") && err.contains("MARCXML"), "{err}");
}
