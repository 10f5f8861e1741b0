//! What is asked is what is answered: conditions on votes, lists with a minus, symbols that may mean several documents,
//! and the conditions below the title.

use super::{column, printed, stderr, stdout, unvote};

/// Made-up votes on documents that share numbers.
const NUMBERS: &str = "Symbol\tISO3\tVote\tDate\tTitle
S/RES/2758(2024)\tUSA\tin favour\t2024-11-13\tSanctions
A/RES/2758(XXVI)\tUSA\tagainst\t1971-10-25\tRestoration of the lawful rights
A/80/L.10\tUSA\tagainst\t2025-11-11\tOne
A/79/L.10\tUSA\tagainst\t2024-11-11\tTwo
A/RES/80/4\tUSA\tagainst\t2025-10-29\tEmbargo
";

fn on_numbers(arguments: &str) -> assert_cmd::assert::Assert {
    unvote(&format!("{arguments} --data -")).write_stdin(NUMBERS).assert()
}

fn said(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

#[test]
fn another_vote_than_no_is_not_no() {
    // Of the six whole texts of 2025 and 2026 in the eleventh emergency special session the United States voted against
    // ES-11/7, for ES-11/9, and abstained on ES-11/8 and the text of February 2026.
    let whole = "list --session ES-11 --from 2025 --matter whole";
    assert_eq!(column(&format!("{whole} --where US=no"), "symbol"), ["A/RES/ES-11/7"]);
    assert_eq!(column(&format!("{whole} --where US!=no"), "symbol"), ["", "A/RES/ES-11/9", "A/RES/ES-11/8"]);
    // Each of a list must be known to have voted otherwise: how China voted in February 2026 the record does not know.
    assert_eq!(column(&format!("{whole} --where US,CN!=yes"), "symbol"), ["A/RES/ES-11/8", "A/RES/ES-11/7"]);
    stderr(&format!("{whole} --where US,RU!=no --where RU=no"), 1);
}

#[test]
fn no_other_comparison_is_taken_for_one_that_is_understood() {
    for sign in ["==", "<>", ">=", "<=", ">", "<", "~", "=~", ":", "!", "!==", "=!", "≠"] {
        let text = stderr(&format!("list --where US{sign}no"), 2);
        assert!(
            text.contains(&format!("'{sign}' is not understood; expected MEMBERS=VOTE or MEMBERS!=VOTE")),
            "{text}"
        );
        stderr(&format!("grid ES-11/7 ES-11/8 --where ES-11/7{sign}no"), 2);
    }
    let grid = "grid ES-11/7 ES-11/8 --members P5";
    assert_eq!(column(&format!("{grid} --where ES-11/7!=no"), "member"), ["CHN", "CHN", "FRA", "FRA", "GBR", "GBR"]);
    assert!(stderr(&format!("{grid} --agree ES-11/7!=no"), 2).contains("expected the vote that agrees"));
}

#[test]
fn lists_take_a_minus_on_every_command() {
    let against = stdout("against ES-11/7 --members WEOG,EEG,-HU,-US");
    assert_eq!(against, "BLR\nISR\nRUS\n");
    assert_eq!(stdout("against ES-11/7 --members -AFR,-GRULAC,-APG,-US,-HU"), "BLR\nISR\nRUS\n");
    // Hungary alone of the Union voted against ES-11/7.
    assert_eq!(column("list --session ES-11 --where EU,-HU=yes --where HU=no", "symbol"), ["A/RES/ES-11/7"]);
    for (arguments, told) in [
        ("compare US EU,-HU", "United States and European Union without Hungary"),
        ("compare US -- -HU", "United States and all members without Hungary"),
        ("country US --with EU,-HU", "European Union without Hungary"),
        ("matrix --members P5,-US --with -US,-RU", "France"),
        ("members EU,-HU", "Sweden"),
        ("shift ES-11/6 ES-11/7 --toward EU,-HU", "ES-11/7"),
    ] {
        let text = stdout(arguments);
        assert!(text.contains(told), "{arguments}: {text}");
    }
    assert!(stderr("tally ES-11/7 --members GRULAC,-FR", 2).contains("takes out France, which is not in it"));
    assert!(stderr("tally ES-11/7 --members FR,-FR", 2).contains("takes out all that it names"));
    assert!(stderr("groups EU,-HU", 2).contains("unvote members EU,-HU"));
}

#[test]
fn a_number_of_several_documents_is_never_one_of_them() {
    for command in ["show", "tally", "against", "grid", "series", "shift 80/4"] {
        let text = said(&on_numbers(&format!("{command} 2758")).code(1));
        let at = |symbol: &str| text.find(symbol).unwrap_or_else(|| panic!("{command}: {text}"));
        assert!(text.contains("2758 may be any of 2: type one as it stands here"), "{text}");
        assert!(at("S/RES/2758(2024)") < at("A/RES/2758(XXVI)"), "the newest first: {text}");
    }
    assert!(said(&on_numbers("show L.10").code(1)).contains("2025-11-11  "));
    assert!(said(&on_numbers("show A/80/4").code(1)).contains("did you mean A/RES/80/4?"));
    // A condition that only one of them meets chooses it.
    let chosen = on_numbers("show 2758 --body ga").success();
    assert!(String::from_utf8_lossy(&chosen.get_output().stdout).contains("A/RES/2758(XXVI)"));
    assert!(said(&on_numbers("show L.10 --year 1999").code(1)).contains("none of 2 roll calls meets --year 1999"));
    for plain in ["80/4", "UNSCR 2758", "79/L.10", "2758 (XXVI)"] {
        unvote("show --data -").arg(plain).write_stdin(NUMBERS).assert().success();
    }
}

#[test]
fn the_conditions_stand_below_the_title_on_every_command() {
    for command in [
        "list",
        "search peace",
        "tally",
        "show",
        "against",
        "grid",
        "series --matter whole --topic Crimea",
        "country US",
        "compare US RU",
        "turning US",
        "matrix --members P5",
    ] {
        let text = printed(unvote(command).args(["--where", "EU,-HU!=no", "--format", "table"]));
        assert!(
            text.contains("Only roll calls selected by") && text.contains("--where EU,-HU!=no"),
            "{command}: {text}"
        );
    }
    let text = stdout("list --body sc --year 2025 --topic ukraine --topic peace");
    assert!(text.contains("selected by --body sc --year 2025 --topic 'ukraine' or 'peace'"), "{text}");
}

#[test]
fn what_cannot_be_met_is_said_rather_than_passed_over() {
    for (arguments, code, told) in [
        ("list --topic=", 2, "--topic needs words, as in --topic nuclear"),
        ("search peace --subject !", 2, "--subject needs words"),
        ("list --agenda ,", 2, "--agenda needs words"),
        // One of several that nothing meets is no more passed over than if it stood alone.
        ("list --session 79,999", 1, "none of 79 roll calls meets --session 999; there are the sessions"),
        ("tally --year 2025,2099", 1, "none of 79 roll calls meets --year 2099; they are from"),
        ("list --topic Ukraine --topic zebra", 1, "none of 79 roll calls meets --topic 'zebra'"),
        ("list --topic Crimea --topic Ukrane", 1, "meets --topic 'Ukrane'; did you mean ukraine?"),
        (
            "list --session 79 --year 2020",
            1,
            "meets --session 79 (from 2024-10-30 to 2024-12-17) and --year 2020 together",
        ),
        ("vetoes --member Fiji", 1, "no veto of Fiji among 2 vetoed proposals: only permanent members have one"),
        ("matrix --members US,USA", 2, "a matrix of United States alone"),
        ("compare US,USA US", 2, "both sides are United States"),
    ] {
        let text = stderr(arguments, code);
        assert!(text.contains(told), "{arguments}: {text}");
    }
    assert!(stdout("compare FR,France US --year 2025").starts_with("France and United States\n"));
    assert_eq!(column("list --session 79,80", "symbol").len(), 5);
}

#[test]
fn codes_of_several_roll_calls_are_said_to_be_of_several() {
    let told = |arguments: &str| String::from_utf8(unvote(arguments).output().unwrap().stderr).unwrap();
    assert_eq!(
        told("against ES-11/7 ES-11/8"),
        "note: of 2 roll calls: each member once that was against in any of them\n"
    );
    assert_eq!([told("against ES-11/7"), told("against ES-11/7 ES-11/8 --quiet")], ["", ""]);
}
