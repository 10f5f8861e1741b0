//! Groups of members with dated membership, as the tables in `data/` state them. What a group means is its own
//! matter: here it is who belongs to it when.

use super::member::Period;
use super::members::rows;
use super::names::fold;
use super::{Date, MemberId, MemberSet, Members};

const GROUPS: &str = include_str!("../../data/groups.csv");
const MEMBERSHIPS: &str = include_str!("../../data/group_members.csv");

/// One member's time in a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Membership {
    /// The member.
    pub member: MemberId,
    /// From when to when.
    pub period: Period,
    /// Whether it was suspended in this time; it is then listed a second time, as a member.
    pub suspended: bool,
    /// What is not certain of the date, or particular to this membership.
    pub note: &'static str,
}

/// A group of members.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The code: EU, AFR, G77.
    pub code: &'static str,
    /// The name.
    pub name: &'static str,
    /// Other names.
    pub aliases: Vec<&'static str>,
    /// Who belongs to it when, ordered by member.
    pub memberships: Vec<Membership>,
    /// What it leaves out, and other things to know.
    pub note: &'static str,
    /// Where the memberships are published.
    pub source: &'static str,
}

impl Group {
    /// The members on a day, suspended ones included.
    #[must_use]
    pub fn members_on(&self, day: Date) -> MemberSet {
        self.on(day, false)
    }

    /// The members that were suspended on a day.
    #[must_use]
    pub fn suspended_on(&self, day: Date) -> MemberSet {
        self.on(day, true)
    }

    fn on(&self, day: Date, suspended: bool) -> MemberSet {
        let rows = self.memberships.iter().filter(|row| row.suspended == suspended && row.period.contains(day));
        rows.map(|row| row.member).collect()
    }

    /// Whether a code or name is its own.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let folded = fold(name);
        self.written_names().any(|own| fold(own) == folded)
    }

    pub(super) fn written_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.code, self.name].into_iter().chain(self.aliases.clone())
    }

    /// The groups that are compiled in.
    pub(super) fn embedded(members: &Members) -> Vec<Self> {
        let mut groups: Vec<Self> = rows(GROUPS).filter_map(Self::parse).collect();
        for (code, membership) in rows(MEMBERSHIPS).flat_map(|row| parse_membership(row, members)) {
            if let Some(group) = groups.iter_mut().find(|group| group.code == code) {
                group.memberships.push(membership);
            }
        }
        for group in &mut groups {
            group.memberships.sort_by_key(|row| (row.member, row.period.from, row.suspended));
        }
        groups
    }

    /// Reads a row of `groups.csv`, which quotes nothing.
    fn parse(row: &'static str) -> Option<Self> {
        let cells: Vec<&'static str> = row.split(',').collect();
        let &[code, name, aliases, note, source] = cells.as_slice() else { return None };
        let aliases = aliases.split('|').filter(|alias| !alias.is_empty()).collect();
        Some(Self { code, name, aliases, memberships: Vec::new(), note, source })
    }
}

/// Reads a row of `group_members.csv`: one membership, or one for each of the member's own periods if it has no dates.
fn parse_membership(row: &'static str, members: &Members) -> Vec<(&'static str, Membership)> {
    let cells: Vec<&'static str> = row.split(',').collect();
    let &[group, code, from, until, standing, note] = cells.as_slice() else { return Vec::new() };
    let Some(member) = members.by_code(code) else { return Vec::new() };
    let periods = if from.is_empty() && until.is_empty() {
        members.get(member).periods.clone()
    } else {
        Period::parse(from, until).into_iter().collect()
    };
    let suspended = standing == "suspended";
    periods.into_iter().map(|period| (group, Membership { member, period, suspended, note })).collect()
}
