//! How unusual a vote was: among the votes on its question so far, and among all resolutions that its body adopted by a
//! vote. Only what the record can bear is said, and nothing where the numbers of a vote in between are not known.

use crate::record::{Date, Matter, Outcome, Record, RollCallId, Vote};

/// With fewer votes on a question, nothing is unusual about one of them.
const FEWEST_ON_A_QUESTION: usize = 3;
/// How many votes on a question must lie behind a vote before it is told since when there was none like it.
const LEAST_PASSED: usize = 10;
/// How many days, and how many adopted resolutions, the same takes among all that the body adopted.
const LEAST_DAYS: i32 = 730;
const LEAST_ADOPTED: usize = 100;
/// A record with fewer votes of a body in a year, on average, is a selection of them.
const DENSE: [usize; 2] = [20, 10];
/// A question that was put before the record begins may have been put this many years before its first vote in it.
const FARTHEST: i16 = 10;
/// The part of a record that is looked at to find out how dense it is: one roll call of so many.
const STEP: usize = 512;
/// The year in which both bodies began to vote.
const FIRST_YEAR: i16 = 1946;

/// Whether a number is lower or higher than the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)] // there is no third
pub enum Extreme {
    /// No other is as low.
    Fewest,
    /// No other is as high.
    Most,
}

impl Extreme {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fewest => "fewest",
            Self::Most => "most",
        }
    }

    /// Whether one number is at least as extreme as another.
    const fn reaches(self, one: u16, other: u16) -> bool {
        match self {
            Self::Fewest => one <= other,
            Self::Most => one >= other,
        }
    }
}

/// What a vote is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Among {
    /// The votes on its question up to then, as far as the record holds them.
    Question {
        /// Whether the record holds all of them, as far as can be told.
        whole: bool,
        /// Whether the question was put again later.
        again: bool,
    },
    /// All whole texts that its body adopted by a vote up to then.
    Adopted {
        /// Whether the body voted again later.
        again: bool,
    },
}

/// One number of a vote that is lower, or higher, than in all others since another one, or ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// The roll call.
    pub id: RollCallId,
    /// What it is compared with.
    pub among: Among,
    /// Which number.
    pub vote: Vote,
    /// Lower or higher.
    pub extreme: Extreme,
    /// The number.
    pub count: u16,
    /// How many votes are compared, with this one.
    pub votes: usize,
    /// The first of them.
    pub first: RollCallId,
    /// The latest that has as low, or as high, a number; none where this one has the lowest, or highest, of all.
    pub since: Option<RollCallId>,
}

/// How a vote stands among those on its question: `series` are these in the order of time, this one among them. Votes in
/// favour and against are told both ways, abstentions where they are many.
pub fn on_question(record: &Record, series: &[RollCallId], id: RollCallId) -> Vec<Standing> {
    let Some(place) = series.iter().position(|other| *other == id) else { return Vec::new() };
    let until = &series[..=place];
    // What came before a vote whose numbers are not known is no longer compared.
    let known = until.iter().rev().take_while(|id| record.numbers(**id).cast().is_some()).count();
    let compared = &until[until.len() - known..];
    let Some((_, earlier)) = compared.split_last().filter(|_| known >= FEWEST_ON_A_QUESTION) else { return Vec::new() };
    let again = place + 1 < series.len();
    let among = Among::Question { whole: false, again };
    let standing = |(vote, extreme): (Vote, Extreme)| {
        let count = of(record, id, vote)?;
        let reaches = |other: &RollCallId| of(record, *other, vote).is_some_and(|other| extreme.reaches(other, count));
        let since = earlier.iter().rposition(reaches);
        let is_told = since.map_or(known == until.len(), |since| earlier.len() - since > LEAST_PASSED);
        let since = since.map(|since| earlier[since]);
        is_told.then_some(Standing { id, among, vote, extreme, count, votes: known, first: compared[0], since })
    };
    let all = [
        (Vote::Yes, Extreme::Fewest),
        (Vote::Yes, Extreme::Most),
        (Vote::No, Extreme::Most),
        (Vote::No, Extreme::Fewest),
        (Vote::Abstain, Extreme::Most),
    ];
    let mut all: Vec<Standing> = all.into_iter().filter_map(standing).collect();
    // Most votes are not unusual: then that much of the record need not be unpacked.
    if !all.is_empty() && known == until.len() && holds_all(record, compared[0]) {
        for one in &mut all {
            one.among = Among::Question { whole: true, again };
        }
    }
    all
}

