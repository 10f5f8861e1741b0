//! Apache Parquet, in builds that have it: the feature adds a quarter to the time of a fresh build.

#[cfg(feature = "parquet")]
mod write;

use super::Format;

/// What is exported as Parquet.
pub(super) const PARQUET: Format = Format {
    name: "parquet",
    meaning: "Apache Parquet: for `unvote export` only",
    extensions: &["parquet"],
    described_beside: true,
    exports_only: true,
    is_binary: true,
    #[cfg(feature = "parquet")]
    stream: Some(write::write),
    ..Format::OF_ONE_TABLE
};
