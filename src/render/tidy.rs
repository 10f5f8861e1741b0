//! Tidy tables, row by row, and what CSV on the Web says beside them. It knows nothing of votes.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::{Format, machine};
use crate::report::tidy::{Described, Tidy};

/// A format of tidy tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TidyFormat {
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
    /// A list of objects.
    Json,
    /// One object a line.
    Ndjson,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl TidyFormat {
    /// The names of all that this build writes.
    pub const NAMES: &str =
        if cfg!(feature = "parquet") { "csv, tsv, json, ndjson or parquet" } else { "csv, tsv, json or ndjson" };

    /// The same format for tidy tables; none where it has none for them, or this build does not write it.
    #[must_use]
    pub const fn of(format: Format) -> Option<Self> {
        match format {
            Format::Csv => Some(Self::Csv),
            Format::Tsv => Some(Self::Tsv),
            Format::Json => Some(Self::Json),
            Format::Ndjson => Some(Self::Ndjson),
            #[cfg(feature = "parquet")]
            Format::Parquet => Some(Self::Parquet),
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => None,
            Format::Table | Format::Markdown => None,
        }
    }

    /// Whether its columns may be described in a file beside it, as CSV on the Web does it for tables.
    #[must_use]
    pub const fn is_described_beside(self) -> bool {
        !matches!(self, Self::Json | Self::Ndjson)
    }

    /// What parts the cells, where it is text of one line a row.
    const fn delimiter(self) -> Option<&'static str> {
        match self {
            Self::Csv => Some(","),
            Self::Tsv => Some("\t"),
            _ => None,
        }
    }
}

/// Writes a table to its end and returns the number of its rows.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(tidy: Tidy<'_>, format: TidyFormat, out: &mut (dyn Write + Send)) -> io::Result<u64> {
    match format {
        TidyFormat::Csv => delimited(tidy, b',', out),
        TidyFormat::Tsv => delimited(tidy, b'\t', out),
        TidyFormat::Json => objects(tidy, ["[\n", ",\n", "\n]\n"], out),
        TidyFormat::Ndjson => objects(tidy, ["", "\n", "\n"], out),
        #[cfg(feature = "parquet")]
        TidyFormat::Parquet => super::parquet::write(tidy, out),
    }
}

fn delimited(tidy: Tidy<'_>, delimiter: u8, out: &mut dyn Write) -> io::Result<u64> {
    let tabs = delimiter == b'\t';
    let style = if tabs { csv::QuoteStyle::Never } else { csv::QuoteStyle::Necessary };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(out);
    writer.write_record(tidy.columns.iter().map(|column| column.key)).map_err(of_writing)?;
    let plain = |text: String| if tabs { text.replace(['\t', '\n', '\r'], " ") } else { text };
    let mut count = 0;
    for row in tidy.rows {
        writer.write_record(row.iter().map(|value| plain(machine::cell(value)))).map_err(of_writing)?;
        count += 1;
    }
    writer.flush()?;
    Ok(count)
}

/// What went wrong in writing, as the system said it: a reader that has gone away must be known as such.
fn of_writing(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Rows as objects, with what stands before the first, between two, and behind the last.
fn objects(tidy: Tidy<'_>, [before, between, behind]: [&str; 3], out: &mut dyn Write) -> io::Result<u64> {
    let mut count = 0;
    out.write_all(before.as_bytes())?;
    for row in tidy.rows {
        if count > 0 {
            out.write_all(between.as_bytes())?;
        }
        let cells = tidy.columns.iter().zip(&row).map(|(column, value)| (column.key, machine::json(value)));
        // Keys in the order of the columns, which a map of serde_json would not keep.
        out.write_all(b"{")?;
        for (place, (key, value)) in cells.enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(out, "{comma}{}:{value}", Json::from(key))?;
        }
        out.write_all(b"}")?;
        count += 1;
    }
    if count > 0 || !before.is_empty() {
        out.write_all(behind.as_bytes())?;
    }
    Ok(count)
}

