//! What drove a turn: the topics in which disagreement rose or fell most, and the roll calls that show it.

use crate::analysis::grouped::grouped;
use crate::members::order::{InOrder as _, distinct};

use super::joint::{JointVote, agreement};
use crate::analysis::counted::{Counted, mean};
use crate::{analysis::topics::Topics, record::RollCallId};

/// The votes before a turn that a topic needs for its share to say something.
const LEAST: u32 = 3;

/// The change of agreement on a topic at a turn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TopicChange {
    /// The name of the topic: see [`Topics`].
    pub name: String,
    /// Agreement on the topic before the turn.
    pub before: Counted,
    /// Agreement on the topic after the turn.
    pub after: Counted,
    /// Disagreements after the turn beyond those that the share before would have given; negative for fewer.
    pub excess: f64,
    /// The roll calls on the topic on both sides.
    pub ids: Vec<RollCallId>,
}

impl TopicChange {
    /// Whether the topic had enough votes before the turn for a change to be reported.
    pub fn is_firm(&self) -> bool {
        self.before.of >= LEAST
    }
}

/// The topics with votes on both sides, the one with the most excess disagreements first: see [`Topics`]. A roll call
/// counts under each of its topics.
pub(crate) fn topics<'c>(
    of_record: &Topics, before: impl Iterator<Item = &'c JointVote>, after: impl Iterator<Item = &'c JointVote>,
) -> Vec<TopicChange> {
    let (before, after) = (by_id(before), by_id(after));
    let topic = |(name, ids): (&str, Vec<RollCallId>)| {
        let side = |votes: &[JointVote]| agreement(ids.iter().filter_map(|id| of_id(votes, *id)));
        let (before, after) = (side(&before), side(&after));
        let share = before.share().filter(|_| after.of > 0)?;
        let excess = share * f64::from(after.of) - f64::from(after.hits);
        Some(TopicChange { name: name.to_owned(), before, after, excess, ids })
    };
    let all = of_record.by_name(before.iter().chain(&after).map(|one| one.id));
    let mut topics: Vec<TopicChange> = all.into_iter().filter_map(topic).collect();
    topics.in_order(|a, b| b.excess.total_cmp(&a.excess).then_with(|| a.name.cmp(&b.name)));
    topics
}

/// Agreement over the votes that are on one of these topics.
pub(crate) fn on_topics<'c>(topics: &[TopicChange], votes: impl Iterator<Item = &'c JointVote>) -> Counted {
    let ids = distinct(topics.iter().flat_map(|topic| topic.ids.iter().copied()));
    agreement(votes.filter(|one| ids.binary_search(&one.id).is_ok()))
}

fn by_id<'c>(votes: impl Iterator<Item = &'c JointVote>) -> Vec<JointVote> {
    let mut votes: Vec<JointVote> = votes.copied().collect();
    votes.in_order_of(|one| one.id);
    votes
}

fn of_id(votes: &[JointVote], id: RollCallId) -> Option<&JointVote> {
    Some(&votes[votes.binary_search_by_key(&id, |one| one.id).ok()?])
}

/// The roll calls that drove a turn: those after a fall in which they disagreed (after a rise, agreed) although on one
/// of their topics they had agreed (disagreed) most; opposite votes before abstentions, then the latest.
pub(crate) fn drivers<'c>(
    topics: &[TopicChange], after: impl Iterator<Item = &'c JointVote>, is_fall: bool,
) -> Vec<JointVote> {
    let firm = || topics.iter().filter(|topic| topic.is_firm());
    let shares = grouped(firm().flat_map(|topic| topic.ids.iter().map(move |id| (*id, topic))), |(id, _)| [id]);
    let weighed = |one: &JointVote| {
        // How far the share before lay on the other side, averaged over its topics.
        let at = shares.binary_search_by_key(&one.id, |(id, _)| *id).ok()?;
        let mean = mean(shares[at].1.iter().filter_map(|(_, topic)| topic.before.share()))?;
        Some((if is_fall { mean } else { 1.0 - mean }, *one))
    };
    let mut found: Vec<(f64, JointVote)> = after.filter(|one| one.agrees() != is_fall).filter_map(weighed).collect();
    let key = |one: &JointVote| (one.is_opposite(), one.day, one.id);
    found.in_order(|(a, one), (b, other)| b.total_cmp(a).then_with(|| key(other).cmp(&key(one))));
    found.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::turning::{
        compared_pair,
        tests::{member, record},
        within,
    };

    #[test]
    fn excess_disagreements_are_counted_against_the_share_before() {
        // On peace 7 of 10 days, then 2: 14 of 20 against 4 of 20, an excess of 10. On trade 8 and 9: 16 against 18,
        // -2. A topic of one side only has none.
        let record = record(&[
            (2023, "PEACE|LAW", 7),
            (2023, "TRADE", 8),
            (2024, "PEACE", 2),
            (2024, "TRADE", 9),
            (2024, "SPACE", 0),
        ]);
        let ids: Vec<_> = record.ids().collect();
        let compared = compared_pair(&record, &ids, member(&record, "USA"), member(&record, "FRA"));
        let topics =
            topics(&Topics::new(&record, record.ids()), within(&compared, 2023, 2023), within(&compared, 2024, 2024));
        let told: Vec<_> =
            topics.iter().map(|topic| (topic.name.as_str(), (topic.excess * 1e6).round() / 1e6)).collect();
        assert_eq!(told, [("PEACE", 10.0), ("TRADE", -2.0)]);
        // The votes on space are left out: 14 of 20 and 16 of 20 before, 4 and 18 after.
        let on_topics = |first, last| on_topics(&topics, within(&compared, first, last));
        assert_eq!((on_topics(2023, 2023).hits, on_topics(2024, 2024).hits, on_topics(2024, 2024).of), (30, 22, 40));
        // 16 disagreements on peace and 2 on trade, of which more had been agreed before; those on space have no
        // before.
        let drivers = drivers(&topics, within(&compared, 2024, 2024), true);
        assert_eq!(drivers.len(), 18);
        let subject = |one: &JointVote| record.text(record.roll_call(one.id).subjects);
        assert!(drivers[..2].iter().all(|one| subject(one) == "TRADE") && subject(&drivers[2]) == "PEACE");
        assert!(drivers.iter().all(|one| !one.agrees()));
    }
}
