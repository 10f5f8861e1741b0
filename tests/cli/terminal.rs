//! Width, colour and pipes.

use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthStr as _;

use super::{printed, stderr, stdout, unvote};

const COMMANDS: [&str; 29] = [
    "tally A/ES-11/L.10 --names",
    "tally A/ES-11/PV.20 --by EU,NATO,NONALIGNED",
    "tally S/RES/2774",
    "against ES-11/7 --format table",
    "show ES-11/5 --official",
    "show S/PV.9866",
    "list",
    "list --columns symbol,date,minority,title",
    "search embargo",
    "vetoes",
    "vetoes --by member",
    "vetoes --by year",
    "vetoes --by topic",
    "members --on 2025-01-01",
    "members --former",
    "groups",
    "groups NONALIGNED",
    "groups G77 --on 1970-01-01",
    "data --verbose",
    "country US --session ES-11 --with NONALIGNED",
    "country Cuba --by session --lonely 3",
    "country US --topic embargo --lonely 1 --official",
    "country France --body sc",
    "turning US",
    "turning Hungary --with EU --official",
    "grid ES-11/1 ES-11/6 ES-11/7 --members EU,US",
    "grid --session ES-11 --members NORDIC",
    "grid --topic embargo --changed --agree yes --official",
    "grid --topic embargo --body ga --to 2007 --agree yes",
];

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 80, 140] {
        for arguments in COMMANDS {
            let output = unvote(arguments).env("COLUMNS", width.to_string()).output().unwrap();
            assert!(output.status.success(), "{arguments}");
            let text = String::from_utf8(output.stdout).unwrap();
            for line in text.lines() {
                assert!(line.width() <= width, "{arguments} on {width} columns: {line}");
                assert_eq!(line, line.trim_end(), "{arguments}: spaces at the end");
            }
        }
    }
}

#[test]
fn a_tally_fits_60_columns() {
    insta::assert_snapshot!(printed(unvote("tally S/RES/2774").env("COLUMNS", "60")));
}

#[test]
fn colour_is_for_terminals_or_on_request() {
    let bold = "\u{1b}[1m";
    assert!(!stdout("tally ES-11/7").contains('\u{1b}'));
    assert!(!stdout("tally ES-11/7 --color never").contains('\u{1b}'));
    assert!(!printed(unvote("tally ES-11/7").env("NO_COLOR", "1")).contains('\u{1b}'));
    let colored = stdout("tally ES-11/7 --color always");
    assert!(colored.starts_with(bold) && colored.contains("\u{1b}[1m\u{1b}[32mADOPTED\u{1b}[0m:"), "{colored:?}");
    // What is asked for on the command line is stronger than the environment.
    assert_eq!(printed(unvote("tally ES-11/7 --color always").env("NO_COLOR", "1")), colored);
    // Colour changes no letter.
    let mut plain = colored;
    for code in [bold, "\u{1b}[32m", "\u{1b}[2m", "\u{1b}[0m"] {
        plain = plain.replace(code, "");
    }
    assert_eq!(plain, stdout("tally ES-11/7"));
}

#[test]
fn machine_formats_have_no_colour() {
    for format in ["csv", "tsv", "json", "ndjson", "markdown", "html"] {
        let text = stdout(&format!("tally ES-11/7 --color always --format {format}"));
        assert!(!text.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn nothing_that_a_file_or_an_argument_holds_steers_the_terminal() {
    let votes = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title
1,FRA,FRANCE,\u{1b}[2J,2025-02-24,ES-11,A/RES/ES-11/8,The \u{1b}[31mpath
1,RUS,RUSSIAN FEDERATION,N,2025-02-24,ES-11,A/RES/ES-11/8,The \u{1b}[31mpath
";
    for arguments in ["list --data -", "data --data -", "tally ES-11/8 --data -", "list --strict --data -"] {
        let output = unvote(arguments).write_stdin(votes).output().unwrap();
        let told = [output.stdout, output.stderr].concat();
        assert!(!told.is_empty() && !told.contains(&0x1b), "{arguments}: {}", String::from_utf8_lossy(&told));
    }
    assert!(!stderr("tally \u{1b}[31m", 1).contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    for arguments in ["list", "members --format json", "against ES-11/8", "export votes"] {
        let mut program = Command::new(assert_cmd::cargo::cargo_bin("unvote"))
            .args(arguments.split(' '))
            .env("UNVOTE_STORE", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-store"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(program.stdout.take());
        let output = program.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments}: {:?}", output.status);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments}");
    }
}
