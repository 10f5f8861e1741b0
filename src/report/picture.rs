//! Pictures as data: what is drawn and what is said beside it. Where it stands on the page and in which colour is not its
//! matter; nor does it compute anything.

use super::chart::{Chart, Places};
use super::linked::{Heat, Tree};
pub(crate) use super::role::Role;

/// A picture: a finding, what shows it, and what a reader who does not see it is told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Picture {
    /// The finding, as its title.
    pub title: String,
    /// What is measured, its unit, the days.
    pub subtitle: String,
    /// A sentence with all figures, for those who do not see it.
    pub description: String,
    /// What it shows, from top to bottom.
    pub panels: Vec<Panel>,
    /// What a reader must know, before the source below.
    pub note: String,
}

/// A part of a picture.
#[derive(Clone, Debug)]
pub(crate) enum Panel {
    /// A block of dots for each kind of vote, headed by its number.
    Dots(Vec<Heap>),
    /// The same for few members, whose dots carry their codes.
    Coded(Vec<Heap>),
    /// A bar of two parts with a tick at the share that was needed.
    Bar(Majority),
    /// The members where they lie, one tile each.
    Tiles(Tiles),
    /// A row of dots for each group, one pitch for all.
    Groups(Vec<GroupRow>),
    /// The members in half circles.
    Hemicycle(Hemicycle),
    /// Lists of names under headings.
    Lists(Vec<List>),
    /// Values through the years, all in one chart, or where they are many each in a chart of its own.
    Chart(Chart),
    /// Members on one axis.
    Places(Places),
    /// What went from where to where between two times.
    Flows(Flows),
    /// Votes on one question through the years.
    Stacks(Stacks),
    /// A matrix whose cells are colours.
    Heat(Heat),
    /// What was joined to what.
    Tree(Tree),
}

/// Dots of one kind.
#[derive(Clone, Debug)]
pub(crate) struct Heap {
    /// Their colour.
    pub role: Role,
    /// How many there are, also where their members are not known.
    pub count: usize,
    /// What stands beside the number: `in favour`.
    pub word: &'static str,
    /// The members, in order; empty where they are not known.
    pub spots: Vec<Spot>,
}

/// A member in a picture.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// The code of three letters.
    pub code: &'static str,
    /// The code of two letters; that of three where there is none.
    pub short: &'static str,
    /// The name.
    pub name: &'static str,
    /// Its colour.
    pub role: Role,
    /// What is said of it: `against`.
    pub said: String,
}

/// A bar of those in favour and against, and the share that was needed.
#[derive(Clone, Debug)]
pub(crate) struct Majority {
    /// The sentence above it.
    pub sentence: String,
    /// Votes in favour and against.
    pub counts: [usize; 2],
    /// The share needed, 0 to 1, and its word: `two thirds`.
    pub needed: Option<(f64, &'static str)>,
}

/// Members where they lie.
#[derive(Clone, Debug)]
pub(crate) struct Tiles {
    /// Row and column from the upper left, from 0, and the member there.
    pub placed: Vec<([u8; 2], Spot)>,
    /// Members that have no tile of their own.
    pub also: Vec<Spot>,
    /// What the colours mean, where they are no votes: the ends of the scale.
    pub scale: Option<Scale>,
}

/// What colours in steps mean.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    /// The colour of each step, from the least to the most.
    pub steps: Vec<Role>,
    /// What stands below the first and the last step.
    pub ends: [String; 2],
}

/// The members of a group, by vote.
#[derive(Clone, Debug)]
pub(crate) struct GroupRow {
    /// The name of the group, and where that has no room.
    pub names: [&'static str; 2],
    /// Its members in the order of the tally.
    pub spots: Vec<Spot>,
    /// The figures behind them: `16–3–2`.
    pub figures: String,
}

/// Members in half circles, from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Hemicycle {
    /// The members in order.
    pub spots: Vec<Spot>,
    /// The figures in the middle, and what they are.
    pub centre: [String; 2],
}

/// Names under a heading.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// The colour of its mark.
    pub role: Role,
    /// What stands above: `In favour to against (7)`.
    pub heading: String,
    /// The names.
    pub names: Vec<&'static str>,
}

/// What stood where at two times, and what went from where to where.
#[derive(Clone, Debug)]
pub(crate) struct Flows {
    /// What stands above each side, and where that has no room: `ES-11/6, 23 February 2023`, `ES-11/6, 2023`.
    pub heads: [[String; 2]; 2],
    /// What stood on each side, from top to bottom; what has a count of 0 is not drawn.
    pub nodes: [Vec<Node>; 2],
    /// What went from a node of the first side to one of the second. The flows of a node may be fewer than its count: what
    /// was at one of the two times only is in none.
    pub ways: Vec<Flow>,
}

/// A place where something stood.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Its colour.
    pub role: Role,
    /// How many stood there.
    pub count: usize,
    /// What stands beside the number: `in favour`.
    pub word: String,
}

/// A way between two nodes, in the colour of the second.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    /// The place of the node it leaves and of the one it comes to, from 0.
    pub between: [usize; 2],
    /// How many went that way.
    pub count: usize,
    /// Whether they moved: those that stayed stand back.
    pub moved: bool,
    /// What is said of it: `In favour to against: 7`.
    pub said: String,
}

/// Votes on one question, a bar of all parts each.
#[derive(Clone, Debug)]
pub(crate) struct Stacks {
    /// The parts of each bar and the words for them, from the bottom.
    pub parts: Vec<(Role, &'static str)>,
    /// The bars, in order.
    pub bars: Vec<Stack>,
}

/// A bar of several parts.
#[derive(Clone, Debug)]
pub(crate) struct Stack {
    /// The year.
    pub at: i16,
    /// The symbol.
    pub symbol: String,
    /// How large each part is.
    pub counts: Vec<u32>,
    /// What is said of it.
    pub said: String,
}
