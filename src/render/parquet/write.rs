//! Tidy tables as Apache Parquet: a column of one type each, in row groups of bounded size, so that memory does not grow
//! with the table. It knows nothing of votes, and keeps no table in memory.

use std::io::{self, Write};
use std::{collections::HashMap, sync::Arc};

use ::parquet::basic::{Compression, GzipLevel, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::file::{metadata::KeyValue, properties::WriterProperties};
use ::parquet::{errors::ParquetError, schema::types::Type};
use jiff::civil::{self, Date};

use crate::render::machine::write_cell;
use crate::report::{Audience, Heading, Kind, Report, Value};

/// Rows of a row group: as many as `DuckDB` takes, which hands a group to one thread.
const ROWS: usize = 122_880;
/// Texts that are written at a time.
const BATCH: usize = 8_192;
/// The day from which Parquet counts days.
const EPOCH: Date = civil::date(1970, 1, 1);

/// Writes the main table of a report to its end.
///
/// # Errors
/// When `out` cannot be written, or a cell is not of its column's type.
pub(super) fn write(report: &Report<'_>, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let Some(table) = report.main_tables().next() else { return Ok(()) };
    let headings = table.columns(Audience::Machines);
    let mut columns: Vec<Column> = headings.iter().map(|heading| Column::new(heading)).collect();
    let schema = schema(table.name, &columns).map_err(of_writing)?;
    let mut file =
        SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties(report))).map_err(of_writing)?;
    let mut waiting = 0;
    table.each(&headings, &mut |row| {
        columns.iter_mut().zip(row).try_for_each(|(column, value)| column.push(value))?;
        waiting += 1;
        if waiting == ROWS {
            write_group(&mut columns, &mut file).map_err(of_writing)?;
            waiting = 0;
        }
        Ok(())
    })?;
    if waiting > 0 {
        write_group(&mut columns, &mut file).map_err(of_writing)?;
    }
    file.close().map(drop).map_err(of_writing)
}