/// The metadata of a file of cells (W3C, Metadata Vocabulary for Tabular Data, 2015): columns with types, units and
/// meaning, where the figures come from and under which terms.
#[must_use]
pub fn metadata(file: &str, format: TidyFormat, tidy: &Tidy<'_>) -> Json {
    let column = |column: &Described| {
        let mut described = Map::new();
        described.insert("name".to_owned(), json!(column.key));
        described.insert("titles".to_owned(), json!(column.key));
        described.insert("dc:description".to_owned(), json!(column.meaning));
        described.insert("datatype".to_owned(), json!(column.kind.datatype()));
        if !column.unit.is_empty() {
            described.insert("schema:unitText".to_owned(), json!(column.unit));
        }
        Json::Object(described)
    };
    let (sources, terms) = origins(tidy);
    let mut told = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file,
        "dc:title": tidy.name,
        "dc:source": sources,
        "dc:rights": terms,
        "tableSchema": {"columns": tidy.columns.iter().map(column).collect::<Vec<_>>()},
    });
    if let Some(delimiter) = format.delimiter() {
        told["dialect"] = json!({"delimiter": delimiter, "header": true, "encoding": "utf-8"});
    }
    told
}

/// Where the figures come from, and under which terms.
pub(super) fn origins<'t>(tidy: &'t Tidy<'_>) -> (Vec<&'t str>, Vec<&'t str>) {
    const TERMS: &str = "Terms: ";
    let (terms, sources): (Vec<&str>, Vec<&str>) =
        tidy.sources.iter().map(String::as_str).partition(|line| line.starts_with(TERMS));
    (sources, terms.into_iter().map(|line| line.trim_start_matches(TERMS)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Value, tidy};

    fn table() -> Tidy<'static> {
        let columns =
            ["symbol", "yes", "share_in_favour", "counted"].iter().filter_map(|key| tidy::column(key)).collect();
        let rows = vec![
            vec![Value::Code("A/1".to_owned()), Value::Number(3), Value::Share(0.5), Value::Flag(true)],
            vec![Value::Code("a, \"b\"".to_owned()), Value::Missing, Value::Missing, Value::Flag(false)],
        ];
        Tidy { name: "test", columns, rows: Box::new(rows.into_iter()), sources: Vec::new() }
    }

    fn written(format: TidyFormat) -> String {
        let mut out = Vec::new();
        assert_eq!(write(table(), format, &mut out).expect("memory"), 2);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn every_format_has_the_same_cells() {
        assert_eq!(
            written(TidyFormat::Csv),
            "symbol,yes,share_in_favour,counted\nA/1,3,0.5,true\n\"a, \"\"b\"\"\",,,false\n"
        );
        assert_eq!(
            written(TidyFormat::Tsv),
            "symbol\tyes\tshare_in_favour\tcounted\nA/1\t3\t0.5\ttrue\na, \"b\"\t\t\tfalse\n"
        );
        let first = "{\"symbol\":\"A/1\",\"yes\":3,\"share_in_favour\":0.5,\"counted\":true}";
        let second = "{\"symbol\":\"a, \\\"b\\\"\",\"yes\":null,\"share_in_favour\":null,\"counted\":false}";
        assert_eq!(written(TidyFormat::Ndjson), format!("{first}\n{second}\n"));
        assert_eq!(written(TidyFormat::Json), format!("[\n{first},\n{second}\n]\n"));
    }

    #[test]
    fn an_empty_table_is_an_empty_list() {
        let empty = || Tidy { rows: Box::new(std::iter::empty()), ..table() };
        let mut out = Vec::new();
        write(empty(), TidyFormat::Json, &mut out).expect("memory");
        assert_eq!(out, b"[\n\n]\n");
        let mut out = Vec::new();
        write(empty(), TidyFormat::Ndjson, &mut out).expect("memory");
        assert_eq!(out, b"");
    }

    #[test]
    fn the_metadata_name_each_column_with_its_type() {
        let sources = ["2 roll calls in x.csv".to_owned(), "Terms: as they are".to_owned()];
        let told = metadata("x.csv", TidyFormat::Csv, &Tidy { sources: sources.to_vec(), ..table() });
        assert_eq!(told["tableSchema"]["columns"][1]["datatype"], "integer");
        assert_eq!(told["tableSchema"]["columns"][1]["schema:unitText"], "members, 0 or more");
        assert_eq!(
            (&told["dc:source"][0], &told["dc:rights"][0]),
            (&json!("2 roll calls in x.csv"), &json!("as they are"))
        );
    }
}
