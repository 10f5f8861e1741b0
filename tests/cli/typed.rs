//! What people type first, family by family, with what they are told: the exit code, what goes to standard error, then the
//! first lines of the answer. Each page in `snapshots` is read as its reader would: an answer, or the next thing to type.

use std::fmt::Write as _;

use super::unvote;

/// How many lines of an answer and of an error are shown.
const SHOWN: usize = 6;
/// The few resolutions that people know by number and the embedded record does not hold; numbers of the UN Digital Library.
const RESOLUTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/resolutions.csv");

/// The words of a line, those between double quotes as one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(ToOwned::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

struct Answer {
    code: i32,
    out: String,
    err: String,
}

fn answer(words: &[String], data: &[&str]) -> Answer {
    let output = unvote("").args(words).args(data).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    Answer { code: output.status.code().unwrap(), out, err }
}

/// Types each line; what is proposed where there is no answer has to be one that can be typed.
fn page(lines: &[&str], data: &[&str]) -> String {
    let mut page = String::new();
    for line in lines {
        let Answer { code, out, err } = answer(&words(line), data);
        assert!(code <= 3, "{line}: exit code {code}");
        assert_eq!(code == 0, !out.is_empty(), "{line}: an answer goes with exit code 0 only");
        assert!(code == 0 || err.starts_with("error: "), "{line}: {err}");
        writeln!(page, "$ unvote {line}\n[{code}]").unwrap();
        for text in [&err, &out] {
            text.lines().take(SHOWN).for_each(|line| writeln!(page, "{}", line.replace(RESOLUTIONS, "FILE")).unwrap());
            if text.lines().count() > SHOWN {
                page.push_str("...\n");
            }
        }
        page.push('\n');
        for proposed in proposals(&err) {
            // What reads a file that is not there, writes one or a store, or needs the whole record is not tried.
            let is_tried = !(proposed == "turning --year 2025" || proposed.starts_with("data "));
            if !is_tried || [" -o ", "--data"].iter().any(|flag| proposed.contains(flag)) {
                continue;
            }
            let tried = answer(&words(&proposed.replace('\'', "\"")), data);
            assert!(tried.code == 0, "{line} proposes {proposed}, which fails: {}", tried.err);
        }
    }
    page
}

fn shown(family: &str, page: &str) {
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(family, page) });
}

