//! Tells who moved between two roll calls: the movement table, names, toward whom, and which groups moved most.

use super::{
    Audience, Report, Section, Tone,
    old::{Block, Column, Table, Value},
    roll_call::{account_for, called, named, short},
    words,
};
use crate::{
    analysis::{
        shift::{Approach, GroupMove, Movement, Shift, Stand, approach, stayed},
        tally::Regions,
    },
    members::MemberSet,
    record::{Record, RollCallId, Vote},
};

/// The most members under one label that are named, where they entered or left the body.
const MOST_NAMED: usize = 40;
/// The moves that are named, the farthest first.
const MOVES: [(Vote, Vote); 12] = [
    (Vote::Yes, Vote::No),
    (Vote::No, Vote::Yes),
    (Vote::Abstain, Vote::No),
    (Vote::No, Vote::Abstain),
    (Vote::Yes, Vote::Abstain),
    (Vote::Abstain, Vote::Yes),
    (Vote::Yes, Vote::NonVoting),
    (Vote::No, Vote::NonVoting),
    (Vote::Abstain, Vote::NonVoting),
    (Vote::NonVoting, Vote::Yes),
    (Vote::NonVoting, Vote::No),
    (Vote::NonVoting, Vote::Abstain),
];

/// What is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The members toward which others may have moved; without them those that stand for the sides.
    pub toward: Option<MemberSet>,
    /// Official names instead of those that people say.
    pub official: bool,
    /// Years with the votes on the question in them, where the last of each counts.
    pub again: Vec<(i16, Vec<RollCallId>)>,
}

/// The report of a shift.
#[must_use]
pub fn report(record: &Record, shift: &Shift, wanted: &Wanted) -> Report<'static> {
    let mut report = Report::default();
    let groups = shift.by_region(record);
    let approaches = approaches(record, shift, wanted, &mut report);
    let mut section = heading(record, shift);
    section.blocks.push(Block::Table(movement(record, shift)));
    section.blocks.extend(moves_by_name(record, shift, wanted.official));
    section.blocks.push(Block::Verdict(Tone::Neutral, net(shift)));
    section.blocks.extend(toward(record, &approaches, wanted.toward.is_some()));
    section.blocks.push(Block::Text(chance(shift)));
    if !groups.is_empty() {
        let text = "Regional groups, the one that moved most first. A step lies between yes and abstaining and between \
                    abstaining and no; those toward yes count +, toward no -:";
        section.blocks.push(Block::Text(text.to_owned()));
        section.blocks.push(Block::Table(by_group(record, shift, &groups)));
    }
    section.blocks.insert(0, Block::Table(members(record, shift, wanted.official)));
    section.blocks.push(Block::Table(cells(record, shift)));
    section.blocks.push(Block::Table(swing(record, shift)));
    section.blocks.push(Block::Table(references(record, shift, &approaches)));
    report.sections.push(section);
    account_for(record, shift.from, &mut report);
    account_for(record, shift.to, &mut report);
    if (1..=MOST_NAMED).contains(&shift.not_known.len()) {
        let names = names(record, shift.not_known);
        report.notes.push(format!("In no cell, because one of the two votes is not known: {names}."));
    }
    for (year, ids) in wanted.again.iter().filter(|(_, ids)| ids.len() > 1) {
        let all: Vec<String> = ids.iter().map(|id| called(record, *id)).collect();
        let (times, all) = (all.len(), all.join(", "));
        report.notes.push(format!("In {year} the question was put {times} times ({all}): the last counts."));
    }
    report
}

