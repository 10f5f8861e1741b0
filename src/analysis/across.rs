//! One member's votes on a question through the years, with years of equal votes together.

use super::grouped::grouped;
use crate::members::{MemberId, MemberList};
use crate::record::{Date, Position, Record, RollCallId};

/// Neighbouring years, among those with a roll call, in which a member took the same position; a year in which it took
/// different positions in several roll calls is alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The years with a roll call, in order.
    pub years: Vec<i16>,
    /// How often the member took each position; one entry except in a year of different votes.
    pub positions: Vec<(Position, u32)>,
}

impl Run {
    /// The position throughout, if it was always the same.
    pub fn position(&self) -> Option<Position> {
        if let [(position, _)] = self.positions[..] { Some(position) } else { None }
    }

    /// Number of roll calls.
    pub fn roll_calls(&self) -> u32 {
        self.positions.iter().map(|(_, count)| count).sum()
    }

    /// The first and the last year.
    pub fn span(&self) -> Option<(i16, i16)> {
        Some((*self.years.first()?, *self.years.last()?))
    }

    /// The years between the first and the last without a roll call.
    pub fn years_without(&self) -> Vec<i16> {
        let (first, last) = self.span().unwrap_or((1, 0));
        (first..=last).filter(|year| !self.years.contains(year)).collect()
    }
}

/// Where a member stood in a roll call, by the member that held its seat on the day.
pub(crate) fn position(record: &Record, id: RollCallId, member: MemberId) -> Position {
    record.position_of(id, member)
}

/// The members of these lists, each once, in their order. A group has the members of the last of these roll calls.
pub(crate) fn members_of(record: &Record, ids: &[RollCallId], lists: &[MemberList]) -> Vec<MemberId> {
    let day = ids.last().and_then(|id| record.roll_call(*id).date).unwrap_or(Date::MAX);
    let mut members = Vec::new();
    for list in lists {
        let of_group = || list.lines_on(record.members(), Some(day)).iter().collect();
        let lines = |member: MemberId| -> Vec<MemberId> {
            let lines = record.members().in_lines(member).into_iter();
            lines.filter(|(_, days)| !record.within(ids, *days).is_empty()).map(|(line, _)| line).collect()
        };
        let listed: Vec<MemberId> = list.only_member().map_or_else(of_group, lines);
        let new: Vec<MemberId> = listed.into_iter().filter(|member| !members.contains(member)).collect();
        members.extend(new);
    }
    members
}

/// The runs of a member over these roll calls, by calendar year of the vote; roll calls without a day are left out.
pub fn runs(record: &Record, ids: &[RollCallId], member: MemberId) -> Vec<Run> {
    let by_year = grouped(ids.iter().copied(), |id| record.year(id));
    let mut runs: Vec<Run> = Vec::new();
    for (year, ids) in by_year {
        let mut positions: Vec<(Position, u32)> = Vec::new();
        for position in ids.into_iter().map(|id| position(record, id, member)) {
            match positions.iter_mut().find(|(known, _)| *known == position) {
                Some((_, count)) => *count += 1,
                None => positions.push((position, 1)),
            }
        }
        match (runs.last_mut(), positions.as_slice()) {
            (Some(run), [(position, count)]) if run.position() == Some(*position) => {
                run.years.push(year);
                run.positions[0].1 += count;
            }
            _ => runs.push(Run { years: vec![year], positions }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{Body, RecordBuilder, Roll, RollCall, Vote},
    };

    #[test]
    fn equal_votes_of_neighbouring_years_are_one_run_and_a_divided_year_is_its_own() {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let member = builder.members().by_code("USA").unwrap();
        for (date, vote) in [
            ("1992-11-24", Some(Vote::No)),
            ("1994-11-03", Some(Vote::No)),
            ("2016-10-26", Some(Vote::Abstain)),
            ("2017-11-01", Some(Vote::No)),
            ("2017-11-02", Some(Vote::Yes)),
            ("2018-11-01", Some(Vote::No)),
            ("2019-11-01", None),
        ] {
            let mut roll = Roll::default();
            if let Some(vote) = vote {
                roll.enter(member, vote);
            }
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.date = date.parse().ok();
            builder.push(roll_call, roll);
        }
        let record = builder.finish();
        let runs = runs(&record, &record.ids().collect::<Vec<_>>(), member);
        let spans: Vec<_> = runs.iter().filter_map(Run::span).collect();
        assert_eq!(spans, [(1992, 1994), (2016, 2016), (2017, 2017), (2018, 2018), (2019, 2019)]);
        assert_eq!((runs[0].roll_calls(), runs[0].years_without()), (2, vec![1993]));
        assert_eq!(runs[2].positions, [(Position::Voted(Vote::No), 1), (Position::Voted(Vote::Yes), 1)]);
        assert_eq!(runs[4].position(), Some(Position::NotMember));
    }
}
