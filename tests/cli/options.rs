//! Help, and what people try to type of options: names of theirs, values in any case, orders, formats, columns.

use std::fs;

use super::{column, printed, stderr, stdout, unvote};

/// The commands that the program lists, with those below `data`.
fn commands() -> Vec<String> {
    let named = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        lines.filter_map(|line| line.split_whitespace().next().map(ToOwned::to_owned)).collect()
    };
    let all = |arguments: &str, end: &str| {
        let help = stdout(arguments);
        named(help.split(end).next().unwrap()).into_iter().filter(|name| name != "unvote" && name != "help").collect()
    };
    let mut commands: Vec<String> = all("-h", "Examples:");
    let data = stdout("data -h");
    let below = data.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    commands.extend(named(below).into_iter().filter(|name| name != "help").map(|name| format!("data {name}")));
    commands
}

#[test]
fn short_help_of_every_command_fits_a_screen_of_40_lines() {
    let commands = commands();
    assert!(commands.len() >= 25 && commands.iter().any(|name| name == "data fetch"), "{commands:?}");
    for command in commands.iter().map(String::as_str).chain([""]) {
        let help = stdout(&format!("{command} -h"));
        assert!(help.lines().count() <= 40, "{command} has {} lines:\n{help}", help.lines().count());
        for width in ["60", "80", "140"] {
            let help = printed(unvote(&format!("{command} -h")).env("COLUMNS", width));
            let widest = help.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= width.parse().unwrap(), "{command} at {width}:\n{help}");
        }
        assert!(help.contains("Usage: unvote"), "{command}:\n{help}");
        assert!(command.is_empty() || help.contains("\n  Output            --format"), "{command}:\n{help}");
        assert!(help.contains(&format!("Examples:\n  unvote {command}")), "{command}:\n{help}");
    }
}

#[test]
fn long_help_has_every_option_below_the_examples() {
    for command in commands() {
        let help = stdout(&format!("{command} --help"));
        let (before, after) = help.split_once("Examples:\n").unwrap();
        assert!(before.contains("Usage:") && !before.contains("\nOptions:"), "{command}");
        for option in
            ["--data <PATH>", "--roles <ROLE=COLUMN>", "--format <FORMAT>", "--reverse", "--columns <COLUMNS>"]
        {
            assert!(after.contains(option), "{command}: {option}");
        }
    }
    assert!(stdout("list --help").contains("--tally <NUMBER<=N>"));
    assert!(stdout("--help").contains("--data <PATH>"));
}

#[test]
fn the_program_alone_lists_its_commands_and_three_things_to_type() {
    let output = unvote("").output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    // A missing command is an error, so that `unvote $COMMAND > file` fails; what can be typed is told nevertheless.
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true));
    assert_eq!(text.trim_end(), stdout("-h").trim_end());
    assert!(text.contains("\n  tally ") && text.contains(" How a vote went: the numbers, the majority"), "{text}");
    let examples = text.split("Examples:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    assert_eq!(examples.lines().count(), 3, "{examples}");
}

#[test]
fn names_of_options_that_people_try_are_understood() {
    let list = stdout("list --from 2024 --to 2024-12-31 --format csv");
    assert_eq!(stdout("list --since 2024 --until 2024-12-31 --csv"), list);
    assert_eq!(stdout("list --since 2024 --until 2024-12-31 -f CSV"), list);
    for (short, format) in
        [("--json", "json"), ("--tsv", "tsv"), ("--ndjson", "ndjson"), ("--markdown", "markdown"), ("--html", "html")]
    {
        assert_eq!(stdout(&format!("tally ES-11/7 {short}")), stdout(&format!("tally ES-11/7 --format {format}")));
    }
    assert_eq!(stdout("tally ES-11/7 --md"), stdout("tally ES-11/7 -f md"));
    let error = stderr("tally ES-11/7 --json --format csv", 2);
    assert!(error.contains("'--json' cannot be used with '--format"), "{error}");
    assert!(stderr("tally ES-11/7 --csv --json", 2).contains("cannot be used with"));
}

