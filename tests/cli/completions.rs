//! What a shell is told when somebody presses Tab, and the manual pages.

use std::process::Command as Process;

use super::{printed, unvote};

/// What is offered for the last of these words, as a shell asks for it; without what stands beside the values.
fn offered(shell: &str, words: &[&str]) -> Vec<String> {
    let mut command = unvote("");
    command
        .env("UNVOTE_COMPLETE", shell)
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string());
    let text = printed(command.arg("--").args(words));
    text.lines().map(|line| line.split('\t').next().unwrap_or(line).to_owned()).collect()
}

#[test]
fn commands_and_options_are_completed() {
    assert_eq!(offered("bash", &["unvote", "ta"]), ["tally"]);
    assert_eq!(offered("bash", &["unvote", "list", "--contes"]), ["--contested"]);
    assert_eq!(offered("bash", &["unvote", "list", "--body", ""]), ["ga", "sc"]);
}

#[test]
fn symbols_come_from_the_record_the_newest_first_in_the_case_that_is_typed() {
    let all = offered("fish", &["unvote", "tally", "A/RES/ES-11/"]);
    assert_eq!(all.first().map(String::as_str), Some("A/RES/ES-11/9"));
    assert!(all.contains(&"A/RES/ES-11/7".to_owned()), "{all:?}");
    assert_eq!(
        offered("fish", &["unvote", "tally", "a/es-11/l.1"]),
        ["a/es-11/l.16/rev.1", "a/es-11/l.11", "a/es-11/l.10", "a/es-11/l.1"]
    );
    assert!(offered("fish", &["unvote", "shift", "ES-11/6", "ES-11/"]).contains(&"ES-11/7".to_owned()));
    // Of a small file its own, of a store that is not there those of the embedded record.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("votes.csv");
    std::fs::write(&file, "resolution,country,vote\nA/RES/79/1,France,yes\n").unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(offered("fish", &["unvote", "--data", file, "tally", "A/"]), ["A/RES/79/1"]);
}

#[test]
fn members_and_groups_are_completed_within_a_list() {
    assert_eq!(offered("fish", &["unvote", "tally", "--members", "US,-fra"]), ["US,-fra", "US,-france"]);
    assert_eq!(offered("fish", &["unvote", "country", "Urug"]), ["Uruguay"]);
    assert!(offered("fish", &["unvote", "groups", "BR"]).contains(&"BRICS".to_owned()));
    assert_eq!(offered("fish", &["unvote", "list", "--topic", "n"])[0], "nu");
    assert_eq!(offered("fish", &["unvote", "list", "--session", "ES-11"]), ["ES-11"]);
}

#[test]
fn bash_gets_words_that_it_does_not_split() {
    assert_eq!(offered("bash", &["unvote", "tally", "S/RES/2774"]), ["S/RES/2774\\(2025\\)"]);
    assert_eq!(offered("bash", &["unvote", "tally", "S/RES/2774\\("]), ["S/RES/2774\\(2025\\)"]);
    assert_eq!(offered("bash", &["unvote", "country", "South A"]), ["South\\ Africa"]);
}

#[test]
fn the_script_of_each_shell_asks_the_program_that_printed_it() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&mut unvote(&format!("completions {shell}")));
        assert!(
            script.contains("UNVOTE_COMPLETE") && script.contains(env!("CARGO_BIN_EXE_unvote")),
            "{shell}: {script}"
        );
    }
    let of_user = printed(unvote("completions").env("SHELL", "/usr/bin/fish"));
    assert_eq!(of_user, printed(&mut unvote("completions fish")));
    let refused = unvote("completions").env("SHELL", "/bin/sh").output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn bash_completes_by_the_script() {
    let ask = "source <(\"$0\" completions bash)\n\
        COMP_WORDS=(unvote against ES-11/); COMP_CWORD=2; _clap_complete_unvote unvote ES-11/ against\n\
        printf '%s\\n' \"${COMPREPLY[@]}\"";
    let output = Process::new("bash")
        .args(["-c", ask, env!("CARGO_BIN_EXE_unvote")])
        .env("UNVOTE_STORE", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-store"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().any(|line| line == "ES-11/7"), "{text}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn manual_pages_are_those_of_the_commands_with_their_examples() {
    let page = printed(&mut unvote("man tally"));
    for part in
        [".SH SYNOPSIS\nunvote tally [OPTIONS] [SYMBOL]...", "Only this body", ".SH EXAMPLES\n.nf\nunvote tally"]
    {
        assert!(page.contains(part), "{part}");
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man/man1");
    printed(unvote("man --into").arg(&pages));
    let text = |name: &str| std::fs::read_to_string(pages.join(name)).unwrap();
    assert_eq!(text("unvote-tally.1"), page);
    assert!(
        text("unvote.1").contains("unvote\\-tally(1)") && text("unvote-data-fetch.1").contains("data fetch vetoes")
    );
    assert!(!text("unvote-data.1").contains("data\\-help"));
    let refused = unvote("man talley").output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
}
