//! When a member turned: the years in which its agreement with a reference changed beyond chance, with the topics and
//! roll calls that drove it. Rankings over all members and all pairs are in `ranking`. It selects no roll calls.

mod ranking;
mod topics;

use std::collections::BTreeMap;

use super::{
    agreement::{Lines, position_in},
    changepoint::{self, Cluster},
    history::{Ballot, Counted, Plurality},
};
use crate::{
    members::MemberId,
    record::{Date, Record, RollCallId, Vote},
};

pub use ranking::{Asked, LEAST_VOTES, Ranked, Years, rank_members, rank_pairs};
pub use topics::{Topic, drivers, on_topics, topics};

/// Change points with a p-value below this are told.
pub const LEVEL: f64 = 0.01;

/// One roll call in which a member and its reference took a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The roll call.
    pub id: RollCallId,
    /// Day of the vote.
    pub day: Date,
    /// The member's position.
    pub vote: Vote,
    /// The reference's.
    pub reference: Vote,
}

impl Compared {
    /// Whether both took the same position.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.vote == self.reference
    }

    /// Whether one voted yes and the other no.
    #[must_use]
    pub fn is_opposite(&self) -> bool {
        !self.agrees() && self.vote != Vote::Abstain && self.reference != Vote::Abstain
    }
}

/// The ballots held against the plurality of the others, or against the reference, where there is one; roll calls of
/// which the day is not known are left out.
#[must_use]
pub fn compared(record: &Record, ballots: &[Ballot], with_reference: bool) -> Vec<Compared> {
    let one = |ballot: &Ballot| {
        let day = record.roll_call(ballot.id).date?;
        let other = if with_reference { ballot.reference } else { ballot.majority };
        let (Some(vote), Plurality::Of(reference)) = (ballot.position(), other) else { return None };
        Some(Compared { id: ballot.id, day, vote, reference })
    };
    ballots.iter().filter_map(one).collect()
}

/// The roll calls in which two members took a position.
#[must_use]
pub fn compared_pair(record: &Record, ids: &[RollCallId], a: MemberId, b: MemberId) -> Vec<Compared> {
    const PLACES: [Vote; 3] = [Vote::Yes, Vote::Abstain, Vote::No];
    let lines = Lines::new(record.members());
    let one = |id: &RollCallId| {
        let (vote, reference) = (position_in(record, &lines, *id, a)?, position_in(record, &lines, *id, b)?);
        let day = record.roll_call(*id).date?;
        Some(Compared { id: *id, day, vote: PLACES[vote], reference: PLACES[reference] })
    };
    ids.iter().filter_map(one).collect()
}

/// Agreement counted over roll calls.
#[must_use]
pub fn agreement<'c>(compared: impl IntoIterator<Item = &'c Compared>) -> Counted {
    let mut counted = Counted::default();
    for one in compared {
        counted.of += 1;
        counted.hits += u32::from(one.agrees());
    }
    counted
}

/// The roll calls of some years.
pub fn within(compared: &[Compared], first: i16, last: i16) -> impl Iterator<Item = &Compared> + Clone {
    compared.iter().filter(move |one| (first..=last).contains(&one.day.year()))
}

/// Agreement by calendar year, the years with a vote in order.
#[must_use]
pub fn by_year(compared: &[Compared]) -> Vec<(i16, Counted)> {
    let mut years: BTreeMap<i16, Vec<&Compared>> = BTreeMap::new();
    for one in compared {
        years.entry(one.day.year()).or_default().push(one);
    }
    years.into_iter().map(|(year, votes)| (year, agreement(votes))).collect()
}

/// A year in which agreement changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// The first year after the change.
    pub year: i16,
    /// The first year of the time before, which begins at the turn before it.
    pub first: i16,
    /// The last year of the time after, which ends before the next turn.
    pub last: i16,
    /// Agreement in the time before.
    pub before: Counted,
    /// Agreement in the time after.
    pub after: Counted,
    /// Agreement in the last year before it with a vote.
    pub year_before: Counted,
    /// Agreement in the year itself.
    pub in_year: Counted,
    /// How often chance gives as much, by permuted days.
    pub p: f64,
    /// The same by permuted years.
    pub p_of_years: f64,
}

impl Turn {
    /// Whether agreement fell.
    #[must_use]
    pub fn is_fall(&self) -> bool {
        self.after.share() < self.before.share()
    }
}

