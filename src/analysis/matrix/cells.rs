//! Members by members, with the agreement of every two of them; or why there is nothing to show.

use crate::members::order::{InOrder as _, distinct};

use crate::analysis::absence::NotSeated;
use crate::analysis::agreement::{AllPairs, Consensus, Joined, Measure, Positions, Sheet, of_each};
use crate::analysis::counted::{mean, missing_last};
use crate::members::{MemberId, MemberList, MemberSet, Members};
use crate::record::{Date, Record, RollCall, RollCallId, parallel::cores};

/// The members in the rows and columns of a matrix, and what its cells hold.
#[derive(Clone, Copy, Debug)]
pub struct MatrixQuery<'a> {
    /// The members in the rows; all if not given.
    pub rows: Option<&'a MemberList>,
    /// The members in the columns; those in the rows if not given.
    pub columns: Option<&'a MemberList>,
    /// The measure of agreement.
    pub measure: Measure,
    /// Common votes below which a cell is left empty.
    pub least: u32,
}

impl MatrixQuery<'_> {
    /// The cells of these rows and columns, row by row, from the positions of any two members.
    fn cells(
        &self, rows: &[MemberId], columns: &[MemberId], consensus: Option<&Consensus>,
        positions: impl Fn(MemberId, MemberId) -> Positions,
    ) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::with_capacity(rows.len() * columns.len());
        for (r, &row) in rows.iter().enumerate() {
            for (c, &column) in columns.iter().enumerate() {
                // Of positions alone every measure is the same from both sides.
                if self.columns.is_none() && c < r && consensus.is_none() {
                    cells.push(cells[c * columns.len() + r]);
                    continue;
                }
                let positions = positions(row, column);
                let joined = consensus.map_or(Joined::default(), |consensus| consensus.joined(row, column));
                let votes = positions.votes();
                let value = self.measure.value(&positions, joined).filter(|_| votes >= self.least);
                cells.push(Cell { votes, value });
            }
        }
        cells
    }

    /// Whether rows and columns name two different members.
    ///
    /// # Errors
    /// The one member that they name.
    pub fn names_two(&self) -> Result<(), NoMatrix> {
        let only = |list: Option<&MemberList>| list.and_then(MemberList::only_member);
        match (only(self.rows), only(self.columns)) {
            (Some(row), None) if self.columns.is_none() => Err(NoMatrix::Alone(row)),
            (Some(row), Some(column)) if row == column => Err(NoMatrix::Twice(row)),
            _ => Ok(()),
        }
    }

    /// The matrix of these roll calls.
    ///
    /// # Errors
    /// The reason why no two different members of it have a value.
    pub fn matrix(self, record: &Record, ids: &[RollCallId]) -> Result<Matrix, NoMatrix> {
        let matrix = Matrix::of(record, ids, self);
        if matrix.pairs().any(|pair| pair.cell.value.is_some()) {
            return Ok(matrix);
        }
        let most = matrix.pairs().map(|pair| pair.cell.votes).max().unwrap_or(0);
        let roll_calls = matrix.roll_calls;
        Err(match (most, roll_calls) {
            _ if most >= self.least => NoMatrix::NoValue,
            (_, 0) => NoMatrix::WithoutAVote,
            (1.., _) => NoMatrix::TooFew { most, roll_calls },
            _ => {
                let absent = [self.rows, self.columns].into_iter().flatten();
                let absent = absent.filter_map(|list| NotSeated::of(record, ids, list)).collect();
                NoMatrix::NoCommonVote { roll_calls, absent }
            }
        })
    }
}

/// The agreement of two members.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// Roll calls in which both took a position.
    pub votes: u32,
    /// The measure; none where its denominator is 0, or with fewer common votes than were asked for.
    pub value: Option<f64>,
}

/// The agreement of members in rows with members in columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The measure of agreement.
    pub measure: Measure,
    /// Common votes below which a cell is empty.
    pub least: u32,
    /// Roll calls that were counted: those of the set, without resolutions adopted without a vote.
    pub roll_calls: usize,
    /// The lines in the rows.
    pub rows: Vec<MemberId>,
    /// The lines in the columns.
    pub columns: Vec<MemberId>,
    /// Whether the columns are the rows.
    pub is_square: bool,
    /// The cells, row by row.
    cells: Vec<Cell>,
}

/// Two different members of a matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The member of the row.
    pub row: MemberId,
    /// The member of the column.
    pub column: MemberId,
    /// Their common votes and agreement.
    pub cell: Cell,
}

