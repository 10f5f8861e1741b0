//! Sequences cut into pieces that are compressed each for itself, so that one is read without the others.
//!
//! A section of pieces: the number of values (4), the number of pieces (4), where each piece ends, counted from behind the
//! ends (4 each), the pieces. A piece: its length before compression (4), an LZ4 block.

use std::ops::Range;

use serde::{Serialize, de::DeserializeOwned};

use super::error::StoreError;
use super::file::{Kind, StoreFile, number, put};
use crate::record::{Column, PIECE};

/// A section of values, in pieces made by a function of the values of each.
pub(super) fn packed<T>(values: &[T], pack: impl Fn(&[T]) -> Vec<u8>) -> Vec<u8> {
    let pieces: Vec<Vec<u8>> = values.chunks(PIECE).map(|piece| compressed(&pack(piece))).collect();
    let mut section = Vec::new();
    put(&mut section, [(values.len() as u64, 4), (pieces.len() as u64, 4)]);
    let mut end = 0;
    for piece in &pieces {
        end += piece.len() as u32;
        section.extend(end.to_le_bytes());
    }
    section.extend(pieces.concat());
    section
}

/// One value, compressed.
pub(super) fn packed_one<T: Serialize>(value: &T) -> Vec<u8> {
    compressed(&serialized(value))
}

pub(super) fn serialized<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("plain data, which postcard writes whole")
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    lz4_flex::compress_prepend_size(bytes)
}

/// The value of a section that [`packed_one`] made.
pub(super) fn unpacked_one<T: DeserializeOwned>(file: &StoreFile, kind: Kind, owner: u32) -> Result<T, StoreError> {
    let bytes = lz4_flex::decompress_size_prepended(&file.section(kind, owner)?).ok();
    bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok()).ok_or_else(|| file.not_understood())
}

/// The column of a section of pieces, each made when it is first asked for. The section's checksum was found to hold, so
/// what the program itself wrote is there and can be read.
pub(super) fn column<T: 'static>(
    file: &StoreFile, kind: Kind, owner: u32, unpack: impl Fn(&[u8]) -> Option<Vec<T>> + Send + Sync + 'static,
) -> Result<Column<T>, StoreError> {
    let section = file.section(kind, owner)?;
    let (len, ends) = layout(&section).ok_or_else(|| file.not_understood())?;
    let start = 8 + 4 * ends.len();
    let make = move |piece: usize| {
        let begin = if piece == 0 { 0 } else { ends[piece - 1] };
        let bytes = &section[start + begin..start + ends[piece]];
        let plain = lz4_flex::decompress_size_prepended(bytes).ok();
        plain.and_then(|plain| unpack(&plain)).expect("a piece of a section whose checksum holds")
    };
    Ok(Column::made_by(len, make))
}

/// The number of values, and where each piece ends; none where they do not fit the section.
fn layout(section: &[u8]) -> Option<(usize, Vec<usize>)> {
    let (len, count) = (number(section.get(..4)?) as usize, number(section.get(4..8)?) as usize);
    let ends = section.get(8..8 + count.checked_mul(4)?)?;
    let ends: Vec<usize> = ends.as_chunks::<4>().0.iter().map(|end| number(end) as usize).collect();
    let room: Range<usize> = 0..section.len() - 8 - 4 * count + 1;
    let fits = count == len.div_ceil(PIECE) && ends.is_sorted() && ends.last().is_none_or(|end| room.contains(end));
    fits.then_some((len, ends))
}
