//! How rows are ordered by a figure that some of them lack.

use std::cmp::Ordering;

/// The order of two figures; what has none stands last either way.
#[must_use]
pub fn missing_last<T: PartialOrd>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
    let by_value = a.partial_cmp(&b).unwrap_or(Ordering::Equal);
    a.is_none().cmp(&b.is_none()).then(if descending { by_value.reverse() } else { by_value })
}
