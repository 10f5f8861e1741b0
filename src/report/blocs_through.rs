//! Reports how the blocs of two times correspond: who went from which to which.

use super::{Block, Kind, Layout, Names, Section, Spec, columns, words};
use crate::analysis::blocs::{Blocs, Flow, Through};
use crate::members::MemberSet;

/// A flow with both partings.
type Row<'q> = (&'q Blocs, &'q Blocs, &'q Flow);

/// The section on the blocs of another time.
pub(super) fn section<'q>(
    names: Names<'q>, typed: &str, now: &'q Blocs, before: &'q Blocs, through: &'q Through,
) -> Section<'q> {
    let rows = || through.flows.iter().map(|flow| (before, now, flow)).collect::<Vec<Row<'_>>>();
    let moved: usize = through.flows.iter().filter(|flow| !flow.is_main).map(|flow| flow.members.len()).sum();
    let lines = vec![format!(
        "{} in {} then; {} in both; adjusted Rand index {:.2}; {} went another way than most of {} bloc",
        words::count(before.members.len(), "member"),
        words::count(before.blocs.len(), "bloc"),
        through.members,
        through.alike,
        moved,
        if moved == 1 { "its" } else { "their" }
    )];
    let only = |which: usize, when: &str| {
        let text = words::names(names.record, through.only[which]).join(", ");
        (!text.is_empty()).then(|| Block::Text(format!("In a bloc only {when}: {text}.")))
    };
    let mut blocks = vec![for_people().block(names, rows()), layout_of_flows().block(names, rows())];
    blocks.extend([only(0, "then"), only(1, "now")].into_iter().flatten());
    Section { title: format!("From the blocs of {typed}"), lines, blocks }
}

fn bloc(names: &Names<'_>, blocs: &Blocs, at: usize) -> String {
    let one = &blocs.blocs[at];
    format!("{} {} ({})", at + 1, names.name(one.center), one.members.len())
}

fn for_people<'q>() -> Layout<'q, Row<'q>> {
    Layout::for_people("flows_for_people", "members that went from a bloc to another")
        .people("from", Kind::Text, "bloc then", |row: &Row<'_>, names| bloc(names, row.0, row.2.from).into())
        .people("to", Kind::Text, "bloc now", |row, names| bloc(names, row.1, row.2.to).into())
        .people("count", Kind::Number, "members", |row, _| row.2.members.len().into())
        .people("who", Kind::Text, "who", |row, names| {
            if row.2.is_main { "most of it".into() } else { words::names(names.record, set(row.2)).join(", ").into() }
        })
}

fn set(flow: &Flow) -> MemberSet {
    flow.members.iter().copied().collect()
}

pub(super) fn layout_of_flows<'q>() -> Layout<'q, Row<'q>> {
    const FROM: Spec = Spec::number("from", "1 or more", "Number of the bloc of the time before.");
    const FROM_CENTER: Spec = Spec::code("from_center", columns::CODES, "Its most central member.");
    const TO: Spec = Spec::number("to", "1 or more", "Number of the bloc of the time after.");
    const TO_CENTER: Spec = Spec::code("to_center", columns::CODES, "Its most central member.");
    const COUNT: Spec = Spec::number("members", columns::MEMBERS, "Members that were in the one and are in the other.");
    const MAIN: Spec = Spec::flag("is_main", "Whether most of the bloc of the time before went there.");
    const CODES: Spec = Spec::members("codes", "Who they are.");
    Layout::for_machines("flows", "members that were in one bloc and are in another, by both")
        .when("with --against")
        .machines(FROM, |row: &Row<'_>, _| (row.2.from + 1).into())
        .machines(FROM_CENTER, |row, names| names.code(row.0.blocs[row.2.from].center).into())
        .machines(TO, |row, _| (row.2.to + 1).into())
        .machines(TO_CENTER, |row, names| names.code(row.1.blocs[row.2.to].center).into())
        .machines(COUNT, |row, _| row.2.members.len().into())
        .machines(MAIN, |row, _| row.2.is_main.into())
        .machines(CODES, |row, names| names.named(set(row.2)).into())
}
