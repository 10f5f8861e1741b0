//! Voting coincidence including consensus: resolutions adopted without a vote count as votes in which both agreed, as
//! far as the other takes part in votes. Roll calls are not selected here.
//!
//! US Department of State, *Voting Practices in the United Nations*, "Format and Methodology" (to 2017): the report
//! credits to each country a portion of the consensus resolutions, by its participation, that is the number of yes, no
//! and abstentions it cast in the plenary divided by the number of recorded plenary votes. The other's participation
//! decides, so the measure is not the same from both sides.

use crate::members::order::distinct;
use std::collections::BTreeMap;

use super::positions::Positions;
use crate::analysis::counted::Counted;
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Body, Class, Date, Matter, Modality, Record, RollCallId, Symbol};

/// What two members joined in without a vote, and how much the second of them took part in votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Resolutions adopted without a vote while both were members.
    pub resolutions: u32,
    /// Votes that the second cast (yes, no or abstaining), of the recorded votes while it was a member, those left out
    /// of which its vote is not known.
    pub took_part: Counted,
}

impl Joined {
    /// The share (0 to 1) of recorded votes in which the second took part; none without one.
    pub fn participation(&self) -> Option<f64> {
        self.took_part.share()
    }

    /// (identical + c p) / (identical + opposite + c p), of votes in which both voted yes or no, with c resolutions
    /// adopted without a vote and p the second's participation. None where the record holds no such resolution, for
    /// there is no Assembly without one; and where the denominator is 0.
    pub fn coincidence(&self, positions: &Positions) -> Option<f64> {
        let credited = f64::from(self.resolutions) * self.participation()?;
        let whole = f64::from(positions.both_voted()) + credited;
        (self.resolutions > 0 && whole > 0.0).then(|| (f64::from(positions.identical_votes()) + credited) / whole)
    }
}

/// Resolutions adopted without a vote, and everybody's participation, over a set of roll calls.
#[derive(Clone, Debug)]
pub struct Consensus {
    /// Who was a member of the first side, who of the second, and in how many resolutions without a vote.
    adopted: BTreeMap<[MemberSet; 2], u32>,
    /// Of each line, the votes that it cast of those in which it could.
    took_part: Vec<Counted>,
    /// Whether there is a calendar year of the votes for which the record holds no resolution without a vote.
    lacking: bool,
}

impl Consensus {
    /// The consensus in these roll calls between the members of two lists on the day: a group's members while they
    /// were in it. A side without a list is everybody.
    pub fn of(record: &Record, ids: &[RollCallId], sides: [Option<&MemberList>; 2]) -> Self {
        let took_part = vec![Counted::default(); MemberSet::CAPACITY];
        let mut consensus = Self { adopted: BTreeMap::new(), took_part, lacking: lacks_a_year(record, ids) };
        for &id in ids {
            let date = record.roll_call(id).date;
            if is_consensus(record, id) {
                let members = record.members();
                let seated = members.seated(date.unwrap_or(Date::MAX));
                let all = members.lines_of(seated, date);
                let of_list = |list: &MemberList| list.lines_on(members, date) & (all | seated);
                let of_side = |list: Option<&MemberList>| list.map_or(all, of_list);
                *consensus.adopted.entry(sides.map(of_side)).or_default() += 1;
            } else if record.roll_call(id).is_vote() {
                let roll = record.lines_of(id, sides[1]);
                let cast = roll.yes | roll.no | roll.abstain;
                roll.known().iter().for_each(|member| consensus.took_part[member.index()].count(cast.contains(member)));
            }
        }
        consensus
    }

    /// What two lines joined in; the participation is the second's. It is nothing where the record lacks the
    /// resolutions without a vote of a calendar year of the votes: those of other years would stand for them.
    pub fn joined(&self, first: MemberId, second: MemberId) -> Joined {
        let both = |sides: &&[MemberSet; 2]| sides[0].contains(first) && sides[1].contains(second);
        let adopted = self.adopted.iter().filter(|(sides, _)| !self.lacking && both(sides));
        Joined { resolutions: adopted.map(|(_, count)| count).sum(), took_part: self.took_part[second.index()] }
    }
}

/// Whether the record holds no resolution without a vote of one of the calendar years in which these votes were.
fn lacks_a_year(record: &Record, ids: &[RollCallId]) -> bool {
    let votes = ids.iter().filter(|id| record.roll_call(**id).is_vote());
    let mut years = distinct(votes.filter_map(|id| record.year(*id)));
    for id in record.ids() {
        let at = record.year(id).and_then(|year| years.iter().position(|one| *one == year));
        if let Some(at) = at.filter(|_| is_consensus(record, id)) {
            years.swap_remove(at);
        }
    }
    !years.is_empty()
}

