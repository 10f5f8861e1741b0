//! Reports the agreement matrix: members by members, or, where that is too large for people, the pairs that agree most
//! and least.

use super::agreement::{MEASURE, OF_MEASURE, bar, meaning, measured, of_draws, of_lines, told};
use super::bloc_picture::{self, About};
use super::roll_call::sources_of;
use super::{Block, Documented, Kind, Layout, Look, Names, Report, Section, Spec, Value, columns, words};
use crate::analysis::agreement::Measure;
use crate::analysis::blocs::Blocs;
use crate::analysis::bootstrap::Bootstrap;
use crate::analysis::counted::mean;
use crate::analysis::matrix::{Cell, Intervals, Key, Matrix, Pair, no_longer_listed};
use crate::members::order::InOrder as _;
use crate::members::{MemberId, MemberList, MemberSet};
use crate::record::{Body, Date, Record, RollCallId};

/// The most cells that people see: 60 members by 60, which may already fill several screens.
const MOST_CELLS: usize = 3_600;
/// Common votes below which a share moves by more than ten points with each vote.
const FEW: u32 = 10;
/// How many pairs are shown at either extreme, where there are more cells.
const EXTREMES: usize = 10;
/// How many rows are shown in their order, where there are more cells.
const FIRST: usize = 20;

/// What the report needs to know beside the matrix itself.
#[derive(Clone, Debug)]
pub(crate) struct MatrixQuestion<'w> {
    /// The body whose votes count.
    pub body: Body,
    /// The members asked for in rows and in columns; none for all members.
    pub lists: [Option<&'w MemberList>; 2],
    /// What the rows were sorted by, if not by code.
    pub sorted: Option<Key>,
    /// Members asked for that took no position.
    pub without_position: MemberSet,
    /// The matrix as it is drawn, with its blocs; none where it is not.
    pub heat: Option<&'w (Matrix, Option<Blocs>)>,
    /// The conditions that selected the roll calls, as they were typed.
    pub conditions: Vec<String>,
    /// Whether to print official names rather than the usual ones.
    pub official: bool,
}

/// The matrix alone, for formats that hold nothing else.
pub(crate) fn table<'q>(record: &'q Record, matrix: &'q Matrix) -> Report<'q> {
    let names = Names::new(record, false);
    let table = agreement(matrix.measure, codes(names, matrix)).held(names, Row::all(matrix));
    Report::of(Section { blocks: vec![Block::Table(table)], ..Section::default() })
}

/// The report of a matrix of these roll calls.
pub(crate) fn report<'q>(
    record: &'q Record, ids: &[RollCallId], matrix: &'q Matrix, intervals: Option<&'q (Bootstrap, Intervals)>,
    question: &MatrixQuestion<'_>,
) -> Report<'q> {
    let votes: Vec<RollCallId> = ids.iter().copied().filter(|id| record.roll_call(*id).is_vote()).collect();
    let names = Names::new(record, question.official).over(votes.iter().copied());
    let pairs = Pairs::of(matrix);
    let span = record.days(votes.iter().copied());
    let mut blocks = vec![Block::Text(in_all(names, &pairs))];
    if let Some((drawn, blocs)) = question.heat {
        let list = question.lists[0].map_or_else(String::new, |list| names.list(list));
        let about =
            About { body: question.body, span, votes: votes.len(), list: &list, conditions: &question.conditions };
        let picture = bloc_picture::heat(names, drawn, blocs.as_ref(), &about, &in_all(names, &pairs));
        blocks.push(Block::picture(picture));
    }
    let is_shown = matrix.rows.len() * matrix.columns.len() <= MOST_CELLS;
    if is_shown {
        blocks.push(Block::Matrix(for_people(names, matrix).held(names, Row::all(matrix))));
    } else {
        blocks.extend(summary(names, &pairs, question));
    }
    let of_cells = [agreement(matrix.measure, codes(names, matrix)), common_votes(codes(names, matrix))];
    let of_rows = of_cells.into_iter().chain([members(matrix.measure)]);
    blocks.extend(of_rows.map(|layout| layout.block(names, Row::all(matrix))));
    if let Some((_, intervals)) = intervals {
        let ends = [false, true].map(|is_high| ends(codes(names, matrix), matrix.measure, Some(intervals), is_high));
        blocks.extend(ends.map(|layout| layout.block(names, Row::all(matrix))));
    }
    let mut report = Report::default();
    report.note(format!("{}.", words::capitalized(meaning(matrix.measure))));
    of_draws(&mut report, intervals.map(|(bootstrap, _)| *bootstrap), "--table low and --table high");
    if matrix.measure == Measure::Coincidence {
        report.note(
            "The participation is that of the member in the column, so a pair has two values, one from each side.",
        );
    }
    if question.sorted == Some(Key::Bloc) {
        report.note(
            "The order is that of the blocs that `unvote blocs` tells, the largest first; who is in none stands last.",
        );
    }
    report.notes.extend(pairs.empty_told());
    report.notes.extend(pairs.few_told(is_shown));
    blocks.push(basis(matrix.measure).block(names, vec![(pairs, question.body, span)]));
    let lines = lists_told(record, question).into_iter().chain([basis_told(span, matrix, question)]).collect();
    report.sections.push(Section { title: title(matrix), lines, blocks });
    if question.lists.into_iter().flatten().any(MemberList::names_a_group) {
        report.note("A member of a group counts with the votes that it cast while it was in it.");
    }
    if !question.without_position.is_empty() {
        let absent: Vec<&str> = names.named(question.without_position).iter().map(|member| member.name).collect();
        report.note(format!("No position in these roll calls, and so not in the matrix: {}.", absent.join(", ")));
    }
    if let Some((past, last)) = no_longer_listed(record, &votes, question.lists, matrix) {
        let most = |member: MemberId| {
            let of_member = matrix.pairs().filter(|pair| pair.row == member || pair.column == member);
            of_member.map(|pair| pair.cell.votes).max().unwrap_or(0)
        };
        let told = |member: MemberId| {
            format!("{} ({} at most)", names.name(member), words::count(most(member), "common vote"))
        };
        let told: Vec<String> = past.iter().map(told).collect();
        report.note(format!(
            "Not in the list any more on {last}, the last day of these votes, and here with earlier ones alone: {}.",
            told.join(", ")
        ));
    }
    of_lines(&mut report, names, &votes, &[matrix.rows.as_slice(), &matrix.columns].concat());
    sources_of(record, &votes, &mut report);
    report
}

