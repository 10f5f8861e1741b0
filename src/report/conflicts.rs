//! Reports where sources disagree: counted first, then one by one, with what stands and by which rule.

use crate::members::order::{InOrder as _, distinct};

use super::{Audience, Block, Kind, Layout, Names, Report, Section, Spec, columns, roll_call::sources_of, words};
use crate::members::MemberId;
use crate::record::{Conflict, Disputed, Record};

/// Every disagreement of the sources of a record.
pub(crate) fn report<'q>(record: &'q Record, conflicts: &'q [Conflict]) -> Report<'q> {
    let names = Names::new(record, false);
    let rows: Vec<Row<'_>> = conflicts.iter().flat_map(rows).collect();
    let (mut title, mut blocks) = (String::new(), Vec::new());
    if rows.is_empty() {
        blocks.push(Block::Text(format!("No disagreement in {} roll calls.", record.len())));
    } else {
        title = format!("{} between sources", words::count(rows.len(), "disagreement"));
        blocks.push(counts(Audience::People).block(names, counted(&rows)));
    }
    blocks.push(for_machines().block(names, rows.clone()));
    blocks.push(counts(Audience::Machines).block(names, counted(&rows)));
    blocks.extend((!rows.is_empty()).then(|| for_people().block(names, rows)));
    let mut report = Report::of(Section { title, blocks, ..Section::default() });
    sources_of(record, &record.ids().collect::<Vec<_>>(), &mut report);
    report
}

/// A value that was overruled, with the one that stands.
#[derive(Clone, Copy)]
pub(super) struct Row<'q> {
    conflict: &'q Conflict,
    stands: &'q str,
    other: &'q str,
}

/// One row for each overruled value; of two roll calls that were kept apart, the second.
fn rows(conflict: &Conflict) -> Vec<Row<'_>> {
    let mut values: Vec<&str> = Vec::new();
    conflict.values.iter().for_each(|(_, value)| Report::once(&mut values, value.as_str()));
    let stands = conflict.stands.as_deref().or(values.first().copied()).unwrap_or_default();
    values.retain(|value| *value != stands);
    values.into_iter().map(|other| Row { conflict, stands, other }).collect()
}

impl Row<'_> {
    /// The names of the sources that give a value.
    fn told_by(&self, value: &str, record: &Record) -> String {
        let origins = self.conflict.values.iter().filter(|(_, told)| told == value);
        let mut names: Vec<&str> = origins.map(|(place, _)| record.origins()[*place].name.as_str()).collect();
        names.dedup();
        names.join("; ")
    }

    /// The member whose vote is disputed, if it is a vote.
    const fn member(&self) -> Option<MemberId> {
        if let Disputed::Vote(member) = self.conflict.what { Some(member) } else { None }
    }
}

/// How many disagreements there are of a kind, decided by a rule.
type Counted = ((&'static str, &'static str), usize);

fn counted(rows: &[Row<'_>]) -> Vec<Counted> {
    let kind = |row: &Row<'_>| (row.conflict.what.word(), row.conflict.rule);
    let count = |one| (one, rows.iter().filter(|row| kind(row) == one).count());
    let mut counted: Vec<Counted> = distinct(rows.iter().map(kind)).into_iter().map(count).collect();
    counted.in_order_of(|(_, count)| std::cmp::Reverse(*count));
    counted
}

/// The counts by kind. The keys differ by audience, so that --columns does not change the table for people.
pub(super) fn counts<'q>(audience: Audience) -> Layout<'q, Counted> {
    let is_for_people = audience == Audience::People;
    let [what, count, rule] = if is_for_people { ["kind", "number", "by"] } else { ["what", "count", "rule"] };
    let what = Spec::code(what, "as `what` of `conflicts`", "What the sources disagree on.");
    let count = Spec::number(count, "rows of `conflicts`", "How often.");
    Layout::new("counts", "a kind and rule, the most frequent first")
        .audience(audience)
        .when("with data conflicts")
        .column(what, "what", |row: &Counted, _| row.0.0.into())
        .column(count, "count", |row, _| row.1.into())
        .column(Spec::text(rule, "By which rule the one stands."), "rule", |row, _| row.0.1.into())
}

pub(super) fn for_machines<'q>() -> Layout<'q, Row<'q>> {
    const WHAT: Spec = Spec::code(
        "what",
        "as `what` of `changes`, but for `votes`",
        "What the sources disagree on; `roll call` where so many votes differ that both are kept, as two votes on one text.",
    );
    const MEMBER: Spec = Spec::code("member", columns::CODES, "Whose vote is disputed; else empty.");
    const IN: &str = "The sources that give it, joined by `; `.";
    const STANDS: Spec = Spec::text("stands", "The value that stands; of two roll calls kept, the first one's tally.");
    const STANDS_IN: Spec = Spec::text("stands_in", IN);
    const OTHER: Spec =
        Spec::text("other", "The value that does not stand; of two roll calls kept, the second one's tally.");
    const OTHER_IN: Spec = Spec::text("other_in", IN);
    const RULE: Spec = Spec::text("rule", "What differs, and by which rule the one stands.");
    Layout::for_machines("conflicts", "a value that does not stand, in the order in which the sources are joined")
        .when("with data conflicts")
        .of_roll_call(|row: &Row<'_>| row.conflict.roll_call)
        .machines(WHAT, |row, _| row.conflict.what.word().into())
        .machines(MEMBER, |row, names| row.member().map(|member| names.code(member)).into())
        .machines(STANDS, |row, _| row.stands.into())
        .machines(STANDS_IN, |row, names| row.told_by(row.stands, names.record).into())
        .machines(OTHER, |row, _| row.other.into())
        .machines(OTHER_IN, |row, names| row.told_by(row.other, names.record).into())
        .machines(RULE, |row, _| row.conflict.rule.into())
}

fn for_people<'q>() -> Layout<'q, Row<'q>> {
    Layout::for_people("listed", "a value that does not stand")
        .day_and_symbol(|row: &Row<'_>| row.conflict.roll_call)
        .people("kind", Kind::Code, "what", |row, _| row.conflict.what.word().into())
        .people("who", Kind::Text, "who", |row, names| row.member().map(|member| names.name(member)).into())
        .people("here", Kind::Text, "stands", |row, _| row.stands.into())
        .people("there", Kind::Text, "otherwise", |row, _| row.other.into())
        .people("there_in", Kind::Text, "in", |row, names| row.told_by(row.other, names.record).into())
}
