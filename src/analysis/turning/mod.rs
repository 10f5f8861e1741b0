//! When a member turned: the years in which its agreement with a reference changed beyond chance, with the topics and
//! roll calls that drove it; and who turned most in a year. Roll calls are not selected here.

mod joint;
mod places;
mod ranking;
#[cfg(test)]
mod tests;
mod topics;
mod turns;

pub(crate) use joint::within;
pub use joint::{JointVote, compared_pair};
pub use ranking::{LEAST_VOTES, NoRanking, Ranked, Ranking, RankingQuery, Years, joint_votes};
pub use topics::TopicChange;
pub(crate) use topics::{drivers, on_topics, topics};
pub use turns::{ToldBy, Turn, YearOf, turns, turns_of_agreement, years_of};
