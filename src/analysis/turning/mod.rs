//! When a member turned: the years in which its agreement with a reference changed beyond chance, with the topics and
//! roll calls that drove it; and who turned most in a year. It selects no roll calls.

mod answer;
mod joint_vote;
mod ranking;
#[cfg(test)]
mod tests;
mod topics;
mod turns;

pub use answer::{NoRanking, Ranking, joint_votes};
pub use joint_vote::{JointVote, compared_pair};
pub(crate) use joint_vote::{by_year, within};
pub use ranking::{LEAST_VOTES, Ranked, RankingQuery, Years};
pub use topics::TopicChange;
pub(crate) use topics::{drivers, on_topics, topics};
pub use turns::{Turn, turns};
