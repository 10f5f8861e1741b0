//! Opens what `--data` names and hands out plain UTF-8 bytes: files, folders, standard input, compressed or not.

mod bytes;
mod encoding;
mod foreign;
mod json_rows;
mod json_walk;
mod opening;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "xlsx")]
mod sheets;
mod spool;
mod table;
mod unpack;

pub(crate) use bytes::{Bytes, Input, PART};
pub(crate) use encoding::decode;
pub(crate) use opening::open;
