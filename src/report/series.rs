//! Tells a series: the same question through the years, its votes, and each member's line.

use super::{
    Audience, Report, Tone,
    listing::one_section,
    old::{Block, Column, Table, Value},
    roll_call::{key_columns, keys, named, short, sources_of},
    words,
};
use crate::{
    analysis::{series::Line, shift::Stand},
    members::{MemberSet, fold},
    record::{Date, Record, RollCallId, Vote},
};

/// How many lines people see where they did not ask for members.
const LINES: usize = 20;
/// A line of more votes has no spaces between them.
const SPACED: usize = 20;

/// Where a series comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// By the linking rule.
    ByRule,
    /// Named or selected by the user.
    AsGiven,
}

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Where the series comes from.
    pub found: Found,
    /// Whether the record is a selection, the embedded one.
    pub selected: bool,
    /// Whether the lines are of members that were asked for: then all are shown.
    pub members: bool,
    /// Official names instead of those that people say.
    pub official: bool,
}

/// The report of a series, the earliest roll call first; there is at least one.
#[must_use]
pub fn report(record: &Record, ids: &[RollCallId], lines: &[Line], wanted: Wanted) -> Report<'static> {
    let blocks = vec![Block::Table(votes(record, ids))];
    let title = ids.last().map_or("", |id| record.text(record.roll_call(*id).title));
    let mut report = one_section(if title.is_empty() { "A series" } else { title }.to_owned(), blocks);
    let section = &mut report.sections[0];
    section.lines.push(span(record, ids));
    section.lines.extend(other_titles(record, ids, title));
    section.blocks.push(Block::Verdict(Tone::Neutral, trend(record, ids)));
    if lines.iter().any(|line| line.stands.iter().any(Option::is_some)) {
        section.blocks.extend(lines_for_people(record, ids, lines, wanted));
        section.blocks.push(Block::Table(lines_for_machines(record, lines, wanted.official)));
        section.blocks.push(Block::Table(positions(record, ids, lines)));
    } else {
        section.blocks.push(Block::Text("How the members voted is not known.".to_owned()));
    }
    notes(ids, wanted, &mut report);
    if let [.., before, last] = ids {
        report.next.push(format!("unvote shift {} {}", short(record, *before), short(record, *last)));
    }
    sources_of(record, ids, &mut report);
    report
}

fn span(record: &Record, ids: &[RollCallId]) -> String {
    let body = ids.first().map_or("", |id| record.roll_call(*id).body.name());
    let day = |id: Option<&RollCallId>| id.and_then(|id| record.roll_call(*id).date).map(words::day);
    match (ids.len(), day(ids.first()), day(ids.last())) {
        (count, Some(first), Some(last)) if count > 1 => format!("{count} votes, {body}, {first} to {last}"),
        (1, Some(day), _) => format!("1 vote, {body}, {day}"),
        (count, ..) => format!("{count} votes, {body}"),
    }
}

/// Earlier titles of the question.
fn other_titles(record: &Record, ids: &[RollCallId], last: &str) -> Option<String> {
    let mut titles: Vec<&str> = Vec::new();
    for title in ids.iter().rev().map(|id| record.text(record.roll_call(*id).title)) {
        let same = |other: &str| fold(other) == fold(title);
        if !title.is_empty() && !same(last) && !titles.iter().any(|other| same(other)) {
            titles.push(title);
        }
    }
    match titles.as_slice() {
        [] => None,
        [one] => Some(format!("Also as: {one}")),
        [one, more @ ..] => Some(format!("Also as: {one}; and {}", words::count(more.len(), "other title"))),
    }
}

