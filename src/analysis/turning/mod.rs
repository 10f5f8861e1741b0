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
pub use joint_vote::{JointVote, by_year, compared_pair, within};
pub use ranking::{LEAST_VOTES, Ranked, RankingQuery, Years};
pub use topics::{TopicChange, drivers, on_topics, topics};
pub use turns::{LEVEL, Turn, turns};
