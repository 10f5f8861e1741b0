//! Says why a question has no answer, in the words that every command shares.

use super::{roll_call::called, words};
use crate::{
    analysis::absence::{Condition, Instead, NoAnswer, NoSeat, NotSeated, Unmet},
    members::MemberId,
    record::{Record, RollCallId, Session},
};

/// Why there is no answer.
#[must_use]
pub fn no_answer(record: &Record, why: &NoAnswer) -> String {
    match why {
        NoAnswer::NotSeated(why) => not_seated(record, why),
        NoAnswer::NoKnownVote(member) => {
            format!("no vote of {} is known in these roll calls", record.members().get(*member).name)
        }
        NoAnswer::NotCast { vote, voted } => {
            let why = if *voted { "" } else { ": it was adopted without a vote" };
            format!("no member is recorded as {}{why}", vote.label())
        }
        NoAnswer::NoWords { query, among } => format!("no roll call among {among} has all the words '{query}'"),
        NoAnswer::WithoutVote => "all of these were adopted without a vote: there are no votes to show".to_owned(),
        NoAnswer::NobodyVoted => "none of these members has a vote in these roll calls".to_owned(),
        NoAnswer::NobodyMeets(count) => format!("none of {count} members meets these conditions"),
    }
}

/// That there is no veto, and where vetoes come from.
#[must_use]
pub fn no_veto(is_selection: bool) -> String {
    let instead = if is_selection {
        "the embedded record is a selection: a list of vetoes (--data) has the others"
    } else {
        "the voting data of the UN Digital Library holds adopted resolutions only, so vetoed drafts come from a list of \
         vetoes (--data)"
    };
    format!("no veto among these roll calls; {instead}")
}

/// Why members had no seat.
#[must_use]
pub fn not_seated(record: &Record, NotSeated { list, roll_calls, why }: &NotSeated) -> String {
    let name = list.names(record.members(), false);
    let these = if *roll_calls == 1 { "this roll call" } else { &format!("these {roll_calls} roll calls") };
    match why {
        NoSeat::NotOnCouncil => format!("{name}: not on the Security Council in {these}"),
        NoSeat::NotMember(member) => format!("{name} was not a member in {these} ({})", periods(record, *member)),
        NoSeat::NoMembers => {
            let days = if *roll_calls == 1 { "day" } else { "days" };
            format!("{name}: no members on the {days} of {these}")
        }
    }
}

/// When a member was one: `member since 2011-07-14`.
#[must_use]
pub fn periods(record: &Record, member: MemberId) -> String {
    let period = |period: &crate::members::Period| match period.until {
        None => format!("since {}", period.from),
        Some(until) => format!("from {} to {}", period.from, until.yesterday().unwrap_or(until)),
    };
    let periods: Vec<String> = record.members().get(member).periods.iter().map(period).collect();
    format!("member {}", periods.join(" and "))
}

/// Why no roll call meets the conditions.
#[must_use]
pub fn unmet(record: &Record, why: &Unmet) -> String {
    let all = record.len();
    match why {
        Unmet::Alone { condition, instead } => {
            format!("none of {all} roll calls meets {condition}{}", instead_of(instead))
        }
        Unmet::NotSeated(why) => not_seated(record, why),
        Unmet::Together(all_of) => format!("none of {all} roll calls meets {} together", all_of.join(" and ")),
    }
}

fn instead_of(instead: &Instead) -> String {
    match instead {
        Instead::Nothing => String::new(),
        Instead::Sessions(runs) => {
            let run = |(first, last): &(Session, Session)| words::span(first, last);
            format!("; there are the sessions {}", runs.iter().map(run).collect::<Vec<_>>().join(", "))
        }
        Instead::Days(first, last) => format!("; they are of {first} to {last}"),
        Instead::NoIssues => "; the record has no issue codes (Voeten's data have)".to_owned(),
        Instead::NoSubjects => "; the record has no subject headings (the UN Digital Library's have)".to_owned(),
        Instead::NoAgenda => "; the record has no agenda items (the UN Digital Library's have)".to_owned(),
        Instead::Words(words) => format!("; did you mean {}?", words.join(" or ")),
    }
}

/// That none of the roll calls that symbols lead to meets a condition, or all of them together.
#[must_use]
pub fn unmet_among(record: &Record, ids: &[RollCallId], condition: Option<&Condition>) -> String {
    let unmet = condition.map_or("the conditions together", |condition| condition.typed.as_str());
    match (ids, record.days(ids.iter().copied())) {
        (&[id], Some((day, _))) => format!("{}, of {day}, does not meet {unmet}", called(record, id)),
        (&[id], None) => format!("{} does not meet {unmet}", called(record, id)),
        (_, Some((first, last))) => {
            format!("none of {} roll calls meets {unmet}; they are of {first} to {last}", ids.len())
        }
        (_, None) => format!("none of {} roll calls meets {unmet}", ids.len()),
    }
}