/// The votes, one a row; the bar is the share of members in favour.
fn votes(record: &Record, ids: &[RollCallId]) -> Table {
    let mut columns = key_columns();
    columns.extend([
        Column::new("year", "year"),
        Column::for_people("called", "symbol"),
        Column::new("yes", "yes"),
        Column::new("no", "no"),
        Column::new("abstain", "abst."),
        Column::new("non_voting", "absent"),
        Column::for_machines("members"),
        Column::for_machines("share_in_favour"),
        Column::for_people("bar", "in favour, of members"),
    ]);
    let row = |id: &RollCallId| {
        let roll_call = record.roll_call(*id);
        let tally = record.tally(*id).unwrap_or_default();
        let voting = tally.present_and_voting();
        let share = |whole: u16| (whole > 0).then(|| f64::from(tally.yes) / f64::from(whole));
        let mut row = keys(record, *id);
        row.extend([Value::number(roll_call.date.map(Date::year)), Value::Code(short(record, *id))]);
        row.extend(Vote::ALL.map(|vote| Value::Number(tally.count(vote).into())));
        row.extend([
            Value::Number(tally.members().into()),
            Value::share(share(voting)),
            Value::Bar(share(tally.members()).unwrap_or(0.0)),
        ]);
        row
    };
    Table { name: "series", columns, rows: ids.iter().map(row).collect(), audience: Audience::All }
}

/// How yes and no went: first, last, and the most and the least.
fn trend(record: &Record, ids: &[RollCallId]) -> String {
    let year =
        |id: RollCallId| record.roll_call(id).date.map_or_else(|| short(record, id), |day| day.year().to_string());
    let figure = |vote: Vote| -> Option<String> {
        let counts: Vec<(u16, RollCallId)> =
            ids.iter().filter_map(|id| Some((record.tally(*id)?.count(vote), *id))).collect();
        let (first, last) = (counts.first()?, counts.last()?);
        if counts.len() == 1 {
            return Some(format!("{} {}", vote.label(), first.0));
        }
        // Of several years with the same number the latest.
        let most = counts.iter().max_by_key(|(count, _)| *count)?;
        let fewest = counts.iter().rev().min_by_key(|(count, _)| *count)?;
        Some(format!(
            "{} from {} ({}) to {} ({}), most {} ({}), least {} ({})",
            vote.label(),
            first.0,
            year(first.1),
            last.0,
            year(last.1),
            most.0,
            year(most.1),
            fewest.0,
            year(fewest.1)
        ))
    };
    let figures: Vec<String> = [Vote::Yes, Vote::No].into_iter().filter_map(figure).collect();
    format!("Trend: {}.", figures.join("; "))
}

/// One letter a vote: Y, N, A; `.` for non-voting, `?` for not known, a blank for no member.
fn letters(line: &Line, spaced: bool) -> String {
    let letter = |stand: &Option<Stand>| match stand {
        Some(Stand::Voted(Vote::NonVoting)) => '.',
        Some(Stand::Voted(vote)) => vote.letter(),
        Some(Stand::NotMember) => ' ',
        None => '?',
    };
    let letters = line.stands.iter().map(letter);
    if spaced { letters.flat_map(|letter| [letter, ' ']).collect() } else { letters.collect() }
}

fn lines_for_people(record: &Record, ids: &[RollCallId], lines: &[Line], wanted: Wanted) -> Vec<super::Block<'static>> {
    let all: Vec<&Line> = lines.iter().collect();
    if wanted.members || ids.len() == 1 {
        let text = "Each member's votes, those that moved most first:";
        return vec![Block::Text(text.to_owned()), Block::Table(line_table(record, ids, &all, wanted))];
    }
    let mut blocks = Vec::new();
    let last_against: Vec<&Line> = of_last(lines, Vote::No);
    let place = ids.last().map_or_else(String::new, |id| short(record, *id));
    if !last_against.is_empty() && last_against.len() <= LINES {
        let text = format!("The {} against {place}, through the series:", last_against.len());
        blocks.extend([Block::Text(text), Block::Table(line_table(record, ids, &last_against, wanted))]);
    }
    let moved: Vec<&Line> = lines.iter().filter(|line| line.moved > 0).collect();
    let shown = &moved[..moved.len().min(LINES)];
    if !shown.is_empty() {
        let text = "Who moved most (yes-no counts 2 steps, to or from abstaining 1):";
        blocks.extend([Block::Text(text.to_owned()), Block::Table(line_table(record, ids, shown, wanted))]);
    }
    blocks.push(Block::Text(rest(lines, moved.len(), shown.len())));
    blocks
}

