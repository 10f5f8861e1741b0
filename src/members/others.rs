//! What people take for a member or a group of the tables, and is none: why, and what to write instead.

use super::{languages::code_of, names::fold};

/// States and parts of states: their code or name, other names, then why they are no members.
const NOT_MEMBERS: [(&[&str], &str); 12] = [
    (
        &["TWN", "TW", "Taiwan", "Chinese Taipei", "TAW", "cow:713", "m49:158", "iso:158"],
        "the Republic of China (ROC) held China's seat until 25 October 1971, and Taiwan has had none since",
    ),
    (&["PSE", "PS", "Palestine", "State of Palestine"], "it is an observer state, which has no vote"),
    (&["VAT", "VA", "Holy See", "Vatican", "Vatican City"], "it is an observer state, which has no vote"),
    (&["XKX", "XK", "Kosovo"], "it has not been admitted"),
    (&["COK", "CK", "Cook Islands"], "it has not sought membership"),
    (&["NIU", "NU", "Niue"], "it has not sought membership"),
    (&["Scotland", "Wales", "Northern Ireland"], "it is a part of the United Kingdom (GBR)"),
    (&["Greenland", "Faroe Islands"], "it is a part of Denmark (DNK)"),
    (&["HKG", "HK", "Hong Kong", "MAC", "MO", "Macao", "Macau"], "it is a part of China (CHN)"),
    (&["PRI", "PR", "Puerto Rico"], "it is a territory of the United States (USA)"),
    (&["South Vietnam", "Republic of Viet-Nam"], "it never was; Viet Nam (VNM) was admitted in 1977"),
    (&["ESH", "EH", "Western Sahara"], "it is a non-self-governing territory"),
];

/// Groups that are not in the tables, and what to write instead.
const NOT_GROUPS: [(&[&str], &str); 17] = [
    (
        &["AOSIS", "Alliance of Small Island States"],
        "when its members joined is not published; SIDS has those of today that are members of the United Nations",
    ),
    (
        &["OIF", "Francophonie", "La Francophonie", "Organisation internationale de la Francophonie"],
        "its own lists differ on when members joined; a list does as well, as in FR,BE,CH,CA",
    ),
    (&["G8", "Group of Eight"], "write G7,RU (Russia took part from 1998 to 2014)"),
    (&["OPEC+"], "it has no list of its own; write OPEC, with a comma before each other, as in OPEC,RU,KZ"),
    (&["Benelux"], "write BE,NL,LU"),
    (&["Baltic", "Baltics", "Baltic states", "Baltic countries"], "write EE,LV,LT"),
    (&["Visegrad", "Visegrad Group", "V4"], "write CZ,HU,PL,SK"),
    (&["Scandinavia"], "write DK,NO,SE, or NORDIC for the five Nordic countries"),
    (&["Five Eyes", "FVEY"], "write AU,CA,GB,NZ,US"),
    (&["AUKUS"], "write AU,GB,US"),
    (&["Quad"], "write AU,IN,JP,US"),
    (&["E3", "EU3"], "write FR,DE,GB"),
    (&["IBSA"], "write IN,BR,ZA"),
    (&["Middle East"], "write LAS, GCC or a list"),
    (&["Maghreb"], "write DZ,LY,MA,MR,TN"),
    (&["the West", "West", "Western countries", "Western states"], "write WEOG, NATO or OECD"),
    (&["Global South", "developing countries", "Third World"], "write G77, NONALIGNED or LDC"),
];

/// Why a state that people take for a member is none.
pub(super) fn not_a_member(query: &str) -> Option<&'static str> {
    let translated =
        || code_of(query).and_then(|code| NOT_MEMBERS.iter().find(|(names, _)| names[0] == code).map(|(_, why)| *why));
    told(&NOT_MEMBERS, query).or_else(translated)
}

/// What to write for a group that is not in the tables.
pub(super) fn not_a_group(query: &str) -> Option<&'static str> {
    told(&NOT_GROUPS, query)
}

fn told(of: &[(&[&str], &'static str)], query: &str) -> Option<&'static str> {
    let folded = fold(query);
    let is_called = |name: &&str| fold(name) == folded && name.contains('+') == query.contains('+');
    of.iter().find(|(names, _)| names.iter().any(&is_called)).map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::Members;

    #[test]
    fn what_is_told_to_write_is_understood() {
        let members = Members::embedded();
        for (names, instead) in NOT_GROUPS {
            for name in names {
                assert_eq!(not_a_group(name), Some(instead), "{name}");
                assert!(members.list(name).is_err(), "{name}");
            }
            if let Some(list) = instead.strip_prefix("write ").and_then(|text| text.split([' ', ';']).next()) {
                assert!(members.list(list.trim_end_matches(',')).is_ok(), "{list}");
            }
        }
        for (names, why) in NOT_MEMBERS {
            assert!(names.iter().all(|name| not_a_member(name) == Some(why) && members.find(name).is_err()), "{why}");
        }
    }

    #[test]
    fn a_plus_makes_another_group() {
        assert!(not_a_group("OPEC").is_none() && not_a_group("opec+").is_some());
    }
}