/// Whether it is a resolution of the Assembly that was adopted without a vote; decisions are not resolutions.
fn is_consensus(record: &Record, id: RollCallId) -> bool {
    let one = record.roll_call(id);
    let symbol = || record.text(one.resolution).parse::<Symbol>();
    let is_decision = |symbol: Symbol| matches!(symbol.class(), Class::Assembly { decision: true, .. });
    let kind = (one.modality, one.body, one.matter);
    kind == (Modality::WithoutVote, Body::GeneralAssembly, Matter::WholeText) && !symbol().is_ok_and(is_decision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{RecordBuilder, Roll, RollCall, Vote},
    };

    fn positions(identical: u32, opposite: u32) -> Positions {
        let mut positions = Positions::default();
        positions.add(0, 0, identical);
        positions.add(0, 2, opposite);
        positions
    }

    #[test]
    fn a_portion_of_the_consensus_resolutions_is_credited() {
        // The 63rd session (report for 2008): 192 consensus resolutions, 97 recorded votes. With 10 identical votes, 60
        // opposite ones and 90 votes cast: p = 90/97, c p = 178.144330, so 188.144330 / 248.144330 = 0.758205.
        let joined = Joined { resolutions: 192, took_part: Counted { hits: 90, of: 97 } };
        let value = joined.coincidence(&positions(10, 60)).unwrap();
        assert!((value - 0.758_205).abs() < 5e-7, "{value}");
        // Abstentions count for participation only.
        let mut more = positions(10, 60);
        more.add(1, 0, 12);
        assert_eq!(joined.coincidence(&more), Some(value));
        // One that never voted is credited with nothing.
        let absent = Joined { took_part: Counted { hits: 0, of: 97 }, ..joined };
        assert_eq!(absent.coincidence(&positions(0, 0)), None);
    }

    #[test]
    fn without_consensus_resolutions_or_votes_there_is_no_value() {
        assert_eq!(
            Joined { resolutions: 0, took_part: Counted { hits: 90, of: 97 } }.coincidence(&positions(10, 60)),
            None
        );
        assert_eq!(
            Joined { resolutions: 192, took_part: Counted { hits: 0, of: 0 } }.coincidence(&positions(10, 60)),
            None
        );
    }

    const fn voted(_: &mut RollCall) {}
    const fn without(one: &mut RollCall) {
        one.modality = Modality::WithoutVote;
    }
    const fn amendment(one: &mut RollCall) {
        one.modality = Modality::WithoutVote;
        one.matter = Matter::Amendment;
    }

    /// Four recorded votes in 2011 (two before South Sudan was admitted on 14 July), and six resolutions without a vote
    /// (four before); one of the Council, one decision and one amendment are none.
    fn record() -> Record {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let mut push = |symbol: &str, day: &str, change: fn(&mut RollCall), votes: &[(&str, Vote)]| {
            let council = symbol.starts_with('S');
            let mut one = RollCall::new(if council { Body::SecurityCouncil } else { Body::GeneralAssembly });
            one.resolution = builder.symbols(symbol).0;
            one.date = day.parse().ok();
            change(&mut one);
            let mut roll = Roll::default();
            for (code, vote) in votes {
                roll.enter(builder.members().by_code(code).unwrap(), *vote);
            }
            builder.push(one, roll);
        };
        let (yes, no, absent) = (Vote::Yes, Vote::No, Vote::NonVoting);
        push("A/RES/65/301", "2011-03-01", voted, &[("USA", yes), ("RUS", no)]);
        push("A/RES/65/302", "2011-03-01", voted, &[("USA", yes), ("RUS", absent)]);
        push("A/RES/66/301", "2011-12-01", voted, &[("USA", yes), ("RUS", Vote::Abstain), ("SSD", yes)]);
        push("A/RES/66/302", "2011-12-01", voted, &[("USA", no), ("RUS", no), ("SSD", absent)]);
        for symbol in ["A/RES/65/1", "A/RES/65/2", "A/RES/65/3", "A/RES/65/4"] {
            push(symbol, "2011-04-01", without, &[]);
        }
        push("A/RES/66/1", "2011-12-02", without, &[]);
        push("A/RES/66/2", "2011-12-02", without, &[]);
        push("A/DEC/66/501", "2011-12-02", without, &[]);
        push("S/RES/1990(2011)", "2011-12-02", without, &[]);
        push("A/RES/66/3", "2011-12-02", amendment, &[]);
        builder.finish()
    }

    #[test]
    fn consensus_and_participation_are_those_of_the_time_of_membership() {
        let record = record();
        let ids = record.ids().collect::<Vec<_>>();
        let member = |code: &str| record.members().by_code(code).unwrap();
        let consensus = Consensus::of(&record, &ids, [None; 2]);
        let joined = |a: &str, b: &str| consensus.joined(member(a), member(b));
        assert_eq!(joined("USA", "RUS"), Joined { resolutions: 6, took_part: Counted { hits: 3, of: 4 } });
        assert_eq!(joined("RUS", "USA"), Joined { resolutions: 6, took_part: Counted { hits: 4, of: 4 } });
        assert_eq!(joined("USA", "SSD"), Joined { resolutions: 2, took_part: Counted { hits: 1, of: 2 } });
        assert_eq!(joined("SSD", "USA"), Joined { resolutions: 2, took_part: Counted { hits: 4, of: 4 } });
    }

    #[test]
    fn resolutions_of_one_year_do_not_stand_for_those_of_another() {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for (day, modality) in [
            ("2010-12-01", Modality::Recorded),
            ("2011-12-01", Modality::Recorded),
            ("2011-12-02", Modality::WithoutVote),
        ] {
            let mut one = RollCall::new(Body::GeneralAssembly);
            (one.date, one.modality) = (day.parse().ok(), modality);
            let mut roll = Roll::default();
            if one.is_vote() {
                ["USA", "RUS"].iter().filter_map(|code| builder.members().by_code(code)).for_each(|member| {
                    roll.enter(member, Vote::Yes);
                });
            }
            builder.push(one, roll);
        }
        let record = builder.finish();
        let ids = record.ids().collect::<Vec<_>>();
        let member = |code: &str| record.members().by_code(code).unwrap();
        let resolutions = |ids: &[RollCallId]| {
            Consensus::of(&record, ids, [None; 2]).joined(member("USA"), member("RUS")).resolutions
        };
        assert_eq!((resolutions(&ids), resolutions(&ids[1..])), (0, 1));
    }
}