fn of_last(lines: &[Line], vote: Vote) -> Vec<&Line> {
    lines.iter().filter(|line| line.stands.last() == Some(&Some(Stand::Voted(vote)))).collect()
}

/// What is not shown: how many others moved, and those that never did.
fn rest(lines: &[Line], moved: usize, shown: usize) -> String {
    let always = |vote: Vote| {
        let scale = Stand::Voted(vote).scale();
        let votes = |line: &&Line| line.stands.iter().find_map(|stand| stand.and_then(Stand::scale)) == scale;
        lines.iter().filter(|line| line.moved == 0).filter(votes).count()
    };
    let mut told = Vec::new();
    if moved > shown {
        told.push(format!("{} more moved", moved - shown));
    }
    told.push(format!(
        "whenever they voted, {} always voted yes, {} no, and {} abstained",
        always(Vote::Yes),
        always(Vote::No),
        always(Vote::Abstain)
    ));
    let text = format!("{}. --members LIST shows the lines of others.", told.join("; "));
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn line_table(record: &Record, ids: &[RollCallId], lines: &[&Line], wanted: Wanted) -> Table {
    let year = |id: Option<&RollCallId>| id.and_then(|id| record.roll_call(*id).date).map(Date::year);
    let label = match (year(ids.first()), year(ids.last())) {
        (Some(first), Some(last)) => words::span(&first, &last),
        _ => "votes".to_owned(),
    };
    let columns = vec![Column::new("letters", &label), Column::new("moved", "steps"), Column::new("name", "")];
    let row = |line: &&Line| {
        let set: MemberSet = [line.member].into_iter().collect();
        let name = named(record, set, wanted.official).pop().map_or_else(String::new, |member| member.name.to_owned());
        vec![Value::Code(letters(line, ids.len() <= SPACED)), Value::Number(line.moved.into()), Value::Code(name)]
    };
    Table { name: "lines_for_people", columns, rows: lines.iter().map(row).collect(), audience: Audience::People }
}

/// One row a member.
fn lines_for_machines(record: &Record, lines: &[Line], official: bool) -> Table {
    let columns = ["member", "name", "line", "moved", "changes", "net"].map(Column::for_machines).to_vec();
    let row = |line: &Line| {
        let member = record.members().get(line.member);
        vec![
            Value::code(member.code),
            Value::text(member.display_name(official)),
            Value::Code(letters(line, false)),
            Value::Number(line.moved.into()),
            Value::Number(line.changes.into()),
            line.net.map_or(Value::Missing, |net| Value::Signed(net.into())),
        ]
    };
    Table { name: "lines", columns, rows: lines.iter().map(row).collect(), audience: Audience::Machines }
}

/// One row a roll call and member.
fn positions(record: &Record, ids: &[RollCallId], lines: &[Line]) -> Table {
    let columns = ["symbol", "date", "year", "member", "vote"].map(Column::for_machines).to_vec();
    let mut rows = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let date = record.roll_call(*id).date;
        for line in lines {
            let stand = line.stands.get(place).copied().flatten();
            rows.push(vec![
                Value::code(record.symbol(*id)),
                Value::day(date),
                Value::number(date.map(Date::year)),
                Value::code(record.members().get(line.member).code),
                Value::code(stand.map_or("not known", Stand::word)),
            ]);
        }
    }
    Table { name: "votes", columns, rows, audience: Audience::Machines }
}

fn notes(ids: &[RollCallId], wanted: Wanted, report: &mut Report<'_>) {
    let count = ids.len();
    report.notes.push(
        "The year is the calendar year of the vote. Y yes, N no, A abstaining, . non-voting, ? not known, blank no member \
         then; a seat that passed on is one line."
            .to_owned(),
    );
    if wanted.found == Found::ByRule && count == 1 {
        report.notes.push("No other vote on this question was found in this record.".to_owned());
    }
    if wanted.selected {
        report.notes.push(
            "The embedded record is a selection of roll calls: others on this question may be missing. --data FILE reads \
             the whole record."
                .to_owned(),
        );
    }
}
