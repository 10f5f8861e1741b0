//! The addresses of what a report names: documents of the United Nations and records of its Digital Library.

use crate::record::{Class, Symbol};

/// The sessions whose resolutions are known by the number of the session and their own alone, as in `80/4`.
const SHORT: std::ops::RangeInclusive<u16> = 31..=99;

/// The address of a document or record that a word names; `before` is the word before it.
pub(crate) fn address(before: &str, word: &str) -> Option<String> {
    if word.starts_with("https://") {
        return Some(word.to_owned());
    }
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit());
    if before.eq_ignore_ascii_case("record") && is_number(word) && word.len() > 4 {
        return Some(format!("https://digitallibrary.un.org/record/{word}"));
    }
    let (session, number) = word.split_once('/')?;
    let is_short = session.parse().is_ok_and(|session| SHORT.contains(&session))
        || session.strip_prefix("ES-").is_some_and(is_number);
    let symbol = match session {
        "A" | "S" => word.to_owned(),
        _ if is_short && is_number(number.trim_end_matches(|part: char| part.is_ascii_uppercase())) => {
            format!("A/RES/{word}")
        }
        _ => return None,
    };
    let symbol: Symbol = symbol.parse().ok()?;
    // A resolution in parts is one document.
    let whole = match symbol.class() {
        Class::Assembly { decision: false, session, number, .. } => Symbol::resolution(*session, *number, "").ok()?,
        _ => symbol,
    };
    Some(format!("https://docs.un.org/en/{whole}"))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn documents_and_records_have_addresses() {
        for (before, word, told) in [
            ("", "A/RES/ES-11/7", "https://docs.un.org/en/A/RES/ES-11/7"),
            ("(draft", "A/ES-11/L.10", "https://docs.un.org/en/A/ES-11/L.10"),
            ("", "S/RES/2774(2025)", "https://docs.un.org/en/S/RES/2774(2025)"),
            ("", "A/RES/377(V)[A]", "https://docs.un.org/en/A/RES/377(V)"),
            ("", "A/RES/34/93F", "https://docs.un.org/en/A/RES/34/93"),
            ("shift", "79/7", "https://docs.un.org/en/A/RES/79/7"),
            ("with", "ES-11/6", "https://docs.un.org/en/A/RES/ES-11/6"),
            ("record", "4076672", "https://digitallibrary.un.org/record/4076672"),
        ] {
            assert_eq!(address(before, word).as_deref(), Some(told), "{before} {word}");
        }
    }

    #[test]
    fn what_only_looks_like_a_symbol_has_none() {
        for (before, word) in [
            ("the", "4076672"),
            ("record", "79"),
            ("", "24/7"),
            ("", "2021/22"),
            ("", "and/or"),
            ("", "GA/12677"),
            ("", "A/"),
        ] {
            assert_eq!(address(before, word), None, "{before} {word}");
        }
    }
}
