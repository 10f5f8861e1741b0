//! The roll calls that were probably meant where words stand in place of a symbol: those that share the rarest of them.

use crate::members::order::InOrder as _;
use std::collections::BTreeSet;

use super::search::{has_word, search, texts_of};
use crate::record::{Record, RollCallId, Selection, selection::words};

/// What words lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearWords {
    /// The roll calls, the best first.
    pub ids: Vec<RollCallId>,
    /// The words that find them with [`search`].
    pub words: String,
    /// Whether the roll calls have every word that was asked for.
    pub whole: bool,
    /// The year among the words, where they are all of it.
    pub year: Option<i16>,
}

/// The share of the words, each by its rarity, that the best roll call has to have at least.
const LEAST: f64 = 0.3;

/// The roll calls that have all of these words, or where there is none, most of them; a year among the words chooses those
/// of that year. `None` where no roll call has much of them.
pub fn near_words(record: &Record, typed: &str) -> Option<NearWords> {
    let mut seen = BTreeSet::new();
    let mut asked = words(typed);
    asked.retain(|word| seen.insert(word.clone()));
    let all: Vec<RollCallId> = record.ids().collect();
    let year_at = |word: &String| word.parse().ok().filter(|year| (1946..=2100).contains(year));
    if let Some((at, year)) = asked.iter().enumerate().find_map(|(at, word)| Some((at, year_at(word)?))) {
        let of_year: Vec<RollCallId> = all.iter().copied().filter(|id| record.year(*id) == Some(year)).collect();
        let others: Vec<String> = asked.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, w)| w.clone()).collect();
        let found = most(record, &of_year, &others, Some(year));
        if found.is_some() {
            return found;
        }
    }
    most(record, &all, &asked, None)
}

/// The roll calls among these with most of the words.
fn most(record: &Record, ids: &[RollCallId], asked: &[String], year: Option<i16>) -> Option<NearWords> {
    let query = asked.join(" ");
    let rows: Vec<Vec<bool>> = ids
        .iter()
        .map(|id| {
            let texts = texts_of(record, record.roll_call(*id));
            asked.iter().map(|word| has_word(&texts, word)).collect()
        })
        .collect();
    let having = |at: usize| rows.iter().filter(|row| row[at]).count();
    let rarity = |at| ((ids.len() + 1) as f64 / having(at).max(1) as f64).ln();
    let weights: Vec<f64> = (0..asked.len()).map(rarity).collect();
    // A slip of the finger is put right before words are left out.
    let mended = asked.iter().enumerate().map(|(at, word)| {
        let near = || Selection::words_near(record, word).into_iter().next();
        if having(at) == 0 && word.len() > 3 && word.chars().all(char::is_alphabetic) {
            near().unwrap_or_else(|| word.clone())
        } else {
            word.clone()
        }
    });
    let mended: Vec<String> = mended.collect();
    if search(record, ids, &query).is_err() && mended != asked {
        return most(record, ids, &mended, year);
    }
    let worth =
        |row: &Vec<bool>| row.iter().zip(&weights).filter(|(has, _)| **has).map(|(_, weight)| weight).sum::<f64>();
    let best = rows.iter().max_by(|a, b| worth(a).total_cmp(&worth(b)))?;
    if worth(best) < LEAST * weights.iter().sum::<f64>() || worth(best) <= 0.0 {
        return None;
    }
    let having: Vec<usize> = (0..asked.len()).filter(|at| best[*at]).collect();
    let spoken = |at: &[usize]| at.iter().map(|at| asked[*at].as_str()).collect::<Vec<_>>().join(" ");
    let found = search(record, ids, &spoken(&having)).ok()?;
    // Of many words the rarest are told that find as much.
    let mut rarest = having;
    rarest.in_order(|a, b| weights[*b].total_cmp(&weights[*a]));
    // Two words say more than one, unless the second is one that most titles have.
    let telling = rarest.iter().filter(|at| weights[**at] > weights[rarest[0]] / 4.0).count();
    let enough = (telling.clamp(1, 2)..=rarest.len()).find_map(|count| {
        let mut some = rarest[..count].to_vec();
        some.sort_unstable();
        let query = spoken(&some);
        search(record, ids, &query).is_ok_and(|ids| ids.len() == found.len()).then_some(query)
    });
    Some(NearWords { ids: found, words: enough?, whole: best.iter().all(|has| *has), year })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        members::Members,
        record::{Body, RecordBuilder, Roll, RollCall},
    };

    fn found(typed: &str) -> Option<(Vec<usize>, String, Option<i16>)> {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for (title, day) in [
            ("Necessity of ending the embargo against Cuba", "2024-10-30"),
            ("Necessity of ending the embargo against Cuba", "2025-10-29"),
            ("Return of Ukrainian children", "2025-12-03"),
            ("Rights of the child", "2025-12-18"),
        ] {
            let mut roll_call = RollCall::new(Body::GeneralAssembly);
            (roll_call.title, roll_call.date) = (builder.text(title), day.parse().ok());
            builder.push(roll_call, Roll::default());
        }
        let found = near_words(&builder.finish(), typed)?;
        Some((found.ids.iter().map(|id| id.index()).collect(), found.words, found.year))
    }

    #[test]
    fn words_lead_to_what_has_most_of_them() {
        let all = |ids: &[usize], words: &str, year| Some((ids.to_vec(), words.to_owned(), year));
        assert_eq!(found("Cuba"), all(&[1, 0], "cuba", None));
        // The latest stands first; the rarest words find the same two.
        assert_eq!(found("Necessity of ending the embargo against Cuba"), all(&[1, 0], "necessity ending", None));
        assert_eq!(found("return of Ukranian children"), all(&[2], "return ukrainian", None));
        assert_eq!(found("the blockade of Cuba"), all(&[1, 0], "cuba", None));
        assert_eq!(found("Cuba 2024"), all(&[0], "cuba", Some(2024)));
        assert_eq!(found("zebra crossing"), None);
    }
}