#[test]
fn values_are_understood_in_any_case() {
    for (typed, meant) in [
        ("list --body GA --format Csv", "list --body ga --format csv"),
        ("list --matter Amendment", "list --matter amendment"),
        ("list --by Margin --limit 3", "list --by margin --limit 3"),
        ("compare US RU --by YEAR --measure Votes_Only", "compare US RU --by year --measure votes-only"),
        ("list --color NEVER --limit 1", "list --limit 1"),
        ("list --colour off -n 1", "list --limit 1"),
        ("list --body UNSC --top 2", "list --body sc --limit 2"),
        ("list --body Security_Council --order-by -no", "list --body sc --sort -no"),
        ("list --fields date --csv", "list --columns date --csv"),
    ] {
        assert_eq!(stdout(typed), stdout(meant), "{typed}");
    }
}

#[test]
fn a_wrong_value_lists_what_is_valid_with_the_nearest_first() {
    let error = stderr("list --by margni", 2);
    assert!(error.contains("'margni' for '--by <BY>'"), "{error}");
    assert!(error.contains("[possible values: margin, date, turnout, against, lonely]"), "{error}");
    let error = stderr("list --format cvs", 2);
    assert!(error.contains("[possible values: csv, table, tsv"), "{error}");
}

#[test]
fn an_order_can_be_turned_round_in_every_way_that_people_write_it() {
    let most = column("list --topic Crimea --sort no:desc", "no");
    assert!(most.is_sorted_by(|a, b| a.parse::<u16>().unwrap() >= b.parse().unwrap()) && most.len() > 2, "{most:?}");
    for typed in ["--sort -no", "--sort=-no", "--sort -against", "--sort no --reverse", "--reverse --sort NO"] {
        assert_eq!(column(&format!("list --topic Crimea {typed}"), "no"), most, "{typed}");
    }
    let mut least = unvote("list --topic Crimea --csv --columns no --sort");
    let least = printed(least.arg("no desc"));
    assert_eq!(least.lines().skip(1).collect::<Vec<_>>(), most);
    let error = stderr("list --sort agianst", 2);
    assert!(error.contains("no column is called 'agianst'"), "{error}");
}

#[test]
fn a_list_begins_with_the_newest_and_turns_round() {
    let newest = column("list", "date");
    assert!(newest.is_sorted_by(|a, b| a >= b), "{newest:?}");
    let oldest: Vec<String> = newest.iter().rev().cloned().collect();
    assert_eq!(column("list --reverse", "date"), oldest);
    assert_eq!(column("list --sort date", "date"), oldest);
    assert_eq!(column("list --limit 1", "date"), ["2026-02-24"]);
    assert_eq!(column("list --reverse --limit 1", "date"), ["1992-11-24"]);
}

#[test]
fn roll_calls_are_chosen_by_their_numbers() {
    // Against the embargo: 165-7-12 in 2025, the most against it ever; 187-2-1 in 2024.
    assert_eq!(column("list --topic embargo --tally no>=7", "symbol"), ["A/RES/80/4"]);
    assert_eq!(
        column("list --topic embargo --tally yes>=187,no=2,abstain<=1", "symbol").first().unwrap(),
        "A/RES/79/7"
    );
    let twice = "list --topic embargo --tally yes>=187 --tally no<=2";
    assert_eq!(column(twice, "symbol"), column("list --topic embargo --tally yes>=187,against<=2", "symbol"));
    // A/ES-11/L.11 was rejected by 31-71-59, of which 68 were needed.
    assert_eq!(column("list --quiet --tally margin=-37", "draft"), ["A/ES-11/L.11"]);
    let text = stdout("tally --topic embargo --tally no>=7");
    assert!(text.contains("A/RES/80/4"), "{text}");
    for command in ["country US", "compare US RU", "matrix --members P5", "against", "show", "series", "grid"] {
        let text = stdout(&format!("{command} --topic embargo --tally no>=7 --json --quiet"));
        assert!(text.contains("\"question\": \"") && text.contains("--tally 'no>=7'"), "{command}: {text}");
    }
}

