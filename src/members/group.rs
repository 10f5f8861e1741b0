//! Groups of members with dated membership, as the tables in `data/` state them. What a group means is its own
//! matter: here it is who belongs to it when.

use super::member::{Period, rows};
use super::order::InOrder as _;
use super::{Date, MemberId, MemberSet, names::fold};

const GROUPS: &str = include_str!("../../data/groups.csv");
const MEMBERSHIPS: &str = include_str!("../../data/group_members.csv");

/// The codes of the regional groups of the United Nations, in the order in which they are printed.
pub const REGIONS: [&str; 5] = ["AFR", "APG", "EEG", "GRULAC", "WEOG"];

/// One member's time in a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Membership {
    /// The member.
    pub member: MemberId,
    /// From when to when.
    pub period: Period,
    /// Whether it was suspended in this time; it is then listed a second time, as a member.
    pub suspended: bool,
    /// What is uncertain about the dates, or particular to this membership.
    pub note: &'static str,
}

/// A group of members.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Group {
    /// The code of the group: EU, AFR, G77.
    pub code: &'static str,
    /// The name of the group.
    pub name: &'static str,
    /// Other names of the group.
    pub aliases: Vec<&'static str>,
    /// Who belongs to it when, ordered by member.
    pub memberships: Vec<Membership>,
    /// What the list of members leaves out, and other things to know.
    pub note: &'static str,
    /// Where the memberships are published.
    pub source: &'static str,
}

impl Group {
    /// The members on a day, suspended ones included.
    pub fn members_on(&self, day: Date) -> MemberSet {
        self.on(day, false)
    }

    /// The members that were suspended on a day.
    pub fn suspended_on(&self, day: Date) -> MemberSet {
        self.on(day, true)
    }

    fn on(&self, day: Date, suspended: bool) -> MemberSet {
        let rows = self.memberships.iter().filter(|row| row.suspended == suspended && row.period.contains(day));
        rows.map(|row| row.member).collect()
    }

    /// Whether this code or name is one of the group's.
    pub(super) fn is_called(&self, name: &str) -> bool {
        // `G-77` and `P 5` are G77 and P5.
        let bare = |name: &str| fold(name).replace(' ', "");
        let wanted = bare(name);
        self.written_names().any(|own| bare(own) == wanted)
    }

