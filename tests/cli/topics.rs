//! Topics: by words, by subject headings, by agenda item and by issue codes, on every command that takes roll calls.

use std::{fmt::Write as _, fs};

use super::{printed, unvote};

/// Two questions, each voted on in two years; only the agenda item and the subject heading tell them apart.
fn undl() -> String {
    let mut file = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,agenda_title,subjects\n".to_owned();
    for (number, day, session, agenda, subject, votes) in [
        (1, "2023-12-01", "78", "Letter on Ukraine", "PEACE", "YN"),
        (2, "2023-12-02", "78", "Oceans and the law of the sea", "OCEANS", "YY"),
        (3, "2024-12-01", "79", "Letter on Ukraine", "PEACE", "NN"),
        (4, "2024-12-02", "79", "Oceans and the law of the sea", "OCEANS", "NY"),
    ] {
        for ((code, name), vote) in [("USA", "UNITED STATES"), ("RUS", "RUSSIAN FEDERATION")].iter().zip(votes.chars())
        {
            let symbol = format!("A/RES/{session}/{number}");
            let _ = writeln!(file, "{number},{code},{name},{vote},{day},{session},{symbol},A text,{agenda},{subject}");
        }
    }
    file
}

/// The same two votes of 2015 as Erik Voeten's data write them: the first on human rights.
const VOETEN: &str = "\
rcid,session,vote,ccode,Country,date,unres,me,nu,di,hr,co,ec
1,70,1,2,USA,2015-12-01,R/70/1,0,0,0,1,0,0
1,70,3,365,RUS,2015-12-01,R/70/1,0,0,0,1,0,0
2,70,1,2,USA,2015-12-02,R/70/2,0,1,0,0,0,0
2,70,1,365,RUS,2015-12-02,R/70/2,0,1,0,0,0,0
";

const COMMANDS: &[&str] = &[
    "list", "tally", "show", "against --vote yes", "country RU", "compare US RU", "compare US RU --by topic",
    "compare US --across text", "grid", "series", "search text", "turning US --with RU", "export tallies",
    "export votes", "export history", "export agreement",
];

fn told(arguments: &str, file: &std::path::Path) -> String {
    let printed = printed(unvote(&format!("{arguments} -q --data")).arg(file));
    // JSON says what was asked as well.
    printed.split_inclusive('\n').filter(|line| !line.starts_with("  \"question\":")).collect()
}

#[test]
fn every_command_takes_words_subject_headings_and_agenda_items() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("votes.csv");
    fs::write(&file, undl()).unwrap();
    // The four ways to name one question choose the same two roll calls, one in each year.
    let ways = ["--topic ukraine", "--agenda ukraine", "--subject peace", "--agenda letter"];
    for command in COMMANDS {
        let command = format!("{command} --format json");
        // With --by topic the words of --topic are the rows.
        let ways = if command.contains("--by topic") { &ways[1..] } else { &ways };
        let all: Vec<String> = ways.iter().map(|way| told(&format!("{command} {way}"), &file)).collect();
        assert!(all.iter().all(|one| *one == all[0]), "{command}: {all:?}");
        assert_ne!(all[0], told(&format!("{command} --agenda oceans"), &file), "{command}");
    }
    let symbols = told("list --reverse --agenda ukraine --format csv --columns symbol", &file);
    assert_eq!(symbols, "symbol\nA/RES/78/1\nA/RES/79/3\n");
}

#[test]
fn issues_are_chosen_by_their_codes_where_the_source_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("votes.csv");
    fs::write(&file, VOETEN).unwrap();
    let list = |code: &str| told(&format!("list --topic {code} --format csv --columns date"), &file);
    assert_eq!((list("hr").as_str(), list("NU").as_str()), ("date\n2015-12-01\n", "date\n2015-12-02\n"));
    let votes = told("export votes --topic hr", &file);
    let known = votes.lines().skip(1).filter(|line| !line.contains(",not known,"));
    assert_eq!(known.count(), 2, "{votes}");
}

#[test]
fn what_the_record_cannot_tell_is_told() {
    for (arguments, expected) in [
        ("list --topic hr", "the record has no issue codes (Voeten's data have)"),
        ("country US --agenda ukraine", "the record has no agenda items (the UN Digital Library's have)"),
        ("compare US RU --subject peace", "the record has no subject headings (the UN Digital Library's have)"),
    ] {
        let text = super::stderr(arguments, 1);
        assert!(text.contains(expected), "{arguments}: {text}");
    }
}

/// Sixteen votes, each on a subject of its own, the last on none.
fn of_sixteen() -> String {
    let mut file = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,agenda_title,subjects\n".to_owned();
    for number in 1..=16 {
        let subject = if number == 16 { String::new() } else { format!("SUBJECT {}", (b'A' + number) as char) };
        for (code, name, vote) in [("USA", "UNITED STATES", "N"), ("RUS", "RUSSIAN FEDERATION", "Y")] {
            let symbol = format!("A/RES/79/{number}");
            let _ = writeln!(
                file,
                "{number},{code},{name},{vote},2024-12-{number:02},79,{symbol},Text {subject},,{subject}"
            );
        }
    }
    file
}

#[test]
fn topics_that_are_not_shown_are_counted_and_machines_get_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("votes.csv");
    fs::write(&path, of_sixteen()).unwrap();
    let run = |more: &str| printed(unvote(&format!("compare US RU --by topic {more}")).arg("--data").arg(&path));
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = words(run(""));
    assert!(text.contains("the 12 most frequent of 15 topics: 12 of 16 roll calls (75.0%) are about them"), "{text}");
    assert!(text.contains("1 is about none") && text.contains("--limit 15 shows all"), "{text}");
    assert!(!text.contains("subject p"), "{text}");
    assert!(run("--limit 15").contains("Subject p"));
    assert!(run("--limit 2").contains("13 more rows were left out by --limit"));
    assert_eq!(run("--format csv").lines().count(), 16);
    assert!(words(run("--limit 20")).contains("15 of 16 roll calls (93.8%) are about these topics."));
    // All sixteen are opposite votes: people see five of them, or as many as they ask for.
    assert!(run("").contains("5 of 16"));
    assert_eq!(run("--table opposite_votes --format csv").lines().count(), 17);
    assert!(run("--table opposite_votes --limit 16").contains("79/16"));
}
