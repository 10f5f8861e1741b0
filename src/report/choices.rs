//! Roll calls to choose among, a line each: what to type for it, day, numbers, title.

use std::collections::HashSet;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::roll_call::{about, numbers};
use super::words::{quoted, roll_calls};
use crate::record::{Record, RollCallId};

/// The narrowest column of titles.
const TITLE: usize = 24;

/// A line for each of these documents with its roll calls, in a width of so many columns.
pub(crate) fn lines(record: &Record, documents: &[(String, Vec<RollCallId>)], width: usize) -> Vec<String> {
    let row = |(symbol, ids): &(String, Vec<RollCallId>)| {
        let last = *ids.last()?;
        let numbers = match ids.len() {
            1 => numbers(record, last).unwrap_or_default(),
            several => roll_calls(several),
        };
        let day = record.roll_call(last).date.map_or_else(String::new, |day| day.to_string());
        Some(([quoted(symbol), day, numbers], about(record, last)))
    };
    let rows: Vec<_> = documents.iter().filter_map(row).collect();
    let widest = |at: usize| rows.iter().map(|(cells, _)| cells[at].width()).max().unwrap_or_default();
    let widths = [widest(0), widest(1), widest(2)];
    // Two columns stand before each line. Where only the titles tell them apart they are shown whole.
    let width = if is_each_its_own(documents) { width } else { usize::MAX };
    let room = width.saturating_sub(2 + widths.iter().map(|width| width + 2).sum::<usize>()).max(TITLE);
    let line = |(cells, title): &([String; 3], String)| {
        let cell = |(cell, width): (&String, usize)| {
            if width == 0 { String::new() } else { format!("{cell}{}", " ".repeat(width + 2 - cell.width())) }
        };
        let cells: String = cells.iter().zip(widths).map(cell).collect();
        format!("{cells}{}", cut(title, room)).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// A line for each of these roll calls.
pub(crate) fn of_roll_calls(record: &Record, ids: &[RollCallId], width: usize) -> Vec<String> {
    lines(record, &documents(record, ids), width)
}

/// Whether something can be typed for each of these roll calls that is not that of another one.
pub(crate) fn are_told_apart(record: &Record, ids: &[RollCallId]) -> bool {
    is_each_its_own(&documents(record, ids))
}

fn documents(record: &Record, ids: &[RollCallId]) -> Vec<(String, Vec<RollCallId>)> {
    ids.iter().map(|id| (typed(record, *id), vec![*id])).collect()
}

fn is_each_its_own(documents: &[(String, Vec<RollCallId>)]) -> bool {
    let mut seen = HashSet::new();
    documents.iter().all(|(typed, _)| seen.insert(typed))
}

/// What to type for a roll call alone: its symbol, else a number that its source has for it.
fn typed(record: &Record, id: RollCallId) -> String {
    let (symbol, one) = (record.symbol(id), record.roll_call(id));
    let is_its_own = || record.with_symbol(symbol).all(|other| other == id);
    match one.undl_id {
        Some(number) if symbol.is_empty() || !is_its_own() => number.to_string(),
        _ => record.called(id).into_owned(),
    }
}

/// A text that ends with an ellipsis where it is wider than this.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let fits =
        |letter: &char| letter.width().and_then(|width| room.checked_sub(width)).map(|left| room = left).is_some();
    let cut: String = text.chars().take_while(fits).collect();
    format!("{}…", cut.trim_end())
}
