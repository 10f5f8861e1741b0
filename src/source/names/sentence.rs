//! What a sentence beside lists of names says of their vote: its totals, how it ended, on what it was, and when, in English,
//! French and Spanish. What it does not say plainly is not known.

use crate::record::{Date, Matter, Outcome, Stated, Symbol};
use crate::source::cells::dates;

/// What a sentence says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The numbers of votes.
    pub stated: Stated,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// What was voted on.
    pub matter: Matter,
    /// The symbols that it names.
    pub symbols: Vec<Symbol>,
    /// The day on which it says that the vote was held.
    pub day: Option<Date>,
    /// A title in quotation marks.
    pub title: String,
}

/// Numbers that are written as words.
const NUMBERS: [(&str, u16); 16] = [
    ("none", 0),
    ("no", 0),
    ("nil", 0),
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("zéro", 0),
    ("ninguno", 0),
];
const ADOPTED: &[&str] =
    &["adopted", "adopts", "retained", "adopté", "adoptée", "adopte", "maintenu", "aprobado", "aprobada"];
const REJECTED: &[&str] = &["rejected", "rejects", "failed", "defeated", "rejeté", "rejetée", "rechazado", "rechazada"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The sentences of a text with what they say, where they say how many voted how.
pub(super) fn of_votes(text: &str) -> Vec<Said> {
    sentences(text).into_iter().map(|sentence| said(&sentence)).filter(|said| has_totals(&said.stated)).collect()
}

/// Everything that a text says, whatever its sentences.
pub(super) fn said(text: &str) -> Said {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare: Vec<String> = words.iter().map(|word| bare(word).to_lowercase()).collect();
    let bare: Vec<&str> = bare.iter().map(String::as_str).collect();
    let verb = bare.iter().position(|word| ADOPTED.contains(word) || REJECTED.contains(word));
    let title = text.split(['“', '«']).nth(1).and_then(|rest| rest.split(['”', '»']).next());
    Said {
        stated: totals(&bare),
        outcome: outcome(&bare),
        matter: matter(&bare[..verb.unwrap_or(0)], verb.map(|at| bare[at])),
        symbols: symbols(&words),
        day: verb.and_then(|verb| day(&words[verb..])),
        title: title.map(|title| title.trim_matches([',', ' ', '\u{a0}'])).unwrap_or_default().to_owned(),
    }
}

/// Whether those in favour and others are told.
fn has_totals(stated: &Stated) -> bool {
    stated.yes.is_some() && (stated.no.is_some() || stated.abstain.is_some())
}

/// The sentences of a text, each on one line.
fn sentences(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            all.push(String::new());
        }
        for word in line.split_whitespace() {
            let Some(last) = all.last_mut() else { continue };
            last.push_str(word);
            last.push(' ');
            if word.ends_with('.') && word.len() > 3 {
                all.push(String::new());
            }
        }
    }
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/')
}

fn number(word: &str) -> Option<u16> {
    let known = || NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
    word.parse().ok().or_else(known)
}

/// The numbers before words such as `in favour`, `votes to`, `voix contre`, `abstentions`; or `93-18-65`.
fn totals(words: &[&str]) -> Stated {
    let mut stated = Stated::default();
    for (at, word) in words.iter().enumerate() {
        let triple: Vec<Option<u16>> = word.split(['-', '–']).map(|number| number.parse().ok()).collect();
        if let [Some(yes), Some(no), Some(abstain)] = triple[..]
            && [yes, no, abstain].iter().all(|number| *number < 200)
        {
            stated = Stated { yes: Some(yes), no: Some(no), abstain: Some(abstain), ..stated };
        }
        let Some(count) = number(word) else { continue };
        let next = |ahead: usize| words.get(at + ahead).copied().unwrap_or_default();
        let skip = usize::from(["votes", "vote", "voix", "votos", "voto", "members"].contains(&next(1)));
        let (first, second) = (next(1 + skip), next(2 + skip));
        match first {
            "in" if matches!(second, "favour" | "favor") => stated.yes = Some(count),
            "a" if second == "favor" => stated.yes = Some(count),
            "pour" | "for" if stated.yes.is_none() => stated.yes = Some(count),
            // `93 votes to 18`, `par 93 voix contre 18`.
            "to" | "contre" | "contra" if number(second).is_some() => {
                stated.yes = stated.yes.or(Some(count));
                stated.no = number(second);
            }
            "against" | "contre" | "contra" => stated.no = Some(count),
            "en" if second == "contra" => stated.no = Some(count),
            "abstention" | "abstentions" | "abstaining" | "abstained" | "abstención" | "abstenciones" => {
                stated.abstain = Some(count);
            }
            _ => {}
        }
    }
    stated
}

