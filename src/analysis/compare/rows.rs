//! Two sides compared by year, session or topic, and in all; how much of a year's agreement is its agenda, by the
//! questions that had been put to a vote before (see [`Links`]); and why the sides have no vote in common.

use std::collections::HashSet;

use super::sides::{Compared, Opposed, Sides};
use crate::analysis::agreement::{Measure, Place, Sheet, percentiles};
use crate::analysis::bootstrap::Bootstrap;
use crate::analysis::topics::{self, Topics};
use crate::analysis::{absence::NotSeated, grouped::grouped, series::Links};
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Record, RollCallId, Session, Word, Words};

/// What the rows of a comparison are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum By {
    /// Calendar years of the vote.
    Year,
    /// Sessions of the Assembly, which are not years.
    Session,
    /// Topics of the roll calls.
    Topic,
}

/// What the rows of a comparison are; `None` where there are to be none.
pub type Rows = Option<By>;

impl Words for Rows {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Some(By::Year), "year", "Calendar years of the vote"),
        Word::new(Some(By::Session), "session", "Sessions of the Assembly, which are not years"),
        Word::new(
            Some(By::Topic),
            "topic",
            "Topics: those of --topic, else issue codes, subject headings or agenda items, whichever the source has",
        ),
        Word::new(None, "none", "No rows, only the whole"),
    ];
}

/// The year, session or topic of a row of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RowKey {
    /// A calendar year of the vote.
    Year(i16),
    /// A session of the Assembly.
    Session(Session),
    /// A topic, by name.
    Topic(String),
}

/// The agreement of two sides in a year or session, or on a topic.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Row {
    /// The year, session or topic.
    pub key: RowKey,
    /// Its roll calls.
    pub ids: Vec<RollCallId>,
    /// The agreement of the sides over its roll calls.
    pub compared: Compared,
    /// The value minus that of the last year or session that has one; none for topics.
    pub change: Option<f64>,
    /// The share (0 to 1) of all pairs of members with a lower value; only for two members in a year or session.
    pub percentile: Option<f64>,
    /// The figures of a topic for each year, so that a year's agenda is not mistaken for a change of mind.
    pub years: Vec<(i16, Compared)>,
    /// The figures of a topic for all years before the last year of the whole comparison.
    pub before: Option<Compared>,
    /// The questions of a year that had been voted on before, where there are any.
    pub repeated: Option<Repeated>,
}

/// How two sides agree, in all and row by row.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// The roll calls that the figures rest on.
    pub ids: Vec<RollCallId>,
    /// The figures of all of them together.
    pub whole: Compared,
    /// The rows with a common vote, years and sessions in order, topics by frequency or as they were named.
    pub rows: Vec<Row>,
    /// The rows without a common vote.
    pub without: Vec<RowKey>,
    /// Votes whose year or session is not known, or that are about none of the topics, so that they are in no row.
    pub in_no_row: usize,
    /// The votes in which the sides opposed each other, the most contested first.
    pub opposed: Vec<Opposed>,
}

/// Why two sides cannot be compared over some roll calls.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoComparison {
    /// All of these resolutions were adopted without a vote.
    WithoutAVote,
    /// No roll call in which both took a position.
    NoCommonVote {
        /// How many votes were looked at.
        votes: usize,
        /// Why each side has no position in any of them; `None` where it has one.
        absences: [Option<Absence>; 2],
    },
    /// The source gives the roll calls neither issue codes nor subject headings nor agenda items.
    NoTopics,
}

impl Comparison {
    /// Puts the intervals of draws in the place of the others, in the whole and in each row.
    pub fn draw(&mut self, record: &Record, sides: &Sides<'_>, bootstrap: Bootstrap) {
        self.whole.interval = sides.drawn(record, &self.ids, bootstrap);
        for row in &mut self.rows {
            row.compared.interval = sides.drawn(record, &row.ids, bootstrap);
        }
    }
}