#[test]
fn what_no_number_meets_is_told_and_a_wrong_condition_is_explained() {
    let error = stderr("list --tally no>190", 1);
    assert!(error.contains("--tally 'no>190'"), "{error}");
    for (typed, why) in [
        (
            "nay<5",
            "'nay' is not a number of a roll call: expected one of yes, no, abstain, non_voting, margin, members",
        ),
        ("no", "'no' compares nothing: expected a condition in quotes, such as 'no<=5'"),
        ("no~5", "'~' is not understood: expected one of < <= = >= > !="),
        ("no<few", "'no<few' has no whole number behind <"),
    ] {
        let error = stderr(&format!("list --tally {typed}"), 2);
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn roll_calls_whose_numbers_are_not_known_are_left_out_and_counted() {
    // Of two vetoes only who cast them is known.
    let output = unvote("list --body sc --tally no<=15 --csv --columns symbol").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told, "note: --tally leaves out 2 roll calls: their numbers are not known\n");
    assert!(output.status.success());
}

#[test]
fn what_columns_hold_is_said_with_roles() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.csv");
    fs::write(&file, "text no.,who,how\nA/RES/80/4,USA,no\nA/RES/80/4,FRA,yes\n").unwrap();
    let asked = |options: &[&str]| {
        let mut command = unvote("export votes --members US,FR");
        command.arg("--data").arg(&file).args(options).output().unwrap()
    };
    let roles = asked(&["--roles", "resolution=text no.,member=who,vote=how", "--columns", "member,vote"]);
    assert_eq!(String::from_utf8(roles.stdout).unwrap(), "member,vote\nFRA,yes\nUSA,no\n");
    assert!(roles.stderr.is_empty());
    // As it was written before there was --roles.
    let before = asked(&["--columns", "resolution=text no.,member=who,vote=how,member,vote"]);
    assert_eq!(String::from_utf8(before.stdout).unwrap(), "member,vote\nFRA,yes\nUSA,no\n");
    let note = String::from_utf8(before.stderr).unwrap();
    assert!(note.contains("note: what columns hold is said with --roles 'resolution=text no.,member=who,"), "{note}");
    let without = asked(&[]);
    assert_eq!(without.status.code(), Some(3));
    assert!(String::from_utf8(without.stderr).unwrap().contains("--roles 'resolution=text no.,member=who,vote=how'"));
    let wrong = asked(&["--roles", "resolution=text no.,member=who,vote=how,date=dya"]);
    let error = String::from_utf8(wrong.stderr).unwrap();
    assert!(wrong.status.code() == Some(3) && error.contains("no column is called 'dya'"), "{error}");
    let wrong = asked(&["--roles", "resolution=text no.,member=whom,vote=how"]);
    assert_eq!(wrong.status.code(), Some(3));
    for flag in ["--roles vote=how", "--columns vote=how", "--codes voeten", "--dates day-first"] {
        assert!(stderr(&format!("list {flag}"), 2).contains("name the file with --data"), "{flag}");
    }
    for (typed, why) in [
        ("votes=how", "no column holds 'votes': expected one of resolution, member, vote, draft"),
        ("vote=", "'vote=' names no column"),
    ] {
        let wrong = asked(&["--roles", typed]);
        let error = String::from_utf8(wrong.stderr).unwrap();
        assert!(wrong.status.code() == Some(2) && error.contains(why), "{error}");
    }
}

#[test]
fn exports_take_columns_and_a_limit() {
    let text = stdout("export votes --session ES-11 --columns symbol,member,vote --limit 3");
    assert_eq!(text.lines().count(), 4, "{text}");
    assert_eq!(text.lines().next(), Some("symbol,member,vote"));
    let all = stdout("export votes --session ES-11 --columns symbol,member,vote");
    assert!(all.starts_with(&text) && all.lines().count() > 1000);
    assert!(stderr("export votes --columns colour", 2).contains("no column is called 'colour'"));
    assert!(stderr("export votes --sort vote", 2).contains("row by row"));
}

#[test]
fn against_takes_a_limit_where_it_is_piped() {
    assert_eq!(stdout("against ES-11/7 --limit 2"), "BLR\nBFA\n");
    assert!(stdout("against ES-11/7 --sort -code --limit 2").contains("United States"));
}

#[test]
fn sources_take_one_line_at_most_and_none_where_it_is_to_be_quiet() {
    let last = |arguments: &str| stdout(arguments).lines().last().unwrap().to_owned();
    assert_eq!(last("tally ES-11/7"), "Source: UN Digital Library, record 4076672 (in the embedded record)");
    assert_eq!(last("list"), "79 roll calls of 6 sources: `unvote data`");
    // Two records of one source are told as roll calls of it.
    let two = last("tally ES-11/6 ES-11/7");
    assert_eq!(two, "Source: 2 roll calls in the embedded record: UN Digital Library, voting records");
    for arguments in ["list", "tally ES-11/7", "vetoes", "country US", "members US", "compare US RU"] {
        for width in ["80", "140"] {
            let text = printed(unvote(arguments).env("COLUMNS", width));
            let of_sources = |line: &&str| line.starts_with("Source") || line.ends_with(": `unvote data`");
            assert_eq!(text.lines().filter(of_sources).count(), 1, "{arguments}");
            assert!(of_sources(&text.lines().last().unwrap()), "{arguments} on {width}: {text}");
        }
        let quiet = stdout(&format!("{arguments} --quiet"));
        assert!(!quiet.contains("Source:") && !quiet.contains("sources: `"), "{arguments}: {quiet}");
    }
    // What must be known of the source of a single vote is not cut; of several roll calls the command tells it.
    let amendments = "list --year 2025 --body ga --matter amendment";
    assert_eq!(last(amendments), "4 roll calls of 1 source: `unvote data`");
    let one = stdout("tally A/ES-11/L.11 --failed");
    let told = "Source: Results announced in the General Assembly on 24 February 2025, not yet\nheld against the record of the meeting\n";
    assert!(one.ends_with(told), "{one}");
    // Machines keep every source.
    assert!(stdout("list --json").matches("in the embedded record: ").count() >= 6);
}

