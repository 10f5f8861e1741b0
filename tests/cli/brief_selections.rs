//! `unvote brief` of a member, a topic, a session or years.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::brief::{numbers, sentences, shlex, told};
use super::{printed, rows, stderr, unvote};

/// What each member did in each roll call of these, by the numbers of roll calls, as `export votes` has it.
type Cast = BTreeMap<String, HashMap<String, String>>;

fn cast(arguments: &str) -> Cast {
    let mut all = Cast::new();
    for row in rows(&format!("export votes {arguments}")) {
        all.entry(row["roll_call"].clone()).or_default().insert(row["name"].clone(), row["vote"].clone());
    }
    all
}

fn is_position(vote: &str) -> bool {
    ["yes", "no", "abstain"].contains(&vote)
}

/// Identical votes of two, and votes in common.
fn identical(all: &Cast, one: &str, other: &str) -> (u32, u32) {
    let both = all.values().filter_map(|votes| Some((votes.get(one)?, votes.get(other)?)));
    let both: Vec<_> = both.filter(|(a, b)| is_position(a) && is_position(b)).collect();
    (both.iter().filter(|(a, b)| a == b).count() as u32, both.len() as u32)
}

/// The votes of one with what more of these others did than anything else, and those in which there is such a thing.
fn with_most(all: &Cast, one: &str, is_other: impl Fn(&str) -> bool) -> (u32, u32) {
    let (mut hits, mut of) = (0, 0);
    for votes in all.values() {
        let Some(vote) = votes.get(one).filter(|vote| is_position(vote)) else { continue };
        let others = votes.iter().filter(|(name, _)| *name != one && is_other(name));
        let others: Vec<&String> = others.map(|(_, vote)| vote).collect();
        if others.iter().any(|vote| *vote == "not known") {
            continue;
        }
        let mut counts =
            ["yes", "no", "abstain"].map(|kind| (others.iter().filter(|vote| **vote == kind).count(), kind));
        counts.sort_unstable();
        if counts[2].0 > counts[1].0 {
            of += 1;
            hits += u32::from(counts[2].1 == vote);
        }
    }
    (hits, of)
}

/// `74.2% of 190`.
fn share((hits, of): (u32, u32)) -> String {
    format!("{:.1}% of {of}", f64::from(hits) / f64::from(of) * 100.0)
}

/// `149 of 190 votes (78.4%)`.
fn times((hits, of): (u32, u32)) -> String {
    format!("{hits} of {of} votes ({:.1}%)", f64::from(hits) / f64::from(of) * 100.0)
}

#[test]
fn a_member_of_a_year_is_told() {
    insta::assert_snapshot!(told("--country UY --year 2025"));
    // By any name, and without the flag.
    assert_eq!(told("Uruguay --year 2025"), told("--country URY --year 2025"));
    assert_eq!(told("--member uruguay --year 2025"), told("--country URY --year 2025"));
}

