use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;

use super::corpus::{Ballot, number_of};
use super::features::{Features, Outset, rates};
use super::years::{Years, features_of};
use super::*;
use crate::analysis::random::SplitMix64;
use crate::analysis::tally::Regions;
use crate::members::{MemberId, Members};
use crate::record::{Body, Date, Outcome, Record, RecordBuilder, Roll, RollCall, Vote};

const CODES: [&str; 8] = ["USA", "FRA", "BRA", "KEN", "IND", "POL", "CUB", "ISR"];

static TABLE: LazyLock<Members> = LazyLock::new(Members::embedded);

/// Everything is scored.
const ALL: Scored<'_> = Scored { calls: &|_| true, whose: &|_| None };

/// A whole text that was adopted: its day, title, agenda item, subjects, and the votes of the first members of [`CODES`]:
/// Y, A, N or anything else for none.
type Call = (Date, String, String, String, String);

fn record(calls: &[Call]) -> Record {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    for (day, title, agenda, subjects, votes) in calls {
        let mut one = RollCall::new(Body::GeneralAssembly);
        (one.date, one.outcome) = (Some(*day), Some(Outcome::Adopted));
        [one.title, one.agenda, one.subjects] = [title, agenda, subjects].map(|text| builder.text(text));
        let mut roll = Roll::default();
        for (code, letter) in CODES.iter().zip(votes.chars()) {
            let vote = CAST.into_iter().find(|vote| vote.letter() == letter).unwrap_or(Vote::NonVoting);
            roll.enter(builder.members().by_code(code).unwrap(), vote);
        }
        builder.push(one, roll);
    }
    builder.finish()
}

fn call(day: &str, title: &str, subjects: &str, votes: &str) -> Call {
    (day.parse().unwrap(), title.to_owned(), String::new(), subjects.to_owned(), votes.to_owned())
}

#[test]
fn only_whole_texts_that_the_assembly_adopted_by_a_vote_count_in_the_order_of_time() {
    let calls = [
        call("2024-12-01", "Second", "", "YNA"),
        call("2024-11-01", "First", "", "YYY"),
        call("2024-11-02", "None", "", "XXX"),
    ];
    let record = record(&calls);
    let corpus = Corpus::new(&record);
    let titles: Vec<&str> = corpus.ids.iter().map(|id| record.text(record.roll_call(*id).title)).collect();
    assert_eq!(titles, ["First", "Second"]);
    let places: Vec<u8> = corpus.ballots[1].votes.iter().map(|(_, vote)| *vote).collect();
    // In the order of their codes: FRA against is place 2, USA in favour 0; BRA abstains.
    assert_eq!(places, [1, 2, 0]);
}

#[test]
fn the_same_words_a_year_ago_weigh_216_thousandths_and_what_is_not_known_drops_out() {
    let calls = [
        call("2023-11-01", "Embargo against Cuba", "", "YYNN"),
        call("2023-11-01", "Embargo against Cuba", "CUBA", "YYNN"),
        call("2023-11-01", "Nuclear weapons", "CUBA|EMBARGO", "YYNN"),
        call("2024-10-31", "Embargo against Cuba", "CUBA", "YYNN"),
    ];
    let record = record(&calls);
    let corpus = Corpus::new(&record);
    let found = Outset::new(&corpus, 2024).neighbours(&corpus, &corpus.wordings[3], 3, corpus.days[3]);
    // 365 days are less than a year of 365.25, and count as one: (1 + 1/1.5)^-3 = 0.216. The first has no subjects: its title
    // counts alone. The third has none of the words, and one of two subjects: n = 3, of which CUBA has 2 and EMBARGO 1,
    // idf 0.3 + ln(4/3) = 0.587682 and 0.3 + ln 2 = 0.993147; cosine 0.587682 / sqrt(0.345370 + 0.986341) = 0.509260,
    // similarity 0.2 * 0.509260 / 1.2 = 0.084877: too little.
    assert_eq!(found.iter().map(|one| one.place).collect::<Vec<_>>(), [0, 1]);
    for one in found {
        assert!((one.title - 1.0).abs() < 1e-12 && (one.similarity - 1.0).abs() < 1e-12, "{one:?}");
        assert!((one.weight - 0.216).abs() < 1e-12, "{one:?}");
    }
}

