//! Symbols as people write them, wherever a symbol is typed.

use super::{stderr, unvote};

/// The first line of what it prints.
fn heading(command: &str, typed: &[&str]) -> String {
    let output = unvote(command).args(typed).output().unwrap();
    let text = if output.status.success() { output.stdout } else { output.stderr };
    String::from_utf8_lossy(&text).lines().next().unwrap_or_default().to_owned()
}

const PEACE: &str = "Advancing a comprehensive, just and lasting peace in Ukraine";

#[test]
fn a_symbol_is_known_in_every_dress() {
    for typed in [
        "https://digitallibrary.un.org/record/4076672?ln=en",
        "https://undocs.org/A/RES/ES-11/7",
        "docs.un.org/en/A/ES-11/L.10",
        "A_RES_ES-11_7-EN.pdf",
        "General Assembly resolution ES-11/7",
        "GA res ES-11/7",
        "UNGA ES-11/7",
        "UN Doc. A/RES/ES-11/7.",
        "\u{201c}A/RES/ES\u{2011}11/7\u{201d}",
        "a res es 11 7",
        "A/RES/ES-11/7 of 24 February 2025",
        "draft resolution A/ES-11/L10",
        "record 4076672",
    ] {
        assert_eq!(heading("tally", &[typed]), PEACE, "{typed}");
        assert_eq!(heading("show", &[typed]), PEACE, "{typed}");
    }
}

#[test]
fn every_command_takes_the_symbol_as_it_is_written() {
    let (old, new) = ("https://undocs.org/A/RES/ES-11/6", "UNGA Resolution ES-11/7");
    let plain = |command: &str| unvote(command).output().unwrap().stdout;
    let dressed = |command: &str, typed: &[&str]| unvote(command).args(typed).output().unwrap().stdout;
    assert_eq!(dressed("against", &[new]), plain("against ES-11/7"));
    assert_eq!(dressed("shift", &[old, new]), plain("shift ES-11/6 ES-11/7"));
    assert_eq!(dressed("series", &["GA res 80/4"]), plain("series 80/4"));
    let grid = dressed("grid --members P5 --format csv", &[old, new, "--sort", old]);
    assert_eq!(grid, plain("grid ES-11/6 ES-11/7 --members P5 --format csv --sort ES-11/6"));
    assert!(!grid.is_empty());
}

#[test]
fn a_day_year_or_body_that_is_not_the_roll_calls_is_not_passed_over() {
    for (typed, meant) in [
        ("A/RES/ES-11/7 of 25 February 2025", "did you mean A/RES/ES-11/7?"),
        ("UNSCR ES-11/7", "did you mean A/RES/ES-11/7?"),
        ("UNSCR 2774 (2024)", "did you mean 'S/RES/2774(2025)'?"),
        ("A/RES/80/4 (2024)", "did you mean A/RES/80/4?"),
        ("A/RES/80/4 5", "did you mean A/RES/80/4?"),
    ] {
        let output = unvote("tally").arg(typed).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && text.contains(meant), "{typed}: {text}");
    }
    // The number of a record is not that of a resolution.
    assert!(!stderr("tally digitallibrary.un.org/record/2774", 1).contains("did you mean"));
}