/// How a vote ended, where only one end is told.
fn outcome(words: &[&str]) -> Option<Outcome> {
    let has = |all: &[&str]| words.iter().any(|word| all.contains(word));
    let not = words.windows(2).any(|pair| ["not", "pas", "no"].contains(&pair[0]) && ADOPTED.contains(&pair[1]))
        || words.windows(3).any(|three| three[0] == "not" && three[1] == "been" && ADOPTED.contains(&three[2]));
    match (has(ADOPTED), has(REJECTED) || not) {
        (true, false) => Some(Outcome::Adopted),
        (false, true) => Some(Outcome::Rejected),
        (true, true) if not && !has(REJECTED) => Some(Outcome::Rejected),
        _ => None,
    }
}

/// What was voted on, by the words before the verb.
fn matter(subject: &[&str], verb: Option<&str>) -> Matter {
    let has = |all: &[&str]| subject.iter().any(|word| all.contains(word));
    if has(&["amendment", "amendments", "amendement", "amendements", "enmienda", "enmiendas"]) {
        Matter::Amendment
    } else if has(&["motion", "moción"]) {
        Matter::Motion
    } else if has(&["paragraph", "paragraphs", "paragraphe", "paragraphes", "párrafo", "párrafos"])
        || verb == Some("retained")
    {
        Matter::Paragraph
    } else {
        Matter::WholeText
    }
}

/// The symbols of documents, `resolution 79/81` and `resolution 2774 (2025)` among them.
pub(super) fn symbols(words: &[&str]) -> Vec<Symbol> {
    let mut found: Vec<Symbol> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let word = bare(word);
        let is_named =
            at > 0 && ["resolution", "résolution", "resolución"].contains(&bare(words[at - 1]).to_lowercase().as_str());
        let begins_with_digit = word.starts_with(|c: char| c.is_ascii_digit()) || word.contains('-');
        let symbol = if word.starts_with(['A', 'S']) && word.contains('/') && word.bytes().any(|b| b.is_ascii_digit()) {
            word.parse().ok()
        } else if is_named && begins_with_digit {
            let year =
                words.get(at + 1).filter(|next| next.starts_with('(') && !word.contains('/')).map(|next| bare(next));
            let written = year.map_or_else(|| word.to_owned(), |year| format!("{word} ({year})"));
            Symbol::readings(&written).into_iter().find(Symbol::is_resolution)
        } else {
            None
        };
        found.extend(symbol.filter(|symbol| !found.contains(symbol)));
    }
    found
}

/// A day behind "on", "le" or "el", after the verb.
fn day(words: &[&str]) -> Option<Date> {
    let at = |at: usize| {
        let three: Vec<&str> = words.get(at + 1..at + 4)?.iter().map(|word| bare(word)).collect();
        dates::date(&three.join(" "), None).ok()
    };
    (0..words.len())
        .filter(|place| ["on", "le", "el"].contains(&bare(words[*place]).to_lowercase().as_str()))
        .find_map(at)
}

