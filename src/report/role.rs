//! What the colours of pictures stand for. Which they are is not its matter.

/// What a colour stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Role {
    /// In favour.
    Yes,
    /// Against.
    No,
    /// Abstaining.
    Abstain,
    /// Not voting: hollow.
    NonVoting,
    /// Not known: hollow, with a dashed outline.
    NotKnown,
    /// Text.
    Ink,
    /// Text that stands back.
    Muted,
    /// Axes.
    Axis,
    /// Lines behind the data.
    Grid,
    /// A turning point.
    Turning,
    /// An interval.
    Interval,
    /// A line of its own colour, 0 to 5.
    Line(u8),
    /// A line or bar that stands behind the others.
    Context,
    /// A share in a sequence of seven steps, 0 to 1: more is darker on paper.
    Share(f32),
    /// A change from less to more in seven steps, -1 to 1.
    Change(f32),
}

impl Role {
    /// The colour of a vote, by its word, its label in a tally, or its letter.
    pub(crate) fn of_vote(word: &str) -> Option<Self> {
        match word {
            "yes" | "in favour" | "Y" => Some(Self::Yes),
            "no" | "against" | "N" => Some(Self::No),
            "abstain" | "abstained" | "abstaining" | "A" => Some(Self::Abstain),
            "non-voting" | "not voting" | "X" => Some(Self::NonVoting),
            "not known" | "?" => Some(Self::NotKnown),
            _ => None,
        }
    }
}