impl Matrix {
    /// The matrix of these roll calls. Its lines stand in the order of the lists, those of a group and all by code.
    pub fn of(record: &Record, ids: &[RollCallId], asked: MatrixQuery<'_>) -> Self {
        let votes: Vec<RollCallId> = ids.iter().copied().filter(|id| record.roll_call(*id).is_vote()).collect();
        let consensus = (asked.measure == Measure::Coincidence)
            .then(|| Consensus::of(record, ids, [asked.rows, asked.columns.or(asked.rows)]));
        let sheet = |list| Sheet::of_list(record, &votes, list);
        let in_order = |lines: MemberSet, list: Option<&MemberList>| {
            let mut by_code: Vec<MemberId> = lines.iter().collect();
            by_code.in_order_of(|line| record.members().get(*line).code);
            list.map_or(by_code, |list| list.in_order(record.members(), lines))
        };
        let (rows, columns, cells);
        if asked.rows.is_none() && asked.columns.is_none() {
            let all = AllPositions::of(record, &votes);
            rows = in_order(all.lines.iter().copied().collect(), None);
            columns = rows.clone();
            cells = asked.cells(&rows, &columns, consensus.as_ref(), |a, b| all.positions(a, b));
        } else {
            let of_rows = asked.rows.map_or_else(|| Sheet::of(record, &votes), sheet);
            let of_columns = asked.columns.map(sheet);
            let of_columns = of_columns.as_ref().unwrap_or(&of_rows);
            (rows, columns) =
                (in_order(of_rows.lines(), asked.rows), in_order(of_columns.lines(), asked.columns.or(asked.rows)));
            let positions = |a, b| of_rows.positions_with(a, of_columns, b);
            cells = asked.cells(&rows, &columns, consensus.as_ref(), positions);
        }
        let (is_square, MatrixQuery { measure, least, .. }) = (asked.columns.is_none(), asked);
        Self { measure, least, roll_calls: votes.len(), rows, columns, is_square, cells }
    }

    /// The cells of a row, by its place.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn row(&self, place: usize) -> &[Cell] {
        &self.cells[place * self.columns.len()..][..self.columns.len()]
    }

    /// A cell by the place of its row and the member of its column; an empty one where there is no such column.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn cell(&self, row: usize, column: MemberId) -> Cell {
        let place = self.columns.iter().position(|member| *member == column);
        place.map(|place| self.row(row)[place]).unwrap_or_default()
    }

    /// Every two different members once, with or without a value; twice for coincidence, which is not the same from
    /// both sides.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> {
        let is_same_from_both = self.measure != Measure::Coincidence;
        let is_repeated = move |row: MemberId, column| {
            is_same_from_both
                && column < row
                && (self.is_square || self.rows.contains(&column) && self.columns.contains(&row))
        };
        (0..self.rows.len()).flat_map(move |place| {
            let row = self.rows[place];
            let of_row =
                self.columns.iter().zip(self.row(place)).map(move |(&column, &cell)| Pair { row, column, cell });
            of_row.filter(move |pair| pair.column != row && !is_repeated(row, pair.column))
        })
    }

    /// The mean of a row, by its place, over the others with which there is a value.
    pub fn mean(&self, place: usize) -> Option<f64> {
        let others = self.columns.iter().zip(self.row(place)).filter(|(column, _)| **column != self.rows[place]);
        mean(others.filter_map(|(_, cell)| cell.value))
    }

    /// Orders the rows by their values in a column, or by their means; a square's columns alike. Rows without one stand
    /// last either way, ties as they were.
    pub fn sort(&mut self, by: Key, descending: bool) {
        let key = |place: usize| match by {
            Key::Mean | Key::Bloc => self.mean(place),
            Key::Column(column) => self.cell(place, column).value,
        };
        self.arrange(&(0..self.rows.len()).map(key).collect::<Vec<_>>(), descending);
    }

    /// Orders the rows as these members stand; a square's columns alike. Others stand last either way, as they were.
    pub fn in_order_of(&mut self, members: &[MemberId], descending: bool) {
        let place = |row: &MemberId| members.iter().position(|member| member == row).map(|place| place as f64);
        self.arrange(&self.rows.iter().map(place).collect::<Vec<_>>(), descending);
    }

    fn arrange(&mut self, keys: &[Option<f64>], descending: bool) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.in_order(|a, b| missing_last(keys[*a], keys[*b], descending));
        let columns: Vec<usize> = if self.is_square { order.clone() } else { (0..self.columns.len()).collect() };
        let cells = order.iter().flat_map(|row| columns.iter().map(|column| self.row(*row)[*column])).collect();
        self.rows = order.iter().map(|row| self.rows[*row]).collect();
        self.columns = columns.iter().map(|column| self.columns[*column]).collect();
        self.cells = cells;
    }
}

/// What the rows of a matrix are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Key {
    /// The mean of each row over the others.
    Mean,
    /// The column of this member.
    Column(MemberId),
    /// The blocs of the members in the rows, which [`Blocs`](crate::analysis::blocs::Blocs) has: [`Matrix::in_order_of`].
    Bloc,
}

