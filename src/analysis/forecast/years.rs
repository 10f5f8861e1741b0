//! Forecasts of whole years, each from the years before it. How good they are is judged elsewhere.

use std::ops::{Range, RangeInclusive};

use super::corpus::Corpus;
use super::features::{Features, Outset, Three, rates};
use super::interval::{Expected, Misses};
use super::logit::{Weights, probabilities};
use crate::members::MemberSet;
use crate::record::parallel::share_out;
use crate::record::{Word, Words};

/// The weights are fitted on so many years before.
pub const YEARS_LEARNT: i16 = 8;
/// The misses of so many years before tell the intervals of tallies.
const YEARS_OF_MISSES: i16 = 6;
/// With fewer roll calls in the years before, nothing is fitted.
pub(super) const FEWEST: usize = 20;
/// How far a member's bias follows each of its votes.
const BIAS_STEP: f64 = 0.05;

/// What a forecast knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Learnt {
    /// All votes up to the day before.
    #[default]
    Day,
    /// The votes of earlier years alone.
    January,
}

impl Words for Learnt {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Day, "day", "All votes up to the day before").or(&["daily"]),
        Word::new(Self::January, "january", "Only those of earlier years").or(&["jan", "year"]),
    ];
}

/// The forecast of one roll call.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CallForecast {
    /// Of each voter, in the order of the ballot.
    pub probabilities: Vec<Three>,
    pub evidence: f64,
    pub expected: Expected,
}

/// The forecasts of the roll calls of a year, with what was learnt for them.
#[derive(Clone, Debug)]
pub(super) struct YearForecast {
    pub weights: Weights,
    /// Of each roll call of the year, in their order.
    pub calls: Vec<CallForecast>,
    /// What was added to the logits of each member at the end.
    pub bias: Box<[Three; MemberSet::CAPACITY]>,
}

/// Years in a row, with all that their forecasts are made of.
pub(super) struct Years<'c, 'r> {
    corpus: &'c Corpus<'r>,
    learnt: Learnt,
    /// The first year of features, and those of each year.
    first: i16,
    features: Vec<Vec<Features>>,
    /// The forecasts of each year from the sixth before the first that was asked for; none where too little was known.
    forecasts: Vec<Option<YearForecast>>,
}

impl<'c, 'r> Years<'c, 'r> {
    /// The forecasts of these years and of those before whose misses tell how far they may be off.
    pub(super) fn new(corpus: &'c Corpus<'r>, learnt: Learnt, years: RangeInclusive<i16>) -> Self {
        let judged = years.start().saturating_sub(YEARS_OF_MISSES);
        let first = judged.saturating_sub(YEARS_LEARNT);
        // The last years have the most roll calls, and are begun first.
        let all: Vec<i16> = (first..=*years.end()).rev().collect();
        let mut features = share_out(&all, |(): &mut (), year| features_of(corpus, *year, learnt));
        features.reverse();
        let mut made = Self { corpus, learnt, first, features, forecasts: Vec::new() };
        let asked: Vec<i16> = (judged..=*years.end()).rev().collect();
        made.forecasts = share_out(&asked, |(): &mut (), year| made.forecast(*year));
        made.forecasts.reverse();
        made
    }