#[test]
fn words_in_place_of_a_symbol_lead_to_the_nearest_roll_calls() {
    // 33 votes on the embargo and the latest five of them, in the embedded record.
    insta::assert_snapshot!(stderr("tally Cuba", 1), @r"
    error: no roll call has the symbol Cuba; these have its words:
      A/RES/80/4    2025-10-29  165-7-12  Necessity of ending the economic, commerc…
      A/RES/79/7    2024-10-30  187-2-1   Necessity of ending the economic, commerc…
      A/RES/78/7    2023-11-02  187-2-1   Necessity of ending the economic, commerc…
      A/RES/77/7    2022-11-03  185-2-2   Necessity of ending the economic, commerc…
      A/RES/75/289  2021-06-23  184-2-3   Necessity of ending the economic, commerc…
      all 33: `unvote search cuba`
      the member Cuba: `unvote country Cuba`
      the embedded record holds 79 roll calls; `unvote data fetch undl` brings the whole record, and --data FILE reads it
    ");
    let quoted = |typed: &str| {
        let output = unvote("against").arg(typed).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{typed}");
        String::from_utf8(output.stderr).unwrap()
    };
    insta::assert_snapshot!(quoted("return of Ukranian children"), @r"
    error: no roll call has the symbol return of Ukranian children; one has its words:
      A/RES/ES-11/9  2025-12-03  91-12-57  Return of Ukrainian children
      the same: `unvote search return ukrainian`
      the embedded record holds 79 roll calls; `unvote data fetch undl` brings the whole record, and --data FILE reads it
    ");
    assert!(quoted("Cuba 2025").contains("\n  A/RES/80/4  2025-10-29  165-7-12  "));
    assert!(quoted("EU").contains("the group European Union: `unvote members EU`"));
    assert!(!quoted("zebra").contains("unvote search"));
}

#[test]
fn what_is_no_symbol_is_answered_with_what_to_type() {
    for (typed, code, told) in [
        ("votes.csv", 2, "files are given with --data, as in `unvote list --data votes.csv`"),
        ("2025-02-24", 1, "unvote list --from 2025-02-24 --to 2025-02-24"),
        ("ES-11", 1, "`unvote list --session ES-11` lists the "),
        ("https://digitallibrary.un.org/record/1", 1, "no roll call has the number 1 in the UN Digital Library"),
        ("https://news.un.org/en/story/2022/03/1113152", 1, "no symbol of a document stands in"),
    ] {
        let output = unvote("tally").arg(typed).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(code) && text.contains(told), "{typed}: {text}");
    }
}

#[test]
fn symbols_come_from_standard_input_and_from_lists() {
    let piped = |arguments: &str, text: &str| unvote(arguments).write_stdin(text).output().unwrap();
    let both = unvote("against ES-11/6 ES-11/7 --format csv").output().unwrap();
    for text in ["symbol\nES-11/6\n\nES-11/7\n", "A/RES/ES-11/6\r\n\"UNGA ES-11/7\"\r\n"] {
        assert_eq!(piped("against - --format csv", text).stdout, both.stdout, "{text}");
    }
    assert_eq!(unvote("against ES-11/6,ES-11/7 --format csv").output().unwrap().stdout, both.stdout);
    // What list writes can be read whole; a row without a symbol is passed over aloud, or known by its number.
    let table = unvote("list --topic embargo --format csv").output().unwrap().stdout;
    let output = piped("tally - --format csv", std::str::from_utf8(&table).unwrap());
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 34);
    let output = piped("tally -", "ES-11/6\n\nES-11/7\n");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "note: passed over 1 line without a symbol\n");
    for (arguments, text, code, told) in [
        ("tally -", "", 1, "standard input holds no symbols"),
        ("tally -", "ES-11/6\nES-11/99\n", 1, "no roll call has the symbol ES-11/99"),
        ("tally - -", "ES-11/6\n", 2, "standard input is read once"),
        ("tally - --data -", "ES-11/6\n", 2, "standard input is read once"),
        ("tally -", "{\"symbol\": \"ES-11/6\"}\n", 2, "standard input holds JSON"),
    ] {
        let output = piped(arguments, text);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(code) && error.contains(told), "{arguments}: {error}");
    }
}

#[test]
fn exports_take_symbols() {
    let export = |arguments: &str| String::from_utf8(unvote(arguments).output().unwrap().stdout).unwrap();
    // 193 members, and a heading.
    assert_eq!(export("export votes 80/4").lines().count(), 194);
    assert_eq!(export("export tallies ES-11/6 ES-11/7").lines().count(), 3);
}

/// The votes of one member on resolutions whose numbers are also years, sessions or numbers of other organs.
const ALIKE: &str = "resolution,date,member,vote
S/RES/1973(2011),2011-03-17,FRA,yes
S/RES/80(1950),1950-03-14,FRA,yes
A/RES/80/4,2025-10-29,FRA,yes
A/DEC/80/506,2025-09-12,FRA,yes
";

#[test]
fn half_a_symbol_one_of_another_organ_and_one_of_a_part_are_none_of_ours() {
    for (typed, told) in [
        ("80/", "`unvote list --session 80`"),
        ("T/RES/80", "no roll call has the symbol T/RES/80"),
        ("E/RES/80/4", "no roll call has the symbol E/RES/80/4"),
        ("A/RES/80/4 [paragraph 3]", "did you mean A/RES/80/4?"),
        ("80/506", "did you mean A/DEC/80/506?"),
        ("29/10/2025", "unvote list --from 2025-10-29 --to 2025-10-29"),
        ("10/29/2025", "unvote list --from 2025-10-29 --to 2025-10-29"),
    ] {
        let output = unvote("--data - tally").arg(typed).write_stdin(ALIKE).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && text.contains(told), "{typed}: {text}");
    }
}

#[test]
fn a_number_that_may_be_a_year_says_for_what_it_is_taken() {
    let told = |typed: &str| {
        let output = unvote("--data - tally").arg(typed).write_stdin(ALIKE).output().unwrap();
        assert!(output.status.success(), "{typed}");
        String::from_utf8(output.stderr).unwrap()
    };
    let note = "1973 is taken for S/RES/1973(2011); `unvote list --year 1973` lists the roll calls of the year";
    assert!(told("1973").contains(note), "{}", told("1973"));
    assert!(!told("UNSCR 1973").contains("is taken for"));
}

#[test]
fn an_endless_line_is_no_symbol() {
    let mut command = unvote("tally -");
    let output = command.write_stdin("A".repeat(1_000_000)).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told, "error: no symbol or title is as long as 1000000 bytes: expected 2000 at the most\n");
}