    pub(super) fn written_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.code, self.name].into_iter().chain(self.aliases.clone())
    }

    /// The groups that are compiled in and whose codes are wanted, with the members that `find` finds by their codes.
    pub(super) fn embedded<'m>(
        is_wanted: impl Fn(&str) -> bool, find: impl Fn(&str) -> Option<(MemberId, &'m [Period])>,
    ) -> Vec<Self> {
        let mut groups: Vec<Self> =
            rows(GROUPS).filter_map(Self::parse).filter(|group| is_wanted(group.code)).collect();
        // The rows of a group stand together.
        let (mut last, mut at) = ("", groups.len());
        for row in rows(MEMBERSHIPS) {
            let Some((code, cells)) = row.split_once(',') else { continue };
            if code != last {
                at = groups.iter().position(|group| group.code == code).unwrap_or(groups.len());
                last = code;
            }
            if let Some(group) = groups.get_mut(at) {
                group.memberships.extend(memberships(cells, &find));
            }
        }
        for group in &mut groups {
            group.memberships.in_order_of(|row| (row.member, row.period.from, row.suspended));
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

/// Reads a row of `group_members.csv` behind its group: one membership, or one for each of the member's own periods if
/// it has no dates.
fn memberships<'m>(cells: &'static str, find: impl Fn(&str) -> Option<(MemberId, &'m [Period])>) -> Vec<Membership> {
    let mut cells = cells.split(',');
    let [code, from, until, standing, note] = std::array::from_fn(|_| cells.next().unwrap_or_default());
    let Some((member, own)) = find(code) else { return Vec::new() };
    let dated = Period::parse(from, until);
    let periods = if from.is_empty() && until.is_empty() { own } else { dated.as_slice() };
    let membership = |period: &Period| Membership { member, period: *period, suspended: standing == "suspended", note };
    periods.iter().map(membership).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::Members;

    fn day(text: &str) -> Date {
        text.parse().expect("a date of the test")
    }

    fn group<'m>(members: &'m Members, code: &str) -> &'m Group {
        members.group(code).unwrap_or_else(|| panic!("no group {code}"))
    }

    #[test]
    fn every_row_of_the_tables_is_read() {
        let members = Members::embedded();
        assert_eq!(members.groups().len(), rows(GROUPS).count());
        for row in rows(MEMBERSHIPS) {
            let (code, cells) = row.split_once(',').unwrap_or_default();
            let read = memberships(cells, |code| members.periods_of(code));
            assert!(!read.is_empty() && members.group(code).is_some(), "{row}");
            assert!(["", "suspended"].contains(&row.split(',').nth(4).unwrap_or("none")), "{row}");
        }
        assert!(!GROUPS.contains('"') && !MEMBERSHIPS.contains('"'), "the tables quote nothing");
        assert!(members.groups().iter().all(|group| !group.source.is_empty()));
    }

    #[test]
    fn groups_have_as_many_members_as_they_publish() {
        let counts = [
            // Regional groups: the list of the General Assembly's department, the United States counted in the last.
            ("AFR", "2025-12-31", 54),
            ("APG", "2025-12-31", 54),
            ("EEG", "2025-12-31", 23),
            ("GRULAC", "2025-12-31", 33),
            ("WEOG", "2025-12-31", 29),
            // Albania, Bulgaria, Byelorussia, Czechoslovakia, the German Democratic Republic, Hungary, Poland, Romania,
            // the Soviet Union, Ukraine, Yugoslavia.
            ("EEG", "1985-01-01", 11),
            // Estonia joined in May 2004: un.mfa.ee; with it the Group had the 23 of today but for Montenegro.
            ("EEG", "2004-04-30", 21),
            ("EEG", "2004-05-01", 22),
            ("P5", "1980-01-01", 5),
            ("P5", "2025-01-01", 5),
            ("EU", "1958-01-01", 6),
            ("EU", "1973-01-01", 9),
            ("EU", "1981-01-01", 10),
            ("EU", "1986-01-01", 12),
            ("EU", "1995-01-01", 15),
            ("EU", "2004-05-01", 25),
            ("EU", "2007-01-01", 27),
            ("EU", "2013-07-01", 28),
            ("EU", "2020-01-31", 28),
            ("EU", "2020-02-01", 27),
            ("NATO", "1950-01-01", 12),
            ("NATO", "2024-03-06", 31),
            ("NATO", "2024-03-07", 32),
            ("BRICS", "2010-12-01", 4),
            ("BRICS", "2011-01-01", 5),
            ("BRICS", "2024-01-01", 9),
            ("BRICS", "2025-02-01", 10),
            ("G7", "2025-01-01", 7),
            // Nineteen states beside the two unions.
            ("G20", "2025-01-01", 19),
            // The list's 134 without Palestine and China; 77 founders with the Republic of Viet-Nam, no UN member.
            ("G77", "1964-06-15", 76),
            ("G77", "2025-01-01", 132),
            // The Belgrade conference of 1961; 121 today with Palestine.
            ("NONALIGNED", "1961-09-06", 25),
            ("NONALIGNED", "2025-01-01", 120),
            // 57 with Palestine.
            ("OIC", "2025-01-01", 56),
            ("LAS", "2025-01-01", 21),
            // 55 and 53 with the Sahrawi Arab Democratic Republic.
            ("AFU", "2025-01-01", 54),
            ("OAU", "2002-07-08", 52),
            ("ASEAN", "1999-05-01", 10),
            ("ASEAN", "2025-10-25", 10),
            ("ASEAN", "2025-10-26", 11),
            ("CIS", "2025-01-01", 9),
            ("NORDIC", "2025-01-01", 5),
            // 15 with Montserrat.
            ("CARICOM", "2025-01-01", 14),
            // 18 with Cook Islands, Niue, French Polynesia and New Caledonia.
            ("PIF", "2025-01-01", 14),
            // Twenty founders, three of which ratified later; 38 with Costa Rica (OECD, 25 May 2021).
            ("OECD", "1961-09-30", 17),
            ("OECD", "1962-03-29", 20),
            ("OECD", "1973-05-29", 24),
            ("OECD", "2010-12-31", 34),
            ("OECD", "2021-05-25", 38),
            // Ten founders; 47 with Montenegro and 46 without Russia (Council of Europe).
            ("COE", "1949-05-05", 10),
            ("COE", "1970-01-01", 17),
            ("COE", "2007-05-11", 47),
            ("COE", "2022-03-16", 46),
            // 35, 55, 56 and 57 with the Holy See (OSCE).
            ("OSCE", "1975-08-01", 34),
            ("OSCE", "2000-11-10", 54),
            ("OSCE", "2006-06-22", 55),
            ("OSCE", "2012-11-21", 56),
            ("MERCOSUR", "2011-01-01", 4),
            ("MERCOSUR", "2024-08-07", 6),
            ("ECOWAS", "1975-05-28", 15),
            ("ECOWAS", "2024-01-01", 15),
            ("ECOWAS", "2025-01-29", 12),
            // 14 with Congo and Seychelles (Irish Times, September 1997), 15 in 2017, 16 with the Comoros.
            ("SADC", "1992-08-17", 10),
            ("SADC", "1997-09-08", 14),
            ("SADC", "2017-08-19", 15),
            ("SADC", "2017-08-20", 16),
            ("SCO", "2017-06-09", 8),
            ("SCO", "2023-07-04", 9),
            ("SCO", "2024-07-04", 10),
            ("GCC", "2025-01-01", 6),
            // 15 in 2018 (174th meeting of the Conference), 12 without Qatar, Ecuador and Angola.
            ("OPEC", "1960-09-14", 5),
            ("OPEC", "2018-06-22", 15),
            ("OPEC", "2025-01-01", 12),
            ("CANZ", "2025-01-01", 3),
            // 47 on 4 June 2017 (UN-OHRLLS), 46 in March 2021 (ITU), 45 and 44 (UN DESA, December 2023 and 2024).
            ("LDC", "1971-11-17", 0),
            ("LDC", "2017-06-04", 47),
            ("LDC", "2021-03-01", 46),
            ("LDC", "2023-12-13", 45),
            ("LDC", "2024-12-13", 44),
            // 38 with Bahrain (UN-OHRLLS).
            ("SIDS", "2020-01-01", 38),
            ("SIDS", "2025-01-01", 37),
            // 54th member on 1 February 2020, 55th and 56th on 25 June 2022 (Commonwealth Secretariat).
            ("COMMONWEALTH", "2020-02-01", 54),
            ("COMMONWEALTH", "2022-06-25", 56),
        ];
        let members = Members::embedded();
        for (code, on, count) in counts {
            assert_eq!(group(&members, code).members_on(day(on)).len(), count, "{code} on {on}");
        }
    }

    #[test]
    fn the_regional_groups_share_out_all_members_of_today() {
        let members = Members::embedded();
        let today = day("2025-12-31");
        let mut grouped = MemberSet::EMPTY;
        for code in ["AFR", "APG", "EEG", "GRULAC", "WEOG"] {
            let set = group(&members, code).members_on(today);
            assert!((grouped & set).is_empty(), "{code}");
            grouped |= set;
        }
        assert_eq!(grouped, members.seated(today));
    }

    #[test]
    fn a_suspended_member_is_still_listed() {
        let members = Members::embedded();
        let arab = group(&members, "Arab League");
        let syria = members.by_code("SYR").expect("Syria");
        assert!(arab.suspended_on(day("2015-01-01")).contains(syria));
        assert!(arab.members_on(day("2015-01-01")).contains(syria));
        assert!(!arab.suspended_on(day("2023-05-07")).contains(syria));
    }

    #[test]
    fn a_suspension_falls_within_a_membership() {
        let members = Members::embedded();
        for group in members.groups() {
            for row in group.memberships.iter().filter(|row| row.suspended) {
                assert!(group.members_on(row.period.from).contains(row.member), "{} {row:?}", group.code);
            }
        }
    }

    #[test]
    fn members_leave_and_return() {
        let members = Members::embedded();
        let within = |code: &str, member: &str, on: &str| {
            members.by_code(member).is_some_and(|id| group(&members, code).members_on(day(on)).contains(id))
        };
        assert!(!within("OAU", "MAR", "1990-01-01") && within("African Union", "MAR", "2017-02-01"));
        assert!(within("WEOG", "ISR", "2000-06-01") && !within("WEOG", "ISR", "1999-01-01"));
        assert!(within("P5", "SUN", "1991-12-23") && within("P5", "RUS", "1991-12-24"));
        assert!(!within("P5", "SUN", "1991-12-24") && !within("P5", "RUS", "1991-12-23"));
        assert!(!within("Commonwealth", "ZAF", "1980-01-01") && within("Commonwealth", "ZAF", "1995-01-01"));
        assert!(!within("Commonwealth", "PAK", "1980-01-01") && !within("Commonwealth", "ZWE", "2004-01-01"));
        assert!(!within("COE", "GRC", "1972-01-01") && !within("Council of Europe", "RUS", "2022-03-16"));
        assert!(!within("OPEC", "GAB", "2000-01-01") && !within("OPEC", "IDN", "2012-01-01"));
        assert!(within("LDC", "BWA", "1990-01-01") && !within("LDC", "MDV", "2011-01-01"));
    }

    #[test]
    fn no_two_groups_share_a_name() {
        let members = Members::embedded();
        for group in members.groups() {
            for name in group.written_names() {
                assert_eq!(members.group(name).map(|found| found.code), Some(group.code), "{name}");
            }
        }
    }
}
