//! What a person who typed an unknown name probably meant: several members to choose from, or the nearest names.

use super::languages::translations;
use super::suggest::{did_you_mean, nearest};
use super::{Group, MemberId, MemberSet, Members, names::fold};
use super::{lookup::LookupError, others::not_a_member};

/// Of at most so many members that may be meant a person is asked; of more, the nearest names are offered.
const MOST_MEANT: usize = 4;

/// No name is longer, and so nothing is meant by a query that is.
const LONGEST: usize = 200;

/// What people write between members and groups instead of a comma.
const BETWEEN: [&str; 10] = ["+", "&", "/", ";", "|", " and ", " et ", " und ", " y ", " "];

/// What people write behind a group.
const BESIDE: [&str; 6] = [" members", " member states", " countries", " states", " group", " bloc"];

/// The fewest letters of a name that say which is meant.
const BEGINNING: usize = 3;

impl Members {
    /// Why nothing has this name: no member, and none of the groups whose names are given as well.
    pub(super) fn unknown(
        &self, query: &str, what: &'static str, groups: impl Iterator<Item = &'static str>,
    ) -> LookupError {
        if let Some(why) = not_a_member(query) {
            return LookupError::NotAMember { query: query.trim().to_owned(), why };
        }
        if query.len() > LONGEST {
            return LookupError::Unknown { query: query.trim().to_owned(), what, nearest: Vec::new() };
        }
        if let Some(list) = self.joined(query) {
            return LookupError::Unknown { query: query.trim().to_owned(), what, nearest: vec![list] };
        }
        let folded = fold(query);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        // `Corea`, `Congo`: a name has all that was typed.
        let partly = self.with_name(|name| !words.is_empty() && words.iter().all(|word| name.contains(word)));
        if (2..=MOST_MEANT).contains(&partly.len()) {
            return self.ambiguous(query, partly, None);
        }
        let begins = |name: &[&str]| words.len() == 1 && name.iter().any(|word| word.starts_with(words[0]));
        let begun = if folded.len() < BEGINNING { MemberSet::EMPTY } else { self.with_name(begins) };
        // `Bundesrepublik Deutschland`: what was typed has all of a name.
        let within = self.with_name(|name| name.iter().all(|word| words.contains(word)));
        let better = [partly, begun, within].into_iter().find(|found| (1..MOST_MEANT).contains(&found.len()));
        let mut nearest = better.map_or_else(|| self.nearest(query, groups), |found| self.names_of(found));
        if nearest.is_empty() && what.contains("group") {
            nearest = self.groups_begun(query);
        }
        LookupError::Unknown { query: query.trim().to_owned(), what, nearest }
    }

    /// The list that is meant by `US and Russia`, `G77+China` or `US;RU`, where each of them is known; or the one that is
    /// meant by `NATO members` or `EU27`.
    fn joined(&self, query: &str) -> Option<String> {
        let is_known = |part: &&str| self.list(part).is_ok();
        let one = query.trim().trim_end_matches(|end: char| end.is_ascii_digit() || end == '-');
        let one = BESIDE.iter().find_map(|word| one.strip_suffix(word)).unwrap_or(one).trim();
        if one.len() < query.trim().len() && one.len() > 1 && is_known(&one) {
            return Some(one.to_owned());
        }
        BETWEEN.iter().find_map(|and| {
            let parts: Vec<&str> = query.split(and).map(str::trim).filter(|part| !part.is_empty()).collect();
            (parts.len() > 1 && parts.iter().all(is_known)).then(|| parts.join(","))
        })
    }

    /// The nearest names in any language, each member and group once, those of others than English with the code.
    fn nearest(&self, query: &str, groups: impl Iterator<Item = &'static str>) -> Vec<String> {
        let translated: Vec<_> = translations().filter(|(code, _)| self.by_code(code).is_some()).collect();
        let names = self.written_names().chain(groups).chain(translated.iter().map(|(_, name)| *name));
        let (mut told, mut offered) = (MemberSet::EMPTY, Vec::new());
        for name in nearest(query, names) {
            let english = self.called(&name).only();
            let code = translated.iter().find(|(_, own)| *own == name).and_then(|(code, _)| self.by_code(code));
            match english.or(code).filter(|_| english.is_some() || self.group(&name).is_none()) {
                Some(member) if told.contains(member) => {}
                Some(member) => {
                    told.insert(member);
                    let code = self.get(member).code;
                    offered.push(if english.is_some() { name } else { format!("{name} ({code})") });
                }
                None => offered.push(self.group(&name).map_or(name, |group| group.code.to_owned())),
            }
        }
        offered.dedup();
        offered
    }

    /// The end of a message on an unknown group: those that were probably meant, or where all are listed.
    pub(crate) fn nearest_groups(&self, query: &str) -> String {
        let begun = self.groups_begun(query);
        let near = || nearest(query, self.groups().iter().flat_map(Group::written_names));
        match if begun.is_empty() { near() } else { begun } {
            none if none.is_empty() => "; `unvote groups` lists them".to_owned(),
            some => did_you_mean(&some),
        }
    }

    /// Groups with a word in a name that begins so.
    fn groups_begun(&self, query: &str) -> Vec<String> {
        let folded = fold(query);
        let has = |name: &str| fold(name).split(' ').any(|word| folded.len() >= BEGINNING && word.starts_with(&folded));
        let begun = self.groups().iter().filter(|group| group.written_names().any(has));
        begun.take(MOST_MEANT).map(|group| group.code.to_owned()).collect()
    }

    /// The members with a name in any language whose words are such.
    fn with_name(&self, is_such: impl Fn(&[&str]) -> bool) -> MemberSet {
        let is_such = |name: &str| is_such(&fold(name).split(' ').collect::<Vec<_>>());
        let english = self.iter().filter(|(_, member)| is_such(member.name) || is_such(member.official));
        let translated = translations().filter(|(_, name)| is_such(name)).filter_map(|(code, _)| self.by_code(code));
        english.map(|(id, _)| id).chain(translated).collect()
    }

    fn names_of(&self, members: MemberSet) -> Vec<String> {
        self.in_order(members, false).into_iter().map(|id: MemberId| self.get(id).name.to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_probably_meant_is_offered() {
        let members = Members::embedded();
        let offered = |query: &str| match members.find(query) {
            Err(LookupError::Unknown { nearest, .. }) => nearest,
            other => panic!("{query}: {other:?}"),
        };
        assert_eq!(offered("Tobago"), ["Trinidad and Tobago"]);
        assert_eq!(offered("Phil"), ["Philippines"]);
        assert_eq!(offered("Volksrepublik China"), ["China"]);
        assert_eq!(offered("Deutchland"), ["Deutschland (DEU)"]);
        assert_eq!(offered("US and Russia"), ["US,Russia"]);
        assert_eq!(offered("G77+China"), ["G77,China"]);
        assert_eq!(offered("US;RU|FR"), Vec::<String>::new());
        assert_eq!(offered("US RU FR"), ["US,RU,FR"]);
        assert_eq!((offered("EU-27"), offered("NATO countries")), (vec!["EU".to_owned()], vec!["NATO".to_owned()]));
        assert!(offered(&"US and ".repeat(100_000)).is_empty());
        // Japanese for the United States, one character from many names.
        assert!(offered("米国").is_empty());
        assert!(members.find("米国").expect_err("unknown").to_string().contains("`unvote members`"));
    }
}
