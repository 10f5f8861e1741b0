//! Names of members in other languages than English (Arabic, Chinese, French, German, Russian and Spanish), and names of
//! any language in which spaces do not count. They are read when nothing else is called by what a person typed.

use std::collections::HashMap;

use super::member::rows;
use super::{MemberId, MemberSet, names::fold};

const TRANSLATIONS: &str = include_str!("../../data/member_translations.csv");

/// Articles that stand before a name in speech and seldom in a list.
const ARTICLES: [&str; 11] = ["le ", "la ", "les ", "el ", "los ", "las ", "der ", "die ", "das ", "den ", "dem "];

/// What a vowel with two dots is in German where a keyboard has none.
const UMLAUTS: [(char, &str); 6] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('Ä', "ae"), ('Ö', "oe"), ('Ü', "ue")];

/// All names of all members, without spaces.
#[derive(Debug, Default)]
pub(super) struct Translations {
    names: HashMap<String, MemberSet>,
}

impl Translations {
    /// The names of the table, and others in English; `find` finds a member by its code.
    pub(super) fn new(
        english: impl Iterator<Item = (MemberId, &'static str)>, find: impl Fn(&str) -> Option<MemberId>,
    ) -> Self {
        let mut all = Self::default();
        let translated = translations().filter_map(|(code, name)| Some((find(code)?, name)));
        for (member, name) in english.chain(translated) {
            for key in [key(name), key(&without_umlauts(name))] {
                all.names.entry(key).or_default().insert(member);
            }
        }
        all
    }

    /// The members of a name.
    pub(super) fn candidates(&self, name: &str) -> MemberSet {
        self.names.get(&key(name)).copied().unwrap_or_default()
    }
}

/// Each row of the table: a code, which may be that of a state that is no member, and a name.
pub(super) fn translations() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(TRANSLATIONS).filter_map(|row| {
        let mut cells = row.splitn(3, ',');
        Some((cells.next()?, cells.nth(1)?))
    })
}

/// The code of the state that is no member and has this name in another language.
pub(super) fn code_of(name: &str) -> Option<&'static str> {
    let wanted = key(name);
    translations().find(|(_, own)| key(own) == wanted).map(|(code, _)| code)
}

/// A name folded, without an article before it and without spaces.
fn key(name: &str) -> String {
    let name = name.trim();
    let elided = ["l'", "L'", "l’", "L’"].iter().find_map(|article| name.strip_prefix(article));
    let folded = fold(elided.unwrap_or(name));
    let bare = ARTICLES.iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(&folded);
    bare.chars().filter(|letter| *letter != ' ').map(arabic).collect()
}

/// Letters of Arabic that are written in either form.
const fn arabic(letter: char) -> char {
    match letter {
        'ى' => 'ي',
        'ة' => 'ه',
        other => other,
    }
}

fn without_umlauts(name: &str) -> String {
    UMLAUTS.iter().fold(name.to_owned(), |name, (letter, instead)| name.replace(*letter, instead))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::Members;

    #[test]
    fn every_row_of_the_table_is_read() {
        let members = Members::embedded();
        assert_eq!(translations().count(), rows(TRANSLATIONS).count());
        assert!(!TRANSLATIONS.contains('"'), "the table quotes nothing");
        let languages = ["ar", "de", "es", "fr", "ru", "zh"];
        for (_, member) in members.iter().filter(|(_, member)| !member.has_ended(crate::members::Date::MAX)) {
            for language in languages {
                let start = format!("{},{language},", member.code);
                assert!(rows(TRANSLATIONS).any(|row| row.starts_with(&start)), "{start}");
            }
        }
    }

    #[test]
    fn no_name_of_another_language_means_two_members() {
        let members = Members::embedded();
        for (code, name) in translations() {
            let Some(member) = members.by_code(code) else { continue };
            let found = members.candidates(name);
            // These are two members' in English as well.
            let is_of_two = (name == "Congo" || code.starts_with('Y')) && found.len() == 2 && found.contains(member);
            assert!(found.only() == Some(member) || is_of_two, "{code} {name}");
        }
    }

    #[test]
    fn articles_spaces_and_umlauts_do_not_count() {
        for (one, other) in [
            ("l'Allemagne", "Allemagne"),
            ("La Côte d’Ivoire", "cote d'ivoire"),
            ("die Schweiz", "Schweiz"),
            ("EEUU", "EE. UU."),
            ("Weissrussland", "Weißrussland"),
            ("المملكه المتحده", "المملكة المتحدة"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_eq!(without_umlauts("Österreich"), "oesterreich");
    }
}
