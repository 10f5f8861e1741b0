//! Who belongs: members of the United Nations and of groups, and since when.

use super::{Block, Documented, Layout, Named, Names, Report, Section, Spec, columns};
use crate::members::{Group, Member, MemberId, MemberSet, Members, Membership, NameUse, fold};
use crate::{analysis::tally::REGIONS, record::Date};

/// The report of one table, with where it comes from.
fn titled<'q, R: 'q>(title: String, source: &str, layout: Layout<'q, R>, rows: Vec<R>) -> Report<'q> {
    let blocks = vec![layout.block(Names::without_record(), rows)];
    let mut report = Report::of(Section { title, blocks, ..Section::default() });
    report.sources.push(source.to_owned());
    report
}

/// The report of the members on a day, or of every member there ever was.
pub(crate) fn members(members: &Members, chosen: MemberSet, on: Date, title: String) -> Report<'_> {
    let rows = members.in_order(chosen, false).into_iter().map(|id| (id, members.get(id))).collect();
    let regions = REGIONS.iter().filter_map(|code| members.group(code)).collect();
    titled(title, "United Nations, Member States (data/README.md)", of_members(regions, on), rows)
}

fn of_members(regions: Vec<&Group>, on: Date) -> Layout<'_, (MemberId, &Member)> {
    const ISO2: Spec = Spec::code("iso2", "", "ISO 3166-1 alpha-2 code, where there is one.");
    const NUMERIC: Spec = Spec::code("iso_numeric", "", "ISO 3166-1 numeric code, three digits, where there is one.");
    const COW: Spec = Spec::number("cow", "", "Number in the Correlates of War list of states, the latest state's.");
    const OFFICIAL: Spec = Spec::text("official_name", "The name in the United Nations, today or at the end.");
    const ADMITTED: Spec = Spec::day("admitted", "First day of its first membership.");
    const ENDED: Spec = Spec::day("ended", "The first day on which it was no longer a member; empty while it is one.");
    const SUCCESSOR: Spec = Spec::code("successor", "", "The member that it became or joined.");
    const OTHERS: Spec = Spec::text("other_names", "Other names that are understood, joined by semicolons.");
    let group = columns::GROUP.meaning("Regional group on that day, of a former member at its end.");
    let last_day = |member: &Member| member.periods.last().and_then(|period| period.until);
    Layout::<(MemberId, &Member)>::new("members", "a member, by name")
        .column(Spec::code("member", columns::CODES, "Its code."), "code", |row, _| row.1.code.into())
        .json(ISO2, |row, _| row.1.iso2.into())
        .machines(NUMERIC, |row, _| row.1.iso_numeric.into())
        .machines(COW, |row, _| row.1.cow.first().map(|number| i64::from(*number)).into())
        .column(columns::NAME, "name", |row, _| row.1.name.into())
        .machines(OFFICIAL, |row, _| row.1.official.into())
        .column(ADMITTED, "admitted", |row, _| row.1.periods.first().map(|period| period.from).into())
        .column(ENDED, "ended", move |row, _| last_day(row.1).into())
        .column(group, "group", move |row, _| {
            let of_day = last_day(row.1).and_then(|day| day.yesterday().ok()).unwrap_or(on).min(on);
            regions.iter().find(|group| group.members_on(of_day).contains(row.0)).map(|group| group.code).into()
        })
        .machines(SUCCESSOR, |row, _| row.1.successor.into())
        .column(OTHERS, "also", |row, _| {
            // Names that only occur in files are left out.
            let others = row.1.names.iter().filter(|name| name.used != NameUse::Files);
            others.map(|name| name.text).collect::<Vec<_>>().join("; ").into()
        })
}

/// All groups with their size on a day.
pub(crate) fn groups(members: &Members, on: Date) -> Report<'_> {
    let source = "the organisations' own lists of members (data/README.md)";
    let mut report = titled(format!("Groups on {on}"), source, of_groups(on), members.groups().iter().collect());
    report.next.push("unvote groups EU".to_owned());
    report
}

