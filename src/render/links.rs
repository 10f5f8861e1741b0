//! Words of a text that lead to an address, as terminals follow them (OSC 8), and pages. What has one, and which, it does not
//! know.

/// The text with a link on each word for which `address` has one, given the word before it and the word itself.
pub(crate) fn linked(text: &str, address: fn(&str, &str) -> Option<String>) -> String {
    let mut linked = String::with_capacity(text.len() * 2);
    pieces(text, &address, &mut |piece, address| match address {
        Some(address) => linked.extend(["\u{1b}]8;;", address, "\u{1b}\\", piece, "\u{1b}]8;;\u{1b}\\"]),
        None => linked.push_str(piece),
    });
    linked
}

/// Hands over the text in pieces: a word that has an address with it, and what stands between such words.
pub(super) fn pieces(
    text: &str, address: &dyn Fn(&str, &str) -> Option<String>, write: &mut dyn FnMut(&str, Option<&str>),
) {
    let (mut rest, mut before) = (text, "");
    while !rest.is_empty() {
        let between = rest.len() - beginning(rest).len();
        let (gap, behind) = rest.split_at(between);
        let length = behind.find(|letter| !is_of_a_word(letter)).unwrap_or(behind.len());
        let word = trimmed(&behind[..length]);
        write(gap, None);
        write(word, address(before, word).filter(|_| !word.is_empty()).as_deref());
        write(&behind[word.len()..length], None);
        (before, rest) = (word, &behind[length..]);
    }
}

/// What is left from the next word on; colours are passed over.
fn beginning(mut rest: &str) -> &str {
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '\u{1b}' => rest.find('m').map_or("", |end| &rest[end + 1..]),
            _ if first.is_ascii_alphanumeric() => return rest,
            _ => &rest[first.len_utf8()..],
        };
    }
    rest
}

fn is_of_a_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "/.-_:()[]?=&%#".contains(letter)
}

/// A word without the marks of the sentence behind it.
fn trimmed(word: &str) -> &str {
    let open = |open, close| word.matches(open).count() < word.matches(close).count();
    let shorter = match word.chars().last() {
        Some('.' | ':' | '?' | '-' | '(' | '[') => true,
        Some(')') => open('(', ')'),
        Some(']') => open('[', ']'),
        _ => false,
    };
    if shorter { trimmed(&word[..word.len() - 1]) } else { word }
}

#[cfg(test)]
mod tests {
    use super::linked;

    fn told(text: &str) -> String {
        let address =
            |before: &str, word: &str| (word.starts_with("A/") || before == "record").then(|| format!("<{word}>"));
        linked(text, address).replace("\u{1b}]8;;\u{1b}\\", "}").replace("\u{1b}]8;;", "{").replace("\u{1b}\\", "|")
    }

    #[test]
    fn words_are_linked_without_the_marks_around_them() {
        assert_eq!(told("(draft A/L.10), A/RES/1(I)."), "(draft {<A/L.10>|A/L.10}), {<A/RES/1(I)>|A/RES/1(I)}.");
        assert_eq!(told("record 4076672 (in it)\n"), "record {<4076672>|4076672} (in it)\n");
        assert_eq!(told("Türkiye, no: none"), "Türkiye, no: none");
        assert_eq!(told(""), "");
    }

    #[test]
    fn colours_stay_as_they_are() {
        assert_eq!(told("\u{1b}[1mA/RES/1\u{1b}[0m x"), "\u{1b}[1m{<A/RES/1>|A/RES/1}\u{1b}[0m x");
    }
}