fn heading(record: &Record, shift: &Shift) -> Section<'static> {
    let place = |id: RollCallId| {
        let day = record.roll_call(id).date.map_or_else(|| "day not known".to_owned(), words::day);
        format!("{} ({day})", short(record, id))
    };
    let title = |id: RollCallId| record.text(record.roll_call(id).title);
    let mut lines: Vec<String> = [shift.from, shift.to]
        .into_iter()
        .filter(|id| !title(*id).is_empty())
        .map(|id| format!("{}: {}", short(record, id), title(id)))
        .collect();
    if title(shift.from) == title(shift.to) {
        lines = vec![title(shift.to).to_owned()];
    }
    lines.retain(|line| !line.is_empty());
    lines.dedup();
    Section { title: format!("From {} to {}", place(shift.from), place(shift.to)), lines, blocks: Vec::new() }
}

/// The movement table, for people: those who were not members of the body only where there are any.
fn movement(record: &Record, shift: &Shift) -> Table {
    let rows: Vec<Stand> = shown(|stand| shift.before(stand));
    let after: Vec<Stand> = shown(|stand| shift.after(stand));
    let corner = format!("{} ↓  {} →", short(record, shift.from), short(record, shift.to));
    let mut columns = vec![Column::new("before", &corner)];
    columns.extend(after.iter().map(|stand| Column::new(stand.word(), stand.word())));
    columns.push(Column::new("total", "total"));
    let number = |n: usize| if n == 0 { Value::Missing } else { Value::Number(n as i64) };
    let row = |before: &Stand| {
        let mut row = vec![Value::Code(before.word().to_owned())];
        row.extend(after.iter().map(|after| number(shift.cell(*before, *after).len())));
        row.push(number(shift.before(*before)));
        row
    };
    let mut rows: Vec<Vec<Value>> = rows.iter().map(row).collect();
    let mut total = vec![Value::Code("total".to_owned())];
    total.extend(after.iter().map(|after| number(shift.after(*after))));
    total.push(number(shift.members().len()));
    rows.push(total);
    Table { name: "movement_for_people", columns, rows, audience: Audience::People }
}

fn shown(count: impl Fn(Stand) -> usize) -> Vec<Stand> {
    Stand::ALL.into_iter().filter(|stand| *stand != Stand::NotMember || count(*stand) > 0).collect()
}

/// A stand in a sentence.
fn told(stand: Stand) -> &'static str {
    if stand == Stand::Voted(Vote::Abstain) { "abstaining" } else { stand.word() }
}

/// Who moved, under a label for each way.
fn moves_by_name(record: &Record, shift: &Shift, official: bool) -> Vec<super::Block<'static>> {
    let word = |vote: Vote| told(Stand::Voted(vote));
    let mut blocks = Vec::new();
    for (before, after) in MOVES {
        let members = shift.cell(Stand::Voted(before), Stand::Voted(after));
        if !members.is_empty() {
            let label = format!("From {} to {} ({})", word(before), word(after), members.len());
            blocks.push(Block::Members(label, named(record, members, official)));
        }
    }
    for vote in Vote::ALL {
        let stand = Stand::Voted(vote);
        for (what, members) in [
            ("New members", shift.cell(Stand::NotMember, stand)),
            ("No longer members", shift.cell(stand, Stand::NotMember)),
        ] {
            if (1..=MOST_NAMED).contains(&members.len()) {
                let label = format!("{what}, {} ({})", word(vote), members.len());
                blocks.push(Block::Members(label, named(record, members, official)));
            }
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Text("Nobody moved.".to_owned()));
    }
    blocks
}

/// How the numbers changed.
fn net(shift: &Shift) -> String {
    let (yes, no) = shift.change();
    let came = |vote: Vote| {
        let to = Stand::Voted(vote);
        Vote::ALL.into_iter().any(|from| from != vote && !shift.cell(Stand::Voted(from), to).is_empty())
    };
    let nobody = match (came(Vote::Yes), came(Vote::No)) {
        (false, false) => " Nobody moved to yes or to no.",
        (false, true) => " Nobody moved to yes.",
        (true, false) => " Nobody moved to no.",
        (true, true) => "",
    };
    format!("{}{nobody}", change_in_words(yes, no))
}