/// The one day that a text has on a line of its own behind the day of the week, as records of meetings do.
pub(super) fn day_of_meeting(text: &str) -> Option<Date> {
    let day = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().map(bare).collect();
        let is_weekday = words.first().is_some_and(|first| WEEKDAYS.contains(&first.to_lowercase().as_str()));
        if is_weekday { dates::date(&words.get(1..4)?.join(" "), None).ok() } else { None }
    };
    let mut days: Vec<Date> = text.lines().filter_map(day).collect();
    days.dedup();
    if let [day] = days[..] { Some(day) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a sentence says: totals, end, what was voted on, symbols, day.
    fn told(text: &str) -> (String, Option<Outcome>, Matter, String, String) {
        let said = said(text);
        let number = |number: Option<u16>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
        let Stated { yes, no, abstain, .. } = said.stated;
        let symbols = said.symbols.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let day = said.day.map_or_else(String::new, |day| day.to_string());
        ([yes, no, abstain].map(number).join("-"), said.outcome, said.matter, symbols, day)
    }

    #[test]
    fn sentences_of_records_and_releases_are_understood() {
        let (adopted, rejected) = (Some(Outcome::Adopted), Some(Outcome::Rejected));
        for (text, totals, outcome, matter, symbols, day) in [
            (
                "The draft resolution A/79/L.901 was adopted on 4 December 2024 by a recorded vote of 4 in favour to 2 against, with 1 abstention, as follows:",
                "4-2-1",
                adopted,
                Matter::WholeText,
                "A/79/L.901",
                "2024-12-04",
            ),
            (
                "Draft resolution A/ES-11/L.10 was adopted by 93 votes to 18, with 65 abstentions (resolution ES-11/7).",
                "93-18-65",
                adopted,
                Matter::WholeText,
                "A/ES-11/L.10 A/RES/ES-11/7",
                "",
            ),
            (
                "The amendment contained in document A/79/L.30 was rejected by 24 votes to 98, with no abstentions.",
                "24-98-0",
                rejected,
                Matter::Amendment,
                "A/79/L.30",
                "",
            ),
            (
                "Operative paragraph 9 was retained by 141 votes to none, with 20 abstentions.",
                "141-0-20",
                adopted,
                Matter::Paragraph,
                "",
                "",
            ),
            (
                "The draft resolution, as amended, was not adopted, having received 8 votes in favour, 2 against and 5 abstentions.",
                "8-2-5",
                rejected,
                Matter::WholeText,
                "",
                "",
            ),
            (
                "Par 93 voix contre 18, avec 65 abstentions, le projet de résolution A/ES-11/L.10 est adopté (résolution ES-11/7).",
                "93-18-65",
                adopted,
                Matter::WholeText,
                "A/ES-11/L.10 A/RES/ES-11/7",
                "",
            ),
            (
                "Por 93 votos contra 18 y 65 abstenciones, queda aprobado el proyecto de resolución (resolución ES-11/7).",
                "93-18-65",
                adopted,
                Matter::WholeText,
                "A/RES/ES-11/7",
                "",
            ),
            (
                "Resolution 2774 (2025) was adopted by a vote of 10 in favour to none against, with 5 abstentions.",
                "10-0-5",
                adopted,
                Matter::WholeText,
                "S/RES/2774(2025)",
                "",
            ),
            ("On 8 May 1945 the war ended.", "?-?-?", None, Matter::WholeText, "", ""),
        ] {
            let expected = (totals.to_owned(), outcome, matter, symbols.to_owned(), day.to_owned());
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn the_day_of_a_meeting_stands_alone() {
        let day = |text| day_of_meeting(text).map(|day| day.to_string());
        assert_eq!(day("A/79/PV.54\nWednesday, 4 December 2024, 10 a.m.\nNew York").as_deref(), Some("2024-12-04"));
        assert_eq!(day("On Wednesday, 4 December 2024, they met."), None);
        assert_eq!(day("Monday, 2 December 2024\nTuesday, 3 December 2024"), None);
    }
}
