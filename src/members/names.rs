//! Folding of names: what is left of a name when case, accents, punctuation and the usual ways of shortening it no
//! longer count; and the index of all members' names so folded.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{Member, MemberId, MemberSet, NameUse};

/// Words that do not tell states apart, left out of the loose form.
const SMALL_WORDS: [&str; 4] = ["and", "of", "the", "for"];

/// A name in lower case, without accents and punctuation, with `&` as "and", "St." as "Saint", and no "the" before it.
pub(crate) fn fold(name: &str) -> String {
    let plain = plain(name);
    let mut folded = String::with_capacity(plain.len());
    for word in words(&plain) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// The folded words in alphabetical order without small words: "Korea, Republic of" is "Republic of Korea".
pub(crate) fn fold_loosely(name: &str) -> String {
    let plain = plain(name);
    let mut words: Vec<&str> = words(&plain).filter(|word| !SMALL_WORDS.contains(word)).collect();
    words.sort_unstable();
    words.join(" ")
}

/// All names of all members, folded.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    exact: HashMap<String, Vec<(MemberId, NameUse)>>,
    loose: HashMap<String, Vec<(MemberId, NameUse)>>,
}

impl NameIndex {
    pub(super) fn new<'m>(members: impl Iterator<Item = (MemberId, &'m Member)>) -> Self {
        let mut index = Self::default();
        for (id, member) in members {
            // A line that is no member is never meant by a file.
            let used = if member.cow.is_empty() { NameUse::Typed } else { NameUse::Anywhere };
            index.add(id, member.name, used);
            index.add(id, member.official, used);
            member.names.iter().for_each(|name| index.add(id, name.text, name.used));
        }
        index
    }

    fn add(&mut self, member: MemberId, name: &str, used: NameUse) {
        self.exact.entry(fold(name)).or_default().push((member, used));
        self.loose.entry(fold_loosely(name)).or_default().push((member, used));
    }

    /// The members of a name where names of some use do not count; the order of words counts only if it must.
    pub(super) fn candidates(&self, name: &str, ignored: NameUse) -> MemberSet {
        let of = |entries: Option<&Vec<(MemberId, NameUse)>>| -> MemberSet {
            entries.into_iter().flatten().filter(|(_, used)| *used != ignored).map(|(id, _)| *id).collect()
        };
        let exact = of(self.exact.get(&fold(name)));
        if exact.is_empty() { of(self.loose.get(&fold_loosely(name))) } else { exact }
    }
}

/// The letters and digits of a name, with spaces between its words.
fn plain(name: &str) -> String {
    if name.is_ascii() {
        // Nothing is composed of several characters; most titles are such, and there are thousands of them.
        return plain_ascii(name);
    }
    let mut plain = String::with_capacity(name.len());
    name.nfkd().flat_map(char::to_lowercase).for_each(|letter| enter(&mut plain, letter));
    plain
}

fn plain_ascii(name: &str) -> String {
    let mut plain = Vec::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => plain.push(byte),
            b'A'..=b'Z' => plain.push(byte.to_ascii_lowercase()),
            b'&' => plain.extend(b" and "),
            b'\'' | b'`' | b'.' => {}
            _ => plain.push(b' '),
        }
    }
    String::from_utf8(plain).unwrap_or_default()
}

/// The words of a plain name, with "saint" for "st" and without "the" before the others.
fn words(plain: &str) -> impl Iterator<Item = &str> {
    let mut words = plain.split_ascii_whitespace().peekable();
    let first = words.next();
    let article = first == Some("the") && words.peek().is_some();
    let all = first.filter(|_| !article).into_iter().chain(words);
    all.map(|word| if word == "st" { "saint" } else { word })
}

/// Enters a decomposed letter in lower case, or what stands for it.
fn enter(plain: &mut String, letter: char) {
    match letter {
        'a'..='z' | '0'..='9' => plain.push(letter),
        'ı' => plain.push('i'),
        'ß' => plain.push_str("ss"),
        '&' => plain.push_str(" and "),
        // The last draws an Arabic word out.
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '.' | 'ـ' => {}
        _ if letter.is_ascii() => plain.push(' '),
        _ if is_combining_mark(letter) => {}
        _ if letter.is_alphanumeric() => plain.push(letter),
        _ => plain.push(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_loosely};

    #[test]
    fn case_accents_and_apostrophes_do_not_count() {
        assert_eq!(fold("CÔTE D’IVOIRE"), "cote divoire");
        assert_eq!(fold("Côte d'Ivoire"), fold("COTE D'IVOIRE"));
        assert_eq!(fold("TÜRKİYE"), "turkiye");
        assert_eq!(fold("  São  Tomé & Príncipe "), "sao tome and principe");
    }

    #[test]
    fn a_name_in_ascii_is_folded_like_any_other() {
        let all: String = (1..128_u8).map(char::from).collect();
        // The accent takes it out of ASCII, and falls.
        assert_eq!(super::plain(&format!("{all}á")), format!("{}a", super::plain(&all)));
    }

    #[test]
    fn saint_is_written_out_and_a_leading_article_falls() {
        assert_eq!(fold("St. Lucia"), fold("Saint Lucia"));
        assert_eq!(fold("the Gambia"), "gambia");
        assert_eq!(fold("U.S.A."), "usa");
    }

    #[test]
    fn the_loose_form_does_not_mind_the_order_of_words() {
        assert_eq!(fold_loosely("Korea, Republic of"), fold_loosely("Republic of Korea"));
        assert_eq!(
            fold_loosely("Congo (Democratic Republic of the)"),
            fold_loosely("Democratic Republic of the Congo")
        );
        assert_ne!(fold_loosely("Congo, Republic of"), fold_loosely("Congo, Democratic Republic of"));
    }
}