impl Sides<'_> {
    /// Compares the sides over these roll calls, with rows of one kind or only in all. `topics` are those that were
    /// named; without any, those of the source are compared, the most frequent first.
    ///
    /// # Errors
    /// The reason why there is nothing to compare.
    pub fn compare(
        &self, record: &Record, ids: &[RollCallId], by: Option<By>, topics: &[String],
    ) -> Result<Comparison, NoComparison> {
        let is_vote = |id: &RollCallId| record.roll_call(*id).is_vote();
        let votes: Vec<RollCallId> = ids.iter().copied().filter(is_vote).collect();
        let ids = if self.measure == Measure::Coincidence { ids.to_vec() } else { votes.clone() };
        let whole = self.over(record, &ids);
        if votes.is_empty() {
            return Err(NoComparison::WithoutAVote);
        }
        if whole.votes == 0 {
            let absences = [self.first, self.second].map(|list| without_votes(record, &votes, list));
            return Err(NoComparison::NoCommonVote { votes: votes.len(), absences });
        }
        let sets = by.map_or_else(Vec::new, |by| sets(record, &ids, by, topics));
        if by == Some(By::Topic) && sets.is_empty() {
            return Err(NoComparison::NoTopics);
        }
        let rows = self.rows(record, sets);
        let in_rows: HashSet<RollCallId> = rows.iter().flat_map(|row| row.ids.iter().copied()).collect();
        let (mut rows, without): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.compared.votes > 0);
        let mut last = None;
        for row in rows.iter_mut().filter(|row| !matches!(row.key, RowKey::Topic(_))) {
            let value = row.compared.value;
            row.change = value.zip(last).map(|(now, last)| now - last);
            last = value.or(last);
        }
        Ok(Comparison {
            whole,
            rows,
            without: without.into_iter().map(|row| row.key).collect(),
            in_no_row: votes.iter().filter(|id| !in_rows.contains(id)).count(),
            opposed: self.opposed(record, &votes),
            ids,
        })
    }

    fn rows(&self, record: &Record, sets: Vec<(RowKey, Vec<RollCallId>)>) -> Vec<Row> {
        let is_year = matches!(sets.first(), Some((RowKey::Year(_), _)));
        let of_positions = self.measure != Measure::Coincidence;
        // What was adopted without a vote is no repeated question.
        let links = (is_year && of_positions).then(|| Links::of(record));
        let latest = sets.iter().flat_map(|(_, ids)| ids).filter_map(|id| record.year(*id)).max();
        let compared: Vec<Compared> = sets.iter().map(|(_, ids)| self.over(record, ids)).collect();
        let query = |(key, _): &(RowKey, _), one: &Compared| {
            let is_ranked = self.are_members() && of_positions && !matches!(key, RowKey::Topic(_));
            // Pairs with few common votes reach extreme values by chance: half of the roll calls is asked for.
            let least_votes = u32::try_from(one.roll_calls.div_ceil(2)).unwrap_or(u32::MAX);
            Some(Place::of(one.value.filter(|_| is_ranked)?, least_votes))
        };
        let queries: Vec<_> =
            sets.iter().zip(&compared).map(|(set, one)| (set.1.as_slice(), query(set, one))).collect();
        let percentiles = percentiles(record, &queries, self.measure);
        let mut rows = Vec::new();
        for (((key, ids), compared), percentile) in sets.into_iter().zip(compared).zip(percentiles) {
            let repeated = links.as_ref().map(|links| repeated(record, &ids, self, links));
            let repeated = repeated.filter(|one| one.now.roll_calls > 0);
            let (mut years, mut before) = (Vec::new(), None);
            if matches!(key, RowKey::Topic(_)) {
                let by_year = grouped(ids.iter().copied(), |id| record.year(id));
                years = by_year.into_iter().map(|(year, ids)| (year, self.over(record, &ids))).collect();
                let earlier: Vec<_> = ids.iter().copied().filter(|id| record.year(*id) < latest).collect();
                before = Some(self.over(record, &earlier));
            }
            rows.push(Row { key, ids, compared, change: None, percentile, years, before, repeated });
        }
        rows
    }
}

/// The roll calls of each row.
pub(crate) fn sets(record: &Record, ids: &[RollCallId], by: By, topics: &[String]) -> Vec<(RowKey, Vec<RollCallId>)> {
    let all = ids.iter().copied();
    match by {
        By::Year => grouped(all, |id| record.year(id).map(RowKey::Year)),
        By::Session => grouped(all, |id| record.roll_call(id).session.map(RowKey::Session)),
        By::Topic => {
            let topics = if topics.is_empty() {
                Topics::new(record, all).most_frequent(ids)
            } else {
                topics.iter().map(|topic| topics::about(record, ids, topic)).collect()
            };
            topics.into_iter().map(|topic| (RowKey::Topic(topic.name), topic.ids)).collect()
        }
    }
}

