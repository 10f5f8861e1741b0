//! Tidy tables as Apache Parquet: a column of one type each, in row groups of bounded size, so that memory does not grow
//! with the table. It knows nothing of votes, and keeps no table in memory.

use std::{
    collections::HashMap,
    io::{self, Write},
    sync::Arc,
};

use ::parquet::{
    basic::{Compression, GzipLevel, LogicalType, Repetition, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::Type,
};
use jiff::civil::{self, Date};

use super::{machine, tidy::origins};
use crate::report::{
    Value,
    tidy::{Described, Kind, Tidy},
};

/// Rows of a row group: as many as `DuckDB` takes, which hands a group to one thread.
const ROWS: usize = 122_880;
/// Texts that are written at a time.
const BATCH: usize = 8_192;
/// The day from which Parquet counts days.
const EPOCH: Date = civil::date(1970, 1, 1);

/// Writes a table to its end and returns the number of its rows.
///
/// # Errors
/// When `out` cannot be written, or a cell is not of its column's type.
pub fn write(tidy: Tidy<'_>, out: &mut (dyn Write + Send)) -> io::Result<u64> {
    let schema = schema(&tidy).map_err(of_writing)?;
    let mut file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties(&tidy))).map_err(of_writing)?;
    let mut columns: Vec<Column> = tidy.columns.iter().map(Column::new).collect();
    let (mut count, mut waiting) = (0, 0);
    for row in tidy.rows {
        for (column, value) in columns.iter_mut().zip(&row) {
            column.push(value)?;
        }
        (count, waiting) = (count + 1, waiting + 1);
        if waiting == ROWS {
            write_group(&mut columns, &mut file).map_err(of_writing)?;
            waiting = 0;
        }
    }
    if waiting > 0 {
        write_group(&mut columns, &mut file).map_err(of_writing)?;
    }
    file.close().map_err(of_writing)?;
    Ok(count)
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

fn schema(tidy: &Tidy<'_>) -> Result<Type, ParquetError> {
    let field = |column: &Described| {
        let (physical, logical) = match column.kind {
            Kind::Text | Kind::Code | Kind::Members => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Number => (Physical::INT64, Some(LogicalType::integer(64, true))),
            Kind::Decimal => (Physical::DOUBLE, None),
            Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
            Kind::Flag => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(column.key, physical).with_logical_type(logical);
        field.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let fields = tidy.columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder(tidy.name).with_fields(fields).build()
}

/// How it is written, and where the figures come from: the terms of a source go where its figures go. Of the codecs
/// gzip is read by every engine, and `flate2` unpacks files here anyway; `docs/scale.md` has the sizes by others.
fn properties(tidy: &Tidy<'_>) -> WriterProperties {
    let (sources, terms) = origins(tidy);
    let told = [("source", sources), ("rights", terms)];
    let told = told.map(|(key, lines)| KeyValue::new(key.to_owned(), lines.join("\n")));
    WriterProperties::builder()
        .set_compression(Compression::GZIP(GzipLevel::default()))
        .set_max_row_group_row_count(Some(ROWS))
        .set_key_value_metadata(Some(told.to_vec()))
        .build()
}

fn write_group<W: Write + Send>(
    columns: &mut [Column],
    file: &mut SerializedFileWriter<W>,
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
    described: Described,
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
    fn new(described: &Described) -> Self {
        let values = match described.kind {
            Kind::Text | Kind::Code | Kind::Members => Values::Texts(Texts::default()),
            Kind::Number => Values::Numbers(Vec::new()),
            Kind::Decimal => Values::Decimals(Vec::new()),
            Kind::Day => Values::Days(Vec::new()),
            Kind::Flag => Values::Flags(Vec::new()),
        };
        Self { described: *described, present: Vec::new(), values }
    }

    fn push(&mut self, value: &Value) -> io::Result<()> {
        self.present.push((*value != Value::Missing).into());
        match (&mut self.values, value) {
            (_, Value::Missing) => {}
            (Values::Texts(texts), Value::Text(_) | Value::Brief(_) | Value::Code(_) | Value::Members(_)) => {
                texts.push(machine::cell(value));
            }
            (Values::Numbers(numbers), Value::Number(number) | Value::Signed(number)) => numbers.push(*number),
            (Values::Decimals(decimals), Value::Share(n) | Value::Points(n) | Value::Decimal(n)) => decimals.push(*n),
            (Values::Days(days), Value::Day(day)) => days.push((*day - EPOCH).get_days()),
            (Values::Flags(flags), Value::Flag(flag)) => flags.push(*flag),
            (_, other) => {
                let (key, datatype) = (self.described.key, self.described.kind.datatype());
                return Err(io::Error::new(io::ErrorKind::InvalidData, format!("{key}: {other:?} is no {datatype}")));
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
    values: &mut Vec<T::T>,
    present: &[i16],
    writer: &mut SerializedColumnWriter<'_>,
) -> Result<(), ParquetError> {
    writer.typed::<T>().write_batch(values, Some(present), None)?;
    values.clear();
    Ok(())
}

/// Texts, each different one kept once: a column of a million cells has some hundred.
#[derive(Default)]
struct Texts {
    different: Vec<ByteArray>,
    places: HashMap<String, u32>,
    cells: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: String) {
        let Self { different, places, cells } = self;
        let place = places.entry(text).or_insert_with_key(|text| {
            different.push(text.as_str().into());
            different.len() as u32 - 1
        });
        cells.push(*place);
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
    use crate::report::tidy;

    fn table(rows: impl Iterator<Item = [Value; 2]> + 'static) -> Tidy<'static> {
        let columns = ["title", "yes"].iter().filter_map(|key| tidy::column(key)).collect();
        Tidy { name: "test", columns, rows: Box::new(rows.map(Vec::from)), sources: Vec::new() }
    }

    fn written(rows: impl Iterator<Item = [Value; 2]> + 'static) -> SerializedFileReader<File> {
        let mut out = tempfile::tempfile().expect("a file");
        write(table(rows), &mut out).expect("a disk");
        SerializedFileReader::new(out).expect("Parquet")
    }

    #[test]
    fn a_long_table_is_cut_into_groups_and_keeps_every_cell() {
        // Every third text is missing, and one in four numbers; the texts are seven.
        let text = |n: usize| (!n.is_multiple_of(3)).then(|| format!("text {}", n % 7));
        let number = |n: usize| (!n.is_multiple_of(4)).then_some(n as i64);
        let count = 2 * ROWS + 1;
        let rows = move |n| [text(n).map_or(Value::Missing, Value::Text), Value::number(number(n))];
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
        let error = write(table([[Value::Number(1), Value::Number(2)]].into_iter()), &mut Vec::new()).unwrap_err();
        assert_eq!(error.to_string(), "title: Number(1) is no string");
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
        let error = write(table(std::iter::empty()), &mut Gone).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
