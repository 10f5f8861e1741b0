//! Opens what `--data` names and hands out plain UTF-8 bytes: files, folders, standard input, compressed or not.

mod bytes;
mod encoding;
mod opening;
mod spool;
mod unpack;

pub(crate) use bytes::{Bytes, Input, PART};
pub(crate) use encoding::decode;
pub(crate) use opening::open;
