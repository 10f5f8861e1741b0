//! What is told when there is no answer, and with which exit code: 1 nothing found, 2 usage, 3 bad data, 5 not written.

use super::{stderr, unvote};

#[test]
fn an_unknown_symbol_is_answered_with_the_nearest() {
    insta::assert_snapshot!(stderr("tally A/ES-11/L.1O", 1), @r"
    error: no roll call has the symbol A/ES-11/L.1O
      did you mean A/ES-11/L.10? (the letter O stands where a zero would)
      the embedded record holds 79 roll calls; `unvote data fetch undl` brings the whole record, and --data FILE reads it
    ");
}

#[test]
fn nothing_found_is_exit_code_1() {
    for (arguments, told) in [
        ("show XX", "no roll call has the symbol XX"),
        ("search zzz", "no roll call among 79 has all the words 'zzz'"),
        ("list --year 1999 --body sc", "none of 79 roll calls meets --body sc and --year 1999 together"),
        ("list --session 12", "meets --session 12; there are the sessions 47 to 80, ES-10, ES-11"),
        ("list --year 1950-1955", "meets --year 1950-1955; they are from 1992-11-24 to 2026-02-24"),
        ("list --topic embarggo", "meets --topic 'embarggo'; did you mean embargo?"),
        ("tally ES-11/7 --body sc", "A/RES/ES-11/7, of 2025-02-24, does not meet --body sc"),
        ("tally ES-11/7 --year 1999", "A/RES/ES-11/7, of 2025-02-24, does not meet --year 1999"),
        ("vetoes --member China", "no veto of China among 2 vetoed proposals"),
        ("against S/RES/2774", "no member is recorded as against"),
    ] {
        let text = stderr(arguments, 1);
        assert!(text.contains(told), "{arguments}: {text}");
    }
}

#[test]
fn wrong_usage_is_exit_code_2() {
    for (arguments, told) in [
        ("tally", "which roll call? Name its symbol, as in A/ES-11/L.10, or select some"),
        ("telly", "'telly' is not a command; you may mean\n  unvote tally\n"),
        ("against ES-11/7 --vote maybe", "'maybe' is not a vote: expected yes, no, abstain or non-voting"),
        ("list --year 1900", "error: --year <YEARS>: '1900' is not a year of the United Nations"),
        ("list --from 2025 --to 2024", "no day is in both"),
        ("list --where US", "expected MEMBERS=VOTE or MEMBERS!=VOTE, as in US=abstain or US!=no"),
        ("list --sort colour", "no column is called 'colour'; there are symbol, draft,"),
        ("list --columns colour", "no column is called 'colour'"),
        ("tally ES-11/7 --by XX", "no group is called 'XX'; `unvote groups` lists them"),
        ("data --codes yes", "'yes' is not a coding: expected voeten, signs, or pairs"),
        ("against ES-11/7 --members Narnia", "no member or group is called 'Narnia'"),
        ("groups XX", "no group is called 'XX'"),
    ] {
        let text = stderr(arguments, 2);
        assert!(text.contains(told), "{arguments}: {text}");
    }
}

#[test]
fn an_unknown_member_is_told() {
    assert_eq!(
        stderr("members Narnia", 2),
        "error: no member or group is called 'Narnia'; `unvote members` and `unvote groups` list them\n"
    );
    assert_eq!(
        stderr("list --where Narnia=yes", 2),
        "error: no member or group is called 'Narnia'; `unvote members` and `unvote groups` list them\n"
    );
    let text = stderr("members Germnay", 2);
    assert!(text.contains("did you mean Germany?"), "{text}");
}

#[test]
fn a_name_of_two_members_is_never_picked_silently() {
    let expected = "error: 'Korea' may be KOR (South Korea) or PRK (North Korea): write the code\n";
    assert_eq!(stderr("members Korea", 2), expected);
    assert_eq!(stderr("list --where Korea=yes", 2), expected);
}

#[test]
fn data_that_cannot_be_read_is_exit_code_3() {
    let text = stderr("list --data no-such-file.csv", 3);
    assert!(text.contains("no-such-file.csv"), "{text}");
}

#[test]
fn help_and_version_are_results() {
    for arguments in ["--help", "tally --help", "--version"] {
        let output = unvote(arguments).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty() && !output.stdout.is_empty(), "{arguments}");
    }
}
