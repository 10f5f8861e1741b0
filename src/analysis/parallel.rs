//! Shares work out among the cores of the machine.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What a function makes of each item, in their order. Each core has a memory of its own, which the function finds as
/// it left it. The first items should be the largest, so that no core is left with one at the end.
pub(super) fn share_out<I: Sync, M: Default, T: Send>(items: &[I], work: impl Fn(&mut M, &I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut done, mut memory) = (Vec::new(), M::default());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(&mut memory, item)));
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let mut all: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let mine = work();
        mine.into_iter().chain(others.into_iter().flat_map(|other| other.join().unwrap_or_default())).collect()
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}
