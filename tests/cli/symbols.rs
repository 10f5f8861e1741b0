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
        ("UNSCR 2774 (2024)", "did you mean S/RES/2774(2025)?"),
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
