//! Walking JSON key by key into what is being built, so that a large or hostile file is never held as a tree. It knows
//! no field by name.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Something that an object of JSON fills, entry by entry.
pub(super) trait Object<'de> {
    /// What it is, for errors.
    const IS: &'static str;

    /// Takes the value of one key from the map.
    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error>;
}

/// Something that an array of JSON fills, item by item.
pub(super) trait List<'de> {
    /// What it is, for errors.
    const IS: &'static str;

    /// Takes the next item; `false` when there is none left.
    fn item<A: SeqAccess<'de>>(&mut self, items: &mut A) -> Result<bool, A::Error>;
}

/// Fills an [`Object`].
pub(super) struct Entries<'t, T>(pub &'t mut T);

/// Fills a [`List`].
pub(super) struct Items<'t, T>(pub &'t mut T);

impl<'de, T: Object<'de>> DeserializeSeed<'de> for Entries<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Object<'de>> Visitor<'de> for Entries<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::IS)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Word(key)) = map.next_key()? {
            self.0.entry(&key, &mut map)?;
        }
        Ok(())
    }
}

impl<'de, T: List<'de>> DeserializeSeed<'de> for Items<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: List<'de>> Visitor<'de> for Items<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::IS)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while self.0.item(&mut items)? {}
        Ok(())
    }
}

/// A text, number, truth value or null as the text that it is written with; borrowed from the file where it can be.
pub(super) struct Word<'de>(pub Cow<'de, str>);

impl<'de> Deserialize<'de> for Word<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalar(PhantomData))
    }
}

struct Scalar<'de>(PhantomData<&'de str>);

impl<'de> Visitor<'de> for Scalar<'de> {
    type Value = Word<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a number")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Borrowed(if truth { "true" } else { "false" })))
    }

    fn visit_unit<E: Error>(self) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Borrowed("")))
    }
}
