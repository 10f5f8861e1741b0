//! What is left of a title when case, accents, punctuation, years, numbers and small words no longer count, with
//! misspellings corrected from the words of all titles. Nothing is linked here.

use hashbrown::HashMap;

use crate::members::fold;
use crate::record::{Record, Text};

/// Words that most titles have, or that say nothing about the question.
const SMALL: [&str; 14] =
    ["the", "of", "and", "in", "to", "on", "for", "a", "by", "its", "resolution", "report", "reports", "s"];
/// A word that occurs in no more titles than this may be a misspelling of another.
const SLIP_AT_MOST: u32 = 3;
/// The other word occurs in at least this many times as many titles.
const RIGHT_AT_LEAST: u32 = 4;
/// The shortest word, in letters, that may be a misspelling: a shorter one is too often another word.
const SLIP_LETTERS: usize = 6;

/// The words of a record's titles, each with a number and a weight.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    titles: Sets,
    /// For each word, the number of the word that counts in its place: itself, unless it is a misspelling.
    meant: Vec<u32>,
    /// What each word weighs.
    pub weights: Vec<f64>,
}

/// Sets of words by number, each text cut once.
#[derive(Debug, Default)]
pub(super) struct Sets {
    numbers: HashMap<String, u32>,
    by_text: HashMap<Text, Vec<u32>>,
}

impl Sets {
    /// The words that a text is cut into, each once.
    pub(super) fn of(&mut self, record: &Record, text: Text, cut: impl Fn(&str) -> Vec<String>) -> &[u32] {
        let numbers = &mut self.numbers;
        self.by_text.entry(text).or_insert_with(|| {
            let words = cut(record.text(text)).into_iter().filter(|word| !word.is_empty());
            sorted(words.map(|word| {
                let next = numbers.len() as u32;
                *numbers.entry(word).or_insert(next)
            }))
        })
    }
}

/// Each number once, in order.
fn sorted(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

impl Vocabulary {
    /// The vocabulary of these titles, one for each roll call.
    pub(super) fn new(record: &Record, titles: &[Text]) -> Self {
        let mut vocabulary = Self::default();
        let mut counts: Vec<u32> = Vec::new();
        for title in titles {
            let numbers = vocabulary.titles.of(record, *title, tokens).to_vec();
            counts.resize(vocabulary.titles.numbers.len(), 0);
            for number in numbers {
                counts[number as usize] += 1;
            }
        }
        let mut words: Vec<&str> = vec![""; counts.len()];
        vocabulary.titles.numbers.iter().for_each(|(word, number)| words[*number as usize] = word);
        vocabulary.meant = slips(&words, &counts);
        for (slip, meant) in vocabulary.meant.iter().enumerate() {
            if *meant as usize != slip {
                counts[*meant as usize] += counts[slip];
            }
        }
        // Inverse document frequency (Spärck Jones 1972): a word in few titles says more than one in many, but every
        // word says something.
        let all = f64::from(titles.len() as u32);
        vocabulary.weights = counts.iter().map(|count| (all / f64::from((*count).max(1))).ln() + 0.3).collect();
        vocabulary
    }

    /// The words of a title of the record, by number, each once.
    pub(super) fn of(&self, title: Text) -> Vec<u32> {
        sorted(self.titles.by_text.get(&title).into_iter().flatten().map(|word| self.meant[*word as usize]))
    }
}

/// The words that count, in the order of the text, in the singular.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let lower = if text.is_ascii() { text.to_ascii_lowercase() } else { fold(text) };
    let lower = lower.strip_prefix("security council ").unwrap_or(&lower);
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|word| word.trim_matches('\''));
    let counts =
        |word: &&str| !word.is_empty() && !SMALL.contains(word) && !word.bytes().any(|byte| byte.is_ascii_digit());
    words.filter(counts).map(|word| singular(&word.replace('\'', "")).to_owned()).collect()
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if word.len() > 3 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

/// For each word, the number of the word that was meant: a rare word that differs by one typing error (a letter added,
/// left out or changed, or two swapped) from one that is far more frequent is taken for that one.
fn slips(words: &[&str], counts: &[u32]) -> Vec<u32> {
    let letters = |word: &&str| word.bytes().fold(0_u32, |set, byte| set | 1 << (byte % 32));
    let sets: Vec<u32> = words.iter().map(letters).collect();
    let mut by_first: HashMap<u8, Vec<usize>> = HashMap::new();
    for (number, word) in words.iter().enumerate().filter(|(number, _)| counts[*number] >= RIGHT_AT_LEAST) {
        by_first.entry(word.as_bytes().first().copied().unwrap_or_default()).or_default().push(number);
    }
    let meant = |number: usize| {
        let word = words[number];
        if counts[number] > SLIP_AT_MOST || word.len() < SLIP_LETTERS {
            return number;
        }
        let may_be = |other: &&usize| {
            counts[**other] >= RIGHT_AT_LEAST * counts[number]
                && words[**other].len().abs_diff(word.len()) <= 1
                && (sets[**other] ^ sets[number]).count_ones() <= 2
                && strsim::osa_distance(word, words[**other]) == 1
        };
        let others = word.as_bytes().first().and_then(|first| by_first.get(first));
        let likely = others.into_iter().flatten().filter(may_be).max_by_key(|other| (counts[**other], !**other));
        likely.copied().unwrap_or(number)
    };
    (0..words.len()).map(|number| meant(number) as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_numbers_small_words_and_plurals_do_not_count() {
        assert_eq!(
            tokens("Report of the Peoples' Programme budget for the biennium 1976-1977 [Rule 73]"),
            ["people", "programme", "budget", "biennium", "rule"]
        );
        assert_eq!(tokens("Côte d'Ivoire"), tokens("COTE D'IVOIRE"));
        assert_eq!(tokens("Security Council resolution 2623 (2022) [on Ukraine]"), ["ukraine"]);
    }

    #[test]
    fn a_rare_word_that_is_one_slip_away_from_a_frequent_one_is_that_one() {
        let words = ["israeli", "isareli", "charter", "chapter", "mali"];
        assert_eq!(slips(&words, &[40, 1, 5, 4, 1]), [0, 0, 2, 3, 4]);
    }
}
