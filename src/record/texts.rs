//! Strings kept once: titles, symbols, subjects. It stores text; it does not understand it.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// A string in a [`Texts`]; two equal strings have the same one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(u32);

impl Text {
    /// The empty string, in every [`Texts`].
    pub const EMPTY: Self = Self(0);

    /// Whether it is the empty string.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// All strings of a record, each stored once.
#[derive(Clone, Debug)]
pub struct Texts {
    bytes: String,
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Default for Texts {
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

impl Texts {
    /// The text for a string, stored if it is new.
    ///
    /// # Panics
    /// When all strings together pass 4 GiB; readers bound what they take long before that.
    pub fn intern(&mut self, string: &str) -> Text {
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

    /// The text for a string, if it is stored.
    #[must_use]
    pub fn find(&self, string: &str) -> Option<Text> {
        let hash = self.hasher.hash_one(string);
        self.table.find(hash, |&id| slice(&self.bytes, &self.ends, id) == string).map(|&id| Text(id))
    }

    /// The string of a text.
    #[must_use]
    pub fn get(&self, text: Text) -> &str {
        slice(&self.bytes, &self.ends, text.0)
    }

    /// Bytes held, indexes included.
    #[must_use]
    pub fn size(&self) -> usize {
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
