//! Tells what differs between two editions of a record, or any two: counts first, then the roll calls and votes.

use super::{
    Audience, Named, Report, Section,
    listing::{about, symbol_or_none},
    old::{Block, Column, Table, Value},
    roll_call::{key_columns, keys, sources_of},
    words,
};
use crate::{
    analysis::diff::{Changed, Diff, VoteChange},
    record::{Fact, Position, Record, RollCallId},
};

/// Two records and what the user calls them.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'r> {
    /// The old one with its name.
    pub old: (&'r str, &'r Record),
    /// The new one with its name.
    pub new: (&'r str, &'r Record),
}

/// What differs.
#[must_use]
pub fn report(compared: &Compared<'_>, diff: &Diff) -> Report<'static> {
    let ((old_name, old), (new_name, new)) = (compared.old, compared.new);
    let mut blocks = Vec::new();
    if diff.is_empty() {
        blocks.push(Block::Text(format!("No difference in {}.", words::roll_calls(new.len()))));
    } else {
        blocks.push(Block::Table(counts(diff, Audience::People)));
    }
    blocks.push(Block::Table(changes(compared, diff)));
    blocks.push(Block::Table(counts(diff, Audience::Machines)));
    let lines = vec![format!("{} before, {} now", words::roll_calls(old.len()), new.len())];
    let first = Section { title: format!("From {old_name} to {new_name}"), lines, blocks };
    let mut report = Report { sections: vec![first], ..Report::default() };
    let listed = [("New", new, &diff.new), ("Vanished", old, &diff.vanished)];
    for (title, record, ids) in listed.into_iter().filter(|(_, _, ids)| !ids.is_empty()) {
        report.sections.push(section(title, ids.len(), list(record, ids)));
    }
    if !diff.changed.is_empty() {
        report.sections.push(section("Changed", diff.changed.len(), differing(compared, &diff.changed)));
    }
    for (name, facts) in [(old_name, &diff.only_old), (new_name, &diff.only_new)] {
        if !facts.is_empty() {
            let facts: Vec<&str> = facts.iter().map(|fact| fact.word()).collect();
            report
                .notes
                .push(format!("Only {name} tells these at all, so they are not compared: {}.", facts.join(", ")));
        }
    }
    for (name, record) in [compared.old, compared.new] {
        if record.origins().iter().any(|origin| origin.omits_absent) {
            report
                .notes
                .push(format!("{name} lists only those that voted: other members of the day count as non-voting."));
        }
    }
    for record in [old, new] {
        sources_of(record, &record.ids().collect::<Vec<_>>(), &mut report);
    }
    report
}

fn section(title: &str, count: usize, table: Table) -> Section<'static> {
    Section { title: format!("{title} ({count})"), lines: Vec::new(), blocks: vec![Block::Table(table)] }
}

/// How many of each: roll calls, then what changed in them.
fn counts(diff: &Diff, audience: Audience) -> Table {
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
    let row = |(what, count): (&str, usize)| vec![Value::Code(what.to_owned()), Value::Number(count as i64)];
    // What --columns asks of the machines' tables leaves those for people as they are.
    let columns = match audience {
        Audience::People => vec![Column::for_people("kind", "what"), Column::for_people("number", "count")],
        Audience::All | Audience::Machines => ["what", "count"].map(Column::for_machines).to_vec(),
    };
    Table { name: "counts", columns, rows: roll_calls.into_iter().chain(inside).map(row).collect(), audience }
}

/// Every change, for machines: one row each.
fn changes(compared: &Compared<'_>, diff: &Diff) -> Table {
    let mut columns = vec![Column::for_machines("change")];
    columns.extend(key_columns());
    columns.extend(["what", "member", "old", "new"].map(Column::for_machines));
    let (old, new) = (compared.old.1, compared.new.1);
    let whole = |change: &str, record: &Record, id: RollCallId| {
        let tally = Fact::Tally.of(record, id).map_or(Value::Missing, |tally| Value::Text(tally.into_owned()));
        let [before, after] = if change == "new" { [Value::Missing, tally] } else { [tally, Value::Missing] };
        row(change, record, id, ["roll call", ""], [before, after])
    };
    let mut rows: Vec<Vec<Value>> = diff.new.iter().map(|id| whole("new", new, *id)).collect();
    rows.extend(diff.vanished.iter().map(|id| whole("vanished", old, *id)));
    for one in &diff.changed {
        let facts = facts(one).into_iter().map(|(what, values)| row("changed", new, one.new, [what, ""], values));
        rows.extend(facts);
        rows.extend(one.votes.iter().map(|vote| {
            let member = new.members().get(vote.member).code;
            let values = [vote.old, vote.new].map(|vote| Value::Text(vote.word().to_owned()));
            row("changed", new, one.new, ["vote", member], values)
        }));
    }
    Table { name: "changes", columns, rows, audience: Audience::Machines }
}

