//! Suggestions for an unknown name: the known names that are nearest to it.

use super::order::InOrder as _;
use std::collections::HashSet;

use super::names::fold;

/// The most names that a failed search suggests.
const SUGGESTIONS: usize = 3;

/// No name is longer, and so nothing is near a query that is.
const LONGEST: usize = 100;

/// The names within a quarter of the query's length in slips of the pen, or that begin much like it.
pub(crate) fn nearest<'n>(query: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    if query.len() > LONGEST {
        return Vec::new();
    }
    let folded = fold(query);
    // Where a character is a word, another one is another word.
    let least = usize::from(folded.is_ascii() || folded.chars().count() > 2);
    let allowed = (folded.chars().count() / 4).max(least);
    let mut near: Vec<(usize, &str)> = Vec::new();
    let mut seen = HashSet::new();
    for name in names {
        let candidate = fold(name);
        // A code is near what is as short as a code.
        if is_code(name) && folded.len() > name.len() {
            continue;
        }
        let slips = strsim::damerau_levenshtein(&folded, &candidate);
        // 0.9 lets "Phillippine" find the Philippines, and keeps short codes apart.
        let close = slips <= allowed || folded.len() > 3 && strsim::jaro_winkler(&folded, &candidate) >= 0.9;
        if close && seen.insert(candidate) {
            near.push((slips, name));
        }
    }
    near.in_order(Ord::cmp);
    near.into_iter().take(SUGGESTIONS).map(|(_, name)| name.to_owned()).collect()
}

/// Whether a name is a code of a member.
fn is_code(name: &str) -> bool {
    name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The end of an error message, which offers the suggestions.
pub(crate) fn did_you_mean(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        [most @ .., last] => format!("; did you mean {} or {last}?", most.join(", ")),
    }
}

/// A value as a shell takes it: in quotes where a letter of it would mean something there.
pub(crate) fn quoted(value: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "._-/:,=%+@\\".contains(letter);
    let is_plain = !value.is_empty() && value.chars().all(plain);
    if is_plain { value.to_owned() } else { format!("'{}'", value.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, nearest};

    #[test]
    fn the_nearest_comes_first_and_a_name_written_twice_comes_once() {
        let names = ["Iran", "Iraq", "IRAQ", "Ireland", "Oman"];
        // One slip to Iraq and one to Iran: the alphabet decides.
        assert_eq!(nearest("Irak", names.into_iter()), ["Iran", "Iraq"]);
    }

    #[test]
    fn nothing_is_near_an_endless_name() {
        assert!(nearest(&"Iraq".repeat(1_000_000), ["Iraq"].into_iter()).is_empty());
    }

    #[test]
    fn names_are_offered_as_a_sentence() {
        assert_eq!(did_you_mean(&[]), "");
        assert_eq!(did_you_mean(&["Iraq".into()]), "; did you mean Iraq?");
        assert_eq!(did_you_mean(&["Iraq".into(), "Iran".into(), "Oman".into()]), "; did you mean Iraq, Iran or Oman?");
    }
}
