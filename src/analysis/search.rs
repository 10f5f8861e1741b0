//! Finding roll calls by words: all of them must occur, in the title, subjects or agenda item; the best match first.

use crate::members::order::InOrder as _;
use std::cmp::Reverse;

use super::absence::NoAnswer;
use crate::members::fold;
use crate::record::{Record, RollCall, RollCallId, selection::words};

/// The roll calls among these in which every word occurs, or a word that begins with it; case and accents do not
/// count. The best first, then the latest.
///
/// # Errors
/// When no roll call matches.
pub fn search(record: &Record, ids: &[RollCallId], query: &str) -> Result<Vec<RollCallId>, NoAnswer> {
    let words = words(query);
    let scored = ids.iter().filter_map(|&id| Some((score(record, record.roll_call(id), &words)?, id)));
    let mut hits: Vec<(u32, RollCallId)> = scored.filter(|_| !words.is_empty()).collect();
    if hits.is_empty() {
        return Err(NoAnswer::NoWords { query: query.to_owned(), among: ids.len() });
    }
    hits.in_order_of(|(score, id)| (Reverse(*score), Reverse(record.in_time(*id)), *id));
    Ok(hits.into_iter().map(|(_, id)| id).collect())
}

fn score(record: &Record, roll_call: &RollCall, words: &[String]) -> Option<u32> {
    let texts = texts_of(record, roll_call);
    words.iter().map(|word| texts.iter().filter_map(|(text, worth)| Some(worth * occurs(text, word)?)).max()).sum()
}

/// The folded texts in which words are sought, with what a word is worth there: a title says most of what a roll call is
/// about.
pub(super) fn texts_of(record: &Record, roll_call: &RollCall) -> [(String, u32); 3] {
    let places = [(roll_call.title, 10), (roll_call.subjects, 4), (roll_call.agenda, 2)];
    places.map(|(text, worth)| (fold(record.text(text)), worth))
}

/// Whether one of the texts has the word, or one that begins with it.
pub(super) fn has_word(texts: &[(String, u32); 3], word: &str) -> bool {
    texts.iter().any(|(text, _)| occurs(text, word).is_some())
}

/// 2 where the word itself occurs, 1 where it is only the beginning of another.
fn occurs(text: &str, word: &str) -> Option<u32> {
    let found = text.split_whitespace().filter(|other| other.starts_with(word));
    found.map(|other| if other.len() == word.len() { 2 } else { 1 }).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{Body, RecordBuilder, Roll},
    };

    fn found(query: &str) -> Vec<usize> {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for (title, subjects) in [
            ("Necessity of ending the embargo against Cuba", ""),
            ("Situation in Côte d'Ivoire", "EMBARGO|CUBA"),
            ("Embargoes", "PEACE"),
        ] {
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            roll_call.title = builder.text(title);
            roll_call.subjects = builder.text(subjects);
            builder.push(roll_call, Roll::default());
        }
        let record = builder.finish();
        let ids: Vec<_> = record.ids().collect();
        search(&record, &ids, query).unwrap_or_default().iter().map(|id| id.index()).collect()
    }

    #[test]
    fn all_words_must_occur_and_titles_count_most() {
        assert_eq!(found("embargo CUBA"), [0, 1]);
        assert_eq!(found("embargo"), [0, 2, 1]);
        assert_eq!(found("cote d'ivoire"), [1]);
        assert_eq!(found("embargo mars"), Vec::<usize>::new());
        assert_eq!(found(" "), Vec::<usize>::new());
    }
}
