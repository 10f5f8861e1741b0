//! Makes tables of the sheets of a workbook, in builds that have it: Excel's (`.xlsx`, `.xlsb`, `.xls`) and that of
//! `OpenDocument` (`.ods`). Rows keep their numbers; what stands above the header alone in its row is a title, and left out.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::bytes::{Input, Opened};
use super::table::Table;
use crate::source::error::SourceError;
use crate::source::ledger::Ledger;

/// The most bytes that a sheet may take as a table.
const MOST: u64 = 1 << 30;
/// The rows and columns of the largest sheet that Excel knows.
const LARGEST: (u32, u32) = (1_048_576, 16_384);
/// The most cells that a sheet may have which is held as a whole, empty ones between others too.
const MOST_CELLS: usize = 20_000_000;

type Bytes<'b> = Cursor<&'b [u8]>;
type Failed = Box<dyn std::error::Error>;

/// A workbook, by the program that wrote it.
enum Book<'b> {
    Xlsx(Box<Xlsx<Bytes<'b>>>),
    Xlsb(Box<Xlsb<Bytes<'b>>>),
    Xls(Box<Xls<Bytes<'b>>>),
    Ods(Box<Ods<Bytes<'b>>>),
}

/// Adds a table for each sheet that is one; the others are passed over. `names` are those of the members of the archive that
/// it is, if it is one.
///
/// # Errors
/// When the workbook is damaged or none of its sheets is a table.
pub(super) fn add(name: &str, bytes: &[u8], names: &[impl AsRef<str>], opened: &mut Opened) -> Result<(), SourceError> {
    let damaged = |error: Failed| SourceError::Damaged { name: name.to_owned(), cause: error.to_string() };
    let mut book = Book::of(bytes, names).map_err(damaged)?;
    for (sheet, is_hidden, is_sheet) in book.sheets() {
        let called = format!("{name}/{}", sheet.replace(char::is_control, "\u{fffd}"));
        if is_hidden || !is_sheet {
            let what = if is_sheet { "a hidden sheet" } else { "no sheet of cells" };
            opened.passed_over.push(SourceError::NotText(format!("{called} is {what}")));
            continue;
        }
        let made = table(&called, &mut book, &sheet).map_err(|error| match error {
            Wrong::Damaged(error) => damaged(error),
            Wrong::Refused(error) => error,
        });
        match made {
            Ok(Some(input)) => opened.inputs.push(input),
            Ok(None) => opened.passed_over.push(SourceError::NotText(format!("{called} holds no table"))),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Why a sheet is no table.
enum Wrong {
    Damaged(Failed),
    Refused(SourceError),
}

impl From<SourceError> for Wrong {
    fn from(error: SourceError) -> Self {
        Self::Refused(error)
    }
}

impl From<Failed> for Wrong {
    fn from(error: Failed) -> Self {
        Self::Damaged(error)
    }
}

/// The table of a sheet: its header is the first row with more than one cell, or the first one where no row has more.
fn table(called: &str, book: &mut Book<'_>, sheet: &str) -> Result<Option<Input>, Wrong> {
    let (mut width, mut header, mut first) = (0, None, None);
    book.each_row(sheet, &mut |row, cells| {
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let last = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        width = width.max(last);
        header = header.or((filled > 1).then_some(row));
        first = first.or((filled > 0).then_some(row));
        Ok(())
    })?;
    let Some(header) = header.or(first) else { return Ok(None) };
    let (mut table, mut at) = (None, header);
    book.each_row(sheet, &mut |row, cells| {
        if row < header {
            return Ok(());
        }
        let mut cells: Vec<&str> = cells.iter().map(String::as_str).take(width).collect();
        cells.resize(width, "");
        let Some(table) = &mut table else {
            table = Some(Table::new(called, cells, MOST));
            return Ok(());
        };
        // A row that is not there is an empty one, so that those below keep their numbers.
        for _ in at + 1..row {
            table.row(std::iter::repeat_n("", width.max(1)))?;
        }
        at = row;
        table.row(cells)
    })?;
    Ok(table.map(|table| table.finish(u64::from(header) + 1, Ledger::default())).transpose()?)
}

/// Takes a row by its number, from 0.
type Take<'t> = &'t mut dyn FnMut(u32, &[String]) -> Result<(), SourceError>;

impl<'b> Book<'b> {
    fn of(bytes: &'b [u8], names: &[impl AsRef<str>]) -> Result<Self, Failed> {
        let has = |name: &str| names.iter().any(|one| one.as_ref() == name);
        let bytes = Cursor::new(bytes);
        Ok(if names.is_empty() {
            Self::Xls(Box::new(Xls::new(bytes)?))
        } else if has("content.xml") {
            Self::Ods(Box::new(Ods::new(bytes)?))
        } else if has("xl/workbook.bin") {
            Self::Xlsb(Box::new(Xlsb::new(bytes)?))
        } else {
            Self::Xlsx(Box::new(Xlsx::new(bytes)?))
        })
    }

    /// The sheets by name: whether each is hidden, and whether it has cells.
    fn sheets(&self) -> Vec<(String, bool, bool)> {
        let sheets = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xlsb(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
        };
        let told = |sheet: &calamine::Sheet| {
            (sheet.name.clone(), sheet.visible != SheetVisible::Visible, sheet.typ == SheetType::WorkSheet)
        };
        sheets.iter().map(told).collect()
    }

    /// Hands out the rows of a sheet that have cells.
    fn each_row(&mut self, sheet: &str, take: Take<'_>) -> Result<(), Wrong> {
        let failed = |error: &dyn std::error::Error| Wrong::Damaged(format!("sheet {sheet}: {error}").into());
        let range = match self {
            // Of a large sheet no more than a row is held.
            Self::Xlsx(book) => return streamed(book, sheet, take),
            Self::Xlsb(book) => book.worksheet_range(sheet).map_err(|error| failed(&error))?,
            Self::Xls(book) => book.worksheet_range(sheet).map_err(|error| failed(&error))?,
            Self::Ods(book) => book.worksheet_range(sheet).map_err(|error| failed(&error))?,
        };
        let Some((first, left)) = range.start() else { return Ok(()) };
        if range.get_size().0.saturating_mul(range.get_size().1) > MOST_CELLS {
            return Err(failed(&std::io::Error::other(format!("more than {MOST_CELLS} cells"))));
        }
        for (row, cells) in range.rows().enumerate() {
            let blank = std::iter::repeat_n(String::new(), left as usize);
            let cells: Vec<String> = blank.chain(cells.iter().map(text)).collect();
            take(first + row as u32, &cells)?;
        }
        Ok(())
    }
}

/// Hands out the rows of a sheet as they stand in its file.
fn streamed(book: &mut Xlsx<Bytes<'_>>, sheet: &str, take: Take<'_>) -> Result<(), Wrong> {
    let damaged = |text: String| Wrong::Damaged(format!("sheet {sheet}: {text}").into());
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| damaged(error.to_string()))?;
    let (mut now, mut row) = (None, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(|error| damaged(error.to_string()))? {
        let (at, column) = cell.get_position();
        if at >= LARGEST.0 || column >= LARGEST.1 || now.is_some_and(|now| at < now) {
            return Err(damaged(format!("a cell in row {} stands out of its order", u64::from(at) + 1)));
        }
        if let Some(full) = now.filter(|now| *now != at) {
            take(full, &row)?;
            row.clear();
        }
        now = Some(at);
        if row.len() <= column as usize {
            row.resize(column as usize + 1, String::new());
        }
        row[column as usize] = text(&Data::from(cell.get_value().clone()));
    }
    now.map_or(Ok(()), |now| Ok(take(now, &row)?))
}

/// A cell as the text that CSV would have: days as days, whole numbers without decimals.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) | Data::DurationIso(text) => text.trim().to_owned(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(moment) => moment_text(moment),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::Error(error) => error.to_string(),
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { day } else { format!("{day} {hour:02}:{minute:02}:{second:02}") }
}