/// The commands that an error proposes, each on a line of its own or between backticks.
fn proposals(err: &str) -> Vec<String> {
    let on_a_line = err.lines().filter_map(|line| line.strip_prefix("  unvote "));
    let inline = err.split('`').skip(1).step_by(2).filter_map(|text| text.strip_prefix("unvote "));
    let commands = on_a_line.filter(|text| !text.contains(" lists the commands")).chain(inline);
    commands.map(|command| command.split(" | ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn symbols_are_taken_as_people_write_them() {
    shown(
        "typed_symbols",
        &page(
            &[
                "tally https://digitallibrary.un.org/record/4076672?ln=en",
                "tally https://undocs.org/A/RES/ES-11/7",
                "tally docs.un.org/en/A/RES/80/4",
                "tally A_RES_80_4-EN.pdf",
                "tally A_ES-11_L.10-EN.pdf",
                "tally \"SC 2774\"",
                "tally SC 2774",
                "tally \"resolution 80/4\"",
                "tally resolution 80/4",
                "tally \"GA res 80/4\"",
                "tally A/RES/80/4.",
                "tally \u{201c}A/RES/ES\u{2011}11/7\u{201d}",
                "tally ES11/7",
                "tally A/RES/ES-XI/7",
                "tally \"draft resolution A/ES-11/L.10\"",
                "tally \"record 4076672\"",
                "tally \"80/4 and 79/7\"",
                "tally A/ES-11/L.1O",
                "tally 80-4",
                "tally 1441",
                "tally ES-11",
                "tally 2025-02-24",
                "tally https://digitallibrary.un.org/record/1",
                "tally rcid 183",
                "tally",
            ],
            &[],
        ),
    );
}

#[test]
fn resolutions_that_are_known_by_number_are_found() {
    shown(
        "typed_resolutions",
        &page(
            &[
                "tally \"UNSCR 1441\"",
                "tally UNSCR 1441",
                "tally \"Resolution 2334 (2016)\"",
                "tally \"A/RES/377 A (V)\"",
                "tally 377(V)A",
                "tally A/RES/2758",
                "tally 3379",
                "tally 1441",
                "tally \"S/RES/1441 (2003)\"",
            ],
            &["--data", RESOLUTIONS],
        ),
    );
}

#[test]
fn words_in_the_place_of_a_symbol_lead_to_roll_calls() {
    shown(
        "typed_words",
        &page(
            &[
                "tally Cuba",
                "tally embargo cuba",
                "tally \"nuclear weapons\"",
                "against \"return of Ukrainian children\"",
                "series embargo cuba",
                "show US",
                "against US",
                "grid EU",
                "tally ES-11/7 US",
                "tally votes.csv",
                "compare US --across 80/4",
                "compare US --across \"embargo Cuba\"",
                "search",
                "search gaza --year 2025..",
                "shift ES-11/6",
                "shift US",
            ],
            &[],
        ),
    );
}

#[test]
fn what_is_no_command_leads_to_one() {
    shown(
        "typed_commands",
        &page(
            &[
                "2774", "US and Russia", "yes ES-11/8", "US RU", "US 80/4", "Cuba", "EU", "P5", "country", "vote 80/4",
                "votes 80/4", "who 80/4", "latest --limit 3", "telly ES-11/7", "how did Cuba vote", "embargo cuba",
                "2025", "find embargo --limit 1", "find gaza", "abstained ES-11/8", "stats", "votes.csv", "rcid 183",
                "version", "-v",
            ],
            &[],
        ),
    );
}

#[test]
fn words_that_a_command_does_not_take_lead_to_what_it_takes() {
    shown(
        "typed_arguments",
        &page(
            &[
                "matrix P5", "matrix US", "shift 79/7 to 80/4", "shift 79/7 80/4 US", "turning 2025",
                "members --group EU", "data remove", "matrix US RU --year 2025", "vetoes Russia", "list votes.csv",
                "list Cuba", "list US", "list EU", "list embargo cuba", "list 80/4", "list 2025",
                "list \"24 February 2025\"", "turning US GB", "turning", "country US RU", "country Cuba 2025",
                "country US 80/4", "country EU", "compare US", "compare US,RU", "compare US RU CN", "compare US vs RU",
                "compare US RU AND", "export", "data add", "blocs EU", "blocs 2024", "nearest", "cohesion",
                "cohesion US", "predict US",
            ],
            &[],
        ),
    );
}

#[test]
fn options_are_taken_as_other_programs_have_them() {
    shown(
        "typed_options",
        &page(
            &[
                "list --since 2024 --until 2025 --limit 2",
                "list --from \"24 February 2025\" --limit 1",
                "list --from 24/02/2025",
                "list --since 2024-02-30",
                "list --year 2025.. --limit 1",
                "list --year 2025- --limit 1",
                "list --csv --limit 2",
                "tally 80/4 --json",
                "list -f csv --limit 1",
                "list --format CSV --limit 1",
                "list --format exel",
                "list --body GA --limit 1",
                "list --reverse --limit 1",
                "list --tally \"no <= 5, yes > 150\" --limit 1",
                "list --tally nays<5",
                "list --where US=abstain --limit 1",
                "list --where US=nay",
                "export csv",
                "list --sort -date --limit 1",
                "list --sort --limit 1",
                "list --sort votes",
                "list --columns Symbol,No --limit 2",
                "list --tally no<=5 --limit 1",
                "list --country US",
                "list --no-color --limit 1",
                "tally ES-11/7 --member US",
                "tally ES-11/7 --votes",
                "country US --vs GB --limit 1",
                "export votes 80/4 --limit 2",
                "export tallies --columns symbol,yes --limit 2",
            ],
            &[],
        ),
    );
}

#[test]
fn members_and_groups_are_found_by_what_people_call_them() {
    shown(
        "typed_members",
        &page(
            &[
                "members Deutschland --on 2026-01-01",
                "members Россия --on 2026-01-01",
                "members 中国 --on 2026-01-01",
                "members EEUU --on 2026-01-01",
                "members usa --on 2026-01-01",
                "members m49:840 --on 2026-01-01",
                "members cow:2 --on 2026-01-01",
                "members 840",
                "members NAM --on 2026-01-01",
                "members AU --on 2026-01-01",
                "members Korea",
                "members Phillipines",
                "members \"US and Russia\"",
                "members Atlantis",
                "groups LDC,SIDS --on 2020-01-01",
                "groups Commonwelth",
                "country Atlantis",
                "country UY --by topic --limit 1",
                "country UY --apart GRULAC --limit 1",
                "country UY --with US,EU,CN --limit 1",
                "series --close --limit 1",
                "series --close --topic zebra",
            ],
            &[],
        ),
    );
}
