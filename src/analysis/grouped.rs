//! Puts together what has a key in common, such as the roll calls of a year.

use crate::members::order::InOrder as _;

/// What has each key, in its order; what has several keys stands under each of them, and what has none is left out.
pub(super) fn grouped<T: Copy, K: Ord, I: IntoIterator<Item = K>>(
    all: impl IntoIterator<Item = T>, keys: impl Fn(T) -> I,
) -> Vec<(K, Vec<T>)> {
    let mut pairs: Vec<(K, T)> = Vec::new();
    for one in all {
        pairs.extend(keys(one).into_iter().map(|key| (key, one)));
    }
    pairs.in_order(|(a, _), (b, _)| a.cmp(b));
    let mut groups: Vec<(K, Vec<T>)> = Vec::new();
    for (key, one) in pairs {
        match groups.last_mut() {
            Some((last, of_last)) if *last == key => of_last.push(one),
            _ => groups.push((key, vec![one])),
        }
    }
    groups
}
