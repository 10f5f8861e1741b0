//! Opens what `--data` names and hands out plain UTF-8 bytes: files, folders, standard input, compressed or not.

mod bytes;
mod encoding;
mod opening;
mod unpack;

pub use bytes::{Bytes, Input};
pub use encoding::decode;
pub use opening::open;
