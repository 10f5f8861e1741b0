//! Which roll calls carry a symbol. It takes symbols as they are written and knows no form of them.

use super::{Column, RollCallId, Text, Texts};

/// The symbols of a record with their roll calls.
#[derive(Clone, Debug)]
pub enum SymbolIndex {
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

    /// Every symbol, in no useful order.
    pub(super) fn symbols<'r>(&'r self, texts: &'r Texts) -> Box<dyn Iterator<Item = &'r str> + 'r> {
        match self {
            Self::ByText(rows) => {
                let mut last = Text::EMPTY;
                let first_of_each = rows.iter().filter(move |(text, _)| std::mem::replace(&mut last, *text) != *text);
                Box::new(first_of_each.map(|(text, _)| texts.get(*text)))
            }
            Self::Sorted(rows) => {
                let mut last = "";
                let all = rows.iter().map(|(symbol, _)| &**symbol);
                Box::new(all.filter(move |symbol| std::mem::replace(&mut last, *symbol) != *symbol))
            }
        }
    }

    /// Every symbol with each of its roll calls, sorted by the string: what [`SymbolIndex::Sorted`] is made of.
    #[must_use]
    pub fn sorted(&self, texts: &Texts) -> Vec<(String, RollCallId)> {
        let mut rows: Vec<(String, RollCallId)> = match self {
            Self::ByText(rows) => rows.iter().map(|(text, id)| (texts.get(*text).to_owned(), *id)).collect(),
            Self::Sorted(rows) => rows.iter().map(|(symbol, id)| (symbol.to_string(), *id)).collect(),
        };
        rows.sort_unstable();
        rows
    }

    /// Bytes of memory in use, strings excepted.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::ByText(rows) => rows.capacity() * size_of::<(Text, RollCallId)>(),
            Self::Sorted(rows) => rows.size(),
        }
    }
}
