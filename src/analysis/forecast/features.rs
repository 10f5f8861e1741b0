//! What is known of each member before a roll call: the kernel over earlier roll calls, by words and age. It fits nothing.

use crate::analysis::tally::Regions;
use crate::members::{MemberId, MemberSet};
use crate::record::Date;

use super::corpus::{Corpus, FIELDS, Wording};
use libm::{exp, log};

/// Days of a year, by which ages are measured.
const YEAR: f64 = 365.25;
/// What the agenda item and the subjects weigh beside the title, where both roll calls have them.
const BESIDE_TITLE: f64 = 0.2;
/// Roll calls that are less alike do not count.
const LEAST_ALIKE: f64 = 0.1;
/// Nor do those that are older, in years.
const OLDEST: f64 = 15.0;
/// The age, in years, at which a roll call weighs an eighth of what it would at once.
const AGE_SCALE: f64 = 1.5;
/// Younger roll calls count as a year old: sister texts of one session must not outweigh the text of the year before.
const YOUNGEST: f64 = 1.0;
/// Evidence: the weight of all earlier roll calls at which it is half of what it can be.
const HALF_EVIDENCE: f64 = 0.1;
/// Years after which a vote counts 1/e in a member's rates, and how far back these go.
const RATES_SCALE: f64 = 2.0;
const RATES_BACK: f64 = 16.0;
/// How many votes of everybody stand behind a member's rates; how much everybody's rates stand behind the roll calls that are
/// alike; how much these stand behind the group's; and how much rates and group stand behind the member's own votes.
const RATES_PRIOR: f64 = 3.0;
const ALL_PRIOR: f64 = 0.02;
const GROUP_PRIOR: f64 = 0.1;
const OWN_PRIOR: f64 = 0.03;
/// The part of the member's rates in that, and of the group.
const OWN_RATES: f64 = 0.7;
const OF_GROUP: f64 = 0.3;
/// A share is never taken for less.
const LEAST_SHARE: f64 = 1e-6;

/// Shares or sums by [`super::CAST`].
pub(super) type Three = [f64; 3];

/// Something of each member, by its index.
type OfEach<T> = [T; MemberSet::CAPACITY];

/// An earlier roll call that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// Its place in the corpus.
    pub place: usize,
    /// How alike the titles are, 0 to 1: the cosine of their sets of words, each with its inverse document frequency.
    pub title: f64,
    /// How alike they are in all, 0 to 1.
    pub similarity: f64,
    /// What it weighs: 0 to 0.216.
    pub weight: f64,
}

/// What is known of the members before a roll call.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Features {
    /// The evidence, 0 to 1.
    pub evidence: f64,
    /// Of each voter the logarithms of the shares of abstaining and of no, over that of yes.
    pub logits: Vec<[f64; 2]>,
}

/// What is known on 1 January: how rare words are, and who is in which group.
pub(super) struct Outset {
    /// The square of each word's inverse document frequency, by field; of one that did not occur, the last.
    idf: [Vec<f64>; FIELDS],
    new_word: f64,
    /// From which place on there are norms, and for each roll call there that of each field.
    first: usize,
    norms: Vec<Three>,
    groups: OfEach<u8>,
    members_of: Vec<MemberSet>,
}

/// What is known of all members on the day of the first roll call with a limit: everybody's rates, and each member's.
pub(super) struct Rates {
    all: Three,
    own: Box<OfEach<Three>>,
}

/// The rates as of a day, from the roll calls before a place.
pub(super) fn rates(corpus: &Corpus<'_>, limit: usize, day: i32) -> Rates {
    let mut own = Box::new([[0.0; 3]; MemberSet::CAPACITY]);
    let from = corpus.first_on(day - (RATES_BACK * YEAR) as i32).min(limit);
    for place in from..limit {
        let weight = exp(-age(day, corpus.days[place]) / RATES_SCALE);
        for (member, vote) in &corpus.ballots[place].votes {
            own[member.index()][usize::from(*vote)] += weight;
        }
    }
    let mut all = [0.001; 3];
    own.iter().for_each(|one| add(&mut all, 1.0, *one));
    let sum = total(all);
    let all = all.map(|one| one / sum);
    own.iter_mut().for_each(|one| *one = smoothed(*one, RATES_PRIOR, all));
    Rates { all, own }
}

/// The age in years on a day of what was on another.
fn age(day: i32, of: i32) -> f64 {
    f64::from(day - of) / YEAR
}

fn total(three: Three) -> f64 {
    three[0] + three[1] + three[2]
}

fn add(to: &mut Three, weight: f64, what: Three) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += weight * what);
}

/// Shares of these sums with a number of others of such shares.
fn smoothed(sums: Three, prior: f64, shares: Three) -> Three {
    let all = total(sums) + prior;
    std::array::from_fn(|at| (sums[at] + prior * shares[at]) / all)
}

impl Outset {
    /// What is known on 1 January of a year.
    pub(super) fn new(corpus: &Corpus<'_>, year: i16) -> Self {
        let before = corpus.start(year);
        let number = (before + 1) as f64;
        let idf = |count: usize| {
            let idf = log(number / (count + 1) as f64) + 0.3;
            idf * idf
        };
        let of_field = |with_word: &Vec<Vec<u32>>| {
            let count = |places: &Vec<u32>| places.partition_point(|place| (*place as usize) < before);
            with_word.iter().map(|places| idf(count(places))).collect::<Vec<_>>()
        };
        let [title, agenda, subjects] = &corpus.with_word;
        let idf_of = [title, agenda, subjects].map(of_field);
        let first = corpus.start(year - RATES_BACK as i16 - 1);
        let (groups, members_of) = groups(corpus, before);
        let mut outset = Self { idf: idf_of, new_word: idf(0), first, norms: Vec::new(), groups, members_of };
        let end = corpus.start(year + 1);
        outset.norms = corpus.wordings[first..end].iter().map(|wording| outset.norms_of(wording)).collect();
        outset
    }