/// The pairs of a matrix, and how many of them have no value.
struct Pairs<'q> {
    matrix: &'q Matrix,
    /// Pairs with a value, from the most to the least agreement.
    valued: Vec<(Pair, f64)>,
    /// Pairs without a common vote.
    never: usize,
    /// Pairs with common votes, but fewer than `--least` asks for.
    withheld: usize,
    /// Pairs for whose votes the measure has no value.
    undefined: usize,
}

impl<'q> Pairs<'q> {
    fn of(matrix: &'q Matrix) -> Self {
        let mut pairs = Self { matrix, valued: Vec::new(), never: 0, withheld: 0, undefined: 0 };
        for pair in matrix.pairs() {
            match pair.cell {
                Cell { value: Some(value), .. } => pairs.valued.push((pair, value)),
                Cell { votes: 0, .. } => pairs.never += 1,
                Cell { votes, .. } if votes < matrix.least => pairs.withheld += 1,
                Cell { .. } => pairs.undefined += 1,
            }
        }
        // Of equal values the one with more votes is firmer.
        pairs.valued.in_order(|(a, of_a), (b, of_b)| of_b.total_cmp(of_a).then(b.cell.votes.cmp(&a.cell.votes)));
        pairs
    }

    /// The mean value of the pairs.
    fn mean(&self) -> Option<f64> {
        mean(self.valued.iter().map(|(_, value)| *value))
    }

    /// Pairs with common votes in at least half of the roll calls, as few votes reach extreme values by chance; all pairs
    /// where there are none, or where the user said how many votes are enough.
    fn firm(&self) -> Vec<&(Pair, f64)> {
        let half = |pair: &Pair| pair.cell.votes as usize >= self.matrix.roll_calls.div_ceil(2);
        let firm: Vec<_> = self.valued.iter().filter(|(pair, _)| half(pair)).collect();
        if firm.is_empty() || self.matrix.least > 1 { self.valued.iter().collect() } else { firm }
    }

    /// The pairs of [`Pairs::firm`] from the least agreement on; of equal ones, too, those with more votes first.
    fn least_first(&self) -> Vec<&(Pair, f64)> {
        let mut firm = self.firm();
        firm.in_order(|(a, of_a), (b, of_b)| of_a.total_cmp(of_b).then(b.cell.votes.cmp(&a.cell.votes)));
        firm
    }

