//! Tells the agreement matrix: members by members, or, where it is too large for people, the pairs that agree most and
//! least.

use super::{
    Audience, Report, Section,
    agreement::{bar, meaning, of_seats, told, value},
    old::{Block, Column, Table, Value},
    roll_call::{named, sources_of},
    words,
};
use crate::{
    analysis::{
        agreement::{Lines, Measure},
        counted::mean,
        matrix::{Cell, Key, Matrix, Pair},
    },
    members::{MemberId, MemberList, MemberSet},
    record::{Body, Record, RollCallId},
};

/// The most cells that people are shown: 60 members by 60. Even so it may be several screens.
const MOST_CELLS: usize = 3_600;
/// Common votes below which a share moves by more than ten points with each vote.
const FEW: u32 = 10;
/// Pairs that agree most and least, where there are more cells.
const EXTREMES: usize = 10;
/// Members that are shown in their order, where there are more cells.
const FIRST: usize = 20;

/// What is told.
#[derive(Clone, Debug)]
pub struct Wanted<'w> {
    /// Whose votes are looked at.
    pub body: Body,
    /// Who was asked for in rows and columns; all if nobody.
    pub lists: [Option<&'w MemberList>; 2],
    /// What the rows were sorted by, if not by code.
    pub sorted: Option<Key>,
    /// Members that were asked for and took no position.
    pub without_position: MemberSet,
    /// Official names.
    pub official: bool,
}

/// The matrix alone, for formats that hold nothing else.
#[must_use]
pub fn table(record: &Record, matrix: &Matrix) -> Report<'static> {
    let blocks = vec![Block::Table(values(record, matrix))];
    Report { sections: vec![Section { blocks, ..Section::default() }], ..Report::default() }
}

/// The report of a matrix of these roll calls.
#[must_use]
pub fn report(record: &Record, ids: &[RollCallId], matrix: &Matrix, wanted: &Wanted<'_>) -> Report<'static> {
    let votes: Vec<RollCallId> = ids.iter().copied().filter(|id| record.roll_call(*id).is_vote()).collect();
    let names = Names { record, official: wanted.official };
    let pairs = Pairs::of(matrix);
    let mut section = Section {
        title: title(matrix),
        lines: lists_told(record, wanted).into_iter().chain([basis_told(record, &votes, matrix, wanted)]).collect(),
        blocks: vec![Block::Text(in_all(&names, matrix, &pairs))],
    };
    if matrix.rows.len() * matrix.columns.len() <= MOST_CELLS {
        section.blocks.push(Block::Matrix(for_people(&names, matrix)));
    } else {
        section.blocks.extend(summary(&names, matrix, &pairs, wanted));
    }
    section.blocks.push(Block::Table(values(record, matrix)));
    let common = |cell: &Cell| Value::Number(cell.votes.into());
    section.blocks.push(Block::Table(for_machines(record, matrix, "common_votes", common)));
    section.blocks.push(Block::Table(members(&names, matrix)));
    section.blocks.push(Block::Table(basis(record, &votes, matrix, &pairs, wanted)));
    let mut report = Report { sections: vec![section], ..Report::default() };
    report.notes.push(format!("{}.", words::capitalized(meaning(matrix.measure))));
    if matrix.measure == Measure::Coincidence {
        report.notes.push(
            "The participation is that of the member in the column, so a pair has two values, one from each side."
                .to_owned(),
        );
    }
    report.notes.extend(pairs.empty_told(matrix));
    report.notes.extend(pairs.few_told());
    if wanted.lists.into_iter().flatten().any(MemberList::names_a_group) {
        report.notes.push("A member of a group counts with the votes that it cast while it was in it.".to_owned());
    }
    if !wanted.without_position.is_empty() {
        let absent = named(record, wanted.without_position, wanted.official);
        let absent: Vec<&str> = absent.into_iter().map(|member| member.name).collect();
        report.notes.push(format!("No position in these roll calls, and so not in the matrix: {}.", absent.join(", ")));
    }
    let lines = Lines::new(record.members());
    let seats = matrix.rows.iter().chain(&matrix.columns).map(|line| (*line, lines.others_in(record, &votes, *line)));
    of_seats(&mut report, record, &seats.collect::<Vec<_>>());
    sources_of(record, &votes, &mut report);
    report
}

struct Names<'r> {
    record: &'r Record,
    official: bool,
}

