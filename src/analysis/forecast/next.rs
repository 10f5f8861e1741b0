//! What one roll call will be: each member's probabilities, the tally that is expected, and what it was learnt from.

use jiff::Span;

use super::corpus::{CAST, Corpus, Wording, number_of};
use super::features::{Neighbour, Outset, Rates, Three, rates};
use super::interval::{Expected, Misses, most_probable};
use super::years::{FEWEST, Learnt, YEARS_LEARNT, YearForecast, Years, biased};
use crate::analysis::series::predecessors_by_text;
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberSet};
use crate::record::{Date, Record, RollCallId, Vote};

/// A member takes part if it voted in at least this share of the roll calls of the year before.
const TAKES_PART: f64 = 0.5;
/// A member without a vote for so many years is left out: nothing is known of it.
const SILENT: i16 = 16;

/// The forecast of one member's vote.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MemberForecast {
    /// The member's line.
    pub member: MemberId,
    /// The probabilities of yes, abstain and no if it votes, which make 1.
    pub probabilities: [f64; 3],
    /// Whether it voted in half of the roll calls of the year before, or did in the one that was held.
    pub takes_part: bool,
    /// What it voted in the roll call that was held.
    pub vote: Option<Vote>,
}

impl MemberForecast {
    /// The most probable vote.
    pub fn most_probable(&self) -> Vote {
        CAST[most_probable(self.probabilities)]
    }

    /// The probability of a vote.
    pub fn probability(&self, vote: Vote) -> Option<f64> {
        CAST.iter().position(|one| *one == vote).map(|at| self.probabilities[at])
    }
}

/// The forecast of a roll call.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Forecast {
    /// What it knew.
    pub learnt: Learnt,
    /// The day from which it is seen: what was known before it counts.
    pub day: Date,
    /// The day for which it is.
    pub held_on: Date,
    /// The last day of votes that it knew.
    pub until: Option<Date>,
    /// How many roll calls it knew.
    pub known: usize,
    /// How much is known of such texts: 0 to 1.
    pub evidence: f64,
    /// The members of the Assembly, by line.
    pub members: Vec<MemberForecast>,
    /// The members without a vote for sixteen years, of which nothing is known.
    pub left_out: MemberSet,
    /// How many members most probably vote yes, abstain and no, of those that take part.
    pub tally: [u16; 3],
    /// Between which numbers each of the three lies with a probability of 90%; none where too few such forecasts came before.
    pub intervals: Option<[(u16, u16); 3]>,
    /// Of how many forecasts the misses gave these.
    pub misses: usize,
    /// The earlier roll calls that it was learnt from, those that weigh most first.
    pub neighbours: Vec<Neighbour>,
}

/// Why there is no forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoForecast {
    /// It is not among the whole texts that the Assembly adopted by a recorded vote on a known day.
    NotCounted,
    /// So few such roll calls are known of the eight years before.
    TooFew {
        /// The first of these years.
        from: i16,
        /// The last.
        to: i16,
        /// How many are known.
        known: usize,
        /// How many are needed.
        needed: usize,
    },
}

/// What a forecast is made for.
struct Target<'t> {
    wording: &'t Wording,
    day: Date,
    held_on: Date,
    /// The place before which roll calls are known, and the day from which rates are seen.
    limit: usize,
    seen_from: i32,
    learnt: Learnt,
}

/// The forecast of a text with these words, seen from a day after the last of the record. Where the question was put before it
/// is for a vote a year after that at the earliest, as such votes are: from nearer by, the last two would weigh alike.
///
/// # Errors
/// When too little is known.
pub fn forecast(
    corpus: &Corpus<'_>, wording: &Wording, (day, before): (Date, Option<RollCallId>), learnt: Learnt,
) -> Result<Forecast, NoForecast> {
    let last = before.and_then(|id| corpus.record.roll_call(id).date);
    let held_on = last.map_or(day, |last| last.saturating_add(Span::new().years(1)).max(day));
    let start = corpus.start(day.year());
    let (limit, seen_from) = match learnt {
        Learnt::Day => (corpus.first_on(number_of(day)), number_of(day)),
        Learnt::January => (start, corpus.days.get(start).copied().unwrap_or_else(|| number_of(day))),
    };
    let seated = corpus.record.members().iter().filter(|(_, member)| member.is_seated(day));
    let lines: MemberSet = seated.map(|(id, _)| corpus.record.members().line(id, Some(day))).collect();
    let years = Years::new(corpus, learnt, day.year()..=day.year());
    let of_year = years.year(day.year()).ok_or_else(|| too_few(corpus, day.year()))?;
    let takes_part = taking_part(corpus, limit);
    let target = Target { wording, day, held_on, limit, seen_from, learnt };
    let voters: Vec<MemberForecast> = lines.iter().map(|member| unknown(member, takes_part.contains(member))).collect();
    Ok(made(corpus, &target, of_year, &years.misses(day.year()), voters))
}