/// `Net: yes -48, no +11, a swing of -59.`
#[must_use]
pub fn change_in_words(yes: i64, no: i64) -> String {
    let signed = |n: i64| if n == 0 { "0".to_owned() } else { format!("{n:+}") };
    format!("Net: yes {}, no {}, a swing of {}.", signed(yes), signed(no), signed(yes - no))
}

/// The members toward which others may have moved: those asked for, or one that stayed at no and one that stayed at yes.
fn approaches(record: &Record, shift: &Shift, wanted: &Wanted, report: &mut Report<'_>) -> Vec<Approach> {
    let Some(asked) = wanted.toward else {
        let stayed = [Vote::No, Vote::Yes].into_iter().filter_map(|vote| stayed(record, shift, vote));
        return stayed.filter_map(|member| approach(shift, member)).collect();
    };
    let missing: MemberSet = asked.iter().filter(|member| approach(shift, *member).is_none()).collect();
    if !missing.is_empty() {
        report.notes.push(format!(
            "Toward these members no move can be told, for they did not vote yes, no or abstain in both: {}.",
            names(record, missing)
        ));
    }
    asked.iter().filter_map(|member| approach(shift, member)).collect()
}

/// `Toward Russia (stayed no): 7 by two steps, 36 by one.`
fn toward(record: &Record, approaches: &[Approach], away_too: bool) -> Option<super::Block<'static>> {
    let steps = |[one, two]: [MemberSet; 2]| match (two.len(), one.len()) {
        (0, 0) => "nobody".to_owned(),
        (two, 0) => format!("{two} by two steps"),
        (0, one) => format!("{one} by one step"),
        (two, one) => format!("{two} by two steps, {one} by one"),
    };
    let sentence = |approach: &Approach| {
        let name = record.members().get(approach.member).name;
        let stood = if approach.before == approach.after {
            format!("stayed {}", told(approach.after))
        } else {
            format!("itself from {} to {}", told(approach.before), told(approach.after))
        };
        let away = if away_too { format!("; away from it: {}", steps(approach.farther)) } else { String::new() };
        format!("Toward {name} ({stood}): {}{away}.", steps(approach.nearer))
    };
    let text = approaches.iter().map(sentence).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(Block::Text(text))
}

/// What McNemar's test says.
fn chance(shift: &Shift) -> String {
    let (away, back) = shift.reversals();
    let Some(p) = shift.chance() else { return "Nobody changed between yes and no.".to_owned() };
    let p = if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") };
    format!(
        "{away} went from yes to no and {back} from no to yes: {p} for a split at least as uneven, were both ways equally likely (McNemar's exact test)."
    )
}

fn names(record: &Record, members: MemberSet) -> String {
    let names: Vec<&str> = named(record, members, false).into_iter().map(|member| member.name).collect();
    names.join(", ")
}

/// The columns by which machines know the two roll calls.
fn keys() -> Vec<Column> {
    ["from_symbol", "from_date", "to_symbol", "to_date"].map(Column::for_machines).to_vec()
}

fn key(record: &Record, shift: &Shift) -> Vec<Value> {
    let of = |id| [Value::code(record.symbol(id)), Value::day(record.roll_call(id).date)];
    of(shift.from).into_iter().chain(of(shift.to)).collect()
}

/// Every member's stand before and after, for machines: one row a member.
fn members(record: &Record, shift: &Shift, official: bool) -> Table {
    let mut columns = keys();
    columns.extend(["member", "name", "group", "from_vote", "to_vote", "distance"].map(Column::for_machines));
    let regions = Regions::on(record.members(), record.roll_call(shift.to).date);
    let stand = |before: bool, member| {
        let stands = shift.stands(member).map(|(old, new)| if before { old } else { new });
        Value::code(stands.map_or("not known", Stand::word))
    };
    let row = |one: super::Named| {
        let member = record.members().by_code(&one.code)?;
        let mut row = key(record, shift);
        row.extend([Value::code(one.code), Value::text(one.name), Value::code(regions.of(member))]);
        row.extend([stand(true, member), stand(false, member)]);
        row.push(shift.distance(member).map_or(Value::Missing, |distance| Value::Signed(distance.into())));
        Some(row)
    };
    let all = shift.members() | shift.not_known;
    let rows = named(record, all, official).into_iter().filter_map(row).collect();
    Table { name: "shifts", columns, rows, audience: Audience::Machines }
}