/// The features by their definition, roll call by roll call and word by word (`docs/predict.md`).
fn by_definition(
    calls: &[Call], target: usize, limit: usize, seen_from: i32,
) -> (f64, BTreeMap<&'static str, [f64; 2]>) {
    let day = |at: usize| number_of(calls[at].0);
    let cut = |at: usize| -> [BTreeSet<String>; 3] {
        let (_, title, agenda, subjects, _) = &calls[at];
        let headings = subjects.split('|').filter(|one| !one.is_empty()).map(str::to_owned).collect();
        let tokens = |text: &str| crate::analysis::series::tokens(text).into_iter().collect();
        [tokens(title), tokens(agenda), headings]
    };
    let words: Vec<_> = (0..calls.len()).map(cut).collect();
    let before: Vec<usize> = (0..calls.len()).filter(|at| calls[*at].0.year() < calls[target].0.year()).collect();
    let idf = |field: usize, word: &String| {
        let with = before.iter().filter(|at| words[**at][field].contains(word)).count();
        (((before.len() + 1) as f64) / ((with + 1) as f64)).ln() + 0.3
    };
    let cosine = |field: usize, at: usize| {
        let (one, other) = (&words[at][field], &words[target][field]);
        let norm = |set: &BTreeSet<String>| set.iter().map(|word| idf(field, word).powi(2)).sum::<f64>().sqrt();
        let shared = one.intersection(other).map(|word| idf(field, word).powi(2)).sum::<f64>();
        (!one.is_empty() && !other.is_empty()).then(|| shared / (norm(one) * norm(other)))
    };
    let weight = |at: usize| {
        let known: Vec<f64> = [cosine(1, at), cosine(2, at)].into_iter().flatten().collect();
        let similarity =
            (cosine(0, at).unwrap_or(0.0) + 0.2 * known.iter().sum::<f64>()) / (1.0 + 0.2 * known.len() as f64);
        let age = f64::from(day(target) - day(at)) / 365.25;
        let counts = similarity > 0.1 && age <= 15.0;
        if counts { similarity.powi(4) * (1.0 + age.max(1.0) / 1.5).powi(-3) } else { 0.0 }
    };
    let weights: Vec<f64> = (0..limit).map(weight).collect();
    let weight = |at: usize| weights[at];
    let cast = |at: usize, member: usize| "YAN".find(calls[at].4.chars().nth(member).unwrap_or('X'));
    let members: Vec<usize> = (0..CODES.len()).collect();
    let is = |yes: bool| f64::from(u8::from(yes));
    let age = |at: usize| f64::from(seen_from - day(at)) / 365.25;
    let rate = |member: usize, vote: usize| -> f64 {
        let counts = (0..limit).filter(|at| age(*at) <= 16.0);
        counts.map(|at| (-age(at) / 2.0).exp() * is(cast(at, member) == Some(vote))).sum()
    };
    let all = |vote: usize| members.iter().map(|member| rate(*member, vote)).sum::<f64>() + 0.001;
    let pi: Vec<f64> = (0..3).map(|vote| all(vote) / (0..3).map(all).sum::<f64>()).collect();
    let table = &*TABLE;
    let id = |member: usize| table.by_code(CODES[member]).unwrap();
    let group = |member: usize| {
        let last = before.iter().rev().find(|at| cast(**at, member).is_some());
        last.map_or("", |at| Regions::on(table, Some(calls[*at].0)).of(id(member)))
    };
    let groups: Vec<&str> = members.iter().map(|member| group(*member)).collect();
    let total: f64 = (0..limit).map(weight).sum();
    let voters = |at: usize| members.iter().filter(|member| cast(at, **member).is_some()).count() as f64;
    let sum_of = |vote: usize, of: &dyn Fn(usize) -> bool| -> f64 {
        let count = |at: usize| members.iter().filter(|one| of(**one) && cast(at, **one) == Some(vote)).count() as f64;
        (0..limit).filter(|at| weight(*at) > 0.0).map(|at| weight(at) * count(at) / voters(at)).sum()
    };
    let voting = members.iter().filter(|member| cast(target, **member).is_some());
    let of_each = voting.map(|&member| {
        let has_voted = |other: usize| before.iter().any(|at| cast(*at, other).is_some());
        let in_group = |other: usize| has_voted(other) && groups[other] == groups[member];
        let own: Vec<f64> =
            (0..3).map(|vote| (0..limit).map(|at| weight(at) * is(cast(at, member) == Some(vote))).sum()).collect();
        let of_group: Vec<f64> = (0..3).map(|vote| sum_of(vote, &in_group)).collect();
        let k = |vote: usize| {
            let alike = (sum_of(vote, &|_| true) + 0.02 * pi[vote]) / (total + 0.02);
            let g = (of_group[vote] + 0.1 * alike) / (of_group.iter().sum::<f64>() + 0.1);
            let rates: f64 = (0..3).map(|vote| rate(member, vote)).sum();
            let m = (rate(member, vote) + 3.0 * pi[vote]) / (rates + 3.0);
            let k = (own[vote] + 0.03 * (0.7 * m + 0.3 * g)) / (own.iter().sum::<f64>() + 0.03);
            k.max(1e-6).ln()
        };
        (CODES[member], [k(1) - k(0), k(2) - k(0)])
    });
    (total / (total + 0.1), of_each.collect())
}

