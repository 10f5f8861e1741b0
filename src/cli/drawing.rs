//! The options that ask for bootstrap intervals, on every command that has figures of agreement.

use clap::Args;

use super::error::Error;
use crate::analysis::{agreement::Measure, bootstrap::Bootstrap};
use crate::render::tell;

/// Pairs of members times votes times draws that take about a second.
const A_SECOND: u64 = 8_000_000_000;

/// Whether roll calls are drawn anew, and how.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct DrawingOptions {
    /// Draw the roll calls anew so many times, for 95% intervals of all figures: 1000 will do.
    #[arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(100..=100_000))]
    bootstrap: Option<u32>,
    /// Seed of the draws: the same seed gives the same figures.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "bootstrap")]
    seed: u64,
}

impl DrawingOptions {
    /// The draws that are asked for, if any.
    ///
    /// # Errors
    /// When the measure is not one of votes alone.
    pub(super) fn of(self, measure: Measure) -> Result<Option<Bootstrap>, Error> {
        let text = "--bootstrap draws votes, and --measure coincidence counts more than these: --measure lijphart and \
             votes-only are the State Department's of other years";
        Error::usage_if(self.bootstrap.is_some() && measure == Measure::Coincidence, text)?;
        Ok(self.bootstrap.map(|replicates| Bootstrap { replicates, seed: self.seed }))
    }
}

/// Says that drawing takes a while, where it does.
pub(super) fn note_drawing(bootstrap: Bootstrap, pairs: usize, votes: usize, quiet: bool) {
    let work = pairs as u64 * votes as u64 * u64::from(bootstrap.replicates);
    if work > A_SECOND && !quiet {
        let seconds = work / A_SECOND;
        tell(&format!(
            "note: drawing {votes} votes of {pairs} pairs of members {} times takes about {seconds} seconds on one core",
            bootstrap.replicates
        ));
    }
}
