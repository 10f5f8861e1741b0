//! Metadata for a table, as CSV on the Web defines it: its columns with types and units, where it comes
//! from and under which terms.

use serde_json::{Value as Json, json};

use super::Format;
use crate::report::{Audience, Heading, Kind, Report};

/// The metadata of a file that holds the main table of a report (W3C, Metadata Vocabulary for Tabular Data, 2015).
pub(crate) fn metadata(file: &str, format: &Format, report: &Report<'_>) -> Json {
    let table = report.main_tables().next();
    let columns = table.map_or_else(Vec::new, |table| table.columns(Audience::Machines));
    let mut metadata = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file,
        "dc:title": table.map(|table| table.name),
        "dc:source": report.sources,
        "dc:rights": report.terms(),
        "tableSchema": {"columns": columns.into_iter().map(column).collect::<Vec<_>>()},
    });
    if let Some(delimiter) = format.delimiter {
        metadata["dialect"] = json!({"delimiter": delimiter, "header": true, "encoding": "utf-8"});
    }
    metadata
}

fn column(heading: &Heading<'_>) -> Json {
    let spec = &heading.spec;
    let datatype = datatype(spec.kind);
    let mut column =
        json!({"name": spec.key, "titles": spec.key, "dc:description": spec.meaning, "datatype": datatype});
    if !spec.unit.is_empty() {
        column["schema:unitText"] = json!(spec.unit);
    }
    column
}

/// The datatype of a column (W3C, Metadata Vocabulary for Tabular Data, 2015, section 5.11.1).
const fn datatype(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Code | Kind::Members => "string",
        Kind::Number => "integer",
        Kind::Share | Kind::Decimal => "double",
        Kind::Day => "date",
        Kind::Flag => "boolean",
    }
}
