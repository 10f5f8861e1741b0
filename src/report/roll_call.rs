//! What every report says of a roll call: its heading, its key columns, its votes by name, its source.

use std::borrow::Cow;

use super::titles::plain;
use super::{Block, Layout, Names, Report, Section, words};
use crate::record::{Body, Matter, Numbers, Record, Roll, RollCallId, Session, Vote};

/// A section headed by a roll call: title, symbols, body, session, day and meeting.
pub(crate) fn heading(record: &Record, id: RollCallId) -> Section<'static> {
    let roll_call = record.roll_call(id);
    let text = |text| record.text(text);
    let in_lists = symbol_in_lists(record, id);
    let mut symbols = if in_lists == NO_SYMBOL { String::new() } else { in_lists.into_owned() };
    if !roll_call.draft.is_empty() && text(roll_call.draft) != symbols {
        symbols = format!("{symbols} (draft {})", text(roll_call.draft));
    }
    let mut place = vec![roll_call.body.name().to_owned()];
    place.extend(roll_call.session.filter(|_| roll_call.body == Body::GeneralAssembly).map(Session::name));
    place.extend(roll_call.date.map(words::day));
    place.extend((!roll_call.meeting.is_empty()).then(|| text(roll_call.meeting).to_owned()));
    let mut lines = vec![symbols, place.join(", ")];
    lines.extend((roll_call.matter != Matter::WholeText).then(|| format!("Vote on: {}", roll_call.matter.word())));
    lines.retain(|line| !line.is_empty());
    let title = Some(title(record, id)).filter(|title| !title.is_empty()).unwrap_or("(no title)".into());
    Section { title: title.into_owned(), lines, blocks: Vec::new() }
}

/// The title of a roll call, else its agenda item; empty without either.
pub(super) fn title(record: &Record, id: RollCallId) -> Cow<'_, str> {
    let roll_call = record.roll_call(id);
    plain(record.text(if roll_call.title.is_empty() { roll_call.agenda } else { roll_call.title }))
}

/// The votes of a roll by name under their labels, in this order; where not all are known, that is said.
pub(crate) fn votes_by_name(
    people: Names<'_>, (id, roll): (RollCallId, &Roll), votes: &[Vote], numbers: Numbers,
) -> Vec<Block<'static>> {
    let blocks = |vote: &Vote| {
        let (members, label) = (roll.cast(*vote), vote.label());
        let (named, count) = (members.len(), numbers.whole().count(*vote).map(usize::from));
        let are = if named == 1 { "is" } else { "are" };
        let by_name = Block::Members(format!("{} ({named})", words::capitalized(label)), people.named_in(id, members));
        match count {
            Some(count) if count <= named => vec![by_name],
            Some(count) if named > 0 => {
                vec![Block::Text(format!("Of {count} {label} {named} {are} known:")), by_name]
            }
            None if named > 0 => vec![Block::Text(format!("As far as is known, {named} {are} {label}:")), by_name],
            None => Vec::new(),
            _ => vec![Block::Text(nobody_known(*vote, count))],
        }
    };
    votes.iter().flat_map(blocks).collect()
}

/// What is said where no member is known to have voted so, while this many did, if that is known.
pub(crate) fn nobody_known(vote: Vote, count: Option<usize>) -> String {
    let how = ["voted in favour", "voted against", "abstained", "did not vote"][vote as usize];
    match count {
        Some(0) => format!("Nobody: no member is recorded as {}.", vote.label()),
        Some(count) => format!("{count} {how}; the source does not say who."),
        None => format!("As far as is known, no member is recorded as {}.", vote.label()),
    }
}

/// What a note calls a roll call: its symbol, else its title; and what was voted on, when that was not the whole text.
pub(crate) fn called(record: &Record, id: RollCallId) -> String {
    let roll_call = record.roll_call(id);
    let mut name = match (record.symbol(id), record.text(roll_call.title)) {
        ("", "") => match record.called(id) {
            name if name.is_empty() => "a roll call without a symbol".to_owned(),
            name => name.into_owned(),
        },
        ("", title) => format!("\"{title}\""),
        (symbol, _) => symbol.to_owned(),
    };
    if roll_call.matter != Matter::WholeText {
        name = format!("{name} ({})", roll_call.matter.word());
    }
    name
}

/// What people read for a symbol where there is none.
const NO_SYMBOL: &str = "no symbol";

/// What people read for the symbol of a roll call in a list: without one, that it has none, and what its source calls it.
pub(super) fn symbol_in_lists(record: &Record, id: RollCallId) -> Cow<'_, str> {
    match (record.symbol(id), record.called(id)) {
        ("", name) if name.is_empty() || *name == *record.text(record.roll_call(id).title) => NO_SYMBOL.into(),
        ("", name) => format!("{NO_SYMBOL} ({name})").into(),
        (symbol, _) => symbol.into(),
    }
}

