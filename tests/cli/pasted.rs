//! What is taken from a page or a press release: a record in MARCXML, lists of names, and what is neither.

use std::path::Path;

use super::{rows, stderr, stdout, unvote};

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
    let votes = rows(&format!("export votes A/RES/78/901 --data {RECORD}"));
    let votes: Vec<_> = votes.iter().map(|row| (row["member"].as_str(), row["vote"].as_str())).collect();
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

/// Case of a press release: the sentence with totals above its lists.
const RELEASE: &str = "tests/samples/press_release.txt";

/// What it prints and says on standard error with a text piped in.
fn piped(arguments: &str, text: &str, code: i32) -> (String, String) {
    let output = unvote(arguments).write_stdin(text).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(code), "{arguments}: {err}");
    (out, err)
}

#[test]
fn a_press_release_is_a_roll_call_and_who_is_on_no_list_is_told_as_the_totals_allow() {
    let votes = rows(&format!("export votes A/79/L.901 --data {RELEASE}"));
    let of = |code: &str| votes.iter().find(|row| row["member"] == code).unwrap()["vote"].clone();
    assert_eq!(["ALB", "USA", "FJI", "NRU", "FRA"].map(of), ["yes", "no", "abstain", "non-voting", "non-voting"]);
    let tally = stdout(&format!("tally A/79/L.901 --data {RELEASE}"));
    assert!(
        tally.contains("ADOPTED: 66.7% of the 6 present and voting") && tally.contains("4 December 2024"),
        "{tally}"
    );
}

#[test]
fn prose_is_refused_as_prose_and_a_text_without_symbol_or_day_asks_for_them() {
    let prose = "The General Assembly met today in New York. It adopted the draft resolution by 93 votes to 18, with 65 \
                 abstentions. The representative of Fiji spoke after the vote. The meeting rose at 1 p.m.";
    let (_, err) = piped("tally 81/5 --data -", prose, 3);
    assert!(err.contains("standard input is prose without lists of names") && err.contains("93-18-65"), "{err}");
    let lists = "In favour: Albania, Algeria. Against: Israel. Abstaining: Fiji.";
    let (_, err) = piped("tally 81/5 --data -", lists, 3);
    assert!(err.contains("does not say on what and when") && err.contains("--roles resolution=A/RES/81/5"), "{err}");
    let (out, _) = piped("tally 81/5 --data - --roles resolution=81/5,date=2026-11-27", lists, 0);
    assert!(out.contains("A/RES/81/5") && out.contains("27 November 2026"), "{out}");
}

#[test]
fn a_pasted_vote_is_kept_with_its_day_and_makes_way_for_the_librarys() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().to_str().unwrap();
    let in_store = |arguments: &str| format!("--store {store} {arguments}");
    let lists = "In favour (2): Albania, Algeria. Against (1): Israel. Abstaining (1): Fiji.";
    let add = in_store("data add - --symbol 78/901 --date 2023-11-10 --title Words");
    let (out, err) = piped(&add, lists, 0);
    assert!(out.contains("A/RES/78/901, 10 November 2023: 2-1-1, 189 non-voting. ADOPTED"), "{out}");
    assert!(out.contains("It stands behind all other sources") && err.is_empty(), "{out} {err}");
    // The same vote again, with the day corrected, takes the place of the first.
    let (out, _) = piped(&add.replace("2023-11-10", "2023-11-09"), lists, 0);
    assert!(out.contains("took the place of standard input"), "{out}");
    assert_eq!(rows(&in_store("data list")).len(), 1);
    let source = stdout(&in_store("tally 78/901"));
    assert!(source.contains("lists of names in a text (in standard input, added 20"), "{source}");
    // The Library's own record of it goes before it.
    stdout(&in_store(&format!("data add {RECORD}")));
    let listed = rows(&in_store("data list"));
    assert_eq!(listed.iter().map(|row| row["source"].as_str()).collect::<Vec<_>>(), ["record.xml", "standard input"]);
    assert!(stdout(&in_store("show 78/901")).starts_with("A made-up title"));
}

#[test]
fn names_that_are_not_understood_are_told_and_strict_makes_them_a_failure() {
    let lists = "In favour: Albania, Untied States. Against: Israel, Atlantis. Abstaining: Albania.";
    let told = "tally 81/5 --data - --roles resolution=81/5,date=2026-11-27";
    let (out, err) = piped(told, lists, 0);
    for part in [
        "no member is called 'Untied States'; did you mean United States?",
        "'Atlantis'",
        "Albania stands in two lists",
    ] {
        assert!(err.contains(part), "{part}: {err}");
    }
    assert!(out.contains("the votes of 1 of 193 members are known"), "{out}");
    let (_, err) = piped(&format!("{told} --strict"), lists, 3);
    assert!(err.contains("--strict is set"), "{err}");
}

#[test]
fn the_store_and_the_embedded_record_stand_beside_files_in_the_order_given() {
    let release = format!("--data {RELEASE}");
    // ES-11/7 is in the embedded record only.
    assert!(stdout(&format!("tally ES-11/7 {release} --data @embedded")).contains("83.8% of the 111"));
    let none = stderr(&format!("tally ES-11/7 {release} --data @store"), 2);
    assert!(none.contains("there is no store in") && none.contains("@embedded"), "{none}");
    assert!(stderr("list --data @stroe", 2).contains("expected a file, @store or @embedded"));

    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().to_str().unwrap();
    let own = folder.path().join("own.csv");
    std::fs::write(&own, "resolution,date,title,member,vote\nA/RES/78/901,2023-11-09,Mine,FRA,yes\n").unwrap();
    stdout(&format!("--store {store} data add {RECORD}"));
    let title = |first: &str, second: &str| {
        let rows = rows(&format!("--store {store} list --data {first} --data {second} --session 78 -q"));
        rows.iter().find(|row| row["symbol"] == "A/RES/78/901").unwrap()["title"].clone()
    };
    let own = own.to_str().unwrap();
    assert_eq!((title(own, "@store").as_str(), title("@store", own).as_str()), ("Mine", "A made-up title"));
    assert!(
        stderr(&format!("--store {store} tally 79/1 --data {own}"), 1).contains("the store as well: --data @store")
    );
    let conflicts = stdout(&format!("--store {store} data conflicts --data {own} --data @store"));
    assert!(conflicts.contains("A/RES/78/901"), "{conflicts}");
    assert!(!Path::new("@store").exists());
}
