//! Strings kept once: titles, symbols, subjects. It stores text; it does not understand it.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};

use super::Column;

/// A string of a record, by its number in the order in which strings were stored; two equal strings have the same one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Text(pub(crate) u32);

impl Text {
    /// The empty string, in every record.
    pub const EMPTY: Self = Self(0);

    /// Whether it is the empty string.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// All strings of a record, each stored once.
#[derive(Clone, Debug)]
pub(crate) enum Texts {
    /// To be added to and searched.
    Interned(Interned),
    /// As a snapshot has them, to be read.
    Column(Column<Box<str>>),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Interned {
    bytes: String,
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Default for Texts {
    fn default() -> Self {
        let mut interned = Interned::default();
        interned.intern("");
        Self::Interned(interned)
    }
}

impl Texts {
    /// The text for a string, stored if it is new.
    ///
    /// # Panics
    /// When all strings together pass 4 GiB; readers bound what they take long before that.
    pub(crate) fn intern(&mut self, string: &str) -> Text {
        if let Self::Column(strings) = self {
            let mut interned = Interned::default();
            strings.iter().for_each(|string| _ = interned.intern(string));
            *self = Self::Interned(interned);
        }
        match self {
            Self::Interned(interned) => interned.intern(string),
            Self::Column(_) => unreachable!("they were just interned"),
        }
    }

    /// The text for a string, if it is stored.
    pub(crate) fn find(&self, string: &str) -> Option<Text> {
        match self {
            Self::Interned(interned) => interned.find(string),
            Self::Column(strings) => strings.iter().position(|other| **other == *string).map(|at| Text(at as u32)),
        }
    }

    /// The string of a text of this store.
    pub(crate) fn get(&self, text: Text) -> &str {
        match self {
            Self::Interned(interned) => slice(&interned.bytes, &interned.ends, text.0),
            Self::Column(strings) => strings.at(text.0 as usize),
        }
    }

    /// Number of strings.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Interned(interned) => interned.ends.len(),
            Self::Column(strings) => strings.len(),
        }
    }

    /// Bytes of memory that it holds.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Interned(Interned { bytes, ends, table, .. }) => {
                bytes.capacity() + ends.capacity() * 4 + table.allocation_size()
            }
            Self::Column(strings) => strings.size(),
        }
    }
}

impl Interned {
    fn intern(&mut self, string: &str) -> Text {
        if let Some(text) = self.find(string) {
            return text;
        }
        let id = self.ends.len() as u32;
        self.bytes.push_str(string);
        self.ends.push(u32::try_from(self.bytes.len()).expect("the strings of a record stay under 4 GiB"));
        let (bytes, ends, hasher) = (&self.bytes, &self.ends, &self.hasher);
        self.table.insert_unique(hasher.hash_one(string), id, |&id| hasher.hash_one(slice(bytes, ends, id)));
        Text(id)
    }

    fn find(&self, string: &str) -> Option<Text> {
        let hash = self.hasher.hash_one(string);
        self.table.find(hash, |&id| slice(&self.bytes, &self.ends, id) == string).map(|&id| Text(id))
    }
}

fn slice<'t>(bytes: &'t str, ends: &[u32], id: u32) -> &'t str {
    let start = id.checked_sub(1).map_or(0, |before| ends[before as usize]);
    &bytes[start as usize..ends[id as usize] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_a_snapshot_keep_their_numbers_when_others_join_them() {
        let mut texts: Texts = Texts::Column(vec!["".into(), "a".into(), "b".into()].into());
        assert_eq!((texts.len(), texts.find("b"), texts.find("c")), (3, Some(Text(2)), None));
        assert_eq!((texts.intern("c"), texts.intern("b")), (Text(3), Text(2)));
        assert_eq!((texts.get(Text(1)), texts.get(Text(3)), texts.len()), ("a", "c", 4));
    }

    #[test]
    fn equal_strings_are_stored_once() {
        let mut texts = Texts::default();
        let a = texts.intern("A/RES/79/7");
        assert_eq!(texts.intern("A/RES/79/7"), a);
        assert_ne!(texts.intern("A/RES/79/8"), a);
        assert_eq!(texts.get(a), "A/RES/79/7");
        assert_eq!(texts.find("A/RES/79/8").map(|t| texts.get(t)), Some("A/RES/79/8"));
        assert_eq!(texts.find("nothing"), None);
        assert_eq!(texts.intern(""), Text::EMPTY);
    }
}
