//! Finding members and groups by what a file or a person writes. A file's name has one meaning; a person who may mean
//! several members is asked which.

use super::{Date, Group, MemberId, MemberSet, Members, NameUse};
use super::{others::not_a_member, suggest::did_you_mean};

/// Why a member or group was not found.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LookupError {
    /// No member or group has this name.
    #[error("no {what} is called '{query}'{}", did_you_mean_or_list(nearest))]
    Unknown {
        /// What was looked for.
        query: String,
        /// What kind of thing was looked for.
        what: &'static str,
        /// The names nearest to it, the nearest first.
        nearest: Vec<String>,
    },
    /// Several members or groups have this name.
    #[error("'{query}' may be {}: write the code", one_of(candidates))]
    Ambiguous {
        /// What was looked for.
        query: String,
        /// Code and name of each.
        candidates: Vec<(String, String)>,
    },
    /// The name is known, but does not belong to a member.
    #[error("'{query}' is not a member of the United Nations: {why}")]
    NotAMember {
        /// What was looked for.
        query: String,
        /// Why not.
        why: &'static str,
    },
    /// The name is known, but is no group of the tables.
    #[error("'{query}' is not among the groups: {instead}")]
    NotAGroup {
        /// What was looked for.
        query: String,
        /// What to write, or why not.
        instead: &'static str,
    },
    /// A list has nothing in it.
    #[error("the list of members is empty: write codes, names or groups with commas between, such as EU,US or EU,-HU")]
    EmptyList,
    /// What a list takes out with a minus is not in it, or is all that it has.
    #[error("the list '{query}' takes out {what}: name what it is taken from, as in EU,-HU or all,-US")]
    Minus {
        /// The list.
        query: String,
        /// What is wrong with what is taken out.
        what: String,
    },
}

impl Members {
    /// Whether a name that a file writes is one of the member's own, whatever the case. It builds no index, so
    /// that a reader which knows the code can check the name at no cost.
    pub(crate) fn goes_by(&self, member: MemberId, name: &str) -> bool {
        let member = self.get(member);
        let names = [member.name, member.official].into_iter().chain(member.names.iter().map(|other| other.text));
        names.into_iter().any(|own| same_but_for_case(own, name))
    }

    /// The member that a file means by a name: any known name with one meaning in files, or an alpha-3 code.
    pub fn by_file_name(&self, name: &str) -> Option<MemberId> {
        self.names().candidates(name, NameUse::Typed).only().or_else(|| self.by_code(name.trim()))
    }

    /// The member that a person means by a code (alpha-3 or alpha-2, in any case), a number with its scheme (`m49:840`,
    /// `cow:2`) or a name in English or, if nothing is called so, in any official language of the United Nations or German.
    pub fn find(&self, query: &str) -> Result<MemberId, LookupError> {
        let found = self.candidates(query);
        found.only().ok_or_else(|| {
            if found.is_empty() {
                self.unknown(query, "member", std::iter::empty())
            } else {
                self.ambiguous(query, found, None)
            }
        })
    }

    /// A group by its code or one of its names.
    pub fn group(&self, name: &str) -> Option<&Group> {
        if let Some(regional) = self.regional().iter().find(|group| group.code == name) {
            return Some(regional);
        }
        let mut groups = self.groups().iter();
        let coded = groups.clone().find(|group| group.code == name);
        coded.or_else(|| groups.find(|group| group.is_called(name)))
    }

    /// The members that a person may mean: a code means one, a name perhaps several.
    pub(super) fn candidates(&self, query: &str) -> MemberSet {
        let found = self.called(query);
        if !found.is_empty() {
            return found;
        }
        if let Some(numbered) = self.numbered(query) {
            return numbered;
        }
        let translated = self.translations().candidates(query);
        if translated.is_empty() && not_a_member(query).is_none() { self.lettered(query) } else { translated }
    }

    /// The member of a code, or the members of a name in English.
    pub(super) fn called(&self, query: &str) -> MemberSet {
        let coded = self.coded_as(query);
        let found = coded.into_iter().collect();
        // A code that is no longer in use may be another's as well: CS was two states'.
        let is_in_use = coded.is_some_and(|member| !self.get(member).has_ended(Date::MAX));
        if is_in_use { found } else { found | self.names().candidates(query, NameUse::Files) }
    }

    /// The member with a code of ISO 3166-1, in any case.
    pub(super) fn coded_as(&self, query: &str) -> Option<MemberId> {
        let code: String = query.trim().to_uppercase().chars().map(letter_of_flag).collect();
        self.by_code(&code).or_else(|| self.by_iso2(&code))
    }

