//! Which roll calls carry a symbol. It takes symbols as they are written and knows no form of them.

use super::{Column, RollCallId, Text, Texts};

/// The symbols of a record with their roll calls.
#[derive(Clone, Debug)]
pub(crate) enum SymbolIndex {
    /// Sorted by text, for records in memory, where strings are found by their hash.
    ByText(Vec<(Text, RollCallId)>),
    /// Sorted by the string itself, for records that are read from a snapshot piece by piece.
    Sorted(Column<(Box<str>, RollCallId)>),
}

impl Default for SymbolIndex {
    fn default() -> Self {
        Self::ByText(Vec::new())
    }
}

impl SymbolIndex {
    /// The roll calls that carry exactly this symbol.
    pub(super) fn of(&self, texts: &Texts, symbol: &str) -> Vec<RollCallId> {
        if symbol.is_empty() {
            return Vec::new();
        }
        match self {
            Self::ByText(rows) => {
                let Some(text) = texts.find(symbol) else { return Vec::new() };
                let start = rows.partition_point(|(other, _)| *other < text);
                rows[start..].iter().take_while(|(other, _)| *other == text).map(|(_, id)| *id).collect()
            }
            Self::Sorted(rows) => {
                let start = rows.partition_point(|(other, _)| **other < *symbol);
                let from = (start..rows.len()).map(|place| rows.at(place));
                from.take_while(|(other, _)| **other == *symbol).map(|(_, id)| *id).collect()
            }
        }
    }

    /// Every symbol with each of its roll calls, those of a symbol together.
    pub(super) fn rows<'r>(&'r self, texts: &'r Texts) -> Box<dyn Iterator<Item = (&'r str, RollCallId)> + 'r> {
        match self {
            Self::ByText(rows) => Box::new(rows.iter().map(|(text, id)| (texts.get(*text), *id))),
            Self::Sorted(rows) => Box::new(rows.iter().map(|(symbol, id)| (&**symbol, *id))),
        }
    }

    /// Bytes of memory in use, strings excepted.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::ByText(rows) => rows.capacity() * size_of::<(Text, RollCallId)>(),
            Self::Sorted(rows) => rows.size(),
        }
    }
}
