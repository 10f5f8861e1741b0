//! Titles and headings as people read them, without what the Library's cataloguers write around them. Machine formats keep
//! the record's.

use std::borrow::Cow;

use super::words::capitalized;

/// A title without `Security Council resolution 2768 (2025) [on ...]` around what it is about, and with plain colons.
pub(super) fn plain(title: &str) -> Cow<'_, str> {
    if let Some(subject) = subject(title) {
        return capitalized(subject).into();
    }
    // `... : resolution / adopted by the General Assembly` says nothing of the text; the Library's own slip is in it, too.
    let adopted = title.strip_suffix(" / adopted by the General Assembly").and_then(|rest| rest.rsplit_once(" : "));
    let title = adopted.filter(|(_, word)| word.starts_with("resol")).map_or(title, |(rest, _)| rest);
    if title.contains(" : ") { title.replace(" : ", ": ").into() } else { title.into() }
}

/// What stands in square brackets behind the name of a resolution of the Security Council, to which nothing else belongs.
fn subject(title: &str) -> Option<&str> {
    let rest = title.strip_prefix("Security Council resolution ").or_else(|| title.strip_prefix("Resolution "))?;
    let at = rest.match_indices('[').find(|(at, _)| rest[at + 1..].starts_with(char::is_alphabetic))?.0;
    let is_of_name = |letter: char| letter.is_ascii_digit() || " ()[".contains(letter);
    rest[..at].chars().all(is_of_name).then_some(())?;
    let mut subject = rest[at + 1..].trim_end();
    subject = subject.strip_suffix(']').unwrap_or(subject);
    // A few close with another bracket than they open with.
    let open = |text: &str| text.matches('(').count() < text.matches(')').count();
    while let Some(less) = subject.strip_suffix(')').filter(|_| open(subject)) {
        subject = less;
    }
    Some(subject.strip_prefix("on ").unwrap_or(subject)).filter(|subject| !subject.is_empty())
}

/// Words of headings that keep their capitals.
const IN_CAPITALS: &str = "UN UNRWA ICJ IAEA AU UNESCO UNICEF UNEP ILO WHO OAU NPT CTBT AIDS HIV DDT II";
/// Words of headings that begin with one: places and what is named for them.
const NAMES: &str = "abyei afghanistan africa african america american angola antarctica arab asia atlantic bissau bosnia \
    burundi cambodia caribbean central chad colombia comorian comoros congo croatia cuba cyprus darfur east el eritrea \
    ethiopia europe european georgia gibraltar golan guam guinea haiti herzegovina indian iran iraq islamic israel \
    jerusalem korea kosovo kuwait lebanon leone leste liberia libya macedonia malaysia mali mayotte mediterranean \
    mozambique myanmar namibia nepal nicaragua pacific palestine palestinian panama portugal prevlaka rhodesia russia \
    rwanda sahara salvador samoa sierra slavonia somalia spain sudan syria syrian tajikistan timor tokelau ukraine \
    yemen yugoslav yugoslavia zaire zimbabwe herzegovina hormuz york lakes mariana saharan d'ivoire cote";
/// Words that begin with a capital letter where the word behind them does.
const BEFORE_NAMES: [&str; 12] = [
    "south", "north", "west", "western", "eastern", "middle", "latin", "southern", "new", "united", "democratic",
    "great",
];

/// A subject heading for people: one in capitals becomes a sentence: `Territories occupied by Israel: human rights`.
pub(crate) fn spoken(heading: &str) -> String {
    if heading.chars().any(char::is_lowercase) {
        return heading.to_owned();
    }
    let heading = heading.replacen("UN--", "UN ", usize::from(heading.starts_with("UN--"))).replace("--", ": ");
    let words: Vec<&str> = heading.split_inclusive(|letter: char| " -/(".contains(letter)).collect();
    let is_of = |list: &str, word: &str| {
        list.split_whitespace()
            .any(|known| known.eq_ignore_ascii_case(word.trim_matches(|c: char| !c.is_alphanumeric())))
    };
    let is_name = |at: usize| {
        words.get(at).is_some_and(|word| {
            is_of(NAMES, word) || word.starts_with("STATES") && at > 0 && words[at - 1].starts_with("UNITED")
        })
    };
    let cased = words.iter().enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        let is_before = BEFORE_NAMES.contains(&lower.trim()) && is_name(at + 1);
        match () {
            () if is_of(IN_CAPITALS, word) => (*word).to_owned(),
            () if is_name(at) || is_before => capitalized(&lower),
            () => lower,
        }
    });
    capitalized(&cased.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_tells_what_it_is_about() {
        // Titles of the UN Digital Library's voting data, with its slips.
        for (title, told) in [
            (
                "Security Council resolution 12 (1946) [on border incidents between Greece and Albania]",
                "Border incidents between Greece and Albania",
            ),
            (
                "Security Council resolution 1285 [2000) [on monitoring of the Prevlaka peninsula]",
                "Monitoring of the Prevlaka peninsula",
            ),
            (
                "Security Council resolution 1401(2002) [on establishment of UNAMA (Afghanistan)]",
                "Establishment of UNAMA (Afghanistan)",
            ),
            ("Resolution 1553 (2004) [on extension of the mandate (UNIFIL))", "Extension of the mandate (UNIFIL)"),
            (
                "Security Council resolution 1546 (2004)  [endorsing a sovereign Interim Government of Iraq]",
                "Endorsing a sovereign Interim Government of Iraq",
            ),
            ("Security Council resolution 60 (1948)", "Security Council resolution 60 (1948)"),
            (
                "Security Council resolution 5 (1946) on Iran [on withdrawal]",
                "Security Council resolution 5 (1946) on Iran [on withdrawal]",
            ),
            (
                "The situation in the Middle East : the Syrian Golan",
                "The situation in the Middle East: the Syrian Golan",
            ),
            ("Combating racism : resolultion / adopted by the General Assembly", "Combating racism"),
            (
                "Resolution 1130 : [question considered by the 2nd emergency special session]",
                "Resolution 1130: [question considered by the 2nd emergency special session]",
            ),
            (
                "Draft of resolution 2774 (2025): European amendment",
                "Draft of resolution 2774 (2025): European amendment",
            ),
        ] {
            assert_eq!(plain(title), told, "{title}");
        }
    }

    #[test]
    fn a_heading_in_capitals_is_told_as_a_sentence() {
        for (heading, told) in [
            ("DISARMAMENT--GENERAL AND COMPLETE", "Disarmament: general and complete"),
            ("TERRITORIES OCCUPIED BY ISRAEL--HUMAN RIGHTS", "Territories occupied by Israel: human rights"),
            ("UNRWA--ACTIVITIES", "UNRWA: activities"),
            ("UN--MEMBERS", "UN members"),
            ("UN INTERIM FORCE IN LEBANON--FINANCING", "UN interim force in Lebanon: financing"),
            ("MIDDLE EAST SITUATION", "Middle East situation"),
            ("IRAQ-KUWAIT SITUATION", "Iraq-Kuwait situation"),
            ("CUBA--UNITED STATES", "Cuba: United States"),
            ("SOUTH SUDAN--POLITICAL CONDITIONS", "South Sudan: political conditions"),
            ("Human rights", "Human rights"),
        ] {
            assert_eq!(spoken(heading), told, "{heading}");
        }
    }
}