#[test]
fn every_number_of_a_members_year_is_the_records() {
    let all = cast("--year 2025 --body ga");
    let own: Vec<&str> = all.values().filter_map(|votes| Some(votes.get("Uruguay")?.as_str())).collect();
    let positions = own.iter().filter(|vote| is_position(vote)).count() as u32;
    let in_favour = own.iter().filter(|vote| **vote == "yes").count() as u32;
    // Seven roll calls of 2025 with votes, all in favour.
    assert_eq!((positions, in_favour, own.len()), (7, 7, 7));
    let groups = [
        ("GRULAC", "the Latin American and Caribbean Group"),
        ("EU", "the European Union"),
        ("NATO", "the North Atlantic Treaty Organization"),
        ("BRICS", "BRICS"),
        ("NONALIGNED", "the Non-Aligned Movement"),
    ];
    let (mut checked, member) = (0, "Uruguay");
    for row in sentences("--country UY --year 2025") {
        let sentence = row["sentence"].as_str();
        checked += 1;
        if sentence.starts_with("Uruguay voted") {
            let majority = times(with_most(&all, member, |_| true));
            let expected = format!(
                "Uruguay voted yes, no or abstained in 7 of 7 votes (100.0%): 7 in favour. It took the position that most of \
                 the others took in {majority}."
            );
            assert_eq!(sentence, expected);
        } else if sentence.starts_with("Identical votes") {
            for name in ["France", "United Kingdom", "China", "Russia", "United States"] {
                let expected = format!("{name} ({})", share(identical(&all, member, name)));
                assert!(sentence.contains(&expected), "{sentence}: {expected}");
            }
            assert_eq!(numbers(sentence).len(), 15);
        } else if sentence.starts_with("Of 179 members") {
            let others: BTreeSet<&String> =
                all.values().flat_map(HashMap::keys).filter(|name| *name != member).collect();
            let shares: Vec<(u32, u32)> =
                others.iter().map(|name| identical(&all, member, name)).filter(|(_, of)| *of >= 4).collect();
            assert_eq!(shares.len(), 179);
            let told = sentence
                .split(" like ")
                .skip(1)
                .flat_map(|part| part.split([',', ';']))
                .filter(|part| part.contains('('));
            let told = told.flat_map(|part| part.split(" and ")).filter(|part| part.contains('(')).collect::<Vec<_>>();
            assert_eq!(told.len(), 10, "{told:?}");
            for part in told {
                let (name, of) = part.trim().trim_start_matches("the ").split_once(" (").unwrap();
                assert_eq!(share(identical(&all, member, name)), of.split(')').next().unwrap(), "{name}");
            }
            // The middle of all, and how many are as near as the fifth.
            let mut all: Vec<f64> = shares.iter().map(|(hits, of)| f64::from(*hits) / f64::from(*of)).collect();
            all.sort_unstable_by(f64::total_cmp);
            assert!(sentence.contains(&format!("The median is {:.1}%", all[179 - 1 - 179 / 2] * 100.0)), "{sentence}");
            let whole = shares.iter().filter(|(hits, of)| hits == of).count() - 5;
            assert!(sentence.contains(&format!("{whole} others as often as the last; least")), "{sentence}");
        } else if sentence.starts_with("It took the position") {
            for (code, name) in groups {
                let of: BTreeSet<String> = rows(&format!("members {code} --on 2025-02-24"))
                    .into_iter()
                    .map(|row| row["name"].clone())
                    .collect();
                let expected = format!("of {name} in {}", times(with_most(&all, member, |other| of.contains(other))));
                assert!(sentence.contains(&expected), "{sentence}: {expected}");
            }
        } else if sentence.starts_with("It never took") {
            let of: BTreeSet<String> =
                rows("members GRULAC --on 2025-02-24").into_iter().map(|row| row["name"].clone()).collect();
            assert_eq!(with_most(&all, member, |other| of.contains(other)), (7, 7));
            assert_eq!(numbers(sentence), [7]);
        } else if sentence.starts_with("By all other votes") {
            // The probabilities are those of `predict`.
            let rows = rows("predict --members UY --year 2025");
            assert_eq!(rows.len(), 7);
            for row in &rows[..3] {
                let p: f64 = row["p_vote"].parse().unwrap();
                let expected = format!("(in favour, probability {:.1}%", p * 100.0);
                let told = sentence.split(&row["symbol"]).nth(1).unwrap();
                assert!(told.contains(&expected), "{sentence}: {expected}");
            }
        } else {
            // A/RES/80/223 was 79-16-73, two thirds not needed: 48 of 95, 31 to spare; A/RES/80/4 165-7-12: 87, 78 to spare.
            assert!(sentence.starts_with("Of the questions that come back"), "{sentence}");
            assert!(sentence.contains("(31 votes to spare; it voted in favour; by habit mid Dec 2026)"), "{sentence}");
            assert!(sentence.contains("(78 votes to spare; it voted in favour; by habit late Oct to early Nov 2026)"));
        }
    }
    assert_eq!(checked, 7);
}