    /// The member with these letters in the Correlates of War list or formerly in ISO 3166.
    fn lettered(&self, query: &str) -> MemberSet {
        let letters = query.trim().to_uppercase();
        ["cow", "former"].iter().filter_map(|scheme| self.by_letters(scheme, &letters)).collect()
    }

    pub(super) fn ambiguous(&self, query: &str, members: MemberSet, group: Option<&Group>) -> LookupError {
        let code = |id| self.number_of(id, query).unwrap_or_else(|| self.get(id).code.to_owned());
        let members = members.iter().map(|id| (code(id), self.get(id).name.to_owned()));
        let group = group.map(|group| (group.code.to_owned(), group.name.to_owned()));
        LookupError::Ambiguous { query: query.trim().to_owned(), candidates: members.chain(group).collect() }
    }

    /// Every code and name that a person may type.
    pub(super) fn written_names(&self) -> impl Iterator<Item = &'static str> {
        self.iter().flat_map(|(_, member)| {
            let others = member.names.iter().filter(|name| name.used == NameUse::Anywhere).map(|name| name.text);
            [member.name, member.official, member.code].into_iter().chain(others)
        })
    }
}

/// The letter that a half of a flag stands for: two of them are a flag where there are pictures.
fn letter_of_flag(half: char) -> char {
    let letter = u32::from(half).checked_sub(0x1_F1E6).and_then(|index| u8::try_from(index).ok());
    letter.filter(|index| *index < 26).map_or(half, |index| char::from(b'A' + index))
}

/// What was probably meant, or where all are listed.
fn did_you_mean_or_list(nearest: &[String]) -> String {
    let listed = "; `unvote members` and `unvote groups` list them";
    if nearest.is_empty() { listed.to_owned() } else { did_you_mean(nearest) }
}

fn one_of(candidates: &[(String, String)]) -> String {
    let named: Vec<String> = candidates.iter().map(|(code, name)| format!("{code} ({name})")).collect();
    named.join(" or ")
}

