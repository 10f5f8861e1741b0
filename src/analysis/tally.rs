//! How a vote went: the numbers, the majority that was needed and reached, and the same by groups of members.

use super::counted::Counted;
use crate::members::{Group, MemberId, MemberSet, Members, REGIONS};
use crate::record::majority::Majority;
use crate::record::{Date, Numbers, Outcome, Record, Roll, RollCallId, Stated, Tally};

/// The members of one group on a day, or those that are in none of the groups asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Code of the group; empty for members in none of them.
    pub code: &'static str,
    /// Name of the group, `other members` for those in none.
    pub name: &'static str,
    /// The members of the group on the day.
    pub members: MemberSet,
}

/// Some members by these groups as they are on a day, and last those that are in none of the groups; a member of
/// several groups is in each.
pub fn parts(members: &Members, all: MemberSet, groups: &[&str], day: Date) -> Vec<Part> {
    let groups = groups.iter().filter_map(|name| members.group(name));
    let of_group = |group: &Group| Part { code: group.code, name: group.name, members: group.members_on(day) & all };
    let mut parts: Vec<Part> = groups.map(of_group).collect();
    let rest = parts.iter().fold(all, |rest, part| rest - part.members);
    parts.push(Part { code: "", name: "other members", members: rest });
    parts
}

/// The regional groups with their members on a day, and the lines of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regions(Vec<Part>);

impl Regions {
    /// The regional groups on a day; without members where the day is not known.
    pub fn on(members: &Members, day: Option<Date>) -> Self {
        let everybody = MemberSet::of_words([u64::MAX; 4]);
        let with_lines = |part: Part| Part { members: part.members | members.lines_of(part.members, day), ..part };
        Self(day.map_or_else(Vec::new, |day| {
            parts(members, everybody, &REGIONS, day).into_iter().map(with_lines).collect()
        }))
    }

    /// The code of the regional group of a member; empty where it belongs to none.
    pub fn of(&self, member: MemberId) -> &'static str {
        self.0.iter().find(|part| part.members.contains(member)).map_or("", |part| part.code)
    }
}

/// How a vote went: the numbers, the majority, the outcome and the vetoes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TallyResult {
    /// The roll call whose result it is.
    pub id: RollCallId,
    /// The numbers, as far as they are known; none where there was no vote.
    pub numbers: Numbers,
    /// The votes cast, where yes, no and abstentions of the whole body are known.
    pub tally: Option<Tally>,
    /// Whether the numbers were counted from members' votes, not only stated.
    pub counted: bool,
    /// What the source states, where it differs from the count.
    pub differs: Option<Stated>,
    /// The majority needed.
    pub majority: Majority,
    /// Affirmative votes needed.
    pub needed: u16,
    /// Affirmative votes beyond those needed, negative where votes were missing; `None` where the numbers are not known, or
    /// which majority was needed.
    pub margin: Option<i32>,
    /// Share (0 to 1) in favour of those present and voting; `None` when nobody was.
    pub in_favour: Option<f64>,
    /// Whether two thirds of those present and voting were in favour.
    pub two_thirds: bool,
    /// Whether it was adopted, as far as that is known.
    pub outcome: Option<Outcome>,
    /// Permanent members whose vote against was a veto.
    pub vetoes: MemberSet,
    /// Permanent members that voted against although it was no veto.
    pub permanent_against: MemberSet,
}

/// The tally of one group of members in a roll call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupTally {
    /// The group with its members of the day whose votes are known.
    pub part: Part,
    /// The votes of the group.
    pub tally: Tally,
}

/// The result of a roll call.
pub fn result(record: &Record, id: RollCallId) -> TallyResult {
    let (roll_call, roll) = (record.roll_call(id), record.roll(id));
    let (majority, numbers, vetoes) = (record.majority(id), record.numbers(id), record.vetoes(id));
    let counted = roll_call.is_vote() && record.is_complete(id);
    let tally = numbers.cast();
    let known = tally.unwrap_or_default();
    TallyResult {
        id,
        numbers,
        tally,
        counted,
        differs: (counted && roll_call.stated.differs_from(known)).then_some(roll_call.stated),
        majority,
        needed: majority.needed(known),
        margin: record.margin(id),
        in_favour: Counted::new(known.yes, known.present_and_voting()).share(),
        two_thirds: Majority::TwoThirds.reached(known),
        outcome: record.outcome(id),
        vetoes,
        permanent_against: (roll.no & record.members().permanent()) - vetoes,
    }
}