    /// The features of a year.
    fn features(&self, year: i16) -> &[Features] {
        usize::try_from(year - self.first).ok().and_then(|at| self.features.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The forecasts of a year; none where too little was known.
    pub(super) fn year(&self, year: i16) -> Option<&YearForecast> {
        let at = usize::try_from(year - self.first - YEARS_LEARNT).ok()?;
        self.forecasts.get(at)?.as_ref()
    }

    /// The misses of the six years before a year.
    pub(super) fn misses(&self, year: i16) -> Misses {
        let places =
            (year - YEARS_OF_MISSES..year).filter_map(|year| Some((self.corpus.start(year), self.year(year)?)));
        Misses::of(places.flat_map(|(start, year)| {
            (start..).zip(&year.calls).map(|(place, call)| (call.expected, actual(self.corpus, place)))
        }))
    }

    /// The weights of a year; none where too little was known before.
    fn weights(&self, year: i16) -> Option<Weights> {
        let corpus = self.corpus;
        let before = year - YEARS_LEARNT..year;
        let calls: Vec<(&Features, Vec<u8>)> = before
            .flat_map(|year| (corpus.start(year)..).zip(self.features(year)))
            .map(|(place, features)| (features, corpus.ballots[place].votes.iter().map(|(_, vote)| *vote).collect()))
            .collect();
        (calls.len() >= FEWEST).then(|| Weights::fitted(&calls))
    }

    fn forecast(&self, year: i16) -> Option<YearForecast> {
        let weights = self.weights(year)?;
        let mut made = YearForecast {
            weights,
            calls: Vec::with_capacity(self.features(year).len()),
            bias: Box::new([[0.0; 3]; MemberSet::CAPACITY]),
        };
        for day in days(self.corpus, year) {
            for place in day.clone() {
                let features = &self.features(year)[place - self.corpus.start(year)];
                let ballot = &self.corpus.ballots[place];
                let of = |(shares, (member, _)): (&[f64; 2], &(crate::members::MemberId, u8))| {
                    biased(weights.logits(*shares, features.evidence), made.bias[member.index()])
                };
                let probabilities: Vec<Three> = features.logits.iter().zip(&ballot.votes).map(of).collect();
                let expected = Expected::new(&probabilities, features.evidence);
                made.calls.push(CallForecast { probabilities, evidence: features.evidence, expected });
            }
            if self.learnt == Learnt::Day {
                let start = self.corpus.start(year);
                for place in day {
                    let forecast = &made.calls[place - start];
                    for ((member, vote), one) in self.corpus.ballots[place].votes.iter().zip(&forecast.probabilities) {
                        for (at, bias) in made.bias[member.index()].iter_mut().enumerate() {
                            *bias += BIAS_STEP * (f64::from(u8::from(usize::from(*vote) == at)) - one[at]);
                        }
                    }
                }
            }
        }
        Some(made)
    }
}

/// The probabilities with these logits over yes, and what is added to all three.
pub(super) fn biased(logits: [f64; 2], bias: Three) -> Three {
    probabilities([logits[0] + bias[1] - bias[0], logits[1] + bias[2] - bias[0]])
}

/// The numbers that a roll call came to have.
pub(super) fn actual(corpus: &Corpus<'_>, place: usize) -> [u16; 3] {
    corpus.ballots[place].planes.map(|plane| plane.len() as u16)
}

/// The places of each day of a year.
fn days(corpus: &Corpus<'_>, year: i16) -> Vec<Range<usize>> {
    let (mut at, end) = (corpus.start(year), corpus.start(year + 1));
    let mut days = Vec::new();
    while at < end {
        let next = corpus.first_on(corpus.days[at] + 1);
        days.push(at..next);
        at = next;
    }
    days
}

/// The features of the roll calls of a year, from what was known on its first day of votes or on each.
pub(super) fn features_of(corpus: &Corpus<'_>, year: i16, learnt: Learnt) -> Vec<Features> {
    let outset = Outset::new(corpus, year);
    let all = corpus.start(year)..corpus.start(year + 1);
    let spans = if learnt == Learnt::Day { days(corpus, year) } else { vec![all] };
    let mut features = Vec::new();
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        let rates = rates(corpus, span.start, corpus.days[span.start]);
        for place in span.clone() {
            let (wording, day) = (&corpus.wordings[place], corpus.days[place]);
            let neighbours = outset.neighbours(corpus, wording, span.start, day);
            let voters = corpus.ballots[place].votes.iter().map(|(member, _)| *member);
            features.push(outset.features(corpus, &neighbours, &rates, voters));
        }
    }
    features
}

/// The weights of a year: w1, w2, bA, dA, bN, dN of `docs/predict.md`; none where too little is known of the years before.
pub fn weights(corpus: &Corpus<'_>, year: i16, learnt: Learnt) -> Option<[f64; 6]> {
    Years::new(corpus, learnt, year..=year).weights(year).map(|weights| weights.0)
}
