//! Members as people call them, wherever a member is expected.

use super::{column, unvote};

/// Exit code and standard error of a command.
fn failed(arguments: &[&str]) -> (i32, String) {
    let output = unvote("").args(arguments).output().expect("unvote runs");
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).expect("UTF-8"))
}

fn told_of(member: &str) -> (i32, String) {
    failed(&["members", member])
}

#[test]
fn a_member_is_found_in_six_languages_and_german() {
    // CLDR 48.2, territories of ar, de, es, fr, ru and zh.
    let names =
        ["Deutschland", "l'Allemagne", "Alemania", "Германия", "德国", "ألمانيا", "DE", "deu", "m49:276", "cow:255"];
    for name in names {
        let output = unvote("").args(["members", name, "--format", "csv"]).output().expect("unvote runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(text.lines().nth(1).is_some_and(|row| row.starts_with("DEU,")), "{name}: {text}");
    }
    assert_eq!(column("against A/RES/ES-11/7 --members Россия,Венгрия,Uruguay", "member"), ["HUN", "RUS"]);
}

#[test]
fn an_exact_code_wins_and_what_else_it_may_be_is_told() {
    for (code, told) in [
        ("NAM", "note: NAM is Namibia; for the Non-Aligned Movement write NONALIGNED\n"),
        ("au", "note: AU is Australia; for the African Union write AFU\n"),
        ("SA", "note: SA is Saudi Arabia; for South Africa write ZA\n"),
        ("2", "note: 2 is taken for cow:2, United States: write that, or USA\n"),
        ("UY", ""),
    ] {
        assert_eq!(told_of(code), (0, told.to_owned()), "{code}");
        assert_eq!(failed(&["members", code, "--quiet"]), (0, String::new()), "{code}");
    }
    // A colon of a scheme is no sign of a condition.
    assert_eq!(column("list --where cow:2=no --limit 1", "date").len(), 1);
    let (code, told) = failed(&["tally", "A/RES/ES-11/7", "--where", "AU,SA!=no"]);
    assert_eq!((code, told.matches("note:").count()), (0, 2), "{told}");
}

#[test]
fn what_several_members_are_called_is_asked() {
    for (typed, choice) in [
        ("Korea", "KOR (South Korea) or PRK (North Korea)"),
        ("Corée", "KOR (South Korea) or PRK (North Korea)"),
        ("Kongo", "COD (DR Congo) or COG (Congo)"),
        ("CS", "CSK (Czechoslovakia) or SCG (Serbia and Montenegro)"),
        ("Jemen", "YEM (Yemen) or YMD (Democratic Yemen)"),
        ("840", "cow:840 (Philippines) or m49:840 (United States)"),
        ("cow:345", "SRB (Serbia) or YUG (Yugoslavia)"),
    ] {
        let (code, told) = told_of(typed);
        assert!(code == 2 && told.contains(choice), "{typed}: {told}");
    }
}

#[test]
fn what_is_called_so_by_nobody_leads_on() {
    for (typed, next) in [
        ("Tobago", "did you mean Trinidad and Tobago?"),
        ("Volksrepublik China", "did you mean China?"),
        ("US and Russia", "did you mean US,Russia?"),
        ("G77 and China", "did you mean G77,China?"),
        ("Phillipines", "did you mean Philippines?"),
        ("Hong Kong", "it is a part of China (CHN)"),
        ("AOSIS", "SIDS has those of today"),
        ("G8", "write G7,RU"),
        ("OPEC+", "write OPEC"),
        ("Benelux", "write BE,NL,LU"),
        ("Commonwelth", "did you mean COMMONWEALTH?"),
        ("Deutchland", "did you mean Deutschland (DEU)?"),
        ("Santa Sede", "it is an observer state, which has no vote"),
        ("cow:713", "the Republic of China (ROC) held China's seat"),
        ("xyzzy", "`unvote members` and `unvote groups` list them"),
    ] {
        let (code, told) = told_of(typed);
        assert!(code == 2 && told.contains(next), "{typed}: {told}");
    }
}