    /// The note on how many values rest on few votes.
    fn few_told(&self, are_marked: bool) -> Option<String> {
        let votes: Vec<u32> =
            self.valued.iter().map(|(pair, _)| pair.cell.votes).filter(|votes| *votes < FEW).collect();
        let pairs = words::count(votes.len(), "pair");
        let have = if votes.len() == 1 { "has" } else { "have" };
        let fewest = votes.iter().min()?;
        let mark = if are_marked { "* " } else { "" };
        Some(format!(
            "{mark}{pairs} {have} fewer than {FEW} common votes (the fewest {fewest}), which say little; --least {FEW} leaves these \
             cells empty, and --table common_votes counts them."
        ))
    }

    /// The note on why cells are empty.
    fn empty_told(&self) -> Option<String> {
        let least = self.matrix.least;
        let kinds = [
            (self.never, "without a common vote".to_owned()),
            (self.withheld, format!("with fewer than {least} common votes (--least)")),
            (self.undefined, format!("for whose votes {} has no value", self.matrix.measure.name())),
        ];
        let some = kinds.into_iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = some.map(|(count, what)| format!("{} {what}", words::count(count, "pair"))).collect();
        (!told.is_empty()).then(|| format!("Left empty: {}.", told.join("; ")))
    }
}

fn title(matrix: &Matrix) -> String {
    let with = if matrix.is_square { String::new() } else { format!(" with {}", matrix.columns.len()) };
    format!("Agreement of {}{with}", words::count(matrix.rows.len(), "member"))
}

/// The line that names the members asked for; none where all are shown.
fn lists_told(record: &Record, question: &MatrixQuestion<'_>) -> Option<String> {
    let names = |list: Option<&MemberList>| {
        list.map_or_else(|| "all members".to_owned(), |list| list.names(record.members(), question.official))
    };
    match question.lists {
        [None, None] => None,
        [rows, None] => Some(names(rows)),
        [rows, columns] => Some(format!("Rows: {}; columns: {}", names(rows), names(columns))),
    }
}

fn basis_told(span: Option<(Date, Date)>, matrix: &Matrix, question: &MatrixQuestion<'_>) -> String {
    let roll_calls = words::roll_calls(matrix.roll_calls);
    let years =
        span.map_or_else(String::new, |(first, last)| format!(" of {}", words::span(&first.year(), &last.year())));
    let measure = if matrix.measure == Measure::Identical { "identical votes" } else { matrix.measure.name() };
    let unit = if matrix.measure.is_share() { ", in percent" } else { "" };
    format!("{}, {roll_calls}{years}; {measure}{unit}", question.body.name())
}

/// The sentence that sums up the matrix.
fn in_all(names: Names<'_>, pairs: &Pairs<'_>) -> String {
    let matrix = pairs.matrix;
    let told = |value: f64| told(matrix.measure, value);
    let (count, firm) = (pairs.valued.len(), pairs.firm());
    let average = pairs.mean().map_or_else(String::new, told);
    let least = pairs.least_first();
    let (Some(most), Some(least)) = (firm.first(), least.first()) else { return String::new() };
    if count == 1 {
        return format!("{}: {average} of {} common votes.", pair(names, &most.0), most.0.cell.votes);
    }
    let extreme = |one: &(Pair, f64)| format!("{} ({})", pair(names, &one.0), told(one.1));
    // Coincidence differs by the side it is measured from.
    let ordered = if matrix.measure == Measure::Coincidence { "ordered " } else { "" };
    let among = if firm.len() < count {
        format!(". Of the {} with common votes in at least half of the roll calls most", firm.len())
    } else {
        "; most".to_owned()
    };
    format!("On average {average} over {count} {ordered}pairs{among} {}, least {}.", extreme(most), extreme(least))
}

fn pair(names: Names<'_>, pair: &Pair) -> String {
    format!("{} and {}", names.name(pair.row), names.name(pair.column))
}

/// A row of a matrix.
#[derive(Clone, Copy)]
struct Row<'q> {
    matrix: &'q Matrix,
    place: usize,
}

impl<'q> Row<'q> {
    fn all(matrix: &'q Matrix) -> Vec<Self> {
        (0..matrix.rows.len()).map(|place| Self { matrix, place }).collect()
    }

    fn member(&self) -> MemberId {
        self.matrix.rows[self.place]
    }
}

