//! Tells who voted how: one kind of vote as a list, or the whole roll call.

use super::{
    Audience, Named, Report,
    old::{Block, Column, Table, Value},
    roll_call::{account_for, heading, key_columns, keys, named, votes_by_name},
    words,
};
use crate::{
    analysis::tally::{self, Regions},
    members::MemberSet,
    record::{Outcome, Position, Record, Roll, RollCall, RollCallId, Vote, Voters},
};

/// The most members whose vote is not known that are named.
const MOST_UNKNOWN: usize = 40;

/// Who cast one kind of vote, with group, as a list.
#[must_use]
pub fn cast(record: &Record, ids: &[RollCallId], vote: Vote, whose: &Voters, official: bool) -> Report<'static> {
    let mut report = Report::default();
    for &id in ids {
        let members = whose.roll(record, id).cast(vote);
        let mut section = heading(record, id);
        section.lines.push(format!("{} ({})", words::capitalized(vote.label()), members.len()));
        if members.is_empty() {
            section.blocks.push(Block::Text(if !record.roll_call(id).is_vote() {
                "Nobody: it was adopted without a vote.".to_owned()
            } else if record.roll(id).known().is_empty() {
                "The source does not say who voted how.".to_owned()
            } else {
                format!("Nobody: no member is recorded as {}.", vote.label())
            }));
        }
        section.blocks.push(Block::Table(members_table(record, id, members, official)));
        report.sections.push(section);
        account_for(record, id, &mut report);
    }
    report
}

/// The codes of those who cast one kind of vote, by name; each once.
#[must_use]
pub fn codes(record: &Record, ids: &[RollCallId], vote: Vote, whose: &Voters) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for &id in ids {
        for Named { code, .. } in named(record, whose.roll(record, id).cast(vote), false) {
            if !codes.iter().any(|one| one == code) {
                codes.push(code.to_owned());
            }
        }
    }
    codes
}

/// Whole roll calls: everything known, and every member's vote.
#[must_use]
pub fn whole(record: &Record, ids: &[RollCallId], whose: &Voters, official: bool) -> Report<'static> {
    let mut report = Report::default();
    for &id in ids {
        let roll = whose.roll(record, id);
        let result = tally::result(record, id);
        let mut section = heading(record, id);
        section.blocks.push(Block::Table(facts(record, id)));
        let (tone, verdict) = super::tally::verdict(record, &result);
        let tally =
            result.tally.map_or_else(String::new, |tally| format!(" {tally}, {} not voting.", tally.non_voting));
        section.blocks.push(Block::Verdict(tone, format!("{verdict}{tally}")));
        if !roll.known().is_empty() {
            let kinds: Vec<Vote> = Vote::ALL.into_iter().filter(|vote| !roll.cast(*vote).is_empty()).collect();
            section.blocks.extend(votes_by_name(record, &roll, &kinds, official));
        }
        // Of most of the Assembly, the note that says how many is enough.
        if (1..=MOST_UNKNOWN).contains(&roll.not_known.len()) {
            let unknown = roll.not_known;
            section
                .blocks
                .push(Block::Members(format!("Not known ({})", unknown.len()), named(record, unknown, official)));
        }
        section.blocks.push(Block::Table(all_votes(record, id, &roll, official)));
        section.blocks.push(Block::Table(facts_for_machines(record, id)));
        report.sections.push(section);
        account_for(record, id, &mut report);
    }
    report
}

/// What is known of a roll call beside its votes.
fn facts(record: &Record, id: RollCallId) -> Table {
    let roll_call: &RollCall = record.roll_call(id);
    let issues: Vec<&str> = roll_call.issues.codes().collect();
    let facts = [
        ("agenda item", record.text(roll_call.agenda).to_owned()),
        ("subjects", record.text(roll_call.subjects).replace('|', "; ")),
        ("issues", issues.join(", ")),
        ("committee report", record.text(roll_call.committee_report).to_owned()),
        ("voted on", roll_call.matter.word().to_owned()),
        ("taken by", roll_call.modality.word().to_owned()),
        ("record", record.text(roll_call.link).to_owned()),
    ];
    let rows = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    Table {
        name: "facts_for_people",
        columns: vec![Column::new("fact", ""), Column::new("value", "")],
        rows: rows.map(|(label, fact)| vec![Value::Code(label.to_owned()), Value::Text(fact)]).collect(),
        audience: Audience::People,
    }
}

/// The same for machines: one row a roll call.
fn facts_for_machines(record: &Record, id: RollCallId) -> Table {
    let roll_call = record.roll_call(id);
    let issues: Vec<&str> = roll_call.issues.codes().collect();
    let facts = [
        ("meeting", Value::code(record.text(roll_call.meeting))),
        ("committee_report", Value::code(record.text(roll_call.committee_report))),
        ("agenda", Value::text(record.text(roll_call.agenda))),
        ("subjects", Value::text(record.text(roll_call.subjects))),
        ("issues", Value::code(&issues.join(" "))),
        ("modality", Value::code(roll_call.modality.word())),
        ("outcome", Value::code(record.outcome(id).map_or("", Outcome::word))),
        ("important", Value::Flag(roll_call.important)),
        ("note", Value::text(record.text(roll_call.note))),
        ("link", Value::code(record.text(roll_call.link))),
        ("undl_id", Value::number(roll_call.undl_id.and_then(|id| i64::try_from(id).ok()))),
    ];
    let (mut columns, mut row) = (key_columns(), keys(record, id));
    for (key, value) in facts {
        columns.push(Column::for_machines(key));
        row.push(value);
    }
    Table { name: "facts", columns, rows: vec![row], audience: Audience::Machines }
}

fn members_table(record: &Record, id: RollCallId, members: MemberSet, official: bool) -> Table {
    let mut columns = key_columns();
    columns.extend([Column::new("member", "code"), Column::new("name", "member"), Column::new("group", "group")]);
    let regions = Regions::on(record.members(), record.roll_call(id).date);
    let row = |member: Named| {
        let mut row = keys(record, id);
        let group = record.members().by_code(&member.code).map_or("", |member| regions.of(member));
        row.extend([Value::code(member.code), Value::text(member.name), Value::code(group)]);
        row
    };
    let rows = named(record, members, official).into_iter().map(row).collect();
    Table { name: "members", columns, rows, audience: Audience::All }
}

/// Every member's position, for machines: one row a member.
fn all_votes(record: &Record, id: RollCallId, roll: &Roll, official: bool) -> Table {
    let mut columns = key_columns();
    columns.extend(["member", "name", "group", "vote"].map(Column::for_machines));
    let regions = Regions::on(record.members(), record.roll_call(id).date);
    let row = |member: Named| {
        let found = record.members().by_code(&member.code);
        let position = found.map_or(Position::NotMember, |member| roll.position(member));
        let group = found.map_or("", |member| regions.of(member));
        let vote = match position {
            Position::Voted(vote) => vote.word(),
            Position::NotKnown => "not known",
            Position::NotMember => "not a member",
        };
        let mut row = keys(record, id);
        row.extend([Value::code(member.code), Value::text(member.name), Value::code(group), Value::code(vote)]);
        row
    };
    let rows = named(record, roll.members(), official).into_iter().map(row).collect();
    Table { name: "votes", columns, rows, audience: Audience::Machines }
}
