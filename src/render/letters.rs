//! How wide text is, and where its lines break. The widths are those of Helvetica, which most fonts without serifs keep
//! to within a few in a hundred; text in tight places is set to its width by [`super::scene::Text::length`].

use unicode_normalization::UnicodeNormalization as _;
use unicode_width::UnicodeWidthChar as _;

/// Advance widths in thousandths of the size for the characters from the space to the tilde (Adobe, Core 14 AFM files,
/// Helvetica).
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
/// The same for Helvetica-Bold.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
];

/// The width of text of a size, in the unit of the size.
pub(super) fn width(text: &str, size: f64, is_bold: bool) -> f64 {
    let widths = if is_bold { &BOLD } else { &REGULAR };
    let of = |letter: char| -> u32 {
        let known = |letter: char| widths.get((letter as usize).wrapping_sub(32)).copied();
        let plain = || std::iter::once(letter).nfd().next().and_then(known);
        match letter {
            '\u{2013}' => 556,
            '\u{2014}' | '\u{2026}' => 1000,
            '\u{2018}' | '\u{2019}' => 278,
            '\u{201c}' | '\u{201d}' => 500,
            '\u{2212}' | '\u{b1}' | '\u{d7}' => 584,
            // Of letters of other scripts it is known whether they are narrow, wide or nothing.
            _ => known(letter)
                .or_else(plain)
                .map_or_else(|| letter.width().map_or(0, |columns| columns as u32 * 667), u32::from),
        }
    };
    f64::from(text.chars().map(of).sum::<u32>()) / 1000.0 * size
}

/// A text broken at spaces into lines of this width, so many at the most; what does not fit ends in dots, and a word that is
/// longer than a line is broken.
pub(super) fn lines(text: &str, size: f64, is_bold: bool, room: f64, most: usize) -> Vec<String> {
    let wide = |text: &str| width(text, size, is_bold);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut word = word;
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if wide(&longer) <= room {
                *line = longer;
                continue;
            }
        }
        while wide(word) > room {
            let fits = |(at, _): &(usize, char)| wide(&word[..*at]) <= room;
            let end = word.char_indices().skip(1).take_while(fits).last().map_or(word.len(), |(at, _)| at);
            let (head, rest) = word.split_at(end);
            lines.push(head.to_owned());
            word = rest;
        }
        if !word.is_empty() {
            lines.push(word.to_owned());
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(cut(&rest, size, is_bold, room));
    }
    lines
}

/// The same in lines of about one length, as titles stand: in no more of them than the room asks for.
pub(super) fn balanced(text: &str, size: f64, is_bold: bool, room: f64, most: usize) -> Vec<String> {
    let broken = |room: f64| lines(text, size, is_bold, room, usize::MAX);
    let (mut best, count) = (lines(text, size, is_bold, room, most), broken(room).len());
    let mut narrower = room - size;
    while (2..=most).contains(&count) && narrower > room / 2.0 {
        let tried = broken(narrower);
        if tried.len() > count {
            break;
        }
        best = tried;
        narrower -= size;
    }
    best
}

/// A text that ends in dots where it has no room.
pub(super) fn cut(text: &str, size: f64, is_bold: bool, room: f64) -> String {
    let wide = |text: &str| width(text, size, is_bold);
    if wide(text) <= room {
        return text.to_owned();
    }
    let with_dots = |end: usize| format!("{}\u{2026}", text[..end].trim_end_matches([' ', ',', ';', ':']));
    let ends = text.char_indices().map(|(at, _)| at);
    let last = ends.take_while(|end| wide(&with_dots(*end)) <= room).last();
    last.map_or_else(|| "\u{2026}".to_owned(), with_dots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_published_tables() {
        // H 722, i 222, space 278, 1 556; bold: H 722, i 278.
        assert!((width("Hi 1", 1000.0, false) - 1778.0).abs() < 1e-9);
        assert!((width("Hi", 1000.0, true) - 1000.0).abs() < 1e-9);
        // An accent has no width of its own.
        assert!((width("Côte", 10.0, false) - width("Cote", 10.0, false)).abs() < 1e-9);
    }

    #[test]
    fn a_title_does_not_end_in_a_word_alone() {
        // Five letters of 556 thousandths at 10 are 27.8 wide, and a space 2.8.
        assert_eq!(lines("aaaaa bbbbb ccccc ddddd", 10.0, false, 92.0, 3), ["aaaaa bbbbb ccccc", "ddddd"]);
        assert_eq!(balanced("aaaaa bbbbb ccccc ddddd", 10.0, false, 92.0, 3), ["aaaaa bbbbb", "ccccc ddddd"]);
        assert_eq!(balanced("aaaaa bbbbb", 10.0, false, 92.0, 3), ["aaaaa bbbbb"]);
    }

    #[test]
    fn lines_break_at_spaces_and_end_in_dots() {
        // Ten letters of 556 thousandths at 10 are 55.6 wide.
        assert_eq!(lines("aaaaa bbbbb ccccc", 10.0, false, 60.0, 9), ["aaaaa bbbbb", "ccccc"]);
        assert_eq!(lines("aaaaa bbbbb ccccc", 10.0, false, 30.0, 2), ["aaaaa", "bbb\u{2026}"]);
        assert_eq!(lines("aaaaaaaaaa", 10.0, false, 30.0, 9), ["aaaaa", "aaaaa"]);
        assert_eq!(lines("", 10.0, false, 30.0, 9), Vec::<String>::new());
        assert_eq!(cut("aaaaa", 10.0, false, 1.0), "\u{2026}");
    }
}
