//! Who belongs: members of the United Nations and of groups, and since when.

use super::{Audience, Block, Documented, Kind, Layout, Named, Names, Report, Section, Spec, columns, words::count};
use crate::members::order::InOrder as _;
use crate::members::{Group, Member, MemberId, MemberSet, Members, Membership, NameUse, REGIONS, fold};
use crate::record::Date;

/// The report of one table, with where it comes from.
fn titled<'q, R: 'q>(title: String, source: &str, layout: Layout<'q, R>, rows: Vec<R>) -> Report<'q> {
    let blocks = vec![layout.block(Names::without_record(), rows)];
    let mut report = Report::of(Section { title, blocks, ..Section::default() });
    report.sources.push(source.to_owned());
    report
}

/// The report of the members on a day, or of every member there ever was; of those that were named (`are_named`) with the
/// groups that each is in.
pub(crate) fn members(members: &Members, chosen: MemberSet, on: Date, title: String, are_named: bool) -> Report<'_> {
    let chosen: Vec<(MemberId, &Member)> =
        members.in_order(chosen, false).into_iter().map(|id| (id, members.get(id))).collect();
    let shown = match (are_named, chosen.len()) {
        (false, _) => Groups::Regional,
        (true, 1) => Groups::Below,
        (true, _) => Groups::All,
    };
    let lists = if are_named { "; the organisations' own lists of members" } else { "" };
    let source = format!("United Nations, Member States{lists} (data/README.md)");
    let mut report = titled(title, &source, of_members(members.groups(), on, shown), chosen.clone());
    if are_named {
        let below = groups_of(members, &chosen, on);
        report.sections[0].blocks.extend(below);
    }
    report
}

/// What people see of the groups in a table of members.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Groups {
    /// The regional group.
    Regional,
    /// All groups.
    All,
    /// None: they stand in a table of their own.
    Below,
}

/// The day for which the groups of a member are told: that of the report, of a former member its last.
fn day_of(member: &Member, on: Date) -> Date {
    let last = member.periods.last().and_then(|period| period.until);
    last.and_then(|day| day.yesterday().ok()).unwrap_or(on).min(on)
}

/// The memberships of a member on a day, in the order of the groups.
fn in_groups(groups: &[Group], member: MemberId, day: Date) -> impl Iterator<Item = (&Group, &Membership)> {
    let rows = groups.iter().flat_map(|group| group.memberships.iter().map(move |row| (group, row)));
    rows.filter(move |(_, row)| row.member == member && !row.suspended && row.period.contains(day))
}

/// What is told of a member on a day when it was none, and who held its seat.
fn not_yet(members: &Members, id: MemberId, day: Date) -> Option<String> {
    let before = members.code_on(id, day).filter(|code| *code != id && members.get(*code).is_seated(day));
    let before = before.map(|code| members.get(code)).map(|one| format!("; {} ({}) held its seat", one.name, one.code));
    let is_none = !members.get(id).is_seated(day);
    is_none.then(|| format!("No member of the United Nations on {day}{}", before.unwrap_or_default()))
}

/// The groups of each of these members; people see those of a single one.
fn groups_of<'q>(members: &'q Members, chosen: &[(MemberId, &Member)], on: Date) -> Vec<Block<'q>> {
    let groups = members.groups();
    let rows = chosen.iter().flat_map(|(id, member)| in_groups(groups, *id, day_of(member, on))).collect::<Vec<_>>();
    let [(id, member)] = chosen else {
        let layout = memberships(Of::Member, on, &rows).audience(Audience::Machines);
        return vec![layout.block(Names::without_record(), rows)];
    };
    let day = day_of(member, on);
    let mut blocks: Vec<Block<'_>> = not_yet(members, *id, day).map(Block::text).into_iter().collect();
    blocks.extend([
        Block::text(match rows.len() {
            0 => format!("In no group on {day}"),
            number => format!("In {} on {day}", count(number, "group")),
        }),
        memberships(Of::Member, day, &rows).block(Names::without_record(), rows),
    ]);
    let ended =
        |row: &&Membership| row.member == *id && !row.suspended && row.period.until.is_some_and(|until| until <= day);
    let of = |group: &'static str| move |row: &'q Membership| (row.period.from, group, row);
    let mut was: Vec<_> =
        groups.iter().flat_map(|group| group.memberships.iter().filter(ended).map(of(group.code))).collect();
    was.in_order_of(|(from, ..)| *from);
    let was: Vec<String> =
        was.iter().map(|(_, code, row)| format!("{code} {} to {}", since(row), until(row))).collect();
    if !was.is_empty() {
        blocks.push(Block::text(format!("Before: {}", was.join(", "))));
    }
    blocks
}

