//! Writes and reads days as three small numbers, for snapshots of a record.

// serde hands over what a field holds by reference.
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)]

use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

use super::Date;

type Numbers = Option<(i16, i8, i8)>;

/// Writes year, month and day.
pub(super) fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| (day.year(), day.month(), day.day())).serialize(serializer)
}

/// Reads year, month and day.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let day = Numbers::deserialize(deserializer)?;
    day.map(|(year, month, day)| Date::new(year, month, day)).transpose().map_err(D::Error::custom)
}
