//! The sentence that decides: how a vote ended and why, as far as the votes that it rests on are known.

use super::{Names, Tone, words};
use crate::analysis::tally::TallyResult;
use crate::members::MemberSet;
use crate::record::{Matter, Outcome, Record, RollCallId, Tally, Vote, majority::Majority};

/// The sentence that says how the vote ended, and why.
pub(crate) fn verdict(record: &Record, result: &TallyResult) -> (Tone, String) {
    let (tone, ended) = match result.outcome {
        Some(Outcome::Adopted) => (Tone::Good, "ADOPTED".to_owned()),
        Some(outcome) => (Tone::Bad, outcome.word().to_uppercase()),
        None => (Tone::Neutral, "NOT KNOWN how it ended".to_owned()),
    };
    let why = match result.tally {
        _ if !record.roll_call(result.id).is_vote() => "without a vote".to_owned(),
        None => partly_known(record, result) + &vetoed_by(record, result),
        Some(tally) => reasons(record, result, tally),
    };
    (tone, format!("{ended}: {why}"))
}

/// What is said where not all numbers are known: those that are, as stated or of the votes that are known.
fn partly_known(record: &Record, result: &TallyResult) -> String {
    let (numbers, known) = (result.numbers, record.roll(result.id).known().len());
    let told = |vote: Vote| Some(format!("{} {}", numbers.count(vote)?, vote.label()));
    let told: Vec<String> = Vote::ALL.into_iter().filter_map(told).collect();
    match (numbers.not_known, numbers.members) {
        _ if told.is_empty() => "the source gives no numbers.".to_owned(),
        (Some(0), _) => format!("{}; the source gives no other numbers.", words::and(&told)),
        (_, Some(members)) => format!("the votes of {known} of {members} members are known: {}.", told.join(", ")),
        (_, None) => {
            let votes = format!("the votes of {} are known: {}", words::count(known, "member"), told.join(", "));
            format!("{votes}; neither day nor session tells how many members there were.")
        }
    }
}

/// The usual names of who held these members' seats, with their articles.
fn holders(record: &Record, id: RollCallId, members: MemberSet) -> Vec<String> {
    Names::new(record, false).named_in(id, members).iter().map(|named| words::the(named.name)).collect()
}

fn vetoed_by(record: &Record, result: &TallyResult) -> String {
    let names = words::and(&holders(record, result.id, result.vetoes));
    if names.is_empty() { names } else { format!(" Vetoed by {names}.") }
}

fn reasons(record: &Record, result: &TallyResult, tally: Tally) -> String {
    let (needed, two_thirds) = (result.needed, result.two_thirds);
    let voting = tally.present_and_voting();
    let share = result.in_favour.map_or_else(|| "none".to_owned(), words::percent);
    let Some(margin) = result.margin else {
        return format!(
            "{share} of the {voting} present and voting, more than half and less than the two thirds that important \
             questions need; the source does not say how it ended."
        );
    };
    let reached = margin >= 0;
    let rest = if reached { format!("{margin} to spare") } else { format!("{} short", margin.abs()) };
    let contradiction = match (result.outcome, reached, result.vetoes.is_empty()) {
        (Some(Outcome::Adopted), false, _) => " Its source says that it was adopted all the same.",
        (Some(Outcome::Rejected), true, true) => " Its source says that it was rejected all the same.",
        _ => "",
    };
    if voting == 0 && !matches!(result.majority, Majority::Council { .. }) {
        return format!("nobody is recorded as present and voting.{contradiction}");
    }
    match result.majority {
        Majority::TwoThirds => format!(
            "{share} of the {voting} present and voting; two thirds were needed ({needed} votes), {rest}.{contradiction}"
        ),
        Majority::Simple => {
            let also = match (record.roll_call(result.id).matter, reached, two_thirds) {
                (Matter::WholeText, true, true) => " Two thirds, which important questions need, was reached.",
                (Matter::WholeText, true, false) => " Two thirds, which important questions need, was not reached.",
                _ => "",
            };
            format!(
                "{share} of the {voting} present and voting; a majority was needed ({needed} votes), {rest}.{also}{contradiction}"
            )
        }
        Majority::Council { needed, procedural } => {
            let matter = if procedural { " on a procedural matter" } else { "" };
            let opposed = opposed(record, result, procedural);
            format!("{} in favour; {needed} were needed{matter}, {rest}.{opposed}{contradiction}", tally.yes)
        }
    }
}

/// What is said of the permanent members of the Council: of those whose votes are known, and that they are not known.
fn opposed(record: &Record, result: &TallyResult, procedural: bool) -> String {
    let against = words::and(&holders(record, result.id, result.permanent_against));
    let was = if procedural { "not a veto" } else { "not what it failed for" };
    match (result.vetoes.is_empty(), against.as_str()) {
        (false, _) => vetoed_by(record, result),
        (true, "") if result.counted => " No permanent member voted against.".to_owned(),
        (true, "") if result.numbers.no == Some(0) => " Nobody voted against.".to_owned(),
        (true, "") => " Who voted against is not known.".to_owned(),
        (true, _) => format!(" The vote of {against} against was {was}."),
    }
}