/// How an adopted resolution stands among all whole texts that its body adopted by a vote up to its day.
///
/// Nearly always one of the votes just before it was like it, so these are looked at first, and no more of the record.
pub fn among_adopted(record: &Record, id: RollCallId) -> Vec<Standing> {
    let is_settled = record.outcome(id) == Some(Outcome::Adopted) && is_adopted(record, id);
    let Some(day) = record.roll_call(id).date.filter(|_| is_settled) else { return Vec::new() };
    let all = [(Vote::Yes, Extreme::Fewest), (Vote::No, Extreme::Most), (Vote::Abstain, Extreme::Most)];
    all.into_iter().filter_map(|(vote, extreme)| standing_among_adopted(record, id, day, vote, extreme)).collect()
}

fn standing_among_adopted(
    record: &Record, id: RollCallId, day: Date, vote: Vote, extreme: Extreme,
) -> Option<Standing> {
    let body = record.roll_call(id).body;
    let count = of(record, id, vote)?;
    let date = |id: RollCallId| record.roll_call(id).date;
    let is_before = |other: RollCallId, from: Option<Date>| {
        let of_other = record.roll_call(other);
        other != id
            && of_other.body == body
            && of_other.date.is_none_or(|other| other <= day && from.is_none_or(|from| other > from))
    };
    // What has no day or no numbers may have been like it.
    let is_like = |other: RollCallId| of(record, other, vote).is_none_or(|other| extreme.reaches(other, count));
    let is_candidate = |other: RollCallId| is_like(other) && is_adopted(record, other);
    let recent = day.checked_sub(jiff::Span::new().days(LEAST_DAYS)).ok();
    let (earlier, later) = record.ids().partition::<Vec<_>, _>(|other| *other < id);
    if earlier.iter().rev().chain(&later).any(|other| is_before(*other, recent) && is_candidate(*other)) {
        return None;
    }
    let like = record.ids().filter(|other| is_before(*other, None) && is_candidate(*other));
    let since = like.max_by_key(|other| date(*other).unwrap_or(day));
    if since.is_some_and(|since| date(since).is_none() || of(record, since, vote).is_none()) {
        return None;
    }
    let from = since.and_then(date);
    let compared: Vec<RollCallId> =
        record.ids().filter(|other| is_before(*other, from) && is_adopted(record, *other)).collect();
    let first = *compared.iter().min_by_key(|other| date(**other))?;
    let years = usize::try_from(day.year() - record.year(since.unwrap_or(first))?).ok()?.max(1);
    let is_dense = compared.len() >= LEAST_ADOPTED && compared.len() >= years * DENSE[body as usize];
    let again = record.ids().any(|other| record.roll_call(other).body == body && date(other) > Some(day));
    let (among, votes) = (Among::Adopted { again }, compared.len() + 1);
    is_dense.then_some(Standing { id, among, vote, extreme, count, votes, first, since })
}

/// How many cast this vote, where the numbers are known.
fn of(record: &Record, id: RollCallId, vote: Vote) -> Option<u16> {
    record.numbers(id).cast().map(|tally| tally.count(vote))
}

/// Whether it is a whole text that is adopted by a vote, or may be: how it ended need not be known.
fn is_adopted(record: &Record, id: RollCallId) -> bool {
    let one = record.roll_call(id);
    let failed = |outcome| matches!(outcome, Outcome::Rejected | Outcome::Vetoed);
    one.is_vote() && one.matter == Matter::WholeText && !record.outcome(id).is_some_and(failed)
}

