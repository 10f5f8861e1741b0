//! Tells how members voted in several roll calls side by side: a grid for people, one row a vote for machines.

use super::{
    Audience, Report, Section,
    listing::about,
    old::{Block, Column, Table, Value},
    roll_call::{key_columns, keys, sources_of},
    words,
};
use crate::{
    analysis::grid::Row,
    record::{Date, Position, Record, RollCallId, Vote},
};

/// Up to so many roll calls the votes are words, in more letters.
const IN_WORDS: usize = 4;
/// The most roll calls side by side: with turned labels and a score they fit 60 columns.
const SIDE_BY_SIDE: usize = 16;

/// The grid of these rows, in their order; `agree` as for [`crate::analysis::grid::rows`].
#[must_use]
pub fn report(
    record: &Record,
    ids: &[RollCallId],
    rows: &[Row],
    agree: &[Option<Vote>],
    official: bool,
) -> Report<'static> {
    let scored = agree.iter().any(Option::is_some);
    let changed = rows.iter().filter(|row| row.has_changed()).count();
    let mut section = Section { title: title(rows.len(), ids.len()), ..Section::default() };
    if ids.len() > 1 {
        let changed = if changed == 0 { "None".to_owned() } else { changed.to_string() };
        section.lines.push(format!("{changed} of them took more than one position."));
    }
    if ids.len() > IN_WORDS {
        section.lines.push("Y yes, N no, A abstaining, X non-voting, ? not known, - no member".to_owned());
    }
    for first in (0..ids.len()).step_by(SIDE_BY_SIDE) {
        let places: Vec<usize> = (first..ids.len().min(first + SIDE_BY_SIDE)).collect();
        section.blocks.push(Block::Table(for_people(record, ids, &places, rows, scored, official)));
    }
    section.blocks.push(Block::Table(tidy(record, ids, rows, agree, official)));
    section.blocks.push(Block::Table(legend(record, ids, agree, scored)));
    let mut report = Report { sections: vec![section], ..Report::default() };
    if scored {
        let note = "The score is the share of votes that agree, of the yes, no and abstentions cast where a vote counts as \
                    agreement; non-voting counts neither way.";
        report.notes.push(note.to_owned());
    }
    sources_of(record, ids, &mut report);
    report
}

fn title(members: usize, roll_calls: usize) -> String {
    format!("{} in {}", words::count(members, "member"), words::roll_calls(roll_calls))
}

/// `ES-11/7` for `A/RES/ES-11/7`.
fn short(symbol: &str) -> &str {
    let resolution = symbol.strip_prefix("A/RES/").or_else(|| symbol.strip_prefix("S/RES/"));
    match resolution.unwrap_or(symbol) {
        "" => "(none)",
        short => short,
    }
}

/// The symbol and below it the day, in lines: `ES-11/7`, `24 Feb`, `2025`.
fn label(record: &Record, id: RollCallId) -> String {
    let day = |day: Date| format!("\n{}\n{}", day.strftime("%-d\u{a0}%b"), day.year());
    let day = record.roll_call(id).date.map_or_else(String::new, day);
    format!("{}{day}", short(record.symbol(id)))
}

/// Members in rows, these of the roll calls in columns.
fn for_people(
    record: &Record,
    ids: &[RollCallId],
    places: &[usize],
    rows: &[Row],
    scored: bool,
    official: bool,
) -> Table {
    let mut columns = vec![Column::new("name", "member")];
    columns.extend(places.iter().map(|at| Column::new("vote", &label(record, ids[*at]))));
    if scored {
        columns.extend([Column::new("score", "score"), Column::new("score_votes", "of")]);
    }
    let row = |row: &Row| {
        let mut values = vec![Value::Text(record.members().get(row.member).display_name(official).to_owned())];
        values.extend(places.iter().map(|at| spoken(row.positions[*at], ids.len() <= IN_WORDS)));
        if scored {
            values.extend([Value::share(row.score.share()), Value::Number(row.score.of.into())]);
        }
        values
    };
    Table { name: "side_by_side", columns, rows: rows.iter().map(row).collect(), audience: Audience::People }
}

/// A position as people read it in a narrow column: a word or a letter.
fn spoken(position: Position, in_words: bool) -> Value {
    let text = match position {
        Position::Voted(vote) if !in_words => vote.letter().to_string(),
        Position::Voted(Vote::NonVoting) => "absent".to_owned(),
        Position::Voted(vote) => vote.word().to_owned(),
        Position::NotKnown => "?".to_owned(),
        Position::NotMember => return Value::Missing,
    };
    Value::Code(text)
}

/// What the roll calls are, and which vote agrees.
fn legend(record: &Record, ids: &[RollCallId], agree: &[Option<Vote>], scored: bool) -> Table {
    let mut columns = vec![Column::new("called", "symbol"), Column::new("day", "date")];
    if scored {
        columns.push(Column::new("agree", "agrees"));
    }
    columns.extend([Column::new("tally", "result"), Column::new("about", "title")]);
    let row = |(id, agree): (&RollCallId, &Option<Vote>)| {
        let mut row = vec![Value::Code(short(record.symbol(*id)).to_owned()), Value::day(record.roll_call(*id).date)];
        if scored {
            row.push(Value::code(agree.map_or("", Vote::word)));
        }
        row.push(record.tally(*id).map_or(Value::Missing, |tally| Value::Code(tally.to_string())));
        row.push(Value::brief(&about(record, *id)));
        row
    };
    let rows = ids.iter().zip(agree).map(row).collect();
    Table { name: "legend", columns, rows, audience: Audience::People }
}

/// One row a member and roll call.
fn tidy(record: &Record, ids: &[RollCallId], rows: &[Row], agree: &[Option<Vote>], official: bool) -> Table {
    let mut columns = key_columns();
    columns.extend(["member", "name", "vote", "agrees", "score", "score_votes"].map(Column::for_machines));
    let mut tidy = Vec::new();
    for row in rows {
        let member = record.members().get(row.member);
        for ((id, position), agree) in ids.iter().zip(&row.positions).zip(agree) {
            let (vote, agrees) = match position {
                Position::Voted(Vote::NonVoting) => (Vote::NonVoting.word(), None),
                Position::Voted(vote) => (vote.word(), agree.map(|agree| agree == *vote)),
                Position::NotKnown => ("not known", None),
                Position::NotMember => ("not a member", None),
            };
            let mut values = keys(record, *id);
            values.extend([Value::code(member.code), Value::text(member.display_name(official)), Value::code(vote)]);
            values.extend([
                agrees.map_or(Value::Missing, Value::Flag),
                Value::share(row.score.share()),
                Value::Number(row.score.of.into()),
            ]);
            tidy.push(values);
        }
    }
    Table { name: "grid", columns, rows: tidy, audience: Audience::Machines }
}
