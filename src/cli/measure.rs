//! Measures of agreement as typed, and where they can be told. It measures nothing.

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::{analysis::agreement::Measure, record::Body};

/// A measure, as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MeasureName {
    /// Share of common votes with the same position.
    #[default]
    Identical,
    /// The same, an abstention beside a vote counting half.
    Lijphart,
    /// Same votes as a share of those in which both voted yes or no.
    VotesOnly,
    /// Signorino and Ritter's S, from -1 to 1.
    S,
    /// Scott's pi: beyond chance, one distribution for both.
    Pi,
    /// Cohen's kappa: beyond chance, a distribution for each.
    Kappa,
    /// Votes only, with resolutions adopted without a vote as identical votes, times the participation of the second.
    Coincidence,
}

impl MeasureName {
    /// The measure that is meant.
    #[must_use]
    pub const fn measure(self) -> Measure {
        match self {
            Self::Identical => Measure::Identical,
            Self::Lijphart => Measure::Lijphart,
            Self::VotesOnly => Measure::VotesOnly,
            Self::S => Measure::S,
            Self::Pi => Measure::Pi,
            Self::Kappa => Measure::Kappa,
            Self::Coincidence => Measure::Coincidence,
        }
    }
}

/// Fails where a measure counts what a body does not do.
///
/// # Errors
/// The words that say why.
pub fn counts_in(measure: Measure, body: Body) -> Result<()> {
    if measure == Measure::Coincidence && body == Body::SecurityCouncil {
        bail!(
            "--measure coincidence counts resolutions that the General Assembly adopted without a vote: not --body sc"
        );
    }
    Ok(())
}