/// The years in which agreement changed beyond chance.
#[must_use]
pub fn turns(compared: &[Compared], seed: u64) -> Vec<Turn> {
    let years = by_year(compared);
    let days: Vec<Vec<Cluster>> = years.iter().map(|(year, _)| clusters(within(compared, *year, *year))).collect();
    let sum = |from: usize, to: usize| {
        let sum = |sum: Counted, one: &(i16, Counted)| Counted {
            hits: sum.hits + one.1.hits,
            of: sum.of + one.1.of,
            ties: 0,
        };
        years[from..to].iter().fold(Counted::default(), sum)
    };
    let turn = |point: changepoint::Point| Turn {
        year: years[point.at].0,
        first: years[point.from].0,
        last: years[point.to - 1].0,
        before: sum(point.from, point.at),
        after: sum(point.at, point.to),
        year_before: years[point.at - 1].1,
        in_year: years[point.at].1,
        p: point.p,
        p_of_years: point.p_of_years,
    };
    changepoint::points(&days, LEVEL, seed).into_iter().map(turn).collect()
}

/// The votes of each day together.
fn clusters<'c>(compared: impl IntoIterator<Item = &'c Compared>) -> Vec<Cluster> {
    let mut days: BTreeMap<Date, Cluster> = BTreeMap::new();
    for one in compared {
        let day = days.entry(one.day).or_default();
        day.votes += 1;
        day.hits += u32::from(one.agrees());
    }
    days.into_values().collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        analysis::{agreement, history::ballots},
        members::Members,
        record::{Body, RecordBuilder, Roll, RollCall},
    };

    /// In each year ten days of two roll calls on the topic: the United States votes as France on so many of the ten.
    pub fn record(years: &[(i16, &str, usize)]) -> Record {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let member = |code: &str| Members::embedded().by_code(code).unwrap();
        for (year, topic, same) in years {
            for (day, part) in (0..10).flat_map(|day| [(day, 0), (day, 1)]) {
                let mut roll = Roll::default();
                for code in ["FRA", "DEU", "GBR", "CUB"] {
                    roll.enter(member(code), Vote::Yes);
                }
                roll.enter(member("USA"), if day < *same { Vote::Yes } else { Vote::No });
                let mut roll_call = RollCall::new(Body::GeneralAssembly);
                roll_call.date = Date::new(*year, 12, day as i8 + 1).ok();
                roll_call.subjects = builder.text(topic);
                roll_call.resolution = builder.text(&format!("A/RES/{year}/{day}{part}"));
                builder.push(roll_call, roll);
            }
        }
        builder.finish()
    }

    pub fn member(record: &Record, code: &str) -> MemberId {
        record.members().by_code(code).unwrap()
    }

    const YEARS: [(i16, &str, usize); 6] = [
        (2020, "PEACE", 7),
        (2021, "PEACE", 7),
        (2022, "PEACE", 6),
        (2023, "PEACE", 7),
        (2024, "PEACE", 1),
        (2025, "PEACE", 2),
    ];

    #[test]
    fn a_turn_has_its_years_and_shares() {
        let record = record(&YEARS);
        let ids: Vec<_> = record.ids().collect();
        let compared = compared_pair(&record, &ids, member(&record, "USA"), member(&record, "FRA"));
        let turns = turns(&compared, 1);
        let [turn] = turns[..] else { panic!("{turns:?}") };
        assert_eq!((turn.first, turn.year, turn.last), (2020, 2024, 2025));
        // 2 x (7 + 7 + 6 + 7) of 80 before, 2 x (1 + 2) of 40 after.
        assert_eq!((turn.before.hits, turn.before.of, turn.after.hits, turn.after.of), (54, 80, 6, 40));
        assert_eq!((turn.year_before.hits, turn.in_year.hits), (14, 2));
        assert!(turn.is_fall() && turn.p < LEVEL);
    }

    #[test]
    fn a_member_a_list_of_it_and_the_majority_are_compared_alike() {
        let record = record(&YEARS);
        let ids: Vec<_> = record.ids().collect();
        let (usa, fra) = (member(&record, "USA"), member(&record, "FRA"));
        let pair = compared_pair(&record, &ids, usa, fra);
        let list = record.members().list("France").unwrap();
        let ballots = ballots(&record, &ids, usa, Some(&list));
        assert_eq!(compared(&record, &ballots, true), pair);
        // France, Germany, the United Kingdom and Cuba vote alike here.
        assert_eq!(compared(&record, &ballots, false), pair);
        let by_positions = agreement::by_year(&record, &ids, usa, fra);
        let told: Vec<_> = by_positions.iter().map(|(year, table)| (*year, table.identical(), table.votes())).collect();
        assert_eq!(by_year(&pair).iter().map(|(year, sum)| (*year, sum.hits, sum.of)).collect::<Vec<_>>(), told);
    }
}
