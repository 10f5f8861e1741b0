//! Strings kept once: titles, symbols, subjects. It stores text; it does not understand it.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};

use super::Column;

/// A string in a [`Texts`]; two equal strings have the same one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Text(u32);

impl Text {
    /// The empty string, in every [`Texts`].
    pub const EMPTY: Self = Self(0);

    /// Whether it is the empty string.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The text with a number, from 0, in the order in which the strings were stored.
    #[must_use]
    pub const fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// All strings of a record, each stored once.
#[derive(Clone, Debug)]
pub struct Texts(Kept);

#[derive(Clone, Debug)]
enum Kept {
    /// To be added to and searched.
    Interned(Interned),
    /// As a snapshot has them, to be read.
    Column(Column<Box<str>>),
}

#[derive(Clone, Debug)]
struct Interned {
    bytes: String,
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Default for Texts {
    fn default() -> Self {
        Self(Kept::Interned(Interned::default()))
    }
}

impl From<Column<Box<str>>> for Texts {
    /// Strings that are all different, the empty one first.
    fn from(strings: Column<Box<str>>) -> Self {
        Self(Kept::Column(strings))
    }
}

impl Texts {
    /// The text for a string, stored if it is new.
    ///
    /// # Panics
    /// When all strings together pass 4 GiB; readers bound what they take long before that.
    pub fn intern(&mut self, string: &str) -> Text {
        if let Kept::Column(strings) = &self.0 {
            let mut interned = Interned::default();
            for string in strings.iter() {
                interned.intern(string);
            }
            self.0 = Kept::Interned(interned);
        }
        match &mut self.0 {
            Kept::Interned(interned) => interned.intern(string),
            Kept::Column(_) => unreachable!("they were just interned"),
        }
    }

    /// The text for a string, if it is stored.
    #[must_use]
    pub fn find(&self, string: &str) -> Option<Text> {
        match &self.0 {
            Kept::Interned(interned) => interned.find(string),
            Kept::Column(strings) => {
                strings.iter().position(|other| **other == *string).map(|number| Text(number as u32))
            }
        }
    }

    /// The string of a text of this store.
    #[must_use]
    pub fn get(&self, text: Text) -> &str {
        match &self.0 {
            Kept::Interned(interned) => slice(&interned.bytes, &interned.ends, text.0),
            Kept::Column(strings) => strings.at(text.0 as usize),
        }
    }

    /// Number of strings.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Kept::Interned(interned) => interned.ends.len(),
            Kept::Column(strings) => strings.len(),
        }
    }

    /// Whether there is none but the empty one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// Bytes of memory that it holds.
    #[must_use]
    pub fn size(&self) -> usize {
        match &self.0 {
            Kept::Interned(interned) => interned.size(),
            Kept::Column(strings) => strings.size(),
        }
    }
}

impl Default for Interned {
    fn default() -> Self {
        let mut texts = Self {
            bytes: String::new(),
            ends: Vec::new(),
            table: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        };
        texts.intern("");
        texts
    }
}

impl Interned {
    fn intern(&mut self, string: &str) -> Text {
        let hash = self.hasher.hash_one(string);
        let (bytes, ends) = (&self.bytes, &self.ends);
        if let Some(&id) = self.table.find(hash, |&id| slice(bytes, ends, id) == string) {
            return Text(id);
        }
        let id = self.ends.len() as u32;
        self.bytes.push_str(string);
        self.ends.push(u32::try_from(self.bytes.len()).expect("the strings of a record stay under 4 GiB"));
        let (bytes, ends, hasher) = (&self.bytes, &self.ends, &self.hasher);
        self.table.insert_unique(hash, id, |&id| hasher.hash_one(slice(bytes, ends, id)));
        Text(id)
    }

    fn find(&self, string: &str) -> Option<Text> {
        let hash = self.hasher.hash_one(string);
        self.table.find(hash, |&id| slice(&self.bytes, &self.ends, id) == string).map(|&id| Text(id))
    }

    fn size(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 4 + self.table.allocation_size()
    }
}

fn slice<'t>(bytes: &'t str, ends: &[u32], id: u32) -> &'t str {
    let id = id as usize;
    let start = if id == 0 { 0 } else { ends[id - 1] as usize };
    &bytes[start..ends[id] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_a_snapshot_keep_their_numbers_when_others_join_them() {
        let mut texts: Texts = Column::from(vec!["".into(), "a".into(), "b".into()]).into();
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
