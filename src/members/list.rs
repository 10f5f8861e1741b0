//! Lists of members as a person writes them: codes, names and groups, and a minus before what is taken out.

use super::order::InOrder as _;
use super::{Date, Group, MemberId, MemberSet, Members, Period};
use super::{lookup::LookupError, others::not_a_group};

/// Members and groups as a person lists them, and those that are taken out; who that is depends on the day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MemberList {
    /// Each part, and whether it is taken out.
    parts: Vec<(Part, bool)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Member(MemberId),
    Group(usize),
    /// Every member of the day.
    All,
}

/// The word for every member of the day, in a list that takes some out.
const ALL: &str = "all";

impl From<MemberId> for MemberList {
    fn from(member: MemberId) -> Self {
        Self { parts: vec![(Part::Member(member), false)] }
    }
}

impl MemberList {
    /// The codes of the list on a day: groups as they were then, a line under the code that its votes have.
    pub fn on(&self, members: &Members, day: Date) -> MemberSet {
        self.each(|part| match part {
            Part::Member(member) => members.code_on(member, day).into_iter().collect(),
            _ => of_part(members, part, day),
        })
    }

    /// The members of the list by name: groups as they were on a day, members whether or not they were any then.
    pub(crate) fn named(&self, members: &Members, day: Date) -> MemberSet {
        self.each(|part| of_part(members, part, day))
    }

    /// Members in the order of the list, those of a group by code.
    pub(crate) fn in_order(&self, members: &Members, mut left: MemberSet) -> Vec<MemberId> {
        let mut order = Vec::with_capacity(left.len());
        for part in self.parts(false) {
            let of_part = ever(members, part) & left;
            order.extend(of_part.iter());
            left = left - of_part;
        }
        order.extend(left.iter());
        order
    }

    /// The lines of the list on a day; a former member that is asked for stays itself.
    pub fn lines_on(&self, members: &Members, day: Option<Date>) -> MemberSet {
        let (kept, on) = (self.kept(members), self.on(members, day.unwrap_or(Date::MAX)));
        members.lines_of(on - kept, day) | (on & kept)
    }

    /// The members that the list names.
    pub(crate) fn named_members(&self) -> impl Iterator<Item = MemberId> {
        self.parts(false).filter_map(|part| if let Part::Member(member) = part { Some(member) } else { None })
    }

    /// The list without its groups.
    pub(crate) fn without_groups(&self) -> Self {
        Self { parts: self.parts.iter().copied().filter(|(part, _)| matches!(part, Part::Member(_))).collect() }
    }

    /// The lines of the list, each with its days where it has only some; of groups as they are now.
    pub fn in_lines(&self, members: &Members) -> Vec<(MemberId, Option<Period>)> {
        let of = |part| match part {
            Part::Member(member) => members.in_lines(member),
            Part::All => members.lines().map(|line| (line, None)).collect(),
            Part::Group(_) => of_part(members, part, Date::MAX).iter().map(|line| (line, None)).collect(),
        };
        let taken: MemberSet = self.parts(true).flat_map(of).map(|(line, _)| line).collect();
        let mut lines: Vec<_> = self.parts(false).flat_map(of).filter(|(line, _)| !taken.contains(*line)).collect();
        lines.in_order_of(|(line, days)| (*line, days.map(|days| days.from)));
        lines.dedup_by_key(|(line, _)| *line);
        lines
    }

    /// The former members that are asked for and not who continued them: their votes end with them.
    pub(crate) fn kept(&self, members: &Members) -> MemberSet {
        let asked: MemberSet = self.named_members().collect();
        let is_kept = |one: &MemberId| {
            let line = members.whole_line(*one);
            line != *one && !asked.contains(line)
        };
        asked.iter().filter(is_kept).collect()
    }

    fn each(&self, of: impl Fn(Part) -> MemberSet) -> MemberSet {
        let all = |taken| self.parts(taken).fold(MemberSet::EMPTY, |all, part| all | of(part));
        all(false) - all(true)
    }

    /// The parts that are taken out, or the others.
    fn parts(&self, taken: bool) -> impl Iterator<Item = Part> {
        self.parts.iter().filter(move |(_, out)| *out == taken).map(|(part, _)| *part)
    }

    /// The member, if the list names exactly one and no group.
    pub fn only_member(&self) -> Option<MemberId> {
        if let [(Part::Member(member), _)] = self.parts[..] { Some(member) } else { None }
    }

    /// Whether one of its parts is a group.
    pub(crate) fn names_a_group(&self) -> bool {
        self.parts(false).any(|part| !matches!(part, Part::Member(_)))
    }

    /// The codes of members and groups, with commas between, and a minus before those that are taken out.
    pub(crate) fn codes(&self, members: &Members) -> String {
        let code =
            |(part, taken): &(Part, bool)| format!("{}{}", if *taken { "-" } else { "" }, words(members, *part)[0]);
        self.parts.iter().map(code).collect::<Vec<_>>().join(",")
    }