fn codes(names: Names<'_>, matrix: &Matrix) -> Vec<&'static str> {
    matrix.columns.iter().map(|column| names.code(*column)).collect()
}

/// The matrix as people read it: whole percentages, and a dot where a member meets itself.
fn for_people<'q>(names: Names<'q>, matrix: &'q Matrix) -> Layout<'q, Row<'q>> {
    let (kind, look) =
        if matrix.measure.is_share() { (Kind::Share, Look::Percent) } else { (Kind::Decimal, Look::Plain) };
    Layout::for_people("matrix_for_people", "a member")
        .people("name", Kind::Code, "", |row: &Row<'_>, names| names.name(row.member()).into())
        .people("member", Kind::Code, "", |row, names| names.code(row.member()).into())
        .each(matrix.columns.iter().enumerate(), |layout, (at, column)| {
            let code = names.code(*column);
            let cell = move |row: &Row<'q>| match matrix.row(row.place)[at] {
                _ if row.member() == *column => "·".into(),
                Cell { votes, value: Some(value) } if votes < FEW => few(matrix.measure, value).into(),
                Cell { value, .. } => value.into(),
            };
            layout.people(code, kind, code, move |row, _| cell(row)).look(look)
        })
}

/// A value that rests on few votes, marked.
fn few(measure: Measure, value: f64) -> String {
    let value = if measure.is_share() { words::whole_percentage(value) } else { format!("{value:.3}") };
    format!("{value}*")
}

/// The pairs that agree most and least, and how to get the rest.
fn summary<'q>(names: Names<'q>, pairs: &Pairs<'q>, question: &MatrixQuestion<'_>) -> Vec<Block<'q>> {
    let matrix = pairs.matrix;
    let extreme = |label, firm: Vec<&(Pair, f64)>| {
        // A square matrix has each pair twice; one of them is enough.
        let once = firm.into_iter().filter(|(pair, _)| !matrix.is_square || pair.row < pair.column);
        extremes(matrix.measure, label).held(names, once.take(EXTREMES).copied().collect())
    };
    let order = question.sorted.filter(|key| *key != Key::Bloc).map(|key| {
        let with = if let Key::Column(member) = key { Some(member) } else { None };
        let others = Row::all(matrix).into_iter().filter(|row| Some(row.member()) != with);
        order(names, matrix.measure, with).held(names, others.take(FIRST).collect())
    });
    let many = format!(
        "The {} by {} members are too many to show: -o matrix.csv writes all of them, --members and --with choose some.",
        matrix.rows.len(),
        matrix.columns.len()
    );
    let extremes = [extreme("agree most", pairs.firm()), extreme("agree least", pairs.least_first())];
    order.into_iter().chain(extremes).map(Block::Table).chain([Block::Text(many)]).collect()
}

fn extremes<'q>(measure: Measure, label: &'static str) -> Layout<'q, (Pair, f64)> {
    Layout::for_people("extremes", "a pair of members")
        .people("pair", Kind::Text, label, |row: &(Pair, f64), names| pair(*names, &row.0).into())
        .people("value", measured(MEAN, measure).kind, measure.name(), |row, _| row.1.into())
        .people("votes", Kind::Number, "votes", |row, _| row.0.cell.votes.into())
        .people("bar", Kind::Share, "", move |row, _| bar(measure, Some(row.1)).into())
        .look(Look::Bar)
}

/// The first rows with the value they were sorted by: their agreement with a member, or their mean.
fn order(names: Names<'_>, measure: Measure, with: Option<MemberId>) -> Layout<'_, Row<'_>> {
    let kind = measured(MEAN, measure).kind;
    let layout = Layout::for_people("order", "a member");
    let layout = layout.people("name", Kind::Text, "member", |row: &Row<'_>, names| names.name(row.member()).into());
    let Some(with) = with else {
        return layout.people("value", kind, "on average", |row, _| row.matrix.mean(row.place).into());
    };
    let cell = move |row: &Row<'_>| row.matrix.cell(row.place, with);
    layout.people("value", kind, format!("with {}", names.name(with)), move |row, _| cell(row).value.into()).people(
        "votes",
        Kind::Number,
        "votes",
        move |row, _| cell(row).votes.into(),
    )
}

const MEAN: Spec =
    Spec::decimal("mean", "as in `matrix`", "The mean of its row, but for itself; empty without a value.");

/// A column for each member, under its code: the measure of the two.
fn agreement<'q>(measure: Measure, codes: Vec<&'static str>) -> Layout<'q, Row<'q>> {
    const MEANING: &str = "A column for each member, under its code: the measure of the two. Empty without a common vote, \
         with fewer than `--least`, and where the measure has no value; beside itself 1.";
    let specs = codes.into_iter().map(|code| measured(Spec::decimal(code, OF_MEASURE, MEANING), measure));
    by_member("matrix", specs, |cell| cell.value.into())
}

/// A column for each member, under its code: the common votes that the value rests on.
fn common_votes<'q>(codes: Vec<&'static str>) -> Layout<'q, Row<'q>> {
    const MEANING: &str = "A column for each member: roll calls in which both took a position; beside itself its own.";
    let specs = codes.into_iter().map(|code| Spec::number(code, "roll calls, 0 or more", MEANING));
    by_member("common_votes", specs, |cell| cell.votes.into())
}

