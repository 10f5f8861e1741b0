//! How far a fit of ideal points is, told on a terminal. What else takes long tells it where it is done.

use std::cell::Cell;
use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use super::Call;
use crate::render::show;

/// How far a fit is, on a terminal once it takes long.
pub(super) struct Progress {
    began: Instant,
    is_shown: bool,
    shows: Cell<bool>,
}

/// What is done within this time is not worth a line.
const SOON: Duration = Duration::from_millis(700);

impl Progress {
    /// Of a command; quiet ones and those that no one looks at show none.
    pub(super) fn new(call: &Call) -> Self {
        let is_shown = !call.output.quiet && io::stderr().is_terminal();
        Self { began: Instant::now(), is_shown, shows: Cell::new(false) }
    }

    /// Shows a sweep.
    pub(super) fn sweep(&self, sweep: usize) {
        if self.is_shown && self.began.elapsed() > SOON {
            show(&format!("fitting ideal points: sweep {sweep} of about 35"));
            self.shows.set(true);
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        if self.shows.get() {
            show("");
        }
    }
}
