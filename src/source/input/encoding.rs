//! Makes UTF-8 of the encodings in which vote records are found, and tells text from other files.
//!
//! A large file is not checked as a whole: its mark and its first bytes decide, and a reader that meets bytes that are
//! not UTF-8 further on has [`decode`] called. This module knows nothing of formats.

use super::bytes::{Bytes, Input};
use super::foreign;
use super::spool::{IN_MEMORY, Spool};
use crate::source::error::SourceError;
use crate::source::ledger::{Kind, Ledger};

/// How much of the beginning decides.
pub(super) const LOOKED_AT: usize = 1 << 16;

/// Makes UTF-8 of text in any known encoding; the ledger names the encoding if it was another.
///
/// # Errors
/// When it is empty or not text.
pub(super) fn read(name: &str, path: &str, mut bytes: Bytes) -> Result<Input, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::empty(name));
    }
    let mut ledger = Ledger::default();
    if bytes.starts_with(UTF_8_MARK) {
        bytes.skip(UTF_8_MARK.len());
    } else if let Some(encoding) = Encoding::marked(&bytes) {
        bytes.skip(2);
        bytes = decoded(name, &bytes, encoding, &mut ledger)?;
    }
    look(name, path, &bytes)?;
    let input = Input { name: name.to_owned(), bytes, header: None, ledger };
    if is_utf8(&input.bytes) { Ok(input) } else { decode(input) }
}

/// Refuses what is not text, by its first bytes; `path` is what names it in a shell.
///
/// # Errors
/// When they are binary.
pub(super) fn look(name: &str, path: &str, bytes: &[u8]) -> Result<(), SourceError> {
    let first = &bytes[..bytes.len().min(LOOKED_AT)];
    if Encoding::marked(first).is_some() {
        return Ok(());
    }
    if foreign::is_known(first) || is_binary(first) { Err(foreign::refusal(name, path, first)) } else { Ok(()) }
}

/// The mark of UTF-8.
const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What Windows-1252 has in place of the control characters from 0x80 to 0x9F (WHATWG, Encoding Standard, "index
/// windows-1252"); all other bytes are the character of their number, as in Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// An encoding besides UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf16Le,
    Utf16Be,
    Windows1252,
}

impl Encoding {
    /// The encoding that the first two bytes are the mark of.
    fn marked(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xFE, ..] => Some(Self::Utf16Le),
            [0xFE, 0xFF, ..] => Some(Self::Utf16Be),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// Adds the characters of a piece to a text. What is left of it belongs to the next piece, unless it is the `last`;
    /// returns how many bytes were read, and whether any was no part of a character.
    fn read(self, piece: &[u8], last: bool, text: &mut String) -> (usize, bool) {
        let unit: fn([u8; 2]) -> u16 = match self {
            Self::Utf16Le => u16::from_le_bytes,
            Self::Utf16Be => u16::from_be_bytes,
            Self::Windows1252 => {
                let of = |byte: &u8| byte.checked_sub(0x80).and_then(|place| WINDOWS_1252.get(usize::from(place)));
                text.extend(piece.iter().map(|byte| of(byte).copied().unwrap_or(char::from(*byte))));
                return (piece.len(), false);
            }
        };
        let (pairs, odd) = piece.as_chunks::<2>();
        let is_first_half = |pair: &[u8; 2]| (0xD800..0xDC00).contains(&unit(*pair));
        let whole = pairs.len() - usize::from(!last && pairs.last().is_some_and(is_first_half));
        let mut is_damaged = last && !odd.is_empty();
        let read = char::decode_utf16(pairs[..whole].iter().copied().map(unit));
        text.extend(read.map(|one| one.inspect_err(|_| is_damaged = true).unwrap_or(char::REPLACEMENT_CHARACTER)));
        if last && !odd.is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        (if last { piece.len() } else { 2 * whole }, is_damaged)
    }
}

/// The same input read as Windows-1252 (of which Latin-1 is a part but for control characters), for one whose bytes
/// turned out not to be UTF-8.
///
/// # Errors
/// When it changed meanwhile, or cannot be kept.
pub(crate) fn decode(mut input: Input) -> Result<Input, SourceError> {
    input.bytes = decoded(&input.name, &input.bytes, Encoding::Windows1252, &mut input.ledger)?;
    Ok(input)
}