fn of_members(groups: &[Group], on: Date, shown: Groups) -> Layout<'_, (MemberId, &Member)> {
    const ISO2: Spec = Spec::code("iso2", "", "ISO 3166-1 alpha-2 code, where there is one.");
    const OFFICIAL: Spec = Spec::text("official_name", "The name in the United Nations, today or at the end.");
    const ADMITTED: Spec = Spec::day("admitted", "First day of its first membership.");
    const ENDED: Spec = Spec::day("ended", "The first day on which it was no longer a member; empty while it is one.");
    const SUCCESSOR: Spec = Spec::code("successor", "", "The member that it became or joined.");
    const OTHERS: Spec = Spec::text("other_names", "Other names that are understood, joined by semicolons.");
    const GROUPS: Spec = Spec::text(
        "groups",
        "Codes of the groups it was in on that day, of a former member at its end, joined by semicolons.",
    );
    let group = columns::GROUP.meaning("Regional group on that day, of a former member at its end.");
    let last_day = |member: &Member| member.periods.last().and_then(|period| period.until);
    let of = move |row: &(MemberId, &Member)| in_groups(groups, row.0, day_of(row.1, on)).map(|(group, _)| group.code);
    Layout::<(MemberId, &Member)>::new("members", "a member, by name")
        .column(Spec::code("member", columns::CODES, "Its code."), "code", |row, _| row.1.code.into())
        .json(ISO2, |row, _| row.1.iso2.into())
        .machines(columns::CCODE, move |row, _| row.1.cow_on(Some(day_of(row.1, on))).into())
        .machines(columns::ISO_NUMERIC, |row, names| names.iso_numeric(row.0).into())
        .column(columns::NAME, "name", |row, _| row.1.name.into())
        .machines(OFFICIAL, |row, _| row.1.official.into())
        .column(ADMITTED, "admitted", |row, _| row.1.periods.first().map(|period| period.from).into())
        .column(ENDED, "ended", move |row, _| last_day(row.1).into())
        .shown((shown == Groups::Regional).then_some("group"), group, move |row, _| {
            of(row).find(|code| REGIONS.contains(code)).into()
        })
        .shown((shown == Groups::All).then_some("groups"), GROUPS, move |row, _| {
            of(row).collect::<Vec<_>>().join("; ").into()
        })
        .machines(SUCCESSOR, |row, _| row.1.successor.into())
        .shown((shown != Groups::All).then_some("also"), OTHERS, |row, _| {
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
    rows.in_order_of(|row| fold(members.get(row.1.member).name));
    let name =
        if group.name == group.code { group.code.to_owned() } else { format!("{} ({})", group.name, group.code) };
    let mut report =
        titled(format!("{name}: {} members on {on}", now.len()), group.source, memberships(Of::Group, on, &rows), rows);
    let ever: MemberSet = group.memberships.iter().map(|row| row.member).collect();
    let named = |member| Named { code: members.get(member).code, name: members.get(member).name };
    let gone: Vec<Named> = (ever - now).iter().map(named).collect();
    if !gone.is_empty() {
        report.sections[0].blocks.push(Block::Members(format!("Members at other times ({})", gone.len()), gone));
    }
    report.notes.extend((!group.note.is_empty()).then(|| group.note.to_owned()));
    report
}

/// Whose memberships a table lists: what all rows share people do not see.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Group,
    Member,
}

