//! Shows on standard error how far a download is: on a terminal in a line that changes, elsewhere only its delays.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use crate::cli::{Call, error::Error};
use crate::fetch::{Event, FetchError, Watch};
use crate::render::{show, tell};

/// The time between two updates of the line.
const EVERY: Duration = Duration::from_millis(100);

/// The line of progress.
#[derive(Debug)]
struct Progress {
    quiet: bool,
    terminal: bool,
    name: String,
    size: Option<u64>,
    from: u64,
    began: Instant,
    shown: Option<Instant>,
    done: Vec<String>,
}

impl Progress {
    /// Shows an event.
    fn report(&mut self, event: Event<'_>) {
        match event {
            Event::Begins { name, size, from } => {
                name.clone_into(&mut self.name);
                (self.size, self.from, self.began) = (size, from, Instant::now());
                self.show(from);
            }
            Event::Came { bytes } => {
                if self.shown.is_none_or(|shown| shown.elapsed() >= EVERY) {
                    self.show(bytes);
                }
            }
            Event::Ends => self.clear(),
            Event::Done { name } => self.done.push(name.to_owned()),
            Event::GoesOn { name, from } => {
                self.say(&format!("note: {name} was cut after {}; asking for the rest", size(from)));
            }
            Event::Found { what } => self.say(&format!("note: {what}")),
            Event::Waits { url, status, wait, why } => {
                let wait = wait.as_secs_f64();
                self.say(&format!("note: {url} is busy (status {status}); waiting {wait} s, {why}"));
            }
        }
    }

    /// Clears the line.
    fn clear(&mut self) {
        if self.shown.take().is_some() {
            show("");
        }
    }

    fn say(&mut self, line: &str) {
        self.clear();
        if !self.quiet {
            tell(line);
        }
    }

    fn show(&mut self, bytes: u64) {
        if self.quiet || !self.terminal {
            return;
        }
        show(&line(&self.name, bytes, self.from, self.size, self.began.elapsed()));
        self.shown = Some(Instant::now());
    }
}

/// Fetches while showing the progress.
pub(super) fn watched<T>(call: &Call, fetch: impl FnOnce(&mut Watch<'_>) -> Result<T, FetchError>) -> Result<T, Error> {
    let (quiet, terminal) = (call.output.quiet, io::stderr().is_terminal());
    let (name, done) = (String::new(), Vec::new());
    let mut progress =
        Progress { quiet, terminal, name, size: None, from: 0, began: Instant::now(), shown: None, done };
    let fetched = fetch(&mut |event| progress.report(event));
    progress.clear();
    if fetched.is_err() && !progress.done.is_empty() {
        progress.say(&format!("note: {} came before that and stays", progress.done.join(", ")));
    }
    Ok(fetched?)
}

/// The line of progress: how far a download is, its speed, and the time left.
fn line(name: &str, bytes: u64, from: u64, whole: Option<u64>, took: Duration) -> String {
    let rate = bytes.saturating_sub(from) * 1000 / (took.as_millis() as u64).max(1);
    let share = |whole: u64| format!(" of {}, {:.0}%", size(whole), 100.0 * bytes as f64 / whole as f64);
    let far = size(bytes) + &whole.filter(|whole| *whole > 0).map_or_else(String::new, share);
    let left = whole.filter(|_| rate > 0).map(|whole| whole.saturating_sub(bytes).div_ceil(rate));
    let left = left.map_or_else(String::new, |left| format!(", {} left", time(left)));
    format!("{name}: {far}, {}/s{left}", size(rate))
}

/// A number of bytes in the unit that people would use.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// A number of seconds in the units that people would use.
fn time(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60) {
        (0, 0) => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min {} s", seconds % 60),
        (hours, minutes) => format!("{hours} h {} min", minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_size_rate_and_time_left() {
        // 91 of 364 MB in 7 s are 13 MB/s: the other 273 take 21 s.
        let text = line("ga.csv", 91_000_000, 0, Some(364_000_000), Duration::from_secs(7));
        assert_eq!(text, "ga.csv: 91.0 MB of 364.0 MB, 25%, 13.0 MB/s, 21 s left");
    }

    #[test]
    fn what_an_earlier_run_brought_does_not_count_for_the_rate() {
        // 20 of 40 MB were there; 10 more in 10 s are 1 MB/s, 10 s for the rest.
        let text = line("a", 30_000_000, 20_000_000, Some(40_000_000), Duration::from_secs(10));
        assert_eq!(text, "a: 30.0 MB of 40.0 MB, 75%, 1.0 MB/s, 10 s left");
    }

    #[test]
    fn without_a_size_no_time_is_foretold() {
        assert_eq!(line("a", 512, 0, None, Duration::from_secs(1)), "a: 512 B, 512 B/s");
        assert_eq!(time(3_700), "1 h 1 min");
        assert_eq!(time(60), "1 min 0 s");
    }
}