impl Key {
    /// The sort key with this name: `mean`, `bloc`, or a member for its column.
    pub fn named(members: &Members, name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("bloc") || name.eq_ignore_ascii_case("blocs") {
            return Some(Self::Bloc);
        }
        if name.eq_ignore_ascii_case("mean") {
            return Some(Self::Mean);
        }
        members.find(name).ok().map(|member| Self::Column(members.whole_line(member)))
    }
}

/// The members of a matrix that are in it with earlier votes only, as they were no longer in the list on the last day of
/// these roll calls; and that day.
pub(crate) fn no_longer_listed(
    record: &Record, ids: &[RollCallId], lists: [Option<&MemberList>; 2], matrix: &Matrix,
) -> Option<(MemberSet, Date)> {
    let (_, last) = record.days(ids.iter().copied())?;
    let past = |list: &MemberList, there: &[MemberId]| {
        let there: MemberSet = there.iter().copied().collect();
        there - list.lines_on(record.members(), Some(last))
    };
    let [rows, columns] = [(lists[0], &matrix.rows), (lists[1], &matrix.columns)]
        .map(|(list, there)| list.map_or(MemberSet::EMPTY, |list| past(list, there)));
    Some((rows | columns, last)).filter(|(past, _)| !past.is_empty())
}

/// The members of these lists that took no position in these roll calls while they were on the list.
pub(crate) fn without_position(
    record: &Record, ids: &[RollCallId], lists: &[&MemberList], matrix: &Matrix,
) -> MemberSet {
    let days = distinct(ids.iter().map(|id| record.roll_call(*id).date));
    let listed = lists.iter().flat_map(|list| days.iter().map(|day| list.lines_on(record.members(), *day)));
    let there = matrix.rows.iter().chain(&matrix.columns).copied().collect();
    listed.fold(MemberSet::EMPTY, |all, members| all | members) - there
}

/// Why a matrix has nothing to show.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoMatrix {
    /// One member stands in the rows, and nobody in columns of their own.
    Alone(MemberId),
    /// One and the same member stands in the rows and in the columns.
    Twice(MemberId),
    /// All of the resolutions were adopted without a vote.
    WithoutAVote,
    /// There are common votes, but the measure has no value for any two.
    NoValue,
    /// No two have as many common votes as were asked for.
    TooFew {
        /// The most common votes of any two.
        most: u32,
        /// Roll calls that were counted.
        roll_calls: usize,
    },
    /// No two have a common vote.
    NoCommonVote {
        /// Roll calls that were counted.
        roll_calls: usize,
        /// The lists without a member that had a seat.
        absent: Vec<NotSeated>,
    },
}

/// The most parts in which roll calls are counted at once.
const PARTS: usize = 4;

/// The positions of every two lines, and of each with itself.
struct AllPositions {
    /// The lines that took a position, in order.
    lines: Vec<MemberId>,
    /// The place of each line.
    places: [usize; MemberSet::CAPACITY],
    /// For each line its positions beside itself and beside every line after it.
    positions: Vec<Positions>,
}

impl AllPositions {
    /// The positions in these votes, which are dealt out to the cores by years.
    fn of(record: &Record, votes: &[RollCallId]) -> Self {
        let parts = cores().min(PARTS) as i16;
        let part = |roll_call: &RollCall| Some(roll_call.date.map_or(0, |day| day.year() % parts));
        let counted = of_each(record, votes, part, AllPairs::take);
        let lines: MemberSet = counted.iter().flat_map(AllPairs::lines).copied().collect();
        let lines: Vec<MemberId> = lines.iter().collect();
        let mut places = [0; MemberSet::CAPACITY];
        lines.iter().enumerate().for_each(|(place, line)| places[line.index()] = place);
        let positions = vec![Positions::default(); lines.len() * (lines.len() + 1) / 2];
        let mut all = Self { lines, places, positions };
        for pairs in &counted {
            let own = pairs.own().map(|(line, positions)| (line, line, positions));
            for (a, b, positions) in own.chain(pairs.iter()) {
                let at = all.at(all.places[a.index()], all.places[b.index()]);
                all.positions[at] += positions;
            }
        }
        all
    }

    /// Where the positions of two lines stand, the first not behind the second.
    const fn at(&self, first: usize, second: usize) -> usize {
        first * (2 * self.lines.len() - first + 1) / 2 + second - first
    }

    /// The positions of two lines that stand in `lines`.
    fn positions(&self, a: MemberId, b: MemberId) -> Positions {
        let (first, second) = (self.places[a.index()], self.places[b.index()]);
        let positions = self.positions[self.at(first.min(second), first.max(second))];
        if first <= second { positions } else { positions.swapped() }
    }
}
