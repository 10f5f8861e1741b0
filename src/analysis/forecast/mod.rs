//! What the next vote on a question will be, member by member, from what was known before it; and how well that went.
//!
//! A member's own earlier votes count the more, the more alike the roll call is in words and the younger it is (a kernel
//! over titles, agenda items and subjects); six numbers, fitted on the eight years before, turn these shares into
//! probabilities. `docs/predict.md` has the method, its choices and what they were measured to give.
//!
//! Nothing here may read what was not known: no vote of the roll call itself or of a later one, and so none of the links
//! between roll calls ([`Record::predecessors`](crate::record::Record)), which look at the votes of both.

mod backtest;
mod corpus;
mod features;
mod interval;
mod logit;
mod next;
mod surprise;
#[cfg(test)]
mod tests;
mod years;

pub use backtest::{Backtest, Calibration, Scored, Scores, backtest};
pub use corpus::{CAST, Corpus, Wording};
pub use features::Neighbour;
pub use next::{Forecast, MemberForecast, NoForecast, forecast, forecast_of, latest_on_question, too_few};
pub use surprise::{FEWEST_VOTES, OfMember, Surprise, Surprises, surprises};
pub use years::{Learnt, YEARS_LEARNT, weights};
