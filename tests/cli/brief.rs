//! `unvote brief`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{printed, rows, stderr, stdout, unvote};

/// The sentences of a brief as rows of its table.
pub(super) fn sentences(arguments: &str) -> Vec<HashMap<String, String>> {
    rows(&format!("brief {arguments}"))
}

/// A brief as plain sentences.
pub(super) fn told(arguments: &str) -> String {
    stdout(&format!("brief {arguments} --format text"))
}

/// A brief of a file of these rows.
fn told_of(table: &str, arguments: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("votes.csv");
    std::fs::write(&file, table).unwrap();
    printed(unvote(&format!("brief {arguments} --format text")).arg("--data").arg(file))
}

/// The numbers of a text, in order; those within symbols count as well.
pub(super) fn numbers(text: &str) -> Vec<u32> {
    let parts = text.split(|letter: char| !letter.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).map(|part| part.parse().unwrap()).collect()
}

/// The votes of a roll call of the record, as `show` prints them.
fn votes(symbol: &str) -> Votes {
    let vote = |row: HashMap<String, String>| (row["name"].clone(), (row["vote"].clone(), row["group"].clone()));
    rows(&format!("show {symbol}")).into_iter().map(vote).collect()
}

/// Those that cast a vote, of a regional group or of all.
fn cast<'v>(votes: &'v Votes, vote: &str, group: Option<&str>) -> BTreeSet<&'v str> {
    let fits = |(_, (cast, of)): &(&String, &(String, String))| cast == vote && group.is_none_or(|group| group == of);
    votes.iter().filter(fits).map(|(name, _)| name.as_str()).collect()
}

const REGIONS: [(&str, &str); 5] = [
    ("AFR", "African Group"),
    ("APG", "Asia-Pacific Group"),
    ("EEG", "Eastern European Group"),
    ("GRULAC", "Latin American and Caribbean Group"),
    ("WEOG", "Western European and Others Group"),
];
const LABELS: [(&str, &str, &str); 4] = [
    ("yes", "in favour", "voted in favour"),
    ("no", "against", "voted against"),
    ("abstain", "abstaining", "abstained"),
    ("non-voting", "not voting", "did not vote"),
];

/// The names of a list with commas and "and", without articles; no member of this record's vote has "and" in its name but
/// those that are put together again.
fn named(text: &str) -> BTreeSet<String> {
    let whole = text.replace("Bosnia and Herzegovina", "Bosnia & Herzegovina");
    let whole = whole.replace("Sao Tome and Principe", "Sao Tome & Principe");
    let whole = whole.replace("Saint Vincent and the Grenadines", "Saint Vincent & the Grenadines");
    let names = whole.split(", ").flat_map(|part| part.split(" and "));
    names.map(|name| name.trim_start_matches("the ").replace('&', "and")).collect()
}

fn owned(names: &BTreeSet<&str>) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_brief_of_february_2025_is_told() {
    insta::assert_snapshot!(told("A/ES-11/L.10"));
    let narrow = printed(unvote("brief A/ES-11/L.10").env("COLUMNS", "60"));
    insta::assert_snapshot!("brief_on_60_columns", narrow);
    // Commands are not broken, so that they can be copied.
    let is_command = |line: &&str| line.starts_with("  unvote ");
    assert!(narrow.lines().filter(|line| !is_command(line)).all(|line| line.chars().count() <= 60), "{narrow}");
}

/// What each member did, with its regional group, by name.
type Votes = BTreeMap<String, (String, String)>;

/// The votes that the brief of A/RES/ES-11/7 is held against.
struct Recount {
    now: Votes,
    before: Votes,
    rival: Votes,
}

impl Recount {
    fn count(&self, vote: &str, group: Option<&str>) -> u32 {
        cast(&self.now, vote, group).len() as u32
    }

    /// In favour, against, abstaining, not voting.
    fn all(&self) -> [u32; 4] {
        ["yes", "no", "abstain", "non-voting"].map(|vote| self.count(vote, None))
    }