/// Whether two names are the same but for their case; the dot that Turkish capitals keep does not count.
fn same_but_for_case(one: &str, other: &str) -> bool {
    let letters =
        |name: &str| name.chars().flat_map(char::to_lowercase).filter(|c| *c != '\u{307}').collect::<String>();
    one.eq_ignore_ascii_case(other) || (!(one.is_ascii() && other.is_ascii()) && letters(one) == letters(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes among which a query leaves the choice.
    fn choice(error: LookupError) -> Vec<String> {
        match error {
            LookupError::Ambiguous { candidates, .. } => candidates.into_iter().map(|(code, _)| code).collect(),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn what_people_type_finds_the_member() {
        let typed = [
            ("US", "USA"),
            ("usa", "USA"),
            ("U.S.A.", "USA"),
            ("United States of America", "USA"),
            ("the united states", "USA"),
            ("America", "USA"),
            ("UK", "GBR"),
            ("GB", "GBR"),
            ("Britain", "GBR"),
            ("Türkiye", "TUR"),
            ("Turkey", "TUR"),
            ("Turkiye", "TUR"),
            ("TÜRKİYE", "TUR"),
            ("Côte d'Ivoire", "CIV"),
            ("Côte d’Ivoire", "CIV"),
            ("cote divoire", "CIV"),
            ("Ivory Coast", "CIV"),
            ("DPRK", "PRK"),
            ("North Korea", "PRK"),
            ("South Korea", "KOR"),
            ("Korea, Republic of", "KOR"),
            ("Korea (Democratic People's Republic of)", "PRK"),
            ("Russia", "RUS"),
            ("Swaziland", "SWZ"),
            ("Burma", "MMR"),
            ("DRC", "COD"),
            ("Congo, Democratic Republic of the", "COD"),
            ("Republic of the Congo", "COG"),
            ("Zaire", "COD"),
            ("Holland", "NLD"),
            ("Czech Republic", "CZE"),
            ("USSR", "SUN"),
            ("Soviet Union", "SUN"),
            ("Guinea", "GIN"),
            ("Guinea Bissau", "GNB"),
            ("Germany", "DEU"),
            ("East Germany", "DDR"),
            ("Yugoslavia", "YUG"),
            ("Serbia", "SRB"),
            ("Sudan", "SDN"),
            ("Dominica", "DMA"),
            ("Niger", "NER"),
            ("Samoa", "WSM"),
            ("NA", "NAM"),
            ("NAM", "NAM"),
            ("AU", "AUS"),
            ("St. Vincent & Grenadines", "VCT"),
            ("Grenadines and St Vincent", "VCT"),
            // CLDR 48.2, territories of ar, de, es, fr, ru, zh.
            ("États-Unis", "USA"),
            ("les etats-unis", "USA"),
            ("EEUU", "USA"),
            ("Vereinigte Staaten", "USA"),
            ("США", "USA"),
            ("الولايات المتحدة", "USA"),
            ("美国", "USA"),
            ("美國", "USA"),
            ("l'Allemagne", "DEU"),
            ("Großbritannien", "GBR"),
            ("GROSSBRITANNIEN", "GBR"),
            ("Oesterreich", "AUT"),
            ("Königreich", "none"),
            ("Corea del Norte", "PRK"),
            ("Elfenbeinküste", "CIV"),
            ("Россия", "RUS"),
            ("中国", "CHN"),
            ("newzealand", "NZL"),
            ("m49:840", "USA"),
            ("cow:2", "USA"),
            // Correlates of War, and Burma's former letters.
            ("🇺🇸", "USA"),
            ("СССР", "SUN"),
            ("URSS", "SUN"),
            ("Fédération de Russie", "RUS"),
            ("UKG", "GBR"),
            ("BUR", "MMR"),
        ];
        let members = Members::embedded();
        for (query, code) in typed {
            let found = members.find(query).ok().map(|id| members.get(id).code);
            assert_eq!(found.unwrap_or("none"), code, "{query}");
        }
    }

    #[test]
    fn a_name_of_several_members_leaves_the_choice() {
        let members = Members::embedded();
        for (query, expected) in [
            ("Korea", ["KOR", "PRK"]),
            ("congo", ["COD", "COG"]),
            ("YEMEN", ["YEM", "YMD"]),
            ("Corée", ["KOR", "PRK"]),
            ("Kongo", ["COD", "COG"]),
            ("CS", ["CSK", "SCG"]),
            ("cow:345", ["SRB", "YUG"]),
            ("840", ["cow:840", "m49:840"]),
        ] {
            let error = members.find(query).expect_err(query);
            assert!(error.to_string().contains(expected[0]) && error.to_string().contains(expected[1]), "{error}");
            assert_eq!(choice(error), expected);
        }
    }

    #[test]
    fn a_name_in_a_file_has_one_meaning() {
        let members = Members::embedded();
        let named = |name: &str| members.by_file_name(name).map(|id| members.get(id).code);
        assert_eq!(named("YEMEN"), Some("YEM"));
        assert_eq!(named("CONGO"), Some("COG"));
        assert_eq!(named("Taiwan"), Some("CHN"));
        assert_eq!(named("TÜRKÝYE"), Some("TUR"));
        assert_eq!(named("FRA"), Some("FRA"));
        // An empty code is written NA too, so two letters are no name.
        assert_eq!(named("NA"), None);
        assert_eq!(named("Korea"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn an_unknown_name_suggests_the_nearest() {
        let members = Members::embedded();
        let nearest = |query: &str| match members.find(query) {
            Err(LookupError::Unknown { nearest, .. }) => nearest,
            other => panic!("{query}: {other:?}"),
        };
        assert_eq!(nearest("Germny")[0], "Germany");
        assert_eq!(nearest("Untied States")[0], "United States");
        assert_eq!(nearest("Phillipines")[0], "Philippines");
        assert!(nearest("Atlantis").len() <= 3);
        assert!(nearest("qqqqqqqqqq").is_empty());
        assert!(nearest("").is_empty());
        let error = members.find("Germny").expect_err("misspelt").to_string();
        assert!(error.starts_with("no member is called 'Germny'; did you mean Germany"), "{error}");
    }

    #[test]
    fn states_that_are_no_members_are_named_as_such() {
        let members = Members::embedded();
        for query in ["Taiwan", "Palestine", "Vatican", "Kosovo", "TAW", "cow:713", "Santa Sede", "台湾", "Palästina"]
        {
            assert!(matches!(members.find(query), Err(LookupError::NotAMember { .. })), "{query}");
            assert!(matches!(members.list(query), Err(LookupError::NotAMember { .. })), "{query}");
        }
    }

    #[test]
    fn every_name_is_its_members_or_leaves_a_choice_with_it() {
        let members = Members::embedded();
        for (id, member) in members.iter() {
            let others = member.names.iter().filter(|name| name.used != NameUse::Files).map(|name| name.text);
            for name in [member.name, member.official].into_iter().chain(others) {
                match members.find(name) {
                    Ok(found) => assert_eq!(found, id, "{name}"),
                    Err(error) => assert!(choice(error).contains(&member.code.to_owned()), "{name}"),
                }
            }
            let in_files = member.names.iter().filter(|name| name.used != NameUse::Typed).map(|name| name.text);
            for name in [member.name, member.official].into_iter().chain(in_files) {
                assert_eq!(members.by_file_name(name), Some(id), "{name}");
            }
        }
    }
}
