//! The matrix of votes, members in rows and roll calls in columns, as programs for the analysis of roll calls take it; and
//! a table of its roll calls.

use std::{collections::HashMap, rc::Rc};

use super::{Block, Kind, Layout, Names, Report, Spec, Value, columns, roll_call::exported};
use crate::members::{MemberId, MemberSet};
use crate::record::{Date, Position, Record, Roll, RollCallId, Vote, Voters, Word, Words};

/// What stands in the cells of the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Cells {
    /// The numbers of Voeten's data.
    #[default]
    Numbers,
    /// The position as a number.
    Scale,
    /// The words of other exports.
    Words,
}

impl Words for Cells {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Numbers, "numbers", "1 yes, 2 abstain, 3 no, 8 non-voting, 9 not a member, as Voeten's data")
            .or(&["voeten"]),
        Word::new(Self::Scale, "scale", "1 yes, 0 abstain, -1 no, else empty").or(&["signs"]),
        Word::new(Self::Words, "words", "yes, no, abstain, non-voting, not a member"),
    ];
}

impl Cells {
    /// What stands for a position; nothing where it is not known.
    fn of(self, position: Position) -> Value<'static> {
        let vote = match position {
            Position::Voted(vote) => Some(vote),
            Position::NotMember => None,
            Position::NotKnown => return Value::Missing,
        };
        match (self, vote) {
            (Self::Numbers, Some(vote)) => [1, 3, 2, 8][vote as usize].into(),
            (Self::Numbers, None) => 9.into(),
            (Self::Words, vote) => vote.map_or("not a member", Vote::word).into(),
            (Self::Scale, Some(Vote::Yes)) => 1.into(),
            (Self::Scale, Some(Vote::Abstain)) => 0.into(),
            (Self::Scale, Some(Vote::No)) => (-1).into(),
            (Self::Scale, Some(Vote::NonVoting) | None) => Value::Missing,
        }
    }

    /// A column of the matrix.
    fn column(self, name: String) -> Spec {
        const MEANING: &str = "A column for each roll call, under its symbol with `_` for all but letters and digits: the vote. \
             Not a member: of the body on that day or, with `--members`, of the list. Empty where the vote is not known.";
        let (kind, unit) = match self {
            Self::Numbers => (Kind::Number, "1 yes, 2 abstain, 3 no, 8 non-voting, 9 not a member"),
            Self::Scale => (Kind::Number, "1 yes, 0 abstain, -1 no"),
            Self::Words => (Kind::Code, columns::STANDS),
        };
        Spec { key: name.into(), ..Spec::new("", kind, unit, MEANING) }
    }
}

/// One row a member with a known vote in any of these roll calls, a column a roll call in which any vote is known. A seat
/// that passed on is one row; two holders of one are two.
pub(crate) fn rollcall<'q>(
    record: &'q Record, ids: &'q [RollCallId], whose: &'q Voters, cells: Cells,
) -> Option<Report<'q>> {
    let has_votes = |id: &RollCallId| record.roll_call(*id).is_vote() && !record.roll(*id).known().is_empty();
    let ids: Vec<RollCallId> = ids.iter().copied().filter(has_votes).collect();
    let rolls: Rc<[Roll]> = ids.iter().map(|id| record.lines_of(*id, whose.list.as_ref())).collect();
    let lines = rolls.iter().fold(MemberSet::EMPTY, |all, roll| all | roll.known());
    let names = Names::new(record, false).over(ids.iter().copied());
    let called = names_of_columns(record, &ids);
    let layout = matrix(names.span.map(|(_, last)| last), &called, cells, &rolls);
    let mut report = exported(names, &ids, layout, lines.iter())?;
    let rows: Vec<_> = ids.into_iter().zip(called).collect();
    report.sections[0].blocks.push(Block::Table(roll_calls().held(names, rows)));
    Some(report)
}

/// The columns of the matrix; their cells are looked up in the rolls, by lines.
pub(super) fn matrix<'q>(
    last: Option<Date>, called: &[String], cells: Cells, rolls: &Rc<[Roll]>,
) -> Layout<'q, MemberId> {
    Layout::for_machines("rollcall", "a member, by code")
        .member_codes(|row: &MemberId| *row, move |_, _| last)
        .machines(columns::NAME, |row, names| names.name(*row).into())
        .each(called.iter().enumerate(), |layout, (at, name)| {
            let rolls = Rc::clone(rolls);
            layout.machines(cells.column(name.clone()), move |row, _| cells.of(rolls[at].position(*row)))
        })
}

/// The roll calls of the matrix, in the order of its columns.
pub(super) fn roll_calls<'q>() -> Layout<'q, (RollCallId, String)> {
    const COLUMN: Spec = Spec::code("column", "", "Its column in `rollcall`.");
    Layout::for_machines("roll_calls", "a roll call, in the order of the columns of `rollcall`")
        .when("with --table roll_calls")
        .machines(COLUMN, |row: &(RollCallId, String), _| row.1.as_str().into())
        .roll_call_number(|row| row.0)
        .of_roll_call(|row| row.0)
        .undl_id(|row| row.0)
        .cast(Vote::ALL, |row, names| names.record.numbers(row.0))
        .machines(columns::NOT_KNOWN, |row, names| names.record.numbers(row.0).not_known.into())
        .machines(columns::OUTCOME, |row, names| columns::ended(names.record.outcome(row.0)).into())
}

/// What the columns of roll calls are called: names that R and SQL take as they are. Several roll calls of one symbol are
/// told apart by `.2`, `.3` and so on behind it, in the order of the record.
fn names_of_columns(record: &Record, ids: &[RollCallId]) -> Vec<String> {
    let mut times: HashMap<String, u32> = HashMap::new();
    let name = |id: &RollCallId| {
        let name = name_of_column(record, *id);
        // DuckDB takes two names that differ by case alone for one.
        let times = times.entry(name.to_lowercase()).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name}.{times}") }
    };
    ids.iter().map(name).collect()
}

fn name_of_column(record: &Record, id: RollCallId) -> String {
    let symbol = record.symbol(id);
    let parts = symbol.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join("_");
    match record.roll_call(id).rcid {
        _ if name.starts_with(|first: char| first.is_ascii_alphabetic()) => name,
        Some(rcid) => format!("rcid_{rcid}"),
        None => format!("roll_call_{}", id.index() + 1),
    }
}