/// Why a side has no position in any of these roll calls; none where it has one.
pub(super) fn without_votes(record: &Record, ids: &[RollCallId], list: &MemberList) -> Option<Absence> {
    if !Sheet::of_list(record, ids, list).lines().is_empty() {
        return None;
    }
    let seated = |member: MemberId, id: &RollCallId| {
        let (members, day) = (record.members(), record.roll_call(*id).date);
        let code = day.and_then(|day| Some((members.code_on(member, day)?, day)));
        code.is_some_and(|(code, day)| members.get(code).is_seated(day))
    };
    match list.only_member() {
        Some(member) if !ids.iter().any(|id| seated(member, id)) => Some(Absence::NotMember(member)),
        _ => Some(NotSeated::of(record, ids, list).map_or_else(|| no_position(record, ids, list), Absence::NotSeated)),
    }
}

/// Whether a side that had a seat took no position, or in some of these roll calls may have taken one that is not known.
fn no_position(record: &Record, ids: &[RollCallId], list: &MemberList) -> Absence {
    let is_known = |id: &&RollCallId| {
        let day = record.roll_call(**id).date;
        let asked = day.map_or(MemberSet::EMPTY, |day| list.on(record.members(), day));
        (asked & record.roll(**id).not_known).is_empty()
    };
    match ids.iter().filter(|id| !is_known(id)).count() {
        0 => Absence::NoPosition,
        number => Absence::NotKnown(number),
    }
}

/// Why a side of a comparison has no position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absence {
    /// The side, one member, was not a member on any of the days.
    NotMember(MemberId),
    /// None of the members of the side had a seat.
    NotSeated(NotSeated),
    /// The side took no position.
    NoPosition,
    /// It took none that is known, and in so many roll calls votes of its members are not known.
    NotKnown(usize),
}

/// The agreement on the questions of a set of roll calls that had been voted on before.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeated {
    /// The number of roll calls in the set.
    pub roll_calls: usize,
    /// Agreement on those that had been voted on before.
    pub now: Compared,
    /// Agreement on the same questions the last time.
    pub before: Compared,
}

/// The agreement on those of these roll calls whose question had been voted on before.
pub(super) fn repeated(record: &Record, ids: &[RollCallId], sides: &Sides<'_>, links: &Links) -> Repeated {
    let pairs = ids.iter().filter_map(|id| Some((*id, links.predecessor(*id)?)));
    let (again, first): (Vec<RollCallId>, Vec<RollCallId>) = pairs.unzip();
    Repeated { roll_calls: ids.len(), now: sides.over(record, &again), before: sides.over(record, &first) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        analysis::agreement::Measure,
        members::Members,
        record::{Body, Date, RecordBuilder, Roll, RollCall, Session, Vote},
    };

    #[test]
    fn a_new_question_is_told_from_one_that_changed_its_answer() {
        let members = Arc::new(Members::embedded());
        let mut builder = RecordBuilder::new(members.clone());
        // The embargo in two sessions, agreed on and then not; and a question of the second that nobody had put.
        let votes = [
            (78, 2023, "Necessity of ending the embargo against Cuba", Vote::Yes),
            (79, 2024, "Necessity of ending the embargo against Cuba", Vote::No),
            (79, 2024, "Permanent sovereignty over natural gas and helium", Vote::No),
        ];
        for (session, year, title, vote) in votes {
            let mut one = RollCall::new(Body::GeneralAssembly);
            one.title = builder.text(title);
            one.session = Some(Session::Regular(session));
            one.date = Date::new(year, 11, 1).ok();
            let mut roll = Roll::default();
            for (code, vote) in [("USA", Vote::Yes), ("GBR", vote), ("FRA", Vote::Yes), ("RUS", Vote::No)] {
                roll.enter(members.by_code(code).expect("a member"), vote);
            }
            builder.push(one, roll);
        }
        let record = builder.finish();
        let (first, second) = (members.list("US").expect("a list"), members.list("GB").expect("a list"));
        let sides = Sides { first: &first, second: &second, measure: Measure::Identical };
        let of_2024: Vec<RollCallId> = record.ids().skip(1).collect();
        let told = repeated(&record, &of_2024, &sides, &Links::of(&record));
        assert_eq!((told.roll_calls, told.now.roll_calls), (2, 1));
        assert_eq!((told.before.value, told.now.value), (Some(1.0), Some(0.0)));
    }
}
