//! Plain sentences, to be pasted into a text: no tables, no bars, no commands, and each paragraph in one line.

use std::io;

use super::Format;
use super::harmless::{Manner, plain};
use super::people;
use crate::report::{Audience, Block, Report};

/// The sentences of a report.
pub(super) const TEXT: Format = Format {
    name: "text",
    meaning: "Plain sentences to paste, without tables",
    extensions: &["text"],
    reader: Audience::People,
    manners: [Manner::AsItIs; 2],
    one_table: false,
    report: Some(|report, _, out| write(report, out)),
    ..Format::OF_ONE_TABLE
};

/// Writes a report.
fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for (place, section) in report.sections.iter().enumerate() {
        if place > 0 && !section.title.is_empty() {
            writeln!(out)?;
        }
        for line in std::iter::once(&section.title).chain(&section.lines).filter(|line| !line.is_empty()) {
            writeln!(out, "{}", plain(line))?;
        }
        for text in section.blocks.iter().filter_map(said) {
            writeln!(out, "\n{}", plain(&text))?;
        }
    }
    let notes = report.notes.iter().map(|note| format!("Note: {note}"));
    for text in notes.chain(report.sources.iter().map(|source| format!("Source: {source}"))) {
        writeln!(out, "\n{}", plain(&text))?;
    }
    Ok(())
}

/// What a block says in words; nothing for tables and pictures.
pub(crate) fn said(block: &Block<'_>) -> Option<String> {
    match block {
        Block::Text(text) | Block::Told(text, _) | Block::Verdict(_, text) => Some(text.clone()),
        Block::Members(label, members) if members.is_empty() => Some(format!("{label}: nobody")),
        Block::Members(label, members) => Some(format!("{label}: {}", people::names(members))),
        Block::Table(_) | Block::Matrix(_) | Block::Picture(_) => None,
    }
}