fn of_groups<'q>(on: Date) -> Layout<'q, &'q Group> {
    const UN: &str = "members of the United Nations";
    const GROUP: Spec = Spec::code("group", "", "Its code, as --by and lists of members take it.");
    const NAME: Spec = Spec::text("name", "Its name.");
    const COUNT: Spec = Spec::number("count", UN, "Its members on that day, suspended ones included.");
    const SUSPENDED: Spec = Spec::number("suspended", UN, "Those suspended on that day.");
    const SOURCE: Spec = Spec::text("source", "Where its members are published.");
    Layout::<&Group>::new("groups", "a group")
        .column(GROUP, "code", |group, _| group.code.into())
        .column(NAME, "name", |group, _| group.name.into())
        .column(COUNT, "members", move |group, _| group.members_on(on).len().into())
        .column(SUSPENDED, "suspended", move |group, _| group.suspended_on(on).len().into())
        .machines(Spec::text("note", "What to know of it, above all what it leaves out."), |group, _| group.note.into())
        .machines(SOURCE, |group, _| group.source.into())
}

/// One group: its members on a day, with the time of each membership.
pub(crate) fn group<'q>(members: &Members, group: &'q Group, on: Date) -> Report<'q> {
    let now = group.members_on(on);
    let current = group.memberships.iter().filter(|row| !row.suspended && row.period.contains(on));
    let mut rows: Vec<(&Group, &Membership)> = current.map(|row| (group, row)).collect();
    rows.sort_by_cached_key(|row| fold(members.get(row.1.member).name));
    let name =
        if group.name == group.code { group.code.to_owned() } else { format!("{} ({})", group.name, group.code) };
    let mut report = titled(format!("{name}: {} members on {on}", now.len()), group.source, memberships(on), rows);
    let ever: MemberSet = group.memberships.iter().map(|row| row.member).collect();
    let named = |member| Named { code: members.get(member).code, name: members.get(member).name };
    let gone: Vec<Named> = (ever - now).iter().map(named).collect();
    if !gone.is_empty() {
        report.sections[0].blocks.push(Block::Members(format!("Members at other times ({})", gone.len()), gone));
    }
    report.notes.extend((!group.note.is_empty()).then(|| group.note.to_owned()));
    report
}

fn memberships<'q>(on: Date) -> Layout<'q, (&'q Group, &'q Membership)> {
    const FROM: Spec =
        Spec::day("from", "First day of the membership; the first of a month or year where the day is not known.");
    const UNTIL: Spec = Spec::day("until", "The first day on which it was no longer in the group; empty while it is.");
    const SUSPENDED: Spec = Spec::flag("suspended", "Whether it was suspended on that day.");
    const NOTE: Spec = Spec::text("note", "What to know of this membership, such as year only.");
    Layout::<(&Group, &Membership)>::new("memberships", "a member of one group on that day, by name")
        .when("with a group")
        .machines(Spec::code("group", "", "The group."), |row, _| row.0.code.into())
        .column(columns::MEMBER, "code", |row, names| names.code(row.1.member).into())
        .column(columns::NAME, "name", |row, names| names.name(row.1.member).into())
        .column(FROM, "from", |row, _| row.1.period.from.into())
        .column(UNTIL, "until", |row, _| row.1.period.until.into())
        .column(SUSPENDED, "suspended", move |row, _| row.0.suspended_on(on).contains(row.1.member).into())
        .machines(NOTE, |row, _| row.1.note.into())
}

/// The documentation of `members`.
pub(super) const MEMBERS: Documented = Documented {
    command: "members",
    answers: "Members of the United Nations, on the day of --on or today.",
    examples: &["members SUN --on 2025-01-01", "members", "members --former"],
    tables: || vec![of_members(Vec::new(), Date::MAX).doc()],
};

/// The documentation of `groups`.
pub(super) const GROUPS: Documented = Documented {
    command: "groups",
    answers: "Groups, or one group, on the day of --on or today.",
    examples: &["groups --on 2025-12-31", "groups EU --on 2020-01-31", "groups G77 --on 1970-01-01"],
    tables: || vec![of_groups(Date::MAX).doc(), memberships(Date::MAX).doc()],
};