impl Names<'_> {
    fn of(&self, member: MemberId) -> &'static str {
        let member = self.record.members().get(member);
        member.display_name(self.official)
    }

    fn pair(&self, pair: &Pair) -> String {
        format!("{} and {}", self.of(pair.row), self.of(pair.column))
    }
}

/// The pairs of a matrix, and how many of them have no value.
struct Pairs {
    /// Those with a value, from the most to the least agreement.
    valued: Vec<(Pair, f64)>,
    /// Pairs without a common vote.
    never: usize,
    /// Pairs with some, but fewer than were asked for.
    withheld: usize,
    /// Pairs for whose votes the measure has no value.
    undefined: usize,
}

impl Pairs {
    fn of(matrix: &Matrix) -> Self {
        let mut pairs = Self { valued: Vec::new(), never: 0, withheld: 0, undefined: 0 };
        for pair in matrix.pairs() {
            match pair.cell {
                Cell { value: Some(value), .. } => pairs.valued.push((pair, value)),
                Cell { votes: 0, .. } => pairs.never += 1,
                Cell { votes, .. } if votes < matrix.least => pairs.withheld += 1,
                Cell { .. } => pairs.undefined += 1,
            }
        }
        // More votes make an extreme value a firmer one.
        pairs.valued.sort_by(|(a, of_a), (b, of_b)| of_b.total_cmp(of_a).then(b.cell.votes.cmp(&a.cell.votes)));
        pairs
    }

    /// Those with common votes in at least half of the roll calls, as few votes reach extreme values by chance; all where
    /// there are none, and where it was said how many votes are enough.
    fn firm(&self, matrix: &Matrix) -> Vec<&(Pair, f64)> {
        let half = |pair: &Pair| pair.cell.votes as usize >= matrix.roll_calls.div_ceil(2);
        let firm: Vec<_> = self.valued.iter().filter(|(pair, _)| half(pair)).collect();
        if firm.is_empty() || matrix.least > 1 { self.valued.iter().collect() } else { firm }
    }

    /// The same from the least agreement on; of equal ones those with more votes first, too.
    fn least_first(&self, matrix: &Matrix) -> Vec<&(Pair, f64)> {
        let mut firm = self.firm(matrix);
        firm.sort_by(|(a, of_a), (b, of_b)| of_a.total_cmp(of_b).then(b.cell.votes.cmp(&a.cell.votes)));
        firm
    }

    /// How many values rest on few votes, so that nobody reads them like the others.
    fn few_told(&self) -> Option<String> {
        let votes: Vec<u32> =
            self.valued.iter().map(|(pair, _)| pair.cell.votes).filter(|votes| *votes < FEW).collect();
        let pairs = words::count(votes.len(), "pair");
        let have = if votes.len() == 1 { "has" } else { "have" };
        let fewest = votes.iter().min()?;
        Some(format!(
            "{pairs} {have} fewer than {FEW} common votes (the fewest {fewest}): --least {FEW} leaves these cells empty."
        ))
    }

    /// What the empty cells are.
    fn empty_told(&self, matrix: &Matrix) -> Option<String> {
        let least = matrix.least;
        let kinds = [
            (self.never, "without a common vote".to_owned()),
            (self.withheld, format!("with fewer than {least} common votes (--least)")),
            (self.undefined, format!("for whose votes {} has no value", matrix.measure.name())),
        ];
        let told: Vec<String> = kinds
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{} {what}", words::count(count, "pair")))
            .collect();
        (!told.is_empty()).then(|| format!("Left empty: {}.", told.join("; ")))
    }
}

fn title(matrix: &Matrix) -> String {
    let rows = words::count(matrix.rows.len(), "member");
    if matrix.is_square {
        format!("Agreement of {rows}")
    } else {
        format!("Agreement of {rows} with {}", matrix.columns.len())
    }
}

