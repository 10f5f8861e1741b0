//! When a member turned: the years in which its agreement with a reference changed beyond chance, with the topics and
//! roll calls that drove it; and who turned most in a year. Roll calls are not selected here.

mod places;
mod ranking;
#[cfg(test)]
mod tests;
mod topics;
mod turns;

pub use ranking::{LEAST_VOTES, NoRanking, Ranked, Ranking, RankingQuery, Years, joint_votes};
pub use topics::TopicChange;
pub(crate) use topics::{drivers, on_topics, topics};
pub(crate) use turns::within;
pub use turns::{JointVote, ToldBy, Turn, YearOf, compared_pair, turns, years_of};
