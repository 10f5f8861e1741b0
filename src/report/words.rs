//! The words that every report needs: counts with their nouns, spans, names, lists with "and". They are said once here.

use crate::members::order::InOrder as _;
use std::fmt::Display;

use crate::members::MemberSet;
pub(crate) use crate::members::suggest::quoted;
use crate::record::{Date, Record};

/// A count with its noun: `1 member`, `2 members`.
pub(crate) fn count(number: impl Display, noun: &str) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// A count of roll calls: `1 roll call`, `2 roll calls`.
pub(crate) fn roll_calls(number: usize) -> String {
    count(number, "roll call")
}

/// Values as a shell takes them, each with this before it.
pub(crate) fn each_quoted<T: AsRef<str>>(before: &str, values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().fold(String::new(), |text, value| text + before + &quoted(value.as_ref()))
}

/// A list as it is spoken: `a`, `a and b`, `a, b and c`.
pub(crate) fn and<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        _ => items.concat(),
    }
}

/// The days, years or sessions of something that has none, one or several: nothing, ` in 2025`, ` from 1946 to 2025`.
pub(crate) fn in_span<T: Display + PartialEq>(span: Option<(T, T)>) -> String {
    match span {
        Some((first, last)) if first == last => format!(" in {first}"),
        Some((first, last)) => format!(" from {first} to {last}"),
        None => String::new(),
    }
}

/// The first and the last of something, or the only one: `47 to 80`, `79`.
pub(crate) fn span<T: Display + PartialEq>(first: &T, last: &T) -> String {
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

/// Names that have an article within a sentence.
const WITH_ARTICLE: [&str; 19] = [
    "Bahamas",
    "Central African Republic",
    "Comoros",
    "Congo",
    "Dominican Republic",
    "Gambia",
    "German Democratic Republic",
    "Lao People's Democratic Republic",
    "Maldives",
    "Marshall Islands",
    "Netherlands",
    "Philippines",
    "Republic of Korea",
    "Republic of Moldova",
    "Russian Federation",
    "Solomon Islands",
    "Soviet Union",
    "Syrian Arab Republic",
    "Union of Soviet Socialist Republics",
];

/// The name of a member as it stands within a sentence: `the United States`, `Uruguay`.
pub(crate) fn the(name: &str) -> String {
    let begins = |with: &&str| name.starts_with(with);
    let has = WITH_ARTICLE.contains(&name) || ["United ", "Democratic ", "Netherlands ("].iter().any(begins);
    // Democratic Yemen is called as Yemen is.
    if has && name != "Democratic Yemen" { format!("the {name}") } else { name.to_owned() }
}

/// Years in words, neighbours together: `1946 to 1990, 2020`.
pub(crate) fn years(years: &[i16]) -> String {
    let mut runs: Vec<(i16, i16)> = Vec::new();
    for &year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    runs.iter().map(|(first, last)| span(first, last)).collect::<Vec<_>>().join(", ")
}

/// A day as it is spoken: `24 February 2025`.
pub(crate) fn day(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// The name of its month; the first three letters are the short one.
pub(crate) fn month(day: Date) -> &'static str {
    const MONTHS: &str = "January February March April May June July August September October November December";
    MONTHS.split(' ').zip(1..).find(|(_, number)| *number == day.month()).map_or("", |(name, _)| name)
}

/// A share as a percentage: `68.1%`.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// A whole percentage in which 100 means always and 0 never: what is merely close to them becomes 99 or 1.
pub(crate) fn whole_percentage(share: f64) -> String {
    let [least, most] = [if share > 0.0 { 1.0 } else { 0.0 }, if share < 1.0 { 99.0 } else { 100.0 }];
    format!("{:.0}", (share * 100.0).round().clamp(least, most))
}

/// A p-value: `0.013`, `<0.001`.
pub(crate) fn p(p: f64) -> String {
    if p < 0.001 { "<0.001".to_owned() } else { format!("{p:.3}") }
}

/// A p-value in a sentence: `p = 0.013`, `p < 0.001`.
pub(crate) fn p_in_words(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") }
}

/// A size as people say it.
pub(crate) fn size(bytes: usize) -> String {
    let bytes = bytes as f64;
    if bytes < 1e6 { format!("{:.0} kB", (bytes / 1e3).max(1.0)) } else { format!("{:.1} MB", bytes / 1e6) }
}

/// A text that begins with a capital letter.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The usual names of members, in the order of the alphabet.
pub(crate) fn names(record: &Record, members: MemberSet) -> Vec<&'static str> {
    let mut names: Vec<_> = members.iter().map(|member| record.members().get(member).name).collect();
    names.in_order_of(|name| crate::members::fold(name));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_spoken() {
        assert_eq!(day(Date::constant(2025, 2, 24)), "24 February 2025");
        assert_eq!(day(Date::constant(1946, 12, 1)), "1 December 1946");
    }

    #[test]
    fn neighbouring_years_are_told_together() {
        assert_eq!(years(&[1946, 1947, 1948, 2020]), "1946 to 1948, 2020");
        assert_eq!(years(&[]), "");
    }

    #[test]
    fn names_have_their_articles_within_a_sentence() {
        for name in ["the United States", "the Gambia", "the Soviet Union", "the United Arab Emirates"] {
            assert_eq!(the(&name[4..]), name);
        }
        for name in ["Uruguay", "Democratic Yemen", "Dominica", "DR Congo", "China (Republic of China)", "Viet Nam"] {
            assert_eq!(the(name), name);
        }
    }

    #[test]
    fn counts_and_lists_are_spoken() {
        assert_eq!([count(1, "member"), count(0, "member")], ["1 member", "0 members"]);
        assert_eq!([and(&["a"]), and(&["a", "b"]), and(&["a", "b", "c"])], ["a", "a and b", "a, b and c"]);
        assert_eq!(and::<&str>(&[]), "");
    }

    #[test]
    fn small_sizes_are_told_in_kilobytes() {
        assert_eq!([size(43_210), size(120), size(11_960_000)], ["43 kB", "1 kB", "12.0 MB"]);
    }
}
