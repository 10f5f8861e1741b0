//! Signals that end the program, held back while there is a file that must not be left behind.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

#[cfg(unix)]
use signal_hook::consts::SIGHUP;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level::emulate_default_handler};

#[cfg(unix)]
const SIGNALS: [i32; 3] = [SIGINT, SIGTERM, SIGHUP];
#[cfg(not(unix))]
const SIGNALS: [i32; 2] = [SIGINT, SIGTERM];

/// Signals that are held back: one that comes is noted, and ends the program when this is dropped.
#[derive(Debug)]
pub(super) struct Held {
    came: Arc<AtomicUsize>,
    let_go: Arc<AtomicBool>,
}

impl Held {
    /// Holds them back, but for those that the program was started to ignore, as `nohup` does.
    pub(super) fn back() -> io::Result<Self> {
        let held = Self { came: Arc::default(), let_go: Arc::default() };
        for signal in SIGNALS.into_iter().filter(|signal| !is_ignored(*signal)) {
            flag::register_conditional_default(signal, Arc::clone(&held.let_go))?;
            flag::register_usize(signal, Arc::clone(&held.came), signal.unsigned_abs() as usize)?;
        }
        Ok(held)
    }

    /// Fails when a signal has come.
    pub(super) fn check(&self) -> io::Result<()> {
        // Not `Interrupted`, after which writers try again.
        if self.came() == 0 { Ok(()) } else { Err(io::Error::other("ended by a signal")) }
    }

    fn came(&self) -> i32 {
        self.came.load(Ordering::SeqCst) as i32
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.let_go.store(true, Ordering::SeqCst);
        if self.check().is_err() {
            // It ends the program; where it could not, the error that the check gave does.
            let _ = emulate_default_handler(self.came());
        }
    }
}

/// Whether the program was started to ignore a signal. Where the system does not tell, only what a keyboard sends is held back.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.map_or(signal != SIGINT, |mask| mask >> (signal - 1) & 1 == 1)
}