#[test]
fn a_file_that_is_named_is_named_in_the_command_that_lists_its_sources() {
    let folder = tempfile::tempdir().unwrap();
    for (name, symbol) in [("a.csv", "A/RES/80/4"), ("b.csv", "A/RES/79/7")] {
        fs::write(folder.path().join(name), format!("resolution,member,vote\n{symbol},USA,no\n")).unwrap();
    }
    let mut list = unvote("list --data a.csv --data b.csv");
    let text = printed(list.current_dir(folder.path()));
    assert_eq!(text.lines().last(), Some("2 roll calls of 2 sources: `unvote data --data a.csv --data b.csv`"));
}

#[test]
fn symbols_and_record_numbers_are_links_where_that_is_asked_for() {
    let plain = stdout("tally ES-11/7");
    let links = stdout("tally ES-11/7 --hyperlinks always");
    let link = |address: &str, text: &str| format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\");
    for (address, text) in [
        ("https://docs.un.org/en/A/RES/ES-11/7", "A/RES/ES-11/7"),
        ("https://docs.un.org/en/A/ES-11/L.10", "A/ES-11/L.10"),
        ("https://docs.un.org/en/A/RES/ES-11/6", "ES-11/6"),
        ("https://digitallibrary.un.org/record/4076672", "4076672"),
    ] {
        assert!(links.contains(&link(address, text)), "{text}: {links:?}");
    }
    // Nothing but the links is another.
    let mut without = String::new();
    for (place, part) in links.split("\u{1b}]8;;").enumerate() {
        without.push_str(if place == 0 { part } else { part.split_once("\u{1b}\\").unwrap().1 });
    }
    assert_eq!(without, plain);
    // Into a pipe there are none of themselves, and never any for machines.
    assert!(!plain.contains('\u{1b}') && !stdout("list --csv --hyperlinks always").contains('\u{1b}'));
    assert!(!printed(unvote("tally ES-11/7 --hyperlinks never").env("FORCE_HYPERLINK", "1")).contains('\u{1b}'));
}

#[test]
fn a_locale_without_unicode_gets_marks_of_ascii_and_keeps_the_letters_of_names() {
    for variable in ["LC_ALL", "LC_CTYPE", "LANG"] {
        let text = printed(unvote("show ES-11/7").env(variable, "C"));
        assert!(text.contains("Côte d'Ivoire") && text.contains("Türkiye"), "{variable}: {text}");
        for arguments in ["tally ES-11/7", "series 80/4", "compare US RU", "list", "matrix --members P5"] {
            let text = printed(unvote(arguments).env(variable, "C").env("COLUMNS", "60"));
            let other: String = text.chars().filter(|letter| !letter.is_ascii() && !letter.is_alphabetic()).collect();
            assert_eq!(other, "", "{arguments}: {text}");
            assert!(text.lines().all(|line| line.chars().count() <= 60 && line.trim_end() == line), "{text}");
        }
    }
    let bars = printed(unvote("tally ES-11/7").env("LC_ALL", "POSIX"));
    assert!(bars.contains("  in favour ") && bars.contains("####"), "{bars}");
    // The first of the three that is set counts.
    let unicode = stdout("tally ES-11/7");
    assert!(unicode.contains('█'));
    assert_eq!(printed(unvote("tally ES-11/7").env("LC_ALL", "en_US.UTF-8").env("LANG", "C")), unicode);
    assert_eq!(printed(unvote("tally ES-11/7").env("LC_CTYPE", "C.utf8").env("LANG", "C")), unicode);
}