    /// The numbers that a sentence below the heading must have.
    fn of_result(&self, sentence: &str) -> Vec<u32> {
        let [yes, no, abstain, absent] = self.all();
        if sentence.starts_with("On 24 February 2025") {
            return vec![24, 2025, 11, 11, 7, 11, 10, yes, no, abstain, absent];
        }
        if sentence.starts_with("ADOPTED") {
            let (voting, needed) = (yes + no, (2 * (yes + no)).div_ceil(3));
            let tenths = (yes * 2000 + voting) / (2 * voting);
            return vec![tenths / 10, tenths % 10, voting, needed, yes - needed];
        }
        // The first number of votes with which two thirds are no longer reached.
        let fails = |yes: u32, no: u32| 3 * yes < 2 * (yes + no);
        let first = |fails: &dyn Fn(u32) -> bool| (1..=yes).find(|n| fails(*n)).unwrap();
        let (against, abstaining) = (first(&|n| fails(yes - n, no + n)), first(&|n| fails(yes - n, no)));
        vec![against, yes, abstaining, yes, first(&|n| fails(yes, no + n)), abstain]
    }

    /// The same of who voted how; the names are held against the record.
    fn of_who(&self, sentence: &str) -> Vec<u32> {
        if sentence.starts_with("Of the permanent") {
            let names = ["France", "United Kingdom", "Russia", "United States", "China"];
            assert_eq!(names.map(|name| self.now[name].0.as_str()), ["yes", "yes", "no", "no", "abstain"]);
            let told =
                "France and the United Kingdom voted in favour, Russia and the United States against, China abstained";
            assert!(sentence.contains(told), "{sentence}");
            return Vec::new();
        }
        let is_told = |(_, _, did): &(&str, &str, &str)| sentence.contains(&format!("members {did}: "));
        let (vote, ..) = LABELS.into_iter().find(is_told).unwrap();
        let mut all = vec![self.count(vote, None)];
        for (code, name) in REGIONS {
            let of = cast(&self.now, vote, Some(code));
            let list = sentence.split(&format!("of the {name} (")).nth(1).and_then(|rest| rest.split(')').next());
            assert_eq!(list.map(named).unwrap_or_default(), owned(&of), "{sentence}");
            all.extend((!of.is_empty()).then_some(of.len() as u32));
        }
        all
    }

    /// The sentences on regional groups.
    fn of_regions(&self) -> String {
        let told = |(code, name): (&str, &str)| format!("{name}: {}.", in_words(|vote| self.count(vote, Some(code))));
        REGIONS.map(told).join(" ")
    }

    /// Holds what is said of other groups against the votes of their members, as `show` has them.
    fn hold_groups(&self, sentence: &str) {
        let groups: Vec<(String, String)> =
            rows("groups").into_iter().map(|row| (row["group"].clone(), row["name"].clone())).collect();
        for told in sentence.split("), ") {
            let (code, name) = groups.iter().find(|(_, name)| told.contains(&format!("{name} ("))).unwrap();
            let of = rows(&format!("show ES-11/7 --members {code}"));
            let count = |vote: &str| of.iter().filter(|row| row["vote"] == vote).count() as u32;
            assert!(told.contains(&format!("{name} ({}", in_words(count))), "{told}");
            let most = ["yes", "no", "abstain"].into_iter().max_by_key(|vote| count(vote)).unwrap();
            for apart in told.split("apart: ").skip(1).flat_map(|rest| named(rest.trim_end_matches([')', '.']))) {
                assert_ne!(self.now[&apart].0, most, "{apart}");
            }
        }
    }

    fn moved(&self, from: &str, to: &str) -> BTreeSet<&str> {
        let went = |name: &&str| self.now.get(*name).is_some_and(|one| one.0 == to);
        cast(&self.before, from, None).into_iter().filter(went).collect()
    }