/// The movement table for machines: one row a cell.
fn cells(record: &Record, shift: &Shift) -> Table {
    let mut columns = keys();
    columns.extend(["from_vote", "to_vote", "count", "members"].map(Column::for_machines));
    let mut rows = Vec::new();
    for before in Stand::ALL {
        for after in Stand::ALL.into_iter().filter(|after| (before, *after) != (Stand::NotMember, Stand::NotMember)) {
            let members = shift.cell(before, after);
            let mut row = key(record, shift);
            row.extend([Value::code(before.word()), Value::code(after.word()), Value::Number(members.len() as i64)]);
            row.push(Value::Members(named(record, members, false)));
            rows.push(row);
        }
    }
    Table { name: "movement", columns, rows, audience: Audience::Machines }
}

/// The change of the whole, for machines: one row.
fn swing(record: &Record, shift: &Shift) -> Table {
    let (away, back) = shift.reversals();
    let (yes, no) = shift.change();
    let figures = [
        ("change_yes", Value::Signed(yes)),
        ("change_no", Value::Signed(no)),
        ("net_swing", Value::Signed(shift.net_swing())),
        ("yes_to_no", Value::Number(away.into())),
        ("no_to_yes", Value::Number(back.into())),
        ("p", Value::share(shift.chance())),
        ("not_known", Value::Members(named(record, shift.not_known, false))),
    ];
    let (mut columns, mut row) = (keys(), key(record, shift));
    for (key, value) in figures {
        columns.push(Column::for_machines(key));
        row.push(value);
    }
    Table { name: "swing", columns, rows: vec![row], audience: Audience::Machines }
}

/// How groups moved: one row a group.
fn by_group(record: &Record, shift: &Shift, groups: &[GroupMove]) -> Table {
    let mut columns = keys();
    columns.extend([
        Column::for_machines("group"),
        Column::for_people("name", ""),
        Column::new("voted_in_both", "voted in both"),
        Column::new("toward_yes", "to yes"),
        Column::new("toward_no", "to no"),
        Column::new("mean_distance", "mean steps"),
    ]);
    let row = |group: &GroupMove| {
        let mut row = key(record, shift);
        row.extend([
            Value::Code(if group.part.code.is_empty() { "other" } else { group.part.code }.to_owned()),
            Value::Text(group.part.name.to_owned()),
            Value::Number(group.moves.voted_in_both.into()),
            Value::Number(group.moves.toward_yes.into()),
            Value::Number(group.moves.toward_no.into()),
            Value::Decimal(group.moves.mean()),
        ]);
        row
    };
    Table { name: "moves_by_group", columns, rows: groups.iter().map(row).collect(), audience: Audience::All }
}

/// Toward whom, for machines: one row a member that stands for a side or was asked for.
fn references(record: &Record, shift: &Shift, approaches: &[Approach]) -> Table {
    let mut columns = keys();
    let more = ["member", "from_vote", "to_vote", "nearer_by_two", "nearer_by_one", "farther_by_one", "farther_by_two"];
    columns.extend(more.map(Column::for_machines));
    let row = |approach: &Approach| {
        let mut row = key(record, shift);
        row.push(Value::code(record.members().get(approach.member).code));
        row.extend([approach.before, approach.after].map(|stand| Value::code(stand.word())));
        let sets = [approach.nearer[1], approach.nearer[0], approach.farther[0], approach.farther[1]];
        row.extend(sets.map(|set| Value::Members(named(record, set, false))));
        row
    };
    Table { name: "references", columns, rows: approaches.iter().map(row).collect(), audience: Audience::Machines }
}