#[test]
fn each_command_of_these_briefs_gives_an_answer() {
    let mut all = BTreeSet::new();
    for asked in [
        "--country US --from 2020", "--country FR --body sc", "--topic Ukraine --from 2022", "--session ES-11",
        "--year 2025",
    ] {
        all.extend(sentences(&format!("{asked} -q")).into_iter().map(|row| row["command"].clone()));
    }
    assert!(all.len() > 25, "{all:?}");
    for command in all {
        let output = unvote("").args(&shlex(&command)[1..]).output().unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_topic_is_told_by_its_questions_and_who_was_alone() {
    let text = told("--topic Cuba");
    // The embargo: 33 votes, the United States against in all but one, alone in 1993 to 2025 never but with others.
    assert!(text.contains(
        "The record holds 33 roll calls of the General Assembly from 24 November 1992 to 29 October 2025: 33 adopted."
    ));
    assert!(text.contains("33 votes: 59-3-71 in 1992, 25 votes between, 189-2-0 in 2018"), "{text}");
    assert!(text.contains("187-2-1 in 2024, 165-7-12 in 2025."), "{text}");
    assert!(text.contains("Of 33 years with any, 2025 had the most, 1."), "{text}");
    assert!(text.contains("The United States: 32 against, 1 abstaining."), "{text}");
    // The title is told once in a list of votes on it.
    let closest = text.lines().find(|line| line.starts_with("By the votes in favour")).unwrap();
    assert_eq!(closest.matches("Necessity of ending").count(), 1, "{closest}");
    assert!(closest.contains("(59-3-71, 27 votes to spare)"), "{closest}");
}

#[test]
fn a_session_is_told_by_its_votes() {
    let text = told("--session ES-11");
    let list = rows("list --session ES-11");
    let of = |outcome: &str| list.iter().filter(|row| row["outcome"] == outcome).count();
    let expected = format!("The record holds {} roll calls", list.len());
    assert!(
        text.contains(&expected)
            && text.contains(&format!(": {} adopted and {} rejected.", of("adopted"), of("rejected")))
    );
    // The narrowest margins of `list`: 93-24-58, 93-18-65, 91-12-57, 94-14-73, 93-8-73; the amendment was 37 short.
    let closest = text.lines().find(|line| line.starts_with("By the votes in favour")).unwrap();
    let found: Vec<&str> =
        closest.split("votes to spare").map(|part| part.rsplit(['(', ',']).next().unwrap().trim()).collect();
    assert_eq!(&found[..5], ["15", "19", "22", "22", "25"]);
    assert!(text.contains("The United States: 7 in favour, 1 against, 2 abstaining."), "{text}");
    // China's votes are known in 9 of 10 whole texts.
    assert!(text.contains("China: 2 against, 7 abstaining; not known in 1."), "{text}");
}

#[test]
fn who_was_alone_against_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("votes.csv");
    // The members of the Council in 2023; the first two vote as stands below, all others in favour.
    let members =
        ["USA", "RUS", "CHN", "FRA", "GBR", "ALB", "BRA", "GAB", "GHA", "ARE", "ECU", "JPN", "MLT", "MOZ", "CHE"];
    let row = |(symbol, day, votes): (&str, &str, [&str; 2])| {
        let votes = votes.into_iter().chain(std::iter::repeat("yes"));
        let of = members.iter().zip(votes).map(|(member, vote)| format!("{symbol},{day},SC,{member},{vote}\n"));
        of.collect::<String>()
    };
    let all = [
        ("S/RES/2701(2023)", "2023-10-19", ["no", "yes"]),
        ("S/RES/2702(2023)", "2023-10-20", ["no", "abstain"]),
        ("S/RES/2703(2023)", "2023-10-21", ["yes", "no"]),
        ("S/RES/2704(2023)", "2023-10-22", ["no", "no"]),
    ];
    std::fs::write(&file, format!("resolution,date,body,member,vote\n{}", all.map(row).concat())).unwrap();
    let text = printed(unvote("brief --body sc --year 2023 --format text").arg("--data").arg(&file));
    assert!(
        text.contains("The record holds 4 roll calls of the Security Council from 19 October 2023 to 22 October"),
        "{text}"
    );
    assert!(text.contains("In 3 votes a single member was against: the United States in 2 and Russia in 1."), "{text}");
    assert!(text.contains("The United States: 1 in favour, 3 against."), "{text}");
}

#[test]
fn what_is_no_brief_says_what_to_type() {
    assert!(stderr("brief", 2).contains("unvote brief --country UY --year 2025"));
    let group = stderr("brief --country EU", 2);
    assert!(group.contains("'EU' is a group (European Union): name one of its members"), "{group}");
    assert_eq!(stderr("brief EU", 2), group);
    assert!(stderr("brief --country Atlantis", 2).contains("no member is called 'Atlantis'"));
    assert!(stderr("brief ES-11/7 --country UY", 2).contains("unvote tally ES-11/7 --members UY"));
    assert!(stderr("brief --topic xyzzy", 1).contains("none of"));
    assert!(stderr("brief --surprising --year 2025", 2).contains("unvote brief ES-11/7 --surprising"));
}
