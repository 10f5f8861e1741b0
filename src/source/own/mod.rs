//! Our own formats, JSON, NDJSON and CSV: what is written in them loads again as it was. The record that is compiled in
//! is in one of them.

mod csv;
mod embedded;
mod filling;
mod json;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use embedded::checksum;
pub use embedded::embedded;
pub use write::{write_csv, write_json, write_ndjson};

use crate::source::format::{Fit, Format, Shape};

/// The format of our own JSON and NDJSON.
pub(crate) const JSON: Format = Format {
    name: "unvote record, JSON",
    terms: "",
    fits: |head, _| match head.shape {
        Shape::Json if head.begins.contains(filling::SCHEMA) => Fit::Yes,
        Shape::Json => Fit::Lacks(vec!["\"schema\": \"unvote-record-1\" at its beginning"]),
        Shape::Delimited(_) | Shape::Xml => Fit::No,
    },
    read: |inputs, context, ledger| {
        let mut filling = filling::Filling::new(context.members, ledger);
        for one in inputs {
            json::file(&mut filling, &one.input.name, &one.input.bytes)?;
        }
        filling.finish()
    },
};

/// The format of our own CSV.
pub(crate) const CSV: Format = Format {
    name: "unvote record, CSV",
    terms: "",
    fits: |head, _| head.fit(&[&["roll_call"], &["member"], &["vote"], &["body"], &["intended"], &["source_format"]]),
    read: csv::read,
};
