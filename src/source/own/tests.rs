//! Our own JSON as people break it.

use super::{filling::Filling, json::file};
use crate::{
    members::Members,
    record::Record,
    source::format::{Ledger, SourceError},
};

fn read_text(text: &str) -> (Result<Record, SourceError>, Ledger) {
    let mut ledger = Ledger::default();
    let mut filling = Filling::new(&std::sync::Arc::new(Members::embedded()), &mut ledger);
    let read = file(&mut filling, "test.json", text.as_bytes());
    let record = read.and_then(|()| filling.finish());
    (record, ledger)
}

fn error(text: &str) -> String {
    read_text(text).0.map_or_else(|error| error.to_string(), |_| "no error".to_owned())
}

fn examples(text: &str) -> Vec<(String, Option<u64>, String)> {
    let (record, ledger) = read_text(text);
    assert!(record.is_ok());
    let all = ledger.entries().iter().flat_map(|entry| {
        entry.examples.iter().map(|example| (entry.reason.clone(), example.line, example.value.clone()))
    });
    all.collect()
}

#[test]
fn what_is_not_understood_is_named_with_its_path() {
    let text = r#"{"schema": "unvote-record-1", "roll_calls": [
        {"body": "GA", "session": 79, "votes": {"yes": "FRA XYZ", "perhaps": "DEU"}},
        {"body": "GA", "date": "2025-02-30", "colour": {"a": [1]}, "stated": {"yes": "12.5"}},
        {"resolution": "A/RES/79/7"}]}"#;
    let left = |reason: &str, line: u64, value: &str| (reason.to_owned(), Some(line), value.to_owned());
    let expected = [
        left("no member has this code", 2, "roll_calls[0].votes.yes: 'XYZ'"),
        left("unknown keys", 2, "roll_calls[0].votes.perhaps"),
        left("unknown keys", 3, "roll_calls[1].colour"),
        left("not understood: expected a day such as 2025-02-24", 3, "roll_calls[1].date: '2025-02-30'"),
        left("not understood: expected a whole number", 3, "roll_calls[1].stated.yes: '12.5'"),
        left("a roll call without its body (GA or SC)", 4, "roll_calls[2].body: ''"),
    ];
    assert_eq!(examples(text), expected);
}

#[test]
fn a_line_of_ndjson_is_named_by_its_number() {
    let text =
        "{\"schema\": \"unvote-record-1\"}\n\n{\"body\": \"GA\", \"votes\": {\"no\": \"DEU\", \"yes\": \"DEU\"}}\n";
    let reason = "a member with two votes; the first one stands".to_owned();
    assert_eq!(examples(text), [(reason, Some(3), "votes.yes: 'DEU'".to_owned())]);
}

#[test]
fn a_roll_call_that_names_no_source_comes_from_its_file() {
    let (record, _) = read_text(r#"{"roll_calls": [{"body": "SC"}], "schema": "unvote-record-1"}"#);
    let record = record.expect("it loads");
    let names: Vec<_> = record.ids().flat_map(|id| record.origins_of(id)).map(|origin| &origin.name).collect();
    assert_eq!(names, ["test.json"]);
}

#[test]
fn one_bad_roll_call_does_not_lose_the_others() {
    let text = "{\"schema\": \"unvote-record-1\", \"roll_calls\": [\n{\"body\": \"GA\", \"title\": [1]},\n7,\n{\"body\": \"SC\"}]}\n\
                {\"body\": \"GA\", }\n{\"body\": \"SC\", \"rcid\": 1, \"rcid\": 2}\n";
    let (record, _) = read_text(text);
    assert_eq!(record.map(|record| record.len()).ok(), Some(3));
    let expected = [
        ("values of another kind than the schema has", Some(2), "roll_calls[0].title"),
        ("values of another kind than the schema has", Some(2), "roll_calls"),
        ("lines that are not JSON", Some(5), "column 16: trailing comma"),
        ("repeated keys; the first one stands", Some(6), "rcid"),
    ];
    let expected = expected.map(|(reason, line, value)| (reason.to_owned(), line, value.to_owned()));
    assert_eq!(examples(text), expected);
}

#[test]
fn damage_is_named_with_its_line() {
    let line = |cause: &str| format!("test.json is damaged: {cause}");
    assert_eq!(
        error("{\"schema\": \"unvote-record-1\",\n\"roll_calls\": [{\"body\" [1]}]}"),
        line("line 2, column 24: expected `:`")
    );
    assert_eq!(
        error("{\"schema\": \"unvote-record-1\"}\n{\"body\": \"GA\"}\n{\"body\": "),
        line("line 3, column 9: EOF while parsing a value")
    );
    assert!(error("{\"schema\": \"unvote-record-2\"}").contains("the schema is 'unvote-record-2'"));
    assert!(error("{}").contains("there is no \"schema\""));
    assert!(error(&"[".repeat(100_000)).contains("line 1"));
}

#[test]
fn deep_nesting_breaks_nothing_and_too_many_sources_are_refused() {
    let deep = format!("{{\"schema\": \"unvote-record-1\", \"x\": {}", "[".repeat(100_000));
    assert!(error(&deep).contains("EOF"));
    let many = format!("{{\"schema\": \"unvote-record-1\", \"sources\": [{}{{}}]}}", "{},".repeat(64));
    assert!(error(&many).contains("more than 64 sources"));
}