/// What went wrong in writing, as the system said it: a reader that has gone away must be known as such.
fn of_writing(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

fn schema(name: &str, columns: &[Column]) -> Result<Type, ParquetError> {
    let field = |column: &Column| {
        let (physical, logical) = match column.values {
            Values::Texts(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Numbers(_) => (Physical::INT64, Some(LogicalType::integer(64, true))),
            Values::Decimals(_) => (Physical::DOUBLE, None),
            Values::Days(_) => (Physical::INT32, Some(LogicalType::Date)),
            Values::Flags(_) => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(&column.key, physical).with_logical_type(logical);
        field.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder(name).with_fields(fields).build()
}

/// How it is written, and where the figures come from: the terms of a source go where its figures go. Of the codecs
/// gzip is read by every engine, and `flate2` unpacks files here anyway; `docs/scale.md` has the sizes by others.
fn properties(report: &Report<'_>) -> WriterProperties {
    let said = [("source", report.sources.join("\n")), ("rights", report.terms().join("\n"))];
    let said = said.map(|(key, lines)| KeyValue::new(key.to_owned(), lines));
    WriterProperties::builder()
        .set_compression(Compression::GZIP(GzipLevel::default()))
        .set_max_row_group_row_count(Some(ROWS))
        .set_key_value_metadata(Some(said.to_vec()))
        .build()
}

fn write_group<W: Write + Send>(
    columns: &mut [Column], file: &mut SerializedFileWriter<W>,
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for column in columns {
        if let Some(mut writer) = group.next_column()? {
            column.write(&mut writer)?;
            writer.close()?;
        }
    }
    group.close().map(drop)
}

/// The cells of a column that wait for their row group.
struct Column {
    key: String,
    kind: Kind,
    /// For each row 1 where there is a value, 0 where there is none: the definition levels of the format.
    present: Vec<i16>,
    values: Values,
}

/// The values of the cells that have one.
enum Values {
    Texts(Texts),
    Numbers(Vec<i64>),
    Decimals(Vec<f64>),
    Days(Vec<i32>),
    Flags(Vec<bool>),
}

impl Column {
    fn new(heading: &Heading<'_>) -> Self {
        let values = match heading.spec.kind {
            Kind::Text | Kind::Code | Kind::Members => Values::Texts(Texts::default()),
            Kind::Number => Values::Numbers(Vec::new()),
            Kind::Share | Kind::Decimal => Values::Decimals(Vec::new()),
            Kind::Day => Values::Days(Vec::new()),
            Kind::Flag => Values::Flags(Vec::new()),
        };
        Self { key: heading.spec.key.to_string(), kind: heading.spec.kind, present: Vec::new(), values }
    }

    fn push(&mut self, value: &Value<'_>) -> io::Result<()> {
        self.present.push((!value.is_missing()).into());
        match (&mut self.values, value) {
            (_, Value::Missing) => {}
            (Values::Texts(texts), Value::Text(_) | Value::Members(_)) => texts.push(value),
            (Values::Numbers(numbers), Value::Number(number)) => numbers.push(*number),
            (Values::Decimals(decimals), Value::Real(number)) => decimals.push(*number),
            (Values::Days(days), Value::Day(day)) => days.push((*day - EPOCH).get_days()),
            (Values::Flags(flags), Value::Flag(flag)) => flags.push(*flag),
            (_, other) => {
                let text = format!("{}: {other:?} is not of the type {}", self.key, self.kind.word());
                return Err(io::Error::new(io::ErrorKind::InvalidData, text));
            }
        }
        Ok(())
    }

    /// Writes what waits, after which nothing does.
    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let present = &self.present;
        match &mut self.values {
            Values::Texts(texts) => texts.write(present, writer)?,
            Values::Numbers(numbers) => write_all::<Int64Type>(numbers, present, writer)?,
            Values::Decimals(decimals) => write_all::<DoubleType>(decimals, present, writer)?,
            Values::Days(days) => write_all::<Int32Type>(days, present, writer)?,
            Values::Flags(flags) => write_all::<BoolType>(flags, present, writer)?,
        }
        self.present.clear();
        Ok(())
    }
}

fn write_all<T: DataType>(
    values: &mut Vec<T::T>, present: &[i16], writer: &mut SerializedColumnWriter<'_>,
) -> Result<(), ParquetError> {
    writer.typed::<T>().write_batch(values, Some(present), None)?;
    values.clear();
    Ok(())
}

/// Texts, each different one kept once: a column of a million cells has some hundred.
#[derive(Default)]
struct Texts {
    different: Vec<ByteArray>,
    places: HashMap<Vec<u8>, u32>,
    cells: Vec<u32>,
    cell: Vec<u8>,
}

impl Texts {
    fn push(&mut self, text: &Value<'_>) {
        self.cell.clear();
        write_cell(text, &mut self.cell);
        let place = self.places.get(&self.cell).copied().unwrap_or_else(|| {
            let place = self.different.len() as u32;
            self.different.push(self.cell.clone().into());
            self.places.insert(self.cell.clone(), place);
            place
        });
        self.cells.push(place);
    }

    /// Writes them in batches, as the format's writer wants each cell whole.
    fn write(&mut self, present: &[i16], writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let mut cells = self.cells.iter();
        for present in present.chunks(BATCH) {
            let values = present.iter().filter(|level| **level == 1).count();
            let batch: Vec<ByteArray> =
                cells.by_ref().take(values).map(|place| self.different[*place as usize].clone()).collect();
            writer.typed::<ByteArrayType>().write_batch(&batch, Some(present), None)?;
        }
        *self = Self::default();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use ::parquet::{
        file::{
            metadata::RowGroupMetaData,
            reader::{FileReader as _, SerializedFileReader},
        },
        record::RowAccessor as _,
    };

    use super::*;
    use crate::report::{Block, Layout, Names, Section, Spec};

    type Row = (Option<String>, Option<i64>);

    fn report(kind: Kind, rows: impl Iterator<Item = Row> + 'static) -> Report<'static> {
        let table = Layout::new("test", "a row")
            .column(Spec::new("title", kind, "", ""), "", |row: &Row, _| row.0.as_deref().into())
            .column(Spec::new("yes", Kind::Number, "", ""), "", |row, _| row.1.into())
            .streamed(Names::without_record(), rows);
        Report::of(Section { blocks: vec![Block::Table(table)], ..Section::default() })
    }

    fn written(rows: impl Iterator<Item = Row> + 'static) -> SerializedFileReader<File> {
        let mut out = tempfile::tempfile().expect("a file");
        write(&report(Kind::Text, rows), &mut out).expect("a disk");
        SerializedFileReader::new(out).expect("Parquet")
    }

    #[test]
    fn a_long_table_is_cut_into_groups_and_keeps_every_cell() {
        // Every third text is missing, and one in four numbers; the texts are seven.
        let text = |n: usize| (!n.is_multiple_of(3)).then(|| format!("text {}", n % 7));
        let number = |n: usize| (!n.is_multiple_of(4)).then_some(n as i64);
        let count = 2 * ROWS + 1;
        let rows = move |n| (text(n), number(n));
        let file = written((0..count).map(rows));
        let groups: Vec<i64> = file.metadata().row_groups().iter().map(RowGroupMetaData::num_rows).collect();
        assert_eq!(groups, [122_880, 122_880, 1]);
        let mut seen = 0;
        for (n, row) in file.get_row_iter(None).expect("rows").enumerate() {
            let row = row.expect("a row");
            assert_eq!(row.get_string(0).ok().cloned(), text(n), "row {n}");
            assert_eq!(row.get_long(1).ok(), number(n), "row {n}");
            seen += 1;
        }
        assert_eq!(seen, count);
    }

    #[test]
    fn an_empty_table_is_a_file_with_columns_and_no_row() {
        let file = written(std::iter::empty());
        let schema = file.metadata().file_metadata().schema_descr();
        assert_eq!((schema.num_columns(), file.metadata().num_row_groups()), (2, 0));
    }

    #[test]
    fn a_cell_of_another_type_is_refused() {
        let rows = [(Some("one".to_owned()), None)].into_iter();
        let error = write(&report(Kind::Number, rows), &mut Vec::new()).unwrap_err();
        assert_eq!(error.to_string(), "title: Text(\"one\") is not of the type number");
    }

    #[test]
    fn a_reader_that_has_gone_away_is_known_as_such() {
        struct Gone;
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = write(&report(Kind::Text, std::iter::empty()), &mut Gone).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