/// A column for each member: one end of the 95% interval of each value.
fn ends<'q>(
    codes: Vec<&'static str>, measure: Measure, intervals: Option<&'q Intervals>, is_high: bool,
) -> Layout<'q, Row<'q>> {
    const MEANING: [&str; 2] = [
        "A column for each member: lower end of the 95% interval of the value; empty where a member meets itself.",
        "A column for each member: upper end of it.",
    ];
    let (name, meaning) = (["low", "high"][usize::from(is_high)], MEANING[usize::from(is_high)]);
    let specs = codes.into_iter().map(|code| measured(Spec::decimal(code, OF_MEASURE, meaning), measure));
    Layout::for_machines(name, "a member, as in `matrix`")
        .when("with --bootstrap")
        .machines(columns::MEMBER, |row: &Row<'_>, names| names.code(row.member()).into())
        .each(specs.enumerate(), |layout, (at, spec)| {
            layout.machines(spec, move |row, _| {
                intervals
                    .and_then(|all| all.of(row.place, at))
                    .map(|(low, high)| if is_high { high } else { low })
                    .into()
            })
        })
}

fn by_member<'q>(
    name: &'static str, specs: impl Iterator<Item = Spec>, value: fn(&Cell) -> Value<'static>,
) -> Layout<'q, Row<'q>> {
    Layout::for_machines(name, "a member, in the order of the lists (a group's and all by code), or as `--sort` says")
        .machines(columns::MEMBER, |row: &Row<'_>, names| names.code(row.member()).into())
        .each(specs.enumerate(), |layout, (at, spec)| {
            layout.machines(spec, move |row, _| value(&row.matrix.row(row.place)[at]))
        })
}

/// The table of the members in the rows.
fn members<'q>(measure: Measure) -> Layout<'q, Row<'q>> {
    Layout::for_machines("members", "a member in the rows, in their order")
        .machines(columns::MEMBER, |row: &Row<'_>, names| names.code(row.member()).into())
        .machines(columns::DISPLAY_NAME, |row, names| names.name(row.member()).into())
        .machines(measured(MEAN, measure), |row, _| row.matrix.mean(row.place).into())
}

/// What the figures rest on: the pairs, whose votes, the first and the last day.
type Basis<'q> = (Pairs<'q>, Body, Option<(Date, Date)>);

fn basis<'q>(measure: Measure) -> Layout<'q, Basis<'q>> {
    const PAIRS: &str = "pairs of different members";
    const ROLL_CALLS: Spec =
        Spec::number("roll_calls", "roll calls", "Those of the selection that were put to a vote.");
    const LEAST: Spec =
        Spec::number("least", "roll calls, 1 or more", "Common votes below which a cell is empty, as `--least` says.");
    const VALUED: Spec = Spec::number("pairs", PAIRS, "Those with a value; each twice where it differs by side.");
    const EMPTY: Spec = Spec::number("empty", PAIRS, "Those without.");
    Layout::for_machines("basis", "the whole: what the figures rest on")
        .machines(MEASURE, |row: &Basis<'q>, _| row.0.matrix.measure.word().into())
        .machines(columns::BODY, |row, _| row.1.code().into())
        .machines(ROLL_CALLS, |row, _| row.0.matrix.roll_calls.into())
        .machines(columns::FIRST, |row, _| row.2.map(|(first, _)| first).into())
        .machines(columns::LAST, |row, _| row.2.map(|(_, last)| last).into())
        .machines(LEAST, |row, _| row.0.matrix.least.into())
        .machines(VALUED, |row, _| row.0.valued.len().into())
        .machines(EMPTY, |row, _| (row.0.never + row.0.withheld + row.0.undefined).into())
        .machines(measured(MEAN, measure).meaning("The mean over all pairs."), |row, _| row.0.mean().into())
}

/// The documentation of the command; CODE stands for the code of any member.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "matrix",
    answers: "How members agree, every two of them, over all roll calls that are selected.",
    examples: &[
        "matrix --members US,RU,CN",
        "matrix --members P5 --measure kappa --year 2005",
        "matrix --members P5 --bootstrap 100",
    ],
    tables: || {
        vec![
            agreement(Measure::S, vec!["CODE"]).doc(),
            common_votes(vec!["CODE"]).doc(),
            ends(vec!["CODE"], Measure::S, None, false).doc(),
            ends(vec!["CODE"], Measure::S, None, true).doc(),
            members(Measure::S).doc(),
            basis(Measure::S).doc(),
        ]
    },
};
