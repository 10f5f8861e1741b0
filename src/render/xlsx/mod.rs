//! Excel workbooks, in builds that have them: the feature takes half a minute of a fresh build.

#[cfg(feature = "xlsx")]
mod write;

use super::Format;

/// A workbook with a sheet for each table.
pub(super) const XLSX: Format = Format {
    name: "xlsx",
    meaning: "Excel workbook: a sheet for each table, and one of sources",
    extensions: &["xlsx"],
    one_table: false,
    is_binary: true,
    #[cfg(feature = "xlsx")]
    report: Some(|report, _, out| write::write(report, out)),
    #[cfg(feature = "xlsx")]
    stream: Some(|report, out| write::write(report, out)),
    ..Format::OF_ONE_TABLE
};