    fn weight(&self, field: usize, word: u32) -> f64 {
        self.idf[field].get(word as usize).copied().unwrap_or(self.new_word)
    }

    fn norms_of(&self, wording: &Wording) -> Three {
        std::array::from_fn(|field| wording.0[field].iter().map(|word| self.weight(field, *word)).sum::<f64>().sqrt())
    }

    /// The roll calls before a place that count for one of these words on a day.
    pub(super) fn neighbours(&self, corpus: &Corpus<'_>, wording: &Wording, limit: usize, day: i32) -> Vec<Neighbour> {
        let first = corpus.first_on(day - (OLDEST * YEAR) as i32).clamp(self.first, limit.max(self.first));
        let mut products = vec![[0.0; FIELDS]; limit.saturating_sub(first)];
        for (field, words) in wording.0.iter().enumerate() {
            for word in words {
                let Some(places) = corpus.with_word[field].get(*word as usize) else { continue };
                let weight = self.weight(field, *word);
                let from = places.partition_point(|place| (*place as usize) < first);
                for place in places[from..].iter().take_while(|place| (**place as usize) < limit) {
                    products[*place as usize - first][field] += weight;
                }
            }
        }
        let own = self.norms_of(wording);
        let mut neighbours = Vec::new();
        for (place, products) in (first..).zip(products) {
            if products.iter().all(|product| *product <= 0.0) {
                continue;
            }
            let norms = self.norms[place - self.first];
            let cosine =
                |field: usize| (own[field] * norms[field] > 0.0).then(|| products[field] / (own[field] * norms[field]));
            let title = cosine(0).unwrap_or(0.0);
            let (mut sum, mut of) = (title, 1.0);
            for known in [cosine(1), cosine(2)].into_iter().flatten() {
                sum += BESIDE_TITLE * known;
                of += BESIDE_TITLE;
            }
            let similarity = sum / of;
            if similarity > LEAST_ALIKE {
                let years = 1.0 + age(day, corpus.days[place]).max(YOUNGEST) / AGE_SCALE;
                let weight = similarity * similarity * similarity * similarity / (years * years * years);
                neighbours.push(Neighbour { place, title, similarity, weight });
            }
        }
        neighbours
    }

    /// What is known of these voters before a roll call, given its neighbours and the rates.
    pub(super) fn features(
        &self, corpus: &Corpus<'_>, neighbours: &[Neighbour], rates: &Rates, voters: impl Iterator<Item = MemberId>,
    ) -> Features {
        let mut own = [[0.0; 3]; MemberSet::CAPACITY];
        let mut of_group = vec![[0.0; 3]; self.members_of.len()];
        let (mut alike, mut sum) = ([0.0; 3], 0.0);
        for Neighbour { place, weight, .. } in neighbours {
            let ballot = &corpus.ballots[*place];
            for (member, vote) in &ballot.votes {
                own[member.index()][usize::from(*vote)] += weight;
            }
            let part = weight / ballot.votes.len() as f64;
            add(&mut alike, part, ballot.planes.map(|plane| plane.len() as f64));
            for (sums, members) in of_group.iter_mut().zip(&self.members_of) {
                add(sums, part, ballot.planes.map(|plane| (plane & *members).len() as f64));
            }
            sum += weight;
        }
        let alike = smoothed(alike, ALL_PRIOR, rates.all);
        for sums in &mut of_group {
            *sums = smoothed(*sums, GROUP_PRIOR, alike);
        }
        let logits = voters.map(|member| {
            let (rates, group) = (rates.own[member.index()], of_group[usize::from(self.groups[member.index()])]);
            let prior = std::array::from_fn(|at| OWN_RATES * rates[at] + OF_GROUP * group[at]);
            let [yes, abstain, no] =
                smoothed(own[member.index()], OWN_PRIOR, prior).map(|one| log(one.max(LEAST_SHARE)));
            [abstain - yes, no - yes]
        });
        Features { evidence: sum / (sum + HALF_EVIDENCE), logits: logits.collect() }
    }
}

/// The number of each member's regional group at its last vote before a place, and the members of each; those in none are
/// one of their own.
fn groups(corpus: &Corpus<'_>, before: usize) -> (OfEach<u8>, Vec<MemberSet>) {
    let members = corpus.record.members();
    let (mut numbers, mut seen) = ([0; MemberSet::CAPACITY], MemberSet::EMPTY);
    let mut codes = vec![""];
    let mut regions: Option<(Option<Date>, Regions)> = None;
    for place in (0..before).rev() {
        let [yes, abstain, no] = corpus.ballots[place].planes;
        let last_here = (yes | abstain | no) - seen;
        if last_here.is_empty() {
            continue;
        }
        let day = corpus.record.roll_call(corpus.ids[place]).date;
        if regions.as_ref().is_none_or(|(of, _)| *of != day) {
            regions = Some((day, Regions::on(members, day)));
        }
        let Some((_, regions)) = &regions else { continue };
        for member in last_here.iter() {
            let code = regions.of(member);
            let number = codes.iter().position(|one| *one == code).unwrap_or_else(|| {
                codes.push(code);
                codes.len() - 1
            });
            numbers[member.index()] = number as u8;
        }
        seen |= last_here;
    }
    let mut members_of = vec![MemberSet::EMPTY; codes.len()];
    seen.iter().for_each(|member| members_of[usize::from(numbers[member.index()])].insert(member));
    // Who has not voted yet is of no group.
    (numbers, members_of)
}
