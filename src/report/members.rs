//! Tells who belongs: members of the United Nations and of groups, and since when.

use super::{
    Audience, Named, Report,
    listing::one_section,
    old::{Block, Column, Table, Value},
};
use crate::{
    analysis::tally::REGIONS,
    members::{Group, Member, MemberId, MemberSet, Members, NameUse},
    record::Date,
};

/// The members of a day, or every member that there ever was.
#[must_use]
pub fn members(members: &Members, chosen: MemberSet, on: Date, title: &str) -> Report<'static> {
    let columns = vec![
        Column::new("member", "code"),
        Column::for_machines("iso2"),
        Column::new("name", "name"),
        Column::for_machines("official_name"),
        Column::new("admitted", "admitted"),
        Column::new("ended", "ended"),
        Column::new("group", "group"),
        Column::for_machines("successor"),
        Column::new("other_names", "also"),
    ];
    let mut rows: Vec<(MemberId, &Member)> = chosen.iter().map(|id| (id, members.get(id))).collect();
    rows.sort_by_cached_key(|(_, member)| crate::members::fold(member.name));
    let regions: Vec<&Group> = REGIONS.iter().filter_map(|code| members.group(code)).collect();
    let row = |(id, member): &(MemberId, &Member)| {
        let last_day = member.periods.last().and_then(|period| period.until);
        let of_day = last_day.and_then(|day| day.yesterday().ok()).unwrap_or(on).min(on);
        let region = regions.iter().find(|group| group.members_on(of_day).contains(*id));
        // What only files call it is not its name.
        let others = member.names.iter().filter(|name| name.used != NameUse::Files);
        let others: Vec<&str> = others.map(|name| name.text).collect();
        vec![
            Value::code(member.code),
            Value::code(member.iso2.unwrap_or("")),
            Value::text(member.name),
            Value::text(member.official),
            Value::day(member.periods.first().map(|period| period.from)),
            Value::day(last_day),
            Value::code(region.map_or("", |group| group.code)),
            Value::code(member.successor.unwrap_or("")),
            Value::text(&others.join("; ")),
        ]
    };
    let table = Table { name: "members", columns, rows: rows.iter().map(row).collect(), audience: Audience::All };
    let mut report = one_section(title.to_owned(), vec![Block::Table(table)]);
    report.sources.push("United Nations, Member States (data/README.md)".to_owned());
    report
}

/// All groups with their size on a day.
#[must_use]
pub fn groups(members: &Members, on: Date) -> Report<'static> {
    let columns = vec![
        Column::new("group", "code"),
        Column::new("name", "name"),
        Column::new("count", "members"),
        Column::new("suspended", "suspended"),
        Column::for_machines("note"),
        Column::for_machines("source"),
    ];
    let row = |group: &Group| {
        vec![
            Value::code(group.code),
            Value::text(group.name),
            Value::Number(group.members_on(on).len() as i64),
            Value::Number(group.suspended_on(on).len() as i64),
            Value::text(group.note),
            Value::text(group.source),
        ]
    };
    let rows = members.groups().iter().map(row).collect();
    let table = Table { name: "groups", columns, rows, audience: Audience::All };
    let mut report = one_section(format!("Groups on {on}"), vec![Block::Table(table)]);
    report.next.push("unvote groups EU".to_owned());
    report.sources.push("the organisations' own lists of members (data/README.md)".to_owned());
    report
}

/// One group: its members on a day, with the time of each membership.
#[must_use]
pub fn group(members: &Members, group: &Group, on: Date) -> Report<'static> {
    let columns = vec![
        Column::for_machines("group"),
        Column::new("member", "code"),
        Column::new("name", "name"),
        Column::new("from", "from"),
        Column::new("until", "until"),
        Column::new("suspended", "suspended"),
        Column::for_machines("note"),
    ];
    let (now, suspended) = (group.members_on(on), group.suspended_on(on));
    let current = group.memberships.iter().filter(|row| !row.suspended && row.period.contains(on));
    let mut rows: Vec<_> = current.collect();
    rows.sort_by_cached_key(|row| crate::members::fold(members.get(row.member).name));
    let row = |membership: &&crate::members::Membership| {
        let member = members.get(membership.member);
        vec![
            Value::code(group.code),
            Value::code(member.code),
            Value::text(member.name),
            Value::Day(membership.period.from),
            Value::day(membership.period.until),
            Value::Flag(suspended.contains(membership.member)),
            Value::text(membership.note),
        ]
    };
    let table = Table { name: "memberships", columns, rows: rows.iter().map(row).collect(), audience: Audience::All };
    let name =
        if group.name == group.code { group.code.to_owned() } else { format!("{} ({})", group.name, group.code) };
    let title = format!("{name}: {} members on {on}", now.len());
    let mut report = one_section(title, vec![Block::Table(table)]);
    let gone: Vec<Named> = former(members, group, on);
    if !gone.is_empty() {
        report.sections[0].blocks.push(Block::Members(format!("Members at other times ({})", gone.len()), gone));
    }
    if !group.note.is_empty() {
        report.notes.push(group.note.to_owned());
    }
    report.sources.push(group.source.to_owned());
    report
}

fn former(members: &Members, group: &Group, on: Date) -> Vec<Named> {
    let ever: MemberSet = group.memberships.iter().map(|row| row.member).collect();
    let gone = ever - group.members_on(on);
    let name = |id| {
        let member = members.get(id);
        Named { code: member.code, name: member.name }
    };
    gone.iter().map(name).collect()
}