    /// The names of members and groups, with commas between: `European Union without Hungary`.
    pub(crate) fn names(&self, members: &Members, official: bool) -> String {
        let name = |part| words(members, part)[if official { 2 } else { 1 }];
        let names = |taken| self.parts(taken).map(name).collect::<Vec<_>>().join(", ");
        [names(false), names(true)].into_iter().filter(|names| !names.is_empty()).collect::<Vec<_>>().join(" without ")
    }
}

/// The members of a part on a day, a member whether or not it was one.
fn of_part(members: &Members, part: Part, day: Date) -> MemberSet {
    match part {
        Part::Member(member) => [member].into_iter().collect(),
        Part::Group(group) => members.groups()[group].members_on(day),
        Part::All => members.seated(day),
    }
}

/// The members of a part at any time, with those that held or hold their seats.
fn ever(members: &Members, part: Part) -> MemberSet {
    let seat =
        |member: MemberId| members.codes_of(member).chain(members.in_lines(member).into_iter().map(|(line, _)| line));
    match part {
        Part::Member(member) => seat(member).collect(),
        Part::Group(group) => members.groups()[group].memberships.iter().flat_map(|row| seat(row.member)).collect(),
        Part::All => members.iter().map(|(member, _)| member).collect(),
    }
}

/// Code, name and official name of a part.
fn words(members: &Members, part: Part) -> [&'static str; 3] {
    match part {
        Part::Member(member) => {
            let member = members.get(member);
            [member.code, member.name, member.official]
        }
        Part::Group(group) => {
            let group = &members.groups()[group];
            [group.code, group.name, group.name]
        }
        Part::All => [ALL, "all members", "all members"],
    }
}

impl Members {
    /// A list of codes, names and groups with commas between; what has a minus before it is taken out, from all members
    /// if the list begins with one. A member's code is always the member's, so that lists of codes mean what they say.
    pub fn list(&self, list: &str) -> Result<MemberList, LookupError> {
        // A comma separates names, except within a name that has one: `Korea, Republic of`.
        // To look names up in all languages takes far longer than the rest, and is not needed without one.
        if list.contains(',')
            && let Some(member) = self.candidates(list).only()
        {
            return Ok(member.into());
        }
        let mut parts = Vec::new();
        for typed in list.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let taken = typed.strip_prefix(['-', '\u{2212}']);
            let part = (self.list_part(taken.unwrap_or(typed).trim())?, taken.is_some());
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.in_order_of(|(_, taken)| *taken);
        if parts.first().is_some_and(|(_, taken)| *taken) {
            parts.insert(0, (Part::All, false));
        }
        let list = MemberList { parts };
        match self.wrong_minus(&list) {
            Some(what) => Err(LookupError::Minus { query: list.codes(self), what }),
            None if list.parts.is_empty() => Err(LookupError::EmptyList),
            None => Ok(list),
        }
    }

    /// What is wrong with what a list takes out: never in it, or all of it.
    fn wrong_minus(&self, list: &MemberList) -> Option<String> {
        let ever = |part| ever(self, part);
        let all = list.parts(false).fold(MemberSet::EMPTY, |all, part| all | ever(part));
        let foreign = list.parts(true).find(|part| (ever(*part) & all).is_empty());
        let foreign = foreign.map(|part| format!("{}, which is not in it", words(self, part)[1]));
        let leaves_none = list.parts(false).all(|part| list.parts(true).any(|taken| taken == part));
        foreign.or_else(|| (leaves_none && !list.parts.is_empty()).then(|| "all that it names".to_owned()))
    }

