//! What is told beside a code or number that is taken for one member and may be meant for something else.

use super::Members;

/// Codes of members that people type for something else: the code, what they may mean, and what to write for that.
const MISTAKEN: [(&str, &str, &str); 5] = [
    ("AU", "the African Union", "AFU"),
    ("CH", "China", "CN"),
    ("NAM", "the Non-Aligned Movement", "NONALIGNED"),
    ("SA", "South Africa", "ZA"),
    ("SK", "South Korea", "KR"),
];

fn mistaken(typed: &str) -> Option<&(&str, &str, &str)> {
    MISTAKEN.iter().find(|(code, ..)| code.eq_ignore_ascii_case(typed))
}

/// Whether something is to be told of what was typed, should it be a member; this costs nothing.
pub(crate) fn may_be_meant_otherwise(typed: &str) -> bool {
    let is_number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    is_number || mistaken(typed).is_some()
}

impl Members {
    /// What a person is told whose code or number is taken for one member: what it is, and what to write for what else may
    /// be meant.
    pub(crate) fn also_meant(&self, typed: &str) -> Option<String> {
        let typed = Some(typed.trim()).filter(|typed| may_be_meant_otherwise(typed))?;
        let id = self.find(typed).ok()?;
        let member = self.get(id);
        if let Some((_, what, instead)) = mistaken(typed) {
            return Some(format!("{} is {}; for {what} write {instead}", typed.to_uppercase(), member.name));
        }
        let number = self.number_of(id, typed)?;
        Some(format!("{typed} is taken for {number}, {}: write that, or {}", member.name, member.code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_is_also_a_group_is_told() {
        let members = Members::embedded();
        for group in members.groups() {
            for name in group.written_names().filter(|name| members.coded_as(name).is_some()) {
                let told = members.also_meant(name).unwrap_or_else(|| panic!("nothing is told of {name}"));
                assert!(told.ends_with(&format!("write {}", group.code)), "{told}");
            }
        }
    }

    #[test]
    fn what_is_told_names_the_member_that_is_taken() {
        let members = Members::embedded();
        let told = |typed: &str| members.also_meant(typed).unwrap_or_default();
        assert_eq!(told("nam"), "NAM is Namibia; for the Non-Aligned Movement write NONALIGNED");
        assert_eq!(told("SA"), "SA is Saudi Arabia; for South Africa write ZA");
        // In ISO 3166-1 no state has the number 2.
        assert_eq!(told("2"), "2 is taken for cow:2, United States: write that, or USA");
        assert_eq!((told("840"), told("US"), told("")), (String::new(), String::new(), String::new()));
        for (code, what, instead) in MISTAKEN {
            assert!(members.coded_as(code).is_some() && members.list(instead).is_ok(), "{code} {what}");
        }
    }
}
