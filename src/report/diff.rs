//! Reports what differs between two editions of a record, or any two: counts first, then the roll calls and votes.

use std::borrow::Cow;

use super::roll_call::{numbers, sources_of};
use super::{Audience, Block, Kind, Layout, Names, Report, Section, columns};
use super::{Spec, words};
use crate::analysis::diff::{Changed, Diff};
use crate::members::MemberSet;
use crate::record::{Fact, Record, RollCall, RollCallId, Session};

/// Two records and what the user calls them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Editions<'q> {
    /// The old one with its name.
    pub old: (&'q str, &'q Record),
    /// The new one with its name.
    pub new: (&'q str, &'q Record),
}

/// The report of what differs.
pub(crate) fn report<'q>(editions: &Editions<'q>, diff: &'q Diff) -> Report<'q> {
    let ((old_name, old), (new_name, new)) = (editions.old, editions.new);
    let names = Names::new(new, false);
    let mut blocks = Vec::new();
    if diff.is_empty() {
        blocks.push(Block::Text(format!("No difference in {}.", words::roll_calls(new.len()))));
    } else {
        blocks.push(counts(Audience::People).block(names, counted(diff)));
    }
    let whole = diff.new.iter().map(|id| Change::whole("new", new, *id));
    let vanished = diff.vanished.iter().map(|id| Change::whole("vanished", old, *id));
    let changed = diff.changed.iter().flat_map(|one| facts(new, one).into_iter().chain(votes(new, one)));
    let rows = whole.chain(vanished).chain(changed).collect();
    blocks.push(changes().block(names, rows));
    blocks.push(counts(Audience::Machines).block(names, counted(diff)));
    let lines = vec![format!("{} before, {} now", words::roll_calls(old.len()), new.len())];
    let mut report = Report::of(Section { title: format!("From {old_name} to {new_name}"), lines, blocks });
    let mut section = |title: &str, count: usize, table| {
        let (title, blocks) = (format!("{title} ({count})"), vec![Block::Table(table)]);
        report.sections.extend((count > 0).then(|| Section { title, blocks, ..Section::default() }));
    };
    section("New", diff.new.len(), list().held(names, diff.new.clone()));
    section("Vanished", diff.vanished.len(), list().held(Names::new(old, false), diff.vanished.clone()));
    let together = diff.changed.iter().flat_map(|one| facts(new, one).into_iter().chain(alike(votes(new, one))));
    section("Changed", diff.changed.len(), differing(diff).held(names, together.collect()));
    for (name, facts) in [(old_name, &diff.only_old), (new_name, &diff.only_new)] {
        if !facts.is_empty() {
            let facts: Vec<&str> = facts.iter().map(|fact| fact.word()).collect();
            report.note(format!("Only {name} has these at all, so they are not compared: {}.", facts.join(", ")));
        }
    }
    for (name, record) in [editions.old, editions.new] {
        if record.origins().iter().any(|origin| origin.omits_absent) {
            report.note(format!("{name} lists only those that voted: other members of the day count as non-voting."));
        }
    }
    for record in [old, new] {
        sources_of(record, &record.ids().collect::<Vec<_>>(), &mut report);
    }
    report
}

/// The counts of a difference by kind: roll calls, then what changed in them.
fn counted(diff: &Diff) -> Vec<(&'static str, usize)> {
    let roll_calls = [
        ("new roll calls", diff.new.len()),
        ("vanished roll calls", diff.vanished.len()),
        ("changed roll calls", diff.changed.len()),
        ("unchanged roll calls", diff.unchanged),
    ];
    let rolls = diff.changed.iter().filter(|one| one.votes_at_all.is_some()).count();
    let inside = [("vote", diff.votes()), ("votes", rolls)];
    let facts = Fact::all().map(|fact| (fact.word(), diff.count(fact)));
    let inside = inside.into_iter().chain(facts).filter(|(_, count)| *count > 0);
    roll_calls.into_iter().chain(inside).collect()
}

