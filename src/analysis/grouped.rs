//! Puts together what has a key in common, such as the roll calls of a year.

use std::collections::BTreeMap;

/// What has each key, in its order; what has several keys stands under each of them, and what has none is left out.
pub(super) fn grouped<T: Copy, K: Ord, I: IntoIterator<Item = K>>(
    all: impl IntoIterator<Item = T>, keys: impl Fn(T) -> I,
) -> BTreeMap<K, Vec<T>> {
    let mut groups: BTreeMap<K, Vec<T>> = BTreeMap::new();
    for one in all {
        for key in keys(one) {
            groups.entry(key).or_default().push(one);
        }
    }
    groups
}