    /// The numbers of a sentence on who moved; the names are held against both votes.
    fn of_moves(&self, sentence: &str) -> Vec<u32> {
        let count = |from: &str, to: &str| self.moved(from, to).len() as u32;
        if sentence.starts_with("Compared") {
            let old = ["yes", "no", "abstain"].map(|vote| cast(&self.before, vote, None).len() as u32);
            let ways = [("yes", "no"), ("yes", "abstain"), ("abstain", "no"), ("no", "abstain")];
            return [&[11, 6, 23, 2023][..], &old, &ways.map(|(from, to)| count(from, to))].concat();
        }
        if sentence.starts_with("Toward") {
            // Russia voted against both times, and Ukraine in favour.
            assert_eq!(["Russia", "Ukraine"].map(|name| self.before[name].0.as_str()), ["no", "yes"]);
            assert_eq!(["Russia", "Ukraine"].map(|name| self.now[name].0.as_str()), ["no", "yes"]);
            let by_one = count("yes", "abstain") + count("abstain", "no");
            return vec![count("yes", "no"), by_one, count("no", "abstain") + count("abstain", "yes")];
        }
        for told in sentence.split_terminator('.') {
            let (way, names) = told.trim().strip_prefix("From ").and_then(|told| told.split_once(": ")).unwrap();
            let (from, to) = way.split_once(" to ").unwrap();
            let [from, to] = [from, to].map(|word| word.replace("abstaining", "abstain"));
            assert_eq!(named(names), owned(&self.moved(&from, &to)), "{way}");
        }
        Vec::new()
    }

    /// The numbers of a sentence on another vote of the day: A/RES/ES-11/8 93-8-73, the Russian amendment 31-71-59,
    /// S/RES/2774 10-0-5 (data/README.md).
    fn of_day(&self, sentence: &str) -> Vec<u32> {
        if sentence.starts_with("On ES-11/8") {
            let against = cast(&self.now, "no", None);
            let there = |vote: &str| against.iter().filter(|name| self.rival[**name].0 == vote).count() as u32;
            return vec![11, 8, there("yes"), against.len() as u32, 11, 7, there("no"), there("abstain")];
        }
        let known: &[(&str, &[u32])] = &[
            ("\"The path to peace\" (", &[11, 8, 11, 11, 93, 8, 73]),
            ("first of three", &[11, 11]),
            ("second of three", &[11, 11]),
            ("third of three", &[11, 11]),
            ("Russian amendment", &[11, 11, 31, 71, 59]),
            ("Imploring", &[2774, 2025, 10, 0, 5]),
            ("full-scale invasion", &[2774, 2025, 6, 1, 8]),
            ("sovereignty", &[2774, 2025, 9]),
            ("comprehensive, just", &[2774, 2025, 11]),
        ];
        known.iter().find(|(words, _)| sentence.contains(words)).unwrap().1.to_vec()
    }
}

