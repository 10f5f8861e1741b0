//! A report as an Excel workbook: numbers, days and shares as such, under the names that machines read. What does not fit
//! Excel is an error, and never cut. It knows nothing of votes.

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::render::machine::write_cell;
use crate::report::{Audience, Heading, Kind, Report, Table, Value};

/// The rows of a sheet without its header.
const MOST_ROWS: u32 = 1_048_575;
/// The characters of a cell.
const MOST_LETTERS: usize = 32_767;
/// The widest that a column is made, in characters, and the narrowest.
const WIDTHS: (usize, usize) = (60, 6);
/// Characters of the widest cell for the mark of the filter beside a name.
const FILTER: usize = 3;

/// Writes the tables of a report, a sheet for each, and where they come from.
///
/// # Errors
/// When `out` cannot be written, or a table or text is larger than Excel can hold.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut book = Workbook::new();
    // Two runs give the same bytes: the day that a file was made is that of no run.
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(of_writing)?;
    let title = report.sections.first().map_or("", |section| section.title.as_str());
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    let looks = Looks::new();
    for name in report.table_names() {
        let sheet = book.add_worksheet_with_low_memory().map_err(of_writing)?;
        sheet.set_name(name).map_err(of_writing)?;
        write_tables(name, &report.named(name).collect::<Vec<_>>(), sheet, &looks, MOST_ROWS)?;
    }
    let sheet = book.add_worksheet_with_low_memory().map_err(of_writing)?;
    write_sources(report, sheet.set_name("about").map_err(of_writing)?, &looks)?;
    out.write_all(&book.save_to_buffer().map_err(of_writing)?)
}

fn of_writing(error: XlsxError) -> io::Error {
    if let XlsxError::IoError(error) = error { error } else { io::Error::other(error) }
}

/// How cells look.
struct Looks {
    header: Format,
    day: Format,
    share: Format,
}

impl Looks {
    fn new() -> Self {
        let number = |format: &str| Format::new().set_num_format(format);
        Self { header: Format::new().set_bold(), day: number("yyyy-mm-dd"), share: number("0.0%") }
    }
}

/// Writes the tables of one name one below the other, under one header.
fn write_tables(name: &str, tables: &[&Table<'_>], sheet: &mut Worksheet, looks: &Looks, most: u32) -> io::Result<()> {
    let Some(headings) = tables.first().map(|table| table.columns(Audience::Machines)) else { return Ok(()) };
    let mut widths: Vec<usize> = headings.iter().map(|heading| heading.spec.key.chars().count() + FILTER).collect();
    for (column, heading) in headings.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, &*heading.spec.key, &looks.header).map_err(of_writing)?;
    }
    let (mut row, mut text) = (0, Vec::new());
    for table in tables {
        let headings = table.columns(Audience::Machines);
        table.each(&headings, &mut |cells| {
            row += 1;
            if row > most {
                let what =
                    format!("{name} has more than {most} rows, the most that a sheet of Excel holds below its header");
                let help = "choose some of them, by --year or --session, or write csv";
                return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{what}\n  {help}")));
            }
            for (column, (heading, value)) in headings.iter().zip(cells).enumerate() {
                text.clear();
                write_cell(value, &mut text);
                let text = str::from_utf8(&text).unwrap_or_default();
                widths[column] = widths[column].max(text.chars().count());
                write_value(sheet, (row, column as u16), (heading, value, text), looks)?;
            }
            Ok(())
        })?;
    }
    for (column, width) in widths.into_iter().enumerate() {
        sheet.set_column_width(column as u16, width.clamp(WIDTHS.1, WIDTHS.0) as f64).map_err(of_writing)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(of_writing)?;
    sheet.autofilter(0, 0, row, headings.len().saturating_sub(1) as u16).map_err(of_writing)?;
    Ok(())
}

/// Writes one cell; `text` is what other formats for machines write there.
fn write_value(
    sheet: &mut Worksheet, (row, column): (u32, u16), (heading, value, text): (&Heading<'_>, &Value<'_>, &str),
    looks: &Looks,
) -> io::Result<()> {
    let written = match value {
        Value::Missing => return Ok(()),
        Value::Number(number) => sheet.write_number(row, column, *number as f64),
        Value::Real(share) if heading.spec.kind == Kind::Share => {
            sheet.write_number_with_format(row, column, *share, &looks.share)
        }
        Value::Real(number) => sheet.write_number(row, column, *number),
        Value::Flag(flag) => sheet.write_boolean(row, column, *flag),
        Value::Day(day) => {
            let day = ExcelDateTime::from_ymd(
                day.year().unsigned_abs(),
                day.month().unsigned_abs(),
                day.day().unsigned_abs(),
            );
            day.and_then(|day| sheet.write_datetime_with_format(row, column, &day, &looks.day))
        }
        Value::Text(_) | Value::Members(_) => {
            let letters = text.encode_utf16().count();
            if letters > MOST_LETTERS {
                let what = format!("{} has a text of {letters} characters in row {}", heading.spec.key, row + 1);
                let most =
                    format!("a cell of Excel holds {MOST_LETTERS}: leave the column out with --columns, or write csv");
                return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{what}, and {most}")));
            }
            sheet.write_string(row, column, text)
        }
    };
    written.map(drop).map_err(of_writing)
}