/// Whether the record seems to hold all votes on the question whose first vote in it this is: it holds many of the body in
/// a year, and begins long before.
///
/// One roll call of every [`STEP`] tells that, so that not all of the record need be unpacked.
fn holds_all(record: &Record, first: RollCallId) -> bool {
    let body = record.roll_call(first).body;
    let sample: Vec<_> = record.ids().step_by(STEP).chain(record.ids().last()).map(|id| record.roll_call(id)).collect();
    let of_body: Vec<Date> = sample.iter().filter(|one| one.body == body).filter_map(|one| one.date).collect();
    let days = of_body.iter().min().zip(of_body.iter().max());
    let Some(((from, to), year)) = days.zip(record.year(first)) else { return false };
    let votes = record.len() * of_body.len() / sample.len();
    let years = usize::try_from(to.year() - from.year()).map_or(1, |years| years + 1);
    votes >= years * DENSE[body as usize] && (from.year() <= FIRST_YEAR || year - from.year() > FARTHEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::Members;
    use crate::record::{Body, RecordBuilder, Roll, RollCall, Stated};

    /// One vote of the Assembly a year from 1992 on, with these numbers in favour, against and abstaining; `None` where
    /// they are not known.
    fn record(tallies: &[Option<[u16; 3]>]) -> Record {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for (year, tally) in (1992..).zip(tallies) {
            let mut one = RollCall::new(Body::GeneralAssembly);
            one.date = Date::new(year, 11, 1).ok();
            let [yes, no, abstain] = [0, 1, 2].map(|at| tally.map(|tally| tally[at]));
            one.stated = Stated { yes, no, abstain, ..Stated::default() };
            one.outcome = Some(Outcome::Adopted);
            builder.push(one, Roll::default());
        }
        builder.finish()
    }

    /// What is unusual about the last of them: the number, which way, and the year of the last like it.
    fn told(tallies: &[Option<[u16; 3]>]) -> Vec<(Vote, Extreme, Option<i16>)> {
        let record = record(tallies);
        let series: Vec<RollCallId> = record.ids().collect();
        let all = on_question(&record, &series, series[series.len() - 1]);
        all.iter().map(|one| (one.vote, one.extreme, one.since.and_then(|since| record.year(since)))).collect()
    }

    #[test]
    fn a_number_is_unusual_on_its_question_where_none_was_like_it_for_long_or_ever() {
        // In favour: 59 in 1992, then 160 ten times, then 155. Against: never as many.
        let mut tallies = vec![Some([59, 3, 0])];
        tallies.extend([Some([160, 3, 0]); 10]);
        tallies.push(Some([155, 7, 0]));
        let most_against = (Vote::No, Extreme::Most, None);
        assert_eq!(told(&tallies), [(Vote::Yes, Extreme::Fewest, Some(1992)), most_against]);
        // With nine votes since, it is not told when there were fewer.
        tallies.remove(1);
        assert_eq!(told(&tallies), [most_against]);
        // As many as ever is not more than ever, and two votes are no series.
        assert_eq!(told(&[Some([100, 3, 0]), Some([101, 3, 0]), Some([101, 3, 0])]), []);
        assert_eq!(told(&[Some([100, 3, 0]), Some([101, 4, 1])]), []);
    }

    #[test]
    fn nothing_is_told_across_a_vote_whose_numbers_are_not_known() {
        let known = Some([100, 3, 0]);
        let last = Some([90, 3, 0]);
        assert_eq!(told(&[known, known, known, last]), [(Vote::Yes, Extreme::Fewest, None)]);
        assert_eq!(told(&[known, None, known, known, last]), []);
        assert_eq!(told(&[known, known, known, None]), []);
    }

    #[test]
    fn only_votes_up_to_then_are_compared() {
        let record = record(&[Some([100, 3, 0]), Some([101, 3, 0]), Some([102, 3, 0]), Some([103, 3, 0])]);
        let series: Vec<RollCallId> = record.ids().collect();
        let all = on_question(&record, &series, series[2]);
        let [Standing { votes: 3, vote: Vote::Yes, extreme: Extreme::Most, since: None, among, .. }] = all[..] else {
            panic!("{all:?}")
        };
        // One vote a year is a selection, whatever they are.
        assert_eq!(among, Among::Question { whole: false, again: true });
    }

    #[test]
    fn among_all_that_was_adopted_only_a_dense_record_is_told_of() {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let mut push = |day: Date, no: u16, outcome| {
            let mut one = RollCall::new(Body::GeneralAssembly);
            one.date = Some(day);
            one.stated = Stated { yes: Some(100), no: Some(no), abstain: Some(0), ..Stated::default() };
            one.outcome = Some(outcome);
            builder.push(one, Roll::default())
        };
        let like = push(Date::constant(2019, 12, 1), 30, Outcome::Adopted);
        for year in 2020..=2024 {
            (1..=28).for_each(|day| _ = push(Date::constant(year, 12, day), 5, Outcome::Adopted));
        }
        // What failed is not among what was adopted.
        push(Date::constant(2024, 6, 1), 90, Outcome::Rejected);
        let [unusual, soon] = [1, 2].map(|day| push(Date::constant(2025, 2, day), 30, Outcome::Adopted));
        let record = builder.finish();
        let all = among_adopted(&record, unusual);
        let [Standing { vote: Vote::No, votes: 141, since: Some(since), .. }] = all[..] else { panic!("{all:?}") };
        assert_eq!((since, all[0].among), (like, Among::Adopted { again: true }));
        assert_eq!(among_adopted(&record, soon), []);
        let few = self::record(&[Some([100, 3, 0]), Some([101, 3, 0]), Some([102, 9, 0])]);
        assert_eq!(few.ids().flat_map(|id| among_adopted(&few, id)).count(), 0);
    }
}