fn decoded(name: &str, bytes: &Bytes, encoding: Encoding, ledger: &mut Ledger) -> Result<Bytes, SourceError> {
    let (mut spool, mut text) = (Spool::new(IN_MEMORY), String::with_capacity(3 * LOOKED_AT));
    let (mut at, mut is_damaged) = (0, false);
    while at < bytes.len() {
        let end = bytes.len().min(at + LOOKED_AT);
        text.clear();
        let (read, damaged) = encoding.read(&bytes[at..end], end == bytes.len(), &mut text);
        spool.add(name, text.as_bytes())?;
        bytes.release(at..at + read);
        at += read;
        is_damaged |= damaged;
    }
    bytes.still_whole(name)?;
    let what = if is_damaged { " and, where it is broken, with replacement characters" } else { "" };
    ledger.enter(Kind::Note, &format!("read as {}, because it is not UTF-8{what}", encoding.name()), None, name);
    spool.bytes(name)
}

/// Whether the beginning is UTF-8; a character cut in two at the end of it does not count.
fn is_utf8(bytes: &[u8]) -> bool {
    let first = &bytes[..bytes.len().min(LOOKED_AT)];
    let is_cut = first.len() < bytes.len();
    std::str::from_utf8(first).map_or_else(|error| is_cut && error.error_len().is_none(), |_| true)
}

/// Whether bytes are binary: text holds no NUL and few control characters.
fn is_binary(first: &[u8]) -> bool {
    let control = |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    first.contains(&0) || first.iter().filter(control).count() * 10 > first.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<(String, usize), String> {
        let input = read("votes.csv", "votes.csv", Bytes::Owned(bytes.to_vec())).map_err(|error| error.to_string())?;
        Ok((String::from_utf8_lossy(&input.bytes).into_owned(), input.ledger.entries().len()))
    }

    #[test]
    fn utf_8_with_or_without_a_mark_is_taken_as_it_stands() {
        assert_eq!(text("Türkiye".as_bytes()), Ok(("Türkiye".to_owned(), 0)));
        assert_eq!(text("\u{feff}Türkiye".as_bytes()), Ok(("Türkiye".to_owned(), 0)));
    }

    #[test]
    fn utf_16_in_either_order_is_decoded_and_noted() {
        let little: Vec<u8> = "\u{feff}Côte".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Côte".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), Ok(("Côte".to_owned(), 1)));
        assert_eq!(text(&big), Ok(("Côte".to_owned(), 1)));
    }

    #[test]
    fn a_character_of_two_units_across_the_end_of_a_piece_is_whole_and_a_lone_one_is_replaced() {
        // The mark is not part of the piece: the second unit of the last pair begins at its end.
        let long = format!("{}\u{1F30D}", "x".repeat(LOOKED_AT / 2 - 1));
        let little: Vec<u8> = format!("\u{feff}{long}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&little), Ok((long, 1)));
        assert_eq!(text(b"\xFF\xFEa\0\x3C\xD8b\0c"), Ok(("a\u{fffd}b\u{fffd}".to_owned(), 1)));
    }

    #[test]
    fn other_bytes_are_windows_1252_and_noted() {
        assert_eq!(text(b"C\xF4te d\x92Ivoire \x80"), Ok(("Côte d\u{2019}Ivoire €".to_owned(), 1)));
    }

    #[test]
    fn a_character_across_the_end_of_the_look_is_still_utf_8() {
        let long = format!("{}é", "x".repeat(LOOKED_AT - 1));
        assert_eq!(text(long.as_bytes()), Ok((long, 0)));
        let cut = [b"x".as_slice(), b"\xC3"].concat();
        assert_eq!(text(&cut), Ok(("xÃ".to_owned(), 1)));
    }

    #[test]
    fn what_is_no_text_is_named_with_its_first_bytes() {
        let refused = "votes.csv is neither text nor a kind of file that is known: it begins with ";
        assert_eq!(text(b"\x7FELF\x02\x01\0\0"), Err(format!("{refused}\\x7fELF\\x02\\x01\\x00\\x00")));
        assert_eq!(text(b""), Err("votes.csv is empty".to_owned()));
    }

    #[test]
    fn a_few_control_characters_are_text() {
        assert!(text("a,b\n1,2\u{1a}\n3,4,5,6,7,8,9".as_bytes()).is_ok());
    }
}
