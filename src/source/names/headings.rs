//! Where lists of names begin in a text: `In favour:`, `Against (18):`, `S'abstiennent :`, or such words alone on a line. It
//! reads no names.

use crate::record::Vote;
use crate::source::cells::codes::{self, VoteCell};

/// The beginning of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// How those below it voted.
    pub vote: Vote,
    /// Where its words begin.
    pub start: usize,
    /// Where its list begins.
    pub end: usize,
    /// How many there are, as it says itself.
    pub count: Option<u16>,
}

/// Words above a list that are in no cell of a vote.
const WORDS: [(Vote, &[&str]); 4] = [
    (Vote::Yes, &["yeas", "a favour", "ja stimmen", "dafür"]),
    (Vote::No, &["nays", "opposed", "contra", "nein stimmen", "dagegen"]),
    (
        Vote::Abstain,
        &["s'abstiennent", "s'abstenant", "abstenants", "abstenus", "se abstienen", "abstenciones", "enthaltungen"],
    ),
    (
        Vote::NonVoting,
        &[
            "absents", "ausentes", "absentees", "not present", "present and not voting", "present not voting",
            "no votaron", "no votan", "non votants", "n'ont pas voté", "nicht abgegeben", "не голосовали",
            "отсутствовали",
        ],
    ),
];
/// Words before those that say how: `Those voting in favour`, `Ont voté pour`.
const BEFORE: [&str; 32] = [
    "those", "the", "following", "member", "members", "state", "states", "country", "countries", "delegation",
    "delegations", "voting", "voted", "votes", "vote", "cast", "list", "names", "who", "by", "total", "were", "ont",
    "voté", "votent", "votaron", "votan", "votos", "se", "sont", "голосовали", "number",
];

/// The vote that a heading or the name of a column tells, whatever words stand around it.
pub(super) fn vote(words: &str) -> Option<Vote> {
    let folded = words.to_lowercase().replace('’', "'");
    let letter = |c: char| c.is_alphanumeric() || c == '\'';
    let all: Vec<&str> = folded.split(|c| !letter(c)).filter(|word| !word.is_empty()).collect();
    // `Did not vote` ends with a word that elsewhere stands before others.
    let readings = |from: usize, to: usize| {
        let phrase = all[from..to].join(" ");
        let listed = || WORDS.iter().find(|(_, words)| words.contains(&phrase.as_str())).map(|(vote, _)| *vote);
        match codes::vote(&phrase).filter(|_| phrase.chars().count() > 1 || phrase == "за") {
            Some(VoteCell::Cast(vote)) => Some(vote),
            _ => listed(),
        }
    };
    let first = all.iter().take_while(|word| BEFORE.contains(word)).count();
    let behind = all.iter().rev().take_while(|word| BEFORE.contains(word)).count();
    if all.len() > 8 {
        return None;
    }
    readings(0, all.len())
        .or_else(|| readings(first, all.len()))
        .or_else(|| (first + behind < all.len()).then(|| readings(first, all.len() - behind)).flatten())
}

/// All headings of a text, in their order.
pub(super) fn headings(text: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let colons: Vec<usize> = line.match_indices([':', '：']).map(|(at, _)| at).collect();
        let mut from = 0;
        for at in colons {
            let before = &line[from..at];
            let (words, count) = counted(before);
            // A heading begins its line, or its sentence.
            let begins = words.rfind([':', ';', '.', ')', '!']).map_or(0, |at| at + 1);
            if let Some(vote) = vote(&words[begins..]) {
                let colon = line[at..].chars().next().map_or(1, char::len_utf8);
                let lead = words[begins..].len() - words[begins..].trim_start().len();
                found.push(Heading { vote, start: start + from + begins + lead, end: start + at + colon, count });
                from = at + colon;
            }
        }
        let (words, count) = counted(line);
        if from == 0
            && !line.contains(',')
            && line.len() < 80
            && let Some(vote) = vote(words)
        {
            found.push(Heading { vote, start, end: start + line.len(), count });
        }
        start += line.len();
    }
    found
}

/// The words of a heading, and the number behind them: `In favour (93)`, `Against - 18`.
fn counted(words: &str) -> (&str, Option<u16>) {
    let words = words.trim_end();
    let closed = words.trim_end_matches([')', ']', '*', '_']);
    let digits = closed.len() - closed.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, number) = closed.split_at(closed.len() - digits);
    match number.parse() {
        Ok(count) => (before.trim_end_matches(['(', '[', '-', '–', '—', ' ', '\u{a0}', '*']), Some(count)),
        Err(_) => (words, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_in_the_languages_of_records_and_releases() {
        for (words, expected) in [
            ("In favour", Vote::Yes),
            ("IN FAVOR", Vote::Yes),
            ("**Voting in favour**", Vote::Yes),
            ("Those voting in favour", Vote::Yes),
            ("Yes", Vote::Yes),
            ("Votent pour", Vote::Yes),
            ("Pour", Vote::Yes),
            ("Votos a favor", Vote::Yes),
            ("Against", Vote::No),
            ("Voted against", Vote::No),
            ("Votent contre", Vote::No),
            ("Votos en contra", Vote::No),
            ("Abstaining", Vote::Abstain),
            ("Abstentions", Vote::Abstain),
            ("S’abstiennent", Vote::Abstain),
            ("S'abstenant", Vote::Abstain),
            ("Se sont abstenus", Vote::Abstain),
            ("Abstenciones", Vote::Abstain),
            ("Воздержались", Vote::Abstain),
            ("Absent", Vote::NonVoting),
            ("Did not vote", Vote::NonVoting),
            ("Not voting", Vote::NonVoting),
            ("Ausentes", Vote::NonVoting),
            ("yes_countries", Vote::Yes),
            ("countries_against", Vote::No),
        ] {
            assert_eq!(vote(words), Some(expected), "{words}");
        }
        for words in ["She voted against", "Resolution", "A", "X", "Votes", "", "In favour of the text"] {
            assert_eq!(vote(words), None, "{words}");
        }
    }

    #[test]
    fn a_heading_begins_a_line_or_a_sentence_and_may_have_its_number() {
        let text = "Adopted, as follows: In favour (2): Albania.\nAgainst - 1:\nIsrael\nAbstaining\nFiji\n";
        let found: Vec<_> = headings(text).iter().map(|one| (one.vote, one.count, &text[one.start..one.end])).collect();
        assert_eq!(
            found,
            [
                (Vote::Yes, Some(2), "In favour (2):"),
                (Vote::No, Some(1), "Against - 1:"),
                (Vote::Abstain, None, "Abstaining\n")
            ]
        );
        assert!(
            headings("The vote was against: the text fell.\nResolution No: 5").iter().all(|one| one.vote == Vote::No)
        );
    }
}