/// The forecast of a roll call of the record as it was before it was held.
///
/// # Errors
/// When it is none that is forecast, or too little is known of the years before.
pub fn forecast_of(corpus: &Corpus<'_>, id: RollCallId, learnt: Learnt) -> Result<Forecast, NoForecast> {
    let place = corpus.place(id).ok_or(NoForecast::NotCounted)?;
    let day = corpus.record.roll_call(id).date.ok_or(NoForecast::NotCounted)?;
    let years = Years::new(corpus, learnt, day.year()..=day.year());
    let of_year = years.year(day.year()).ok_or_else(|| too_few(corpus, day.year()))?;
    let limit = match learnt {
        Learnt::Day => corpus.first_on(corpus.days[place]),
        Learnt::January => corpus.start(day.year()),
    };
    let target =
        Target { wording: &corpus.wordings[place], day, held_on: day, limit, seen_from: corpus.days[limit], learnt };
    // The biases of its year went on after it; its own probabilities were made with those of its day.
    let probabilities = &of_year.calls[place - corpus.start(day.year())].probabilities;
    let votes = corpus.ballots[place].votes.iter().zip(probabilities).map(|((member, vote), probabilities)| {
        let vote = Some(CAST[usize::from(*vote)]);
        MemberForecast { vote, probabilities: *probabilities, ..unknown(*member, true) }
    });
    Ok(made(corpus, &target, of_year, &years.misses(day.year()), votes.collect()))
}

/// The latest roll call on the question of one, found by text alone.
pub fn latest_on_question(record: &Record, id: RollCallId) -> RollCallId {
    let before = predecessors_by_text(record);
    let mut latest = id;
    while let Some(after) = before.iter().position(|before| *before == Some(latest)) {
        latest = RollCallId::new(after as u32);
    }
    latest
}

const fn unknown(member: MemberId, takes_part: bool) -> MemberForecast {
    MemberForecast { member, probabilities: [0.0; 3], takes_part, vote: None }
}

/// The members that voted in half of the roll calls of the year before a place.
fn taking_part(corpus: &Corpus<'_>, limit: usize) -> MemberSet {
    let Some(last) = limit.checked_sub(1) else { return MemberSet::EMPTY };
    let year = corpus.first_on(corpus.days[last] - 365)..limit;
    let mut counts = [0_usize; MemberSet::CAPACITY];
    for ballot in &corpus.ballots[year.clone()] {
        ballot.votes.iter().for_each(|(member, _)| counts[member.index()] += 1);
    }
    let all = year.len() as f64;
    let is_often = |member: &MemberId| counts[member.index()] as f64 >= TAKES_PART * all && counts[member.index()] > 0;
    (0..=u8::MAX).map(MemberId::new).filter(is_often).collect()
}

/// The members with a vote in the sixteen years before a day that was known.
fn with_votes(corpus: &Corpus<'_>, limit: usize, day: i32) -> MemberSet {
    let from = corpus.first_on(day - i32::from(SILENT) * 366).min(limit);
    let voted = corpus.ballots[from..limit].iter().flat_map(|ballot| ballot.planes);
    voted.fold(MemberSet::EMPTY, |all, plane| all | plane)
}

fn made(
    corpus: &Corpus<'_>, target: &Target<'_>, of_year: &YearForecast, misses: &Misses, mut members: Vec<MemberForecast>,
) -> Forecast {
    let day = number_of(target.day);
    let outset = Outset::new(corpus, target.day.year());
    let mut neighbours = outset.neighbours(corpus, target.wording, target.limit, number_of(target.held_on));
    let known: Rates = rates(corpus, target.limit, target.seen_from);
    let with_votes = with_votes(corpus, target.limit, day);
    let silent = members.iter().map(|one| one.member).filter(|member| !with_votes.contains(*member)).collect();
    let is_held = members.iter().any(|one| one.vote.is_some());
    if !is_held {
        members.retain(|one| with_votes.contains(one.member));
    }
    let features = outset.features(corpus, &neighbours, &known, members.iter().map(|one| one.member));
    if !is_held {
        for (one, shares) in members.iter_mut().zip(&features.logits) {
            let logits = of_year.weights.logits(*shares, features.evidence);
            one.probabilities = biased(logits, of_year.bias[one.member.index()]);
        }
    }
    let voting = members.iter().filter(|one| one.takes_part);
    let probabilities: Vec<Three> = voting.map(|one| one.probabilities).collect();
    let expected = Expected::new(&probabilities, features.evidence);
    neighbours.in_order(|a, b| b.weight.total_cmp(&a.weight).then(b.place.cmp(&a.place)));
    Forecast {
        learnt: target.learnt,
        day: target.day,
        held_on: target.held_on,
        until: target.limit.checked_sub(1).and_then(|last| corpus.record.roll_call(corpus.ids[last]).date),
        known: target.limit,
        evidence: features.evidence,
        left_out: silent,
        tally: expected.point,
        intervals: misses.intervals(&expected),
        misses: misses.count(&expected),
        neighbours,
        members,
    }
}

/// That too little is known of the years before one.
pub fn too_few(corpus: &Corpus<'_>, year: i16) -> NoForecast {
    let (from, to) = (year - YEARS_LEARNT, year - 1);
    NoForecast::TooFew { from, to, known: corpus.start(year) - corpus.start(from), needed: FEWEST }
}
