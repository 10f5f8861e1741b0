//! Members by number, and by the letters of a scheme that is named: `m49:840`, `cow:2`, `iso:US`, `cow:UKG`.

use super::{MemberId, MemberSet, Members};

/// A list of states that numbers or abbreviates them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Scheme {
    /// ISO 3166-1, whose numbers are those of M49, the United Nations' standard for statistics.
    Iso,
    /// The Correlates of War list of states.
    Cow,
}

/// Whether a colon behind this list belongs to a number: `US,cow`.
pub(crate) fn ends_with_scheme(list: &str) -> bool {
    let scheme = list.rsplit(',').next().unwrap_or_default().trim().trim_start_matches(['-', '\u{2212}']);
    Scheme::called(scheme).is_some()
}

impl Scheme {
    fn called(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "m49" | "un" | "iso" | "iso2" | "iso3" | "iso3166" | "numeric" => Some(Self::Iso),
            "cow" | "ccode" => Some(Self::Cow),
            _ => None,
        }
    }

    /// The scheme, as it is called before a colon or space, and what follows.
    fn of(query: &str) -> Option<(Self, &str)> {
        let (scheme, rest) = query.split_once(':').or_else(|| query.split_once(' '))?;
        Some((Self::called(scheme)?, rest.trim()))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Iso => "m49",
            Self::Cow => "cow",
        }
    }
}

impl Members {
    /// The members of a number or of letters whose scheme is named; of a number alone in either scheme. None where the
    /// query is none of these.
    pub(super) fn numbered(&self, query: &str) -> Option<MemberSet> {
        let query = query.trim();
        if let Some(number) = digits(query) {
            return Some(self.with_number(Scheme::Iso, number) | self.with_number(Scheme::Cow, number));
        }
        let (scheme, rest) = Scheme::of(query)?;
        let letters = rest.to_uppercase();
        match (digits(rest), scheme) {
            (Some(number), _) => Some(self.with_number(scheme, number)),
            (None, Scheme::Iso) => {
                Some(self.by_code(&letters).or_else(|| self.by_iso2(&letters)).into_iter().collect())
            }
            (None, Scheme::Cow) => Some(self.by_letters("cow", &letters).into_iter().collect()),
        }
        // `Iso` may begin a name, a colon after it may not.
        .filter(|found: &MemberSet| !found.is_empty() || query.contains(':'))
    }

    /// The members that have a number in a scheme; in that of Correlates of War, where states and those before them share
    /// one, their lines.
    fn with_number(&self, scheme: Scheme, number: u16) -> MemberSet {
        let has = |member: &crate::members::Member| match scheme {
            Scheme::Iso => member.iso_numeric.is_some_and(|own| own.parse() == Ok(number)),
            Scheme::Cow => member.cow.contains(&number) && number != TAIWAN,
        };
        let all: MemberSet = self.iter().filter(|(_, member)| has(member)).map(|(id, _)| id).collect();
        if scheme == Scheme::Iso { all } else { all.iter().map(|id| self.whole_line(id)).collect() }
    }

    /// A number with its scheme, for a member that has it.
    pub(super) fn number_of(&self, member: MemberId, query: &str) -> Option<String> {
        let number = digits(query.trim())?;
        let has = |scheme: &Scheme| self.with_number(*scheme, number).contains(member);
        [Scheme::Iso, Scheme::Cow].iter().find(|scheme| has(scheme)).map(|scheme| format!("{}:{number}", scheme.name()))
    }
}

/// Taiwan's number in the Correlates of War list stands in files for China's seat to 1971; a person who types it is asked.
const TAIWAN: u16 = 713;

fn digits(text: &str) -> Option<u16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str) -> Vec<&'static str> {
        let members = Members::embedded();
        let codes = |set: MemberSet| set.iter().map(|id| members.get(id).code).collect();
        members.numbered(query).map_or_else(|| vec!["none"], codes)
    }

    #[test]
    fn a_number_with_its_scheme_is_a_member() {
        // ISO 3166-1: 840 United States, 4 Afghanistan, 810 the Soviet Union; Correlates of War: 2 United States, 840
        // Philippines, 365 Russia.
        for (query, code) in [
            ("m49:840", "USA"),
            ("M49:004", "AFG"),
            ("iso:840", "USA"),
            ("iso 840", "USA"),
            ("iso:810", "SUN"),
            ("cow:2", "USA"),
            ("COW 2", "USA"),
            ("ccode:840", "PHL"),
            ("cow:365", "RUS"),
            ("cow:255", "DEU"),
            ("cow:UKG", "GBR"),
            ("iso:us", "USA"),
        ] {
            assert_eq!(found(query), [code], "{query}");
        }
        assert!(found("cow:999").is_empty() && found("cow:713").is_empty());
        assert_eq!((found("Iso land"), found("Peru"), found("")), (vec!["none"], vec!["none"], vec!["none"]));
    }

    #[test]
    fn a_number_of_several_states_leaves_the_choice() {
        assert_eq!(found("840"), ["PHL", "USA"]);
        assert_eq!(found("2"), ["USA"]);
        // Every Yugoslavia and Serbia have 345 in the Correlates of War list: two seats.
        assert_eq!(found("cow:345"), ["SRB", "YUG"]);
    }
}
