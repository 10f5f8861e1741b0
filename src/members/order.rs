//! Sorting that is compiled once for all types: the places are sorted, then what stands in them is moved. It is for what
//! is short; what is long, or sorted often, has the standard library's, which is made anew for each type (9 KB of code).

use std::cmp::Ordering;

/// Puts a slice in order; equal ones stay as they were.
pub(crate) trait InOrder<T> {
    /// By a comparison of two.
    fn in_order(&mut self, order: impl Fn(&T, &T) -> Ordering);

    /// By a key, which is made once for each.
    fn in_order_of<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> InOrder<T> for [T] {
    fn in_order(&mut self, order: impl Fn(&T, &T) -> Ordering) {
        let places = places(self.len(), &|a, b| order(&self[a], &self[b]));
        arrange(places, &mut |one, other| self.swap(one, other));
    }

    fn in_order_of<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let places = places(keys.len(), &|a, b| keys[a].cmp(&keys[b]));
        arrange(places, &mut |one, other| self.swap(one, other));
    }
}

/// Each of these once, in order.
pub(crate) fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.in_order(Ord::cmp);
    all.dedup();
    all
}

/// The places from 0 in the order of what stands there; equal ones stay as they were.
pub(crate) fn places(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| order(*a, *b));
    places
}

/// Moves what stands at `places[n]` to `n`, for all: along each circle that they make.
pub(crate) fn arrange(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for first in 0..places.len() {
        let mut at = first;
        loop {
            let from = std::mem::replace(&mut places[at], at);
            if from == first {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_orders_as_the_standard_library_does(all: Vec<(u8, u16)>) {
            let (mut by_order, mut by_key, mut std) = (all.clone(), all.clone(), all);
            std.sort_by_key(|one| one.0);
            by_order.in_order(|a, b| a.0.cmp(&b.0));
            by_key.in_order_of(|one| one.0);
            prop_assert_eq!(&by_order, &std);
            prop_assert_eq!(&by_key, &std);
        }
    }
}
