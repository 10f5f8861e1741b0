//! Tells what is loaded: sources, spans, counts, and what was skipped or in disagreement.

use super::{
    Audience, Report,
    listing::one_section,
    old::{Block, Column, Table, Value},
    words,
};
use crate::record::{Body, Modality, Record, RollCall, RollCallId};

/// One reason of the account of loading, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accounted {
    /// What kind: skipped, disagreement, corrected, note.
    pub kind: &'static str,
    /// Which input; empty for what lies between several.
    pub input: String,
    /// The reason.
    pub reason: String,
    /// How often.
    pub count: u64,
    /// The first cases, with their lines.
    pub examples: Vec<String>,
}

/// What a record holds and how it was loaded.
#[must_use]
pub fn report(record: &Record, account: &[Accounted]) -> Report<'static> {
    // Sources of one input stand under its name.
    let mut inputs: Vec<&str> = record.origins().iter().map(|origin| origin.name.as_str()).collect();
    inputs.dedup();
    let title = if let [input] = inputs[..] { input } else { "" };
    let mut report = one_section(words::capitalized(title), vec![Block::Table(sources(record, title.is_empty()))]);
    let blocks = &mut report.sections[0].blocks;
    let roll_calls = words::roll_calls(record.len());
    blocks.push(Block::Text(format!("{roll_calls} in all, {} of memory.", memory(record.size()))));
    if account.is_empty() {
        blocks.push(Block::Text("Every row was understood, and nothing disagrees.".to_owned()));
    } else {
        blocks.push(Block::Table(accounted(account)));
    }
    for origin in record.origins().iter().filter(|origin| !origin.terms.is_empty()) {
        Report::once(&mut report.notes, format!("Terms: {}", origin.terms));
    }
    report
}

/// A size as people say it.
pub(super) fn memory(bytes: usize) -> String {
    let bytes = bytes as f64;
    if bytes < 1e6 { format!("{:.0} kB", (bytes / 1e3).max(1.0)) } else { format!("{:.1} MB", bytes / 1e6) }
}

/// What each source holds; for people with the name of its input, unless that stands above.
fn sources(record: &Record, named: bool) -> Table {
    let columns = vec![
        Column::for_machines("source"),
        Column::for_machines("format"),
        Column::for_machines("edition"),
        Column::new("roll_calls", "roll calls"),
        Column::new("recorded_votes", "recorded"),
        Column::new("member_votes", "votes"),
        Column::new("general_assembly", "GA"),
        Column::new("security_council", "SC"),
        Column::new("first", "first"),
        Column::new("last", "last"),
        Column::for_machines("terms"),
        Column::for_people("about", "source"),
    ];
    let row = |(place, origin): (usize, &crate::record::Origin)| {
        let ids: Vec<RollCallId> = record.ids().filter(|id| record.roll_call(*id).sources >> place & 1 == 1).collect();
        let count = |holds: fn(&RollCall) -> bool| {
            Value::Number(ids.iter().filter(|id| holds(record.roll_call(**id))).count() as i64)
        };
        let votes: usize = ids.iter().map(|id| record.roll(*id).known().len()).sum();
        let recorded = ids.iter().filter(|id| {
            record.roll_call(**id).modality == Modality::Recorded && !record.roll(**id).known().is_empty()
        });
        let about = if named { format!("{}: {}", origin.name, origin.format) } else { origin.format.clone() };
        let days = || ids.iter().filter_map(|id| record.roll_call(*id).date);
        vec![
            Value::text(&origin.name),
            Value::text(&origin.format),
            Value::text(&origin.edition),
            Value::Number(ids.len() as i64),
            Value::Number(recorded.count() as i64),
            Value::Number(votes as i64),
            count(|roll_call| roll_call.body == Body::GeneralAssembly),
            count(|roll_call| roll_call.body == Body::SecurityCouncil),
            Value::day(days().min()),
            Value::day(days().max()),
            Value::text(&origin.terms),
            Value::Text(about),
        ]
    };
    let rows = record.origins().iter().enumerate().map(row).collect();
    Table { name: "sources", columns, rows, audience: Audience::All }
}

fn accounted(account: &[Accounted]) -> Table {
    let columns = vec![
        Column::new("kind", "what"),
        Column::new("input", "input"),
        Column::new("reason", "reason"),
        Column::new("count", "count"),
        Column::new("examples", "first"),
    ];
    let row = |entry: &Accounted| {
        vec![
            Value::Code(entry.kind.to_owned()),
            Value::text(&entry.input),
            Value::text(&entry.reason),
            Value::Number(entry.count as i64),
            Value::text(&entry.examples.join("; ")),
        ]
    };
    Table { name: "account", columns, rows: account.iter().map(row).collect(), audience: Audience::All }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_sizes_are_told_in_kilobytes() {
        assert_eq!(memory(43_210), "43 kB");
        assert_eq!(memory(120), "1 kB");
        assert_eq!(memory(11_960_000), "12.0 MB");
    }
}
