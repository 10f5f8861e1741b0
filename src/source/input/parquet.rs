//! Makes a table of an Apache Parquet file, in builds that have it: not compressed, or by gzip or snappy. What is compressed
//! otherwise takes a library in C, and is refused with the line that makes a table of it.

use std::io::{self, Read};
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, TimeUnit};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use ::parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use ::parquet::record::Field;
use ::parquet::schema::types::Type;
use jiff::civil::{DateTime, Time, date};
use jiff::{SignedDuration, ToSpan as _};

use super::bytes::{Bytes, Input};
use super::{foreign, table::Table};
use crate::source::error::SourceError;
use crate::source::ledger::Ledger;

/// How many times its size a file may take as a table: a column of one value takes nearly nothing.
const MOST_TIMES: u64 = 500;
/// How many bytes it may take however small it is.
const ALWAYS: u64 = 64 << 20;

/// Makes a table of it; `path` is what names it in a shell.
///
/// # Errors
/// When it is damaged, or compressed in another way.
pub(super) fn table(name: &str, path: &str, bytes: Bytes) -> Result<Input, SourceError> {
    let damaged = |error: ParquetError| SourceError::Damaged { name: name.to_owned(), cause: error.to_string() };
    let most = ALWAYS.max(bytes.len() as u64 * MOST_TIMES);
    let whole = Arc::new(bytes);
    let reader = SerializedFileReader::new(Whole(whole.clone())).map_err(damaged)?;
    let columns = reader.metadata().row_groups().iter().flat_map(RowGroupMetaData::columns);
    for packing in columns.map(ColumnChunkMetaData::compression) {
        if !matches!(packing, Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::GZIP(_)) {
            let packing = packing.to_string();
            let what = format!("{} packed with {}", foreign::PARQUET, packing.split('(').next().unwrap_or_default());
            return Err(foreign::refused(name, path, &what, foreign::DUCKDB));
        }
    }
    let schema = reader.metadata().file_metadata().schema().get_fields().to_vec();
    let mut table = Table::new(name, schema.iter().map(|field| field.name()), most);
    for row in reader.get_row_iter(None).map_err(damaged)? {
        let row = row.map_err(damaged)?;
        let cells: Vec<String> = row.get_column_iter().zip(&schema).map(|((_, value), of)| text(value, of)).collect();
        table.row(cells.iter().map(String::as_str))?;
    }
    whole.still_whole(name)?;
    table.finish(0, Ledger::default())
}

/// A value as the text of a cell: nothing for none, days as days.
fn text(value: &Field, of: &Type) -> String {
    match value {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Float(number) if number.is_nan() => String::new(),
        Field::Double(number) if number.is_nan() => String::new(),
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        Field::Date(days) => day(*days),
        Field::TimestampMillis(number) => moment(SignedDuration::from_millis(*number)),
        Field::TimestampMicros(number) => moment(SignedDuration::from_micros(*number)),
        Field::Long(number) if is_in_nanoseconds(of) => moment(SignedDuration::from_nanos(*number)),
        Field::ListInternal(list) => list.elements().iter().map(|item| text(item, of)).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}

fn is_in_nanoseconds(of: &Type) -> bool {
    let logical = of.get_basic_info().logical_type_ref();
    matches!(logical, Some(LogicalType::Timestamp(time)) if time.unit == TimeUnit::NANOS)
}

/// A day by its number from 1 January 1970.
fn day(number: i32) -> String {
    date(1970, 1, 1).checked_add(number.days()).map_or_else(|_| number.to_string(), |day| day.to_string())
}

/// A moment by what passed since 1 January 1970; without its time if that is midnight.
fn moment(since: SignedDuration) -> String {
    let moment = DateTime::from_parts(date(1970, 1, 1), Time::midnight()).checked_add(since);
    moment.map_or_else(
        |_| since.to_string(),
        |moment| if moment.time() == Time::midnight() { moment.date().to_string() } else { moment.to_string() },
    )
}

/// The bytes of a file, as the format's reader wants them.
struct Whole(Arc<Bytes>);

/// The bytes behind a place.
struct Behind {
    whole: Arc<Bytes>,
    at: usize,
}

impl Length for Whole {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
}

impl ChunkReader for Whole {
    type T = Behind;

    fn get_read(&self, start: u64) -> Result<Behind, ParquetError> {
        Ok(Behind { whole: self.0.clone(), at: (start as usize).min(self.0.len()) })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<::bytes::Bytes, ParquetError> {
        let start = start as usize;
        let part = start.checked_add(length).and_then(|end| self.0.get(start..end));
        part.map(::bytes::Bytes::copy_from_slice).ok_or_else(|| ParquetError::EOF("it is cut short".to_owned()))
    }
}

impl Read for Behind {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = (&self.whole[self.at..]).read(out)?;
        self.at += count;
        Ok(count)
    }
}