/// The tally of each of these groups as they were on the day of the vote, and of all members in none of them, as far as
/// the roll names them: that of the roll call, or a part of it. Groups without a member in the roll are left out; the
/// date decides who belongs, so a roll call without one has no groups.
pub fn by_group(record: &Record, id: RollCallId, roll: &Roll, groups: &[&str]) -> Vec<GroupTally> {
    let Some(date) = record.roll_call(id).date else { return Vec::new() };
    let mut parts = parts(record.members(), roll.known(), groups, date);
    parts.retain(|part| !part.members.is_empty());
    parts.into_iter().map(|part| GroupTally { part, tally: roll.within(part.members).tally() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{Body, RecordBuilder, RollCall, Session, Vote},
    };

    fn record(body: Body, votes: &[(&str, Vote)], change: impl Fn(&mut RollCall)) -> Record {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let mut roll = Roll::default();
        for (code, vote) in votes {
            roll.enter(builder.members().by_code(code).unwrap(), *vote);
        }
        let mut roll_call = RollCall::new(body);
        roll_call.date = "2025-02-24".parse().ok();
        change(&mut roll_call);
        builder.push(roll_call, roll);
        builder.finish()
    }

    fn only(record: &Record) -> TallyResult {
        result(record, record.ids().next().unwrap())
    }

    #[test]
    fn the_parts_of_a_tally_by_region_sum_to_the_whole() {
        let votes =
            [("FRA", Vote::Yes), ("USA", Vote::No), ("KEN", Vote::Abstain), ("POL", Vote::Yes), ("CUB", Vote::No)];
        let record = record(Body::GeneralAssembly, &votes, |_| {});
        let id = record.ids().next().unwrap();
        let groups = by_group(&record, id, record.roll(id), &REGIONS);
        let codes: Vec<_> = groups.iter().map(|group| (group.part.code, group.tally.members())).collect();
        assert_eq!(codes, [("AFR", 1), ("EEG", 1), ("GRULAC", 1), ("WEOG", 2)]);
    }

    #[test]
    fn members_of_no_group_asked_for_are_counted_together() {
        let votes = [("FRA", Vote::Yes), ("USA", Vote::No), ("KEN", Vote::Abstain)];
        let record = record(Body::GeneralAssembly, &votes, |_| {});
        let id = record.ids().next().unwrap();
        let groups = by_group(&record, id, record.roll(id), &["EU"]);
        let codes: Vec<_> = groups.iter().map(|group| (group.part.code, group.tally.members())).collect();
        assert_eq!(codes, [("EU", 1), ("", 2)]);
    }

    #[test]
    fn the_margin_counts_from_the_majority_needed() {
        // Two in favour, one against: 2 of 3 needed in an emergency special session, none to spare.
        let votes = [("FRA", Vote::Yes), ("DEU", Vote::Yes), ("USA", Vote::No), ("KEN", Vote::Abstain)];
        let record = record(Body::GeneralAssembly, &votes, |roll_call| {
            roll_call.session = Some(Session::EmergencySpecial(11));
        });
        let result = only(&record);
        assert_eq!((result.needed, result.margin, result.two_thirds), (2, Some(0), true));
        assert_eq!(result.outcome, Some(Outcome::Adopted));
    }

    #[test]
    fn a_stated_total_that_differs_is_kept_beside_the_count() {
        let record = record(Body::GeneralAssembly, &[("FRA", Vote::Yes)], |roll_call| roll_call.stated.yes = Some(2));
        let result = only(&record);
        assert_eq!(result.numbers.yes, Some(1));
        assert_eq!(result.differs.and_then(|stated| stated.yes), Some(2));
    }

    #[test]
    fn a_permanent_members_no_on_a_procedural_matter_is_named_but_no_veto() {
        let votes = [("RUS", Vote::No), ("USA", Vote::Yes)];
        let record = record(Body::SecurityCouncil, &votes, |roll_call| {
            roll_call.procedural = Some(true);
            roll_call.outcome = Some(Outcome::Adopted);
        });
        let result = only(&record);
        assert!(result.vetoes.is_empty());
        assert_eq!(result.permanent_against.len(), 1);
    }
}
