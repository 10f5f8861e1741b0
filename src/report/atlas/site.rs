//! Where the pages of a site stand, and where words lead there. A path is relative to the site's folder, with `/` between.

use std::collections::{HashMap, HashSet};

/// Where symbols, titles of pages, and members lead.
#[derive(Debug, Default)]
pub(crate) struct Site {
    words: HashMap<String, String>,
    members: HashMap<&'static str, String>,
    /// The paths that are taken, in small letters, as some systems do not tell them from large ones.
    taken: HashSet<String>,
}

impl Site {
    /// A path for a page of a folder that no other has, from its name; `kind` is its folder.
    pub(super) fn place(&mut self, folder: &str, name: &str) -> String {
        let kept = |letter: char| if letter.is_ascii_alphanumeric() || ".()".contains(letter) { letter } else { '-' };
        let mut stem: String = name.chars().map(kept).take(80).collect();
        while stem.contains("--") {
            stem = stem.replace("--", "-");
        }
        let stem = stem.trim_matches(['-', '.']);
        let stem = if stem.is_empty() { "page" } else { stem };
        let mut path = format!("{folder}/{stem}");
        let mut number = 1;
        while self.taken.contains(&path.to_ascii_lowercase()) {
            number += 1;
            path = format!("{folder}/{stem}-{number}");
        }
        self.taken.insert(path.to_ascii_lowercase());
        path + ".html"
    }

    /// Lets a word or a whole text lead to a page; of two pages to the first.
    pub(super) fn lead(&mut self, text: &str, path: &str) {
        if !text.is_empty() && !self.words.contains_key(text) {
            self.words.insert(text.to_owned(), path.to_owned());
        }
    }

    /// Lets a member lead to its page.
    pub(super) fn lead_member(&mut self, code: &'static str, path: &str) {
        self.members.entry(code).or_insert_with(|| path.to_owned());
    }

    /// The page to which a symbol, or the whole text of a cell, leads.
    pub(crate) fn page(&self, text: &str) -> Option<&str> {
        self.words.get(text).map(String::as_str)
    }

    /// The page of the roll call of a symbol that stands in a text: a year or a title within one leads nowhere.
    pub(crate) fn symbol(&self, word: &str) -> Option<&str> {
        self.page(word).filter(|_| word.contains('/'))
    }

    /// The page of a member.
    pub(crate) fn member(&self, code: &str) -> Option<&str> {
        self.members.get(code).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe_everywhere_and_no_two_are_the_same() {
        let mut site = Site::default();
        let names =
            ["A/RES/ES-11/7", "A/RES/ES-11/7", "a/res/es-11/7", "../../etc", "S/RES/2774(2025)", "", "Ünï \u{0}"];
        let paths: Vec<String> = names.iter().map(|name| site.place("vote", name)).collect();
        let expected = [
            "vote/A-RES-ES-11-7.html", "vote/A-RES-ES-11-7-2.html", "vote/a-res-es-11-7-3.html", "vote/etc.html",
            "vote/S-RES-2774(2025).html", "vote/page.html", "vote/n.html",
        ];
        assert_eq!(paths, expected);
    }

    #[test]
    fn a_word_leads_to_the_page_that_was_first() {
        let mut site = Site::default();
        site.lead("2025", "year/2025.html");
        site.lead("2025", "topic/2025.html");
        assert_eq!((site.page("2025"), site.page("2026")), (Some("year/2025.html"), None));
    }
}