/// Writes what was asked, what is to be known of the answer, and where it comes from.
fn write_sources(report: &Report<'_>, sheet: &mut Worksheet, looks: &Looks) -> io::Result<()> {
    let titles = report.sections.iter().map(|section| section.title.as_str()).filter(|title| !title.is_empty());
    let question = Some(report.question.as_str()).filter(|question| !question.is_empty());
    let version = concat!("unvote ", env!("CARGO_PKG_VERSION"));
    let lines = titles.map(|title| ("title", title)).chain(question.map(|question| ("question", question)));
    let lines = lines.chain(report.notes.iter().map(|note| ("note", note.as_str())));
    let lines = lines.chain(report.sources.iter().map(|source| ("source", source.as_str())));
    let lines = lines.chain(report.terms().into_iter().map(|terms| ("terms", terms)));
    let mut row = 0;
    for (what, text) in lines.chain([("written by", version)]) {
        let letters: Vec<char> = text.chars().collect();
        // What is longer than a cell goes on in the one below; a character may take two of its places.
        for part in letters.chunks(MOST_LETTERS / 2) {
            sheet.write_string_with_format(row, 0, what, &looks.header).map_err(of_writing)?;
            sheet.write_string(row, 1, part.iter().collect::<String>()).map_err(of_writing)?;
            row += 1;
        }
    }
    sheet.set_column_width(0, 12).map_err(of_writing)?;
    sheet.set_column_width(1, WIDTHS.0 as f64).map_err(of_writing)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};

    use super::*;
    use crate::report::{Block, Layout, Names, Section, Spec};

    type Row = (String, f64, Option<i64>);

    fn report(rows: Vec<Row>) -> Report<'static> {
        let table = Layout::new("test", "a row")
            .column(Spec::text("title", ""), "", |row: &Row, _| row.0.as_str().into())
            .column(Spec::share("share", ""), "", |row, _| row.1.into())
            .column(Spec::number("yes", "", ""), "", |row, _| row.2.into())
            .column(Spec::day("date", ""), "", |_, _| jiff::civil::date(1946, 12, 11).into())
            .held(Names::without_record(), rows);
        Report::of(Section { title: "Title".to_owned(), lines: Vec::new(), blocks: vec![Block::Table(table)] })
    }

    fn written(report: &Report<'_>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        write(report, &mut bytes).map(|()| bytes)
    }

    #[test]
    fn cells_keep_their_types_and_text_is_no_formula() {
        let bytes = written(&report(vec![("=1+1".to_owned(), 0.5, Some(93)), ("NA".to_owned(), 1.0, None)])).unwrap();
        assert_eq!(
            bytes,
            written(&report(vec![("=1+1".to_owned(), 0.5, Some(93)), ("NA".to_owned(), 1.0, None)])).unwrap()
        );
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["test", "about"]);
        let range = book.worksheet_range("test").unwrap();
        let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
        assert_eq!(cell(0, 0), Data::String("title".to_owned()));
        assert_eq!(
            (cell(1, 0), cell(1, 1), cell(1, 2)),
            (Data::String("=1+1".to_owned()), Data::Float(0.5), Data::Float(93.0))
        );
        assert_eq!((cell(2, 0), cell(2, 2)), (Data::String("NA".to_owned()), Data::Empty));
        // 11 December 1946 is day 17147 of Excel's count.
        assert!(matches!(cell(1, 3), Data::DateTime(day) if (day.as_f64() - 17_147.0).abs() < 1e-9));
    }

    #[test]
    fn what_does_not_fit_a_sheet_is_an_error_and_never_cut() {
        let letters = |count: usize| written(&report(vec![("é".repeat(count), 0.5, None)]));
        assert!(letters(MOST_LETTERS).is_ok());
        let error = letters(MOST_LETTERS + 1).unwrap_err().to_string();
        assert!(
            error.starts_with("title has a text of 32768 characters in row 2, and a cell of Excel holds 32767"),
            "{error}"
        );
        let (report, mut book) = (report(vec![("a".to_owned(), 0.5, None); 3]), Workbook::new());
        let tables: Vec<_> = report.main_tables().collect();
        assert!(write_tables("test", &tables, book.add_worksheet(), &Looks::new(), 3).is_ok());
        let error = write_tables("test", &tables, book.add_worksheet(), &Looks::new(), 2).unwrap_err().to_string();
        assert!(error.starts_with("test has more than 2 rows, the most that a sheet of Excel holds"), "{error}");
    }
}
