//! Turns of phrase of briefs: who voted how, in numbers and by name. They are correct in number, article and tense.

use crate::members::MemberSet;
use crate::record::{Matter, Outcome, Record, Roll, RollCallId, Vote};
use crate::report::roll_call::{called, title};
use crate::report::{Names, words};

/// What members did, after their number or names: `voted in favour`.
pub(super) const fn voted(vote: Vote) -> &'static str {
    ["voted in favour", "voted against", "abstained", "did not vote"][vote as usize]
}

/// Clauses of who voted how: `13 voted in favour, 8 against, 24 abstained and 9 did not vote`. Of two that voted the verb
/// is said once.
pub(super) fn clauses(who: impl IntoIterator<Item = (String, Vote)>) -> Vec<String> {
    let mut before = None;
    let clause = |(who, vote): (String, Vote)| {
        let said_before = before == Some(Vote::Yes) && vote == Vote::No;
        before = Some(vote);
        format!("{who} {}", if said_before { "against" } else { voted(vote) })
    };
    who.into_iter().map(clause).collect()
}

/// The names, with their articles, of who held the seats of members or lines in a roll call: the Soviet Union in 1980.
pub(super) fn each_in(names: Names<'_>, id: RollCallId, members: MemberSet) -> Vec<String> {
    let (table, day) = (names.record.members(), names.roll_call(id).date);
    let then = |member| day.and_then(|day| table.code_on(member, day)).unwrap_or(member);
    names.named_in(id, members.iter().map(then).collect()).iter().map(|one| words::the(one.name)).collect()
}

/// The same as they are spoken: `Mali, the Congo and Togo`.
pub(super) fn names_in(names: Names<'_>, id: RollCallId, members: MemberSet) -> String {
    words::and(&each_in(names, id, members))
}

/// How the permanent members of the Security Council voted, in a sentence, where that is known of all five.
pub(super) fn permanent(record: &Record, names: Names<'_>, id: RollCallId) -> Option<String> {
    let roll: &Roll = record.roll(id);
    let permanent = record.members().permanent();
    if (roll.known() & permanent).len() != 5 {
        return None;
    }
    let who = |vote: &Vote| !(roll.cast(*vote) & permanent).is_empty();
    let who = Vote::ALL.into_iter().filter(who).map(|vote| (names_in(names, id, roll.cast(vote) & permanent), vote));
    let who: Vec<(String, Vote)> = who.collect();
    let whole = "permanent members of the Security Council";
    Some(match who.as_slice() {
        [(_, vote)] => format!("All five {whole} {}.", voted(*vote)),
        _ => format!("Of the {whole}, {}.", clauses(who).join(", ")),
    })
}

/// A vote in a list: `A/RES/80/4, "Necessity of ending ..."`.
pub(super) fn about_vote(record: &Record, id: RollCallId) -> String {
    let (name, title) = (called(record, id), title(record, id));
    if title.is_empty() || name.starts_with('"') { name } else { format!("{name}, \"{title}\"") }
}

/// Votes with what is told of each in brackets, parted by semicolons; a title that was just told is not told again.
pub(super) fn listed(record: &Record, votes: &[(RollCallId, String)]) -> String {
    let mut before = String::new();
    let one = |(id, detail): &(RollCallId, String)| {
        let (whole, title) = (about_vote(record, *id), title(record, *id).into_owned());
        let is_same = title == std::mem::replace(&mut before, title.clone());
        let told = if is_same { called(record, *id) } else { whole };
        format!("{told} ({detail})")
    };
    votes.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What was voted on: `resolution A/RES/ES-11/7 (draft A/ES-11/L.10)`, `an amendment to A/ES-11/L.11`.
pub(super) fn what(record: &Record, id: RollCallId) -> String {
    let one = record.roll_call(id);
    let [resolution, draft] = [one.resolution, one.draft].map(|text| record.text(text));
    // What was not adopted is no resolution, also where a source gives it the symbol of one.
    let word = if record.outcome(id) == Some(Outcome::Adopted) { "resolution " } else { "" };
    let text = match (resolution, draft) {
        ("", "") => String::new(),
        ("", draft) => format!("draft {draft}"),
        (resolution, "") => format!("{word}{resolution}"),
        (resolution, draft) => format!("{word}{resolution} (draft {draft})"),
    };
    let (part, joined) = match one.matter {
        Matter::WholeText if text.is_empty() => ("a text that has no symbol here", ""),
        Matter::WholeText => ("", ""),
        Matter::Amendment => ("an amendment", " to "),
        Matter::Paragraph => ("a part", " of "),
        Matter::Motion => ("a motion", " on "),
    };
    if text.is_empty() { part.to_owned() } else { format!("{part}{joined}{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_of_voting_is_said_once() {
        use Vote::{Abstain, No, NonVoting, Yes};
        let said =
            |who: &[(&str, Vote)]| words::and(&clauses(who.iter().map(|(who, vote)| ((*who).to_owned(), *vote))));
        assert_eq!(
            said(&[("13", Yes), ("8", No), ("24", Abstain), ("9", NonVoting)]),
            "13 voted in favour, 8 against, 24 abstained and 9 did not vote"
        );
        assert_eq!(said(&[("Mali", No), ("the Congo", Abstain)]), "Mali voted against and the Congo abstained");
    }
}
