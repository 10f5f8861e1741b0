//! Shares work out among the cores of the machine. Where no other thread can be started, the caller's does all of it.

use crate::members::order::InOrder as _;
use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder, ScopedJoinHandle};

/// How many threads can run at a time.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Whether another thread can be started, for what ends the program where it cannot.
pub(crate) fn can_start() -> bool {
    Builder::new().spawn(|| {}).is_ok()
}

/// What a function makes of each item, in their order. Each core has a memory of its own, which the function finds as
/// it left it. The first items should be the largest, so that no core is left with one at the end.
pub(crate) fn share_out<I: Sync, M: Default, T: Send>(items: &[I], work: impl Fn(&mut M, &I) -> T + Sync) -> Vec<T> {
    share_out_among(cores(), items, work)
}

/// The same on a number of threads.
pub(crate) fn share_out_among<I: Sync, M: Default, T: Send>(
    threads: usize, items: &[I], work: impl Fn(&mut M, &I) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut done, mut memory) = (Vec::new(), M::default());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(&mut memory, item)));
        }
    };
    let mut all: Vec<(usize, T)> = thread::scope(|scope| {
        let start = |_| Builder::new().spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..threads.min(items.len())).map_while(start).collect();
        let mine = work();
        mine.into_iter().chain(others.into_iter().flat_map(joined)).collect()
    });
    all.in_order_of(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}

/// Runs two functions, the second on a thread of its own, and returns what both return.
pub(crate) fn beside<A, B: Send>(first: impl FnOnce() -> A, second: impl FnOnce() -> B + Send) -> (A, B) {
    // Kept here, as a thread that cannot be started takes what it was to run with it.
    let second = Mutex::new(Some(second));
    let take = || second.lock().ok()?.take();
    thread::scope(|scope| {
        let other = Builder::new().spawn_scoped(scope, || take().map(|second| second()));
        let first = first();
        let second = other.ok().and_then(joined).or_else(|| take().map(|second| second()));
        (first, second.unwrap_or_else(|| unreachable!("it runs once, here or there")))
    })
}

fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}
