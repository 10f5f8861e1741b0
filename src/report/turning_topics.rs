//! Tells the topics behind a turn: some for people, all for machines.

use super::{Block, Kind, Layout, Names, Spec, columns};
use crate::{analysis::turning::TopicChange, members::MemberId};

/// The topics that people read in each direction.
const EACH: usize = 3;

pub(super) const REFERENCE: Spec = Spec::text(
    "reference",
    "With whom: a member or group by its code, a list as it was typed, or `majority`; of a pair the second.",
);
pub(super) const TURN: Spec =
    Spec::number("turn", "1946 or later", "The first calendar year after the change; in a ranking the year compared.");
pub(super) const BEFORE_VOTES: Spec = Spec::number("before_votes", "roll calls", "Votes in common in the time before.");
pub(super) const BEFORE_SHARE: Spec = Spec::share("before_share", "Those with the same position.");
pub(super) const AFTER_VOTES: Spec = Spec::number("after_votes", "roll calls", "Votes in common in the time after.");
pub(super) const AFTER_SHARE: Spec = Spec::share("after_share", "Those with the same position.");

/// Between whom and when a turn is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Between<'q> {
    /// The member.
    pub member: MemberId,
    /// Code of the other, or `majority`.
    pub reference: &'q str,
    /// The year of the turn.
    pub year: i16,
}

impl<'q, R: 'q> Layout<'q, R> {
    /// Adds a member, and with whom it agrees.
    pub(super) fn between(self, of: impl Fn(&R) -> Between<'q> + Copy + 'q) -> Self {
        self.machines(columns::MEMBER, move |row, names| names.code(of(row).member).into())
            .machines(REFERENCE, move |row, _| of(row).reference.into())
    }
}

/// The topics as blocks: where disagreement rose most, where it fell most, and all of them. `years` are what the times
/// before and after are called.
pub(crate) fn blocks<'q>(
    names: Names<'q>, topics: Vec<TopicChange>, between: Between<'q>, (before, after): (&str, &str),
) -> Vec<Block<'q>> {
    let firm = || topics.iter().filter(|topic| topic.is_firm());
    let risen: Vec<_> = firm().filter(|topic| topic.excess >= 0.5).take(EACH).cloned().collect();
    let fallen: Vec<_> = firm().rev().filter(|topic| topic.excess <= -0.5).take(EACH).cloned().collect();
    let mut blocks = Vec::new();
    if risen.is_empty() && fallen.is_empty() {
        blocks.push(Block::text("No topic was voted on often enough before and after."));
    }
    for (shown, verb) in [(risen, "rose"), (fallen, "fell")].into_iter().filter(|(shown, _)| !shown.is_empty()) {
        let layout = Layout::for_people("topics_for_people", "a topic")
            .people("topic", Kind::Text, "topic", |topic: &TopicChange, _| spoken(&topic.name).into())
            .people("before_share", Kind::Share, format!("agreed\n{before}"), |topic, _| topic.before.share().into())
            .people("after_share", Kind::Share, format!("agreed\n{after}"), |topic, _| topic.after.share().into())
            .people("after_votes", Kind::Number, "votes", |topic, _| topic.after.of.into());
        blocks.push(Block::Text(format!("Disagreement {verb} most on")));
        blocks.push(layout.block(names, shown));
    }
    let all = topics.into_iter().map(|topic| (between, topic)).collect();
    blocks.push(for_machines().block(names, all));
    blocks
}

/// A heading as people read it: those in capitals in small letters.
pub(crate) fn spoken(heading: &str) -> String {
    let shouts = !heading.chars().any(char::is_lowercase);
    if shouts { heading.to_lowercase().replace("--", " - ") } else { heading.to_owned() }
}

/// One row a topic.
pub(crate) fn for_machines<'q>() -> Layout<'q, (Between<'q>, TopicChange)> {
    const TOPIC: Spec = Spec::text("topic", "Issue, subject heading or agenda item.");
    const EXCESS: Spec = Spec::decimal(
        "excess",
        "roll calls",
        "Disagreements after beyond those that the share before would have given; negative for fewer.",
    );
    let row = "a turn and topic that was voted on before and after it, the most excess disagreements first; in a ranking \
               for its first 20 rows";
    Layout::for_machines("topics", row)
        .between(|row: &(Between<'q>, TopicChange)| row.0)
        .machines(TURN, |row, _| row.0.year.into())
        .machines(TOPIC, |row, _| row.1.name.as_str().into())
        .machines(BEFORE_VOTES, |row, _| row.1.before.of.into())
        .machines(BEFORE_SHARE, |row, _| row.1.before.share().into())
        .machines(AFTER_VOTES, |row, _| row.1.after.of.into())
        .machines(AFTER_SHARE, |row, _| row.1.after.share().into())
        .machines(EXCESS, |row, _| row.1.excess.into())
}