/// Who was asked for, where not all are.
fn lists_told(record: &Record, wanted: &Wanted<'_>) -> Option<String> {
    let names = |list: Option<&MemberList>| {
        list.map_or_else(|| "all members".to_owned(), |list| list.names(record.members(), wanted.official))
    };
    match wanted.lists {
        [None, None] => None,
        [rows, None] => Some(names(rows)),
        [rows, columns] => Some(format!("Rows: {}; columns: {}", names(rows), names(columns))),
    }
}

fn basis_told(record: &Record, votes: &[RollCallId], matrix: &Matrix, wanted: &Wanted<'_>) -> String {
    let roll_calls = words::roll_calls(matrix.roll_calls);
    let years = record
        .days(votes.iter().copied())
        .map_or_else(String::new, |(first, last)| format!(" of {}", words::span(&first.year(), &last.year())));
    let measure = if matrix.measure == Measure::Identical { "identical votes" } else { matrix.measure.name() };
    let unit = if matrix.measure.is_share() { ", in percent" } else { "" };
    format!("{}, {roll_calls}{years}; {measure}{unit}", wanted.body.name())
}

/// The sentence that tells the whole.
fn in_all(names: &Names<'_>, matrix: &Matrix, pairs: &Pairs) -> String {
    let told = |value: f64| told(matrix.measure, value);
    let (count, firm) = (pairs.valued.len(), pairs.firm(matrix));
    let average = mean(pairs.valued.iter().map(|(_, value)| *value)).map_or_else(String::new, told);
    let least = pairs.least_first(matrix);
    let (Some(most), Some(least)) = (firm.first(), least.first()) else { return String::new() };
    if count == 1 {
        return format!("{}: {average} of {} common votes.", names.pair(&most.0), most.0.cell.votes);
    }
    // Coincidence is not the same from both sides.
    let ordered = if matrix.measure == Measure::Coincidence { "ordered " } else { "" };
    let among = if firm.len() < count {
        format!(". Of the {} with common votes in at least half of the roll calls most", firm.len())
    } else {
        "; most".to_owned()
    };
    format!(
        "On average {average} over {count} {ordered}pairs{among} {} ({}), least {} ({}).",
        names.pair(&most.0),
        told(most.1),
        names.pair(&least.0),
        told(least.1)
    )
}

/// The matrix as people read it: whole percentages, and a dot where a member meets itself.
fn for_people(names: &Names<'_>, matrix: &Matrix) -> Table {
    let code = |member: MemberId| names.record.members().get(member).code;
    let mut columns = vec![Column::new("name", ""), Column::new("member", "")];
    columns.extend(matrix.columns.iter().map(|column| Column::new(code(*column), code(*column))));
    let row = |(place, row): (usize, &MemberId)| {
        let cell = |(column, cell): (&MemberId, &Cell)| match cell.value {
            _ if column == row => Value::Code("·".to_owned()),
            Some(value) if matrix.measure.is_share() => Value::Percent(value),
            other => value(matrix.measure, other),
        };
        let mut values = vec![Value::Code(names.of(*row).to_owned()), Value::code(code(*row))];
        values.extend(matrix.columns.iter().zip(matrix.row(place)).map(cell));
        values
    };
    let rows = matrix.rows.iter().enumerate().map(row).collect();
    Table { name: "matrix_for_people", columns, rows, audience: Audience::People }
}

/// The pairs that agree most and least, and where the rest is to be had.
fn summary(names: &Names<'_>, matrix: &Matrix, pairs: &Pairs, wanted: &Wanted<'_>) -> Vec<super::Block<'static>> {
    let mut blocks = Vec::new();
    let measure = matrix.measure;
    let row = |(pair, agreement): &(Pair, f64)| {
        let votes = Value::Number(pair.cell.votes.into());
        let agreement = Some(*agreement);
        vec![Value::Text(names.pair(pair)), value(measure, agreement), votes, bar(measure, agreement)]
    };
    let first = |firm: Vec<&(Pair, f64)>| {
        // From one side of two, where a measure is not the same from both.
        let once = firm.into_iter().filter(|(pair, _)| !matrix.is_square || pair.row < pair.column);
        once.take(EXTREMES).map(row).collect::<Vec<_>>()
    };
    let table = |label: &str, rows: Vec<Vec<Value>>| {
        let columns = vec![
            Column::new("pair", label),
            Column::new("value", measure.name()),
            Column::new("votes", "votes"),
            Column::for_people("bar", ""),
        ];
        Block::Table(Table { name: "extremes", columns, rows, audience: Audience::People })
    };
    if let Some(key) = wanted.sorted {
        blocks.push(Block::Table(first_rows(names, matrix, key)));
    }
    blocks.push(table("agree most", first(pairs.firm(matrix))));
    blocks.push(table("agree least", first(pairs.least_first(matrix))));
    blocks.push(Block::Text(format!(
        "The {} by {} members are too many to show: -o matrix.csv writes all of them, --members and --with choose some.",
        matrix.rows.len(),
        matrix.columns.len()
    )));
    blocks
}

