//! Words that are no command, and commands that lack something: what was probably meant, as a command to type.

use super::{printed, stderr, stdout, unvote};

#[test]
fn what_is_no_command_is_answered_with_one() {
    for (typed, meant) in [
        ("2774", "unvote tally 2774"),
        ("A/ES-11/L.10", "unvote tally A/ES-11/L.10"),
        ("https://undocs.org/A/RES/80/4", "unvote tally https://undocs.org/A/RES/80/4"),
        ("UNSCR 1441", "unvote tally 'UNSCR 1441'"),
        ("80/4 79/7", "unvote tally 80/4 79/7"),
        ("US 80/4", "unvote tally 80/4 --members US"),
        ("US RU", "unvote compare US RU"),
        ("US RU CN", "unvote matrix --members US,RU,CN"),
        ("Cuba", "unvote country Cuba"),
        ("Cuba", "unvote search Cuba"),
        ("EU", "unvote members EU"),
        ("United States", "unvote country 'United States'"),
        ("embargo cuba", "unvote search embargo cuba"),
        ("2025", "unvote list --year 2025"),
        ("2025-02-24", "unvote list --from 2025-02-24 --to 2025-02-24"),
        ("votes.csv", "unvote list --data votes.csv"),
        ("votes 80/4", "unvote show 80/4"),
        ("who 80/4", "unvote against 80/4"),
        ("history Cuba", "unvote country Cuba"),
        ("stats", "unvote data"),
        ("telly 80/4", "unvote tally 80/4"),
        ("how did Cuba vote", "unvote country Cuba"),
    ] {
        let text = stderr(typed, 2);
        assert!(text.contains(&format!("\n  {meant}\n")), "{typed}: {text}");
    }
}

#[test]
fn what_is_proposed_can_be_typed() {
    for typed in ["2774", "US 80/4", "US RU", "Cuba", "EU", "embargo cuba", "2025-02-24", "votes 80/4", "who"] {
        let text = stderr(typed, 2);
        let commands = text
            .lines()
            .filter_map(|line| line.strip_prefix("  unvote "))
            .filter(|line| *line != "--help lists the commands");
        for command in commands {
            let output = unvote(&command.replace('\'', "")).output().unwrap();
            assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn other_names_of_a_command_run_it() {
    for (typed, command) in [
        ("vote 80/4", "tally 80/4"),
        ("result 80/4", "tally 80/4"),
        ("TALLY 80/4", "tally 80/4"),
        ("resolution 2774", "tally 2774"),
        ("details 80/4", "show 80/4"),
        ("find embargo", "search embargo"),
        ("abstained ES-11/8", "against ES-11/8 --vote abstain"),
        ("ls --year 2025", "list --year 2025"),
        ("veto --by member", "vetoes --by member"),
        ("latest", "list --limit 10"),
        ("latest --limit 2", "list --limit 2"),
    ] {
        assert_eq!(stdout(typed), stdout(command), "{typed}");
    }
    // The options before it do not hide it.
    assert_eq!(printed(&mut unvote("--format csv latest")), stdout("list --limit 10 --format csv"));
}

#[test]
fn a_command_that_lacks_something_shows_how_it_is_typed() {
    let text = stderr("country", 2);
    assert!(text.starts_with("error: country needs a member\nExamples:\n  unvote country "), "{text}");
    for typed in ["compare", "shift ES-11/6", "search", "export"] {
        assert!(stderr(typed, 2).contains(&format!("\n  unvote {} ", typed.split(' ').next().unwrap())), "{typed}");
    }
}