    fn list_part(&self, part: &str) -> Result<Part, LookupError> {
        if part.eq_ignore_ascii_case(ALL) {
            return Ok(Part::All);
        }
        if let Some(instead) = not_a_group(part).filter(|_| self.called(part).is_empty()) {
            return Err(LookupError::NotAGroup { query: part.trim().to_owned(), instead });
        }
        let coded = self.coded_as(part).is_some();
        let group = self.groups().iter().position(|group| !coded && group.is_called(part));
        let found = if group.is_some() { self.called(part) } else { self.candidates(part) };
        match (group, found.only()) {
            (Some(group), _) if found.is_empty() => Ok(Part::Group(group)),
            (None, Some(member)) => Ok(Part::Member(member)),
            (None, _) if found.is_empty() => {
                let groups = self.groups().iter().flat_map(Group::written_names);
                Err(self.unknown(part, "member or group", groups))
            }
            _ => Err(self.ambiguous(part, found, group.map(|group| &self.groups()[group]))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(members: &Members, list: &str, on: Date) -> Result<MemberSet, LookupError> {
        Ok(members.list(list)?.on(members, on))
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a date of the test")
    }

    fn codes(members: &Members, set: MemberSet) -> Vec<&str> {
        set.iter().map(|id| members.get(id).code).collect()
    }

    #[test]
    fn a_list_mixes_groups_codes_and_names_as_of_the_day() {
        let members = Members::embedded();
        let today = select(&members, " EU, US ", day("2025-02-24")).expect("a list");
        assert_eq!(today.len(), 28);
        assert_eq!(select(&members, "EU,US", day("2014-01-01")).map(|set| set.len()), Ok(29));
        let nordic = select(&members, "nordic,Norway,FIN", day("2020-01-01")).expect("a list");
        assert_eq!(codes(&members, nordic), ["DNK", "FIN", "ISL", "NOR", "SWE"]);
        let russia = select(&members, "Russia", day("1980-01-01")).expect("a list");
        assert_eq!(codes(&members, russia), ["SUN"]);
        assert_eq!(select(&members, " , ", day("2020-01-01")), Err(LookupError::EmptyList));
    }

    #[test]
    fn a_minus_takes_members_out_of_a_list() {
        let members = Members::embedded();
        let on = |list: &str, on: &str| select(&members, list, day(on)).map(|set| codes(&members, set));
        assert_eq!(on("Nordic, -FI,\u{2212}Sweden", "2020-01-01"), Ok(vec!["DNK", "ISL", "NOR"]));
        assert_eq!(on("P5,-Russia", "1980-01-01"), Ok(vec!["CHN", "FRA", "GBR", "USA"]));
        assert_eq!(on("Nordic,-NATO", "2020-01-01"), Ok(vec!["FIN", "SWE"]));
        assert_eq!(on("Korea, Republic of", "2020-01-01"), Ok(vec!["KOR"]));
        // 193 members since 2011; a list that begins with a minus is of all of them.
        for all_but_one in ["-UY", "all,-UY"] {
            assert_eq!(select(&members, all_but_one, day("2020-01-01")).map(|set| set.len()), Ok(192));
        }
        let told = |list: &str| members.list(list).map(|list| (list.names(&members, false), list.codes(&members)));
        let named = |names: &str, codes: &str| Ok((names.to_owned(), codes.to_owned()));
        assert_eq!(told("EU,-HU,-SK"), named("European Union without Hungary, Slovakia", "EU,-HUN,-SVK"));
        assert_eq!(told("-UY"), named("all members without Uruguay", "all,-URY"));
        assert_eq!(members.list("EU,-HU").expect("a list").only_member(), None);
        assert_eq!(members.list("FR,France,fra"), members.list("FR"));
    }

    #[test]
    fn members_stand_in_the_order_in_which_they_were_listed() {
        let members = Members::embedded();
        let order = |list: &str| {
            let (list, all) = (members.list(list).expect("a list"), members.iter().map(|(id, _)| id));
            let listed = list.on(&members, day("2020-01-01"));
            let left = all.filter(|id| listed.contains(*id)).collect();
            list.in_order(&members, left).into_iter().map(|id| members.get(id).code).collect::<Vec<_>>()
        };
        assert_eq!(order("UY,AR,BR,CL"), ["URY", "ARG", "BRA", "CHL"]);
        assert_eq!(order("US,Nordic,-DK,CN,NO,Russia"), ["USA", "FIN", "ISL", "NOR", "SWE", "CHN", "RUS"]);
    }

    #[test]
    fn a_minus_that_takes_nothing_or_everything_is_an_error() {
        let members = Members::embedded();
        for list in ["GRULAC,-FR", "FR,-FR", "EU,-EU", "all,-ALL", "EU,FR,-FR,-EU", "-Atlantis", "EU,-"] {
            assert!(members.list(list).is_err(), "{list}");
        }
        let text = members.list("GRULAC,-FR").expect_err("France is not in it").to_string();
        assert!(text.contains("takes out France, which is not in it"), "{text}");
    }

    #[test]
    fn a_code_of_a_member_and_of_a_group_is_the_members() {
        let members = Members::embedded();
        let on = day("2025-01-01");
        assert_eq!(select(&members, "AFU", on).map(|set| set.len()), Ok(54));
        assert_eq!(select(&members, "AUS", on).map(|set| codes(&members, set)), Ok(vec!["AUS"]));
        // A code is always the member: lists of codes must mean what they say.
        assert_eq!(select(&members, "AU", on).map(|set| codes(&members, set)), Ok(vec!["AUS"]));
        assert_eq!(select(&members, "NAM", on).map(|set| codes(&members, set)), Ok(vec!["NAM"]));
        assert_eq!(members.group("NAM").map(|group| group.code), Some("NONALIGNED"));
        assert!(members.groups().iter().all(|group| members.by_code(group.code).is_none()));
    }

    #[test]
    fn a_misspelt_group_is_suggested() {
        let members = Members::embedded();
        let error = select(&members, "GRULAK", day("2020-01-01")).expect_err("misspelt");
        assert!(error.to_string().contains("GRULAC"), "{error}");
    }
}