/// The first rows with what they were sorted by.
fn first_rows(names: &Names<'_>, matrix: &Matrix, key: Key) -> Table {
    let name = |place: usize| Value::Text(names.of(matrix.rows[place]).to_owned());
    let (label, column) = match key {
        Key::Mean => ("on average".to_owned(), None),
        Key::Column(column) => (format!("with {}", names.of(column)), Some(column)),
    };
    let mut columns = vec![Column::new("name", "member"), Column::new("value", &label)];
    columns.extend(column.map(|_| Column::new("votes", "votes")));
    let row = |place: usize| match column {
        None => vec![name(place), value(matrix.measure, matrix.mean(place))],
        Some(column) => {
            let cell = matrix.cell(place, column);
            vec![name(place), value(matrix.measure, cell.value), Value::Number(cell.votes.into())]
        }
    };
    let others = (0..matrix.rows.len()).filter(|place| column != Some(matrix.rows[*place]));
    Table { name: "order", columns, rows: others.take(FIRST).map(row).collect(), audience: Audience::People }
}

fn values(record: &Record, matrix: &Matrix) -> Table {
    for_machines(record, matrix, "matrix", |cell| value(matrix.measure, cell.value))
}

/// One row a member, a column for each, under its code.
fn for_machines(record: &Record, matrix: &Matrix, name: &'static str, cell: impl Fn(&Cell) -> Value) -> Table {
    let code = |member: &MemberId| record.members().get(*member).code;
    let mut columns = vec![Column::for_machines("member")];
    columns.extend(matrix.columns.iter().map(|column| Column::for_machines(code(column))));
    let row = |(place, row): (usize, &MemberId)| {
        let mut values = Vec::with_capacity(columns.len());
        values.push(Value::code(code(row)));
        values.extend(matrix.row(place).iter().map(&cell));
        values
    };
    let rows = matrix.rows.iter().enumerate().map(row).collect();
    Table { name, columns, rows, audience: Audience::Machines }
}

/// Who stands in the rows.
fn members(names: &Names<'_>, matrix: &Matrix) -> Table {
    let columns = ["member", "name", "mean"].map(Column::for_machines).to_vec();
    let row = |(place, row): (usize, &MemberId)| {
        let code = names.record.members().get(*row).code;
        vec![Value::code(code), Value::text(names.of(*row)), value(matrix.measure, matrix.mean(place))]
    };
    let rows = matrix.rows.iter().enumerate().map(row).collect();
    Table { name: "members", columns, rows, audience: Audience::Machines }
}

/// What the figures rest on.
fn basis(record: &Record, votes: &[RollCallId], matrix: &Matrix, pairs: &Pairs, wanted: &Wanted<'_>) -> Table {
    let columns = ["measure", "body", "roll_calls", "first", "last", "least", "pairs", "empty", "mean"];
    let span = record.days(votes.iter().copied());
    let number = |count: usize| Value::number(i64::try_from(count).ok());
    let row = vec![
        Value::code(matrix.measure.word()),
        Value::code(wanted.body.code()),
        number(matrix.roll_calls),
        Value::day(span.map(|(first, _)| first)),
        Value::day(span.map(|(_, last)| last)),
        Value::Number(matrix.least.into()),
        number(pairs.valued.len()),
        number(pairs.never + pairs.withheld + pairs.undefined),
        value(matrix.measure, mean(pairs.valued.iter().map(|(_, value)| *value))),
    ];
    let columns = columns.map(Column::for_machines).to_vec();
    Table { name: "basis", columns, rows: vec![row], audience: Audience::Machines }
}
