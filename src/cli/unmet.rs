//! Says which condition of an empty selection no roll call meets, and what there is instead.

use std::collections::BTreeSet;

use anyhow::Result;

use super::options::SelectionOptions;
use crate::{
    record::{Issues, Record, RollCall, RollCallId, Selection, Session, Topic},
    report::roll_call::called,
};

/// Why nothing meets the conditions: the first of them that nothing meets by itself, or that no two go together.
///
/// # Errors
/// When a condition names an unknown member.
pub fn reason(record: &Record, options: &SelectionOptions) -> Result<String> {
    for (flag, alone) in options.each() {
        if alone.selection(record.members())?.of(record).is_empty() {
            return Ok(format!("none of {} roll calls meets {flag}{}", record.len(), instead(record, &alone)));
        }
    }
    if let Some(why) = super::Call::without_seat(record, options)? {
        return Ok(why);
    }
    let all: Vec<String> = options.each().into_iter().map(|(flag, _)| flag).collect();
    Ok(format!("none of {} roll calls meets {} together", record.len(), all.join(" and ")))
}

/// Why none of the roll calls that symbols lead to meets the conditions.
///
/// # Errors
/// When a condition names an unknown member.
pub fn of_named(record: &Record, ids: &[RollCallId], options: &SelectionOptions) -> Result<String> {
    let mut unmet = "the conditions together".to_owned();
    for (flag, alone) in options.each() {
        let selection = alone.selection(record.members())?;
        if !ids.iter().any(|id| selection.holds(record, *id)) {
            unmet = flag;
            break;
        }
    }
    let days: BTreeSet<_> = ids.iter().filter_map(|id| record.roll_call(*id).date).collect();
    Ok(match (ids, days.first(), days.last()) {
        (&[id], Some(day), _) => format!("{}, of {day}, does not meet {unmet}", called(record, id)),
        (&[id], ..) => format!("{} does not meet {unmet}", called(record, id)),
        (_, Some(first), Some(last)) => {
            format!("none of {} roll calls meets {unmet}; they are of {first} to {last}", ids.len())
        }
        _ => format!("none of {} roll calls meets {unmet}", ids.len()),
    })
}

/// What there is where a condition asks for something else.
fn instead(record: &Record, alone: &SelectionOptions) -> String {
    if !alone.session.is_empty() {
        return format!("; there are the sessions {}", sessions(record));
    }
    if !alone.year.is_empty() || alone.from.is_some() || alone.to.is_some() {
        let days: Vec<_> = record.ids().filter_map(|id| record.roll_call(id).date).collect();
        return match (days.iter().min(), days.iter().max()) {
            (Some(first), Some(last)) => format!("; they are of {first} to {last}"),
            _ => String::new(),
        };
    }
    let is_issue = |topic: &String| matches!(Topic::new(topic), Topic::Issue(_));
    let has = |of: fn(&RollCall) -> bool| record.ids().any(|id| of(record.roll_call(id)));
    for (asked, there, what) in [
        (
            alone.topic.iter().any(is_issue),
            has(|one| one.issues != Issues::default()),
            "issue codes (Voeten's data have)",
        ),
        (
            !alone.subject.is_empty(),
            has(|one| !one.subjects.is_empty()),
            "subject headings (the UN Digital Library's have)",
        ),
        (!alone.agenda.is_empty(), has(|one| !one.agenda.is_empty()), "agenda items (the UN Digital Library's have)"),
    ] {
        if asked && !there {
            return format!("; the record has no {what}");
        }
    }
    let words = alone.topic.iter().chain(&alone.subject).chain(&alone.agenda);
    let words = words.flat_map(|topic| topic.split_whitespace());
    let near: Vec<String> = words.flat_map(|word| Selection::words_near(record, word)).collect();
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) }
}

/// The sessions of a record, runs of regular ones drawn together: `47 to 80, ES-10, ES-11`.
fn sessions(record: &Record) -> String {
    let all: BTreeSet<Session> = record.ids().filter_map(|id| record.roll_call(id).session).collect();
    let mut runs: Vec<(Session, Session)> = Vec::new();
    for session in all {
        match runs.last_mut() {
            Some((_, last)) if follows(*last, session) => *last = session,
            _ => runs.push((session, session)),
        }
    }
    let run = |(first, last): &(Session, Session)| {
        if first == last { first.to_string() } else { format!("{first} to {last}") }
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

/// Whether a regular session is the next one after another.
fn follows(last: Session, session: Session) -> bool {
    matches!((last, session), (Session::Regular(a), Session::Regular(b)) if a + 1 == b)
}
