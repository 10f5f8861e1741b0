//! Sentences on the other votes of a day that belong beside a vote.

use super::Typed;
use super::phrases::{clauses, permanent, what};
use crate::record::{Matter, Outcome, Record, RollCallId, Vote};
use crate::report::roll_call::{short, title};
use crate::report::{Names, words};

pub(super) use crate::analysis::beside::{beside, on_one_text};

/// The most of them, of each body, that are told of one by one; of more on other texts only their number is told.
pub(crate) const MOST: usize = 6;

/// How another vote of the day ended: `The General Assembly adopted A/RES/ES-11/8, "The path to peace" (93-8-73).`
pub(super) fn told(record: &Record, names: Names<'_>, id: RollCallId) -> String {
    let one = record.roll_call(id);
    let did = match record.outcome(id) {
        Some(Outcome::Adopted) => "adopted",
        Some(_) => "did not adopt",
        None => "voted on",
    };
    let title = title(record, id);
    let title = if title.is_empty() { String::new() } else { format!(", \"{title}\"") };
    let numbers = record.numbers(id).whole();
    let how = match numbers.cast() {
        _ if !one.is_vote() => ", without a vote".to_owned(),
        Some(_) => format!(" ({numbers})"),
        None => {
            let told = |vote: Vote| Some(format!("{} {}", numbers.count(vote)?, vote.label()));
            let told: Vec<String> = Vote::ALL.into_iter().filter_map(told).collect();
            let other = if told.is_empty() { "the" } else { "the other" };
            format!(
                "; {}",
                told.into_iter().chain([format!("{other} numbers are not known here")]).collect::<Vec<_>>().join(", ")
            )
        }
    };
    let vetoes = record.vetoes(id);
    let by = if vetoes.is_empty() {
        String::new()
    } else {
        format!(" {} vetoed it.", words::capitalized(&super::phrases::names_in(names, id, vetoes)))
    };
    let whole = one.matter == Matter::WholeText;
    let permanent = permanent(record, names, id).filter(|_| whole);
    let permanent = permanent.map_or_else(String::new, |told| format!(" {told}"));
    format!("The {} {did} {}{title}{how}.{by}{permanent}", one.body.name(), what(record, id))
}

/// The command that shows it.
pub(super) fn command(record: &Record, id: RollCallId) -> String {
    let day = record.roll_call(id).date;
    let listed = || day.map_or_else(|| "list".to_owned(), |day| format!("list --from {day} --to {day}"));
    Typed::new(record, id).map_or_else(listed, |typed| format!("tally {}", typed.text))
}

/// How those who were against a vote voted on another one of the day, with its command; none where that is not known, or it
/// is not on a whole text.
pub(super) fn against_there(record: &Record, id: RollCallId, other: RollCallId) -> Option<(String, String)> {
    let whole = |id: RollCallId| record.roll_call(id).matter == Matter::WholeText && record.is_complete(id);
    let (one, there) = (record.roll(id), record.roll(other));
    if !whole(id) || !whole(other) || one.no.is_empty() {
        return None;
    }
    let of = |vote: &Vote| (there.cast(*vote) & one.no).len();
    let mut who: Vec<(String, Vote)> =
        Vote::ALL.into_iter().filter(|vote| of(vote) > 0).map(|vote| (of(&vote).to_string(), vote)).collect();
    let [typed, at] = [id, other].map(|id| Typed::new(record, id).filter(|typed| typed.alone));
    let command = format!("grid {} {}", typed?.text, at?.text);
    let [one, there, against] = [short(record, id), short(record, other), words::count(one.no.len(), "member")];
    let is_all = who.len() == 1;
    let first = who.first_mut()?;
    first.0 = match () {
        () if against == "1 member" => format!("the 1 member against {one}"),
        () if is_all => format!("all {against} against {one}"),
        () => format!("{} of the {against} against {one}", first.0),
    };
    Some((format!("On {there} {}.", words::and(&clauses(who))), command))
}
