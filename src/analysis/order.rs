//! How rows are ordered by a figure that some of them lack.

use std::cmp::Ordering;

/// The order of two figures; what has none stands last either way.
pub(super) fn missing_last(a: Option<f64>, b: Option<f64>, descending: bool) -> Ordering {
    let by_value = a.partial_cmp(&b).unwrap_or(Ordering::Equal);
    a.is_none().cmp(&b.is_none()).then(if descending { by_value.reverse() } else { by_value })
}
