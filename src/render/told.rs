//! Standard error: what is told beside the answer. It quotes files, servers and arguments, so nothing of it can steer a
//! terminal, and a value is cut where it is longer than anybody reads. That it cannot be written fails no command.

use std::borrow::Cow;
use std::io::{self, Write as _};

use unicode_width::UnicodeWidthChar as _;

use super::plain;

/// The most characters of a value in a message.
const LONGEST: usize = 200;
/// How many of them are those at its end, where a path has its name.
const AT_THE_END: usize = 49;
/// The most characters of a line, whatever it holds.
const LINE: usize = 4_000;

/// Tells something, on lines of its own.
pub(crate) fn tell(text: &str) {
    put(&(told(text) + "\n"));
}

/// Asks something: what is typed stands behind it.
pub(crate) fn ask(text: &str) {
    put(&(told(text) + " "));
}

/// Shows a line, cut to the terminal's width, in the place of the one that was shown before.
pub(crate) fn show(line: &str) {
    let mut room = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)).saturating_sub(1);
    let fits = |c: &char| c.width().and_then(|width| room.checked_sub(width)).map(|left| room = left).is_some();
    let line: String = plain(line).chars().take_while(fits).collect();
    put(&format!("\r{line}\x1b[K"));
}

fn put(text: &str) {
    let mut error = io::stderr();
    // One write, so that no other process writes into a line.
    let _ = error.write_all(text.as_bytes()).and_then(|()| error.flush());
}

fn told(text: &str) -> String {
    text.split('\n').map(|line| cut(&plain(line)).into_owned()).collect::<Vec<_>>().join("\n")
}

/// A line with its values cut: what is quoted, and words.
fn cut(line: &str) -> Cow<'_, str> {
    if line.len() <= LONGEST {
        return Cow::Borrowed(line);
    }
    let (mut cut, mut rest) = (String::new(), line);
    while let Some((before, value, after)) = quoted(rest) {
        cut.extend([before, "'", &shortened(value, LONGEST), "'"]);
        rest = after;
    }
    cut += rest;
    let words: Vec<Cow<'_, str>> = cut.split(' ').map(|word| shortened(word, LONGEST)).collect();
    shortened(&words.join(" "), LINE).into_owned().into()
}

/// The next part of a line that stands between quotation marks, with what stands before and behind it.
fn quoted(line: &str) -> Option<(&str, &str, &str)> {
    let opens = |(at, _): &(usize, &str)| !line[..*at].ends_with(char::is_alphanumeric);
    let (open, _) = line.match_indices('\'').find(opens)?;
    let from = &line[open + 1..];
    let closes = |(at, _): &(usize, &str)| !from[at + 1..].starts_with(char::is_alphanumeric);
    let (close, _) = from.match_indices('\'').find(closes)?;
    Some((&line[..open], &from[..close], &from[close + 1..]))
}

/// A text of this many characters at the most: its beginning and its end.
fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    let length = text.chars().count();
    if length <= most {
        return Cow::Borrowed(text);
    }
    let beginning = text.chars().take(most - AT_THE_END - 1);
    beginning.chain(['…']).chain(text.chars().skip(length - AT_THE_END)).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cut_and_words_of_our_own_are_not() {
        let long = "x y ".repeat(250_000);
        let expected = format!("line 3: '{}…{}' is no vote; it's \u{fffd}[2J", &long[..150], &long[long.len() - 49..]);
        assert_eq!(told(&format!("line 3: '{long}' is no vote; it's \u{1b}[2J")), expected);
        let path = format!("/{}/votes.csv", "a".repeat(300));
        assert_eq!(
            told(&format!("no {path}\n  hint")),
            format!("no {}…{}\n  hint", &path[..150], &path[path.len() - 49..])
        );
        let own = "expected one of these ".repeat(30);
        assert_eq!(told(&own), own);
    }
}