/// `13 in favour, 8 against`, without those that are none.
fn in_words(count: impl Fn(&str) -> u32) -> String {
    let counts = LABELS.into_iter().map(|(vote, label, _)| (count(vote), label)).filter(|(count, _)| *count > 0);
    counts.map(|(count, label)| format!("{count} {label}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_number_of_the_brief_of_february_2025_is_the_records() {
    let recount = Recount { now: votes("ES-11/7"), before: votes("ES-11/6"), rival: votes("ES-11/8") };
    // The Digital Library's totals of record 4076672.
    assert_eq!(recount.all(), [93, 18, 65, 17]);
    let all = sentences("ES-11/7");
    assert!(all.len() >= 20, "{}", all.len());
    for row in all {
        let (part, sentence) = (row["part"].as_str(), row["sentence"].as_str());
        let expected = match part {
            "Result" => recount.of_result(sentence),
            "Who voted how" => recount.of_who(sentence),
            "By regional group" => numbers(&recount.of_regions()),
            "Groups that voted alike, and groups that did not" => {
                recount.hold_groups(sentence);
                continue;
            }
            "Since the vote before on the question" => recount.of_moves(sentence),
            "The same day" => recount.of_day(sentence),
            _ => panic!("a part that is not checked: {part}: {sentence}"),
        };
        assert!(part != "By regional group" || sentence == recount.of_regions(), "{sentence}");
        assert_eq!(numbers(sentence), expected, "{sentence}");
    }
}

#[test]
fn each_command_of_a_brief_gives_an_answer() {
    let mut all = BTreeSet::new();
    for symbol in ["ES-11/7", "A/ES-11/L.11", "2774", "S/PV.9866", "S/RES/2623", "80/4", "68/262", "ES-10/22"] {
        all.extend(sentences(symbol).into_iter().map(|row| row["command"].clone()));
    }
    assert!(all.len() > 30, "{all:?}");
    for command in all {
        let words = shlex(&command);
        assert_eq!(words[0], "unvote");
        let output = unvote("").args(&words[1..]).output().unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The words of a command whose values may be quoted.
pub(super) fn shlex(command: &str) -> Vec<String> {
    let parts = command.split('\'').enumerate();
    let words = parts.flat_map(|(place, part)| {
        if place % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
    });
    words.collect()
}

#[test]
fn a_command_reads_what_the_brief_was_made_from() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my votes.csv");
    std::fs::write(&file, "resolution,yes,no,abstain\nA/RES/9/1,20,20,5\n").unwrap();
    let text = printed(unvote("brief 9/1 --format json").arg("--data").arg(&file));
    let brief: serde_json::Value = serde_json::from_str(&text).unwrap();
    let command = brief["tables"]["brief"][0]["command"].as_str().unwrap();
    assert_eq!(command, format!("unvote tally 9/1 --data '{}'", file.display()));
    assert!(unvote("").args(&shlex(command)[1..]).output().unwrap().status.success());
    // Whoever reads a page has other files.
    let page = printed(unvote("brief 9/1 --format html").arg("--data").arg(&file));
    assert!(page.contains("<code>unvote tally 9/1</code>"), "{page}");
}

#[test]
fn a_tie_is_no_majority_and_who_voted_how_is_not_known_of_totals() {
    let text = told_of("resolution,title,yes,no,abstain\nA/RES/9/1,A test,20,20,5\n", "9/1");
    let lead = "The General Assembly, in its 9th session, did not adopt A/RES/9/1, \"A test\". 20 members voted in favour, 20 \
                against, 5 abstained and 15 did not vote. It was a tie.";
    assert!(text.contains(lead), "{text}");
    assert!(text.contains("a majority was needed (21 votes), 1 short"), "{text}");
    assert!(text.contains("How the members voted is not known: the source gives numbers alone."), "{text}");
    // No day, no votes: nothing of groups, moves or the day.
    for part in ["By regional group", "Since the vote before", "The same day", "permanent members"] {
        assert!(!text.contains(part), "{text}");
    }
}

#[test]
fn a_failed_draft_is_no_resolution() {
    let text = told_of("draft,title,yes,no,abstain,date\nA/79/L.1,A test,30,60,5,2024-11-01\n", "A/79/L.1");
    assert!(text.contains("On 1 November 2024 the General Assembly"), "{text}");
    assert!(
        text.contains("did not adopt draft A/79/L.1, \"A test\". 30 members voted in favour, 60 against, 5 abstained"),
        "{text}"
    );
    assert!(text.contains("REJECTED: 33.3% of the 90 present and voting"), "{text}");
    assert!(text.contains("It would have been adopted with 16 of the 60 against voting in favour"), "{text}");
    assert!(!text.contains("resolution"), "{text}");
}

#[test]
fn one_member_against_is_one_member() {
    // 192 yes, the United States against.
    let text =
        told_of("resolution,date,member,vote\nA/RES/79/1,2024-11-01,US,no\nA/RES/79/1,2024-11-01,FR,yes\n", "79/1");
    assert!(text.contains("1 member voted against: the United States."), "{text}");
    assert!(text.contains("As far as is known"), "{text}");
    assert!(!text.contains("members voted against") && !text.contains("By regional group"), "{text}");
}

#[test]
fn of_a_vote_of_which_nothing_is_known_only_that_is_said() {
    let text = told("A/ES-11/L.11 --matter amendment");
    let first = text.split("\n\n\n").next().unwrap();
    assert!(first.contains("adopted an amendment to draft A/ES-11/L.11"), "{first}");
    assert!(first.contains("ADOPTED: the source gives no numbers."), "{first}");
    let unknown = text.lines().filter(|line| line.contains("voted against: ")).count();
    assert_eq!(unknown, 0, "{text}");
}

#[test]
fn the_council_has_permanent_members_whose_votes_against_are_vetoes_or_not() {
    let procedural = told("S/RES/2623");
    assert!(
        procedural
            .contains("9 were needed on a procedural matter, 2 to spare. The vote of Russia against was not a veto.")
    );
    assert!(
        procedural.contains("1 member voted against: Russia.") && !procedural.contains("regional group"),
        "{procedural}"
    );
    let adopted = told("2774");
    assert!(adopted.contains("10 members voted in favour, nobody against and 5 abstained."), "{adopted}");
    assert!(adopted.contains("No permanent member voted against."), "{adopted}");
    let vetoed = told("S/PV.9866");
    assert!(vetoed.contains("VETOED: 9 in favour; the source gives no other numbers. Vetoed by Russia."), "{vetoed}");
    assert!(vetoed.contains("As far as is known, 1 member voted against: Russia."), "{vetoed}");
}

#[test]
fn unanimity_is_told_as_such() {
    let members = ["CN", "FR", "RU", "GB", "US", "DZ", "DK", "GR", "GY", "PK", "PA", "KR", "SL", "SI", "SO"];
    let row = |member: &str| format!("S/RES/2808(2025),2025-12-19,SC,{member},yes\n");
    let table = format!("resolution,date,body,member,vote\n{}", members.map(row).concat());
    let text = told_of(&table, "2808");
    assert!(text.contains("adopted resolution S/RES/2808(2025). All 15 members voted in favour."), "{text}");
    assert!(!text.contains("abstained") && !text.contains("members voted against"), "{text}");
}

#[test]
fn a_seat_is_named_for_who_held_it() {
    let votes = [("SUN", "no"), ("CHN", "yes"), ("USA", "yes"), ("GBR", "yes"), ("FRA", "yes")];
    let row = |(member, vote)| format!("A/RES/377(V),1950-11-03,{member},{vote}\n");
    let text = told_of(&format!("resolution,date,member,vote\n{}", votes.map(row).concat()), "377");
    assert!(text.contains("1 member voted against: the Soviet Union."), "{text}");
    assert!(text.contains("China (Republic of China), France, the United Kingdom and the United States voted in favour, the Soviet Union against"), "{text}");
    assert!(!text.contains("Russia"), "{text}");
}

#[test]
fn a_decision_without_a_vote_has_no_numbers() {
    // A resolution of the Library's file of all that the Assembly adopted, as it is since 2026.
    let header = "undl_id,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,modality,\
                  vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link";
    let row = "201,2024-11-01,79,A/RES/79/5,,,A/79/PV.1,A test,,,without a vote,,,,,,,";
    let text = told_of(&format!("{header}\n{row}\n"), "79/5");
    assert!(text.contains("adopted resolution A/RES/79/5, \"A test\", without a vote."), "{text}");
    assert!(!text.contains("Who voted how"), "{text}");
}

#[test]
fn the_forms_say_the_same() {
    let sentences: Vec<String> = sentences("ES-11/8").into_iter().map(|row| row["sentence"].clone()).collect();
    let (text, markdown) = (told("ES-11/8"), stdout("brief ES-11/8 --format markdown"));
    for sentence in &sentences {
        assert!(text.lines().any(|line| line == sentence), "{sentence}");
        assert!(markdown.contains(sentence.split(['(', '"', '*']).next().unwrap()), "{sentence}");
    }
    assert!(markdown.contains("## Who voted how") && markdown.contains("<sub>`unvote against ES-11/8`</sub>"));
    assert!(!text.contains("unvote ") && !text.contains('|') && !text.contains('█'), "{text}");
    let expected = "text holds sentences, and this answer is a table";
    assert!(stderr("members --format text", 2).contains(expected));
    assert!(stdout("tally ES-11/7 --format text").contains("\nAgainst (18): Belarus, Burkina Faso"));
}

#[test]
fn the_least_expected_votes_come_with_a_flag() {
    let text = told("ES-11/7 --surprising");
    assert!(text.contains("The least expected votes\n\nLeast expected, by all other votes: "), "{text}");
    assert!(!told("ES-11/7").contains("Least expected"));
    assert!(stderr("brief 2774 --surprising", 1).contains("how expected these votes were is not known"));
}