fn row(change: &str, record: &Record, id: RollCallId, [what, member]: [&str; 2], values: [Value; 2]) -> Vec<Value> {
    let mut row = vec![Value::code(change)];
    row.extend(keys(record, id));
    row.extend([Value::code(what), Value::code(member)]);
    row.extend(values);
    row
}

/// The facts that changed, each with its values; and the whole roll where only one record has it.
fn facts(one: &Changed) -> Vec<(&'static str, [Value; 2])> {
    let value = |text: &Option<String>| text.as_deref().map_or(Value::Missing, Value::text);
    let mut facts: Vec<_> =
        one.facts.iter().map(|change| (change.fact.word(), [value(&change.old), value(&change.new)])).collect();
    if let Some((old, new)) = one.votes_at_all {
        facts.push(("votes", [old, new].map(|votes| Value::Text(votes.to_string()))));
    }
    facts
}

/// Roll calls one by one, for people.
fn list(record: &Record, ids: &[RollCallId]) -> Table {
    let columns = [("day", "date"), ("called", "symbol"), ("numbers", "votes"), ("about", "title")];
    let columns = columns.map(|(key, label)| Column::for_people(key, label)).to_vec();
    let row = |id: &RollCallId| {
        vec![
            Value::day(record.roll_call(*id).date),
            symbol_or_none(record, *id),
            Value::code(&record.tally(*id).map_or_else(String::new, |tally| tally.to_string())),
            Value::brief(&about(record, *id)),
        ]
    };
    Table { name: "roll_calls", columns, rows: ids.iter().map(row).collect(), audience: Audience::People }
}

/// What changed, for people: a row a fact, and one for all the votes that changed alike.
fn differing(compared: &Compared<'_>, changed: &[Changed]) -> Table {
    let labels =
        [("day", "date"), ("called", "symbol"), ("kind", "what"), ("was", "was"), ("is", "is"), ("who", "who")];
    let columns = labels.map(|(key, label)| Column::for_people(key, label)).to_vec();
    let new = compared.new.1;
    let mut rows = Vec::new();
    for one in changed {
        let mut differs = |what: &str, [was, is]: [Value; 2], who: Value| {
            let day = Value::day(new.roll_call(one.new).date);
            rows.push(vec![day, symbol_or_none(new, one.new), Value::Code(what.to_owned()), was, is, who]);
        };
        for (what, values) in facts(one) {
            differs(what, values, Value::Missing);
        }
        for ((was, is), who) in alike(new, &one.votes) {
            differs("vote", [was, is].map(|vote| Value::Code(vote.word().to_owned())), Value::Members(who));
        }
    }
    let mut table = Table { name: "changed", columns, rows, audience: Audience::People };
    if changed.iter().all(|one| one.votes.is_empty()) {
        table.columns.pop();
        table.rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    table
}

/// A change of votes, with who made it.
type Alike = ((Position, Position), Vec<Named>);

/// Votes that changed alike, together, in the order of their first member.
fn alike(record: &Record, votes: &[VoteChange]) -> Vec<Alike> {
    let mut together: Vec<Alike> = Vec::new();
    for vote in votes {
        let member = record.members().get(vote.member);
        let member = Named { code: member.code, name: member.name };
        match together.iter_mut().find(|(change, _)| *change == (vote.old, vote.new)) {
            Some((_, members)) => members.push(member),
            None => together.push(((vote.old, vote.new), vec![member])),
        }
    }
    for (_, members) in &mut together {
        members.sort_by_cached_key(|member| crate::members::fold(&member.name));
    }
    together
}