/// The short form of [`called`], which the program understands as well: `ES-11/7`.
pub(crate) fn short(record: &Record, id: RollCallId) -> String {
    let called = called(record, id);
    called.strip_prefix("A/RES/").map_or_else(|| called.clone(), ToOwned::to_owned)
}

/// The numbers of a roll call, in short: `141-7-32`; `9-?-?` where only those in favour are known.
pub(super) fn numbers(record: &Record, id: RollCallId) -> Option<String> {
    Some(record.numbers(id).whole()).filter(|numbers| !numbers.is_empty()).map(|numbers| numbers.to_string())
}

/// The title of a roll call in a list, with what was voted on where the title does not say.
pub(crate) fn about(record: &Record, id: RollCallId) -> String {
    let roll_call = record.roll_call(id);
    let title = title(record, id);
    // A title may say itself what was voted on: `The path to peace: Russian amendment`.
    let said = title.to_lowercase().contains(roll_call.matter.word());
    match roll_call.matter {
        Matter::Amendment if !said => format!("amendment to: {title}"),
        Matter::Paragraph if !said => format!("paragraph of: {title}"),
        Matter::Motion if !said => format!("motion on: {title}"),
        _ => title.into_owned(),
    }
}

/// Adds the notes on the votes of a roll call, and its source.
pub(crate) fn account_for(record: &Record, id: RollCallId, report: &mut Report<'_>) {
    let (roll_call, roll) = (record.roll_call(id), record.roll(id));
    for statement in record.intended(id) {
        let member = record.members().get(statement.member).name;
        let recorded = roll.vote(statement.member);
        let recorded = recorded.map_or("not at all", Vote::label);
        report.note(format!(
            "{member}, recorded as {recorded}, stated that it had intended to be recorded as {}; the recorded vote counts. \
             ({})",
            statement.intended.label(),
            statement.source,
        ));
    }
    if !roll.not_known.is_empty() {
        let members = words::count(roll.not_known.len(), "member");
        Report::once(&mut report.notes, format!("How {members} voted on {} is not known.", called(record, id)));
    }
    if !roll_call.note.is_empty() {
        let note = format!("{}: {}", called(record, id), record.text(roll_call.note));
        Report::once(&mut report.notes, note);
    }
    Report::once(&mut report.sources, source(record, id));
    report.rests_on.push(id);
    record.origins_of(id).for_each(|origin| Report::once(&mut report.origins, origin.clone()));
}

/// Where a roll call comes from: `UN Digital Library, record 4076672 (in the embedded record)`.
pub(crate) fn source(record: &Record, id: RollCallId) -> String {
    let roll_call = record.roll_call(id);
    let mut names: Vec<&str> = record.origins_of(id).map(|origin| origin.name.as_str()).collect();
    names.dedup();
    let names = names.join(", ");
    let format = record.origins_of(id).next().map_or("", |origin| origin.format.as_str());
    match roll_call.undl_id {
        Some(number) => format!("UN Digital Library, record {number} (in {names})"),
        None => format!("{format} (in {names})"),
    }
}

/// The report that holds a table alone; none where it has no row.
pub(super) fn exported<'q, R: 'q>(
    names: Names<'q>, ids: &[RollCallId], layout: Layout<'q, R>, rows: impl Iterator<Item = R> + 'q,
) -> Option<Report<'q>> {
    let mut rows = rows.peekable();
    rows.peek()?;
    let blocks = vec![Block::Table(layout.streamed(names, rows))];
    let mut report = Report::of(Section { blocks, ..Section::default() });
    sources_of(names.record, ids, &mut report);
    Some(report)
}

/// Adds the sources of many roll calls, each with the number of roll calls that it contributes to.
pub(crate) fn sources_of(record: &Record, ids: &[RollCallId], report: &mut Report<'_>) {
    report.rests_on.extend(ids);
    let end = record.ends_after(ids);
    report.until = report.until.max(end);
    if let Some(end) = end.filter(|end| ids.iter().any(|id| record.roll_call(*id).date > Some(*end))) {
        let note =
            format!("The files of the record go to {}: of later votes a few at most are in it.", words::day(end));
        Report::once(&mut report.notes, note);
    }
    for (place, origin) in record.origins().iter().enumerate() {
        let count = ids.iter().filter(|id| record.roll_call(**id).sources >> place & 1 == 1).count();
        if count > 0 {
            let edition = if origin.edition.is_empty() { String::new() } else { format!(", {}", origin.edition) };
            Report::once(&mut report.origins, origin.clone());
            report.sources.push(format!("{} in {}: {}{edition}", words::roll_calls(count), origin.name, origin.format));
        }
    }
}
