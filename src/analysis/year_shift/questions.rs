//! The questions of two years: which were put in both, and which in one only. How roll calls are linked: see [`Links`].

use std::collections::BTreeMap;

use crate::analysis::{grouped::grouped, series::Links};
use crate::record::{Record, RollCallId};

/// The roll calls of two years, the earlier year first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// All of each year, in the order given.
    pub ids: [Vec<RollCallId>; 2],
    /// The questions put in both years: the last vote of each year, by the order of the later one. Years between do not
    /// part them.
    pub pairs: Vec<(RollCallId, RollCallId)>,
    /// The other roll calls of each year, with the reason why they have no partner.
    pub single: [Vec<(RollCallId, Single)>; 2],
}

/// Why a roll call has no partner in the other year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Single {
    /// Its question was not put to a vote in the other year, as far as the links tell.
    OneYear,
    /// Its question was put to a vote in the other year, in a roll call that is not among those given.
    Outside,
    /// Its question was put to a vote once more in the same year, and that vote counts.
    Again,
}

impl Single {
    /// The word of the machine formats.
    pub const fn word(self) -> &'static str {
        ["one year", "outside", "again"][self as usize]
    }
}

/// Why there is no vote of a year to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoVotes {
    /// The year.
    pub year: i16,
    /// Whether there are votes of the year, but of none is known how the members voted.
    pub unknown: bool,
    /// The years of which there are votes.
    pub years: Vec<i16>,
}

/// The roll calls of a year of which members' votes are known.
///
/// # Errors
/// When there are none.
pub(crate) fn of_year(record: &Record, ids: &[RollCallId], year: i16) -> Result<Vec<RollCallId>, NoVotes> {
    let known = ids.iter().copied().filter(|id| !record.roll(*id).known().is_empty());
    let mut years = grouped(known, |id| record.year(id));
    years.remove(&year).ok_or_else(|| NoVotes {
        year,
        unknown: ids.iter().any(|id| record.year(*id) == Some(year)),
        years: years.into_keys().collect(),
    })
}

/// Tells the questions put in both years from those of one. The roll calls of each year are given by day.
pub fn questions(record: &Record, ids: [Vec<RollCallId>; 2], years: [i16; 2], links: &Links) -> Questions {
    let first = |id: RollCallId| std::iter::successors(Some(id), |id| links.predecessor(*id)).last().unwrap_or(id);
    // A later vote of a year on the same question takes the place of the earlier.
    let last: [BTreeMap<RollCallId, RollCallId>; 2] =
        ids.each_ref().map(|ids| ids.iter().map(|id| (first(*id), *id)).collect());
    let in_both = |id: &RollCallId| {
        let question = first(*id);
        Some((*last[0].get(&question)?, *last[1].get(&question)?))
    };
    let pairs: Vec<(RollCallId, RollCallId)> =
        ids[1].iter().filter_map(|id| in_both(id).filter(|pair| pair.1 == *id)).collect();
    let why = |id: RollCallId, other: usize| {
        if in_both(&id).is_some() {
            Single::Again
        } else if links.series(id).into_iter().any(|one| record.year(one) == Some(years[other])) {
            Single::Outside
        } else {
            Single::OneYear
        }
    };
    let rest = |place: usize| {
        let is_single = |id: &&RollCallId| !pairs.iter().any(|pair| [pair.0, pair.1][place] == **id);
        ids[place].iter().filter(is_single).map(|id| (*id, why(*id, 1 - place))).collect()
    };
    Questions { single: [rest(0), rest(1)], pairs, ids }
}