/// Roll calls of twenty years with titles of a few words, and random votes of which most are in favour.
fn calls() -> impl Strategy<Value = Vec<Call>> {
    let word =
        prop::sample::select(vec!["nuclear", "weapons", "Cuba", "embargo", "the", "rights", "Palestine", "2020"]);
    let text = prop::collection::vec(word.clone(), 0..4).prop_map(|words| words.join(" "));
    let headings = prop::collection::vec(word, 0..3).prop_map(|words| words.join("|"));
    let votes = prop::collection::vec(prop::sample::select(vec!['Y', 'Y', 'Y', 'A', 'N', 'X']), 8);
    let one = (0..7000_i64, text.clone(), text, headings, votes);
    prop::collection::vec(one, 2..16).prop_map(|all| {
        let first = Date::constant(2005, 1, 1);
        let made = all.into_iter().map(|(day, title, agenda, subjects, votes)| {
            let day = first.saturating_add(jiff::Span::new().days(day));
            (day, title, agenda, subjects, votes.into_iter().collect::<String>())
        });
        let mut made: Vec<Call> = made.filter(|one| one.4.contains(['Y', 'A', 'N'])).collect();
        made.sort_by_key(|one| one.0);
        made
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn features_are_those_of_the_definition(calls in calls(), january: bool) {
        let record = record(&calls);
        let corpus = Corpus::new(&record);
        let learnt = if january { Learnt::January } else { Learnt::Day };
        let years: BTreeSet<i16> = corpus.years.iter().copied().collect();
        for year in years {
            for (place, found) in (corpus.start(year)..).zip(features_of(&corpus, year, learnt)) {
                let limit = if january { corpus.start(year) } else { corpus.first_on(corpus.days[place]) };
                let (evidence, expected) = by_definition(&calls, place, limit, corpus.days[limit]);
                prop_assert!((found.evidence - evidence).abs() < 1e-9, "{} {}", found.evidence, evidence);
                for ((member, _), logits) in corpus.ballots[place].votes.iter().zip(&found.logits) {
                    let expected = expected[record.members().get(*member).code];
                    for at in 0..2 {
                        prop_assert!((logits[at] - expected[at]).abs() < 1e-9, "{logits:?} {expected:?}");
                    }
                }
            }
        }
    }
}

/// A record of twelve years with a dozen roll calls each, on questions that come back and others.
fn twelve_years() -> Vec<Call> {
    let mut random = SplitMix64::new(7);
    let titles =
        ["Embargo against Cuba", "Nuclear weapons", "Rights of the child", "Permanent sovereignty", "Outer space"];
    let mut calls = Vec::new();
    for year in 2012..2024_i16 {
        for month in 1..=12_i8 {
            let title = titles[random.below(titles.len())];
            let votes: String = (0..CODES.len()).map(|_| ['Y', 'Y', 'Y', 'N', 'A', 'X'][random.below(6)]).collect();
            let day = Date::constant(year, month, if random.below(2) == 0 { 1 } else { 2 });
            calls.push((day, title.to_owned(), String::new(), "HEADING".to_owned(), format!("Y{}", &votes[1..])));
        }
    }
    calls
}

/// The bits of features.
fn bits(all: &[Features]) -> Vec<u64> {
    let of = |one: &Features| {
        let logits = one.logits.iter().flatten().copied();
        std::iter::once(one.evidence).chain(logits).map(f64::to_bits).collect::<Vec<_>>()
    };
    all.iter().flat_map(of).collect()
}

#[test]
fn votes_from_the_limit_on_are_not_looked_at() {
    let record = record(&twelve_years());
    let corpus = Corpus::new(&record);
    let mut random = SplitMix64::new(99);
    let mut with_noise = |from: usize| {
        let mut noisy = corpus.clone();
        for ballot in &mut noisy.ballots[from..] {
            let all = ballot.planes[0] | ballot.planes[1] | ballot.planes[2];
            let mut planes = [crate::members::MemberSet::EMPTY; 3];
            all.iter().for_each(|member| planes[random.below(3)].insert(member));
            *ballot = Ballot::new(planes);
        }
        noisy
    };
    let year = 2022;
    let noisy = with_noise(corpus.start(year));
    let january = |corpus: &Corpus<'_>| bits(&features_of(corpus, year, Learnt::January));
    assert_eq!(january(&corpus), january(&noisy));
    assert_ne!(
        january(&corpus),
        bits(&features_of(&noisy, year + 1, Learnt::January)),
        "a year later the noise is seen"
    );
    // Day by day: the features of a day, and what members are forecast to do on it, rest on the days before.
    for place in [corpus.start(year) + 3, corpus.start(year) + 11] {
        let first = corpus.first_on(corpus.days[place]);
        let (noisy, at) = (with_noise(first), first - corpus.start(year));
        let daily = |corpus: &Corpus<'_>| bits(&features_of(corpus, year, Learnt::Day)[at..=at]);
        assert_eq!(daily(&corpus), daily(&noisy));
        let forecast = |corpus: &Corpus<'_>| {
            let years = Years::new(corpus, Learnt::Day, year..=year);
            years.year(year).map(|year| year.calls[at].probabilities.clone())
        };
        assert!(forecast(&corpus).is_some());
        assert_eq!(forecast(&corpus), forecast(&noisy));
    }
}

#[test]
fn a_forecast_of_a_held_vote_knows_the_days_before_it_and_one_of_the_next_vote_knows_all() {
    let record = record(&twelve_years());
    let mut corpus = Corpus::new(&record);
    let id = *corpus.ids.last().unwrap();
    let held = forecast_of(&corpus, id, Learnt::Day).unwrap();
    assert_eq!(held.known, corpus.len() - 1);
    assert!(held.members.iter().all(|one| one.vote.is_some()));
    let wording = corpus.wording("Embargo against Cuba", "", "HEADING");
    let day = "2023-12-03".parse().unwrap();
    let next = forecast(&corpus, &wording, (day, None), Learnt::Day).unwrap();
    assert_eq!((next.known, next.until), (corpus.len(), record.roll_call(id).date));
    // Only eight members ever voted: of all others nothing is known.
    assert_eq!((next.members.len(), next.left_out.len()), (8, 193 - 8));
    for one in &next.members {
        assert!((one.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{one:?}");
    }
    let voters: u16 = next.tally.iter().sum();
    assert_eq!(usize::from(voters), next.members.iter().filter(|one| one.takes_part).count());
    // A question that was put on 1 or 2 December comes a year later, not the next day.
    let again = forecast(&corpus, &wording, (day, Some(id)), Learnt::Day).unwrap();
    assert_eq!((again.day, again.held_on.year(), next.held_on), (day, 2024, day));
    let january = forecast(&corpus, &wording, (day, None), Learnt::January).unwrap();
    assert_eq!(january.known, corpus.start(2023));
    assert!(matches!(
        forecast_of(&corpus, corpus.ids[0], Learnt::Day),
        Err(NoForecast::TooFew { known: 0, needed: 20, .. })
    ));
}

#[test]
fn the_naive_rule_takes_the_last_vote_on_the_question_and_else_the_most_frequent() {
    // In 2022 and 2023 nothing is random but who votes how: the whole back-test on a record that can be counted by hand.
    let mut calls = Vec::new();
    for year in 2012..=2023_i16 {
        for month in [3_i8, 10, 11] {
            let (title, votes) =
                if month == 3 { ("Embargo against Cuba", "NYYYYYYN") } else { ("Nuclear weapons", "YYYYYYYY") };
            calls.push((
                Date::constant(year, month, 1),
                title.to_owned(),
                String::new(),
                String::new(),
                votes.to_owned(),
            ));
        }
    }
    let record = record(&calls);
    let corpus = Corpus::new(&record);
    let found = backtest(&corpus, 2023..=2023, Learnt::January, &ALL);
    let [of_year] = found.years.as_slice() else { panic!("{found:?}") };
    assert_eq!((of_year.roll_calls, of_year.votes, found.left_out.len()), (3, 24, 0));
    // What has been voted alike for eleven years is known: both rules have all 24 votes right.
    let right = [of_year.accuracy, of_year.naive, of_year.covered, of_year.f1, of_year.naive_f1];
    assert_eq!(right.map(f64::to_bits), [1.0; 5].map(f64::to_bits));
    // Nobody ever abstained, so that F1 is the mean of two.
    assert_eq!(of_year.tally_error.map(f64::to_bits), [0.0; 3].map(f64::to_bits));
    assert!(of_year.log_loss < 0.1 && of_year.calibration_error < 0.1, "{of_year:?}");
    assert_eq!(
        backtest(&corpus, 2012..=2014, Learnt::Day, &ALL).left_out,
        [2012, 2013, 2014],
        "too little was known before"
    );
}

#[test]
fn a_vote_that_nobody_expected_stands_first() {
    let mut calls = Vec::new();
    for year in 2012..=2023_i16 {
        for month in [3_i8, 10, 11] {
            let votes = if year == 2023 && month == 11 { "YYYNYYYN" } else { "YYYYYYYN" };
            calls.push((
                Date::constant(year, month, 1),
                "Nuclear weapons".to_owned(),
                String::new(),
                String::new(),
                votes.to_owned(),
            ));
        }
    }
    let record = record(&calls);
    let corpus = Corpus::new(&record);
    let all: Vec<_> = record.ids().collect();
    let found = surprises(&corpus, &all, Learnt::Day, &|_| None);
    let code = |member: MemberId| record.members().get(member).code;
    assert_eq!(
        (code(found.votes[0].member), found.votes[0].vote, found.votes[0].most_probable()),
        ("KEN", Vote::No, Vote::Yes)
    );
    assert_eq!((code(found.members[0].member), found.members[0].unexpected), ("KEN", 1));
    assert_eq!(found.ids.len() + found.too_early, all.len());
    let of_cuba =
        surprises(&corpus, &all, Learnt::Day, &|_| Some(record.members().by_code("CUB").into_iter().collect()));
    assert!(of_cuba.votes.iter().all(|one| code(one.member) == "CUB") && !of_cuba.votes.is_empty());
}

#[test]
fn a_member_with_few_of_many_votes_is_not_ranked() {
    let mut calls = Vec::new();
    for year in 2018..=2023_i16 {
        for month in 1..=12_i8 {
            // Israel votes twice in all.
            let votes = if year == 2023 && month < 3 { "YYYYYYYN" } else { "YYYYYYYX" };
            let day = Date::constant(year, month, 1);
            calls.push((day, "Nuclear weapons".to_owned(), String::new(), String::new(), votes.to_owned()));
        }
    }
    let record = record(&calls);
    let (corpus, all) = (Corpus::new(&record), record.ids().collect::<Vec<_>>());
    let israel = record.members().by_code("ISR").unwrap();
    let found = surprises(&corpus, &all, Learnt::Day, &|_| None);
    assert_eq!((found.few_votes.only(), found.members.len()), (Some(israel), 7));
    // Of few roll calls everybody is ranked.
    let found = surprises(&corpus, &all[all.len() - 12..], Learnt::Day, &|_| None);
    assert_eq!((found.few_votes.only(), found.members.len()), (None, 8));
}

#[test]
fn rates_of_everybody_are_shares() {
    let record = record(&twelve_years());
    let corpus = Corpus::new(&record);
    let known = rates(&corpus, corpus.len(), corpus.days[corpus.len() - 1] + 1);
    let features =
        Outset::new(&corpus, 2023).features(&corpus, &[], &known, std::iter::once(corpus.ballots[0].votes[0].0));
    assert!(features.evidence.abs() < 1e-12 && features.logits[0].iter().all(|one| one.is_finite()));
}
