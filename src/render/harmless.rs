//! What is printed cannot steer a terminal, turn the direction of writing, or hide in a text. Decides which characters
//! could, and what stands for them; `plain` is for values that are laid out, [`Filter`] for bytes on their way out.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::UnicodeWidthChar as _;

/// The most marks that may stand on one letter; no language of the United Nations has more.
const MARKS: usize = 4;
/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Whether a character could steer a terminal, or is not seen: control characters, what Unicode calls default-ignorable
/// (marks and overrides of direction, joiners, fillers, tags among it), line separators and annotations.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Text on one line that cannot steer a terminal: breaks become spaces, all else that could a mark.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let shown = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if steers(c) => Some(char::REPLACEMENT_CHARACTER),
        c => {
            marks = if c.width() == Some(0) { marks + 1 } else { 0 };
            (marks <= MARKS).then_some(c)
        }
    };
    Cow::Owned(text.chars().filter_map(shown).collect())
}

/// What becomes of a character that could steer a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// It stays: the text is plain already, or no terminal's.
    AsItIs,
    /// A mark stands for it.
    Marked,
    /// It is escaped, as JSON can: `\u001b`.
    Escaped,
}

/// Writes UTF-8 in a manner; line breaks stay, and tabs.
pub(super) struct Filter<W> {
    out: W,
    manner: Manner,
    /// The beginning of a character whose end has not come yet.
    begun: Vec<u8>,
}

impl<W: Write> Filter<W> {
    pub(super) const fn new(out: W, manner: Manner) -> Self {
        Self { out, manner, begun: Vec::new() }
    }

    fn write_text(&mut self, text: &str) -> io::Result<()> {
        let (mut written, mut at) = (0, 0);
        while let Some(next) = suspect(&text.as_bytes()[at..]) {
            let place = at + next;
            let Some(c) = text[place..].chars().next() else { break };
            at = place + c.len_utf8();
            if !steers(c) {
                continue;
            }
            self.out.write_all(&text.as_bytes()[written..place])?;
            written = at;
            if self.manner == Manner::Marked {
                write!(self.out, "{}", char::REPLACEMENT_CHARACTER)?;
            } else {
                c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(self.out, "\\u{unit:04x}"))?;
            }
        }
        self.out.write_all(&text.as_bytes()[written..])
    }
}

/// Where the first byte stands that may begin a character that steers; quick over the many that do not.
fn suspect(bytes: &[u8]) -> Option<usize> {
    let may_begin = |byte: &u8| {
        (*byte < b' ' && *byte != b'\n' && *byte != b'\t')
            || matches!(byte, 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3)
    };
    // Without an early end, so that a block is looked at in a few steps.
    let block = |block: &[u8]| block.iter().fold(false, |any, byte| any | may_begin(byte));
    let at = bytes.chunks(BLOCK).position(block)? * BLOCK;
    bytes[at..].iter().position(may_begin).map(|place| at + place)
}

impl<W: Write> Write for Filter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.manner == Manner::AsItIs {
            return self.out.write(bytes);
        }
        let joined = if self.begun.is_empty() { Cow::Borrowed(bytes) } else { [&self.begun, bytes].concat().into() };
        let whole = match str::from_utf8(&joined) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(error) => return Err(io::Error::other(error)),
        };
        let (text, begun) = joined.split_at(whole);
        self.write_text(str::from_utf8(text).map_err(io::Error::other)?)?;
        self.begun = begun.to_vec();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filtered(pieces: &[&[u8]], manner: Manner) -> String {
        let mut written = Vec::new();
        let mut filter = Filter::new(&mut written, manner);
        for piece in pieces {
            filter.write_all(piece).unwrap();
        }
        String::from_utf8(written).unwrap()
    }

    #[test]
    fn every_character_that_steers_is_found_by_its_first_byte() {
        let all: Vec<char> = ('\0'..=char::MAX).filter(|c| steers(*c) && !matches!(c, '\n' | '\t')).collect();
        assert!(all.len() > 4_000);
        for c in all {
            assert_eq!(suspect(format!("{}{c}", "é".repeat(70)).as_bytes()), Some(140), "{c:?}");
            assert!(!plain(&c.to_string()).contains(c), "{c:?}");
        }
    }

    #[test]
    fn json_keeps_every_value_and_shows_what_steers() {
        let written = filtered(&["\"a\u{9b}é\u{202e}\u{7f}\u{e0001}’\"\n".as_bytes()], Manner::Escaped);
        assert_eq!(written, "\"a\\u009bé\\u202e\\u007f\\udb40\\udc01’\"\n");
    }

    #[test]
    fn a_character_that_comes_in_two_pieces_is_one() {
        for cut in 1..4 {
            let (first, second) = "\u{e0001}".as_bytes().split_at(cut);
            assert_eq!(filtered(&[b"x", first, second, b"y"], Manner::Marked), "x\u{fffd}y");
        }
    }

    #[test]
    fn marks_are_kept_as_languages_have_them_and_no_more() {
        // Two on one letter, as Vietnamese writes them; nine, as nobody does.
        assert_eq!(plain("Vie\u{323}\u{302}t"), "Vie\u{323}\u{302}t");
        assert_eq!(plain(&format!("z{}", "\u{300}".repeat(9))), format!("z{}", "\u{300}".repeat(4)));
    }
}