/// The counts by kind. The keys differ by audience, so that --columns does not change the table for people.
pub(super) fn counts<'q>(audience: Audience) -> Layout<'q, (&'static str, usize)> {
    const UNIT: &str =
        "as `what` of `changes`; new roll calls, vanished roll calls, changed roll calls, unchanged roll calls";
    let [what, count] = if audience == Audience::People { ["kind", "number"] } else { ["what", "count"] };
    let count = Spec::number(count, "roll calls; of `vote` members' votes", "How many.");
    Layout::new("counts", "a kind: four of roll calls, then what changed in those that both have")
        .audience(audience)
        .when("with data diff")
        .column(Spec::code(what, UNIT, "What is counted."), "what", |row: &(&'static str, usize), _| row.0.into())
        .column(count, "count", |row, _| row.1.into())
}

/// What differs in a roll call: all of it, a fact, a member's vote, or the same change of several votes.
pub(super) struct Change<'q> {
    /// Whether the roll call is new, vanished or changed.
    kind: &'static str,
    /// The record that has the roll call: the new one, unless it vanished.
    record: &'q Record,
    id: RollCallId,
    what: &'static str,
    who: MemberSet,
    values: [Option<Cow<'q, str>>; 2],
}

impl<'q> Change<'q> {
    fn whole(kind: &'static str, record: &'q Record, id: RollCallId) -> Self {
        let tally = Fact::Tally.of(record, id);
        let values = if kind == "new" { [None, tally] } else { [tally, None] };
        Self { kind, record, id, what: "roll call", who: MemberSet::EMPTY, values }
    }

    fn roll_call(&self) -> &'q RollCall {
        self.record.roll_call(self.id)
    }
}

/// The facts that changed, each with its values; and the whole roll where only one record has it.
fn facts<'q>(record: &'q Record, one: &'q Changed) -> Vec<Change<'q>> {
    let row = |what, values| Change { kind: "changed", record, id: one.new, what, who: MemberSet::EMPTY, values };
    let values = |[old, new]: [&'q Option<String>; 2]| [old.as_deref().map(Cow::from), new.as_deref().map(Cow::from)];
    let facts = one.facts.iter().map(|fact| row(fact.fact.word(), values([&fact.old, &fact.new])));
    let rolls = one.votes_at_all.map(|(old, new)| row("votes", [old, new].map(|votes| Some(votes.to_string().into()))));
    facts.chain(rolls).collect()
}

/// The votes that changed, one by one.
fn votes<'q>(record: &'q Record, one: &'q Changed) -> impl Iterator<Item = Change<'q>> {
    one.votes.iter().map(move |vote| Change {
        kind: "changed",
        record,
        id: one.new,
        what: "vote",
        who: MemberSet::from_iter([vote.member]),
        values: [vote.old, vote.new].map(|vote| Some(vote.word().into())),
    })
}

/// Changes of votes, with equal ones drawn together, in the order of their first member.
fn alike<'q>(votes: impl Iterator<Item = Change<'q>>) -> Vec<Change<'q>> {
    let mut together: Vec<Change<'q>> = Vec::new();
    for vote in votes {
        match together.iter_mut().find(|change| change.values == vote.values) {
            Some(change) => change.who |= vote.who,
            None => together.push(vote),
        }
    }
    together
}

/// Every change, for machines: one row each.
pub(super) fn changes<'q>() -> Layout<'q, Change<'q>> {
    const CHANGE: Spec =
        Spec::code("change", "new, vanished, changed", "Whether only NEW has the roll call, only OLD, or both.");
    const WHAT: Spec = Spec::code(
        "what",
        "roll call, vote, votes, date, title, resolution, draft, meeting, committee report, session, tally, stated yes, \
         stated no, stated abstentions, stated non-voting, stated members, outcome, two thirds, procedural, matter, \
         modality, agenda item, subjects, note, important, issues, record number, rcid, link",
        "What differs: the whole roll call, one member's vote, or the fact; `votes` where only one of the two has any.",
    );
    const OLD: Spec =
        Spec::text("old", "In OLD: a vote, a fact in words, a tally, a number of votes; empty where it has none.");
    const NEW: Spec = Spec::text("new", "The same in NEW.");
    Layout::for_machines(
        "changes",
        "a change: new roll calls, then vanished ones, then what changed in the others, each by day",
    )
    .when("with data diff")
    .machines(CHANGE, |row: &Change<'_>, _| row.kind.into())
    .machines(columns::SYMBOL, |row, _| row.record.symbol(row.id).into())
    .machines(columns::DRAFT, |row, _| row.record.text(row.roll_call().draft).into())
    .machines(columns::DATE, |row, _| row.roll_call().date.into())
    .machines(columns::BODY, |row, _| row.roll_call().body.code().into())
    .machines(columns::SESSION, |row, _| row.roll_call().session.map(Session::series).into())
    .machines(columns::MATTER, |row, _| row.roll_call().matter.word().into())
    .machines(columns::TITLE, |row, _| row.record.text(row.roll_call().title).into())
    .machines(WHAT, |row, _| row.what.into())
    .machines(columns::MEMBER.meaning("Whose vote differs; else empty."), |row, names| {
        row.who.iter().next().map(|member| names.code(member)).into()
    })
    .machines(OLD, |row, _| row.values[0].as_deref().into())
    .machines(NEW, |row, _| row.values[1].as_deref().into())
}

/// Roll calls one by one, for people.
fn list<'q>() -> Layout<'q, RollCallId> {
    Layout::for_people("roll_calls", "a roll call")
        .day_and_symbol(|id: &RollCallId| *id)
        .people("numbers", Kind::Code, "votes", |id, names| numbers(names.record, *id).into())
        .about(|id| *id)
}

/// What changed, for people: one row for each fact, and one for all votes that changed alike.
fn differing<'q>(diff: &Diff) -> Layout<'q, Change<'q>> {
    // Where there are only votes, their words are never broken.
    let facts = diff.changed.iter().any(|one| !one.facts.is_empty() || one.votes_at_all.is_some());
    let kind = if facts { Kind::Text } else { Kind::Code };
    let layout = Layout::for_people("changed", "a fact, or the votes that changed alike")
        .day_and_symbol(|row: &Change<'_>| row.id)
        .people("kind", Kind::Code, "what", |row, _| row.what.into())
        .people("was", kind, "was", |row, _| row.values[0].as_deref().into())
        .people("is", kind, "is", |row, _| row.values[1].as_deref().into());
    layout.each((diff.votes() > 0).then_some("who"), |layout, who| {
        layout.people(who, Kind::Members, who, |row, names| (!row.who.is_empty()).then(|| names.named(row.who)).into())
    })
}