/// The first day of a membership as precisely as it is known: `1971-11-18`, `2003` where only the year is.
fn since(row: &Membership) -> String {
    let is_told = |what: &str| row.note.contains(what);
    let from = row.period.from;
    match () {
        () if is_told("year only") || is_told("year of joining only") => from.year().to_string(),
        () if is_told("month only") => year_and_month(from),
        () => from.to_string(),
    }
}

fn year_and_month(day: Date) -> String {
    format!("{}-{:02}", day.year(), day.month())
}

/// The first day after a membership, likewise; empty while it lasts.
fn until(row: &Membership) -> String {
    let Some(until) = row.period.until else { return String::new() };
    let is_new_year = (until.month(), until.day()) == (1, 1);
    match () {
        () if row.note.contains("year of leaving only") => until.year().to_string(),
        () if row.note.contains("month of leaving only") => year_and_month(until),
        () if row.note.starts_with("year only") && is_new_year => until.year().to_string(),
        () => until.to_string(),
    }
}

/// Memberships in groups on a day; people see columns that say something of one of these rows.
fn memberships<'q>(of: Of, on: Date, rows: &[(&Group, &Membership)]) -> Layout<'q, (&'q Group, &'q Membership)> {
    const FROM: Spec =
        Spec::day("from", "First day of the membership; the first of a month or year where the day is not known.");
    const UNTIL: Spec = Spec::day("until", "The first day on which it was no longer in the group; empty while it is.");
    const SUSPENDED: Spec = Spec::flag("suspended", "Whether it was suspended on that day.");
    const NOTE: Spec = Spec::text("note", "What to know of this membership, such as year only.");
    let is_suspended = move |row: &(&Group, &Membership)| row.0.suspended_on(on).contains(row.1.member);
    let ends = rows.iter().any(|row| row.1.period.until.is_some());
    let suspends = rows.iter().any(is_suspended);
    let (member, group) = ((of == Of::Group).then_some("code"), (of == Of::Member).then_some("code"));
    Layout::<(&Group, &Membership)>::new("memberships", "a membership on that day")
        .when(if of == Of::Group { "with a group" } else { "with members" })
        .shown(group, Spec::code("group", "", "The group."), |row, _| row.0.code.into())
        .shown(group.map(|_| "group"), Spec::text("group_name", "Its name."), |row, _| row.0.name.into())
        .shown(member, columns::MEMBER, |row, names| names.code(row.1.member).into())
        .shown(member.map(|_| "name"), columns::NAME, |row, names| names.name(row.1.member).into())
        .people("since", Kind::Text, "since", |row, _| since(row.1).into())
        .machines(FROM, |row, _| row.1.period.from.into())
        .each(ends.then_some(()), |layout, ()| layout.people("left", Kind::Text, "until", |row, _| until(row.1).into()))
        .machines(UNTIL, |row, _| row.1.period.until.into())
        .shown(suspends.then_some("suspended"), SUSPENDED, move |row, _| is_suspended(row).into())
        .machines(NOTE, |row, _| row.1.note.into())
}

/// The documentation of `members`.
pub(super) const MEMBERS: Documented = Documented {
    command: "members",
    answers: "Members of the United Nations, on the day of --on or today.",
    examples: &["members SUN --on 2025-01-01", "members UY AR", "members", "members --former"],
    tables: || vec![of_members(&[], Date::MAX, Groups::Regional).doc(), memberships(Of::Member, Date::MAX, &[]).doc()],
};

/// The documentation of `groups`.
pub(super) const GROUPS: Documented = Documented {
    command: "groups",
    answers: "Groups, or one group, on the day of --on or today.",
    examples: &["groups --on 2025-12-31", "groups EU --on 2020-01-31", "groups G77 --on 1970-01-01"],
    tables: || vec![of_groups(Date::MAX).doc(), memberships(Of::Group, Date::MAX, &[]).doc()],
};
